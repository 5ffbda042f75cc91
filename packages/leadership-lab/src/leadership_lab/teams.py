"""How far advice stays within the teams of a school, and how far it would if it were drawn by lot."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Outside:
    """Where the members of one team ask.

    members: int, people in the team. ties: int, the ties that its members send.
    outside: float from 0 to 1, the share of these that leave the team; 0 without a tie.
    by_lot: float from 0 to 1, that share if everyone drew those they ask from all colleagues.
    """

    members: int
    ties: int
    outside: float
    by_lot: float

    @property
    def e_i_index(self):
        """(external - internal) / ties: -1 if every tie stays inside, 1 if every tie leaves."""
        return 2 * self.outside - 1


def outside_by_team(graph, attribute="phase"):
    """Return, for each team, how much of its asking leaves the team.

    graph: DiGraph, u -> v: u asks v for advice, of two people or more; every node has `attribute`, its team.
    Returns: dict of team to Outside, in the order of the nodes. Small teams send most of their ties outside
        even by lot, so that no share can be read without the one beside it.
    Raises: ValueError on fewer than two people.
    Source: krackhardt1988, whose E-I index is the difference of the two shares.
    """
    if len(graph) < 2:
        raise ValueError(f"advice needs two people or more, not {len(graph)}")
    team = dict(graph.nodes(data=attribute))
    members = Counter(team.values())
    ties = Counter(team[asks] for asks, _ in graph.edges)
    leaving = Counter(team[asks] for asks, asked in graph.edges if team[asks] != team[asked])
    found = {}
    for name, many in members.items():
        outside = leaving[name] / ties[name] if ties[name] else 0.0
        found[name] = Outside(many, ties[name], outside, (len(graph) - many) / (len(graph) - 1))
    return found
