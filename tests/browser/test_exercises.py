"""Every kind of exercise in a real browser: by keyboard, mouse and finger; what it says, keeps and withstands.

The book is `every_kind.PAGES`. A key of the browser's storage is `bookcraft/1/{book}/{label}`.
"""

import functools
import json
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.bookcraft.building import Book
from tests.browser.every_kind import PAGES
from tests.browser.test_accessibility import axe, findings
from tests.browser.visits import NARROW, WIDE, Handler, Site
from tools.environments import scripts, variables
from tools.steps import ROOT

LABELS = (
    "who-leads", "after-the-merger", "four-factors", "moving-one-decision", "which-density", "ten-colleagues",
    "a-percentage", "seen-again", "freely", "denser-or-not", "in-your-own-words", "my-one-step", "what-do-you-know",
    "the-residential",
)  # fmt: skip
KEPT_UNDER = {label: label for label in LABELS} | {"my-one-step": "@plan"}
KINDS = {
    "who-leads": "single-choice", "after-the-merger": "multiple-choice", "four-factors": "matching",
    "moving-one-decision": "ordering", "which-density": "fill-gaps", "ten-colleagues": "numeric",
    "a-percentage": "numeric", "seen-again": "reflection", "freely": "reflection", "denser-or-not": "prediction",
    "in-your-own-words": "prediction", "my-one-step": "plan", "what-do-you-know": "checklist",
    "the-residential": "branching",
}  # fmt: skip
STEPS = (
    "Find out who is already asked about this, post or no post.",
    "Choose one decision that comes round often.",
    "Agree aloud who answers if it goes wrong.",
    "Hand over the decision, and stay out of it.",
)
PARTNERS = ("Are we stopping", "What has this person", "Do staff know", "Who outside")
PREFIX = "bookcraft/1/A book/"


@pytest.fixture(scope="module")
def book(tmp_path_factory, chromium):
    """The built book and a server of it."""
    built = Book(tmp_path_factory.mktemp("exercises"), PAGES, html_theme="bookcraft").build()
    assert not built.warnings
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(built.out)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(built.out, f"http://127.0.0.1:{server.server_port}", ("kinds.html", "later.html"))
    server.shutdown()
    thread.join()


@pytest.fixture
def reading(book, visit):
    """`with reading(label) as page`: the page with every kind, the focus before the exercise, no trouble at its end."""

    @contextmanager
    def opened(label="", scheme="http", page_name="kinds.html", storage=None, **options):
        with visit(**{"reduced_motion": "reduce", **options}) as (_context, page, watch):
            if storage:
                page.goto(book.at("genindex.html", scheme))
                items = {PREFIX + key: value for key, value in storage.items()}
                page.evaluate("(items) => Object.assign(localStorage, items)", items)
            page.goto(book.at(page_name, scheme) + (f"#{label}" if label else ""))
            page.locator("[data-ready]").last.wait_for(state="attached")
            yield page
            assert not watch.trouble

    return opened


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def focused(page):
    """What has the focus, as a short selector would name it."""
    return page.evaluate(
        """(() => { const at = document.activeElement;
             return at.id ? `#${at.id}` : `${at.tagName.toLowerCase()}.${[...at.classList].join('.')}`; })()"""
    )


def tab_to(page, selector, limit=40, key="Tab"):
    for _ in range(limit):
        press(page, key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} was not reached in {limit} presses of {key}; the focus is on {focused(page)}")


def until(page, expression, limit=30):
    """Wait until an expression holds. Playwright's own waiting evaluates a string in the page, which may not."""
    end = time.monotonic() + limit
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"after {limit} s still not: {expression}"
        page.wait_for_timeout(20)


def part(page, label, selector=""):
    return page.locator(f"#{label} {selector}".strip())


def verdict(page, label):
    return part(page, label, "> .verdict")


def said(page):
    return page.locator("#exercise-announcements")


def steps(page):
    return [text.strip() for text in part(page, "moving-one-decision", ".step-text").all_inner_texts()]


def record(kind, value):
    return json.dumps({"kind": kind, "value": value, "at": "2026-11-21T00:00:00.000Z"})


def kept(page, key):
    text = page.evaluate("(key) => localStorage.getItem(key)", PREFIX + key)
    return json.loads(text)["value"] if text else None


# --- the logic alone ---


def test_what_needs_no_page_is_tested_without_one():
    node = shutil.which("node") or shutil.which("node", path=scripts(ROOT / ".venv"))
    if not node:
        pytest.fail("no Node.js; run: python make.py assets")
    tests = sorted((ROOT / "web" / "exercises").glob("*.test.mjs"))
    assert tests
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]


# --- with the keyboard alone ---


def test_single_choice_wrong_again_right(reading):
    with reading("who-leads") as page:
        tab_to(page, "#who-leads--0")
        press(page, "Space")
        tab_to(page, ".confidence input")
        press(page, "ArrowDown", "ArrowDown")
        tab_to(page, ".check")
        press(page, "Enter")
        expect(verdict(page, "who-leads")).to_contain_text("Not right.")
        expect(verdict(page, "who-leads")).to_contain_text("The number of names does not decide it")
        expect(verdict(page, "who-leads")).not_to_contain_text("Nobody below the deputy")
        assert focused(page) == "button.check"
        assert part(page, "who-leads", ".choices > li .mark").all_inner_texts() == ["Not right"]
        described = page.locator("#who-leads--0").get_attribute("aria-describedby")
        assert page.locator(f"#{described}").inner_text() == "Not right"
        tab_to(page, ".again")
        press(page, "Enter")
        assert focused(page) == "#who-leads--0"
        assert not part(page, "who-leads", ".choices input:checked").count()
        expect(verdict(page, "who-leads")).to_be_empty()
        press(page, "ArrowDown")
        tab_to(page, ".check")
        press(page, "Enter")
        expect(verdict(page, "who-leads")).to_contain_text("Nobody below the deputy")
        # What was said of one answer does not stand beside another.
        tab_to(page, "#who-leads--1", key="Shift+Tab")
        press(page, "ArrowDown")
        expect(verdict(page, "who-leads")).to_be_empty()
        assert not part(page, "who-leads", ".mark").count()


def test_multiple_choice_says_what_is_missing_and_does_not_give_it_away(reading):
    with reading("after-the-merger") as page:
        tab_to(page, "#after-the-merger--0")
        press(page, "Space", "Tab", "Tab", "Space")
        tab_to(page, ".confidence input")
        press(page, "Space")
        tab_to(page, ".check")
        press(page, "Enter")
        expect(verdict(page, "after-the-merger")).to_contain_text("1 of your 2 right; 1 right choice is missing.")
        items = part(page, "after-the-merger", ".choices > li")
        expect(items.nth(0).locator(".mark")).to_have_text("Right")
        expect(items.nth(0)).to_contain_text("more possible colleagues")
        assert not items.nth(1).locator(".mark, .feedback").count()
        expect(items.nth(2).locator(".mark")).to_have_text("Not right")
        tab_to(page, "#after-the-merger--2", key="Shift+Tab")
        press(page, "Space", "Shift+Tab", "Space")
        tab_to(page, ".check")
        press(page, "Enter")
        expect(verdict(page, "after-the-merger")).to_contain_text("All right.")


def test_matching_by_keyboard(reading):
    with reading("four-factors") as page:
        letters = {
            item.locator(".partner-text").inner_text(): item.get_attribute("data-partner")
            for item in part(page, "four-factors", ".partners > li").all()
        }
        right = [next(mark for text, mark in letters.items() if text.startswith(start)) for start in PARTNERS]
        tab_to(page, "#four-factors--0")
        press(page, right[0], "Tab", right[0])
        tab_to(page, ".check")
        press(page, "Enter")
        expect(verdict(page, "four-factors")).to_have_text("1 of 4 right. 2 not answered yet.")
        terms = part(page, "four-factors", ".terms > li")
        expect(terms.nth(0).locator(".mark")).to_have_text("Right")
        expect(terms.nth(0)).to_contain_text("In a crisis")
        expect(terms.nth(1).locator(".mark")).to_have_text("Not right")
        assert not terms.nth(1).locator(".feedback").count()
        tab_to(page, "#four-factors--0", key="Shift+Tab")
        for mark in right[1:]:
            press(page, "Tab", mark)
        tab_to(page, ".check")
        press(page, "Enter")
        expect(verdict(page, "four-factors")).to_have_text("All right.")


@pytest.mark.parametrize("how", ["arrow keys", "buttons"])
def test_ordering_by_keyboard(reading, how):
    with reading("moving-one-decision") as page:
        assert sorted(steps(page)) == sorted(STEPS) and steps(page) != list(STEPS)
        tab_to(page, ".steps .earlier")
        press(page, "ArrowUp")
        expect(said(page)).to_have_text("This step is the first already.")
        tab_to(page, ".check")
        press(page, "Enter")
        expect(verdict(page, "moving-one-decision")).to_contain_text("of 4 right.")
        expect(part(page, "moving-one-decision", ".mark").first).to_have_text("Not in its place")
        for place, text in enumerate(STEPS):
            at = steps(page).index(text)
            if at == place:
                continue
            tab_to(page, f".steps > li:nth-child({at + 1}) .earlier", key="Shift+Tab" if place == 0 else "Tab")
            for now in range(at - 1, place - 1, -1):
                press(page, "ArrowUp" if how == "arrow keys" else "Enter")
                expect(said(page)).to_have_text(f"Step moved to place {now + 1} of 4.")
                assert (
                    page.evaluate("document.activeElement.closest('li').querySelector('.step-text').innerText") == text
                )
                assert focused(page) == "button.earlier"
            # Back to the beginning of the list, so that the next step lies ahead.
            if place < 3:
                tab_to(page, f".steps > li:nth-child({place + 1}) .later")
        assert steps(page) == list(STEPS)
        tab_to(page, ".check")
        press(page, "Enter")
        expect(verdict(page, "moving-one-decision")).to_have_text("All right.")
        assert part(page, "moving-one-decision", ".mark-right").count() == 5
        expect(part(page, "moving-one-decision", ".steps > li").nth(0)).to_contain_text(
            "You may find that it is led already."
        )


def test_ordering_says_how_few_moves_are_missing_and_begins_again_as_it_was(reading):
    with reading() as page:
        given = steps(page)
        page.evaluate(
            """(order) => { const list = document.querySelector('#moving-one-decision').list;
                 const all = [...list.children];
                 list.append(...order.map((text) => all.find((li) => li.innerText.includes(text)))) }""",
            [*STEPS[1:], STEPS[0]],
        )
        part(page, "moving-one-decision", ".check").click()
        expect(verdict(page, "moving-one-decision")).to_have_text("0 of 4 right. Move 1 step, and all are in order.")
        part(page, "moving-one-decision", ".again").click()
        assert steps(page) == given
        assert focused(page) == "button.later"


def test_gaps_tolerate_what_their_author_tolerates(reading):
    with reading("which-density") as page:
        tab_to(page, "#which-density--gap-1")
        for text in ("  AN \t image ", "actual", "", "ty\u2019r STAFF"):
            page.keyboard.insert_text(text)
            press(page, "Tab")
        tab_to(page, "#which-density--gap-4", key="Shift+Tab")
        press(page, "Enter")
        assert focused(page) == "#which-density--gap-4"
        expect(verdict(page, "which-density")).to_have_text("2 of 4 right. 1 not answered yet.")
        assert part(page, "which-density", ".exercise-body .mark").all_inner_texts() == ["Right", "Not right", "Right"]
        press(page, "Shift+Tab")
        page.keyboard.insert_text("Ysgol")
        press(page, "Shift+Tab", "Control+a")
        page.keyboard.insert_text("possible")
        press(page, "Enter")
        expect(verdict(page, "which-density")).to_contain_text("All right.")
        expect(verdict(page, "which-density")).to_contain_text("The words are the same")


def test_a_number_is_understood_however_it_is_written(reading):
    with reading("ten-colleagues") as page:
        tab_to(page, ".confidence input")
        press(page, "Space", "Shift+Tab")
        for written in ("0.2", "0,2", ".2", "1/5", "20 %", "0.204"):
            press(page, "Control+a")
            page.keyboard.insert_text(written)
            expect(verdict(page, "ten-colleagues")).to_be_empty()
            press(page, "Enter")
            expect(verdict(page, "ten-colleagues")).to_contain_text("Right.")
        expect(verdict(page, "ten-colleagues")).to_contain_text("18 / (10 × 9) = 0.2.")


def test_wrong_numbers_and_none(reading):
    with reading("a-percentage") as page:
        tab_to(page, "#a-percentage--number")
        press(page, "Enter")
        expect(verdict(page, "a-percentage")).to_have_text("Write a number first, then check it.")
        for text, answer in {
            "<b>many</b>": "“<b>many</b>” is not a number. Write it as 0.25, 0,25, 1/4 or 25 %.",
            "−1560": "Not right. Try again, or show the answer.",
            "1,560 ties": "Right.",
        }.items():
            press(page, "Control+a")
            page.keyboard.insert_text(text)
            expect(verdict(page, "a-percentage")).to_be_empty()
            press(page, "Enter")
            expect(verdict(page, "a-percentage")).to_have_text(answer)
        assert focused(page) == "#a-percentage--number"


def test_an_expected_mistake_is_told_apart(reading):
    with reading() as page:
        page.fill("#ten-colleagues--number", "0,4")
        part(page, "ten-colleagues", ".confidence input").first.check()
        part(page, "ten-colleagues", ".check").click()
        expect(verdict(page, "ten-colleagues")).to_contain_text("You counted each pair once.")
        expect(verdict(page, "ten-colleagues")).not_to_contain_text("18 /")


def test_what_is_written_chosen_and_ticked_by_keyboard(reading):
    with reading("seen-again") as page:
        tab_to(page, "#seen-again--0")
        page.keyboard.type("Year 5 plans alone.")
        press(page, "Tab")
        page.keyboard.type("It repeats.")
        tab_to(page, "#freely--text")
        page.keyboard.type("Free")
        tab_to(page, "#denser-or-not--0")
        press(page, "ArrowDown")
        tab_to(page, "#in-your-own-words--text")
        page.keyboard.type("Fewer asked")
        tab_to(page, "#my-one-step--if")
        page.keyboard.type("they meet")
        press(page, "Tab")
        page.keyboard.type("ask")
        tab_to(page, "#what-do-you-know--0")
        press(page, "Space", "Tab", "Tab", "Space")
        assert [part["text"] for part in kept(page, "seen-again")["parts"]] == [
            "Year 5 plans alone.",
            "It repeats.",
            "",
        ]
        assert kept(page, "freely")["parts"][0]["text"] == "Free"
        assert kept(page, "denser-or-not") == {"text": "It will fall."}
        assert kept(page, "in-your-own-words") == {"text": "Fewer asked"}
        assert kept(page, "@plan")["then"] == "ask"
        assert len(kept(page, "what-do-you-know")["ticked"]) == 2


def test_nothing_answered_is_nothing_marked(reading):
    with reading() as page:
        for label, words in {
            "who-leads": "Choose an answer first, then check it.",
            "after-the-merger": "Tick at least one choice first, then check.",
            "four-factors": "Match at least one first, then check.",
            "which-density": "Fill at least one gap first, then check.",
            "ten-colleagues": "Write a number first, then check it.",
        }.items():
            part(page, label, ".check").click()
            expect(verdict(page, label)).to_have_text(words)
            assert not part(page, label, ".mark").count()
            assert kept(page, label) is None


def test_the_answer_is_shown_and_hidden_again(reading):
    with reading("who-leads") as page:
        answers = part(page, "who-leads", ".answers")
        expect(answers).to_be_hidden()
        tab_to(page, ".reveal")
        assert page.evaluate("document.activeElement.ariaExpanded") == "false"
        press(page, "Enter")
        expect(part(page, "who-leads", ".reveal")).to_have_text("Hide the answer")
        assert page.evaluate("document.activeElement.ariaExpanded") == "true"
        expect(answers).to_contain_text("b is right.")
        # Closed from within, it hands the focus back.
        tab_to(page, "summary")
        press(page, "Enter")
        expect(answers).to_be_hidden()
        assert focused(page) == "button.reveal"
        expect(part(page, "who-leads", ".reveal")).to_have_text("Show the answer")


def test_the_box_of_a_choice_is_its_target(reading):
    with reading() as page:
        third = part(page, "who-leads", ".choices > li").nth(2)
        third.locator("p").last.click()
        assert page.locator("#who-leads--2").is_checked()
        part(page, "after-the-merger", ".choices > li").nth(0).click(position={"x": 4, "y": 4})
        assert page.locator("#after-the-merger--0").is_checked()
        page.locator("label[for=after-the-merger--0]").click()
        assert not page.locator("#after-the-merger--0").is_checked()


# --- how sure ---


def test_how_sure_is_asked_first_and_counted_once(reading):
    with reading() as page:
        page.check("#who-leads--0")
        part(page, "who-leads", ".check").click()
        expect(verdict(page, "who-leads")).to_have_text("One thing first: say how sure you are. Then check.")
        assert not part(page, "who-leads", ".mark").count()
        part(page, "who-leads", ".confidence input").nth(2).check()
        part(page, "who-leads", ".check").click()
        expect(part(page, "who-leads", ".calibration")).to_have_text(
            "First tries on this page. When you were certain: 0 of 1 right."
        )
        assert part(page, "who-leads", ".confidence input").nth(1).is_disabled()
        # The second try is not counted.
        page.check("#who-leads--1")
        part(page, "who-leads", ".check").click()
        expect(part(page, "who-leads", ".calibration")).to_contain_text("0 of 1")
        # Whoever has seen the answer is not asked to judge themselves by it.
        part(page, "after-the-merger", ".reveal").click()
        for n in (0, 1):
            page.check(f"#after-the-merger--{n}")
        assert part(page, "after-the-merger", ".confidence input").nth(2).is_disabled()
        part(page, "after-the-merger", ".check").click()
        expect(verdict(page, "after-the-merger")).to_have_text("All right.")
        page.fill("#ten-colleagues--number", "0.2")
        part(page, "ten-colleagues", ".confidence input").nth(2).check()
        part(page, "ten-colleagues", ".check").click()
        expect(part(page, "ten-colleagues", ".calibration")).to_contain_text("When you were certain: 1 of 2 right.")
        page.reload()
        page.fill("#ten-colleagues--number", "1.8")
        part(page, "ten-colleagues", ".check").click()
        expect(part(page, "ten-colleagues", ".calibration")).to_contain_text("When you were certain: 1 of 2 right.")


# --- dragging ---


def middle(page, selector):
    box = page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


class Mouse:
    def __init__(self, page):
        self.mouse = page.mouse

    def down(self, x, y):
        self.mouse.move(x, y)
        self.mouse.down()

    def move(self, x, y):
        self.mouse.move(x, y, steps=6)

    def up(self):
        self.mouse.up()


class Finger:
    def __init__(self, page):
        self.touch = page.context.new_cdp_session(page)
        self.at = (0, 0)

    def send(self, kind, *points):
        touches = [{"x": x, "y": y} for x, y in points]
        self.touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def down(self, x, y):
        self.at = (x, y)
        self.send("touchStart", (x, y))

    def move(self, x, y):
        for step in range(1, 7):
            self.send("touchMove", tuple(a + (b - a) * step / 6 for a, b in zip(self.at, (x, y), strict=True)))
        self.at = (x, y)

    def up(self):
        self.send("touchEnd")


POINTERS = pytest.mark.parametrize("pointer", [Mouse, Finger])


def step_at(place):
    return f"#moving-one-decision .steps > li:nth-child({place})"


@POINTERS
def test_a_step_is_dragged(reading, pointer):
    with reading(has_touch=True) as page:
        page.locator("#moving-one-decision").scroll_into_view_if_needed()
        before = steps(page)
        hand = pointer(page)
        hand.down(*middle(page, f"{step_at(1)} .grip"))
        x, y = middle(page, step_at(3))
        hand.move(x, y + 6)
        held = page.locator("#moving-one-decision [data-held]")
        expect(page.locator(f"{step_at(3)}[data-held] .step-text")).to_have_text(before[0])
        drawn = middle(page, "#moving-one-decision [data-held] .grip")
        assert abs(drawn[1] - y - 6) < 4, "the step does not follow the pointer"
        hand.up()
        expect(said(page)).to_have_text("Step moved to place 3 of 4.")
        assert steps(page) == [before[1], before[2], before[0], before[3]]
        assert not held.count()
        assert page.locator(step_at(3)).get_attribute("style") is None
        assert kept(page, "moving-one-decision")["answer"] == steps(page)
        # And back again; given up with Escape, it stays.
        hand.down(*middle(page, f"{step_at(3)} .grip"))
        x, y = middle(page, step_at(1))
        hand.move(x, y - 6)
        expect(page.locator(f"{step_at(1)} .step-text")).to_have_text(before[0])
        press(page, "Escape")
        hand.up()
        assert steps(page) == [before[1], before[2], before[0], before[3]]
        expect(said(page)).to_have_text("Put back.")


@POINTERS
def test_a_partner_is_dragged_to_its_term(reading, pointer):
    with reading(has_touch=True) as page:
        page.locator("#four-factors").scroll_into_view_if_needed()
        hand = pointer(page)
        hand.down(*middle(page, "#four-factors .partners > li:nth-child(2) .grip"))
        hand.move(*middle(page, "#four-factors .terms > li:nth-child(3)"))
        expect(page.locator("#four-factors .terms > li:nth-child(3)[data-over]")).to_have_count(1)
        hand.up()
        assert page.locator("#four-factors--2").input_value() == "B"
        expect(said(page)).to_have_text("B is now with: Length of time in the role.")
        assert page.locator("#four-factors .partners > li[data-used]").count() == 1
        assert not page.locator("#four-factors [data-over], #four-factors [data-held]").count()
        # Let go beside the terms, it goes nowhere.
        hand.down(*middle(page, "#four-factors .partners > li:nth-child(1) .grip"))
        hand.move(*middle(page, "#four-factors .exercise-title"))
        hand.up()
        assert [page.locator(f"#four-factors--{n}").input_value() for n in range(4)] == ["", "", "B", ""]


def test_a_mouse_drags_a_step_by_its_text_and_a_finger_scrolls_there(reading):
    with reading(has_touch=True, viewport=NARROW) as page:
        page.locator("#moving-one-decision").scroll_into_view_if_needed()
        before = steps(page)
        at = page.evaluate("scrollY")
        finger = Finger(page)
        finger.down(*middle(page, f"{step_at(2)} .step-text"))
        finger.move(100, 10)
        finger.up()
        until(page, f"scrollY > {at + 20}")
        assert steps(page) == before
        page.locator(step_at(1)).scroll_into_view_if_needed()
        mouse = Mouse(page)
        mouse.down(*middle(page, f"{step_at(1)} .step-text"))
        mouse.move(*middle(page, step_at(2)))
        mouse.up()
        expect(page.locator(f"{step_at(2)} .step-text")).to_have_text(before[0])


def test_a_drag_to_the_edge_scrolls_the_page(reading):
    with reading(viewport={"width": 900, "height": 420}) as page:
        page.evaluate(
            "document.querySelector('#four-factors .terms').scrollIntoView({block: 'start', behavior: 'instant'})"
        )
        at = page.evaluate("scrollY")
        mouse = Mouse(page)
        mouse.down(*middle(page, "#four-factors .partners > li:nth-child(1) .grip"))
        mouse.move(300, 418)
        until(page, f"scrollY > {at + 40}")
        mouse.up()


# --- what is kept ---

ANSWERED = {
    "who-leads": record(
        "single-choice", {"answer": ["Delegation: the year leaders may alter none of it."], "sure": "2"}
    ),
    "after-the-merger": record("multiple-choice", {"answer": ["Half of the advice has gone."]}),
    "four-factors": record(
        "matching", {"answer": [["Length of time in the role", "Who outside the gate must be part of this?"]]}
    ),
    "moving-one-decision": record("ordering", {"answer": list(STEPS)}),
    "which-density": record("fill-gaps", {"answer": ["metaphor", "", "ysgol", ""]}),
    "ten-colleagues": record("numeric", {"answer": "0,2", "sure": "1", "first": {"sure": "3", "right": True}}),
    "a-percentage": record("numeric", {"answer": "12"}),
    "seen-again": record(
        "reflection", {"parts": [{"heading": "What?", "text": "\n".join(f"line {n}" for n in range(40))}]}
    ),
    "freely": record("reflection", {"parts": [{"heading": "Your words", "text": "free"}]}),
    "denser-or-not": record("prediction", {"text": "It will fall."}),
    "in-your-own-words": record("prediction", {"text": "Something " * 200}),
    "@plan": record("plan", {"if": "they meet", "then": "I ask", "review": "2027-01-31"}),
    "what-do-you-know": record("checklist", {"ticked": ["I know which staff are never in the room."]}),
    "the-residential": record("branching", {"way": ["the-letter", "they-agree"], "seat": "Head"}),
}


def assert_answered(page):
    assert page.locator("#who-leads--1").is_checked()
    assert part(page, "who-leads", ".confidence input").nth(1).is_checked()
    assert page.locator("#after-the-merger--2").is_checked()
    assert page.locator("#four-factors--2 option:checked").inner_text().endswith("must be part of this?")
    assert steps(page) == list(STEPS)
    assert page.locator("#which-density--gap-3").input_value() == "ysgol"
    assert page.locator("#ten-colleagues--number").input_value() == "0,2"
    assert part(page, "ten-colleagues", ".confidence input").nth(2).is_checked()
    assert page.locator("#seen-again--0").input_value().endswith("line 39")
    assert page.locator("#freely--text").input_value() == "free"
    assert page.locator("#denser-or-not--1").is_checked()
    assert page.locator("#in-your-own-words--text").input_value().startswith("Something")
    assert page.locator("#my-one-step--if").input_value() == "they meet"
    assert page.locator("#my-one-step--review").input_value() == "2027-01-31"
    assert page.locator("#what-do-you-know--2").is_checked()
    expect(part(page, "the-residential", ".resume")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("storage", [{}, ANSWERED], ids=["nothing-kept", "all-kept"])
@pytest.mark.parametrize("name", ["kinds.html", "later.html"])
def test_nothing_moves_when_the_scripts_come_late(book, visit, name, storage, width):
    """The page is drawn, whole, before the exercises' script arrives; then they show what was kept."""
    with visit(viewport={"width": width, "height": 9000}) as (context, page, watch):
        items = {PREFIX + key: text for key, text in storage.items()}
        context.add_init_script(
            f"""Object.entries({json.dumps(items)}).forEach(([key, text]) => localStorage.setItem(key, text));
                window.shifts = [];
                new PerformanceObserver((list) => list.getEntries().forEach((entry) => shifts.push(
                    [entry.startTime, entry.value, entry.sources.map(({{ node }}) => node?.textContent.slice(0, 80))])))
                  .observe({{ type: 'layout-shift', buffered: true }});"""
        )
        held = threading.Event()

        def late(route):
            page.wait_for_selector(".site-footer", state="attached")
            # A stand-in for a font has the same widths but for a trace, which is not what is measured here. Before
            # the first paint no font is asked for yet, and `fonts.ready` would be true at once.
            until(page, "performance.getEntriesByName('first-contentful-paint').length > 0", limit=30)
            until(page, "[...document.fonts].some((face) => face.status === 'loaded')", limit=30)
            page.evaluate("document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 200)))")
            held.set()
            route.continue_()

        page.route("**/exercises.js*", late)
        page.goto(book.at(name))
        page.wait_for_selector("[data-ready]", state="attached")
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(250)
        assert held.is_set()
        drawn = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        came = page.evaluate(
            "performance.getEntriesByType('resource').find((e) => e.name.includes('exercises.js')).responseEnd"
        )
        assert drawn < came, "the page was not drawn before the script came, so this test says nothing"
        shifts = [shift for shift in page.evaluate("shifts") if shift[0] >= came]
        # A field's own inside (nodes that no page can see) may make room for a date: a trace, and nothing beside it.
        assert not [shift for shift in shifts if any(node is not None for node in shift[2])]
        assert sum(value for _time, value, _nodes in shifts) < 0.00001
        if storage and name == "kinds.html":
            assert_answered(page)
        assert not watch.trouble


def test_a_list_whose_script_does_not_come_is_shown_all_the_same(book, visit):
    with visit() as (_context, page, _watch):
        page.route("**/exercises.js*", lambda route: route.abort())
        page.goto(book.at("kinds.html"))
        expect(part(page, "moving-one-decision", ".steps")).to_be_hidden()
        expect(part(page, "moving-one-decision", ".steps")).to_be_visible(timeout=6000)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_answers_are_there_after_a_reload(reading, scheme):
    with reading(scheme=scheme, storage=ANSWERED) as page:
        assert_answered(page)
        page.check("#who-leads--0")
        page.fill("#which-density--gap-1", "x")
        page.reload()
        page.wait_for_selector("#the-residential[data-ready]")
        assert page.locator("#who-leads--0").is_checked()
        assert page.locator("#which-density--gap-1").input_value() == "x"
        # What is taken back leaves nothing behind.
        for n in range(1, 5):
            page.fill(f"#which-density--gap-{n}", "")
        assert kept(page, "which-density") is None


def test_an_answer_under_a_former_label_is_found_and_moves(reading):
    with reading(storage={"merged": ANSWERED["after-the-merger"]}) as page:
        assert page.locator("#after-the-merger--2").is_checked()
        assert kept(page, "merged") is None
        assert kept(page, "after-the-merger")["answer"] == ["Half of the advice has gone."]


def test_words_whose_heading_is_no_more_are_not_lost(reading):
    parts = [
        {"heading": heading, "text": heading.lower()} for heading in ("Now what?", "Gone", "Gone too", "Gone as well")
    ]
    with reading(storage={"seen-again": record("reflection", {"parts": parts})}) as page:
        fields = [page.locator(f"#seen-again--{n}").input_value() for n in range(3)]
        assert fields == ["gone", "gone too", "now what?"]
        page.fill("#seen-again--0", "new")
        texts = [part["text"] for part in kept(page, "seen-again")["parts"]]
        assert texts == ["new", "gone too", "now what?", "gone as well"]


def test_one_tab_sees_what_another_writes_but_not_under_the_readers_hands(reading, book):
    with reading() as page:
        other = page.context.new_page()
        other.goto(book.at("later.html"))
        page.check("#denser-or-not--1")
        page.fill("#my-one-step--if", "they meet")
        expect(other.locator("book-prediction-review textarea").first).to_have_value("It will fall.")
        expect(other.locator("#the-same-step--if")).to_have_value("they meet")
        other.locator("#the-same-step--then").fill("I ask")
        expect(page.locator("#my-one-step--then")).to_have_value("I ask")
        # The focus is in the first field here: it stays as its reader has it.
        assert focused(page) == "#my-one-step--if"
        other.locator("#the-same-step--if").fill("they do not meet")
        expect(page.locator("#my-one-step--if")).to_have_value("they meet")


def test_a_page_that_comes_back_whole_shows_what_was_written_meanwhile(reading):
    with reading() as page:
        page.fill("#my-one-step--if", "they meet")
        page.check("#denser-or-not--0")
        page.locator("body").click(position={"x": 2, "y": 2})
        page.fill("#a-percentage--number", "1560")
        part(page, "a-percentage", ".check").click()
        later = {"@plan": record("plan", {"if": "they meet", "then": "I ask", "review": ""})}
        page.evaluate("(items) => Object.assign(localStorage, items)", {PREFIX + key: at for key, at in later.items()})
        page.evaluate("void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
        expect(page.locator("#my-one-step--then")).to_have_value("I ask")
        assert page.locator("#denser-or-not--0").is_checked()
        # What has not changed is left as it is.
        expect(verdict(page, "a-percentage")).to_have_text("Right.")


REFUSED = {
    "refused": "Object.defineProperty(self, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
}


@pytest.mark.parametrize("how", REFUSED)
def test_where_nothing_can_be_kept_it_is_said_once_and_all_works(book, visit, how):
    with visit() as (context, page, watch):
        context.add_init_script(REFUSED[how])
        page.goto(book.at("kinds.html"))
        page.wait_for_selector("[data-ready]", state="attached")
        assert not page.locator(".not-kept").count()
        page.fill("#freely--text", "words")
        expect(part(page, "freely", ".not-kept")).to_contain_text("Copy it if you want to keep it.")
        page.fill("#a-percentage--number", "1560")
        part(page, "a-percentage", ".check").click()
        expect(verdict(page, "a-percentage")).to_have_text("Right.")
        assert page.locator(".not-kept").count() == 1
        assert not watch.trouble


HOSTILE = [
    "", "{", "null", "0", '"x"', "[]", "{}", "<img src=x onerror=alert(1)>", '{"kind":"plan"}', "x" * 100_000,
]  # fmt: skip
EVIL = '"><img src=x onerror="console.error(1)"><script>console.error(2)</script>{{7*7}}'
VALUES = [
    None, True, 3, -1e308, EVIL, [], [None], [[]], [[EVIL, EVIL]], {}, {"answer": None}, {"answer": EVIL},
    {"answer": [EVIL]}, {"answer": [[EVIL]]}, {"answer": {"0": EVIL}}, {"answer": 5, "sure": EVIL, "first": EVIL},
    {"answer": [1, 2], "sure": [], "first": {"sure": "3", "right": EVIL}, "seen": EVIL},
    {"answer": [STEPS[0], STEPS[0], STEPS[0], STEPS[0]]}, {"answer": [*STEPS, EVIL]},
    {"parts": EVIL}, {"parts": [EVIL, None, {"heading": EVIL, "text": EVIL}, {"text": {}}]},
    {"text": EVIL}, {"text": {}}, {"ticked": EVIL}, {"ticked": [EVIL, {}]},
    {"if": EVIL, "then": {}, "review": EVIL}, {"if": [], "review": "9999-99-99"},
    {"way": [EVIL], "seat": EVIL}, {"way": ["the-letter", EVIL]}, {"way": ["it-runs"], "seat": 3},
    {"way": {"length": 9}, "seat": {}}, {"__proto__": {"answer": EVIL}, "constructor": EVIL},
]  # fmt: skip


def test_nothing_in_storage_breaks_a_page_or_becomes_markup(book, visit):
    with visit() as (_context, page, watch):
        page.goto(book.at("kinds.html"))
        clean = page.evaluate("document.querySelectorAll('main *').length")

        def assert_sound(what):
            until(page, "!document.querySelector('.exercise:not(book-exercise, [data-ready])')")
            assert page.evaluate("document.querySelectorAll('main *').length") == clean, what
            assert sorted(steps(page)) == sorted(STEPS), what
            assert not watch.trouble, what

        # As another tab would write it: each value into each exercise.
        for value in [*HOSTILE, *VALUES]:
            for label in LABELS:
                text = value if value in HOSTILE else record(KINDS[label], value)
                page.evaluate(
                    "([key, newValue]) => void dispatchEvent(new StorageEvent('storage', { key, newValue }))",
                    [PREFIX + KEPT_UNDER[label], text],
                )
            assert_sound(value)
        # As a page finds it when it opens.
        for turn in range(0, len(VALUES), 8):
            items = {
                PREFIX + KEPT_UNDER[label]: record(KINDS[label], VALUES[(turn + n) % len(VALUES)])
                for n, label in enumerate(LABELS)
            }
            page.evaluate("(items) => { localStorage.clear(); Object.assign(localStorage, items) }", items)
            for name in ("later.html", "kinds.html"):
                page.goto(book.at(name))
            assert_sound(items)
        page.fill("#a-percentage--number", "1560")
        part(page, "a-percentage", ".check").click()
        expect(verdict(page, "a-percentage")).to_have_text("Right.")


# --- plan, prediction, words, cases ---


def test_one_plan_on_every_page_with_a_day_to_look_at_it_again(reading, book):
    with reading() as page:
        day = page.locator("#my-one-step--review")
        assert day.input_value() == ""
        page.locator("#my-one-step--then").press_sequentially("I ask")
        assert day.input_value() == (date.today() + timedelta(weeks=6)).isoformat()
        # A day that its reader takes away is not proposed again.
        day.fill("")
        page.locator("#my-one-step--if").press_sequentially("they meet")
        assert day.input_value() == ""
        day.fill("2027-02-03")
        page.goto(book.at("later.html"))
        expect(page.locator("#the-same-step--if")).to_have_value("they meet")
        expect(page.locator("#the-same-step--review")).to_have_value("2027-02-03")


def test_a_prediction_is_shown_again_on_another_page(reading, book):
    with reading(page_name="later.html") as page:
        first, second = page.locator("book-prediction-review").all()
        assert "Look back at what you expected in Activity 1.0.10 Denser or not?" in first.inner_text()
        assert first.locator("textarea").get_attribute("placeholder").startswith("Nothing yet.")
        assert first.locator("textarea").input_value() == ""
        assert not page.locator(".lines:visible").count()
        first.locator("a").click()
        page.check("#denser-or-not--0")
        page.fill("#in-your-own-words--text", "<i>Less</i>")
        page.goto(book.at("later.html"))
        expect(first.locator("textarea")).to_have_value("It will rise.")
        expect(second.locator("textarea")).to_have_value("<i>Less</i>")
        expect(page.get_by_label("What you expected").first).to_have_attribute("readonly", "")


def test_words_are_counted_and_announced_only_when_the_guide_is_passed(reading):
    with reading() as page:
        guide = part(page, "seen-again", ".word-guide")
        expect(guide).to_have_text("About 12 words.")
        page.evaluate(
            """() => { window.heard = [];
                 new MutationObserver(() => heard.push(document.querySelector('#exercise-announcements').textContent))
                   .observe(document.querySelector('#exercise-announcements'), { childList: true }) }"""
        )
        page.locator("#seen-again--0").press_sequentially("one two three four five six")
        page.locator("#seen-again--1").press_sequentially("seven")
        expect(guide).to_have_text("7 words of about 12.")
        page.locator("#seen-again--1").press_sequentially(" eight nine ten eleven twelve thirteen fourteen fifteen")
        expect(guide).to_have_text("15 words of about 12.")
        page.wait_for_timeout(50)
        assert [text for text in page.evaluate("heard") if text] == ["You have now written more than 12 words."]


def scene(page):
    shown = part(page, "the-residential", ".scene:visible")
    assert shown.count() == 1
    return shown.get_attribute("data-scene")


def test_a_case_by_keyboard_forth_back_and_again(reading):
    with reading("the-residential") as page:
        assert scene(page) == "the-letter"
        assert part(page, "the-residential", ".back").is_disabled()
        tab_to(page, "a.move")
        press(page, "Enter")
        assert scene(page) == "they-agree"
        assert focused(page) == "#the-residential--they-agree"
        tab_to(page, "a.move")
        press(page, "Enter")
        assert scene(page) == "it-runs"
        expect(part(page, "the-residential", ".ending:visible")).to_have_text("The case ends here.")
        tab_to(page, ".back")
        press(page, "Enter")
        assert scene(page) == "they-agree"
        assert focused(page) == "#the-residential--they-agree"
        tab_to(page, "a.move")
        press(page, "Tab", "Enter")
        assert scene(page) == "the-letter"
        tab_to(page, ".back")
        press(page, "Enter")
        assert scene(page) == "they-agree"
        tab_to(page, ".controls .again")
        press(page, "Enter")
        assert scene(page) == "the-letter"
        assert focused(page) == "#the-residential--the-letter"
        assert kept(page, "the-residential") is None
        assert page.url.endswith("#the-residential")


def test_a_seat_shows_only_what_it_knows(reading):
    with reading("the-residential") as page:
        seats = part(page, "the-residential", ".seat:visible .seat-title")
        assert seats.all_inner_texts() == ["Only the Head knows", "Only the Teaching assistant knows"]
        tab_to(page, "#the-residential--seat")
        press(page, "T")
        assert seats.all_inner_texts() == ["Only the Teaching assistant knows"]
        page.select_option("#the-residential--seat", "Head")
        part(page, "the-residential", "a.move").first.click()
        assert seats.all_inner_texts() == ["Only the Head knows"] * 2


def test_a_case_goes_on_where_its_reader_stopped(reading):
    with reading(storage={"the-residential": ANSWERED["the-residential"]}) as page:
        assert scene(page) == "the-letter"
        part(page, "the-residential", ".resume").click()
        assert scene(page) == "they-agree"
        assert focused(page) == "#the-residential--they-agree"
        assert page.locator("#the-residential--seat").input_value() == "Head"
        expect(part(page, "the-residential", ".resume")).to_be_hidden()
        part(page, "the-residential", ".back").click()
        assert scene(page) == "the-letter"


def test_a_link_into_a_case_shows_that_scene(reading):
    with reading("the-residential--silence") as page:
        assert scene(page) == "silence"
        part(page, "the-residential", ".back").click()
        assert scene(page) == "the-letter"
        page.evaluate("location.hash = '#%E0%A4%A'")
        page.evaluate("location.hash = '#the-residential--it-runs'")
        expect(page.locator("#the-residential--it-runs")).to_be_visible()


# --- for everyone ---


def answer_all(page):
    """Answer everything, some of it wrongly, check it and show the answers."""
    page.check("#who-leads--0")
    page.check("#after-the-merger--0")
    page.check("#after-the-merger--2")
    page.select_option("#four-factors--0", "A")
    page.select_option("#four-factors--1", "A")
    page.select_option("#four-factors--2", "D")
    part(page, "moving-one-decision", ".later").first.click()
    page.fill("#which-density--gap-1", "an image")
    page.fill("#which-density--gap-2", "actual")
    page.fill("#ten-colleagues--number", "0.4")
    page.fill("#a-percentage--number", "many")
    page.fill("#seen-again--0", "word " * 20)
    page.check("#denser-or-not--0")
    page.check("#what-do-you-know--1")
    part(page, "the-residential", "a.move").first.click()
    for box in page.locator(".confidence input[value='2']").all():
        box.check()
    for name in (".check", ".reveal"):
        for button in page.locator(f".exercise {name}").all():
            button.click()


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": WIDE, "color_scheme": "light"},
        {"viewport": WIDE, "color_scheme": "dark"},
        {"viewport": NARROW, "color_scheme": "light"},
        {"viewport": NARROW, "color_scheme": "dark"},
        {"viewport": {"width": 320, "height": 256}, "color_scheme": "light"},
        {"viewport": WIDE, "color_scheme": "light", "forced_colors": "active"},
    ],
    ids=["light", "dark", "phone", "phone-dark", "zoomed", "forced-colours"],
)
def test_axe_finds_nothing_and_nothing_overflows(reading, root, options):
    with reading(**options) as page:
        for answered in (False, True):
            if answered:
                answer_all(page)
            assert not findings(page, axe(root))
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{wide} px too wide"
            small = page.evaluate(
                """[...document.querySelectorAll('.exercise :is(button, select, input, textarea, a.move, .grip)')]
                     .filter((e) => e.checkVisibility({ visibilityProperty: true }))
                     .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
                     .filter(([, box]) => Math.min(box.width, box.height) < 24).map(([html]) => html)"""
            )
            assert not small


def test_right_and_wrong_are_words_and_shapes_too(reading):
    for options in ({}, {"forced_colors": "active"}):
        with reading(**options) as page:
            answer_all(page)
            marks = page.evaluate(
                """[...document.querySelectorAll('.mark')].filter((e) => e.checkVisibility()).map((e) => {
                     const drawn = getComputedStyle(e, '::before');
                     return [e.classList.contains('mark-wrong'), e.innerText.trim(), drawn.clipPath,
                             drawn.backgroundColor, getComputedStyle(document.body).backgroundColor] })"""
            )
            assert len(marks) > 12
            for wrong, word, shape, colour, ground in marks:
                assert word
                assert shape.count(",") == (11 if wrong else 5)
                assert colour != ground


def test_ids_stand_once_after_feedback_is_copied(reading):
    with reading() as page:
        page.check("#who-leads--1")
        page.locator("#who-leads .confidence input").first.check()
        part(page, "who-leads", ".check").click()
        expect(verdict(page, "who-leads").get_by_role("link")).to_have_count(1)
        twice = page.evaluate(
            """[...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, n, all) => all.indexOf(id) !== n)"""
        )
        assert not twice


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_nothing_glides_for_who_wants_no_motion(reading, wish):
    with reading(reduced_motion=wish) as page:
        gliding = page.evaluate(
            """[...document.querySelectorAll('.exercise *')].filter((e) =>
                 getComputedStyle(e).transitionDuration.split(', ').some((time) => parseFloat(time) > 0)).length"""
        )
        assert (gliding == 0) == (wish == "reduce")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["laptop", "phone"])
def test_without_scripts_every_question_and_answer_is_there(book, visit, viewport):
    with visit(java_script_enabled=False, viewport=viewport) as (_context, page, watch):
        page.goto(book.at("kinds.html"))
        assert page.locator(".live:visible").count() == 0
        assert part(page, "the-residential", ".scene:visible").count() == 4
        assert "Appoint a senior teacher: turn to" in part(page, "the-residential").inner_text()
        part(page, "the-residential", "a.move").first.click()
        assert page.url.endswith("#the-residential--they-agree")
        assert part(page, "moving-one-decision", ".letter").all_inner_texts() == ["A", "B", "C", "D"]
        assert part(page, "seen-again", ".lines:visible").count() == 3
        for summary in page.locator(".answers > summary").all():
            summary.click()
        assert "b is right." in part(page, "who-leads", ".answers").inner_text()
        assert "0.4" in part(page, "ten-colleagues", ".answers").inner_text()
        assert not watch.trouble


def test_on_paper_there_is_room_to_write_and_what_was_written(reading):
    with reading() as page:
        page.fill("#seen-again--0", "first\n<b>second</b>")
        part(page, "four-factors", "select").first.select_option("B")
        page.check("#who-leads--0")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        for name in (".controls", ".confidence", ".grip", ".moves-step", "textarea", ".answers"):
            assert page.locator(f".exercise {name}:visible").count() == 0, name
        lines = part(page, "seen-again", ".lines:visible")
        assert lines.all_inner_texts() == ["first\n<b>second</b>", "", ""]
        assert lines.last.bounding_box()["height"] > 80
        assert part(page, "four-factors", ".blank:visible").count() == 3
        assert part(page, "my-one-step", "input:visible").count() == 0
        assert part(page, "my-one-step", ".blank:visible").count() == 1
        assert part(page, "the-residential", ".scene:visible").count() == 4
        assert part(page, "the-residential", ".turn:visible").count() == 4
        assert "Choose" not in part(page, "four-factors", ".terms").inner_text()


def test_everything_works_from_the_disk(reading):
    with reading("who-leads", scheme="file") as page:
        answer_all(page)
        expect(verdict(page, "who-leads")).to_contain_text("Not right.")
        assert page.locator(".verdict:not(:empty)").count() == 7


@pytest.mark.soak
def test_two_hundred_questions_answer_at_once(chromium):
    program = [scripts(ROOT / ".venv") / "python", "-m", "bench.exercises_interaction"]
    environment = variables(ROOT / ".venv", CHROMIUM=chromium)
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
