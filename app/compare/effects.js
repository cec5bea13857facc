// What the runs say: differences from the baseline by outcome and horizon, and costs; with intervals, never surer.

import { costsOf, sumsOf } from "../engine/costs.js";
import { effectAt, estimate, horizonsOf, isSure, mean } from "../engine/estimate.js";
import { startOf } from "../engine/plan.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/types.js").Scenario} Scenario */
/** @typedef {import("../engine/estimate.js").Estimate} Estimate */
/** @typedef {import("./trials.js").Trials} Trials */

const YEAR = 12;
export const COSTS = ["county", "townships", "villages", "once", "total"];

/** Years after the start of each scenario at which something can be said of any of them. @param {App} app @returns {number[]} */
export function horizons(app) {
  const { study } = app.state.get();
  return horizonsOf(app.contents, study.months, 0);
}

/** Months in which scenarios begin, by baseline: found once, since every cell asks. @type {WeakMap<Scenario, WeakMap<Scenario, number>>} */
const starts = new WeakMap();

/** @param {App} app @param {Scenario} scenario */
function startIn(app, scenario) {
  const { study } = app.state.get();
  const known = starts.get(study.baseline) ?? new WeakMap();
  starts.set(study.baseline, known);
  const start = known.get(scenario) ?? startOf(app.contents, study, scenario);
  known.set(scenario, start);
  return start;
}

/** Where a scenario stands against the baseline at a horizon; null where nothing can be said (yet). @param {App} app @param {Trials} trials @param {Scenario} scenario @param {string} id of an outcome @param {number} years @returns {Estimate | null} */
export function effectOf(app, trials, scenario, id, years) {
  const { study } = app.state.get();
  const start = startIn(app, scenario);
  if (!horizonsOf(app.contents, study.months, start).includes(years)) return null;
  const [own, base] = trials.paired(scenario, study.baseline);
  if (own.length < 2) return null;
  return effectAt(app.contents, id, study.warmup, start, years, own, base);
}

/** Whether the run is too short for a scenario that begins late. @param {App} app @param {Scenario} scenario @param {number} years */
export function isTooLate(app, scenario, years) {
  const { study } = app.state.get();
  return !horizonsOf(app.contents, study.months, startIn(app, scenario)).includes(years);
}

/** The mean of an outcome under the baseline in the year that ends at a horizon. @param {App} app @param {Trials} trials @param {string} id @param {number} years */
export function levelOf(app, trials, id, years) {
  const runs = trials.of(app.state.get().study.baseline).runs.filter(Boolean);
  const all = runs.map((run) => mean(run[id], YEAR * (years - 1), YEAR * years));
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}

/** What the baseline costs, and what a scenario costs more, by payer; null where nothing can be said yet. @param {App} app @param {Trials} trials @param {Scenario} scenario @returns {Record<string, {base: Estimate, more: Estimate}> | null} */
export function costOf(app, trials, scenario) {
  const { study } = app.state.get();
  const [force, base] = [trials.of(scenario).force, trials.of(study.baseline).force];
  const [runs, baseRuns] = trials.paired(scenario, study.baseline);
  if (!force || !base || runs.length < 2) return null;
  /** @param {Record<string, Float64Array>[]} all @param {import("../engine/costs.js").Force} own */
  const sums = (all, own) =>
    all.map((series) => sumsOf(app.contents, costsOf(app.contents, study, series, own, base)));
  const [now, then] = [sums(runs, force), sums(baseRuns, base)];
  return Object.fromEntries(
    COSTS.map((payer) => [
      payer,
      {
        base: estimate(app.contents, then.map((own) => own[payer])),
        more: estimate(app.contents, now.map((own, r) => own[payer] - then[r][payer])),
      },
    ]),
  );
}

/** "better", "worse", "moved" (neither) or "undecided". @param {Estimate} found @param {number} good 1 where more is better, -1 where less is, 0 for neither */
export function verdictOf(found, good) {
  if (!isSure(found)) return found.low === 0 && found.high === 0 ? "same" : "undecided";
  return good === 0 ? "moved" : found.mean > 0 === good > 0 ? "better" : "worse";
}
