"""``quiz.yml``: the short questions that a reader answers before confirming a document.

The file stands beside the texts, and no output reads it: questions are asked, and answers judged, by the server alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from pydantic import Field, RootModel, model_validator

from sopwright.diagnostics import Span
from sopwright.model.form import Form, Key, Words
from sopwright.model.metadata import StepId
from sopwright.source.yaml import Key as PathKey
from sopwright.source.yaml import YamlFile

FEWEST, MOST = 3, 5
"""Questions in a quiz: enough to be no guess, few enough for a break."""


class Question(Form):
    """One question, the answers to choose from, and which of them is right."""

    about: StepId
    """The step or clause that a reader finds the answer in."""
    ask: Words
    answers: Mapping[Key, Words] = Field(min_length=2, max_length=5)
    right: Key

    @model_validator(mode="after")
    def _is_answerable(self) -> Self:
        if self.right not in self.answers:
            known = ", ".join(f"`{key}`" for key in self.answers)
            raise ValueError(f"`right` names one of the answers ({known}), not `{self.right}`")
        return self


class QuizForm(RootModel[Mapping[Key, Question]]):
    """The whole file: questions by name, in the order in which they are asked."""

    root: Mapping[Key, Question] = Field(min_length=FEWEST, max_length=MOST)


@dataclass(frozen=True)
class Quiz:
    """A document's questions."""

    questions: Mapping[str, Question]
    file: YamlFile

    def at(self, *path: PathKey) -> Span:
        """The place of a value in the file."""
        return self.file.at(*path)
