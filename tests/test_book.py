"""Books and leaflets: what stands in them, that words stay words, and that the same content gives the same bytes."""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from sopwright.outputs.book.books import CACHE, BookOutput
from sopwright.outputs.book.code import string
from sopwright.outputs.book.press import Press
from sopwright.outputs.output import folder
from tests.books import (
    LANGUAGES,
    PRESS,
    book_of,
    leaflet_of,
    own_book,
    own_edition,
    own_leaflet,
    pdf_of,
    small_edition,
)
from tests.conftest import Run
from tests.repositories import PROJECT, copy

EN = "handbook/service/answering/en.md"


def _words(texts: list[str]) -> str:
    return re.sub(r"\s", "", "".join(texts))


# What stands in a book


def test_the_title_page_says_what_the_book_is() -> None:
    edition = own_edition("en")
    book = next(book for book in edition.books if book.key == "service")
    text = own_book("en").texts[0]
    organisation = edition.organisation
    for words in (book.title, organisation.name, *organisation.address, organisation.phone, edition.audience_name):
        assert words in text
    for document in book.documents:
        assert document.id in text
    assert "Published 9 November 2026" in text
    newest = max(revision.date for document in book.documents for revision in document.revisions)
    assert f"Last revised {edition.words.date(newest)}" in text
    assert "Agent (Anna Baker" in text


def test_the_contents_give_the_pages_of_all_documents() -> None:
    pdf = own_book("en")
    contents = re.sub(r"[. ]{4,}", " ", pdf.texts[1])
    for document in next(book for book in own_edition("en").books if book.key == "service").documents:
        match = re.search(rf"{document.id} {re.escape(document.title)}[ .]*(\d+)", contents)
        assert match
        assert f"{document.id} {document.title}" in pdf.texts[int(match[1]) - 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reference_gives_the_page_that_it_leads_to(language: str) -> None:
    pdf, edition = own_book(language), own_edition(language)
    pattern = re.escape("".join(edition.words.pattern("book.see_page").split())).replace(r"\{page\}", r"(\d+)")
    title = "".join(f"SVC-006{edition.documents['SVC-006'].title}".split())
    texts = ["".join(text.split()) for text in pdf.texts]
    pages = [int(number) for text in texts for number in re.findall(rf"{re.escape(title)}[»”“」]?{pattern}", text)]
    assert pages
    assert {title in texts[page - 1] for page in pages} == {True}


def test_a_leaflet_gives_no_pages_and_a_document_elsewhere_has_none() -> None:
    assert "(page" not in " ".join(own_leaflet("en").texts)
    assert "POL-009 Quality policy" in " ".join(own_book("en").texts)
    assert "POL-009 Quality policy (page" not in " ".join(own_book("en").texts)


def test_bookmarks_name_documents_sections_and_steps() -> None:
    bookmarks = own_book("en").bookmarks
    assert {"SVC-004 Answering a call", "Purpose", "1 Be ready for the call", "Index"} <= set(bookmarks)


def test_the_file_says_its_title_its_language_and_its_day() -> None:
    pdf = own_book("zh-Hant")
    assert pdf.root["/Lang"] == "zh-TW"
    assert pdf.reader.metadata is not None
    assert pdf.reader.metadata.title == "服務手冊 – Brightwater Contact Centre"
    assert pdf.reader.metadata.creation_date == datetime(2026, 11, 22, tzinfo=UTC)


def test_the_lists_at_the_end_have_posts_the_directory_the_glossary_and_an_index() -> None:
    edition, text = own_edition("en"), own_book("en").texts
    ends = {key: edition.words(f"book.{key}") for key in ("posts", "directory", "glossary", "index")}
    first = {key: next(n for n, page in enumerate(text) if n > 2 and title in page) for key, title in ends.items()}
    assert list(first.values()) == sorted(first.values())
    assert "Transfer rate" in text[first["glossary"]]
    assert re.search(r"GDPR [\d, ]+", text[first["index"]])
    assert "4455" in text[first["directory"]]


def test_a_book_without_the_table_of_departments_has_no_directory() -> None:
    assert own_edition("en").words("book.directory") not in " ".join(own_book("en", "policies").texts)


def test_chinese_text_is_copied_as_it_is_written() -> None:
    text = _words(own_book("zh-Hant").texts)
    for step in own_edition("zh-Hant").documents["SVC-004"].steps:
        assert _words(["".join(node.plain() for node in step.title)]) in text


# The look


def test_the_company_chooses_page_colours_and_fonts(tmp_path: Path) -> None:
    look = 'book: {page: letter, leaflet: a4, primary: "#7a1f3d", accent: "#00aa88", fonts: [Noto Sans]}\n'
    edition = small_edition(tmp_path, [{"file": "registers/organisation.yml", "append": look}])
    book, leaflet = pdf_of(edition, book_of(edition)), pdf_of(edition, leaflet_of(edition, "SVC-001"))
    assert [float(value) for value in book.pages[0].mediabox[2:]] == [612, 792]
    assert [round(float(value)) for value in leaflet.pages[0].mediabox[2:]] == [595, 842]
    drawn = book.pages[0].get_contents()
    assert drawn is not None
    shares = " ".join(f"{int(part, 16) / 255:.8f}" for part in ("7a", "1f", "3d"))
    assert shares in drawn.get_data().decode("latin-1")


@pytest.mark.parametrize("look", ["{page: a3}", "{primary: red}", "{fonts: []}", "{colour: '#000000'}"])
def test_a_look_that_there_is_not_is_refused(tmp_path: Path, look: str) -> None:
    with pytest.raises(ValueError, match="SW011"):
        small_edition(tmp_path, [{"file": "registers/organisation.yml", "append": f"book: {look}\n"}])


# Words stay words

SPECIAL = "#$*_`\\<>@[]{}()\"'~-=+|;:,.%&^!?/0aЖ中\n\t\u00a0\u2028"
MARKUP = ["#panic()", '#import "/x.typ"', "//", "/*", "*/", "<l>", "@l", "$x$", "\\u{41}", '"#eval("1")"', "```", "= a"]


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(MARKUP), st.text(alphabet=SPECIAL, max_size=6)), max_size=8).map("".join))
def test_a_text_is_the_same_text_in_typst(text: str) -> None:
    assert json.loads(typst.eval(b"", string(text), format="json")) == text


def test_a_hostile_document_is_printed_as_it_is_written(tmp_path: Path) -> None:
    hostile = r'\#panic("no") \*bold\* \_under\_ \`raw\` \$x\$ \<label> @ref \\u\{41} // gone /\* gone \*/ " ); #a'
    edits = [{"file": EN, "old": "Every caller is answered.", "new": f"Every caller is answered. {hostile}"}]
    edition = small_edition(tmp_path, edits)
    text = _words(pdf_of(edition, book_of(edition)).texts)
    expected = '#panic("no")*bold*_under_`raw`$x$<label>@ref\\u{41}//gone/*gone*/");#a'
    assert expected in text


def test_a_word_without_end_stays_on_the_page(tmp_path: Path) -> None:
    edits = [{"file": EN, "old": "Every caller is answered.", "new": f"Every caller `{'x' * 300}` is answered."}]
    edition = small_edition(tmp_path, edits)
    assert "x" * 300 in _words(pdf_of(edition, book_of(edition)).texts)


def test_a_symbolic_link_in_the_template_is_left_out(tmp_path: Path) -> None:
    root = copy(tmp_path, site=True)
    (root / "templates/book/secret.typ").symlink_to("/etc/hostname")
    assert "secret.typ" not in Press(root).template
    assert "book.typ" in Press(root).template


# The same content, the same bytes


def test_a_print_is_the_same_wherever_it_is_made(tmp_path: Path) -> None:
    edition = own_edition("en")
    paper = book_of(edition)
    shutil.copytree(PROJECT / "templates", tmp_path / "elsewhere" / "templates")
    assert Press(tmp_path / "elsewhere").set(paper, edition.as_of) == own_book("en").data


def test_the_digest_is_of_the_content_and_not_of_the_day() -> None:
    edition = own_edition("en")
    later = replace(edition, as_of=date(2026, 11, 23))
    one, other = book_of(edition), book_of(later)
    assert one.digest == other.digest
    assert PRESS.key(one, edition.as_of) != PRESS.key(other, later.as_of)
    assert one.digest[:8] in own_book("en").texts[5]


def test_another_word_is_another_digest(tmp_path: Path) -> None:
    edits = [{"file": EN, "old": "Every caller is answered.", "new": "Every caller is heard."}]
    digests = {book_of(small_edition(tmp_path / name, edit)).digest for name, edit in (("a", []), ("b", edits))}
    assert len(digests) == 2


# The output


def _write(root: Path, edits: Mapping[str, Any] | None = None) -> dict[str, bytes]:
    edition = small_edition(root.parent / f"source-{bool(edits)}", [edits] if edits else [])
    target = root.parent / "written"
    shutil.rmtree(target, ignore_errors=True)
    place = folder(target, edition)
    place.mkdir(parents=True)
    BookOutput(root).write([edition], target)
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in target.rglob("*.pdf")}


def test_every_book_and_every_document_has_its_file_and_is_kept(tmp_path: Path) -> None:
    root = copy(tmp_path / "root", site=True)
    first = _write(root)
    assert set(first) == {"service.pdf", "policies.pdf"} | {
        f"leaflets/{n}.pdf" for n in ("POL-001", "SVC-001", "SVC-002")
    }
    kept = sorted((root / CACHE).glob("*.pdf"))
    assert len(kept) == len(first)
    for place in kept:
        place.write_bytes(b"kept")
    assert set(_write(root).values()) == {b"kept"}
    shutil.rmtree(root / CACHE)
    assert _write(root) == first


def test_only_what_changed_is_made_anew(tmp_path: Path) -> None:
    root = copy(tmp_path / "root", site=True)
    first = _write(root)
    changed = _write(root, {"file": EN, "old": "All calls.", "new": "All calls and visits."})
    assert {name for name in first if first[name] != changed[name]} == {"service.pdf", "leaflets/SVC-001.pdf"}
    assert len(list((root / CACHE).glob("*.pdf"))) == len(first) + 2


def test_without_fonts_there_are_no_books(tmp_path: Path) -> None:
    root = copy(tmp_path / "root", site=True)
    shutil.rmtree(root / "templates/fonts")
    with pytest.raises(FileNotFoundError, match="there are no fonts"):
        _write(root)


# The command


def test_a_leaflet_is_printed(small: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "leaflet.pdf"
    outcome = run("book", "SVC-001", "--language", "bg", "--root", small, "--today", "2026-06-01", "--output", target)
    assert outcome.code == 0
    assert target.read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["SVC-009", "--language", "en"], "There is no document `SVC-009`"),
        (["SVC-001", "--language", "en", "--audience", "public"], "the audience `public` may read"),
        (["SVC-001", "--language", "xx"], "`xx` is not a language"),
        (["SVC-001", "--language", "en", "--audience", "x"], "`x` is not an audience"),
    ],
)
def test_what_cannot_be_printed_is_said(small: Path, run: Run, arguments: list[str], message: str) -> None:
    outcome = run("book", *arguments, "--root", small, "--today", "2026-06-01")
    assert outcome.code == 2
    assert message in outcome.err
