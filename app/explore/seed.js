// The seed of all random numbers, always in sight: it can be read, fixed and rolled.

import { html } from "../draw/element.js";
import { asGiven } from "../engine/expression.js";

/** @param {import("../shell/app.js").App} app */
export function seed(app) {
  const most = app.contents.seeds.length;
  const input = html("input", { type: "number", id: "seed", min: 1, max: most, step: 1, change: fix });
  const roll = html("button", { class: "plain", id: "roll", click: another }, app.t("explore.roll"));
  const element = html("div", { class: "seed" }, html("label", { for: "seed" }, app.t("explore.seed")), input, roll);

  function fix() {
    const value = Number(input.value);
    if (Number.isInteger(value) && value >= 1 && value <= most) app.state.set({ study: { seed: value } });
    else app.say(app.t("errors.whole", { field: app.t("explore.seed"), value: asGiven(input.value), low: 1, high: most }));
    draw();
  }

  function another() {
    const { seed: now } = app.state.get().study;
    app.state.set({ study: { seed: ((now + Math.floor(Math.random() * (most - 1))) % most) + 1 } });
  }

  function draw() {
    input.value = String(app.state.get().study.seed);
  }

  return { element, draw };
}
