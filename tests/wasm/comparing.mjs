// What the page makes of runs: node comparing.mjs FILE, where FILE holds {study, baseline, scenario, count, measures};
// prints effects by horizon, costs by line and the effect split over mechanisms, as JSON.
import { readFileSync } from "node:fs";
import { contents, clientOf } from "../../app/test/page.js";
import { costedMeasures, costsOf } from "../../app/engine/costs.js";
import { effectAt, estimate, horizonsOf } from "../../app/engine/estimate.js";
import { explanationOf } from "../../app/engine/explain.js";
import { scenarioOf } from "../../app/engine/expression.js";
import { startOf } from "../../app/engine/plan.js";

const asked = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { count, measures, split } = asked;
const [baseline, scenario] = [asked.baseline, asked.scenario].map((text) => scenarioOf(contents, text));
const study = { ...asked.study, baseline };
const { client, close } = clientOf(2);
const all = [...new Set([...measures, ...costedMeasures(contents)])];

async function runsOf(own) {
  const runs = [];
  await client.replicates("runs", { study, scenario: own, measures: all, count }, (run) => (runs[run.replicate - 1] = run.series));
  return { runs, force: await client.force("force", { study, scenario: own }) };
}

const [base, own] = [await runsOf(baseline), await runsOf(scenario)];
const start = startOf(contents, study, scenario);
const horizons = {};
for (const id of measures)
  for (const years of horizonsOf(contents, study.months, start))
    horizons[`${id} ${years}`] = effectAt(contents, id, study.warmup, start, years, own.runs, base.runs);
const costs = [base, own].map(({ runs, force }) => runs.map((series) => costsOf(contents, study, series, force, base.force)));
const lines = {};
for (const { id } of contents.comparing.ledger.lines)
  lines[id] = { cost: estimate(contents, costs[1].map((each) => each[id])), more: estimate(contents, costs[1].map((each, r) => each[id] - costs[0][r][id])) };
const splits = [];
await client.explain("why", { study, scenario, measures, count: split }, (part) => (splits[part.replicate - 1] = part));
const explained = measures.map((_, m) => explanationOf(contents, splits, m));
close();
console.log(JSON.stringify({ horizons, lines, explained }));
