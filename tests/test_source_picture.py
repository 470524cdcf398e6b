"""Pictures that may be published, and those that may not; hostile ones are tested elsewhere."""

import pytest

from sopwright.source.picture import ENDINGS, MAX_BYTES, judge
from tests.canaries import png
from tests.repositories import BASE, PROJECT

PNG = png("a seat")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def _faults(name: str, data: bytes) -> list[str]:
    return [f"{fault.span} {fault.code}" for fault in judge(f"handbook/service/a/{name}", data)]


def _svg(inside: str) -> list[str]:
    return [fault.message for fault in judge("a.svg", SVG.format(inside).encode())]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", PNG),
        ("a.jpg", b"\xff\xd8\xff\xe0rest"),
        ("a.jpeg", b"\xff\xd8\xff\xdbrest"),
        ("a.gif", b"GIF89arest"),
        ("a.gif", b"GIF87arest"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 "),
        ("a.svg", SVG.format("<path d='M0 0h10v10z'/>").encode()),
    ],
)
def test_a_picture_is_what_its_name_says(name: str, data: bytes) -> None:
    assert judge(name, data) == []


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.webp", "a.svg"])
@pytest.mark.parametrize("data", [b"", b"<html></html>", b"RIFF\x10\0\0\0WAVEfmt ", b"%PDF-1.7"])
def test_other_content_is_refused(name: str, data: bytes) -> None:
    assert [fault.partition(" ")[2] for fault in _faults(name, data)][:1] == ["SW020"]


def test_a_png_is_no_jpeg() -> None:
    assert _faults("a.jpg", PNG) == ["handbook/service/a/a.jpg:1:1 SW020"]


def test_a_picture_is_not_too_large() -> None:
    assert judge("a.png", PNG.ljust(MAX_BYTES, b"\0")) == []
    assert _faults("a.png", PNG.ljust(MAX_BYTES + 1, b"\0")) == ["handbook/service/a/a.png:1:1 SW006"]


@pytest.mark.parametrize(
    "inside",
    [
        "<g fill='#246'><rect x='1' y='1' width='2' height='3' rx='1'/></g>",
        "<text x='1' y='2' font-size='3'>Стъпка</text>",
        "<defs><linearGradient id='g'><stop offset='0' stop-color='red'/></linearGradient></defs>"
        "<circle r='1' fill='url(#g)'/>",
        "<use href='#g'/>",
        "<title>A seat</title><desc>Ready</desc>",
    ],
)
def test_shapes_and_words_are_harmless(inside: str) -> None:
    assert _svg(inside) == []


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>x</script>", "`script`"),
        ("<foreignObject/>", "`foreignObject`"),
        ("<style>x</style>", "`style`"),
        ("<image href='#x'/>", "`image`"),
        ("<rect onclick='x'/>", "`onclick`"),
        ("<rect style='fill:red'/>", "`style`"),
        ("<use href='https://example.org/a.svg'/>", "outside itself"),
        ("<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='a.svg#x'/>", "outside itself"),
        ("<rect fill='url(https://example.org/a)'/>", "outside the picture"),
        ("<a href='#x'><rect/></a>", "`a`"),
        ("<animate attributeName='href'/>", "`animate`"),
    ],
)
def test_what_acts_or_leads_out_is_refused(inside: str, named: str) -> None:
    faults = _svg(inside)
    assert faults
    assert named in faults[0]


def test_an_svg_without_end_is_refused() -> None:
    assert [fault.code for fault in judge("a.svg", b"<svg>")] == ["SW020"]


def test_the_pictures_here_may_be_published() -> None:
    pictures = [
        path
        for folder in (BASE, PROJECT / "handbook", PROJECT / "policies", PROJECT / "registers")
        for path in sorted(folder.rglob("*"))
        if path.suffix.removeprefix(".") in ENDINGS
    ]
    assert len(pictures) >= 2
    assert {
        path.name: judge(path.name, path.read_bytes()) for path in pictures if judge(path.name, path.read_bytes())
    } == {}
