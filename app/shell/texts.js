// Texts and numbers in the language of the page.

/** @typedef {import("../engine/types.js").Both} Both */
/** @typedef {"en" | "zh"} Language */

/** The language of an address, or else of the browser. @param {string | undefined} word @returns {Language} */
export function languageOf(word) {
  if (word === "en" || word === "zh") return word;
  return (globalThis.navigator?.language ?? "en").startsWith("zh") ? "zh" : "en";
}

export class Texts {
  /** @param {import("../engine/types.js").Contents} contents @param {Language} language */
  constructor(contents, language) {
    this.contents = contents;
    this.language = language;
  }

  /** A text of the catalogue, `table.name`, with its blanks filled. @param {string} key @param {Record<string, string | number>} [blanks] */
  t(key, blanks = {}) {
    const [table, name] = key.split(".");
    const text = this.contents.texts[this.language][table]?.[name];
    if (text === undefined) throw new Error(`no text ${key}`);
    return filled(text, blanks);
  }

  /** What is declared in both languages. @param {Both} both */
  of(both) {
    return both[this.language];
  }
}

/** A text with its {blanks} filled by name. @param {string} text @param {Record<string, string | number>} blanks */
export function filled(text, blanks) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in blanks ? String(blanks[name]) : whole));
}

/** A number as it is read: a minus sign, three digits that matter, at most `digits` after the point. @param {number} value @param {number} [digits] */
export function figure(value, digits) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const places = digits ?? (size >= 100 ? 0 : size >= 10 ? 1 : 2);
  const text = size.toFixed(places);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A change, with its sign. @param {number} value @param {number} [digits] */
export function change(value, digits) {
  const text = figure(value, digits);
  return text.startsWith("−") || Number(text) === 0 ? text : `+${text}`;
}
