// What all runs share, and the regime: county and years. The seed stands in sight (`seed.js`).

import { html } from "../draw/element.js";
import { overlaysOf } from "../engine/plan.js";
import { lowest } from "../engine/expression.js";

/** @typedef {import("../shell/app.js").App} App */

const YEARS = [3, 5, 10, 15, 20];

/** @param {App} app */
export function setting(app) {
  const { regimes, places } = app.contents;
  const regime = choice(
    "regime",
    Object.entries(regimes).map(([id, { name }]) => [id, app.name(name)]),
    () => app.scenario.regime,
    (id) => {
      const levers = Object.fromEntries(
        Object.entries(app.scenario.levers ?? {}).filter(([name, value]) => {
          const lever = app.contents.levers.find((each) => each.id === name);
          return lever && value >= lowest(app.contents, id, lever);
        }),
      );
      const scenario = { ...app.scenario, regime: id, levers };
      overlaysOf(app.contents, scenario); // refuses what does not go together
      app.explore(scenario);
    },
  );
  const base = choice(
    "baseline",
    Object.entries(regimes).map(([id, { name }]) => [id, app.name(name)]),
    () => app.state.get().study.baseline.regime,
    (id) => app.state.set({ study: { baseline: { regime: id } } }),
  );
  const place = choice(
    "place",
    Object.entries(places).map(([id, { name }]) => [id, app.name(name)]),
    () => app.state.get().study.place,
    (id) => app.state.set({ study: { place: id }, view: { xt: "", xk: "" } }),
  );
  const years = choice(
    "years",
    YEARS.map((count) => [String(12 * count), String(count)]),
    () => String(app.state.get().study.months),
    (months) => app.state.set({ study: { months: Number(months) } }),
  );
  const names = html("input", {
    type: "checkbox",
    id: "names",
    change: () => app.state.set({ view: { names: names.checked ? "1" : "" } }),
  });
  const named = html("label", { class: "check" }, names, app.t("explore.names"));
  const pin = html(
    "button",
    { class: "plain", id: "pin", click: () => app.state.set({ study: { baseline: app.scenario } }) },
    app.t("explore.pin"),
  );
  const element = html(
    "details",
    { class: "group" },
    html("summary", {}, app.t("explore.setting")),
    html(
      "div",
      { class: "setting" },
      regime.element,
      base.element,
      pin,
      place.element,
      years.element,
      named,
    ),
    html("p", { class: "quiet" }, app.t("explore.setting_note")),
  );

  /** @param {string} id @param {string[][]} options @param {() => string} now @param {(id: string) => void} put */
  function choice(id, options, now, put) {
    const select = html(
      "select",
      {
        id: `set-${id}`,
        change: () => {
          try {
            app.say("");
            put(select.value);
          } catch (error) {
            app.failed(error);
            draw();
          }
        },
      },
      ...options.map(([value, text]) => html("option", { value }, text)),
    );
    return {
      element: html("div", {}, html("label", { for: select.id }, app.t(`explore.${id}`)), select),
      draw() {
        const value = now();
        if (![...select.options].some((option) => option.value === value))
          select.append(html("option", { value }, id === "years" ? String(Number(value) / 12) : value));
        select.value = value;
      },
    };
  }

  function draw() {
    for (const each of [regime, base, place, years]) each.draw();
    named.hidden = !app.real;
    names.checked = app.state.get().view.names === "1";
  }

  return { element, draw };
}
