"""The language of the server's pages."""

from collections.abc import Iterator, Sequence
from typing import Final

_MOST: Final = 20


def choose(available: Sequence[str], wishes: Sequence[str], accepted: str) -> str:
    """The language of an answer.

    Args:
        available: The handbook's languages; the first one is taken when no other fits.
        wishes: Languages in order: chosen before, known from the register. Only exact ones count.
        accepted: The browser's ``Accept-Language`` (RFC 9110, section 12.5.4).
    """
    exact = next((wish for wish in wishes if wish in available), "")
    return exact or next(_fitting(available, accepted), available[0])


def _fitting(available: Sequence[str], accepted: str) -> Iterator[str]:
    """Languages for a browser's wishes: ``zh-TW`` and ``zh`` find ``zh-Hant``, ``en-GB`` finds ``en``."""
    for wish in _wishes(accepted):
        yield from (language for language in available if language.lower() == wish)
        base = wish.partition("-")[0]
        yield from (language for language in available if language.lower().partition("-")[0] == base)


def _wishes(accepted: str) -> list[str]:
    weighed: list[tuple[float, str]] = []
    for part in accepted.split(",")[:_MOST]:
        name, _, weight = part.strip().lower().partition(";q=")
        try:
            share = float(weight or "1")
        except ValueError:
            continue
        if name and share > 0:
            weighed.append((-share, name))
    return [name for _, name in sorted(weighed, key=lambda pair: pair[0])]
