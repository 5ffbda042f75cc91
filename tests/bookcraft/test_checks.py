"""The checks as a whole: every one is tried both ways, told from the others, chosen, excused, set up, and run."""

import json
import re
from pathlib import Path

import pytest
from bookcraft.checks import CHECKS, BookError, Check, Page, PolicyError, UnknownCode, check_book, chosen, open_book
from bookcraft.checks.pages import EXTENSIONS
from bookcraft.checks.policy import Kind, policy_of, read_policy
from bookcraft.cli import app
from typer.testing import CliRunner

from tests.bookcraft.checking import book_of, in_folder

HERE = Path(__file__).parent


# Every check ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_says_what_it_promises_and_what_to_write(code):
    check = CHECKS[code]
    assert re.fullmatch(r"[A-Z]{3}1\d\d", code)
    assert check.title and not check.title.endswith(".")
    assert len(check.title) < 90
    assert check.__doc__.rstrip().endswith((".", "?", ":"))


def test_every_check_is_tried_with_what_passes_and_with_what_fails():
    tests = "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_checks_*.py"))
    # Some are called with a code from a tuple, or look at their findings themselves.
    passed = set(re.findall(r'passes\(\s*"(\w+)"', tests)) | {"ANS102", "ANS103", "ANS104", "FIG103"}
    failed = set(re.findall(r'(?:fails|findings)\(\s*"(\w+)"', tests))
    assert passed == set(CHECKS)
    assert failed == set(CHECKS)


def test_a_code_belongs_to_one_check():
    with pytest.raises(TypeError, match="TXT101 is the code of OneSentenceALine"):

        class Another(Check):
            """Write something."""

            code = "TXT101"
            title = "Another"


# Choosing and excusing --------------------------------------------------------------------------------------


def codes(*args):
    return [check.code for check in chosen(*args)]


def test_checks_are_chosen_by_the_beginnings_of_their_codes():
    assert codes() == sorted(CHECKS)
    assert codes(["SPL"]) == ["SPL101", "SPL102"]
    assert codes(["SPL", "TXT101"], ["SPL102"]) == ["SPL101", "TXT101"]
    assert "TXT101" not in codes((), ["TXT"])


def test_a_code_that_no_check_has():
    with pytest.raises(UnknownCode, match="'TXT201'; write 'TXT101'"):
        chosen(["TXT201"])
    with pytest.raises(UnknownCode, match="see 'book check --list'"):
        chosen((), ["zzz"])


TWO = "# A\n\n% book check: ignore TXT101, TXT102: as it was spoken\n\nOne. Two.\nThree. Four.\n\nFive. Six.\n"


def test_a_comment_excuses_the_block_below_it():
    found = check_book(book_of(TWO), chosen(["TXT101"]))
    assert [each.line for each in found] == [8]


def test_a_comment_excuses_a_whole_fence():
    comment = "% book check: ignore TXT101: as it was spoken"
    text = f"# A\n\n{comment}\n```{{account}} B\nOne. Two.\n\nThree. Four.\n```\nFive. Six.\n"
    assert [each.line for each in check_book(book_of(text), chosen(["TXT101"]))] == [9]


def test_findings_come_in_order_and_from_the_pages_that_were_asked_for():
    book = book_of("# A\n\nOne. Two.\n\n### B\n", "# C\n\nOne. Two.\n")
    checks = chosen(["TXT101", "STR103"])
    everything = [(each.path, each.line) for each in check_book(book, checks)]
    assert everything == [("other.md", 3), ("page.md", 3), ("page.md", 5)]
    assert [each.path for each in check_book(book, checks, ["other.md"])] == ["other.md"]


# The page ---------------------------------------------------------------------------------------------------


def test_lines_are_those_of_the_file_however_deep_they_stand():
    text = (
        "---\na: b\n---\n\n# A\n\n::::{account} Of {term}`one <two>`\n:class: x\n\nLine ten.\n\n"
        "```{note}\nLine thirteen.\n```\n::::\n\n- item\n\n  ```{tip}\n  Line twenty.\n  ```\n"
    )
    page = Page("a.md", text, EXTENSIONS)
    found = {line.text: (line.number, block.inside) for block in page.blocks for line in block.lines}
    assert found["Of one"] == (7, ("account",))
    assert found["Line ten."] == (10, ("account",))
    assert found["Line thirteen."] == (13, ("account", "note"))
    assert found["Line twenty."] == (20, ("tip",))
    assert page.front == {"a": "b"} and page.headings[0].line == 5 and not page.unclosed


def test_what_is_read_through_is_told_from_what_is_not():
    text = (
        "# A\n\nOne.\n\n```{pause}\nTwo.\n```\n\n```{plan} B\n:label: c\nThree.\n```\n\n"
        "```{figure} d.svg\n:alt: four\n\nFive.\n```\n\n```\nsix\n```\n"
    )
    assert [block.text for block in Page("a.md", text).running] == ["A", "One.", "Two."]


@pytest.mark.parametrize(
    "text",
    ["", "\n", "---\n", "---\na: [\n---\n# A", "```{", "```{}\n```", "{cite}`", "(a)=", "% c", "|a|\n|-|", "\ufeff# A"],
)
def test_no_text_breaks_the_reader(text):
    book = book_of(text, policy={"kinds": {"chapter": {"pages": ["*.md"], "boxes": ["pause"], "stops": [1, 2]}}})
    for check in chosen((), ["SPL"]):
        list(check.in_book(book))


# The policy -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (
            "longest-sentences = 45",
            "line 2: [tool.bookcraft.checks] longest-sentences: no such setting; write 'longest-s",
        ),
        ("longest-sentence = true", "True is not a whole number; write for example longest-sentence = 12"),
        ('pages = "a.md"', "'a.md' is not a list of texts; write for example pages = ["),
        ("exercise-minutes = [3, 1]", "is not the least and the most; write for example exercise-minutes = [5, 15]"),
        ("longest-share = 2", "2 is not a share between 0 and 1"),
        ("kinds = 3", "write each kind as a table: [tool.bookcraft.checks.kinds.chapter]"),
        (
            "[tool.bookcraft.checks.kinds.case]\nwords = [1, 2]",
            "line 2: [tool.bookcraft.checks.kinds.case]: which pages",
        ),
        (
            '[tool.bookcraft.checks.kinds.case]\npages = ["a"]\nword = [1, 2]',
            "line 4: [tool.bookcraft.checks.kinds.case] word: no such setting; write 'words'",
        ),
        ("words = ", "pyproject.toml: Invalid value (at line 2"),
    ],
)
def test_a_mistake_in_the_policy_is_told_with_its_line(tmp_path, table, says):
    in_folder(tmp_path, pyproject=f"[tool.bookcraft.checks]\n{table}\n")
    with pytest.raises(PolicyError) as error:
        read_policy(tmp_path)
    assert says in str(error.value)


def test_a_book_without_a_policy_has_the_defaults(tmp_path):
    assert read_policy(tmp_path) == policy_of({})
    in_folder(tmp_path, pyproject='[project]\nname = "x"\n')
    assert read_policy(tmp_path).kinds == ()


@pytest.mark.parametrize(
    ("glob", "path", "of_kind"),
    [
        ("book/*.md", "book/a.md", True),
        ("book/*.md", "book/ideas/a.md", False),
        ("book/**/*.md", "book/a.md", True),
        ("book/**/*.md", "book/ideas/deep/a.md", True),
        ("book/a.md", "book/axmd", False),
    ],
)
def test_pages_of_a_kind(glob, path, of_kind):
    assert Kind(pages=(glob,)).has(path) is of_kind


# The book ---------------------------------------------------------------------------------------------------

CONFIG = """
bibtex_bibfiles: [references.bib]
parse:
  myst_enable_extensions: [deflist]
sphinx:
  config:
    bookcraft_facts: facts.csv
"""
TOC = """
format: jb-book
root: index
parts:
  - caption: Ideas
    chapters:
      - file: ideas
        sections:
          - file: deeper
"""
BIB = "@book{spillane2006, author = {Spillane, James}, title = {A}, year = {2006}}\n"


@pytest.fixture
def folder(tmp_path):
    facts = "id,value,unit,source\nshare,27,percent,Spillane 2006\n"
    files = {"_config": CONFIG, "_toc": TOC, "references": BIB, "facts": facts}
    pages = {"index": "# A\n", "ideas": "# B\n\nOf 27 {cite:p}`spillane2006`.\n", "deeper": "# C\n", "draft": "## D\n"}
    return in_folder(tmp_path, **files, **pages)


def test_a_book_is_what_its_contents_name(folder):
    book = open_book(folder)
    assert [page.path for page in book.pages] == ["deeper.md", "ideas.md", "index.md"]
    assert book.parts == [("Ideas", ("ideas", "deeper"))]
    assert book.works == {"spillane2006"} and book.facts["share"]["value"] == "27"
    assert book.pages[0].extensions == ("deflist",)


def test_a_book_can_name_its_pages_itself(folder):
    in_folder(folder, pyproject='[tool.bookcraft.checks]\npages = ["d*.md"]\nwords = "words.txt"\n')
    (folder / "words.txt").write_text("# kept\nFro  # to and fro\n\n", encoding="utf-8")
    book = open_book(folder)
    assert [page.path for page in book.pages] == ["deeper.md", "draft.md"]
    assert book.kept_words == {"fro"}


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("_config.yml", b"a: [", "_config.yml line 1: not YAML"),
        ("_toc.yml", None, "No such file"),
        ("references.bib", b"@book{a,\n title = {A\n", "references.bib line "),
        ("references.bib", b"@book{a, title={A}}\n@book{a, title={B}}\n", "repeated bibliography entry: a"),
        ("facts.csv", b"id,value\n", "facts.csv line 1: no column unit"),
        ("ideas.md", b"# B\n\n\xff\n", "ideas.md line 3: not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(folder, file, content, says):
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(content)
    with pytest.raises(BookError) as error:
        open_book(folder)
    assert says in str(error.value)


# The command ------------------------------------------------------------------------------------------------


@pytest.fixture
def book(folder, monkeypatch):
    """The command, run in the folder of a book."""
    monkeypatch.chdir(folder)
    return lambda *words: CliRunner().invoke(app, ["check", *map(str, words)])


def test_a_finding_is_one_line_with_its_place(book):
    done = book("--select", "FCT,STR")
    assert done.exit_code == 1
    assert done.stdout.startswith("ideas.md:3: FCT101 '27' is typed") and done.stdout.count("\n") == 1
    assert "1 thing to mend: 4 checks, 3 pages" in done.stderr


def test_a_book_that_keeps_its_promises(book):
    done = book("--select", "STR101,STR102", "--select", "LBL")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing to mend" in done.stderr


def test_findings_elsewhere_are_left_out(book, folder):
    assert book("--ignore", "CIT,SPL", "deeper.md").exit_code == 0
    assert book("--ignore", "CIT,SPL", folder / "ideas.md").exit_code == 1
    assert book("--ignore", "CIT,SPL", folder).exit_code == 1


def test_paths_are_told_from_where_one_stands(book, folder, monkeypatch):
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert book("--select", "FCT").stdout.startswith("../ideas.md:3: FCT101")


def test_reports_are_printed_when_asked_for(book):
    assert book("--select", "TXT").stdout == ""
    done = book("--select", "TXT", "--report")
    assert done.exit_code == 0 and done.stdout.startswith("ideas.md:1: TXT103 Reading grade")


def test_json_is_one_line_with_everything(book):
    done = book("--select", "TXT,FCT", "--json")
    assert done.exit_code == 1 and done.stderr == ""
    told = json.loads(done.stdout)
    assert told["passed"] is False
    assert [(f["code"], f["path"], f["line"], f["fails"]) for f in told["findings"]] == [
        ("TXT103", "ideas.md", 1, False),
        ("FCT101", "ideas.md", 3, True),
    ]


def test_the_list_names_every_check(book):
    lines = book("--list").stdout.splitlines()
    assert [line.split("  ")[0] for line in lines] == sorted(CHECKS)
    assert book("--list", "--select", "CIT101").stdout == "CIT101  Every work that is cited exists\n"


def test_sources_are_compared_when_named(book, folder):
    (folder / "given").mkdir()
    (folder / "given" / "a.txt").write_text(
        "A school is a place where many people lead, and know it well.\n", encoding="utf-8"
    )
    (folder / "deeper.md").write_text(
        "# C\n\nA school is a place where many people lead and know it.\n", encoding="utf-8"
    )
    assert book("--select", "SRC").exit_code == 0
    done = book("--select", "SRC", "--sources", "given")
    assert done.exit_code == 1 and "deeper.md:3: SRC101 12 words in a row as in a.txt" in done.stdout


def test_what_was_not_understood_is_told(book):
    assert book("--select", "XYZ").exit_code == 2
    assert book("nowhere.md").exit_code == 2
    done = book("draft.md")
    assert done.exit_code == 2 and "there is no page of the book in draft.md" in " ".join(done.stderr.split())


def test_what_cannot_be_read_is_told(book, folder):
    (folder / "_toc.yml").write_text("a: [", encoding="utf-8")
    done = book()
    assert done.exit_code == 1 and "_toc.yml line 1: not YAML" in done.stderr and done.stdout == ""
    done = book("--json")
    assert done.exit_code == 1 and "_toc.yml line 1: not YAML" in json.loads(done.stdout)["error"]
