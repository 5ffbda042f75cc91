"""What references.bib promises: keys by the rule, identifiers wherever they exist, nothing doubtful, nothing idle."""

import datetime
import re
import unicodedata

import pytest
import yaml
from pybtex.database import parse_file

from tests.content.book import pages
from tools.steps import ROOT

WAITING = ROOT / "tests" / "content" / "references_waiting.yml"

NOT_PUBLISHED_WITH_ONE = "a document or statute that bears no identifier, or none that we found"
OLD_REPORT = "a printed report or booklet: a library record with its ISBN is still to be found"
OLD_BOOK = "a book or chapter: a library record with its ISBN is still to be found"
OLD_ARTICLE = "an article: a publisher's record with its DOI is still to be found"

WITHOUT_IDENTIFIER = {
    NOT_PUBLISHED_WITH_ONE: "anonnd bagnallnd bondnd cambridgend mepnd timperley2005b edwards2000 ukparliament2004",
    OLD_REPORT: "barber2010 bennett2003 bolam2005 elmore2000 estyn2013 fielding2005 frost2009 gibbs1988 hargreaves1998 "
    "hargreaves2012 hill2013 hmtreasury2003 jackson2005 leithwood2006 macbeath2004 rudduck2004 sebba2012 sharp2012 "
    "stoll2006b",
    OLD_BOOK: "carlson1965 claxton1990 driscoll2007 fielding2009 handscomb2011 hord2010 krackhardt1994 mcdonald1999 "
    "stoll2003 valente1995",
    OLD_ARTICLE: "hodgkin1998 leithwood2008a macbeath2005",
}
"""Works without DOI, URL and ISBN, by the reason. Whoever finds one enters it and takes the key out here."""

NEVER_ENTERED = {
    "leadership crisis": "Hay Group 2007",
    "towards a framework for professional learning": "Husbands 2011",
    "helping schools to use evidence": "the same project as sebba2012",
    "striving for sustainability": "Carter and others 2004",
    "temperley": "Temperley and Goddard 2006",
}
"""Works that could not be traced, by a piece of their entry: cited only as quoted in another document."""

CORRECTED = {
    ("barber2010", "author"): "Clark, Michael",
    ("estyn2013", "year"): "2013",
    ("hord2010", "author"): "Sommers",
    ("gronn2002a", "editor"): "Leithwood, Kenneth and Hallinger, Philip",
    ("fielding2004", "author"): "Fielding, Michael",
    ("day2009", "number"): "RR108",
    ("penlington2008", "author"): "Penlington",
    ("lieberman2000", "pages"): "221--227",
    ("sebba2012", "author"): "Tregenza",
    ("harris2010", "pages"): "197--207",
}
"""What the source documents have wrong, as it has to stand."""


@pytest.fixture(scope="module")
def works():
    return parse_file(ROOT / "references.bib", bib_format="bibtex").entries


@pytest.fixture(scope="module")
def cited():
    """The works that the book cites, and where."""
    found: dict[str, str] = {}
    for page in pages():
        for key, _ in page.citations:
            found.setdefault(key, page.path)
    return found


@pytest.fixture(scope="module")
def waiting():
    return yaml.safe_load(WAITING.read_text(encoding="utf-8"))


def ascii_letters(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]", "", plain.lower())


def stems(entry):
    """The ways in which the key of an entry may begin."""
    person = (entry.persons.get("author") or entry.persons["editor"])[0]
    parts = [str(part) for part in [*person.rich_prelast_names, *person.rich_last_names]]
    name = " ".join(parts)
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    names = {ascii_letters(name), ascii_letters(initials)}
    if not person.first_names:
        names.add(ascii_letters(name.split()[0]))
    year = entry.fields["year"]
    return {name + ("nd" if year == "n.d." else year) for name in names}


def test_keys_are_unique_and_sorted():
    keys = re.findall(r"^@\w+\{([^,]+),", (ROOT / "references.bib").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert keys == sorted(set(keys))


def test_keys_follow_the_rule(works):
    wrong = [
        f"{key}: begin it with {' or '.join(sorted(stems(entry)))}"
        for key, entry in works.items()
        if key not in stems(entry) and key[:-1] not in stems(entry)
    ]
    assert not wrong


def test_letters_after_the_year_begin_at_a_or_follow_a_plain_key(works):
    lettered = [key for key in works if re.search(r"(\d|nd)[a-z]$", key) and not key.endswith("nd")]
    for key in lettered:
        before = chr(ord(key[-1]) - 1)
        assert key[-1] == "a" or key[:-1] + before in works or (key[-1] == "b" and key[:-1] in works), key


def test_every_work_says_how_sure_we_are(works):
    sure = {"verified", "standard", "document"}
    assert not [key for key, entry in works.items() if entry.fields.get("keywords") not in sure]


def test_works_have_an_identifier_wherever_one_is_known(works):
    without = {key for key, entry in works.items() if not {"doi", "url", "isbn"} & set(entry.fields)}
    listed = set(" ".join(WITHOUT_IDENTIFIER.values()).split())
    assert without - listed == set(), "enter a DOI, URL or ISBN, or list the work in WITHOUT_IDENTIFIER with the reason"
    assert listed - without == set(), "these have an identifier now: take them out of WITHOUT_IDENTIFIER"


def test_identifiers_are_well_formed(works):
    for key, entry in works.items():
        if doi := entry.fields.get("doi"):
            assert re.fullmatch(r"10\.\d{4,9}/[^\s{}]+", doi), f"{key}: write the DOI alone, without address"
        if url := entry.fields.get("url"):
            assert re.fullmatch(r"https://[^\s{}]+", url), f"{key}: write the whole address, with https"
        if isbn := entry.fields.get("isbn"):
            assert isbn_is_valid(isbn), f"{key}: the check digit of ISBN {isbn} is wrong"


def isbn_is_valid(isbn):
    digits = isbn.replace("-", "")
    if not re.fullmatch(r"97[89]\d{10}", digits):
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def test_the_check_of_isbns_sees_a_wrong_digit():
    assert isbn_is_valid("978-1-84775-445-5")
    assert not isbn_is_valid("978-1-84775-445-6")


def test_no_two_works_share_an_identifier(works):
    for name in ("doi", "isbn", "url"):
        values = [entry.fields[name].lower() for entry in works.values() if name in entry.fields]
        assert sorted(values) == sorted(set(values))


def test_doubtful_works_are_never_entered(works):
    texts = {key: entry.to_string("bibtex").lower() for key, entry in works.items()}
    entered = [f"{key}: {who}" for mark, who in NEVER_ENTERED.items() for key, text in texts.items() if mark in text]
    assert not entered


@pytest.mark.parametrize(("key", "field"), CORRECTED)
def test_mistakes_of_the_sources_stay_corrected(works, key, field):
    entry = works[key]
    if field in entry.persons:
        value = " and ".join(str(person) for person in entry.persons[field])
    else:
        value = entry.fields[field]
    assert CORRECTED[key, field] in value


def test_every_cited_work_exists(works, cited):
    assert not [f"{where}: no work '{key}' in references.bib" for key, where in cited.items() if key not in works]


def test_every_source_named_in_the_lab_exists(works):
    """A docstring's 'Source:' names keys, or spells out a work that the book does not cite."""
    unknown = []
    for path in (ROOT / "packages").rglob("*.py"):
        for line in re.findall(r"^\s*Sources?: (.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            unknown += [f"{path.name}: {key}" for key in re.findall(r"\b[a-z]+\d{4}[a-z]?\b", line) if key not in works]
    assert not unknown


def test_every_work_is_cited_or_waits_for_its_chapter(works, cited, waiting):
    idle = [key for key in works if key not in cited and key not in waiting]
    assert not idle, f"cite them, or say in {WAITING.name} which chapter they wait for"


def test_nothing_waits_that_is_cited_or_does_not_exist(works, cited, waiting):
    assert not [key for key in waiting if key not in works], f"no such work: take it out of {WAITING.name}"
    assert not [key for key in waiting if key in cited], f"cited by now: take it out of {WAITING.name}"


def test_the_waiting_list_is_dated_and_says_for_what(waiting):
    today = datetime.datetime.now(tz=datetime.UTC).date()
    for key, wait in waiting.items():
        assert wait["for"].strip(), key
        assert isinstance(wait["since"], datetime.date) and wait["since"] <= today, key
