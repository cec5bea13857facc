"""`kaohe check FILE`: read a file as what it is, with every check a run would make."""

from __future__ import annotations

from pathlib import Path

from .errors import ScenarioError
from .expression import Expression, Part
from .files import SUFFIX, read_toml
from .languages import phrase
from .loading import assemble
from .people import read_behaviour
from .shelf import kind_of
from .vocabulary import section_ids

BASE = "generalised"  # what a reform or a package is tried on


def check(path: str | Path) -> str:
    """What the file is: "regime", "reform", "package" or "behaviour"; raises ScenarioError if it cannot be used.

    Of a study, search or targets only that it is one: what can be run is for the floor above to say.
    """
    path = Path(path)
    if path.suffix != SUFFIX and not path.is_dir():
        raise ScenarioError(phrase("scenarios.files.suffix", suffixes=SUFFIX), str(path))
    kind = kind_of(section_ids(read_toml(path, str(path))))
    if kind in ("study", "search", "targets"):
        return kind
    if kind == "behaviour":
        read_behaviour(str(path))
    elif kind == "regime":
        assemble(Expression(str(path), (), ()), {})
    else:
        assemble(Expression(BASE, (Part(str(path)),), ()), {})
    return kind
