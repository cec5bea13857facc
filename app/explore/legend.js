// What the colours of the rings are, with the county's own figures.

import { html, svg, write } from "../draw/element.js";
import { ACTIVITIES, edgeOf } from "../draw/palette.js";
import { barPart, swatch } from "../draw/part.js";
import { figure } from "../shell/texts.js";
import { DRAWN, mark, markIcon } from "./marks.js";
import { meanParts } from "./time.js";

/** @param {import("../shell/app.js").App} app */
export function legend(app) {
  const bars = ACTIVITIES.map(([, colour]) => barPart(colour));
  const values = ACTIVITIES.map(() => html("b", {}));
  const items = ACTIVITIES.map(([name, colour], k) =>
    html("li", {}, swatch(colour), `${app.t(`explore.${name}`)} `, values[k]),
  );
  const marks = DRAWN.map((kind) => html("li", {}, markIcon(kind), app.t(`events.${kind}`)));
  const element = html(
    "div",
    { class: "legend" },
    html("p", {}, app.t("explore.legend")),
    html("div", { class: "stack", "aria-hidden": "true" }, ...bars),
    html("ul", {}, ...items),
    html("p", {}, app.t("explore.legend_signs")),
    html("ul", { class: "marks" }, ...marks),
  );
  return {
    element,
    /** The same for a picture that is taken away. @returns {import("../draw/picture.js").Meaning[]} */
    meanings: () => [
      ...ACTIVITIES.map(([name, fill], k) => ({
        sign: (/** @type {number} */ x, /** @type {number} */ y) => svg("rect", { x: x - 6, y: y - 6, width: 12, height: 12, rx: 2, fill, stroke: edgeOf(fill) }),
        text: `${app.t(`explore.${name}`)} ${values[k].textContent}`,
      })),
      ...DRAWN.map((kind) => ({ sign: (/** @type {number} */ x, /** @type {number} */ y) => mark(kind, x, y), text: app.t(`events.${kind}`) })),
    ],
    /** @param {import("../engine/reading.js").Picture} picture */
    draw(picture) {
      const { townships } = app.contents.places[app.state.get().study.place];
      const parts = meanParts(
        picture.townships.map(({ time }) => time),
        townships.map(({ cadres }) => cadres),
      );
      ACTIVITIES.forEach(([name], k) => {
        bars[k].style.flexGrow = parts[name].toFixed(4);
        write(values[k], `${figure(100 * parts[name], parts[name] < 0.0995 ? 1 : 0)} %`);
      });
    },
  };
}
