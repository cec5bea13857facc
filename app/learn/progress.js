// What a learner has done in a lesson, as a short text of the address: nothing else keeps it.

/** foretold: values by setting, or the package chosen; answer: a, b or c; own: doses by index. @typedef {{foretold: number[] | null, answer: string, own: number[] | null}} Progress */
/** @typedef {import("../engine/types.js").Lesson} Lesson */

const STEPS = 100; // of the height of a drawing

/** @param {Lesson} lesson @param {Progress} progress */
export function textOf(lesson, { foretold, answer, own }) {
  const first = (foretold ?? []).map((value) =>
    lesson.axis ? Math.round((STEPS * (value - lesson.low)) / (lesson.high - lesson.low)) : value,
  );
  const text = [first.join("."), answer, (own ?? []).join("")].join("_");
  return text === "__" ? "" : text;
}

/** Progress of a text; what cannot be is as if it were not there. @param {Lesson} lesson @param {string | undefined} text @returns {Progress} */
export function progressOf(lesson, text) {
  const [first = "", answer = "", own = ""] = (text ?? "").split("_");
  return { foretold: foretoldOf(lesson, first), answer: /^[abc]$/.test(answer) ? answer : "", own: ownOf(lesson, own) };
}

/** @param {Lesson} lesson @param {string} text */
function foretoldOf(lesson, text) {
  const numbers = text === "" ? [] : text.split(".").map(Number);
  const [count, most] = lesson.axis ? [lesson.axis.values.length, STEPS] : [1, (lesson.packages ?? []).length - 1];
  if (numbers.length !== count || !numbers.every((each) => Number.isInteger(each) && each >= 0 && each <= most))
    return null;
  return lesson.axis ? numbers.map((each) => lesson.low + (each / STEPS) * (lesson.high - lesson.low)) : numbers;
}

/** @param {Lesson} lesson @param {string} text */
function ownOf(lesson, text) {
  const doses = [...text].map(Number);
  const whole =
    doses.length === (lesson.offer ?? []).length && doses.every((each) => each >= 0 && each < lesson.doses.length);
  return whole && doses.length ? doses : null;
}
