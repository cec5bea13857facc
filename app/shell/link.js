// The whole state as an address: that of the engine, and what views keep in it. A text of a view that cannot be is refused
// when it is read; one that no longer holds, as of a month after the last, is left out when it is written.

import { SHOWN } from "../explore/curves.js";
import { LISTED } from "../explore/happenings.js";
import { SPEEDS } from "../explore/player.js";
import { addressOf, stateOf } from "../engine/address.js";
import { horizonsOf } from "../engine/estimate.js";
import { number } from "../engine/expression.js";
import { Impossible, unknown } from "../engine/plan.js";
import { progressOf, textOf } from "../learn/progress.js";
import { NOTES } from "../learn/view.js";
import { VIEWS } from "../views.js";

/** @typedef {import("../engine/types.js").Contents} Contents */
/** @typedef {import("../engine/address.js").State} State */
/** Gives the texts that one may be, or the whole numbers. @typedef {(contents: Contents, state: State) => (string | undefined)[] | {low: number, high: number}} Rule */

/** @param {Contents} contents */
const headline = (contents) => contents.measures.filter((measure) => measure.headline).map(({ id }) => id);

/** @type {Record<string, Rule>} */
const RULES = {
  tab: () => VIEWS.map(({ id }) => id),
  lang: (contents) => Object.keys(contents.texts),
  names: () => ["1"],
  xm: (_, { study }) => ({ low: 1, high: study.months }),
  xo: headline,
  xt: pointedOut,
  xk: cadreOf,
  xv: () => SPEEDS.map(String),
  xe: () => LISTED,
  co: headline,
  ch: (contents, { study }) => horizonsOf(contents, study.months, 0).map(String),
  cw: (_, { scenarios }) => scenarios.map((__, k) => String(k)),
  l: (contents) => [...contents.lessons.map(({ id }) => id), NOTES],
  ls: (contents) => ({ low: 1, high: contents.seeds.length }),
};

/** What can be pointed out in the county. @type {Rule} */
function pointedOut({ places, regimes }, { study, scenarios }) {
  const { offices } = regimes[(scenarios[0] ?? study.baseline).regime];
  return [...places[study.place].townships.map((_, j) => `t${j}`), ...offices.map((_, o) => `o${o}`)];
}

/** The cadres of the township that is pointed out, counted from 1. @type {Rule} */
function cadreOf({ places }, { study, view }) {
  const { xt = "" } = view ?? {};
  const township = xt.startsWith("t") && places[study.place].townships[Number(xt.slice(1))];
  return township ? { low: 1, high: township.cadres } : [];
}

/** Refuse a text of a view that cannot be. @param {Contents} contents @param {State} state @param {string} name @param {string} text */
function check(contents, state, name, text) {
  const field = `.${name}`;
  const lesson = name.startsWith("l_") && contents.lessons.find(({ id }) => name === `l_${id}`);
  if (lesson) {
    if (textOf(lesson, progressOf(lesson, text)) !== text) throw new Impossible("progress", { field, value: text });
  } else if (name === "xc") {
    const [ids, all] = [text.split("."), headline(contents)];
    if (ids.length !== SHOWN.length || !ids.every((id) => all.includes(id))) throw unknown(field, text, all);
  } else if (!Object.hasOwn(RULES, name))
    throw unknown("view", field, [...Object.keys(RULES), "xc"].map((each) => `.${each}`));
  else {
    const rule = RULES[name](contents, state);
    if (Array.isArray(rule) && !rule.includes(text)) throw unknown(field, text, rule.flatMap((word) => word ?? []));
    if (!Array.isArray(rule) && !Number.isInteger(number(field, text, rule.low, rule.high)))
      throw new Impossible("whole", { field, value: text, ...rule });
  }
}

/** The state of an address, as `stateOf` reads it, with nothing in it that cannot be. @param {Contents} contents @param {string} address */
export function readLink(contents, address) {
  const read = stateOf(contents, address);
  if (read) for (const [name, text] of Object.entries(read.state.view ?? {})) check(contents, read.state, name, text);
  return read;
}

/** The address of a state. @param {Contents} contents @param {State} state */
export function linkOf(contents, state) {
  const holds = (/** @type {[string, string]} */ [name, text]) => {
    try {
      check(contents, state, name, text);
      return true;
    } catch {
      return false;
    }
  };
  return addressOf(contents, { ...state, view: Object.fromEntries(Object.entries(state.view ?? {}).filter(holds)) });
}
