"""The printed pages: archival and accessible, nothing outside the margins, no page empty, no heading left alone."""

import re

import page
import pytest

from sopwright.edition.records import DocumentView
from sopwright.outputs.book.charts import charts_of
from sopwright.outputs.book.look import Page
from tests.books import LANGUAGES, SHOP, own_book, own_edition, own_leaflet
from tests.pdfs import Pdf, Piece, Tagged, pieces

LOOSE = 3.0
"""What may stand out, in points: the space at the end of a line does; of a Chinese mark there its empty half."""

BOOKS = [(language, key) for language in LANGUAGES for key in ("service", "policies")]


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_book_is_archival_and_accessible(language: str, profile: str) -> None:
    for pdf in (own_book(language), own_leaflet(language)):
        report = page.validate_pdf_bytes(pdf.data, profile=profile)
        faults = {failure.rule_id for failure in report.failures}
        assert faults <= {STREAM_LENGTH}
        assert STREAM_LENGTH not in faults or _lengths_are_right(pdf.data)
        assert report.rules.passed > 100


STREAM_LENGTH = "PDFA2A-STREAM-LENGTH-001"
"""The checker takes a stream's last byte for a line's end where it happens to be a carriage return."""


def _lengths_are_right(data: bytes) -> bool:
    """Whether every stream is as long as it says, and one of them does end like a line."""
    streams = list(re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\n", data))
    ends = [stream.end() + int(stream[1]) for stream in streams]
    exact = all(data[end : end + 10] == b"\nendstream" for end in ends)
    return exact and any(data[end - 1 : end] == b"\r" for end in ends)


@pytest.mark.parametrize(("language", "key"), BOOKS)
def test_no_letter_leaves_the_text_of_a_book(language: str, key: str) -> None:
    assert _outside(own_book(language, key), Page("a4")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_leaves_the_text_of_a_leaflet(language: str) -> None:
    assert _outside(own_leaflet(language), Page("a5")) == []


def _outside(pdf: Pdf, paper: Page) -> list[tuple[int, Piece]]:
    left, right, top, bottom = paper.margins
    found: list[tuple[int, Piece]] = []
    loose = LOOSE + 3 if pdf.root["/Lang"] == "zh-TW" else LOOSE
    for number, sheet in enumerate(pdf.pages, 1):
        for piece in pieces(sheet):
            across = left - LOOSE <= piece.x and piece.x + piece.width <= paper.width - right + loose
            low, high = (0.0, paper.height) if piece.mark is None else (bottom, paper.height - top)
            if not across or not low - LOOSE <= piece.y <= high + LOOSE:
                found.append((number, piece))
    return found


@pytest.mark.parametrize(("language", "key"), BOOKS)
def test_every_page_has_words_of_its_own(language: str, key: str) -> None:
    pdf = own_book(language, key)
    lengths = [sum(piece.mark is not None for piece in pieces(sheet)) for sheet in pdf.pages]
    assert [number for number, length in enumerate(lengths, 1) if length < 2] == []


@pytest.mark.parametrize(("language", "key"), BOOKS)
def test_no_heading_stands_last_on_a_page(language: str, key: str) -> None:
    pdf = own_book(language, key)
    alone: list[int] = []
    headings = 0
    for place, sheet in enumerate(pdf.pages):
        marked = [piece for piece in pieces(sheet) if piece.mark is not None]
        kinds = {piece: pdf.tag(place, piece).split("/")[1:] for piece in marked}
        headings += sum(any(re.fullmatch(r"H\d", kind) for kind in kinds[piece]) for piece in marked)
        lowest = min(marked, key=lambda piece: piece.y)
        if any(re.fullmatch(r"H\d", kind) for kind in kinds[lowest]):
            alone.append(place + 1)
    assert headings > 20
    assert alone == []


CHARTED = [(language, key) for language in LANGUAGES for key in ("service", "management")]


@pytest.mark.parametrize(("language", "key"), CHARTED)
def test_a_chart_stands_between_the_last_step_and_the_next_section(language: str, key: str) -> None:
    edition, seen = own_edition(language, "managers"), 0
    for document, tags in _documents(language, key):
        alts = [chart.description for chart in charts_of(document, edition.words, SHOP.fonts, Page("a4"))]
        places = [number for number, tag in enumerate(tags) if tag.words and tag.words in alts]
        assert [tags[number].words for number in places] == alts
        if places:
            seen += 1
            assert places == list(range(places[0], places[0] + len(places)))
            kinds = [tag.kind for tag in tags]
            assert kinds[: places[0]].count("H4") == len(document.steps)
            assert (kinds[places[0] - 1], kinds[places[-1] + 1]) == ("H3", "H3")
            assert tags[places[0] - 1].page == tags[places[0]].page
    assert seen == 4


@pytest.mark.parametrize(("language", "key"), CHARTED)
def test_no_chart_stands_alone_on_an_empty_page(language: str, key: str) -> None:
    pdf = own_book(language, key, "managers")
    paper = Page("a4")
    for _, tags in _documents(language, key):
        figures = [tag for tag in tags if tag.kind == "Figure"]
        for place in {figure.page for figure in figures} - {tags[-1].page}:
            marked = [piece.y for piece in pieces(pdf.pages[place]) if piece.mark is not None]
            lowest = min([*marked, *(figure.area[1] for figure in figures if figure.page == place)])
            assert paper.height - paper.margins[2] - lowest > paper.inner[1] / 3, f"page {place + 1}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_branching_charts_are_printed_whole(language: str) -> None:
    edition = own_edition(language, "managers")
    for number in ("MGT-003", "SVC-013"):
        (chart,) = charts_of(edition.documents[number], edition.words, SHOP.fonts, Page("a4"))
        assert "C" in "".join(re.findall(r'<path d="([^"]+)"', chart.svg))  # curves: it is laid out as it branches
        assert min(float(size) for size in re.findall(r'font-size="([^"]+)"', chart.svg)) >= 7


def _documents(language: str, key: str) -> list[tuple[DocumentView, list[Tagged]]]:
    """The documents of a book with topics, each with its headings and pictures, its own title first."""
    book = next(book for book in own_edition(language, "managers").books if book.key == key)
    parts: list[list[Tagged]] = []
    for tag in own_book(language, key, "managers").structure:
        if tag.kind == "H2" and len(parts) < len(book.documents):
            parts.append([])
        if parts and (tag.kind != "H1" or parts[-1]):
            parts[-1].append(tag)
    for part in parts:  # a divider, or the lists at the end, are no part of the document before
        ends = [number for number, tag in enumerate(part) if tag.kind == "H1"]
        del part[ends[0] if ends else len(part) :]
    return list(zip(book.documents, parts, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_smaller_than_seven_points(language: str) -> None:
    for pdf in (own_book(language), own_leaflet(language)):
        assert min(piece.size for sheet in pdf.pages for piece in pieces(sheet)) >= 6.99


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_foot_of_every_page_says_what_it_is(language: str) -> None:
    pdf, words = own_book(language), own_edition(language).words
    total = len(pdf.pages)
    day = words("book.printed", date=words.date(own_edition(language).as_of))
    for number, text in enumerate(pdf.texts[1:], 2):
        for said in (words("book.page_of", page=number, pages=total), words("book.uncontrolled"), day):
            assert "".join(said.split()) in "".join(text.split())


def test_no_line_begins_with_a_chinese_mark_that_ends_a_phrase() -> None:
    for pdf in (own_book("zh-Hant"), own_book("zh-Hant", "policies"), own_leaflet("zh-Hant")):
        lines = [line.strip() for number in range(len(pdf.pages)) for line in pdf.text(number + 1).splitlines()]
        assert [line for line in lines if line[:1] in "，。；：！？、」』）" and line] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_found_by_a_search_although_words_are_divided(language: str) -> None:
    for pdf in (own_book(language), own_leaflet(language)):
        assert [text for text in pdf.texts if "SVC\u00ad" in text] == []
        assert "SVC-006" in " ".join(pdf.texts)
