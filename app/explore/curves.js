// Three curves with their figures, and the sentence over them.

import { html, write } from "../draw/element.js";
import { heightOfWindow, widthIn } from "../draw/room.js";
import { behind, table } from "../draw/table.js";
import { Chart } from "./chart.js";
import { changeText, lastYear, pairText, valueText } from "./measures.js";
import { effectOf } from "./sentence.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("./outlook.js").Outlook} Outlook */

export const SHOWN = ["formalism", "blame_shifting", "selective_attention"];

/** @param {App} app @param {Outlook} outlook @param {{jump: (month: number) => void, mark: () => () => void, month: () => number}} play the month that is shown */
export function curves(app, outlook, play) {
  const measures = app.contents.measures.filter(({ headline }) => headline);
  const rows = SHOWN.map((_, k) => row(k));
  const key = html("p", { class: "key" }, app.t("explore.key"));
  const data = behind(app.t("explore.table"), dataTable);
  const element = html("div", { class: "curves" }, ...rows.map((each) => each.element), key, data.element);
  const observer = new ResizeObserver(() => rows.forEach((each) => each.fit()));
  observer.observe(element);

  /** Ids of the outcomes that are drawn. */
  function chosen() {
    const given = (app.state.get().view.xc ?? "").split(".");
    return SHOWN.map((id, k) => (measures.some((measure) => measure.id === given[k]) ? given[k] : id));
  }

  /** By year, means of its months. */
  function dataTable() {
    const years = Math.ceil(app.state.get().study.months / 12);
    const heading = [
      app.t("explore.year"),
      ...rows.flatMap(({ measure }) =>
        ["now", "base"].map((side) => `${app.name(measure().name)}, ${app.t(`explore.${side}`)}`),
      ),
    ];
    const lines = Array.from({ length: years }, (_, year) => [
      year + 1,
      ...rows.flatMap(({ measure }) =>
        [outlook.now, outlook.ghost].map(({ series }) =>
          valueText(measure(), lastYear((series[measure().id] ?? []).slice(12 * year, 12 * year + 12))),
        ),
      ),
    ]);
    return table(app.t("explore.by_year"), heading, lines);
  }

  /** @param {number} k */
  function row(k) {
    const words = {
      now: app.t("explore.now"),
      ghost: app.t("explore.base"),
      year: (/** @type {number} */ year) => app.t("explore.year_short", { year }),
      value: valueText,
    };
    const chart = new Chart(words, play.jump, play.mark);
    const options = measures.map(({ id, name }) => html("option", { value: id }, app.name(name)));
    const select = html("select", { "aria-label": app.t("explore.outcome"), change: pick }, ...options);
    const unit = html("span", { class: "unit" });
    const figures = html("p", { class: "figures" });
    const place = html("div", { class: "chart-place" }, chart.svg);
    const element = html(
      "article",
      { class: "curve" },
      html("div", { class: "curve-head" }, html("h2", {}, select), unit, figures),
      place,
    );

    function pick() {
      const ids = chosen();
      ids[k] = select.value;
      app.state.set({ view: { xc: ids.join(".") === SHOWN.join(".") ? "" : ids.join(".") } });
    }

    function measure() {
      return /** @type {import("../engine/types.js").Measure} */ (measures.find(({ id }) => id === chosen()[k]));
    }

    return {
      element,
      chart,
      measure,
      fit() {
        const phone = innerWidth < 700;
        chart.resize(
          widthIn(place),
          phone ? 124 : Math.max(112, Math.min(230, Math.round((heightOfWindow() - 480) / 3))),
        );
      },
      draw() {
        const own = measure();
        const { months } = app.state.get().study;
        const effect = effectOf(own.id, outlook.now, outlook.ghost);
        if (select.value !== own.id) select.value = own.id;
        write(unit, app.name(own.unit));
        const [after, before] = pairText(own, effect.now, effect.base);
        const values = { now: after, base: before, change: changeText(own, effect.change) };
        const moved = !outlook.same && Number.isFinite(effect.change);
        if (outlook.whole)
          figures.replaceChildren(
            html("strong", {}, values.now),
            moved ? ` ${app.t("explore.against", { base: values.base })} ` : "",
            moved
              ? html("span", { class: effect.runs > 1 && !effect.clear ? "unclear" : "change" }, values.change)
              : "",
          );
        const shown = {
          measure: own,
          months,
          now: outlook.now.curve(own.id),
          ghost: outlook.ghost.curve(own.id),
          monthly: outlook.now.series[own.id] ?? [],
          nowBand: outlook.now.band(own.id),
          ghostBand: outlook.ghost.band(own.id),
          same: outlook.same,
          month: play.month(),
        };
        chart.draw(shown, app.t("explore.chart", { name: app.name(own.name), ...values }));
      },
    };
  }

  return {
    element,
    charts: () =>
      rows.map(({ chart, measure }) => ({
        svg: chart.svg,
        id: measure().id,
        title: `${app.name(measure().name)}, ${app.name(measure().unit)}`,
      })),
    moveTo: (/** @type {number} */ at) => rows.forEach(({ chart }) => chart.moveTo(at)),
    draw() {
      rows.forEach((each) => each.draw());
      data.refresh();
    },
    destroy: () => observer.disconnect(),
  };
}
