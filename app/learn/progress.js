// What a learner has done in a lesson, as a short text of the address: nothing else keeps it. Its parts, between "_": the
// prediction, the answer (both with a "d" in front until they are given), the learner's package or setting, the second axis.

/**
 * predicted: values by setting, or the package chosen, once they stand; drawn: the same until then, null where nothing is
 * drawn yet; answer: a, b or c; chosen: the same until it is given; doses: of an offer, by index; own, second: the learner's settings of the two axes.
 * @typedef {{predicted: number[] | null, drawn: (number | null)[] | null, answer: string, chosen: string, doses: number[] | null, own: number | null, second: number | null}} Progress
 */
/** @typedef {import("../engine/types.js").Lesson} Lesson */
/** @typedef {import("../engine/types.js").Axis} Axis */

const STEPS = 100; // of the height of a drawing
const DRAWN = "d";

/** @param {Lesson} lesson @param {Progress} progress */
export function textOf(lesson, { predicted, drawn, answer, chosen, doses, own, second }) {
  const values = (predicted ?? drawn ?? []).map((value) => {
    if (value === null) return "";
    return lesson.axis ? Math.round((STEPS * (value - lesson.low)) / (lesson.high - lesson.low)) : value;
  });
  const prediction = (drawn && !predicted ? DRAWN : "") + values.join(".");
  const said = answer || (chosen && DRAWN + chosen);
  const parts = [prediction, said, own === null ? (doses ?? []).join("") : own, ...(second === null ? [] : [second])];
  return parts.some((part) => part !== "") ? parts.join("_") : "";
}

/** Progress of a text; what cannot be is as if it were not there. @param {Lesson} lesson @param {string | undefined} text @returns {Progress} */
export function progressOf(lesson, text) {
  const [first = "", second = "", third = "", fourth = ""] = (text ?? "").split("_");
  const isDrawn = first.startsWith(DRAWN);
  const values = valuesOf(lesson, isDrawn ? first.slice(1) : first, isDrawn);
  return {
    predicted: isDrawn ? null : /** @type {number[] | null} */ (values),
    drawn: isDrawn ? values : null,
    answer: /^[abc]$/.test(second) ? second : "",
    chosen: /^d[abc]$/.test(second) ? second.slice(DRAWN.length) : "",
    doses: dosesOf(lesson, third),
    own: settingOf(lesson.axis, third),
    second: settingOf(lesson.also, fourth),
  };
}

/** @param {Lesson} lesson @param {string} text @param {boolean} gaps whether some may be missing */
function valuesOf(lesson, text, gaps) {
  const words = text === "" ? [] : text.split(".");
  const [count, most] = lesson.axis ? [lesson.axis.values.length, STEPS] : [1, (lesson.packages ?? []).length - 1];
  const right = (/** @type {string} */ word) => (word === "" ? gaps : isWhole(word, most));
  if (words.length !== count || !words.every(right)) return null;
  const value = (/** @type {number} */ step) => lesson.low + (step / STEPS) * (lesson.high - lesson.low);
  return words.map((word) => (word === "" ? null : lesson.axis ? value(Number(word)) : Number(word)));
}

/** @param {string} word @param {number} most */
function isWhole(word, most) {
  return /^\d{1,3}$/.test(word) && Number(word) <= most;
}

/** @param {Lesson} lesson @param {string} text */
function dosesOf({ axis, offer = [], doses }, text) {
  const digits = [...text];
  if (axis || !digits.length || digits.length !== offer.length) return null;
  return digits.every((digit) => isWhole(digit, doses.length - 1)) ? digits.map(Number) : null;
}

/** @param {Axis | undefined} axis @param {string} text */
function settingOf(axis, text) {
  if (!axis || text === "") return null;
  const value = Number(text);
  return value >= axis.values[0] && value <= axis.values[axis.values.length - 1] ? value : null;
}
