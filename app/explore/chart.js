// One outcome by month: the run over the ghost of the baseline, both with the band of their seeds, labels at the ends.

import { set, svg, write } from "../draw/element.js";
import { FONT, GHOST, GHOST_BAND, GHOST_EDGE, INK, LINE, NOW, NOW_BAND, NOW_EDGE, QUIET } from "../draw/palette.js";
import { presses } from "../draw/press.js";
import { apart, bandPath, limits, linePath, scale } from "../draw/scale.js";

/** @typedef {import("../engine/types.js").Measure} Measure */
/** @typedef {ReturnType<typeof import("../engine/band.js").bandOf>} Band */
/** @typedef {{measure: Measure, months: number, now: ArrayLike<number>, ghost: ArrayLike<number>, monthly: ArrayLike<number>, nowBand: Band, ghostBand: Band, same: boolean, month: number}} Shown */
/** @typedef {{now: string, ghost: string, year: (year: number) => string, value: (measure: Measure, value: number) => string}} Words */

const LEFT = 44;
const RIGHT = 62;
const TOP = 8;
const BOTTOM = 20;

export class Chart {
  /** @param {Words} words @param {(month: number) => void} choose a month that was pointed at @param {() => () => void} mark gives what brings back what is shown now */
  constructor(words, choose, mark) {
    this.words = words;
    this.frame = ""; // what the paths were drawn for
    this.span = ""; // what the years were written for
    /** What each path shows. @type {Map<SVGElement, unknown>} */
    this.traced = new Map();
    this.width = 520;
    this.height = 150;
    this.svg = svg("svg", {
      class: "chart",
      role: "img",
      "font-family": FONT,
      "font-size": 12,
      xmlns: "http://www.w3.org/2000/svg",
      style: "touch-action: pan-y",
    });
    this.values = svg("g", {});
    this.years = svg("g", {});
    this.ghostBand = svg("path", { fill: GHOST_BAND, stroke: GHOST_EDGE, "stroke-width": 0.6 });
    this.nowBand = svg("path", { fill: NOW_BAND, "fill-opacity": 0.75, stroke: NOW_EDGE, "stroke-width": 0.6 });
    this.ghost = svg("path", { fill: "none", stroke: GHOST, "stroke-width": 1.6, "stroke-dasharray": "4 3" });
    this.monthly = svg("path", { fill: "none", stroke: NOW_EDGE, "stroke-width": 0.8 });
    this.now = svg("path", { fill: "none", stroke: NOW, "stroke-width": 2.4, "stroke-linejoin": "round" });
    this.cursor = svg("line", { stroke: INK, "stroke-width": 1, "stroke-opacity": 0.35 });
    this.dot = svg("circle", { r: 4, fill: NOW, stroke: "#fff", "stroke-width": 1.5 });
    this.labels = [NOW, QUIET].map((fill, k) =>
      svg("text", { fill, "dominant-baseline": "middle", "font-weight": k ? 400 : 650 }),
    );
    this.svg.append(
      this.values,
      this.years,
      this.ghostBand,
      this.nowBand,
      this.monthly,
      this.ghost,
      this.now,
      this.cursor,
      this.dot,
      ...this.labels,
    );
    /** @type {Shown | null} */
    this.shown = null;
    presses(this.svg, mark, (event) => this.point(event, choose));
  }

  /** @param {number} width @param {number} height */
  resize(width, height) {
    if (width < 80 || (width === this.width && height === this.height)) return;
    [this.width, this.height] = [width, height];
    if (this.shown) this.draw(this.shown, "");
  }

  /** @param {PointerEvent} event @param {(month: number) => void} choose */
  point(event, choose) {
    if (!this.shown) return;
    const box = this.svg.getBoundingClientRect();
    const at = (event.clientX - box.left) * (this.width / box.width);
    const month = Math.round(((at - LEFT) / (this.width - LEFT - RIGHT)) * this.shown.months);
    choose(Math.max(1, Math.min(this.shown.months, month)));
  }

  /** @param {Shown} shown @param {string} description for who cannot see it */
  draw(shown, description) {
    this.shown = shown;
    const { months, now, ghost, nowBand, ghostBand, same, month } = shown;
    const { width, height, words } = this;
    const { measure } = shown;
    const bands = [nowBand, ghostBand].flatMap((band) => [band.low, band.high]);
    const { low, high, ticks } = limits(now, ghost, shown.monthly, ...bands);
    const y = scale(low, high, height - BOTTOM, TOP);
    const x = scale(0, months, LEFT, width - RIGHT);
    /** Values stand at the end of their month. @param {number} k */
    const at = (k) => x(k + 1);
    set(this.svg, { viewBox: `0 0 ${width} ${height}`, width, height });
    if (description) set(this.svg, { "aria-label": description });
    const frame = [low, high, months, width, height, measure.id].join(" ");
    if (frame !== this.frame) {
      this.values.replaceChildren(...this.valueAxis(ticks, y));
      this.traced.clear();
    }
    const span = [months, width, height].join(" ");
    if (span !== this.span) this.years.replaceChildren(...this.timeAxis(x));
    [this.frame, this.span] = [frame, span];
    const own = same ? null : nowBand;
    this.trace(this.ghostBand, ghostBand, () => bandPath(ghostBand.low, ghostBand.high, at, y));
    this.trace(this.nowBand, own, () => (own ? bandPath(own.low, own.high, at, y) : ""));
    this.trace(this.ghost, ghost, () => linePath(ghost, at, y));
    this.trace(this.monthly, shown.monthly, () => linePath(shown.monthly, at, y));
    this.trace(this.now, now, () => linePath(now, at, y));
    this.scales = { x, y };
    this.moveTo(month);
    this.label([last(now), last(ghost)], [words.now, same ? "" : words.ghost], y, x);
  }

  /** Draw a path, unless it shows these values already. @param {SVGElement} path @param {unknown} values @param {() => string} make */
  trace(path, values, make) {
    if (this.traced.has(path) && this.traced.get(path) === values) return;
    this.traced.set(path, values);
    set(path, { d: make() });
  }

  /** Point out a month. @param {number} month */
  moveTo(month) {
    if (!this.shown || !this.scales) return;
    const { x, y } = this.scales;
    const here = this.shown.now[month - 1];
    set(this.cursor, { x1: x(month), x2: x(month), y1: TOP, y2: this.height - BOTTOM });
    set(this.dot, { cx: x(month), cy: Number.isFinite(here) ? y(here) : -50 });
  }

  /** @param {number[]} ticks @param {(value: number) => number} y */
  valueAxis(ticks, y) {
    const { measure } = /** @type {Shown} */ (this.shown);
    return ticks.flatMap((tick) => [
      svg("line", { x1: LEFT, x2: this.width - RIGHT, y1: y(tick), y2: y(tick), stroke: LINE }),
      svg(
        "text",
        { x: LEFT - 6, y: y(tick), "text-anchor": "end", "dominant-baseline": "middle", fill: QUIET },
        this.words.value(measure, tick),
      ),
    ]);
  }

  /** @param {(month: number) => number} x */
  timeAxis(x) {
    const { months } = /** @type {Shown} */ (this.shown);
    const room = (this.width - RIGHT - LEFT) / 62; // labels that fit
    const every = 12 * ([1, 2, 5, 10, 20].find((years) => months / 12 / years <= room) ?? 50);
    return Array.from({ length: Math.floor(months / every) }, (_, k) => {
      const at = every * (k + 1);
      return svg("text", { x: x(at), y: this.height - 5, "text-anchor": "middle", fill: QUIET }, this.words.year(at / 12));
    });
  }

  /** @param {number[]} ends @param {string[]} texts @param {(value: number) => number} y @param {(value: number) => number} x */
  label(ends, texts, y, x) {
    const { months, now } = /** @type {Shown} */ (this.shown);
    const places = apart(
      ends.map((end) => (Number.isFinite(end) ? y(end) : -50)),
      14,
      TOP + 4,
      this.height - BOTTOM - 2,
    );
    this.labels.forEach((label, k) => {
      set(label, { x: x(k ? months : Math.max(now.length, 1)) + 7, y: places[k] });
      write(label, Number.isFinite(ends[k]) && texts[k] ? texts[k] : "");
    });
  }
}

/** @param {ArrayLike<number>} values */
function last(values) {
  return values.length ? values[values.length - 1] : NaN;
}
