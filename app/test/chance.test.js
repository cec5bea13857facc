// Addresses made by chance: each gives a state that has an address of its own, or one short complaint. With
// KAOHE_ADDRESSES=1000000 as many; all in this one process.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, stateOf } from "../engine/address.js";
import { LONGEST, Impossible } from "../engine/plan.js";
import { contents, studyOf } from "./page.js";

const COUNT = Number(process.env.KAOHE_ADDRESSES ?? 4000);
const GOOD = [
  { study: studyOf(), scenarios: [] },
  {
    study: studyOf({ seed: 3, baseline: { regime: "minimal", parts: [], levers: { visits: 0.25 } } }),
    scenarios: [
      { regime: "minimal", parts: [{ id: "zhou", dose: 0.5, start: 6 }], levers: { visits: 0.25, clarity: 1 } },
      { regime: "extreme", parts: [], levers: {} },
    ],
    view: { lang: "zh", tab: "compare" },
  },
].map((state) => addressOf(contents, /** @type {any} */ (state)));
const WORDS = [
  ...["", "0", "-1", "1e999", "NaN", "0x10", "1_0", "__proto__", "constructor", "toString", "%", "%zz", "%00", "%FF", "长"],
  ...["<b>", "[/b]", "javascript:1", "\u001b[31m", "&", "=", "+", "*", "~", ":", "!", "&c=minimal", "&p=class", "&v=2", "&.x=y"],
  ..."x".repeat(100_000).match(/.{50000}/g) ?? [],
];

/** Numbers that follow from a seed (mulberry32). @param {number} seed */
function numbers(seed) {
  return (/** @type {number} */ below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** @param {number} n */
function made(n) {
  const draw = numbers(n);
  let address = GOOD[draw(GOOD.length)];
  for (let change = draw(3); change >= 0; change--) {
    const [from, word] = [draw(address.length), WORDS[draw(WORDS.length)]];
    const to = Math.min(address.length, from + draw(8));
    const part = address.slice(from, to);
    address = address.slice(0, from) + [word, "", part + part, String.fromCharCode(draw(0xffff))][draw(4)] + address.slice(to);
  }
  return address;
}

test("addresses made by chance are states or short complaints", () => {
  let read = 0;
  for (let n = 0; n < COUNT; n++) {
    const address = made(n);
    try {
      const found = stateOf(contents, address);
      if (!found) continue;
      read++;
      const again = addressOf(contents, found.state);
      assert.deepEqual(stateOf(contents, again)?.state, found.state, `address ${n}`);
    } catch (error) {
      assert.ok(error instanceof Impossible, `address ${n}: ${error}`);
      const { choices, ...given } = error.blanks; // what is accepted may be more
      assert.ok(!choices || error.key === "unknown");
      for (const blank of Object.values(given)) assert.ok(String(blank).length <= LONGEST + 1, `address ${n}: ${error.key}`);
    }
  }
  assert.ok(read > COUNT / 20 && read < COUNT, `${read} of ${COUNT} were read`);
});
