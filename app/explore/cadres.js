// The cadres of a township; for one of them, what an hour of each activity is worth, and through what.

import { html, set, svg, write } from "../draw/element.js";
import { CHANNELS, edgeOf, FONT, INK, QUIET } from "../draw/palette.js";
import { swatch } from "../draw/part.js";
import { widthIn } from "../draw/room.js";
import { scale } from "../draw/scale.js";
import { behind, table } from "../draw/table.js";
import { activityNames } from "../engine/reading.js";
import { figure } from "../shell/texts.js";
import { people } from "./people.js";
import { drawStack } from "./township.js";
import { hoursOf } from "./worth.js";

/** @typedef {import("./worth.js").Hour} Hour */

const ROW = 30;
const NAMES = 164;
const DISCRETIONARY = ["work", "paper", "showcase", "initiative", "shifting", "slack"];

/** @param {import("../shell/app.js").App} app @param {number} township */
export function cadrePart(app, township) {
  /** @type {any} */
  let found = null;
  let asked = "";
  /** Who was drawn last. @type {string | undefined} */
  let drawnCadre;
  const { regime } = app.scenario;
  const { part } = app.contents.layouts.axes;
  const activities = activityNames(app.contents, regime);
  const row = people(app, (k) => app.state.set({ view: { xk: k ? String(k + 1) : "" } }));
  const name = html("h3", { "aria-live": "polite" });
  const every = html("input", { type: "checkbox", id: "every-activity", change: redraw });
  const stack = html("div", { class: "stack tall", role: "img" });
  const chart = svg("svg", { class: "chart", role: "img", "font-family": FONT, "font-size": 12 });
  const told = html("p", {});
  const key = html(
    "p",
    { class: "quiet keys" },
    ...CHANNELS.map(([name, colour]) => html("span", { class: "nobreak" }, swatch(colour), app.t(`channels.${name}`))),
  );
  const data = behind(app.t("explore.table"), () => {
    const heading = [
      app.t("details.activity"),
      app.t("details.worth"),
      ...CHANNELS.map(([name]) => app.t(`channels.${name}`)),
    ];
    return table(
      app.t("details.hour"),
      heading,
      hours(true).map((hour) => [
        named(hour),
        figure(hour.worth),
        ...CHANNELS.map(([name]) => figure(hour.parts[name])),
      ]),
    );
  });
  const element = html(
    "div",
    {},
    html("h3", {}, app.t("details.cadres")),
    html("p", { class: "quiet" }, app.t("details.cadres_note")),
    row.element,
    name,
    stack,
    html("h3", {}, app.t("details.hour")),
    told,
    chart,
    key,
    html("label", { class: "check" }, every, app.t("details.every")),
    data.element,
  );

  /** Place of the cadre who is looked at. */
  function chosen() {
    return Math.min(Number(app.state.get().view.xk ?? 1), found.cadres.length) - 1;
  }

  /** @param {boolean} all @returns {Hour[]} */
  function hours(all) {
    return found ? hoursOf(found.worth[chosen()], part, activities, all) : [];
  }

  /** Shares of a cadre's discretionary time, by kind. @param {import("../engine/reading.js").Cadre} cadre */
  function timeOf({ share }) {
    const time = Object.fromEntries(DISCRETIONARY.map((kind) => [kind, 0]));
    activities.forEach(({ kind }, a) => (time[kind === "real" ? "work" : kind] += share[a]));
    return time;
  }

  /** The name of a field, "" for none. @param {Hour} hour */
  function fieldOf({ field }) {
    return field < 0 ? "" : app.name(app.contents.regimes[regime].fields[field].name);
  }

  /** @param {Hour} hour */
  function named(hour) {
    const [activity, field] = [app.t(`activities.${hour.kind}`), fieldOf(hour)];
    return field ? app.t("details.in_field", { activity, field }) : activity;
  }

  /** What an hour goes to, in two lines where it has a field. @param {Hour} hour @param {number} y middle */
  function label(hour, y) {
    const field = fieldOf(hour);
    const short = field.length > 23 && app.lang === "en" ? `${field.slice(0, 22)}…` : field;
    const line = (/** @type {string} */ text, /** @type {number} */ at, /** @type {string} */ fill) =>
      svg("text", { x: NAMES, y: at, "text-anchor": "end", fill, "font-size": 11 }, text);
    return svg(
      "g",
      {},
      svg("title", {}, named(hour)),
      line(app.t(`activities.${hour.kind}`), field ? y - 2 : y + 4, INK),
      ...(field ? [line(short, y + 11, QUIET)] : []),
    );
  }

  function redraw() {
    if (!found) return;
    drawnCadre = app.state.get().view.xk;
    const persons = found.cadres.map((/** @type {import("../engine/reading.js").Cadre} */ cadre) => ({ cadre, time: timeOf(cadre) }));
    const own = persons[chosen()];
    row.draw(persons, chosen());
    write(name, row.named(own, chosen()));
    drawStack(app, stack, own.time);
    const drawn = hours(every.checked).sort((a, b) => (every.checked ? 0 : b.worth - a.worth));
    if (drawn.length) {
      const best = [...drawn].sort((a, b) => b.worth - a.worth)[0];
      const [most] = Object.entries(best.parts).sort((a, b) => b[1] - a[1]);
      told.textContent = app.t("details.best", { activity: named(best), channel: app.t(`channels.${most[0]}`) });
    }
    drawHours(drawn);
    data.refresh();
  }

  /** @param {Hour[]} drawn */
  function drawHours(drawn) {
    const width = Math.max(300, widthIn(element));
    const [below, above] = [-1, 1].map((sign) =>
      Math.max(
        0.05,
        ...drawn.map(({ parts }) => Object.values(parts).reduce((all, v) => all + Math.max(0, sign * v), 0)),
      ),
    );
    const x = scale(-below, above, NAMES + 10, width - 46);
    const height = drawn.length * ROW + 4;
    set(chart, {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      "aria-label": drawn.map((hour) => `${named(hour)} ${figure(hour.worth)}`).join("; "),
    });
    const rows = drawn.flatMap((hour, k) => {
      const y = k * ROW + 6;
      const ends = { up: 0, down: 0 };
      const bars = CHANNELS.map(([name, fill]) => {
        const value = hour.parts[name];
        const side = value < 0 ? "down" : "up";
        const from = ends[side];
        ends[side] += value;
        const [a, b] = [x(from), x(from + value)].sort((p, q) => p - q);
        return svg(
          "rect",
          { x: a + 0.75, y, width: Math.max(0, b - a - 1.5), height: 18, fill, stroke: edgeOf(fill), "stroke-width": 0.75 },
          svg("title", {}, `${app.t(`channels.${name}`)} ${figure(value)}`),
        );
      });
      return [
        label(hour, y + 10),
        ...bars,
        svg("line", {
          x1: x(hour.worth),
          x2: x(hour.worth),
          y1: y - 3,
          y2: y + 21,
          stroke: INK,
          "stroke-width": 2.5,
        }),
        svg("text", { x: width - 2, y: y + 14, "text-anchor": "end", fill: QUIET }, figure(hour.worth)),
      ];
    });
    chart.replaceChildren(svg("line", { x1: x(0), x2: x(0), y1: 0, y2: height, stroke: QUIET }), ...rows);
  }

  return {
    element,
    /** @param {import("../engine/reading.js").Picture} picture */
    async draw(picture) {
      const { study } = app.state.get();
      const ask = { study, scenario: app.scenario, month: picture.month, township };
      const key = JSON.stringify(ask);
      if (key === asked) return drawnCadre === app.state.get().view.xk ? undefined : redraw();
      asked = key;
      try {
        const given = await app.client.cadres("explore", ask);
        if (given) found = given;
        redraw();
      } catch (error) {
        app.failed(error);
      }
    },
  };
}
