import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, stateOf } from "../engine/address.js";
import { csvOf } from "../engine/csv.js";
import { fileOf, scenarioOf, textOf } from "../engine/expression.js";
import { contents, studyOf } from "./page.js";

const scenario = { regime: "minimal", parts: [{ id: "zhou", dose: 0.5, start: 6 }], levers: { visits: 0.25, clarity: 1 } };

test("a scenario and its text are one", () => {
  assert.equal(textOf(scenario), "minimal+zhou=0.5@6,clarity=1,visits=0.25");
  assert.deepEqual(scenarioOf(contents, textOf(scenario)), scenario);
});

test("an address gives back the state it was made of", () => {
  const state = { study: studyOf(), scenarios: [scenario, { regime: "extreme", parts: [], levers: {} }], view: { lang: "zh" } };
  state.study.baseline = /** @type {any} */ ({ regime: "leping", parts: [], levers: {} });
  const address = addressOf(contents, state);
  assert.deepEqual(stateOf(contents, address), { state, sameRules: true });
  assert.match(address, /^#[\w.=&*~:!-]+$/);
});

test("an address of other rules is read, and says so", () => {
  const address = addressOf({ ...contents, rules: "other rules" }, { study: studyOf(), scenarios: [] });
  assert.equal(stateOf(contents, address)?.sameRules, false);
});

test("what an address has out of range or unknown is named", () => {
  const good = addressOf(contents, { study: studyOf(), scenarios: [scenario] });
  const wrong = [
    ["s=1", "s=0", "range", "s"],
    ["s=1", "s=1.5", "whole", "s"],
    ["m=48", "m=1e9", "range", "m"],
    ["m=48", "m=", "range", "m"],
    ["p=class", "p=constructor", "unknown", "p"],
    ["visits:0.25", "visits:99", "range", "visits"],
    ["visits:", "visitz:", "unknown", "lever"],
    ["zhou:0.5", "zhou:2", "range", "zhou"],
    ["zhou:", "nobody:", "unknown", "reform"],
    ["b=generalised", "b=", "unknown", "regime"],
    ["v=1", "v=7", "unknown", "v"],
    ["v=1&", "", "malformed", ""],
    ["&w=", "&x=", "malformed", ""],
    ["visits:", "visits:0.3:", "range", "visits"],
  ];
  for (const [from, to, key, field] of wrong) {
    assert.ok(good.includes(from), from);
    const read = () => stateOf(contents, good.replace(from, to));
    assert.throws(read, (/** @type {any} */ error) => error.key === key && (error.blanks.field ?? "") === field, to);
  }
  assert.equal(stateOf(contents, ""), null);
});

test("every refusal has a text in both languages", () => {
  for (const key of ["unknown", "many", "none", "progress", "range", "whole", "reform_twice", "not_together", "broken"])
    for (const language of /** @type {("en" | "zh")[]} */ (["en", "zh"])) assert.ok(contents.texts[language].errors[key], key);
});

test("a file extends the regime with its reforms, and sets its levers", () => {
  const file = fileOf(contents, studyOf(), scenario, "mine.toml", (key) => key);
  assert.match(file, /^# kaohe run mine\.toml --baseline generalised --place class --months 48 /m);
  assert.match(file, /^extends = "minimal\+zhou=0\.5@6"$/m);
  assert.match(file, /^made_by = "kaohe \d[\w.]*, rules [0-9a-f]{12}"$/m);
  assert.match(file, /^\[levers\]\nclarity = 1\nvisits = 0\.25$/m);
});

test("a table quotes what needs it and knows UTF-8", () => {
  const table = csvOf({ 'form"alism': [0.5, 1], 甩锅: [2] }, "month, from 1");
  assert.equal(table, '\ufeff"month, from 1","form""alism",甩锅\r\n1,0.5,2\r\n2,1,\r\n');
});
