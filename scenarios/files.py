"""Reads TOML files into plain tables; what is wrong with a file as such becomes one sentence."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from .errors import ScenarioError, closest, reason
from .languages import Text, phrase, quoted

SUFFIX = ".toml"
Table = dict[str, object]


def read_toml(path: Path, name: str, empty: Text | None = None) -> Table:
    """The tables of a file; `name` is how messages call it, `empty` what they say of one without tables."""
    tables = tables_of(read_text(path, name), name)
    if not tables:
        raise ScenarioError(empty or phrase("scenarios.files.empty_toml"), name)
    return tables


def tables_of(text: str, name: str) -> Table:
    """The tables of a text in TOML."""
    try:
        return _parsed(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(phrase("scenarios.files.not_toml", reason=_reason(error)), name, _place(error)) from None
    except RecursionError:
        raise ScenarioError(
            phrase("scenarios.files.not_toml", reason=phrase("scenarios.files.too_deep")), name
        ) from None


@lru_cache(maxsize=128)
def _parsed(text: str) -> Table:
    """Tables of a text, kept because scenarios share most of their files; callers must not change them."""
    return tomllib.loads(text)


def read_text(path: Path, name: str) -> str:
    """The text of a file, without the mark that Windows editors put in front; `name` is how messages call it."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ScenarioError(phrase("scenarios.files.no_file", hint=near_file(path, (SUFFIX,))), name) from None
    except IsADirectoryError:
        raise ScenarioError(phrase("scenarios.files.directory", suffix=SUFFIX), name) from None
    except (OSError, ValueError) as error:
        raise unreadable(error, name) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ScenarioError(phrase("scenarios.files.not_utf8"), name) from None


def unreadable(error: OSError | ValueError, name: str) -> ScenarioError:
    """The error for a file that cannot be read, by its name in messages."""
    return ScenarioError(phrase("scenarios.files.unreadable", reason=system_reason(error)), name)


def system_reason(error: OSError | ValueError) -> Text:
    """Why a file cannot be used; a ValueError is Python's answer to a name with a zero byte."""
    return reason(error) if isinstance(error, OSError) else phrase("scenarios.files.no_name")


def exists(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is not there."""
    try:
        return path.exists()
    except OSError:
        return False


def near_file(path: Path, suffixes: tuple[str, ...]) -> Text:
    """A guess among the files of a kind in the same folder."""
    try:
        names = [file.name for file in path.parent.iterdir() if file.suffix.lower() in suffixes]
    except OSError:
        names = []
    guess = closest(path.name, names)
    return (
        phrase("scenarios.marks.stop") if guess is None else phrase("scenarios.marks.did_you_mean", guess=quoted(guess))
    )


def _place(error: tomllib.TOMLDecodeError) -> Text:
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    return at_line(found[1], found[2]) if found else phrase("scenarios.files.last_line")


def at_line(line: int | str, column: int | str) -> Text:
    """A place in a file, for messages."""
    return phrase("scenarios.files.at_line", line=line, column=column)


def _reason(error: tomllib.TOMLDecodeError) -> Text:
    return quoted(re.sub(r" \(at .*\)$", "", str(error)))
