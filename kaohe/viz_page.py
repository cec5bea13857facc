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
from scenarios.languages import translate
from scenarios.places import Place
from sim.measures import HEADLINE

from .model import AssessmentModel
from .viz_county import CHOICE, first_model, parameters

DPI = 110  # of figures


@solara.component
def Network(model: AssessmentModel) -> None:
    """Offices, townships and villages, coloured by a state that the visitor chooses."""
    update_counter.get()
    lang = CHOICE.options.lang
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
    lang = CHOICE.options.lang
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
    lang = CHOICE.options.lang
    model = solara.use_reactive(solara.use_memo(first_model, []))
    fixed, sliders = solara.use_memo(lambda: parameters(CHOICE.scenario, CHOICE.options), [])
    if lang == "zh":
        solara.Style(_chinese())
    solara.Title(f"kaohe · {CHOICE.scenario}")
    solara.Info(translate("kaohe.viz.how", lang, scenario=CHOICE.scenario, months=CHOICE.options.warmup))
    # Mesa 3.3 lays components out with a widget that ipyvuetify 3 no longer has, so they stand below and not in it.
    SolaraViz(model, model_params=fixed | sliders, play_interval=1, name=f"kaohe · {CHOICE.scenario}")
    with solara.Columns([1, 1]):
        Network(model.value)
        Outcomes(model.value)
