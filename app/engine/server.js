// The worker's side: takes what is asked, the most urgent first, and does a piece of it between any two messages.

import { openContents, unpack } from "./contents.js";
import { Impossible } from "./plan.js";
import { Tasks } from "./tasks.js";

/** @typedef {{postMessage: (message: any, handedOver?: any) => void, onmessage: ((event: {data: any}) => void) | null}} Port */
/** @typedef {"curves" | "replicates" | "picture" | "events" | "cadres" | "force" | "explain"} What */
/** @typedef {{slot: string, number: number, what: What, ask: any, urgency: number}} Order */

/** Serve a port: its first message is {contents, engine}, packed; the others are orders, which wait until both are there. A new order takes the place of an older one in the same slot. @param {Port} port @param {(step: () => void) => () => void} [between] how to take a step after the messages that wait */
export function serve(port, between = byMessage) {
  /** @type {Tasks | null} */
  let tasks = null;
  /** @type {Map<string, Order & {parts?: Generator}>} */
  const open = new Map();
  const next = between(step);

  port.onmessage = ({ data }) => {
    if (data.engine) begin(data).catch(broken);
    else if (data.stop) stop(data.slot);
    else order(data);
  };

  /** @param {{contents: string, engine: string}} packed */
  async function begin(packed) {
    const [contents, module] = await Promise.all([openContents(packed.contents), unpack(packed.engine).then(WebAssembly.compile)]);
    tasks = new Tasks(contents, module);
    if (open.size) next();
  }

  /** An error that nobody caught, which the page is told of as of any other breakdown. @param {unknown} error */
  function broken(error) {
    setTimeout(() => {
      throw error;
    });
  }

  /** @param {Order} given */
  function order(given) {
    stop(given.slot);
    if (tasks && !open.size) next();
    open.set(given.slot, given);
  }

  /** @param {string} slot */
  function stop(slot) {
    open.get(slot)?.parts?.return(undefined);
    open.delete(slot);
  }

  function step() {
    const [first] = [...open.values()].sort((a, b) => a.urgency - b.urgency);
    if (!first || !tasks) return;
    const { slot, number } = first;
    try {
      first.parts ??= /** @type {any} */ (tasks)[first.what](first.ask);
      const { value, done } = /** @type {Generator} */ (first.parts).next();
      if (done) open.delete(slot);
      if (done || value) port.postMessage({ slot, number, done: !!done, value }, buffersOf(value));
    } catch (error) {
      open.delete(slot);
      port.postMessage({ slot, number, done: true, error: told(error) });
    }
    if (open.size) next();
  }
}

/** A message to oneself: it comes after those that wait, and sooner than any timer. @param {() => void} step */
function byMessage(step) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = step;
  return () => port2.postMessage(null);
}

/** Memory of series, which is handed over instead of copied. @param {any} value */
function buffersOf(value) {
  return Object.values(value?.series ?? {}).map((/** @type {Float64Array} */ series) => series.buffer);
}

/** @param {unknown} error */
function told(error) {
  if (error instanceof Impossible) return { key: error.key, blanks: error.blanks };
  return { key: "broken", blanks: { detail: String(error) } };
}
