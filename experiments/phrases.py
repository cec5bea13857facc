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
    "other_regime": (
        "reforms on the regime and the levers of the baseline, {baseline}",
        "在基准方案 {baseline} 的制度和杠杆取值上的改革",
    ),
    "adds_nothing": (
        "at least one reform that the baseline, {baseline}, does not have",
        "至少一项基准方案 {baseline} 没有的改革",
    ),
    "reform_in_both": (
        '"{reform}" is not the same in {scenario} and in the baseline, {baseline}; expected it in one of them only, or '
        "with the same dose and months.",
        "“{reform}” 在 {scenario} 与基准方案 {baseline} 中不一致；只应出现在其中之一，或力度与月份相同。",
    ),
    "pilots": (
        "numbers of pilot counties from 2 to {most}, or codes of counties of this place, separated by commas",
        "试点县数（2 至 {most}）或该范围内县的代码，以逗号分隔",
    ),
    "few_counties": (
        "{n} county or counties there; expected a place with at least {least}, pilots and others to compare with.",
        "该范围仅有 {n} 个县；至少应有 {least} 个，以便有试点县和对照县。",
    ),
    "no_assignments": (
        'assigns nothing; expected a table [scenarios] with default = "..." and codes of units.',
        '没有指定任何方案；应有表 [scenarios]，其中为 default = "..." 及各单位代码。',
    ),
    "region": (
        "the two digits of a province, the four digits of a prefecture, the name of either, or country for China",
        "省级两位代码、地市级四位代码或其名称；全国为 country 或 全国",
    ),
    "ambiguous": (
        '"{word}" may be {units}; expected a code, or a name that fits one of them only.',
        "“{word}” 可指 {units}；应为代码，或只指其中之一的名称。",
    ),
    "and_others": ("{few} or another ({n} in all)", "{few}等 {n} 个"),
    "unit_code": (
        "the code of a province, prefecture or county of the register",
        "名册中省、地市或县的代码",
    ),
    "not_inside": ("a unit of this place, or one that holds it", "属于该范围或包含该范围的单位"),
    "unit_twice": (
        "{unit} is given twice; expected one scenario for every unit.",
        "{unit} 给了两次；每个单位应有一个方案。",
    ),
    "whole_twice": (
        "two scenarios are given for the whole place; expected one, and others as CODE=SCENARIO.",
        "给整个范围指定了两个方案；应为一个，其余写作 代码=方案。",
    ),
    "too_large": ("too large to be a run record.", "文件过大，不是运行记录。"),
    "not_json": ("not a JSON file ({reason}).", "不是 JSON 文件（{reason}）。"),
    "no_text": ("no text", "不是文本"),
    "no_record": ('not a run record; expected "format": "{format}".', "不是运行记录；应有 “format”: “{format}”。"),
    "of_validation": (
        "the record of a validation, which has no runs to redo; run kaohe validate again.",
        "这是检验的记录，没有可以重做的运行；请再次运行 kaohe validate。",
    ),
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
    "unwritable_further": (
        "{path} cannot be written any further ({detail}); {years} complete year(s) are there.",
        "{path} 无法继续写入（{detail}）；其中有完整的 {years} 年。",
    ),
    "taken": (
        "{path}: another run has put its results there in the meantime; they stay as they are.",
        "{path}：另一次运行已在此期间写入其结果，保持不变。",
    ),
    # spaces, sweeps and summaries
    "place": ("place", "地方"),
    "summary": ("summary", "汇总量"),
    "no_row": ("no row for {names}; expected one for each parameter.", "没有 {names} 的行；每个参数应有一行。"),
    "range_forms": (
        "expected factor, or low and high, or fixed = true.",
        "应为 factor，或 low 和 high，或 fixed = true。",
    ),
    "leaves_out": (
        "{low:g} to {high:g} leaves out the default, {default:g}.",
        "{low:g} 至 {high:g} 不含默认值 {default:g}。",
    ),
    "given_twice": (
        '{kind} "{name}" is given twice; expected every one once.',
        "{kind}“{name}” 给了两次；每个只应给一次。",
    ),
    "none_given": ("no {kind} given; expected at least one.", "没有给出{kind}；至少应有一个。"),
    "name_taken": (
        'summary "{name}" is the name of another column; expected a free one.',
        "汇总量 “{name}” 与另一列同名；请换一个名称。",
    ),
    "of_summary": ("summary {name}", "汇总量 {name}"),
    "months_of": (
        "months {first} to {last} are not possible; expected 1 to {months}, in order.",
        "不能为第 {first} 至 {last} 个月；应在 1 至 {months} 之间，先后有序。",
    ),
    "another_sweep": (
        "{path} holds another sweep (different: {names}); expected the same one, or a name that is still free.",
        "{path} 中是另一次扫描（不同之处：{names}）；应为同一次扫描或尚未使用的名称。",
    ),
    # evidence
    "finite": ("a finite number", "有限的数"),
    "yes_or_no": ("true or false", "true 或 false"),
    "no_columns": ("missing {names}.", "缺少 {names}。"),
    "low_above_high": ("low {low:g} is above high {high:g}.", "low {low:g} 大于 high {high:g}。"),
    "target_needs": ("missing; a target needs it.", "缺少；作为目标的数据必须有此项。"),
    "no_numbers": ("not a table of numbers.", "不是数值表。"),
    "no_table": ("not readable as a table; expected the file saved as UTF-8.", "无法按表格读取；文件应以 UTF-8 保存。"),
    "other_rows": (
        "{rows} rows, but {record} says {said}; expected both as they were written.",
        "有 {rows} 行，而 {record} 记为 {said} 行；两者均应为未经改动的文件。",
    ),
    "months_short": (
        "{months} is not possible; expected at least {least}, the months that {name} needs.",
        "不能为 {months}；{name} 至少需要 {least} 个月。",
    ),
    "replicates_short": (
        "{replicates} is not possible; expected at least {least}, or luck cannot be told from effects.",
        "不能为 {replicates}；至少应为 {least}，否则无法区分运气与作用。",
    ),
    "no_rows": ("no rows; expected at least one.", "没有内容；至少应有一行。"),
}

# What this floor's checks of numbers and arrays accept and find, said in English where they stand.
CHECKS = {
    "at most {most} with {months} months, so that a year is left to evaluate": (
        "不超过 {most}（共 {months} 个月，须留一年用于评估）"
    ),
    "at most {most}, the smallest number of pilots": "不超过 {most}（最小的试点县数）",
    "a whole number from {low} to {high}, the number of targets": "{low} 至 {high}（目标个数）的整数",
    "a whole number of at least {least}": "不小于 {least} 的整数",
    "an even number of at least {least}": "不小于 {least} 的偶数",
    "a number of at least {least}": "不小于 {least} 的数",
    "a number above 0, at most 1": "大于 0、不超过 1 的数",
    "a number above 0 on a logarithmic scale": "大于 0 的数（对数尺度）",
    "a number below high, {high}": "小于 high（{high}）的数",
    "a finite number below high, {high}": "小于 high（{high}）的有限数",
    "a finite number": "有限的数",
    "a power of two": "2 的幂",
    "coordinates from 0 to 1": "0 至 1 的坐标",
    "values from low to high": "low 至 high 的取值",
    "at least one parameter": "至少一个参数",
    "at least one point": "至少一个点",
    "at least one point that is not ruled out": "至少一个未被排除的点",
    "at least one target": "至少一个目标",
    "at most one of minus and over": "minus 与 over 至多一个",
    "at least {points} points for {count} summaries: a larger share": (
        "{count} 个汇总量至少要 {points} 个点，即更大的比重"
    ),
    "either one behaviour or a plausible sample": "一组行为参数，或合理行为样本",
    "every parameter once": "每个参数一次",
    "as many of both, a multiple of {count}": "二者个数相同，且为 {count} 的倍数",
    "a row of each for each point": "每个点各一行",
    "a variance above 0 of observation, discrepancy or luck": "观测、模型偏差或运气的方差至少一项大于 0",
    "points whose summaries are all finite": "汇总量均为有限数的点",
    "summaries that differ between points": "在各点之间有差别的汇总量",
    "{count} finite numbers, one for each summary": "{count} 个有限数，每个汇总量一个",
    "shape (points, {count})": "形状（点数, {count}）",
    # what was found instead
    "a point outside": "范围外的点",
    "an array of shape {shape}": "形状为 {shape} 的数组",
    "arrays of shape {one} and {other}": "形状为 {one} 与 {other} 的数组",
    "constant": "常数",
    "empty": "空",
    "given beside minus": "与 minus 同时给出",
    "given beside uncertainty": "与 uncertainty 同时给出",
    "no numbers": "没有数值",
    "outside their range": "超出范围",
    "shape {shape}": "形状 {shape}",
    "{points} points and {outcomes} outcomes": "{points} 个点与 {outcomes} 个结果",
}
# What Python's parser of a command line says.
ARGUMENTS = {
    "argument {name}: invalid choice: {value} (choose from {words})": "{name}：不能为 {value}；应为 {words} 之一",
    "argument {name}: invalid int value: {value}": "{name}：不能为 {value}；应为整数",
    "argument {name}: expected one argument": "{name}：之后应有取值",
    "unrecognized arguments: {words}": "多余的参数 {words}",
    "the following arguments are required: {words}": "缺少参数 {words}",
}


def phrase(key: str, /, **values: object) -> Both:
    """One phrase of the table with its blanks filled."""
    return fill(PHRASES[key], **values)
