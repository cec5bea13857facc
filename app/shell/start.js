// From an opened page to one that can be used: the state of the address, the frame, and the frame anew in another language.

import { html } from "../draw/element.js";
import { drawn, giveWay } from "../draw/frames.js";
import { open } from "../engine/open.js";
import { scenarioOf } from "../engine/expression.js";
import { Impossible } from "../engine/plan.js";
import { App } from "./app.js";
import { fileMenu } from "./files.js";
import { linkOf, readLink } from "./link.js";
import { refusal } from "./refusal.js";
import { drawShell } from "./shell.js";
import { languageOf, Texts } from "./texts.js";

/** @typedef {import("../engine/types.js").Contents} Contents */
/** @typedef {import("../engine/address.js").State} State */

const MONTHS = 120;
const WARMUP = 36;
const PAUSE = 300; // milliseconds without a change before the address is written

export async function start() {
  const page = /** @type {HTMLElement} */ (document.getElementById("page"));
  await giveWay();
  const { contents, client, begin } = await open();
  await giveWay();
  const first = firstState(contents);
  const read = readAddress(contents, languageOf(undefined));
  const app = new App(contents, client, read.state ?? first, languageOf(read.state?.view?.lang));
  const parts = { language, menu: fileMenu };
  let shell = await drawShell(page, app, parts);
  drawn().then(begin); // workers take all processors there are: first the frame, which asks the system for its fonts
  let redrawn = Promise.resolve();
  app.say(read.message);
  document.documentElement.dataset.ready = "yes";

  let timer = 0;
  app.state.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(() => history.replaceState(null, "", linkOf(contents, app.state.get())), PAUSE);
  });
  for (const kind of ["dragover", "drop"])
    addEventListener(kind, (event) => {
      if (!(event instanceof DragEvent && event.dataTransfer?.types.includes("Files"))) return;
      event.preventDefault(); // a browser would leave the page for the file
      if (kind === "drop") app.say(app.t("errors.dropped"));
    });
  addEventListener("hashchange", async () => {
    const { state, message } = readAddress(contents, app.lang);
    if (state) {
      app.state.set({ ...state, view: { ...cleared(app.state.get().view), ...state.view } });
      if (languageOf(state.view?.lang) !== app.lang) await redraw();
    }
    app.say(message);
  });

  async function language() {
    app.state.set({ view: { lang: app.lang === "zh" ? "en" : "zh" } });
    await redraw();
    document.getElementById("language")?.focus();
  }

  /** In the language of the state; one after the other. */
  function redraw() {
    redrawn = redrawn.then(async () => {
      app.texts = new Texts(contents, languageOf(app.state.get().view.lang));
      shell = await drawShell(page, app, parts, shell);
    });
    return (redrawn = redrawn.catch((error) => app.failed(error)));
  }
}

/** The browser cannot run the page, which says so in words that stand in the file itself. @param {unknown} error */
export function unable(error) {
  document.getElementById("page")?.replaceChildren();
  const told = /** @type {HTMLElement} */ (document.getElementById("unable"));
  told.hidden = false;
  told.append(html("p", { class: "quiet" }, String(error)));
}

/** What the page begins with, or what it was written to begin with. @param {Contents} contents @returns {State} */
function firstState(contents) {
  const { place, scenarios = [] } = contents.start ?? {};
  const given = scenarios.map((text) => scenarioOf(contents, text));
  const baseline = given[0] ?? { regime: "generalised" };
  const study = { place: place ?? Object.keys(contents.places)[0], baseline, seed: 1, months: MONTHS, warmup: WARMUP };
  return { study, scenarios: given.length > 1 ? given.slice(1, 5) : [baseline], view: {} };
}

/** The state of the address, if it can be read, and what is to be said of it. @param {Contents} contents @param {import("./texts.js").Language} language @returns {{state: State | null, message: string}} */
function readAddress(contents, language) {
  const texts = new Texts(contents, language);
  try {
    const read = readLink(contents, decodeURI(location.hash));
    if (!read) return { state: null, message: "" };
    const given = new URLSearchParams(location.hash.slice(1)).get("r") ?? "";
    const own = new Texts(contents, languageOf(read.state.view?.lang ?? language));
    const message = read.sameRules ? "" : own.t("errors.address_version", { given, own: contents.rules.slice(0, 8) });
    return { state: read.state, message };
  } catch (error) {
    const refused = error instanceof Impossible ? error : new Impossible("malformed", {}); // what is no address at all
    return { state: null, message: texts.t("errors.address", { what: refusal(contents, texts, refused) }) };
  }
}

/** Texts of a view that go. @param {Record<string, string>} view */
function cleared(view) {
  return Object.fromEntries(Object.keys(view).map((name) => [name, ""]));
}
