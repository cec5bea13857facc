// A township: its fields (true, reported, target), its time, its grades.

import { html, set, svg } from "../draw/element.js";
import { ACTIVITIES, INK, LINE, NOW, PAPER, QUIET } from "../draw/palette.js";
import { barPart, swatch } from "../draw/part.js";
import { behind, table } from "../draw/table.js";
import { figure } from "../shell/texts.js";
import { partsOf } from "./time.js";

/** @typedef {import("../engine/reading.js").Picture} Picture */

const ROW = 24;
const WIDTH = 170;

/** @param {import("../shell/app.js").App} app @param {number} index */
export function townshipPart(app, index) {
  const { fields } = app.contents.regimes[app.scenario.regime];
  const { kind, villages, cadres } = app.contents.places[app.state.get().study.place].townships[index];
  const about = html(
    "p",
    { class: "quiet" },
    app.t("details.township", { kind: app.contents.texts[app.lang].kinds[kind] ?? kind, cadres, villages }),
  );
  const grades = html("p", {});
  const bars = fields.map(() => bar());
  const rows = fields.map(({ name }, d) =>
    html("tr", {}, html("th", { scope: "row" }, app.name(name)), html("td", {}, bars[d].picture), bars[d].text),
  );
  const key = html(
    "p",
    { class: "quiet" },
    swatch(NOW),
    app.t("details.true"),
    " ",
    html("span", { class: "ring-sign" }),
    app.t("details.reported"),
    " ",
    html("span", { class: "line-sign" }),
    app.t("details.target"),
  );
  const stack = html("div", { class: "stack tall", role: "img" });
  /** @type {Picture | null} */
  let last = null;
  const data = behind(app.t("explore.table"), () => {
    const own = last?.townships[index];
    const lines = fields.map(({ name }, d) => [
      app.name(name),
      ...[own?.level, own?.reported, own?.target, own?.weight, own?.need].map((list) => figure(list?.[d] ?? NaN)),
    ]);
    return table(
      app.t("details.fields"),
      ["field", "true", "reported", "target", "weight", "need"].map((name) => app.t(`details.${name}`)),
      lines,
    );
  });
  const element = html(
    "div",
    {},
    about,
    grades,
    html("h3", {}, app.t("details.time")),
    stack,
    html("h3", {}, app.t("details.fields")),
    key,
    html("table", { class: "fields" }, html("tbody", {}, ...rows)),
    data.element,
  );

  return {
    element,
    /** @param {Picture} picture */
    draw(picture) {
      last = picture;
      const own = picture.townships[index];
      const rank = own.first ? app.t("events.first") : own.last ? app.t("events.last") : "";
      const count = picture.townships.length;
      const grade = Math.round((1 - own.grade) * (count - 1)) + 1;
      grades.textContent = [app.t("details.grade", { rank: grade, count, score: figure(own.score) }), rank]
        .filter(Boolean)
        .join(app.t("told.comma"));
      fields.forEach((_, d) => bars[d].draw(own.level[d], own.reported[d], own.target[d]));
      drawStack(app, stack, partsOf(own.time));
      data.refresh();
    },
  };
}

/** Parts of a month as one bar; gives what it says in words. @param {import("../shell/app.js").App} app @param {HTMLElement} stack @param {Record<string, number>} parts */
export function drawStack(app, stack, parts) {
  const words = ACTIVITIES.filter(([name]) => name in parts).map(
    ([name]) => `${app.t(`explore.${name}`)} ${figure(100 * parts[name], 0)} %`,
  );
  const told = words.join(app.t("told.comma"));
  if (stack.getAttribute("role") === "img") set(stack, { "aria-label": told });
  stack.replaceChildren(
    ...ACTIVITIES.filter(([name]) => parts[name] > 0.001).map(([name, colour]) =>
      barPart(colour, parts[name], `${app.t(`explore.${name}`)} ${figure(100 * parts[name], 0)} %`),
    ),
  );
  return told;
}

/** True level as a bar, reported as a ring, target as a line; on a scale from 0 to 1. */
function bar() {
  const level = svg("rect", { x: 0, y: 7, height: 10, fill: NOW });
  const reported = svg("circle", { cy: 12, r: 4.5, fill: "#fff", stroke: INK, "stroke-width": 2 });
  const line = (/** @type {string} */ stroke, /** @type {number} */ width) => svg("line", { y1: 2, y2: 22, stroke, "stroke-width": width });
  const target = svg("g", {}, line(PAPER, 5), line(INK, 2.5)); // white around it, for bars are dark
  const ground = svg("rect", { x: 0, y: 7, width: WIDTH, height: 10, fill: LINE });
  const picture = svg(
    "svg",
    { width: WIDTH + 8, height: ROW, viewBox: `-4 0 ${WIDTH + 8} ${ROW}`, "aria-hidden": "true" },
    ground,
    level,
    target,
    reported,
  );
  const text = html("td", { style: `color:${QUIET}` });
  return {
    picture,
    text,
    /** @param {number} own @param {number} said @param {number} wanted */
    draw(own, said, wanted) {
      set(level, { width: Math.max(0, own * WIDTH) });
      set(reported, { cx: said * WIDTH });
      set(target, { transform: `translate(${(wanted * WIDTH).toFixed(1)})` });
      text.textContent = figure(own);
    },
  };
}
