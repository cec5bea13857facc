"""ES modules put together into one script: every module a function, called in the order of imports.

It knows the forms of `import` and `export` that modules of the page and of d3 use, each on a line of its own, and
refuses all others. Imports are copies of what was exported: a module must not export what it changes later on, and
modules must not import one another in a circle.
"""

from __future__ import annotations

import re
from pathlib import Path

IMPORT = re.compile(r'^import\s+(?:(?P<what>[^"\';]+?)\s+from\s+)?["\'](?P<path>[^"\']+)["\'];?$', re.M)
AGAIN = re.compile(r'^export\s+\{(?P<what>[^}]*)\}\s+from\s+["\'](?P<path>[^"\']+)["\'];?$', re.M)
DECLARED = re.compile(r"^export\s+(?P<rest>(?:async\s+)?(?:function\*?|class|const|let)\s+(?P<name>[\w$]+))", re.M)
LISTED = re.compile(r"^export\s+\{(?P<what>[^}]*)\};?$", re.M)
DEFAULT = re.compile(r"^export\s+default\s+", re.M)
LEFT = re.compile(r"^(?:import|export)\b.*", re.M)


class BundleError(Exception):
    """A module cannot be put into the script; the message names it."""


def bundle(entry: Path, packages: Path | None = None) -> str:
    """One script of a module and all it imports; packages: folder with modules that are imported by bare names."""
    done: dict[Path, str] = {}
    _add(entry.resolve(), packages, done, ())
    body = "\n".join(done.values())
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'


def _add(path: Path, packages: Path | None, done: dict[Path, str], trail: tuple[Path, ...]) -> str:
    """Put a module, after those it imports, into `done`; the name of the constant that holds what it exports."""
    name = f"m{[*done].index(path)}" if path in done else ""
    if name:
        return name
    if path in trail:
        raise BundleError(f"{path.name} imports itself through {trail[-1].name}")
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BundleError(f"{path} cannot be read: {error.strerror}") from None

    def module(found: re.Match[str]) -> str:
        return _add(_find(found["path"], path, packages), packages, done, (*trail, path))

    exported: list[str] = []
    text = IMPORT.sub(lambda m: _bind(m["what"], module(m)), text)
    text = AGAIN.sub(lambda m: _collect(exported, m["what"], module(m)), text)
    text = LISTED.sub(lambda m: _collect(exported, m["what"], ""), text)
    text = DECLARED.sub(lambda m: _collect(exported, m["name"], "") + m["rest"], text)
    if DEFAULT.search(text):
        text = DEFAULT.sub("const $default = ", text)
        exported.append("default: $default")
    left = LEFT.search(text)
    if left:
        raise BundleError(f"{path.name}: cannot put this into one script: {left[0]}")
    done[path] = f"const m{len(done)} = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();"
    return f"m{len(done) - 1}"


def _find(word: str, path: Path, packages: Path | None) -> Path:
    if word.startswith("."):
        return (path.parent / word).resolve()
    if packages is None:
        raise BundleError(f"{path.name} imports {word}, but no folder of packages is given")
    return (packages / f"{word}.js").resolve()


def _bind(what: str | None, name: str) -> str:
    """The statement in place of an import."""
    if what is None:
        return ""
    if what.startswith("*"):
        return f"const {what.split()[-1]} = {name};"
    if what.startswith("{"):
        return f"const {{ {', '.join(_pairs(what.strip('{} '), ': '))} }} = {name};"
    return f"const {what} = {name}.default;"


def _collect(exported: list[str], what: str, name: str) -> str:
    """Note what an export gives away; nothing stays of the statement."""
    for word in what.split(","):
        own, _, other = (part.strip() for part in word.partition(" as "))
        if own:
            exported.append(f"{other or own}: {name + '.' if name else ''}{own}")
    return ""


def _pairs(what: str, between: str) -> list[str]:
    return [between.join(re.split(r"\s+as\s+", word.strip())) for word in what.split(",") if word.strip()]
