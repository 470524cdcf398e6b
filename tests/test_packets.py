"""Packets for translators: nothing is lost on the way there and back, and only what is done is taken over."""

import shutil
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.pypo import pofile
from translate.storage.xliff2 import Xliff2File

from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.source.markdown import parse
from sopwright.source.nodes import Node
from sopwright.source.text import Source
from sopwright.source.written import written_inline
from sopwright.translation.packets import po, table, xliff
from sopwright.translation.packets.make import make_packet
from sopwright.translation.packets.merge import merge
from sopwright.translation.packets.packet import Packet, PacketError, Returned
from sopwright.translation.packets.tags import Coded, TagError, decode, encode, judge
from sopwright.translation.state import State, translation_state
from tests.conftest import Run
from tests.editions import ANSWERING, replaced
from tests.repositories import PROJECT, apply, copy

EN, BG = ANSWERING + "en.md", ANSWERING + "bg.md"
FORMATS = {"xlf": (xliff.write, xliff.read), "po": (po.write, po.read), "csv": (table.write, table.read)}
LANGUAGES = ("bg", "zh-Hant", "ms", "lt", "ru")
SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "schemas" / "modules" / "matches.xsd"), allow="local")
"""The core of XLIFF 2.0 with its module for proposals of the translation memory."""


def read(root: Path) -> Handbook:
    handbook, _ = load(root)
    assert handbook is not None
    return handbook


HANDBOOK = read(PROJECT)
WHOLE = {language: make_packet(HANDBOOK, language, tuple(State)) for language in LANGUAGES}


@pytest.fixture
def root(tmp_path: Path, run: Run) -> Path:
    """The small handbook with its translations accepted."""
    copy(tmp_path)
    assert run("translations", "accept", "--all", "--root", tmp_path).code == 0
    return tmp_path


def segments(packet: Packet) -> list[Returned]:
    return [Returned(one.id, one.source.text, one.target.text, one.done) for one in packet.segments]


@pytest.mark.content
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_handbook_goes_there_and_back(language: str, form: str) -> None:
    write, take = FORMATS[form]
    packet = WHOLE[language]
    found, returned = take(write(packet))
    assert found == language
    assert returned == segments(packet)
    merged = merge(HANDBOOK, language, returned)
    assert (merged.files, merged.faults, merged.open) == ({}, [], [])
    assert sum(map(len, merged.accepted.values())) == len(packet.units)


@pytest.mark.content
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lost_text_is_made_again_from_its_packet(language: str, tmp_path: Path) -> None:
    for name in ("handbook", "policies", "registers", "templates"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    lost = [*tmp_path.glob(f"*/*/*/{language}.md"), *tmp_path.glob(f"*/*/{language}.md")]
    before = {place: place.read_text(encoding="utf-8") for place in lost}
    assert before
    for place in lost:
        place.unlink()
    merged = merge(read(tmp_path), language, segments(WHOLE[language]))
    assert merged.faults == []
    made = {tmp_path / name: words for name, words in merged.files.items()}
    assert made.keys() == before.keys()
    for place, words in before.items():
        assert made[place].rstrip() == words.replace("|---|---|---|", "| --- | --- | --- |").rstrip()


@pytest.mark.content
@pytest.mark.parametrize("language", LANGUAGES)
def test_xliff_is_valid_and_other_programs_read_it(language: str, tmp_path: Path) -> None:
    place = tmp_path / "packet.xlf"
    place.write_bytes(xliff.write(WHOLE[language]))
    SCHEMA.validate(str(place))
    units = Xliff2File.parsefile(str(place)).units  # type: ignore[no-untyped-call]
    assert len(units) == len(WHOLE[language].segments)
    plain = {one.id.replace("/", "."): one for one in WHOLE[language].segments if not one.source.tags}
    known = {unit.getid().rpartition("\x04")[2]: unit for unit in units}
    assert len(plain) > 100
    assert sum(str(unit.source) == plain[key].source.text for key, unit in known.items() if key in plain) == len(
        plain.keys() & known.keys()
    )


@pytest.mark.content
@pytest.mark.parametrize("language", LANGUAGES)
def test_po_is_read_by_other_programs(language: str, tmp_path: Path) -> None:
    place = tmp_path / "packet.po"
    place.write_bytes(po.write(WHOLE[language]))
    wanted = [(one.source.text, one.target.text) for one in WHOLE[language].segments]
    every = pofile.parsefile(str(place)).units  # type: ignore[no-untyped-call]
    units = [unit for unit in every if not unit.isheader()]
    assert [(str(unit.source), str(unit.target)) for unit in units] == wanted
    assert [(entry.msgid, entry.msgstr) for entry in polib.pofile(str(place))] == wanted


def finish(place: Path, change: Callable[[str], str] = lambda text: text) -> None:
    """Do what a translator's program does: change words, and mark everything as done."""
    text = change(place.read_text(encoding="utf-8-sig"))
    for undone, done in (('state="initial"', 'state="translated"'), ("#, fuzzy\n", ""), (",bg,no,", ",bg,yes,")):
        text = text.replace(undone, done)
    place.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_one_changed_number_there_and_back(root: Path, run: Run, form: str) -> None:
    apply(root, replaced(EN, "{time:08:00}", "{time:09:00}"))
    apply(root, replaced(EN, "All calls.", "All calls."))
    place = root / f"packet.{form}"
    name = {"xlf": "xliff"}.get(form, form)
    words = ("--language", "bg", "--only", "stale", "--format", name, "--output", place, "--root", root)
    assert run("translations", "export", *words).code == 0
    _, returned = FORMATS[form][1](place.read_bytes())
    assert [(one.id, one.done) for one in returned] == [("SVC-001/answer/1", True), ("SVC-001/answer/2", False)]
    text = place.read_text(encoding="utf-8-sig")
    assert "{time:08:00}" in text
    assert "{time:09:00}" in text
    before = (root / BG).read_text(encoding="utf-8")
    untouched = run("translations", "import", place, "--root", root)
    assert "0 texts changed, 0 sections accepted, 1 not done yet" in untouched.err
    assert (root / BG).read_text(encoding="utf-8") == before
    finish(place, lambda text: text.replace("нататък", "напред"))
    done = run("translations", "import", place, "--root", root)
    assert "1 texts changed, 1 sections accepted, 0 not done yet" in done.err
    after = (root / BG).read_text(encoding="utf-8")
    assert after == before.replace("{time:08:00} нататък", "{time:09:00} напред")
    handbook = read(root)
    state = translation_state(handbook.documents["SVC-001"], "bg", handbook.registers.answers.rows)
    assert {section.state for section in state.sections} == {State.TRANSLATED}


def test_other_stale_sections_stay_stale(root: Path, run: Run) -> None:
    apply(root, replaced(EN, "{time:08:00}", "{time:09:00}"))
    apply(root, replaced(EN, "All calls.", "All calls and mails."))
    place = root / "packet.po"
    run("translations", "export", "--language", "bg", "--format", "po", "--output", place, "--root", root)
    entries = polib.pofile(str(place))
    for entry in entries:
        if entry.msgctxt.startswith("SVC-001/answer/"):
            entry.flags.clear()
    entries.save()
    assert run("translations", "import", place, "--root", root).code == 0
    handbook = read(root)
    state = translation_state(handbook.documents["SVC-001"], "bg", handbook.registers.answers.rows)
    assert [section.id for section in state.of(State.STALE)] == ["scope"]


def test_a_dropped_passage_has_to_be_confirmed(root: Path, run: Run) -> None:
    for file, words in ((EN, "One.\n\nTwo.\n"), (BG, "Едно.\n\nДве.\n")):
        apply(root, {"file": file, "append": f"\n{words}"})
    assert run("translations", "accept", "SVC-001", "--root", root).code == 0
    apply(root, replaced(EN, "\n\nTwo.", ""))
    packet = make_packet(read(root), "bg", (State.STALE,))
    assert [(one.target.text, one.done) for one in packet.segments][:1] == [("Бележки", False)]
    assert [one.target.text for one in packet.segments][-1] == "Едно."


def test_a_missing_step_is_proposed_from_the_memory(root: Path) -> None:
    for file, old, words in (
        (EN, "# Answering", "Pick up within {measure:pick-up}, from {time:08:00} onwards."),
        (BG, "# Отговаряне", ""),
    ):
        apply(root, {"file": file, "old": old + "\n", "new": f"{old}\n\n{words}\n" if words else old + "\n"})
    packet = make_packet(read(root), "bg", (State.STALE,))
    (segment,) = [one for one in packet.segments if one.match is not None]
    assert segment.match is not None
    assert 75 <= segment.match.quality < 100
    assert segment.match.origin == "SVC-001/answer/2"
    assert segment.target.text == "Вдигнете до <x1/>, от <x2/> нататък."
    assert not segment.done


def test_proposals_are_of_the_module_that_the_standard_has_for_them(root: Path) -> None:
    words = "Pick up within {measure:pick-up}, from {time:08:00} onwards."
    apply(root, {"file": EN, "old": "# Answering\n", "new": f"# Answering\n\n{words}\n"})
    text = xliff.write(make_packet(read(root), "bg", (State.STALE,))).decode("utf-8")
    assert text.count("<mtc:match ") == 1
    (root / "packet.xlf").write_text(text, encoding="utf-8")
    SCHEMA.validate(str(root / "packet.xlf"))
    for old, new in (('similarity="', 'similarity="9'), ('type="tm"', 'type="luck"'), ('ref="#s1"', "")):
        (root / "packet.xlf").write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(xmlschema.XMLSchemaValidationError):
            SCHEMA.validate(str(root / "packet.xlf"))


def test_a_source_changed_meanwhile_is_refused_and_nothing_is_written(root: Path, run: Run) -> None:
    apply(root, replaced(EN, "{time:08:00}", "{time:09:00}"))
    place = root / "packet.po"
    run("translations", "export", "--language", "bg", "--format", "po", "--output", place, "--root", root)
    finish(place)
    apply(root, replaced(EN, "Pick up within", "Answer within"))
    before = (root / BG).read_bytes()
    done = run("translations", "import", place, "--root", root)
    assert done.code == 1
    assert "SVC-001/answer: its source has changed since the packet was made" in done.err
    assert "Nothing was changed." in done.err
    assert (root / BG).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<x1/>", "", "{measure:pick-up} of the source is missing"),
        ("<x1/>", "<x1/> <x1/>", "{measure:pick-up} is not in the source, or stands there less often"),
        ("<x1/>", "<x9/>", "the tag 9 stands for nothing here"),
        ("<x1/>", "<g1>две", "<g1> is not closed"),
    ],
)
def test_wrong_tags_are_told_and_nothing_is_written(root: Path, run: Run, old: str, new: str, expected: str) -> None:
    apply(root, replaced(EN, "{time:08:00}", "{time:09:00}"))
    place = root / "packet.po"
    run("translations", "export", "--language", "bg", "--format", "po", "--output", place, "--root", root)
    entries = polib.pofile(str(place))
    for entry in entries:
        entry.flags.clear()
        entry.msgstr = entry.msgstr.replace(old, new)
    entries.save()
    before = (root / BG).read_bytes()
    done = run("translations", "import", place, "--root", root)
    assert done.code == 1
    assert expected in done.err
    assert (root / BG).read_bytes() == before


def test_a_written_section_with_another_number_is_not_accepted(root: Path, run: Run) -> None:
    apply(root, replaced(EN, "Pick up within", "Answer within"))
    place = root / "packet.csv"
    words = ("--language", "bg", "--format", "csv", "--output", place, "--root", root)
    run("translations", "export", *words)
    finish(place, lambda text: text.replace("нататък", "нататък, до 3 пъти"))
    done = run("translations", "import", place, "--root", root)
    assert done.code == 1
    assert "SVC-001 bg answer: written, but not accepted: `3` is too much" in done.err


def test_references_may_be_inflected(root: Path, run: Run) -> None:
    apply(root, replaced(EN, "Pick up within", "Answer within"))
    place = root / "packet.po"
    run("translations", "export", "--language", "bg", "--format", "po", "--output", place, "--root", root)
    finish(place, lambda text: text.replace("до <x1/>", "до <g1>две позвънявания</g1>"))
    assert run("translations", "import", place, "--root", root).code == 0
    assert "{measure:pick-up|две позвънявания}" in (root / BG).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.xlf", b"<xliff"),
        ("x.xlf", b"<xliff version='1.2'/>"),
        ("x.xlf", b"<!DOCTYPE x [<!ENTITY a 'b'>]><xliff>&a;</xliff>"),
        ("x.po", b"\xff\xfe"),
        ("x.po", b'msgid "a"\nmsgstr "b"\n'),
        ("x.csv", b"a,b\n1,2\n"),
        ("x.csv", b"\xff"),
    ],
)
def test_a_file_that_is_no_packet_is_refused(root: Path, run: Run, name: str, data: bytes) -> None:
    (root / name).write_bytes(data)
    done = run("translations", "import", root / name, "--root", root)
    assert done.code == 1
    assert name in done.err


def test_another_ending_or_language_is_refused(root: Path, run: Run) -> None:
    (root / "x.txt").write_text("x", encoding="utf-8")
    assert run("translations", "import", root / "x.txt", "--root", root).code == 2
    (root / "x.csv").write_text("id,language,done,source,target\nSVC-001/answer/1,xx,yes,a,b\n", encoding="utf-8")
    assert run("translations", "import", root / "x.csv", "--root", root).code == 1
    assert run("translations", "export", "--language", "xx", "--root", root).code == 2
    assert run("translations", "export", "SVC-999", "--language", "bg", "--root", root).code == 2


def test_no_cell_is_a_formula(root: Path) -> None:
    for file in (EN, BG):
        apply(root, {"file": file, "append": "\n=1+1 is a sum.\n"})
    packet = make_packet(read(root), "bg", tuple(State))
    data = table.write(packet)
    assert b"\n=" not in data
    assert b",=" not in data
    assert b",'=1+1 is a sum." in data
    assert table.read(data)[1] == segments(packet)


def test_a_table_from_a_spreadsheet_with_semicolons_is_read() -> None:
    data = "id;language;done;source;target\r\nSVC-001/answer/1;bg;x;Answer the call;Вдигнете\r\n".encode("utf-8-sig")
    assert table.read(data) == ("bg", [Returned("SVC-001/answer/1", "Answer the call", "Вдигнете", done=True)])
    with pytest.raises(PacketError, match="2 languages"):
        table.read(b"id,language,done,source,target\na,bg,,x,y\nb,lt,,x,y\n")


def inline(markdown: str) -> tuple[Node, ...]:
    nodes, _ = parse(Source("x.md", markdown))
    assert nodes is not None
    return nodes[0].children


def test_markup_is_numbered_and_comes_back() -> None:
    markdown = "Ask **{post:legal|the *lawyer*}** at [the desk](SVC-002#x) `now` ![alt](a.png), 2 < 3 &lt; 4."
    coded = encode(inline(markdown))
    assert coded.text.startswith("Ask <g1><g2>the *lawyer*</g2></g1> at <g3>the desk</g3> <x4/> <g5>alt</g5>, 2 &lt; 3")
    assert written_inline(decode(coded)) == written_inline(inline(markdown))


WORDS = st.text(st.sampled_from("ab <>/x1g&lt;amp;"), min_size=1, max_size=20).filter(str.strip)


@given(WORDS)
def test_any_words_come_back(words: str) -> None:
    flat = " ".join(words.split())
    coded = encode((Node("text", 1, 1, text=flat),))
    assert coded.tags == ()
    assert "".join(node.text for node in decode(coded)) == flat


@given(st.lists(st.sampled_from(["<x1/>", "<g1>", "</g1>", "<x2/>", "<g2>", "</g2>", "word"]), max_size=6))
def test_any_tags_are_judged_and_never_crash(parts: list[str]) -> None:
    source = encode(inline("{limit:hold} and [a](SVC-001)"))
    target = Coded("".join(parts), source.tags)
    wrong = judge(source, target)
    if not wrong:
        assert {tag.kind for tag in target.used()} == {"reference", "link"}
    else:
        with pytest.raises((TagError, AssertionError)):
            assert not judge(source, target)


def test_each_section_leads_to_its_page_on_the_site(root: Path, run: Run) -> None:
    address = "https://{audience}.example.test/{language}/"
    apply(root, {"file": "registers/organisation.yml", "append": f'site_url: "{address}"\n'})
    apply(root, {"file": EN, "old": "All calls.", "new": "All calls. ![Seat](seat.png)"})
    words = ("translations", "export", "--language", "bg", "--only", "all", "--format", "po", "--root", root)
    assert run(*words, "--output", root / "with.po").code == 0
    comments = {entry.msgctxt: entry.comment for entry in polib.pofile(str(root / "with.po"))}
    assert "page: https://agents.example.test/bg/service/SVC-001.html#answer" in comments["SVC-001/answer/1"]
    assert "page: https://agents.example.test/bg/service/SVC-001.html\n" in comments["SVC-001/_title/1"] + "\n"
    assert "screenshot" not in comments["SVC-001/scope/1"]
    apply(root, {"file": "registers/organisation.yml", "old": f'site_url: "{address}"\n', "new": ""})
    assert run(*words, "--output", root / "without.po").code == 0
    comments = {entry.msgctxt: entry.comment for entry in polib.pofile(str(root / "without.po"))}
    assert "screenshot: handbook/service/answering/seat.png" in comments["SVC-001/scope/1"]
    assert "page:" not in comments["SVC-001/scope/1"]
