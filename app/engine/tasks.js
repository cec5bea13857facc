// What a worker can be asked: each task is a generator that gives what it has so far, so that others may come between.

import { costedLevers } from "./costs.js";
import { firstOf, onlyWith, setsOf, splitOf } from "./explain.js";
import { planOf } from "./plan.js";
import { readingsOf } from "./reading.js";
import { Run } from "./run.js";
import { Session } from "./session.js";

/** @typedef {import("./types.js").Contents} Contents */
/** @typedef {import("./types.js").Study} Study */
/** @typedef {import("./types.js").Scenario} Scenario */
/** A run asked for. @typedef {{study: Study, scenario: Scenario, replicate?: number}} Ask */

const YEAR = 12;
const PACE = 40; // milliseconds between two messages of one run
const MOST_SESSIONS = 6;
const MOST_WARM = 128; // states after a warm-up that are kept

export class Tasks {
  /** @param {Contents} contents @param {WebAssembly.Module} module */
  constructor(contents, module) {
    this.contents = contents;
    this.module = module;
    /** @type {Map<string, Session>} */
    this.sessions = new Map();
    /** @type {Map<string, Uint8Array>} */
    this.warm = new Map();
    /** @type {Run[]} */
    this.idle = [];
  }

  /** Outcomes of one run by month: the first year at once, then what there is now and then, and the whole: {month, series: by measure}. @param {Ask & {measures: string[]}} ask */
  *curves({ study, scenario, replicate = 1, measures }) {
    const run = this.begin(study, scenario, replicate);
    let due = 0;
    try {
      for (let month = YEAR; month < study.months + YEAR; month += YEAR) {
        run.advance(Math.min(month, study.months));
        const tell = run.month === study.months || performance.now() >= due;
        if (tell) due = performance.now() + PACE;
        yield tell ? { month: run.month, series: seriesOf(run, measures) } : null;
      }
    } finally {
      this.idle.push(run);
    }
  }

  /** Whole runs of several replicates, one after the other: {replicate, series: by measure}. @param {Ask & {measures: string[], replicates: number[]}} ask */
  *replicates({ study, scenario, replicates, measures }) {
    for (const replicate of replicates) {
      const run = this.begin(study, scenario, replicate);
      try {
        for (let month = YEAR; month < study.months; month += YEAR) {
          run.advance(month);
          yield null;
        }
        yield { replicate, series: seriesOf(run.advance(study.months), measures) };
      } finally {
        this.idle.push(run);
      }
    }
  }

  /** Levers in force by month, and rows of readings in the last: what accounts need beside outcomes. @param {Ask} ask */
  *force({ study, scenario }) {
    const ids = costedLevers(this.contents);
    const levers = Object.fromEntries(ids.map((id) => [id, new Float64Array(study.months)]));
    const run = this.begin(study, scenario, 1);
    try {
      for (let month = 1; month <= study.months; month++) {
        run.advance(month);
        run.levers(ids).forEach((value, k) => (levers[ids[k]][month - 1] = value));
        if (month % YEAR === 0) yield null;
      }
      yield { levers, readings: readingsOf(run) };
    } finally {
      this.idle.push(run);
    }
  }

  /** Effects on the means of outcomes, split over mechanisms, replicate by replicate. @param {Ask & {measures: string[], replicates: number[]}} ask */
  *explain({ study, scenario, replicates, measures }) {
    const { contents } = this;
    const all = setsOf(contents, study.seed, 1)[0];
    for (const replicate of replicates) {
      /** @type {Map<string, number[]>} */
      const effects = new Map();
      /** @type {number[]} */
      let level = [];
      for (const set of setsOf(contents, study.seed, replicate)) {
        const both = onlyWith(contents, study, scenario, set);
        const warm = new Map(); // both sides share a warm-up
        const after = yield* this.means(both.study, both.scenario, replicate, measures, warm);
        const before = yield* this.means(both.study, both.study.baseline, replicate, measures, warm);
        effects.set(set, after.map((value, m) => value - before[m]));
        if (set === all) level = before;
      }
      yield splitOf(contents, study.seed, replicate, (set) => /** @type {number[]} */ (effects.get(set)), level);
    }
  }

  /** Means of outcomes over the months of a summary; gives way after each year. @param {Study} study @param {Scenario} scenario @param {number} replicate @param {string[]} measures @param {Map<string, Uint8Array>} warm */
  *means(study, scenario, replicate, measures, warm) {
    const run = this.begin(study, scenario, replicate, warm);
    try {
      for (let month = YEAR; month < study.months; month += YEAR) {
        run.advance(month);
        yield null;
      }
      run.advance(study.months);
      return measures.map((id) => run.mean(id, firstOf(this.contents, study, id)));
    } finally {
      this.idle.push(run);
    }
  }

  /** The county at the end of a month. @param {Ask & {month: number}} ask */
  *picture(ask) {
    yield this.session(ask).picture(ask.month);
  }

  /** @param {Ask & {month: number}} ask */
  *events(ask) {
    yield this.session(ask).eventsUntil(ask.month);
  }

  /** @param {Ask & {month: number, township: number}} ask */
  *cadres(ask) {
    yield this.session(ask).cadres(ask.month, ask.township);
  }

  /** A run at the end of its warm-up, which is run once for all scenarios that share it. @param {Study} study @param {Scenario} scenario @param {number} replicate @param {Map<string, Uint8Array>} [warm] states after a warm-up */
  begin(study, scenario, replicate, warm = this.warm) {
    const plan = planOf(this.contents, study, scenario, replicate);
    const run = this.idle.pop() ?? new Run(this.contents, this.module);
    const kept = warm.get(plan.key);
    run.start(plan);
    if (kept) return run.restore({ clock: plan.warmup, exchanged: !plan.warmup, bytes: kept });
    run.warmUp();
    if (warm.size >= MOST_WARM) warm.clear();
    warm.set(plan.key, run.snapshot().bytes);
    return run;
  }

  /** @param {Ask} ask */
  session({ study, scenario, replicate = 1 }) {
    const key = JSON.stringify([study, scenario, replicate]);
    const known = this.sessions.get(key);
    if (!known && this.sessions.size >= MOST_SESSIONS) this.close([...this.sessions.keys()][0]);
    const session = known ?? new Session(this.begin(study, scenario, replicate));
    this.sessions.delete(key); // the least recently used comes first
    this.sessions.set(key, session);
    return session;
  }

  /** Forget a session; its run can be another's. @param {string} key */
  close(key) {
    const { run } = /** @type {Session} */ (this.sessions.get(key));
    this.sessions.delete(key);
    this.idle.push(run);
  }
}

/** @param {Run} run @param {string[]} measures */
function seriesOf(run, measures) {
  return Object.fromEntries(measures.map((id) => [id, run.series(id)]));
}
