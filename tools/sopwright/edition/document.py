"""Projecting one document."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sopwright.edition.approval import approval_view
from sopwright.edition.reader import Reader
from sopwright.edition.records import (
    Branch,
    Content,
    DocumentView,
    PartView,
    RevisionView,
    SectionView,
    StepView,
    TargetView,
)
from sopwright.edition.resolve import Resolver
from sopwright.edition.translation import translation_view
from sopwright.edition.views import Views
from sopwright.edition.wordings import STEPS as STEPS
from sopwright.edition.wordings import Wordings
from sopwright.model.form import label
from sopwright.model.handbook import Document
from sopwright.model.metadata import Revision, Step, Target
from sopwright.model.text import Part, Section
from sopwright.source.nodes import plain


def document_view(reader: Reader, document: Document, views: Views | None = None) -> DocumentView | None:
    """What a reader sees of a document that they may read; nothing where it has no words at all.

    Args:
        reader: Who reads.
        document: The document.
        views: Where views are kept that other audiences may share.
    """
    language = document.language_for(reader.language)
    if language is None:
        return None
    if views is None:
        view = _view(reader, document, language)
    else:
        key = (document.id, reader.language)
        view = views.documents.get(key, reader.answer, lambda ask: _view(reader.asked(ask), document, language))
    address = edit_url(reader, document, language)
    return replace(view, edit_url=address) if address else view


def _view(reader: Reader, document: Document, language: str) -> DocumentView:
    facts, words = head(reader, document, language), content(reader, document, language)
    return DocumentView(**facts, content=Content(**words), edit_url="")


def head(reader: Reader, document: Document, language: str) -> dict[str, Any]:
    """The fields of a document's view that lists need; no text is looked into, but for its title, nor other documents.

    Args:
        reader: Who reads.
        document: The document.
        language: The language of its words for this reader.
    """
    metadata, reader = document.metadata, reader.of(document)
    reviewed = last_review(document)
    due = metadata.review.every.after(reviewed)
    soon = reader.handbook.registers.review.due_soon
    return {
        "id": document.id,
        "slug": document.slug,
        "book": metadata.book,
        "topic": metadata.topic or "",
        "kind": metadata.kind,
        "title": document.title_in(language) or document.id,
        "language": language,
        "fallback": language != reader.language,
        "languages": tuple(key for key in reader.handbook.language_keys if key in document.texts),
        "source_language": metadata.languages.source,
        "status": metadata.status,
        "owner": reader.post(metadata.owner),
        "effective": metadata.effective,
        "reviewed": reviewed,
        "due": due,
        "overdue": due < reader.as_of,
        "due_soon": reader.as_of <= due <= soon.after(reader.as_of),
        "revisions": tuple(_revision(reader, revision) for revision in reversed(_revisions(reader, document))),
        "executors": tuple(reader.post(key) for key in metadata.executors),
        "acknowledge": tuple(reader.post(key) for key in (metadata.training.acknowledge if metadata.training else ())),
        "refresh": reader.amount(metadata.training.refresh if metadata.training else None),
        "measures": tuple(reader.measure(k) for k in metadata.measures if k in reader.handbook.registers.measures),
        "laws": tuple(reader.law(k) for k in metadata.all_laws if k in reader.handbook.registers.laws),
    }


def content(reader: Reader, document: Document, language: str) -> dict[str, Any]:
    """The fields of a document's content, which come of its words and of other documents; see :func:`head`."""
    reader, text = reader.of(document), document.texts[language]
    resolver = Resolver(reader, document, text)
    words = Wordings(resolver, _source(reader, document, resolver))
    steps = _steps(reader, document, words)
    return {
        "intro": resolver(text.intro),
        "sections": _sections(words),
        "steps": steps,
        "related": tuple(reader.link(number) for number in document.metadata.related if reader.sees(number)),
        "pictures": resolver.shown,
        "approval": approval_view(reader, document, language),
        "translation": translation_view(reader, document, text, words.source) if words.source is not None else None,
    }


def last_review(document: Document) -> date:
    """When a document was last looked through: by its metadata, or by a record since."""
    by_record = document.issue.reviewed if document.issue else None
    return max(document.metadata.review.last, by_record or date.min)


def _revisions(reader: Reader, document: Document) -> list[Revision]:
    return [each for each in document.metadata.revisions if reader.drafts or each.date <= reader.as_of]


def _source(reader: Reader, document: Document, own: Resolver) -> Resolver | None:
    """Resolves the source's words beside a translation's; nothing where the source itself is shown."""
    text = document.source_text
    return None if text is None or text is own.text else Resolver(reader, document, text, own.shown)


def _revision(reader: Reader, revision: Revision) -> RevisionView:
    return RevisionView(revision.number, revision.date, revision.change, reader.words(revision.summary))


def _sections(words: Wordings) -> tuple[SectionView, ...]:
    return tuple(_section(words, section, foreign) for section, foreign in words.sections())


def _section(words: Wordings, section: Section, foreign: bool) -> SectionView:
    resolver, language = words.resolver(foreign), words.language(foreign)
    parts = () if section.id == STEPS else tuple(_part(words, *one) for one in words.parts(section, foreign))
    return SectionView(section.id, resolver(section.heading.children), resolver(section.body), parts, language)


def _part(words: Wordings, part: Part, foreign: bool) -> PartView:
    resolver = words.resolver(foreign)
    return PartView(part.id, resolver(part.heading.children), resolver(part.body), words.language(foreign))


def _steps(reader: Reader, document: Document, words: Wordings) -> tuple[StepView, ...]:
    parts = {part.id: (part, foreign) for part, foreign in words.steps()}
    views = {key: _part(words, *parts[key]) for key in document.metadata.steps if key in parts}
    views |= {key: PartView(key, (), ()) for key in document.metadata.steps if key not in parts}
    titles = {key: view.title for key, view in views.items()}
    targets = {
        key: TargetView(step=key, number=number, title=plain(titles[key]) or key)
        for number, key in enumerate(document.metadata.steps, 1)
    }
    return tuple(
        StepView(
            id=key,
            number=targets[key].number,
            title=titles[key],
            body=views[key].body,
            by=reader.post(step.by),
            within=reader.amount(step.within),
            wait=reader.amount(step.wait),
            laws=tuple(reader.law(law) for law in step.laws if law in reader.handbook.registers.laws),
            branches=_branches(reader, document, step, targets),
            decision=step.choose is not None,
            language=views[key].language,
        )
        for key, step in document.metadata.steps.items()
    )


def _branches(reader: Reader, document: Document, step: Step, targets: Mapping[str, TargetView]) -> tuple[Branch, ...]:
    labels = {**reader.handbook.registers.answers.rows, **document.metadata.answers}
    branches: list[Branch] = []
    for answer, target in step.branches:
        words = label(labels[answer], reader.language) if answer in labels else answer
        branches.append(Branch(answer, words, _target(reader, target, targets)))
    return tuple(branches)


def _target(reader: Reader, target: Target, targets: Mapping[str, TargetView]) -> TargetView:
    if not target.document:
        return targets.get(target.step, TargetView())
    if not reader.sees(target.document):
        return TargetView(hidden=True)
    return TargetView(link=reader.link(target.document, target.step))


def edit_url(reader: Reader, document: Document, language: str) -> str:
    """Where a reader changes a document's text; empty where they may not."""
    pattern = reader.handbook.registers.organisation.edit_url
    if not reader.audience.edit or not pattern:
        return ""
    return pattern.replace("{path}", f"{document.folder}/{language}.md")
