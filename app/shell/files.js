// The menu of what can be taken away: a link, data, pictures, a scenario file, paper.

import { html } from "../draw/element.js";
import { compose, pngOf, save, svgText } from "../draw/picture.js";
import { csvOf } from "../engine/csv.js";
import { fileOf } from "../engine/expression.js";
import { aboutOf } from "./about.js";
import { linkOf } from "./link.js";

/** @typedef {import("./app.js").App} App */

const SCENARIO = "kaohe-scenario.toml";

/** @param {App} app @returns {HTMLElement} */
export function fileMenu(app) {
  /** @param {string} id @param {() => unknown} act */
  const item = (id, act) =>
    html(
      "li",
      {},
      html(
        "button",
        {
          id: `file-${id}`,
          click: async () => {
            menu.open = false;
            try {
              await act();
            } catch (error) {
              app.failed(error);
            }
          },
        },
        app.t(`files.${id}`),
      ),
    );
  const menu = html(
    "details",
    {
      class: "menu",
      keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && (menu.open = false),
      toggle: offer,
    },
    html("summary", { id: "files" }, app.t("files.all")),
    html(
      "ul",
      {},
      item("link", link),
      item("scenario", () => scenarioFiles(app).forEach(({ name, text }) => save(name, text, "text/plain"))),
      item("data", async () => save("kaohe-data.csv", await dataOf(app), "text/csv")),
      item("svg", () => picture("svg")),
      item("png", () => picture("png")),
      item("print", () => print()),
    ),
  );

  function offer() {
    for (const [id, offered] of Object.entries(offeredBy(app))) {
      const button = menu.querySelector(`#file-${id}`);
      if (button?.parentElement) button.parentElement.hidden = !offered;
    }
  }

  async function link() {
    const { view, ...state } = app.state.get();
    const whole = { ...state, view: { ...view, lang: app.lang, ...app.standing() } };
    const address = location.href.split("#")[0] + linkOf(app.contents, whole);
    history.replaceState(null, "", address);
    try {
      await navigator.clipboard.writeText(address);
      app.say(app.t("files.copied"));
    } catch {
      app.say(app.t("files.copy_yourself", { address }));
    }
  }

  /** @param {"svg" | "png"} kind */
  async function picture(kind) {
    const drawing = compose(app.pictureTitle(), app.pictures(), aboutOf(app));
    if (kind === "svg") save("kaohe.svg", svgText(drawing), "image/svg+xml");
    else save("kaohe.png", await pngOf(drawing), "image/png");
  }

  return menu;
}

/** Entries that not every view has: lessons no scenario, Compare its own table of data, notes no picture. @param {App} app */
export function offeredBy(app) {
  const { tab } = app.state.get().view;
  const drawn = app.pictures().length > 0;
  return { scenario: tab !== "learn" && app.pictured().scenarios.length > 0, data: !["compare", "learn"].includes(tab ?? ""), svg: drawn, png: drawn };
}

/** A file for each scenario that is shown. @param {App} app @returns {{name: string, text: string}[]} */
export function scenarioFiles(app) {
  const { study, scenarios, letters } = app.pictured();
  const say = (/** @type {string} */ key, /** @type {Record<string, string>} */ blanks) => app.t(`files.${key}`, blanks);
  return scenarios.map((own, k) => {
    const name = letters ? SCENARIO.replace(".", `-${letters[k]}.`) : SCENARIO;
    return { name, text: fileOf(app.contents, study, own, name, say) };
  });
}

/** Outcomes by month of the scenario that is explored and of its baseline, as a table. @param {App} app @returns {Promise<string>} */
export async function dataOf(app) {
  const measures = app.contents.measures.map(({ id }) => id);
  const { study } = app.state.get();
  /** @type {Record<string, ArrayLike<number>>} */
  const columns = {};
  for (const [side, own] of Object.entries({ now: app.scenario, baseline: study.baseline }))
    await app.client.curves(`file ${side}`, { study, scenario: own, measures }, ({ series }) => {
      for (const id of measures) columns[`${id}.${side}`] = series[id];
    });
  return csvOf(columns);
}
