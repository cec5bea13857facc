// A scenario's letter on its colour.

import { html } from "../draw/element.js";
import { SCENARIOS } from "../draw/palette.js";
import { LETTERS } from "./words.js";

/** @param {number} k place of the scenario */
export function badge(k) {
  return html("span", { class: "letter", style: `background:${SCENARIOS[k]}` }, LETTERS[k]);
}
