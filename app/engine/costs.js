// What a scenario costs whom, by the ledger that `kaohe compare` goes by (experiments/compare/ledger.py). Levers in force
// are read from a run.

import { mean, windowOf } from "./estimate.js";

/** @typedef {import("./types.js").Contents} Contents */
/** @typedef {import("./types.js").Study} Study */
/** @typedef {import("./types.js").Line} Line */
/** Levers by id and month, and rows of readings in force in the last month. @typedef {{levers: Record<string, Float64Array>, readings: {id: string, weight: number, sample: number, period: number, human: number}[]}} Force */
/** Per cent of the county's personnel cost: of a line a year, or in all where it is paid once. @typedef {Record<string, number>} Costs */

const YEAR = 12;
const LEVER = "levers.";
const ONCE = "_once";

/** Outcomes that the ledger reckons from. @param {Contents} contents @returns {string[]} */
export function costedMeasures(contents) {
  const known = new Set(contents.measures.map(({ id }) => id));
  return [...new Set(quantities(contents).filter((name) => known.has(name)))];
}

/** Levers that the ledger reckons from. @param {Contents} contents @returns {string[]} */
export function costedLevers(contents) {
  const running = quantities(contents).filter((name) => name.startsWith(LEVER));
  const once = contents.comparing.ledger.lines.filter((line) => line.once).map(({ id }) => id.replace(ONCE, ""));
  return [...new Set([...running.map((name) => name.slice(LEVER.length)), ...once])];
}

/** @param {Contents} contents */
function quantities({ comparing }) {
  return comparing.ledger.lines.flatMap(({ product = [] }) => product.flatMap((sum) => sum.map(([, name]) => name)));
}

/** @param {Contents} contents @param {Study} study @param {Record<string, Float64Array>} series one run @param {Force} force of the scenario @param {Force} base of the baseline @returns {Costs} by line */
export function costsOf(contents, study, series, force, base) {
  const { lines, units, readings } = contents.comparing.ledger;
  const place = contents.places[study.place];
  const [cadres, villages] = ["cadres", "villages"].map((name) =>
    place.townships.reduce((all, town) => all + /** @type {any} */ (town)[name], 0),
  );
  const staff = cadres + units.office_staff * contents.regimes[study.baseline.regime].officesWeight;
  /** @type {Record<string, number>} */
  const scale = {
    hours: (100 * place.townships.length) / units.hours_a_year / staff,
    cadres: cadres / staff,
    villagers: (villages * units.village_staff) / staff,
    whole: 1,
  };
  const first = study.months - windowOf(contents, study.months);
  /** @param {string} name */
  const quantity = (name) => {
    if (name === "") return 1;
    if (name === "readings") return hoursOfReadings(readings, force);
    if (name.startsWith(LEVER)) return mean(force.levers[name.slice(LEVER.length)], first, study.months);
    return mean(series[name], first, study.months);
  };
  /** @param {Line} line */
  const cost = ({ id, once, unit, per = "", product = [] }) => {
    const lever = id.replace(ONCE, "");
    if (once) return unit * Math.max(0, Math.max(...force.levers[lever]) - base.levers[lever][0]);
    const sums = product.map((sum) => sum.reduce((all, [coefficient, name]) => all + coefficient * quantity(name), 0));
    return sums.reduce((all, factor) => all * factor, unit * scale[per]);
  };
  return Object.fromEntries(lines.map((line) => [line.id, cost(line)]));
}

/** Hours a year for each township that go into readings in use. @param {Record<string, number>} hours of one reading, by id @param {Force} force */
function hoursOfReadings(hours, { readings }) {
  return readings
    .filter(({ id, weight }) => id in hours && weight > 0)
    .reduce((all, { id, sample, period, human }) => all + (hours[id] * (human ? sample : 1) * YEAR) / period, 0);
}

/** What each payer pays a year, what is paid once, and all of it with what is paid once spread over years. @param {Contents} contents @param {Costs} costs by line @returns {Record<string, number>} */
export function sumsOf({ comparing }, costs) {
  const { lines, units } = comparing.ledger;
  /** @type {Record<string, number>} */
  const sums = { county: 0, townships: 0, villages: 0, once: 0 };
  for (const { id, payer, once } of lines) sums[once ? "once" : payer] += costs[id];
  return { ...sums, total: sums.county + sums.townships + sums.villages + sums.once / units.once_over };
}
