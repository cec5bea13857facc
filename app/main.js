// The page. For now three curves over their baseline, and three sliders.

import { open, servesAsWorker } from "./engine/open.js";

const MEASURES = ["formalism", "blame_shifting", "selective_attention"];
const LEVERS = ["indicator_load", "inspection_frequency", "accountability_pressure"];
const SVG = "http://www.w3.org/2000/svg";

if (!servesAsWorker()) show();

async function show() {
  const { contents, client } = await open();
  const baseline = { regime: "generalised" };
  const study = { place: "class", baseline, seed: 1, months: 120, warmup: 36 };
  /** @type {Record<string, number>} */
  const levers = {};
  const page = /** @type {HTMLElement} */ (document.getElementById("page"));
  page.textContent = "";
  for (const id of LEVERS) {
    const lever = /** @type {import("./engine/types.js").Lever} */ (contents.levers.find((each) => each.id === id));
    const input = document.createElement("input");
    Object.assign(input, { type: "range", min: lever.low, max: lever.high, step: 0.05, value: 1, id });
    input.oninput = () => {
      levers[id] = Number(input.value);
      draw("now");
    };
    const label = document.createElement("label");
    label.append(lever.name.en, input);
    page.append(label);
  }
  const pictures = MEASURES.map((id) => curve(page, contents.measures.find((each) => each.id === id)?.name.en ?? id));

  /** @param {string} name "now" or "ghost" */
  const draw = (name) => {
    const scenario = name === "ghost" ? baseline : { regime: "generalised", levers: { ...levers } };
    return client.curves(name, { study, scenario, measures: MEASURES }, ({ series }) =>
      MEASURES.forEach((id, k) => pictures[k][name].setAttribute("points", points(series[id]))),
    );
  };
  await draw("ghost");
  await draw("now");
  document.documentElement.dataset.ready = "yes";
}

/** @param {HTMLElement} page @param {string} title @returns {Record<string, SVGElement>} */
function curve(page, title) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 120 50");
  const heading = document.createElementNS(SVG, "title");
  heading.textContent = title;
  svg.append(heading);
  const lines = Object.fromEntries(["ghost", "now"].map((name) => [name, document.createElementNS(SVG, "polyline")]));
  for (const [name, line] of Object.entries(lines)) line.setAttribute("class", name);
  svg.append(...Object.values(lines));
  page.append(title, svg);
  return lines;
}

/** @param {Float64Array} values */
function points(values) {
  return Array.from(values, (value, month) => `${month},${(50 * (1 - value)).toFixed(2)}`).join(" ");
}
