// What was refused, as a sentence: fields, regimes and reforms by the names that the page shows, and what is accepted.

/** @typedef {import("../engine/types.js").Contents} Contents */
/** @typedef {import("./texts.js").Texts} Texts */

const MOST_LISTED = 16; // a longer list of what is accepted is one to look up
const NAMED = ["field", "reform", "regime", "place"];

/** @param {Contents} contents @param {Texts} texts @param {import("../engine/plan.js").Impossible} error */
export function refusal(contents, texts, { key, blanks }) {
  const { choices = [], ...rest } = /** @type {Record<string, any>} */ (blanks);
  const named = (/** @type {string} */ id, isPlace = false) => {
    const name = isPlace ? texts.of(contents.places[id].name) : nameOf(contents, texts, id);
    return name ? texts.t("errors.named", { name, id }) : id;
  };
  const ofPlaces = rest.field === "p"; // a county may have the id of a regime
  const accepted = choices.map((/** @type {string} */ id) => named(id, ofPlaces)).join(texts.t("told.comma"));
  for (const blank of NAMED) if (blank in rest) rest[blank] = named(rest[blank], blank === "place");
  const kind = !choices.length ? "none" : choices.length > MOST_LISTED ? "many" : "unknown";
  return texts.t(`errors.${key === "unknown" ? kind : key}`, { ...rest, choices: accepted, count: choices.length });
}

/** What the page calls something that has a short name in an address. @param {Contents} contents @param {Texts} texts @param {string} id @returns {string | undefined} */
function nameOf({ lessons, levers, measures, packages, reforms, regimes, texts: all }, texts, id) {
  const { fields, tabs, events } = all[texts.language];
  if (lessons.some((lesson) => id === `.l_${lesson.id}`)) return texts.t(`${id.slice(3)}.title`);
  const both = [levers, measures].map((list) => list.find((each) => each.id === id)).find(Boolean);
  const declared = [regimes, reforms, packages].find((table) => Object.hasOwn(table, id))?.[id] ?? both;
  return declared ? texts.of(declared.name) : [fields, tabs, events].find((table) => Object.hasOwn(table, id))?.[id];
}
