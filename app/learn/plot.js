// The picture of a lesson: what was predicted as a line that can be drawn, what came as points with the range of runs.

import { html, set, svg, whenOther } from "../draw/element.js";
import { FONT, GHOST, INK, LINE, NOW, NOW_BAND, NOW_EDGE, OWN, PAPER, QUIET } from "../draw/palette.js";
import { presses } from "../draw/press.js";
import { heightOfWindow } from "../draw/room.js";
import { roundUp, scale } from "../draw/scale.js";

/** mean, low and high of what came. @typedef {{mean: number, low: number, high: number}} Found */
/** before: mean of what came before the second axis was moved. @typedef {{label: string, predicted: number | null, fixed: boolean, found: Found | null, before: number | null}} Setting */
/** @typedef {{settings: Setting[], open: boolean, own: (Found & {at: number}) | null}} Shown */
/** @typedef {{low: number, high: number, outcome: string, axis: string, label: string, value: (value: number) => string, point: (setting: string) => string}} Words */

const [LEFT, RIGHT, TOP, BOTTOM] = [52, 20, 30, 44];
const LINE_HEIGHT = 15; // of labels, which stand in two lines by turns where the window is narrow
const NARROW = 480; // a phone

export class Plot {
  /** @param {Words} words @param {(setting: number, value: number) => void} draw a point of the prediction @param {() => () => void} keep the prediction as it is: gives what brings it back */
  constructor(words, draw, keep) {
    this.words = words;
    this.move = draw;
    this.width = 640;
    this.height = 300;
    this.svg = svg("svg", {
      class: "lesson-plot",
      role: "group",
      "aria-label": words.label,
      "font-family": FONT,
      "font-size": 12,
      xmlns: "http://www.w3.org/2000/svg",
    });
    this.ground = svg("g", { "aria-hidden": "true" });
    this.line = svg("path", { fill: "none", stroke: GHOST, "stroke-width": 2, "stroke-dasharray": "6 4" });
    this.found = svg("g", { "aria-hidden": "true" });
    /** @type {SVGElement[]} */
    this.points = [];
    this.hands = svg("g", {});
    this.svg.append(this.ground, this.line, this.found, this.hands);
    presses(this.svg, keep, (event) => this.point(event));
    /** @type {Shown | null} */
    this.shown = null;
    // what does not move with a point that is drawn is drawn only for another key
    /** @type {(...key: unknown[]) => void} */
    this.drawAxes = whenOther(() => this.ground.replaceChildren(...this.axes()));
    /** @type {(...key: unknown[]) => void} */
    this.drawFound = whenOther(() => this.found.replaceChildren(...this.results()));
  }

  get x() {
    const count = this.shown?.settings.length ?? 1;
    const step = (this.width - LEFT - RIGHT) / count;
    return (/** @type {number} */ at) => LEFT + step * (at + 0.5);
  }

  get y() {
    return scale(this.words.low, this.words.high, this.foot, TOP);
  }

  get narrow() {
    return this.width < NARROW;
  }

  /** Where the lowest value stands. */
  get foot() {
    return this.height - BOTTOM - (this.narrow ? LINE_HEIGHT : 0);
  }

  /** @param {number} width */
  resize(width) {
    const height = width < NARROW ? 260 : Math.max(240, Math.min(320, heightOfWindow() - 530)); // with the button under it
    if (width < 200 || (width === this.width && height === this.height)) return;
    [this.width, this.height] = [width, height];
    if (this.shown) this.draw(this.shown);
  }

  /** @param {PointerEvent} event */
  point(event) {
    if (!this.shown?.open) return;
    const box = this.svg.getBoundingClientRect();
    const [left, top] = [event.clientX - box.left, event.clientY - box.top].map(
      (each) => each * (this.width / box.width),
    );
    const { settings } = this.shown;
    const at = Math.round((left - this.x(0)) / (this.x(1) - this.x(0)));
    if (!settings[at] || settings[at].fixed) return;
    const { low, high } = this.words;
    const value = scale(this.foot, TOP, low, high)(top);
    this.move(at, Math.max(low, Math.min(high, value)));
  }

  /** @param {Shown} shown */
  draw(shown) {
    this.shown = shown;
    const { width, height, x, y } = this;
    const { settings, open, own } = shown;
    set(this.svg, { viewBox: `0 0 ${width} ${height}`, width, height, style: open ? "touch-action: pan-x" : "" });
    this.drawAxes(width, height, settings.map(({ label, fixed }) => `${label} ${fixed}`).join());
    const drawn = settings.flatMap(({ predicted }, k) =>
      predicted === null ? [] : [`${x(k).toFixed(1)},${y(predicted).toFixed(1)}`],
    );
    set(this.line, { d: drawn.length > 1 ? `M${drawn.join("L")}` : "" });
    this.drawFound(width, height, JSON.stringify([settings.map(({ found, before }) => [found, before]), own]));
    this.drawPoints(settings, open);
  }

  /** @param {Setting[]} settings @param {boolean} open */
  drawPoints(settings, open) {
    if (this.points.length !== settings.length) {
      this.points = settings.map((_, k) => this.hand(k));
      this.hands.replaceChildren(...this.points);
    }
    settings.forEach(({ predicted, fixed, label }, k) => {
      const free = open && !fixed && predicted !== null;
      const { low, high, value } = this.words;
      set(this.points[k], {
        transform: `translate(${this.x(k)} ${this.y(predicted ?? low)})`,
        visibility: predicted === null ? "hidden" : "visible",
        class: free ? "hot" : "",
        tabindex: free ? 0 : null,
        role: free ? "slider" : null,
        "aria-hidden": free ? null : "true",
        "aria-label": free ? this.words.point(label) : null,
        "aria-orientation": free ? "vertical" : null,
        "aria-valuemin": free ? low : null,
        "aria-valuemax": free ? high : null,
        "aria-valuenow": free ? (predicted ?? low).toFixed(3) : null,
        "aria-valuetext": free ? value(predicted ?? low) : null,
      });
      set(this.points[k].children[1], { fill: fixed ? INK : PAPER, r: open ? 7 : 4 });
    });
  }

  /** @param {number} k */
  hand(k) {
    return svg(
      "g",
      {
        keydown: (/** @type {KeyboardEvent} */ event) => {
          const { low, high } = this.words;
          const step = (high - low) / 50;
          const now = this.shown?.settings[k].predicted ?? low;
          const to = {
            ArrowUp: now + step,
            ArrowRight: now + step,
            ArrowDown: now - step,
            ArrowLeft: now - step,
            PageUp: now + 5 * step,
            PageDown: now - 5 * step,
            Home: low,
            End: high,
          }[event.key];
          if (to === undefined || !this.shown?.open) return;
          event.preventDefault();
          this.move(k, Math.max(low, Math.min(high, to)));
        },
      },
      svg("circle", { r: 16, fill: "transparent" }),
      svg("circle", { r: 7, stroke: INK, "stroke-width": 2 }),
    );
  }

  /** Points of what came. */
  results() {
    const { x, y } = this;
    const { settings, own } = /** @type {Shown} */ (this.shown);
    return [
      ...settings.flatMap(({ before }, k) => (before === null ? [] : [ring(x(k), y(before))])),
      ...settings.flatMap(({ found }, k) => (found ? mark(x(k), y, found) : [])),
      ...(own ? diamond(x(own.at), y, own) : []),
    ];
  }

  axes() {
    const { settings } = /** @type {Shown} */ (this.shown);
    const { low, high, outcome, axis, value } = this.words;
    const { width, height, x, y } = this;
    const step = roundUp(high - low).step / 2;
    const ticks = [];
    for (let at = Math.ceil(low / step) * step; at <= high + step / 1e3; at += step) ticks.push(at);
    return [
      svg("text", { x: 0, y: 12, fill: QUIET }, outcome),
      ...ticks.flatMap((tick) => [
        svg("line", { x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick), stroke: LINE }),
        svg(
          "text",
          { x: LEFT - 7, y: y(tick), "text-anchor": "end", "dominant-baseline": "middle", fill: QUIET },
          value(tick),
        ),
      ]),
      ...settings.map(({ label, fixed }, k) =>
        svg(
          "text",
          { x: x(k), y: this.foot + 17 + (this.narrow && k % 2 ? LINE_HEIGHT : 0), "text-anchor": "middle", fill: INK, "font-weight": fixed ? 700 : 400 },
          label,
        ),
      ),
      svg(
        "text",
        {
          x: (LEFT + width - RIGHT) / 2,
          y: height - 6,
          "text-anchor": "middle",
          fill: QUIET,
          "font-size": this.narrow ? 10 : 12,
        },
        axis,
      ),
    ];
  }
}

/** @param {number} x @param {number} y */
function ring(x, y) {
  return svg("circle", { cx: x, cy: y, r: 5, fill: "none", stroke: NOW, "stroke-width": 2 });
}

/** @param {number} x @param {(value: number) => number} y @param {Found} found */
function mark(x, y, { mean, low, high }) {
  return [
    ...[
      [NOW_EDGE, 15.5],
      [NOW_BAND, 14],
    ].map(([stroke, width]) =>
      svg("line", { x1: x, x2: x, y1: y(low), y2: y(high), stroke, "stroke-width": width, "stroke-linecap": "round" }),
    ),
    svg("circle", { cx: x, cy: y(mean), r: 6, fill: NOW, stroke: PAPER, "stroke-width": 1.5 }),
  ];
}

/** @param {number} x @param {(value: number) => number} y @param {Found} found */
function diamond(x, y, { mean, low, high }) {
  return [
    svg("line", { x1: x, x2: x, y1: y(low), y2: y(high), stroke: OWN, "stroke-width": 2 }),
    svg("rect", {
      x: -6,
      y: -6,
      width: 12,
      height: 12,
      fill: OWN,
      stroke: PAPER,
      "stroke-width": 1.5,
      transform: `translate(${x} ${y(mean)}) rotate(45)`,
    }),
  ];
}

/** What the signs of a picture mean. @param {(key: string) => string} t @param {boolean} drawn whether a line was predicted */
export function signs(t, drawn) {
  const one = (/** @type {string} */ cls, /** @type {string} */ key) =>
    html("span", { class: "nobreak" }, html("i", { class: `sign ${cls}`, "aria-hidden": "true" }), t(key));
  const before = one("before", "learn.sign_before");
  const parts = [drawn ? one("predicted", "learn.sign_predicted") : null, one("found", "learn.sign_found"), before, one("own", "learn.sign_own")];
  return { element: html("p", { class: "quiet keys" }, ...parts), before };
}
