"""The commands: what each takes. Help texts are in the catalogue; what they do is imported when it is done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import typer

from scenarios.errors import Refusal
from scenarios.languages import phrase

from . import options
from .command_groups import Command, Commands, takes
from .command_help import describe
from .running import RunOptions
from .study_commands import study_app

app = typer.Typer(cls=Commands, add_completion=False, no_args_is_help=False, rich_markup_mode="rich")
place_app = typer.Typer(cls=Commands, no_args_is_help=False)
app.add_typer(place_app, name="place")
regime_app = typer.Typer(cls=Commands, no_args_is_help=False)
app.add_typer(regime_app, name="regime")
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

REPORTED = ("goal", "at_most", "at_least", "budget", "payer", "names")


@app.command("list")
def list_(what: options.What = "", lang: options.Lang = "en") -> None:
    from .listings import show_list

    show_list(what, lang)


@app.command()
def show(scenario: options.Scenario, settings: options.Settings = None, lang: options.Lang = "en") -> None:
    from .listings import show_scenario
    from .run_incentives import say_idle_levers

    say_idle_levers(show_scenario(scenario, options.levers(settings), lang), lang)


@app.command()
def check(file: options.File, lang: options.Lang = "en") -> None:
    from .run_forms import check_file

    regime = check_file(file, lang)
    if regime:
        from .run_incentives import say_idle_levers

        say_idle_levers(regime, lang)


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


@app.command()
@takes(*COMPARING)
def run(scenario: options.Scenario, chosen: RunOptions, baseline: options.Baseline = None) -> None:
    from .run_comparisons import run

    run(scenario, baseline, chosen)


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
@takes("seed", "threads", "lang", "out", "people", uncertainty="plausible")
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


def command(lang: str) -> Any:
    """The whole command with its help in one language."""
    for group in (app, place_app, regime_app, study_app):
        for each in group.registered_commands:
            each.cls = Command
    whole = typer.main.get_command(app)
    describe(whole, "app", lang)
    return whole
