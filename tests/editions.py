"""What the tests of editions share: edits of the small handbook, and looking into an edition."""

from collections.abc import Callable, Mapping
from typing import Any

from sopwright.edition.records import DocumentView, Edition, StepView
from sopwright.source.nodes import Node, Nodes, walk

ANSWERING = "handbook/service/answering/"
TRANSFER = "handbook/service/transfer/"
RECORDING = "policies/recording/"
LONG_AGO = "from: 2024-01-01"

Edit = Mapping[str, Any]
Make = Callable[..., Edition]


def replaced(file: str, old: str, new: str) -> Edit:
    return {"file": file, "old": old, "new": new}


def of_kind(nodes: Nodes, kind: str) -> list[Node]:
    return [node for node in walk(nodes) if node.kind == kind]


def section_of(view: DocumentView, section: str) -> Nodes:
    return next(s.body for s in view.sections if s.id == section)


def step_of(edition: Edition, step: str, document: str = "SVC-001") -> StepView:
    return next(s for s in edition.documents[document].steps if s.id == step)


def even_spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\n", " ")


def without_bulgarian(folder: str, metadata: str = "procedure.yml") -> list[Edit]:
    return [
        replaced(folder + metadata, "required: [en, bg]", "required: [en]"),
        {"file": folder + "bg.md", "delete": True},
    ]
