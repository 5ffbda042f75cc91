"""Orders that give nothing away: the same in every form and every build, never the answer's own."""

from __future__ import annotations

from random import Random
from string import ascii_uppercase


def shuffled(count: int, seed: str) -> tuple[int, ...]:
    """Return the numbers 0 to count − 1 in an order fixed by `seed`, which is not the natural one.

    count: how many. seed: any text, best an exercise's label.
    """
    order = list(range(count))
    if count < 2:
        return tuple(order)
    random = Random(seed)
    while order == sorted(order):
        random.shuffle(order)
    return tuple(order)


def letter(number: int) -> str:
    """Return A for 0, B for 1 … Z, then AA, AB …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters
