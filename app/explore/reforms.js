// Reforms and packages: which, in what dose, from which month on.

import { html } from "../draw/element.js";
import { MOST_MONTHS } from "../engine/address.js";
import { asGiven } from "../engine/expression.js";
import { overlaysOf } from "../engine/plan.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/types.js").Part} Part */

/** @param {App} app */
export function reforms(app) {
  const { packages, reforms: single } = app.contents;
  const lists = [
    ["packages", packages],
    ["reforms", single],
  ].map(([name, all]) => {
    /** Made when they are first seen. @type {ReturnType<typeof row>[]} */
    let rows = [];
    const count = html("span", { class: "count" });
    const element = html(
      "details",
      { class: "group", toggle: () => element.open && drawRows() },
      html("summary", {}, app.t(`explore.${name}`), count),
    );
    function drawRows() {
      if (!rows.length) {
        rows = Object.entries(all).map(([id, entry]) => row(id, /** @type {any} */ (entry)));
        element.append(...rows.map((each) => each.element));
      }
      rows.forEach((each) => each.draw());
    }
    return { element, count, drawRows, all };
  });

  /** @returns {Part[]} */
  function parts() {
    return app.scenario.parts ?? [];
  }

  /** Lay parts on the scenario, if they can be laid on it. @param {Part[]} next */
  function put(next) {
    const scenario = { ...app.scenario, parts: next };
    try {
      overlaysOf(app.contents, scenario);
      app.say("");
      app.explore(scenario);
    } catch (error) {
      app.failed(error);
      draw();
    }
  }

  /** @param {string} id @param {{name: any, about: any, start?: number}} entry */
  function row(id, { name, about, start }) {
    const box = html("input", {
      type: "checkbox",
      id: `reform-${id}`,
      change: () => put(box.checked ? [...parts(), { id }] : parts().filter((part) => part.id !== id)),
    });
    const dose = html("input", {
      type: "range",
      min: 0,
      max: 1,
      step: 0.05,
      id: `dose-${id}`,
      input: () => change({ dose: Number(dose.value) }),
    });
    const month = html("input", { type: "number", min: 0, max: MOST_MONTHS, step: 1, id: `start-${id}`, change: begin });
    const amount = html("output", { for: dose.id });
    const more = html(
      "div",
      { class: "reform-more" },
      html("label", { for: dose.id }, app.t("explore.dose")),
      dose,
      amount,
      html("label", { for: month.id }, app.t("explore.start")),
      month,
    );
    const element = html(
      "div",
      { class: "reform" },
      box,
      html("label", { for: box.id }, app.name(name)),
      html("p", { class: "quiet" }, app.name(about)),
      more,
    );

    /** @param {Partial<Part>} values */
    function change(values) {
      put(parts().map((part) => (part.id === id ? { ...part, ...values } : part)));
    }
    function begin() {
      const value = Number(month.value);
      if (month.value !== "" && Number.isInteger(value) && value >= 0 && value <= MOST_MONTHS) return change({ start: value });
      app.say(app.t("errors.whole", { field: app.t("explore.start"), value: asGiven(month.value), low: 0, high: MOST_MONTHS }));
      draw();
    }
    return {
      element,
      draw() {
        const own = parts().find((part) => part.id === id);
        box.checked = !!own;
        more.hidden = !own;
        if (document.activeElement !== dose) dose.value = String(own?.dose ?? 1);
        amount.textContent = `${Math.round(100 * (own?.dose ?? 1))} %`;
        month.value = String(own?.start ?? start ?? firstStart(id));
      },
    };
  }

  /** @param {string} id of a package */
  function firstStart(id) {
    return Math.min(...packages[id].members.map(({ reform }) => single[reform].start));
  }

  function draw() {
    for (const { element, drawRows, count, all } of lists) {
      const on = parts().filter(({ id }) => Object.hasOwn(Object(all), id)).length;
      if (element.open || on) drawRows();
      count.textContent = on ? app.t("explore.changed", { count: on }) : "";
    }
  }

  return { element: html("div", {}, ...lists.map(({ element }) => element)), draw };
}
