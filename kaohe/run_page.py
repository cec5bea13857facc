"""`kaohe page`: the page of the model, as it is shipped or with a county and scenarios of one's own."""

from __future__ import annotations

import webbrowser
from pathlib import Path

from experiments.run.disk import put
from scenarios.errors import ScenarioError
from scenarios.files import system_reason
from scenarios.languages import phrase, translate

from .console import say
from .page.document import PAGE
from .page.own import own_page


def page(place: str | None, scenarios: list[str], out: str | None, lang: str) -> None:
    """Open the page, or write it to a file: to kaohe.html where there is a county or a scenario, but no `out`."""
    if out is None and place is None and not scenarios:
        webbrowser.open(PAGE.as_uri())
        say(translate("kaohe.messages.page_opened", lang, path=PAGE))
        return
    text = own_page(PAGE.read_text(encoding="utf-8"), place, scenarios)
    path = Path(out or PAGE.name)
    try:
        put(path, text.encode())
    except OSError as error:
        raise ScenarioError(phrase("scenarios.files.unwritable", reason=system_reason(error)), str(path)) from None
    say(translate("kaohe.messages.page_written", lang, path=path))
