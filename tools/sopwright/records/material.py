"""Which contents are one and the same for who has confirmed them: those between which only editorial changes lie."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sopwright.approval.digest import digest, digest_of
from sopwright.approval.judged import Judged
from sopwright.approval.rounds import Round, rounds_of
from sopwright.approval.signing import Verdict
from sopwright.approval.standing import judged
from sopwright.model.handbook import Document, Handbook


@dataclass(frozen=True, slots=True)
class Version:
    """One language of a document in force."""

    content: str
    """The digest of exactly this content."""
    material: str
    """The digest that an editorial change does not move."""


def versions(handbook: Handbook, document: Document, verdicts: Mapping[str, Verdict]) -> Mapping[str, Version]:
    """The versions of a document in force, by language.

    A translation's material digest covers its source's too: who read a translation confirms again when either changed.
    """
    source = document.metadata.languages.source
    contents = {language: _content(handbook, document, language) for language in document.texts}
    own = {
        language: _material(handbook, document, language, content, verdicts) for language, content in contents.items()
    }
    behind = own.get(source, "")
    return {
        language: Version(content, behind if language == source else digest_of([behind, own[language]]))
        for language, content in contents.items()
    }


def material_of(records: Iterable[Judged], content: str) -> str:
    """The newest content that a material change led to, counted back from a content through its approvals."""
    rounds = rounds_of(records)
    seen: set[str] = set()
    while content not in seen:
        seen.add(content)
        before = _before(rounds, content)
        content = before or content
    return content


def _before(rounds: Iterable[Round], content: str) -> str:
    """The content that this one was an editorial change of; empty where any record calls the change material."""
    own = [one for one in rounds if one.digest == content and one.baseline != content]
    if not own or any(one.claims != {"editorial"} for one in own):
        return ""
    return own[-1].baseline


def _content(handbook: Handbook, document: Document, language: str) -> str:
    approval = document.issue.approvals.get(language) if document.issue else None
    return (approval.digest if approval else "") or digest(handbook, document, language)


def _material(
    handbook: Handbook, document: Document, language: str, content: str, verdicts: Mapping[str, Verdict]
) -> str:
    """By the approvals; where there are none, by the newest revision that is declared material."""
    records = handbook.approvals.of(document.id, language)
    if records:
        return material_of(judged(records, verdicts), content)
    revisions = document.metadata.revisions
    number = max((one.number for one in revisions if one.change == "material"), default=revisions[0].number)
    return digest_of({"document": document.id, "language": language, "revision": number})
