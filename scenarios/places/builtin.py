"""The two places of the texts, Yinzhou's twenty townships and Leping, and a small county for the classroom.

Rows A6, B16. Yinzhou's text gives 20 townships in three classes and their types but no names:
names and codes are neutral, and what else is said of a township is assumed. Leping's townships are
those of the register; that its towns count as agricultural is assumed.
"""

from dataclasses import replace

from . import register
from .derive import character
from .place import Place, Township

YINZHOU_CODE = 999_001  # no province begins with 99, so it can never meet a county of the register
LEPING_CODE = 360_281
# Cadres and villages are assumed; 8 x 60 + 7 x 50 + 5 x 34 makes 1,000 cadres.
YINZHOU_CLASSES = {
    "large": ("Large", "大型镇", 60, 24),
    "medium": ("Medium", "中型镇", 50, 16),
    "small": ("Small", "小型乡", 34, 10),
}
CLASS_CODE = 999_002
# Size class, kind, villages, and names in English and Chinese.
CLASS_TOWNSHIPS = (
    ("large", "centre", 20, ("Chengguan", "城关镇")),
    ("large", "ordinary", 18, ("Hedong", "河东镇")),
    ("large", "demolition", 16, ("Xinqu", "新区街道")),
    ("medium", "ordinary", 14, ("Hexi", "河西镇")),
    ("medium", "tourism", 12, ("Huquan", "湖泉镇")),
    ("medium", "mountain", 12, ("Songling", "松岭镇")),
    ("small", "mountain", 10, ("Shanqian", "山前乡")),
    ("small", "ordinary", 8, ("Nantian", "南田乡")),
)
YINZHOU_KINDS = {
    "large": (*["centre"] * 3, *["demolition"] * 2, *["ordinary"] * 3),
    "medium": ("centre", "demolition", "tourism", "mountain", *["ordinary"] * 3),
    "small": (*["mountain"] * 3, "tourism", "ordinary"),
}


def yinzhou() -> Place:
    """The 20 townships of the Yinzhou text: 8 large, 7 medium, 5 small; 1,000 cadres."""
    return Place(
        id="yinzhou",
        name_en="Yinzhou (source text)",
        name_zh="鄞州（文本）",
        code=YINZHOU_CODE,
        townships=tuple(
            _yinzhou_township(size_class, number, kind)
            for size_class, kinds in YINZHOU_KINDS.items()
            for number, kind in enumerate(kinds, start=1)
        ),
        source="YZ: classes and types; names, codes and everything else assumed",
        source_zh="YZ：类别与类型；名称、代码及其余均为假定",
    )


def _yinzhou_township(size_class: str, number: int, kind: str) -> Township:
    en, zh, cadres, villages = YINZHOU_CLASSES[size_class]
    hundreds = list(YINZHOU_CLASSES).index(size_class) + 1
    code = YINZHOU_CODE * 1000 + hundreds * 100 + number
    return Township(
        code=code,
        name=f"{zh}{number}",
        size_class=size_class,
        kind=kind,
        cadres=cadres,
        villages=villages,
        name_en=f"{en} {number}",
        **character(code, kind),
    )


def leping() -> Place:
    """Leping 乐平市 with the two types its text names, county-seat and agricultural; its park is ordinary."""
    county = register.county(LEPING_CODE)
    townships = tuple(_leping_township(township) for township in county.townships)
    return replace(
        county,
        id="leping",
        name_en="Leping",
        townships=townships,
        source=f"{county.source}; types as in LP, assumed",
        source_zh=f"{county.source_zh}；类型同 LP，为假定",
    )


def _leping_township(township: Township) -> Township:
    """A township of the register with its type by name, and difficulty, resources and remoteness of that type."""
    if township.name.endswith("街道"):
        kind = "county_seat"
    elif "工业园" in township.name:
        kind = "ordinary"
    else:
        kind = "agricultural"
    return replace(township, kind=kind, **character(township.code, kind))


def class_county() -> Place:
    """Eight townships of eight cadres each: small enough to see everybody, and to answer at once. All assumed."""
    return Place(
        id="class",
        name_en="Class county",
        name_zh="课堂县",
        code=CLASS_CODE,
        townships=tuple(_class_township(number, *row) for number, row in enumerate(CLASS_TOWNSHIPS, start=1)),
        source="assumed: eight townships of the kinds in YZ",
        source_zh="假定：八个乡镇，类型取自 YZ",
    )


def _class_township(number: int, size_class: str, kind: str, villages: int, names: tuple[str, str]) -> Township:
    code = CLASS_CODE * 1000 + 100 + number
    return Township(
        code=code,
        name=names[1],
        size_class=size_class,
        kind=kind,
        cadres=8,
        villages=villages,
        name_en=names[0],
        **character(code, kind),
    )


BUILT_IN = {"yinzhou": yinzhou, "leping": leping, "class": class_county}
