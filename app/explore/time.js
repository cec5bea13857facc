// What a month of a township's cadres goes to, in the parts that are drawn.

import { ACTIVITIES } from "../draw/palette.js";

/** @typedef {import("../engine/reading.js").Time} Time */

/** Parts of the ring by name, in its order; all that offices impose is one part. @param {Time} time @returns {Record<string, number>} */
export function partsOf(time) {
  const own = /** @type {Record<string, number>} */ ({
    ...time,
    imposed: time.reports + time.visits + time.meetings + time.complaints,
  });
  const all = ACTIVITIES.map(([name]) => Math.max(0, own[name] || 0));
  const whole = all.reduce((sum, part) => sum + part, 0) || 1;
  return Object.fromEntries(ACTIVITIES.map(([name], k) => [name, all[k] / whole]));
}

/** The same for a county: townships count by their cadres. @param {Time[]} times @param {number[]} cadres @returns {Record<string, number>} */
export function meanParts(times, cadres) {
  const all = cadres.reduce((sum, count) => sum + count, 0) || 1;
  const parts = times.map(partsOf);
  return Object.fromEntries(
    ACTIVITIES.map(([name]) => [name, parts.reduce((sum, own, j) => sum + (own[name] * cadres[j]) / all, 0)]),
  );
}
