// Experiments on the engine: each scenario with the same ten sequences of random numbers, the last of five years.

import { textOf } from "../engine/expression.js";
import { lastYear } from "../explore/measures.js";

/** @typedef {import("../engine/types.js").Lesson} Lesson */
/** @typedef {import("../engine/types.js").Scenario} Scenario */
/** By measure, by replicate: mean of the last year. @typedef {Record<string, number[]>} Trial */

const RUNS = 10;
const WARMUP = 36;
export const TIME = ["real_work", "initiative", "showcase", "paper", "slack", "time"];

export class Trials {
  /** @param {import("../shell/app.js").App} app @param {() => void} changed */
  constructor(app, changed) {
    this.app = app;
    this.changed = changed;
    /** @type {Map<string, Trial>} */
    this.done = new Map();
    /** By slot, what is under way. @type {Map<string, string>} */
    this.asked = new Map();
  }

  /** @param {Lesson} lesson @returns {import("../engine/types.js").Study} */
  study(lesson) {
    const seed = Number(this.app.state.get().view.ls);
    const known = Number.isInteger(seed) && seed >= 1 && seed <= this.app.contents.seeds.length;
    const { place, months, regime } = lesson;
    return { place, baseline: { regime }, seed: known ? seed : 1, months, warmup: WARMUP };
  }

  /** What came of a scenario, or null and it is asked for; in a slot the latest request wins. @param {Lesson} lesson @param {string} slot @param {Scenario} scenario @returns {Trial | null} */
  of(lesson, slot, scenario) {
    const study = this.study(lesson);
    const key = `${lesson.id} ${study.seed} ${textOf(scenario)}`;
    const found = this.done.get(key);
    if (found || this.asked.get(slot) === key) return found ?? null;
    this.asked.set(slot, key);
    const measures = [
      ...new Set([lesson.outcome ?? "", ...(lesson.evidence ?? []), ...Object.keys(lesson.goals ?? {}), ...TIME]),
    ].filter(Boolean);
    /** @type {Trial} */
    const trial = Object.fromEntries(measures.map((id) => [id, []]));
    this.app.client
      .replicates(`learn ${slot}`, { study, scenario, measures, count: RUNS }, ({ replicate, series }) => {
        for (const id of measures) trial[id][replicate - 1] = lastYear(series[id]);
      })
      .then(
        (whole) => {
          if (this.asked.get(slot) === key) this.asked.delete(slot);
          if (!whole) return;
          this.done.set(key, trial);
          this.changed();
        },
        (error) => this.app.failed(error),
      );
    return null;
  }

  /** Nothing that is under way is wanted any more. */
  stop() {
    for (const slot of this.asked.keys()) this.app.client.stop("replicates", `learn ${slot}`);
    this.asked.clear();
  }
}
