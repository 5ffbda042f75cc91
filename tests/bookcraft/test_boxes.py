"""The boxes of a chapter: what they are called, what they hold, what an author is told."""

from __future__ import annotations

import pytest
from bookcraft.boxes import BOXES
from bs4 import BeautifulSoup

from tests.bookcraft.building import Book, line_of, problems_of_html

pytestmark = pytest.mark.build

PAGE = """\
# Page

```{outcomes}
- Tell *delegation* from distribution.
```

```{core-route}
- [A section](#a-section) 8 minutes
```

```{stopping-point} 12 minutes
```

```{then-and-now} November 2026
Then and now, {cite:t}`spillane2006`.
```

```{account} A **Tuesday** in February
:class: voice
:label: a-tuesday
They came.

- One
- Two
```

```{pause}
Who decides?
```

```{pause} Before you go on
Who else?
```

(a-section)=
## A section

See {ref}`a-tuesday`, {ref}`that day <a-tuesday>` and [that day](#a-tuesday).

> ```{pause}
> In a quotation.
> ```

```{bibliography}
```
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    book = Book(tmp_path_factory.mktemp("boxes"), {"page": PAGE})
    return {
        builder: book.build(builder) for builder in ("html", "text", "latex", "singlehtml", "epub", "man", "texinfo")
    }


@pytest.mark.parametrize("builder", ["html", "text", "latex", "singlehtml", "epub", "man", "texinfo"])
def test_no_form_warns(built, builder):
    assert built[builder].warnings == ()


def test_boxes_are_notes_with_a_heading(built):
    page = BeautifulSoup(built["html"].text("page.html"), "html.parser")
    boxes = page.select("div.box")
    titles = [box.select_one("p.box-title").get_text() for box in boxes]
    assert titles == [
        "What you will be able to do",
        "Core route",
        "A good place to stop: you have read for about 12 minutes",
        "Then and now, November 2026",
        "Account of practice: A Tuesday in February",
        "Pause for thought",
        "Pause for thought: Before you go on",
        "Pause for thought",
    ]
    assert {box["role"] for box in boxes} == {"note"}
    account = boxes[4]
    assert account["class"] == ["box", "box-account", "voice"] and account["id"] == "a-tuesday"
    assert account.select_one("strong").get_text() == "Tuesday"
    assert [item.get_text() for item in account.select("li")] == ["One", "Two"]
    assert problems_of_html(str(page)) == []


def test_boxes_in_plain_text(built):
    text = built["text"].text("page.txt")
    assert "**Account of practice: A **Tuesday** in February**\n\nThey came.\n\n* One" in text
    assert "**Pause for thought**\n\nWho decides?" in text
    assert "See Account of practice: A Tuesday in February, that day and that day." in " ".join(text.split())


def test_a_box_can_be_referred_to_in_print(built):
    latex = built["latex"].text("abook.tex")
    assert "\\hyperref[\\detokenize{page:a-tuesday}]" in latex
    assert "\\label{\\detokenize{page:a-tuesday}}" in latex
    assert problems_of_html(built["epub"].text("page.xhtml")) == []


MISTAKES = {
    "nothing inside": ("```{pause}\n```", "```{pause}", "pause: nothing inside; write its text"),
    "no date": (
        "```{then-and-now}\nText.\n```",
        "```{then",
        "then-and-now: write it as '{then-and-now} November 2026'",
    ),
    "no minutes": ("```{stopping-point}\n```", "```{stop", "stopping-point: write it as '{stopping-point} 12 minutes'"),
    "a title too many": (
        "```{outcomes} Aims\n- One\n```",
        "```{outcomes}",
        "outcomes: it has no title of its own; write 'Aims' inside, or leave it out",
    ),
    "an unknown option": (
        "```{account} A\n:clas: b\nText.\n```",
        ":clas:",
        "account: no option 'clas'; write 'class'; there are: label, class",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_at_its_line(tmp_path, mistake):
    text, at, message = MISTAKES[mistake]
    page = f"# Page\n\nText.\n\n{text}\n"
    (told,) = Book(tmp_path, {"page": page}).build("dummy").warnings
    assert (told.line, told.message) == (line_of(at, page), message)


def test_a_label_twice_is_told(tmp_path):
    page = "# Page\n\n(here)=\n## Here\n\n```{pause}\n:label: here\nWho?\n```\n"
    assert any("here" in told.message for told in Book(tmp_path, {"page": page}).build("dummy").warnings)


def test_a_box_takes_anything(tmp_path):
    """Headings, rules, fences and footnotes inside every box: no form crashes."""
    inside = "## Heading\n\nText.[^1]\n\n---\n\n| a |\n|---|\n\n```python\nx\n```\n\n[^1]: Note.\n"
    pages = {f"page-{name}": f"# Page\n\n````{{{name}}} 3 `minutes\n{inside}\n````\n" for name in BOXES}
    book = Book(tmp_path, pages, bookcraft_edition="tutor")
    for builder in ("html", "latex", "text", "texinfo"):
        book.build(builder)
