// Names of scenarios and figures as they are read.

import { isShare } from "../explore/measures.js";
import { FIRST } from "../explore/sliders.js";
import { regimeValue } from "../engine/plan.js";
import { change, figure } from "../shell/texts.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/types.js").Measure} Measure */
/** @typedef {import("../engine/types.js").Scenario} Scenario */
/** @typedef {import("../engine/estimate.js").Estimate} Estimate */

export const LETTERS = ["A", "B", "C", "D"];

/** What a scenario is, in words: its regime where that is not the baseline's, its reforms, its levers. @param {App} app @param {Scenario} scenario @param {boolean} [whole] with its regime in any case */
export function nameOf(app, { regime, parts = [], levers = {} }, whole = false) {
  const { contents } = app;
  const base = app.state.get().study.baseline.regime;
  const words = parts.map(({ id, dose = 1, start }) => {
    const name = app.name((contents.reforms[id] ?? contents.packages[id]).name);
    const more = [
      dose === 1 ? "" : `${figure(100 * dose, 0)} %`,
      start === undefined ? "" : app.t("compare.from", { month: start }),
    ].filter(Boolean);
    return more.length ? app.t("compare.with_more", { name, more: more.join(app.t("told.comma")) }) : name;
  });
  for (const [id, value] of Object.entries(levers)) {
    const was = regimeValue(contents, regime, id);
    words.push(app.t("compare.lever", { name: leverName(app, id), was: figure(was), value: figure(value) }));
  }
  if (whole || regime !== base || !words.length) words.unshift(app.name(contents.regimes[regime].name));
  const text = words.join(app.t("compare.plus"));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a lever is called: the three of Explore by their short names. @param {App} app @param {string} id */
export function leverName(app, id) {
  if (FIRST.includes(id)) return app.t(`explore.${id}`);
  return app.name(/** @type {any} */ (app.contents.levers.find((each) => each.id === id)).name);
}

/** A difference of an outcome: shares in percentage points. @param {Measure} measure @param {number} value @param {number} [finer] digits more than usual */
export function differenceText(measure, value, finer = 0) {
  if (isShare(measure)) return change(100 * value, 1 + finer);
  return change(value, (measure.unit.en.startsWith("%") ? 1 : 3) + finer);
}

/** Digits more than usual that keep an interval from looking as if it held zero. @param {Estimate} found @param {(value: number, finer: number) => string} text */
export function finerFor({ low, high }, text) {
  const isNothing = (/** @type {number} */ value, /** @type {number} */ finer) => value !== 0 && Number(text(value, finer)) === 0;
  return low * high > 0 ? ([0, 1, 2].find((finer) => !isNothing(low, finer) && !isNothing(high, finer)) ?? 2) : 0;
}

/** The unit of its differences. @param {App} app @param {Measure} measure */
export function unitText(app, measure) {
  return isShare(measure) ? app.t("compare.points") : app.name(measure.unit);
}

/** A mean with its interval. @param {App} app @param {Estimate} found @param {(value: number, finer: number) => string} text */
export function intervalText(app, found, text) {
  const { mean, low, high } = found;
  if (!Number.isFinite(low)) return text(mean, 0);
  const finer = finerFor(found, text);
  return app.t("compare.interval", { mean: text(mean, finer), low: text(low, finer), high: text(high, finer) });
}
