// A group of things of which one is reached by Tab, and the others from it by arrow keys.

/** @param {Element} group @param {() => (HTMLElement | SVGElement)[]} items that can have the focus, in order */
export function roving(group, items) {
  /** @param {number} chosen */
  const reach = (chosen) => items().forEach((item, k) => item.setAttribute("tabindex", k === chosen ? "0" : "-1"));
  group.addEventListener("keydown", (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    const all = items();
    const at = all.indexOf(/** @type {any} */ (document.activeElement));
    const to = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: all.length - 1,
    }[key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = (to + all.length) % all.length;
    reach(next);
    all[next].focus();
  });
  return { reach };
}

/** Enter and space press what is no button of HTML. @param {() => void} press @returns {(event: KeyboardEvent) => void} */
export function pressed(press) {
  return (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  };
}
