"""What an author writes, and what an author is told: every mistake at its own line, with what to write instead."""

from __future__ import annotations

import re
from fractions import Fraction
from textwrap import indent

import pytest
from bookcraft.exercises.model import KINDS, Passage
from bookcraft.exercises.syntax import FRAMES, MOST, accepted_answers, as_number, read

from tests.bookcraft.building import Book, line_of

# What is right ----------------------------------------------------------------------------------------------


def reading(kind, text, line=1, **options):
    return read(kind, Passage(text, line), options)


def right(kind, text, **options):
    found = reading(kind, text, **options)
    assert found.problems == ()
    return found


CHOICES = """\
Who leads here?

- [ ] The head
  > Who said so?
- [x] The two
  who decide
  > Yes: they *decide*.
  >
  > And they answer for it."""


def test_single_choice():
    found = right("single-choice", CHOICES)
    assert found.prompt == Passage("Who leads here?", 1)
    head, two = found.content.choices
    assert (head.text.text, head.right, head.feedback.text) == ("The head", False, "Who said so?")
    assert (two.text, two.right) == (Passage("The two\nwho decide", 5), True)
    assert two.feedback == Passage("Yes: they *decide*.\n\nAnd they answer for it.", 7)
    assert not found.content.several


def test_choices_may_stand_apart_and_use_any_marker():
    text = "Who?\n\n* [X] A\n\n  > yes\n\n* [ ] B\n\n  > no\n"
    found = right("multiple-choice", text)
    assert [choice.right for choice in found.content.choices] == [True, False]
    assert found.content.several


def test_a_list_without_boxes_in_the_question_is_part_of_it():
    found = right("single-choice", "Two people:\n\n- Sian\n- Tom\n\nWho leads?\n\n- [x] Tom\n  > y\n- [ ] Sian\n  > n")
    assert found.prompt.text == "Two people:\n\n- Sian\n- Tom\n\nWho leads?"
    assert len(found.content.choices) == 2


def test_a_list_inside_a_formula_or_a_fence_is_no_list():
    question = "Read:\n\n$$\na\n- b\n$$\n\n```\n- [ ] not a choice\n```"
    found = right("single-choice", question + "\n\n- [x] A\n  > y\n- [ ] B\n  > n")
    assert found.prompt.text == question
    assert len(found.content.choices) == 2


def test_a_comment_may_stand_anywhere():
    right("single-choice", "Who?\n\n- [x] A\n  > y\n- [ ] B\n  > n\n\n% checked by two colleagues")


def test_a_choice_may_hold_several_paragraphs():
    found = right("single-choice", "Who?\n\n- [x] One.\n\n  Two.\n  > y\n- [ ] B\n  > n")
    assert found.content.choices[0].text.text == "One.\n\nTwo."


def test_matching():
    found = right("matching", "Match.\n\nA term\n: its *partner*\n  > because\n\nOther\n: another\n\n> All of them.")
    first, second = found.content.pairs
    assert (first.term.text, first.partner.text, first.reason.text) == ("A term", "its *partner*", "because")
    assert (second.term.text, second.partner.text, second.reason) == ("Other", "another", None)
    assert (first.term.line, first.partner.line, first.reason.line) == (3, 4, 5)
    assert found.explanation.text == "All of them."


def test_ordering():
    found = right("ordering", "Put in order.\n\n1. First\n   > since\n2. Second\n\n> So it goes.")
    assert [(step.text.text, step.text.line) for step in found.content.steps] == [("First", 3), ("Second", 5)]
    assert found.content.steps[0].reason == Passage("since", 4)
    assert found.explanation == Passage("So it goes.", 7)


def test_a_step_may_begin_with_a_year():
    found = right("ordering", "When?\n\n1. 2004. The pilot\n2. 2009. The network")
    assert [step.text.text for step in found.content.steps] == ["2004. The pilot", "2009. The network"]


def test_gaps():
    text = "The {gap}`density` of {gap}`` a `b` | c ``\nand {gap}`ties|links`.\n\n> Why."
    found = right("fill-gaps", text, tolerate="case, accents")
    assert found.content.accepted == (("density",), ("a `b`", "c"), ("ties", "links"))
    assert found.content.tolerate == {"case", "accents"}
    assert found.explanation.text == "Why."


def test_gaps_tolerate_case_unless_told_otherwise():
    assert right("fill-gaps", "A {gap}`b`").content.tolerate == {"case"}
    assert right("fill-gaps", "A {gap}`b`", tolerate="nothing").content.tolerate == set()


def test_a_gap_in_code_is_no_gap():
    found = right("fill-gaps", "A {gap}`b`, written as `` {gap}`x` `` and\n\n    {gap}`indented`")
    assert found.content.accepted == (("b",),)


def test_gap_answers_are_tidied():
    assert accepted_answers(r" a  b \| c ||") == ("a b", "c")


def test_numeric():
    text = "How many?\n\n- 0.5\n  > twice\n- 1/8\n  > half\n\n> Divide."
    found = right("numeric", text, answer="25 %", tolerance="0.01", unit="ties")
    number = found.content
    assert (number.answer, number.tolerance, number.unit) == (Fraction(1, 4), Fraction(1, 100), "ties")
    assert (number.printed, found.explanation.text) == ("25 %", "Divide.")
    mistakes = [(m.value, m.printed, m.feedback.text) for m in number.mistakes]
    assert mistakes == [(Fraction(1, 2), "0.5", "twice"), (Fraction(1, 8), "1/8", "half")]


def test_a_list_of_words_in_a_numeric_question_is_part_of_it():
    assert right("numeric", "Count:\n\n- Sian\n- Tom", answer="2").prompt.text == "Count:\n\n- Sian\n- Tom"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.25", Fraction(1, 4)), ("0,25", None), ("1,560", None), (".5", Fraction(1, 2)), ("1/4", Fraction(1, 4)),
        ("25 %", Fraction(1, 4)), ("\u22123", -3), ("-3", -3), ("1 000", 1000), ("+2.", 2),
        ("", None), ("x", None), ("1/0", None), ("1,2,3", None), ("1e3", None), ("nan", None), ("1_0", None),
        ("\u0661", None), ("9" * 31, None),
    ],
)  # fmt: skip
def test_numbers(written, value):
    assert as_number(written) == value


def test_reflection_with_a_frame_of_its_own():
    found = right("reflection", "Think.\n\nWhat\n: only *what*\n\nWhy\n: and why", words="120")
    assert [(part.heading.text, part.hint.text) for part in found.content.parts] == [
        ("What", "only *what*"),
        ("Why", "and why"),
    ]
    assert found.content.words == 120


@pytest.mark.parametrize("frame", FRAMES)
def test_reflection_with_a_frame_by_name(frame):
    parts = right("reflection", "Think.", frame=frame).content.parts
    assert [(part.heading.text, part.hint.text) for part in parts] == list(FRAMES[frame])


def test_a_hint_keeps_its_quotation():
    found = right("reflection", "Think.\n\nWhat\n: as in\n\n  > these words")
    assert found.content.parts[0].hint.text == "as in\n\n> these words"


def test_reflection_prediction_and_exercise_in_free_text():
    assert right("reflection", "Think.").content.parts == ()
    assert right("prediction", "What will come?\n\n- more\n- less").content.options == ()
    assert right("exercise", "Do it.").prompt.text == "Do it."


def test_prediction_and_checklist():
    found = right("prediction", "What?\n\n- [ ] more\n- [ ] less")
    assert [option.text for option in found.content.options] == ["more", "less"]
    found = right("checklist", "- [ ] one\n- [ ] two")
    assert [item.text for item in found.content.items] == ["one", "two"]
    assert found.prompt.text == ""


def test_plan():
    assert right("plan", "One step.").content.review_weeks == 6
    assert right("plan", "", **{"review-weeks": "4"}).content.review_weeks == 4


CASE = """\
Intro.

:::{seat} Head
secret
:::

::::{scene} start
Here.

:::{seat} Governor
more
:::

- [Go *on*](#end)
- [Go off](#off)
::::

```{scene} off
Off.

- [Back](#start)
```

:::{scene} end
Bye.
:::"""


def test_branching():
    found = right("branching", CASE)
    start, off, end = found.content.scenes
    assert (start.name, start.text, end.moves) == ("start", Passage("Here.", 8), ())
    assert [(move.text.text, move.target, move.text.line) for move in start.moves] == [
        ("Go *on*", "end", 14),
        ("Go off", "off", 15),
    ]
    assert (start.seats[0].name, start.seats[0].text) == ("Governor", Passage("more", 11))
    assert (found.content.seats[0].name, found.content.seats[0].text.text) == ("Head", "secret")
    assert off.moves[0].target == "start"
    assert found.prompt.text == "Intro."


@pytest.mark.parametrize("kind", KINDS)
def test_lines_are_counted_from_where_the_body_begins(kind):
    body = {"branching": CASE, "matching": "M\n\nA\n: b\n\nC\n: d", "ordering": "O\n\n1. a\n2. b"}.get(kind, CHOICES)
    one, ten = reading(kind, body), reading(kind, body, line=10)
    assert [(p.line + 9, p.message) for p in one.problems if "line" not in p.message] == [
        (p.line, p.message) for p in ten.problems if "line" not in p.message
    ]
    assert ten.prompt.line == one.prompt.line + 9


# What is wrong ----------------------------------------------------------------------------------------------

# In each, « begins the line that the author is told; LABEL is made unique.
MISTAKES = {
    "no-right-answer": ("""
```{single-choice} Title
:label: LABEL

Who?

«- [ ] A
  > no
- [ ] B
  > no
```""", "no right answer; tick it: '- [x] …'"),
    "two-right-answers": ("""
```{single-choice} Title
:label: LABEL
Who?

- [x] A
  > yes
«- [x] B
  > yes
```""", "a second right answer in a single choice; untick one, or use {multiple-choice}"),
    "no-feedback": ("""
```{multiple-choice} Title
:label: LABEL
Who?

- [x] A
  > yes
«- [ ] B
```""", "a choice without feedback; add an indented line '  > why it is right or wrong' under it"),
    "empty-feedback": ("""
```{multiple-choice} Title
:label: LABEL
Who?

- [x] A
  > yes
«- [ ] B
  >
```""", "a choice without feedback"),
    "feedback-not-indented": ("""
```{single-choice} Title
:label: LABEL
Who?

- [ ] B
  > no
- [x] A
  > yes

«> all told
```""", "this quotation belongs to no choice; indent it by two blanks under its choice"),
    "no-box": ("""
```{single-choice} Title
:label: LABEL
Who?

- [x] A
  > yes
«- B
  > no
```""", "a choice without a box; begin it with '- [ ]', or '- [x]' if it is right"),
    "no-boxes": ("""
```{single-choice} Title
:label: LABEL
Who?

«- A
  > yes
- B
  > no
```""", "a choice without a box"),
    "box-without-blanks": ("""
```{single-choice} Title
:label: LABEL
Who?

- [x] A
  > yes
«- [] B
  > no
```""", "a choice without a box"),
    "only-one-choice": ("""
```{single-choice} Title
:label: LABEL
Who?

«- [x] A
  > yes
```""", "only one choice; write at least two"),
    "no-choices": ("""
```{single-choice} Title
:label: LABEL

«Who?
```""", "no choices; write each as '- [ ] a choice' and the right one as '- [x] …'"),
    "empty-choice": ("""
```{single-choice} Title
:label: LABEL
Who?

- [x] A
  > yes
«- [ ]
  > no
```""", "an empty choice; write its text behind the box"),
    "the-same-choice": ("""
```{single-choice} Title
:label: LABEL
Who?

- [x] A
  > yes
«- [ ] A
  > no
```""", "the same choice as in line"),
    "text-after-choices": ("""
```{single-choice} Title
:label: LABEL
Who?

- [x] A
  > yes
- [ ] B
  > no

«And why?
```""", "text after the choices; write it before them"),
    "text-after-feedback": ("""
```{single-choice} Title
:label: LABEL
Who?

- [x] A
  > yes

«  indeed
- [ ] B
  > no
```""", "text after the quotation; write it above, or begin its lines with '>'"),
    "two-quotations": ("""
```{single-choice} Title
:label: LABEL
Who?

- [x] A
  > yes

  and

«  > indeed
- [ ] B
  > no
```""", "a second quotation; write all of the reason in one"),
    "no-question": ("""
```{single-choice} Title
:label: LABEL

«- [x] A
  > yes
- [ ] B
  > no
```""", "the question is missing; write it before the answers"),
    "nothing-inside": ("""
«```{single-choice} Title
:label: LABEL
```""", "nothing inside; write the question"),
    "unknown-option": ("""
```{exercise} Title
:label: LABEL
:minutes: 3
«:tolerence: 3

Do.
```""", "no option 'tolerence'; there are: label, formerly, minutes, points, class, nonumber, hidden"),
    "misspelt-option": ("""
```{numeric} Title
:label: LABEL
:answer: 1
«:tolerence: 3

How many?
```""", "no option 'tolerence'; write 'tolerance'"),
    "unknown-option-in-yaml": ("""
```{exercise} Title
---
label: LABEL
«minuts: 3
---

Do.
```""", "no option 'minuts'; write 'minutes'"),
    "confidence-without-answer": ("""
```{reflection} Title
:label: LABEL
«:confidence:

Think.
```""", "no option 'confidence'"),
    "minutes-no-number": ("""
```{exercise} Title
:label: LABEL
«:minutes: five
Do.
```""", "minutes 'five' is no whole number; write ':minutes: 5'"),
    "no-label": ("""
«```{reflection} Title
:minutes: 3

Think.
```""", "no label; kept answers are found by it: ':label: a-short-name'"),
    "label-with-signs": ("""
```{exercise} Title
:minutes: 2
«:label: LABEL A!

Do.
```""", "small letters, digits and single '-'"),
    "no-pairs": ("""
```{matching} Title
:label: LABEL
«Match.
```""", "no pairs; write a line with the term, below it ': its partner'"),
    "only-one-pair": ("""
```{matching} Title
:label: LABEL
Match.

«A
: b
```""", "only one pair; write at least two"),
    "two-partners": ("""
```{matching} Title
:label: LABEL
Match.

A
: b
«: c

D
: e
```""", "a second partner for one term; give each term one"),
    "the-same-partner": ("""
```{matching} Title
:label: LABEL
Match.

A
: b

D
«: b
```""", "the same partner as in line"),
    "the-same-term": ("""
```{matching} Title
:label: LABEL
Match.

A
: b

«A
: c
```""", "the same term as in line"),
    "text-after-pairs": ("""
```{matching} Title
:label: LABEL
Match.

A
: b

C
: d

«# Oh
```""", "text after the pairs; write it before them, or in a quotation after them"),
    "nothing-to-order": ("""
```{ordering} Title
:label: LABEL
«Put in order.

- a
- b
```""", "nothing to order; write a numbered list ('1. …') in the right order"),
    "a-box-in-a-step": ("""
```{ordering} Title
:label: LABEL
Put in order.

1. a
«2. [x] b
```""", "a box in a step; steps have no '[ ]'"),
    "the-same-step": ("""
```{ordering} Title
:label: LABEL
Put in order.

1. a
«2. a
```""", "the same step as in line"),
    "a-long-step": ("""
```{ordering} Title
:label: LABEL
Put in order.

1. a

«   and more
2. b
```""", "more than one paragraph in a step; say the rest in the question, or in the reason"),
    "an-empty-step": ("""
```{ordering} Title
:label: LABEL
Put in order.

«1.
2. b
```""", "an empty step; write its text"),
    "no-gaps": ("""
```{fill-gaps} Title
:label: LABEL

«A whole text.
```""", "no gaps; write one as {gap}`answer` or {gap}`answer | other spelling`"),
    "an-empty-gap": ("""
```{fill-gaps} Title
:label: LABEL
A {gap}`b`
«and {gap}` `.
```""", "an empty gap; write the answer between the backticks"),
    "unknown-tolerance": ("""
```{fill-gaps} Title
:label: LABEL
«:tolerate: spelling
A {gap}`b`.
```""", "'spelling' cannot be tolerated; write any of: case accents, or nothing"),
    "a-gap-elsewhere": ("""
```{exercise} Title
:label: LABEL
«A {gap}`b`.
```""", "a gap can only stand in the text of a {fill-gaps}"),
    "a-gap-in-another-fence": ("""
````{fill-gaps} Title
:label: LABEL

«A {gap}`b`.

```{note}
Not {gap}`here`.
```
````""", "a gap in code, in a formula or in another fence cannot be marked; write it in the running text"),
    "no-answer": ("""
«```{numeric} Title
:label: LABEL
How many?
```""", "no answer; write ':answer: 0.25' below the directive's name"),
    "answer-no-number": ("""
```{numeric} Title
:label: LABEL
«:answer: many
How many?
```""", "'many' is not a number; write ':answer: 0.25' below the directive's name, without a comma"),
    "tolerance-no-number": ("""
```{numeric} Title
:label: LABEL
:answer: 3
«:tolerance: -1
How many?
```""", "'-1' is no tolerance; write a number without a comma, as in ':tolerance: 0.01'"),
    "a-mistake-that-is-right": ("""
```{numeric} Title
:label: LABEL
:answer: 3
:tolerance: 1
How many?

- 2
«  > right
```""", "this expected mistake is a right answer"),
    "a-mistake-without-feedback": ("""
```{numeric} Title
:label: LABEL
:answer: 3
How many?

- 2
  > too few
«- 7
```""", "an expected mistake without feedback; add '  > what to think of' under it"),
    "a-mistake-no-number": ("""
```{numeric} Title
:label: LABEL
:answer: 3
How many?

- 2
  > too few
«- lots
  > too many
```""", "not a number, or one with a comma; an expected mistake is '- 0.5' with '  > what to think of' under it"),
    "no-such-frame": ("""
```{reflection} Title
:label: LABEL
«:frame: swot
Think.
```""", "no frame 'swot'; there are: what-so-what-now-what, claim-evidence-doubt; or write your own"),
    "text-after-the-frame": ("""
```{reflection} Title
:label: LABEL
Think.

What
: hint

«And so on.
```""", "text after the frame; write it before"),
    "words-no-count": ("""
```{reflection} Title
:label: LABEL
«:words: few
Think.
```""", "'few' is no count; write a whole number, as in ':words: 5'"),
    "a-ticked-prediction": ("""
```{prediction} Title
:label: LABEL
What?

- [ ] more
«- [x] less
```""", "a prediction has no right answer; untick it"),
    "a-prediction-with-reasons": ("""
```{prediction} Title
:label: LABEL
What?

- [ ] more
«  > why?
- [ ] less
```""", "no quotation belongs here; nothing is marked"),
    "a-ticked-checklist": ("""
```{checklist} Title
:label: LABEL
«- [x] one
- [ ] two
```""", "the reader ticks a checklist; untick it"),
    "an-item-without-a-box": ("""
```{checklist} Title
:label: LABEL
- [ ] one
«- two
```""", "an item without a box; begin it with '- [ ]'"),
    "nothing-to-tick": ("""
```{checklist} Title
:label: LABEL
«Look at these.
```""", "nothing to tick; write each item as '- [ ] …'"),
    "no-scenes": ("""
````{branching} Title
:label: LABEL
«Text.
````""", "no scenes; write ':::{scene} start', its text, ':::'"),
    "no-such-scene": ("""
````{branching} Title
:label: LABEL
Text.

:::{scene} start
Here.

- [On](#end)
«- [Off](#off)
:::

:::{scene} end
Bye.
:::
````""", "no scene 'off'; there are: start, end"),
    "a-scene-nobody-reaches": ("""
````{branching} Title
:label: LABEL
Text.

:::{scene} start
Here.
:::

:::{scene} end
«Bye.
:::
````""", "no move leads to scene 'end'; add one, or remove it"),
    "a-case-without-an-end": ("""
````{branching} Title
:label: LABEL
Text.

:::{scene} start
«Here.

- [On](#start)
:::
````""", "the case never ends; write one scene without moves"),
    "a-scene-without-a-name": ("""
````{branching} Title
:label: LABEL
Text.

«:::{scene} The Start
Here.
:::
````""", "a scene needs a short name in small letters: ':::{scene} ask-the-staff'"),
    "the-same-scene": ("""
````{branching} Title
:label: LABEL
Text.

:::{scene} start
Here.
:::

«:::{scene} start
Again.
:::
````""", "a second scene 'start'; give it another name"),
    "a-seat-without-a-name": ("""
````{branching} Title
:label: LABEL
Text.

«:::{seat}
secret
:::

:::{scene} start
Here.
:::
````""", "a seat without a name; write ':::{seat} Head'"),
    "text-after-the-moves": ("""
````{branching} Title
:label: LABEL
Text.

:::{scene} start
Here.

- [On](#end)

«And then?
:::

:::{scene} end
Bye.
:::
````""", "text after the moves; write it before them"),
    "not-a-move": ("""
````{branching} Title
:label: LABEL
Text.

:::{scene} start
Here.

- [On](#end)
«- Off
:::

:::{scene} end
Bye.
:::
````""", "not a move; write '- [what you do](#name-of-the-scene)' and nothing else in it"),
    "an-empty-scene": ("""
````{branching} Title
:label: LABEL
Text.

«:::{scene} start
- [On](#end)
:::

:::{scene} end
Bye.
:::
````""", "nothing happens in scene 'start'; write its text before the moves"),
    "text-between-scenes": ("""
````{branching} Title
:label: LABEL
Text.

:::{scene} start
Here.
:::

«Between.
````""", "text between the scenes; write it before the first, or inside one"),
    "a-fence-that-ends-too-early": ("""
````{branching} Title
:label: LABEL
Text.

:::{scene} start
Here.

:::{seat} Head
secret
:::

«:::
````""", "a fence ends before this; one around another needs one colon more: '::::{scene} name'"),
    "solution-without-exercise": ("""
«```{solution} nobody-LABEL
Done.
```""", "no exercise has the label 'nobody-"),
    "review-without-prediction": ("""
«```{prediction-review} nobody-LABEL
```""", "no exercise has the label 'nobody-"),
    "review-of-another-kind": ("""
```{exercise} Title
:label: LABEL
Do.
```

«```{prediction-review} LABEL
```""", "is no prediction, but exercise"),
    "duplicate-label": ("""
```{exercise} Title
:label: LABEL
Do.
```

«```{exercise} Title
:label: LABEL
Do again.
```""", "is taken by the one in"),
    "a-citation-in-a-title": ("""
«~~~{exercise} As {cite:t}`spillane2006` says
:label: LABEL
Do.
~~~""", "a title stands in lists and references too, and cannot cite or refer; do that in the question"),
    "a-backtick-in-a-title": ("""
«```{exercise} What `density` is
:label: LABEL
Do.
```""", "```{exercise} begins no fence, for its first line has a backtick; begin and end it with '~~~' instead"),
    "an-exercise-in-an-exercise": ("""
````{exercise} Title
:label: LABEL
Do.

«```{exercise} Inner
:label: inner-LABEL
Do.
```
````""", "this stands inside the {exercise} of line"),
    "a-list-of-answers-in-a-solution": ("""
```{exercise} Title
:label: LABEL
Do.
```

````{solution} LABEL
«```{solutions}
```
````""", "this stands inside the {solution} of line"),
    "never-closed": ("""
«```{exercise-start} Title
:label: LABEL
```

Do.""", "it is never closed; write {exercise-end} below it, outside of any fence"),
    "never-opened": ("""
Do.

«```{exercise-end}
```""", "there is no {exercise-start} above it; add one"),
    "opened-twice": ("""
«```{exercise-start} Title
:label: LABEL
```

```{exercise} Title
:label: inner-LABEL
Do.
```""", "another exercise comes before the end; write {exercise-end} above it"),
    "an-option-of-a-gate": ("""
```{exercise-start} Title
:label: LABEL
«:minuets: 3
```

```{exercise-end}
```""", "no option 'minuets'; write 'minutes'"),
    "an-option-of-a-solution": ("""
```{exercise} Title
:label: LABEL
Do.
```

```{solution} LABEL
«:hiden:
Done.
```""", "no option 'hiden'; write 'hidden'"),
}  # fmt: skip


def plain(text):
    return f"# Page\n{text}\n"


def after_front_matter(text):
    return f"---\nsubtitle: |\n  several\n  lines\n---\n\n# Page\n\nText.\n{text}\n"


def in_a_notebook(text):
    return (
        "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n\n\n# Page\n\n"
        f"```{{raw-cell}}\nraw\n```\n\n\n{text}\n"
    )


def in_an_admonition(text):
    return f"# Page\n\n::::::::{{admonition}} Outer\n:class: tip\n\n{text}\n::::::::\n"


def in_two_fences(text):
    return f"# Page\n\n````````{{admonition}} Outer\n\n``````{{account}} Inner\n{text}\n``````\n````````\n"


def in_a_list(text):
    return f"# Page\n\n1. Item\n{indent(text, '   ')}\n"


def in_a_quotation(text):
    return "# Page\n\n" + indent(f"\n{text}", "> ", lambda line: True) + "\n"


def with_carriage_returns(text):
    return plain(text).replace("\n", "\r\n")


def with_tabs(text):
    return re.sub(r"^(«?)  +(?=\S)", "\\1\t", plain(text), flags=re.MULTILINE)


SURROUNDINGS = [
    plain, after_front_matter, in_a_notebook, in_an_admonition, in_two_fences, in_a_list, in_a_quotation,
    with_carriage_returns, with_tabs,
]  # fmt: skip

# One for each way in which a line is found: text, a list item, a part of one, an option, a nested fence, a record that
# is checked when all pages are read, a node.
EVERYWHERE = {
    "no-choices", "two-right-answers", "a-mistake-that-is-right", "text-after-feedback", "unknown-option", "not-a-move",
    "unknown-option-in-yaml", "solution-without-exercise", "review-of-another-kind", "never-closed",
    "an-exercise-in-an-exercise", "an-empty-gap", "a-gap-elsewhere", "the-same-partner",
}  # fmt: skip
CASES = [(m, s) for m in MISTAKES for s in SURROUNDINGS if m in EVERYWHERE or s is plain]


def page_name(mistake, surrounding):
    return f"{mistake}-{surrounding.__name__.replace('_', '-')}"


def source_of(mistake, surrounding):
    return surrounding(MISTAKES[mistake][0]).replace("LABEL", page_name(mistake, surrounding))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The mistakes, each on a page of its own."""
    pages = {page_name(*case): source_of(*case).replace("«", "") for case in CASES}
    # Everything is checked before anything is written.
    return Book(tmp_path_factory.mktemp("mistakes"), pages).build("dummy")


@pytest.mark.parametrize(("mistake", "surrounding"), CASES, ids=lambda value: getattr(value, "__name__", value))
def test_a_mistake_is_told_at_its_line(told, mistake, surrounding):
    line = line_of("«", source_of(mistake, surrounding).replace("\r\n", "\n"))
    found = [(warned.line, warned.message) for warned in told.of(page_name(mistake, surrounding))]
    assert any(line == at and MISTAKES[mistake][1] in message for at, message in found), f"not in line {line}: {found}"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_gives_few_warnings(told, mistake):
    assert len(told.of(page_name(mistake, plain))) <= 3


def test_more_choices_than_letters():
    text = "Who?\n\n" + "\n".join(f"- [{'x' if not n else ' '}] {n}\n  > why" for n in range(MOST + 1))
    (problem,) = reading("single-choice", text).problems
    assert problem.message == "27 choices; there are letters for 26, and patience for fewer"


def test_mistakes_in_an_included_file_are_told_there(tmp_path):
    book = Book(tmp_path, {"page": "# Page\n\nText.\n\n```{include} _part.md\n```\n"})
    part = "```{exercise} Title\n:label: included\n:minuts: 3\n\nDo.\n```\n\n```{solution} nobody\nNo.\n```\n"
    book.write({"_part": part})
    found = {(warned.page, warned.line) for warned in book.build("dummy").warnings}
    assert found == {("_part", 3), ("_part", 8)}


def test_a_page_of_restructured_text_is_told_so(tmp_path):
    page = "Page\n====\n\n.. single-choice:: Title\n   :label: one\n\n   Who?\n\n   - [x] A\n\n"
    page += ".. pause::\n\n   Think of :fact:`x`.\n"
    built = Book(tmp_path, {"index.rst": page}, source_suffix={".rst": "restructuredtext"})
    (exercise, fact) = built.build("dummy").warnings
    assert (exercise.line, exercise.message) == (
        4,
        "single-choice: exercises are written in Markdown; put it into a page ending in .md",
    )
    assert (fact.line, "bookcraft_facts" in fact.message) == (13, True)


def test_a_message_is_one_line_whatever_it_quotes():
    (problem,) = read("reflection", Passage("Think.", 1), {"words": "0\n0"}).problems
    assert problem.message == "'0 0' is no count; write a whole number, as in ':words: 5'"
