// Outcomes of runs by the page's engine: node page.mjs PAGE FILE, where FILE holds a list of {study, scenario, replicate};
// prints a SHA-256 of the bytes of each whole series, warm-up included.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { scenarioOf } from "../../app/engine/expression.js";
import { planOf } from "../../app/engine/plan.js";
import { Run } from "../../app/engine/run.js";

const [page, asks] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const part = (name) => gunzipSync(Buffer.from(page.match(`id="${name}">(.*?)</script>`)[1], "base64"));
const contents = JSON.parse(part("contents").toString());
const run = new Run(contents, new WebAssembly.Module(part("engine")));
for (const { study, scenario, baseline, replicate } of JSON.parse(asks)) {
  const whole = { ...study, baseline: scenarioOf(contents, baseline) };
  run.start(planOf(contents, whole, scenarioOf(contents, scenario), replicate));
  run.advance(7); // in several calls, as the page does
  run.advance(study.months);
  console.log(createHash("sha256").update(run.memory.bytes("series")).digest("hex"));
}
