"""From a file of ties to a network: nobody lost, nobody doubled, every problem told."""

import re
import time
import unicodedata
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from leadership_lab.tables import InputError
from leadership_lab.ties import LONGEST_NAME, person_key, read_ties

HEADER = "who asks,who is asked\n"


@pytest.fixture
def file(tmp_path):
    """A function that writes a file under a name and returns its path."""

    def write(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


def read(ties, staff=None):
    return read_ties(ties.encode(), None if staff is None else staff.encode())


def edges(ties, staff=None):
    return set(read(ties, staff).graph.edges)


def problems_of(ties, staff=None):
    with pytest.raises(InputError) as caught:
        read(ties, staff)
    return str(caught.value).split("\n")


class TestTheNetwork:
    def test_a_tie_points_from_who_asks_to_who_is_asked(self):
        graph = read(HEADER + "Mari,Siân\nSiân,Bob\n").graph
        assert list(graph.edges) == [("Mari", "Siân"), ("Siân", "Bob")]
        assert list(graph) == ["Mari", "Siân", "Bob"]

    def test_the_staff_list_adds_people_without_ties(self):
        graph = read(HEADER + "Mari,Siân\n", "name,post\nBob,head\nSiân,\nMari,cook\n").graph
        assert list(graph) == ["Bob", "Siân", "Mari"]
        assert list(graph.edges) == [("Mari", "Siân")]

    def test_ten_thousand_rows_are_quick(self):
        random = Random(1)
        pairs = {tuple(random.sample(range(3000), 2)) for _ in range(10_000)}
        ties = HEADER + "".join(f"Person {u},Person {v}\n" for u, v in pairs)
        staff = "name\n" + "".join(f"Person {i}\n" for i in range(3000))
        start = time.process_time()
        graph = read(ties, staff).graph
        assert time.process_time() - start < 2
        assert len(graph) == 3000
        assert graph.number_of_edges() == len(pairs)

    @given(st.data())
    def test_any_network_comes_back_from_any_spelling_of_its_file(self, data):
        n = data.draw(st.integers(2, 6))
        names = data.draw(
            st.lists(st.text("abcŵéẅÎ ,;'\"-1", min_size=1, max_size=8), min_size=n, max_size=n, unique_by=person_key)
        )
        names = [name for name in (" ".join(name.split()) for name in names) if person_key(name) not in ("", "-", "--")]
        tied = data.draw(st.sets(st.tuples(st.sampled_from(names), st.sampled_from(names)))) if names else set()
        tied = {(u, v) for u, v in tied if u != v}
        if not tied:
            return

        def spelt(name):
            how = data.draw(st.sampled_from([str, str.upper, str.lower, lambda x: unicodedata.normalize("NFD", x)]))
            blank = data.draw(st.sampled_from(["", " ", "\xa0", "  ", "\u200b"]))
            return '"' + blank + how(name).replace('"', '""') + blank + '"'

        ties = HEADER + "".join(f"{spelt(u)},{spelt(v)}\n" for u, v in tied)
        staff = "name\n" + "".join('"{}"\n'.format(name.replace('"', '""')) for name in names)
        graph = read(ties, staff).graph
        assert set(graph.edges) == tied
        assert list(graph) == names


class TestNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Siân Ŵyn", "SIÂN  ŵyn"),
            ("Siân", unicodedata.normalize("NFD", "Siân")),
            ("Mrs O'Neil", "Mrs O\u2019Neil"),
            ("Ann-Marie", "Ann\u2011Marie"),
            ("Ann Rees", "\xa0Ann\u2009Rees\u200b"),
            ("Groß", "GROSS"),
        ],
    )
    def test_one_person_in_two_spellings(self, one, other):
        assert person_key(one) == person_key(other)
        ties = read(f"a1,b1\n{one},X\n{other},Y\n")
        assert set(ties.graph.edges) == {(one, "X"), (one, "Y")}

    @pytest.mark.parametrize(
        ("one", "other"),
        [("Siân", "Sian"), ("Ŵyn", "Wyn"), ("Ann", "Anne"), ("Mrs. Rees", "Mrs Rees"), ("1-2", "12")],
    )
    def test_two_names_that_a_reader_would_not_join_unasked(self, one, other):
        assert person_key(one) != person_key(other)
        assert len(read(f"a1,b1\n{one},X\n{other},X\n").graph) == 3

    def test_the_first_spelling_stays_and_the_notice_names_no_name(self):
        ties = read(HEADER + "Ann Rees,Bob\nBob,ANN REES\nBob,Col\nann rees,Col\n")
        assert list(ties.graph) == ["Ann Rees", "Bob", "Col"]
        assert ties.notices == (
            "the table lines 3 and 5: a name in other capitals or marks than where it comes first, taken as one person",
        )

    def test_the_staff_lists_spelling_goes_first(self):
        assert edges(HEADER + "ANN,bob\n", "name\nAnn\nBob\n") == {("Ann", "Bob")}

    def test_names_that_differ_in_an_accent_alone_are_pointed_out(self):
        ties = read(HEADER + "Siân,Bob\nBob,Ann\nSian,Bob\n1-12,Bob\n11-2,Bob\n")
        assert ties.notices == (
            "the table line 2 and the table line 4: names that differ only in accents or punctuation, counted as "
            "2 people; if they are one person, write the name in one way",
        )

    def test_a_letter_that_was_lost_on_saving_is_pointed_out(self):
        (notice,) = read(HEADER + "?yn,Bob\nBob,Ann\n").notices
        assert notice.startswith("the table line 2: a question mark in a name may stand for a letter")

    def test_random_codes_take_the_place_of_names(self):
        text = HEADER + "Mari Evans,Siân Rees\nSiân Rees,Bob Lloyd\n"
        one, two = (read_ties(text.encode(), pseudonyms=True) for _ in range(2))
        for ties in (one, two):
            assert len(ties.graph) == 3 and ties.graph.number_of_edges() == 2
            assert all(re.fullmatch(r"[0-9a-f]{8}", person) for person in ties.graph)
            assert not any(ties.graph.nodes[person] for person in ties.graph)
        assert not set(one.graph) & set(two.graph)

    def test_no_notice_holds_a_name(self):
        people = ["Mari Evans", "MARI EVANS", "Siân Rees", "Sian Rees", "Bob?Lloyd", "Dai\xa0 Owen"]
        rows = "".join(f"{person},Head Teacher,{other}\n" for person, other in zip(people, "abcdef", strict=True))
        ties = read_ties(
            f"adviser,seeker,Mari Evans\n{rows}".replace("MARI EVANS,Head Teacher", "Head Teacher,MARI EVANS").encode(),
        )
        assert len(ties.notices) >= 6
        for notice in ties.notices:
            assert not any(name in notice for name in ("Mari", "MARI", "Siân", "Sian", "Bob", "Ann", "Dai", "Head"))


class TestColumns:
    @pytest.mark.parametrize(
        "header",
        [
            "who asks,who is asked",
            "Who asks?,Who is asked?",
            "seeker,adviser",
            "From,To",
            "Teacher,Colleague",
            "athro,cynghorydd",
            "Your name,Who do you go to?",
            "Asked,Named",
            "asks,asked",
            "adviser,adviser",
            "A,B",
            "1,2",
        ],
    )
    def test_any_headings_in_the_usual_order(self, header):
        assert edges(header + "\nMari,Siân\n") == {("Mari", "Siân")}

    @pytest.mark.parametrize(
        "header",
        [
            "adviser,seeker",
            "ADVISOR , Advice_Seeker",
            "who is asked,who asks",
            "to,from",
            "Target,Source",
            "asked,asks",
            "person asked,asked by",
            "adviser,name",
            "colleague,asked by",
            '"Who is asked?","Who asks?"',
        ],
    )
    def test_headings_that_turn_the_order_are_obeyed_and_said(self, header):
        ties = read(header + "\nMari,Siân\n")
        assert set(ties.graph.edges) == {("Siân", "Mari")}
        assert ties.notices[-1] == (
            "the table: column 2 is read as who asks, column 1 as who is asked, as the headings say"
        )

    def test_known_headings_need_no_notice(self):
        assert read(HEADER + "Mari,Siân\n").notices == ()

    def test_further_columns_are_ignored_and_said(self):
        ties = read("id,seeker,adviser,how often\n1,Mari,Siân,weekly\n2,Siân,Bob,\n")
        assert set(ties.graph.edges) == {("Mari", "Siân"), ("Siân", "Bob")}
        assert ties.notices == (
            "the table: column 2 is read as who asks, column 3 as who is asked, as the headings say",
            "the table: not read: columns 1, 4",
        )

    def test_a_further_column_of_numbers_is_no_column_of_people(self):
        assert edges("from,to,weight\n1,2,3\n2,3,1\n3,1,2\n") == {("1", "2"), ("2", "3"), ("3", "1")}

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("who asks\nMari\n", "line 1: the header has one column, and a tie needs two; write"),
            ("who asks\nMari,Siân\n", "line 1: the header has one column, and a tie needs two; write"),
            (",seen\nMari,Siân\n", "line 1: column 1 has no heading; write the headings"),
            ("Timestamp,name,goes to\n1,Mari,Siân\n", 'line 1: column 1, which should hold names, is headed "Timesta'),
            ("Timestamp,name,adviser\n1,Mari,Siân\n", "line 1: one heading says what its column holds"),
            (
                "Mari,Siân\nSiân,Bob\nBob,Siân\n",
                'line 1: the header row seems to be missing: "Siân" is a name on line 2 too',
            ),
            (HEADER, "line 1: there is a header row and no tie under it; write a tie a row"),
            ("\n" + HEADER + "\n", "line 2: there is a header row and no tie under it"),
            (
                "name,first,second\nMari,Siân,Bob\nBob,Mari,Siân\nSiân,Bob,\n",
                "line 1: column 3 holds names too, such as",
            ),
        ],
    )
    def test_headers_that_cannot_be_right(self, text, said):
        assert problems_of(text)[0].startswith(f"the table {said}")

    def test_a_missing_header_is_found_by_the_staff_list_too(self):
        (said,) = problems_of("Mari,Siân\nBob,Ann\n", "name\nMari\nSiân\nBob\nAnn\n")
        assert said.startswith('the table line 1: the header row seems to be missing: "Mari" is on the staff list')

    def test_the_remedy_uses_the_files_own_delimiter(self):
        assert "with a semicolon between them" in problems_of("Mari;Siân\nSiân;Bob\n")[0]


class TestRowsThatAreWrong:
    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ("Mari,MARI", '"Mari" asks themselves for advice; remove the row, or name the colleague who is asked'),
            ("Mari,", '"Mari" asks, and nobody is named who is asked; write both names with a comma between them'),
            ("Mari", '"Mari" asks, and nobody is named who is asked; write both names'),
            ("Mari;Siân", '"Mari;Siân" asks, and nobody is named who is asked; write both names with a comma'),
            (",Siân", '"Siân" is asked, and nobody is named who asks; write both names'),
            ("Mari,\xa0", '"Mari" asks, and nobody is named who is asked'),
            ("Mari,Nobody", '"Nobody" is not a person\'s name; write the name, or remove the row'),
            ("n/a,Mari", '"n/a" is not a person\'s name'),
            ("Mari,Bob", '"Mari" asks "Bob" on line 2 already; remove one of the two rows'),
            ("MARI,bob", '"MARI" asks "bob" on line 2 already'),
            ("Mari," + "x" * (LONGEST_NAME + 1), 'a name of 201 characters: "xxx'),
            ("Mari,Bob;Ann", '"Bob;Ann" holds several names; give each of them a row of its own'),
            ("Teacher,Adviser", '"Teacher" and "Adviser" are headings, not names; remove the row; or, if it is'),
            ("Mari,Bob,Ann", "the row has 3 cells, the header on line 1 has 2"),
        ],
    )
    def test_what_is_wrong_and_what_to_do(self, row, said):
        (problem,) = problems_of(f"{HEADER}Mari,Bob\n{row}\n")
        assert problem.startswith(f"the table line 3: {said}")

    def test_what_looks_wrong_is_right_if_the_staff_list_says_so(self):
        staff = "name\nNobody\nTeacher\nAdviser\nHead; acting\n"
        tied = edges(HEADER + "Teacher,Adviser\nNobody,Head; acting\n", staff)
        assert tied == {("Teacher", "Adviser"), ("Nobody", "Head; acting")}

    def test_a_row_with_other_cells_only(self):
        (problem,) = problems_of("who asks,who is asked,note\nMari,Bob,\n,,left in May\n")
        assert problem.startswith("the table line 3: neither who asks nor who is asked is named")

    def test_all_problems_are_told_in_the_order_of_the_lines(self):
        said = problems_of(HEADER + "Mari,Mari\nBob,\nMari,Bob\nMari,Zed\nMari,Bob\n", "name\nMari\nBob\n")
        assert [re.match(r"the table line (\d+)", line)[1] for line in said] == ["2", "3", "5", "6"]

    def test_a_long_list_of_problems_is_cut(self):
        said = problems_of(HEADER + "Mari,Mari\n" * 10_000)
        assert len(said) == 21
        assert said[-1] == "the table: and 9980 more"


class TestTheStaffList:
    STAFF = "name\nMari Evans\nSiân Rees\nBob\n"

    def test_a_name_that_is_not_on_it(self, file):
        ties = file("ties.csv", HEADER + "Mari Evans,Bob\nMari Evens,Bob\nBob,mari evens\nBob,Quentin\n")
        staff = file("staff.csv", self.STAFF)
        with pytest.raises(InputError) as caught:
            read_ties(ties, staff)
        assert str(caught.value).split("\n") == [
            f'{ties} line 3: "Mari Evens" (nor on line 4) is not on the staff list {staff}; '
            'write "Mari Evans" (line 2 of the list) if that is meant, or add the name',
            f'{ties} line 5: "Quentin" is not on the staff list {staff}; correct the name, or add it to the list',
        ]
        assert caught.value.path == str(ties)
        assert caught.value.line == 3

    @pytest.mark.parametrize(
        ("staff", "said"),
        [
            ("name\nMari\nBob\nMARI\n", 'line 4: "MARI" is on line 2 already; remove one of the two rows'),
            ("name,post\nMari,head\n,cook\n", "line 3: there is no name in the first column; write it"),
            ("name\n", "line 1: there is a heading and no name under it; write a name a row"),
            ("", "the file is empty"),
            ("name\n" + "x" * 300, "line 2: a name of 300 characters"),
        ],
    )
    def test_problems_of_its_own_come_first(self, file, staff, said):
        path = file("staff.csv", staff)
        with pytest.raises(InputError) as caught:
            read_ties(file("ties.csv", HEADER + "Mari,Mari\n"), path)
        assert str(caught.value).startswith(f"{path} {said}" if staff else f"{path}: {said}")

    def test_a_list_without_a_heading_loses_nobody_who_has_a_tie(self):
        ties = read(HEADER + "Mari,Bob\n", "Mari\nBob\nSiân\n")
        assert list(ties.graph) == ["Mari", "Bob", "Siân"]
        assert ties.notices == ("the table line 1: a name, not a heading, so read as a person",)

    def test_a_heading_that_may_be_a_person_is_said(self):
        ties = read(HEADER + "Mari,Bob\n", "Siân\nMari\nBob\n")
        assert list(ties.graph) == ["Mari", "Bob"]
        assert ties.notices == (
            'the table line 1: read as the heading, not as a person; if it is a person, write the heading "name" '
            "above it",
        )

    def test_a_heading_that_is_a_post_and_a_name(self):
        assert list(read(HEADER + "Head,Cook\n", "head\nHead\nCook\n").graph) == ["Head", "Cook"]

    def test_commas_in_a_list_of_one_column(self):
        ties = read("who asks;who is asked\nRees, Ann;Lloyd, Bob", "name\nRees, Ann\nLloyd, Bob\n")
        assert set(ties.graph.edges) == {("Rees, Ann", "Lloyd, Bob")}

    def test_the_two_files_may_differ_in_everything_else(self, file):
        ties = file("ties.csv", "adviser;seeker\r\nSIA\u0302N ŵyn;bob\r\n", "utf-16")
        staff = file("staff.csv", "name\tpost\nBob\thead\nSiân Ŵyn\t\n", "utf-8-sig")
        found = read_ties(ties, staff)
        assert set(found.graph.edges) == {("Bob", "Siân Ŵyn")}
        legacy = file("old.csv", "name\nBob\nSiân Wyn\n", "cp1252")
        found = read_ties(file("more.csv", HEADER + "Bob,Siân Wyn\n"), legacy)
        assert set(found.graph.edges) == {("Bob", "Siân Wyn")}
        assert any("Windows-1252" in notice for notice in found.notices)


class TestAnyFiles:
    @given(st.binary(max_size=200), st.none() | st.binary(max_size=50))
    @example(b"a,b\n\xc2\xb4,x", b"\xc2\xb4")
    @example(b"who asks,who is asked\n\xe2\x80\x8b,x", None)
    def test_bytes(self, ties, staff):
        self.read(ties, staff)

    @given(
        st.text('abAB,;\t|"\n\r =\ufeff\u2028\x0b\x1a\xa0ŵ\u00b4\u00a8-?', max_size=60),
        st.none() | st.text('abAB,;\n" \u00b4', max_size=30),
    )
    def test_text_under_a_good_header(self, rows, staff):
        self.read((HEADER + rows).encode(), staff and staff.encode())

    def read(self, ties, staff):
        try:
            graph = read_ties(ties, staff).graph
        except InputError as error:
            assert str(error)
        else:
            assert graph.number_of_edges() and all(isinstance(person, str) and person for person in graph)
