"""Two sequences side by side: what corresponds to what, what was added, what was removed."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
Pairs = list[tuple[T | None, T | None]]


def align(old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], float], least: float = 0.4) -> Pairs[T]:
    """Pair the members of two sequences, in their order, so that the pairs are as much alike as they can be.

    The method is that of Needleman and Wunsch (1970) without a price for gaps. Seen from the other side the pairs
    are the same, turned round.

    Args:
        old: The members before.
        new: The members after.
        alike: How much two members are alike, from 0 to 1; the same both ways.
        least: Members that are less alike are no pair.
    """
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    middle = _middle(old[first : len(old) - last], new[first : len(new) - last], alike, least)
    ends = zip(old[len(old) - last :], new[len(new) - last :], strict=True)
    return [*zip(old[:first], new[:first], strict=True), *middle, *ends]


def _middle(old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], float], least: float) -> Pairs[T]:
    """The best pairs; those removed come before those added in the same place."""
    scores = [[alike(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = best[i + 1][j + 1] + scores[i][j] if scores[i][j] >= least else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: Pairs[T] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if scores[i][j] >= least and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((old[i], None))
            i += 1
        else:
            pairs.append((None, new[j]))
            j += 1
    return [*pairs, *((a, None) for a in old[i:]), *((None, b) for b in new[j:])]


def share(old: Sequence[str], new: Sequence[str]) -> float:
    """How many words two texts share, from 0 to 1 (Dice's coefficient over multisets)."""
    total = len(old) + len(new)
    return 2 * (Counter(old) & Counter(new)).total() / total if total else 1.0
