"""What the floor below, Python's own readers and the system say in English only, and how it is said in Chinese.

Texts are recognised by their form: a blank stands for what changes, and is itself a unit or stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from .language import Both, recognised
from .units import unit

SIM = {
    "a number from {low} to {high} ({unit})": "{low} 至 {high} 的数（{unit}）",
    "a number from {low} to {high}": "{low} 至 {high} 的数",
    "a whole number from {low} to {high}": "{low} 至 {high} 的整数",
    "a value": "一个取值",
    "one of the known names; did you mean {word}?": "已知名称之一；是否想写 {word}？",
    "one of the known names: {words}": "已知名称之一：{words}",
    "one of {words}": "{words} 之一",
    "{least} to {most} rows": "{least} 至 {most} 行",
    "{count} rows": "{count} 行",
    "given twice": "重复给出",
    "each id once": "每个代号一次",
    "shares of need that sum to more than zero": "合计大于零的需求占比",
    "weights of common indicators that sum to more than zero": "合计大于零的共性指标分值",
    "items that sum to more than zero": "合计大于零的计数项",
    "at least one office with a weight above zero": "至少一个检查强度大于零的部门",
    "at least one reading with a weight above zero": "至少一种权重大于零的评价",
    "1, 3, 6 or 12 months": "1、3、6 或 12 个月",
    "a group named in [groups]": "[groups] 中列出的组",
    "three numbers above 0 and up to 2": "三个大于 0、不超过 2 的数",
    "top or bottom for persons": "对人只能用 top 或 bottom",
    "no source: persons are ranked by their own score": "不填来源：个人按本人得分排名",
    "top, bottom or threshold, if it has consequences": "有后果时只能用 top、bottom 或 threshold",
    "at least one activity with a mass above zero": "至少一种惯性大于零的活动",
    "{count} townships": "{count} 个乡镇",
    "at least 2, to be compared": "至少 2 个，才能比较",
    "none": "无",
    "at least one case": "至少一次运行",
    "a number from {low} to {high} (chance a year)": "{low} 至 {high} 的数（年概率）",
    "a month from {low} to {high}": "{low} 至 {high} 的月份",
    "at least one, and every code once": "至少一个，且每个代码一次",
    "a county with one township": "只有一个乡镇的县",
    "at least 2 a county, to be compared": "每县至少 2 个，才能比较",
    "codes of counties of this world": "该范围内县的代码",
    "codes of counties, sorted and none twice": "已排序且不重复的县代码",
    "the same fields in all regimes": "所有制度的领域相同",
    "a last wave at least {months} months before month {end}": "最后一批须早于第 {end} 个月至少 {months} 个月",
    "none, imitation, or a number from {low} to {high} (chance a year)": (
        "none、imitation 或 {low} 至 {high} 的数（年概率）"
    ),
}
TOML = {
    "Invalid statement": "语句无效",
    "Invalid value": "取值无效",
    "Invalid initial character for a key part": "键名的首字符无效",
    "Invalid hex value": "十六进制值无效",
    "Invalid date or datetime": "日期或时间无效",
    "Expected newline or end of document after a statement": "语句之后应换行",
    "Expected '=' after a key in a key/value pair": "键名之后应有等号",
    "Expected ']' at the end of a table declaration": "表名之后应有 ]",
    "Expected ']]' at the end of an array declaration": "表组名之后应有 ]]",
    "Expected {what}": "应有 {what}",
    "Found invalid character {what}": "有无效字符 {what}",
    "Illegal character {what}": "有不允许的字符 {what}",
    "Cannot declare {what} twice": "{what} 重复声明",
    "Cannot overwrite a value": "重复赋值",
    "Cannot mutate immutable namespace {what}": "{what} 已经写完，不能再加",
    "Cannot redefine namespace {what}": "{what} 重复定义",
    "Duplicate inline table key {what}": "{what} 重复出现",
    "Unclosed array": "方括号未闭合",
    "Unclosed inline table": "花括号未闭合",
    "Unescaped '\\' in a string": "字符串中的反斜线未转义",
    "Unterminated string": "引号未闭合",
    "Escaped character is not a Unicode scalar value": "转义字符不是有效的 Unicode 字符",
}
CSV = {
    "unexpected end of data": "引号未闭合",
    "{what} expected after {other}": "{other} 之后应有 {what}",
    "field larger than field limit ({count})": "单元格超过 {count} 个字符",
    "line contains NUL": "含有空字符",
}
SYSTEM = {
    "No such file or directory": "没有该文件或文件夹",
    "Permission denied": "没有权限",
    "Is a directory": "是文件夹",
    "Not a directory": "不是文件夹",
    "No space left on device": "磁盘已满",
    "Disk quota exceeded": "超出磁盘配额",
    "File too large": "文件过大",
    "Read-only file system": "只读文件系统",
    "File name too long": "文件名过长",
    "File exists": "文件已存在",
    "Input/output error": "读写出错",
    "Operation not permitted": "不允许的操作",
    "Device or resource busy": "设备正忙",
    "Too many open files": "打开的文件过多",
    "Too many levels of symbolic links": "符号链接循环",
    "Invalid argument": "名称无效",
    "Bad file descriptor": "输出已关闭",
}
SOURCES = {
    "fitted to evidence {page}: amplification from centre to province": "按实证资料 {page} 拟合：中央对省的加码",
    "sign: evidence {page}, Wei and Jian {year}; size assumed": (
        "方向据实证资料 {page}（Wei and Jian {year}），大小为假定"
    ),
    "evidence {page}: {part} of {all} indicators": "实证资料 {page}：{all} 项指标中的 {part} 项",
    "assumed": "假定",
    "evidence {page}: {early} in {then}, {low} to {high} by {year} (growth, centre to province)": (
        "实证资料 {page}：{then} 年为 {early}，{year} 年前后为 {low} 至 {high}（增速，中央对省）"
    ),
    "evidence {page}: leaders' week {year}, documents {share} %": (
        "实证资料 {page}：{year} 年领导干部工作周，文件占 {share}%"
    ),
    "evidence {page}: leaders' week {year}, meetings {share} %": (
        "实证资料 {page}：{year} 年领导干部工作周，会议占 {share}%"
    ),
    "evidence {page}: {low} to {high} %": "实证资料 {page}：{low}% 至 {high}%",
}
FOREIGN = SIM | TOML | CSV | SYSTEM | SOURCES


def heard(text: str, table: Mapping[str, str] = FOREIGN) -> Both:
    """A text of somebody else in both languages; one that is not known stays as it is."""
    return known_text(text, table) or Both(text, text)


def known_text(text: str, table: Mapping[str, str] = FOREIGN) -> Both | None:
    """The same, or None if it is not known."""
    return recognised(text, table, lambda blank: unit(blank).zh)
