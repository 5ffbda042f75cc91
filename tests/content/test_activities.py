"""The activities keep their promises: sections, short folded cells, numbers from the code, described figures."""

import re
import time
from fractions import Fraction
from functools import cache
from pathlib import Path

import nbformat
import networkx as nx
import pytest
from leadership_lab import logs, networks
from leadership_lab.agreement import agreement
from leadership_lab.evidence import empty_effects_that_overturn
from leadership_lab.figures.figure import MIME
from leadership_lab.fluid_team import people_reached_by_lot
from leadership_lab.layers import Overlap
from leadership_lab.published import published_numbers
from leadership_lab.roles import Fit
from leadership_lab.schools.primary import SEED
from nbclient import NotebookClient

try:
    import resource
except ImportError:  # Windows
    resource = None

ROOT = Path(__file__).resolve().parents[2]
ACTIVITIES = sorted((ROOT / "notebooks").glob("*.md"))
SECONDS = 20

FENCE = re.compile(r"^(`{3,}|~{3,}|:{3,})\{([\w-]+)\}[^\n]*\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
EXERCISES = {"numeric", "single-choice", "multiple-choice", "ordering", "matching", "fill-gaps"}

# All tests of an activity in one process, which runs it once.
EACH = [pytest.param(path, id=path.stem, marks=pytest.mark.xdist_group(path.stem)) for path in ACTIVITIES]
pytestmark = pytest.mark.parametrize("activity", EACH)


def fences(path, *kinds):
    return [found for found in FENCE.finditer(path.read_text(encoding="utf-8")) if found[2] in kinds]


def cells(path):
    """The code of each cell, without its options."""
    for found in fences(path, "code-cell"):
        options, code = re.match(r"((?::[\w-]+:[^\n]*\n)*)\n*(.*)", found[3], re.DOTALL).groups()
        yield options, code.rstrip("\n")


def prose(path):
    """The text outside of code, exercises and other fences, front matter and inline code."""
    text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"^(`{3,}).*?^\1\s*$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"(\{[\w:]+\})?`+[^`]*`+", "", text)


def seconds_of_work():
    """Processor time of the kernels that have ended: the same on a busy machine; by the clock on Windows."""
    if resource is None:
        return time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@cache
def executed(path):
    """The notebook after a run, and the seconds it took."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for _, code in cells(path)])
    start = seconds_of_work()
    NotebookClient(notebook, kernel_name="python3", timeout=6 * SECONDS).execute()
    return notebook, seconds_of_work() - start


def outputs(path):
    return [output for cell in executed(path)[0].cells for output in cell.outputs]


def records(path):
    return [o["metadata"]["scrapbook"]["name"] for o in outputs(path) if "scrapbook" in o.get("metadata", {})]


def figures(path):
    return [output["data"][MIME] for output in outputs(path) if MIME in output.get("data", {})]


def test_begins_with_its_label_and_one_title(activity):
    text = activity.read_text(encoding="utf-8")
    assert f"\n({activity.stem})=\n# " in text
    outside = re.sub(r"^(`{3,}).*?^\1\s*$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert len(re.findall(r"^# ", outside, re.MULTILINE)) == 1


def test_minutes_add_up(activity):
    text = activity.read_text(encoding="utf-8")
    table = text.split("\n## Minutes\n")[1].split("\n## ")[0]
    rows = [[cell.strip(" *") for cell in line.strip("|").split("|")] for line in table.splitlines() if "|" in line]
    *parts, whole = rows[2:]
    for column in (1, 2):
        minutes = [int(row[column]) for row in parts if row[column].isdigit()]
        assert sum(minutes) == int(whole[column])


def test_predicts_before_it_runs_and_comes_back_to_it(activity):
    text = activity.read_text(encoding="utf-8")
    (prediction,) = fences(activity, "prediction")
    label = re.search(r"^:label: (\S+)", prediction[3], re.MULTILINE)[1]
    assert prediction.start() < text.index("{code-cell}") < text.index(f"{{prediction-review}} {label}")


def test_the_first_cell_sets_parameters_with_units_and_a_seed(activity):
    _, first = next(cells(activity))
    settings = re.findall(r"^(\w+) = (?:[\d\"']|range\()[^#\n]*(#.*)?$", first, re.MULTILINE)
    assert "seed" in dict(settings)
    assert len(settings) >= 3
    assert all(comment for _, comment in settings), "each parameter says what it is, and in what unit"


def test_holds_no_outputs(activity):
    text = activity.read_text(encoding="utf-8")
    assert not re.search(r"data:image|\"outputs\"|<svg|```\{(image|figure)\}", text)


@pytest.mark.build
def test_runs_within_its_time(activity):
    assert 0 < executed(activity)[1] < SECONDS


@pytest.mark.build
def test_nothing_is_printed_on_the_way(activity):
    assert not [o for o in outputs(activity) if o.output_type in ("stream", "error")]


@pytest.mark.build
def test_figures_say_in_words_what_they_show(activity):
    found = figures(activity)
    assert found
    for figure in found:
        beyond = figure["alt"].removeprefix(figure["title"])
        assert len(re.findall(r"\d+(?:\.\d+)?", beyond)) >= 3, figure["alt"]
        assert len(beyond.split()) >= 20, figure["alt"]
        assert figure["table"]["columns"] and figure["table"]["rows"]


@pytest.mark.build
def test_maps_with_names_say_that_the_school_is_fictional(activity):
    for figure in figures(activity):
        if figure["table"]["columns"][0] == "person":
            assert "fictional" in figure["title"]


@pytest.mark.build
def test_every_number_used_is_recorded_once_and_every_record_is_used(activity):
    recorded = records(activity)
    used = re.findall(r"\{glue:text\}`([^`:]+)`", activity.read_text(encoding="utf-8"))
    assert len(recorded) == len(set(recorded))
    assert set(used) == set(recorded)


def test_the_prose_types_no_result(activity):
    """Numbers of results come from records; what may be typed are counts of steps and figures of a formula."""
    allowed = {
        "0",  # the ends of a scale
        "1",
        "95",  # the share of random networks that an interval holds
        "97",
        "98",
        "100",
    }
    for line in prose(activity).splitlines():
        if line.startswith(("|", "- **", "#")) or re.match(r"\d+\. ", line):
            continue
        found = set(re.findall(r"(?<![\w.])\d[\d,.]*\d|(?<![\w.])\d", re.sub(r"\$[^$]*\$", "", line)))
        assert found <= allowed, line


def test_questions_are_enough_and_each_choice_has_its_reason(activity):
    text = activity.read_text(encoding="utf-8")
    check = text.split("\n## Check yourself\n")[1].split("\n## Your own school\n")[0]
    found = [f for f in FENCE.finditer(check) if f[2] in EXERCISES]
    assert len(found) >= 3
    assert len({f[2] for f in found}) >= 3
    for exercise in found:
        assert re.search(r"^:label: \S+", exercise[3], re.MULTILINE)
        if exercise[2] in ("single-choice", "multiple-choice"):
            choices = re.findall(r"^- \[[ x]\] .+\n(  > )?", exercise[3], re.MULTILINE)
            right = exercise[3].count("- [x]")
            assert all(choices) and right and (right == 1 or exercise[2] == "multiple-choice")
        if exercise[2] == "numeric":
            mistakes = re.findall(r"^- [\d.−-]+\n(  > )?", exercise[3], re.MULTILINE)
            assert len(mistakes) >= 2 and all(mistakes)
            assert re.search(r"^> ", exercise[3], re.MULTILINE)


def count_it_by_hand():
    answers = {"Ann": ["Bo", "Cy"], "Bo": ["Cy"], "Cy": ["Bo"], "Di": ["Cy"], "Ed": ["Cy"]}
    graph = nx.DiGraph([(u, v) for u, names in answers.items() for v in names])
    assert graph.in_degree("Cy") == 4 and graph.number_of_edges() == 6
    return networks.density(graph)


def ties_to_oneself():
    published = published_numbers()["carolan_mean_ties_y3"]
    people = int(published.n)
    return Fraction(round(people * Fraction(published.value)) - 10, people)


def half_of_the_hour():
    lines = [(("Ann",), 5)] * 3 + [(("Ann", "Bo"), 60), (("Bo",), 25)]
    activities = tuple(logs.Activity(1, "Monday", "talk", led, (), minutes) for led, minutes in lines)
    practice = logs.PracticeLog("A school", "", {"Ann": "teacher", "Bo": "teacher"}, ("talk",), (), activities)
    return logs.share_by_person(practice, "minutes")["Bo"]


def subjects_two_humanities():
    return Overlap(both=4, first=12, second=8).jaccard


def roles_paper_and_corridor():
    return Fit(lines=8, advice=24, along=4).jaccard


ANSWERS = {
    "coding-kappa-by-hand": lambda: agreement([[12, 3], [1, 4]]).kappa,
    "log-half-of-the-hour": half_of_the_hour,
    "count-it-by-hand": count_it_by_hand,
    "back-to-whole-ties": lambda: round(6 * 6 * Fraction("0.639")),
    "ties-to-oneself": ties_to_oneself,
    "weigh-empty-effects": lambda: empty_effects_that_overturn(0.6, 10, 0.3),
    "fluid-two-terms-by-lot": lambda: people_reached_by_lot(10, 2, 2) / 10,
    "subjects-two-humanities": subjects_two_humanities,
    "roles-paper-and-corridor": roles_paper_and_corridor,
}


def test_numeric_answers_are_those_that_the_code_gives(activity):
    for exercise in fences(activity, "numeric"):
        option = dict(re.findall(r"^:(\w+): (\S+)", exercise[3], re.MULTILINE))
        computed = float(ANSWERS[option["label"]]())
        assert abs(computed - float(option["answer"])) <= float(option["tolerance"]), option["label"]
        for mistake in re.findall(r"^- ([\d.]+)$", exercise[3], re.MULTILINE):
            assert abs(computed - float(mistake)) > float(option["tolerance"]), mistake


def test_own_school_begins_with_ethics(activity):
    section = activity.read_text(encoding="utf-8").split("\n## Your own school\n")[1].split("\n## Discuss\n")[0]
    assert "ethics-data-and-privacy" in section


def test_the_text_is_written_for_the_schools_own_seed(activity):
    _, first = next(cells(activity))
    if "primary_school" in first:
        assert f"seed = {SEED} " in first
