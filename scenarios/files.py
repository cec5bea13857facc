"""From a TOML file to plain tables; whatever is wrong with the file as such is said in one sentence."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from .errors import ScenarioError, suggest

SUFFIX = ".toml"
Table = dict[str, object]


def read_toml(path: Path, name: str) -> Table:
    """The tables of a file; `name` is how messages call it."""
    try:
        tables = _parsed(_text(path, name))
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{name}{_place(error)}: not valid TOML ({_reason(error)}).") from None
    except RecursionError:
        raise ScenarioError(f"{name}: not valid TOML (nested too deeply).") from None
    if not tables:
        raise ScenarioError(f"{name}: the file is empty; expected at least [about] and what it changes.")
    return tables


@lru_cache(maxsize=128)
def _parsed(text: str) -> Table:
    """Most scenarios share most files, and parsing takes longest. Nobody changes what is returned."""
    return tomllib.loads(text)


def _text(path: Path, name: str) -> str:
    if path.is_dir():
        raise ScenarioError(f"{name}: is a directory; expected a {SUFFIX} file.")
    try:
        # The mark that Windows editors put in front is no part of the text.
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ScenarioError(f"{name}: no such file{_neighbour(path)}") from None
    except UnicodeDecodeError:
        raise ScenarioError(f"{name}: not readable as text; expected the file saved as UTF-8.") from None
    except OSError as error:
        raise ScenarioError(f"{name}: cannot be read ({error.strerror}).") from None


def _neighbour(path: Path) -> str:
    """A guess among the files in the same folder."""
    names = [file.name for file in path.parent.glob(f"*{SUFFIX}")]
    guess = suggest(path.name, names)
    return guess if "did you mean" in guess else "."


def _place(error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    return f", line {found[1]}, column {found[2]}" if found else ", last line"


def _reason(error: tomllib.TOMLDecodeError) -> str:
    return re.sub(r" \(at .*\)$", "", str(error))
