// Compare: up to four scenarios under the same luck; what they change against the baseline, at what cost, and why.

import { html } from "../draw/element.js";
import { Frames } from "../draw/frames.js";
import { widthIn } from "../draw/room.js";
import { behind, table } from "../draw/table.js";
import { valueText, withoutSeasons } from "../explore/measures.js";
import { cards } from "./cards.js";
import { effectOf, horizons, isTooLate } from "./effects.js";
import { curvesChart, differencesChart } from "./lines.js";
import { overview } from "./overview.js";
import { isBaseline, Trials } from "./trials.js";
import { why } from "./why.js";
import { differenceText, intervalText, LETTERS, nameOf, unitText } from "./words.js";

/** @type {import("../views.js").Mount} */
export function mount(container, app) {
  const measures = app.contents.measures.filter(({ headline }) => headline);
  const trials = new Trials(app, () => drawSoon("overview", "outcome"));
  let visible = false;
  const chosen = {
    outcome: () => (measures.some(({ id }) => id === app.state.get().view.co) ? app.state.get().view.co : measures[0].id),
    years: () => {
      const all = horizons(app);
      const given = Number(app.state.get().view.ch);
      const { scenarios } = app.state.get();
      const told = all.filter((years) => chosen.shown().every((k) => !isTooLate(app, scenarios[k], years)));
      return all.includes(given) ? given : ([...all.slice(0, 1), ...told].pop() ?? 1);
    },
    /** Places of the scenarios that differ from the baseline. */
    shown: () => app.state.get().scenarios.map((scenario, k) => (isBaseline(app, scenario) ? -1 : k)).filter((k) => k >= 0),
  };
  const list = cards(app);
  const whole = overview(app, trials, chosen);
  const reasons = why(app, chosen, () => drawSoon("why"));
  const curves = curvesChart(app.t("compare.curves"));
  const differences = differencesChart(app.t("compare.differences"));
  const title = html("h2", {});
  const told = html("p", { class: "told-small", "aria-live": "polite" });
  const places = [curves, differences].map(({ svg }) => html("div", { class: "chart-place" }, svg));
  const data = behind(app.t("explore.table"), dataTable);
  const real = html("p", { class: "real" }, app.t("files.assumptions"));
  const outcome = html(
    "section",
    { class: "panel outcome" },
    html("div", { class: "panel-head" }, title),
    told,
    places[0],
    html("p", { class: "key" }, app.t("compare.curves_key")),
    html("h3", {}, app.t("compare.differences")),
    places[1],
    html("p", { class: "key" }, app.t("compare.differences_key")),
    data.element,
  );
  const results = html("div", { class: "results" }, whole.element, html("div", { class: "aside" }, outcome, reasons.element));
  container.replaceChildren(html("div", { class: "compare" }, real, list.element, results));
  const frames = new Frames({ cards: drawCards, overview: whenAny(whole.draw), outcome: whenAny(drawOutcome), why: whenAny(reasons.draw) });
  const observer = new ResizeObserver(() => drawSoon("outcome", "why"));
  observer.observe(places[0]);
  const end = app.state.subscribe((now, before) => {
    if (!visible) return;
    if (now.study !== before.study || now.scenarios !== before.scenarios) trials.ask();
    drawSoon("cards", "overview", "outcome", "why");
  });

  function measure() {
    return measures.find(({ id }) => id === chosen.outcome()) ?? measures[0];
  }

  /** Mean over the runs of a scenario by month, without seasons. @param {Record<string, Float64Array>[]} runs */
  function curve(runs) {
    const own = runs.map((run) => run[measure().id]);
    const values = own[0].map((_, m) => own.reduce((sum, series) => sum + series[m], 0) / own.length);
    return withoutSeasons(values);
  }

  /** @param {...("cards" | "overview" | "outcome" | "why")} what */
  function drawSoon(...what) {
    if (visible) frames.ask(...what);
  }

  function drawCards() {
    list.draw();
    real.hidden = !app.real;
    results.hidden = !chosen.shown().length;
  }

  /** Draws only where there is a scenario to draw. @param {() => void} draw */
  function whenAny(draw) {
    return () => void (chosen.shown().length && draw());
  }

  function drawOutcome() {
    const { study, scenarios } = app.state.get();
    const own = measure();
    const years = horizons(app);
    const base = trials.of(study.baseline).runs.filter(Boolean);
    const text = whole.told(own);
    title.textContent = app.t("compare.outcome_title", { outcome: app.name(own.name), unit: app.name(own.unit) });
    told.textContent = text;
    const size = { width: Math.max(260, widthIn(places[0])), height: 190 };
    const there = chosen.shown().map((k) => ({ k, runs: trials.of(scenarios[k]).runs.filter(Boolean) }));
    if (base.length)
      curves.draw({
        ...size,
        months: study.months,
        curves: there.filter(({ runs }) => runs.length).map(({ k, runs }) => ({ k, values: curve(runs) })),
        base: base.map((run) => withoutSeasons(run[own.id])),
        words: {
          base: app.t("compare.base_short"),
          description: app.t("compare.curves_of", { outcome: app.name(own.name), text }),
          year: (year) => app.t("explore.year_short", { year }),
          value: (value) => valueText(own, value),
        },
      });
    differences.draw({
      ...size,
      height: 170,
      horizons: years,
      all: chosen.shown().map((k) => ({ k, found: years.map((each) => effectOf(app, trials, scenarios[k], own.id, each)) })),
      words: {
        description: app.t("compare.differences_of", { outcome: app.name(own.name), text }),
        years: (each) => app.t("compare.years", { years: each }),
        value: (value) => (value === 0 ? "0" : differenceText(own, value)),
      },
    });
    data.refresh();
  }

  /** Differences of the outcome by horizon. */
  function dataTable() {
    const { scenarios } = app.state.get();
    const own = measure();
    const heading = [app.t("compare.scenario"), ...horizons(app).map((years) => app.t("compare.years", { years }))];
    const rows = chosen.shown().map((k) => [
      `${LETTERS[k]}: ${nameOf(app, scenarios[k])}`,
      ...horizons(app).map((years) => {
        const found = effectOf(app, trials, scenarios[k], own.id, years);
        return found ? intervalText(app, found, (value, finer) => differenceText(own, value, finer)) : "–";
      }),
    ]);
    return table(app.t("compare.differences_caption", { outcome: app.name(own.name), unit: unitText(app, own) }), heading, rows);
  }

  return {
    show() {
      visible = true;
      app.pictures = () =>
        chosen.shown().length
          ? [
              { title: title.textContent ?? "", drawing: curves.svg },
              { title: app.t("compare.differences"), drawing: differences.svg },
              ...reasons.pictures(),
            ]
          : [];
      app.pictureTitle = () => chosen.shown().map((k) => `${LETTERS[k]}: ${nameOf(app, app.state.get().scenarios[k])}`).join("; ");
      app.pictured = () => {
        const { study, scenarios } = app.state.get();
        return { study, scenarios: chosen.shown().map((k) => scenarios[k]), letters: chosen.shown().map((k) => LETTERS[k]) };
      };
      app.standing = () => ({});
      trials.ask();
      drawSoon("cards", "overview", "outcome", "why");
    },
    hide() {
      visible = false;
      frames.stop();
      trials.stop();
      reasons.stop();
    },
    destroy() {
      visible = false;
      frames.stop();
      end();
      observer.disconnect();
      trials.stop();
      reasons.stop();
      container.replaceChildren();
    },
  };
}
