"""A language more is data: a register's entry, a catalogue, and a document; no code knows of it."""

from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from sopwright.checks.run import examine
from sopwright.diagnostics import Severity
from sopwright.edition.project import project
from sopwright.translation.packets import xliff
from sopwright.translation.packets.make import make_packet
from sopwright.translation.state import State, translation_state
from tests.conftest import TODAY, Run
from tests.editions import TRANSFER, replaced
from tests.repositories import PROJECT, apply, copy

VIETNAMESE = """# Chuyển cuộc gọi

## Mục đích {#purpose}

Người gọi đến đúng nơi cần đến.

## Phạm vi {#scope}

Tất cả các cuộc chuyển.

{table:directory}

## Các bước {#steps}

### Bàn giao {#warm}

Giữ máy.

### Trợ giúp {#help}

Trưởng nhóm trợ giúp.
"""
STALE = "Bản gốc ({language}) đã thay đổi sau khi các mục này được dịch:"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small handbook with Vietnamese; labels that it lacks are lowered, as the guide says."""
    copy(tmp_path, site=True)
    words = YAML(typ="safe", pure=True).load((PROJECT / "templates/words/en.yml").read_text(encoding="utf-8"))
    words["translation"]["stale"] = STALE
    words["units"] = {unit: {"other": forms["other"]} for unit, forms in words["units"].items()}
    words["start"]["documents"] = {"other": "{n} tài liệu"}
    with (tmp_path / "templates/words/vi.yml").open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump(words, file)
    lowered = "lowered: {SW404: {severity: note, reason: labels are being translated}}\n"
    edits = (
        {"file": "registers/languages.yml", "append": "vi: {name: Tiếng Việt, locale: vi_VN, script: Latn}\n"},
        {"file": "registers/checks.yml", "write": lowered},
        {"file": "templates/writing/vi.yml", "write": 'quotes: ["“”"]\nshortest: 0.5\nlongest: 2.5\n'},
        {"file": "templates/binding/vi.yml", "write": "negation: [không, đừng, chưa]\nobligation: [phải, chỉ]\n"},
        {"file": "templates/binding/en.yml", "write": "negation: [not, never]\n"},
        {"file": TRANSFER + "vi.md", "write": VIETNAMESE},
        replaced(TRANSFER + "procedure.yml", "required: [en, bg]", "required: [en, bg, vi]"),
    )
    for edit in edits:
        apply(tmp_path, edit)
    return tmp_path


def faults(root: Path) -> list[str]:
    found = examine(root, date(2026, 6, 1)).diagnostics
    return [f"{fault.code} {fault.span.path}" for fault in found if fault.severity > Severity.NOTE]


def test_it_is_checked(root: Path) -> None:
    assert faults(root) == []
    apply(root, replaced(TRANSFER + "vi.md", "Giữ máy.", "Giữ máy 5 giây."))
    apply(root, replaced(TRANSFER + "en.md", "The team lead helps.", "The team lead never helps."))
    assert faults(root) == [f"SW420 {TRANSFER}bg.md", f"SW406 {TRANSFER}vi.md", f"SW420 {TRANSFER}vi.md"]


def test_its_readers_are_told_in_their_language_and_its_packet_clears_the_state(root: Path, run: Run) -> None:
    assert run("translations", "accept", "--all", "--root", root).code == 0
    apply(root, replaced(TRANSFER + "en.md", "Stay on the line.", "Stay on the line for 5 s."))
    assert faults(root) == [f"SW414 {TRANSFER}bg.md", f"SW414 {TRANSFER}vi.md"]
    handbook = examine(root, date(2026, 6, 1)).handbook
    assert handbook is not None
    edition = project(handbook, "agents", "vi", TODAY)
    assert edition.documents["SVC-002"].stale == (("warm", "Bàn giao"),)
    assert edition.words("translation.stale", language="English").startswith("Bản gốc (English) đã thay đổi")
    place = root / "packet.xlf"
    packet = make_packet(handbook, "vi", (State.STALE,))
    assert {unit.section for unit in packet.units} == {"warm"}
    text = xliff.write(packet).decode("utf-8").replace('state="initial"', 'state="final"')
    place.write_text(text.replace("Giữ máy.", "Giữ máy 5 s."), encoding="utf-8")
    assert run("translations", "import", place, "--root", root).code == 0
    after = examine(root, date(2026, 6, 1)).handbook
    assert after is not None
    state = translation_state(after.documents["SVC-002"], "vi", after.registers.answers.rows)
    assert state.state is State.TRANSLATED
    assert faults(root) == [f"SW414 {TRANSFER}bg.md"]


def test_its_site_is_built(root: Path, run: Run) -> None:
    done = run("build", "--only", "site", "--audience", "agents", "--language", "vi", "--root", root, "--workers", "1")
    assert done.code == 0
    page = (root / "build/site/agents/vi/service/SVC-002.html").read_text(encoding="utf-8")
    assert "Giữ máy." in page
    assert '<html lang="vi"' in page
