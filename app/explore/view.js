// Explore: the county at work, three sliders, three curves over their baseline.

import { html } from "../draw/element.js";
import { Frames } from "../draw/frames.js";
import { behind, table } from "../draw/table.js";
import { ACTIVITIES } from "../draw/palette.js";
import { heightOfWindow, widthIn } from "../draw/room.js";
import { limits } from "../draw/scale.js";
import { figure } from "../shell/texts.js";
import { details } from "./details.js";
import { happenings } from "./happenings.js";
import { levers } from "./levers.js";
import { reforms } from "./reforms.js";
import { seed } from "./seed.js";
import { setting } from "./setting.js";
import { County } from "./county.js";
import { curves } from "./curves.js";
import { legend } from "./legend.js";
import { valueText } from "./measures.js";
import { Outlook } from "./outlook.js";
import { player } from "./player.js";
import { MEANS, sliders } from "./sliders.js";
import { NEEDED, summary } from "./summary.js";
import { partsOf } from "./time.js";

/** @typedef {import("../engine/reading.js").Picture} Picture */
/** @typedef {import("../shell/store.js").Whole} Whole */

const NARROW = 900; // pixels up to which the panel lies over the page

/** @type {import("../views.js").Mount} */
export function mount(container, app) {
  const headline = app.contents.measures.filter((measure) => measure.headline);
  const ids = [...new Set([...headline.map(({ id }) => id), ...NEEDED, ...Object.values(MEANS)])];
  /** @type {Picture | null} */
  let picture = null;
  let visible = false;
  let known = ""; // what the panel was last opened for
  let pictured = ""; // place and regime of the picture
  /** What the county was drawn with. @type {{view: Whole["view"] | null, picture: Picture | null}} */
  let drawn = { view: null, picture: null };
  const outlook = new Outlook(app, ids, () => drawSoon("curves", "words", "county"));
  const play = player(app, showMonth);
  const county = new County(app, choose);
  const three = sliders(app);
  const lines = curves(app, outlook, play);
  const told = summary(app, outlook, () => lines.charts().map(({ id }) => id));
  const key = legend(app);
  const panel = details(app, () => {
    const pressed = county.svg.querySelector("[aria-pressed=true]"); // whence the panel was opened
    choose("");
    if (pressed instanceof SVGElement) pressed.focus();
  });
  const colour = html(
    "select",
    { id: "colour", change: () => app.state.set({ view: { xo: colour.value === "formalism" ? "" : colour.value } }) },
    ...headline.map(({ id, name }) => html("option", { value: id }, app.name(name))),
  );
  const luck = seed(app);
  const data = behind(app.t("explore.table"), countyTable);
  const place = html("div", { class: "county-place" }, county.svg);
  const happened = happenings(app, play.jump, point);
  const more = [setting(app), reforms(app), levers(app)];
  const real = html("p", { class: "real" }, app.t("files.assumptions"));
  const left = html(
    "div",
    { class: "left" },
    html("div", { class: "county-head" }, html("label", { for: "colour" }, app.t("explore.colour")), colour, luck.element),
    real,
    place,
    play.element,
    key.element,
    data.element,
  );
  const right = html("div", { class: "right" }, three.element, lines.element, panel.element);
  const below = html("div", { class: "more" }, ...more.map(({ element }) => element), happened.element);
  const whole = html("div", { class: "explore" }, left, right, below);
  container.replaceChildren(told.element, whole);

  /** The order in which all is read is that in which it stands: in one column the county comes between sliders and curves. */
  function arrange() {
    const beside = innerWidth > NARROW;
    if (left.parentElement === (beside ? whole : right)) return;
    const focused = left.contains(document.activeElement) ? document.activeElement : null;
    if (beside) whole.prepend(left);
    else right.insertBefore(left, lines.element);
    if (focused instanceof HTMLElement || focused instanceof SVGElement) focused.focus();
  }

  const frames = new Frames(
    {
      curves: () => lines.draw(),
      words() {
        told.draw();
        three.tell(outlook);
      },
      county: drawCounty,
      around: drawAround,
      more() {
        more.forEach((each) => each.draw());
        luck.draw();
        real.hidden = !app.real;
        colour.value = measure().id;
      },
    },
    { first: "curves", always: drawHandles },
  );
  const observer = new ResizeObserver(fit);
  observer.observe(place);
  const end = app.state.subscribe((now, before) => {
    if (!visible) return;
    if (now.study !== before.study || now.scenarios !== before.scenarios) {
      outlook.ask();
      showMonth(Math.min(play.month(), now.study.months)).catch((error) => app.failed(error));
    }
    if (now.view.xm !== before.view.xm && Number(now.view.xm) !== play.month()) play.jump(Number(now.view.xm) || 1);
    if (now.view !== before.view) drawSoon("curves", "words");
    drawSoon("county", "more");
  });

  function measure() {
    return headline.find(({ id }) => id === app.state.get().view.xo) ?? headline[0];
  }

  function chosen() {
    return app.state.get().view.xt ?? "";
  }

  /** @param {string} what */
  function point(what) {
    if (what !== chosen()) app.state.set({ view: { xt: what, xk: "" } });
  }

  /** Pointed out a second time, it is so no more. @param {string} what */
  function choose(what) {
    point(what === chosen() ? "" : what);
  }

  /** @param {number} month */
  async function showMonth(month) {
    const { study } = app.state.get();
    const { scenario } = app;
    const found = await app.client.picture("explore", { study, scenario, month });
    if (!found) return;
    picture = found;
    pictured = `${study.place} ${scenario.regime}`;
    drawSoon("county");
  }

  /** @param {...("curves" | "words" | "county" | "around" | "more")} what */
  function drawSoon(...what) {
    if (visible) frames.ask(...what);
  }

  function fit() {
    arrange();
    const narrow = innerWidth < 700;
    county.resize(widthIn(place), narrow ? 420 : Math.max(360, heightOfWindow() - 330));
  }

  /** What is as it was stays: a slider that moves changes its own words at once, and all else when the answer comes. */
  function drawHandles() {
    three.draw();
    lines.moveTo(play.month());
    play.tell();
  }

  function drawCounty() {
    if (!picture || pictured !== `${app.state.get().study.place} ${app.scenario.regime}`) return;
    const own = measure();
    const { view } = app.state.get();
    const other = picture !== drawn.picture || view !== drawn.view;
    drawn = { picture, view };
    const { low, high } = limits(outlook.now.series[own.id] ?? [], outlook.ghost.series[own.id] ?? []);
    county.draw({ picture, measure: own, low, high, chosen: chosen() });
    if (other) drawSoon("around");
  }

  /** What stands around the county, of the same month. */
  function drawAround() {
    if (!drawn.picture) return;
    happened.draw(drawn.picture.month);
    key.draw(drawn.picture);
    panel.draw(chosen(), drawn.picture);
    const opened = container.classList.toggle("with-details", !panel.element.hidden) && known !== chosen();
    known = chosen();
    if (opened && innerWidth <= NARROW) county.svg.querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest" });
    data.refresh();
  }

  function countyTable() {
    const own = measure();
    const rows = (picture?.townships ?? []).map((township, j) => {
      const parts = partsOf(township.time);
      return [
        app.township(j),
        valueText(own, township.outcomes[own.id]),
        ...ACTIVITIES.map(([name]) => `${figure(100 * parts[name], 1)} %`),
      ];
    });
    return table(
      app.t("explore.county"),
      [app.t("explore.township"), app.name(own.name), ...ACTIVITIES.map(([name]) => app.t(`explore.${name}`))],
      rows,
    );
  }

  return {
    show() {
      visible = true;
      drawn = { view: null, picture: null };
      app.pictures = () => [
        {
          title: app.t("files.county", { county: app.t("explore.county"), when: play.when(), outcome: app.name(measure().name) }),
          drawing: county.svg,
          legend: key.meanings(),
        },
        ...lines.charts().map(({ svg, title }) => ({ title, drawing: svg })),
      ];
      app.pictureTitle = () => told.text();
      app.pictured = () => ({ study: app.state.get().study, scenarios: [app.scenario], when: play.when() });
      app.standing = () => ({ xm: String(play.month()) });
      outlook.ask();
      const given = Number(app.state.get().view.xm);
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      play.go(given || play.month()).then(
        () => given || calm || picture === null || play.month() > 1 || play.start(),
        (error) => app.failed(error),
      );
      drawSoon("curves", "words", "county", "more");
    },
    hide() {
      visible = false;
      frames.stop();
      play.pause();
    },
    destroy() {
      visible = false;
      frames.stop();
      play.pause();
      end();
      observer.disconnect();
      lines.destroy();
      outlook.stop();
      container.replaceChildren();
    },
  };
}
