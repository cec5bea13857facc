import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Frames } from "../draw/frames.js";

/** Frames that were asked for. @type {(() => void)[]} */
let frames = [];
/** What was drawn. @type {string[]} */
let drawn = [];

beforeEach(() => {
  [frames, drawn] = [[], []];
  globalThis.requestAnimationFrame = (draw) => frames.push(/** @type {any} */ (draw));
  globalThis.cancelAnimationFrame = () => void frames.pop();
});

/** The frames of a screen, until nothing is asked for. */
function pass() {
  while (frames.length) {
    drawn.push("|");
    frames.splice(0).forEach((draw) => draw());
  }
  return drawn.join(" ");
}

/** @param {string[]} names */
function partsOf(...names) {
  return Object.fromEntries(names.map((name) => [name, () => void drawn.push(name)]));
}

test("parts are drawn one a frame, in the order in which they were asked for, each once", () => {
  const view = new Frames(partsOf("a", "b", "c"));
  view.ask("b", "a");
  view.ask("b");
  assert.equal(pass(), "| b | a");
});

test("the first part goes before others, but not twice before one that waits", () => {
  const line = () => {
    drawn.push("line");
    if (drawn.length < 20) view.ask("line");
  };
  /** @type {Frames<string>} */
  const view = new Frames({ ...partsOf("a", "b"), line }, { first: "line" });
  view.ask("a", "b", "line");
  assert.match(pass(), /^\| line \| a \| line \| b \| line/);
});

test("what is always done is done in every frame", () => {
  const view = new Frames(partsOf("a", "b"), { always: () => drawn.push("!") });
  view.ask("a", "b");
  assert.equal(pass(), "| ! a | ! b");
});

test("after a stop nothing is drawn until something is asked for again", () => {
  const view = new Frames(partsOf("a", "b"));
  view.ask("a");
  view.stop();
  assert.equal(pass(), "");
  view.ask("b");
  assert.equal(pass(), "| b");
});
