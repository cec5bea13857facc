// Colours and sizes of pictures. They stand in the pictures themselves, so that a saved picture looks like the page.
// Neighbours differ in lightness too, so that they can be told apart in grey; all can be told apart by the colour-blind.

export const FONT =
  '"Inter", system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
export const INK = "#1b2733";
export const QUIET = "#56626e"; // text that matters less
export const LINE = "#d9dee2";
export const PAPER = "#ffffff";
export const NOW = "#00658a";
export const NOW_BAND = "#bfdde8";
export const GHOST = "#6b7680";
export const GHOST_BAND = "#e7e9eb";
export const ALARM = "#b3261e";
export const BETTER = "#00658a";
export const WORSE = "#a8551e";
/** Scenarios that are compared, A to D. */
export const SCENARIOS = ["#00658a", "#b3540a", "#7d2452", "#2e7d55"];

/** What a month goes to, in the order of the ring: name and colour. @type {[string, string][]} */
export const ACTIVITIES = [
  ["work", "#0b4f71"],
  ["initiative", "#55b79a"],
  ["showcase", "#f4d35e"],
  ["paper", "#dd7a26"],
  ["shifting", "#7d2452"],
  ["slack", "#a9b1b8"],
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
  ["service", "#55b79a"],
  ["team", "#9fb8d9"],
  ["own", "#5b6f9e"],
  ["blame", "#3a3a3a"],
  ["rest", "#cfd4d8"],
];

const LIGHT = [241, 244, 246];
const DARK = [122, 62, 20];
const GOOD = [11, 79, 113];

/** From light to dark by how much there is of something; brown where more is worse, blue where it is better. @param {number} part 0 to 1 @param {number} better of a measure */
export function shade(part, better) {
  const t = Math.max(0, Math.min(1, part));
  const end = better > 0 ? GOOD : DARK;
  return `rgb(${LIGHT.map((from, k) => Math.round(from + t * (end[k] - from))).join(" ")})`;
}

/** Whether white is legible on a shade. @param {number} part */
export function isDark(part) {
  return part > 0.58;
}
