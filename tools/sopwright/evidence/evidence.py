"""What proves a document's approval."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sopwright.approval.files import FOLDER
from sopwright.approval.signing import Verdict
from sopwright.model.approvals import WORDING, Record
from sopwright.model.registers import Person


@dataclass(frozen=True)
class Language:
    """How far the approval of one language has come."""

    subject: str
    """``SVC-004#bg``, or the prescribed words ``wording:recording-notice#bg``."""
    digest: str
    """Of the content as it stands."""
    state: str
    """``approved``, ``pending`` or ``refused``."""
    why: str = ""


@dataclass(frozen=True)
class Evidence:
    """All that goes into a pack."""

    document: str
    title: str
    company: str
    handbook: str
    day: date
    languages: tuple[Language, ...]
    records: tuple[Record, ...]
    """Of the document in all languages, in order; then of the prescribed words that it quotes."""
    deputies: tuple[Record, ...]
    verdicts: Mapping[str, Verdict]
    """Whether each record's signature counts, by the record's name."""
    people: Mapping[str, Person]
    contents: Mapping[str, bytes] = field(default_factory=dict)
    """The canonical JSON of each content that a record is about, by its digest; those that were found."""
    governing: Mapping[str, bytes] = field(default_factory=dict)
    """The canonical JSON of rules and rosters, by digest; those that were found."""
    texts: Mapping[str, bytes] = field(default_factory=dict)
    """The words as they stand, and the rules, people and posts as files, by name."""
    redlines: Mapping[str, bytes] = field(default_factory=dict)
    """What changed from one approved content to the next, by name."""

    def place(self, record: Record) -> str:
        """A record's place in the pack, without its ending: ``records/en/0001-release``."""
        folder, _, name = record.path.removesuffix(".json").rpartition("/")
        if folder.startswith(f"{FOLDER}/{WORDING}/"):
            return f"records/{WORDING}/{folder.removeprefix(f'{FOLDER}/{WORDING}/')}/{name}"
        return f"records/{folder.rpartition('/')[2]}/{name}"

    def counts(self, record: Record) -> bool:
        """Whether a record's signature counts."""
        verdict = self.verdicts.get(record.name)
        return verdict is not None and verdict.valid

    def signer(self, record: Record) -> str:
        """Who signed; for a decision made on a forge, whoever brought it in."""
        return self.verdicts[record.name].signer or record.predicate.person
