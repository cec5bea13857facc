// The built page as tests see it: what it knows, and its engine.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Client } from "../engine/client.js";
import { serve } from "../engine/server.js";
import { App } from "../shell/app.js";

const PAGE = new URL("../../kaohe/page/kaohe.html", import.meta.url);

/** What is packed in the page, as it stands there. @param {string} name @param {string | URL} [page] */
function packedIn(name, page = PAGE) {
  const found = readFileSync(page, "utf8").match(`<script type="text/plain" id="${name}">(.*?)</script>`);
  if (!found) throw new Error(`the page has no ${name}`);
  return found[1];
}

/** @param {string} name @param {string | URL} [page] */
export function partOf(name, page = PAGE) {
  return gunzipSync(Buffer.from(packedIn(name, page), "base64"));
}

export const packed = { contents: packedIn("contents"), engine: packedIn("engine") };
export const contents = JSON.parse(partOf("contents").toString());
export const module = new WebAssembly.Module(partOf("engine"));

/** A study of the class county. @param {object} [other] values */
export function studyOf(other = {}) {
  return { place: "class", baseline: { regime: "generalised" }, seed: 1, months: 48, warmup: 12, ...other };
}

/** A client whose workers are in this process. @param {number} count */
export function clientOf(count) {
  const workers = Array.from({ length: count }, () => {
    const { port1, port2 } = new MessageChannel();
    serve(/** @type {any} */ (port2), (step) => () => setImmediate(step));
    return port1;
  });
  const close = () => workers.forEach((port) => port.close());
  const client = new Client(/** @type {any} */ (workers));
  client.begin(packed);
  return { client, close };
}

/** An application without a page around it. @param {object} state @param {any} [client] @param {"en" | "zh"} [language] */
export function appOf(state, client = null, language = "en") {
  const whole = { study: studyOf(), scenarios: [], view: {}, ...state };
  return new App(contents, client, /** @type {any} */ (whole), language);
}
