"""The directives as authors use them: every snippet of the authors' guide, and what may stand in an exercise."""

from __future__ import annotations

import re

import pytest
from bookcraft.boxes import BOXES
from bookcraft.exercises.directives import COMMON_OPTIONS, OWN_OPTIONS
from bookcraft.exercises.model import KINDS
from bookcraft.exercises.syntax import FRAMES
from bs4 import BeautifulSoup

from tests.bookcraft.building import SETTINGS, Book, problems_of_html
from tools.steps import ROOT

GUIDE = (ROOT / "book" / "using" / "for-authors.md").read_text(encoding="utf-8")
FACTS = ROOT / "packages" / "leadership-lab" / "src" / "leadership_lab" / "data" / "published_numbers.csv"
BUILDERS = ["html", "text", "latex", "singlehtml", "epub"]
BACK = "# Back\n\n```{exercise-list}\n```\n\n```{solutions}\n```\n"
ELSEWHERE = """\
# Elsewhere

(handing-out-work)=
## Handing out work

(one-step)=
## One step

```{glossary}
advice network
  Who asks whom.

tie
  Somebody was named.
```

```{bibliography}
```
"""

_EXAMPLE = re.compile(r"^(`{5,})\{example\}\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_LITERAL = re.compile(r"^````md\n(.*?)^````$", re.MULTILINE | re.DOTALL)
EXAMPLES = [found[1] for found in _EXAMPLE.findall(GUIDE)]
SNIPPETS = [*EXAMPLES, *_LITERAL.findall(GUIDE)]


def name_of(snippet):
    return re.search(r"\{([a-z-]+)", snippet)[1] + f"-{SNIPPETS.index(snippet)}"


# The authors' guide -----------------------------------------------------------------------------------------


def test_the_guide_shows_every_directive():
    shown = set(re.findall(r"^[`:]{3,}\{([a-z-]+)\}", "\n".join(SNIPPETS), re.MULTILINE))
    ours = {*KINDS, *BOXES, "solution", "prediction-review", "exercise-list", "solutions", "scene", "seat"}
    gates = {f"{name}-{end}" for name in ("exercise", "solution") for end in ("start", "end")}
    assert ours | gates <= shown
    assert {"gap", "fact", "cite:p", "cite:t", "term", "ref", "numref"} <= set(
        re.findall(r"\{([a-z:]+)\}`", "\n".join(SNIPPETS))
    )


def test_the_guide_has_every_kind_and_option_in_its_tables():
    rows = re.findall(r"^\| `([^`]+)` \|.*\|$", GUIDE, re.MULTILINE)
    assert list(KINDS) == [row for row in rows if not row.startswith(":")]
    assert set(COMMON_OPTIONS) == {row.split(":")[1] for row in rows if row.startswith(":")}
    for kind, options in OWN_OPTIONS.items():
        (row,) = re.findall(rf"^\| `{kind}` \|.*\| (.*) \|$", GUIDE, re.MULTILINE)
        assert set(options) == set(re.findall(r"`([a-z-]+)`", row)), kind
    for frame in FRAMES:
        assert f"`{frame}`" in GUIDE


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """Every snippet on a page of its own, in each form."""
    pages = {name_of(snippet): f"# Page\n\n{snippet}" for snippet in SNIPPETS}
    book = Book(tmp_path_factory.mktemp("snippets"), {**pages, "elsewhere": ELSEWHERE}, bookcraft_facts=str(FACTS))
    references = (ROOT / "references.bib").read_text(encoding="utf-8")
    (book.source / "references.bib").write_text(references, encoding="utf-8")
    return {builder: book.build(builder) for builder in BUILDERS}


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("snippet", SNIPPETS, ids=name_of)
def test_a_snippet_builds_alone_without_a_warning(alone, snippet, builder):
    assert alone[builder].of(name_of(snippet)) == []


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_else_warns(alone, builder):
    assert alone[builder].warnings == ()


@pytest.mark.parametrize("snippet", SNIPPETS, ids=name_of)
def test_a_page_with_a_snippet_is_sound(alone, snippet):
    assert problems_of_html(alone["html"].text(f"{name_of(snippet)}.html")) == []


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    pages = {"for-authors": GUIDE, "elsewhere": ELSEWHERE, "book/using/exercises-and-solutions": BACK}
    book = Book(tmp_path_factory.mktemp("guide"), pages, bookcraft_facts=str(FACTS))
    references = (ROOT / "references.bib").read_text(encoding="utf-8")
    (book.source / "references.bib").write_text(references, encoding="utf-8")
    return {builder: book.build(builder) for builder in ("html", "text")}


def test_the_guide_shows_source_and_result_of_the_same_text(guide):
    page = BeautifulSoup(guide["html"].text("for-authors.html"), "html.parser")
    shown = page.select("div.example")
    assert [box.select_one("pre").get_text().strip() for box in shown] == [text.strip() for text in EXAMPLES]
    for box, text in zip(shown, EXAMPLES, strict=True):
        result = box.select_one(".example-result")
        assert bool(result.get_text(strip=True)) == ("{tutor}" not in text)
    assert guide["html"].warnings == ()
    assert problems_of_html(str(page)) == []


def test_examples_are_not_exercises_of_the_book(guide):
    everything = guide["text"].text("book/using/exercises-and-solutions.txt")
    assert "Who leads the assembly?" not in everything
    written = guide["text"].text("for-authors.txt")
    assert "**Activity Who leads the assembly?**" in written
    assert "with the solutions at the back" not in written


# What may stand in an exercise ------------------------------------------------------------------------------

RICH = """\
# A rich page

(a-section)=
## A section

Text with a note[^text].

[^text]: In the text.
[^why]: Footnote of the *feedback* with $n^2$.
[^other]: Another footnote.

~~~~~{single-choice} How **dense** is a {term}`tie` of $K_4$?
:label: rich
:formerly: poor, poorer
:class: recall

Look at ![a square](square.svg) and the table.

| a | b |
|---|---|
| 1 | {term}`tie` |

```{code-block} python
ties = 12
```

```{figure} square.svg
:name: a-square
:alt: four sides

A square.
```

$$
d = \\frac{m}{n(n-1)}
$$ (rich-density)

- [x] One, since all *four* ask all
  > Yes {cite:p}`spillane2006`, see {ref}`a-section`, {ref}`other`, [there](#a-section), {doc}`elsewhere`,
  > [elsewhere](elsewhere.md), {numref}`a-square`, {eq}`rich-density`.[^why]
  >
  > ```{note}
  > A note.
  > ```
  >
  > | c | d |
  > |---|---|
  > | 2 | 3 |
- [ ] `zero`
  > No.[^other] A [list](https://example.org):
  >
  > - [x] one
  > - two
~~~~~

```{matching} Match
:label: other

Match.

{term}`tie <tie>`
: {cite:t}`spillane2006` says

$n$
: ![a square](square.svg){#drawn}
  > ![a square](square.svg)

{ref}`rich`
: [back](#rich)
```

````{solution} rich
:label: solved

A solution with its own figure.

```{figure} square.svg
:name: solved-square
:alt: four sides

A square, solved.
```

As {eq}`rich-density` says.[^other]
````

See {ref}`solved` and {ref}`poorer`.
"""

EVERYWHERE = """\
# Everywhere

- An item

  ```{exercise} In a list
  :label: in-a-list
  :nonumber:
  Do it.
  ```

> ```{exercise}
> :label: in-a-quotation
> Do it there.
> ```

```````{admonition} A frame
`````{single-choice} In an admonition
:label: in-an-admonition
Who?

- [ ] A
  > no
- [x] B
  > yes
`````

````{exercise} Hidden
:label: hidden-one
:hidden:
Nobody sees this.
````
```````

``````{tab-set}
`````{tab-item} One
```{ordering} In a tab
:label: in-a-tab

## A heading in a fence

Put in order.

1. a
2. b
```
`````
``````

```{reflection} Unnumbered
:label: unnumbered
:nonumber:
Think.
```

```{solution} hidden-one
Seen after all.
```

```{solution} in-a-tab
:hidden:
Not seen.
```

```{pause}
A {ref}`hidden-one` and {ref}`unnumbered` and {numref}`unnumbered`.

- [x] done
- [ ] not done
```
"""

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0h4v4h-4z"/></svg>\n'


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    pages = {
        "rich": RICH,
        "everywhere": EVERYWHERE,
        "elsewhere": ELSEWHERE,
        "back/answers": BACK,
        "square.svg": SQUARE,
    }
    book = Book(tmp_path_factory.mktemp("rich"), pages)
    book.order("rich", "everywhere", "elsewhere", "back/answers")
    return {builder: book.build(builder) for builder in BUILDERS}


@pytest.mark.parametrize("builder", BUILDERS)
def test_everything_may_stand_in_an_exercise(rich, builder):
    # LaTeX needs a converter for SVG, which is no concern of an exercise.
    warnings = [w for w in rich[builder].warnings if "a suitable image for" not in w.message]
    assert warnings == []


@pytest.mark.parametrize("page", ["rich", "everywhere", "back/answers"])
def test_pages_are_sound(rich, page):
    pages = {p: rich["html"].text(f"{p}.html") for p in ("rich", "everywhere", "elsewhere", "back/answers")}
    assert problems_of_html(pages[page], page, pages) == []


def test_pages_of_an_epub_are_sound(rich):
    pages = {p: rich["epub"].text(f"{p}.xhtml") for p in ("rich", "everywhere", "elsewhere", "back/answers")}
    for page, content in pages.items():
        assert problems_of_html(content, page, pages) == []


def test_answers_at_the_back_keep_what_they_point_to(rich):
    page = BeautifulSoup(rich["html"].text("back/answers.html"), "html.parser")
    links = {a.get_text(): a["href"] for a in page.select("details a")}
    assert links["A section"] == "../rich.html#a-section"
    assert links["there"] == "../rich.html#a-section"
    assert links["elsewhere"].startswith("../elsewhere.html")
    assert links["Elsewhere"].startswith("../elsewhere.html")
    assert links["tie"].startswith("../elsewhere.html#term-tie")
    assert links["Spillane, 2006"].startswith("../elsewhere.html#id")
    assert links["Activity 1.1.2 Match"] == "../rich.html#other"
    text = page.get_text(" ", strip=True)
    assert "Footnote of the feedback" in text and "Another footnote" in text
    assert "In the text." not in text


def test_answers_at_the_back_in_plain_text(rich):
    text = rich["text"].text("back/answers.txt")
    assert "see A section, Activity 1.1.2 Match, there" in " ".join(text.split())
    assert "Seen after all" in text
    assert "Not seen" not in text and "Nobody sees this" not in text


def test_references_to_a_solution(rich):
    text = " ".join(rich["text"].text("rich.txt").split())
    name = "How dense is a tie of K_4?"
    assert f"See Solution to Activity 1.1.1 {name} and Activity 1.1.1 {name}." in text
    page = BeautifulSoup(rich["html"].text("rich.html"), "html.parser")
    assert page.select_one("details.solution")["id"] == "solved"
    assert page.find("a", string=re.compile("^Solution to"))["href"] == "#solved"


def test_unnumbered_and_hidden_exercises(rich):
    text = " ".join(rich["text"].text("everywhere.txt").split())
    assert "A Activity Hidden and Activity Unnumbered and Activity." in text
    assert "**Activity In a list**" in text
    assert "**Activity 2.0.1** *(Exercise)*" in text
    page = rich["html"].text("everywhere.html")
    assert "Nobody sees this" not in page and 'href="#hidden-one"' not in page
    assert "Seen after all" in page and "Not seen" not in page


def test_no_checkbox_of_the_parser_reaches_a_page(rich):
    for name, content in rich["html"].files().items():
        if name.endswith(".html"):
            assert b"task-list-item-checkbox" not in content
    assert "\u2611 done" in rich["text"].text("everywhere.txt")
    assert "\u2610 not done" in rich["text"].text("everywhere.txt")
    assert "\u2611 one" in rich["text"].text("back/answers.txt")


def test_labels_of_old_are_kept_for_the_answers(rich):
    page = BeautifulSoup(rich["html"].text("rich.html"), "html.parser")
    exercise = page.find(id="rich")
    assert exercise["data-formerly"] == "poor poorer"
    assert "recall" in exercise["class"]


# Gates ------------------------------------------------------------------------------------------------------


def test_what_stands_between_gates_belongs_to_the_exercise(tmp_path):
    page = """\
# Page

```{exercise-start} Gated
:label: gated
First.
```

Second.

| a |
|---|
| third |

```{exercise-end}
```

```{solution-start} gated
```

```{code-block} python
solved = True
```

```{solution-end}
```

After.
"""
    built = Book(tmp_path, {"page": page}).build()
    assert built.warnings == ()
    html = BeautifulSoup(built.text("page.html"), "html.parser")
    exercise = html.find(id="gated").get_text(" ", strip=True)
    assert [word in exercise for word in ("First.", "Second.", "third", "solved", "After.")] == [True] * 3 + [False] * 2
    assert "solved" in html.select_one("details.solution").get_text()
    assert "After." not in html.select_one("details.solution").get_text()


def test_labels_as_sphinx_exercise_has_them(tmp_path):
    page = "# Page\n\n```{exercise} Factorial\n:label: pr_ex1\n\nDo.\n```\n"
    page += "\n```{solution} pr_ex1\n:label: pr_ex1_solution\nDone.\n```\n\n{ref}`pr_ex1`, {ref}`pr_ex1_solution`\n"
    built = Book(tmp_path, {"page": page}).build()
    assert built.warnings == ()
    assert problems_of_html(built.text("page.html")) == []


def test_a_solution_may_stand_on_another_page(tmp_path):
    pages = {
        "one": "# One\n\n```{exercise} E\n:label: e\nDo.\n```\n",
        "two": "# Two\n\n[^a]: A note.\n\n```{solution} e\nDone.[^a]\n```\n",
        "back": BACK,
    }
    book = Book(tmp_path, pages)
    html, text = book.build(), book.build("text")
    assert html.warnings == text.warnings == ()
    assert "Done." in html.text("two.html") and "Done." in html.text("back.html")
    assert "Done." not in text.text("two.txt") and "Done.[1]" in text.text("back.txt")
    assert "A note." not in text.text("two.txt") and "A note." in text.text("back.txt")


def test_substitutions_in_a_question(tmp_path):
    page = "---\nmyst:\n  substitutions:\n    who: the *head*\n---\n\n# P\n\n"
    page += "```{single-choice} About {{ who }}\n:label: q\nWho is {{ who }}?\n\n"
    page += "- [x] {{ who }}\n  > Yes, {{ who }}.\n- [ ] b\n  > n\n```\n"
    extensions = [*SETTINGS["myst_enable_extensions"], "substitution"]
    built = Book(tmp_path, {"page": page}, myst_enable_extensions=extensions).build("text")
    assert built.warnings == ()
    assert "**Activity 1.0.1 About the *head***" in built.text("page.txt")
    assert "Who is the *head*?\n\n   (a) the *head*" in built.text("page.txt")


# Labels and places ------------------------------------------------------------------------------------------


def test_a_label_that_a_heading_has(tmp_path):
    page = "# Page\n\n## Density\n\n```{exercise} D\n:minutes: 2\n:label: density\nDo.\n```\n"
    (told,) = Book(tmp_path, {"page": page}).build().warnings
    assert (told.line, told.message) == (7, "exercise: 'density' is the address of a heading too; rename this")


def test_a_label_that_a_place_on_another_page_has(tmp_path):
    pages = {"one": "# One\n\n(density)=\n## Density\n", "two": "# Two\n\n```{exercise} D\n:label: density\nDo.\n```\n"}
    (told,) = Book(tmp_path, pages).build().warnings
    assert (told.page, told.line) == ("two", 3)
    assert told.message == "exercise: label 'density' is also that of a place in one; rename one of them"


def test_a_heading_below_an_exercise_with_its_name_gets_another_address(tmp_path):
    page = "# Page\n\n```{exercise} D\n:label: density\nDo.\n```\n\n## Density\n"
    built = Book(tmp_path, {"page": page}).build()
    assert built.warnings == ()
    assert problems_of_html(built.text("page.html")) == []


def test_parts_of_an_exercise_share_no_address_with_other_exercises(tmp_path):
    choices = "\n\nWho?\n\n- [x] A\n  > y\n- [ ] B\n  > n\n```\n"
    labels = ["who", "who-0", "who-title", "who-0-text", "who-gap-1"]
    page = "# Page\n" + "".join(f"\n```{{single-choice}} T\n:label: {label}{choices}" for label in labels)
    built = Book(tmp_path, {"page": page + "\n## Who title\n"}).build()
    assert built.warnings == ()
    assert problems_of_html(built.text("page.html")) == []


def test_a_label_of_old_is_taken_like_any_other(tmp_path):
    page = "# P\n\n```{exercise} A\n:label: new\n:formerly: old\nDo.\n```\n\n```{exercise} B\n:label: old\nDo.\n```\n"
    (told,) = Book(tmp_path, {"page": page}).build().warnings
    assert (told.line, "label 'old' is taken by the one in page line 3" in told.message) == (9, True)
