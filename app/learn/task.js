// The free task: a package of reforms within a budget, and a score that is the same for the same package and seed.

import { html, set, svg, whenOther, write } from "../draw/element.js";
import { FONT, INK, LINE, NOW, QUIET } from "../draw/palette.js";
import { widthIn } from "../draw/room.js";
import { valueText } from "../explore/measures.js";
import { behind, table } from "../draw/table.js";
import { builder } from "./builder.js";
import { measureOf, monthBars } from "./evidence.js";
import { affordable, packageOf } from "./settings.js";
import { mean, reached } from "./shape.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/types.js").Lesson} Lesson */
/** @typedef {import("./trials.js").Trial} Trial */

const FULL = 100;
const ROW = 62; // height of a goal

/** Marks by outcome, and their mean: from where the regime leaves it to its goal, 0 to 100. @param {Record<string, number>} goals @param {Trial} begin @param {Trial} now */
export function score(goals, begin, now) {
  const marks = Object.entries(goals).map(([id, goal]) => ({
    id,
    mark: FULL * reached(mean(begin[id]), goal, mean(now[id])),
  }));
  return { marks, whole: Math.round(mean(marks.map(({ mark }) => mark))) };
}

/** @param {App} app @param {Lesson} lesson @param {import("./trials.js").Trials} trials @param {{get: () => import("./progress.js").Progress, put: (progress: Partial<import("./progress.js").Progress>) => void, again: () => void}} progress @param {(scenario: import("../engine/types.js").Scenario) => void} explore */
export function taskPart(app, lesson, trials, progress, explore) {
  const goals = lesson.goals ?? {};
  const nothing = (lesson.offer ?? []).map(() => 0);
  const own = () => progress.get().doses ?? nothing;
  const build = builder(app, lesson, (doses) => progress.put({ doses }));
  const told = html("p", { class: "score", role: "status" });
  const chart = svg("svg", {
    class: "lesson-plot",
    role: "img",
    "aria-label": app.t("learn.score"),
    "font-family": FONT,
    "font-size": 12,
    xmlns: "http://www.w3.org/2000/svg",
  });
  const place = html("div", { class: "plot-place" }, chart);
  const months = monthBars(app);
  const data = behind(app.t("explore.table"), marksTable);
  /** @type {{id: string, mark: number, begin: number, now: number}[]} */
  let rows = [];
  const element = html(
    "article",
    { class: "lesson" },
    html(
      "section",
      { class: "step" },
      html("h2", {}, app.t("learn.question")),
      html("p", { class: "lead" }, app.t("task.question")),
      html("p", { class: "quiet" }, app.t("task.rules", { most: lesson.most ?? 0 })),
    ),
    html(
      "section",
      { class: "step" },
      html("h2", {}, app.t("learn.your_package")),
      build.element,
      html(
        "p",
        { class: "buttons" },
        html("button", { class: "plain", click: () => explore(packageOf(lesson, own())) }, app.t("learn.to_explore")),
        html("button", { class: "plain", click: progress.again }, app.t("learn.again")),
      ),
    ),
    html("section", { class: "step" }, html("h2", {}, app.t("learn.score")), told, place, data.element, months.element),
  );
  let width = 600;
  const observer = new ResizeObserver(() => {
    width = Math.max(280, widthIn(place));
    draw();
  });
  observer.observe(place);

  function draw() {
    build.draw(own());
    const begin = trials.of(lesson, "setting 0", packageOf(lesson, nothing));
    if (!affordable(lesson, own())) return tell(width, begin, null);
    const now = trials.of(lesson, "own", packageOf(lesson, own()));
    if (begin && now) tell(width, begin, now);
  }

  const tell = whenOther((/** @type {number} */ _, /** @type {Trial | null} */ begin, /** @type {Trial | null} */ now) => {
    if (!begin || !now) return write(told, app.t("learn.no_score"));
    const { marks, whole } = score(goals, begin, now);
    write(told, app.t("learn.scored", { score: whole }));
    rows = marks.map(({ id, mark }) => ({ id, mark, begin: mean(begin[id]), now: mean(now[id]) }));
    drawMarks();
    data.refresh();
    months.draw([
      { label: app.t("learn.begin"), trial: begin },
      { label: app.t("learn.own"), trial: now },
    ]);
  });

  /** The goals, where they begin, where they are, and the marks. */
  function marksTable() {
    const heading = [
      app.t("learn.goal"),
      app.t("learn.begin"),
      app.t("learn.own"),
      app.t("learn.goal"),
      app.t("learn.points"),
    ];
    const lines = rows.map(({ id, mark, ...values }) => [
      app.name(measureOf(app, id).name),
      ...[values.begin, values.now, goals[id]].map((value) => valueText(measureOf(app, id), value)),
      Math.round(mark),
    ]);
    return table(app.t("learn.score"), heading, lines);
  }

  function drawMarks() {
    const height = rows.length * ROW;
    const names = rows.map(({ id }) => app.name(measureOf(app, id).name));
    const texts = rows.map(({ id, mark, begin, now }) => {
      const value = (/** @type {number} */ each) => valueText(measureOf(app, id), each);
      return app.t("learn.mark", {
        begin: value(begin),
        now: value(now),
        goal: value(goals[id]),
        mark: Math.round(mark),
      });
    });
    const told = names.map((name, k) => app.t("learn.labelled", { name }) + texts[k]);
    set(chart, { viewBox: `0 0 ${width} ${height}`, width, height, "aria-label": told.join(app.t("told.semicolon")) });
    chart.replaceChildren(
      ...rows.flatMap(({ mark }, k) => [
        svg("text", { x: 0, y: k * ROW + 15, fill: INK, "font-weight": 650 }, names[k]),
        svg("rect", { x: 0, y: k * ROW + 22, width, height: 12, fill: LINE, rx: 3 }),
        svg("rect", { x: 0, y: k * ROW + 22, width: (width * mark) / FULL, height: 12, fill: NOW, rx: 3 }),
        svg("text", { x: 0, y: k * ROW + 49, fill: QUIET, "font-size": 12 }, texts[k]),
      ]),
    );
  }

  return { element, draw, drawing: () => chart, destroy: () => observer.disconnect() };
}
