"""Reads TOML files into plain tables; what is wrong with a file as such becomes one sentence."""

import re
import stat
import tomllib
from functools import lru_cache
from pathlib import Path

from .errors import ScenarioError, closest, reason
from .languages import Text, phrase, quoted
from .toml_names import quote_names

SUFFIX, WORKBOOK = ".toml", ".xlsx"
SUFFIXES = (SUFFIX, WORKBOOK)  # of files of scenarios
MOST_BYTES = 16 * 2**20  # of a file that somebody wrote; more is no scenario, place or study
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
        tables = _parsed(text)
    except ScenarioError as error:
        raise error.at(name) from None
    except tomllib.TOMLDecodeError as error:
        where = _place(error, text, quote_names(text))
        raise ScenarioError(phrase("scenarios.files.not_toml", reason=_reason(error)), name, where) from None
    except RecursionError:
        raise ScenarioError(
            phrase("scenarios.files.not_toml", reason=phrase("scenarios.files.too_deep")), name
        ) from None
    except ValueError:  # Python reads no number of so many digits
        raise ScenarioError(
            phrase("scenarios.files.not_toml", reason=phrase("scenarios.files.too_long")), name
        ) from None
    if "\\" in text and (key := _not_shown(tables)):
        raise ScenarioError(phrase("scenarios.files.not_shown"), name, key)
    return tables


def _not_shown(branch: object, key: str = "") -> str | None:
    """The key of a text with signs that no screen or drawing shows, such as the beginning of a colour."""
    if isinstance(branch, str):
        return key if not all(letter.isprintable() or letter in "\n\t" for letter in branch) else None
    inside = (
        branch.items()
        if isinstance(branch, dict)
        else ((key, each) for each in branch)
        if isinstance(branch, list)
        else ()
    )
    return next(filter(None, (_not_shown(each, str(name)) for name, each in inside)), None)


@lru_cache(maxsize=128)
def _parsed(text: str) -> Table:
    """Tables of a text, kept because scenarios share most of their files; callers must not change them."""
    return tomllib.loads(quote_names(text))


def read_text(path: Path, name: str) -> str:
    """The text of a file, without the mark that Windows editors put in front; `name` is how messages call it."""
    content = read_bytes(path, name, (SUFFIX,))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ScenarioError(phrase("scenarios.files.not_utf8"), name) from None


def read_bytes(path: Path, name: str, suffixes: tuple[str, ...], most: int = MOST_BYTES) -> bytes:
    """The content of a file of one of some kinds; `name` is how messages call it.

    Raises `ScenarioError` for what is no file, such as a folder or a device, for more than `most` bytes, and for a name
    that cannot be shown: it would be in results.
    """
    if not name.isprintable() and exists(path):
        raise ScenarioError(phrase("scenarios.files.name_no_text"), name)
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise ScenarioError(phrase("scenarios.files.directory", suffix=suffixes[0]), name)
        if not stat.S_ISREG(kind.st_mode):  # a pipe or a device may never end
            raise ScenarioError(phrase("scenarios.files.no_regular", suffix=suffixes[0]), name)
        if kind.st_size > most:
            raise ScenarioError(phrase("scenarios.files.too_large", most=most // 2**20), name)
        return path.read_bytes()
    except FileNotFoundError:
        raise ScenarioError(phrase("scenarios.files.no_file", hint=near_file(path, suffixes)), name) from None
    except ScenarioError:
        raise
    except (OSError, ValueError) as error:
        raise unreadable(error, name) from None


def new_file(path: Path, content: bytes) -> None:
    """Write a file under a name that nothing has yet; `ScenarioError`, and nothing written, where that cannot be."""
    try:
        file = path.open("xb")
    except FileExistsError:
        raise ScenarioError(phrase("scenarios.files.exists"), str(path)) from None
    except (OSError, ValueError) as error:
        raise _unwritable(error, path) from None
    try:
        with file:
            file.write(content)
    except OSError as error:
        path.unlink()
        raise _unwritable(error, path) from None


def _unwritable(error: OSError | ValueError, path: Path) -> ScenarioError:
    return ScenarioError(phrase("scenarios.files.unwritable", reason=system_reason(error)), str(path))


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


def _place(error: tomllib.TOMLDecodeError, text: str, quoted_text: str) -> Text:
    """Where the mistake is in the text as it was written, before names were put in quotation marks."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    if not found:
        return phrase("scenarios.files.last_line")
    line, column = int(found[1]), int(found[2])
    written, read = text.split("\n")[line - 1], quoted_text.split("\n")[line - 1][: column - 1]
    at = 0
    for letter in read:
        at += at < len(written) and written[at] == letter
    return at_line(line, at + 1)


def at_line(line: int | str, column: int | str) -> Text:
    """A place in a file, for messages."""
    return phrase("scenarios.files.at_line", line=line, column=column)


def _reason(error: tomllib.TOMLDecodeError) -> Text:
    return quoted(re.sub(r" \(at .*\)$", "", str(error)))
