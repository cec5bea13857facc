// From a lesson to scenarios of the model: its axis, its second axis, its packages.

import { regimeValue } from "../engine/plan.js";

/** @typedef {import("../engine/types.js").Lesson} Lesson */
/** @typedef {import("../engine/types.js").Axis} Axis */
/** @typedef {import("../engine/types.js").Scenario} Scenario */

/** The regime with axes at values. @param {Lesson} lesson @param {[Axis | undefined, number][]} moved @returns {Scenario} */
export function scenarioOf(lesson, moved) {
  /** @type {Required<Omit<Scenario, "off">>} */
  const scenario = { regime: lesson.regime, parts: [], levers: {} };
  for (const [axis, value] of moved) {
    if (axis?.lever) scenario.levers[axis.lever] = value;
    else if (axis?.reform && value > 0) scenario.parts.push({ id: axis.reform, dose: value });
  }
  return scenario;
}

/** The regime with reforms in the doses of an offer, by index of `lesson.doses`. @param {Lesson} lesson @param {number[]} doses @returns {Scenario} */
export function packageOf(lesson, doses) {
  const parts = (lesson.offer ?? []).map((id, k) => ({ id, dose: lesson.doses[doses[k]] }));
  return { regime: lesson.regime, parts: parts.filter(({ dose }) => dose > 0), levers: {} };
}

/** Doses of an offer, by index, of a package as a lesson writes it. @param {Lesson} lesson @param {string} text @returns {number[]} */
export function dosesOf(lesson, text) {
  const given = new Map(
    text
      .split("+")
      .map((part) => /** @type {[string, number]} */ ([part.split("=")[0], Number(part.split("=")[1] ?? 1)])),
  );
  return (lesson.offer ?? []).map((id) => lesson.doses.indexOf(given.get(id) ?? 0));
}

/** What a package costs, and how many reforms are in it. @param {Lesson} lesson @param {number[]} doses */
export function priceOf(lesson, doses) {
  const offer = lesson.offer ?? [];
  const price = offer.reduce((all, id, k) => all + lesson.prices[id][doses[k]], 0);
  return { price, count: doses.filter((dose) => lesson.doses[dose] > 0).length };
}

/** Whether a package keeps within what a lesson allows. @param {Lesson} lesson @param {number[]} doses */
export function affordable(lesson, doses) {
  const { price, count } = priceOf(lesson, doses);
  return price <= (lesson.budget ?? 0) + 1e-9 && count <= (lesson.most ?? 0);
}

/** Where a value lies between the settings of an axis, counted from 0. @param {number[]} values rising @param {number} value */
export function positionOf(values, value) {
  const next = values.findIndex((each) => each >= value);
  if (next <= 0) return next < 0 ? values.length - 1 : 0;
  return next - 1 + (value - values[next - 1]) / (values[next] - values[next - 1]);
}

/** The setting of the axis that the regime has as written. @param {import("../shell/app.js").App} app @param {Lesson} lesson */
export function baseOf(app, lesson) {
  const axis = /** @type {Axis} */ (lesson.axis);
  const own = startOf(app, lesson, axis);
  const off = axis.values.map((value) => Math.abs(value - own));
  return off.indexOf(Math.min(...off));
}

/** @param {import("../shell/app.js").App} app @param {Lesson} lesson @param {Axis} axis */
export function startOf(app, lesson, axis) {
  return axis.lever ? regimeValue(app.contents, lesson.regime, axis.lever) : 0;
}
