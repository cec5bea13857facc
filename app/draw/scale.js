// From values to places, and places to paths.

/** @param {number} from @param {number} to @param {number} start @param {number} end */
export function scale(from, to, start, end) {
  const factor = to === from ? 0 : (end - start) / (to - from);
  return (/** @type {number} */ value) => start + (value - from) * factor;
}

/** The least round number not below a value, and a step that divides it into two to five parts. @param {number} value over 0 @returns {{top: number, step: number}} */
export function roundUp(value) {
  const size = value > 0 && Number.isFinite(value) ? 10 ** Math.floor(Math.log10(value)) : 1;
  for (const [most, step] of [
    [1, 0.5],
    [1.5, 0.5],
    [2, 1],
    [3, 1],
    [4, 2],
    [5, 2.5],
    [6, 2],
    [8, 4],
    [10, 5],
  ])
    if (value <= most * size * (1 + 1e-9)) return { top: most * size, step: step * size };
  return { top: 10 * size, step: 5 * size };
}

/** Round limits around all values that are finite: from 0 where all are over it, and to it where all are below. @param {...ArrayLike<number>} lists @returns {{low: number, high: number, ticks: number[]}} */
export function limits(...lists) {
  let [least, most] = [Infinity, -Infinity];
  for (const list of lists)
    for (let k = 0; k < list.length; k++) {
      const value = list[k];
      if (value < least && value > -Infinity) least = value;
      if (value > most && value < Infinity) most = value;
    }
  if (!(most >= least)) [least, most] = [0, 1];
  const { top, step } = roundUp(Math.max(most, -least, 1e-3));
  const [low, high] = [least < 0 ? -top : 0, most > 0 || least >= 0 ? top : 0];
  const ticks = [];
  for (let at = low; at <= high + step / 1e3; at += step) ticks.push(Math.abs(at) < step / 1e3 ? 0 : at);
  return { low, high, ticks };
}

/** A line through values, one a step; values that are no numbers leave a gap. @param {ArrayLike<number>} values @param {(index: number) => number} x @param {(value: number) => number} y */
export function linePath(values, x, y) {
  let path = "";
  let pen = "M";
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) pen = "M";
    else {
      path += `${pen}${x(k).toFixed(1)},${y(values[k]).toFixed(1)}`;
      pen = "L";
    }
  }
  return path;
}

/** The area between two lines. @param {ArrayLike<number>} low @param {ArrayLike<number>} high @param {(index: number) => number} x @param {(value: number) => number} y */
export function bandPath(low, high, x, y) {
  const points = [];
  for (let k = 0; k < high.length; k++)
    if (Number.isFinite(high[k])) points.push(`${x(k).toFixed(1)},${y(high[k]).toFixed(1)}`);
  for (let k = low.length - 1; k >= 0; k--)
    if (Number.isFinite(low[k])) points.push(`${x(k).toFixed(1)},${y(low[k]).toFixed(1)}`);
  return points.length ? `M${points.join("L")}Z` : "";
}

/** Part of a ring, clockwise from the top; parts of the whole turn, 0 to 1. @param {number} x @param {number} y @param {number} inner radius @param {number} outer @param {number} from @param {number} to */
export function arcPath(x, y, inner, outer, from, to) {
  const [a, b] = [from, Math.min(to, from + 0.99999)].map((turn) => 2 * Math.PI * turn - Math.PI / 2);
  const wide = b - a > Math.PI ? 1 : 0;
  /** @param {number} radius @param {number} angle */
  const at = (radius, angle) =>
    `${(x + radius * Math.cos(angle)).toFixed(2)},${(y + radius * Math.sin(angle)).toFixed(2)}`;
  return `M${at(outer, a)}A${outer},${outer} 0 ${wide} 1 ${at(outer, b)}L${at(inner, b)}A${inner},${inner} 0 ${wide} 0 ${at(inner, a)}Z`;
}

/** Places for labels that do not overlap, as near as can be to where they belong. @param {number[]} wanted @param {number} apart @param {number} low @param {number} high @returns {number[]} */
export function apart(wanted, apart, low, high) {
  const order = wanted.map((_, k) => k).sort((a, b) => wanted[a] - wanted[b]);
  const placed = [...wanted];
  let last = -Infinity;
  for (const k of order) last = placed[k] = Math.max(low, wanted[k], last + apart);
  let next = Infinity;
  for (const k of order.reverse()) next = placed[k] = Math.min(high, placed[k], next - apart);
  return placed;
}
