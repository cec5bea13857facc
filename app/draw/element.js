// Elements of HTML and SVG in one line each.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes a function listens to the event of its name; false, null and undefined are left out */

/** An element of HTML. @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Attributes} [attributes] @param {...(Node | string | null)} children @returns {HTMLElementTagNameMap[T]} */
export function html(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An element of SVG. @template {keyof SVGElementTagNameMap} T @param {T} tag @param {Attributes} [attributes] @param {...(Node | string | null)} children @returns {SVGElementTagNameMap[T]} */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Set attributes. @param {Element} element @param {Attributes} attributes */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === false || value === null || value === undefined) element.removeAttribute(name);
    else put(element, name, value === true ? "" : String(value));
  }
}

/** What is there already is left alone, so that nothing is drawn anew for it. @param {Element} element @param {string} name @param {string} text */
function put(element, name, text) {
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** Write a text into an element, if it is another. @param {Element} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Does something only when it is given something else than the last time. @template {unknown[]} T @param {(...given: T) => void} act */
export function whenOther(act) {
  /** @type {unknown[] | null} */
  let last = null;
  return (/** @type {T} */ ...given) => {
    if (last && given.length === last.length && given.every((each, k) => Object.is(each, last?.[k]))) return;
    last = given;
    act(...given);
  };
}

/** @template {Element} E @param {E} element @param {Attributes} attributes @param {(Node | string | null)[]} children @returns {E} */
function fill(element, attributes, children) {
  set(element, attributes);
  element.append(...children.filter((child) => child !== null));
  return element;
}
