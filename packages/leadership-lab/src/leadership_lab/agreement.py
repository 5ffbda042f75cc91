"""How far two people who sorted the same things agree, and how far chance would take them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """How two coders agree.

    things: int, how many both sorted. observed: float from 0 to 1, the share put into the same kind by both.
    expected: float from 0 to 1, the share on which they would agree if each kept to their own habit of using
        the kinds and paid no heed to the things.
    kappa: float up to 1, the agreement beyond that as a share of what was left to agree on; 0 if it is no
        better, below 0 if it is worse.
    """

    things: int
    observed: float
    expected: float
    kappa: float


def agreement(table):
    """Return the agreement of two coders.

    table: rows of ints from 0, as many rows as columns: how many things the first coder put into the kind of
        the row and the second into the kind of the column, kinds in the same order.
    Returns: Agreement.
    Raises: ValueError on a table that is not square or has a negative count, on an empty one, and where both
        put everything into one kind: nothing was left to agree on, and kappa has no value.
    Source: cohen1960.
    """
    table = [list(row) for row in table]
    if any(len(row) != len(table) for row in table):
        raise ValueError(f"{len(table)} rows need {len(table)} columns each: both coders use the same kinds")
    if any(count < 0 for row in table for count in row):
        raise ValueError("a count cannot be negative")
    things = sum(map(sum, table))
    if not things:
        raise ValueError("the table is empty: nothing was sorted")
    first = [sum(row) for row in table]
    second = [sum(column) for column in zip(*table, strict=True)]
    same = sum(table[kind][kind] for kind in range(len(table)))
    by_habit = sum(one * other for one, other in zip(first, second, strict=True))
    if by_habit == things**2:
        raise ValueError("both put everything into one kind: kappa has no value here")
    observed, expected = same / things, by_habit / things**2
    return Agreement(things, observed, expected, (observed - expected) / (1 - expected))
