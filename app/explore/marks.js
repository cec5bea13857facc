// Small marks for events, one shape each, so that none depends on its colour.

import { svg } from "../draw/element.js";
import { ALARM, INK } from "../draw/palette.js";

/** Kinds that are drawn, the gravest first. Papers found missing and visits are too many to draw. */
export const DRAWN = [
  ...["vetoed", "incident", "red", "neglected", "exposed", "failed"],
  ...["newAfterRemoval", "newAfterPromotion", "newPrincipal", "first", "last"],
];

/** @type {Record<string, () => SVGElement>} */
const SHAPES = {
  vetoed: () => svg("path", { d: "M-5,-5L5,5M5,-5L-5,5", stroke: ALARM, "stroke-width": 3 }),
  incident: () => svg("path", { d: "M0,-6L6,5L-6,5Z", fill: ALARM }),
  red: () => svg("rect", { x: -4, y: -6, width: 8, height: 12, rx: 1, fill: ALARM }),
  neglected: () => svg("rect", { x: -4.5, y: -4.5, width: 9, height: 9, fill: "#7d2452" }),
  exposed: () =>
    svg(
      "g",
      {},
      svg("circle", { r: 5, fill: "#fff", stroke: "#7d2452", "stroke-width": 2 }),
      svg("circle", { r: 2, fill: "#7d2452" }),
    ),
  failed: () => svg("path", { d: "M0,-6L6,0L0,6L-6,0Z", fill: "#fff", stroke: INK, "stroke-width": 1.6 }),
  newPrincipal: () =>
    svg("path", { d: "M-6,-2H3M0,-5L4,-2L0,1M6,3H-3M0,0L-4,3L0,6", fill: "none", stroke: INK, "stroke-width": 1.4 }),
  newAfterPromotion: () =>
    svg("path", { d: "M0,6V-6M-4,-2L0,-6L4,-2", fill: "none", stroke: INK, "stroke-width": 2 }),
  newAfterRemoval: () =>
    svg("path", { d: "M0,-6V6M-4,2L0,6L4,2", fill: "none", stroke: ALARM, "stroke-width": 2 }),
  first: () =>
    svg("path", {
      d: "M0,-6L1.8,-1.9L6,-1.8L2.8,1.2L3.8,5.5L0,3.1L-3.8,5.5L-2.8,1.2L-6,-1.8L-1.8,-1.9Z",
      fill: "#b98900",
    }),
  last: () => svg("path", { d: "M-5,-4H5L0,5Z", fill: INK }),
};

/** @param {string} kind @param {number} x @param {number} y */
export function mark(kind, x, y) {
  return svg("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` }, SHAPES[kind]());
}

/** A mark by itself, for lists. @param {string} kind */
export function markIcon(kind) {
  const icon = svg("svg", { viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" });
  if (kind in SHAPES) icon.append(SHAPES[kind]());
  return icon;
}
