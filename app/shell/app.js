// What every view is given: the model, the state, the language, and a way to speak to whoever looks at the page.

import { Impossible } from "../engine/plan.js";
import { refusal } from "./refusal.js";
import { Store } from "./store.js";
import { Texts } from "./texts.js";

/** @typedef {import("../engine/types.js").Contents} Contents */
/** @typedef {import("../engine/types.js").Both} Both */
/** @typedef {import("../engine/types.js").Scenario} Scenario */
/** @typedef {import("../engine/types.js").Study} Study */

export class App {
  /** @param {Contents} contents @param {import("../engine/client.js").Client} client @param {import("../engine/address.js").State} state @param {import("./texts.js").Language} language */
  constructor(contents, client, state, language) {
    this.contents = contents;
    this.client = client;
    this.state = new Store(state);
    this.texts = new Texts(contents, language);
    /** Shown to whoever looks, "" for nothing; the shell sets it. @type {(message: string) => void} */
    this.say = () => {};
    /** Drawings of the view that is shown, for files; the view sets it. @type {() => import("../draw/picture.js").Panel[]} */
    this.pictures = () => [];
    /** Their title; the view sets it. @type {() => string} */
    this.pictureTitle = () => this.t("page.title");
    /** What they show, for the line below them; the letters of scenarios side by side; the month, in words; the view sets it. @type {() => {study: Study, scenarios: Scenario[], letters?: string[], when?: string}} */
    this.pictured = () => ({ study: this.state.get().study, scenarios: [this.scenario] });
    /** Where the view stands that is shown, beside what the state has; the view sets it. @type {() => Record<string, string>} */
    this.standing = () => ({});
  }

  /** "en" or "zh" */
  get lang() {
    return this.texts.language;
  }

  /** A text of `scenarios/languages/{en,zh}/app.toml`. @param {string} key `table.name` @param {Record<string, string | number>} [blanks] */
  t(key, blanks) {
    return this.texts.t(key, blanks);
  }

  /** What is declared in both languages, in that of the page. @param {Both} both */
  name(both) {
    return this.texts.of(both);
  }

  /** The scenario that is explored; the others of the state are for comparison. @returns {Scenario} */
  get scenario() {
    const { scenarios, study } = this.state.get();
    return scenarios[0] ?? study.baseline;
  }

  /** Explore another scenario, or the same one with something changed. @param {Scenario} scenario */
  explore(scenario) {
    this.state.set({ scenarios: [scenario, ...this.state.get().scenarios.slice(1)] });
  }

  /** Say what went wrong in words of the page. @param {unknown} error */
  failed(error) {
    this.say(this.reason(error));
  }

  /** Why something cannot be, as a sentence. @param {unknown} error */
  reason(error) {
    if (error instanceof Impossible) return refusal(this.contents, this.texts, error);
    return this.t("errors.broken", { detail: String(error) });
  }

  /** The name of a township: by number in a county of the register, unless names were asked for. @param {number} index */
  township(index) {
    const { study, view } = this.state.get();
    const township = this.contents.places[study.place].townships[index];
    if (this.real && view.names !== "1") return this.t("explore.unit", { number: index + 1 });
    return this.name(township.name);
  }

  /** Whether the county has the names of real units. */
  get real() {
    return isReal(this.contents.places[this.state.get().study.place]);
  }
}

const INVENTED = 999_000_000; // codes of the register are lower

/** @param {import("../engine/types.js").Place} place */
export function isReal(place) {
  return place.townships.some(({ code }) => code > 0 && code < INVENTED);
}
