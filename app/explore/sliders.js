// The three sliders that are seen first.

import { html, set, write } from "../draw/element.js";
import { lowest } from "../engine/expression.js";
import { regimeValue } from "../engine/plan.js";
import { figure } from "../shell/texts.js";
import { effectOf } from "./sentence.js";

/** @typedef {import("../shell/app.js").App} App */

export const FIRST = ["indicator_load", "inspection_frequency", "accountability_pressure"];

/** Outcome that says what a slider stands for, by lever; of the last year, so that words beside a slider change with it and not with every month. @type {Record<string, string>} */
export const MEANS = { indicator_load: "indicators", inspection_frequency: "visits", accountability_pressure: "sanctions" };

/** The scenario with a lever at a value; at the regime's own it is left out. @param {App} app @param {string} id @param {number} value */
export function withLever(app, id, value) {
  const { levers = {}, ...rest } = app.scenario;
  const others = Object.fromEntries(Object.entries(levers).filter(([name]) => name !== id));
  const own = Math.abs(value - regimeValue(app.contents, rest.regime, id)) < 1e-9;
  return { ...rest, levers: own ? others : { ...others, [id]: value } };
}

/** @param {App} app */
export function sliders(app) {
  const rows = FIRST.map((id) => row(id));
  const element = html(
    "section",
    { class: "sliders", "aria-label": app.t("explore.sliders") },
    ...rows.map((each) => each.element),
  );

  /** @param {string} id */
  function row(id) {
    const lever = /** @type {import("../engine/types.js").Lever} */ (
      app.contents.levers.find((each) => each.id === id)
    );
    const input = html("input", {
      type: "range",
      id: `slider-${id}`,
      min: lowest(app.contents, app.scenario.regime, lever),
      max: lever.high,
      step: 0.05,
      "aria-describedby": `about-${id}`,
      input: move,
    });
    const value = html("output", { for: input.id });
    const means = html("span", { id: `about-${id}`, title: app.name(lever.name) });
    const element = html(
      "div",
      { class: "slider" },
      html("label", { for: input.id }, app.t(`explore.${id}`)),
      input,
      html("p", { class: "means" }, value, " · ", means),
    );
    let drawn = { now: NaN, own: NaN };
    function move() {
      app.explore(withLever(app, id, Number(input.value)));
    }
    function draw() {
      const own = regimeValue(app.contents, app.scenario.regime, id);
      const now = app.scenario.levers?.[id] ?? own;
      if (document.activeElement !== input || Number(input.value) !== now) input.value = String(now);
      if (drawn.now !== now || drawn.own !== own) {
        input.style.setProperty("--at", `${(100 * (now - lever.low)) / (lever.high - lever.low)}%`);
        input.style.setProperty("--own", `${(100 * (own - lever.low)) / (lever.high - lever.low)}%`);
        const words = `× ${figure(now, 2)}`;
        write(value, words);
        set(input, { "aria-valuetext": words });
        value.classList.toggle("moved", now !== own);
      }
      drawn = { now, own };
    }

    /** @param {import("./outlook.js").Outlook} outlook */
    function tell(outlook) {
      const { now } = effectOf(MEANS[id], outlook.now, outlook.ghost);
      const year = Math.ceil(app.state.get().study.months / 12);
      write(means, app.t(`explore.means_${id}`, { value: figure(now, id === "indicator_load" ? 0 : 1), year }));
    }
    return { element, draw, tell };
  }

  return {
    element,
    draw() {
      rows.forEach((each) => each.draw());
    },
    /** Say what the sliders stand for, once it is known. @param {import("./outlook.js").Outlook} outlook */
    tell(outlook) {
      if (outlook.whole) rows.forEach((each) => each.tell(outlook));
    },
  };
}
