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
      item("scenario", scenario),
      item("data", data),
      item("svg", () => picture("svg")),
      item("png", () => picture("png")),
      item("print", () => print()),
    ),
  );

  /** Offer what the view that is shown has: lessons no scenario, Compare its own table of data, notes no picture. */
  function offer() {
    const { tab } = app.state.get().view;
    const absent = { scenario: tab === "learn" || !app.pictured().scenarios.length, data: !!tab, svg: !app.pictures().length, png: !app.pictures().length };
    for (const [id, gone] of Object.entries(absent)) {
      const button = menu.querySelector(`#file-${id}`);
      if (button?.parentElement) button.parentElement.hidden = gone;
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

  /** A file for each scenario that is shown. */
  function scenario() {
    const { study, scenarios, letters } = app.pictured();
    const say = (/** @type {string} */ key, /** @type {Record<string, string>} */ blanks) => app.t(`files.${key}`, blanks);
    scenarios.forEach((own, k) => {
      const name = letters ? SCENARIO.replace(".", `-${letters[k]}.`) : SCENARIO;
      save(name, fileOf(app.contents, study, own, name, say), "text/plain");
    });
  }

  async function data() {
    const measures = app.contents.measures.map(({ id }) => id);
    const { study } = app.state.get();
    /** @type {Record<string, ArrayLike<number>>} */
    const columns = {};
    for (const [side, own] of Object.entries({ now: app.scenario, baseline: study.baseline }))
      await app.client.curves(`file ${side}`, { study, scenario: own, measures }, ({ series }) => {
        for (const id of measures) columns[`${id}.${side}`] = series[id];
      });
    save("kaohe-data.csv", csvOf(columns), "text/csv");
  }

  /** @param {"svg" | "png"} kind */
  async function picture(kind) {
    const drawing = compose(app.pictureTitle(), app.pictures(), aboutOf(app));
    if (kind === "svg") save("kaohe.svg", svgText(drawing), "image/svg+xml");
    else save("kaohe.png", await pngOf(drawing), "image/png");
  }

  return menu;
}
