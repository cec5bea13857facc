// One outcome by month under every scenario, over the baseline; and differences from it by horizon, with intervals.

import { bandOf } from "../engine/band.js";
import { isSure } from "../engine/estimate.js";
import { set, svg } from "../draw/element.js";
import { FONT, GHOST, GHOST_BAND, GHOST_EDGE, INK, LINE, PAPER, QUIET, SCENARIOS } from "../draw/palette.js";
import { apart, bandPath, limits, linePath, scale } from "../draw/scale.js";
import { LETTERS } from "./words.js";

/** @typedef {import("../engine/estimate.js").Estimate} Estimate */
/** Means over runs by month. @typedef {{k: number, values: Float64Array}} Curve k: place of the scenario */
/** @typedef {{k: number, found: (Estimate | null)[]}} Differences by horizon */

const LEFT = 52;
const RIGHT = 42;
const TOP = 10;
const BOTTOM = 22;

/** @param {string} name */
function frame(name) {
  return svg("svg", { class: "chart", role: "img", "aria-label": name, "font-family": FONT, "font-size": 12, xmlns: "http://www.w3.org/2000/svg" });
}

/** Values that lines across mean. @param {number[]} ticks @param {number} width @param {(value: number) => number} y @param {(value: number) => string} text */
function grid(ticks, width, y, text) {
  return ticks.flatMap((tick) => [
    svg("line", { x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick), stroke: LINE }),
    svg("text", { x: LEFT - 6, y: y(tick), "text-anchor": "end", "dominant-baseline": "middle", fill: QUIET }, text(tick)),
  ]);
}

/** @param {number} x @param {number} y @param {string} text */
function under(x, y, text) {
  return svg("text", { x, y, "text-anchor": "middle", fill: QUIET }, text);
}

/** Curves of all scenarios over the band of the baseline. @param {string} name */
export function curvesChart(name) {
  const drawing = frame(name);
  return {
    svg: drawing,
    /** @param {{width: number, height: number, months: number, curves: Curve[], base: Float64Array[], words: {base: string, description: string, year: (year: number) => string, value: (value: number) => string}}} scene base: runs of the baseline */
    draw({ width, height, months, curves, base, words }) {
      const { low, mean, high } = bandOf(base);
      const { low: least, high: most, ticks } = limits(low, high, ...curves.map(({ values }) => values));
      const y = scale(least, most, height - BOTTOM, TOP);
      const x = scale(0, months, LEFT, width - RIGHT);
      const at = (/** @type {number} */ k) => x(k + 1);
      const every = 12 * ([1, 2, 5, 10].find((years) => months / 12 / years <= (width - LEFT) / 62) ?? 20);
      const years = Array.from({ length: Math.floor(months / every) }, (_, n) =>
        under(x((n + 1) * every), height - 6, words.year(((n + 1) * every) / 12)),
      );
      const ends = [mean, ...curves.map(({ values }) => values)].map((values) => values[values.length - 1]);
      const places = apart(ends.map((end) => (Number.isFinite(end) ? y(end) : -50)), 14, TOP + 4, height - BOTTOM - 2);
      const letters = curves.map(({ k }, n) =>
        svg("text", { x: width - RIGHT + 6, y: places[n + 1], fill: SCENARIOS[k], "font-weight": 650, "dominant-baseline": "middle" }, LETTERS[k]),
      );
      const label = svg("text", { x: width - RIGHT + 6, y: places[0], fill: QUIET, "dominant-baseline": "middle" }, words.base);
      set(drawing, { viewBox: `0 0 ${width} ${height}`, width, height, "aria-label": words.description });
      drawing.replaceChildren(
        ...grid(ticks, width, y, words.value),
        ...years,
        svg("path", { d: bandPath(low, high, at, y), fill: GHOST_BAND, stroke: GHOST_EDGE, "stroke-width": 0.6 }),
        svg("path", { d: linePath(mean, at, y), fill: "none", stroke: GHOST, "stroke-width": 1.6, "stroke-dasharray": "4 3" }),
        ...curves.map(({ k, values }) =>
          svg("path", { class: "line", d: linePath(values, at, y), fill: "none", stroke: SCENARIOS[k], "stroke-width": 2.4, "stroke-linejoin": "round" }),
        ),
        label,
        ...letters,
      );
    },
  };
}

/** Points with their intervals by horizon; hollow where the direction is undecided. @param {string} name */
export function differencesChart(name) {
  const drawing = frame(name);
  return {
    svg: drawing,
    /** @param {{width: number, height: number, horizons: number[], all: Differences[], words: {description: string, years: (years: number) => string, value: (value: number) => string}}} scene */
    draw({ width, height, horizons, all, words }) {
      const there = all.flatMap(({ found }) => found.filter((each) => each !== null));
      const { low, high, ticks } = limits(there.flatMap((each) => [each.low, each.high, each.mean]));
      const y = scale(low, high, height - BOTTOM, TOP);
      const step = (width - LEFT - RIGHT) / Math.max(1, horizons.length);
      const gap = Math.min(22, (step * 0.7) / Math.max(1, all.length));
      const marks = horizons.flatMap((_, h) =>
        all.flatMap(({ k, found }, n) => {
          const each = found[h];
          return each ? point(LEFT + step * (h + 0.5) + gap * (n - (all.length - 1) / 2), y, each, k) : [];
        }),
      );
      set(drawing, { viewBox: `0 0 ${width} ${height}`, width, height, "aria-label": words.description });
      drawing.replaceChildren(
        ...(there.length ? grid(ticks, width, y, words.value) : []),
        svg("line", { x1: LEFT, x2: width - RIGHT, y1: y(0), y2: y(0), stroke: INK }),
        ...horizons.map((years, h) => under(LEFT + step * (h + 0.5), height - 6, words.years(years))),
        ...marks,
      );
    },
  };
}

/** @param {number} x @param {(value: number) => number} y @param {Estimate} found @param {number} k */
function point(x, y, found, k) {
  const colour = SCENARIOS[k];
  const fill = isSure(found) ? colour : PAPER;
  return [
    svg("line", { x1: x, x2: x, y1: y(found.low), y2: y(found.high), stroke: colour, "stroke-width": 2 }),
    svg("circle", { cx: x, cy: y(found.mean), r: 6.5, fill, stroke: colour, "stroke-width": 1.6 }),
    svg(
      "text",
      { x, y: y(found.mean) + 0.5, "text-anchor": "middle", "dominant-baseline": "central", "font-size": 9, "font-weight": 650, fill: isSure(found) ? "#fff" : colour },
      LETTERS[k],
    ),
  ];
}
