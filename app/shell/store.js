// The state of the page in one place: who changes it calls `set`, who shows it subscribes.

/** @typedef {import("../engine/address.js").State} State */
/** State with all its parts. @typedef {Required<State>} Whole */
/** What changes; `view` and `study` are merged by name, a text of `view` that is "" goes. @typedef {{study?: Partial<State["study"]>, scenarios?: State["scenarios"], view?: Record<string, string>}} Patch */
/** @typedef {(now: Whole, before: Whole) => void} Listener */

export class Store {
  /** @param {State} first */
  constructor(first) {
    /** @type {Whole} */
    this.now = { view: {}, ...first };
    /** @type {Set<Listener>} */
    this.listeners = new Set();
  }

  /** The state; nobody may change it in place. */
  get() {
    return this.now;
  }

  /** @param {Patch} patch */
  set({ study, scenarios, view }) {
    const before = this.now;
    const texts = Object.entries({ ...before.view, ...view }).filter(([, text]) => text !== "");
    this.now = {
      study: study ? { ...before.study, ...study } : before.study,
      scenarios: scenarios ?? before.scenarios,
      view: view ? Object.fromEntries(texts) : before.view,
    };
    for (const listener of [...this.listeners]) listener(this.now, before);
  }

  /** Be told of every change. @param {Listener} listener @returns {() => void} end of it */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
