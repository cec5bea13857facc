// What is said of a prediction and of what came; every number is of the runs.

import { quantile } from "../engine/band.js";
import { figure } from "../shell/texts.js";
import { isPercent, isShare, valueText } from "../explore/measures.js";
import { measureOf } from "./evidence.js";
import { AGREE, byRuns, byValue, difference, distance, mean, shapeOf } from "./shape.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/types.js").Lesson} Lesson */
/** @typedef {import("./trials.js").Trial} Trial */

/** A drawn prediction against what came: sentences, and the shape that was found. @param {App} app @param {Lesson} lesson @param {number[]} predicted @param {Trial[]} trials @param {string[]} labels */
export function surprise(app, lesson, predicted, trials, labels) {
  const id = lesson.outcome ?? "";
  const own = measureOf(app, id);
  const value = (/** @type {number} */ each) => valueText(own, each, true);
  const runs = trials.map((trial) => trial[id]);
  const means = runs.map(mean);
  const [said, found] = [
    shapeOf(predicted, byValue(predicted, lesson.least)),
    shapeOf(means, byRuns(runs, lesson.least)),
  ];
  const inside = (/** @type {string} */ shape, /** @type {number[]} */ row) =>
    row.indexOf((shape === "dip" ? Math.min : Math.max)(...row));
  const at = inside(found, means);
  const { average, furthest } = distance(predicted, means);
  const unsure = found === "flat" && Math.max(...means) - Math.min(...means) >= lesson.least;
  const last = means.length - 1;
  const name = nameOf(app, own);
  const sentences = [
    app.t(`learn.said_${said}`, { at: labels[inside(said, predicted)] }),
    app.t(`learn.found_${unsure ? "unsure" : found}`, {
      name,
      first: value(means[0]),
      last: value(means[last]),
      from: labels[0],
      to: labels[last],
      at: labels[at],
      best: value(means[at]),
    }),
    app.t(said === found ? "learn.as_predicted" : "learn.not_as_predicted"),
    app.t("learn.off", {
      average: gapText(app, own, average),
      label: labels[furthest],
      predicted: value(predicted[furthest]),
      found: value(means[furthest]),
    }),
  ];
  return { sentences, so: app.t(`learn.so_${found}`, { at: labels[at] }) };
}

/** A chosen package against the ranking that came. @param {App} app @param {Lesson} lesson @param {number} chosen @param {Trial[]} trials @param {string[]} names */
export function ranking(app, lesson, chosen, trials, names) {
  const id = lesson.outcome ?? "";
  const own = measureOf(app, id);
  const order = trials.map((_, k) => k).sort((a, b) => mean(trials[b][id]) - mean(trials[a][id]) || a - b);
  const [first, second] = order;
  const { change, agree } = difference(trials[second][id], trials[first][id]);
  const runs = trials[0][id].length;
  const clear = agree >= AGREE;
  const listed = order
    .map((k) => app.t("learn.ranked", { name: names[k], value: valueText(own, mean(trials[k][id]), true) }))
    .join(app.t("told.semicolon"));
  const sentences = [
    app.t("learn.said_package", { name: names[chosen] }),
    app.t("learn.found_packages", { name: app.name(own.name), listed }),
    app.t(clear ? "learn.clear_lead" : "learn.no_lead", {
      first: names[first],
      second: names[second],
      change: gapText(app, own, change),
      agree: Math.round(agree * runs),
      runs,
    }),
    app.t(chosen === first || (!clear && chosen === second) ? "learn.as_predicted" : "learn.not_as_predicted"),
  ];
  return { sentences, so: "" };
}

/** How far two values of an outcome lie apart: those in per cent by points. @param {App} app @param {import("../engine/types.js").Measure} measure @param {number} gap */
function gapText(app, measure, gap) {
  if (!isShare(measure) && !isPercent(measure)) return valueText(measure, gap, true);
  return app.t("learn.points_of", { value: figure(isShare(measure) ? 100 * gap : gap, 1) });
}

/** Mean and the middle eight of ten runs. @param {number[]} values */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { mean: mean(values), low: quantile(sorted, 0.1), high: quantile(sorted, 0.9) };
}

/** The name of an outcome within a sentence. @param {App} app @param {import("../engine/types.js").Measure} measure */
function nameOf(app, measure) {
  return app.lang === "en" ? app.name(measure.name).toLowerCase() : app.name(measure.name);
}

/** Which mechanisms carry the effect of the last setting, as `kaohe explain` finds. @param {App} app @param {Lesson} lesson @param {string[]} labels @param {number} base setting of the regime */
export function mechanisms(app, { raised_by: raised = [], lowered_by: lowered = [] }, labels, base) {
  const named = (/** @type {string[]} */ ids) => {
    const found = app.contents.comparing.mechanisms.filter(({ id }) => ids.includes(id));
    const words = found.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).map(({ name }) => app.name(name));
    return words.join(app.t("told.comma")) || app.t("learn.nothing_sure");
  };
  const ends = { from: labels[base], to: labels[labels.length - 1] };
  return app.t("learn.by_mechanisms", { ...ends, raises: named(raised), lowers: named(lowered) });
}
