// From a scenario to what a run starts from: parameter records and overlays, and the same for its warm-up.
// It mirrors `experiments.compare.Comparison` (which scenario goes before) and `sim.world.World` (what months count from).

import { numbersOf } from "./contents.js";

/** @typedef {import("./types.js").Contents} Contents */
/** @typedef {import("./types.js").Scenario} Scenario */
/** @typedef {import("./types.js").Study} Study */
/** One lever moved. @typedef {{slot: number, mode: number, value: number, dose: number, start: number, ramp: number, low: number, high: number}} Overlay */
/** A regime in force. @typedef {{regime: string, parameters: Float64Array<ArrayBuffer>, overlays: Overlay[]}} Force */
/** @typedef {{place: string, seed: bigint, months: number, warmup: number, first: Force, then: Force, changed: boolean, key: string}} Plan key: of all that its warm-up depends on */

export const LONGEST = 80; // letters of what somebody wrote that are repeated to them

/** Something a scenario cannot be; `key` and `blanks` give the text in any language. */
export class Impossible extends Error {
  /** @param {string} key of a text of the page @param {Record<string, string | number | string[]>} [blanks] */
  constructor(key, blanks = {}) {
    super(`${key} ${JSON.stringify(blanks).slice(0, 4 * LONGEST)}`);
    this.key = key;
    this.blanks = Object.fromEntries(Object.entries(blanks).map(([name, value]) => [name, shortened(value)]));
  }
}

/** A word that is none of those accepted. @param {string} field @param {string} value @param {string[]} choices */
export function unknown(field, value, choices) {
  return new Impossible("unknown", { field, value, choices });
}

/** @param {string | number | string[]} value */
function shortened(value) {
  return typeof value === "string" && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

const SHARES = [5, 6]; // modes that give a reading a share of all: they come last, so that they hold as written

/** @param {Contents} contents @param {Scenario} scenario @returns {Overlay[]} */
export function overlaysOf(contents, scenario) {
  const seen = new Set();
  const rows = [];
  for (const part of scenario.parts ?? []) {
    for (const member of membersOf(contents, part.id)) {
      if (seen.has(member.reform)) throw new Impossible("reform_twice", { reform: member.reform });
      seen.add(member.reform);
      rows.push(...rowsOf(contents, scenario.regime, member, part));
    }
  }
  const off = valuesOff(contents, scenario);
  rows.sort((a, b) => a.last - b.last || a.share - b.share || compare(a.reform, b.reform) || compare(a.target, b.target));
  return rows.map((row) => row.overlay).filter(({ slot }) => !off.has(slot));
}

/** What stands in the parameter record without the mechanisms that are off, by slot. @param {Contents} contents @param {Scenario} scenario @returns {Map<number, number>} */
function valuesOff({ comparing }, { off = [] }) {
  return new Map(comparing.mechanisms.filter(({ id }) => off.includes(id)).flatMap(({ values }) => values));
}

/** @param {Contents} contents @param {string} id @returns {{reform: string, dose: number, targets: string[] | null}[]} */
function membersOf(contents, id) {
  if (Object.hasOwn(contents.packages, id)) return contents.packages[id].members;
  if (Object.hasOwn(contents.reforms, id)) return [{ reform: id, dose: 1, targets: null }];
  throw unknown("reform", id, [...Object.keys(contents.reforms), ...Object.keys(contents.packages)]);
}

/** @param {Contents} contents @param {string} regime @param {{reform: string, dose: number, targets: string[] | null}} member @param {import("./types.js").Part} part */
function rowsOf(contents, regime, member, part) {
  const reform = contents.reforms[member.reform];
  const rows = reform.overlays[regime];
  const dose = member.dose * (part.dose ?? 1);
  if (!Array.isArray(rows)) throw new Impossible("not_together", { reform: member.reform, regime });
  if (dose <= 0) return [];
  return rows
    .filter(([target]) => !member.targets || member.targets.includes(target))
    .map(([target, slot, mode, value, low, high]) => {
      const last = SHARES.includes(mode) ? 1 : 0;
      const overlay = { slot, mode, value, dose, start: part.start ?? reform.start, ramp: reform.ramp, low, high };
      return { last, share: last ? value : 0, reform: member.reform, target, overlay };
    });
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a run of a scenario starts from. @param {Contents} contents @param {Study} study @param {Scenario} scenario @param {number} replicate counted from 1 @returns {Plan} */
export function planOf(contents, study, scenario, replicate) {
  const [{ frame }, fits] = [contents.places[study.place], contents.regimes[scenario.regime].frame];
  if (JSON.stringify(frame) !== JSON.stringify(fits)) throw new Impossible("frame", { regime: scenario.regime, place: study.place });
  const follows = contents.exchanges[scenario.regime][study.baseline.regime] !== null;
  const before = follows ? study.baseline : scenario;
  const covered = new Set(contents.regimes[study.baseline.regime].covered);
  const own = overlaysOf(contents, scenario);
  const standing = overlaysOf(contents, before).filter((overlay) => overlay.start <= 0);
  const warmup = study.warmup;
  const shifted = own.map((overlay) =>
    standing.some((other) => same(other, overlay)) ? overlay : { ...overlay, start: overlay.start + warmup },
  );
  const then = { regime: scenario.regime, parameters: parametersOf(contents, scenario, covered), overlays: shifted };
  const seed = BigInt(contents.seeds[study.seed - 1][replicate - 1]);
  const [start, laid] = warmup ? [before, standing] : [scenario, own]; // what is in force in the first month
  const key = JSON.stringify([study.place, `${seed}`, warmup, study.months, { ...start, parts: laid }, [...covered]]);
  const plan = { place: study.place, seed, months: study.months, warmup, key };
  if (!warmup) return { ...plan, first: then, then, changed: false };
  const first = { regime: before.regime, parameters: parametersOf(contents, before, covered), overlays: standing };
  return { ...plan, first, then, changed: first.regime !== then.regime || !alike(contents, first, then) };
}

/** The month, from 0, in which what a scenario changes against the baseline begins. @param {Contents} contents @param {Study} study @param {Scenario} scenario */
export function startOf(contents, { baseline }, scenario) {
  const [own, base] = [scenario, baseline].map((each) => overlaysOf(contents, each));
  const starts = [...without(own, base), ...without(base, own)].map(({ start }) => start);
  const [now, then] = [scenario, baseline].map((each) => ({ regime: each.regime, parameters: parametersOf(contents, each, new Set()) }));
  return starts.length && alike(contents, now, then) ? Math.ceil(Math.min(...starts)) : 0;
}

/** @param {Overlay[]} some @param {Overlay[]} others */
function without(some, others) {
  return some.filter((overlay) => !others.some((other) => same(other, overlay)));
}

/** @param {Overlay} a @param {Overlay} b */
function same(a, b) {
  return a.slot === b.slot && a.mode === b.mode && a.value === b.value && a.dose === b.dose && a.start === b.start && a.ramp === b.ramp;
}

/** Whether two regimes in force differ in nothing but their names. @param {Contents} contents @param {Pick<Force, "regime" | "parameters">} a @param {Pick<Force, "regime" | "parameters">} b */
function alike({ regimes, levers }, a, b) {
  return (
    regimes[a.regime].same === regimes[b.regime].same &&
    levers.every(({ slot }) => a.parameters[slot] === b.parameters[slot])
  );
}

/** What a lever has in a regime as written. @param {Contents} contents @param {string} regime @param {string} lever */
export function regimeValue(contents, regime, lever) {
  return numbersOf(contents.regimes[regime].parameters)[contents.levers.find(({ id }) => id === lever)?.slot ?? -1];
}

/** The parameter record of a regime with the levers of a scenario. @param {Contents} contents @param {Scenario} scenario @param {Set<string>} covered fields that outcomes count as assessed @returns {Float64Array<ArrayBuffer>} */
function parametersOf(contents, scenario, covered) {
  const regime = contents.regimes[scenario.regime];
  const numbers = numbersOf(regime.parameters).slice();
  for (const lever of contents.levers) {
    const value = scenario.levers?.[lever.id];
    if (value !== undefined) numbers[lever.slot] = value;
  }
  for (const [slot, value] of valuesOff(contents, scenario)) numbers[slot] = value;
  const place = contents.layouts.records.parameters.fields.covered[0] / 8;
  regime.fields.forEach((field, d) => (numbers[place + d] = covered.has(field.whole) ? 1 : 0));
  return numbers;
}
