"""Numbers and references: chapter, section and count, as finished text in every form."""

from __future__ import annotations

import re

import pytest
from bookcraft.exercises.domain import ExerciseDomain
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util.inventory import InventoryFile

from tests.bookcraft.building import SETTINGS, Book

CHAPTER = """\
# A chapter

```{exercise} Before the first heading
:label: before
Do.
```

## First section

```{exercise} Who's *first*?
:label: first
:formerly: primary
Do.
```

```{exercise}
:label: untitled
Do.
```

```{exercise} Left out
:label: left-out
:nonumber:
Do.
```

### Deeper

```{exercise} Deeper down
:label: deeper-down
Do.
```

## Second section

```{exercise} Second
:label: second
Do.
```
"""

NESTED = """\
# A page below the chapter

```{exercise} Below
:label: below
Do.
```

## Its section

```{exercise} Below in a section
:label: below-in-section
Do.
```
"""

PLAIN = """\
# An appendix

```{exercise} Appended
:label: appended
Do.
```

## Part

```{exercise} Part
:label: in-part
Do.
```
"""

REFERENCES = """\
# References

R1 {ref}`first`.
R2 {numref}`first`.
R3 [](#first).
R4 [own *words*](#first).
R5 {ref}`own words <first>`.
R6 {numref}`Task %s <first>`.
R7 {numref}`Task {number} on {name} <first>`.
R8 {ref}`untitled`.
R9 {ref}`left-out`.
R10 {numref}`left-out`.
R11 {ref}`primary`.
R12 [](chapter.md#first).
R13 {any}`first`.
R14 {ref}`appended`.
R15 {ref}`below-in-section`.
R16 {ref}`First`.
"""

EXPECTED = {
    1: "Activity 1.1.1 Who’s first?",
    2: "Activity 1.1.1",
    3: "Activity 1.1.1 Who’s first?",
    4: "own words",
    5: "own words",
    6: "Task 1.1.1",
    7: "Task 1.1.1 on Who’s first?",
    8: "Activity 1.1.2",
    9: "Activity Left out",
    10: "Activity",
    11: "Activity 1.1.1 Who’s first?",
    12: "Activity 1.1.1 Who’s first?",
    13: "Activity 1.1.1 Who’s first?",
    14: "Activity 1 Appended",
    15: "Activity 1.2.3 Below in a section",
    16: "Activity 1.1.1 Who’s first?",
}

INDEX = """\
# The book

```{toctree}
:numbered:
:caption: Part one
chapter
references
```

```{toctree}
:caption: At the back
appendix
```
"""

BUILDERS = {
    "html": "references.html",
    "dirhtml": "references/index.html",
    "singlehtml": "index.html",
    "epub": "references.xhtml",
    "text": "references.txt",
    "latex": "abook.tex",
    "man": "abook.1",
    "texinfo": "abook.texi",
    "xml": "references.xml",
    "pseudoxml": "references.pseudoxml",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    pages = {
        "index": INDEX,
        "chapter": CHAPTER + "\n```{toctree}\nbelow\n```\n",
        "below": NESTED,
        "references": REFERENCES,
        "appendix": PLAIN,
    }
    return Book(tmp_path_factory.mktemp("numbers"), pages)


@pytest.fixture(scope="module")
def built(book):
    return {builder: book.build(builder) for builder in BUILDERS}


def test_chapter_section_and_count(built):
    domain = built["html"].app.env.get_domain("exercise")
    assert domain.data["numbers"] == {
        "before": "1.0.1",
        "first": "1.1.1",
        "untitled": "1.1.2",
        "deeper-down": "1.1.3",
        "second": "1.2.1",
        # The page below has the number 1.2.1, after the heading that its list stands under: it counts on there.
        "below": "1.2.2",
        "below-in-section": "1.2.3",
        "appended": "1",
        "in-part": "2",
    }


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_warning(built, builder):
    assert built[builder].warnings == ()


def plain_text(markup):
    """The text of any of the formats, without its marks."""
    markup = re.sub(r"\\hyperref\[[^\]]*\]|\\DUrole\{[^}]*\}|\\(?:sphinxcrossref|sphinxstyleemphasis)", "", markup)
    markup = re.sub(r"\\f[BIPR](?:\\%)?|\\&|<[^>]*>", "", markup)
    markup = re.sub(r"@ref\{\w+,,([^}]*)\}", r"\1", markup)
    markup = (
        markup.replace("\\textquotesingle{}", "'").replace("\\(aq", "'").replace("&#39;", "'").replace("&#x27;", "'")
    )
    return " ".join(re.sub(r"[{}*]", "", markup).split())


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("number", EXPECTED)
def test_a_reference_is_finished_text(built, builder, number):
    text = plain_text(built[builder].text(BUILDERS[builder]))
    found = re.search(rf"\bR{number} (.*?) ?\.(?= R{number + 1}\b|$| )", text)
    assert found and found[1].strip() == EXPECTED[number], text[text.index(f"R{number}") :][:90]


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_is_left_to_fill_in(built, builder):
    for name, content in built[builder].files().items():
        if name.endswith((".html", ".txt", ".tex", ".xhtml", ".1", ".texi", ".xml", ".pseudoxml")):
            assert b"Activity %s" not in content and b"{number}" not in content


def test_links_lead_to_the_exercise(built):
    assert '<a class="reference internal" href="chapter.html#first">' in built["html"].text("references.html")
    assert '<a class="reference internal" href="../chapter/#first">' in built["dirhtml"].text("references/index.html")
    assert 'href="index.html#first"' in built["singlehtml"].text("index.html")
    latex = built["latex"].text("abook.tex")
    assert "\\hyperref[\\detokenize{chapter:first}]" in latex
    assert "\\label{\\detokenize{chapter:first}}" in latex
    for label in re.findall(r"\\hyperref\[(\\detokenize\{[^}]*\})\]", latex):
        assert f"\\label{{{label}}}" in latex, label


def test_an_inventory_tells_other_books(built):
    with (built["html"].out / "objects.inv").open("rb") as file:
        listed = InventoryFile.load(file, "", lambda base, path: path)
    assert listed["exercise:exercise"]["first"][2:] == ("chapter.html#first", "Activity 1.1.1 Who’s first?")


def test_numbers_of_parts_that_are_numbered_on(tmp_path, monkeypatch):
    # The extension replaces Sphinx's own method for good.
    monkeypatch.setattr(TocTreeCollector, "assign_section_numbers", TocTreeCollector.assign_section_numbers)
    index = "# B\n\n```{toctree}\n:numbered:\none\n```\n\n```{toctree}\n:numbered:\ntwo\n```\n"
    page = "# P\n\n## S\n\n```{{exercise}} E\n:label: {0}\nDo.\n```\n"
    pages = {"index": index, "one": page.format("a"), "two": page.format("b")}
    extensions = [*SETTINGS["extensions"], "sphinx_multitoc_numbering"]
    built = Book(tmp_path, pages, extensions=extensions).build("text")
    assert built.app.env.get_domain("exercise").data["numbers"] == {"a": "1.1.1", "b": "2.1.1"}


def test_shallow_numbers(tmp_path):
    """With only chapters numbered, an exercise in a section counts for its chapter."""
    index = "# B\n\n```{toctree}\n:numbered: 1\none\n```\n"
    page = "# P\n\n```{exercise} E\n:label: a\nDo.\n```\n\n## S\n\n```{exercise} F\n:label: b\nDo.\n```\n"
    built = Book(tmp_path, {"index": index, "one": page}).build("text")
    assert built.app.env.get_domain("exercise").data["numbers"] == {"a": "1.0.1", "b": "1.0.2"}


def test_a_page_in_no_contents_counts_for_itself(tmp_path):
    page = "---\norphan: true\n---\n\n# P\n\n```{exercise} E\n:label: a\nDo.\n```\n"
    built = Book(tmp_path, {"index": "# B\n", "alone": page}).build("text")
    assert built.warnings == ()
    assert built.app.env.get_domain("exercise").data["numbers"] == {"a": "1"}


def test_order_is_that_of_the_contents_not_of_the_names(tmp_path):
    page = "# P\n\n```{{exercise}} E\n:label: {0}\nDo.\n```\n"
    book = Book(tmp_path, {"zebra": page.format("z"), "apple": page.format("a")})
    domain: ExerciseDomain = book.build("text").app.env.get_domain("exercise")
    assert [entry.exercise.label for entry in domain.in_order()] == ["z", "a"]
    assert domain.data["numbers"] == {"z": "1.0.1", "a": "2.0.1"}
