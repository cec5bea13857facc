// Runs that Compare shows: the baseline and every scenario with the same 20 seeds. What was run is kept, so that nothing
// runs twice while scenarios come and go.

import { costedMeasures } from "../engine/costs.js";
import { SEEDS, textOf } from "../engine/expression.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/types.js").Scenario} Scenario */
/** Runs by replicate, counted from 0, as far as they have come; levers in force. @typedef {{runs: Record<string, Float64Array>[], force: import("../engine/costs.js").Force | null}} Trial */

const KEPT = 12; // scenarios whose runs are kept
const PACE = 120; // milliseconds between two drawings of what comes
const REST = 150; // milliseconds of calm before runs are asked for

/** What a run depends on beside its seed's number. @param {App} app @param {Scenario} scenario */
export function keyOf(app, scenario) {
  const { study } = app.state.get();
  return `${JSON.stringify({ ...study, baseline: textOf(study.baseline) })} ${textOf(scenario)}`;
}

/** Whether a scenario is the baseline itself. @param {App} app @param {Scenario} scenario */
export function isBaseline(app, scenario) {
  return textOf(scenario) === textOf(app.state.get().study.baseline);
}

export class Trials {
  /** @param {App} app @param {() => void} changed */
  constructor(app, changed) {
    this.app = app;
    this.changed = changed;
    this.measures = [
      ...new Set([...app.contents.measures.filter(({ headline }) => headline).map(({ id }) => id), ...costedMeasures(app.contents)]),
    ];
    /** @type {Map<string, Trial>} */
    this.kept = new Map();
    /** @type {ReturnType<typeof setTimeout> | number} */
    this.timer = 0;
    /** @type {ReturnType<typeof setTimeout> | null} */
    this.later = null;
  }

  /** Scenarios whose runs are wanted, the baseline first. */
  get wanted() {
    const { study, scenarios } = this.app.state.get();
    return [study.baseline, ...scenarios];
  }

  /** @param {Scenario} scenario @returns {Trial} */
  of(scenario) {
    return this.kept.get(keyOf(this.app, scenario)) ?? { runs: [], force: null };
  }

  /** Runs of two scenarios in the replicates that both have. @param {Scenario} one @param {Scenario} other */
  paired(one, other) {
    const [a, b] = [this.of(one).runs, this.of(other).runs];
    const both = Array.from({ length: SEEDS }, (_, r) => r).filter((r) => a[r] && b[r]);
    return [a, b].map((runs) => both.map((r) => runs[r]));
  }

  /** Something new has come: it is shown with what else comes soon. */
  news() {
    this.later ??= setTimeout(() => {
      this.later = null;
      this.changed();
    }, PACE);
  }

  /** Whether all that is wanted is there. */
  get whole() {
    return this.wanted.every((scenario) => isWhole(this.of(scenario)));
  }

  /** Ask for what is missing, once nothing has changed for a while. */
  ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), REST);
  }

  run() {
    const keys = this.wanted.map((scenario) => keyOf(this.app, scenario));
    for (const [key, trial] of [...this.kept]) {
      const spare = !keys.includes(key);
      if (spare && (!isWhole(trial) || this.kept.size > KEPT)) this.drop(key);
    }
    this.wanted.forEach((scenario, k) => this.kept.has(keys[k]) || this.start(keys[k], scenario));
  }

  /** @param {string} key @param {Scenario} scenario */
  start(key, scenario) {
    const { client, state } = this.app;
    const { study } = state.get();
    /** @type {Trial} */
    const trial = { runs: [], force: null };
    this.kept.set(key, trial);
    const failed = (/** @type {unknown} */ error) => {
      this.app.failed(error);
      this.drop(key);
    };
    client
      .force(`compare ${key}`, { study, scenario })
      .then((force) => {
        trial.force = force;
        this.news();
      })
      .catch(failed);
    client
      .replicates(`compare ${key}`, { study, scenario, measures: this.measures, count: SEEDS }, ({ replicate, series }) => {
        trial.runs[replicate - 1] = series;
        this.news();
      })
      .catch(failed);
  }

  /** @param {string} key */
  drop(key) {
    this.kept.delete(key);
    this.app.client.stop("replicates", `compare ${key}`);
    this.app.client.stop("force", `compare ${key}`);
  }

  /** Nothing more is to come; what is whole stays. */
  stop() {
    clearTimeout(this.timer);
    for (const [key, trial] of [...this.kept]) if (!isWhole(trial)) this.drop(key);
  }
}

/** @param {Trial} trial */
function isWhole({ runs, force }) {
  return !!force && runs.filter(Boolean).length === SEEDS;
}
