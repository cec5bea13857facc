"""The page of `kaohe viz`: Mesa's SolaraViz with sliders for levers and doses, the county's network, outcomes."""

from __future__ import annotations

from base64 import b64encode
from typing import Any, cast

import solara
from mesa.visualization import SolaraViz
from mesa.visualization.utils import update_counter

from analysis.figures.live import live_outcomes
from analysis.figures.network_figure import STATES, county_figure
from analysis.figures.style import FONT
from analysis.labels import measure_name
from experiments.compare.results import snapshot
from experiments.run.last_month import ending
from scenarios import list_reforms, load
from scenarios.expression import parse
from scenarios.languages import Both, translate
from scenarios.places import Place
from sim.measures import HEADLINE
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers

from . import viz
from .model import DOSE, AssessmentModel
from .running import RunOptions

# Levers that regimes differ most in, and the highest value of their sliders, where it is not that of the lever.
LEVERS = {
    "indicator_load": 3.0, "visits": 3.0, "reporting_frequency": 3.0, "accountability_pressure": 3.0,
    "base_target": 0.9, "announced": 1.0, "clarity": 1.0, "tolerance": 1.0,
}  # fmt: skip
REFORMS = ("burden_reduction", "mutual_recognition", "duty_list", "empowerment", "fault_tolerance", "citizens_weight")
STEPS = 20  # of a slider
DPI = 110  # of figures


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
    return _slider(translate(f"kaohe.viz.{name}", lang), value, low, max(LEVERS[name], value))


def _slider(label: str, value: float, low: float, high: float) -> dict[str, Any]:
    step = (high - low) / STEPS
    return {"type": "SliderFloat", "label": label, "value": value, "min": low, "max": high, "step": step}


@solara.component
def Network(model: AssessmentModel) -> None:
    """Offices, townships and villages, coloured by a state that the visitor chooses."""
    update_counter.get()
    lang = viz.CHOICE.options.lang
    names = {measure_name(state, lang): state for state in STATES}
    chosen, choose = solara.use_state(next(iter(names)))
    with solara.Column():
        solara.Select(translate("kaohe.viz.coloured_by", lang), values=list(names), value=chosen, on_value=choose)
        world: Any = snapshot(cast(Place, model.case.place), model.case.regime, ending(model.world, 0), lang)
        title = translate("kaohe.viz.network", lang, month=model.month)
        solara.FigureMatplotlib(county_figure(world, names[chosen], title, lang), format="png", dpi=DPI)


@solara.component
def Outcomes(model: AssessmentModel) -> None:
    """Headline outcomes of this run in black, of the run before in grey."""
    update_counter.get()
    lang = viz.CHOICE.options.lang
    seen = solara.use_ref([model])
    if seen.current[-1] is not model:
        seen.current = [seen.current[-1], model]
    runs = [run.datacollector.get_model_vars_dataframe()[list(HEADLINE)].to_numpy(float) for run in seen.current]
    with solara.Column():
        title = translate("kaohe.viz.outcomes", lang)
        solara.FigureMatplotlib(
            live_outcomes(runs, model.case.months, title, lang, model.case.warmup_months), format="png", dpi=DPI
        )


def _chinese() -> str:
    """The font of figures, for a computer that has no Chinese one."""
    letters = b64encode(FONT.read_bytes()).decode()
    face = f"@font-face {{ font-family: Kaohe; src: url(data:font/otf;base64,{letters}); }}"
    return face + " .v-application * { font-family: Roboto, Kaohe, sans-serif; } i.mdi { font-family: inherit; }"


@solara.component
def Page() -> None:
    """What a visitor sees; every visitor has a county of his own."""
    lang = viz.CHOICE.options.lang
    model = solara.use_reactive(solara.use_memo(viz.first_model, []))
    fixed, sliders = solara.use_memo(lambda: parameters(viz.CHOICE.scenario, viz.CHOICE.options), [])
    if lang == "zh":
        solara.Style(_chinese())
    solara.Title(f"kaohe · {viz.CHOICE.scenario}")
    solara.Info(translate("kaohe.viz.how", lang, scenario=viz.CHOICE.scenario, months=viz.CHOICE.options.warmup))
    # Mesa 3.3 lays components out with a widget that ipyvuetify 3 no longer has, so they stand below and not in it.
    SolaraViz(model, model_params=fixed | sliders, play_interval=1, name=f"kaohe · {viz.CHOICE.scenario}")
    with solara.Columns([1, 1]):
        Network(model.value)
        Outcomes(model.value)
