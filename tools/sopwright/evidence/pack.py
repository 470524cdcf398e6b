"""The pack as a ZIP file: the same evidence gives the same bytes."""

import hashlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sopwright.evidence.evidence import Evidence
from sopwright.evidence.readme import readme
from sopwright.evidence.script import MANIFEST, SIGNERS, allowed_signers, script

_BEGIN = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file knows; no time of packing stands in it."""

SCRIPT = "verify.sh"


def files(evidence: Evidence) -> Mapping[str, bytes]:
    """The pack's files by name, the manifest of them all last."""
    found: dict[str, bytes] = {}
    for record in (*evidence.records, *evidence.deputies):
        found[f"{evidence.place(record)}.json"] = record.data
        if record.signature:
            found[f"{evidence.place(record)}.sig"] = record.signature
    found |= {f"contents/{digest}.json": data for digest, data in evidence.contents.items()}
    found |= {f"governing/{digest}.json": data for digest, data in evidence.governing.items()}
    found |= {f"texts/{name}": data for name, data in evidence.texts.items()}
    found |= {f"redlines/{name}": data for name, data in evidence.redlines.items()}
    found[SIGNERS] = allowed_signers(sorted(evidence.people.items())).encode()
    found["README.txt"] = readme(evidence).encode()
    found[SCRIPT] = script(evidence).encode()
    ordered = dict(sorted(found.items()))
    ordered[MANIFEST] = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in ordered.items()
    ).encode()
    return ordered


def packed(evidence: Evidence) -> bytes:
    """The ZIP file's bytes: nothing is compressed, so that they do not depend on the compressor's version."""
    buffer = BytesIO()
    folder = f"{evidence.document}-evidence"
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, data in files(evidence).items():
            entry = ZipInfo(f"{folder}/{name}", _BEGIN)
            entry.create_system = 3  # Unix, on every machine
            entry.external_attr = (0o100755 if name == SCRIPT else 0o100644) << 16
            archive.writestr(entry, data)
    return buffer.getvalue()
