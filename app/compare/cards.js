// Scenarios side by side: what each is, its doses and first months, and which are added or go.

import { html } from "../draw/element.js";
import { figure } from "../shell/texts.js";
import { overlaysOf } from "../engine/plan.js";
import { asGiven, textOf } from "../engine/expression.js";
import { badge } from "./badge.js";
import { isBaseline } from "./trials.js";
import { leverName, LETTERS, nameOf } from "./words.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/types.js").Scenario} Scenario */
/** @typedef {import("../engine/types.js").Part} Part */

export const MOST = 4;
/** What a first comparison may begin with. @type {Record<string, string[]>} */
const READY = {
  packages: ["zhou", "yinzhou_package", "leping_next", "zhang_three_paths"],
  reforms: ["burden_reduction", "mutual_recognition", "fault_tolerance", "citizens_weight"],
};

/** @param {App} app */
export function cards(app) {
  const { contents } = app;
  const list = html("div", { class: "cards" });
  let refocus = false;
  const add = html("select", { id: "compare-add", "aria-label": app.t("compare.add"), change: () => (addButton.disabled = !add.value) });
  const addButton = html("button", { class: "plain", id: "compare-put", disabled: true, click: added }, app.t("compare.put"));
  const chooser = html("p", { class: "field-line add" }, add, addButton);
  const invite = html("p", { class: "invite" });
  const ready = html("p", { class: "ready" });
  const element = html("section", { class: "panel" }, invite, ready, list);
  let drawn = "";

  /** @returns {Scenario[]} */
  const scenarios = () => app.state.get().scenarios;

  /** Put scenarios in the place of those there are, if they can be. @param {Scenario[]} next */
  function replace(next) {
    try {
      next.forEach((scenario) => overlaysOf(contents, scenario));
      app.say("");
      app.state.set({ scenarios: next });
    } catch (error) {
      app.failed(error);
      drawn = "";
      draw();
    }
  }

  /** @param {number} k @param {Partial<Scenario>} values */
  function change(k, values) {
    replace(scenarios().map((scenario, n) => (n === k ? { ...scenario, ...values } : scenario)));
  }

  /** The baseline with a reform or package more. @param {string} id @returns {Scenario} */
  function reformed(id) {
    const { baseline } = app.state.get().study;
    return { ...baseline, parts: [...(baseline.parts ?? []), { id }] };
  }

  /** Whether a scenario can be. @param {Scenario} scenario */
  function possible(scenario) {
    try {
      overlaysOf(contents, scenario);
      return true;
    } catch {
      return false;
    }
  }

  function added() {
    refocus = true;
    const [kind, id] = add.value.split(" ");
    const more = kind === "pin" ? { ...app.scenario } : kind === "regime" ? { regime: id } : reformed(id);
    replace([...scenarios(), more]);
  }

  /** @param {string} label @param {[string, string][]} options */
  function group(label, options) {
    return html("optgroup", { label }, ...options.map(([value, text]) => html("option", { value }, text)));
  }

  function options() {
    const named = (/** @type {Record<string, {name: any}>} */ all, /** @type {string} */ kind) =>
      Object.entries(all)
        .filter(([id]) => kind === "regime" || possible(reformed(id)))
        .map(([id, { name }]) => /** @type {[string, string]} */ ([`${kind} ${id}`, app.name(name)]));
    return [
      html("option", { value: "" }, app.t("compare.add")),
      group(app.t("tabs.explore"), [["pin explore", app.t("compare.pin")]]),
      group(app.t("explore.packages"), named(contents.packages, "part")),
      group(app.t("explore.reforms"), named(contents.reforms, "part")),
      group(app.t("explore.regime"), named(contents.regimes, "regime")),
    ];
  }

  /** @param {number} k */
  function card(k) {
    const scenario = scenarios()[k];
    const { parts = [], levers = {} } = scenario;
    const regime = html(
      "select",
      { id: `compare-regime-${k}`, change: () => change(k, { regime: regime.value }) },
      ...Object.entries(contents.regimes).map(([id, { name }]) => html("option", { value: id }, app.name(name))),
    );
    regime.value = scenario.regime;
    const rest = Object.entries(levers).map(([id, value]) => {
      const words = `${leverName(app, id)} ${figure(value)}`;
      const without = Object.fromEntries(Object.entries(levers).filter(([name]) => name !== id));
      return html("li", {}, words, shut(app.t("compare.without", { name: words }), () => change(k, { levers: without })));
    });
    return html(
      "article",
      { class: `card${isBaseline(app, scenario) ? " same" : ""}`, "aria-label": `${LETTERS[k]}: ${nameOf(app, scenario)}` },
      html("div", { class: "card-head" }, badge(k), html("h2", {}, nameOf(app, scenario)), shut(app.t("compare.remove", { letter: LETTERS[k] }), () => remove(k))),
      isBaseline(app, scenario) ? html("p", { class: "quiet" }, app.t("compare.is_baseline")) : null,
      html("p", { class: "field-line" }, html("label", { for: regime.id }, app.t("explore.regime")), regime),
      html("ul", { class: "parts" }, ...parts.map((part, n) => partLine(k, n, part)), ...rest),
      k === 0
        ? html("p", { class: "quiet" }, app.t("compare.explored"))
        : html("button", { class: "plain", click: () => explore(k) }, app.t("compare.explore")),
    );
  }

  /** @param {number} k */
  function remove(k) {
    refocus = true;
    replace(scenarios().filter((_, n) => n !== k));
  }

  /** @param {string} name @param {() => void} press */
  function shut(name, press) {
    return html("button", { class: "round small", "aria-label": name, title: name, click: press }, "×");
  }

  /** @param {number} k @param {number} n @param {Part} part */
  function partLine(k, n, part) {
    const parts = () => scenarios()[k].parts ?? [];
    const about = contents.reforms[part.id] ?? contents.packages[part.id];
    const name = app.name(about.name);
    const own = contents.reforms[part.id]?.start ?? Math.min(...(contents.packages[part.id]?.members ?? []).map(({ reform }) => contents.reforms[reform].start));
    const dose = html("input", { type: "number", id: `compare-dose-${k}-${n}`, min: 0, max: 100, step: 5, change: () => moved(dose, 0, 100, (value) => ({ dose: value / 100 })) });
    const start = html("input", { type: "number", id: `compare-start-${k}-${n}`, min: 0, max: 600, step: 1, change: () => moved(start, 0, 600, (value) => ({ start: value })) });
    dose.value = String(Number((100 * (part.dose ?? 1)).toPrecision(6)));
    start.value = String(part.start ?? own);

    /** @param {HTMLInputElement} box @param {number} low @param {number} high @param {(value: number) => Partial<Part>} values */
    function moved(box, low, high, values) {
      const value = Number(box.value);
      if (box.value !== "" && value >= low && value <= high && (box === dose || Number.isInteger(value)))
        return change(k, { parts: parts().map((each, at) => (at === n ? { ...each, ...values(value) } : each)) });
      app.say(app.t(box === dose ? "errors.range" : "errors.whole", { field: name, value: asGiven(box.value), low, high }));
      drawn = "";
      draw();
    }

    return html(
      "li",
      {},
      html("span", { class: "part-name", title: app.name(about.about) }, name),
      shut(app.t("compare.without", { name }), () => change(k, { parts: parts().filter((_, at) => at !== n) })),
      html("span", { class: "part-more" }, html("label", {}, app.t("compare.dose"), dose), html("label", {}, app.t("explore.start"), start)),
    );
  }

  /** The scenario first, where Explore shows it. @param {number} k */
  function explore(k) {
    const chosen = scenarios()[k];
    replace([chosen, ...scenarios().filter((_, n) => n !== k)]);
    app.state.set({ view: { tab: "" } });
  }

  /** @param {string} name */
  function begin(name) {
    replace(READY[name].filter((id) => possible(reformed(id))).map(reformed));
  }

  function draw() {
    const { study, view } = app.state.get();
    const now = JSON.stringify([textOf(study.baseline), scenarios().map(textOf), study.place, view.names]);
    if (now === drawn) return;
    drawn = now;
    const asked = refocus ? add.id : (document.activeElement?.id ?? ""); // the button that removed or added a card goes with it, or can no longer be pressed
    refocus = false;
    const nothing = scenarios().every((scenario) => isBaseline(app, scenario));
    invite.hidden = ready.hidden = !nothing;
    invite.textContent = app.t("compare.invite");
    ready.replaceChildren(
      ...Object.keys(READY).map((name) => html("button", { class: "plain", id: `ready-${name}`, click: () => begin(name) }, app.t(`compare.ready_${name}`))),
      html("button", { class: "plain", id: "ready-regimes", click: () => replace(Object.keys(contents.regimes).filter((id) => id !== study.baseline.regime).slice(0, MOST).map((regime) => ({ regime }))) }, app.t("compare.ready_regimes")),
    );
    add.replaceChildren(...options());
    add.value = "";
    addButton.disabled = true;
    const full = scenarios().length >= MOST;
    const base = html(
      "article",
      { class: "card base" },
      html("div", { class: "card-head" }, html("span", { class: "letter dashed" }, "–"), html("h2", {}, nameOf(app, study.baseline, true))),
      html("p", { class: "quiet" }, app.t("compare.baseline_note", { place: app.name(contents.places[study.place].name), years: figure(study.months / 12, 0), seed: study.seed })),
      full ? html("p", { class: "quiet" }, app.t("compare.full")) : chooser,
    );
    list.replaceChildren(base, ...scenarios().map((_, k) => card(k)));
    if (asked.startsWith("compare-")) (document.getElementById(asked) ?? list.querySelector(".card:last-child button"))?.focus();
  }

  return { element, draw };
}
