// The county at the end of a month: offices above, townships with the ring of their time, villages below.

import { set, svg, write } from "../draw/element.js";
import { ACTIVITIES, edgeOf, FONT, GHOST_EDGE, INK, inkOn, QUIET, shade } from "../draw/palette.js";
import { pressed, roving } from "../draw/roving.js";
import { arcPath } from "../draw/scale.js";
import { figure } from "../shell/texts.js";
import { badge, linkPath, villageDots } from "./shapes.js";
import { DRAWN } from "./marks.js";
import { valueText } from "./measures.js";
import { partsOf } from "./time.js";

/** @typedef {import("../shell/app.js").App} App */
/** @typedef {import("../engine/reading.js").Picture} Picture */
/** What is pointed out: "t3" a township, "o2" an office, "" nothing. @typedef {string} Chosen */
/** @typedef {{picture: Picture, measure: import("../engine/types.js").Measure, low: number, high: number, chosen: Chosen}} Scene */

const BAND = 40; // height of offices; in rows where they would be too narrow to be pressed, of this height each
const ROW = 28;
const GAP = 0.5; // half of what is between two parts of a ring
const LEAST = 24; // of what is pressed
const HEAD = 22; // of the line over them

export class County {
  /** @param {App} app @param {(chosen: Chosen) => void} choose */
  constructor(app, choose) {
    this.app = app;
    this.choose = choose;
    this.svg = svg("svg", {
      class: "county",
      role: "group",
      "aria-label": app.t("explore.county"),
      "font-family": FONT,
      "font-size": 12,
      xmlns: "http://www.w3.org/2000/svg",
    });
    this.width = 660;
    this.room = 520; // height there is
    this.band = BAND; // height of the offices there are
    this.officeRows = 1;
    this.built = ""; // what its elements were made for
    this.words = ""; // with what it was drawn last
    /** @type {Picture | null} */
    this.drawn = null;
    /** @type {Scene | null} */
    this.scene = null;
  }

  /** @param {number} width @param {number} room */
  resize(width, room) {
    if (width < 200 || (width === this.width && room === this.room)) return;
    [this.width, this.room] = [width, room];
    if (this.scene) this.draw(this.scene);
  }

  /** @param {Scene} scene */
  draw(scene) {
    this.scene = scene;
    const { picture } = scene;
    const words = [scene.measure.id, scene.low, scene.high, scene.chosen, this.app.state.get().view.names].join(" ");
    const key = [this.app.state.get().study.place, this.app.scenario.regime, this.width, this.room].join(" ");
    if (key !== this.built) this.build(picture);
    else if (picture === this.drawn && words === this.words) return;
    [this.built, this.drawn, this.words] = [key, picture, words];
    this.drawOffices(scene);
    picture.townships.forEach((township, j) => this.drawTownship(scene, township, j));
  }

  /** Elements that stay from month to month. @param {Picture} picture */
  build(picture) {
    const { townships } = this.app.contents.places[this.app.state.get().study.place];
    const count = townships.length;
    const columns = count <= 4 ? count : count <= 8 ? 4 : this.width < 500 ? 4 : count <= 15 || count % 5 === 0 ? 5 : 6;
    const rows = Math.ceil(count / columns);
    const small = this.width < 500 || rows > 2;
    const step = this.width / (columns + (rows > 1 ? 0.5 : 0));
    const rowsOfVillages = Math.ceil((6 * Math.max(...townships.map(({ villages }) => villages))) / (step - 14));
    const floor = (small ? 24 : 30) + 6 * rowsOfVillages; // name and villages
    const { offices } = picture;
    this.officeRows = Math.ceil((LEAST * offices.length) / this.width);
    this.band = this.officeRows > 1 ? ROW * this.officeRows : BAND;
    const room = Math.max((this.room - this.band - HEAD - 24) / rows, 78 + floor);
    const most = Math.max(...townships.map(({ cadres }) => cadres));
    const radius = Math.min(step / 2 - 5, (room - floor) / 2, 92);
    const height = Math.min(room, 2 * radius + floor + (small ? 18 : 40));
    const top = HEAD + this.band + 26;
    this.places = townships.map(({ cadres }, j) => {
      const row = Math.floor(j / columns);
      const shift = rows > 1 && row % 2 ? 0.5 : 0;
      return {
        x: step * ((j % columns) + 0.5 + shift),
        y: top + row * height + radius,
        radius: radius * Math.sqrt(cadres / most),
      };
    });
    const whole = top + rows * height;
    set(this.svg, { viewBox: `0 0 ${this.width} ${whole.toFixed(0)}`, width: this.width, height: whole.toFixed(0) });
    this.head = svg("text", { x: 0, y: 14, fill: QUIET });
    this.links = this.places.map(() => svg("path", { fill: "none", stroke: GHOST_EDGE }));
    const bars = offices.map((_, o) => this.office(o, offices.length));
    const nodes = this.places.map((place, j) => this.township(place, j, small));
    const band = svg(
      "g",
      { role: "group", "aria-label": this.app.t("explore.offices") },
      ...bars.map(({ group }) => group),
    );
    const towns = svg(
      "g",
      { role: "group", "aria-label": this.app.t("explore.townships") },
      ...nodes.map(({ group }) => group),
    );
    this.offices = bars;
    this.nodes = nodes;
    const focused = this.hot().indexOf(/** @type {any} */ (document.activeElement));
    this.svg.replaceChildren(this.head, ...this.links, band, towns);
    roving(band, () => bars.map(({ group }) => group)).reach(0);
    roving(towns, () => nodes.map(({ hot }) => hot)).reach(0);
    this.hot()[focused]?.focus(); // whoever was on one of them stays there when the county gets another size
  }

  /** Offices and townships that can be pressed. @returns {SVGElement[]} */
  hot() {
    return [...this.svg.querySelectorAll(".hot")].map((element) => /** @type {SVGElement} */ (element));
  }

  /** @param {number} o @param {number} count */
  office(o, count) {
    const inRow = Math.ceil(count / this.officeRows);
    const [step, height] = [this.width / inRow, this.band / this.officeRows];
    const x = step * (o % inRow);
    const foot = HEAD + height * (1 + Math.floor(o / inRow));
    const bar = svg("rect", { x: x + 1, width: Math.max(2, step - 3), rx: 2 });
    const room = svg("rect", { x, y: foot - height, width: step, height, fill: "transparent" });
    const press = () => this.choose(`o${o}`);
    const group = svg(
      "g",
      { role: "button", class: "hot", click: press, keydown: pressed(press) },
      svg("title"),
      room,
      bar,
    );
    return { group, bar, foot, most: height - 2, title: /** @type {SVGElement} */ (group.firstChild) };
  }

  /** @param {{x: number, y: number, radius: number}} place @param {number} j @param {boolean} small */
  township({ x, y, radius }, j, small) {
    const { villages } = this.app.contents.places[this.app.state.get().study.place].townships[j];
    const press = () => this.choose(`t${j}`);
    const halo = svg("circle", { cx: x, cy: y, r: radius + 3, fill: "none", stroke: INK, "stroke-width": 2 });
    const heart = svg("circle", { cx: x, cy: y, r: radius * 0.6, stroke: "#fff" });
    const parts = ACTIVITIES.map(([, fill]) => svg("path", { fill, stroke: edgeOf(fill), "stroke-width": edgeOf(fill) === fill ? 0 : 1 }));
    const value = svg("text", {
      "aria-hidden": "true",
      x,
      y,
      "text-anchor": "middle",
      "dominant-baseline": "central",
      "font-weight": 650,
      "font-size": Math.max(12, Math.min(20, 4 * Math.floor(radius * 0.08))),
    });
    const name = svg("text", {
      "aria-hidden": "true",
      x,
      y: y + radius + (small ? 13 : 17),
      "text-anchor": "middle",
      fill: INK,
      "font-size": 12,
    });
    const dots = svg("path", {
      d: villageDots(x, y + radius + (small ? 21 : 27), villages, radius * 2),
      stroke: "#7a4a23",
      "stroke-width": 4,
      "stroke-linecap": "round",
    });
    const marks = svg("g", {});
    const title = svg("title");
    const hot = svg(
      "circle",
      {
        role: "button",
        class: "hot",
        cx: x,
        cy: y,
        r: radius,
        fill: "transparent",
        click: press,
        keydown: pressed(press),
      },
      title,
    );
    const group = svg("g", {}, halo, ...parts, heart, value, name, dots, marks, hot);
    return { group, hot, halo, heart, parts, value, name, dots, marks, title };
  }

  /** @param {Scene} scene */
  drawOffices({ picture, chosen }) {
    const { app } = this;
    const { offices } = app.contents.regimes[app.scenario.regime];
    const total = picture.offices.reduce((all, office) => all + office.indicators, 0);
    const most = Math.max(...picture.offices.map(({ indicators }) => indicators), 20);
    const blanks = {
      offices: offices.length,
      indicators: figure(picture.outcomes.indicators, 0),
      visits: figure(picture.outcomes.visits, 1),
    };
    if (this.head) write(this.head, app.t(this.width < 560 ? "explore.offices_short" : "explore.offices_line", blanks));
    this.offices?.forEach(({ group, bar, foot, most: highest, title }, o) => {
      const office = picture.offices[o];
      const height = 5 + ((highest - 5) * office.indicators) / most;
      set(bar, { y: foot - height, height, fill: chosen === `o${o}` ? INK : GHOST_EDGE });
      const text = app.t("explore.office_line", {
        name: app.name(offices[o].name),
        share: figure((100 * office.indicators) / (total || 1), 0),
        visits: figure(office.visits, 1),
      });
      write(title, text);
      set(group, { "aria-label": text, "aria-pressed": chosen === `o${o}` ? "true" : "false" });
    });
  }

  /** @param {Scene} scene @param {import("../engine/reading.js").Township} township @param {number} j */
  drawTownship({ picture, measure, low, high, chosen }, township, j) {
    const { app } = this;
    const node = this.nodes?.[j];
    const place = this.places?.[j];
    if (!node || !place) return;
    const { x, y, radius } = place;
    const parts = partsOf(township.time);
    const gap = GAP / (2 * Math.PI * radius); // so that white is between neighbours
    let turn = 0;
    ACTIVITIES.forEach(([name], k) => {
      set(node.parts[k], {
        d: parts[name] > 2 * gap ? arcPath(x, y, radius * 0.66 + GAP, radius - GAP, turn + gap, turn + parts[name] - gap) : "",
      });
      turn += parts[name];
    });
    const value = township.outcomes[measure.id];
    const part = (value - low) / (high - low || 1);
    const fill = shade(part, measure.better);
    set(node.heart, { fill });
    set(node.value, { fill: inkOn(fill) });
    write(node.value, valueText(measure, value));
    write(node.name, app.township(j));
    set(node.halo, { visibility: chosen === `t${j}` ? "visible" : "hidden" });
    set(node.dots, { "stroke-opacity": (0.65 + Math.min(0.35, township.villageLoad * 3)).toFixed(2) });
    const link = this.links?.[j];
    if (link)
      set(link, {
        d: linkPath(this.width / 2 + (x - this.width / 2) * 0.92, HEAD + this.band + 2, x, y - radius - 2),
        "stroke-width": Math.min(7, 0.4 + township.visits / 4).toFixed(1),
      });
    const kinds = [...new Set(picture.events.filter((event) => event.township === j).map(({ kind }) => kind))].filter(
      (kind) => DRAWN.includes(kind),
    );
    const shown = kinds.sort((a, b) => DRAWN.indexOf(a) - DRAWN.indexOf(b)).slice(0, 4);
    node.marks.replaceChildren(
      ...shown.map((kind, k) => badge(kind, x + radius * 0.95 - 2 * k, y - radius * 0.8 + 17 * k)),
    );
    const words = ACTIVITIES.map(([name]) => `${app.t(`explore.${name}`)} ${figure(100 * parts[name], 0)} %`).join(
      ", ",
    );
    const happened = shown.map((kind) => app.t(`events.${kind}`)).join(", ");
    const text = [`${app.township(j)}: ${app.name(measure.name)} ${valueText(measure, value)}`, words, happened]
      .filter(Boolean)
      .join("; ");
    write(node.title, text);
    set(node.hot, { "aria-label": text, "aria-pressed": chosen === `t${j}` ? "true" : "false" });
  }
}
