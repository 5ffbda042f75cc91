"""Anatomy, exercises, notebooks: each check passes what is right and finds what is wrong."""

import pytest
from bookcraft.checks.book import Part

from tests.bookcraft.checking import fails, findings, passes


def chapter(**settled):
    """A policy by which `page.md` is a chapter."""
    return {"kinds": {"chapter": {"pages": ["page.md"], **settled}}}


def asked(kind="single-choice", label="a", body="", **options):
    lines = [f":label: {label}", *(f":{name}: {value}" for name, value in options.items())]
    return "\n".join([f"```{{{kind}}} Its title", *lines, "", body, "```", ""])


# Boxes, sections, length ------------------------------------------------------------------------------------

BOXES = chapter(boxes=["outcomes", "pause"])


def test_boxes_that_are_there():
    passes("ANA101", "# A\n\n```{outcomes}\n- b\n```\n\n````{account} C\n```{pause}\nD.\n```\n````\n", policy=BOXES)
    passes(
        "ANA101", "# A\n\n```{outcomes}\n- b\n```\n\n```{pause}\nD.\n```\n", "# Another kind of page\n", policy=BOXES
    )


def test_a_box_that_is_missing():
    fails("ANA101", "# A\n\n```{outcomes}\n- b\n```\n", line=1, says="A chapter has a {pause}", policy=BOXES)
    shown = "# A\n\n```{outcomes}\n- b\n```\n\n````md\n```{pause}\nD.\n```\n````\n"
    fails("ANA101", shown, line=1, says="A chapter has a {pause}", policy=BOXES)


SECTIONS = chapter(sections=["Predict", "Run"])


def test_sections_in_their_order():
    passes("ANA102", "# A\n\n## Predict\n\n## Another\n\n## Run\n\n### Discuss\n", policy=SECTIONS)


def test_a_section_that_is_missing_or_elsewhere():
    fails("ANA102", "# A\n\n## Predict\n\n### Run\n", line=1, says="'## Run', and this one does not", policy=SECTIONS)
    fails("ANA102", "# A\n\n## Run\n\n## Predict\n", line=3, says="the order is: Predict, Run", policy=SECTIONS)


WORDS = chapter(words=[4, 6])


@pytest.mark.parametrize(
    "text",
    [
        "# One\n\nTwo three four.",
        "# One\n\nTwo {cite:p}`x2000,y2001` four {fact}`five:value`.",
        "# One\n\n```{pause}\nTwo three four.\n```\n\n" + asked(body="More than is counted here, and more."),
        "# One\n\nTwo three four.\n\n```{code-cell}\na = b + c + d + e\n```\n\n```{bibliography}\n```\n",
    ],
)
def test_words_within_the_length(text):
    passes("ANA103", text, policy=WORDS)


def test_too_few_words_and_too_many():
    fails("ANA103", "# One\n\nTwo three.", line=1, says="3 words are read through here", policy=WORDS)
    fails("ANA103", "# One\n\nTwo three four five six seven.", line=1, says="cut what", policy=WORDS)


# Questions --------------------------------------------------------------------------------------------------

ENOUGH = chapter(questions=2, **{"question-kinds": 2})


def test_questions_that_are_enough():
    passes("ANA104", "# A\n\n" + asked() + asked("numeric", "b") + asked("reflection", "c"), policy=ENOUGH)


def test_too_few_questions_or_kinds():
    fails(
        "ANA104", "# A\n\n" + asked() + asked("reflection", "b"), line=1, says="1 questions of 1 kinds", policy=ENOUGH
    )
    fails("ANA104", "# A\n\n" + asked() + asked("single-choice", "b"), line=1, says="2 questions of 1", policy=ENOUGH)


RECALL = chapter(recall=1)


def test_little_recall():
    passes("ANA105", "# A\n\n" + asked(**{"class": "recall"}) + asked("numeric", "b"), policy=RECALL)


def test_too_much_recall():
    text = "# A\n\n" + asked(**{"class": "recall"}) + asked("numeric", "b", **{"class": "wide recall"})
    fails("ANA105", text, line=9, says="question 2 with the class 'recall'", policy=RECALL)


# Minutes ----------------------------------------------------------------------------------------------------

ROUTE = "# A\n\n```{{core-route}}\n- [B](#b) {}\n\n- [C d](#c) {} minutes\n```\n\n(b)=\n## B\n\n(c)=\n## C *d*\n"
ROUTED = chapter(**{"core-route": [25, 35]})


def test_a_core_route():
    passes("ANA106", ROUTE.format("10 minutes", "20"), policy=ROUTED)
    passes("ANA106", ROUTE.format("10 minutes", "20"))


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (ROUTE.format("10 minutes", "10"), 3, "takes 20 minutes, and 25 to 35 are meant"),
        (ROUTE.format("10 minutes", "30"), 3, "takes 40 minutes"),
        (ROUTE.format("10 minutes", "20").replace("(b)=\n", ""), 4, "leads to '#b'"),
        (ROUTE.format("10 minutes", "20").replace("## B", "## Bee"), 4, "calls a section 'B' whose heading is 'Bee'"),
        (ROUTE.format("ten minutes", "30"), 4, "write '- [Its section](#its-label) 8 minutes'"),
    ],
)
def test_a_core_route_that_leads_nowhere_or_takes_too_long(text, line, says):
    fails("ANA106", text, line=line, says=says, policy=ROUTED)


STOPS = chapter(stops=[5, 15])


def test_places_to_stop():
    passes("ANA107", "# A\n\n```{stopping-point} 5 minutes\n```\n\n```{stopping-point} 15 minutes\n```\n", policy=STOPS)


@pytest.mark.parametrize("argument", ["4 minutes", "16 minutes", "a while", ""])
def test_places_to_stop_that_are_too_near_or_too_far(argument):
    text = f"# A\n\nB.\n\n```{{stopping-point}} {argument}\n```\n"
    fails("ANA107", text, line=5, says="every 5 to 15 minutes", policy=STOPS)


SUM = chapter(**{"minutes-slack": 10})
READING = "# A\n\nSTATED\n\n```{stopping-point} 12 minutes\n```\n\n" + asked(minutes=8)


@pytest.mark.parametrize("minutes", [20, 25, 30])
def test_minutes_that_add_up(minutes):
    stated = f"**About {minutes} minutes in all; the core route takes 30.**"
    passes("ANA108", READING.replace("STATED", stated), policy=SUM)


@pytest.mark.parametrize("minutes", [19, 31])
def test_minutes_that_do_not_add_up(minutes):
    text = READING.replace("STATED", f"**About {minutes} minutes in all.**")
    fails("ANA108", text, line=3, says="come to 20 minutes: write 'About 20 minutes in all'", policy=SUM)


def test_minutes_that_are_not_said():
    fails("ANA108", READING, line=1, says="write '**About 20 minutes in all; …**'", policy=SUM)


# Dates, lengths, parts --------------------------------------------------------------------------------------


def test_a_box_that_is_dated():
    passes("ANA109", "# A\n\n```{then-and-now} November 2026\nB.\n```\n")


@pytest.mark.parametrize("argument", ["", "2026", "Novembre 2026", "autumn 2026"])
def test_a_box_without_a_date(argument):
    fails("ANA109", f"# A\n\n```{{then-and-now}} {argument}\nB.\n```\n", line=3, says="write '{then-and-now} November")


def test_lengths_of_a_discussion():
    policy = chapter(discussions=[20, 45])
    passes("ANA110", "# A\n\n## D\n\n### In 20 minutes\n\n### In 45 minutes\n", policy=policy)
    fails("ANA110", "# A\n\n## D\n\n### In 45 minutes\n", line=1, says="write one under '### In 20", policy=policy)


PART = {"policy": chapter(**{"reflection-words": 200}), "parts": [Part("Ideas", ("page", "other"))]}


def test_a_part_that_reflects():
    passes("ANA111", "# A\n\n" + asked("reflection", words=200, frame="what-so-what-now-what"), **PART)
    passes("ANA111", "# A\n", "# B\n", policy=PART["policy"], parts=[Part("Using", ("other",))])


@pytest.mark.parametrize("options", [{"words": 120, "frame": "what-so-what-now-what"}, {"words": 250}])
def test_a_part_that_does_not(options):
    text = "# A\n\n" + asked("reflection", body="Think.", **options)
    fails("ANA111", text, line=1, says="The part 'Ideas' has no substantial reflection", **PART)


# Exercises --------------------------------------------------------------------------------------------------

GOOD = "Who?\n\n- [ ] One of them.\n  > No.\n- [x] Two\n  > Yes."


def test_an_exercise_that_reads():
    passes("ANS101", "# A\n\n" + asked(body=GOOD))
    passes("ANS101", "# A\n\n````{example}\n```{single-choice} Shown\n:label: b\n```\n````\n")


def test_an_exercise_that_does_not():
    text = "# A\n\n" + asked(body="Who?\n\n- [ ] One\n  > No.\n- [ ] Two\n  > Yes.")
    fails("ANS101", text, line=8, says="{single-choice}: no right answer; tick it")
    fails(
        "ANS101", "# A\n\n" + asked("numeric", answer="many", body="How many?"), line=3, says="'many' is not a number"
    )
    inside = "# A\n\n````{note}\nB.\n" + asked(body=GOOD.replace("  > No.\n", "")) + "````\n"
    fails("ANS101", inside, line=10, says="a choice without feedback")


def test_what_an_exercise_has():
    text = "# A\n\n" + asked(minutes=3)
    for code in ("ANS102", "ANS103", "ANS104"):
        passes(code, text, policy={"exercise-minutes": [1, 20]})


def test_what_an_exercise_lacks():
    fails("ANS102", "# A\n\n" + asked(label=""), line=3, says="{single-choice} has no label")
    fails("ANS103", "# A\n\n" + asked().replace(" Its title", ""), line=3, says="has no title")


@pytest.mark.parametrize("minutes", ["", "0", "21", "a few"])
def test_an_exercise_that_says_no_time(minutes):
    text = "# A\n\n" + asked(minutes=minutes)
    fails("ANS104", text, line=3, says="1 to 20 are allowed", policy={"exercise-minutes": [1, 20]})


OWN = "Think.\n\nHere\n: What?\n\nThere\n: What else?"


def test_a_reflection_with_one_frame():
    passes("ANS105", "# A\n\n" + asked("reflection", frame="what-so-what-now-what", body="Think."))
    passes("ANS105", "# A\n\n" + asked("reflection", body=OWN) + "Term\n: after it\n")


def test_a_reflection_with_no_frame_or_two():
    fails("ANS105", "# A\n\n" + asked("reflection", body="Think."), line=3, says="write ':frame: what-so-what")
    two = "# A\n\n" + asked("reflection", frame="what-so-what-now-what", body=OWN)
    fails("ANS105", two, line=3, says="take out ':frame: what-so-what-now-what', or the frame of your own")


def test_one_plan():
    passes("ANS106", "# A\n\n" + asked("plan"), "# B\n")


def test_two_plans():
    fails(
        "ANS106",
        "# A\n\n" + asked("plan"),
        "# B\n\n" + asked("plan", "b"),
        path="other.md",
        line=3,
        says="page.md line 3",
    )


def question(label, right, choices):
    items = [f"- [{'x' if place == right else ' '}] {text}\n  > Why." for place, text in enumerate(choices)]
    return asked(label=label, body="Who?\n\n" + "\n".join(items))


def questions(*given):
    return "# A\n\n" + "".join(question(f"q{n}", right, choices) for n, (right, choices) in enumerate(given))


LONG, SHORT = ("one long answer", "two", "three"), ("one", "two long answers", "three")


def test_answers_whose_length_says_nothing():
    passes("ANS107", questions((0, LONG), (0, SHORT), (1, SHORT)))
    passes("ANS107", questions((0, LONG), (1, SHORT)))


def test_answers_whose_length_says_all():
    found = findings("ANS107", questions((0, LONG), (1, SHORT), (0, LONG)))
    assert [each.line for each in found] == [3, 15, 27]
    assert "In 3 of the 3 single choices of the book" in found[0].message
    other = questions((0, SHORT), (0, SHORT), (0, SHORT)).replace(":label: q", ":label: r")
    fails(
        "ANS107",
        questions((0, LONG), (1, SHORT), (0, LONG)),
        other,
        line=3,
        says="In 3 of the 3 single choices of this",
    )


def test_answers_in_several_places():
    passes("ANS108", questions((0, LONG), (0, LONG), (1, LONG)))
    passes("ANS108", questions((0, LONG), (0, LONG)))


def test_answers_in_one_place():
    fails("ANS108", questions((1, LONG), (1, LONG), (1, SHORT)), line=27, says="the right answer is choice 2")


# Notebooks --------------------------------------------------------------------------------------------------

FRONT = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n\n# A\n\n"


def cell(*lines, tags="[hide-input]"):
    return "\n".join(["```{code-cell} ipython3", *([f":tags: {tags}"] if tags else []), "", *lines, "```", ""])


def test_a_notebook_that_is_run():
    passes("NBK101", FRONT + cell("a = 1"))
    passes("NBK101", "# A\n\n```python\na = 1\n```\n")


def test_a_notebook_that_is_not():
    fails("NBK101", FRONT.replace("file_format: mystnb\n", "") + cell("a"), line=1, says="write 'file_format: mystnb'")
    fails("NBK101", FRONT.replace("kernelspec:\n  name: python3\n", "") + cell("a"), line=1, says="kernelspec:")
    assert len(findings("NBK101", "# A\n\n" + cell("a"))) == 2


SMALL = {"cell-lines": 2, "cell-width": 10}


def test_a_short_cell():
    passes("NBK102", FRONT + cell("a = 1", "b = 2"), policy=SMALL)
    passes("NBK102", FRONT + cell(*(["a = 1"] * 99)))


def test_a_long_cell_and_a_wide_one():
    fails("NBK102", FRONT + cell("a", "b", "c"), line=9, says="3 lines of at most 2", policy=SMALL)
    fails("NBK102", FRONT + cell("abc = 12345"), line=9, says="a line of 11 signs", policy=SMALL)


def test_a_cell_with_its_tags():
    for tags in ("[hide-input]", "hide-input, remove-stderr", "[a, hide-input]"):
        passes("NBK103", FRONT + cell("a", tags=tags), policy={"cell-tags": ["hide-input"]})


def test_a_cell_without_its_tags():
    for tags in ("", "[hide-inputs]"):
        text = FRONT + cell("a", tags=tags)
        fails("NBK103", text, line=9, says="write ':tags: [hide-input]'", policy={"cell-tags": ["hide-input"]})


def test_a_notebook_without_results():
    passes("NBK104", FRONT + cell("a = 1"))
    passes("NBK104", "# A\n\n![A drawing](data:image/png;base64,x)\n")


def test_a_notebook_with_results():
    fails("NBK104", FRONT + cell("a") + "\n![A](data:image/png;base64,x)\n", line=15, says="'data:image/'")
