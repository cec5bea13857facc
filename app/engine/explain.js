// An effect split over mechanisms by switching them off on both sides: the sums of `experiments/credibility/explain`,
// over the same mechanisms, in the same orders and under the same luck.

import { estimate, windowOf } from "./estimate.js";

/** @typedef {import("./types.js").Contents} Contents */
/** @typedef {import("./types.js").Study} Study */
/** @typedef {import("./types.js").Scenario} Scenario */
/** @typedef {import("./estimate.js").Estimate} Estimate */
/** Effects on outcomes, in the order in which they were asked for. @typedef {number[]} Effects */
/** One replicate: share and alone by mechanism. @typedef {{replicate: number, level: Effects, whole: Effects, remainder: Effects, share: Effects[], alone: Effects[]}} Split */
/** @typedef {{level: number, whole: Estimate, remainder: Estimate, parts: {id: string, name: import("./types.js").Both, share: Estimate, alone: Estimate}[]}} Explanation the largest part first */

const FIRST = "a".charCodeAt(0);

/** Orders in which mechanisms are switched on in one replicate, as letters: those drawn, each with its reverse. @param {Contents} contents @param {number} seed @param {number} replicate @returns {string[]} */
function ordersOf({ comparing }, seed, replicate) {
  return comparing.orders[seed - 1][replicate - 1].flatMap((order) => [order, [...order].reverse().join("")]);
}

/** Sets of mechanisms at work that one replicate needs, as letters in their order. @param {Contents} contents @param {number} seed @param {number} replicate @returns {string[]} */
export function setsOf(contents, seed, replicate) {
  const all = allOf(contents);
  const prefixes = ordersOf(contents, seed, replicate).flatMap((order) => [...order].map((_, size) => order.slice(0, size)));
  const without = [...all].map((letter) => all.replace(letter, ""));
  return [...new Set([all, ...prefixes.map(sorted), ...without])];
}

/** A study and a scenario with only some mechanisms at work, on both sides. @param {Contents} contents @param {Study} study @param {Scenario} scenario @param {string} set */
export function onlyWith(contents, study, scenario, set) {
  const off = contents.comparing.mechanisms.map(({ id }) => id).filter((_, k) => !set.includes(String.fromCharCode(FIRST + k)));
  return { study: { ...study, baseline: { ...study.baseline, off } }, scenario: { ...scenario, off } };
}

/** The parts of one replicate, from the effects in its sets. @param {Contents} contents @param {number} seed @param {number} replicate @param {(set: string) => Effects} effects @param {Effects} level @returns {Split} */
export function splitOf(contents, seed, replicate, effects, level) {
  const all = allOf(contents);
  const orders = ordersOf(contents, seed, replicate);
  const whole = effects(all);
  /** @param {string} letter */
  const share = (letter) => {
    const added = whole.map(() => 0);
    for (const order of orders) {
      const before = order.slice(0, order.indexOf(letter));
      const [on, off] = [effects(sorted(before + letter)), effects(sorted(before))];
      added.forEach((_, m) => (added[m] += on[m] - off[m]));
    }
    return added.map((sum) => sum / orders.length);
  };
  /** @param {string} letter */
  const alone = (letter) => effects(all.replace(letter, "")).map((value, m) => whole[m] - value);
  return { replicate, level, whole, remainder: effects(""), share: [...all].map(share), alone: [...all].map(alone) };
}

/** What some replicates say of one outcome. @param {Contents} contents @param {Split[]} splits @param {number} m place of the outcome among those asked for @returns {Explanation} */
export function explanationOf(contents, splits, m) {
  /** @param {(split: Split) => Effects} of */
  const over = (of) => estimate(contents, splits.map((split) => of(split)[m]));
  const parts = contents.comparing.mechanisms.map(({ id, name }, k) => ({
    id,
    name,
    share: over(({ share }) => share[k]),
    alone: over(({ alone }) => alone[k]),
  }));
  return {
    level: splits.reduce((all, { level }) => all + level[m], 0) / splits.length,
    whole: over(({ whole }) => whole),
    remainder: over(({ remainder }) => remainder),
    parts: parts.sort((a, b) => Math.abs(b.share.mean) - Math.abs(a.share.mean)),
  };
}

/** First month, from 0, of those that a summary of an outcome is the mean of. @param {Contents} contents @param {Study} study @param {string} id */
export function firstOf(contents, { months, warmup }, id) {
  const measure = contents.measures.find((each) => each.id === id);
  return Math.max(months - windowOf(contents, months), (measure?.from ?? 0) - warmup);
}

/** @param {Contents} contents */
function allOf({ comparing }) {
  return comparing.mechanisms.map((_, k) => String.fromCharCode(FIRST + k)).join("");
}

/** @param {string} letters */
function sorted(letters) {
  return [...letters].sort().join("");
}
