"""Numbers and lists as a sentence says them."""

from math import floor, log10


def number(value):
    """Return a number as text: whole numbers with thousands, others to three significant digits at least.

    value: int or float. Returns: str, "1,240", "0.0912", "12.3" or "0.5".
    """
    if value == int(value):
        return f"{int(value):,}"
    digits = max(0, 2 - floor(log10(abs(value))))
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"


def listed(items):
    """Return items as a list in a sentence: "none", "A", "A and B", "A, B and C"."""
    items = [str(item) for item in items]
    if not items:
        return "none"
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def counted(n, one):
    """Return a count with its noun: "1 tie", "3 ties", "2 people"."""
    return f"{number(n)} {one if n == 1 else {'person': 'people'}.get(one, one + 's')}"
