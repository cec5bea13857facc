"""What may be said about a township: every field with its range, its default and its words in two languages.

Row A6. One table serves the checks of ``Township``, the reader of a user's table and the template; which size classes
and kinds there are, a country pack says (`fields_of`).
"""

from dataclasses import dataclass, replace

from ..countries import CountryPack
from .values import Choice, Real, Text, Whole

REQUIRED = None  # a field without a default


@dataclass(frozen=True)
class Field:
    """One column of a table of townships and one field of ``Township``."""

    name: str
    zh: str
    value: Whole | Real | Choice | Text
    default: str | float | None
    about: str
    about_zh: str


FIELDS = (
    Field("code", "代码", Whole(1, 999_999_999), REQUIRED,
          "the township's own number; any will do, but keep it: its random numbers depend on it",
          "乡镇代码，可自定，但应保持不变：随机数按代码分配"),
    Field("name", "名称", Text(1, 60), REQUIRED, "name of the township", "乡镇名称"),
    Field("size_class", "类别", Text(1, 60), REQUIRED,
          "class within which townships are compared", "考核分类，同类之间比较"),
    Field("kind", "类型", Text(1, 60), REQUIRED,
          "type, which decides the specific indicators", "乡镇类型，决定个性指标"),
    Field("cadres", "干部人数", Whole(5, 500), REQUIRED, "posts filled", "在岗干部人数"),
    Field("villages", "村数", Whole(0, 200), REQUIRED,
          "villages and neighbourhood committees", "村（社区）数"),
    Field("difficulty", "难度", Real(0.3, 3.0), 1.0,
          "true difficulty: hours the same result takes, 1 = average",
          "真实难度：同样结果所需工时，1 为平均"),
    Field("resources", "资源", Real(0.3, 3.0), 1.0,
          "money and means per task, 1 = average", "人财物资源，1 为平均"),
    Field("population", "人口", Whole(0, 10_000_000), 0,
          "inhabitants, 0 = not known; kept with the place, no rule reads it",
          "人口，0 表示不详；仅作记录，模型规则不使用"),
    Field("remoteness", "偏远程度", Real(0.0, 1.0), 0.5,
          "location from 0 (next to the county seat) to 1 (farthest); kept with the place, no rule reads it",
          "区位：0 为紧邻县城，1 为最偏远；仅作记录，模型规则不使用"),
    Field("name_en", "英文名称", Text(0, 60), "", "English name, if there is one", "英文名称，可不填"),
)  # fmt: skip


def fields_of(pack: CountryPack) -> tuple[Field, ...]:
    """Every field, with the size classes and kinds of a country."""
    choices = {"size_class": pack.size_classes, "kind": pack.kinds}
    return tuple(replace(f, value=Choice(choices[f.name])) if f.name in choices else f for f in FIELDS)
