// Learn: the list of lessons, and the one that is chosen.

import { html, set } from "../draw/element.js";
import { lessonPart } from "./lesson.js";
import { notesPart } from "./notes.js";
import { progressOf, textOf } from "./progress.js";
import { taskPart } from "./task.js";
import { Trials } from "./trials.js";

/** @typedef {import("../engine/types.js").Lesson} Lesson */

export const NOTES = "notes";

/** @type {import("../views.js").Mount} */
export function mount(container, app) {
  const { lessons } = app.contents;
  const trials = new Trials(app, () => part?.draw());
  /** @type {{element: HTMLElement, draw: () => void, drawing: () => SVGSVGElement | null, destroy: () => void} | null} */
  let part = null;
  let shown = "";
  const buttons = [...lessons.map(({ id }) => id), NOTES].map((id, k) => {
    const done = html("span", { class: "done" });
    const title = id === NOTES ? app.t("teaching.title") : app.t(`${id}.title`);
    const number = id !== NOTES && lessons[k].answer ? `${k + 1} ` : "";
    return {
      id,
      done,
      element: html(
        "button",
        { class: "lesson-link", id: `lesson-${id}`, click: () => app.state.set({ view: { l: id } }) },
        `${number}${title}`,
        done,
      ),
    };
  });
  const nav = html(
    "nav",
    { class: "lessons", "aria-label": app.t("learn.lessons") },
    html("p", { class: "quiet" }, app.t("learn.intro")),
    html("ol", {}, ...buttons.map(({ element }) => html("li", {}, element))),
  );
  const heading = html("h1", { class: "lesson-title", tabindex: -1 });
  const stage = html("div", { class: "stage" });
  container.replaceChildren(html("div", { class: "learn" }, nav, html("div", {}, heading, stage)));

  const end = app.state.subscribe((now, before) => {
    if (now.view.tab !== "learn") return;
    if ((now.view.l ?? "") !== (before.view.l ?? "")) return open(true);
    if (now.view !== before.view) draw();
  });

  function chosen() {
    const { l } = app.state.get().view;
    return buttons.some(({ id }) => id === l) ? l : lessons[0].id;
  }

  /** @param {boolean} asked by whoever looks, who then goes on from its heading */
  function open(asked) {
    trials.stop();
    part?.destroy();
    shown = chosen();
    const lesson = lessons.find(({ id }) => id === shown);
    part = !lesson
      ? notesPart(app)
      : (lesson.answer ? lessonPart : taskPart)(app, lesson, trials, progressIn(lesson), explore);
    heading.textContent = app.t(lesson ? `${shown}.title` : "teaching.title");
    stage.replaceChildren(part.element);
    if (asked) heading.focus();
    draw();
  }

  function draw() {
    part?.draw();
    for (const { id, element, done } of buttons) {
      set(element, { "aria-current": id === shown ? "page" : null });
      const lesson = lessons.find((each) => each.id === id);
      const progress = lesson && progressOf(lesson, app.state.get().view[`l_${id}`]);
      done.textContent = progress?.answer
        ? ` ✓ ${app.t("learn.done")}`
        : (progress?.predicted ?? progress?.drawn)
          ? ` ${app.t("learn.begun")}`
          : "";
    }
  }

  /** @param {Lesson} lesson */
  function progressIn(lesson) {
    const name = `l_${lesson.id}`;
    const get = () => progressOf(lesson, app.state.get().view[name]);
    return {
      get,
      /** @param {Partial<import("./progress.js").Progress>} more */
      put: (more) => app.state.set({ view: { [name]: textOf(lesson, { ...get(), ...more }) } }),
      again() {
        app.state.set({ view: { [name]: "" } });
        open(false);
      },
    };
  }

  /** Look at a scenario of the lesson in Explore. @param {import("../engine/types.js").Scenario} scenario */
  function explore(scenario) {
    const lesson = lessons.find(({ id }) => id === shown);
    if (lesson)
      app.state.set({ study: trials.study(lesson), scenarios: [scenario], view: { tab: "", xt: "", xk: "", xm: "" } });
  }

  return {
    show() {
      app.pictures = () => {
        const drawing = part?.drawing();
        return drawing ? [{ title: "", drawing }] : [];
      };
      app.pictureTitle = () => heading.textContent ?? "";
      app.pictured = () => {
        const study = trials.study(lessons.find(({ id }) => id === shown) ?? lessons[0]);
        return { study, scenarios: [study.baseline] };
      };
      app.standing = () => ({});
      if (shown !== chosen() || !part) open(false);
      else draw();
    },
    hide: () => trials.stop(),
    destroy() {
      end();
      trials.stop();
      part?.destroy();
      container.replaceChildren();
    },
  };
}
