// The page's side of the workers. In each slot the latest request wins: what came of older ones is dropped, so whoever
// draws keeps the old picture until the new one is there.

import { Impossible } from "./plan.js";

/** @typedef {import("./tasks.js").Ask} Ask */
/** @typedef {import("./server.js").What} What */
/** @typedef {Record<string, Float64Array>} Series by measure, by month */
/** @typedef {{postMessage: (message: any) => void, onmessage: any, onerror?: any, terminate?: () => void}} Worker */

// The lower, the sooner.
const URGENCY = { picture: 0, cadres: 1, events: 2, curves: 3, force: 4, replicates: 5, explain: 6 };

export class Client {
  /** @param {Worker[]} workers the first gives curves, the last what is asked once, all share replicates */
  constructor(workers) {
    this.workers = workers;
    this.number = 0;
    /** @type {Map<string, {number: number, part: (value: any) => void, resolve: (value: any) => void, reject: (error: Error) => void}>} */
    this.waiting = new Map();
    /** Why a worker answers no more, by its place. @type {Map<number, string>} */
    this.lost = new Map();
    workers.forEach((worker, index) => {
      worker.onmessage = (/** @type {{data: any}} */ { data }) => this.receive(index, data);
      worker.onerror = (/** @type {{message?: string}} */ { message = "" }) => this.lose(index, message);
    });
  }

  /** Give the workers what they unpack and compile for themselves; whatever is asked before waits for it. @param {{contents: string, engine: string}} packed as the page has them */
  begin(packed) {
    for (const worker of this.workers) worker.postMessage(packed);
  }

  /**
   * Outcomes by month as they come: the first year at once, the rest in a few parts. Resolves to whether all came: false where a later request in the
   * same slot took over. Rejects with `Impossible` where the scenario cannot be.
   * @param {string} slot @param {Ask & {measures: string[]}} ask @param {(part: {month: number, series: Series}) => void} onPart
   * @returns {Promise<boolean>}
   */
  curves(slot, ask, onPart) {
    return this.order(0, slot, "curves", ask, onPart);
  }

  /**
   * Whole runs of replicates on all workers, of so many from a first on (1); `onRun` is called with every run, in any
   * order.
   * @param {string} slot @param {Ask & {measures: string[], count: number, first?: number}} ask @param {(run: {replicate: number, series: Series}) => void} onRun
   * @returns {Promise<boolean>}
   */
  replicates(slot, ask, onRun) {
    return this.shared(slot, "replicates", ask, onRun);
  }

  /**
   * Effects of a scenario against the study's baseline on the means of outcomes, split over mechanisms: a replicate at
   * a time, on all workers, in any order (explain.js).
   * @param {string} slot @param {Ask & {measures: string[], count: number}} ask @param {(split: import("./explain.js").Split) => void} onSplit
   * @returns {Promise<boolean>}
   */
  explain(slot, ask, onSplit) {
    return this.shared(slot, "explain", ask, onSplit);
  }

  /** Replicates divided among the workers. @param {string} slot @param {What} what @param {Ask & {measures: string[], count: number, first?: number}} ask @param {(value: any) => void} onPart */
  async shared(slot, what, { count, first = 1, ...ask }, onPart) {
    const all = Array.from({ length: count }, (_, r) => r + first);
    const orders = this.workers.map((_, index) => {
      // the last worker, which has nothing else to do, begins with the first
      const own = all.filter((_, r) => r % this.workers.length === this.workers.length - 1 - index);
      return this.order(index, slot, what, { ...ask, replicates: own }, onPart);
    });
    return (await Promise.all(orders)).every(Boolean);
  }

  /** Levers in force by month: what accounts need beside outcomes (costs.js). @param {string} slot @param {Ask} ask @returns {Promise<import("./costs.js").Force | null>} */
  force(slot, ask) {
    return this.once(slot, "force", ask);
  }

  /** The county at the end of a month; null where a later request took over. @param {string} slot @param {Ask & {month: number}} ask @returns {Promise<import("./reading.js").Picture | null>} */
  picture(slot, ask) {
    return this.once(slot, "picture", ask);
  }

  /** All that happened until the end of a month. @param {string} slot @param {Ask & {month: number}} ask @returns {Promise<import("./reading.js").Event[] | null>} */
  events(slot, ask) {
    return this.once(slot, "events", ask);
  }

  /** Cadres of a township, and the worth of an hour by cadre, part and activity. @param {string} slot @param {Ask & {month: number, township: number}} ask @returns {Promise<{cadres: import("./reading.js").Cadre[], worth: (number | null)[][][]} | null>} */
  cadres(slot, ask) {
    return this.once(slot, "cadres", ask);
  }

  /** Forget what is under way in a slot. @param {What} what @param {string} name of the slot */
  stop(what, name) {
    const slot = `${what} ${name}`;
    this.workers.forEach((worker, index) => {
      this.settle(index, slot, false);
      worker.postMessage({ stop: true, slot });
    });
  }

  /** @param {string} slot @param {What} what @param {object} ask */
  async once(slot, what, ask) {
    let last = null;
    // not where curves come from, so that neither waits for the other
    const whole = await this.order(this.workers.length - 1, slot, what, ask, (value) => (last = value));
    return whole ? last : null;
  }

  /** @param {number} index @param {string} name @param {What} what @param {object} ask @param {(value: any) => void} part @returns {Promise<boolean>} */
  order(index, name, what, ask, part) {
    const slot = `${what} ${name}`;
    this.settle(index, slot, false);
    const number = ++this.number;
    const detail = this.lost.get(index);
    if (detail !== undefined) return Promise.reject(new Impossible("broken", { detail }));
    return new Promise((resolve, reject) => {
      this.waiting.set(`${index} ${slot}`, { number, part, resolve, reject });
      this.workers[index].postMessage({ slot, number, what, ask, urgency: URGENCY[what] });
    });
  }

  /** @param {number} index @param {{slot: string, number: number, done: boolean, value: any, error?: {key: string, blanks: any}}} message */
  receive(index, { slot, number, done, value, error }) {
    const waiting = this.waiting.get(`${index} ${slot}`);
    if (waiting?.number !== number) return; // of an older request
    if (error) waiting.reject(new Impossible(error.key, error.blanks));
    else if (value) waiting.part(value);
    if (error) this.waiting.delete(`${index} ${slot}`);
    else if (done) this.settle(index, slot, true);
  }

  /** A worker broke down: nothing that was asked of it comes any more. @param {number} index @param {string} detail */
  lose(index, detail) {
    this.lost.set(index, detail);
    for (const [key, { reject }] of [...this.waiting])
      if (key.startsWith(`${index} `)) {
        this.waiting.delete(key);
        reject(new Impossible("broken", { detail }));
      }
  }

  /** @param {number} index @param {string} slot @param {boolean} whole */
  settle(index, slot, whole) {
    this.waiting.get(`${index} ${slot}`)?.resolve(whole);
    this.waiting.delete(`${index} ${slot}`);
  }
}
