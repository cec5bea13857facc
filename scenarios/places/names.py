"""Units of the register as people call them: 浙江 for 浙江省, 延边 for 延边朝鲜族自治州."""

import re
from collections import Counter
from collections.abc import Sequence

from . import register
from .register_file import upwards

NATIONS = (
    "各族", "满族", "回族", "蒙古族?", "达斡尔族", "鄂温克族", "朝鲜族", "畲族", "土家族", "苗族", "瑶族",
    "侗族", "壮族", "仫佬族", "毛南族", "黎族", "羌族", "彝族", "藏族", "仡佬族", "布依族", "水族",
    "哈尼族", "傣族", "纳西族", "拉祜族", "佤族", "布朗族", "白族", "景颇族", "傈僳族", "独龙族", "怒族",
    "普米族", "裕固族", "哈萨克族?", "保安族", "东乡族", "撒拉族", "土族", "柯尔克孜族?", "塔吉克族?",
    "锡伯族?", "维吾尔族?",
)  # fmt: skip
OF_NATIONS = re.compile(rf"(.{{2,}}?)(?:{'|'.join(NATIONS)})+(?:自治[区州县旗]|区)")
KIND = re.compile(r"(.{2,}?)族?(?:自治[区州县旗]|地区|[省市县区旗盟])")
# Zones keep their kind, which is what tells them from the district of the same name.
ZONE = re.compile(
    r"(?:开发区|管理区|新区|[业工意]园区|示范区|实验区|聚集区|名胜区|食品区|矿区|林区|特区|新城|[左右前中后]旗)$"
)
LEAST_OF_ZONE = 5  # characters: 东营港经开区 is the one of the port, not a zone called 港
ABRIDGED = re.compile("(?:经开区|高新区)$")
SHORTENED = (  # kinds of unit, and how people shorten them
    (re.compile(r"高新?技术(?:产业)?(?:开发|园)区$"), "高新区"),
    (re.compile(r"经济(?:技术)?开发区$"), "经开区"),
    (re.compile(r"管委会$|行政委员会$"), ""),
    (re.compile(r"^省直辖县级行政区划$"), "省直辖县"),
    (re.compile(r"^自治区直辖县级行政区划$"), "区直辖县"),
)


def plain(name: str) -> str:
    """A name without what says the kind of unit; as it is where one character would be left, or a zone."""
    if ZONE.search(name):
        return name
    found = OF_NATIONS.fullmatch(name) or KIND.fullmatch(name)
    return found[1] if found and name not in register.FILLERS else name


def short_names(codes: Sequence[int]) -> list[str]:
    """Names short enough for a tile, each of them once; where two would be the same, both in full."""
    short = [_short(code) for code in codes]
    for longer in (register.unit_name, register.full_name):
        count = Counter(short)
        short = [longer(code) if count[name] > 1 else name for code, name in zip(codes, short, strict=True)]
    return short


def _short(code: int) -> str:
    """A zone without the names of the units it lies in, which stand above all tiles."""
    name = register.unit_name(code)
    for kind, short in SHORTENED:
        name = kind.sub(short, name)
    if not ABRIDGED.search(name) and not ZONE.search(name):
        return plain(name)
    for unit in reversed(list(upwards(code))[1:]):
        rest = name.removeprefix(unit.name if name.startswith(unit.name) else plain(unit.name))
        name = rest if ABRIDGED.fullmatch(rest) or len(rest) >= LEAST_OF_ZONE else name
    return name
