import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { effectOf, horizons, isTooLate, levelOf, verdictOf } from "../compare/effects.js";
import { sentencesOf } from "../compare/reasons.js";
import { isBaseline, Trials } from "../compare/trials.js";
import { differenceText, finerFor, intervalText, nameOf, unitText } from "../compare/words.js";
import { appOf, contents, studyOf } from "./page.js";

const baseline = { regime: "generalised" };
const late = { regime: "generalised", parts: [{ id: "duty_list", start: 24 }] };
const formalism = contents.measures.find((/** @type {any} */ { id }) => id === "formalism");
const trust = contents.measures.find((/** @type {any} */ { high, unit }) => high !== 1 && !unit.en.startsWith("%"));
const MONTHS = 48;

/** Runs of one outcome at a level, one a replicate, as trials have them. @param {Map<object, number[]>} levels by scenario */
function trialsOf(levels) {
  const of = (/** @type {object} */ scenario) => ({
    runs: (levels.get(scenario) ?? []).map((level) => ({ formalism: new Float64Array(MONTHS).fill(level) })),
    force: null,
  });
  return /** @type {any} */ ({ of, paired: (/** @type {object} */ a, /** @type {object} */ b) => [of(a).runs, of(b).runs] });
}

test("an effect is the mean of paired differences, once the scenario has had its years", () => {
  const app = appOf({ study: studyOf({ months: MONTHS, baseline }), scenarios: [late] });
  const trials = trialsOf(new Map([[baseline, [0.25, 0.5]], [late, [0.125, 0.25]]]));
  assert.equal(effectOf(app, trials, late, "formalism", 1)?.mean, -0.1875);
  assert.equal(effectOf(app, trials, late, "formalism", 3), null, "it begins after two of four years");
  assert.deepEqual([1, 3].map((years) => isTooLate(app, late, years)), [false, true]);
  assert.deepEqual(horizons(app), contents.comparing.horizons.filter((/** @type {number} */ years) => years <= 4));
  assert.equal(levelOf(app, trials, "formalism", 1), 0.375);
});

test("of one run nothing is said of a difference", () => {
  const app = appOf({ study: studyOf({ months: MONTHS, baseline }), scenarios: [late] });
  assert.equal(effectOf(app, trialsOf(new Map([[baseline, [0.3]], [late, [0.2]]])), late, "formalism", 1), null);
});

test("a verdict is no surer than its interval", () => {
  const range = (/** @type {number} */ low, /** @type {number} */ high) => ({ mean: (low + high) / 2, low, high });
  assert.equal(verdictOf(range(-0.2, -0.1), -1), "better");
  assert.equal(verdictOf(range(-0.2, -0.1), 1), "worse");
  assert.equal(verdictOf(range(-0.2, -0.1), 0), "moved");
  assert.equal(verdictOf(range(-0.2, 0.1), -1), "undecided");
  assert.equal(verdictOf(range(0, 0), -1), "same");
});

test("a scenario is called by what it changes", () => {
  const app = appOf({ study: studyOf({ baseline }), scenarios: [] });
  const name = contents.reforms.duty_list.name.en;
  assert.match(nameOf(app, { ...baseline, parts: [{ id: "duty_list", dose: 0.5, start: 3 }] }), new RegExp(`${name}.*50 %.*3`, "i"));
  assert.match(nameOf(app, { ...baseline, levers: { indicator_load: 0.4 } }), /Indicator load.*1\.00.*0\.40/);
  assert.equal(nameOf(app, { regime: "minimal" }).toLowerCase(), contents.regimes.minimal.name.en.toLowerCase());
});

test("differences of shares are points, and a sure interval never looks as if it held zero", () => {
  assert.equal(differenceText(formalism, -0.0312), "−3.1");
  assert.equal(unitText(appOf({}), formalism), "percentage points");
  const text = (/** @type {number} */ value, /** @type {number} */ finer) => differenceText(formalism, value, finer);
  const found = { mean: 0.0006, low: 0.0003, high: 0.0009 };
  assert.equal(finerFor(found, text), 1);
  assert.match(intervalText(appOf({}), found, text), /\+0\.06.*\+0\.03.*\+0\.09/);
  assert.equal(intervalText(appOf({}), { mean: 0.5, low: NaN, high: NaN }, text), "+50.0");
  assert.equal(differenceText(trust, 0.1234), "+0.123");
});

test("an explanation names what carries an effect, what stands against it and what is undecided", () => {
  const value = (/** @type {number} */ mean, half = 0.001) => ({ mean, low: mean - half, high: mean + half });
  const part = (/** @type {string} */ id, /** @type {any} */ share) => ({ id, name: { en: id.toUpperCase(), zh: id }, share, alone: share });
  const found = {
    level: 0.4,
    whole: value(-0.03),
    remainder: value(0),
    parts: [part("fear", value(-0.05)), part("time", value(0.02)), part("rank", value(-0.01, 0.05))],
  };
  const said = sentencesOf(appOf({}), found, formalism, "A");
  assert.match(said, /Formalism falls under A/);
  assert.ok(said.indexOf("FEAR (−5.0)") < said.indexOf("TIME (+2.0)") && said.indexOf("TIME") < said.indexOf("RANK"), said);
});

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

test("nothing runs twice while scenarios come and go, and what is not whole is given up", async () => {
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const stopped = [];
  const client = {
    force: () => Promise.resolve({ levers: {}, readings: [] }),
    replicates(/** @type {string} */ slot, /** @type {any} */ { scenario, count }, /** @type {any} */ onRun) {
      asked.push(scenario.regime);
      if (scenario.regime !== "extreme") for (let r = 1; r <= count; r++) onRun({ replicate: r, series: {} });
      return Promise.resolve(true);
    },
    stop: (/** @type {string} */ what, /** @type {string} */ slot) => void (what === "replicates" && stopped.push(slot)),
  };
  const app = appOf({ study: studyOf({ baseline }), scenarios: [{ regime: "minimal" }] }, client);
  let changes = 0;
  const trials = new Trials(app, () => changes++);
  /** @param {string} regime */
  const compare = async (regime) => {
    app.state.set({ scenarios: [{ regime }] });
    trials.ask();
    mock.timers.tick(1000);
    await new Promise((done) => setImmediate(done));
    mock.timers.tick(1000);
  };
  await compare("minimal");
  assert.deepEqual(asked, ["generalised", "minimal"]);
  assert.ok(trials.whole && changes > 0);
  await compare("extreme");
  assert.equal(trials.whole, false);
  await compare("minimal");
  assert.deepEqual(asked, ["generalised", "minimal", "extreme"], "what was whole is kept");
  assert.ok(stopped.length === 1 && stopped[0].includes("extreme"), `${stopped}`);
  assert.ok(isBaseline(app, baseline) && !isBaseline(app, { regime: "minimal" }));
});
