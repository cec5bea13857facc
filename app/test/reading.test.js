import assert from "node:assert/strict";
import { test } from "node:test";
import { activityNames } from "../engine/reading.js";
import { Session } from "../engine/session.js";
import { Tasks } from "../engine/tasks.js";
import { contents, module, studyOf } from "./page.js";

const scenario = { regime: "generalised", parts: [{ id: "zhou", dose: 0.5, start: 6 }], levers: { visits: 0.5 } };
const session = () => new Session(new Tasks(contents, module).begin(studyOf(), scenario, 1));
const near = (/** @type {number} */ a, /** @type {number} */ b) => assert.ok(Math.abs(a - b) < 1e-6, `${a} ${b}`);

test("time in a township is the whole month", () => {
  for (const { time } of session().picture(7).townships) near(Object.values(time).reduce((a, b) => a + b), 1);
});

test("outcomes of townships have the county's as their mean", () => {
  const { outcomes, townships } = session().picture(14);
  for (const id of ["formalism", "blame_shifting", "true_outcome", "burden"])
    near(townships.reduce((all, town) => all + town.outcomes[id], 0) / townships.length, outcomes[id]);
});

test("going back shows the same picture as before, and going on the same as in one go", () => {
  const there = session();
  const early = there.picture(17);
  const late = there.picture(40);
  assert.deepEqual(there.picture(17), early);
  assert.deepEqual(there.picture(40), late);
  assert.deepEqual(session().picture(40), late);
});

test("looking at what moves a cadre does not move the run", () => {
  const asked = session();
  asked.cadres(20, 3);
  assert.deepEqual(asked.picture(30), session().picture(30));
});

test("what an hour is worth has a channel for its reasons, and paper has no service in it", () => {
  const { cadres, worth } = session().cadres(20, 0);
  const names = activityNames(contents, "generalised");
  assert.equal(cadres.length, contents.places.class.townships[0].cadres);
  assert.equal(cadres[0].share.length, names.length);
  const { part } = contents.layouts.axes;
  const real = names.findIndex(({ kind }) => kind === "real");
  const paper = names.findIndex(({ kind }) => kind === "paper");
  const service = part.indexOf("service");
  assert.ok(worth.every((own) => Number(own[service][real]) > 0));
  assert.ok(worth.every((own) => own[service][paper] === 0));
  assert.ok(worth.some((own) => Number(own[part.indexOf("blame")][names.findIndex(({ kind }) => kind === "shifting")]) > 0));
});

test("events of all months are those of each", () => {
  const there = session();
  const all = there.eventsUntil(48);
  const each = Array.from({ length: 48 }, (_, m) => session().picture(m + 1).events).flat();
  assert.deepEqual(all, each);
  assert.equal(all.filter(({ kind }) => kind === "visited").length, 48 * 8, "a line for each township and month");
  for (const { kind, month, times } of all) {
    if (kind === "visited") assert.ok(Number(times) > 0);
    if (kind.startsWith("new")) assert.equal(month % 12, 1, "principals move in January");
  }
  for (const kind of ["first", "last", "incident"]) assert.ok(all.some((event) => event.kind === kind), kind);
});

test("a new principal is told apart by what the last assessment had opened to the one before", () => {
  const study = studyOf({ place: "yinzhou", baseline: { regime: "yinzhou" }, months: 120 });
  const there = new Session(new Tasks(contents, module).begin(study, { regime: "yinzhou" }, 1));
  const kinds = new Set(there.eventsUntil(120).map(({ kind }) => kind));
  for (const kind of ["newPrincipal", "newAfterPromotion", "newAfterRemoval"]) assert.ok(kinds.has(kind), kind);
});
