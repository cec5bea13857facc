"""Help of the commands in one language: texts of the catalogue in Typer's pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scenarios.errors import Refusal
from scenarios.languages import names, phrase, translate


def describe(part: Any, key: str, lang: str) -> None:
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
        describe(below, own.get(name, name), lang)


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
