"""A county small enough for tests that run the whole thing, and the command line called in this process."""

import re
from pathlib import Path

from kaohe import cli
from scenarios.languages import render

HEADER = "code,name,size_class,kind,cadres,villages,difficulty"
ROWS = (
    "101,甲镇,large,centre,9,20,1",
    "102,乙乡,small,mountain,5,9,1.25",
    "103,丙镇,medium,ordinary,7,12,0.9",
)
QUICK = ("--months", "14", "--warmup", "0", "--replicates", "3")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(
    r"\b(not possible|expected|unknown|missing|did you mean|given|no such|cannot|at least|at most|because|a number|one "
    r"of|not valid|already|twice|belongs|is a|such as)\b",
    re.IGNORECASE,
)


def write_county(folder: Path, name: str = "county.csv", rows: tuple[str, ...] = ROWS) -> Path:
    path = folder / name
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def in_chinese(message: str) -> str:
    """The message, seen to be Chinese: what is quoted, names and values apart, no English is left."""
    assert CHINESE.search(message), message
    assert not ENGLISH.search(re.sub("“[^”]*”", "", message)), message
    return message


def sketch(name: str, data: object, snapshot: object, out: Path, lang: str = "en") -> list[Path]:
    """A figure of a comparison as files with nothing in them."""
    out.mkdir(parents=True, exist_ok=True)
    files = [out / f"{name}_{lang}.{kind}" for kind in ("png", "svg")]
    for file in files:
        file.touch()
    return files


def kaohe(*arguments: object) -> int:
    """Exit code of one command line."""
    return cli.run([str(argument) for argument in arguments])


def only_chinese(lines) -> None:
    """Beside ids, numbers, code, names and formulas, no English word is left in what a Chinese reader is shown."""
    for line in lines:
        for text in (line.statement.render("zh"), render(line.expected, "zh"), render(line.obtained, "zh")):
            left = re.sub(r"`[^`]*`|Holm", "", text)
            assert not re.search("[A-Za-z]{3,}", left), (line.id, text)
        assert CHINESE.search(line.statement.render("zh"))
