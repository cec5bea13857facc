// One lesson: question, prediction, experiment, surprise, explanation, check. Whatever comes after the prediction is shown
// only when the prediction is made.

import { html, whenOther, write } from "../draw/element.js";
import { widthIn } from "../draw/room.js";
import { builder } from "./builder.js";
import { check } from "./check.js";
import { evidenceTable, measureOf, monthBars } from "./evidence.js";
import { basis, labelsOf, partsText, plotOf } from "./pictured.js";
import { signs } from "./plot.js";
import { affordable, baseOf, dosesOf, packageOf, positionOf, scenarioOf, startOf } from "./settings.js";
import { axisName, axisText, slider } from "./slider.js";
import { mean } from "./shape.js";
import { mechanisms, ranking, spread, surprise } from "./words.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/types.js").Lesson} Lesson */
/** @typedef {import("./progress.js").Progress} Progress */
/** @typedef {import("./trials.js").Trial} Trial */

/** @param {App} app @param {Lesson} lesson @param {import("./trials.js").Trials} trials @param {{get: () => Progress, put: (progress: Partial<Progress>) => void, again: () => void}} progress @param {(scenario: import("../engine/types.js").Scenario) => void} explore */
export function lessonPart(app, lesson, trials, progress, explore) {
  const say = (/** @type {string} */ key) => app.t(`${lesson.id}.${key}`);
  const outcome = measureOf(app, lesson.outcome ?? "");
  const { axis, also, packages = [] } = lesson;
  const base = axis ? baseOf(app, lesson) : -1;
  const labels = labelsOf(app, lesson);
  const start = also ? startOf(app, lesson, also) : 0;
  /** What came of the learner's own setting. @type {{trial: Trial, at: number} | null} */
  let mine = null;

  const plot = plotOf(app, lesson, (k, value) => progress.put({ drawn: line().with(k, value) }), () => {
    const { drawn } = progress.get();
    return () => progress.put({ drawn });
  });
  const commit = html("button", { class: "plain strong", id: "commit", click: run }, app.t("learn.commit"));
  const choices = packages.map((text, k) => packageChoice(text, k));
  const answer = html("h2", { tabindex: -1 }, app.t("learn.surprise"));
  const told = html("div", { role: "status", class: "found-text" });
  const so = html("p", {});
  const numbers = html("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": app.t("learn.evidence") });
  const months = monthBars(app);
  const shownAt = html("p", { class: "quiet", role: "status" });
  const key = signs((key) => app.t(key), !!axis);
  const again = html("button", { class: "plain", click: progress.again }, app.t("learn.again"));
  const luck = html(
    "button",
    {
      class: "plain",
      id: "luck",
      click: () => app.state.set({ view: { ls: String((trials.study(lesson).seed % app.contents.seeds.length) + 1) } }),
    },
    app.t("learn.luck"),
  );
  const inExplore = html(
    "button",
    { class: "plain", id: "to-explore", click: () => explore(ownScenario()) },
    app.t("learn.to_explore"),
  );
  const first = axis && slider(app, axis, `own-${lesson.id}`, (value) => progress.put({ own: value }));
  const other = also && slider(app, also, `also-${lesson.id}`, (value) => progress.put({ second: value === start ? null : value }));
  const build = lesson.offer && builder(app, lesson, (doses) => progress.put({ doses }));
  const question = check(
    app,
    lesson,
    (chosen) => progress.put({ chosen }),
    (answer) => answer && progress.put({ answer, chosen: "" }),
  );
  const predict = axis
    ? html("div", {}, html("p", {}, say("predict")), html("p", { class: "quiet" }, app.t("learn.how_to_draw")))
    : html("fieldset", {}, html("legend", {}, say("predict")), ...choices.map(({ element }) => element));
  const explained = html(
    "details",
    { class: "explained" },
    html("summary", {}, app.t("learn.explanation")),
    html("h3", {}, app.t("learn.raises")),
    html("p", {}, say("raises")),
    html("h3", {}, app.t("learn.lowers")),
    html("p", {}, say("lowers")),
    so,
    axis ? html("p", {}, mechanisms(app, lesson, labels, base)) : null,
    html("p", { class: "quiet" }, app.t("learn.conditional")),
  );
  const later = [
    html("section", { class: "step" }, answer, told, explained),
    html(
      "section",
      { class: "step" },
      html("h2", {}, app.t("learn.experiment")),
      html("p", {}, say("elsewhere")),
      html(
        "div",
        { class: "controls" },
        first ? first.element : null,
        other ? other.element : null,
        build ? build.element : null,
      ),
      shownAt,
      html("p", { class: "buttons" }, luck, inExplore, again),
      months.element,
      html("details", { class: "data", open: true }, html("summary", {}, app.t("learn.numbers")), numbers),
    ),
    question.element,
  ];
  const place = html("div", { class: "plot-place" }, plot.svg);
  const element = html(
    "article",
    { class: "lesson" },
    html(
      "section",
      { class: "step" },
      html("h2", {}, app.t("learn.question")),
      html("p", { class: "lead" }, say("question")),
      html(
        "p",
        { class: "quiet" },
        basis(app, lesson),
      ),
    ),
    html(
      "section",
      { class: "step board" },
      html("h2", {}, app.t("learn.prediction")),
      predict,
      place,
      key.element,
      commit,
    ),
    ...later,
  );
  const observer = new ResizeObserver(() => plot.resize(widthIn(place)));
  observer.observe(place);

  /** From here on the prediction stands. */
  function run() {
    progress.put({ predicted: /** @type {number[]} */ (axis ? line() : progress.get().drawn), drawn: null });
    answer.focus({ preventScroll: true });
  }

  /** @param {string} text @param {number} k */
  function packageChoice(text, k) {
    const input = html("input", {
      type: "radio",
      name: `package-${lesson.id}`,
      id: `package-${k}`,
      value: k,
      change: () => progress.put({ drawn: [k] }),
    });
    const parts = partsText(app, text);
    const label = html("label", { for: input.id }, html("b", {}, app.t("learn.labelled", { name: labels[k] })), parts);
    return { input, element: html("div", { class: "choice" }, input, label) };
  }

  /** The prediction as far as it is drawn: it begins as a level line through the county as it is, which cannot be moved. */
  function line() {
    const { drawn } = progress.get();
    const here = base >= 0 ? trials.of(lesson, `setting ${base}`, settingOf(base, start)) : null;
    const level = here && mean(here[outcome.id]);
    return labels.map((_, k) => (k === base ? level : (drawn?.[k] ?? level)));
  }

  /** @param {number} k @param {number} condition of the second axis */
  function settingOf(k, condition) {
    if (!axis) return packageOf(lesson, dosesOf(lesson, packages[k]));
    return scenarioOf(lesson, [
      [axis, axis.values[k]],
      [also, condition],
    ]);
  }

  /** What came at every setting, null where it is still to come. @param {number} condition of the second axis */
  function results(condition) {
    const shown = progress.get().predicted !== null;
    return labels.map((_, k) =>
      shown || k === base ? trials.of(lesson, `setting ${k}`, settingOf(k, condition)) : null,
    );
  }

  function ownDoses() {
    return progress.get().doses ?? (lesson.offer ?? []).map(() => 0);
  }

  function ownScenario() {
    const { own, second } = progress.get();
    return axis
      ? scenarioOf(lesson, [
          [axis, own ?? axis.values[base]],
          [also, second ?? start],
        ])
      : packageOf(lesson, ownDoses());
  }

  /** What came of the learner's own setting, and where it stands; of the one before until that is there. */
  function ownTrial() {
    const { own } = progress.get();
    if (axis ? own === null : !affordable(lesson, ownDoses()) || !ownDoses().some(Boolean)) return (mine = null);
    const trial = trials.of(lesson, "own", ownScenario());
    if (trial) mine = { trial, at: axis ? positionOf(axis.values, own ?? 0) : labels.length };
    return mine;
  }

  function draw() {
    const { predicted, second } = progress.get();
    for (const part of later) part.hidden = !predicted;
    const written = results(start);
    const whole = written.every((trial) => trial !== null);
    const now = whole && second !== null ? results(second) : written;
    mine = predicted && whole ? ownTrial() : null;
    drawPlot(predicted, now, whole ? written : []);
    drawControls();
    if (!predicted) return;
    tell(predicted.join(), .../** @type {Trial[]} */ (whole ? written : []));
    if (now.every((trial) => trial !== null)) drawNumbers(mine?.trial ?? null, .../** @type {Trial[]} */ (now));
  }

  /** @param {number[] | null} predicted @param {(Trial | null)[]} now @param {(Trial | null)[]} written what came before the second axis was moved */
  function drawPlot(predicted, now, written) {
    const moved = now !== written && written.length > 0;
    const said = axis ? (predicted ?? line()) : labels.map(() => null);
    const settings = labels.map((label, k) => {
      const trial = predicted && now[k];
      const before = moved ? mean(/** @type {Trial} */ (written[k])[outcome.id]) : null;
      return { label, predicted: said[k] ?? null, fixed: k === base, found: trial ? spread(trial[outcome.id]) : null, before };
    });
    if (!axis) settings.push({ label: app.t("learn.own"), predicted: null, fixed: false, found: null, before: null });
    key.before.hidden = !moved;
    plot.draw({ settings, open: !predicted && !!axis, own: mine && { ...spread(mine.trial[outcome.id]), at: mine.at } });
  }

  function drawControls() {
    const { predicted, drawn, answer, chosen, own, second } = progress.get();
    choices.forEach(({ input }, k) => {
      input.checked = k === (predicted ?? drawn)?.[0];
      input.disabled = !!predicted;
    });
    commit.hidden = !!predicted;
    commit.disabled = !drawn || (!!axis && line().includes(null));
    first?.draw(own ?? axis?.values[base] ?? 0);
    other?.draw(second ?? start);
    write(shownAt, second === null ? "" : shownAtText(second));
    build?.draw(ownDoses());
    question.draw(answer, chosen);
  }

  /** What is drawn once the second axis was moved. @param {number} second */
  function shownAtText(second) {
    if (!also) return "";
    const [now, was] = [second, start].map((value) => axisText(app, also, value));
    return app.t("learn.shown_at", { axis: axisName(app, also), now, was });
  }

  /** The prediction against what came at the regime's own second axis, once all of it is there. */
  const tell = whenOther((/** @type {string} */ _, /** @type {Trial[]} */ ...written) => {
    if (!written.length) return told.replaceChildren(html("p", {}, app.t("learn.running")));
    const predicted = /** @type {number[]} */ (progress.get().predicted);
    const said = axis
      ? surprise(app, lesson, predicted, written, labels)
      : ranking(app, lesson, predicted[0], written, labels);
    told.replaceChildren(...said.sentences.map((text) => html("p", {}, text)));
    so.textContent = said.so;
  });

  const drawNumbers = whenOther((/** @type {Trial | null} */ own, /** @type {Trial[]} */ ...now) => {
    const rows = now.map((trial, k) => ({ label: labels[k], trial }));
    if (own) rows.push({ label: app.t("learn.own"), trial: own });
    const name = axis ? axisName(app, axis) : app.t("learn.packages");
    numbers.replaceChildren(evidenceTable(app, [outcome.id, ...(lesson.evidence ?? [])], name, rows));
    months.draw(rows);
  });

  return { element, draw, drawing: () => plot.svg, destroy: () => observer.disconnect() };
}
