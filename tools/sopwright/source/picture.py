"""Judging image files: the bytes must be what the name says, and SVG must be harmless."""

import re
from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sopwright.diagnostics import Diagnostic, Span
from sopwright.source import faults
from sopwright.source.text import MAX_FAULTS, brief

MAX_BYTES = 3_000_000

_MAGIC: dict[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
}
ENDINGS = frozenset(_MAGIC) | {"svg"}

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset(
    "svg g defs title desc path rect circle ellipse line polyline polygon text tspan marker linearGradient "
    "radialGradient stop clipPath mask pattern symbol use".split()
)
_INSTRUCTION = re.compile(r"<\?(?!xml\s)|<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(id|class|d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|fx|fy|dx|dy|width|height|points|viewBox|preserveAspectRatio|transform|offset"
    r"|fill(-[a-z]+)?|stroke(-[a-z]+)?|opacity|font-(family|size|weight|style)|text-anchor|dominant-baseline|letter-spacing"
    r"|marker-(start|mid|end)|markerWidth|markerHeight|refX|refY|orient|markerUnits|gradientUnits|gradientTransform"
    r"|stop-color|stop-opacity|clip-path|clip-rule|mask|patternUnits|role|aria-[a-z]+|version|href|spreadMethod|color)\Z"
)


def judge(path: str, data: bytes) -> list[Diagnostic]:
    """Say why an image file must not be published; an empty list means that it may."""
    ending = path.rpartition(".")[2].lower()
    span = Span(path)
    if len(data) > MAX_BYTES:
        message = f"the picture has {len(data):,} bytes; at most {MAX_BYTES:,} are published"
        return [faults.FILE_TOO_LARGE.at(span, message, "scale it down")]
    if ending == "svg":
        return list(islice(_judge_svg(span, data), MAX_FAULTS))
    if not data.startswith(_MAGIC[ending]) or (ending == "webp" and data[8:12] != b"WEBP"):
        message = f"the content is not a {ending.upper()} picture"
        return [faults.UNSAFE_PICTURE.at(span, message, "export the picture again in the format its name says")]
    return []


def _judge_svg(span: Span, data: bytes) -> Iterator[Diagnostic]:
    hint = "export it as plain SVG with shapes and text only, or as PNG"
    try:
        text = data.decode("utf-8-sig")
        root: Element = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        yield faults.UNSAFE_PICTURE.at(span, f"the SVG cannot be read safely: {brief(str(error), 200)}", hint)
        return
    if _INSTRUCTION.search(text):
        yield faults.UNSAFE_PICTURE.at(span, "the SVG holds `<?...?>` other than a declaration of UTF-8", hint)
    for element in root.iter():
        name = str(element.tag).removeprefix(_SVG)
        if name not in _ELEMENTS:
            yield faults.UNSAFE_PICTURE.at(span, f"the SVG element `{brief(name)}` is not allowed", hint)
        for attribute, value in element.attrib.items():
            fault = _judge_attribute(attribute.rpartition("}")[2], value)
            if fault:
                yield faults.UNSAFE_PICTURE.at(span, fault, hint)


def _judge_attribute(name: str, value: str) -> str:
    if not _ATTRIBUTE.match(name):
        return f"the SVG attribute `{brief(name)}` is not allowed"
    if name == "href" and not value.startswith("#"):
        return f"the SVG refers to `{value[:60]}` outside itself"
    if "url(" in value.lower() and re.search(r"url\(\s*['\"]?(?!#)", value, re.IGNORECASE):
        return f"the SVG attribute `{name}` refers outside the picture"
    return ""
