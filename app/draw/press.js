// A press on a picture that can be taken back: what it does is done when it is let go, or shown while it is moved, and
// undone where it is let go outside or broken off.

/** @param {SVGSVGElement} picture @param {() => () => void} begin gives what undoes all that follows @param {(event: PointerEvent) => void} act */
export function presses(picture, begin, act) {
  /** @type {(() => void) | null} */
  let undo = null;
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    undo = begin();
    picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointermove", (event) => undo && act(event));
  picture.addEventListener("pointerup", (event) => end(() => (isWithin(picture, event) ? act(event) : undo?.())));
  picture.addEventListener("pointercancel", () => end(() => undo?.()));

  /** @param {() => void} last */
  function end(last) {
    if (undo) last();
    undo = null;
  }
}

/** @param {Element} element @param {PointerEvent} event */
function isWithin(element, { clientX, clientY }) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}
