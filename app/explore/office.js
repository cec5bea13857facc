// A county office: where its attention goes, its indicators by field, its visits.

import { html } from "../draw/element.js";
import { ATTENTION, NOW } from "../draw/palette.js";
import { barPart, swatch } from "../draw/part.js";
import { table } from "../draw/table.js";
import { figure } from "../shell/texts.js";

/** @param {import("../shell/app.js").App} app @param {number} index */
export function officePart(app, index) {
  const { fields } = app.contents.regimes[app.scenario.regime];
  const told = html("p", {});
  const stack = html("div", { class: "stack tall", "aria-hidden": "true" });
  const attention = html("ul", { class: "plain-list" });
  const owned = html("div", {});
  const element = html(
    "div",
    {},
    told,
    html("h3", {}, app.t("details.attention")),
    stack,
    attention,
    html("h3", {}, app.t("details.rows")),
    owned,
  );
  return {
    element,
    /** @param {import("../engine/reading.js").Picture} picture */
    draw(picture) {
      const office = picture.offices[index];
      if (!office) return;
      const total = picture.offices.reduce((all, { indicators }) => all + indicators, 0);
      told.textContent = app.t("details.office", {
        share: figure((100 * office.indicators) / (total || 1), 1),
        visits: figure(office.visits, 2),
      });
      stack.replaceChildren(
        ...ATTENTION.map(([name, colour]) =>
          barPart(colour, office.attention[name]),
        ),
      );
      attention.replaceChildren(
        ...ATTENTION.map(([name, colour]) =>
          html("li", {}, swatch(colour), `${app.t(`attention.${name}`)} ${figure(100 * office.attention[name], 0)} %`),
        ),
      );
      const most = Math.max(...office.fields, 1);
      const rows = fields
        .map(({ name }, d) => ({ name: app.name(name), count: office.fields[d] }))
        .filter(({ count }) => count > 0);
      const drawn = table(
        app.t("details.rows_note"),
        [app.t("details.field"), app.t("details.rows")],
        rows.map(({ name, count }) => [name, figure(count, 0)]),
      );
      drawn
        .querySelectorAll("tbody tr")
        .forEach((row, k) =>
          row.append(
            html(
              "td",
              { class: "bar" },
              html("span", { style: `background:${NOW};width:${Math.round((110 * rows[k].count) / most)}px` }),
            ),
          ),
        );
      owned.replaceChildren(drawn);
    },
  };
}
