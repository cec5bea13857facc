// Explore: the county at work, three sliders, three curves.

/** @type {import("../views.js").Mount} */
export function mount(container, app) {
  container.textContent = app.t("page.name");
  return { show() {}, hide() {}, destroy: () => container.replaceChildren() };
}
