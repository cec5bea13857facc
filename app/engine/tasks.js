// What a worker can be asked: each task is a generator that gives what it has so far, so that others may come between.

import { planOf } from "./plan.js";
import { Run } from "./run.js";
import { Session } from "./session.js";

/** @typedef {import("./types.js").Contents} Contents */
/** @typedef {import("./types.js").Study} Study */
/** @typedef {import("./types.js").Scenario} Scenario */
/** A run asked for. @typedef {{study: Study, scenario: Scenario, replicate?: number}} Ask */

const YEAR = 12;
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

  /** Outcomes of one run by month, year by year: {month, series: by measure}. @param {Ask & {measures: string[]}} ask */
  *curves({ study, scenario, replicate = 1, measures }) {
    const run = this.begin(study, scenario, replicate);
    try {
      for (let month = YEAR; month < study.months + YEAR; month += YEAR) {
        run.advance(Math.min(month, study.months));
        yield { month: run.month, series: seriesOf(run, measures) };
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

  /** A run at the end of its warm-up, which is run once for all scenarios that share it. @param {Study} study @param {Scenario} scenario @param {number} replicate */
  begin(study, scenario, replicate) {
    const plan = planOf(this.contents, study, scenario, replicate);
    const run = this.idle.pop() ?? new Run(this.contents, this.module);
    const { place, seed, warmup, months } = plan;
    const { regime, parameters, overlays } = plan.first;
    const key = JSON.stringify([place, `${seed}`, warmup, months, regime, Array.from(parameters), overlays]);
    const kept = this.warm.get(key);
    run.start(plan);
    if (kept) return run.restore({ clock: warmup, exchanged: !warmup, bytes: kept });
    run.warmUp();
    if (this.warm.size >= MOST_WARM) this.warm.clear();
    this.warm.set(key, run.snapshot().bytes);
    return run;
  }

  /** @param {Ask} ask */
  session({ study, scenario, replicate = 1 }) {
    const key = JSON.stringify([study, scenario, replicate]);
    const session = this.sessions.get(key) ?? new Session(this.contents, this.module, study, scenario, replicate);
    this.sessions.delete(key); // the least recently used comes first
    this.sessions.set(key, session);
    if (this.sessions.size > MOST_SESSIONS) this.sessions.delete([...this.sessions.keys()][0]);
    return session;
  }
}

/** @param {Run} run @param {string[]} measures */
function seriesOf(run, measures) {
  return Object.fromEntries(measures.map((id) => [id, run.series(id)]));
}
