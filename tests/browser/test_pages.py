"""Every page opens, from a server and from the disk, and nothing in it breaks the policy or leaves the machine."""

import pytest

from tests.browser.visits import NARROW, WIDE


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_every_page_opens_and_keeps_to_itself(site, visit, scheme):
    trouble = {}
    with visit() as (_context, page, watch):
        for name in site.pages:
            page.goto(site.at(name, scheme), wait_until="load")
            page.evaluate("document.fonts.ready")
            faces = page.evaluate(
                "[...document.fonts].filter((f) => f.status === 'error' && !f.family.includes('Fallback')).length"
            )
            if faces:
                watch.trouble.append(f"{faces} fonts did not load")
            if watch.trouble:
                trouble[name] = list(watch.trouble)
                watch.trouble.clear()
    assert not trouble


@pytest.mark.parametrize(
    "viewport",
    [NARROW, {"width": 320, "height": 256}, {"width": 800, "height": 600}, WIDE],
    ids=["phone", "zoomed to 400 %", "tablet", "laptop"],
)
def test_no_page_scrolls_sideways(site, visit, viewport):
    too_wide = {}
    with visit(viewport=viewport) as (_context, page, _watch):
        for name in site.pages:
            page.goto(site.at(name))
            page.evaluate("document.fonts.ready")
            widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            if widths[0] > widths[1]:
                too_wide[name] = widths
    assert not too_wide


# The spacing that a reader may set (WCAG 1.4.12), and what it cuts off.
WIDER = """
    async () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
      document.adoptedStyleSheets = [sheet];
      await document.fonts.ready;
      const root = document.documentElement;
      const cut = [...document.querySelectorAll('a, button, summary, label, p, li, h1, h2, h3, td, th')].filter(
        (node) => node.checkVisibility() && getComputedStyle(node).overflow === 'hidden' && node.clientWidth > 1
          && !node.closest('.visually-hidden, .search-summary')
          && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1));
      const found = cut.map((node) => node.outerHTML.slice(0, 100));
      return root.scrollWidth > root.clientWidth ? ['scrolls sideways', ...found] : found;
    }
"""


def test_wider_spacing_cuts_nothing_off(site, visit):
    cut = {}
    with visit(viewport=NARROW) as (_context, page, _watch):
        for name in site.pages:
            page.goto(site.at(name))
            if found := page.evaluate(WIDER):
                cut[name] = found
    assert not cut


def test_what_scrolls_in_its_own_frame_can_be_reached_with_the_keyboard(site, visit):
    stuck = {}
    with visit(viewport=NARROW) as (_context, page, _watch):
        for name in site.pages:
            page.goto(site.at(name))
            page.wait_for_timeout(50)
            found = page.evaluate(
                """[...document.querySelectorAll('main *')].filter((node) => {
                     const style = getComputedStyle(node);
                     return /auto|scroll/.test(style.overflowX) && node.scrollWidth > node.clientWidth + 1
                       && node.checkVisibility() && node.tabIndex < 0 && !node.querySelector('a, button, input');
                   }).map((node) => node.outerHTML.slice(0, 120))"""
            )
            if found:
                stuck[name] = found
    assert not stuck


def hold(context, pattern):
    """Keep the requests that fit waiting; return the list of them."""
    held = []

    def keep(route):
        held.append(route)

    context.route(pattern, keep)
    return held


def test_nothing_moves_while_fonts_arrive_late(site, visit):
    """Layout shift (CLS) of each page whose fonts come 0.3 s late; 0.1 counts as good, we ask for half of that."""
    shifts = {}
    for name in site.chapters:
        with visit() as (context, page, _watch):
            held = hold(context, "**/*.woff2")
            page.add_init_script(
                """window.shift = 0;
                   new PerformanceObserver((list) => list.getEntries().forEach((e) => (window.shift += e.value)))
                     .observe({ type: "layout-shift", buffered: true });"""
            )
            page.goto(site.at(name), wait_until="domcontentloaded")
            page.wait_for_timeout(300)
            assert held, "the page is drawn before its fonts are there"
            context.unroute("**/*.woff2")
            for route in held:
                route.continue_()
            page.evaluate("document.fonts.ready")
            page.wait_for_timeout(100)
            shift = page.evaluate("window.shift")
            if shift > 0.05:
                shifts[name] = round(shift, 3)
    assert not shifts
