// Outcomes as they are read: shares of time in per cent, everything else in its own unit.

import { change, figure } from "../shell/texts.js";

/** @typedef {import("../engine/types.js").Measure} Measure */

const PERCENT = "\u00a0%"; // never on a line without its number

/** @param {Measure} measure */
export function isShare(measure) {
  return measure.high === 1 && measure.unit.en.startsWith("share");
}

/** @param {Measure} measure */
export function isPercent(measure) {
  return measure.unit.en.startsWith("%");
}

/** A value with its unit where it is short. @param {Measure} measure @param {number} value @param {boolean} [fine] one digit more */
export function valueText(measure, value, fine = false) {
  if (isShare(measure)) return `${figure(100 * value, fine || (value !== 0 && Math.abs(value) < 0.0995) ? 1 : 0)}${PERCENT}`;
  if (isPercent(measure)) return `${figure(value, value === 0 ? 0 : 1)}${PERCENT}`;
  return figure(value, fine ? 3 : undefined);
}

/** Two values, as fine as their difference is told. @param {Measure} measure @param {number} a @param {number} b @returns {string[]} */
export function pairText(measure, a, b) {
  const fine = a !== b && (isShare(measure) || valueText(measure, a) === valueText(measure, b));
  return [a, b].map((value) => valueText(measure, value, fine));
}

/** A difference of two values. @param {Measure} measure @param {number} value */
export function changeText(measure, value) {
  if (isShare(measure)) return change(100 * value, 1);
  return change(value, isPercent(measure) ? 1 : undefined);
}

/** Mean of the last year of a run, or of all there is of it. @param {ArrayLike<number>} series */
export function lastYear(series) {
  let [sum, count] = [0, 0];
  for (let m = Math.max(0, series.length - 12); m < series.length; m++)
    if (Number.isFinite(series[m])) [sum, count] = [sum + series[m], count + 1];
  return count ? sum / count : NaN;
}

/** Share of the month that goes into shifting blame: no outcome of its own, but what is left of discretionary time. @param {(id: string) => number} of the means of outcomes */
export function shiftingOf(of) {
  return of("time") - of("real_work") - of("initiative") / 100 - of("showcase") - of("paper") - of("slack");
}

/** Mean of the twelve months before the end of each month, or of those there are: without the seasons. @param {ArrayLike<number>} series @returns {Float64Array} */
export function withoutSeasons(series) {
  const means = new Float64Array(series.length);
  for (let k = 0; k < series.length; k++) {
    let [sum, count] = [0, 0];
    for (let m = Math.max(0, k - 11); m <= k; m++)
      if (Number.isFinite(series[m])) [sum, count] = [sum + series[m], count + 1];
    means[k] = count ? sum / count : NaN;
  }
  return means;
}
