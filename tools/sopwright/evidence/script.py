"""``verify.sh`` of a pack: what an auditor would type, each line of it."""

import shlex
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from sopwright.evidence.evidence import Evidence
from sopwright.model.approvals import NAMESPACE, Record
from sopwright.model.registers import Person, PersonKey

SIGNERS = "allowed_signers"
MANIFEST = "manifest.sha256"

_HEAD = f"""\
#!/bin/sh
# Verifies this pack with ssh-keygen and sha256sum alone. Run it in its folder: sh verify.sh
# Each line below is one thing that must hold. README.txt says what they mean together, and what they do not prove.
set -u
cd "$(dirname "$0")" || exit 2
for tool in ssh-keygen sha256sum grep cut; do
  command -v "$tool" > /dev/null || {{ echo "$tool is not installed"; exit 2; }}
done
bad=0
tell() {{ # result, words
  if [ "$1" -eq 0 ]; then echo "ok   $2"; else echo "BAD  $2"; bad=1; fi
}}
signed() {{ # record, signer, time
  ssh-keygen -Y verify -f {SIGNERS} -I "$2" -n {NAMESPACE} -O verify-time="$3" -s "$1.sig" < "$1.json" > /dev/null 2>&1
  tell $? "$1 is signed by $2"
}}
says() {{ # record, words
  grep -q -F -e "$2" "$1.json"
  tell $? "$1 says $2"
}}
digest() {{ # file, digest
  [ "$(sha256sum < "$1" | cut -c 1-64)" = "$2" ]
  tell $? "$1 has the digest $2"
}}
sha256sum --quiet -c {MANIFEST}
tell $? "every file is the one that was packed"
"""

_TAIL = """\
if [ "$bad" -ne 0 ]; then echo "This pack does not prove what it says: see the lines that begin with BAD."; exit 1; fi
echo "All holds. How far the approval has come stands in README.txt."
"""

_NOTHING = """\
echo "BAD  There is no signature that counts: this pack proves no approval."
exit 1
"""


def script(evidence: Evidence) -> str:
    """The script's text."""
    subjects = _by_folder(evidence, [*evidence.records, *evidence.deputies])
    lines = [line for records in subjects for line in _of_subject(evidence, records)]
    known = [line for kind, found in _jsons(evidence) for line in (_call("digest", f"{kind}.json", found),)]
    counting = any(evidence.counts(record) for record in evidence.records)
    return _HEAD + "\n".join([*known, *lines]) + "\n" + (_TAIL if counting else _NOTHING)


def verify_line(evidence: Evidence, record: Record) -> str:
    """The line that verifies one signature by hand."""
    place = evidence.place(record)
    time = stamp(record.predicate.time)
    return (
        f"ssh-keygen -Y verify -f {SIGNERS} -I {evidence.signer(record)} -n {NAMESPACE} "
        f"-O verify-time={time} -s {place}.sig < {place}.json"
    )


def allowed_signers(people: Sequence[tuple[str, Person]]) -> str:
    """The file that says whose keys may sign, and when (ssh-keygen(1), ALLOWED SIGNERS).

    Times are written without a zone, here and in the script: ssh-keygen takes both for the same local time.
    """
    return "".join(f"{name} {_options(key)} {key.key}\n" for name, person in people for key in person.keys)


def stamp(moment: datetime) -> str:
    """A time as ssh-keygen takes it."""
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def _options(key: PersonKey) -> str:
    ends = [day for day in (key.until and key.until + timedelta(days=1), key.revoked) if day is not None]
    before = f',valid-before="{min(ends):%Y%m%d}"' if ends else ""
    return f'namespaces="{NAMESPACE}",valid-after="{key.since:%Y%m%d}"{before}'


def _by_folder(evidence: Evidence, records: Sequence[Record]) -> list[list[Record]]:
    folders: dict[str, list[Record]] = {}
    for record in records:
        folders.setdefault(evidence.place(record).rpartition("/")[0], []).append(record)
    return list(folders.values())


def _of_subject(evidence: Evidence, records: Sequence[Record]) -> Iterator[str]:
    """What must hold of a subject's records, one after the other."""
    for before, record in zip([None, *records], records, strict=False):
        place, decision = evidence.place(record), record.predicate
        if not evidence.counts(record):
            yield f"echo {shlex.quote(f'--   {place} does not count: {evidence.verdicts[record.name].why}')}"
            continue
        yield _call("signed", place, evidence.signer(record), stamp(decision.time))
        yield _call("says", place, f'"person": "{decision.person}"')
        yield from (_call("says", place, f'"sha256": "{about.digest.sha256}"') for about in record.statement.subject)
        if before is not None and decision.prev:
            yield _call("says", place, f'"prev": "{before.digest}"')
            yield _call("digest", f"{evidence.place(before)}.json", before.digest)
        yield _call("says", place, f'"rules": "{decision.rules}"')
        yield _call("says", place, f'"roster": "{decision.roster}"')


def _jsons(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The files whose digest is their name."""
    yield from ((f"contents/{digest}", digest) for digest in sorted(evidence.contents))
    yield from ((f"governing/{digest}", digest) for digest in sorted(evidence.governing))


def _call(name: str, *words: str) -> str:
    return " ".join([name, *map(shlex.quote, words)])
