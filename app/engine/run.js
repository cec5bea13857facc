// One run of one county: started from a plan, advanced month by month, taken back by snapshots.

import { numbersOf } from "./contents.js";
import { Memory } from "./memory.js";

/** @typedef {import("./types.js").Contents} Contents */
/** @typedef {import("./plan.js").Plan} Plan */
/** State at the end of a month, and what came of it so far. @typedef {{clock: number, exchanged: boolean, bytes: Uint8Array}} Snapshot */

const OVERLAY = ["slot", "mode", "value", "dose", "start", "ramp", "low", "high"];

export class Run {
  /** @param {Contents} contents @param {WebAssembly.Module} module */
  constructor(contents, module) {
    this.contents = contents;
    this.memory = new Memory(module, contents.layouts);
    this.clock = 0; // months since the first of the warm-up
    this.exchanged = false; // whether the warm-up is over
    /** @type {Plan | null} */
    this.plan = null;
    /** Of every township before the last call of the engine. @type {{vetoed: number, rotations: number}[] | null} */
    this.before = null;
  }

  /** Months since the end of the warm-up that are done; below zero before. */
  get month() {
    return this.clock - this.warmup;
  }

  get warmup() {
    return this.plan?.warmup ?? 0;
  }

  /** Begin a run; whatever was there before is gone. @param {Plan} plan */
  start(plan) {
    const place = this.contents.places[plan.place];
    const regime = this.contents.regimes[plan.first.regime];
    const { activities, fields } = regime;
    this.memory.layOut({
      townships: place.townships.length,
      cadres: place.cadres,
      fields: fields.length,
      activities,
      months: plan.warmup + plan.months,
    });
    this.plan = plan;
    this.clock = 0;
    this.exchanged = !plan.warmup;
    for (const [name, text] of [["counties", place.county], ["towns", place.towns]])
      this.memory.bytes(name).set(new Uint8Array(numbersOf(text).buffer));
    this.memory.setWhole("counties", "seed", plan.seed);
    this.put(plan.first);
  }

  /** Put a regime and its overlays in force. @param {import("./plan.js").Force} force */
  put({ parameters, overlays }) {
    for (const name of ["params", "base"]) this.memory.numbersOfRecord(name).set(parameters);
    const { at, itemSize } = this.memory.places.overlays;
    const view = new DataView(this.memory.memory.buffer, at);
    overlays.forEach((overlay, k) =>
      OVERLAY.forEach((name, column) => {
        const value = overlay[/** @type {keyof typeof overlay} */ (name)];
        if (column < 2) view.setBigInt64(k * itemSize + 8 * column, BigInt(value), true);
        else view.setFloat64(k * itemSize + 8 * column, value, true);
      }),
    );
    this.memory.setWhole("counties", "overlay_start", 0);
    this.memory.setWhole("counties", "overlay_count", overlays.length);
  }

  /** The regime in force. */
  get regime() {
    const force = this.exchanged ? this.plan?.then : this.plan?.first;
    return this.contents.regimes[force?.regime ?? ""];
  }

  get place() {
    return this.plan?.place ?? "";
  }

  /** How often the principal of a township has changed. @param {number} j */
  rotations(j) {
    return Number(this.memory.field("towns", "rotations", j)[0]);
  }

  /** Go on until a month after the warm-up is done, through the warm-up if need be. @param {number} month */
  advance(month) {
    if (!this.exchanged) this.warmUp();
    this.runTo(Math.min(month, this.plan?.months ?? 0) + this.warmup);
    return this;
  }

  /** Run the warm-up to its end, but leave its regime in force. */
  warmUp() {
    this.runTo(this.warmup);
    return this;
  }

  /** @param {number} clock */
  runTo(clock) {
    if (clock > this.warmup && !this.exchanged) this.exchange();
    if (clock <= this.clock) return;
    this.before = Array.from({ length: this.memory.places.towns.size }, (_, j) => ({
      vetoed: this.clock % 12 ? this.memory.field("towns", "vetoed", j)[0] : 0,
      rotations: this.rotations(j),
    }));
    this.memory.setWhole("counties", "first_month", this.clock);
    this.memory.setWhole("counties", "months", clock);
    this.memory.call("run", 0n, 1n, ...this.memory.arguments);
    this.memory.setWhole("counties", "changed", 0);
    this.clock = clock;
  }

  /** At the end of the warm-up another regime or its reforms take over (`sim.world.World`). */
  exchange() {
    const plan = /** @type {Plan} */ (this.plan);
    this.exchanged = true;
    if (plan.changed) {
      this.handOver(plan);
      this.memory.setWhole("counties", "changed", 1);
    }
    this.put(plan.then);
  }

  /** What one regime left, in the order of another (`sim.warmup`: Python told what it moves, and the engine puts targets on the other base). @param {Plan} plan */
  handOver(plan) {
    const moves = this.contents.exchanges[plan.then.regime][plan.first.regime];
    if (!moves) throw new Error("this regime cannot follow that one");
    carryOut(moves.county, this.memory.numbersOfRecord("counties"));
    const target = this.contents.levers.find(({ id }) => id === "base_target")?.slot ?? 0;
    for (let j = 0; j < this.memory.places.towns.size; j++) carryOut(moves.township, this.memory.numbersOfRecord("towns", j));
    this.memory.call("targets", ...this.memory.arguments, plan.first.parameters[target], plan.then.parameters[target]);
  }

  /** One outcome by month since the end of the warm-up, as far as the run has come. @param {string} id */
  series(id) {
    const column = this.contents.measures.findIndex((measure) => measure.id === id);
    const width = this.contents.measures.length;
    const all = this.memory.numbers("series");
    const values = new Float64Array(Math.max(0, this.month));
    for (let m = 0; m < values.length; m++) values[m] = all[(this.warmup + m) * width + column];
    return values;
  }

  /** The mean of one outcome from a month (0: the first after the warm-up) to where the run has come. @param {string} id @param {number} first */
  mean(id, first) {
    const column = this.contents.measures.findIndex((measure) => measure.id === id);
    const width = this.contents.measures.length;
    const all = this.memory.numbers("series");
    let sum = 0;
    for (let m = first; m < this.month; m++) sum += all[(this.warmup + m) * width + column];
    return sum / (this.month - first);
  }

  /** Levers in force, by id. @param {string[]} ids @returns {number[]} */
  levers(ids) {
    return ids.map((id) => this.memory.field("params", id)[0]);
  }

  /** @returns {Snapshot} */
  snapshot() {
    return { clock: this.clock, exchanged: this.exchanged, bytes: this.memory.snapshot() };
  }

  /** Take the run back (or on) to a snapshot of the same plan; outcomes of later months stay until they are run anew. @param {Snapshot} snapshot */
  restore({ clock, exchanged, bytes }) {
    this.memory.restore(bytes);
    this.clock = clock;
    this.exchanged = exchanged;
    return this;
  }
}

/** @param {import("./types.js").Move[]} moves @param {Float64Array} numbers of one record */
function carryOut(moves, numbers) {
  const old = numbers.slice();
  for (const [to, from, factor, count] of moves)
    for (let i = 0; i < count; i++) numbers[to + i] = from < 0 ? factor : old[from + i] * factor;
}
