import assert from "node:assert/strict";
import { test } from "node:test";
import { linkOf, readLink } from "../shell/link.js";
import { contents, studyOf } from "./page.js";

const VIEW = {
  tab: "learn", lang: "zh", names: "1", xm: "48", xo: "burden", xc: "burden.formalism.initiative", xt: "t7", xk: "8", xv: "16",
  xe: "incident", co: "burden", ch: "1", cw: "1", l: "notes", ls: "100", l_dilution: "d50.50.50..50.50.50__0.37_0.9",
  l_portfolio: "1_a_220000000", l_task: "__220000000000",
}; // prettier-ignore
const scenarios = ["extreme", "minimal"].map((regime) => ({ regime, parts: [], levers: {} }));
const study = studyOf();
study.baseline = /** @type {any} */ ({ regime: "leping", parts: [], levers: {} });
const address = linkOf(contents, { study, scenarios, view: VIEW });

test("an address has all that the views keep", () => {
  assert.deepEqual(readLink(contents, address)?.state, { study, scenarios, view: VIEW });
  assert.match(address, /^#[\w.=&*~:!-]+$/);
  assert.equal(readLink(contents, ""), null);
});

test("a text of a view that cannot be is refused by its name", () => {
  const wrong = [
    ["tab=learn", "tab=nowhere"], ["lang=zh", "lang=fr"], ["names=1", "names=yes"], ["xm=48", "xm=49"], ["xm=48", "xm=1.5"],
    ["xo=burden", "xo=wealth"], ["initiative", "t"], [".initiative", ""], ["xt=t7", "xt=t8"], ["xk=8", "xk=9"], ["xk=8", "xk=0"],
    ["xt=t7", "xt=o1"], ["xv=16", "xv=3"], ["xe=incident", "xe=flood"], ["co=burden", "co="], ["ch=1", "ch=99"],
    ["cw=1", "cw=2"], ["l=notes", "l=x"], ["ls=100", "ls=101"], ["d50", "d500"], ["0.37", "0,37"], ["_0.9", "_9"],
    ["1_a", "4_a"], ["1_a", "1_d"], ["2200", "3200"], ["l_task", "l_tusk"], [".xm", ".xz"],
  ]; // prettier-ignore
  for (const [from, to] of wrong) {
    assert.ok(address.includes(from), from);
    const read = () => readLink(contents, address.replace(from, to));
    assert.throws(read, (/** @type {any} */ { key, blanks }) => {
      const name = blanks.field === "view" ? blanks.value : blanks.field;
      return ["unknown", "progress", "range", "whole"].includes(key) && name.startsWith(".");
    }, to); // prettier-ignore
  }
});

test("what no longer holds is left out when an address is written", () => {
  const view = { ...VIEW, xm: "49", xt: "t9", cw: "2", l_portfolio: "7_z" };
  const { view: kept } = /** @type {any} */ (readLink(contents, linkOf(contents, { study, scenarios, view }))).state;
  const { xm, xt, xk, cw, l_portfolio, ...rest } = VIEW; // no cadre without its township
  assert.deepEqual(kept, rest);
  assert.ok([xm, xt, xk, cw, l_portfolio].every(Boolean));
});
