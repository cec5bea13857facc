// What is shown, in the lines that go with it wherever it is taken: below pictures, and on paper.

import { textOf } from "../engine/expression.js";
import { isReal } from "./app.js";

/** County, month, scenarios, baseline, seed, and the version with the hash of its rules. @param {import("./app.js").App} app @returns {string[]} */
export function aboutOf(app) {
  const { study, scenarios, when } = app.pictured();
  const place = app.contents.places[study.place];
  const about = app.t("files.note", {
    version: app.contents.version,
    rules: app.contents.rules.slice(0, 8),
    place: [app.name(place.name), when].filter(Boolean).join(app.t("told.comma")),
    scenario: (scenarios.length ? scenarios : [study.baseline]).map(textOf).join(app.t("told.semicolon")),
    baseline: textOf(study.baseline),
    seed: study.seed,
  });
  return isReal(place) ? [app.t("files.assumptions"), about] : [about];
}
