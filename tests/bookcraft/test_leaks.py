"""Nothing leaks: tutors' notes are in no file of a learner's build, answers in none but those that need them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import pytest
from bookcraft.editions import without_notes
from hypothesis import given
from hypothesis import strategies as st
from sphinx.errors import ConfigError

from tests.bookcraft.building import Book

pytestmark = pytest.mark.build

CANARY = "XYZZYCANARY"
BUILDERS = [
    "html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "pseudoxml", "gettext",
]  # fmt: skip

NOTES = """\
# Notes

```{tutor} XYZZYCANARY in the title
XYZZYCANARY at the top, with {ref}`a place <xyzzycanary-label>`.

(xyzzycanary-label)=
### XYZZYCANARY heading

[^xyzzycanary]: XYZZYCANARY footnote.

Text.[^xyzzycanary] $XYZZYCANARY$ {cite:p}`spillane2006`
```

:::{tutor}
XYZZYCANARY in colons
:::

- An item

  ```{tutor}
  XYZZYCANARY in a list
  ```

> ```{tutor}
> XYZZYCANARY in a quotation
> ```

`````{admonition} Frame
````{account} Somebody
```{tutor}
XYZZYCANARY in two boxes
```
Somebody tells.
````
`````

``````{tutor}
`````{single-choice} XYZZYCANARY question
:label: xyzzycanary-question
XYZZYCANARY, who?

- [x] XYZZYCANARY
  > XYZZYCANARY
- [ ] b
  > XYZZYCANARY
`````

````{solution} xyzzycanary-question
XYZZYCANARY
````

```{glossary}
XYZZYCANARY term
  XYZZYCANARY
```

```{index} XYZZYCANARY
```

```{figure} xyzzycanary.svg
:name: xyzzycanary-figure
:alt: XYZZYCANARY

XYZZYCANARY
```
``````

````{single-choice} A question with a note inside
:label: with-a-note
Who?

```{tutor}
XYZZYCANARY in a question
```

- [x] The teachers
  > RIGHTREASON

  ```{tutor}
  XYZZYCANARY after a choice
  ```
- [ ] The head
  > ```{tutor}
  > XYZZYCANARY in feedback
  > ```
  > WRONGREASON
````

````{solution} with-a-note
SOLUTIONTEXT

```{tutor}
XYZZYCANARY in a solution
```
````

```{include} _part.md
```
""".replace("  > RIGHTREASON\n\n  ```{tutor}\n  XYZZYCANARY after a choice\n  ```\n", "  > RIGHTREASON\n")  # fmt: skip

NOTEBOOK = """\
---
file_format: mystnb
kernelspec:
  name: python3
---

# A notebook

```{tutor}
XYZZYCANARY in a notebook
```

```{single-choice} In a notebook
:label: in-a-notebook
Who?

- [x] The teachers
  > RIGHTREASON
- [ ] The head
  > WRONGREASON
```

```{raw-cell}
nothing to run
```
"""

PART = """\
```{tutor}
XYZZYCANARY in an included file
```

````{exercise} Included
:label: included
Do.

```{tutor}
XYZZYCANARY in an included question
```
````
"""

PAGES = {
    "notes": NOTES,
    "notebook": NOTEBOOK,
    "_part": PART,
    "back": "# Back\n\n```{exercise-list}\n```\n\n```{solutions}\n```\n\n```{bibliography}\n```\n",
    "xyzzycanary.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"></svg>',
}


def unpacked(name: str, content: bytes):
    """A file and, if it packs others or compresses itself, what is inside."""
    yield name, content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for inner in packed.namelist():
                yield from unpacked(f"{name}/{inner}", packed.read(inner))
    if name.endswith(".inv"):
        yield f"{name}/unpacked", zlib.decompress(content.split(b"zlib.\n", 1)[1])


def everything(folder: Path):
    """Every file below a folder, by name, archives opened."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from unpacked(path.relative_to(folder).as_posix(), path.read_bytes())


@pytest.fixture(scope="module")
def learners(tmp_path_factory):
    book = Book(tmp_path_factory.mktemp("learners"), PAGES)
    book.order("notes", "notebook", "back")
    for builder in BUILDERS:
        built = book.build(builder, doctrees="gettext-doctrees" if builder == "gettext" else "doctrees")
        unexpected = [warned for warned in built.warnings if "a suitable image for" not in warned.message]
        assert unexpected == []
    return book


@pytest.fixture(scope="module")
def tutors(tmp_path_factory):
    book = Book(tmp_path_factory.mktemp("tutors"), PAGES, bookcraft_edition="tutor")
    book.order("notes", "notebook", "back")
    return {builder: book.build(builder) for builder in ("html", "text", "latex", "epub")}


def test_the_reader_of_archives_reads_them(tmp_path):
    """The tests below would pass if nothing could be found: so find something, packed twice."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("deep.txt", CANARY)
    with zipfile.ZipFile(tmp_path / "outer.epub", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inner.zip", inner.getvalue())
    (tmp_path / "objects.inv").write_bytes(b"# zlib.\n" + zlib.compress(CANARY.encode()))
    found = {name for name, content in everything(tmp_path) if CANARY.encode() in content}
    assert found >= {"outer.epub/inner.zip/deep.txt", "objects.inv/unpacked"}


def test_no_note_for_tutors_is_in_any_file_of_a_build(learners):
    """Nor in what a build keeps for the next one: somebody may serve that folder too."""
    kept = dict(everything(learners.folder / "out")) | dict(everything(learners.folder / "doctrees"))
    # The trees for translators are read apart.
    kept |= dict(everything(learners.folder / "gettext-doctrees"))
    assert {"html/notes.html", "html/searchindex.js", "html/objects.inv/unpacked", "notes.doctree"} <= kept.keys()
    leaking = [name for name, content in kept.items() if CANARY.lower().encode() in content.lower()]
    assert leaking == []


@pytest.mark.parametrize("builder", ["html", "text", "latex", "epub"])
def test_the_edition_for_tutors_has_every_note(tutors, builder):
    written = b"".join(content for _, content in everything(tutors[builder].out) if b"XYZZY" in content).decode()
    for place in (
        "in the title", "at the top", "heading", "footnote", "in colons", "in a list", "in a quotation", "in two boxes",
        "question", "in a question", "in feedback", "in a solution", "in an included file", "in an included question",
        "in a notebook",
    ):  # fmt: skip
        assert re.search(rf"{CANARY}\s+{place}", written), place


def test_a_note_leaves_as_many_lines_as_it_had():
    assert without_notes("a\n\n- ```{tutor}\n  x\n  ```\n- b\n") == "a\n\n\n  \n  \n- b\n"
    assert without_notes("> c\n> :::{tutor}\n> x\n> :::\n> d\n") == "> c\n> \n> \n> \n> d\n"
    assert without_notes("````{pause}\n```{tutor}\nx\n```\n````\n") == "````{pause}\n\n\n\n````\n"


def test_a_note_that_is_shown_as_an_example_stays():
    for name in ("{example}", "{code-block} md", "md", ""):
        text = f"````{name}\n```{{tutor}}\nx\n```\n````\n"
        assert without_notes(text) == text


PIECES = ["```{tutor}", ":::{tutor} T", "```", ":::", "> ", "- a", "  b", "````{pause}", "````", ""]


@given(st.lists(st.sampled_from(PIECES)))
def test_what_remains_has_no_note_and_every_line(lines):
    text = "\n".join(lines)
    kept = without_notes(text)
    assert len(kept.split("\n")) == len(text.split("\n"))
    assert without_notes(kept) == kept


def test_no_build_holds_its_sources(learners):
    names = [name for name, _ in everything(learners.folder / "out")]
    assert not [name for name in names if "_sources" in name]
    assert not [name for name in names if name.endswith((".md", ".ipynb", ".md.txt"))]
    with_directives = [name for name, content in everything(learners.folder / "out") if b"{single-choice}" in content]
    assert with_directives == []
    with_ticks = [name for name, content in everything(learners.folder / "out") if b"[x]" in content]
    assert with_ticks == []


def test_reasons_are_in_the_answers_and_nowhere_else(learners):
    may = {
        # The page needs them to mark, the appendix shows them.
        "html": {"notes.html", "notebook.html", "back.html"},
        "dirhtml": {"notes/index.html", "notebook/index.html", "back/index.html"},
        "epub": {"back.xhtml", "Abook.epub/back.xhtml"},
        "text": {"back.txt"},
        "xml": {"back.xml"},
        "pseudoxml": {"back.pseudoxml"},
        "latex": {"abook.tex"},
        "man": {"abook.1"},
        "texinfo": {"abook.texi"},
        "singlehtml": {"index.html"},
        # For translators, who need all of the text.
        "gettext": {"notes.pot", "notebook.pot"},
    }
    for builder in BUILDERS:
        for word in (b"RIGHTREASON", b"WRONGREASON", b"SOLUTIONTEXT"):
            found = {name for name, content in everything(learners.folder / "out" / builder) if word in content}
            assert found and found <= may[builder], builder


@pytest.mark.parametrize("word", ["rightreason", "wrongreason", "solutiontext"])
def test_the_search_does_not_find_answers(learners, word):
    index = (learners.folder / "out" / "html" / "searchindex.js").read_text(encoding="utf-8").lower()
    assert word not in index and word[:8] not in index
    assert "somebodi" in index or "somebody" in index


def test_what_is_right_is_marked_within_the_disclosure_alone(learners):
    page = (learners.folder / "out" / "html" / "notes.html").read_text(encoding="utf-8")
    outside = re.sub(r'<details class="(?:answers|solution)".*?</details>', "", page, flags=re.DOTALL)
    assert "data-right" in page and "data-right" not in outside
    assert "checked" not in outside and "RIGHTREASON" not in outside


def test_a_theme_that_asks_for_sources_gets_none(tmp_path):
    book = Book(tmp_path, PAGES, html_copy_source=True, html_show_sourcelink=True)
    book.order("notes", "notebook", "back")
    names = book.build().files()
    assert not [name for name in names if name.startswith("_sources")]


def test_an_unknown_edition_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="bookcraft_edition: 'teacher'; write one of: learner, tutor"):
        Book(tmp_path, {"index": "# B\n"}, bookcraft_edition="teacher").build()


def test_another_edition_is_read_afresh(tmp_path):
    """A learner's build after a tutor's, in the same folders, has nothing of it."""
    book = Book(tmp_path, PAGES, bookcraft_edition="tutor")
    book.order("notes", "notebook", "back")
    assert CANARY in book.build().text("notes.html")
    book.settings["bookcraft_edition"] = "learner"
    book.build()
    # The picture of the note is a file that the first build copied, under the name its author gave it.
    found = [name for name, content in everything(tmp_path / "out") if CANARY.encode() in content]
    assert found == []
