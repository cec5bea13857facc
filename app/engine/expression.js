// A scenario as the text that `kaohe` takes, `generalised+mutual_recognition=0.5@24,visits=0.3`, and back; and as a file.

import { Impossible, overlaysOf, unknown } from "./plan.js";

/** @typedef {import("./types.js").Contents} Contents */
/** @typedef {import("./types.js").Scenario} Scenario */
/** @typedef {import("./types.js").Study} Study */

const LATEST = 1200; // month, as many as a run may have
export const SEEDS = 20; // replicates behind a mean on the page
const FILE = /\.(toml|xlsx|csv)$/i;

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
  if (!Object.hasOwn(contents.regimes, regime)) throw unknown("regime", regime, Object.keys(contents.regimes));
  const parts = words.map((word) => partOf(contents, word));
  /** @type {Record<string, number>} */
  const levers = {};
  for (const setting of settings) {
    const [id, value] = cut(setting, "=");
    const lever = contents.levers.find((each) => each.id === id);
    if (!lever) throw unknown("lever", id, contents.levers.map((each) => each.id));
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
  const [head, start] = cut(word, "@");
  const [id, dose] = cut(head, "=");
  return {
    id,
    dose: dose === undefined ? 1 : number(id, dose, 0, 1),
    ...(start === undefined ? {} : { start: number(id, start, 0, LATEST) }),
  };
}

/** A word in two at a sign; what comes after a second one belongs to the last. @param {string} word @param {string} sign @returns {[string, string | undefined]} */
function cut(word, sign) {
  const [head, ...rest] = word.split(sign);
  return [head, rest.length ? rest.join(sign) : undefined];
}

/** What was given, so that it can be seen where it is nothing. @param {string} word */
export function asGiven(word) {
  return word.trim() || '""';
}

/** @param {string} field @param {string} word @param {number} low @param {number} high */
export function number(field, word, low, high) {
  const value = word.trim() === "" ? NaN : Number(word);
  if (!(value >= low && value <= high)) throw new Impossible("range", { field, value: asGiven(word), low, high });
  return value;
}

/** A scenario as a file, with the command that gives the page's numbers. @param {Contents} contents @param {Study} study @param {Scenario} scenario @param {string} name of the file @param {(key: string, blanks: Record<string, string>) => string} say a text of the table `files` */
export function fileOf(contents, study, scenario, name, say) {
  const { place, seed, months, warmup } = study;
  const { file: county } = contents.places[place];
  const [base, own] = [study.baseline, scenario].map((each) => spelt(contents, each));
  const options = `--place ${quoted(county ?? place)} --months ${months} --warmup ${warmup} --seed ${seed} --replicates ${SEEDS}`;
  const needed = [county ?? "", ...namesOf(base), ...namesOf(own)].filter((each) => FILE.test(each));
  const levers = leversOf(own).map(([id, value]) => `${id} = ${value}`);
  const { en, zh } = contents.regimes[scenario.regime].name;
  return [
    `# ${say("file_head", {})}`,
    `# kaohe run ${name} --baseline ${quoted(textOf(base))} ${options}`,
    ...(needed.length ? [`# ${say("file_beside", { files: [...new Set(needed)].join(", ") })}`] : []),
    `extends = ${JSON.stringify(headOf(own))}`,
    "",
    "[about]",
    `name_en = ${JSON.stringify(`${en}: ${textOf(scenario)}`)}`,
    `name_zh = ${JSON.stringify(`${zh}：${textOf(scenario)}`)}`,
    `en = ${JSON.stringify(`Made on the page from ${en}.`)}`,
    `zh = ${JSON.stringify(`由页面在“${zh}”基础上生成。`)}`,
    `made_by = ${JSON.stringify(`kaohe ${contents.version}, rules ${contents.rules.slice(0, 12)}`)}`,
    ...(levers.length ? ["", "[levers]", ...levers] : []),
    "",
  ].join("\n");
}

/** A scenario as the program spells it: a regime of one's own by its file, which brings reforms of its own along. @param {Contents} contents @param {Scenario} scenario @returns {Scenario} */
function spelt(contents, scenario) {
  const { origin } = contents.regimes[scenario.regime];
  if (!origin) return scenario;
  const parts = scenario.parts ?? [];
  /** @param {import("./types.js").Part} part @param {import("./types.js").Part} other */
  const same = (part, other) =>
    part.id === other.id && (part.dose ?? 1) === other.dose && (part.start ?? contents.reforms[part.id].start) === other.start;
  const lost = origin.parts.find((brought) => !parts.some((part) => same(part, brought)));
  if (lost) throw new Impossible("file_brings", { file: origin.file, reform: lost.id });
  const rest = parts.filter((part) => !origin.parts.some((brought) => same(part, brought)));
  return { regime: origin.file, parts: rest, levers: { ...origin.levers, ...scenario.levers } };
}

/** @param {Scenario} scenario */
function namesOf({ regime, parts = [] }) {
  return [regime, ...parts.map(({ id }) => id)];
}

/** @param {string} word of a command line */
function quoted(word) {
  return /^[\w.,=+@-]+$/.test(word) ? word : `"${word}"`;
}
