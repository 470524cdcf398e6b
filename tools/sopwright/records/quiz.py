"""Asking a document's questions, and judging the answers."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sopwright.model.form import label
from sopwright.model.quiz import Question


@dataclass(frozen=True)
class Asked:
    """A question as a page shows it; which answer is right is not in it."""

    key: str
    about: str
    """The step or clause that holds the answer."""
    words: str
    answers: tuple[tuple[str, str], ...]
    """Keys and words."""


def asked(questions: Mapping[str, Question], language: str, person: str) -> tuple[Asked, ...]:
    """The questions in a language, each person's answers in an order of their own: neighbours cannot copy by place."""
    return tuple(
        Asked(key, question.about, label(question.ask, language), _answers(question, language, f"{person}/{key}"))
        for key, question in questions.items()
    )


def wrong(questions: Mapping[str, Question], given: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the questions that were answered wrongly, or not at all."""
    return tuple(key for key, question in questions.items() if given.get(key) != question.right)


def _answers(question: Question, language: str, seed: str) -> tuple[tuple[str, str], ...]:
    keys = sorted(question.answers, key=lambda key: hashlib.sha256(f"{seed}/{key}".encode()).digest())
    return tuple((key, label(question.answers[key], language)) for key in keys)
