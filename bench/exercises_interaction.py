"""How soon a page with 200 questions answers its reader, beside one with 10.

From the press of a mouse button or key, as the browser stamps it, until the answer is painted. Each interaction is done
three times and the quickest counts, for another program on the machine may hold any one of them up. The limit is
100 milliseconds for every interaction on the page of 200; the last column, without a limit, is the same page on a
processor four times slower. Run with `make bench WITH=exercises_interaction`.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bookcraft.building import Book
from tools.system import browser

LIMIT_MS = 100
ROUNDS = 3
SIZES = {"few": 10, "many": 200}
COLUMNS = (("few", 1), ("many", 1), ("many", 4))

QUESTIONS = (
    """```{{single-choice}} Question {n}
:label: q{n}

What is best?

- [ ] The first, and all that follows from it for everybody in the school
  > Not this one, since it leaves out who is asked.
- [x] The second
  > Yes, for two reasons: $n(n-1)$ grows, and people do not.
- [ ] The third
  > Not this one.
```""",
    """```{{multiple-choice}} Question {n}
:label: q{n}
:confidence:

Which are sound?

- [x] The first
  > Yes.
- [ ] The second
  > No.
- [x] The third
  > Yes.
- [ ] The fourth
  > No.
```""",
    """```{{matching}} Question {n}
:label: q{n}

Match.

One
: first partner
  > A reason.

Two
: second partner

Three
: third partner

Four
: fourth partner
```""",
    """```{{ordering}} Question {n}
:label: q{n}

Put in order.

1. First step, with some words about it
   > A reason.
2. Second step
3. Third step
4. Fourth step
5. Fifth step
```""",
    """```{{fill-gaps}} Question {n}
:label: q{n}
:tolerate: case accents

The {{gap}}`density` of {{gap}}`advice | advise` is low in a {{gap}}`school`.

> Explained.
```""",
    """```{{numeric}} Question {n}
:label: q{n}
:answer: 0.25
:tolerance: 0.01

How much?

- 0.5
  > Twice as much.

> A quarter.
```""",
    """```{{reflection}} Question {n}
:label: q{n}
:frame: what-so-what-now-what
:words: 100

What do you think?
```""",
    """```{{checklist}} Question {n}
:label: q{n}

- [ ] one
- [ ] two
- [ ] three
```""",
)

# From the stamp of the event until a task that runs after the frame was painted.
CLOCK = """
addEventListener("DOMContentLoaded", () => {
  const channel = new MessageChannel();
  window.listenFor = (kind) => {
    window.took = new Promise((done) => {
      document.addEventListener(kind, (event) => {
        channel.port1.onmessage = () => done(performance.now() - event.timeStamp);
        requestAnimationFrame(() => channel.port2.postMessage(0));
      }, { capture: true, once: true });
    });
  };
});
"""


def interactions(page: Page, label: str, kind: str) -> list[tuple[str, str, str]]:
    """(what, kind of event, selector of what is pressed) for one question, which is made ready to be checked."""
    at = f"#{label}"
    check = ("check", "click", f"{at} .check")
    match kind:
        case "single-choice":
            return [("choose", "click", f"{at} .choices li:nth-child(2)"), check]
        case "multiple-choice":
            page.locator(f"{at} .confidence input").nth(1).check()
            return [("choose", "click", f"{at} .choices li:nth-child(1)"), check]
        case "matching":
            for n, select in enumerate(page.locator(f"{at} select").all()):
                select.select_option(index=1 + n)
            return [check]
        case "ordering":
            return [("move", "click", f"{at} .steps li:nth-child(2) .later"), check]
        case "fill-gaps":
            for gap in page.locator(f"{at} input.gap").all():
                gap.fill("density")
            return [check]
        case "numeric":
            page.fill(f"{at} input.number", "0.5")
            return [check]
        case "reflection":
            return [("write", "keydown", f"{at} textarea")]
        case "checklist":
            return [("tick", "click", f"{at} .ticks li:nth-child(1) input")]
    raise ValueError(kind)


def time_one(page: Page, event: str, selector: str) -> float:
    """Milliseconds from the event until the frame that shows what came of it."""
    target = page.locator(selector).first
    target.scroll_into_view_if_needed()
    if event == "keydown":
        target.focus()
    page.evaluate("(kind) => new Promise((done) => requestAnimationFrame(() => done(listenFor(kind))))", event)
    if event == "keydown":
        page.keyboard.press("a")
    else:
        box = target.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 20))
    return page.evaluate("took")


def time_page(page: Page, address: str) -> tuple[dict[tuple[str, str], list[float]], list[float]]:
    """Times of all interactions by (kind, what), each the best of its rounds; and the load costs of the rounds."""
    best: dict[tuple[str, str, str], float] = {}
    loads = []
    for _ in range(ROUNDS):
        page.goto("about:blank")
        page.goto(address)
        page.locator(".exercise[data-ready]").last.wait_for(state="attached")
        page.evaluate("localStorage.clear()")
        loads.append(
            page.evaluate(
                "(([t]) => t.domContentLoadedEventStart - t.domInteractive)(performance.getEntriesByType('navigation'))"
            )
        )
        questions = page.evaluate("[...document.querySelectorAll('.exercise')].map((e) => [e.id, e.dataset.kind])")
        # Every kind at the beginning, in the middle and at the end of the page.
        kinds = len(QUESTIONS)
        turns = len(questions) // kinds
        for turn in sorted({0, turns // 2, turns - 1}):
            places = range(turn * kinds, (turn + 1) * kinds)
            for label, kind in (questions[place] for place in places):
                for what, event, selector in interactions(page, label, kind):
                    key = (label, kind, what)
                    best[key] = min(best.get(key, float("inf")), time_one(page, event, selector))
    times: dict[tuple[str, str], list[float]] = {}
    for (_label, kind, what), took in best.items():
        times.setdefault((kind, what), []).append(took)
    return times, loads


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = {
            name: f"# {name}\n\n" + "\n\n".join(QUESTIONS[n % len(QUESTIONS)].format(n=n) for n in range(size))
            for name, size in SIZES.items()
        }
        built = Book(Path(folder), pages, html_theme="bookcraft").build()
        arguments = ["--no-first-run", "--disable-background-networking", "--disable-component-update"]
        arguments += ["--no-sandbox"] * (getattr(os, "geteuid", lambda: 1)() == 0)
        chrome = playwright.chromium.launch(executable_path=browser("chromium"), args=arguments)
        results = []
        for name, slower in COLUMNS:
            context = chrome.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
            context.add_init_script(CLOCK)
            page = context.new_page()
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
            results.append(time_page(page, (built.out / f"{name}.html").as_uri()))
            context.close()
        chrome.close()

    line = "{:34}{:>12}{:>14}{:>8}{:>22}"
    print(line.format(f"milliseconds, best of {ROUNDS}", "10 questions", "200 questions", "ratio", "200, slower CPU"))
    rows = {}
    for kind, what in results[1][0]:
        rows[f"{kind}: {what}, median"] = [statistics.median(times[kind, what]) for times, _loads in results]
    everything = [[took for found in times.values() for took in found] for times, _loads in results]
    rows["all interactions, median"] = [statistics.median(times) for times in everything]
    rows["all interactions, slowest"] = [max(times) for times in everything]
    rows["loading, all deferred scripts"] = [min(loads) for _times, loads in results]
    for name, (few, many, slower) in rows.items():
        print(line.format(name, f"{few:.1f}", f"{many:.1f}", f"{many / few:.2f}", f"{slower:.1f}"))

    slowest = max(everything[1])
    if slowest > LIMIT_MS:
        print(f"too slow: {slowest:.1f} ms, and the limit is {LIMIT_MS} ms", file=sys.stderr)
        return 1
    print(f"every interaction within {LIMIT_MS} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
