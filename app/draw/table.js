// Data behind a picture, as a table that opens.

import { html } from "./element.js";

/** @param {string} caption @param {string[]} heading @param {(string | number)[][]} rows first cell: name of the row */
export function table(caption, heading, rows) {
  const head = html("tr", {}, ...heading.map((text) => html("th", { scope: "col" }, text)));
  const body = rows.map(([first, ...rest]) =>
    html("tr", {}, html("th", { scope: "row" }, String(first)), ...rest.map((value) => html("td", {}, String(value)))),
  );
  return html("table", {}, html("caption", {}, caption), html("thead", {}, head), html("tbody", {}, ...body));
}

/** A table behind a word; it is made when it is opened and while it is open. @param {string} word @param {() => HTMLElement} make @returns {{element: HTMLDetailsElement, refresh: () => void}} */
export function behind(word, make) {
  const place = html("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": word });
  const element = html("details", { class: "data", toggle: refresh }, html("summary", {}, word), place);
  function refresh() {
    if (element.open) place.replaceChildren(make());
  }
  return { element, refresh };
}
