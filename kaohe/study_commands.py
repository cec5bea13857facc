"""The commands of `kaohe study`, each with its arguments and options.

What a command does is imported when it is called, so that `kaohe --help` starts at once. Help texts stand in the text
catalogue (`kaohe.help`), not in docstrings.
"""

from __future__ import annotations

import typer

from scenarios.errors import Refusal
from scenarios.languages import phrase

from . import options
from .command_groups import Commands, takes
from .running import RunOptions

study_app = typer.Typer(cls=Commands, no_args_is_help=False)


@study_app.callback(invoke_without_command=True)
def study_(context: typer.Context, lang: options.Lang = "en") -> None:
    """`kaohe study` without a subcommand is refused; `--lang` may also stand before one."""
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
