// The menu of what can be taken away.

import { html } from "../draw/element.js";

/** @param {import("./app.js").App} app @returns {HTMLElement} */
export function fileMenu(app) {
  return html("span", {}, app.t("page.name") && "");
}
