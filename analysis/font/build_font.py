"""Rebuild `KaoheSans-Regular.otf`, the font of the figures, from Debian's Noto Sans CJK.

    apt-get download fonts-noto-cjk && dpkg-deb -x fonts-noto-cjk_*.deb noto
    python -m analysis.font.build_font noto/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

The subset holds ASCII, the signs figures use, the 3,755 common characters of GB 2312 level 1, every
character of the national register down to the townships, and whatever Chinese this repository writes
in code, scenarios and documents. The same sources give the same bytes. The licence of the original
(SIL Open Font License 1.1, `OFL.txt`) asks that a changed version keeps the licence and not the name.
"""

import argparse
import hashlib
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FONT = HERE / "KaoheSans-Regular.otf"
FAMILY = "Kaohe Sans"
FACE = "Noto Sans CJK SC"
# Debian bookworm, fonts-noto-cjk 1:20220127+repack1-1, Noto Sans CJK 2.004.
ORIGIN_SHA256 = "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a"
TEXTS = ("*.py", "*.toml", "*.tsv", "*.md", "*.csv", "*.js", "*.html")
FOLDERS = ("kaohe", "sim", "scenarios", "experiments", "analysis", "app", "docs", "tests")
# Dashes, quotes, dots, arrows, signs of comparison, marks, superscripts, full-width punctuation.
SIGNS = (
    "·×÷±−–—‘’“”…•‰′″←↑→↓≈≠≤≥∞√∑∆■□▲△▼▽●○★☆①②③④⑤⑥⑦⑧⑨⑩℃№"
    + "、。〈〉《》「」『』【】〔〕！（），．：；？％＋－／＝～＜＞｜"
)
GREEK = "αβγδεηθκλμνπρστφχψωΔΣΦΨΩ"
LATIN = "".join(chr(c) for c in (*range(0x20, 0x7F), *range(0xA0, 0x100)))


def common_characters() -> set[str]:
    """The 3,755 characters of GB 2312 level 1: rows 16 to 55."""
    cells = ((row, cell) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return {bytes(pair).decode("gb2312") for pair in cells if pair <= (0xD7, 0xF9)}


def characters_here() -> set[str]:
    """Chinese characters in the texts of this repository, register and scenarios among them."""
    files = [*ROOT.glob("*.md"), *(f for d in FOLDERS for t in TEXTS for f in (ROOT / d).rglob(t))]
    return {c for f in files for c in f.read_text(encoding="utf-8") if is_chinese(c)}


def is_chinese(character: str) -> bool:
    """A Han character of the common blocks (the register uses extension A and a few beyond)."""
    return character == "〇" or "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def characters(more: str = "") -> set[str]:
    """Every character the font must show; more: text whose characters are added."""
    return set(LATIN + SIGNS + GREEK + more) | common_characters() | characters_here()


def read_face(path: Path) -> TTFont:
    """The simplified Chinese face of the collection, from the very file this was first made from."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != ORIGIN_SHA256:
        print(f"note: {path.name} has SHA-256 {digest}; the font in the repository was made from another")
    faces = TTCollection(path, lazy=True).fonts
    return next(face for face in faces if face["name"].getBestFamilyName() == FACE)


def reduce(font: TTFont, wanted: set[str]) -> None:
    """Keep the wanted characters, no layout features, no hints: figures need shapes only."""
    options = subset.Options(
        layout_features=["kern"], hinting=False, desubroutinize=False, name_IDs=["*"], notdef_outline=True
    )
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "GSUB", "DSIG"]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=[ord(c) for c in wanted])
    worker.subset(font)


def rename(font: TTFont) -> None:
    """Give the changed version a name of its own, as the licence asks; keep copyright and licence."""
    names, keep = font["name"], {0, 13, 14}
    old = names.getDebugName(5)
    names.names = [n for n in names.names if n.nameID in keep and n.platformID == 3 and n.langID == 0x409]
    own = {1: FAMILY, 2: "Regular", 3: "KaoheSans-Regular", 4: FAMILY, 6: "KaoheSans-Regular"}
    own[5] = f"Version 1.000; subset of {FACE}, {old}"
    for number, text in own.items():
        names.setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = ["KaoheSans-Regular"]
    cff.topDictIndex[0].FullName = cff.topDictIndex[0].FamilyName = FAMILY


def build(source: Path, target: Path, more: str = "") -> TTFont:
    """Write the subset; the time stamp inside stays that of the original, so the bytes repeat."""
    font = read_face(source)
    font.recalcTimestamp = False
    reduce(font, characters(more))
    rename(font)
    font.save(target)
    return font


def main() -> None:
    """Write the font and say which characters the original lacks; options as `--help` says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="NotoSansCJK-Regular.ttc of Debian's fonts-noto-cjk")
    parser.add_argument("--target", type=Path, default=FONT)
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="texts whose characters are added")
    arguments = parser.parse_args()
    more = "".join(path.read_text(encoding="utf-8") for path in arguments.more)
    font = build(arguments.source, arguments.target, more)
    missing = sorted(c for c in characters(more) if ord(c) not in font.getBestCmap())
    print(f"{arguments.target}: {arguments.target.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")
    print(f"not in {FACE}: {''.join(missing) or 'none'}")


if __name__ == "__main__":
    main()
