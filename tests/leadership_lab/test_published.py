"""De Jong's table recomputed: every claim that the book makes about it, from the printed digits alone."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leadership_lab.association import rank_correlation, ranks
from leadership_lab.published import (
    Team,
    chance_reciprocity_of_team,
    check,
    dejong_teams,
    drawn_reciprocities,
    fifteen_schools,
    lowest_reciprocity,
    published_numbers,
    read_as_distributed,
    rounding_interval,
    sizes_that_fit,
    third_of_range,
    thirds_of_range,
    tie_counts,
    whole_counts,
)

TEAMS = {team.team: team for team in dejong_teams()}


def test_fourteen_teams_in_the_tables_order():
    assert "".join(TEAMS) == "ACEJMDFBGKINHL"
    assert all(team.respondents <= team.members for team in TEAMS.values())


def test_digits_are_those_printed():
    assert str(TEAMS["G"].indegree_centralisation) == "0.110"
    assert str(TEAMS["H"].density) == "0.800"


@pytest.mark.parametrize("name", TEAMS)
def test_one_whole_tie_count_comes_back_for_every_team(name):
    team = TEAMS[name]
    (ties,) = tie_counts(team)
    assert round(Fraction(ties, team.respondents * (team.members - 1)), 3) == Fraction(team.density)


@pytest.mark.parametrize("name", sorted(set(TEAMS) - {"D", "F"}))
def test_twelve_teams_agree_with_themselves_and_with_no_other_size(name):
    found = check(TEAMS[name])
    assert found.fits
    assert len(found.ties) == len(found.returned) == len(found.largest_indegrees) == 1
    assert sizes_that_fit(TEAMS[name]) == (TEAMS[name].members,)


def test_team_f_differs_by_the_last_digit():
    found = check(TEAMS["F"])
    assert found.ties == (82,) and found.returned == (54,)
    assert found.largest_indegrees == ()
    assert found.centralisation_nearest == Fraction(12 * 9 - 82, 11**2)
    assert f"{float(found.centralisation_nearest):.5f}" == "0.21488"
    # Rounded it is .215; cut off it is the printed .214.
    assert round(found.centralisation_nearest, 3) == Fraction("0.215")
    assert int(found.centralisation_nearest * 1000) == 214


def test_team_d_is_impossible_with_its_printed_members():
    found = check(TEAMS["D"])
    assert found.ties == (77,)
    assert found.returned == () and found.largest_indegrees == ()
    assert round(float(found.largest_needed), 1) == 8.5
    assert abs(found.centralisation_nearest - Fraction("0.207")) > Fraction("0.04")


def test_team_d_fits_fourteen_members_in_three_figures_and_twelve_in_the_fourth():
    assert sizes_that_fit(TEAMS["D"]) == (14,)
    found = check(TEAMS["D"], members=14)
    assert found.ties == (91,) and found.returned == (60,) and found.largest_indegrees == (9,)
    assert check(TEAMS["D"]).percent_fits and not found.percent_fits


def test_no_size_mends_team_f():
    assert sizes_that_fit(TEAMS["F"], largest=200) == ()


def test_all_printed_percentages_are_rounded_or_cut_off_shares_of_the_printed_members():
    assert all(check(team).percent_fits for team in TEAMS.values())


def test_teams_below_chance_reciprocity():
    below = {name for name, team in TEAMS.items() if team.reciprocity < chance_reciprocity_of_team(team)}
    assert below == {"B", "E", "N"}


def test_thirds_of_the_range():
    low, high = thirds_of_range(team.density for team in TEAMS.values())
    assert low == Fraction("0.405") + Fraction("0.452") / 3
    assert high == Fraction("0.857") - Fraction("0.452") / 3


def test_the_printed_ranges_are_those_of_the_table():
    for measure, fact in (
        ("density", "dejong_density"),
        ("reciprocity", "dejong_recip"),
        ("indegree_centralisation", "dejong_central"),
    ):
        values = [getattr(team, measure) for team in TEAMS.values()]
        assert f"{min(values)}-{max(values)}" == published_numbers()[fact].value


@given(
    st.integers(3, 30).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n))),
    st.randoms(use_true_random=False),
)
def test_a_table_made_from_a_network_always_fits(size, random):
    """What the check says of a team is right for any team: printed from a real network, it fits."""
    n, k = size
    asks = {i: {j for j in range(n) if j != i and random.random() < 0.4} for i in range(k)}
    ties = sum(map(len, asks.values()))
    if not ties:
        return
    asked = [sum(i in names for names in asks.values()) for i in range(n)]
    returned = sum(j in asks and i in asks[j] for i in asks for j in asks[i])

    def printed(numerator, denominator):
        return (Decimal(numerator) / Decimal(denominator)).quantize(Decimal("0.001"))

    team = Team(
        team="made up",
        respondents=k,
        members=n,
        density=printed(ties, k * (n - 1)),
        reciprocity=printed(returned, ties),
        indegree_centralisation=printed(n * max(asked) - ties, (n - 1) ** 2),
        central_members=1,
        central_members_percent=printed(100, n),
    )
    found = check(team)
    assert found.fits and found.percent_fits
    assert ties in found.ties and returned in found.returned and max(asked) in found.largest_indegrees


def test_the_bounds_of_a_printed_number_are_exact():
    assert rounding_interval(Decimal("0.405")) == (Fraction(809, 2000), Fraction(811, 2000))
    assert rounding_interval(Decimal("25.0")) == (Fraction(499, 20), Fraction(501, 20))


def test_a_half_on_the_bound_counts():
    # 1/16 = .0625 is printed as .062 or as .063, whoever rounds; in floats one of them may be lost.
    assert whole_counts(Decimal("0.062"), 16) == whole_counts(Decimal("0.063"), 16) == (1,)
    assert whole_counts(Decimal("0.061"), 16) == ()


def test_fifteen_schools_are_433_people_and_their_printed_densities_recompute():
    schools = fifteen_schools()
    assert len(schools) == 15 and sum(school.staff for school in schools) == 433
    assert round(schools[0].density, 4) == 0.0701 and round(schools[-1].mean_indegree, 4) == 5.4


def test_density_falls_with_size_and_mean_indegree_shows_no_clear_change():
    schools = fifteen_schools()
    staff = [school.staff for school in schools]
    of_density = rank_correlation(staff, [school.density for school in schools])
    of_mean = rank_correlation(staff, [school.mean_indegree for school in schools])
    assert round(of_density.value, 3) == -0.785 and of_density.high < 0
    assert [round(x, 2) for x in (of_mean.low, of_mean.value, of_mean.high)] == [-0.37, 0.19, 0.65]


def test_rank_correlation_agrees_with_scipy():
    stats = pytest.importorskip("scipy.stats")
    first, second = [1, 2, 2, 5, 9, 4], [3, 1, 4, 4, 8, 2]
    assert rank_correlation(first, second).value == pytest.approx(stats.spearmanr(first, second).statistic)
    assert ranks(first) == list(stats.rankdata(first))


def test_rank_correlation_of_what_rises_together_or_does_not_vary():
    assert rank_correlation([1, 2, 3, 4], [2, 4, 8, 16]).value == 1
    for first, second, problem in (
        ([1, 2, 3], [1, 2, 3], "four pairs"),
        ([1, 2, 3, 4], [1, 2], "cannot be paired"),
        ([1, 1, 1, 1], [1, 2, 3, 4], "all 4 values are 1"),
    ):
        with pytest.raises(ValueError, match=problem):
            rank_correlation(first, second)


def test_every_published_number_has_a_source_and_a_status():
    numbers = published_numbers()
    assert len(numbers) == 28
    assert all(number.value and number.source and number.status for number in numbers.values())


def test_another_count_of_possible_ties_fits_few_teams():
    """The definition is read off the table: with other denominators the rows fall apart."""
    for possible in (
        lambda team: team.members * (team.members - 1),
        lambda team: team.respondents * (team.respondents - 1),
    ):
        assert sum(check(team, possible=possible(team)).fits for team in TEAMS.values()) == 3


@pytest.mark.parametrize("name", TEAMS)
def test_drawn_reciprocities_have_the_expected_mean_and_respect_the_floor(name):
    team = TEAMS[name]
    drawn = drawn_reciprocities(team, draws=400, seed=1)
    assert sum(drawn) / 400 == pytest.approx(chance_reciprocity_of_team(team), abs=0.03)
    assert min(drawn) >= lowest_reciprocity(team)
    assert drawn == drawn_reciprocities(team, draws=400, seed=1)


def test_team_n_could_not_return_less_than_it_does():
    # Five of its thirty possible ties are missing; each spoils one pair at most.
    assert lowest_reciprocity(TEAMS["N"]) == Fraction(20, 25) == Fraction(TEAMS["N"].reciprocity)


@given(st.integers(2, 5).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n))), st.data())
def test_the_floor_of_reciprocity_is_reached_by_some_network(size, data):
    n, k = size
    pairs = [(i, j) for i in range(k) for j in range(n) if i != j]
    ties = data.draw(st.integers(1, len(pairs)))
    density = Decimal(ties) / Decimal(len(pairs))
    team = Team("made up", k, n, density.quantize(Decimal("0.0001")), Decimal(0), Decimal(0), 0, Decimal(0))
    # One arrow in each pair first, then the ones that return another.
    arrows = [(i, j) for i, j in pairs if i < j] + [(i, j) for i, j in pairs if i > j]
    chosen = set(arrows[:ties])
    assert lowest_reciprocity(team) == Fraction(sum((j, i) in chosen for i, j in chosen), ties)


def test_thirds_name_where_each_team_lies():
    thirds = third_of_range({"A": 0, "B": 1, "C": 1.5, "D": 2, "E": 3})
    assert thirds == {"A": "lower", "B": "lower", "C": "middle", "D": "upper", "E": "upper"}


def test_what_is_read_as_distributed_depends_on_who_else_is_in_the_sample():
    everyone = list(TEAMS.values())
    assert read_as_distributed(everyone) == ["K", "H", "L"]
    # Without the five that stand last in the table another team takes the place, its figures unchanged.
    assert read_as_distributed(team for team in everyone if team.team not in "KINHL") == ["B"]
