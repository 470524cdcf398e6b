"""``README.txt`` of a pack: what is in it, how to verify it, what it proves and what not."""

import textwrap
from collections.abc import Iterator

from sopwright.approval.keys import fingerprint
from sopwright.evidence.evidence import Evidence
from sopwright.evidence.script import verify_line
from sopwright.model.approvals import Record

_WIDTH = 110


def readme(evidence: Evidence) -> str:
    """The text, in plain words."""
    return "\n".join(
        [
            f"EVIDENCE OF APPROVAL: {evidence.document} {evidence.title}",
            f"{evidence.company} (handbook `{evidence.handbook}`), packed on {evidence.day.isoformat()}",
            "",
            *_section("How it stands", _states(evidence)),
            *_section("Who decided what, and when", _decisions(evidence)),
            *_section("To verify all of it at once", _at_once()),
            *_section("To verify one signature by hand", _by_hand(evidence)),
            *_section("What is in this pack", _contents(evidence)),
            *_section("What this proves, and what it does not", _proof()),
            *_section("Whose keys these are", _keys(evidence)),
        ]
    )


def _section(title: str, lines: Iterator[str]) -> list[str]:
    return [title, "-" * len(title), *lines, ""]


def _states(evidence: Evidence) -> Iterator[str]:
    for language in evidence.languages:
        yield f"{language.subject}: {language.state}, content {language.digest}"
        if language.why:
            yield from _wrapped(language.why, "    ")


def _decisions(evidence: Evidence) -> Iterator[str]:
    for record in [*evidence.records, *evidence.deputies]:
        decision = record.predicate
        behalf = f", on behalf of {decision.on_behalf_of}" if decision.on_behalf_of else ""
        yield f"{evidence.place(record)}: {decision.decision}, step {decision.step}"
        yield f"    {decision.printed_name} ({decision.person}){behalf}, {decision.time.isoformat()}"
        yield f"    revision {decision.revision}, {decision.change} change, content {_digest(record)}"
        yield from _wrapped(
            f'"{decision.meaning}"' + (f" Reason: {decision.reason}" if decision.reason else ""), "    "
        )
        if decision.evidence:
            on = decision.evidence
            yield f"    Decided on {on.forge}: {on.repository}, change {on.change}, review {on.review},"
            yield f"    account {on.account}, commit {on.commit}; brought in by {evidence.signer(record)}"
        if not evidence.counts(record):
            yield from _wrapped(f"This signature does not count: {evidence.verdicts[record.name].why}", "    ")


def _at_once() -> Iterator[str]:
    yield from _wrapped(
        "You need a shell, ssh-keygen (package openssh-client, 8.9 or newer) and sha256sum. Unpack, then run:"
    )
    yield from ("", "    sh verify.sh", "")
    yield from _wrapped("It prints a line for each thing that must hold, and ends with code 1 if one does not.")


def _by_hand(evidence: Evidence) -> Iterator[str]:
    counting = [record for record in [*evidence.records, *evidence.deputies] if evidence.counts(record)]
    for record in counting:
        yield verify_line(evidence, record)
    if not counting:
        yield "There is no signature that counts."
    yield ""
    yield from _wrapped(
        'Each must answer `Good "decision@sopwright" signature for ...`. To see that a record is about a '
        "content, compare the digest that it names with that of the content's file:"
    )
    yield from ("", "    sha256sum contents/*.json governing/*.json", "")
    yield from _wrapped(
        "The file's name is the digest. A record names the record before it by `prev`: the digest of that "
        "record's file. So none can be taken out or put in between."
    )


def _contents(evidence: Evidence) -> Iterator[str]:
    yield "records/LANGUAGE/   the decisions (in-toto Statement v1, JSON) and their signatures (SSHSIG)"
    if any(evidence.place(record).startswith("records/wording/") for record in evidence.records):
        yield "records/wording/    the same about the prescribed words that the document quotes, by name and language"
    if evidence.deputies:
        yield "records/deputies/   who was named as whose deputy, signed"
    yield "allowed_signers     whose keys may sign, and from when until when"
    yield "contents/           each content that was decided on, as canonical JSON (RFC 8785): the words, the steps,"
    yield "                    the values that they show; its SHA-256 is what was signed"
    yield "governing/          the rules of approval, and the people and posts, as they were (canonical JSON)"
    yield "texts/              the words as they stand, and the registers of rules, people and posts, to be read"
    if evidence.redlines:
        yield "redlines/           what changed from one approved content to the next; open them in a browser"
    missing = sorted(_named(evidence) - evidence.contents.keys() - evidence.governing.keys())
    if missing:
        yield ""
        yield from _wrapped(
            "The history at hand no longer holds what has these digests, so that it is not in the pack:"
        )
        yield from (f"    {digest}" for digest in missing)


def _proof() -> Iterator[str]:
    yield from _wrapped(
        "It proves that whoever holds the private half of a key signed exactly these decisions about exactly "
        "these contents, one after the other, and that nothing was changed since."
    )
    yield from _wrapped(
        "It does not prove whose keys those are: compare the fingerprints below with what these people, or "
        "the company by another way, tell you. It does not prove the times: they are the signers' own, "
        "bounded by the history of the repository. And a decision made on a forge is as sure as the person "
        "who brought it in, and the forge's own records."
    )


def _keys(evidence: Evidence) -> Iterator[str]:
    concerned = {name for record in [*evidence.records, *evidence.deputies] for name in _people(evidence, record)}
    for name in sorted(concerned & evidence.people.keys()):
        for key in evidence.people[name].keys:
            end = f", until {key.until}" if key.until else ""
            gone = f", revoked on {key.revoked}" if key.revoked else ""
            example = "  EXAMPLE ONLY: its private half is published" if key.example else ""
            yield f"{name} ({evidence.people[name].name}): {fingerprint(key.key)}, from {key.since}{end}{gone}{example}"


def _people(evidence: Evidence, record: Record) -> set[str]:
    return {record.predicate.person, *([evidence.signer(record)] if evidence.counts(record) else [])}


def _named(evidence: Evidence) -> set[str]:
    """The digests that the document's records name."""
    found: set[str] = set()
    for record in evidence.records:
        found |= {subject.digest.sha256 for subject in record.statement.subject}
        found |= {record.predicate.rules, record.predicate.roster}
    return found


def _digest(record: Record) -> str:
    return record.statement.subject[0].digest.sha256


def _wrapped(words: str, indent: str = "") -> Iterator[str]:
    yield from textwrap.wrap(words, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
