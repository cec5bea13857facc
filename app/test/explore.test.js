import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ACTIVITIES,
  ALARM,
  ATTENTION,
  BETTER,
  CHANNELS,
  edgeOf,
  GHOST,
  GHOST_EDGE,
  inkOn,
  luminance,
  NOW,
  NOW_EDGE,
  OWN,
  SCENARIOS,
  shade,
  WORSE,
} from "../draw/palette.js";
import { apart, bandPath, limits, linePath, roundUp } from "../draw/scale.js";
import { positionOf, valueAt } from "../explore/levers.js";
import { pairText, valueText, withoutSeasons } from "../explore/measures.js";
import { effectOf, timeMoved } from "../explore/sentence.js";
import { meanParts, partsOf } from "../explore/time.js";
import { hoursOf } from "../explore/worth.js";
import { Store } from "../shell/store.js";
import { change, figure, filled } from "../shell/texts.js";
import { contents } from "./page.js";

/** @param {number} value @param {number} months */
const level = (value, months = 24) => new Float64Array(months).fill(value);
/** @param {string} id */
const measure = (id) => contents.measures.find((/** @type {any} */ each) => each.id === id);

test("numbers are read with their signs and three digits that matter", () => {
  assert.deepEqual(
    [0.1234, 12.34, 1234.5, -0.5, NaN].map((value) => figure(value)),
    ["0.12", "12.3", "1235", "−0.50", "–"],
  );
  assert.deepEqual(
    [1.26, -1.26, -0.001].map((value) => change(value, 1)),
    ["+1.3", "−1.3", "0.0"],
  );
  assert.equal(filled("{a} of {b} {c}", { a: 1, b: "two" }), "1 of two {c}");
});

test("shares are percentages, and two values that differ do not look the same", () => {
  assert.deepEqual(
    [0, 0.051, 0.387].map((value) => valueText(measure("formalism"), value)),
    ["0\u00a0%", "5.1\u00a0%", "39\u00a0%"],
  );
  assert.deepEqual(pairText(measure("formalism"), 0.388, 0.392), ["38.8\u00a0%", "39.2\u00a0%"]);
  assert.deepEqual(pairText(measure("initiative"), 1, 1.23), ["1.0\u00a0%", "1.2\u00a0%"]);
});

test("a mean over a year has no seasons", () => {
  const seasonal = Float64Array.from({ length: 36 }, (_, month) => month % 12);
  assert.deepEqual([...withoutSeasons(seasonal).slice(11)], new Array(25).fill(5.5));
});

test("limits are round and hold all values", () => {
  assert.deepEqual(roundUp(0.47), { top: 0.5, step: 0.25 });
  assert.deepEqual(limits([0.1, 0.55]), { low: 0, high: 0.6000000000000001, ticks: [0, 0.2, 0.4, 0.6000000000000001] });
  const { low, high } = limits([-0.4, 0.2]);
  assert.ok(low <= -0.4 && high >= 0.2);
  assert.deepEqual(limits([]).ticks, [0, 0.5, 1]);
});

test("a gap in the data is a gap in the line, and a band goes there and back", () => {
  const same = (/** @type {number} */ value) => value;
  assert.equal(linePath([1, NaN, 3, 4], same, same), "M0.0,1.0M2.0,3.0L3.0,4.0");
  assert.equal(bandPath([0, 1], [2, 3], same, same), "M0.0,2.0L1.0,3.0L1.0,1.0L0.0,0.0Z");
});

test("labels keep apart, in order", () => {
  const [a, b] = apart([50, 52], 14, 0, 100);
  assert.ok(b - a >= 14);
  const low = apart([99, 98], 14, 0, 100);
  assert.ok(Math.max(...low) <= 100 && low[0] > low[1]);
});

test("an effect is clear only where the runs agree on its direction", () => {
  const runs = (/** @type {number[]} */ values) => values.map((value) => ({ x: level(value) }));
  const ghost = { series: { x: level(0.5) }, runs: runs([0.5, 0.5, 0.5, 0.5]) };
  const down = effectOf("x", { series: { x: level(0.4) }, runs: runs([0.4, 0.42, 0.38, 0.4]) }, ghost);
  assert.equal(down.clear, true);
  assert.ok(Math.abs(down.change + 0.1) < 1e-12 && down.runs === 4);
  const mixed = effectOf("x", { series: { x: level(0.4) }, runs: runs([0.4, 0.6, 0.45, 0.58]) }, ghost);
  assert.equal(mixed.clear, false);
  const alone = effectOf("x", { series: { x: level(0.4) }, runs: [] }, ghost);
  assert.deepEqual([alone.runs, alone.base], [1, 0.5]);
});

test("time that moved is told from the largest on, and nothing that is unclear", () => {
  const found = /** @type {any} */ ({
    a: { clear: true, change: 0.02 },
    b: { clear: true, change: -0.1 },
    c: { clear: false, change: 0.3 },
    d: { clear: true, change: 0.001 },
  });
  assert.deepEqual(
    timeMoved(Object.keys(found), (id) => found[id]).map(({ id }) => id),
    ["b", "a"],
  );
});

test("parts of a month are a whole, and a county's mean counts cadres", () => {
  const time = {
    work: 0.2,
    paper: 0.3,
    showcase: 0,
    initiative: 0,
    shifting: 0,
    slack: 0.1,
    reports: 0.1,
    visits: 0.1,
    meetings: 0.1,
    complaints: 0.1,
  };
  const parts = partsOf(time);
  assert.ok(Math.abs(Object.values(parts).reduce((all, part) => all + part, 0) - 1) < 1e-12);
  assert.equal(parts.imposed.toFixed(3), "0.400");
  assert.ok(meanParts([time, { ...time, work: 0, slack: 0.3 }], [3, 1]).work > 0.14);
});

test("the worth of an hour is the sum of its parts, and of each kind the best is kept", () => {
  const activities = [
    { kind: "real", field: 0 },
    { kind: "real", field: 1 },
    { kind: "slack", field: -1 },
  ];
  const worth = [
    [0.3, 0.5, null],
    [0.2, 0.1, 0],
  ];
  const all = hoursOf(worth, ["whole", "money"], activities, true);
  assert.equal(all.length, 2, "what is closed is left out");
  assert.ok(Math.abs(all[1].parts.rest - 0.4) < 1e-12);
  assert.deepEqual(
    hoursOf(worth, ["whole", "money"], activities, false).map(({ field }) => field),
    [1],
  );
});

test("positions and values of levers go together, also over wide ranges", () => {
  for (const lever of contents.levers)
    for (const position of [0, 25, 50, 100]) {
      const value = valueAt(lever, lever.low, position);
      assert.ok(value >= lever.low && value <= lever.high);
      assert.ok(Math.abs(positionOf(lever, lever.low, value) - position) < 0.6, lever.id);
    }
});

test("the state is merged by name, and listeners are told what was before", () => {
  const store = new Store(/** @type {any} */ ({ study: { place: "class", seed: 1 }, scenarios: [] }));
  /** @type {any[]} */
  const seen = [];
  const end = store.subscribe((now, before) => seen.push([before.study.seed, now.study.seed]));
  store.set({ study: { seed: 2 }, view: { xm: "3", xt: "" } });
  end();
  store.set({ view: { xm: "" } });
  assert.deepEqual([store.get().study, store.get().view], [{ place: "class", seed: 2 }, {}]);
  assert.deepEqual(seen, [[1, 2]]);
});

/** Of two colours, 1 to 21. @param {string} one @param {string} other */
function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

test("whatever has a meaning stands out from white, by itself or by an edge that stands out from both", () => {
  assert.ok(Math.abs(contrast("#000000", "#ffffff") - 21) < 1e-9);
  const colours = [ACTIVITIES, ATTENTION, CHANNELS].flatMap((each) => each.map(([, colour]) => colour));
  for (const colour of [...colours, ...SCENARIOS, NOW, NOW_EDGE, GHOST, GHOST_EDGE, BETTER, WORSE, ALARM, OWN]) {
    assert.ok(contrast(edgeOf(colour), "#ffffff") >= 3, colour);
    assert.ok(edgeOf(colour) === colour || contrast(edgeOf(colour), colour) >= 3, `${colour} against its edge`);
  }
});

test("the number in a township is legible on every shade, and letters on scenarios are", () => {
  const shades = [1, 0, -1].flatMap((better) => Array.from({ length: 101 }, (_, k) => shade(k / 100, better)));
  assert.equal(new Set(shades).size, 2 * 101 - 1, "of what is better and of what is worse, beginning alike");
  for (const fill of shades) assert.ok(contrast(inkOn(fill), fill) >= 4.5, fill);
  for (const fill of SCENARIOS) assert.ok(contrast("#ffffff", fill) >= 4.5, fill);
});
