// Colours and sizes of pictures. They stand in the pictures themselves, so that a saved picture looks like the page.
// Neighbours differ in lightness too, so that they can be told apart in grey; all can be told apart by the colour-blind.
// Whatever has a meaning has 3 : 1 against white, by itself or by its edge (`edgeOf`).

export const FONT =
  '"Inter", system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
export const INK = "#1b2733";
export const QUIET = "#56626e"; // text that matters less
export const LINE = "#d9dee2";
export const PAPER = "#ffffff";
export const NOW = "#00658a";
export const NOW_BAND = "#bfdde8";
export const NOW_EDGE = "#4c97b3";
export const GHOST = "#6b7680";
export const GHOST_BAND = "#e7e9eb";
export const GHOST_EDGE = "#87939e"; // and whatever is drawn in grey
export const ALARM = "#b3261e";
export const BETTER = "#00658a";
export const WORSE = "#a8551e";
export const OWN = "#b4530a"; // what a learner has set
/** Scenarios that are compared, A to D. */
export const SCENARIOS = ["#00658a", "#b3540a", "#7d2452", "#2e7d55"];

/** What a month goes to, in the order of the ring: name and colour. @type {[string, string][]} */
export const ACTIVITIES = [
  ["work", "#0b4f71"],
  ["initiative", "#319475"],
  ["showcase", "#f4d35e"],
  ["paper", "#dd7a26"],
  ["shifting", "#7d2452"],
  ["slack", "#848e97"],
  ["imposed", "#e1e5e8"],
];

/** What offices do: name and colour. @type {[string, string][]} */
export const ATTENTION = [
  ["check", "#dd7a26"],
  ["visit", "#7d2452"],
  ["letter", "#f4d35e"],
  ["support", "#0b4f71"],
  ["own", "#c9ced3"],
];

/** Ways through which an hour is worth something: name and colour. @type {[string, string][]} */
export const CHANNELS = [
  ["money", "#f0b429"],
  ["post", "#0b4f71"],
  ["fear", "#7d2452"],
  ["exposed", "#dd7a26"],
  ["service", "#319475"],
  ["team", "#9fb8d9"],
  ["own", "#5b6f9e"],
  ["blame", "#3a3a3a"],
  ["rest", "#cfd4d8"],
];

/** The line around a part of a picture that is too pale to be seen on white; for others, their own colour. @param {string} fill */
export function edgeOf(fill) {
  return 1.05 / (luminance(fill) + 0.05) < 3 ? QUIET : fill;
}

/** How light a colour is, 0 to 1, as WCAG reckons. @param {string} colour "#rrggbb" */
export function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const LIGHT = [241, 244, 246];
const DARK = [122, 62, 20];
const GOOD = [11, 79, 113];

/** From light to dark by how much there is of something; brown where more is worse, blue where it is better. @param {number} part 0 to 1 @param {number} better of a measure */
export function shade(part, better) {
  const t = Math.max(0, Math.min(1, part));
  const end = better > 0 ? GOOD : DARK;
  const parts = LIGHT.map((from, k) => Math.round(from + t * (end[k] - from)));
  return `#${parts.map((each) => each.toString(16).padStart(2, "0")).join("")}`;
}

/** Black or white, whichever is more legible on a colour; one of them always is (4.5 : 1). @param {string} fill */
export function inkOn(fill) {
  return luminance(fill) > Math.sqrt(1.05 * 0.05) - 0.05 ? "#000000" : "#ffffff";
}
