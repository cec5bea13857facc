"""The commands: what each takes. Help texts are in the catalogue; what they do is imported when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from scenarios.errors import Refusal, suggest
from scenarios.languages import names, phrase, translate

from . import options
from .running import RunOptions


class Commands(TyperGroup):
    """A group of commands that refuses an unknown command in the words of the catalogue, with a suggestion."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands:
            hint = suggest(args[0], self.commands)
            raise Refusal(phrase("kaohe.errors.no_command", name=args[0], hint=hint))
        return super().resolve_command(ctx, args)


class Command(TyperCommand):
    """A command that refuses an option given twice, of which the parser would take the last without a word."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        for option, times in Counter(self.make_parser(ctx).parse_args(list(args))[2]).items():
            if times > 1 and option.param_type_name == "option" and not option.multiple:
                raise Refusal(phrase("kaohe.errors.given_twice", option=option.opts[0]))
        return super().parse_args(ctx, args)


app = typer.Typer(cls=Commands, add_completion=False, no_args_is_help=False, rich_markup_mode="rich")
place_app = typer.Typer(cls=Commands, no_args_is_help=False)
app.add_typer(place_app, name="place")
regime_app = typer.Typer(cls=Commands, no_args_is_help=False)
app.add_typer(regime_app, name="regime")
study_app = typer.Typer(cls=Commands, no_args_is_help=False)
app.add_typer(study_app, name="study")


@app.callback(invoke_without_command=True)
def kaohe(context: typer.Context, version: bool = typer.Option(False, "--version"), lang: options.Lang = "en") -> None:
    if version or context.invoked_subcommand is None:
        from . import __version__

        typer.echo(f"kaohe {__version__}" if version else context.get_help())
        raise typer.Exit


COMPARING = (
    "place", "months", "warmup", "replicates", "seed", "threads", "lang", "out", "uncertainty", "settings", "costs",
    "people", "measure", "cadre_class",
)  # fmt: skip

REPORTED = ("goal", "threshold", "budget", "payer", "names")


@app.command("list")
def list_(what: options.What = "", lang: options.Lang = "en") -> None:
    from .listings import show_list

    show_list(what, lang)


@app.command()
def show(scenario: options.Scenario, settings: options.Settings = None, lang: options.Lang = "en") -> None:
    from .listings import show_scenario

    show_scenario(scenario, options.levers(settings), lang)


@app.command()
def check(file: options.File, lang: options.Lang = "en") -> None:
    from .run_forms import check_file

    check_file(file, lang)


@app.command()
def schema(schema_of: options.SchemaOf, lang: options.Lang = "en") -> None:
    from .listings import show_schema

    show_schema(schema_of)


@place_app.callback(invoke_without_command=True)
def place_(context: typer.Context, lang: options.Lang = "en") -> None:
    """Takes the language before the subcommand as well."""
    if context.invoked_subcommand is None:
        raise Refusal(phrase("kaohe.errors.missing_command"))


@place_app.command("template")
def template(path: options.File, lang: options.Lang = "en") -> None:
    from .run_forms import write_county

    write_county(path, lang)


@place_app.command("show")
def show_place(where: options.Where, lang: options.Lang = "en") -> None:
    from .listings import show_place

    show_place(where, lang)


@regime_app.callback(invoke_without_command=True)
def regime_(context: typer.Context, lang: options.Lang = "en") -> None:
    """Takes the language before the subcommand as well."""
    if context.invoked_subcommand is None:
        raise Refusal(phrase("kaohe.errors.missing_command"))


@regime_app.command("template")
def scheme_template(form_path: options.File, form_base: options.Base = None, lang: options.Lang = "en") -> None:
    from .run_forms import write_scheme

    write_scheme(form_path, form_base, lang)


@regime_app.command("convert")
def convert_scheme(regime_source: options.Regime, form_path: options.File, lang: options.Lang = "en") -> None:
    from .run_forms import convert

    convert(regime_source, form_path, lang)


def takes(*names: str, **defaults: object) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command some fields of `RunOptions` as options, or with other defaults; it gets them as `chosen`."""

    def decorate(work: Callable[..., None]) -> Callable[..., None]:
        kinds, usual = get_type_hints(RunOptions, include_extras=True), RunOptions()
        shared = {name: getattr(usual, name) for name in names} | defaults
        own = [each for each in signature(work, eval_str=True).parameters.values() if each.name != "chosen"]
        added = [
            Parameter(name, Parameter.KEYWORD_ONLY, default=value, annotation=kinds[name])
            for name, value in shared.items()
        ]

        @wraps(work)
        def carry_out(context: typer.Context, **given: Any) -> None:
            common = {name: given.pop(name) for name in shared}
            work(**given, chosen=RunOptions(**common, command=tuple(context.obj or ())))

        context = Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
        carry_out.__signature__ = Signature([context, *own, *added])  # type: ignore[attr-defined]
        carry_out.__annotations__ = {}
        return carry_out

    return decorate


@app.command()
@takes(*COMPARING)
def run(scenario: options.Scenario, chosen: RunOptions) -> None:
    from .run_comparisons import run

    run(scenario, chosen)


@app.command()
@takes(*COMPARING, "worlds", "rules", "with_report", *REPORTED, "precision")
def compare(scenarios: options.Scenarios, chosen: RunOptions, baseline: options.Baseline = None) -> None:
    from .run_comparisons import compare

    compare(scenarios, baseline, chosen)


@app.command("main")
@takes(
    "warmup", "seed", "threads", "lang", "costs", "people", "uncertainty", *REPORTED,
    months=132, replicates=20, out="results", worlds=40, rules=True,
)  # fmt: skip
def main_(chosen: RunOptions) -> None:
    from .run_comparisons import main_job

    main_job(chosen)


@app.command()
@takes("lang", *REPORTED)
def report(result_folder: options.ResultFolder, chosen: RunOptions, report_format: options.Format = "all") -> None:
    from .run_report import report

    report(result_folder, report_format, chosen)


@app.command("plan")
@takes("lang", "goal", "budget", "payer")
def plan_(result_folder: options.ResultFolder, chosen: RunOptions) -> None:
    from .run_report import plan

    plan(result_folder, chosen)


@app.command()
def page(
    own_place: options.OwnPlace = None,
    own_scenarios: options.OwnScenarios = None,
    page_out: options.PageOut = None,
    lang: options.Lang = "en",
) -> None:
    from .run_page import page

    page(own_place, own_scenarios or [], page_out, lang)


@app.command()
@takes("months", "seed", "threads", "lang", "out")
def country(
    chosen: RunOptions,
    region: options.Region = "country",
    assigned: options.Assigned = None,
    assignments: options.Assignments = None,
) -> None:
    from .run_country import country

    country(region, assigned or [], assignments, chosen)


@app.command()
@takes("seed", "threads", "lang", "out")
def pilot(
    scenario: options.Scenario,
    chosen: RunOptions,
    pilot_place: options.Region = "33",
    counties: options.Counties = None,
    begin: options.Start = 36,
    stagger: options.Waves = 1,
    spread: options.Spread = "none",
    pilot_baseline: options.Baseline = None,
    pilot_months: options.PilotMonths = 96,
    pilot_replicates: options.PilotReplicates = 10,
) -> None:
    from .run_pilot import pilot

    sized = replace(chosen, place=pilot_place, months=pilot_months, replicates=pilot_replicates)
    pilot(scenario, counties, begin, stagger, spread, pilot_baseline, sized)


@app.command()
@takes("place", "months", "warmup", "seed", "lang")
def viz(
    chosen: RunOptions,
    viz_scenario: options.AnyScenario = "generalised",
    port: options.Port = 0,
    no_open: options.NoOpen = False,
) -> None:
    from .viz import viz

    viz(viz_scenario, port, no_open, chosen)


@app.command()
@takes("threads", "lang", "out")
def redo(record: options.Record, chosen: RunOptions, own_code: options.OwnCode = False) -> None:
    from .redo import redo

    if not redo(record, chosen, own_code):
        raise typer.Exit(1)


@app.command()
@takes("threads", "lang")
def validate(chosen: RunOptions, fast: options.Fast = False, report: options.MainOut = "validation") -> None:
    from .run_checks import validate

    validate(fast, report, chosen)


@app.command()
@takes("place", "months", "warmup", "seed", "threads", "lang", "out")
def explain(
    scenario: options.Scenario,
    chosen: RunOptions,
    against: options.Against = None,
    outcome: options.Outcome = "formalism",
    explain_replicates: options.Replicates = None,
) -> None:
    from .run_explain import explain_effect

    explain_effect(scenario, against, outcome, replace(chosen, replicates=explain_replicates))


@app.command()
@takes("seed", "threads", "lang", "out", "people")
def claims(chosen: RunOptions, fast: options.Fast = False, only: options.Only = None) -> None:
    from .run_claims import claims

    claims(fast, only, chosen)


@app.command()
@takes("seed", "threads", "lang", "out", place="330213", months=60)
def evidence(
    studied: options.Studied,
    chosen: RunOptions,
    evidence_replicates: options.Replicates = None,
    points: options.Points = 1000,
    truths: options.Truths = 240,
    unfinished: options.Unfinished = None,
) -> None:
    from .run_evidence import evidence

    sized = replace(chosen, replicates=evidence_replicates)
    evidence(studied, points, truths, unfinished, sized)


@app.command()
@takes("threads", "lang", out="calibrations")
def calibrate(targets: options.Targets, chosen: RunOptions) -> None:
    from .run_calibration import calibrate

    if not calibrate(targets, chosen):
        raise typer.Exit(1)


@app.command()
@takes("threads", "lang")
def doctor(chosen: RunOptions, coverage: options.Coverage = False, numbers: options.Numbers = False) -> None:
    from .run_checks import completeness, count_numbers, doctor

    if coverage:
        completeness(chosen.lang)
    elif numbers:
        count_numbers(chosen.lang)
    elif not doctor(chosen):
        raise typer.Exit(1)


@app.command()
@takes("place", "months", "seed", "threads", "lang", "settings", "people")
def incentives(scenario: options.Scenario, chosen: RunOptions) -> None:
    from .run_incentives import show_incentives

    show_incentives(scenario, chosen)


@study_app.callback(invoke_without_command=True)
def study_(context: typer.Context, lang: options.Lang = "en") -> None:
    """Takes the language before the subcommand as well."""
    if context.invoked_subcommand is None:
        raise Refusal(phrase("kaohe.errors.missing_command"))


@study_app.command("check")
@takes("threads", "lang", out="studies")
def check_study(study_file: options.Study, chosen: RunOptions) -> None:
    from .run_study import check

    check(study_file, chosen)


@study_app.command("run")
@takes("threads", "lang", out="studies")
def run_study(
    study_file: options.Study,
    chosen: RunOptions,
    backend: options.Backend = "threads",
    scheduler: options.Scheduler = "",
    shard: options.Shard = "",
    join: options.Join = False,
    own_code: options.OwnCode = False,
) -> None:
    from .run_study import run

    run(study_file, chosen, backend, scheduler, shard, join, own_code)


@study_app.command("status")
@takes("lang", out="studies")
def status_study(study_or_folder: options.StudyOrFolder, chosen: RunOptions) -> None:
    from .run_study import status

    status(study_or_folder, chosen)


@study_app.command("analyse")
@takes("lang", out="studies")
def analyse_study(study_or_folder: options.StudyOrFolder, chosen: RunOptions) -> None:
    from .run_study import analyse

    analyse(study_or_folder, chosen)


@study_app.command("explore")
@takes("lang", out="studies")
def explore_study(
    study_or_folder: options.StudyOrFolder,
    chosen: RunOptions,
    at_most: options.AtMost = None,
    at_least: options.AtLeast = None,
    density: options.Density = 0.8,
) -> None:
    from .run_explore import explore

    explore(study_or_folder, options.limits(at_most, at_least), density, chosen)


@study_app.command("robust")
@takes("lang", out="studies")
def robust_study(
    study_or_folder: options.StudyOrFolder,
    chosen: RunOptions,
    at_most: options.AtMost = None,
    at_least: options.AtLeast = None,
) -> None:
    from .run_explore import robust

    robust(study_or_folder, options.limits(at_most, at_least), chosen)


@study_app.command("export")
@takes("lang", out="studies")
def export_study(study_or_folder: options.StudyOrFolder, export_path: options.Export, chosen: RunOptions) -> None:
    from .run_study import export

    export(study_or_folder, export_path, chosen)


@study_app.command("optimise")
@takes("threads", "lang", out="studies")
def optimise(
    search_or_folder: options.SearchOrFolder,
    chosen: RunOptions,
    backend: options.Backend = "threads",
    scheduler: options.Scheduler = "",
) -> None:
    from .run_optimise import run

    run(search_or_folder, chosen, backend, scheduler)


@study_app.command("redo")
@takes("threads", "lang", out="studies")
def redo_study(
    study_or_folder: options.StudyOrFolder,
    chosen: RunOptions,
    verify: options.Verify = False,
    sample: options.Sample = 32,
    own_code: options.OwnCode = False,
) -> None:
    from .run_study import redo

    if not redo(study_or_folder, sample if verify else None, chosen, own_code):
        raise typer.Exit(1)


@study_app.command("merge")
@takes("lang")
def merge_studies(study_folder: options.StudyFolder, folders: options.StudyFolders, chosen: RunOptions) -> None:
    from .run_study import merge

    merge(study_folder, folders, chosen)


def command(lang: str) -> Any:
    """The whole command with its help in one language."""
    for group in (app, place_app, regime_app, study_app):
        for each in group.registered_commands:
            each.cls = Command
    whole = typer.main.get_command(app)
    _describe(whole, "app", lang)
    return whole


def _describe(part: Any, key: str, lang: str) -> None:
    """Give a command, its options and its subcommands their help."""
    part.help = _as_is(translate(f"kaohe.commands.{key}", lang))
    part.options_metavar = translate("kaohe.help.options_word", lang)
    usage = part.get_usage
    part.get_usage = lambda context: usage(context).replace("Usage: ", translate("kaohe.help.usage_line", lang), 1)
    show_help = part.format_help
    part.format_help = lambda *given: _help(show_help, lang, *given)
    for parameter in part.params:
        _describe_option(parameter, lang)
    made = part.get_help_option  # `--help` itself is made late, when somebody asks
    part.get_help_option = lambda context: _describe_option(made(context), lang)
    commands = getattr(part, "commands", {})
    if not commands:
        carry_out, part.allow_extra_args = part.invoke, True  # so that they can be refused in our own words
        part.invoke = lambda context: carry_out(_without_more(context))
    else:
        part.subcommand_metavar = translate("kaohe.help.command_words", lang)
    for name, below in commands.items():
        below.rich_help_panel = translate("kaohe.help.panel_commands", lang)
        own = {
            "place": {"show": "show_place"},
            "regime": {"template": "scheme_template", "convert": "convert_scheme"},
            "study": {n: f"study_{n}" for n in commands},
        }.get(key, {})
        _describe(below, own.get(name, name), lang)


def _help(show_help: Callable[..., Any], lang: str, *given: Any) -> Any:
    """Typer's page of help, whose own words are in a module that takes long to import: only where it is shown."""
    import typer.rich_utils

    typer.rich_utils.DEFAULT_STRING = translate("kaohe.help.default_is", lang)
    typer.rich_utils.REQUIRED_LONG_STRING = translate("kaohe.help.required", lang)
    mark = typer.rich_utils.OptionHighlighter()
    typer.rich_utils.highlighter = lambda words: _folded(mark(words))  # type: ignore[assignment]
    return show_help(*given)


def _folded(words: Any) -> Any:
    """A text whose lines go on below: Chinese has few spaces, and Rich would cut it off."""
    words.overflow = "fold"
    return words


def _without_more(context: Any) -> Any:
    """The context of a command that was given no more words than it takes."""
    if context.args:
        raise Refusal(phrase("kaohe.errors.extra", words=" ".join(context.args)))
    return context


def _as_is(words: str) -> str:
    """A help text whose brackets are none of markup: `[scenarios]`."""
    return words.replace("[", r"\[")


def _describe_option(parameter: Any, lang: str) -> Any:
    if parameter is not None:
        parameter.help = _as_is(translate(f"kaohe.options.{parameter.name}", lang))
        if parameter.metavar in names("kaohe.metavars"):
            parameter.metavar = translate(f"kaohe.metavars.{parameter.metavar}", lang)
        parameter.rich_help_panel = translate(f"kaohe.help.panel_{parameter.param_type_name}s", lang)
    return parameter
