"""The Mesa model with regimes and places found by name: `kaohe.AssessmentModel("leping", "yinzhou")`."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from scenarios import Scenario, load, load_place
from sim.mesa.agents import TownshipCadre
from sim.mesa.model import CountyModel
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError
from sim.parameters.regime import Regime
from sim.world import Case, Overlay, Place

MOST_DRAWN_SEED = 2**53  # a drawn seed stays exact in a table of floating-point numbers


class AssessmentModel(CountyModel):
    """One county under one assessment regime, month by month.

    regime: a `Regime`, a loaded `Scenario`, or a text such as the command line takes. place: a county, or its text.
    months: 1 to 1200. behaviour: how people respond. overlays: reforms on top of the regime's own. seed: 0 to 2**62;
    None draws one. Either way `model.seed` says which, and the data collector records it. rng: another name for
    `seed`, for tools of Mesa that use it. cadre_class: a subclass of `sim.mesa.agents.TownshipCadre`. Raises
    `ParameterError` or `ScenarioError` for what cannot be.

    `mesa.batch_run` gives distinct replicates when `seed` is left out; every row of its result holds the seed that was
    drawn. To choose the seeds, say `parameters={..., "seed": [1, 2, 3]}` on Mesa 3.3 and `rng=[1, 2, 3]` on Mesa 3.5,
    which overwrites a seed among the parameters.
    """

    def __init__(
        self,
        regime: Regime | Scenario | str,
        place: Place | str,
        months: int = 120,
        behaviour: Behaviour | None = None,
        seed: int | None = None,
        overlays: Overlay | Iterable[Overlay] = (),
        cadre_class: type[TownshipCadre] | None = None,
        rng: int | None = None,
    ) -> None:
        if seed is not None and rng is not None:
            raise ParameterError("rng", rng, "either seed or rng, not both")
        given = rng if seed is None else seed
        drawn = secrets.randbelow(MOST_DRAWN_SEED) if given is None else given
        where = load_place(place) if isinstance(place, str) else place
        super().__init__(case_of(regime, where, months, behaviour or Behaviour(), drawn, overlays), cadre_class)


def case_of(
    regime: Regime | Scenario | str,
    place: Place,
    months: int,
    behaviour: Behaviour,
    seed: int,
    overlays: Overlay | Iterable[Overlay],
) -> Case:
    """The run of a regime or a scenario, with more overlays on it; raises `ParameterError` for what cannot be."""
    added = (overlays,) if isinstance(overlays, Overlay) else tuple(overlays)
    for overlay in added:
        if not isinstance(overlay, Overlay):
            raise ParameterError("overlays", overlay, "objects of the class Overlay")
    if not hasattr(place, "townships"):
        raise ParameterError("place", place, "a place, with a code and townships")
    chosen = load(regime) if isinstance(regime, str) else regime
    if isinstance(chosen, Scenario):
        return Case(chosen.regime, place, behaviour, chosen.overlays + added, months, seed)
    if isinstance(chosen, Regime):
        return Case(chosen, place, behaviour, added, months, seed)
    raise ParameterError("regime", regime, "a Regime, a Scenario, or the text of one")
