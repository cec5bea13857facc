"""`kaohe.country` and `kaohe.pilot`: the same as the commands, with labelled results instead of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xarray

    from analysis.pilot import Evaluation


def country(place: int | str | None = None, scenarios: Any = "generalised", **more: Any) -> xarray.Dataset:
    """Run the country (default, or "country"), a province (two digits) or a prefecture (four) as tied counties.

    place: code or name. scenarios: one, a mapping by code, or words such as `33=leping`. more: months (120), seed (1),
    threads, behaviour, tree (a `TreeParameters` or values by name), rollout (a `Rollout`).
    Labels: month, year, region, county, level, field, township. Raises `scenarios.errors.ScenarioError` for what
    cannot be, and where memory does not suffice.
    """
    from experiments.national.country import run_country
    from experiments.national.design import new_country

    threads = more.pop("threads", None)
    return run_country(new_country(place, scenarios, **more), threads=threads).dataset()


def pilot(scenario: Any, place: int | str = 33, counties: Any = None, **more: Any) -> Evaluation:
    """Try a reform out in some counties; `estimates`, `events` (tidy), `summary()` and `dataset()` say what came out.

    scenario: base and reforms, as `generalised+mutual_recognition`. counties: numbers of pilots to try, or codes; if
    left out, a third of those of the place, 20 at most. more: start (36), waves (1), spread ("none"), replicates (10),
    months (96), seed (1), baseline (the scenario without its reforms), tree, threads.
    """
    from analysis.pilot import evaluate
    from experiments.national.pilot import new_pilot
    from experiments.national.pilot_worlds import run_pilot

    threads = more.pop("threads", None)
    chosen = new_pilot(scenario, place, counties, **more)
    return evaluate(chosen, run_pilot(chosen, threads=threads))
