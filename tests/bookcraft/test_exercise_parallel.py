"""The same book whatever way it is built: with one process or several, afresh or page by page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bookcraft.building import Book

pytestmark = pytest.mark.build

pytestmark = pytest.mark.build

PAGES = [f"page-{letter}" for letter in "abcdef"]
TEMPLATE = """\
# Chapter {name}

(place-{name})=
## Section {name}

```{{single-choice}} Question {name}
:label: question-{name}

Who, after {{ref}}`question-{next}` and {{numref}}`question-{next}` and {{ref}}`place-{next}`?

- [x] A {{term}}`word {name}`
  > Yes {{cite:p}}`spillane2006`, as in [](#question-{next}).
- [ ] B
  > No.
```

```{{prediction}} Guess {name}
:label: guess-{name}
What?
```

```{{prediction-review}} guess-{next}
```

```{{solution}} question-{next}
Because of {name}.
```

```{{glossary}}
word {name}
  The word of {name}.
```

{{doc}}`page-{next}`
"""
BACK = "# Back\n\n```{exercise-list}\n```\n\n```{solutions}\n```\n\n```{bibliography}\n```\n"


def pages():
    names = [page.removeprefix("page-") for page in PAGES]
    following = dict(zip(names, [*names[1:], names[0]], strict=True))
    return {f"page-{name}": TEMPLATE.format(name=name, next=following[name]) for name in names} | {"back": BACK}


def comparable(built):
    """The files of a build, without what names the build itself."""
    # Sphinx knows the check sum of MyST-NB's style sheet only once there has been a build.
    return {
        name: re.sub(rb"(mystnb\.\w+\.css)\?v=\w+", rb"\1", content)
        for name, content in built.files().items()
        if name != ".buildinfo"
    }


def differences(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


# Several processes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_several_processes_give_the_same_files(tmp_path, builder):
    book = Book(tmp_path, pages())
    one = book.build(builder, jobs=1, out="one", doctrees="doctrees-one")
    four = book.build(builder, jobs=4, out="four", doctrees="doctrees-four")
    assert one.warnings == four.warnings == ()
    assert differences(comparable(one), comparable(four)) == []
    of_one, of_four = (built.app.env.get_domain("exercise") for built in (one, four))
    assert list(of_one.in_order()) == list(of_four.in_order())
    assert of_one.data["numbers"] == of_four.data["numbers"]


def test_several_processes_really_read(tmp_path):
    book = Book(tmp_path, pages())
    app = book.build("dummy", jobs=4).app
    assert app.is_parallel_allowed("read") and app.is_parallel_allowed("write")


@pytest.mark.parametrize("jobs", [1, 4])
def test_a_label_taken_on_another_page_is_told_with_any_number_of_processes(tmp_path, jobs):
    page = "# {0}\n\n```{{{1}}} {0}\n:label: same\nWhich?\n\n- [ ] a\n- [ ] b\n```\n"
    kinds = ["prediction", "checklist", "exercise", "plan", "reflection", "prediction"]
    book = Book(tmp_path, {f"page-{n}": page.format(n, kind) for n, kind in enumerate(kinds)} | {"back": BACK})
    for builder in ("html", "text"):
        built = book.build(builder, jobs=jobs, doctrees=f"doctrees-{builder}")
        told = [warned for warned in built.warnings if "label 'same' is taken" in warned.message]
        assert len(told) == 5
        assert {warned.line for warned in told} == {3}
        shown = [name for name in built.files() if b"Which?" in built.files()[name] and name.startswith("page-")]
        assert len(shown) == 1


# Page by page -----------------------------------------------------------------------------------------------


def without(page, pattern):
    return re.sub(pattern, "", page, flags=re.DOTALL)


def nothing(book: Book, written: dict[str, str]):
    pass


def add_an_exercise(book, written):
    extra = "# Chapter b\n\n```{exercise} First of all\n:label: first-of-all\nDo.\n```\n"
    written["page-b"] = written["page-b"].replace("# Chapter b\n", extra)


def remove_an_exercise(book, written):
    written["page-c"] = without(written["page-c"], r"```\{prediction\} .*?```\n")
    written["page-b"] = without(written["page-b"], r"```\{prediction-review\}.*?```\n")


def change_a_title(book, written):
    written["page-d"] = written["page-d"].replace("} Question d", "} Another question")


def change_the_title_of_a_section(book, written):
    written["page-d"] = written["page-d"].replace("## Section d", "## Another section")


def change_the_title_of_a_page(book, written):
    written["page-d"] = written["page-d"].replace("# Chapter d", "# Another chapter")


def rename_a_label(book, written):
    written["page-e"] = written["page-e"].replace(":label: question-e", ":label: asked-e\n:formerly: question-e")


def change_feedback(book, written):
    written["page-d"] = written["page-d"].replace("> No.", "> Not at all.")


def change_a_solution(book, written):
    written["page-d"] = written["page-d"].replace("Because of d", "For the reason d")


def insert_a_section(book, written):
    written["page-a"] = written["page-a"].replace("(place-a)=", "## Before\n\nText.\n\n(place-a)=")


def add_a_page(book, written):
    written["page-x"] = TEMPLATE.format(name="x", next="a")
    book.order("page-x", *PAGES, "back")


def reorder_pages(book, written):
    book.order("back", *reversed(PAGES))


def remove_a_page(book, written):
    del written["page-f"]
    book.remove("page-f")
    written["page-e"] = TEMPLATE.format(name="e", next="a")
    book.order(*PAGES[:-1], "back")


def rename_a_page(book, written):
    written["page-z"] = written.pop("page-f")
    book.remove("page-f")
    written["page-e"] = written["page-e"].replace("{doc}`page-f`", "{doc}`page-z`")
    book.order(*PAGES[:-1], "page-z", "back")


def move_an_exercise_to_another_page(book, written):
    found = re.search(r"```\{prediction\} Guess b.*?```\n", written["page-b"], re.DOTALL)
    written["page-b"] = written["page-b"].replace(found.group(), "")
    written["page-a"] += "\n" + found.group()


def remove_the_back(book, written):
    written["back"] = "# Back\n\n```{bibliography}\n```\n"


def change_a_word(book, written):
    written["page-c"] = written["page-c"].replace("word c\n", "term c\nword c\n")


def change_a_work(book, written):
    path = book.source / "references.bib"
    path.write_text(path.read_text(encoding="utf-8").replace("{2006}", "{2007}"), encoding="utf-8")


CHANGES = [
    nothing, add_an_exercise, remove_an_exercise, change_a_title, change_the_title_of_a_section,
    change_the_title_of_a_page, rename_a_label, change_feedback, change_a_solution, insert_a_section, add_a_page,
    reorder_pages, remove_a_page, rename_a_page, move_an_exercise_to_another_page, remove_the_back, change_a_word,
    change_a_work,
]  # fmt: skip


def changed_since(folder: Path, before: dict[str, str], after: dict[str, str]):
    return {name: text for name, text in after.items() if before.get(name) != text}


IN_TEXT = {add_an_exercise, change_a_title, change_feedback, remove_a_page, remove_the_back}
CASES = [
    (change, builder) for change in CHANGES for builder in ("html", "text") if builder == "html" or change in IN_TEXT
]


@pytest.mark.parametrize(("change", "builder"), CASES, ids=lambda value: getattr(value, "__name__", value))
def test_an_incremental_build_equals_a_fresh_one(tmp_path, change, builder):
    book, written = Book(tmp_path, pages()), pages()
    assert book.build(builder).warnings == ()
    before = dict(written)
    change(book, written)
    book.write(changed_since(book.source, before, written))
    incremental = book.build(builder)
    fresh = book.build(builder, out="fresh", doctrees="fresh-doctrees")
    assert incremental.warnings == fresh.warnings == ()
    assert differences(comparable(incremental), comparable(fresh)) == []


def test_a_form_built_later_is_brought_up_to_date_too(tmp_path):
    """Two forms share what was read; what one has written again, the other has not."""
    book, written = Book(tmp_path, pages()), pages()
    book.build("html")
    book.build("text")
    book.write({"page-d": written["page-d"].replace("} Question d", "} Another question")})
    book.build("html")
    text = book.build("text")
    fresh = book.build("text", out="fresh", doctrees="fresh-doctrees")
    assert differences(comparable(text), comparable(fresh)) == []


def test_only_what_changed_is_written_again(tmp_path):
    book, written = Book(tmp_path, pages()), pages()
    first = {name: (book.build().out / name).stat().st_mtime_ns for name in ("page-a.html", "page-f.html", "back.html")}
    book.write({"page-f": written["page-f"].replace("> No.", "> Not at all.")})
    out = book.build().out
    again = {name: (out / name).stat().st_mtime_ns for name in first}
    assert [name for name in first if first[name] != again[name]] == ["page-f.html", "back.html"]


def test_a_label_that_became_free_is_taken_in_the_next_build(tmp_path):
    """The page whose exercise was refused is read again, although only the other has changed."""
    page = "# P\n\n```{exercise} E\n:label: same\nWhich of them?\n```\n"
    book = Book(tmp_path, {"one": page, "two": page})
    assert len(book.build().warnings) == 1
    assert len(book.build().warnings) == 1
    book.write({"one": page.replace("same", "other")})
    built = book.build()
    assert built.warnings == ()
    assert "Which of them?" in built.text("two.html") and "Which of them?" in built.text("one.html")


def test_a_reference_to_an_exercise_that_is_gone_is_told(tmp_path):
    exercise = "# Two\n\n```{exercise} E\n:label: e\nDo.\n```\n"
    book = Book(tmp_path, {"one": "# One\n\n{ref}`e`\n", "two": exercise})
    assert book.build().warnings == ()
    book.write({"two": "# Two\n"})
    (told,) = book.build().warnings
    assert (told.page, told.line, "undefined label" in told.message) == ("one", 3, True)
