"""What may be said of a real school: figures of the school as a whole, or a conversation instead.

A map of who asks whom can harm people at work. So a school's own network gives no names, no ranking and no
figure of a person, and a school in which everyone would recognise everyone gives no figure at all.
"""

from textwrap import fill

from leadership_lab import inference
from leadership_lab.networks import gini_indegree, school_measures

MINIMUM_STAFF = 12
"""Below this nothing is computed, and no option changes that: in so small a staff each figure names someone."""

# Enough for an interval to two digits, and drawn in half a second for 500 people.
_RANDOM_NETWORKS = 200
_SEED = 2026

REASON = (
    f"Fewer than {MINIMUM_STAFF} staff: in so small a school any figure would point at people, so none is "
    "computed. A conversation tells more, and harms nobody."
)
PROTOCOL = (
    "Invite everyone, oblige nobody. Someone who manages none of the others leads the conversation; anyone may "
    "pass on any question.",
    "Agree first what it is for, and what it is not for: appraisal, capability, pay, redundancy, appointment.",
    "Five quiet minutes: each person notes, for themselves, two questions they took to a colleague this term "
    "and one that they kept to themselves. What it was about, not whom they asked.",
    "In pairs, ten minutes: what made it easy to ask, and what made it hard? Time, place, post, language, trust?",
    "Together, fifteen minutes, on one large sheet: list the kinds of question, not the people. Mark those for "
    "which everyone knows where to turn, those for which nobody does, and those that depend on one post.",
    "Ask of each mark: what would be lost if that post fell vacant? Which knowledge among us do we not draw on? "
    "Could a neighbouring school help, or be helped?",
    "Choose one change to try until the end of term, who will start it by their own wish, and the date on which "
    "you will look back together.",
    "Keep the sheet, throw away the notes. A silence is not a missing contribution.",
)
ETHICS = (
    "These figures describe the school, not anyone in it. They are not for appraisal, capability, pay, "
    "redundancy or appointment.",
    "A missing tie is not a missing contribution: people also lead in ways that nobody thinks of as advice.",
    "No figure is good or bad in itself, and none is a benchmark. Let the staff see them first, and ask them "
    "what the figures leave out.",
    "Names became random codes as the file was read; nothing was kept, and nothing left this machine.",
)

_EXPLAINED = {
    "staff": ("Staff", "", "People on the staff list or in a tie."),
    "ties": ("Ties", "0 to {pairs}", "Answers that say: I ask this colleague for advice."),
    "density": (
        "Density",
        "0 to 1",
        "The share of all possible ties that are there. It falls as schools grow, for nobody asks twice as many "
        "colleagues in a school twice as large: read the mean in-degree beside it, and do not compare schools "
        "of different size by it.",
    ),
    "mean_indegree": (
        "Mean in-degree",
        "0 to {others}",
        "How many colleagues seek a person's advice, on average. It depends less on the school's size.",
    ),
    "reciprocity": (
        "Reciprocity",
        "0 to 1",
        "The share of ties that are returned. If everyone asked as many colleagues as they do, but picked them "
        "at random, chance alone would return {chance_reciprocity}.",
    ),
    "indegree_centralisation": (
        "In-degree centralisation",
        "0 to 1",
        "How far advice is sought from one person: 0 when all are asked equally often, 1 when all ask one. Of "
        "100 random networks with as many answers from each person, 95 lie between {low} and {high}.",
    ),
    "outdegree_centralisation": (
        "Out-degree centralisation",
        "0 to 1",
        "How far the asking is done by one person: 0 when all ask equally many, 1 when one asks all. It also "
        "reflects how long a list each person wrote, and who did not answer.",
    ),
    "betweenness_centralisation": (
        "Betweenness centralisation",
        "0 to 1",
        "How far one person stands on the shortest paths between the others: 0 when nobody does more than "
        "others, 1 when every path leads through one person.",
    ),
    "krackhardt_hierarchy": (
        "Krackhardt's hierarchy",
        "0 to 1",
        "Of the pairs that advice can connect, through others too, the share that it connects one way only: 0 "
        "when it can always come back, 1 when it never can. People who did not answer raise it.",
    ),
    "gini_indegree": (
        "Gini of in-degrees",
        "0 to {gini_top}",
        "How unequally staff are asked: 0 when all are asked equally often, {gini_top} when all ask one. "
        "Random networks with as many answers from each person have {chance_gini} on average, not 0.",
    ),
    "max_core": (
        "Largest core",
        "0 to {others}",
        "The largest number k for which there is a group whose members each have ties with k or more others of "
        "that group. It grows with the number of ties.",
    ),
    "weak_components": (
        "Parts",
        "1 to {staff}",
        "Into how many parts the network falls, direction aside; a person without a tie is a part.",
    ),
    "zero_indegree": (
        "Named by nobody",
        "0 to {staff}",
        "How many people nobody named. With few names an answer, some are missed by chance.",
    ),
    "zero_outdegree": (
        "Naming nobody",
        "0 to {staff}",
        "How many people named nobody: they ask nobody, or did not answer; the file does not say which. Missing "
        "answers make density and mean in-degree too low, and as a rule reciprocity too.",
    ),
    "articulation_points": (
        "Articulation points",
        "0 to {most_points}",
        "How many people hold parts together: without any one of them the network would fall into more parts. "
        "0 says that it hangs on nobody alone.",
    ),
}


def school_figures(graph):
    """Return what may be told of a school's own network, ready for JSON.

    graph: DiGraph of n people, as `read_ties(..., pseudonyms=True)` gives it.
    Returns: the dict of `school_measures`; under `MINIMUM_STAFF` people instead
        {"staff": n, "computed": False, "reason": str, "protocol": list of str}.
    Source: borgatti2003; borgatti2005.
    """
    staff = graph.number_of_nodes()
    if staff < MINIMUM_STAFF:
        return {"staff": staff, "computed": False, "reason": REASON, "protocol": list(PROTOCOL)}
    return school_measures(graph)


def report(graph, width=80):
    """Return the same for people to read: each figure with its range, its meaning and what chance would give.

    graph: DiGraph of n people; width: int, in characters.
    Returns: str in ASCII, so that it prints on any console; under `MINIMUM_STAFF` the conversation protocol.
    Source: borgatti2003; borgatti2005.
    """
    figures = school_figures(graph)
    if figures.get("computed") is False:
        return _conversation(figures, width)
    baselines = _baselines(graph, figures)
    lines = [f"School-level figures: {figures['staff']} staff, {figures['ties']} ties", ""]
    for name, (label, possible, meaning) in _EXPLAINED.items():
        figure = figures[name]
        possible = f"  (possible: {possible.format(**baselines)})" if possible else ""
        lines.append(f"{label:<28}{_number(figure):>8}{possible}".rstrip())
        if figure is None:
            meaning = "Not defined here: there is no tie."
        lines.append(_indented(meaning.format(**baselines), width))
    if figures["ties"]:
        lines += ["", *_finding(figures, baselines, width)]
    lines += ["", "How to read them", *(_bulleted(rule, width) for rule in ETHICS)]
    return "\n".join(lines)


def _baselines(graph, figures):
    """Return what the explanations of `_EXPLAINED` refer to, as they print it."""
    staff, ties = figures["staff"], figures["ties"]
    known = {
        "staff": staff,
        "others": staff - 1,
        "pairs": staff * (staff - 1),
        "most_points": staff - 2,
        "gini_top": _number(1 - 1 / staff),
    }
    unknown = dict.fromkeys(("chance_reciprocity", "low", "high", "chance_gini"), "-")
    if not ties:
        return known | unknown
    chance = inference.chance_centralisation(graph, _RANDOM_NETWORKS, _SEED)
    gini = inference.against_chance(graph, gini_indegree, _RANDOM_NETWORKS, _SEED)
    return known | {
        "chance_reciprocity": _number(inference.chance_reciprocity_of(graph)),
        "low": _number(chance.low),
        "high": _number(chance.high),
        "chance_gini": _number(gini.mean),
        "concentrated": chance.observed > chance.high,
        "overturn": inference.answers_that_overturn(graph, chance.high),
    }


def _finding(figures, baselines, width):
    if baselines["concentrated"]:
        finding = "Advice is sought from fewer people than chance would pick: in-degree centralisation is above"
        towards = "from the colleagues most sought to others"
    else:
        finding = "Advice is not sought from fewer people than chance would pick: in-degree centralisation is not above"
        towards = "to the colleague most sought"
    changed, silent = baselines["overturn"], figures["zero_outdegree"]
    if changed is None:
        overturn = "What would overturn it: no change of answers that keeps their number"
    else:
        overturn = f"What would overturn it: as few as {changed} of the {figures['ties']} answers, moved {towards}"
    if silent:
        overturn += f"; or the answers of the {silent} who named nobody, if they are only missing"
    yield "Beyond chance?"
    yield _indented(f"{finding} {baselines['high']}, the top of the interval for random networks.", width)
    yield _indented(f"{overturn}.", width)


def _conversation(figures, width):
    steps = (_filled(step, width, f"{number}. ", "   ") for number, step in enumerate(figures["protocol"], 1))
    more = f"The files name {figures['staff']} people. If more work at the school, give the whole staff list."
    return "\n".join(
        [
            _filled(figures["reason"], width),
            _filled(more, width),
            "",
            "A conversation instead (about 45 minutes)",
            *steps,
        ]
    )


def _number(figure):
    return "none" if figure is None else str(figure) if isinstance(figure, int) else f"{figure:.3g}"


def _indented(text, width):
    return _filled(text, width, "    ", "    ")


def _bulleted(text, width):
    return _filled(text, width, "  - ", "    ")


def _filled(text, width, first="", following=""):
    # "in-" at a line's end would be read as half a word of another kind.
    return fill(text, width, initial_indent=first, subsequent_indent=following, break_on_hyphens=False)
