"""Tables of two groups: random ones of every shape, and the edges."""

import random

Table = tuple[int, int, int, int]

EDGES: tuple[Table, ...] = (
    (0, 1, 1, 1),
    (1, 1, 0, 1),
    (1, 1, 1, 1),
    (1, 1, 1, 2),
    (1, 2, 2, 2),
    (12, 12, 150, 200),
    (3, 10, 10, 10),
    (10, 10, 3, 10),
    (5, 5, 9, 9),
    (50, 50, 50, 100),
    (0, 40, 10, 900),
    (3, 500, 0, 2100),
    (1, 100_000, 1, 2),
    (99_999, 100_000, 99_998, 100_000),
    (1, 1_000_000, 2, 1_000_000),
    (500, 1000, 500, 1000),
    (501, 1000, 500, 1000),
    (36, 40, 16, 80),
    (2, 2, 1_000, 1_000),
)


def random_tables(number: int, seed: int) -> list[Table]:
    """Groups of 1 to 100,000, rates from rare to nearly all, some of them empty or full."""
    draw = random.Random(seed)
    found = []
    for _ in range(number):
        n1, n2 = (round(10 ** draw.uniform(0, 5)) for _ in range(2))
        rates = [
            draw.choice((draw.random(), 10 ** draw.uniform(-4, 0), 1 - 10 ** draw.uniform(-4, 0)))
            for _ in "12"
        ]
        x1, x2 = (min(n, max(0, round(n * rate))) for n, rate in zip((n1, n2), rates, strict=True))
        found.append((x1, n1, x2, n2))
    return found
