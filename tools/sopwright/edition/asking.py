"""Making something once for all who would see the same: what was asked about its reader is noted with it.

A document looks alike to most audiences. While it is projected or written, every question whose answer may differ
between readers goes through one function, `ask`. The result holds for each reader who would get the same answers.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")
Question = tuple[str, ...]
Answer = str | bool
Ask = Callable[[Question], Answer]


class Memo(Generic[T]):
    """Things that were made, each with what was asked while it was made."""

    def __init__(self) -> None:
        self._made: defaultdict[Hashable, list[tuple[Mapping[Question, Answer], T]]] = defaultdict(list)

    def get(self, key: Hashable, answer: Ask, make: Callable[[Ask], T]) -> T:
        """What was made for a key under the same answers; it is made now where there is none.

        Args:
            key: All that it depends on beside the answers.
            answer: How the present reader answers a question.
            make: Makes it; whatever depends on the reader, it must ask for.
        """
        for asked, made in self._made[key]:
            if all(answer(question) == before for question, before in asked.items()):
                return made
        notes: dict[Question, Answer] = {}

        def ask(question: Question) -> Answer:
            notes[question] = answer(question)
            return notes[question]

        made = make(ask)
        self._made[key].append((notes, made))
        return made
