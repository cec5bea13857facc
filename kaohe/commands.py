"""The commands: what each takes. Help texts are in the catalogue, work is in `jobs` and `views`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from scenarios.errors import Refusal, suggest
from scenarios.languages import names, phrase, translate

from . import options
from .jobs import Wishes


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
    if version:
        from . import _version

        typer.echo(f"kaohe {_version()}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit


@app.command("list")
def list_(what: options.What = "", lang: options.Lang = "en") -> None:
    from .views import show_list

    show_list(what, lang)


@app.command()
def show(scenario: options.Scenario, settings: options.Settings = None, lang: options.Lang = "en") -> None:
    from .views import show_scenario

    show_scenario(scenario, dict(options.settings(settings)), lang)


@app.command()
def check(file: options.File, lang: options.Lang = "en") -> None:
    from .views import check_file

    check_file(file, lang)


@place_app.callback(invoke_without_command=True)
def place_(context: typer.Context, lang: options.Lang = "en") -> None:
    """Takes the language before the subcommand as well."""
    if context.invoked_subcommand is None:
        raise Refusal(phrase("kaohe.errors.missing_command"))


@place_app.command("template")
def template(path: options.File, lang: options.Lang = "en") -> None:
    from .views import write_form

    write_form(path, lang)


@place_app.command("show")
def show_place(where: options.Where, lang: options.Lang = "en") -> None:
    from .views import show_place

    show_place(where, lang)


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
    from .jobs import run

    run(scenario, _wishes(context, place, months, replicates, seed, threads, lang, out, settings, uncertainty))


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
    from .jobs import compare

    wishes = _wishes(context, place, months, replicates, seed, threads, lang, out, settings, uncertainty)
    compare(scenarios, baseline, wishes)


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
    from .jobs import main_job

    main_job(_wishes(context, "", months, replicates, seed, threads, lang, out, None))


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
    from .country_job import country

    country(region, assigned or [], assignments, _wishes(context, "", months, 1, seed, threads, lang, out, None))


@app.command()
def pilot(
    context: typer.Context,
    scenario: options.Scenario,
    pilot_place: options.PilotPlace = "33",
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
    from .pilot_job import pilot

    wishes = _wishes(context, pilot_place, pilot_months, pilot_replicates, seed, threads, lang, out, None)
    pilot(scenario, counties, begin, stagger, spread, wishes, pilot_baseline)


@app.command()
def redo(
    record: options.Record, threads: options.Threads = None, lang: options.Lang = "en", out: options.Out = None
) -> None:
    from .jobs import redo

    if not redo(record, Wishes(threads=threads, lang=lang, out=out)):
        raise typer.Exit(1)


@app.command()
def validate(
    context: typer.Context,
    fast: options.Fast = False,
    threads: options.Threads = None,
    lang: options.Lang = "en",
    report: options.Report = "validation",
) -> None:
    from .health import validate

    validate(fast, threads, lang, report, tuple(context.obj or ()))


@app.command()
def doctor(coverage: options.Coverage = False, threads: options.Threads = None, lang: options.Lang = "en") -> None:
    from .health import completeness, doctor

    if coverage:
        completeness(lang)
    elif not doctor(threads, lang):
        raise typer.Exit(1)


def _wishes(
    context: typer.Context,
    place: str,
    months: int,
    replicates: int | None,
    seed: int,
    threads: int | None,
    lang: str,
    out: str | None,
    settings: list[str] | None,
    uncertainty: str = "luck",
) -> Wishes:
    pairs, command = options.settings(settings), tuple(context.obj or ())
    return Wishes(place, months, replicates, seed, threads, lang, out, pairs, command, uncertainty)


def command(lang: str) -> Any:
    """The whole command with its help in one language."""
    whole = typer.main.get_command(app)
    _speak(whole, "app", lang)
    return whole


def _speak(part: Any, key: str, lang: str) -> None:
    """Give a command, its options and its subcommands their help."""
    part.help = _as_is(translate(f"kaohe.commands.{key}", lang))
    part.options_metavar = translate("kaohe.help.options_word", lang)
    usage = part.get_usage
    part.get_usage = lambda context: usage(context).replace("Usage: ", translate("kaohe.help.usage_line", lang), 1)
    show_help = part.format_help
    part.format_help = lambda *given: _help(show_help, lang, *given)
    for parameter in part.params:
        _speak_option(parameter, lang)
    made = part.get_help_option  # `--help` itself is made late, when somebody asks
    part.get_help_option = lambda context: _speak_option(made(context), lang)
    commands = getattr(part, "commands", {})
    if not commands:
        carry_out, part.allow_extra_args = part.invoke, True  # so that they can be refused in our own words
        part.invoke = lambda context: carry_out(_without_more(context))
    else:
        part.subcommand_metavar = translate("kaohe.help.command_words", lang)
    for name, below in commands.items():
        below.rich_help_panel = translate("kaohe.help.panel_commands", lang)
        _speak(below, "show_place" if key == "place" and name == "show" else name, lang)


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


def _speak_option(parameter: Any, lang: str) -> Any:
    if parameter is not None:
        parameter.help = _as_is(translate(f"kaohe.options.{parameter.name}", lang))
        if parameter.metavar in names("kaohe.metavars"):
            parameter.metavar = translate(f"kaohe.metavars.{parameter.metavar}", lang)
        parameter.rich_help_panel = translate(f"kaohe.help.panel_{parameter.param_type_name}s", lang)
    return parameter
