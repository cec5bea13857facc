"""The Mesa model with regimes and places found by name: `kaohe.AssessmentModel("leping", "yinzhou")`."""

from __future__ import annotations

from typing import Any

from scenarios import load, load_place
from scenarios.places import Place
from sim.mesa.model import AssessmentModel as BareModel


class AssessmentModel(BareModel):
    """`sim.mesa.model.AssessmentModel`, whose regime and place may also be texts such as the command line takes."""

    @staticmethod
    def find_regime(name: str) -> Any:
        return load(name)

    @staticmethod
    def find_place(name: str) -> Place:
        return load_place(name)
