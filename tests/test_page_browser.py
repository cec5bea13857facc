"""The page in a real browser, as a person uses it: at two sizes, in both languages, from a file."""

import re

import pytest
from browsing import DESK, PATIENCE, PHONE, needs_chromium, rules, until
from small import kaohe

from kaohe.page.document import PAGE

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = needs_chromium
SETTLED = "#v=1&r={rules}&p=class&s=1&m=36&w=12&b=generalised&c=generalised&.xm=6"


# The band of the baseline's seeds, which come last, and move the scale of a curve.
CALCULATED = "() => document.querySelector('.chart-place svg path')?.getAttribute('d')"

# Drops a file of so many bytes on the page; whether the page kept it from the browser.
DROP = """size => {
  const given = new DataTransfer();
  given.items.add(new File(["x".repeat(size)], "county.xlsx"));
  return ["dragover", "drop"].map(kind => {
    const event = new DragEvent(kind, { dataTransfer: given, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  });
}"""


def settled(visit, more="", **options):
    """A short study that stands still in its sixth month, with all its runs there."""
    page = visit(SETTLED.format(rules=rules()) + more, **options)
    page.wait_for_selector(".hot")
    page.wait_for_function(CALCULATED)
    return page


def curve(page, number=0):
    """The line of the scenario in one of the three charts."""
    return page.locator(".chart-place svg").nth(number).locator("path").nth(4).get_attribute("d")


def move(page, name, value):
    page.locator(f"#slider-{name}").fill(str(value))


@pytest.mark.parametrize(("size", "locale"), [(DESK, "en-GB"), (PHONE, "zh-CN")])
def test_a_county_is_alive_after_opening_and_fits_the_window(visit, size, locale):
    page = visit(size=size, locale=locale)
    page.wait_for_selector(".county .hot")
    assert page.locator("html").get_attribute("lang") == ("zh-Hans" if locale == "zh-CN" else "en")
    first = page.locator(".when").text_content()
    page.wait_for_function("first => document.querySelector('.when').textContent !== first", arg=first)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.locator(".county [aria-pressed]").count() == 8 + 21
    until(page, lambda: [(curve(page, k) or "")[:1] for k in range(3)] == ["M"] * 3)


def test_county_curves_and_what_was_pointed_out_are_in_sight_together(visit):
    page = settled(visit, "&.xt=t2")
    parts = [page.locator(name) for name in (".sliders", ".county", ".curves", ".details")]
    for width in (1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        until(page, lambda: overlaps([part.bounding_box() for part in parts]) == [])
        for part in parts:
            sync_api.expect(part).to_be_in_viewport(ratio=0.5)


def test_on_a_phone_the_county_comes_first_and_sliders_stay_in_sight(visit):
    page = settled(visit, size=PHONE)
    county, curves = (page.locator(name).bounding_box() for name in (".county", ".curves"))
    assert county["y"] + 100 < PHONE["height"] < curves["y"]
    page.locator(".curves").scroll_into_view_if_needed()
    for part in (".sliders", ".curves"):
        sync_api.expect(page.locator(part)).to_be_in_viewport(ratio=0.5)


def overlaps(boxes):
    """Pairs of boxes that share more than a border, by their places."""
    return [
        (i, k)
        for k, b in enumerate(boxes)
        for i, a in enumerate(boxes[:k])
        if min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"]) > 1
        and min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"]) > 1
    ]


def test_a_slider_moves_the_curves_and_the_sentence_says_by_how_much(visit):
    page = settled(visit)
    page.wait_for_function("() => document.querySelector('.told').textContent")
    assert "baseline" in page.locator(".told").text_content()
    before = curve(page)
    move(page, "indicator_load", 0.3)
    page.wait_for_function("() => document.querySelector('.told').textContent.includes('8 of 10 runs')")
    assert curve(page) != before
    told = page.locator(".told").text_content()
    found = re.search(r"formalism falls by ([\d.]+) points, from ([\d.]+)\s% to ([\d.]+)\s%", told)
    assert found, told
    by, base, now = map(float, found.groups())
    assert base - now == pytest.approx(by, abs=1)
    sync_api.expect(page.locator(".figures").first).to_have_text(re.compile(rf"^{now:.1f}\s%"))
    page.locator("#reset").click()
    page.wait_for_function("() => document.querySelector('.told').textContent.includes('This is the baseline')")
    until(page, lambda: curve(page) == before)


def test_playing_stepping_and_going_back(visit):
    page = settled(visit)
    when, means = page.locator(".when"), page.locator(".sliders .means")
    sync_api.expect(means.first).to_contain_text("indicators for each township in year 3")
    words = means.all_text_contents()
    for button, month in (("step", "Year 1, month 7"), ("year_on", "Year 2, month 7"), ("back", "Year 2, month 6")):
        page.locator(f"#player-{button}").click()
        sync_api.expect(when).to_have_text(month)
        assert means.all_text_contents() == words  # they stand for a setting, not for a month
    page.locator("#player-play").click()
    page.wait_for_function("() => document.querySelector('.when').textContent !== 'Year 2, month 6'")
    page.locator("#player-play").click()
    sync_api.expect(page.locator("#player-play")).to_have_text("▶")
    stopped = when.text_content()
    page.wait_for_timeout(600)
    assert when.text_content() == stopped


def test_a_press_on_a_curve_can_be_taken_back(visit):
    page = settled(visit)
    box = page.locator(".chart-place svg").first.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    when = page.locator(".when")
    page.mouse.move(*middle)
    page.mouse.down()
    sync_api.expect(when).to_have_text("Year 1, month 6")
    page.mouse.move(middle[0] + 9, middle[1])
    sync_api.expect(when).not_to_have_text("Year 1, month 6")
    page.mouse.move(middle[0], box["y"] - 60)
    page.mouse.up()
    sync_api.expect(when).to_have_text("Year 1, month 6")
    page.locator("#player-speed").select_option("1")
    play = page.locator("#player-play")
    play.click()
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 9, middle[1])
    sync_api.expect(play).to_have_text("▶")
    page.mouse.move(middle[0], box["y"] - 60)
    page.mouse.up()
    sync_api.expect(play).to_have_text("❚❚")  # a county that was playing plays on
    play.click()
    page.mouse.click(*middle)
    sync_api.expect(when).not_to_have_text("Year 1, month 6")


def test_reduced_motion_keeps_the_county_still(visit):
    page = visit(reduced_motion="reduce")
    page.wait_for_selector(".county .hot")
    page.wait_for_timeout(700)
    assert page.locator(".when").text_content() == "Year 1, month 1"


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_township_its_cadres_and_an_office_can_be_looked_into(visit, size):
    page = settled(visit, size=size)
    page.locator(".county [aria-label^='Hedong']").press("Enter")
    panel = page.locator(".details")
    page.wait_for_selector(".details svg.chart rect")
    sync_api.expect(panel.locator("h2")).to_have_text("Hedong")
    sync_api.expect(panel.locator(".fields tr")).to_have_count(8)
    sync_api.expect(panel).to_contain_text("An hour is worth most")
    sync_api.expect(panel.locator(".people button")).to_have_count(8)
    hours = panel.locator("svg.chart").get_attribute("aria-label")
    page.locator("#cadre-6").click()
    sync_api.expect(page.locator("#cadre-6")).to_have_attribute("aria-pressed", "true")
    until(page, lambda: panel.locator("svg.chart").get_attribute("aria-label") != hours)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    sync_api.expect(panel.get_by_role("heading", name="5: staff")).to_be_visible()
    panel.locator("details.data summary").last.click()
    rows = panel.locator("details.data").last.locator("tbody tr")
    sync_api.expect(rows).to_have_count(19)  # nobody asks for papers on everyday requests
    page.keyboard.press("Escape")
    sync_api.expect(panel).to_be_hidden()
    sync_api.expect(page.locator(".county [aria-label^='Hedong']")).to_be_focused()
    page.locator(".county [aria-label^='finance bureau']").press("Enter")
    sync_api.expect(panel).to_contain_text("checking documents")


def test_events_are_listed_by_kind_and_none_is_left_out_unsaid(visit):
    page = settled(visit, "&.xe=visited")
    page.locator("#player-month").fill("36")
    page.locator(".group summary", has_text="What has happened").click()
    lines = page.locator(".happened li")
    sync_api.expect(lines).to_have_count(200)
    assert re.search(r"visits of county offices: [\d.]+$", lines.first.inner_text())
    sync_api.expect(page.locator(".group", has=lines)).to_contain_text("The latest 200 of 288.")
    sync_api.expect(page.locator("#more-events")).to_have_text("Show 88 more")
    page.locator("#more-events").click()
    sync_api.expect(lines).to_have_count(288)
    sync_api.expect(lines.nth(200).locator("button")).to_be_focused()
    sync_api.expect(page.locator("#more-events")).to_be_hidden()
    page.locator("#event-kind").select_option("")
    sync_api.expect(lines.filter(has_text="visits")).to_have_count(0)
    lines.first.locator("button").click()
    lines.first.locator("button").click()  # points the same township out, and does not take it back
    page.wait_for_function("() => /[.]xt=t/.test(location.hash)")
    sync_api.expect(page.locator(".county [aria-pressed=true]")).to_have_count(1)
    sync_api.expect(page.locator(".details")).to_be_visible()


def test_the_seed_is_in_sight_fixed_and_rolled(visit):
    page = settled(visit)
    page.locator("#seed").fill("7")
    page.locator("#seed").press("Enter")
    page.wait_for_function("() => location.hash.includes('&s=7&')")
    page.locator("#roll").click()
    page.wait_for_function("() => !location.hash.includes('&s=7&')")
    page.locator("#seed").fill("101")
    page.locator("#seed").press("Enter")
    sync_api.expect(page.locator(".message")).to_contain_text("101 is not possible")


def test_the_language_is_switched_and_kept(visit):
    page = settled(visit, size=PHONE)
    page.locator(".group summary", has_text="Inspection").last.click()
    page.locator("#language").click()
    page.wait_for_selector(".county [aria-label^='河东镇']")
    assert page.locator("#lever-visits").is_visible()  # what was unfolded stays so
    assert page.title().startswith("考核")
    page.wait_for_function("() => location.hash.includes('lang=zh')")
    until(page, lambda: not re.search(r"[a-z]{5,}", page.locator("#views").inner_text().replace("kaohe", "")))


def test_a_link_restores_what_was_seen(visit):
    page = settled(visit)
    move(page, "inspection_frequency", 2)
    page.locator(".group summary", has_text="Single reforms").click()
    page.locator("#reform-mutual_recognition").check()
    page.locator("#dose-mutual_recognition").fill("0.5")
    page.locator("#player-step").click()
    page.locator(".county [aria-label^='Hedong']").press("Enter")
    page.locator("#cadre-3").click()
    kept = ["xm=7", "mutual_recognition:0.5", "xt=t1", "xk=3"]
    page.wait_for_function("kept => kept.every(each => location.hash.includes(each))", arg=kept)
    other = visit(page.evaluate("location.hash"))
    other.wait_for_selector(".county .hot")
    until(other, lambda: curve(other) and curve(other) == curve(page))
    sync_api.expect(other.locator(".when")).to_have_text("Year 1, month 7")
    sync_api.expect(other.locator("#dose-mutual_recognition")).to_have_value("0.5")
    sync_api.expect(other.locator("#cadre-3")).to_have_attribute("aria-pressed", "true")


def test_a_wrong_address_and_a_number_out_of_range_leave_the_last_state(visit):
    page = settled(visit)
    seen = curve(page)
    page.evaluate("location.hash = location.hash.replace('s:1', 's:1').replace('&s=1&', '&s=1000&')")
    page.wait_for_function("() => document.querySelector('.message').textContent.includes('1000')")
    assert curve(page) == seen
    page.locator(".group summary", has_text="Inspection").last.click()
    page.locator("#lever-visits").fill("99")
    page.locator("#lever-visits").press("Enter")
    sync_api.expect(page.locator(".message")).to_contain_text("99 is not possible")
    page.locator("#lever-visits").fill("")
    page.locator("#lever-visits").press("Enter")
    sync_api.expect(page.locator(".message")).to_contain_text('"" is not possible')
    for size in (1, 10**7):  # a browser would leave the page for a file that is dropped on it
        page.evaluate("() => document.querySelector('.message').textContent = ''")
        assert page.evaluate(DROP, size) == [True, True]
        sync_api.expect(page.locator(".message")).to_contain_text("takes no files")
    assert curve(page) == seen
    old = visit(SETTLED.format(rules="00000000"))
    old.wait_for_selector(".county .hot")
    assert "Numbers may differ" in old.locator(".message").text_content()


EDITED = {  # part of an address, what it becomes, and what the message names
    "v=1": ("v=9", "9"),
    "p=class": ("p=nowhere", "nowhere"),
    "m=36": ("m=99999", "99999"),
    "w=12": ("w=1.5", "1.5"),
    "b=generalised": ("b=generalized", "generalized"),
    "&c=generalised": ("&c=generalised*nothing", "nothing"),
    "c=generalised": ("c=generalised~visits:1000", "1000"),
    "s=1": ("s=", "Seed (s)"),
    "r=": ("r=%E0%A4%A&x=", "damaged"),
    "&.xm=6": ("&c=generalised" * 4, "5"),
    ".xm=6": (".xm=37", "37"),
    "&.xm=": ("&.xt=t1&.xk=99&.xm=", "99"),
    "&.x": ("&.l_dilution=d1.2&.x", "d1.2"),
}


def test_hand_edited_addresses_are_told_and_the_last_good_state_stays(visit):
    page = settled(visit)
    seen, good = curve(page), page.evaluate("location.hash")
    for part, (other, named) in EDITED.items():
        page.evaluate("address => { location.hash = address; }", good.replace(part, other, 1))
        page.wait_for_function("named => document.querySelector('.message').textContent.includes(named)", arg=named)
        assert "stays as it was" in page.locator(".message").text_content()
        assert curve(page) == seen
    page.evaluate("address => { location.hash = address; }", good.replace("s=1", "s=2"))
    page.wait_for_function("() => document.querySelector('.message').textContent === ''")
    page.wait_for_function(
        "seen => document.querySelectorAll('.chart-place path')[4].getAttribute('d') !== seen", arg=seen
    )
    opened = visit(good.replace("p=class", "p=nowhere"))  # opened with it, the page begins as always
    opened.wait_for_selector(".county .hot")
    assert "nowhere" in opened.locator(".message").text_content()


REFUSED = "class { constructor() { throw new DOMException('refused', 'SecurityError'); } }"
OLD = ("delete globalThis.WebAssembly", "delete globalThis.DecompressionStream", f"globalThis.Worker = {REFUSED}")


@pytest.mark.parametrize("lacking", OLD)
def test_a_browser_that_cannot_run_the_page_is_told_so(browser, lacking):
    page = browser.new_page(locale="zh-CN")
    page.set_default_timeout(PATIENCE)
    page.add_init_script(lacking)
    page.goto(PAGE.as_uri())
    page.wait_for_selector("[role=alert]")
    told = page.locator("[role=alert]").text_content()
    assert "This browser cannot run the page" in told
    assert "该浏览器无法运行此页面" in told
    page.close()


def test_when_the_workers_break_down_the_page_says_so(browser):
    page = browser.new_page(locale="en-GB")
    page.set_default_timeout(PATIENCE)
    broken = "super(URL.createObjectURL(new Blob(['throw new Error(\\'out of memory\\')'])));"
    page.add_init_script(f"globalThis.Worker = class extends Worker {{ constructor() {{ {broken} }} }}")
    page.goto(PAGE.as_uri())
    page.wait_for_function("() => document.querySelector('.message')?.textContent.includes('out of memory')")
    assert "The model stopped" in page.locator(".message").text_content()
    page.close()


def test_files_can_be_taken_away_and_the_scenario_runs(visit, tmp_path, monkeypatch, capsys):
    page = settled(visit, accept_downloads=True)
    move(page, "indicator_load", 0.5)
    page.wait_for_function("() => document.querySelector('.told').textContent.includes('falls')")

    def taken(name):
        page.locator("#files").click()
        with page.expect_download() as download:
            page.locator(f"#file-{name}").click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        return path

    heading, *months = taken("data").read_text("utf-8-sig").splitlines()
    assert len(months) == 36
    assert "formalism.now" in heading
    assert "formalism.baseline" in heading
    picture = taken("svg").read_text("utf-8")
    assert "Formalism" in picture
    assert re.match('<svg [^>]*lang="en"', picture)
    assert taken("png").read_bytes().startswith(b"\x89PNG")
    scenario = taken("scenario")
    monkeypatch.chdir(tmp_path)
    assert f"rules {rules()}" in scenario.read_text("utf-8")
    assert kaohe("check", scenario.name) == 0
    assert kaohe("run", scenario.name, "--place", "class", "--months", "12", "--warmup", "0", "--replicates", "1") == 0
    capsys.readouterr()


def test_a_real_county_is_shown_by_number_unless_names_are_asked_for(visit):
    address = SETTLED.format(rules=rules()).replace("p=class", "p=leping")
    page = visit(address)
    page.wait_for_selector(".county [aria-label^='Unit 1:']")
    page.locator(".group summary").first.click()
    page.locator("#names").check()
    page.wait_for_selector(".county [aria-label^='洎阳街道']")
    sync_api.expect(page.locator(".real")).to_be_visible()
    assert page.locator(".real").text_content() == "Model assumptions, not real evaluations"


NAMELESS = """() => [...document.querySelectorAll('button, select, input, summary, [role=button], [role=img]')]
  .filter(e => e.checkVisibility() && !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length
    || e.getAttribute('aria-labelledby')))
  .map(e => e.outerHTML.slice(0, 80))"""
PALE = """() => {
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const colour = text => text.match(/[\\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
  const ground = e => { for (; e; e = e.parentElement) { const c = colour(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll('p, span, b, strong, label, button, summary, h1, h2, h3, td, th, li, select')]
    .filter(e => e.checkVisibility() && !e.disabled && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => { const [a, b] = [colour(getComputedStyle(e).color), ground(e)].map(c => light(c.slice(0, 3)))
      .sort((x, y) => y - x); return (a + 0.05) / (b + 0.05) < 4.5; })
    .map(e => e.outerHTML.slice(0, 100));
}"""


@pytest.mark.parametrize(("size", "language"), [(DESK, "en"), (PHONE, "zh")])
def test_everything_has_a_name_and_every_text_is_legible(visit, size, language):
    page = settled(visit, f"&.lang={language}&.xt=t1", size=size)
    page.wait_for_selector(".details svg.chart rect")
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    page.wait_for_timeout(300)
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(PALE) == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
