import assert from "node:assert/strict";
import { test } from "node:test";
import { aboutOf } from "../shell/about.js";
import { dataOf, offeredBy, scenarioFiles } from "../shell/files.js";
import { appOf, clientOf, contents, studyOf } from "./page.js";

const eased = { regime: "generalised", parts: [{ id: "duty_list", start: 0 }] };
const panel = /** @type {any} */ ({ title: "", drawing: null });

test("a view offers what it has", () => {
  const explore = appOf({});
  explore.pictures = () => [panel];
  assert.deepEqual(offeredBy(explore), { scenario: true, data: true, svg: true, png: true });
  assert.equal(offeredBy(appOf({ view: { tab: "explore" } })).data, true);
  assert.deepEqual(offeredBy(appOf({ view: { tab: "learn" } })), { scenario: false, data: false, svg: false, png: false });
  const compare = appOf({ view: { tab: "compare" } });
  assert.equal(offeredBy(compare).data, false);
  compare.pictured = () => ({ study: studyOf(), scenarios: [] });
  assert.equal(offeredBy(compare).scenario, false);
});

test("what is explored is one file, and of scenarios side by side each has its letter", () => {
  const app = appOf({ scenarios: [eased] });
  const [{ name, text }, ...others] = scenarioFiles(app);
  assert.deepEqual([name, others.length], ["kaohe-scenario.toml", 0]);
  assert.match(text, /# kaohe run kaohe-scenario\.toml .*--seed 1/);
  assert.match(text, /duty_list/);
  app.pictured = () => ({ study: studyOf(), scenarios: [eased, { regime: "minimal" }], letters: ["A", "C"] });
  const files = scenarioFiles(app);
  assert.deepEqual(files.map((file) => file.name), ["kaohe-scenario-A.toml", "kaohe-scenario-C.toml"]);
  assert.match(files[1].text, /minimal/);
});

test("data are all outcomes in every month, of the scenario and of its baseline", async () => {
  const { client, close } = clientOf(1);
  const app = appOf({ study: studyOf({ months: 12, warmup: 0 }), scenarios: [{ regime: "minimal" }] }, client);
  const [heading, ...rows] = (await dataOf(app)).trim().split("\r\n").map((row) => row.split(","));
  close();
  assert.equal(heading.length, 1 + 2 * contents.measures.length);
  assert.deepEqual(rows.map(([month]) => Number(month)), Array.from({ length: 12 }, (_, m) => m + 1));
  const [now, base] = ["now", "baseline"].map((side) => rows.at(-1)?.[heading.indexOf(`indicators.${side}`)]);
  assert.ok(Number(now) < Number(base), "under the minimal regime there are fewer indicators");
});

test("the line below a picture names county, month, scenario, baseline, seed, version and rules", () => {
  for (const language of /** @type {const} */ (["en", "zh"])) {
    const app = appOf({ scenarios: [eased], study: studyOf({ seed: 5 }) }, null, language);
    app.pictured = () => ({ study: app.state.get().study, scenarios: [eased], when: "MONTH" });
    const [line, ...more] = aboutOf(app);
    assert.equal(more.length, 0);
    for (const word of ["MONTH", "generalised+duty_list", "5", contents.rules.slice(0, 8), contents.places.class.name[language]])
      assert.ok(line.includes(word), `${word} in ${line}`);
    assert.doesNotMatch(line, /[{}]/);
  }
});

test("a real county carries the line that its values are the model's", () => {
  const app = appOf({ study: studyOf({ place: "class" }) });
  const township = contents.places.class.townships[0];
  const code = township.code;
  township.code = 330212001;
  assert.equal(aboutOf(app)[0], app.t("files.assumptions"));
  township.code = code;
});
