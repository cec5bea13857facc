// What has happened until the month that is shown, the latest first.

import { html } from "../draw/element.js";
import { figure } from "../shell/texts.js";
import { DRAWN, markIcon } from "./marks.js";
import { monthText } from "./player.js";

/** @typedef {import("../engine/reading.js").Event} Event */

const PAGE = 200; // lines
export const LISTED = [...DRAWN, "missing", "visited"];

/** @param {import("../shell/app.js").App} app @param {(month: number) => void} go @param {(chosen: string) => void} point out a township */
export function happenings(app, go, point) {
  let asked = "";
  const filter = html(
    "select",
    { id: "event-kind", change: () => ((most = PAGE), app.state.set({ view: { xe: filter.value } })) },
    html("option", { value: "" }, app.t("happened.grave")),
    ...LISTED.map((kind) => html("option", { value: kind }, app.t(`events.${kind}`))),
  );
  const list = html("ol", { class: "happened", tabindex: 0, "aria-label": app.t("happened.all") });
  const none = html("p", { class: "quiet" }, app.t("happened.none"));
  const rest = html("p", { class: "quiet", role: "status" });
  const more = html("button", { class: "plain", id: "more-events", click: goOn });
  const element = html(
    "details",
    { class: "group", toggle: () => ((asked = ""), draw(month)) },
    html("summary", {}, app.t("happened.all")),
    html("p", {}, html("label", { for: "event-kind" }, app.t("happened.show")), " ", filter),
    list,
    none,
    rest,
    more,
  );
  let month = 1;
  let most = PAGE;

  async function goOn() {
    const shown = most;
    most += PAGE;
    asked = "";
    await draw(month);
    list.querySelectorAll("button")[shown]?.focus();
  }

  /** @param {number} until */
  async function draw(until) {
    month = until;
    const { study, view } = app.state.get();
    const key = JSON.stringify([study, app.scenario, until, view.xe, view.names]);
    if (!element.open || key === asked) return;
    asked = key;
    filter.value = LISTED.includes(view.xe) ? view.xe : "";
    const events = await app.client
      .events("explore", { study, scenario: app.scenario, month: until })
      .catch((error) => app.failed(error));
    if (!events) return;
    const kinds = filter.value ? [filter.value] : DRAWN;
    const shown = events.filter(({ kind }) => kinds.includes(kind)).reverse();
    list.replaceChildren(...shown.slice(0, most).map(line));
    none.hidden = shown.length > 0;
    list.hidden = !shown.length;
    rest.hidden = more.hidden = shown.length <= most;
    more.textContent = app.t("happened.more", { count: Math.min(PAGE, shown.length - most) });
    rest.textContent = rest.hidden ? "" : app.t("happened.latest", { shown: most, count: shown.length });
  }

  /** @param {Event} event */
  function line(event) {
    const { fields } = app.contents.regimes[app.scenario.regime];
    const name = app.t(`events.${event.kind}`);
    const happened = event.times
      ? app.t("happened.times", { event: name, times: figure(event.times, 1) })
      : event.field < 0
        ? name
        : app.t("happened.in_field", { event: name, field: app.name(fields[event.field].name) });
    const press = () => {
      go(event.month);
      point(`t${event.township}`);
    };
    return html(
      "li",
      {},
      html(
        "button",
        { class: "line", click: press },
        html("span", { class: "quiet" }, monthText(app, event.month)),
        markIcon(event.kind),
        html("b", {}, app.township(event.township)),
        ` ${happened}`,
      ),
    );
  }

  return { element, draw };
}
