// A press on a picture that can be taken back: what it does is done when it is let go, or shown while it is moved, and
// undone where it is let go outside or broken off.

/** @param {SVGSVGElement} picture @param {() => () => void} begin gives what undoes all that follows @param {(event: PointerEvent) => void} act */
export function presses(picture, begin, act) {
  /** @type {(() => void) | null} */
  let undo = null;
  let acted = false;
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    undo = begin();
    acted = false;
    picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointermove", (event) => undo && follow(event));
  picture.addEventListener("pointerup", (event) => end(() => (isWithin(picture, event) ? act(event) : takeBack())));
  picture.addEventListener("pointercancel", () => end(takeBack));

  /** @param {PointerEvent} event */
  function follow(event) {
    acted = true;
    act(event);
  }

  /** A press that did nothing, as when a finger scrolls the page, has nothing to undo. */
  function takeBack() {
    if (acted) undo?.();
  }

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
