"""Every form says something true and fair: a usable question, shuffled where it must be, its answer elsewhere."""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree

import pytest
from bookcraft.exercises.shuffling import letter, shuffled
from bs4 import BeautifulSoup

from tests.bookcraft.building import SETTINGS, Book

pytestmark = pytest.mark.build

QUESTIONS = """\
# Questions

## All kinds

```{single-choice} Single
:label: single
:minutes: 1
:points: 2
:confidence:

Who decides?

- [ ] Everybody first
  > WRONGREASON since nobody asked.
- [x] Somebody second
  > RIGHTREASON as was agreed.
- [ ] Nobody third
  > OTHERREASON for somebody must.
```

````{multiple-choice} Multiple
:label: multiple
Which?

- [x] One thing
  > REASONONE
- [x] Another thing
  > REASONTWO
- [ ] ```python
  ties = 3
  ```
  > REASONTHREE
````

```{matching} Matching
:label: matching
Match them.

Alpha
: partner of alpha
  > ALPHAREASON

Beta
: partner of beta

Gamma
: partner of gamma

Delta
: partner of delta

> MATCHEXPLAINED
```

```{ordering} Ordering
:label: ordering
Put in order.

1. step one
   > STEPREASON
2. step two
3. step three
4. step four
```

```{fill-gaps} Gaps
:label: gaps
The {gap}`DENSITYANSWER | other` of {gap}`TIESANSWER`.

> GAPSEXPLAINED
```

```{numeric} Numeric
:label: numeric
:answer: 0.4125
:tolerance: 0.01
:unit: ties
How many?

- 0.8
  > MISTAKEFEEDBACK

> NUMBEREXPLAINED
```

```{reflection} Reflection
:label: reflection
:words: 120
Think back.

What I saw
: only that

What I heard
: and that
```

```{prediction} Prediction
:label: prediction
What will come?

- [ ] more of it
- [ ] less of it
```

```{prediction-review} prediction
```

```{prediction} Free prediction
:label: free-prediction
What will come?
```

```{plan} Plan
:label: plan
One step.
```

```{checklist} Checklist
:label: checklist
Look.

- [ ] first thing
- [ ] last thing
```

````{branching} Branching
:label: branching
A case.

:::{seat} Head
The head's secret.
:::

:::{scene} start
At the start.

- [Go to two](#two)
- [Go to three](#three)
:::

::::{scene} two
In two.

:::{seat} Governor
The governor's secret.
:::

- [Go to four](#four)
::::

:::{scene} three
In three.

- [Go to four](#four)
:::

:::{scene} four
The end of it.
:::
````

```{exercise} Open
:label: open
Do it.
```

```{solution} open
SOLUTIONTEXT
```
"""
BACK = "# Back\n\n```{solutions}\n```\n"
SECRETS = [
    "WRONGREASON", "RIGHTREASON", "OTHERREASON", "REASONONE", "ALPHAREASON", "STEPREASON", "DENSITYANSWER",
    "TIESANSWER", "GAPSEXPLAINED", "0.4125", "MISTAKEFEEDBACK", "NUMBEREXPLAINED", "MATCHEXPLAINED", "SOLUTIONTEXT",
]  # fmt: skip
PARTNERS = ["partner of alpha", "partner of beta", "partner of gamma", "partner of delta"]
STEPS = ["step one", "step two", "step three", "step four"]

# Where each form has the questions; the answers are in the other file, or after the heading of the appendix.
PRINTED = {
    "text": ("questions.txt", "back.txt"),
    "epub": ("questions.xhtml", "back.xhtml"),
    "xml": ("questions.xml", "back.xml"),
    "pseudoxml": ("questions.pseudoxml", "back.pseudoxml"),
    "singlehtml": ("index.html", None),
    "latex": ("abook.tex", None),
    "man": ("abook.1", None),
    "texinfo": ("abook.texi", None),
}
WEB = {"html": "questions.html", "dirhtml": "questions/index.html"}
OTHER = ["htmlhelp", "changes", "dummy"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    book = Book(tmp_path_factory.mktemp("builders"), {"questions": QUESTIONS, "back": BACK})
    found = {builder: book.build(builder) for builder in (*WEB, *PRINTED)}
    return {**found, "gettext": book.build("gettext", doctrees="gettext-doctrees")}


def halves(built, builder):
    """(the questions, the answers) of a printed form."""
    questions, answers = PRINTED[builder]
    if answers:
        return built[builder].text(questions), built[builder].text(answers)
    whole = built[builder].text(questions)
    heading = {
        "singlehtml": r"<h2>.*Back<",
        "latex": r"\\chapter\{Back\}",
        "man": r"\.SH BACK",
        "texinfo": r"@chapter Back",
    }[builder]
    found = re.search(heading, whole, re.IGNORECASE)
    return whole[: found.start()], whole[found.start() :]


def in_one_line(text):
    """Without line breaks and the marks that may stand within words."""
    return " ".join(re.sub(r"<[^>]*>|\\sphinxhyphen\{\}|\\-|\\&", "", text).replace("\\(aq", "'").split())


@pytest.mark.parametrize("builder", [*WEB, *PRINTED, "gettext"])
def test_no_builder_warns(built, builder):
    assert built[builder].warnings == ()


@pytest.mark.parametrize("builder", OTHER)
def test_no_other_builder_crashes(tmp_path, builder):
    extensions = [*SETTINGS["extensions"], "sphinxcontrib.htmlhelp"]
    Book(tmp_path, {"questions": QUESTIONS, "back": BACK}, extensions=extensions).build(builder)


@pytest.mark.parametrize("builder", PRINTED)
def test_a_printed_question_is_usable(built, builder):
    text = in_one_line(halves(built, builder)[0])
    for said in (
        "Activity 1.1.1", "Single", "Choose one", "1 minute", "2 points", "Who decides?", "Everybody first",
        "Choose all that apply", "Match them.", "Alpha", *PARTNERS, *STEPS, "How many?", "About 120 words.",
        "What I saw", "only that", "more of it", "first thing", "At the start.", "In two.", "The case ends here.",
        "Do it.", "Look back at what you expected in",
    ):  # fmt: skip
        assert said in text, said
    assert text.count("The answer is with the solutions at the back.") == 6
    assert text.count("_____") + text.count("\\_\\_\\_\\_\\_") >= 12


@pytest.mark.parametrize("builder", PRINTED)
def test_answers_are_at_the_back_and_nowhere_else(built, builder):
    questions, answers = halves(built, builder)
    for secret in SECRETS:
        assert secret not in questions, secret
        assert secret in in_one_line(answers), secret


@pytest.mark.parametrize("builder", PRINTED)
def test_matching_and_ordering_are_shuffled(built, builder):
    text = in_one_line(halves(built, builder)[0])
    for words, label in ((PARTNERS, "matching"), (STEPS, "ordering")):
        places = [text.index(word) for word in words]
        order = sorted(range(len(words)), key=places.__getitem__)
        assert order != sorted(order)
        assert tuple(order) == shuffled(len(words), label)


def test_answers_name_the_letters_of_the_printed_question(built):
    questions, answers = (in_one_line(half) for half in halves(built, "text"))
    for term, partner in zip(("Alpha", "Beta", "Gamma", "Delta"), PARTNERS, strict=True):
        mark = re.search(rf"\((\w)\) {partner}", questions)[1]
        assert f"{term}: ({mark}) {partner}" in answers
    right = ", ".join(re.search(rf"\((\w)\) {step}", questions)[1] for step in STEPS)
    assert f"Right order: {right}." in answers
    assert "Right: (b)." in answers and "Right: (a), (b)." in answers


def test_a_branching_case_is_numbered_paragraphs(built):
    text = halves(built, "text")[0]
    case = text[text.index("Branching") : text.index("Open")]
    numbers = {
        scene: int(re.search(rf"\*\*(\d)\*\*\n\n{scene}", case)[1])
        for scene in ("At the start", "In two", "In three", "The end")
    }
    assert numbers["At the start"] == 1
    assert sorted(numbers.values()) == [1, 2, 3, 4]
    assert list(numbers.values()) != [1, 2, 3, 4]
    assert f"Go to two: turn to {numbers['In two']}." in case
    assert f"Go to three: turn to {numbers['In three']}." in case
    assert case.count(f"Go to four: turn to {numbers['The end']}.") == 2
    assert "Only the Head knows" in case and "Only the Governor knows" in case


def test_the_plain_text_of_a_question(built):
    text = built["text"].text("questions.txt")
    begin = text.index("**Activity 1.1.1 Single**")
    assert (
        text[begin : text.index("**Activity 1.1.2")].strip()
        == """\
**Activity 1.1.1 Single** *(Choose one, 1 minute, 2 points)*

Who decides?

   (a) Everybody first

   (b) Somebody second

   (c) Nobody third

*The answer is with the solutions at the back.*"""
    )


@pytest.mark.parametrize("builder", ["epub", "xml"])
def test_markup_is_well_formed(built, builder):
    for name in PRINTED[builder]:
        ElementTree.fromstring(built[builder].text(name).replace("&nbsp;", " ").split("?>", 1)[-1].split("\n", 1)[-1])


def test_an_epub_holds_no_element_that_needs_a_script(built):
    with zipfile.ZipFile(next(built["epub"].out.glob("*.epub"))) as epub:
        pages = [epub.read(name).decode() for name in epub.namelist() if name.endswith(".xhtml")]
    assert any("Who decides?" in page for page in pages)
    assert not any(re.search(r"<(book-|input|select|button|textarea)", page) for page in pages)


@pytest.mark.parametrize("builder", WEB)
def test_without_scripts_the_answers_are_in_a_disclosure(built, builder):
    page = BeautifulSoup(built[builder].text(WEB[builder]), "html.parser")
    for details in page.select("details"):
        details.extract()
    for live in page.select(".live"):
        live.extract()
    text = page.get_text(" ")
    assert "Who decides?" in text and "partner of alpha" in text
    assert not [secret for secret in SECRETS if secret in str(page)]


def test_messages_to_translate_hold_the_questions(built):
    messages = built["gettext"].text("questions.pot")
    for said in (
        "Who decides?",
        "Everybody first",
        "WRONGREASON",
        "partner of alpha",
        "step one",
        "What I saw",
        "In two.",
    ):
        assert messages.count(said) == 1, said


def test_a_translation_reaches_every_part_of_a_question(tmp_path):
    translated = {
        "Who decides?": "Wer entscheidet?",
        "Single": "Eine Wahl",
        "RIGHTREASON as was agreed.": "Wie vereinbart.",
        "partner of alpha": "Partner von Alpha",
        "step one": "Erster Schritt",
        "Go to two": "Weiter zu zwei",
    }
    book = Book(tmp_path, {"questions": QUESTIONS, "back": BACK}, language="de", locale_dirs=["_locales"])
    messages = "".join(f'msgid "{english}"\nmsgstr "{german}"\n\n' for english, german in translated.items())
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    folder = book.source / "_locales" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "questions.po").write_text(header + messages, encoding="utf-8")
    built = book.build("text")
    text = built.text("questions.txt") + built.text("back.txt")
    assert not [german for german in translated.values() if german not in text]
    assert not [english for english in translated if english in text]


def test_a_book_without_an_appendix_promises_none(tmp_path):
    built = Book(tmp_path, {"questions": QUESTIONS, "list": "# L\n\n```{exercise-list}\n```\n"}).build("text")
    text = built.text("questions.txt")
    assert "at the back" not in text
    assert "SOLUTIONTEXT" in text
    assert not [secret for secret in SECRETS if secret in text and secret != "SOLUTIONTEXT"]


# Shuffling --------------------------------------------------------------------------------------------------


def test_shuffling_is_fixed_and_never_the_order_of_the_answer():
    for count in range(2, 8):
        for seed in map(str, range(200)):
            order = shuffled(count, seed)
            assert sorted(order) == list(range(count)) != list(order)
            assert order == shuffled(count, seed)
    assert shuffled(1, "a") == (0,) and shuffled(0, "a") == ()
    assert shuffled(6, "label") == (3, 4, 0, 1, 2, 5)


def test_letters():
    assert [letter(n) for n in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        "A",
        "B",
        "Z",
        "AA",
        "AB",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
