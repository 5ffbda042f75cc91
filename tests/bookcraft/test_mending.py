"""What stops docutils, Sphinx or an extension with a traceback is mended, and the author is told."""

from __future__ import annotations

import pytest

from tests.bookcraft.building import Book, line_of

pytestmark = pytest.mark.build

FORMS = ["html", "latex", "texinfo", "text", "epub"]
CASES = {
    "a rule in a fence": (
        "```{note}\nText.\n\n---\n\nMore.\n```",
        "---",
        "a rule ('---') cannot stand inside anything",
    ),
    "a rule in an exercise": (
        "```{exercise} E\n:label: e\nDo.\n\n---\n\nMore.\n```",
        "---",
        "a rule ('---') cannot stand inside anything; remove it",
    ),
    "a table without rows": ("| a | b |\n|---|---|\n", "| a |", "a table without rows; write one, or remove it"),
    "a heading without a word": ("##\n\nText.", "##", "a heading without a word; write one, or remove it"),
    "a citation of nothing": (
        "As {cite:t}`spillane 2006` says.",
        "cite",
        "'spillane 2006' is no key of a work; write keys as in references.bib, with commas between them",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_mended_and_told(tmp_path, case):
    text, at, message = CASES[case]
    page = f"# Page\n\n{text}\n"
    book = Book(tmp_path, {"page": page})
    told = book.build(FORMS[0]).warnings
    assert [(warned.page, warned.line) for warned in told] == [("page", line_of(at, page))]
    assert message in told[0].message
    for form in FORMS[1:]:
        book.build(form)


def test_a_very_wide_table_can_be_written_as_text(tmp_path):
    cells = "| " + " | ".join(f"word{n}" for n in range(60)) + " |\n"
    page = "# Page\n\n" + cells + "|---" * 60 + "|\n" + cells
    assert Book(tmp_path, {"page": page}).build("text").warnings == ()


def test_what_is_in_order_stays_as_it_is(tmp_path):
    page = "# Page\n\nText.\n\n---\n\nMore.\n\n| a |\n|---|\n| b |\n\n{cite:t}`spillane2006,wasserman1994`\n"
    built = Book(tmp_path, {"page": page + "\n```{bibliography}\n```\n"}).build()
    assert built.warnings == ()
    assert '<hr class="docutils" />' in built.text("page.html")
