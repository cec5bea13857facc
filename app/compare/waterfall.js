// Mechanisms one after the other, each from where the last one ended, from nothing to the whole effect.

import { isSure } from "../engine/estimate.js";
import { set, svg } from "../draw/element.js";
import { BETTER, FONT, INK, LINE, PAPER, QUIET, WORSE } from "../draw/palette.js";
import { limits, scale } from "../draw/scale.js";
import { differenceText } from "./words.js";

/** @typedef {import("../engine/explain.js").Explanation} Explanation */
/** @typedef {import("../engine/types.js").Measure} Measure */

const ROW = 22;
const HEAD = 20;
const NUMBERS = 52;

export class Waterfall {
  /** @param {import("../shell/app.js").App} app */
  constructor(app) {
    this.app = app;
    this.svg = svg("svg", { class: "chart waterfall", role: "img", "font-family": FONT, "font-size": 12, xmlns: "http://www.w3.org/2000/svg" });
  }

  /** @param {Explanation} found @param {Measure} measure @param {number} room width there is @param {string} description */
  draw(found, measure, room, description) {
    const { app } = this;
    const width = Math.max(300, Math.round(room));
    const left = Math.min(210, width * 0.42);
    let reached = 0;
    const rows = [
      ...found.parts.map(({ name, share }) => ({ name: app.name(name), value: share, last: false })),
      { name: app.t("why.remainder"), value: found.remainder, last: false },
    ].map((row) => {
      const from = reached;
      reached += row.value.mean;
      return { ...row, from, to: reached };
    });
    rows.push({ name: app.t("why.whole"), value: found.whole, last: true, from: 0, to: found.whole.mean });
    const ends = rows.flatMap(({ from, to, value }) => [from, to, from + value.low, from + value.high]);
    const { low, high, ticks } = limits(ends);
    const x = scale(low, high, left, width - NUMBERS);
    const height = HEAD + rows.length * ROW + 4;
    const grid = ticks.flatMap((tick) => [
      svg("line", { x1: x(tick), x2: x(tick), y1: HEAD, y2: height, stroke: tick === 0 ? INK : LINE }),
      svg("text", { x: x(tick), y: 12, "text-anchor": "middle", fill: QUIET }, tick === 0 ? "0" : differenceText(measure, tick)),
    ]);
    set(this.svg, { viewBox: `0 0 ${width} ${height}`, width, height, "aria-label": description });
    this.svg.replaceChildren(...grid, ...rows.flatMap((row, n) => this.row(row, HEAD + n * ROW, x, left, width, measure)));
  }

  /** @param {{name: string, value: import("../engine/estimate.js").Estimate, from: number, to: number, last: boolean}} row @param {number} y @param {(value: number) => number} x @param {number} left @param {number} width @param {Measure} measure */
  row({ name, value, from, to, last }, y, x, left, width, measure) {
    const colour = measure.better === 0 ? QUIET : value.mean > 0 === measure.better > 0 ? BETTER : WORSE;
    const sure = isSure(value);
    const middle = y + ROW / 2;
    const weight = last ? 650 : 400;
    const whisker = (/** @type {number} */ end) => x(from + end);
    return [
      ...(last ? [svg("line", { x1: 0, x2: width, y1: y, y2: y, stroke: LINE })] : []),
      svg("text", { x: left - 8, y: middle, "text-anchor": "end", "dominant-baseline": "central", fill: sure ? INK : QUIET, "font-weight": weight }, name),
      svg("rect", {
        x: Math.min(x(from), x(to)),
        width: Math.max(1, Math.abs(x(to) - x(from))),
        y: y + 5,
        height: ROW - 10,
        fill: sure ? colour : PAPER,
        stroke: colour,
        "stroke-width": 1.2,
      }),
      svg("line", { x1: whisker(value.low), x2: whisker(value.high), y1: middle, y2: middle, stroke: INK, "stroke-width": 1.3 }),
      svg("text", { x: width, y: middle, "text-anchor": "end", "dominant-baseline": "central", fill: sure ? INK : QUIET, "font-weight": weight }, differenceText(measure, value.mean)),
    ];
  }
}
