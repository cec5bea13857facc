// For the teacher: how a lesson goes, a script of 45 minutes, and notes on each lesson with the answers sealed; to print.

import { html, set } from "../draw/element.js";
import { table } from "../draw/table.js";
import { basis, labelsOf, partsText, plotOf } from "./pictured.js";
import { baseOf } from "./settings.js";
import { mechanisms } from "./words.js";

/** @typedef {import("../shell/app.js").App} App */

const STEPS = ["1", "2", "3", "4", "5", "6", "7"];
const nothing = () => {}; // on paper nothing is moved
const POINTS = ["a", "b", "c", "d"];

/** @param {App} app */
export function notesPart(app) {
  const lessons = app.contents.lessons.filter(({ answer }) => answer);
  const script = table(
    app.t("teaching.script"),
    ["minutes", "teacher", "learners"].map((name) => app.t(`teaching.${name}`)),
    STEPS.map((step) => ["minutes", "teacher", "learners"].map((name) => app.t(`teaching.${name}_${step}`))),
  );
  const sheet = lessons.map((lesson, k) => {
    const say = (/** @type {string} */ key) => app.t(`${lesson.id}.${key}`);
    return html(
      "section",
      { class: "step sheet" },
      html("h3", {}, `${k + 1}  ${say("title")}`),
      html("p", {}, say("question")),
      labelled("learn.prediction", say("predict")),
      lesson.axis
        ? paper(lesson)
        : html(
            "ol",
            { class: "packages" },
            ...(lesson.packages ?? []).map((text) => html("li", {}, partsText(app, text))),
          ),
      html("p", { class: "write" }, app.t("teaching.write")),
      labelled("learn.check", say("check")),
      html("ol", { class: "letters" }, ...["a", "b", "c"].map((letter) => html("li", {}, say(letter)))),
      html(
        "p",
        { class: "quiet for-teacher" },
        basis(app, lesson),
      ),
      html("div", { class: "for-teacher" }, labelled("teaching.look", say("note"))),
      html(
        "details",
        { class: "sealed for-teacher" },
        html("summary", {}, app.t("teaching.sealed")),
        html("p", {}, app.t("teaching.answer_is", { letter: lesson.answer ?? "" }), app.t("told.space"), say("answer")),
        labelled("learn.raises", say("raises")),
        labelled("learn.lowers", say("lowers")),
        lesson.axis ? html("p", {}, mechanisms(app, lesson, labelsOf(app, lesson), baseOf(app, lesson))) : null,
      ),
    );
  });
  const element = html(
    "article",
    { class: "lesson notes" },
    html(
      "p",
      { class: "buttons no-print" },
      html(
        "button",
        { class: "plain", id: "print-students", click: () => printed(false) },
        app.t("teaching.print_students"),
      ),
      html(
        "button",
        { class: "plain", id: "print-teacher", click: () => printed(true) },
        app.t("teaching.print_teacher"),
      ),
    ),
    html(
      "section",
      { class: "step for-teacher" },
      html("h2", {}, app.t("teaching.title")),
      html("p", {}, app.t("teaching.about")),
      html("ul", {}, ...POINTS.map((point) => html("li", {}, app.t(`teaching.point_${point}`)))),
      html("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": app.t("teaching.script") }, script),
    ),
    html("h2", {}, app.t("teaching.sheet")),
    ...sheet,
    html(
      "section",
      { class: "step sheet" },
      html("h3", {}, app.t("task.title")),
      html("p", {}, app.t("task.question")),
      html("p", { class: "write" }, app.t("teaching.write_package")),
    ),
  );

  /** @param {string} key @param {string} text */
  function labelled(key, text) {
    return html("p", {}, html("b", {}, app.t("learn.labelled", { name: app.t(key) })), text);
  }

  /** The axes of a lesson, to draw on with a pencil. @param {import("../engine/types.js").Lesson} lesson */
  function paper(lesson) {
    const plot = plotOf(app, lesson, nothing, () => nothing);
    const settings = labelsOf(app, lesson).map((label) => ({ label, predicted: null, fixed: false, found: null, before: null }));
    plot.draw({ settings, open: false, own: null });
    set(plot.svg, { role: "img", "aria-label": app.t(`${lesson.id}.predict`) });
    return html("div", { class: "paper" }, plot.svg);
  }

  /** Print the students' sheet, on which nothing of the teacher's is, or all with the answers. @param {boolean} answers */
  function printed(answers) {
    const sealed = /** @type {NodeListOf<HTMLDetailsElement>} */ (element.querySelectorAll(".sealed"));
    element.classList.toggle("with-answers", answers);
    for (const each of sealed) each.open = answers;
    print();
    element.classList.remove("with-answers");
    for (const each of sealed) each.open = false;
  }

  return { element, draw() {}, drawing: () => null, destroy() {} };
}
