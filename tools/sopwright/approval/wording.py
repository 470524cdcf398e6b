"""The approval of prescribed words: each language of them is a subject of its own, ``wording:recording-notice#bg``.

In the handbook's first language they need the post that answers for them. In each other one they are a translation as
well: first the chain for translations, then that post, for exactly these words of the first language.
"""

from collections.abc import Iterator, Mapping

from sopwright.approval.choose import Chosen, choose
from sopwright.approval.digest import digest_of
from sopwright.approval.evaluate import judge
from sopwright.approval.plain import Json, words
from sopwright.approval.roster import headcount
from sopwright.approval.signing import Verdict
from sopwright.approval.standing import Judges, Standing, judged
from sopwright.approval.subject import Subject
from sopwright.model.approval import Chain, ChainStep
from sopwright.model.approvals import WORDING
from sopwright.model.handbook import Document, Handbook, Registers

SCHEMA = "sopwright-wording/1"
STEP = "wording"
"""The step of the post that answers for the words."""


def content(registers: Registers, name: str, language: str) -> dict[str, Json]:
    """What is approved: the words, and the law that prescribes them.

    Raises:
        KeyError: There is no such wording, or it has no words in this language.
    """
    row = registers.wording[name]
    return {
        "schema": SCHEMA,
        "handbook": registers.organisation.id,
        "wording": name,
        "language": language,
        "words": words(row.words[language]),
        "law": row.law,
    }


def first_language(handbook: Handbook, name: str) -> str:
    """The language that the others are translated from: of those that a wording has, the register's first."""
    there = handbook.registers.wording[name].words
    return next((language for language in handbook.language_keys if language in there), next(iter(there)))


def subject_of_wording(handbook: Handbook, name: str, language: str) -> Subject:
    """What the rules ask about a wording in a language."""
    registers, source = handbook.registers, first_language(handbook, name)
    row = registers.wording[name]
    return Subject(
        document=f"{WORDING}:{name}",
        language=language,
        digest=digest_of(content(registers, name, language)),
        source="" if language == source else digest_of(content(registers, name, source)),
        source_language="" if language == source else source,
        laws=(row.law,) if row.law else (),
        owner=row.owner,
    )


def standing_of_wording(
    handbook: Handbook, name: str, language: str, verdicts: Mapping[str, Verdict], judges: Judges
) -> Standing:
    """Judge one language of a wording.

    Raises:
        KeyError: There is no such wording, or it has no words in this language.
    """
    subject = subject_of_wording(handbook, name, language)
    records = judged(handbook.approvals.of(subject.document, language), verdicts)
    result = judge(_chain(subject, judges), None, judges.roster, records, subject, judges.now)
    return Standing(subject, result, result if result.approved else None, records)


def wording_standings(
    handbook: Handbook, verdicts: Mapping[str, Verdict], judges: Judges
) -> Mapping[tuple[str, str], Standing]:
    """Where each language of each wording stands, by name and language."""
    return {
        (name, language): standing_of_wording(handbook, name, language, verdicts, judges)
        for name, row in handbook.registers.wording.rows.items()
        for language in row.words
    }


def quoted(handbook: Handbook, document: Document) -> Iterator[tuple[str, str]]:
    """The wordings that a document quotes, each with the language whose words its readers see."""
    wording = handbook.registers.wording
    for language, text in document.texts.items():
        named = (node["key"] for node in text.of_kind("reference") if node["kind"] == WORDING)
        for name in dict.fromkeys(named):
            if name in wording and language in wording[name].words:
                yield name, language


def _chain(subject: Subject, judges: Judges) -> Chosen:
    own = ChainStep(id=STEP, post=subject.owner)
    people = headcount(judges.roster.people, judges.now.date())
    review = choose(judges.rules, subject, people).chain if subject.is_translation else None
    steps = (*(review.steps if review is not None else ()), own)
    return Chosen(WORDING, Chain(name={"en": "Prescribed wording"}, steps=steps), "it is prescribed wording")
