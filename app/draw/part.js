// Parts of a bar, and the signs by which a legend explains them.

import { html } from "./element.js";
import { edgeOf } from "./palette.js";

/** A part of a bar; its size is the share that `flex-grow` has. @param {string} colour @param {number} [share] @param {string} [title] */
export function barPart(colour, share = 0, title) {
  const edge = `inset 0 0 0 1px ${edgeOf(colour)}`;
  return html("span", { class: "part", style: `background:${colour};box-shadow:${edge};flex-grow:${share.toFixed(4)}`, title });
}

/** @param {string} colour */
export function swatch(colour) {
  return html("i", { class: "swatch", style: `background:${colour};border-color:${edgeOf(colour)}` });
}
