// Outcomes of runs as the page in a browser has them, by its own workers: `kaoheRuns(asks)` gives a SHA-256 of each run.

import { Client } from "../../app/engine/client.js";
import { openContents } from "../../app/engine/contents.js";
import { scenarioOf } from "../../app/engine/expression.js";

const textIn = (id) => document.getElementById(id).textContent;

async function digest(measures, series) {
  const whole = await new Blob(measures.map((id) => series[id])).arrayBuffer();
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** asks: {study, baseline, scenario, count}; for each, digests of replicates 1 to count. */
globalThis.kaoheRuns = async (asks) => {
  const packed = { contents: textIn("contents"), engine: textIn("engine") };
  const contents = await openContents(packed.contents);
  const program = URL.createObjectURL(new Blob([textIn("program")], { type: "text/javascript" }));
  const workers = [new Worker(program), new Worker(program)];
  const client = new Client(workers);
  client.begin(packed);
  const measures = contents.measures.map(({ id }) => id);
  const found = [];
  for (const { study, baseline, scenario, count } of asks) {
    const runs = [];
    const whole = { ...study, baseline: scenarioOf(contents, baseline) };
    const ask = { study: whole, scenario: scenarioOf(contents, scenario), measures, count };
    await client.replicates("parity", ask, ({ replicate, series }) => (runs[replicate - 1] = series));
    found.push(await Promise.all(runs.map((series) => digest(measures, series))));
  }
  workers.forEach((worker) => worker.terminate());
  return found;
};
