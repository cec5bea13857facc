// What changed compared with the baseline, in figures that are no surer than the seeds are.

import { quantile } from "../engine/band.js";
import { lastYear, shiftingOf } from "./measures.js";

/** @typedef {Record<string, Float64Array>} Series */
/** low and high: the middle 80 % of paired differences, and whether all of it lies on one side of 0. @typedef {{now: number, base: number, change: number, low: number, high: number, clear: boolean, runs: number}} Effect */

export const SHIFTING = "shifting"; // hours of it, among outcomes
const LEAST = 5e-4; // less than this is shown as nothing

/** The effect on an outcome in the last year: mean over seeds of the difference under the same luck; of one run where there are no others yet. @param {string} id of the outcome @param {{series: Series, runs: Series[]}} now @param {{series: Series, runs: Series[]}} ghost @returns {Effect} */
export function effectOf(id, now, ghost) {
  const paired =
    now.runs.length && ghost.runs.length
      ? now.runs.map((run, r) => [run, ghost.runs[r]])
      : [[now.series, ghost.series]];
  const ends = paired.map((pair) => pair.map((run) => ended(run, id)));
  const differences = ends.map(([own, base]) => own - base).sort((a, b) => a - b);
  const [low, high] = [quantile(differences, 0.1), quantile(differences, 0.9)];
  const clear = low > LEAST || high < -LEAST;
  return {
    now: mean(ends.map(([own]) => own)),
    base: mean(ends.map(([, base]) => base)),
    change: mean(differences),
    low,
    high,
    clear,
    runs: ends.length,
  };
}

/** @param {Series | undefined} run @param {string} id */
function ended(run, id) {
  const of = (/** @type {string} */ each) => lastYear(run?.[each] ?? []);
  return id === SHIFTING ? shiftingOf(of) : of(id);
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((all, value) => all + value, 0) / values.length;
}

/** Where time went: what gained and what lost most of the month, in share of it. @param {string[]} ids @param {(id: string) => Effect} effect @returns {{id: string, change: number}[]} the largest first */
export function timeMoved(ids, effect) {
  return ids
    .map((id) => ({ id, ...effect(id) }))
    .filter(({ clear, change }) => clear && Math.abs(change) >= 0.005)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
}
