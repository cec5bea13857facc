// What a lesson's settings and packages are called, and the empty picture of it.

import { valueText } from "../explore/measures.js";
import { measuredText, measureOf } from "./evidence.js";
import { Plot } from "./plot.js";
import { axisName, axisText } from "./slider.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/types.js").Lesson} Lesson */

/** What is in a package, as it is read. @param {App} app @param {string} text */
export function partsText(app, text) {
  const parts = text.split("+").map((part) => {
    const [id, dose = "1"] = part.split("=");
    return app.t("learn.part", { name: app.name(app.contents.reforms[id].name), dose: String(100 * Number(dose)) });
  });
  return parts.join(app.t("told.comma"));
}

/** What a lesson rests on. @param {App} app @param {Lesson} lesson */
export function basis(app, { rows, texts }) {
  const [listed, named] = [rows, texts].map((words) => words.join(app.t("told.comma")));
  return app.t("learn.rows", { rows: listed, texts: named });
}

/** What the settings of a lesson are called. @param {App} app @param {Lesson} lesson */
export function labelsOf(app, { axis, packages = [] }) {
  if (axis) return axis.values.map((value) => axisText(app, axis, value));
  return packages.map((_, k) => app.t("learn.package", { letter: "ABCD"[k] }));
}

/** The empty picture of a lesson. @param {App} app @param {Lesson} lesson @param {(setting: number, value: number) => void} move @param {() => () => void} keep as in `Plot` */
export function plotOf(app, lesson, move, keep) {
  const outcome = measureOf(app, lesson.outcome ?? "");
  const words = {
    low: lesson.low,
    high: lesson.high,
    outcome: measuredText(app, outcome),
    axis: lesson.axis ? axisName(app, lesson.axis) : app.t("learn.packages"),
    label: app.t("learn.plot", { name: app.name(outcome.name) }),
    value: (/** @type {number} */ value) => valueText(outcome, value),
    point: (/** @type {string} */ setting) => app.t("learn.point", { setting }),
  };
  return new Plot(words, move, keep);
}
