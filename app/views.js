// The views of the page, in the order of their tabs. A view that is not in this list does not exist for the page.

import { mount as compare } from "./compare/view.js";
import { mount as explore } from "./explore/view.js";
import { mount as learn } from "./learn/view.js";

/**
 * A view draws itself into a container and lives there until `destroy`; only one is shown at a time. It is mounted when
 * it is shown for the first time, and mounted anew when the language changes.
 * @typedef {{show: () => void, hide: () => void, destroy: () => void}} View
 */
/** @typedef {(container: HTMLElement, app: import("./shell/app.js").App) => View} Mount */

/** Id (also of the tab's text, `tabs.<id>`) and how it is mounted. @type {{id: string, mount: Mount}[]} */
export const VIEWS = [
  { id: "explore", mount: explore },
  { id: "compare", mount: compare },
  { id: "learn", mount: learn },
];
