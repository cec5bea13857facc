// The table of all outcomes and costs: differences from the baseline with their intervals, at one horizon.

import { html } from "../draw/element.js";
import { save } from "../draw/picture.js";
import { tableOf } from "../engine/csv.js";
import { textOf } from "../engine/expression.js";
import { valueText } from "../explore/measures.js";
import { change } from "../shell/texts.js";
import { costOf, COSTS, effectOf, horizons, isTooLate, levelOf, verdictOf } from "./effects.js";
import { badge } from "./badge.js";
import { differenceText, finerFor, intervalText, LETTERS, nameOf, unitText } from "./words.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/estimate.js").Estimate} Estimate */
/** @typedef {import("./trials.js").Trials} Trials */
/** @typedef {{outcome: () => string, years: () => number, shown: () => number[]}} Chosen */

/** @param {App} app @param {Trials} trials @param {Chosen} chosen */
export function overview(app, trials, chosen) {
  const measures = app.contents.measures.filter(({ headline }) => headline);
  const radios = html("div", { class: "horizons", role: "radiogroup", "aria-label": app.t("compare.horizon") });
  const place = html("div", { class: "scroll wide", tabindex: 0, role: "group", "aria-label": app.t("compare.table") });
  const note = html("p", { class: "quiet" });
  const data = html("button", { class: "plain", id: "compare-data", click: download }, app.t("compare.data"));
  const element = html(
    "section",
    { class: "panel overview" },
    html("div", { class: "panel-head" }, html("h2", {}, app.t("compare.table")), radios, data),
    place,
    note,
  );

  /** @param {number} years */
  function radio(years) {
    const input = html("input", {
      type: "radio",
      name: "horizon",
      value: years,
      id: `horizon-${years}`,
      change: () => app.state.set({ view: { ch: String(years) } }),
    });
    input.checked = years === chosen.years();
    return html("label", { for: input.id }, input, app.t("compare.years", { years }));
  }

  /** @param {Estimate | null} found @param {number} better @param {(value: number, finer: number) => string} text @param {string} [missing] */
  function cell(found, better, text, missing = "…") {
    if (!found) return html("td", { class: "none" }, missing);
    const verdict = verdictOf(found, better);
    const finer = finerFor(found, text);
    const range = app.t("compare.range", { low: text(found.low, finer), high: text(found.high, finer) });
    return html(
      "td",
      { class: verdict },
      html("span", { class: "mean" }, text(found.mean, finer)),
      " ",
      html("span", { class: "verdict" }, app.t(`compare.${verdict}`)),
      html("span", { class: "interval" }, range),
    );
  }

  function draw() {
    const { scenarios, study } = app.state.get();
    const years = chosen.years();
    const shown = chosen.shown();
    const asked = document.activeElement?.id ?? "";
    radios.replaceChildren(...horizons(app).map(radio));
    const head = html(
      "tr",
      {},
      html("th", { scope: "col" }, app.t("compare.outcome")),
      html("th", { scope: "col" }, app.t("compare.baseline")),
      ...shown.map((k) => html("th", { scope: "col", title: nameOf(app, scenarios[k]) }, badge(k), html("span", { class: "scenario-name" }, nameOf(app, scenarios[k])))),
    );
    const rows = measures.map((measure) => {
      const text = (/** @type {number} */ value, /** @type {number} */ finer) => differenceText(measure, value, finer);
      const pick = html(
        "button",
        {
          class: "row-name",
          id: `outcome-${measure.id}`,
          "aria-pressed": measure.id === chosen.outcome() ? "true" : "false",
          click: () => app.state.set({ view: { co: measure.id === measures[0].id ? "" : measure.id } }),
        },
        app.name(measure.name),
        html("span", { class: "unit" }, unitText(app, measure)),
      );
      return html(
        "tr",
        { class: measure.id === chosen.outcome() ? "chosen" : "" },
        html("th", { scope: "row" }, pick),
        html("td", {}, valueText(measure, levelOf(app, trials, measure.id, years))),
        ...shown.map((k) => {
          const missing = isTooLate(app, scenarios[k], years) ? app.t("compare.too_late") : "…";
          return cell(effectOf(app, trials, scenarios[k], measure.id, years), measure.better, text, missing);
        }),
      );
    });
    const costs = shown.map((k) => costOf(app, trials, scenarios[k]));
    const own = costOf(app, trials, study.baseline);
    const text = (/** @type {number} */ value, /** @type {number} */ finer) => change(value, 2 + finer);
    const costRows = COSTS.map((payer) =>
      html(
        "tr",
        {},
        html("th", { scope: "row" }, app.t(`compare.cost_${payer}`)),
        html("td", {}, own ? text(own[payer].base.mean, 0).replace("+", "") : "…"),
        ...costs.map((found) => cell(found && found[payer].more, -1, text)),
      ),
    );
    const between = html(
      "tr",
      { class: "between" },
      html("th", { scope: "rowgroup", colspan: shown.length + 2 }, app.t("compare.costs"), " ", html("span", { class: "unit" }, app.t("compare.cost_unit"))),
    );
    place.replaceChildren(html("table", {}, html("thead", {}, head), html("tbody", {}, ...rows, between, ...costRows)));
    if (asked.startsWith("outcome-") || asked.startsWith("horizon-")) document.getElementById(asked)?.focus();
    const done = Math.min(...[study.baseline, ...shown.map((k) => scenarios[k])].map((each) => trials.of(each).runs.filter(Boolean).length));
    note.textContent = app.t(trials.whole ? "compare.note" : "compare.so_far", { done });
  }

  /** Everything at every horizon, as a table. */
  function download() {
    const { scenarios } = app.state.get();
    /** @type {(string | number)[][]} */
    const rows = [];
    for (const k of chosen.shown()) {
      const who = [LETTERS[k], textOf(scenarios[k])];
      for (const measure of measures)
        for (const years of horizons(app)) {
          const found = effectOf(app, trials, scenarios[k], measure.id, years);
          if (found) rows.push([...who, measure.id, years, found.mean, found.low, found.high, measure.unit.en]);
        }
      const cost = costOf(app, trials, scenarios[k]);
      for (const payer of cost ? COSTS : []) {
        const { mean, low, high } = /** @type {any} */ (cost)[payer].more;
        rows.push([...who, `cost_${payer}`, "", mean, low, high, "% of personnel cost"]);
      }
    }
    const heading = ["letter", "scenario", "outcome", "years", "difference", "low", "high", "unit"];
    save("kaohe-comparison.csv", tableOf(heading, rows), "text/csv");
  }

  /** The outcome that was chosen, in sentences. @param {import("../engine/types.js").Measure} measure */
  function told(measure) {
    const { scenarios } = app.state.get();
    const years = chosen.years();
    const text = (/** @type {number} */ value, /** @type {number} */ finer) => differenceText(measure, value, finer);
    const sentences = chosen.shown().map((k) => {
      const found = effectOf(app, trials, scenarios[k], measure.id, years);
      if (!found) return "";
      const verdict = verdictOf(found, measure.better);
      const way = verdict === "undecided" || verdict === "same" ? verdict : found.mean > 0 ? "rises" : "falls";
      return app.t(`compare.told_${way}`, { letter: LETTERS[k], effect: intervalText(app, found, text), unit: unitText(app, measure) });
    });
    const all = sentences.filter(Boolean).join(app.t("told.space"));
    return all && app.t("compare.told", { years, outcome: app.name(measure.name), all });
  }

  return { element, draw, told };
}
