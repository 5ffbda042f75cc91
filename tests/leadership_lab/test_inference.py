"""What chance gives: drawn as said, right against counting every case, and the same for the same seed."""

from fractions import Fraction
from itertools import combinations, permutations, product
from math import comb

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from leadership_lab import inference, networks
from leadership_lab.networks import Undefined


@st.composite
def advice_networks(draw, fewest=2, most=7):
    n = draw(st.integers(fewest, most))
    ties = draw(st.lists(st.sampled_from(list(permutations(range(n), 2))), unique=True, min_size=1))
    graph = nx.empty_graph(n, nx.DiGraph)
    graph.add_edges_from(ties)
    return graph


def every_network_with_the_same_outdegrees(graph):
    """All that the null model can draw, each as likely as another."""
    answers = [
        combinations([person for person in graph if person != asker], graph.out_degree(asker)) for asker in graph
    ]
    for chosen in product(*map(list, answers)):
        network = nx.DiGraph()
        network.add_nodes_from(graph)
        network.add_edges_from((u, v) for u, named in zip(graph, chosen, strict=True) for v in named)
        yield network


SCHOOL = nx.DiGraph([(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (3, 0), (3, 1), (3, 2)])


class TestRandomNetworks:
    @given(advice_networks(), st.integers())
    def test_everyone_keeps_the_number_of_their_answers_and_asks_others(self, graph, seed):
        for network in inference.random_directed_networks(graph, 3, seed):
            assert set(network) == set(graph)
            assert dict(network.out_degree) == dict(graph.out_degree)
            assert not nx.number_of_selfloops(network)

    def test_the_same_seed_draws_the_same_networks(self):
        def drawn(seed):
            return [sorted(network.edges) for network in inference.random_directed_networks(SCHOOL, 5, seed)]

        assert drawn(1) == drawn(1)
        assert drawn(1) != drawn(2)

    def test_every_network_is_as_likely_as_another(self):
        possible = {frozenset(network.edges) for network in every_network_with_the_same_outdegrees(SCHOOL)}
        assert len(possible) == comb(3, 2) * comb(3, 2) * comb(3, 1) * comb(3, 3)
        draws = 5_400
        counts = dict.fromkeys(possible, 0)
        for network in inference.random_directed_networks(SCHOOL, draws, seed=3):
            counts[frozenset(network.edges)] += 1
        expected = draws / len(possible)
        chi_squared = sum((count - expected) ** 2 / expected for count in counts.values())
        # The 0.1 % point of chi squared with 26 degrees of freedom.
        assert chi_squared < 54.1

    def test_no_figure_depends_on_the_order_of_the_rows(self):
        turned = nx.DiGraph()
        turned.add_nodes_from(reversed(list(SCHOOL)))
        turned.add_edges_from(reversed(list(SCHOOL.edges)))
        assert inference.chance_centralisation(turned, 50, 9) == inference.chance_centralisation(SCHOOL, 50, 9)


class TestAgainstChance:
    def test_the_summary_is_that_of_the_networks_drawn(self):
        figures = [networks.gini_indegree(g) for g in inference.random_directed_networks(SCHOOL, 40, 5)]
        chance = inference.against_chance(SCHOOL, networks.gini_indegree, 40, 5)
        assert chance.observed == networks.gini_indegree(SCHOOL)
        assert chance.mean == pytest.approx(np.mean(figures))
        assert (chance.low, chance.high) == pytest.approx(tuple(np.quantile(figures, [0.025, 0.975])))
        assert chance.share_as_large == np.mean([figure >= chance.observed for figure in figures])
        assert chance.draws == 40

    def test_centralisation_against_every_possible_network(self):
        exact = [networks.indegree_centralisation(g) for g in every_network_with_the_same_outdegrees(SCHOOL)]
        chance = inference.chance_centralisation(SCHOOL, 4_000, 11)
        assert chance.mean == pytest.approx(np.mean(exact), abs=0.01)
        as_large = np.mean([figure >= chance.observed for figure in exact])
        assert chance.share_as_large == pytest.approx(as_large, abs=0.03)

    def test_a_star_is_beyond_chance_and_a_ring_is_as_even_as_can_be(self):
        star = nx.DiGraph((i, 0) for i in range(1, 30))
        chance = inference.chance_centralisation(star, 200, 1)
        assert chance.observed == 1 > chance.high
        assert chance.share_as_large == 0
        ring = nx.cycle_graph(30, nx.DiGraph)
        chance = inference.chance_centralisation(ring, 200, 1)
        assert chance.observed == 0 < chance.low
        assert chance.share_as_large == 1

    def test_a_figure_that_does_not_exist_says_so(self):
        with pytest.raises(Undefined, match="needs a tie"):
            inference.against_chance(nx.empty_graph(3, nx.DiGraph), networks.reciprocity, 5, 1)


class TestReciprocityByChance:
    @given(advice_networks(most=4))
    def test_it_is_the_mean_over_every_possible_network(self, graph):
        exact = [
            Fraction(sum(g.has_edge(v, u) for u, v in g.edges), g.number_of_edges())
            for g in every_network_with_the_same_outdegrees(graph)
        ]
        assert inference.chance_reciprocity_of(graph) == pytest.approx(float(sum(exact) / len(exact)))

    def test_with_equal_answers_it_is_the_density(self):
        ring = nx.cycle_graph(10, nx.DiGraph)
        assert inference.chance_reciprocity_of(ring) == pytest.approx(networks.density(ring))

    def test_without_a_tie_there_is_none(self):
        with pytest.raises(Undefined):
            inference.chance_reciprocity_of(nx.empty_graph(3, nx.DiGraph))

    # De Jong's table: respondents, members, density, reciprocity.
    @pytest.mark.parametrize(
        ("team", "below"),
        [
            ((13, 16, 0.405, 0.456), False),  # A
            ((12, 14, 0.718, 0.589), True),  # B
            ((11, 12, 0.521, 0.444), True),  # E
            ((6, 6, 0.833, 0.800), True),  # N
            ((10, 10, 0.800, 0.861), False),  # H
        ],
    )
    def test_teams_whose_reciprocity_is_below_chance(self, team, below):
        respondents, members, density, reciprocity = team
        assert (reciprocity < inference.chance_reciprocity(respondents, members, density)) is below

    def test_a_roster_of_which_some_responded_by_simulation(self):
        # Each of 8 respondents names each of 11 others with probability 0.3; 4 more can be named only.
        random = np.random.default_rng(4)
        ties = random.random((3_000, 8, 12)) < 0.3
        ties[:, range(8), range(8)] = False
        among = ties[:, :, :8]
        returned = (among & among.transpose(0, 2, 1)).sum()
        chance = inference.chance_reciprocity(8, 12, ties.sum() / (3_000 * 8 * 11))
        assert returned / ties.sum() == pytest.approx(chance, abs=0.003)
        assert inference.chance_reciprocity(12, 12, 0.3) == pytest.approx(0.3)
        assert inference.chance_reciprocity(1, 12, 0.3) == 0

    @pytest.mark.parametrize("numbers", [(0, 5, 0.5), (6, 5, 0.5), (1, 1, 0.5), (3, 5, 1.2), (3, 5, -0.1)])
    def test_numbers_that_cannot_be(self, numbers):
        with pytest.raises(ValueError, match="cannot be|is not between 0 and 1"):
            inference.chance_reciprocity(*numbers)


class TestAnswersThatOverturn:
    @given(advice_networks(fewest=3, most=5), st.fractions(0, 1, max_denominator=24).map(float))
    def test_against_every_way_to_share_out_the_answers(self, graph, boundary):
        n, ties = len(graph), graph.number_of_edges()
        asked = [x for _, x in graph.in_degree]

        def centralisation(counts):
            return (n * max(counts) - ties) / (n - 1) ** 2

        above = centralisation(asked) > boundary
        moves = [
            sum(max(0, x - y) for x, y in zip(asked, other, strict=True))
            for other in product(range(min(n - 1, ties) + 1), repeat=n)
            if sum(other) == ties and (centralisation(other) > boundary) != above
        ]
        assert inference.answers_that_overturn(graph, boundary) == min(moves, default=None)

    def test_a_star(self):
        star = nx.DiGraph((i, 0) for i in range(1, 12))
        # Twelve people, 11 answers: with 3 left to the centre (12 * 3 - 11) / 121 = 0.207 is not above 0.25.
        assert inference.answers_that_overturn(star, 0.25) == 8
        assert inference.answers_that_overturn(nx.cycle_graph(12, nx.DiGraph), 0.25) == 3

    def test_a_boundary_that_is_none(self):
        with pytest.raises(ValueError, match="boundary of 2"):
            inference.answers_that_overturn(SCHOOL, 2)
        with pytest.raises(Undefined):
            inference.answers_that_overturn(nx.empty_graph(1, nx.DiGraph), 0.5)
