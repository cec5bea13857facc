// The state of the page as the part of its address behind "#": short, versioned, checked when it is read.

import { number, scenarioOf, textOf } from "./expression.js";
import { Impossible, unknown } from "./plan.js";

/** @typedef {import("./types.js").Contents} Contents */
/** @typedef {import("./types.js").Study} Study */
/** @typedef {import("./types.js").Scenario} Scenario */
/** View: further short texts of the page, by name. @typedef {{study: Study, scenarios: Scenario[], view?: Record<string, string>}} State */

const FORMAT = "1";
const MOST_SCENARIOS = 4;
export const MOST_MONTHS = 600;
const MOST_WARMUP = 120;

/** @param {Contents} contents @param {State} state */
export function addressOf(contents, { study, scenarios, view = {} }) {
  const words = new URLSearchParams({ v: FORMAT, r: contents.rules.slice(0, 8), p: study.place, s: `${study.seed}` });
  words.set("m", `${study.months}`);
  words.set("w", `${study.warmup}`);
  words.set("b", textOf(study.baseline));
  for (const scenario of scenarios) words.append("c", textOf(scenario));
  for (const [name, value] of Object.entries(view)) words.set(`.${name}`, value);
  return `#${words.toString().replaceAll("%2B", "*").replaceAll("%2C", "~").replaceAll("%3D", ":").replaceAll("%40", "!")}`;
}

/**
 * The state of an address, and whether it was made by the same rules; null where there is none. Raises `Impossible`
 * where it cannot be read.
 * @param {Contents} contents @param {string} address @returns {{state: State, sameRules: boolean} | null}
 */
export function stateOf(contents, address) {
  const text = address.replace(/^#/, "");
  if (!text) return null;
  const restored = text.replaceAll("*", "%2B").replaceAll("~", "%2C").replaceAll(":", "%3D").replaceAll("!", "%40");
  const words = new URLSearchParams(restored);
  if (!["v", "p", "s", "m", "w", "b"].every((name) => words.has(name))) throw new Impossible("malformed", {});
  if (words.get("v") !== FORMAT) throw unknown("v", words.get("v") ?? "", [FORMAT]);
  const place = words.get("p") ?? "";
  if (!Object.hasOwn(contents.places, place)) throw unknown("p", place, Object.keys(contents.places));
  const baseline = scenarioOf(contents, words.get("b") ?? "");
  const study = {
    place,
    baseline,
    seed: whole("s", words.get("s"), 1, contents.seeds.length),
    months: whole("m", words.get("m"), 1, MOST_MONTHS),
    warmup: whole("w", words.get("w"), 0, MOST_WARMUP),
  };
  const texts = words.getAll("c");
  if (texts.length > MOST_SCENARIOS) throw new Impossible("range", { field: "c", value: texts.length, low: 0, high: MOST_SCENARIOS });
  const view = Object.fromEntries([...words].filter(([name]) => name.startsWith(".")).map(([name, value]) => [name.slice(1), value]));
  const state = { study, scenarios: texts.map((each) => scenarioOf(contents, each)), view };
  return { state, sameRules: contents.rules.startsWith(words.get("r") || "none") };
}

/** @param {string} field @param {string | null} word @param {number} low @param {number} high */
function whole(field, word, low, high) {
  const value = number(field, word ?? "", low, high);
  if (!Number.isInteger(value)) throw new Impossible("whole", { field, value: word ?? "", low, high });
  return value;
}
