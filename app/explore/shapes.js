// Shapes of the county: the badge of an event, a link from the offices to a township, its villages.

import { svg } from "../draw/element.js";
import { LINE } from "../draw/palette.js";
import { mark } from "./marks.js";

/** @param {string} kind @param {number} x @param {number} y */
export function badge(kind, x, y) {
  const back = svg("circle", { cx: x, cy: y, r: 9, fill: "#fff", stroke: LINE });
  return svg("g", { class: "badge" }, back, mark(kind, x, y));
}

/** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
export function linkPath(x1, y1, x2, y2) {
  const middle = (y1 + y2) / 2;
  return `M${x1.toFixed(1)},${y1}C${x1.toFixed(1)},${middle.toFixed(1)} ${x2.toFixed(1)},${middle.toFixed(1)} ${x2.toFixed(1)},${y2.toFixed(1)}`;
}

/** Villages in rows under their township, as a path: a line of no length with round ends is a dot. @param {number} x @param {number} y @param {number} count @param {number} width */
export function villageDots(x, y, count, width) {
  const step = 6;
  const row = Math.max(6, Math.min(count, Math.floor(width / step)));
  return Array.from({ length: count }, (_, k) => {
    const inRow = Math.min(row, count - row * Math.floor(k / row));
    const left = x + ((k % row) - (inRow - 1) / 2) * step;
    return `M${left.toFixed(1)},${(y + step * Math.floor(k / row)).toFixed(1)}h0`;
  }).join("");
}
