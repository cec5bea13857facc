// The room that drawings have. They are drawn as beside texts of 15 pixels; where texts are larger, as on a projector,
// less is drawn on the same room and all of it shown larger (`width: 100%` in the styles).

const TEXT = 15;

/** How many times larger than drawn everything is shown. */
function zoom() {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / TEXT;
}

/** Width for a drawing in an element. @param {Element} place */
export function widthIn(place) {
  return Math.round(place.clientWidth / zoom());
}

/** Height of the window, in the same measure. */
export function heightOfWindow() {
  return Math.round(innerHeight / zoom());
}
