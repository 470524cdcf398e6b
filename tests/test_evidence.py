"""The evidence pack: an auditor verifies it without our program, and finds whatever was changed in it."""

import hashlib
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.company import ANSWERING, Company, audit, good, signed_company, words_of

LONGER = {"file": f"{ANSWERING}/procedure.yml", "old": "within: 5 min", "new": "within: 10 min"}
SECOND = "records/en/0002-legal"


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    return signed_company(tmp_path, monkeypatch, "redline", "fonts")


@pytest.fixture
def pack(company: Company) -> Path:
    return company.unpacked("SVC-001")


def _edit(file: Path, old: str, new: str) -> None:
    data = file.read_text(encoding="utf-8")
    assert old in data
    file.write_text(data.replace(old, new), encoding="utf-8")


def _seal(pack: Path) -> None:
    """Write the manifest anew, as somebody would who changes a pack."""
    names = [line.split("  ", 1)[1] for line in (pack / "manifest.sha256").read_text(encoding="utf-8").splitlines()]
    kept = [name for name in names if (pack / name).is_file()]
    lines = [f"{hashlib.sha256((pack / name).read_bytes()).hexdigest()}  {name}\n" for name in kept]
    (pack / "manifest.sha256").write_text("".join(lines), encoding="utf-8")


def test_a_pack_holds_and_proves_all_of_it(pack: Path) -> None:
    proved = audit(pack)
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert proved.stdout.count("is signed by") == 5
    assert proved.stdout.splitlines()[-1].startswith("All holds.")
    assert {"BAD", "--"} & set(proved.stdout.split()) == set()


def test_every_content_is_named_by_its_digest(pack: Path) -> None:
    for folder in ("contents", "governing"):
        files = list((pack / folder).iterdir())
        assert len(files) == 2
        assert all(hashlib.sha256(file.read_bytes()).hexdigest() == file.stem for file in files)


def test_each_line_of_the_instructions_can_be_pasted(pack: Path) -> None:
    text = (pack / "README.txt").read_text(encoding="utf-8")
    lines = re.findall(r"^ssh-keygen -Y verify .*$", text, re.MULTILINE)
    assert len(lines) == 5
    for line in lines:
        done = subprocess.run(["sh", "-c", line], cwd=pack, capture_output=True, text=True, check=False)
        assert done.stdout.startswith('Good "decision@sopwright" signature for '), line


def test_the_instructions_say_who_decided_what(pack: Path) -> None:
    text = (pack / "README.txt").read_text(encoding="utf-8")
    for words in (
        "Max Manager (m.manager)",
        "Pat Lawyer (p.lawyer)",
        "Dana Director (d.director)",
        "SVC-001#en: approved",
    ):
        assert words in text
    assert text.count("SHA256:") == 5


@pytest.mark.parametrize(
    ("file", "old", "new", "bad"),
    [
        (f"{SECOND}.json", "Pat Lawyer", "Pit Lawyer", f"{SECOND} is signed by p.lawyer"),
        (f"{SECOND}.json", '"revision": 1', '"revision": 2', f"{SECOND} is signed by p.lawyer"),
        ("texts/en.md", "Every caller", "No caller", "every file is the one that was packed"),
        ("allowed_signers", "p.lawyer namespaces", "x.lawyer namespaces", f"{SECOND} is signed by p.lawyer"),
    ],
)
def test_a_change_is_found(pack: Path, file: str, old: str, new: str, bad: str) -> None:
    _edit(pack / file, old, new)
    proved = audit(pack)
    assert proved.returncode == 1
    assert f"BAD  {bad}" in proved.stdout


def _content(pack: Path) -> None:
    file = next(file for file in (pack / "contents").iterdir() if "Every caller" in file.read_text(encoding="utf-8"))
    _edit(file, "Every caller", "No caller")


def _record_gone(pack: Path) -> None:
    for ending in ("json", "sig"):
        (pack / f"{SECOND}.{ending}").unlink()


def _other_signature(pack: Path) -> None:
    (pack / f"{SECOND}.sig").write_bytes((pack / "records/en/0001-second-line.sig").read_bytes())


def _moved_signature(pack: Path) -> None:
    data = (pack / f"{SECOND}.json").read_bytes()
    for ending in ("json", "sig"):
        source = pack / f"records/en/0004-release.{ending}"
        (pack / f"{SECOND}.{ending}").write_bytes(source.read_bytes())
    assert (pack / f"{SECOND}.json").read_bytes() != data


def _roster(pack: Path) -> None:
    file = next(file for file in (pack / "governing").iterdir() if "d.director" in file.read_text(encoding="utf-8"))
    _edit(file, "d.director", "e.director")


@pytest.mark.parametrize("change", [_content, _record_gone, _other_signature, _moved_signature, _roster])
def test_a_change_with_a_new_manifest_is_found(pack: Path, change: Callable[[Path], None]) -> None:
    change(pack)
    _seal(pack)
    proved = audit(pack)
    assert proved.returncode == 1, proved.stdout
    assert "every file is the one that was packed" not in re.findall(r"^BAD  (.*)$", proved.stdout, re.MULTILINE)
    assert "BAD" in proved.stdout


def test_an_older_content_is_taken_from_the_history(company: Company) -> None:
    company.commit(LONGER)
    company.approve_all("SVC-001", "k.lead")
    company.commit()
    pack = company.unpacked("SVC-001")
    assert len(list((pack / "contents").iterdir())) == 3  # the source twice; the translation is the same content
    assert len(list((pack / "redlines").glob("first-issue-to-*.html"))) == 1
    changed = next(file for file in (pack / "redlines").iterdir() if not file.name.startswith("first-issue"))
    assert "10 minutes" in words_of(changed.read_text(encoding="utf-8"))
    assert audit(pack).returncode == 0
    assert "no longer holds" not in (pack / "README.txt").read_text(encoding="utf-8")


def test_what_the_history_lacks_is_said(company: Company) -> None:
    company.commit(LONGER)
    company.approve_all("SVC-001", "k.lead")
    (company.root / ".git").rename(company.root.parent / "elsewhere")
    pack = company.unpacked("SVC-001")
    assert "no longer holds" in (pack / "README.txt").read_text(encoding="utf-8")
    assert audit(pack).returncode == 0


def test_earlier_rules_and_people_are_taken_from_the_history(company: Company) -> None:
    company.commit({"file": "registers/people.yml", "old": "name: Ann Agent", "new": "name: Ann Agentson"})
    pack = company.unpacked("SVC-001")
    assert any('Ann Agent"' in file.read_text(encoding="utf-8") for file in (pack / "governing").iterdir())
    assert audit(pack).returncode == 0


def test_a_record_that_does_not_count_is_named(company: Company) -> None:
    file = company.root / "approvals/SVC-001/en/0004-release.sig"
    file.write_bytes((company.root / "approvals/SVC-001/en/0001-second-line.sig").read_bytes())
    pack = company.unpacked("SVC-001")
    proved = audit(pack)
    assert "records/en/0004-release does not count" in proved.stdout
    assert "SVC-001#en: pending" in (pack / "README.txt").read_text(encoding="utf-8")


def test_a_pack_without_signatures_proves_nothing(company: Company) -> None:
    for folder in ("en", "bg"):
        for file in (company.root / "approvals/SVC-001" / folder).iterdir():
            file.unlink()
    proved = audit(company.unpacked("SVC-001"))
    assert proved.returncode == 1
    assert "no signature that counts" in proved.stdout


def test_the_same_repository_gives_the_same_bytes(company: Company, tmp_path: Path) -> None:
    for name in ("one.zip", "other.zip"):
        good(company.sopwright("evidence", "SVC-001", "--output", tmp_path / name))
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        script = archive.getinfo("SVC-001-evidence/verify.sh")
        assert script.external_attr >> 16 == 0o100755


def test_an_unknown_document_has_no_pack(company: Company, tmp_path: Path) -> None:
    outcome = company.sopwright("evidence", "SVC-009", "--output", tmp_path / "x.zip")
    assert outcome.code == 1
    assert list(tmp_path.glob("*.zip*")) == []
