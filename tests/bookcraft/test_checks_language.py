"""Sentences, spelling, numbers, copied runs: each check passes what is right and finds what is wrong."""

import pytest
from bookcraft.checks.pages import Page
from bookcraft.checks.sentences import automated_readability, sentences
from bookcraft.checks.spelling import american_words

from tests.bookcraft.checking import fails, findings, passes

# One sentence a line ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "One sentence.\nAnother.",
        "What e.g. Mrs Evans said, cf. Harris, p. 3, is so.",
        "Temperley et al. The rest is known.",
        'She said: "It is late. We must go."',
        "*Who moved?*\nNobody.",
        "Version 2.0 Is out ... or not.",
        "- An item. With two sentences.",
        "| cell. Two | b |\n|---|---|\n| a. B | c |",
        "> A quotation. Of two.",
        "Code `a. B` and $x. Y$.",
    ],
)
def test_one_sentence_a_line(line):
    passes("TXT101", f"# A\n\n{line}\n")


@pytest.mark.parametrize(
    ("text", "line", "end"),
    [
        ("One sentence. Another.", 3, "One sentence."),
        ("One.\nWho moved? Nobody.", 4, "Who moved?"),
        ("*What was added?* Meetings.", 3, "What was added?"),
        ('He said "no." She went.', 3, 'He said "no."'),
        ("So it was. {cite:t}`x2000` agrees.", 3, "So it was."),
        ("```{pause}\nOne. Two.\n```", 4, "One."),
        ("````{account} Of two\n```{note}\nOne.\nTwo. Three.\n```\n````", 6, "Two."),
    ],
)
def test_two_sentences_in_a_line(text, line, end):
    fails("TXT101", f"# A\n\n{text}\n", line=line, says=f'Break the line after "… {end}"')


# Length -----------------------------------------------------------------------------------------------------

SHORT = {"longest-sentence": 6}


@pytest.mark.parametrize(
    "text",
    [
        "One two three four five six.\nOne two three four five six.",
        "One two three.\n`code` four five six seven.",
        "One two *three*, {cite:p}`x2000` five six.",
        "- one two three four five six\n- one two three four five six",
        "| one two three four | five six seven |\n|---|---|\n| a | b |",
        "```\none two three four five six seven\n```",
    ],
)
def test_sentences_that_can_be_followed(text):
    passes("TXT102", f"# A\n\n{text}\n", policy=SHORT)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One two three four five six seven.", 3),
        ("One.\nOne two three\nfour five six seven.", 4),
        ("- [x] one\n  > one two three four five six seven", 4),
        ("Term\n: One. One two three four five six seven.", 4),
        ("```{pause}\n:class: x\n\nOne two three four five six seven.\n```", 6),
        ("```{glossary}\nterm\n  One two three four five six seven.\n```", 5),
    ],
)
def test_a_sentence_that_is_too_long(text, line):
    fails("TXT102", f"# A\n\n{text}\n", line=line, says="A sentence of 7 words", policy=SHORT)


def test_sentences_are_found_with_their_lines():
    (block,) = Page("a.md", "One. Two\nthree?\nfour.\n").blocks
    assert [tuple(each) for each in sentences(block)] == [("One.", 1), ("Two three?", 1), ("four.", 3)]


# How hard to read -------------------------------------------------------------------------------------------


def test_the_grade_is_reported_and_fails_nothing():
    (found,) = findings("TXT103", "# A\n\nThe head asks two teachers.\nThey agree.\n")
    assert not found.fails and "for 7 words in sentences of 3.5" in found.message
    passes("TXT103", "# A\n\n- only a list\n")


def test_the_grade_is_the_formula():
    words = ["The", "head", "asks", "two", "teachers", "They", "agree"]
    letters = sum(len(word) for word in words)
    assert automated_readability(words, 2) == pytest.approx(4.71 * letters / 7 + 0.5 * 7 / 2 - 21.43)


def test_longer_words_and_sentences_are_harder():
    short = automated_readability(["a", "bit"] * 10, 5)
    assert automated_readability(["considerable", "organisation"] * 10, 5) > short
    assert automated_readability(["a", "bit"] * 10, 1) > short


# Spelling ---------------------------------------------------------------------------------------------------


def test_words_that_are_spelled_right():
    text = "# A\n\nTheir behaviour was `teh` point, at https://teh.example.org/adn, says {cite:t}`teh2000`, $adn$.\n"
    passes("SPL101", text)
    passes("SPL101", "# A\n\nTo and fro.\n", kept_words=frozenset({"fro"}))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One.\nTo recieve.", 4),
        ("## To recieve", 3),
        ("```{single-choice} To recieve\n:label: a\n\nWhy?\n\n- [ ] b\n```", 3),
        ("```{single-choice} A\n:label: a\n\nWhy?\n\n- [ ] b\n  > recieve\n```", 9),
        ("![What they recieve](a.png)", 3),
        ("| a | b |\n|---|---|\n| c | recieve |", 5),
        ("See {term}`what they recieve <gift>`.", 3),
    ],
)
def test_a_common_misspelling(text, line):
    fails("SPL101", f"# A\n\n{text}\n", line=line, says="looks like a slip for receive")


def test_lines_that_codespell_counts_are_those_of_the_pages():
    found = findings("SPL101", "# A\n\nTeh\u2028line\u2029and\x0cmore.\n", "# B\n\nA.\nAdn.\n")
    assert [(each.path, each.line) for each in found] == [("other.md", 4), ("page.md", 3)]


@pytest.mark.parametrize(
    "word", ["organised", "behaviour", "focused", "practice", "licensed", "size", "programme", "story"]
)
def test_british_words(word):
    passes("SPL102", f"# A\n\nThey {word} it.\n")


@pytest.mark.parametrize(
    ("word", "right"),
    [("organized", "organised"), ("Behavior", "behaviour"), ("modeling", "modelling"), ("theater", "theatre")],
)
def test_american_words(word, right):
    fails("SPL102", f"# A\n\nThey {word} it.\n", line=3, says=f"write '{right}'")
    passes("SPL102", f"# A\n\nThey {word} it.\n", kept_words=frozenset({word.lower()}))


def test_no_word_is_american_that_is_the_british_form_of_another():
    american = american_words()
    assert len(american) > 400
    assert not american.keys() & set(american.values())


# Numbers ----------------------------------------------------------------------------------------------------

FACTS = {
    "claim5": {
        "id": "claim5",
        "quantity": "variation",
        "value": "27",
        "unit": "percent",
        "source": "Leithwood et al. 2006",
    },
    "sample": {"id": "sample", "quantity": "teachers", "value": "2570/90", "unit": "count", "source": "De Jong 2022"},
    "range": {"id": "range", "value": "0.405-0.857", "unit": "r", "source": "Tan Dimmock & Walker"},
    "times": {"id": "times", "value": "3 to 4", "unit": "times", "source": "Robinson 2008"},
}


@pytest.mark.parametrize(
    "line",
    [
        "It explains {fact}`claim5`, say {cite:t}`leithwood2006`.",
        "It explains 27 per cent.",
        "Harris found 27 {cite:p}`harris2006`, in 2006.",
        "In another year {cite:t}`leithwood2008b` asked 27 people.",
        "Three or four, 3 or 4, say {cite:t}`robinson2008`.",
        "Of 270 or 127 or 27.5 or 1,027, {cite:t}`leithwood2006` say nothing.",
    ],
)
def test_numbers_that_are_inserted_or_others(line):
    passes("FCT101", f"# A\n\n{line}\n", facts=FACTS)


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        ("It explains 27 per cent {cite:p}`leithwood2006`.", "claim5"),
        ("Of 2,570 teachers, {cite:t}`dejong2022` say nothing.", "sample"),
        ("Of 2570 teachers, {cite:t}`dejong2022b` say nothing.", "sample"),
        ("It is 0.405–0.857 {cite:p}`tan2024`.", "range"),
    ],
)
def test_a_number_that_is_typed(line, id_):
    found = findings("FCT101", f"# A\n\nOne.\n{line}\n", facts=FACTS)
    assert found and {each.line for each in found} == {4}
    assert all(f"write {{fact}}`{id_}`" in each.message for each in found)
    if len(found) == 1:
        fails("FCT101", f"# A\n\nOne.\n{line}\n", facts=FACTS, line=4, says="typed beside the work")


def test_another_number_is_excused_with_a_reason():
    text = "# A\n\n{}\nIt takes 27 minutes to read {{cite:t}}`leithwood2006`.\n"
    passes("FCT101", text.format("% book check: ignore FCT101: minutes, not the share"), facts=FACTS)
    fails("FCT101", text.format("% book check: ignore FCT101"), facts=FACTS, line=4, says="'27'")
    fails("FCT101", text.format("% book check: ignore TXT101: so"), facts=FACTS, line=4, says="'27'")


# Copied runs ------------------------------------------------------------------------------------------------

SOURCES = {"a source.txt": "A school is a place where many people lead, and some of them know it well.\n"}


def test_what_is_retold():
    passes("SRC101", "# A\n\nMany people lead a school, and some know it.\n", sources=SOURCES)
    passes("SRC101", "# A\n\nA school is a place where many people work.\n", sources=SOURCES)
    passes("SRC101", "# A\n\nA school is a place where many people lead, and some of them know it well.\n")


def test_what_is_copied():
    text = "# A\n\nAs we say,\na school is a *place* where many\npeople lead and some of them know it all.\n"
    fails("SRC101", text, line=4, says='15 words in a row as in a source.txt ("a school is a place', sources=SOURCES)


def test_two_runs_are_found_apart():
    policy = {"shared-run": 4}
    text = "# A\n\nA school is a boat.\nThen some of them know it badly.\n"
    found = findings("SRC101", text, sources=SOURCES, policy=policy)
    assert [each.line for each in found] == [3, 4]
