"""Packets as XLIFF 2.0 (OASIS Standard of 5 August 2014), for Weblate and translators' own tools.

Done segments have the state `translated`; a segment counts as done when it comes back as `translated`, `reviewed` or
`final`. Proposals of the translation memory are written with the Translation Candidates module.
"""

import re
from xml.etree import ElementTree as ET

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sopwright.translation.packets.notes import legend
from sopwright.translation.packets.packet import Packet, PacketError, Returned, Segment, Unit
from sopwright.translation.packets.tags import Coded, Tag

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
DONE = ("translated", "reviewed", "final")

_TAG = re.compile(r"<(?:x(\d+)/|g(\d+)|/g(\d+))>")
_ENTITY = re.compile(r"&(?=(?:amp;)*lt;)")


def write(packet: Packet) -> bytes:
    """A packet as an XLIFF file: a file for each document, a group for each section, a unit for each passage."""
    ET.register_namespace("", CORE)
    ET.register_namespace("mtc", MATCHES)
    root = ET.Element(_name("xliff"), {"version": "2.0", "srcLang": packet.source_language, "trgLang": packet.language})
    files: dict[str, ET.Element] = {}
    for unit in packet.units:
        if unit.document not in files:
            attributes = {"id": unit.document, "original": unit.file, "canResegment": "no"}
            files[unit.document] = ET.SubElement(root, _name("file"), attributes)
        _group(files[unit.document], unit)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _name(tag: str) -> str:
    return f"{{{CORE}}}{tag}"


def _group(file: ET.Element, unit: Unit) -> None:
    group = ET.SubElement(file, _name("group"), {"id": f"{unit.document}.{unit.section}", "name": unit.heading})
    for segment in unit.segments:
        attributes = {"id": segment.id.replace("/", "."), "name": segment.id}
        element = ET.SubElement(group, _name("unit"), attributes)
        if segment.match is not None:
            _candidate(element, segment)
        notes = ET.SubElement(element, _name("notes"))
        for line in legend(unit, segment):
            ET.SubElement(notes, _name("note")).text = line
        tags = segment.target.tags if segment.target.text else segment.source.tags
        if tags:
            data = ET.SubElement(element, _name("originalData"))
            for number, tag in enumerate(tags, 1):
                ET.SubElement(data, _name("data"), {"id": f"d{number}"}).text = tag.shown
        state = "translated" if segment.done else "initial"
        inner = ET.SubElement(element, _name("segment"), {"id": "s1", "state": state})
        _fill(ET.SubElement(inner, _name("source")), segment.source, tags)
        if segment.target.text:
            _fill(ET.SubElement(inner, _name("target")), segment.target, tags)


def _candidate(element: ET.Element, segment: Segment) -> None:
    match = segment.match
    if match is None:
        return
    matches = ET.SubElement(element, f"{{{MATCHES}}}matches")
    attributes = {"ref": "#s1", "similarity": str(match.quality), "origin": match.origin, "type": "tm"}
    candidate = ET.SubElement(matches, f"{{{MATCHES}}}match", attributes)
    for name, text in (("source", match.source), ("target", match.target)):
        ET.SubElement(candidate, _name(name)).text = _TAG.sub("", text)


def _fill(element: ET.Element, coded: Coded, tags: tuple[Tag, ...]) -> None:
    """Write a text with its tags as `pc` and `ph` elements."""
    stack = [element]
    place = 0
    for match in _TAG.finditer(coded.text):
        _append(stack[-1], coded.text[place : match.start()])
        place = match.end()
        single, opened, _ = match.groups()
        if single:
            shown = tags[int(single) - 1].shown
            attributes = {"id": single, "dataRef": f"d{single}", "equiv": shown, "disp": shown}
            ET.SubElement(stack[-1], _name("ph"), attributes)
        elif opened:
            attributes = {"id": opened, "dataRefStart": f"d{opened}"}
            stack.append(ET.SubElement(stack[-1], _name("pc"), attributes))
        else:
            stack.pop()
    _append(stack[-1], coded.text[place:])


def _append(element: ET.Element, text: str) -> None:
    plain = re.sub(r"&(?:amp;)*lt;", lambda match: "<" if match[0] == "&lt;" else match[0].replace("amp;", "", 1), text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + plain
    else:
        element.text = (element.text or "") + plain


def read(data: bytes) -> tuple[str, list[Returned]]:
    """The language and the segments of an XLIFF 2 file.

    Raises:
        PacketError: It is no such file, or not one of ours.
    """
    try:
        root = fromstring(data)
    except (ET.ParseError, DefusedXmlException, ValueError) as error:
        raise PacketError(f"this is no XLIFF file: {str(error)[:120] or type(error).__name__}") from error
    if not root.tag.endswith("}xliff") or not root.get("version", "").startswith("2"):
        raise PacketError("this is not XLIFF 2: its first element is not `xliff` with a version 2.0 or later")
    namespace = root.tag[1:].partition("}")[0]
    returned = [_returned(unit, f"{{{namespace}}}") for unit in root.iter(f"{{{namespace}}}unit")]
    if not returned:
        raise PacketError("the file has no units")
    return root.get("trgLang", ""), returned


def _returned(unit: ET.Element, namespace: str) -> Returned:
    segments = unit.findall(f"{namespace}segment")
    parts = [child for child in unit if child.tag in (f"{namespace}segment", f"{namespace}ignorable")]
    source = "".join(_coded(part.find(f"{namespace}source"), namespace) for part in parts)
    target = "".join(_coded(part.find(f"{namespace}target"), namespace) for part in parts)
    done = bool(segments) and all(segment.get("state", "initial") in DONE for segment in segments)
    return Returned(unit.get("name") or unit.get("id", "").replace(".", "/"), source, target, done)


def _coded(element: ET.Element | None, namespace: str) -> str:
    if element is None:
        return ""
    parts = [_escaped(element.text)]
    for child in element:
        number = child.get("id", "")
        if child.tag == f"{namespace}ph":
            parts.append(f"<x{number}/>")
        elif child.tag == f"{namespace}pc":
            parts.append(f"<g{number}>{_coded(child, namespace)}</g{number}>")
        else:
            parts.append(_coded(child, namespace))  # a translator's own mark: its words count
        parts.append(_escaped(child.tail))
    return "".join(parts)


def _escaped(text: str | None) -> str:
    return _ENTITY.sub("&amp;", text or "").replace("<", "&lt;")
