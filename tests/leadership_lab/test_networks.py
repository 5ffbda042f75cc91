"""Each measure against graphs counted by hand, a literal definition, and another library."""

import time
from fractions import Fraction
from itertools import combinations, permutations
from math import inf
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from leadership_lab import networks
from leadership_lab.networks import Undefined
from scipy.sparse.csgraph import connected_components, shortest_path


@st.composite
def advice_networks(draw, fewest=0, most=7, ties=0):
    """Small advice networks, people in any order, named by words as in a file."""
    n = draw(st.integers(fewest, most))
    possible = list(permutations([f"person {i}" for i in range(n)], 2))
    fewest_ties = min(ties, len(possible))
    chosen = draw(st.lists(st.sampled_from(possible), unique=True, min_size=fewest_ties)) if possible else []
    graph = nx.DiGraph()
    graph.add_nodes_from(draw(st.permutations([f"person {i}" for i in range(n)])))
    graph.add_edges_from(chosen)
    return graph


with_ties = advice_networks(fewest=2, ties=1)


def network(n, ties):
    graph = nx.empty_graph(n, nx.DiGraph)
    graph.add_edges_from(ties)
    return graph


def all_ask_one(n):
    return network(n, [(i, 0) for i in range(1, n)])


def one_asks_all(n):
    return network(n, [(0, i) for i in range(1, n)])


def cycle(n):
    return network(n, [(i, (i + 1) % n) for i in range(n)])


def complete(n):
    return network(n, permutations(range(n), 2))


def random_network(n, ties, seed):
    random = Random(seed)
    graph = nx.empty_graph(n, nx.DiGraph)
    while graph.number_of_edges() < ties:
        graph.add_edge(*random.sample(range(n), 2))
    return graph


# A school of seven that can be counted on a napkin: 1, 2 and 3 ask each other in a ring, 1 and 2 both ways;
# 4 asks 3; 5 and 6 ask 4; 7 is on the staff list only.
NAPKIN = nx.DiGraph([(1, 2), (2, 1), (2, 3), (3, 1), (4, 3), (5, 4), (6, 4)])
NAPKIN.add_node(7)


class TestCountedByHand:
    def test_a_small_school(self):
        figures = networks.school_measures(NAPKIN)
        # In-degrees 2 1 2 2 0 0 0, out-degrees 1 2 1 1 1 1 0, in a possible 42 ties.
        assert figures == {
            "staff": 7,
            "ties": 7,
            "density": 7 / 42,
            "reciprocity": 2 / 7,
            "mean_indegree": 1,
            "indegree_centralisation": (7 * 2 - 7) / 36,
            "outdegree_centralisation": (7 * 2 - 7) / 36,
            # The paths through 3: from 4, 5, 6 to 1 and 2. Through 4: from 5, 6 to 3, 1 and 2. Through 1: from
            # 3, 4, 5, 6 to 2. Through 2: from 1 to 3. In 6 * 5 pairs of others.
            "betweenness_centralisation": pytest.approx((7 * 6 - (6 + 6 + 4 + 1)) / 30 / 6),
            # Both ways: 3 pairs of the ring. One way: 4, 5, 6 to three each, 5 and 6 to 4.
            "krackhardt_hierarchy": 11 / 14,
            # Three are asked by 0, one by 1, three by 2: 3 + 3 pairs differ by 1 and 9 by 2, either way round.
            "gini_indegree": pytest.approx(2 * (3 + 3 + 9 * 2) / (2 * 49)),
            "max_core": 2,
            "weak_components": 2,
            "zero_indegree": 3,
            "zero_outdegree": 1,
            "articulation_points": 2,
        }

    @pytest.mark.parametrize("n", [2, 3, 5, 12, 40])
    def test_a_star_is_wholly_centralised(self, n):
        assert networks.indegree_centralisation(all_ask_one(n)) == 1
        assert networks.outdegree_centralisation(one_asks_all(n)) == 1
        assert networks.gini_indegree(all_ask_one(n)) == pytest.approx(1 - 1 / n)
        assert networks.articulation_points(all_ask_one(n)) == (n > 2)
        assert networks.max_core(all_ask_one(n)) == 1

    @pytest.mark.parametrize("n", [3, 5, 12, 40])
    def test_a_star_with_ties_both_ways_has_all_paths_through_its_centre(self, n):
        both_ways = nx.compose(all_ask_one(n), one_asks_all(n))
        assert networks.betweenness_centralisation(both_ways) == pytest.approx(1)
        assert networks.betweenness_centralisation(both_ways) <= 1
        assert networks.reciprocity(both_ways) == 1
        assert networks.krackhardt_hierarchy(both_ways) == 0

    @pytest.mark.parametrize("graph", [cycle(3), cycle(12), complete(3), complete(12)])
    def test_where_all_are_alike_nothing_is_centralised(self, graph):
        assert networks.indegree_centralisation(graph) == 0
        assert networks.outdegree_centralisation(graph) == 0
        assert networks.betweenness_centralisation(graph) == pytest.approx(0)
        assert networks.gini_indegree(graph) == 0
        assert networks.krackhardt_hierarchy(graph) == 0
        assert networks.articulation_points(graph) == 0
        assert networks.weak_components(graph) == 1

    def test_a_complete_network_is_dense_and_one_core(self):
        assert networks.density(complete(12)) == 1
        assert networks.reciprocity(complete(12)) == 1
        assert networks.max_core(complete(12)) == 11
        assert networks.mean_indegree(complete(12)) == 11

    def test_nobody_returns_a_tie_in_a_directed_cycle(self):
        assert networks.reciprocity(cycle(12)) == 0
        assert networks.max_core(cycle(12)) == 2

    @pytest.mark.parametrize("tree", [nx.balanced_tree(3, 3, nx.DiGraph), nx.path_graph(30, nx.DiGraph)])
    def test_an_out_tree_is_wholly_hierarchical(self, tree):
        assert networks.krackhardt_hierarchy(tree) == 1
        assert networks.krackhardt_hierarchy(tree.reverse()) == 1
        assert networks.max_core(tree) == 1

    def test_hierarchy_goes_through_others(self):
        # Two rings and one tie between them: 3 + 3 pairs both ways, 3 * 3 one way.
        rings = nx.disjoint_union(cycle(3), cycle(3))
        assert networks.krackhardt_hierarchy(rings) == 0
        rings.add_edge(0, 3)
        assert networks.krackhardt_hierarchy(rings) == 9 / 15

    def test_two_people(self):
        pair = network(2, [(0, 1)])
        figures = networks.school_measures(pair)
        assert figures["density"] == 0.5
        assert figures["indegree_centralisation"] == 1
        assert figures["betweenness_centralisation"] is None

    def test_shares_of_people_and_of_ties(self):
        assert networks.named_at_least(NAPKIN, 0) == 1
        assert networks.named_at_least(NAPKIN, 1) == 4 / 7
        assert networks.named_at_least(NAPKIN, 2) == 3 / 7
        assert networks.named_at_least(NAPKIN, 3) == 0
        assert networks.top_share(all_ask_one(5), 0.2) == 1
        assert networks.top_share(all_ask_one(5), 0.1) == 0.5
        assert networks.top_share(cycle(10), 0.25) == pytest.approx(0.25)
        # A fifth of seven is 1.4 people: 2 ties and 0.4 of 2.
        assert networks.top_share(NAPKIN, 0.2) == pytest.approx(2.8 / 7)


class TestLiteralDefinitions:
    """The words of each docstring, as slowly as they can be written down."""

    @given(advice_networks(fewest=2))
    def test_density_and_mean_indegree(self, graph):
        pairs = list(permutations(graph, 2))
        assert networks.density(graph) == pytest.approx(sum(graph.has_edge(u, v) for u, v in pairs) / len(pairs))
        asked = [sum(graph.has_edge(u, v) for u in graph) for v in graph]
        assert networks.mean_indegree(graph) == pytest.approx(float(np.mean(asked)))
        assert networks.density(graph) == pytest.approx(networks.mean_indegree(graph) / (len(graph) - 1))

    @given(with_ties)
    def test_reciprocity(self, graph):
        matrix = nx.to_numpy_array(graph)
        assert networks.reciprocity(graph) == pytest.approx((matrix * matrix.T).sum() / matrix.sum())
        assert networks.reciprocity(graph) == pytest.approx(nx.overall_reciprocity(graph))

    @given(advice_networks(fewest=2))
    def test_degree_centralisation(self, graph):
        matrix = nx.to_numpy_array(graph)
        largest = (len(graph) - 1) ** 2
        for axis, measure in ((0, networks.indegree_centralisation), (1, networks.outdegree_centralisation)):
            degrees = matrix.sum(axis=axis)
            assert measure(graph) == pytest.approx(sum(degrees.max() - x for x in degrees) / largest)

    @given(advice_networks(fewest=3, most=6))
    def test_betweenness_is_the_share_of_shortest_paths_through_a_person(self, graph):
        def share_of_paths_through(person):
            share = Fraction(0)
            for start, end in permutations(set(graph) - {person}, 2):
                if nx.has_path(graph, start, end):
                    paths = list(nx.all_shortest_paths(graph, start, end))
                    share += Fraction(sum(person in path for path in paths), len(paths))
            return share / ((len(graph) - 1) * (len(graph) - 2))

        literal = {person: share_of_paths_through(person) for person in graph}
        assert networks.betweenness(graph) == pytest.approx({p: float(x) for p, x in literal.items()})
        centralisation = sum(max(literal.values()) - x for x in literal.values()) / (len(graph) - 1)
        assert networks.betweenness_centralisation(graph) == pytest.approx(float(centralisation))

    @given(with_ties)
    def test_hierarchy_is_the_share_of_connected_pairs_connected_one_way(self, graph):
        reaches = np.isfinite(shortest_path(nx.to_numpy_array(graph), unweighted=True))
        pairs = list(combinations(range(len(graph)), 2))
        connected = [(i, j) for i, j in pairs if reaches[i, j] or reaches[j, i]]
        one_way = [(i, j) for i, j in connected if not (reaches[i, j] and reaches[j, i])]
        assert networks.krackhardt_hierarchy(graph) == pytest.approx(len(one_way) / len(connected))

    @given(st.lists(st.integers(0, 50), min_size=1).filter(any))
    def test_gini_is_the_mean_difference_over_twice_the_mean(self, scores):
        n = len(scores)
        difference = Fraction(sum(abs(x - y) for x in scores for y in scores), n * n)
        assert networks.gini(scores) == pytest.approx(float(difference / (2 * Fraction(sum(scores), n))))
        assert 0 <= networks.gini(scores) <= 1 - 1 / n + 1e-12

    @given(with_ties)
    def test_gini_of_a_network_is_of_its_indegrees(self, graph):
        asked = nx.to_numpy_array(graph).sum(axis=0)
        assert networks.gini_indegree(graph) == pytest.approx(networks.gini(asked.tolist()))

    @given(advice_networks(most=6))
    def test_the_largest_core_is_the_largest_group_with_so_many_ties_each(self, graph):
        tied = {frozenset(tie) for tie in graph.edges}

        def fewest_within(group):
            return min(sum(frozenset((p, q)) in tied for q in group if q != p) for p in group)

        groups = [group for k in range(1, len(graph) + 1) for group in combinations(graph, k)]
        assert networks.max_core(graph) == max(map(fewest_within, groups), default=0)

    @given(advice_networks(fewest=1))
    def test_parts_and_those_who_hold_them_together(self, graph):
        def parts(of):
            return connected_components(nx.to_scipy_sparse_array(of), connection="weak")[0] if len(of) else 0

        assert networks.weak_components(graph) == parts(graph)

        def leaves_more_parts(person):
            return parts(graph.subgraph(set(graph) - {person})) > parts(graph)

        assert networks.articulation_points(graph) == sum(map(leaves_more_parts, graph))

    @given(advice_networks(fewest=1))
    def test_those_with_no_tie_one_way(self, graph):
        asked = {v for _, v in graph.edges}
        asking = {u for u, _ in graph.edges}
        assert networks.zero_indegree(graph) == len(set(graph) - asked)
        assert networks.zero_outdegree(graph) == len(set(graph) - asking)
        assert networks.named_at_least(graph, 1) == pytest.approx(len(asked) / len(graph))

    @given(with_ties, st.fractions(0, 1, max_denominator=20))
    def test_the_top_share_fills_the_top_with_parts_of_people(self, graph, fraction):
        # Cut everyone into as many equal crumbs as the fraction's denominator, and count whole crumbs.
        asked = sorted((asked for _, asked in graph.in_degree), reverse=True)
        crumbs = [Fraction(x, fraction.denominator) for x in asked for _ in range(fraction.denominator)]
        top = crumbs[: fraction.numerator * len(graph)]
        assert networks.top_share(graph, fraction) == pytest.approx(float(sum(top) / graph.number_of_edges()))


class TestOtherLibraries:
    @pytest.mark.parametrize(("n", "ties", "seed"), [(30, 40, 1), (45, 180, 2), (100, 700, 3), (120, 120, 4)])
    def test_larger_networks_against_networkx_and_scipy(self, n, ties, seed):
        graph = random_network(n, ties, seed)
        theirs = nx.betweenness_centrality(graph)
        assert networks.betweenness(graph) == pytest.approx(theirs)
        reaches = np.isfinite(shortest_path(nx.to_numpy_array(graph), unweighted=True))
        np.fill_diagonal(reaches, False)
        either, both = (reaches | reaches.T).sum(), (reaches & reaches.T).sum()
        assert networks.krackhardt_hierarchy(graph) == pytest.approx((either - both) / either)
        undirected = graph.to_undirected()
        k = networks.max_core(graph)
        assert len(nx.k_core(undirected, k)) and not len(nx.k_core(undirected, k + 1))


class TestAnyNetwork:
    @given(with_ties, st.data())
    def test_no_figure_depends_on_names_or_on_the_order_of_rows(self, graph, data):
        people = data.draw(st.permutations(list(graph)))
        ties = data.draw(st.permutations(list(graph.edges)))
        codes = {person: code for code, person in enumerate(data.draw(st.permutations(people)))}
        other = nx.DiGraph()
        other.add_nodes_from(codes[person] for person in people)
        other.add_edges_from((codes[u], codes[v]) for u, v in ties)
        assert networks.school_measures(other) == pytest.approx(networks.school_measures(graph))

    @given(with_ties)
    def test_every_figure_keeps_its_range(self, graph):
        n = len(graph)
        figures = networks.school_measures(graph)
        for name in ("density", "reciprocity", "krackhardt_hierarchy", "gini_indegree"):
            assert 0 <= figures[name] <= 1
        for name in figures:
            if name.endswith("centralisation") and figures[name] is not None:
                assert 0 <= figures[name] <= 1
        assert figures["max_core"] <= n - 1
        assert 1 <= figures["weak_components"] <= n
        assert figures["articulation_points"] <= n - 2 or figures["articulation_points"] == 0

    @given(advice_networks(fewest=2), st.sampled_from(sorted(networks.MEASURES)))
    def test_measuring_leaves_the_network_alone(self, graph, name):
        before = nx.DiGraph(graph)
        networks.school_measures(graph)
        assert nx.utils.graphs_equal(before, graph)

    def test_the_keys_of_the_command_in_their_order(self):
        assert list(networks.school_measures(NAPKIN)) == [
            *("staff", "ties", "density", "reciprocity", "mean_indegree", "indegree_centralisation"),
            *("outdegree_centralisation", "betweenness_centralisation", "krackhardt_hierarchy", "gini_indegree"),
            *("max_core", "weak_components", "zero_indegree", "zero_outdegree", "articulation_points"),
        ]

    def test_more_shortest_paths_than_a_float_can_count(self):
        # Each of 1,100 steps doubles the number of shortest paths.
        ladder = nx.DiGraph(((i, a), (i + 1, b)) for i in range(1100) for a in "xy" for b in "xy")
        # By symmetry each of the two in the middle carries half of 2 * 550 starts times 2 * 550 ends.
        n = len(ladder)
        assert networks.betweenness(ladder)[550, "x"] == pytest.approx(1100 * 1100 / 2 / ((n - 1) * (n - 2)))

    def test_a_long_chain_needs_no_deep_recursion(self):
        figures = networks.school_measures(nx.path_graph(2000, nx.DiGraph))
        assert figures["articulation_points"] == 1998
        assert figures["krackhardt_hierarchy"] == 1

    def test_five_hundred_people_take_less_than_a_second(self):
        graph = random_network(500, 2500, 5)
        start = time.process_time()
        networks.school_measures(graph)
        assert time.process_time() - start < 1


class TestUndefined:
    def test_a_school_without_a_tie(self):
        figures = networks.school_measures(network(12, []))
        assert {name for name, figure in figures.items() if figure is None} == {
            *("reciprocity", "krackhardt_hierarchy", "gini_indegree")
        }
        assert figures["density"] == figures["indegree_centralisation"] == figures["max_core"] == 0
        assert figures["weak_components"] == figures["zero_indegree"] == 12

    @pytest.mark.parametrize("n", [0, 1, 2])
    def test_hardly_anybody(self, n):
        figures = networks.school_measures(network(n, []))
        assert figures["staff"] == n
        assert figures["weak_components"] == n
        assert (figures["density"] is None) == (n < 2)
        assert figures["betweenness_centralisation"] is None

    @pytest.mark.parametrize(
        ("measure", "graph", "reason"),
        [
            (networks.density, network(1, []), "density needs 2 people or more, not 1"),
            (networks.reciprocity, network(3, []), "reciprocity needs a tie"),
            (networks.krackhardt_hierarchy, network(3, []), "hierarchy needs a tie"),
            (networks.gini_indegree, network(3, []), "in-degrees needs a tie"),
            (networks.betweenness_centralisation, network(2, []), "betweenness needs 3 people or more, not 2"),
            (networks.indegree_centralisation, network(1, []), "centralisation needs two people or more, not 1"),
            (networks.mean_indegree, network(0, []), "mean in-degree needs 1 people or more, not 0"),
        ],
    )
    def test_the_reason_is_said(self, measure, graph, reason):
        with pytest.raises(Undefined, match=reason):
            measure(graph)

    def test_shares_of_nothing(self):
        with pytest.raises(Undefined):
            networks.top_share(network(3, []), 0.2)
        with pytest.raises(Undefined):
            networks.named_at_least(network(0, []), 1)
        with pytest.raises(Undefined):
            networks.gini([])


class TestRefused:
    @pytest.mark.parametrize("name", sorted(set(networks.MEASURES) - {"staff", "ties"}))
    @pytest.mark.parametrize(
        ("graph", "said"),
        [
            (nx.DiGraph([("Mari", "Mari"), ("Mari", "Siân")]), "'Mari' asks themselves"),
            (nx.Graph([(1, 2)]), "DiGraph"),
            (nx.MultiDiGraph([(1, 2), (1, 2)]), "DiGraph"),
        ],
    )
    def test_a_graph_that_is_no_advice_network(self, name, graph, said):
        with pytest.raises(ValueError, match=said) as refused:
            networks.MEASURES[name](graph)
        assert not isinstance(refused.value, Undefined)
        with pytest.raises(ValueError, match=said):
            networks.school_measures(graph)

    def test_scores_that_nobody_can_have(self):
        with pytest.raises(ValueError, match="a score of -1 is not between 0 and 2"):
            networks.centralisation_of_scores([0, -1, 2])
        with pytest.raises(ValueError, match="a score of 3 is not between 0 and 2"):
            networks.centralisation_of_scores([0, 3, 2])
        with pytest.raises(ValueError, match="a score of nan"):
            networks.centralisation_of_scores([0, float("nan"), 2])
        with pytest.raises(ValueError, match="a score of -2 is below 0"):
            networks.gini([3, -2])

    @pytest.mark.parametrize("fraction", [-0.1, 1.1, inf])
    def test_a_fraction_that_is_none(self, fraction):
        with pytest.raises(ValueError, match="is not between 0 and 1"):
            networks.top_share(NAPKIN, fraction)

    def test_centralisation_of_scores_takes_another_ceiling(self):
        # De Jong's rosters: those who did not respond can be named, so members count and respondents do not.
        assert networks.centralisation_of_scores([5, 1, 1, 1], highest=5) == pytest.approx(12 / 15)
