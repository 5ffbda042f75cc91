"""axe-core finds nothing: on every page, in light and in dark, on a laptop and on a phone."""

import functools
import json

import pytest

from tests.browser.visits import NARROW, WIDE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Rule -> why it does not hold here, and where that is argued. Empty is the aim.
EXCEPTIONS: dict[str, str] = {}


@functools.cache
def axe(root):
    script = root / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        pytest.fail("axe-core is not installed; run: python make.py assets")
    return script.read_text(encoding="utf-8")


def findings(page, script, only=None):
    """What axe says about the page as it is shown now: rule, help, and the first places. only: names of rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script)
    options = {"runOnly": {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}}
    if not only:
        options["rules"] = {"target-size": {"enabled": True}} | {rule: {"enabled": False} for rule in EXCEPTIONS}
    options["resultTypes"] = ["violations"]
    # What a chart is drawn with is one picture to a screen reader, and thousands of elements to axe.
    context = {"exclude": [[".chart-drawing svg > *"]]}
    result = page.evaluate(f"axe.run({json.dumps(context)}, {json.dumps(options)})")
    return [
        f"{v['id']}: {v['help']}; {node['html'][:200]} {node['failureSummary'][:300]}"
        for v in result["violations"]
        for node in v["nodes"][:3]
    ]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["laptop", "phone"])
def test_axe_finds_nothing(site, visit, root, viewport):
    trouble = {}
    with visit(viewport=viewport, color_scheme="light", reduced_motion="reduce") as (_context, page, _watch):
        for name in site.pages:
            page.emulate_media(color_scheme="light")
            page.goto(site.at(name))
            page.evaluate("document.fonts.ready")
            # Closed disclosures hide what is in them from axe as well.
            page.evaluate("document.querySelectorAll('details').forEach((node) => (node.open = true))")
            page.wait_for_timeout(50)
            if found := findings(page, axe(root)):
                trouble[name, "light"] = found
            page.emulate_media(color_scheme="dark")
            # In the dark only the colours are others.
            if found := findings(page, axe(root), only=["color-contrast"]):
                trouble[name, "dark"] = found
    assert not trouble


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(site, visit, root, scheme):
    """The drawers, the display settings and a list of search results."""
    with visit(viewport=NARROW, color_scheme=scheme, reduced_motion="reduce") as (_context, page, _watch):
        page.goto(site.at(site.longest))
        for opener in ("contents", "display", "on-page"):
            page.click(f"button[popovertarget='{opener}']:visible")
            assert not findings(page, axe(root)), opener
            page.keyboard.press("Escape")
        page.goto(f"{site.at('search.html')}?q=leadership")
        page.wait_for_selector("ul.search li")
        assert not findings(page, axe(root))


def test_headings_name_their_sections_alone(site, visit):
    """One h1; no level left out; a heading's name holds no link sign."""
    trouble = {}
    with visit() as (_context, page, _watch):
        for name in site.chapters:
            page.goto(site.at(name))
            headings = page.evaluate(
                """[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]
                     .map((node) => [Number(node.tagName[1]), node.querySelector('.headerlink') !== null])"""
            )
            levels = [level for level, _linked in headings]
            if levels.count(1) != 1 or levels[0] != 1:
                trouble[name] = f"levels {levels}"
            elif any(after > before + 1 for before, after in zip(levels, levels[1:], strict=False)):
                trouble[name] = f"a level is left out: {levels}"
            elif any(linked for _level, linked in headings):
                trouble[name] = "a heading holds its own link"
    assert not trouble
