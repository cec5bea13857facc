// Pictures that can be taken away: drawings of the page one under the other, with a title and notes.

import { set, svg } from "./element.js";
import { FONT, INK, PAPER, QUIET } from "./palette.js";

const MARGIN = 20;
const LEGEND_ROW = 18;
const SCALE = 2; // dots of a PNG to one of the page

/** What a sign of a drawing means: the sign around a point, and words. @typedef {{sign: (x: number, y: number) => SVGElement, text: string}} Meaning */
/** @typedef {{title: string, drawing: SVGSVGElement, legend?: Meaning[]}} Panel */

/** One drawing of several. @param {string} title @param {Panel[]} panels @param {string[]} notes @returns {SVGSVGElement} */
export function compose(title, panels, notes) {
  const size = (/** @type {SVGSVGElement} */ drawing) => [
    Number(drawing.getAttribute("width")),
    Number(drawing.getAttribute("height")),
  ];
  const width = Math.max(480, ...panels.map(({ drawing }) => size(drawing)[0])) + 2 * MARGIN;
  const whole = svg("svg", { xmlns: "http://www.w3.org/2000/svg", "font-family": FONT, fill: INK, lang: document.documentElement.lang });
  let y = MARGIN;
  const write = (
    /** @type {string} */ text,
    /** @type {import("./element.js").Attributes} */ style,
    /** @type {number} */ height,
  ) => {
    for (const line of linesOf(text, width - 2 * MARGIN, Number(style["font-size"]))) {
      y += height;
      whole.append(svg("text", { x: MARGIN, y, ...style }, line));
    }
  };
  write(title, { "font-size": 16, "font-weight": 650 }, 22);
  for (const { title: name, drawing, legend = [] } of panels) {
    y += 8;
    if (name) write(name, { "font-size": 12, "font-weight": 650 }, 18);
    const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
    for (const attribute of ["class", "style", "role", "aria-label"]) copy.removeAttribute(attribute);
    set(copy, { x: MARGIN, y: y + 6 });
    whole.append(copy);
    y += size(drawing)[1] + 8;
    for (const row of rowsOf(legend, width - 2 * MARGIN)) {
      y += LEGEND_ROW;
      for (const { x, sign, text } of row)
        whole.append(sign(MARGIN + x + 7, y - 4), svg("text", { x: MARGIN + x + 19, y, "font-size": 12 }, text));
    }
  }
  y += 4;
  for (const note of notes) write(note, { "font-size": 12, fill: QUIET }, 16);
  const height = Math.round(y + MARGIN);
  set(whole, { width, height, viewBox: `0 0 ${width} ${height}` });
  whole.prepend(svg("rect", { width, height, fill: PAPER }));
  return whole;
}

/** Meanings side by side in rows that fit. @param {Meaning[]} legend @param {number} width */
function rowsOf(legend, width) {
  /** @type {(Meaning & {x: number})[][]} */
  const rows = [];
  let used = Infinity;
  for (const meaning of legend) {
    const wide = 19 + widthOf(meaning.text, 12) + 14;
    if (used + wide > width) {
      rows.push([]);
      used = 0;
    }
    rows[rows.length - 1].push({ ...meaning, x: used });
    used += wide;
  }
  return rows;
}

/** A rough measure of a text. @param {string} text @param {number} size */
function widthOf(text, size) {
  return [...text].reduce((all, letter) => all + (letter > "\u2e7f" ? 1 : 0.56) * size, 0);
}

/** A text in lines that fit. @param {string} text @param {number} width @param {number} size */
function linesOf(text, width, size) {
  const lines = [""];
  let used = 0;
  for (const word of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? []) {
    const wide = widthOf(word, size);
    if (used + wide > width && used > 0) {
      lines.push("");
      used = 0;
    }
    lines[lines.length - 1] += word;
    used += wide;
  }
  return lines;
}

/** @param {SVGSVGElement} drawing */
export function svgText(drawing) {
  return new XMLSerializer().serializeToString(drawing);
}

/** @param {SVGSVGElement} drawing @returns {Promise<Blob>} */
export async function pngOf(drawing) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * SCALE, image.height * SCALE];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("png"))), "image/png"),
  );
}

/** Give a file to whoever looks at the page. @param {string} name @param {string | Blob} content @param {string} type */
export function save(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
