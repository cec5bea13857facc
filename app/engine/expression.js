// A scenario as the text that `kaohe` takes, `generalised+mutual_recognition=0.5@24,visits=0.3`, and back; and as a file.

import { Impossible, overlaysOf } from "./plan.js";

/** @typedef {import("./types.js").Contents} Contents */
/** @typedef {import("./types.js").Scenario} Scenario */
/** @typedef {import("./types.js").Study} Study */

const LATEST = 1200; // month, as many as a run may have
export const SEEDS = 20; // replicates behind a mean on the page

/** @param {Scenario} scenario */
export function textOf(scenario) {
  return headOf(scenario) + leversOf(scenario).map(([id, value]) => `,${id}=${value}`).join("");
}

/** @param {Scenario} scenario */
function headOf({ regime, parts = [] }) {
  const texts = parts.map(
    ({ id, dose = 1, start }) => id + (dose === 1 ? "" : `=${dose}`) + (start === undefined ? "" : `@${start}`),
  );
  return [regime, ...texts.sort()].join("+");
}

/** @param {Scenario} scenario @returns {[string, number][]} */
function leversOf({ levers = {} }) {
  return Object.entries(levers).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The scenario of a text; `Impossible` names what is unknown or out of range. @param {Contents} contents @param {string} text @returns {Scenario} */
export function scenarioOf(contents, text) {
  const [summands, ...settings] = text.split(",");
  const [regime, ...words] = summands.split("+");
  known("regime", regime, contents.regimes);
  const parts = words.map((word) => partOf(contents, word));
  /** @type {Record<string, number>} */
  const levers = {};
  for (const setting of settings) {
    const [id, value] = setting.split("=");
    const lever = contents.levers.find((each) => each.id === id);
    if (!lever) throw new Impossible("unknown", { field: "lever", value: id });
    levers[id] = number(id, value ?? "", lowest(contents, regime, lever), lever.high);
  }
  const scenario = { regime, parts, levers };
  overlaysOf(contents, scenario); // refuses what does not go together
  return scenario;
}

/** The lowest value that a lever can have in a regime. @param {Contents} contents @param {string} regime @param {import("./types.js").Lever} lever */
export function lowest(contents, regime, lever) {
  return lever.id === "indicator_cap" ? Math.max(lever.low, contents.regimes[regime].least_cap) : lever.low;
}

/** @param {Contents} contents @param {string} word @returns {import("./types.js").Part} */
function partOf(contents, word) {
  const [head, start] = word.split("@");
  const [id, dose] = head.split("=");
  known("reform", id, { ...contents.reforms, ...contents.packages });
  return {
    id,
    dose: dose === undefined ? 1 : number(id, dose, 0, 1),
    ...(start === undefined ? {} : { start: number(id, start, 0, LATEST) }),
  };
}

/** @param {string} field @param {string} value @param {object} words */
function known(field, value, words) {
  if (!Object.hasOwn(words, value)) throw new Impossible("unknown", { field, value });
}

/** @param {string} field @param {string} word @param {number} low @param {number} high */
export function number(field, word, low, high) {
  const value = word.trim() === "" ? NaN : Number(word);
  if (!(value >= low && value <= high)) throw new Impossible("range", { field, value: word, low, high });
  return value;
}

/** A scenario as a file for `kaohe run`, with the commands that give the page's numbers. @param {Contents} contents @param {Study} study @param {Scenario} scenario @param {string} name of the file */
export function fileOf(contents, study, scenario, name) {
  const { place, seed, months, warmup } = study;
  const options = `--place ${place} --months ${months} --warmup ${warmup} --seed ${seed} --replicates ${SEEDS}`;
  const [base, own] = [textOf(study.baseline), textOf(scenario)];
  const compared = base === own ? `run "${own}"` : `compare "${base}" "${own}"`;
  const levers = leversOf(scenario).map(([id, value]) => `${id} = ${value}\n`);
  const regime = contents.regimes[scenario.regime].name;
  return [
    `# Written by the page of kaohe ${contents.version}, rules ${contents.rules.slice(0, 12)}`,
    `# This scenario by itself:      kaohe run ${name} ${options}`,
    `# As the page compares it:      kaohe ${compared} ${options}`,
    `extends = "${headOf(scenario)}"`,
    "",
    "[about]",
    `name_en = "${regime.en}: ${own}"`,
    `name_zh = "${regime.zh}：${own}"`,
    `en = "Made on the page from ${regime.en}."`,
    `zh = "由页面在“${regime.zh}”基础上生成。"`,
    ...(levers.length ? ["", "[levers]", levers.join("").trimEnd()] : []),
    "",
  ].join("\n");
}
