"""What commands have in common: groups that refuse in the words of the catalogue, and shared options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from scenarios.errors import Refusal, suggest
from scenarios.languages import phrase

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
