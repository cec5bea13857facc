// The frame around the views: title, tabs, language; and the line in which the page speaks.

import { html, set } from "../draw/element.js";
import { drawn, giveWay } from "../draw/frames.js";
import { VIEWS } from "../views.js";
import { aboutOf } from "./about.js";

/** @typedef {import("./app.js").App} App */

/** @typedef {{destroy: () => void}} Shell */

/** Draw the frame and the view of the state, piece by piece, and then put them in the place of what was there before. @param {HTMLElement} page @param {App} app @param {{language: () => void, menu: (app: App) => HTMLElement}} parts what changes the language, and the menu of files @param {Shell} [before] @returns {Promise<Shell>} */
export async function drawShell(page, app, parts, before) {
  const message = html("p", { class: "message", role: "status" });
  app.say = (text) => void (message.textContent = text);
  const paper = html("footer", { class: "paper-note" });
  const tabs = VIEWS.map(({ id }) =>
    html(
      "button",
      { role: "tab", id: `tab-${id}`, "aria-controls": `view-${id}`, click: () => choose(id) },
      app.t(`tabs.${id}`),
    ),
  );
  const panels = VIEWS.map(({ id }) =>
    html("section", { role: "tabpanel", id: `view-${id}`, "aria-labelledby": `tab-${id}`, hidden: true }),
  );
  const bar = html("div", { role: "tablist", class: "tabs", "aria-label": app.t("tabs.all"), keydown: turn }, ...tabs);
  bar.hidden = VIEWS.length < 2;
  const whole = [
    html(
      "header",
      { class: "head" },
      html("h1", {}, app.t("page.name"), html("span", { class: "subtitle" }, app.t("page.subtitle"))),
      bar,
      html(
        "div",
        { class: "actions" },
        parts.menu(app),
        html(
          "button",
          { class: "plain", id: "language", lang: app.lang === "zh" ? "en" : "zh-Hans", click: parts.language },
          app.contents.texts[app.lang === "zh" ? "en" : "zh"].page.language,
        ),
      ),
    ),
    message,
    html("main", { id: "views" }, ...panels),
    paper,
  ];

  /** @type {Map<string, import("../views.js").View>} */
  const mounted = new Map();
  if (!before) page.replaceChildren(...whole);
  await (before ? giveWay() : drawn());
  const first = VIEWS.findIndex(({ id }) => id === current());
  mounted.set(VIEWS[first].id, VIEWS[first].mount(panels[first], app));
  await giveWay();
  const folds = () => page.querySelectorAll(`#view-${current()} details:not(.details *)`);
  const opened = [...folds()].map((fold) => fold.hasAttribute("open"));
  before?.destroy();
  document.documentElement.lang = app.lang === "zh" ? "zh-Hans" : "en";
  document.title = app.t("page.title");
  if (before) page.replaceChildren(...whole);
  show(current());
  if (before) folds().forEach((fold, k) => fold.toggleAttribute("open", opened[k])); // what is unfolded stays so
  const end = app.state.subscribe((now, before) => {
    if (now.view.tab !== before.view.tab) show(current());
  });

  addEventListener("beforeprint", writeOnPaper);

  /** Paper says what it shows; lessons and notes say so themselves. */
  function writeOnPaper() {
    const lines = current() === "learn" ? [] : aboutOf(app);
    paper.replaceChildren(...lines.map((line) => html("p", {}, line)));
  }

  function current() {
    const { tab } = app.state.get().view;
    return VIEWS.some(({ id }) => id === tab) ? tab : VIEWS[0].id;
  }

  /** @param {string} id */
  function choose(id) {
    app.state.set({ view: { tab: id === VIEWS[0].id ? "" : id } });
  }

  /** @param {string} chosen */
  function show(chosen) {
    VIEWS.forEach(({ id, mount }, k) => {
      const here = id === chosen;
      panels[k].hidden = !here;
      set(tabs[k], { "aria-selected": here ? "true" : "false", tabindex: here ? 0 : -1 });
      if (!here) return mounted.get(id)?.hide();
      if (!mounted.has(id)) mounted.set(id, mount(panels[k], app));
      mounted.get(id)?.show();
    });
  }

  /** Arrow keys go from tab to tab. @param {KeyboardEvent} event */
  function turn(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (VIEWS.findIndex(({ id }) => id === current()) + step + VIEWS.length) % VIEWS.length;
    choose(VIEWS[next].id);
    tabs[next].focus();
  }

  return {
    destroy() {
      end();
      removeEventListener("beforeprint", writeOnPaper);
      for (const view of mounted.values()) view.destroy();
    },
  };
}
