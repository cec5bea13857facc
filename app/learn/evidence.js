// What else moved: outcomes by setting as a table, and where the month of the cadres went.

import { html } from "../draw/element.js";
import { behind, table } from "../draw/table.js";
import { isShare, shiftingOf, valueText } from "../explore/measures.js";
import { drawStack } from "../explore/township.js";
import { ACTIVITIES } from "../draw/palette.js";
import { swatch } from "../draw/part.js";
import { figure } from "../shell/texts.js";
import { mean } from "./shape.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("./trials.js").Trial} Trial */
/** @typedef {{label: string, trial: Trial}} Row */

/** @param {App} app @param {string} id @returns {import("../engine/types.js").Measure} */
export function measureOf(app, id) {
  return /** @type {any} */ (app.contents.measures.find((each) => each.id === id));
}

/** Outcomes by setting. @param {App} app @param {string[]} ids @param {string} axis @param {Row[]} rows */
export function evidenceTable(app, ids, axis, rows) {
  const heading = [axis, ...rows.map(({ label }) => label)];
  const lines = ids.map((id) => {
    const own = measureOf(app, id);
    return [measuredText(app, own), ...rowText(own, rows.map(({ trial }) => mean(trial[id] ?? [])))];
  });
  return table(app.t("learn.evidence"), heading, lines);
}

/** What an outcome is called, with what its values are counted in: the values themselves say "%", and a level its range. @param {App} app @param {import("../engine/types.js").Measure} measure */
export function measuredText(app, { name, unit, low, high }) {
  const isScale = ["level", "index"].includes(unit.en) && low === 0 && high === 1;
  return app.t("learn.measured", { name: app.name(name), unit: isScale ? app.t("learn.scale") : app.name(unit).replace("%", "").trim() });
}

/** Values of a row, fine enough for those that differ to be told apart. @param {import("../engine/types.js").Measure} measure @param {number[]} values */
function rowText(measure, values) {
  const texts = values.map((value) => valueText(measure, value));
  const coarse = new Set(texts).size < new Set(values.map((value) => value.toPrecision(6))).size;
  const uneven = isShare(measure) && new Set(texts.map((text) => text.includes("."))).size > 1;
  return coarse || uneven ? values.map((value) => valueText(measure, value, true)) : texts;
}

/** Parts of a month. @param {Trial} trial @returns {Record<string, number>} */
function monthOf(trial) {
  const of = (/** @type {string} */ id) => mean(trial[id]);
  const [showcase, paper, slack] = ["showcase", "paper", "slack"].map(of);
  const imposed = 1 - of("time");
  return { work: of("real_work"), initiative: of("initiative") / 100, showcase, paper, slack, imposed, shifting: Math.max(0, shiftingOf(of)) };
}

/** Months as bars, one a setting, and the table behind them. @param {App} app */
export function monthBars(app) {
  /** @type {Row[]} */
  let rows = [];
  const bars = html("div", {});
  const keys = ACTIVITIES.map(([name, colour]) =>
    html("span", { class: "nobreak" }, swatch(colour), app.t(`explore.${name}`)),
  );
  const data = behind(app.t("explore.table"), () =>
    table(
      app.t("learn.months_table"),
      [app.t("learn.setting"), ...ACTIVITIES.map(([name]) => app.t(`explore.${name}`))],
      rows.map(({ label, trial }) => {
        const month = monthOf(trial);
        return [label, ...ACTIVITIES.map(([name]) => `${figure(100 * month[name], 1)} %`)];
      }),
    ),
  );
  const element = html(
    "div",
    { class: "months", hidden: true },
    html("h3", {}, app.t("learn.months")),
    bars,
    html("p", { class: "quiet keys" }, ...keys),
    data.element,
  );
  return {
    element,
    /** @param {Row[]} now */
    draw(now) {
      rows = now;
      element.hidden = false;
      bars.replaceChildren(...rows.map(bar));
      data.refresh();
    },
  };

  /** @param {Row} row */
  function bar({ label, trial }) {
    const stack = html("div", { class: "stack tall", role: "img" });
    drawStack(app, stack, monthOf(trial));
    return html("div", { class: "month-row" }, html("span", {}, label), stack);
  }
}
