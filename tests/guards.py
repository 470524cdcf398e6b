"""Guards of approvals, each taken away: what an attack needs to succeed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sopwright.approval import admission, deputies, judged, replay, signing, ssh_keygen
from sopwright.approval.judged import Judged
from sopwright.approval.roster import Roster
from sopwright.approval.signing import Verdict
from sopwright.commands import verify
from sopwright.load import approvals as reading
from sopwright.model.approvals import Record, Statement
from sopwright.source import look, tree
from tests.attacked import Attacked

Patch = pytest.MonkeyPatch


def without_base(patch: Patch, company: Attacked) -> None:
    """Rules and roster are taken from the change itself."""
    real = verify.base_of

    def base_of(root: Path, name: str) -> verify.Base | None:
        base = real(root, name)
        assert base is not None
        return replace(base, registers=company.handbook().registers)

    patch.setattr(verify, "base_of", base_of)


def without_signed(patch: Patch, guard: str) -> None:
    """One of the guards for every record is missing."""
    for module in (replay, deputies):
        for name in ("SIGNED", "IN_ORDER"):
            kept = tuple(one for one in getattr(judged, name) if one.__name__ != guard)
            patch.setattr(module, name, kept)


def without_guard(module: Any, name: str) -> Callable[[Patch, Attacked], None]:
    def mutant(patch: Patch, _company: Attacked) -> None:
        patch.setattr(module, name, lambda *_: None)

    return mutant


def without_named(guard: str) -> Callable[[Patch, Attacked], None]:
    return lambda patch, _company: without_signed(patch, guard)


def without_step_guard(guard: str) -> Callable[[Patch, Attacked], None]:
    def mutant(patch: Patch, _company: Attacked) -> None:
        patch.setattr(admission, "STEP", tuple(one for one in admission.STEP if one.__name__ != guard))

    return mutant


def without_old(patch: Patch, _company: Attacked) -> None:
    """New records are judged as if they had always been there."""
    patch.setattr(verify.Base, "has", lambda *_: True)


def without_content(patch: Patch, company: Attacked) -> None:
    """A record counts for any content."""
    handbook = company.handbook()
    current = {
        (number, language): company.subject(number, language)[0][1]
        for number, document in handbook.documents.items()
        for language in document.texts
    }
    patch.setattr(Judged, "digest", property(lambda self: current[_about(self.record)]))


def _about(record: Record) -> tuple[str, str]:
    """The document and language in whose folder a record lies."""
    _, document, language, _ = record.path.split("/")
    return document, language


def without_any_subject(patch: Patch, company: Attacked) -> None:
    """A record counts wherever it lies."""
    without_content(patch, company)
    without_signed(patch, "_subject")
    patch.setattr(reading, "_misplaced", lambda *_: [])
    kept_out = ("_source", "_baseline")  # the second and third fence behind it
    patch.setattr(admission, "CONTENT", tuple(one for one in admission.CONTENT if one.__name__ not in kept_out))


def without_signatures(patch: Patch, _company: Attacked) -> None:
    """Signatures are not looked at."""
    patch.setattr(verify, "verify_all", lambda records, *_, **__: {one.name: Verdict(True) for one in records})


def without_namespace(patch: Patch, _company: Attacked) -> None:
    """A signature made for any purpose counts."""
    patch.setattr(ssh_keygen.Claim.__init__, "__defaults__", ("file",))
    patch.setattr(signing, "NAMESPACE", "file")


def without_one_key_one_person(patch: Patch, _company: Attacked) -> None:
    """Signatures are counted, not people."""
    patch.setattr(Judged, "people", property(lambda self: frozenset({self.record.digest})))


def without_deputy_holds(patch: Patch, _company: Attacked) -> None:
    """A deputy is taken for a holder of the post."""
    real = Roster.holds

    def holds(self: Roster, person: str, post: str, day: date) -> bool:
        return real(self, person, post, day) or (person, post) == ("k.lead", "manager")

    patch.setattr(Roster, "holds", holds)


def without_reader(patch: Patch, _company: Attacked) -> None:
    """Records are read as most programs read JSON."""

    def statement(_path: str, data: bytes) -> tuple[Statement, list[Any]]:
        value, _ = json.JSONDecoder().raw_decode(data.decode())
        return Statement.model_validate_json(json.dumps(value)), []

    patch.setattr(reading, "_statement", statement)


def without_links(patch: Patch, _company: Attacked) -> None:
    """Symbolic links are followed."""
    for kind in (tree.Tree, look.Look):
        patch.setattr(kind, "is_file", lambda self, path: (self.root / path).is_file())

    def listed(self: tree.Tree, path: str, _allowed: tree.Names, *, want_folders: bool) -> tuple[list[str], list[Any]]:
        place = self.root / path
        inner = sorted(one.name for one in place.iterdir() if one.is_dir() == want_folders) if place.is_dir() else []
        return [name for name in inner if not name.startswith(".")], []

    patch.setattr(tree.Tree, "_list", listed)


def without_rewritten(patch: Patch, _company: Attacked) -> None:
    """Nobody looks whether what was there is there still."""
    patch.setattr(verify, "rewritten", lambda *_: iter(()))


def without_leavers(patch: Patch, _company: Attacked) -> None:
    """Nobody looks whether who signs works here still."""
    patch.setattr(verify, "leavers", lambda *_: {})


def without_class(patch: Patch, _company: Attacked) -> None:
    """What records say of the change class is believed."""
    patch.setattr(verify, "past_of", lambda *_: None)
