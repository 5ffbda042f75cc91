"""Published effects unit by unit, and invented worlds that a correlation cannot tell apart."""

from statistics import fmean, stdev

import pytest
from leadership_lab.evidence import (
    TOPS,
    UNITS,
    WORLDS,
    above_the_middle,
    clusters,
    correlation_in,
    difference_like,
    empty_effects_that_overturn,
    invented_schools,
    published_effects,
)
from leadership_lab.published import published_numbers

EFFECTS = published_effects()


def test_every_figure_is_the_published_one_and_says_what_was_measured():
    printed = {(n.value, n.n, n.status) for n in published_numbers().values()}
    for effect in EFFECTS:
        assert (f"{effect.value:g}", effect.rests_on, effect.status) in printed
        assert effect.leadership and effect.outcome and effect.status
        assert 0 < effect.value <= TOPS[effect.unit]


def test_units_are_kept_apart():
    found = {unit: [e.source for e in EFFECTS if e.unit == unit] for unit in UNITS.values()}
    assert [len(sources) for sources in found.values()] == [5, 2, 1, 1]
    assert set(found["effect size, printed as z"]) == {"robinson2008"}


def test_none_of_the_figures_is_about_distribution():
    assert not [e for e in EFFECTS if "distribut" in e.leadership or "shared" in e.leadership]


def test_the_largest_of_robinsons_figures_rests_on_the_fewest_studies():
    robinson = [e for e in EFFECTS if e.source == "robinson2008"]
    studies = {e.name: int(e.rests_on.split("/")[1].split()[0]) for e in robinson}
    largest = max(robinson, key=lambda e: e.value)
    assert studies[largest.name] == min(studies.values()) == 6
    assert list(studies.values()).count(6) == 1


def test_a_correlation_and_the_difference_that_it_is_like():
    assert difference_like(0) == 0
    # Two groups one d apart, within-group deviation 1, half of everyone in each: r = d / sqrt(d^2 + 4).
    for d in (0.2, 0.7, 1.5):
        assert difference_like(d / (d**2 + 4) ** 0.5) == pytest.approx(d)


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("strength", [0.2, 0.33, 0.6])
def test_observed_schools_correlate_alike_in_every_world(world, strength):
    assert correlation_in(world, strength, schools=20_000, seed=3) == pytest.approx(strength, abs=0.03)


def test_only_where_leadership_raises_results_does_a_lot_show_it():
    by_lot = {world: correlation_in(world, 0.33, schools=20_000, seed=3, by_lot=True) for world in WORLDS}
    assert by_lot["leadership raises results"] == pytest.approx(0.33, abs=0.03)
    assert by_lot["results raise leadership"] == pytest.approx(0, abs=0.03)
    assert by_lot["the intake raises both"] == pytest.approx(0, abs=0.03)


def test_worlds_are_the_same_each_time():
    assert invented_schools(WORLDS[2], 0.4, 10, seed=1) == invented_schools(WORLDS[2], 0.4, 10, seed=1)
    assert invented_schools(WORLDS[2], 0.4, 10, seed=1) != invented_schools(WORLDS[2], 0.4, 10, seed=2)


def test_what_cannot_be_is_named():
    with pytest.raises(ValueError, match="world 'ours' is not there; choose one of leadership raises"):
        invented_schools("ours", 0.3, 10, seed=1)
    for strength in (0, 1, -0.2):
        with pytest.raises(ValueError, match="cannot be"):
            invented_schools(WORLDS[0], strength, 10, seed=1)


def test_on_how_many_effects_a_figure_rests():
    found = {e.name: (e.effects, e.studies) for e in EFFECTS}
    assert found["Robinson: teachers' learning"] == (17, 6)
    assert found["Tan and others 2022"] == (None, 512)
    assert found["Wu and Shen 2022"] == (18, None)
    assert found["Leithwood and others 2006"] == (None, None)


@pytest.mark.parametrize("r", [0.14, 0.33, 0.6])
def test_above_the_middle_as_counted_among_invented_schools(r):
    led, learned = invented_schools(WORLDS[0], r, schools=60_000, seed=4)
    well_led = [result > 0 for leadership, result in zip(led, learned, strict=True) if leadership > 0]
    assert above_the_middle(r) == pytest.approx(100 * sum(well_led) / len(well_led), abs=1)


def test_above_the_middle_at_its_ends():
    assert [round(above_the_middle(r)) for r in (-1, 0, 1)] == [0, 50, 100]
    with pytest.raises(ValueError, match="1.1 is not between"):
        above_the_middle(1.1)


def test_empty_effects_are_counted_one_by_one():
    for mean, effects, other in [(0.84, 17, 0.42), (0.42, 80, 0.31), (0.31, 11, 0.27), (0.5, 3, 0.1)]:
        added = 0
        while mean * effects / (effects + added) > other + 1e-9:
            added += 1
        assert empty_effects_that_overturn(mean, effects, other) == added
    assert empty_effects_that_overturn(0.84, 17, 0.42) == 17
    assert empty_effects_that_overturn(0.2, 5, 0.3) == 0
    with pytest.raises(ValueError, match="brought to 0"):
        empty_effects_that_overturn(0.2, 5, 0)


def test_clusters_scatter_about_the_true_correlation():
    found = clusters(0.3, schools=20, draws=500, seed=2)
    assert len(found) == 500 and fmean(found) == pytest.approx(0.3, abs=0.02)
    # The standard error of a correlation is about (1 - r squared) / sqrt(n - 1).
    assert stdev(found) == pytest.approx(0.91 / 19**0.5, abs=0.02)
