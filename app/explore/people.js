// The cadres of a township as a row of small pillars, one each, of their time; one is chosen by a click or arrow keys.

import { html, set, write } from "../draw/element.js";
import { roving } from "../draw/roving.js";
import { drawStack } from "./township.js";

/** @typedef {import("../engine/reading.js").Cadre} Cadre */
/** @typedef {{cadre: Cadre, time: Record<string, number>}} Person time: shares of discretionary time, by kind of activity */

/** @param {import("../shell/app.js").App} app @param {(cadre: number) => void} choose counted from 0 */
export function people(app, choose) {
  const element = html("div", { class: "people", role: "group", "aria-label": app.t("details.cadres") });
  /** @type {ReturnType<typeof pillar>[]} */
  let pillars = [];
  const { reach } = roving(element, () => pillars.map(({ button }) => button));

  /** @param {number} k */
  function pillar(k) {
    const stack = html("span", { class: "stack upright", "aria-hidden": "true" });
    const name = html("span", { class: "person", "aria-hidden": "true" });
    const button = html("button", { id: `cadre-${k + 1}`, click: () => choose(k) }, stack, name);
    return { button, stack, name };
  }

  /** What a cadre is called, by number and post. @param {Person} person @param {number} k */
  function named({ cadre }, k) {
    const post = cadre.principal ? "principal" : cadre.leader ? "leader" : "staff";
    return app.t(`details.${post}`, { number: k + 1 });
  }

  return {
    element,
    named,
    /** @param {Person[]} all @param {number} chosen */
    draw(all, chosen) {
      if (pillars.length !== all.length) {
        pillars = all.map((_, k) => pillar(k));
        element.replaceChildren(...pillars.map(({ button }) => button));
      }
      all.forEach((person, k) => {
        const { button, stack, name } = pillars[k];
        const time = drawStack(app, stack, person.time);
        const text = app.t("details.person", { name: named(person, k), time });
        write(name, `${k + 1}${person.cadre.principal ? "★" : person.cadre.leader ? "•" : ""}`);
        set(button, { "aria-label": text, title: text, "aria-pressed": k === chosen ? "true" : "false" });
      });
      if (!pillars.some(({ button }) => button === document.activeElement)) reach(chosen);
    },
  };
}
