// A package of reforms put together by hand, within what a lesson allows.

import { html, write } from "../draw/element.js";
import { figure } from "../shell/texts.js";
import { affordable, priceOf } from "./settings.js";

/** @typedef {import("../engine/types.js").Lesson} Lesson */

/** @param {import("../shell/app.js").App} app @param {Lesson} lesson @param {(doses: number[]) => void} changed by index of `lesson.doses`, in the order of the offer */
export function builder(app, lesson, changed) {
  const offer = lesson.offer ?? [];
  let doses = offer.map(() => 0);
  const account = html("p", { class: "account", role: "status" });
  const rows = offer.map((id, k) => {
    const { name, about } = app.contents.reforms[id];
    const select = html(
      "select",
      {
        id: `offer-${lesson.id}-${id}`,
        change: () => changed(doses.map((dose, j) => (j === k ? Number(select.value) : dose))),
      },
      ...lesson.doses.map((dose, d) =>
        html(
          "option",
          { value: d },
          dose
            ? app.t("learn.dose", { dose: figure(100 * dose, 0), price: figure(lesson.prices[id][d], 2) })
            : app.t("learn.not"),
        ),
      ),
    );
    const element = html(
      "div",
      { class: "offer" },
      html("label", { for: select.id }, app.name(name), html("span", { class: "unit" }, app.name(about))),
      select,
    );
    return { element, select };
  });
  return {
    element: html("div", { class: "builder" }, ...rows.map(({ element }) => element), account),
    /** @param {number[]} own */
    draw(own) {
      doses = own;
      rows.forEach(({ select }, k) => (select.value = String(own[k])));
      const { price, count } = priceOf(lesson, own);
      const blanks = { price: figure(price, 2), budget: figure(lesson.budget ?? 0, 2), count, most: lesson.most ?? 0 };
      write(account, app.t(affordable(lesson, own) ? "learn.account" : "learn.too_much", blanks));
      account.classList.toggle("over", !affordable(lesson, own));
    },
  };
}
