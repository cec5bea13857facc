// How the page starts: its program is one script, which runs as it stands in workers too and serves them there.

import { Client } from "./client.js";
import { openContents, unpack } from "./contents.js";
import { serve } from "./server.js";

const WORKERS = 2;
const NEEDED = ["WebAssembly", "Worker", "DecompressionStream", "ResizeObserver"];

/** Whether this is a worker; then it serves from now on, and there is no page to draw. */
export function servesAsWorker() {
  if (typeof document !== "undefined") return false;
  serve(/** @type {any} */ (self));
  return true;
}

/** What the page knows, and the workers that run the model; an error where the browser lacks what that takes. */
export async function open() {
  const lacking = NEEDED.filter((name) => !(name in globalThis));
  if (lacking.length) throw new Error(lacking.join(", "));
  const [contents, engine] = await Promise.all([openContents(textIn("contents")), unpack(textIn("engine"))]);
  const program = URL.createObjectURL(new Blob([textIn("program")], { type: "text/javascript" }));
  const workers = Array.from({ length: WORKERS }, () => new Worker(program));
  return { contents, client: new Client(contents, engine, workers) };
}

/** @param {string} id of an element of the page */
function textIn(id) {
  return document.getElementById(id)?.textContent ?? "";
}
