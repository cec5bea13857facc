"""What the page of `kaohe viz` begins with: a scenario, and sliders for its levers and doses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scenarios import list_reforms, load
from scenarios.expression import parse
from scenarios.languages import Both, translate
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers

from .model import DOSE, AssessmentModel
from .running import RunOptions

# Levers that regimes differ most in, and the highest value of their sliders, where it is not that of the lever.
LEVERS = {
    "indicator_load": 3.0, "visits": 3.0, "reporting_frequency": 3.0, "accountability_pressure": 3.0,
    "base_target": 0.9, "announced": 1.0, "clarity": 1.0, "tolerance": 1.0,
}  # fmt: skip
REFORMS = ("burden_reduction", "mutual_recognition", "duty_list", "empowerment", "fault_tolerance", "citizens_weight")
STEPS = 20  # of a slider


@dataclass
class Choice:
    """What the page begins with."""

    scenario: str = "generalised"
    options: RunOptions = field(default_factory=RunOptions)


CHOICE = Choice()


def first_model() -> AssessmentModel:
    """The county that a visitor of the page begins with."""
    fixed, sliders = parameters(CHOICE.scenario, CHOICE.options)
    return AssessmentModel(**fixed, **{name: slider["value"] for name, slider in sliders.items()})


def parameters(scenario: str, options: RunOptions) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Keywords of the model that stay, and sliders by keyword. What the scenario sets is where a slider begins."""
    expression = parse(scenario)
    doses = {part.name: part.dose for part in expression.parts if part.name in REFORMS and part.start is None}
    kept = [part.text(part.name) for part in expression.parts if part.name not in doses]
    settings = [f"{name}={value!r}" for name, value in expression.settings if name not in LEVERS]
    text = ",".join(["+".join([expression.base, *kept]), *settings])
    whole = load(scenario)
    fixed = {
        "scenario": text, "place": options.place, "months": options.months, "warmup": options.warmup,
        "baseline": scenario, "seed": options.seed,
    }  # fmt: skip
    sliders = {name: _lever(name, getattr(whole.regime.levers, name), options.lang) for name in LEVERS}
    names = {entry.id: Both(entry.name_en, entry.name_zh) for entry in list_reforms()}
    for reform in REFORMS:
        sliders[DOSE + reform] = _slider("+ " + names[reform].render(options.lang), doses.get(reform, 0.0), 0.0, 1.0)
    return fixed, sliders


def _lever(name: str, value: float, lang: str) -> dict[str, Any]:
    low = meanings(Levers)[name].low
    return _slider(translate(f"kaohe.viz_levers.{name}", lang), value, low, max(LEVERS[name], value))


def _slider(label: str, value: float, low: float, high: float) -> dict[str, Any]:
    step = (high - low) / STEPS
    return {"type": "SliderFloat", "label": label, "value": value, "min": low, "max": high, "step": step}
