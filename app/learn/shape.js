// What a row of values looks like, predicted or found; differences count only where they are large and sure enough.

/** @typedef {"rises" | "falls" | "peak" | "dip" | "flat" | "mixed"} Shape */
/** Sign of what value `b` has over value `a`, 0 where they do not clearly differ. @typedef {(a: number, b: number) => number} Differ */

export const AGREE = 0.8; // part of the runs that must go one way

/** Foretold values differ by what counts as a change. @param {number[]} values @param {number} least @returns {Differ} */
export function byValue(values, least) {
  return (a, b) => (Math.abs(values[b] - values[a]) < least ? 0 : Math.sign(values[b] - values[a]));
}

/** Runs differ where their mean does by what counts, and enough of them, run by run under the same luck, agree. @param {ArrayLike<number>[]} runs by setting, by replicate @param {number} least @returns {Differ} */
export function byRuns(runs, least) {
  return (a, b) => {
    const { change, agree } = difference(runs[a], runs[b]);
    return Math.abs(change) < least || agree < AGREE ? 0 : Math.sign(change);
  };
}

/** Mean change from one to the other, and the part of runs that go the way of the mean. @param {ArrayLike<number>} before @param {ArrayLike<number>} after */
export function difference(before, after) {
  const changes = Array.from(after, (value, r) => value - before[r]).filter(Number.isFinite);
  const change = mean(changes);
  const agree = changes.filter((each) => Math.sign(each) === Math.sign(change)).length / (changes.length || 1);
  return { change, agree };
}

/** The shape of a row of values. @param {number[]} values @param {Differ} differ @returns {Shape} */
export function shapeOf(values, differ) {
  const last = values.length - 1;
  const [top, bottom] = [Math.max, Math.min].map((choose) => values.indexOf(choose(...values)));
  const inside = (/** @type {number} */ k) => k > 0 && k < last;
  const peak = inside(top) && differ(0, top) > 0 && differ(last, top) > 0;
  const dip = inside(bottom) && differ(0, bottom) < 0 && differ(last, bottom) < 0;
  if (peak && dip) return "mixed";
  if (peak) return "peak";
  if (dip) return "dip";
  const ends = differ(0, last);
  return ends > 0 ? "rises" : ends < 0 ? "falls" : "flat";
}

/** How far a predicted row is from what came: on average, and where it is furthest off. @param {number[]} predicted @param {number[]} found */
export function distance(predicted, found) {
  const off = predicted.map((value, k) => Math.abs(value - found[k]));
  return { average: mean(off), furthest: off.indexOf(Math.max(...off)) };
}

/** Share of the way from where something begins to its goal, 0 to 1. @param {number} begin @param {number} goal @param {number} now */
export function reached(begin, goal, now) {
  return goal === begin ? 1 : Math.max(0, Math.min(1, (now - begin) / (goal - begin)));
}

/** @param {ArrayLike<number>} values */
export function mean(values) {
  return values.length ? Array.from(values).reduce((all, value) => all + value, 0) / values.length : NaN;
}
