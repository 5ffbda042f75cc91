"""What the text promises its readers: its forms, its length, its numbers, and quotations that stay short."""

import csv
import datetime
import re

import networkx as nx
import pytest
from leadership_lab.networks import density, indegree_centralisation, mean_indegree

from tests.content.pages import EXERCISES, MARKED, page, pages
from tools.steps import ROOT

DATA = ROOT / "packages" / "leadership-lab" / "src" / "leadership_lab" / "data"
CHAPTERS = [page(path.relative_to(ROOT).as_posix()) for path in sorted((ROOT / "book" / "ideas").glob("*.md"))]
CASES = [page(path.relative_to(ROOT).as_posix()) for path in sorted((ROOT / "book" / "case-studies").glob("*.md"))]
PAGES = pages()
DELEGATION = page("book/ideas/from-delegation-to-distribution.md")

chapters = pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.path.stem)
cases = pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.stem)
every_page = pytest.mark.parametrize("each", PAGES, ids=lambda each: each.path.stem)

NUMBERS = {
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"twelve": 12, "fifteen": 15, "twenty": 20},
}

# Forms of a chapter -----------------------------------------------------------------------------------------


@chapters
def test_a_chapter_has_every_form(chapter):
    for kind in ("outcomes", "core-route", "stopping-point", "then-and-now", "account", "pause", "bibliography"):
        assert chapter.of_kind(kind), f"{chapter.name}: no {{{kind}}}"
    assert re.search(r"^## Further reading$", chapter.text, flags=re.MULTILINE)


@chapters
def test_a_chapter_asks_at_least_five_questions_of_several_kinds(chapter):
    asked = chapter.of_kind(*MARKED)
    assert len(asked) >= 5
    assert len({question.kind for question in asked}) >= 3


@chapters
def test_a_chapter_recalls_at_most_three_things(chapter):
    """Recall questions bear the class `recall`; the first chapter of the book has none."""
    assert sum("recall" in fence.options.get("class", "") for fence in chapter.fences) <= 3


@chapters
def test_the_core_route_takes_about_half_an_hour_through_sections_that_exist(chapter):
    (route,) = chapter.of_kind("core-route")
    steps = [re.fullmatch(r"- \[.+\]\(#([a-z-]+)\) (\d+) minutes", line) for line in route.lines if line.strip()]
    assert all(steps), f"{chapter.name} line {route.number}: write each step as '- [Title](#label) 8 minutes'"
    assert 25 <= sum(int(step.group(2)) for step in steps) <= 35
    assert not [step.group(1) for step in steps if f"({step.group(1)})=\n## " not in chapter.text]


@chapters
def test_a_reader_can_stop_every_quarter_of_an_hour_and_the_minutes_add_up(chapter):
    stops = [int(stop.argument.removesuffix(" minutes")) for stop in chapter.of_kind("stopping-point")]
    assert all(5 <= minutes <= 15 for minutes in stops)
    stated = int(re.search(r"\*\*About (\d+) minutes in all; the core route takes 30\.\*\*", chapter.text).group(1))
    last = [line.number for line in chapter.lines if line.number > chapter.of_kind("stopping-point")[-1].number]
    after = [fence for fence in chapter.of_kind(*EXERCISES) if fence.number in range(last[0], last[-1])]
    rest = sum(int(fence.options.get("minutes", 0)) for fence in after)
    assert stated - 10 <= sum(stops) + rest <= stated


@chapters
def test_then_and_now_is_dated(chapter):
    for box in chapter.of_kind("then-and-now"):
        datetime.datetime.strptime(box.argument, "%B %Y")


@chapters
def test_running_text_of_a_chapter_has_a_length_for_busy_people(chapter):
    assert 3000 <= chapter.word_count() <= 4500


@cases
def test_a_case_is_shorter_and_can_be_discussed_in_three_lengths(case):
    assert 1500 <= case.word_count() <= 2500
    for minutes in (20, 45, 90):
        assert f"### In {minutes} minutes" in case.text


@cases
def test_the_steps_of_a_discussion_fill_its_time(case):
    """Each protocol takes over the start of the one before, as its first sentence says."""
    length = {}
    for minutes in (20, 45, 90):
        body = case.text.split(f"### In {minutes} minutes")[1].split("\n#")[0]
        steps = re.findall(r"^(\d+)\. \*([A-Z][a-z]+) minutes", body, flags=re.MULTILINE)
        length[minutes] = {int(step): NUMBERS[word.lower()] for step, word in steps}
    assert sum(length[20].values()) == 20
    assert sum(length[45].values()) + length[20][1] + length[20][2] == 45
    assert sum(length[90].values()) + 45 + 5 == 90


# Exercises --------------------------------------------------------------------------------------------------


def test_labels_are_unique_across_the_book():
    labels = [fence.options.get("label") for each in PAGES for fence in each.of_kind(*EXERCISES)]
    assert None not in labels
    assert sorted(labels) == sorted(set(labels))


def test_every_exercise_has_a_title_and_says_how_long_it_takes():
    for each in PAGES:
        for fence in each.of_kind(*EXERCISES):
            assert fence.argument and 1 <= int(fence.options["minutes"]) <= 20, f"{each.name} line {fence.number}"


def test_a_reader_keeps_one_plan():
    assert sum(len(each.of_kind("plan")) for each in PAGES) == 1


def test_reflections_have_a_frame():
    for each in PAGES:
        for fence in each.of_kind("reflection"):
            own = any(line.startswith(": ") for line in fence.lines)
            assert own or "frame" in fence.options, f"{each.name} line {fence.number}: give the reflection a frame"


def test_the_right_choice_is_not_always_the_longest_nor_in_one_place():
    """Guessable quizzes are what learners complain of: neither place nor length may give the answer away."""
    places, longest, asked = [], 0, 0
    for each in PAGES:
        for fence in each.of_kind("single-choice"):
            choices = re.findall(r"^- \[([ x])\] (.+)$", "\n".join(fence.lines), flags=re.MULTILINE)
            right = [place for place, (box, _) in enumerate(choices) if box == "x"][0]
            places.append(right)
            asked += 1
            longest += max(choices, key=lambda choice: len(choice[1]))[0] == "x"
    assert len(set(places)) > 1
    assert longest <= asked * 2 / 3


# Language ---------------------------------------------------------------------------------------------------

_NO_PROSE = re.compile(r"\s*(\||[-*+] |\d+\. |#|>|: |:::|```|\(|\*\*[^*]+\*\*$|---|~|%)|\s{2,}")
_NO_END = re.compile(r"\b(?:p|pp|e\.g|i\.e|cf|vol|no|n\.d|eds?|Mr|Mrs|Dr|[A-Z])\.$")

_AMERICAN = re.compile(
    r"\b(?:(?:organ|real|recogn|emphas|general|summar|central|critic|standard|character|util)iz(?:e[ds]?|ing|ations?)"
    r"|behaviors?|centers?|centered|colors?|favor\w*|labor|modeling)\b",
    flags=re.IGNORECASE,
)


def prose(each):
    """Lines of running text outside tables, lists, headings, definitions and markup."""
    for line in each.running_text():
        if line.text.strip() and not _NO_PROSE.match(line.text):
            yield line


@every_page
def test_one_sentence_a_line(each):
    """As far as signs can tell: no sentence ends within a line of prose and another begins."""
    found = []
    for line in prose(each):
        for end in re.finditer(r"[.!?][\"”’')*]*\s+(?=[\"“*(]*[A-Z])", line.text):
            if not _NO_END.search(line.text[: end.start() + 1]):
                around = line.text[max(0, end.start() - 30) : end.end() + 20]
                found.append(f"{each.name} line {line.number}: …{around}…")
    assert not found


@every_page
def test_quotations_from_a_work_have_at_most_eleven_words(each):
    """In a line that cites a work, what stands in quotation marks is short enough to be a quotation and no copy."""
    for line in each.lines:
        if "{cite" in line.text:
            text = re.sub(r"\{[a-z:]+\}`[^`]*`", "", line.text)
            for quotation in re.findall(r"\"([^\"]+)\"|“([^”]+)”", text):
                words = "".join(quotation).split()
                assert len(words) <= 11, f"{each.name} line {line.number}: {' '.join(words)}"


@every_page
def test_british_spelling(each):
    text = re.sub(r"\{[a-z:]+\}`[^`]*`|https?://\S+|`[^`]*`", "", "\n".join(line.text for line in each.running_text()))
    assert not _AMERICAN.findall(text)


@every_page
def test_every_picture_has_an_alternative_text_that_says_something(each):
    assert not re.findall(r"!\[\]\(", each.text)
    for figure in each.of_kind("figure", "image"):
        assert len(figure.options.get("alt", "").split()) >= 8, f"{each.name} line {figure.number}"


# Numbers in the text ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schools():
    with (DATA / "advice_networks_15_schools.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["school"]): row for row in csv.DictReader(file)}


def test_the_table_of_two_schools_is_the_data(schools):
    fence_free = DELEGATION.text
    for name, column, digits in (
        ("staff", "staff", 0),
        ("density", "density", 3),
        ("colleagues who ask a person, on average", "mean_indegree", 1),
    ):
        row = "| " + " | ".join([name, *(f"{float(schools[n][column]):.{digits}f}" for n in (12, 7))]) + " |"
        assert row in fence_free


def ranks(values):
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def correlation(x, y):
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    products = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return products / (sum((a - mean_x) ** 2 for a in x) * sum((b - mean_y) ** 2 for b in y)) ** 0.5


def test_the_rank_correlations_with_size_are_those_of_the_data(schools):
    size = ranks([float(row["staff"]) for row in schools.values()])
    with_density = correlation(size, ranks([float(row["density"]) for row in schools.values()]))
    with_mean = correlation(size, ranks([float(row["mean_indegree"]) for row in schools.values()]))
    assert f"rank correlation \N{MINUS SIGN}{-with_density:.3f}" in DELEGATION.text
    assert f"+{with_mean:.2f}, with an interval" in DELEGATION.text


def test_smallest_and_largest_school_are_those_of_the_data(schools):
    staff = [int(row["staff"]) for row in schools.values()]
    assert f"The smallest school has {min(staff)} staff, the largest {max(staff)}." in DELEGATION.text


def test_ring_and_star_differ_as_the_text_says():
    ring = nx.DiGraph([(n, (n + 1) % 5) for n in range(5)])
    star = nx.DiGraph([(1, 0), (2, 0), (3, 0), (4, 0), (0, 1)])
    assert density(ring) == density(star) == 0.25
    assert indegree_centralisation(ring) == 0
    assert f"{indegree_centralisation(star):.2f}" == "0.94"
    assert "density 0.25 each" in DELEGATION.text and "its {term}`centralisation` is 0.94" in DELEGATION.text


def test_the_numbers_after_the_merger_belong_together():
    before = nx.DiGraph(list(nx.gnm_random_graph(20, 76, seed=1, directed=True).edges))
    assert density(before) == pytest.approx(0.20) and mean_indegree(before) == pytest.approx(3.8)
    assert f"{0.11 * 39:.1f}" == "4.3" and f"{3.8 / 39:.2f}" == "0.10"
    assert (2 * 20 * 19, 40 * 39) == (760, 1560)


def test_answers_to_the_numeric_exercises_follow_from_their_text():
    answers = {
        fence.options["label"]: float(fence.options["answer"]) for each in PAGES for fence in each.of_kind("numeric")
    }
    assert answers["ten-colleagues"] == 18 / (10 * 9)
    groups = nx.Graph([(person, f"group {person % 3}") for person in range(12)])
    assert nx.number_connected_components(groups) == 3
    pairs = sum(len(groups[a].keys() & groups[b].keys()) for a in range(12) for b in range(a))
    assert answers["pairs-who-share-a-group"] == pairs
    assert answers["the-fewest-that-suffice"] == nx.number_connected_components(groups) - 1


# The cone ---------------------------------------------------------------------------------------------------


def test_the_cone_is_labelled_a_reconstruction_and_described():
    (case,) = CASES
    (figure,) = case.of_kind("figure")
    assert "a reconstruction from the text" in "\n".join(figure.lines)
    assert "hatched" in figure.options["alt"]
    assert ":class: figure-description" in case.text


def test_the_drawing_stands_alone():
    """No styles, scripts, fonts or addresses: it has to show under the strictest policy, and on paper."""
    drawing = (ROOT / "book" / "case-studies" / "ice-cream-cone.svg").read_text(encoding="utf-8")
    assert re.search(r"<title\b[^>]*>[^<]+</title>", drawing) and re.search(r"<desc\b[^>]*>[^<]+</desc>", drawing)
    assert not re.search(r"<style|style=|<script|\son\w+=|<image|<foreignObject|@font-face", drawing)
    assert set(re.findall(r"https?://[^\"]+", drawing)) == {"http://www.w3.org/2000/svg"}
