"""Changes of shipped files, each the kind of mistake that hands, editors, programs or disks make.

Every function takes a random number generator and the bytes or text of a good file, and gives another one.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

# What may stand where a value is expected, as it is written in TOML and JSON.
VALUES = (
    *("0", "-0.0", "1", "-1", "0.5", "1e-320", "1e308", "-1e308", "1e999", "nan", "inf", "-inf", "120", "1e6"),
    *("true", "false", '""', '"x"', '"=1+1"', '"../../x"', '"/dev/null"', '"\\u001b[31m"', '"[/b]"', '"<b>&amp;"'),
    *('"不存在"', '"yinzhou"', '"minimal"', '"minimal+empowerment"', "[]", "{}", "[1, 2]", '["a", "a"]', "[[1]]"),
    *("2020-01-01", "07:32:00", "0x10", "9" * 5000, '"' + "长" * 3000 + '"', "{a = 1}", "[{}]", "[nan]", "1_000"),
)
CELLS = (
    *("", " ", "0", "-1", "1e999", "nan", "=1+1", "@x", "large", "甲镇", "9" * 5000, "1,5", "１２", "\t", '"', "true"),
    *("x" * 4000, "<b>", "[/b]", "\x1b[31m", "1e-320", "330212", "None", "2020-01-01"),
)
WORDS = (
    *("minimal", "extreme", "generalised", "yinzhou", "leping", "burden_reduction", "empowerment", "不存在", "", " "),
    *("mutual_recognition", "visits", "indicator_load", "x", "../x", "/dev/null", "a.toml", "[b]", "\x1b[1m", "%s"),
)
SIGNS = ("+", "=", ",", "@", ":", "/", "*", "..", "=0.5", "@12", "=nan", "=1e999", ",visits=0.3", "=-1", "==", "+ ")


def any_bytes(rng: Random, content: bytes) -> bytes:
    """Bits flipped, a part cut out, doubled, zeroed or replaced by chance."""
    if not content:
        return bytes(rng.randrange(256) for _ in range(rng.randrange(40)))
    start = rng.randrange(len(content))
    end = min(len(content), start + rng.choice((1, 1, 2, 8, 64, 1024)))
    part = content[start:end]
    new: bytes = rng.choice(
        (
            bytes(byte ^ (1 << rng.randrange(8)) for byte in part),
            b"",
            part * 2,
            bytes(len(part)),
            bytes(rng.randrange(256) for _ in part),
        )
    )
    return content[:start] + new + content[end if rng.random() < 0.9 else len(content) :]


def toml(rng: Random, text: str) -> str:
    """Lines of a TOML file with other values, keys, places or none."""
    lines = text.split("\n")
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        at = rng.randrange(len(lines))
        line = lines[at]
        key = re.match(r"\s*([^=\[#]+?)\s*=", line)
        step = rng.randrange(7)
        if step <= 2 and key:
            lines[at] = f"{key[1]} = {rng.choice(VALUES)}"
        elif step == 3 and key:
            lines[at] = line.replace(key[1], rng.choice((rng.choice(WORDS), f'"{key[1]}"', key[1] + "x", "长")), 1)
        elif step == 4:
            del lines[at : at + rng.choice((1, 1, 3))]
            lines = lines or [""]
        elif step == 5:
            lines.insert(rng.randrange(len(lines)), line)
        else:
            number = list(re.finditer(r"-?\d+(\.\d+)?", line))
            if number:
                one = rng.choice(number)
                lines[at] = line[: one.start()] + rng.choice(VALUES[:14]) + line[one.end() :]
    return "\n".join(lines)


def table(rng: Random, text: str) -> str:
    """A CSV file with other cells, lines doubled, dropped or cut."""
    lines = text.rstrip("\n").split("\n")
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(lines))
        cells = lines[at].split(",")
        step = rng.randrange(6)
        if step <= 2:
            cells[rng.randrange(len(cells))] = rng.choice(CELLS)
        elif step == 3:
            cells = cells + cells[:1] if rng.random() < 0.5 else cells[:-1]
        elif step == 4:
            lines.insert(rng.randrange(len(lines) + 1), lines[at])
            continue
        else:
            rng.shuffle(cells)
        lines[at] = ",".join(cells)
    return rng.choice(("", "\ufeff")) + "\n".join(lines) + rng.choice(("\n", "", "\n\n\n"))


def tree(rng: Random, text: str) -> str:
    """A JSON file with one or more values, keys or branches changed."""
    whole = json.loads(text)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        inside, key = _somewhere(rng, whole)
        if inside is None:
            continue
        step = rng.randrange(6)
        if step <= 2:
            inside[key] = _value(rng)
        elif step == 3:
            del inside[key]
        elif step == 4:
            other, at = _somewhere(rng, whole)
            if other is not None:
                inside[key] = json.loads(json.dumps(other[at]))
        elif isinstance(inside, dict):
            inside[rng.choice(WORDS)] = inside.pop(key)
    return json.dumps(whole, ensure_ascii=rng.random() < 0.5)


def _somewhere(rng: Random, whole: Any) -> tuple[Any, Any]:
    """A table or list within a tree, and one of its keys; no table where there is nothing to change."""
    inside, key = None, None
    branch = whole
    while isinstance(branch, dict | list) and branch:
        inside, key = branch, rng.choice(list(branch)) if isinstance(branch, dict) else rng.randrange(len(branch))
        branch = branch[key]
        if rng.random() < 0.15:
            break
    return inside, key


def _value(rng: Random) -> Any:
    numbers = (None, True, 0, -1, 1.5, 10**400, -(10**19), float("nan"), float("inf"), 1e-320)
    texts = ("", "x" * 4000, "../../../x", "/tmp/x", "不存在", "\x1b[31m", "[/b]", "=1+1")
    return rng.choice((*numbers, *texts, [], {}, [1], {"a": 1}, [[[]]]))


def workbook(rng: Random, content: bytes) -> bytes:
    """A workbook whose parts, which are XML, have other texts and numbers, or bytes flipped in the archive."""
    if rng.random() < 0.2:
        return any_bytes(rng, content)
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = rng.choice(list(parts))
    step = rng.randrange(5)
    if step == 0:
        del parts[name]
    elif step == 1:
        parts[name] = any_bytes(rng, parts[name])
    else:
        text = parts[name].decode("utf-8", "replace")
        inner = list(re.finditer(r">([^<>]+)<", text)) + list(re.finditer(r'"([^"<>]*)"', text))
        if inner:
            one = rng.choice(inner)
            new = rng.choice(CELLS).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
            text = text[: one.start(1)] + new.replace("\x1b", "") + text[one.end(1) :]
        parts[name] = text.encode()
    new_file = io.BytesIO()
    with zipfile.ZipFile(new_file, "w", zipfile.ZIP_DEFLATED) as new_archive:
        for part, inside in parts.items():
            new_archive.writestr(part, inside)
    return new_file.getvalue()


def expression(rng: Random, names: Sequence[str]) -> str:
    """A scenario as it is typed: names of regimes and reforms, doses, starts, levers, and what does not belong."""
    parts = [rng.choice(names if rng.random() < 0.9 else WORDS) for _ in range(rng.choice((1, 1, 2, 2, 3, 6)))]
    text = parts[0]
    for part in parts[1:]:
        text += rng.choice(("+", "+", "+", "+", rng.choice(SIGNS))) + part
        if rng.random() < 0.5:
            text += rng.choice(SIGNS)
    if rng.random() < 0.1:
        text = any_bytes(rng, text.encode()).decode("utf-8", "replace")
    if rng.random() < 0.005:
        text *= 2000
    return text.replace("\0", "0")


def as_text(change: Callable[[Random, str], str]) -> Callable[[Random, bytes], bytes]:
    """A change of text as one of bytes; a twentieth of all inputs are changed as bytes alone."""

    def changed(rng: Random, content: bytes) -> bytes:
        if rng.random() < 0.05:
            return any_bytes(rng, content)
        return change(rng, content.decode("utf-8-sig")).encode("utf-8", "replace")

    return changed
