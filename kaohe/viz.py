"""`kaohe viz`: one county in a browser, with sliders; a server of this computer that nobody else can reach."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from threading import Timer
from typing import Any

from analysis.figures.style import drawing
from scenarios.errors import Refusal, ScenarioError
from scenarios.languages import phrase

from .console import note, say
from .running import RunOptions
from .viz_assets import fetched, folder_of_assets
from .viz_county import CHOICE, first_model

HOST = "127.0.0.1"
APP = "kaohe.viz_page"  # what the server shows


def viz(scenario: str, port: int, no_open: bool, options: RunOptions) -> None:
    """Serve the page until Ctrl-C. A mistake in what is asked for is told before anything is served."""
    CHOICE.scenario, CHOICE.options = scenario, options
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise Refusal(phrase("kaohe.errors.port_taken", port=port)) from None
        port = probe.getsockname()[1]
    uvicorn = _prepared(options)
    first_model()
    address = f"http://{HOST}:{port}/"
    say(options.text("viz_at", address=address))
    sys.stdout.flush()
    if not no_open:
        Timer(1.0, webbrowser.open, [address]).start()
    uvicorn.run("solara.server.starlette:app", host=HOST, port=port, log_level="error", loop="asyncio")


def _prepared(options: RunOptions) -> Any:
    """The server, told to load nothing from elsewhere and to tell nobody about its use."""
    with drawing():  # reads the style of figures before Solara puts settings of its own in the place of matplotlib's
        pass
    os.environ["SOLARA_APP"] = APP
    os.environ["SOLARA_MODE"] = "production"  # else the page asks Solara's own site whether it works
    os.environ["SOLARA_TELEMETRY_MIXPANEL_ENABLE"] = "False"
    os.environ["SOLARA_THEME_SHOW_BANNER"] = "False"
    os.environ["SOLARA_ASSETS_FONTAWESOME_ENABLED"] = "False"
    try:
        import mesa.visualization  # noqa: F401
        import uvicorn
    except ImportError as missing:
        raise ScenarioError(phrase("kaohe.errors.no_viz", name=missing.name or "solara")) from None
    import solara.server.settings

    folder = folder_of_assets()
    solara.server.settings.assets.proxy_cache_dir = folder
    if not fetched(folder):
        note(options.text("viz_from_web"))
    return uvicorn
