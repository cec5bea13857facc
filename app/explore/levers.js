// All levers by group; what differs from the regime as written is marked and can be put back.

import { html } from "../draw/element.js";
import { asGiven, lowest } from "../engine/expression.js";
import { regimeValue } from "../engine/plan.js";
import { figure } from "../shell/texts.js";
import { withLever } from "./sliders.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/types.js").Lever} Lever */

const STEPS = 100;
const WIDE = 50; // times: ranges that are wider go by factors

/** Position 0 to 100 of a value on its slider. @param {Lever} lever @param {number} low @param {number} value */
export function positionOf(lever, low, value) {
  const part = byFactors(lever, low)
    ? Math.log(value / low) / Math.log(lever.high / low)
    : (value - low) / (lever.high - low);
  return STEPS * part;
}

/** The value at a position, in three digits. @param {Lever} lever @param {number} low @param {number} position */
export function valueAt(lever, low, position) {
  const part = position / STEPS;
  const value = byFactors(lever, low) ? low * (lever.high / low) ** part : low + part * (lever.high - low);
  return Math.min(lever.high, Math.max(low, Number(value.toPrecision(3))));
}

/** @param {Lever} lever @param {number} low */
function byFactors(lever, low) {
  return low > 0 && lever.high / low > WIDE;
}

/** @param {App} app */
export function levers(app) {
  const groups = [...new Set(app.contents.levers.map(({ group }) => group))].filter((group) => group !== "headline");
  /** @type {(() => void)[]} */
  const draws = [];
  const element = html(
    "div",
    {},
    ...groups.map((group) => {
      const count = html("span", { class: "count" });
      const own = app.contents.levers.filter((lever) => lever.group === group);
      /** Made when they are first seen. @type {ReturnType<typeof row>[]} */
      let rows = [];
      const drawRows = () => {
        if (!rows.length) {
          rows = own.map((lever) => row(lever));
          place.append(...rows.map((each) => each.element));
        }
        rows.forEach((each) => each.draw());
      };
      draws.push(() => {
        const changed = own.filter(({ id }) => app.scenario.levers?.[id] !== undefined).length;
        count.textContent = changed ? app.t("explore.changed", { count: changed }) : "";
        if (place.open || changed) drawRows();
      });
      const place = html(
        "details",
        { class: "group", toggle: () => place.open && drawRows() },
        html("summary", {}, app.t(`groups.${group}`), count),
      );
      return place;
    }),
  );

  /** @param {Lever} lever */
  function row(lever) {
    const name = `lever-${lever.id}`;
    const slider = html("input", {
      type: "range",
      min: 0,
      max: STEPS,
      step: "any",
      "aria-label": app.name(lever.name),
      input: () => put(valueAt(lever, low(), Number(slider.value))),
    });
    const box = html("input", { type: "number", id: name, step: "any", change: () => put(box.value === "" ? NaN : Number(box.value)) });
    const reset = html(
      "button",
      {
        class: "round",
        "aria-label": app.t("explore.as_written", { name: app.name(lever.name) }),
        title: app.t("explore.as_written", { name: app.name(lever.name) }),
        click: () => put(own()),
      },
      "↺",
    );
    const element = html(
      "div",
      { class: "lever" },
      html("label", { for: name }, app.name(lever.name), html("span", { class: "unit" }, app.name(lever.unit))),
      slider,
      box,
      reset,
    );
    const low = () => lowest(app.contents, app.scenario.regime, lever);
    const own = () => regimeValue(app.contents, app.scenario.regime, lever.id);

    /** @param {number} value */
    function put(value) {
      if (!(value >= low() && value <= lever.high)) {
        app.say(
          app.t("errors.range", {
            field: app.name(lever.name),
            value: asGiven(box.value),
            low: low(),
            high: lever.high,
          }),
        );
        return draw();
      }
      app.say("");
      app.explore(withLever(app, lever.id, value));
    }

    function draw() {
      const now = app.scenario.levers?.[lever.id] ?? own();
      const moved = app.scenario.levers?.[lever.id] !== undefined;
      if (document.activeElement !== slider) slider.value = String(positionOf(lever, low(), Math.max(now, low())));
      slider.setAttribute("aria-valuetext", figure(now));
      box.value = String(Number(now.toPrecision(3)));
      reset.style.visibility = moved ? "visible" : "hidden";
      element.classList.toggle("moved", moved);
    }
    return { element, draw };
  }

  return { element, draw: () => draws.forEach((each) => each()) };
}
