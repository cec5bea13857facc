// The panel of what was pointed out: a township, one of its cadres, or an office.

import { html } from "../draw/element.js";
import { cadrePart } from "./cadres.js";
import { officePart } from "./office.js";
import { townshipPart } from "./township.js";

/** @typedef {import("../engine/reading.js").Picture} Picture */

/** @param {import("../shell/app.js").App} app @param {() => void} close */
export function details(app, close) {
  const place = html("div", { class: "details-place" });
  const shut = html(
    "button",
    { class: "round", "aria-label": app.t("details.close"), title: app.t("details.close"), click: close },
    "×",
  );
  const title = html("h2", { tabindex: -1 });
  const element = html(
    "section",
    { class: "details", "aria-label": app.t("details.all"), hidden: true },
    html("div", { class: "details-head" }, title, shut),
    place,
  );
  element.addEventListener("keydown", (event) => event.key === "Escape" && close());
  let shown = "";
  /** @type {{element: HTMLElement, draw: (picture: Picture) => void}[]} */
  let parts = [];

  return {
    element,
    /** @param {string} chosen "t3" a township, "o2" an office, "" nothing @param {Picture | null} picture */
    draw(chosen, picture) {
      const index = Number(chosen.slice(1));
      const { regime } = app.scenario;
      const { place: county } = app.state.get().study;
      const known = chosen.startsWith("t")
        ? app.contents.places[county].townships[index]
        : chosen.startsWith("o") && app.contents.regimes[regime].offices[index];
      element.hidden = !known || !picture;
      const key = `${county} ${regime} ${chosen} ${app.state.get().view.names}`;
      if (!known || !picture) {
        shown = "";
        return;
      }
      if (key !== shown) {
        shown = key;
        parts = chosen.startsWith("t") ? [townshipPart(app, index), cadrePart(app, index)] : [officePart(app, index)];
        title.textContent = chosen.startsWith("t") ? app.township(index) : app.name(/** @type {any} */ (known).name);
        place.replaceChildren(...parts.map((part) => part.element));
      }
      parts.forEach((part) => part.draw(picture));
    },
  };
}
