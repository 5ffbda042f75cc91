"""Agreement between two coders."""

import pytest
from leadership_lab.agreement import agreement


def test_agreement_and_kappa_worked_by_hand():
    # 40 things; each coder uses both kinds for 20: by habit they would agree on a half.
    found = agreement([[18, 2], [2, 18]])
    assert (found.things, found.observed, found.expected) == (40, 0.9, 0.5)
    assert found.kappa == pytest.approx(0.8)


def test_the_same_agreement_gives_another_kappa_where_one_kind_is_rare():
    found = agreement([[36, 2], [2, 0]])
    assert found.observed == 0.9
    assert found.expected == pytest.approx(0.95**2 + 0.05**2)
    assert found.kappa == pytest.approx(-1 / 19)


def test_full_agreement_is_one_and_more_kinds_than_two_will_do():
    assert agreement([[3, 0, 0], [0, 4, 0], [0, 0, 5]]).kappa == pytest.approx(1)


def test_coders_who_do_not_look_come_out_at_nought():
    assert agreement([[16, 4], [16, 4]]).kappa == pytest.approx(0)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ([[1, 2], [3]], "2 rows need 2 columns"),
        ([[1, 2, 3], [4, 5, 6]], "2 rows need 2 columns"),
        ([[1, -2], [3, 4]], "negative"),
        ([[0, 0], [0, 0]], "empty"),
        ([], "empty"),
        ([[7, 0], [0, 0]], "everything into one kind"),
    ],
)
def test_tables_without_an_answer_are_refused(table, told):
    with pytest.raises(ValueError, match=told):
        agreement(table)
