// The question at the end of a lesson.

import { html, write } from "../draw/element.js";

/** @param {import("../shell/app.js").App} app @param {import("../engine/types.js").Lesson} lesson @param {(answer: string) => void} choose @param {(answer: string) => void} give */
export function check(app, lesson, choose, give) {
  const say = (/** @type {string} */ key) => app.t(`${lesson.id}.${key}`);
  const choices = ["a", "b", "c"].map((letter) => {
    const input = html("input", {
      type: "radio",
      name: `check-${lesson.id}`,
      id: `check-${lesson.id}-${letter}`,
      value: letter,
      change: () => choose(letter),
    });
    return {
      letter,
      input,
      element: html("div", { class: "choice" }, input, html("label", { for: input.id }, say(letter))),
    };
  });
  const button = html("button", { class: "plain strong", click: answer }, app.t("learn.answer"));
  const told = html("p", { class: "verdict", role: "status", tabindex: -1 });
  const element = html(
    "section",
    { class: "step" },
    html("h2", {}, app.t("learn.check")),
    html("fieldset", {}, html("legend", {}, say("check")), ...choices.map((each) => each.element)),
    button,
    told,
  );
  function answer() {
    give(choices.find(({ input }) => input.checked)?.letter ?? "");
    if (told.textContent) told.focus({ preventScroll: true });
  }

  return {
    element,
    /** @param {string} answer that was given, "" for none @param {string} chosen until then */
    draw(answer, chosen) {
      for (const { letter, input } of choices) {
        input.checked = letter === (answer || chosen);
        input.disabled = !!answer;
      }
      button.hidden = !!answer;
      const right = app.t(answer === lesson.answer ? "learn.right" : "learn.wrong", { right: say(lesson.answer ?? "") });
      write(told, answer ? `${right}${app.t("told.space")}${say("answer")}` : "");
    },
  };
}
