// The plain sentence over the picture: what changed compared with the baseline, by how much, and where time went.

import { html, write } from "../draw/element.js";
import { figure } from "../shell/texts.js";
import { changeText, isShare, pairText, valueText } from "./measures.js";
import { effectOf, SHIFTING, timeMoved } from "./sentence.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("./outlook.js").Outlook} Outlook */

const TIME = ["real_work", "paper", "showcase", "slack", "imposed_paper", "visit_time", "meeting_time", SHIFTING];
/** Outcomes that it needs, beside those that are drawn. */
export const NEEDED = [...TIME.filter((id) => id !== SHIFTING), "time", "initiative"];
const MOST = 3; // movements of time that are told

/** @param {App} app @param {Outlook} outlook @param {() => string[]} chosen outcomes that are drawn */
export function summary(app, outlook, chosen) {
  const main = html("p", { class: "told" });
  const time = html("p", { class: "told-time" });
  const reset = html(
    "button",
    { class: "plain", id: "reset", click: () => app.explore(app.state.get().study.baseline) },
    app.t("explore.reset"),
  );
  const why = html(
    "button",
    { class: "plain", id: "why", click: () => app.state.set({ view: { tab: "compare", co: chosen()[0], cw: "" } }) },
    app.t("explore.why"),
  );
  const buttons = html("div", { class: "told-buttons" }, why, reset);
  const element = html(
    "section",
    { class: "summary", "aria-label": app.t("explore.summary") },
    html("div", { "aria-live": "polite" }, main, time),
    buttons,
  );

  /** @param {string} id */
  const measure = (id) =>
    /** @type {import("../engine/types.js").Measure} */ (app.contents.measures.find((each) => each.id === id));
  /** @param {string} id */
  const effect = (id) => effectOf(id, outlook.now, outlook.ghost);
  /** The name of an outcome within a sentence. @param {string} id */
  const named = (id) => (app.lang === "en" ? app.name(measure(id).name).toLowerCase() : app.name(measure(id).name));
  const comma = () => app.t("told.comma");

  /** One outcome, with the range of its change where seeds agree on the direction. @param {string} id @param {boolean} first whose range is told */
  function clause(id, first) {
    const [own, { now, base, change, low, high, runs }] = [measure(id), effect(id)];
    const way = (change < 0 ? "falls" : "rises") + (isShare(own) ? "_points" : "");
    const size = (/** @type {number} */ value) => changeText(own, Math.abs(value)).replace("+", "");
    const [least, most] = [low, high].map(Math.abs).sort((a, b) => a - b);
    const [before, after] = pairText(own, base, now);
    const range = runs > 1 && first ? app.t("told.range", { least: size(least), most: size(most) }) : "";
    return app.t(`told.${way}`, { name: named(id), by: size(change), base: before, now: after, range });
  }

  return {
    element,
    text: () => main.textContent ?? "",
    draw() {
      const ids = chosen();
      buttons.hidden = outlook.same;
      const year = Math.ceil(app.state.get().study.months / 12);
      if (!outlook.whole) return;
      if (outlook.same) {
        const blanks = {
          count: app.contents.places[app.state.get().study.place].townships.length,
          year,
          regime: app.name(app.contents.regimes[app.scenario.regime].name),
          value: valueText(measure("formalism"), effect("formalism").base),
        };
        write(main, app.t("told.baseline", blanks));
        write(time, app.t("told.invite"));
        return;
      }
      const effects = ids.map((id) => ({ id, ...effect(id) }));
      const one = effects[0].runs === 1;
      const told = one ? effects.filter(({ change }) => Math.abs(change) > 5e-4) : effects.filter(({ clear }) => clear);
      const rest = effects.filter(({ id }) => !told.some((each) => each.id === id)).map(({ id }) => named(id));
      const clauses = told.map(({ id }, k) => clause(id, k === 0));
      const clear = clauses.length
        ? app.t(one ? "told.one_run" : "told.runs", { year, clauses: clauses.join(app.t("told.semicolon")) })
        : "";
      const unclear =
        rest.length && !one
          ? app.t(clear ? "told.others_unclear" : "told.unclear", { names: rest.join(comma()), year })
          : "";
      write(main, [clear, unclear].filter(Boolean).join(app.t("told.space")));
      const moved = timeMoved(TIME, effect).slice(0, MOST);
      const items = moved.map(({ id, change }) =>
        app.t(change > 0 ? "told.more" : "told.less", {
          name: id === SHIFTING ? app.t("explore.shifting") : named(id),
          by: figure(Math.abs(100 * change), Math.abs(change) < 0.0095 ? 1 : 0),
        }),
      );
      write(time, items.length ? app.t("told.time", { items: items.join(comma()) }) : "");
    },
  };
}
