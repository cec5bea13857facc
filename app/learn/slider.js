// A slider over one axis of a lesson, limited to what is run there.

import { html } from "../draw/element.js";
import { figure } from "../shell/texts.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/types.js").Axis} Axis */

/** A value of an axis as it is read: a dose in per cent, the first levers as a factor. @param {App} app @param {Axis} axis @param {number} value */
export function axisText(app, axis, value) {
  if (axis.reform) return `${figure(100 * value, 0)}\u00a0%`;
  const lever = app.contents.levers.find(({ id }) => id === axis.lever);
  const text = String(Number(value.toPrecision(3)));
  return lever?.group === "headline" ? `×\u00a0${text}` : text;
}

/** What an axis is called. @param {App} app @param {Axis} axis */
export function axisName(app, axis) {
  if (axis.reform) return app.t("learn.dose_of", { reform: app.name(app.contents.reforms[axis.reform].name) });
  const lever = app.contents.levers.find(({ id }) => id === axis.lever);
  return lever ? app.name(lever.name) : "";
}

/** @param {App} app @param {Axis} axis @param {string} id @param {(value: number) => void} moved */
export function slider(app, axis, id, moved) {
  const [low, high] = [axis.values[0], axis.values[axis.values.length - 1]];
  const input = html("input", {
    type: "range",
    id,
    min: low,
    max: high,
    step: Number(((high - low) / 100).toPrecision(6)), // rounded, for else the highest may be out of reach
    input: () => moved(Number(input.value)),
  });
  const value = html("output", { for: id });
  return {
    element: html(
      "div",
      { class: "slider" },
      html("label", { for: id }, axisName(app, axis)),
      input,
      html("p", { class: "means" }, value),
    ),
    /** @param {number} now */
    draw(now) {
      if (document.activeElement !== input) input.value = String(now);
      value.textContent = axisText(app, axis, now);
      input.setAttribute("aria-valuetext", value.textContent);
    },
  };
}
