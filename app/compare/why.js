// Why: the effect of one scenario on the outcome, split over mechanisms by switching each off on both sides. It takes
// thousands of runs, so it begins when asked, and shows what it has as soon as intervals say something.

import { html } from "../draw/element.js";
import { widthIn } from "../draw/room.js";
import { behind, table } from "../draw/table.js";
import { windowOf } from "../engine/estimate.js";
import { explanationOf, setsOf } from "../engine/explain.js";
import { badge } from "./badge.js";
import { sentencesOf } from "./reasons.js";
import { keyOf } from "./trials.js";
import { Waterfall } from "./waterfall.js";
import { differenceText, intervalText, LETTERS, nameOf, unitText } from "./words.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/explain.js").Split} Split */

const KEPT = 8;
const FEWEST = 4; // replicates whose intervals are shown

/** @param {App} app @param {import("./overview.js").Chosen} chosen @param {() => void} changed there is more to be drawn */
export function why(app, chosen, changed) {
  const measures = app.contents.measures.filter(({ headline }) => headline);
  const ids = measures.map(({ id }) => id);
  const most = app.contents.comparing.orders[0].length; // replicates
  /** Replicates of each scenario that was asked about. @type {Map<string, Split[]>} */
  const kept = new Map();
  let running = "";
  const title = html("h2", {});
  const tabs = html("div", { class: "why-tabs", role: "group", "aria-label": app.t("why.of") });
  const begin = html("button", { class: "plain main", id: "why-begin", click: start }, "");
  const halt = html("button", { class: "plain", id: "why-stop", click: stop }, app.t("why.stop"));
  const bar = html("progress", { max: most, "aria-label": app.t("why.progress") });
  const about = html("p", { class: "quiet" });
  const span = html("p", { class: "quiet" });
  const told = html("p", { class: "told-small", "aria-live": "polite" });
  const picture = new Waterfall(app);
  const place = html("div", { class: "chart-place" }, picture.svg);
  const data = behind(app.t("explore.table"), dataTable);
  const found = html("div", {}, told, place, html("p", { class: "key" }, app.t("why.key")), data.element);
  const element = html(
    "section",
    { class: "panel why" },
    html("div", { class: "panel-head" }, title, tabs),
    html("div", { class: "why-run" }, begin, halt, bar, about),
    span,
    found,
  );

  /** Place of the scenario that is explained. */
  function which() {
    const given = Number(app.state.get().view.cw ?? "0");
    const shown = chosen.shown();
    return shown.includes(given) ? given : shown[0];
  }

  function scenario() {
    return app.state.get().scenarios[which()];
  }

  /** Whole replicates from the first on: parts are means over these. @returns {Split[]} */
  function splits() {
    const all = kept.get(keyOf(app, scenario())) ?? [];
    const gap = Array.from({ length: most }, (_, r) => r).find((r) => !all[r]);
    return all.slice(0, gap ?? most);
  }

  function measure() {
    return measures.find(({ id }) => id === chosen.outcome()) ?? measures[0];
  }

  function explanation() {
    return explanationOf(app.contents, splits(), ids.indexOf(measure().id));
  }

  function start() {
    stop();
    const { study } = app.state.get();
    const key = keyOf(app, scenario());
    /** @type {Split[]} */
    const own = [];
    if (kept.size >= KEPT) kept.delete([...kept.keys()][0]);
    kept.set(key, own);
    running = key;
    app.client
      .explain("why", { study, scenario: scenario(), measures: ids, count: most }, (split) => {
        own[split.replicate - 1] = split;
        changed();
      })
      .catch((error) => app.failed(error))
      .finally(() => {
        if (running === key) running = "";
        changed();
      });
    draw();
  }

  function stop() {
    if (!running) return;
    running = "";
    app.client.stop("explain", "why");
    changed();
  }

  function draw() {
    const shown = chosen.shown();
    if (!shown.length) return;
    const k = which();
    const key = keyOf(app, scenario());
    const done = splits().length;
    title.textContent = app.t("why.title", { outcome: app.name(measure().name), letter: LETTERS[k] });
    const asked = document.activeElement?.id ?? "";
    tabs.replaceChildren(
      ...shown.map((each) =>
        html(
          "button",
          { class: "pick", id: `why-of-${each}`, "aria-pressed": each === k ? "true" : "false", "aria-label": nameOf(app, app.state.get().scenarios[each]), click: () => app.state.set({ view: { cw: each ? String(each) : "" } }) },
          badge(each),
        ),
      ),
    );
    if (asked.startsWith("why-of-")) document.getElementById(asked)?.focus();
    const busy = running === key;
    begin.hidden = busy || done === most;
    begin.textContent = app.t("why.begin");
    halt.hidden = bar.hidden = !busy;
    bar.value = (kept.get(key) ?? []).filter(Boolean).length;
    const runs = 2 * setsOf(app.contents, 1, 1).length * most;
    about.textContent = app.t(done === most ? "why.done" : busy ? "why.busy" : "why.about", { count: app.contents.comparing.mechanisms.length, runs, done, most, fewest: FEWEST });
    const { months } = app.state.get().study;
    span.textContent = app.t("why.window", { window: windowOf(app.contents, months), years: app.t("compare.years", { years: chosen.years() }) });
    found.hidden = done < FEWEST;
    if (found.hidden) return;
    const own = explanation();
    told.textContent = sentencesOf(app, own, measure(), LETTERS[k]);
    picture.draw(own, measure(), widthIn(place), told.textContent);
    data.refresh();
  }

  function dataTable() {
    const own = explanation();
    const text = (/** @type {import("../engine/estimate.js").Estimate} */ value) => intervalText(app, value, (each, finer) => differenceText(measure(), each, finer));
    const heading = [app.t("why.mechanism"), app.t("why.part"), app.t("why.alone")];
    const rows = own.parts.map(({ name, share, alone }) => [app.name(name), text(share), text(alone)]);
    const ends = [[app.t("why.remainder"), text(own.remainder), ""], [app.t("why.whole"), text(own.whole), ""]];
    return table(app.t("why.caption", { outcome: app.name(measure().name), unit: unitText(app, measure()) }), heading, [...rows, ...ends]);
  }

  return {
    element,
    draw,
    stop,
    pictures: () => (found.hidden ? [] : [{ title: title.textContent ?? "", drawing: picture.svg }]),
  };
}
