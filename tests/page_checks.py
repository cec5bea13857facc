"""What the page holds for everybody, as seen in a browser: targets that can be hit, texts that may be spread, focus."""

# Targets smaller than 24 pixels that stand too near to others (WCAG 2.5.8). A box with its label is one target.
SMALL_TARGETS = """() => {
  const LEAST = 24 - 0.5;
  const around = (a, b) => ({ left: Math.min(a.left, b.left), right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top), bottom: Math.max(a.bottom, b.bottom) });
  const targets = [...document.querySelectorAll(
      'button, input, select, summary, a[href], [role=button], [role=slider]')]
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled)
    .map(e => { const box = [...e.labels ?? []].map(each => each.getBoundingClientRect())
        .reduce(around, e.getBoundingClientRect());
      return { what: e.outerHTML.slice(0, 90), ...around(box, box), x: (box.left + box.right) / 2,
        y: (box.top + box.bottom) / 2, small: Math.min(box.right - box.left, box.bottom - box.top) < LEAST }; });
  const away = (a, b) => b.small ? Math.hypot(a.x - b.x, a.y - b.y) - 12
    : Math.hypot(Math.max(b.left - a.x, 0, a.x - b.right), Math.max(b.top - a.y, 0, a.y - b.bottom));
  return targets.filter(a => a.small && targets.some(b => b !== a && away(a, b) < 12 - 0.5))
    .map(({ what, left, right, top, bottom }) => `${Math.round(right - left)} x ${Math.round(bottom - top)} ${what}`);
}"""

# Spreads all texts as far as WCAG 1.4.12 asks.
SPREAD = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`p { margin-bottom: 2em !important }
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""

# Texts that are cut off, lie over one another in a picture, or run out of the window.
LOST = """() => {
  const seen = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const cut = [...document.querySelectorAll('body *')].filter(e => seen(e) && e.childElementCount < e.childNodes.length
    && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX)
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
    .map(e => `cut: ${e.outerHTML.slice(0, 90)}`);
  const lost = [...document.querySelectorAll('svg')].filter(seen).flatMap(picture => {
    const { top } = picture.getBoundingClientRect();
    const texts = [...picture.querySelectorAll('text')].filter(e => seen(e) && e.textContent.trim())
      .map(e => ({ e, box: e.getBoundingClientRect() })).filter(({ box }) => box.bottom > top - 5);
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
    return texts.flatMap(({ e, box }, k) => [
      ...(box.right > innerWidth + 1 || box.left < -1 ? [`out: ${e.textContent}`] : []),
      ...texts.slice(k + 1).filter(other => over(box, other.box))
        .map(other => `${e.textContent} over ${other.e.textContent}`)]);
  });
  return [...cut, ...lost];
}"""


def steadily(found):
    """Holds when nothing was found in twenty frames one after the other, so that it is no passing moment."""
    return f"""() => {{
      window.framesWithout = ({found})().length ? 0 : (window.framesWithout ?? 0) + 1;
      return window.framesWithout >= 20;
    }}"""


# Whether any part of what has the focus can be seen (WCAG 2.4.11).
OBSCURED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const parts = [0.1, 0.5, 0.9];
  const places = parts.flatMap(x => parts.map(y => [box.left + x * box.width, box.top + y * box.height]));
  return !places.some(([x, y]) => { const there = document.elementFromPoint(x, y);
    return there && (at.contains(there) || there.contains(at) || [...at.labels ?? []].some(e => e.contains(there))); });
}"""
