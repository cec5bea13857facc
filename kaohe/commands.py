"""The commands: what each takes. Help texts are in the catalogue; what they do is imported when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from scenarios.errors import Refusal, suggest
from scenarios.languages import names, phrase, translate

from . import __version__, options

if TYPE_CHECKING:
    from .running import RunOptions


class Commands(TyperGroup):
    """Says in our own words which command there is none of."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands:
            hint = suggest(args[0], self.commands)
            raise Refusal(phrase("kaohe.errors.no_command", name=args[0], hint=hint))
        return super().resolve_command(ctx, args)


app = typer.Typer(cls=Commands, add_completion=False, no_args_is_help=False, rich_markup_mode="rich")
place_app = typer.Typer(cls=Commands, no_args_is_help=False)
app.add_typer(place_app, name="place")


@app.callback(invoke_without_command=True)
def kaohe(context: typer.Context, version: bool = typer.Option(False, "--version"), lang: options.Lang = "en") -> None:
    if version or context.invoked_subcommand is None:
        typer.echo(f"kaohe {__version__}" if version else context.get_help())
        raise typer.Exit


@app.command("list")
def list_(what: options.What = "", lang: options.Lang = "en") -> None:
    from .listings import show_list

    show_list(what, lang)


@app.command()
def show(scenario: options.Scenario, settings: options.Settings = None, lang: options.Lang = "en") -> None:
    from .listings import show_scenario

    show_scenario(scenario, dict(options.settings(settings)), lang)


@app.command()
def check(file: options.File, lang: options.Lang = "en") -> None:
    from .listings import check_file

    check_file(file, lang)


@place_app.callback(invoke_without_command=True)
def place_(context: typer.Context, lang: options.Lang = "en") -> None:
    """Takes the language before the subcommand as well."""
    if context.invoked_subcommand is None:
        raise Refusal(phrase("kaohe.errors.missing_command"))


@place_app.command("template")
def template(path: options.File, lang: options.Lang = "en") -> None:
    from .listings import write_form

    write_form(path, lang)


@place_app.command("show")
def show_place(where: options.Where, lang: options.Lang = "en") -> None:
    from .listings import show_place

    show_place(where, lang)


# What a command below does not take by name reaches it in `_run_options`.


@app.command()
def run(
    context: typer.Context,
    scenario: options.Scenario,
    place: options.Place = "yinzhou",
    months: options.Months = 120,
    replicates: options.AnyReplicates = None,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    lang: options.Lang = "en",
    out: options.Out = None,
    uncertainty: options.Uncertainty = "luck",
    settings: options.Settings = None,
) -> None:
    from .run_comparisons import run

    run(scenario, _run_options(context))


@app.command()
def compare(
    context: typer.Context,
    scenarios: options.Scenarios,
    baseline: options.Baseline = None,
    place: options.Place = "yinzhou",
    months: options.Months = 120,
    replicates: options.AnyReplicates = None,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    lang: options.Lang = "en",
    out: options.Out = None,
    uncertainty: options.Uncertainty = "luck",
    settings: options.Settings = None,
) -> None:
    from .run_comparisons import compare

    compare(scenarios, baseline, _run_options(context))


@app.command("main")
def main_(
    context: typer.Context,
    months: options.Months = 120,
    replicates: options.Replicates = 30,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    lang: options.Lang = "en",
    out: options.MainOut = "results",
) -> None:
    from .run_comparisons import main_job

    main_job(_run_options(context))


@app.command()
def country(
    context: typer.Context,
    region: options.Region = "country",
    assigned: options.Assigned = None,
    assignments: options.Assignments = None,
    months: options.Months = 120,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    lang: options.Lang = "en",
    out: options.Out = None,
) -> None:
    from .run_country import country

    country(region, assigned or [], assignments, _run_options(context))


@app.command()
def pilot(
    context: typer.Context,
    scenario: options.Scenario,
    pilot_place: options.Region = "33",
    counties: options.Counties = None,
    begin: options.Start = 36,
    stagger: options.Waves = 1,
    spread: options.Spread = "none",
    pilot_baseline: options.Baseline = None,
    pilot_months: options.PilotMonths = 96,
    pilot_replicates: options.PilotReplicates = 10,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    lang: options.Lang = "en",
    out: options.Out = None,
) -> None:
    from .run_pilot import pilot

    pilot(scenario, counties, begin, stagger, spread, pilot_baseline, _run_options(context))


@app.command()
def redo(
    context: typer.Context,
    record: options.Record,
    threads: options.Threads = None,
    lang: options.Lang = "en",
    out: options.Out = None,
) -> None:
    from .redo import redo

    if not redo(record, _run_options(context)):
        raise typer.Exit(1)


@app.command()
def validate(
    context: typer.Context,
    fast: options.Fast = False,
    threads: options.Threads = None,
    lang: options.Lang = "en",
    report: options.MainOut = "validation",
) -> None:
    from .run_checks import validate

    validate(fast, report, _run_options(context))


@app.command()
def doctor(
    context: typer.Context,
    coverage: options.Coverage = False,
    threads: options.Threads = None,
    lang: options.Lang = "en",
) -> None:
    from .run_checks import completeness, doctor

    if coverage:
        completeness(lang)
    elif not doctor(_run_options(context)):
        raise typer.Exit(1)


def _run_options(context: typer.Context) -> RunOptions:
    """The options that commands share, by their names, of which those of `pilot` begin with its own."""
    from .running import RunOptions

    given = {name.removeprefix("pilot_"): value for name, value in context.params.items()}
    given |= {"settings": options.settings(given.get("settings")), "command": tuple(context.obj or ())}
    shared = {field.name for field in fields(RunOptions)}
    return RunOptions(**{name: value for name, value in given.items() if name in shared})


def command(lang: str) -> Any:
    """The whole command with its help in one language."""
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
        _describe(below, "show_place" if key == "place" and name == "show" else name, lang)


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
