// Runs that Explore shows: the scenario and its baseline, as they come, then 20 seeds of both. Whatever changes is asked
// for anew, and the old stays until the new is there.

import { bandOf } from "../engine/band.js";
import { SEEDS, textOf } from "../engine/expression.js";
import { withoutSeasons } from "./measures.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {Record<string, Float64Array>} Series by measure */

const REST = 30; // milliseconds of calm before 20 seeds are run

/** Runs of one scenario. */
class Side {
  constructor() {
    /** @type {Series} */
    this.series = {};
    /** By replicate, counted from 0; whole only. @type {Series[]} */
    this.runs = [];
    this.key = ""; // what was asked for
    this.shown = ""; // what the series is of
    this.banded = ""; // what 20 seeds were asked for
    /** Bands of these runs and curves of the series, by outcome; they are the same however often they are drawn. @type {Map<string, ReturnType<typeof bandOf>>} */
    this.bands = new Map();
    /** @type {Map<string, Float64Array>} */
    this.curves = new Map();
  }

  /** An outcome of the series, without seasons. @param {string} id */
  curve(id) {
    const curve = this.curves.get(id) ?? withoutSeasons(this.series[id] ?? []);
    this.curves.set(id, curve);
    return curve;
  }

  /** The band of an outcome, without seasons. @param {string} id */
  band(id) {
    const band = this.bands.get(id) ?? bandOf(this.runs.map((run) => withoutSeasons(run[id])));
    this.bands.set(id, band);
    return band;
  }

  /** What has come of a scenario so far; runs of another one go. @param {string} key @param {Series} series */
  show(key, series) {
    if (this.shown !== key) this.put([]);
    this.shown = key;
    this.series = series;
    this.curves.clear();
  }

  /** Other runs take the place of these. @param {Series[]} runs */
  put(runs) {
    this.runs = runs;
    this.bands.clear();
  }
}

export class Outlook {
  /** @param {App} app @param {string[]} measures @param {() => void} changed */
  constructor(app, measures, changed) {
    this.app = app;
    this.measures = measures;
    this.changed = changed;
    this.now = new Side();
    this.ghost = new Side();
    /** @type {ReturnType<typeof setTimeout> | number} */
    this.timer = 0;
  }

  /** Whether the scenario that is drawn is its own baseline. */
  get same() {
    return this.now.shown === this.ghost.shown;
  }

  /** Whether both runs that were asked for are there, to their last month. */
  get whole() {
    const { months } = this.app.state.get().study;
    return [this.now, this.ghost].every(
      ({ key, shown, series }) => key === shown && series[this.measures[0]]?.length === months,
    );
  }

  /** Ask for what the state says, if that is not there yet. */
  ask() {
    const { study } = this.app.state.get();
    const asked = [this.side(this.ghost, "ghost", study.baseline), this.side(this.now, "now", this.app.scenario)];
    if (!asked.some(Boolean)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.band(), REST);
  }

  /** @param {Side} side @param {string} slot @param {import("../engine/types.js").Scenario} scenario */
  side(side, slot, scenario) {
    const { study } = this.app.state.get();
    const key = `${JSON.stringify({ ...study, baseline: textOf(study.baseline) })} ${textOf(scenario)}`;
    if (key === side.key) return false;
    side.key = key;
    side.banded = "";
    this.app.client.stop("replicates", `explore ${slot}`);
    this.app.client
      .curves(`explore ${slot}`, { study, scenario, measures: this.measures }, ({ series }) => {
        side.show(key, series);
        this.changed();
      })
      .catch((error) => this.app.failed(error));
    return true;
  }

  band() {
    const { study } = this.app.state.get();
    this.seeds(this.ghost, "ghost", study.baseline);
    if (this.now.key !== this.ghost.key) this.seeds(this.now, "now", this.app.scenario);
  }

  /** @param {Side} side @param {string} slot @param {import("../engine/types.js").Scenario} scenario */
  seeds(side, slot, scenario) {
    if (side.banded === side.key) return;
    side.banded = side.key;
    const { study } = this.app.state.get();
    /** @type {Series[]} */
    const runs = [];
    this.app.client
      .replicates(
        `explore ${slot}`,
        { study, scenario, measures: this.measures, first: 2, count: SEEDS - 1 },
        ({ replicate, series }) => {
          runs[replicate - 1] = series;
        },
      )
      .then((whole) => {
        if (!whole) return;
        runs[0] = side.series; // the curve is the first of them, and came before all others
        side.put(runs);
        this.changed();
      })
      .catch((error) => this.app.failed(error));
  }

  /** Nothing more is to come. */
  stop() {
    clearTimeout(this.timer);
    for (const slot of ["ghost", "now"]) {
      this.app.client.stop("curves", `explore ${slot}`);
      this.app.client.stop("replicates", `explore ${slot}`);
    }
    for (const side of [this.now, this.ghost]) side.key = side.banded = "";
  }
}
