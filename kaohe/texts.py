"""What the command line says, in English and Chinese: one table."""

from __future__ import annotations

LANGUAGES = ("en", "zh")

TEXTS = {
    # commands
    "app": (
        "Compare assessment regimes (考核) for grassroots cadres by simulation.",
        "用仿真比较基层干部考核制度。",
    ),
    "list": (
        "List regimes, history, reforms, packages, places, levers or measures.",
        "列出制度、历史制度、改革、组合、地方、杠杆或结果指标。",
    ),
    "show": ("Show the resolved parameters of a scenario.", "显示一个方案解析后的全部参数。"),
    "check": ("Check a scenario or place file.", "检查方案文件或地方文件。"),
    "place": ("Places: a form for your own county, or what is known of one.", "地方：自建县的表格，或查看一个地方。"),
    "template": ("Write an empty form (.csv or .xlsx) for your own county.", "写出自建县用的空表（.csv 或 .xlsx）。"),
    "show_place": ("Show a place: its townships.", "显示一个地方的各乡镇。"),
    "run": ("Run one scenario.", "运行一个方案。"),
    "compare": ("Compare scenarios under the same luck.", "在公共随机数下比较多个方案。"),
    "main": (
        "The main comparison: five regimes, every reform and every package, on two counties.",
        "主要比较：五种制度、全部单项改革与组合，两个县。",
    ),
    "country": (
        "The whole country, a province or a prefecture: counties tied by targets, careers, offices and news.",
        "全国、一省或一市：各县由目标、晋升、上级部门与消息联系在一起。",
    ),
    "pilot": (
        "Try a reform out in some counties, evaluate the pilot, and compare with its true effect.",
        "在部分县试点一项改革，评估试点，并与其真实效果比较。",
    ),
    "redo": ("Redo a run from its record, bit for bit.", "按运行记录逐位重做。"),
    "validate": (
        "Check the model against theory, patterns, published effects and figures; write a report.",
        "用理论解、规律、已发表效应与数据检验模型，并写出报告。",
    ),
    "coverage": (
        "List what is declared but not served, named, graded or tested.",
        "列出已声明但尚无对应、名称、分级或检验的内容。",
    ),
    "fast": ("Small sizes, within three minutes.", "小规模，三分钟内完成。"),
    "validation_out": ("Folder of the report.", "报告文件夹。"),
    "validated": (
        "{holds} statements hold, {conditional} under a condition, {partly} in part, {fails} do not; report: {path}",
        "{holds} 条成立，{conditional} 条有条件成立，{partly} 条部分成立，{fails} 条不成立；报告：{path}",
    ),
    "doctor": (
        "Check that every lever, reform and parameter moves some outcome.",
        "检查每个杠杆、改革与参数是否有作用。",
    ),
    # options and arguments
    "what": (
        "regimes, history, reforms, packages, places, levers or measures; all if left out",
        "regimes、history、reforms、packages、places、levers 或 measures；不填为全部",
    ),
    "scenario": (
        "such as generalised+mutual_recognition=0.5+fault_tolerance, or a file",
        "例如 generalised+mutual_recognition=0.5+fault_tolerance，或一个文件",
    ),
    "scenarios": (
        "scenarios; the first is the baseline unless --baseline names one",
        "方案；未用 --baseline 指定时以第一个为基准",
    ),
    "file": ("a scenario (.toml) or a place (.csv, .xlsx)", "方案（.toml）或地方（.csv、.xlsx）"),
    "path": ("the file to write", "要写出的文件"),
    "where": (
        "yinzhou, leping, a six-digit county code, or a .csv or .xlsx file",
        "yinzhou、leping、六位县级代码，或 .csv、.xlsx 文件",
    ),
    "record": ("run.json of earlier results, or their folder", "先前结果的 run.json 或其文件夹"),
    "place_option": (
        "county to simulate: yinzhou, leping, a six-digit code, or a file",
        "所模拟的县：yinzhou、leping、六位代码或文件",
    ),
    "region": (
        "two digits of a province, four of a prefecture, or a name; country (or 0) for all of China",
        "省级两位代码、地市级四位代码或名称；全国为 全国、country 或 0",
    ),
    "assigned": (
        "a scenario for all, or CODE=SCENARIO for one unit; may be given several times",
        "全部单位的方案，或 代码=方案（某一单位）；可多次给出",
    ),
    "assignments": (
        "file with a table [scenarios]: default and codes of units; units outside the place are left aside",
        "含表 [scenarios] 的文件：default 与各单位代码；范围以外的单位不计",
    ),
    "counties": (
        "numbers of pilot counties, as in 10,20,40, or their codes; if left out, a third of those of the place, 20 at "
        "most",
        "试点县数（如 10,20,40）或代码；不填为 1/3 的县，至多 20 个",
    ),
    "pilot_place": (
        "two digits of a province, four of a prefecture, or a name; 0 is the whole country",
        "省、地市的代码或名称；0 为全国",
    ),
    "pilot_months": ("months to simulate, 24 to 1200", "模拟月数，24 至 1200"),
    "pilot_replicates": ("runs of each design, 1 to 10000", "每种试点设计的重复次数，1 至 10000"),
    "pilot_baseline": (
        "scenario all counties live under; if left out, the one to try out without its reforms",
        "各县基准；不填为试点方案去掉改革",
    ),
    "begin": (
        "month in which the first pilots begin: 12 at least, and 12 months before the end at the latest",
        "首批试点开始的月份：至少 12，且距结束至少 12 个月",
    ),
    "stagger": ("waves of pilots, a year apart, 1 to 50", "试点批次数，每批相隔一年，1 至 50"),
    "spread": (
        "how other counties take the reform over: none, imitation, or a chance a year",
        "其他县如何跟进：none、imitation 或年概率",
    ),
    "months": ("months to simulate, 1 to 1200", "模拟月数，1 至 1200"),
    "replicates": (
        "runs of each scenario, 1 to 100000 (30; compare and run with --uncertainty plausible: 40)",
        "每个方案的重复次数，1 至 100000（默认 30；run、compare 加 --uncertainty plausible 时为 40）",
    ),
    "seed": ("seed of all luck, 0 or more", "随机种子，不小于 0"),
    "threads": ("threads, 1 to 1024; all cores if left out", "线程数，1 至 1024；不填则用全部核心"),
    "lang": ("language: en or zh", "语言：en 或 zh"),
    "out": ("folder for results", "结果文件夹"),
    "uncertainty": (
        "what intervals hold: luck (of the model), or plausible (also what is not known of behaviour)",
        "区间所含：luck（仅随机性）或 plausible（另含行为参数的不确定性）",
    ),
    "settings": ("give a lever another value, as in --set visits=0.5", "改变一个杠杆的取值，如 --set visits=0.5"),
    "baseline": ("scenario the others are compared with", "作为比较基准的方案"),
    "version": ("Show the version.", "显示版本。"),
    "help": ("Show this message.", "显示本说明。"),
    "panel_options": ("Options", "选项"),
    "panel_arguments": ("Arguments", "参数"),
    "panel_commands": ("Commands", "命令"),
    # what stands for a value
    "SCENARIO": ("SCENARIO", "方案"),
    "SCENARIO...": ("SCENARIO...", "方案..."),
    "PLACE": ("PLACE", "地方"),
    "FILE": ("FILE", "文件"),
    "RECORD": ("RECORD", "记录"),
    "DIR": ("DIR", "文件夹"),
    "LEVER=VALUE": ("LEVER=VALUE", "杠杆=取值"),
    "REGION": ("CODE", "代码"),
    "ASSIGNED": ("[CODE=]SCENARIO", "[代码=]方案"),
    "COUNTIES": ("COUNTIES", "县"),
    "none|imitation|CHANCE": ("none|imitation|CHANCE", "none|imitation|概率"),
    "WHAT": ("WHAT", "内容"),
    "N": ("N", "整数"),
    # while running
    "compiling": (
        "kaohe: compiling the model for this machine (once, about {seconds} s) ...",
        "kaohe：正在为本机编译模型（只需一次，约 {seconds} 秒）...",
    ),
    "running": ("running", "运行中"),
    "start": (
        "{scenarios} scenario(s) × {replicates} replicate(s) × {months} months, {place}",
        "{scenarios} 个方案 × {replicates} 次重复 × {months} 个月，{place}",
    ),
    "country_start": (
        "{place}: {counties} county-level and {townships} township-level units, {cadres} cadres; {months} month(s), "
        "about {need} GB",
        "{place}：{counties} 个县、{townships} 个乡镇、{cadres} 名干部，{months} 个月；约需内存 {need} GB",
    ),
    "left_out": (
        "left out: {n} county-level unit(s) with a single township-level unit, which has nobody to be ranked against "
        "({names})",
        "未纳入：{n} 个仅有一个乡级单位、无从排名的县级单位（{names}）",
    ),
    "left_aside": (
        "{file}: {n} unit(s) outside this place left aside ({names})",
        "{file}：未计该范围以外的 {n} 个单位（{names}）",
    ),
    "comma": (", ", "、"),
    "and_more": ("{names}, …", "{names}等"),
    "pilot_start": (
        "{reform} against {baseline}, tried out in {place}: {replicates} replicate(s)",
        "在{place}试点 {reform}（基准：{baseline}）：{replicates} 次重复",
    ),
    "writing": ("writing tables and figures ...", "正在写出表格和图 ..."),
    "written": ("Results are in {path}", "结果在 {path}"),
    "same": ("Same bits as recorded.", "与记录逐位相同。"),
    "differs": ("The results differ from the record.", "结果与记录不同。"),
    "changed": ("Not as recorded: {what}; the results may differ.", "与记录不一致：{what}；结果可能不同。"),
    "checked": ("{file}: in order ({what}).", "{file}：无误（{what}）。"),
    "is_regime": ("a regime", "制度"),
    "is_reform": ("a reform", "改革"),
    "is_package": ("a package of reforms", "改革组合"),
    "is_place": ("{townships} townships, {cadres} cadres", "{townships} 个乡镇，{cadres} 名干部"),
    "form_written": (
        "{path} is written: fill it in, then use --place {path}",
        "已写出 {path}：填写后用 --place {path}",
    ),
    # tables
    "id": ("id", "代号"),
    "name": ("name", "名称"),
    "about": ("what it is", "说明"),
    "parameter": ("parameter", "参数"),
    "value": ("value", "取值"),
    "before": ("before reform", "改革前"),
    "unit": ("unit", "单位"),
    "range": ("range", "范围"),
    "source": ("source", "来源"),
    "source_is": ("source: {source}", "来源：{source}"),
    "rows": ("rows", "机制行"),
    "better": ("better", "好坏方向"),
    "default": ("default", "默认值"),
    "reform": ("changed by", "改变来源"),
    "code": ("code", "代码"),
    "class": ("class", "类别"),
    "kind": ("type", "类型"),
    "probe_reform": ("reform", "改革"),
    "probe_lever": ("lever", "杠杆"),
    "probe_behaviour": ("behaviour", "行为参数"),
    "probe_column": ("column", "表列"),
    "cadres": ("cadres", "干部数"),
    "villages": ("villages", "村数"),
    "difficulty": ("difficulty", "难度"),
    "resources": ("resources", "资源"),
    "regimes": ("Regimes", "制度"),
    "history": ("Regimes of earlier years", "历史制度"),
    "reforms": ("Reforms", "改革"),
    "packages": ("Packages", "组合"),
    "places": ("Places", "地方"),
    "levers": ("Levers", "杠杆"),
    "measures": ("Measures", "结果指标"),
    "any_county": (
        "any county by its six-digit code, or a .csv or .xlsx file",
        "任一县的六位代码，或 .csv、.xlsx 文件",
    ),
    "world": ("world", "情景"),
    "outcome": ("outcome that moves most", "变化最明显的结果"),
    "at_low": ("at low end", "低端取值时"),
    "at_high": ("at high end", "高端取值时"),
    "signal": ("difference / standard error", "差值/标准误"),
    "alive": ("alive", "有作用"),
    "all_alive": ("All {count} move some outcome by more than its noise.", "全部 {count} 项都有超出噪声的作用。"),
    "dead": ("Without a measurable effect: {names}.", "没有可测作用的：{names}。"),
    # what the completeness report asks
    "question": ("without", "缺少"),
    "asked": ("of", "共"),
    "gaps": ("gaps", "缺口"),
    "gap_names": ("which", "名称"),
    "gap_row_in_code": ("requirement: a place in the code", "要求：代码中的对应"),
    "gap_row_tested": ("requirement: a test or a tested sign", "要求：测试或作用方向"),
    "gap_row_reformed": ("requirement of table D: a reform", "D 表要求：改革"),
    "gap_lever_moved": ("lever: a regime or reform that moves it", "制度参数：改变它的制度或改革"),
    "gap_reform_row": ("reform: a requirement it serves", "改革：所对应的要求"),
    "gap_named": ("names and units in both languages", "两种语言的名称与单位"),
    "gap_graded": ("number: a grade of its source", "数值：来源分级"),
    "gap_lever_sign": ("lever: a tested direction of effect", "制度参数：经检验的作用方向"),
    "gap_behaviour_sign": ("behavioural parameter: a tested direction of effect", "行为参数：经检验的作用方向"),
    "gap_reform_sign": ("reform: a tested direction of effect", "改革：经检验的作用方向"),
    "gap_measure_sign": ("outcome: a tested direction of effect on it", "结果指标：经检验的变化方向"),
    "gap_rule_sign": ("rule: a parameter with a tested direction", "规则：方向经检验的参数"),
    # complaints
    "bad_whole": (
        '{name}: "{value}" is not possible; expected a whole number from {low} to {high}.',
        "{name}：不能为 “{value}”；应为 {low} 至 {high} 的整数。",
    ),
    "bad_lang": (
        '--lang: "{value}" is not possible; expected en or zh.',
        "--lang：不能为 “{value}”；应为 en 或 zh。",
    ),
    "bad_uncertainty": (
        '--uncertainty: "{value}" is not possible; expected luck or plausible.',
        "--uncertainty：不能为 “{value}”；应为 luck 或 plausible。",
    ),
    "bad_out": ("--out: an empty name is not possible; expected a folder.", "--out：名称不能为空；应为文件夹。"),
    "bad_set": (
        '--set: "{value}" is not possible; expected lever=number, as in --set visits=0.5.',
        "--set：不能为 “{value}”；应为 杠杆=数值，如 --set visits=0.5。",
    ),
    "bad_file": (
        "{path}: expected a scenario (.toml) or a place (.csv, .xlsx).",
        "{path}：应为方案（.toml）或地方（.csv、.xlsx）。",
    ),
    "set_twice": ("--set: {value} is set twice; expected one value.", "--set：{value} 给了两次；只应给一次。"),
    "bad_what": (
        'list: unknown word "{value}"; expected one of {words}.',
        "list：没有 “{value}”；应为 {words} 之一。",
    ),
    "missing": ("missing {name} (kaohe --help)", "缺少{name}（kaohe --help）"),
    "no_option": ("no such option {name}{guess} (kaohe --help)", "没有选项 {name}{guess}（kaohe --help）"),
    "did_you_mean": ("; did you mean {words}?", "；是否想用 {words}？"),
    "usage": ("{message} (kaohe --help)", "用法有误：{message}（kaohe --help）"),
    "usage_line": ("Usage: ", "用法："),
    "options_word": ("[OPTIONS]", "[选项]"),
    "command_words": ("COMMAND [ARGS]...", "命令 [参数]..."),
    "default_is": ("[default: {{}}]", "[默认：{{}}]"),
    "required": ("[required]", "[必填]"),
    "stopped_kept": (
        "stopped; {years} complete year(s) are in {path}",
        "已停止；完整的 {years} 年在 {path}",
    ),
    "stopped": ("stopped; nothing was written.", "已停止，未写出任何文件。"),
    "memory": (
        "not enough memory for so many runs; use fewer replicates or months.",
        "内存不足；请减少重复次数或月数。",
    ),
    "output": ("the output cannot be written ({detail}).", "无法输出（{detail}）。"),
    "hidden": (
        '{file} hides kaohe\'s own package "{name}"; rename it, or run kaohe from another folder.',
        "{file} 遮住了 kaohe 自己的包 “{name}”；请改名，或换个文件夹运行 kaohe。",
    ),
    "hides_library": (
        '{file} hides the library "{name}", which kaohe needs; rename it, or run kaohe from another folder.',
        "{file} 遮住了 kaohe 所需的库 “{name}”；请改名，或换个文件夹运行 kaohe。",
    ),
    "lost": (
        'kaohe\'s own package "{name}" is missing; install kaohe again.',
        "缺少 kaohe 自己的包 “{name}”；请重新安装 kaohe。",
    ),
}
# What the parser of the command line says, and the same in Chinese.
PARSER = {
    "Got unexpected extra argument(s) ({words})": "多余的参数 {words}",
    "No such command {name}. Did you mean {words}?": "没有命令 {name}；是否想用 {words}？",
    "No such command {name}.": "没有命令 {name}。",
    "Missing command.": "缺少命令。",
    "Option {name} requires an argument.": "选项 {name} 之后应有取值。",
    "Option {name} does not take a value.": "选项 {name} 不带取值。",
}


def text(key: str, lang: str, /, **values: object) -> str:
    """One phrase in the language asked for."""
    return TEXTS[key][LANGUAGES.index(lang)].format(**values)


class Complaint(Exception):
    """Something the user can put right; said in the user's language."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(text(key, "en", **values))
        self.key, self.values = key, values

    def __reduce__(self) -> tuple[object, ...]:
        return _complaint, (self.key, self.values)

    def said(self, lang: str) -> str:
        return text(self.key, lang, **self.values)


def _complaint(key: str, values: dict[str, object]) -> Complaint:
    return Complaint(key, **values)
