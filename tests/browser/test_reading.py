"""What a reader does: with the keyboard alone, in the dark, without scripts, from a disk, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visits import NARROW, WIDE

FOCUSED = "document.activeElement"


def tab_to(page, selector, limit=60):
    """Press Tab until an element that fits has the focus; return how many presses it took."""
    for presses in range(1, limit + 1):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.matches({selector!r})"):
            return presses
    pytest.fail(f"{selector} was not reached in {limit} presses of Tab")


def theme_of(page):
    return page.evaluate("getComputedStyle(document.documentElement).colorScheme")


# --- keyboard ---


def test_the_first_tab_leads_past_the_frame(site, visit):
    with visit() as (_context, page, _watch):
        page.goto(site.at(site.longest))
        page.keyboard.press("Tab")
        skip = page.locator(".skip-link")
        assert skip.evaluate("(node) => node === document.activeElement")
        assert skip.bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate(f"{FOCUSED}.id") == "main"
        page.keyboard.press("Tab")
        assert page.evaluate(f"{FOCUSED}.closest('main') !== null")


def test_every_stop_of_the_keyboard_is_seen(site, visit):
    """Each element that takes the focus is on the screen, has an outline, and is not covered."""
    with visit(reduced_motion="reduce") as (_context, page, _watch):
        page.goto(site.at(site.longest))
        for _ in range(60):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => {
                     const node = document.activeElement;
                     if (node === document.body) return true;
                     const box = node.getBoundingClientRect(), style = getComputedStyle(node);
                     const x = Math.min(innerWidth - 1, Math.max(0, box.x + box.width / 2));
                     const y = Math.min(innerHeight - 1, Math.max(0, box.y + Math.min(box.height, innerHeight) / 2));
                     const top = document.elementFromPoint(x, y);
                     const ok = box.width > 0 && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                       && top && (node.contains(top) || top.contains(node));
                     return ok || node.outerHTML.slice(0, 150);
                   }"""
            )
            assert seen is True


def test_a_drawer_opens_and_closes_with_the_keyboard(site, visit):
    with visit(viewport=NARROW) as (_context, page, _watch):
        page.goto(site.at(site.longest))
        tab_to(page, ".contents-button")
        page.keyboard.press("Enter")
        assert page.locator("#contents").is_visible()
        tab_to(page, "#contents a", limit=3)
        page.keyboard.press("Escape")
        assert not page.locator("#contents").is_visible()
        assert page.evaluate(f"{FOCUSED}.matches('.contents-button')"), "the focus is lost when the drawer closes"


def test_a_link_in_a_drawer_closes_it(site, visit):
    with visit(viewport=NARROW, reduced_motion="reduce") as (_context, page, _watch):
        page.goto(site.at(site.longest))
        page.click(".on-page-button")
        link = page.locator("#on-page a").last
        target = link.get_attribute("href")
        link.click()
        assert not page.locator("#on-page").is_visible()
        assert page.locator(target).evaluate("(node) => node.getBoundingClientRect().top < innerHeight")


def test_the_contents_show_where_the_reader_is(site, visit):
    with visit() as (_context, page, _watch):
        for name in site.chapters:
            page.goto(site.at(name))
            current = page.locator("#contents [aria-current='page']")
            assert current.count() == 1, name
            assert current.evaluate("(node) => new URL(node.href).pathname === location.pathname"), name


# --- light and dark ---


def test_the_choice_of_colours_survives_and_comes_before_the_first_paint(site, visit):
    first, second = site.chapters[0], site.longest
    with visit(color_scheme="light") as (context, page, _watch):
        page.goto(site.at(first))
        assert theme_of(page) == "light"
        tab_to(page, "button[popovertarget='display']")
        page.keyboard.press("Enter")
        tab_to(page, "input[name='theme']", limit=3)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert theme_of(page) == "dark"
        page.goto(site.at(second))
        assert theme_of(page) == "dark"
        # What is drawn before any deferred script has run is already dark.
        other = context.new_page()
        other.route("**/page.js*", lambda route: None)
        other.goto(site.at(first), wait_until="commit")
        other.wait_for_selector("h1")
        assert theme_of(other) == "dark"
        other.close()
        page.click("button[popovertarget='display']")
        page.get_by_label("As my system has them").check()
        assert theme_of(page) == "light"


def test_a_choice_in_one_tab_reaches_the_others(site, visit):
    with visit(color_scheme="light") as (context, page, _watch):
        page.goto(site.at("index.html"))
        other = context.new_page()
        other.goto(site.at("index.html"))
        other.click("button[popovertarget='display']")
        other.get_by_label("Dark").check()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert page.evaluate("document.querySelector('[name=theme][value=dark]').checked")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_a_choice_the_system_decides(site, visit, scheme):
    for scripts in (True, False):
        with visit(color_scheme=scheme, java_script_enabled=scripts) as (_context, page, _watch):
            page.goto(site.at("index.html"))
            colour = page.locator("body").evaluate("(n) => getComputedStyle(n).color") if scripts else None
            ground = page.screenshot(clip={"x": 0, "y": 0, "width": 8, "height": 8}) if not scripts else None
            if scripts:
                light = sum(map(int, re.findall(r"\d+", colour)[:3])) > 380
                assert light == (scheme == "dark")
            else:
                assert ground  # drawn; the colours themselves cannot be asked for without scripts


# --- search ---


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_search_finds_a_word_with_the_keyboard_alone(site, visit, scheme):
    with visit() as (_context, page, watch):
        page.goto(site.at(site.chapters[0], scheme))
        tab_to(page, ".search-form input")
        page.keyboard.type("leadership")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"search\.html\?q=leadership"))
        status = page.locator("#search-status")
        expect(status).to_contain_text("found for “leadership”")
        assert status.get_attribute("role") == "status"
        assert page.locator("#search-title").is_visible()
        results = page.locator("ul.search li > a")
        assert results.count() >= 1
        results.first.click()
        page.wait_for_load_state()
        assert "search.html" not in page.url
        assert page.locator("h1").count() == 1
        assert not watch.trouble


def test_the_search_says_when_it_finds_nothing(site, visit):
    with visit() as (_context, page, _watch):
        page.goto(f"{site.at('search.html')}?q=zzqqxx")
        expect(page.locator("#search-status")).to_contain_text("Nothing found")


def test_a_search_for_markup_shows_it_as_text(site, visit):
    with visit() as (_context, page, watch):
        page.goto(f"{site.at('search.html')}?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
        expect(page.locator("#search-status")).to_contain_text("found for “<img src=x")
        assert page.locator("main img").count() == 0
        assert not watch.trouble


# --- without scripts ---


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["laptop", "phone"])
def test_a_page_is_whole_without_scripts(site, visit, viewport):
    with visit(viewport=viewport, java_script_enabled=False) as (_context, page, watch):
        name = site.longest
        page.goto(site.at(name))
        assert page.locator("h1").is_visible()
        assert len(page.locator("main").inner_text()) > 1500
        if viewport is NARROW:
            page.click(".contents-button")
        assert page.locator("#contents [aria-current='page']").is_visible()
        page.locator("#contents a").first.click()
        page.wait_for_load_state()
        assert page.url.endswith("index.html")
        assert not page.locator("button[popovertarget='display']").is_visible()
        assert page.locator(".live:visible").count() == 0
        assert not watch.trouble


def test_without_scripts_the_search_page_says_what_to_do(site, visit):
    with visit(java_script_enabled=False) as (_context, page, _watch):
        page.goto(site.at("search.html"))
        assert "needs JavaScript" in page.locator("main").inner_text()


# --- on paper ---


def test_paper_gets_the_text_and_nothing_of_the_frame(site, visit):
    with visit() as (_context, page, _watch):
        page.goto(site.at(site.longest))
        page.emulate_media(media="print", color_scheme="dark")
        for part in (".site-header", "#contents", "#on-page", ".neighbours", ".headerlink"):
            assert page.locator(f"{part}:visible").count() == 0, part
        assert page.locator("h1").is_visible()
        ground = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
        assert ground == "light", "a dark screen must not be printed"
        # An answer stays away from its question.
        assert page.locator("details.answers:visible").count() == 0


def test_a_screen_with_forced_colours_still_shows_the_forms(site, visit):
    with visit(forced_colors="active") as (_context, page, _watch):
        page.goto(site.at(site.longest))
        for form in (".exercise", ".box:not(.box-stopping-point)"):
            for part in page.locator(form).all()[:3]:
                assert part.evaluate("(node) => getComputedStyle(node).borderLeftStyle") != "none"
