// Play, pause, step, back: the month that is shown.

import { html, set, write } from "../draw/element.js";

/** @typedef {import("../shell/app.js").App} App */

export const SPEEDS = [1, 2, 4, 8, 16]; // months a second

/** A month, in words. @param {App} app @param {number} month */
export function monthText(app, month) {
  return app.t("player.when", { year: Math.ceil(month / 12), month: ((month - 1) % 12) + 1 });
}

/** @param {App} app @param {(month: number) => Promise<unknown>} show resolves when the month is drawn */
export function player(app, show) {
  let month = 1;
  let playing = false;
  /** @type {ReturnType<typeof setTimeout> | number} */
  let timer = 0;
  const button = (/** @type {string} */ id, /** @type {string} */ sign, /** @type {() => void} */ press) =>
    html(
      "button",
      {
        class: "round",
        id: `player-${id}`,
        "aria-label": app.t(`player.${id}`),
        title: app.t(`player.${id}`),
        click: press,
      },
      sign,
    );
  const play = button("play", "▶", () => (playing ? pause() : start()));
  play.classList.add("main");
  const range = html("input", {
    type: "range",
    min: 1,
    step: 1,
    id: "player-month",
    "aria-label": app.t("player.month"),
    input: () => jump(Number(range.value)),
  });
  const label = html("output", { class: "when", for: "player-month" });
  const speed = html(
    "select",
    {
      id: "player-speed",
      "aria-label": app.t("player.speed"),
      change: () => app.state.set({ view: { xv: speed.value === "4" ? "" : speed.value } }),
    },
    ...SPEEDS.map((value) => html("option", { value }, app.t("player.per_second", { months: value }))),
  );
  const element = html(
    "div",
    { class: "player", role: "group", "aria-label": app.t("player.all") },
    button("year_back", "«", () => jump(month - 12)),
    button("back", "‹", () => jump(month - 1)),
    play,
    button("step", "›", () => jump(month + 1)),
    button("year_on", "»", () => jump(month + 12)),
    range,
    label,
    speed,
  );

  function months() {
    return app.state.get().study.months;
  }

  /** @param {number} to */
  async function go(to) {
    month = Math.max(1, Math.min(months(), Math.trunc(to) || 1));
    tell();
    await show(month);
  }

  /** The month that is shown, in words. */
  function when() {
    return monthText(app, month);
  }

  function tell() {
    const words = when();
    set(range, { max: months(), "aria-valuetext": words });
    if (Number(range.value) !== month) range.value = String(month);
    write(label, words);
    const { xv } = app.state.get().view;
    const chosen = SPEEDS.includes(Number(xv)) ? xv : "4";
    if (speed.value !== chosen) speed.value = chosen;
    const name = app.t(playing ? "player.pause" : "player.play");
    write(play, playing ? "❚❚" : "▶");
    set(play, { "aria-label": name, title: name });
  }

  /** Go to a month and stay there. @param {number} to */
  function jump(to) {
    pause();
    go(to).catch((error) => app.failed(error));
    keep();
  }

  /** Gives what brings back the month that is shown now, and plays on if it plays. */
  function mark() {
    const [at, went] = [month, playing];
    return () => {
      jump(at);
      if (went) start();
    };
  }

  function start() {
    if (month >= months()) month = 0;
    playing = true;
    tell();
    turn();
  }

  function pause() {
    if (!playing) return;
    playing = false;
    clearTimeout(timer);
    tell();
    keep();
  }

  function keep() {
    app.state.set({ view: { xm: String(month) } });
  }

  async function turn() {
    const begun = performance.now();
    try {
      await go(month + 1);
    } catch (error) {
      app.failed(error);
      return pause();
    }
    if (!playing) return;
    if (month >= months()) return pause();
    timer = setTimeout(turn, Math.max(0, 1000 / Number(speed.value) - (performance.now() - begun)));
  }

  return { element, go, jump, mark, start, pause, tell, when, month: () => month, playing: () => playing };
}
