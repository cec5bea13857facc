// The worker's side: takes what is asked, the most urgent first, and does a piece of it between any two messages.

import { Impossible } from "./plan.js";
import { Tasks } from "./tasks.js";

/** @typedef {{postMessage: (message: any, handedOver?: any) => void, onmessage: ((event: {data: any}) => void) | null}} Port */
/** @typedef {"curves" | "replicates" | "picture" | "events" | "cadres" | "force" | "explain"} What */
/** @typedef {{slot: string, number: number, what: What, ask: any, urgency: number}} Order */

/** Serve a port: its first message is {contents, engine}; the others are orders. A new order takes the place of an older one in the same slot. @param {Port} port @param {(step: () => void) => () => void} [between] how to take a step after the messages that wait */
export function serve(port, between = byMessage) {
  /** @type {Tasks | null} */
  let tasks = null;
  /** @type {Map<string, Order & {parts: Generator}>} */
  const open = new Map();
  const next = between(step);

  port.onmessage = ({ data }) => {
    if (data.engine) tasks = new Tasks(data.contents, new WebAssembly.Module(data.engine));
    else if (data.stop) stop(data.slot);
    else order(data);
  };

  /** @param {Order} given */
  function order(given) {
    stop(given.slot);
    const parts = /** @type {any} */ (tasks)[given.what](given.ask);
    if (!open.size) next();
    open.set(given.slot, { ...given, parts });
  }

  /** @param {string} slot */
  function stop(slot) {
    open.get(slot)?.parts.return(undefined);
    open.delete(slot);
  }

  function step() {
    const [first] = [...open.values()].sort((a, b) => a.urgency - b.urgency);
    if (!first) return;
    const { slot, number } = first;
    try {
      const { value, done } = first.parts.next();
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
