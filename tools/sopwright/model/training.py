"""``registers/training.yml``: how reading is asked for, how soon questions are answered, how long records are kept."""

from collections.abc import Mapping

from pydantic import Field

from sopwright.model.form import DocumentId, Form, Key
from sopwright.model.quantity import IntervalField, Quantity, parse_quantity

EVERY_POST = "all"
"""Stands for every post that has no line of its own."""


def _days(count: int) -> Quantity:
    return parse_quantity(f"{count} days")


class TrainingRules(Form):
    """One record; each field has a default, and so has the register."""

    within: IntervalField = Field(default_factory=lambda: _days(14))
    """How long there is to confirm: from the day a document changed, or from a person's first day in a post."""
    remind: IntervalField = Field(default_factory=lambda: _days(7))
    """How long before that day it is called to mind; a refresher opens so long before it is due."""
    answer: IntervalField = Field(default_factory=lambda: _days(7))
    """How soon an owner answers feedback."""
    onboarding: Mapping[Key, tuple[DocumentId, ...]] = Field(default_factory=dict)
    """By post: what those who are new read first, in this order. Other documents follow by number."""
    auditors: tuple[Key, ...] = ()
    """Posts that may see, export and verify all records."""
    keep: Mapping[Key, IntervalField] = Field(default_factory=dict)
    """By post, or ``all``: how long the names of those who left stay beside what they confirmed; for ever if absent."""
