"""Structure, labels, works, pictures: each check passes what is right and finds what is wrong."""

import pytest

from tests.bookcraft.checking import fails, findings, passes

# Fences and headings ----------------------------------------------------------------------------------------


def test_a_fence_that_is_closed():
    passes("STR101", "# A\n\n```{pause}\nThink.\n```\n")
    passes(
        "STR101",
        "# A\n\n````{account} One\n```{pause}\nThink.\n```\n````\n\n- in a list:\n\n  ```{note}\n  So.\n  ```\n",
    )


def test_a_fence_that_is_not_closed():
    fails("STR101", "# A\n\n```{pause}\nThink.\n", line=3, says="write its closing ``` below")
    fails("STR101", "# A\n\n````{account} One\n```{pause}\nThink.\n````\n", line=4, says="never closed")


def test_one_title():
    passes("STR102", "(a)=\n# A\n\n## B\n")


def test_a_title_in_another_place_twice_or_never():
    fails("STR102", "## B\n\n# A\n", line=1, says="'B' stands before it")
    fails("STR102", "# A\n\n# B\n", line=3, says="begin 'B' with '##'")
    fails("STR102", "Text.\n", line=1, says="write '# Its title'")
    passes("STR102", "# A\n\n```\n# a comment in code\n```\n")


def test_levels_one_after_the_other():
    passes("STR103", "# A\n\n## B\n\n### C\n\n## D\n")


def test_a_level_that_is_skipped():
    fails("STR103", "# A\n\n### C\n", line=3, says="begin it with '##'")


# Labels -----------------------------------------------------------------------------------------------------


def test_labels_that_differ():
    passes("LBL101", "(one)=\n# A\n\n```{pause}\n:label: two\nThink.\n```\n", "(three)=\n# B\n")


def test_a_label_that_stands_twice():
    fails("LBL101", "(one)=\n# A\n", "# B\n\n(One)=\n## C\n", path="other.md", line=3, says="in page.md line 1 already")
    fails("LBL101", "(one)=\n# A\n\n```{plan} My plan\n:label: one\nThink.\n```\n", line=4, says="'one' stands in")


def test_a_former_label_that_is_free():
    passes("LBL102", "# A\n\n```{plan} My plan\n:label: new\n:formerly: old older\n```\n")


def test_a_former_label_that_another_has():
    fails(
        "LBL102", "# A\n\n```{plan} B\n:label: b\n:formerly: c\n```\n\n(c)=\n## C\n", line=3, says="page.md line 8 has"
    )


# Works ------------------------------------------------------------------------------------------------------

WORKS = frozenset({"spillane2006", "harris2008a"})


def test_a_work_that_exists():
    passes(
        "CIT101",
        "# A\n\nSo say {cite:p}`{see}spillane2006{p. 3},harris2008a` and {cite:t}`harris2008a`.\n",
        works=WORKS,
    )
    passes("CIT101", "# A\n\n`` {cite:p}`nobody1999` `` shows how.\n", works=WORKS)


def test_a_work_that_does_not_exist():
    text = "# A\n\nOne.\nSo says {cite:t}`spillane2005`.\n"
    fails("CIT101", text, line=4, says="write 'spillane2006', or enter it", works=WORKS)
    text = "# A\n\n:::{account} What {cite:t}`xy1999` saw\nIt was so.\n:::\n"
    fails("CIT101", text, line=3, says="'xy1999'", works=WORKS)


@pytest.mark.parametrize(
    "quotation", ['"one two three"', "“one two three”", "‘don’t you one’", '"one" and then "two three"']
)
def test_a_short_quotation(quotation):
    passes("CIT102", f"# A\n\nHe says {quotation} {{cite:p}}`x2000`.\n", policy={"longest-quotation": 3})


@pytest.mark.parametrize("quotation", ['"one two three four"', "“one two *three* four”", "‘I don’t want it’"])
def test_a_long_quotation(quotation):
    text = f"# A\n\nHe says {quotation} {{cite:p}}`x2000`.\n"
    fails("CIT102", text, line=3, says="of 4 words", policy={"longest-quotation": 3})


def test_what_a_head_says_is_no_quotation_of_a_work():
    passes("CIT102", '# A\n\nShe said "one two three four".\n', policy={"longest-quotation": 3})


LIST = "\n```{bibliography}\n:filter: docname in docnames\n```\n"


def test_works_that_are_listed():
    passes("CIT103", "# A\n\nSo {cite:p}`x2000`.\n" + LIST)
    passes("CIT103", "# A\n\nSo {cite:p}`x2000`.\n", "# All\n\n```{bibliography}\n```\n")
    passes("CIT103", "# A\n\nNothing is cited.\n")


def test_works_that_are_listed_nowhere():
    text = "# A\n\nSo.\n\nThus {cite:p}`x2000`.\n"
    fails("CIT103", text, "# B\n" + LIST, line=5, says="end it with '## Bibliography'")


# Pictures ---------------------------------------------------------------------------------------------------

SAID = "Two arrows lead outwards from a band with twelve dots in it"


def test_a_picture_with_its_alternative_text():
    passes("FIG101", f"# A\n\n```{{figure}} a.svg\n:alt: {SAID}\n\nA cone.\n```\n\n![{SAID}](b.png)\n")


def test_a_picture_without_alternative_text():
    fails("FIG101", "# A\n\n```{figure} a.svg\n:width: 9px\n\nA cone.\n```\n", line=3, says="as ':alt:'")
    fails("FIG101", "# A\n\nHere: ![](b.png)\n", line=3, says="between '![' and ']'")


def test_an_alternative_text_that_says_what_is_shown():
    passes("FIG102", f"# A\n\n```{{figure}} a.svg\n:alt: {SAID}\n\nA cone.\n```\n")


@pytest.mark.parametrize(
    ("alternative", "says"),
    [
        ("A cone", "has 2 words of the 8"),
        ("An image of a band with twelve dots and two arrows", "begins with what it is"),
        ("Figure showing a band with twelve dots and two arrows", "begins with what it is"),
        ("ice-cream-cone", "only repeats the file's name"),
        ("Our drawing of the cone that the text describes, rebuilt.", "only repeats the file's name or the caption"),
    ],
)
def test_an_alternative_text_that_says_little(alternative, says):
    caption = "Our drawing of the cone that the text describes, rebuilt"
    text = f"# A\n\n```{{figure}} ice-cream-cone.svg\n:alt: {alternative}\n\n{caption}\n```\n"
    fails("FIG102", text, line=3, says=says)


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><title>A</title><desc>B</desc>{}</svg>'


def drawn(tmp_path, drawing):
    (tmp_path / "a.svg").write_text(drawing, encoding="utf-8")
    return findings("FIG103", "# A\n\n```{figure} a.svg\n:alt: x\n```\n", folder=tmp_path)


def test_a_drawing_that_stands_alone(tmp_path):
    marks = '<defs><path id="a"/></defs><use href="#a" fill="url(#b)"/><text font-family="serif">x</text>'
    assert not drawn(tmp_path, DRAWING.format(marks))


@pytest.mark.parametrize(
    ("drawing", "says"),
    [
        (DRAWING.format("<style>a{}</style>"), "<style"),
        (DRAWING.format('<g style="fill:red"/>'), "style="),
        (DRAWING.format('<g onclick="x()"/>'), "onclick="),
        (DRAWING.format('<image href="data:x"/>'), "<image"),
        (DRAWING.format('<a href="https://example.org/"/>'), "names 'https://example.org/'"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><desc>B</desc></svg>', "has no <title>"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><title>A</title><desc></desc></svg>', "has no <desc>"),
    ],
)
def test_a_drawing_that_does_not_stand_alone(tmp_path, drawing, says):
    found = drawn(tmp_path, drawing)
    assert found and found[0].line == 3
    assert any(says in each.message for each in found)
