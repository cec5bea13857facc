// How the page starts: its program is one script, which runs as it stands in workers too and serves them there.

import { Client } from "./client.js";
import { openContents } from "./contents.js";
import { serve } from "./server.js";

const WORKERS = 2;
const NEEDED = ["WebAssembly", "Worker", "DecompressionStream", "ResizeObserver"];

/** Whether this is a worker; then it serves from now on, and there is no page to draw. */
export function servesAsWorker() {
  if (typeof document !== "undefined") return false;
  serve(/** @type {any} */ (self));
  return true;
}

/**
 * What the page knows, and the workers that run the model once `begin` is called; an error where the browser lacks what
 * that takes. Workers unpack and compile for themselves, so that the page's own thread does neither.
 */
export async function open() {
  const lacking = NEEDED.filter((name) => !(name in globalThis));
  if (lacking.length) throw new Error(lacking.join(", "));
  const packed = { contents: textIn("contents"), engine: textIn("engine") };
  const program = URL.createObjectURL(new Blob([textIn("program")], { type: "text/javascript" }));
  const workers = Array.from({ length: WORKERS }, () => new Worker(program));
  const client = new Client(workers);
  return { contents: await openContents(packed.contents), client, begin: () => client.begin(packed) };
}

/** @param {string} id of an element of the page */
function textIn(id) {
  return document.getElementById(id)?.textContent ?? "";
}
