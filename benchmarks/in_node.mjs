// Runs of the page's engine under Node: node in_node.mjs MONTHS. For every line it is given, the id of a county of
// the page, it makes one run of the regime `generalised` and prints milliseconds of processor time.
import { createInterface } from "node:readline";
import { planOf } from "../app/engine/plan.js";
import { Run } from "../app/engine/run.js";
import { contents, module } from "../app/test/page.js";

const [months] = process.argv.slice(2);
const scenario = { regime: "generalised" };
const run = new Run(contents, module);
for await (const place of createInterface({ input: process.stdin })) {
  run.start(planOf(contents, { place, baseline: scenario, seed: 1, months: Number(months), warmup: 0 }, scenario, 1));
  const begun = process.cpuUsage();
  run.advance(Number(months));
  const { user, system } = process.cpuUsage(begun);
  console.log((user + system) / 1000);
}
