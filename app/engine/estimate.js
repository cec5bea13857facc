// Means with their intervals, and effects by horizon: the sums of `analysis/statistics.py` and `analysis/horizons.py`.

/** @typedef {import("./types.js").Contents} Contents */
/** A mean with its 95 % interval; NaN where a sample is too small to tell. @typedef {{mean: number, low: number, high: number}} Estimate */

const YEAR = 12;

/** Mean of independent values with Student's interval. @param {Contents} contents @param {number[]} sample @returns {Estimate} */
export function estimate(contents, sample) {
  const n = sample.length;
  const mean = sample.reduce((all, value) => all + value, 0) / n;
  if (!(n > 1)) return { mean, low: NaN, high: NaN };
  const variance = sample.reduce((all, value) => all + (value - mean) ** 2, 0) / (n - 1);
  const half = contents.comparing.quantiles[n - 2] * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half };
}

/** Whether an interval lies on one side of zero. @param {Estimate} found */
export function isSure({ low, high }) {
  return low > 0 || high < 0;
}

/** Months at the end of a run that summaries are means of: two whole years, one, or all there are. @param {Contents} contents @param {number} months */
export function windowOf(contents, months) {
  return Math.min(contents.comparing.windowYears, Math.floor(months / YEAR)) * YEAR || months;
}

/** Years after the start whose effect a run of so many months can tell. @param {Contents} contents @param {number} months @param {number} start */
export function horizonsOf(contents, months, start) {
  return contents.comparing.horizons.filter((years) => start + YEAR * years <= months);
}

/**
 * The effect at a horizon: paired differences from the baseline in the twelve months that end so many years after the
 * start; null where the outcome has no value yet.
 * @param {Contents} contents @param {string} id of the outcome @param {number} warmup @param {number} start @param {number} years
 * @param {Record<string, Float64Array>[]} runs by replicate @param {Record<string, Float64Array>[]} base @returns {Estimate | null}
 */
export function effectAt(contents, id, warmup, start, years, runs, base) {
  const measure = contents.measures.find((each) => each.id === id);
  const end = start + YEAR * years;
  const first = Math.max(end - YEAR, start, (measure?.from ?? 0) - warmup);
  if (first >= end) return null;
  return estimate(
    contents,
    runs.map((run, r) => mean(run[id], first, end) - mean(base[r][id], first, end)),
  );
}

/** @param {ArrayLike<number>} values @param {number} first @param {number} end */
export function mean(values, first, end) {
  let sum = 0;
  for (let k = first; k < end; k++) sum += values[k];
  return sum / (end - first);
}
