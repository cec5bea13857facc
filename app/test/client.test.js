import assert from "node:assert/strict";
import { test } from "node:test";
import { bandOf } from "../engine/band.js";
import { clientOf, studyOf } from "./page.js";

const measures = ["formalism"];
const scenario = { regime: "generalised" };

test("of curves the first year comes at once, then more, then the whole", async () => {
  const { client, close } = clientOf(1);
  /** @type {number[]} */
  const months = [];
  const whole = await client.curves("now", { study: studyOf({ months: 30 }), scenario, measures }, ({ month, series }) => {
    months.push(month);
    assert.equal(series.formalism.length, month);
  });
  close();
  assert.equal(whole, true);
  assert.equal(months[0], 12);
  assert.equal(months.at(-1), 30);
  assert.deepEqual(months, [...new Set(months)].sort((a, b) => a - b));
});

test("of several requests in a slot only the latest gives results", async () => {
  const { client, close } = clientOf(1);
  /** @type {number[]} */
  const seen = [];
  const all = [0.2, 0.4, 0.6].map((visits) =>
    client.curves("now", { study: studyOf(), scenario: { ...scenario, levers: { visits } }, measures }, () => seen.push(visits)),
  );
  assert.deepEqual(await Promise.all(all), [false, false, true]);
  close();
  assert.deepEqual([...new Set(seen)], [0.6]);
});

test("requests in different slots do not disturb each other, and a picture comes before a band", async () => {
  const { client, close } = clientOf(2);
  /** @type {string[]} */
  const order = [];
  const study = studyOf();
  const band = client.replicates("a", { study, scenario, measures, count: 4 }, () => {}).then(() => order.push("band"));
  const picture = client.picture("b", { study, scenario, month: 5 }).then(() => order.push("picture"));
  await Promise.all([band, picture]);
  close();
  assert.deepEqual(order, ["picture", "band"]);
});

test("replicates do not depend on the number of workers", async () => {
  const runs = [];
  for (const count of [1, 2]) {
    const { client, close } = clientOf(count);
    /** @type {Record<string, Float64Array>} */
    const found = {};
    await client.replicates("a", { study: studyOf(), scenario, measures, count: 5 }, ({ replicate, series }) => {
      found[replicate] = series.formalism;
    });
    close();
    runs.push(found);
  }
  assert.deepEqual(runs[0], runs[1]);
  assert.notDeepEqual(runs[0][1], runs[0][2]);
});

test("what is kept of a warm-up is never taken for that of another scenario", async () => {
  const others = [scenario, { ...scenario, parts: [{ id: "mutual_recognition", start: 0 }] }, { ...scenario, levers: { visits: 0.1 } }];
  for (const warmup of [0, 12]) {
    const { client, close } = clientOf(1);
    const last = [];
    for (const each of [...others, ...others]) {
      let value = NaN;
      const ask = { study: studyOf({ months: 12, warmup }), scenario: each, measures };
      await client.curves("now", ask, ({ series }) => (value = series.formalism[11]));
      last.push(value);
    }
    close();
    assert.equal(new Set(last.slice(0, 3)).size, 3);
    assert.deepEqual(last.slice(3), last.slice(0, 3));
  }
});

test("a scenario that cannot be is refused with its reason", async () => {
  const { client, close } = clientOf(1);
  const twice = { ...scenario, parts: [{ id: "zhou" }, { id: "duty_list" }] };
  await assert.rejects(client.picture("a", { study: studyOf(), scenario: twice, month: 1 }), { key: "reform_twice" });
  close();
});

test("a band holds the part of the runs it says", () => {
  const runs = Array.from({ length: 11 }, (_, r) => [r, 10 - r]);
  assert.deepEqual(bandOf(runs, 0.6), {
    low: Float64Array.of(2, 2),
    mean: Float64Array.of(5, 5),
    high: Float64Array.of(8, 8),
  });
});
