"""What studies, records and folders of results say, in English and Chinese."""

from scenarios.language import Both, fill

PHRASES = {
    "no_scenario": (
        "no scenario given; expected at least one. (kaohe list)",
        "没有给出方案；至少应有一个。（kaohe list）",
    ),
    "scenario_twice": (
        'scenario "{scenario}" is given twice; expected every one once.',
        "方案 “{scenario}” 给了两次；每个只应给一次。",
    ),
    "at_most": (
        "at most {most} with {scenarios} scenario(s) of {months} months (memory)",
        "最多 {most}（{scenarios} 个方案、{months} 个月，受内存限制）",
    ),
    "no_memory": (
        "{need} GB of memory needed, {have} GB free; expected a smaller place.",
        "需要内存 {need} GB，可用 {have} GB；请选择较小的范围。",
    ),
    "assignment": (
        "one scenario for the whole place, or CODE=SCENARIO with the code of a province, prefecture or county",
        "整个范围的一个方案，或 代码=方案（省、地市或县的代码）",
    ),
    "assignment_section": (
        'a table [scenarios] with default = "..." and codes of units',
        '表 [scenarios]，其中为 default = "..." 及各单位代码',
    ),
    "no_reform": (
        "a scenario with at least one reform, as in generalised+mutual_recognition",
        "至少含一项改革的方案，如 generalised+mutual_recognition",
    ),
    "pilots": (
        "numbers of pilot counties from 2 to {most}, or codes of counties of this place, separated by commas",
        "试点县数（2 至 {most}）或该范围内县的代码，以逗号分隔",
    ),
    "region": (
        "the two digits of a province, the four digits of a prefecture, or the name of either",
        "省级两位代码、地市级四位代码或其名称",
    ),
    "not_inside": ("a unit of this place", "属于该范围的单位"),
    "assigned_twice": ("one scenario for every unit", "每个单位一个方案"),
    "too_large": ("too large to be a run record.", "文件过大，不是运行记录。"),
    "not_json": ("not a JSON file ({reason}).", "不是 JSON 文件（{reason}）。"),
    "no_text": ("no text", "不是文本"),
    "no_record": ('not a run record; expected "format": "{format}".', "不是运行记录；应有 “format”: “{format}”。"),
    "run_record": ("run record", "运行记录"),
    "lacking": ("{key} is missing; expected a record that kaohe wrote.", "缺少 {key}；应为 kaohe 写出的记录。"),
    "spoilt": ("not as kaohe wrote it; expected a record left as it was.", "与 kaohe 写出的不同；应为未经改动的记录。"),
    "file": (
        "{path} is a file; expected a folder, or a name that is still free.",
        "{path} 是文件；应为文件夹或尚未使用的名称。",
    ),
    "foreign": (
        "{path} holds what is not kaohe's ({detail}); expected an empty or new folder, or earlier results.",
        "{path} 中有不属于 kaohe 的内容（{detail}）；应为空文件夹、新文件夹或先前的结果。",
    ),
    "unwritable": (
        "{path} cannot be written ({detail}); nothing was written.",
        "{path} 无法写入（{detail}）；未写出任何文件。",
    ),
}


def phrase(key: str, /, **values: object) -> Both:
    """One phrase of the table with its blanks filled."""
    return fill(PHRASES[key], **values)
