// An explanation in the sentences of `kaohe explain`, no surer than its intervals.

import { isSure } from "../engine/estimate.js";
import { filled } from "../shell/texts.js";
import { differenceText, intervalText, unitText } from "./words.js";

/** @typedef {import("../engine/explain.js").Explanation} Explanation */
/** @typedef {import("../engine/types.js").Measure} Measure */

const SPACED = /(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g; // spaces around names in Chinese
const FEW = 4; // mechanisms named with their numbers; the others stand in the table

/** @param {import("../shell/app.js").App} app @param {Explanation} found @param {Measure} measure @param {string} scenario what it is called */
export function sentencesOf(app, { whole, parts, remainder }, measure, scenario) {
  const words = app.contents.comparing.words[app.lang];
  const text = (/** @type {number} */ value, finer = 0) => differenceText(measure, value, finer);
  /** @param {string} key @param {Record<string, string | number>} blanks */
  const say = (key, blanks) => filled(words[key], blanks);
  /** @param {Explanation["parts"]} some */
  const named = (some) => {
    const first = some.slice(0, FEW).map(({ name, share }) => say("part", { name: app.name(name), effect: text(share.mean) }));
    const all = first.join(app.t("told.comma"));
    return some.length > FEW ? say("and_more", { parts: all, n: some.length - FEW }) : all;
  };
  const sure = parts.filter(({ share }) => isSure(share));
  const unsure = parts.filter(({ share }) => !isSure(share) && share.mean !== 0);
  const effect = app.t("why.effect", { effect: intervalText(app, whole, text), unit: unitText(app, measure) });
  const about = { outcome: app.name(measure.name), scenario, baseline: app.t("why.baseline"), effect };
  const said = [];
  if (isSure(whole)) {
    const rises = whole.mean > 0;
    const carry = sure.filter(({ share }) => share.mean > 0 === rises);
    const against = sure.filter(({ share }) => share.mean > 0 !== rises);
    said.push(say(rises ? "rises" : "falls", about));
    if (carry.length) said.push(say("carry", { parts: named(carry) }));
    if (against.length) said.push(say("against", { parts: named(against) }));
  } else {
    said.push(say("undecided", about));
    if (sure.length) said.push(say("within", { parts: named(sure) }));
  }
  if (unsure.length) said.push(say("unsure", { parts: unsure.map(({ name }) => app.name(name)).join(app.t("told.comma")) }));
  said.push(say("remains", { effect: intervalText(app, remainder, text) }));
  return said.join(words.between).replace(SPACED, "");
}
