import assert from "node:assert/strict";
import test from "node:test";
import { progressOf, textOf } from "../learn/progress.js";
import { affordable, dosesOf, packageOf, positionOf, priceOf, scenarioOf } from "../learn/settings.js";
import { byRuns, byValue, difference, distance, reached, shapeOf } from "../learn/shape.js";
import { score } from "../learn/task.js";
import { contents } from "./page.js";

const lesson = (/** @type {string} */ id) => contents.lessons.find((/** @type {any} */ each) => each.id === id);
const shape = (/** @type {number[]} */ values, least = 0.1) => shapeOf(values, byValue(values, least));

test("a row has the shape that its clear differences make", () => {
  assert.equal(shape([0, 0.5, 1]), "rises");
  assert.equal(shape([1, 0.5, 0]), "falls");
  assert.equal(shape([0, 1, 0.2]), "peak");
  assert.equal(shape([1, 0, 0.8]), "dip");
  assert.equal(shape([0, 1, -1, 0]), "mixed");
  assert.equal(shape([0.5, 0.55, 0.5]), "flat", "what is below the least does not count");
  assert.equal(shape([0, 1, 0.95]), "rises", "a top that hardly stands out is none");
});

test("runs differ only where enough of them agree", () => {
  const noisy = [
    [1, 1, 1, 1, 1],
    [3, 3, 3, 0.9, 0.9],
    [3, 3, 3, 3, 0.9],
  ];
  const differ = byRuns(noisy, 0.1);
  assert.deepEqual([differ(0, 1), differ(0, 2), differ(2, 0)], [0, 1, -1]);
  assert.equal(byRuns(noisy, 2)(0, 2), 0, "sure, but less than what counts");
  assert.deepEqual(difference([1, 1], [2, 4]), { change: 2, agree: 1 });
});

test("how far a prediction is off, and how much of a goal is reached", () => {
  assert.deepEqual(distance([0, 1, 2], [0, 2, 4]), { average: 1, furthest: 2 });
  assert.deepEqual([0, 1, 0.5, 0].map((now, k) => reached(k < 3 ? 0 : 1, k < 3 ? 1 : 0.5, now)), [0, 1, 0.5, 1]);
  const { marks, whole } = score({ a: 1, b: 0 }, { a: [0, 0], b: [1, 1] }, { a: [0.5, 0.5], b: [0.25, 0.25] });
  assert.deepEqual([marks.map(({ mark }) => mark), whole], [[50, 75], 63]);
});

test("what a learner did is read again from its text, and nonsense is nothing", () => {
  for (const { id, axis, offer } of contents.lessons) {
    const own = lesson(id);
    const predicted = axis ? axis.values.map(() => own.low) : own.packages ? [1] : null;
    const nothing = { predicted: null, drawn: null, answer: "", chosen: "", doses: null, own: null, second: null };
    const settings = axis ? { own: axis.values.at(-1) / 3, second: own.also.values[1] } : {};
    const whole = { ...nothing, predicted, answer: own.answer ?? "", doses: offer ? offer.map(() => 1) : null, ...settings };
    const begun = { ...nothing, drawn: axis ? axis.values.map((/** @type {number} */ _, /** @type {number} */ k) => (k ? own.high : null)) : predicted };
    const chosen = { ...whole, answer: "", chosen: "b" };
    for (const progress of [whole, begun, chosen, nothing]) assert.deepEqual(progressOf(own, textOf(own, progress)), progress);
    assert.equal(textOf(own, nothing), "");
    for (const text of [undefined, "", "999", "1.2.3.4.5.6.7.8.9", "d1.2.3.4.5.6.7.8.9", "x_y_z", "_dd_9e9_9e9", "-1", "1e1", " 1"])
      assert.deepEqual(progressOf(own, text), nothing, `${id} ${text}`);
  }
});

test("packages keep to what a lesson allows, and each that is given does", () => {
  const own = lesson("portfolio");
  for (const text of own.packages) assert.ok(affordable(own, dosesOf(own, text)), text);
  const all = own.offer.map(() => 2);
  assert.ok(!affordable(own, all));
  assert.equal(priceOf(own, all).count, own.offer.length);
  assert.deepEqual(packageOf(own, dosesOf(own, own.packages[0])).parts, [
    { id: "training_exchange", dose: 0.5 },
    { id: "empowerment", dose: 0.5 },
  ]);
});

test("settings of axes become scenarios, and values their places", () => {
  const own = lesson("citizens");
  const moved = scenarioOf(own, [
    [own.axis, 0.5],
    [own.also, 0],
    [{ lever: "visits", values: [] }, 0.3],
  ]);
  assert.deepEqual(moved, { regime: "generalised", parts: [{ id: "citizens_weight", dose: 0.5 }], levers: { visits: 0.3 } });
  assert.deepEqual([0, 0.5, 1, 2, 3, 9].map((value) => positionOf([0, 1, 3], value)), [0, 0.5, 1, 1.5, 2, 2]);
});
