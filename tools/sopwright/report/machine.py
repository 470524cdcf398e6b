"""Diagnostics for programs: JSON, SARIF 2.1.0 (OASIS), GitHub's workflow commands, GitLab's code quality report."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from sopwright.diagnostics import Diagnostic, Severity, Span

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A list of objects: code, name, severity, message, path, line, column, hints, related, note."""
    return json.dumps([_object(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=2)


def as_sarif(diagnostics: Sequence[Diagnostic], rules: Mapping[str, tuple[str, str]], version: str) -> str:
    """A SARIF log.

    Args:
        diagnostics: The faults.
        rules: Name and summary of each rule by its code.
        version: The tool's version.
    """
    described = [{"id": code, "name": name, "shortDescription": {"text": text}} for code, (name, text) in rules.items()]
    driver = {"name": "sopwright", "version": version, "rules": described}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic) for diagnostic in diagnostics],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """One workflow command a line, which GitHub shows at the changed lines."""
    return "\n".join(_command(diagnostic) for diagnostic in diagnostics)


def as_gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """A code quality report, which GitLab shows at the changed lines (Code Climate's form, as GitLab documents it)."""
    return json.dumps([_issue(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=2)


def _issue(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span
    marks = (diagnostic.code, span.path, str(span.line), diagnostic.message)
    return {
        "description": ". ".join([f"{diagnostic.code} {diagnostic.message}", *diagnostic.hints]),
        "check_name": diagnostic.name,
        "fingerprint": hashlib.sha256("\0".join(marks).encode()).hexdigest(),
        "severity": _GITLAB[diagnostic.severity],
        "location": {"path": span.path, "lines": {"begin": span.line}},
    }


def _object(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.label,
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "hints": list(diagnostic.hints),
        "related": [{**_place(span), "meaning": meaning} for span, meaning in diagnostic.related],
        "note": diagnostic.note,
    }


def _place(span: Span) -> dict[str, Any]:
    return {"path": span.path, "line": span.line, "column": span.column}


def _result(diagnostic: Diagnostic) -> dict[str, Any]:
    message = ". ".join([diagnostic.message, *diagnostic.hints])
    return {
        "ruleId": diagnostic.code,
        "level": _SARIF_LEVELS[diagnostic.severity],
        "message": {"text": message},
        "locations": [_location(diagnostic.span)],
    }


def _location(span: Span) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(span.path)}, "region": region}}


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    message = _escape(". ".join([diagnostic.message, *diagnostic.hints]))
    title = f"{diagnostic.code} {diagnostic.name}"
    kind, path = _GITHUB[diagnostic.severity], _escape(span.path, property_value=True)
    return f"::{kind} file={path},line={span.line},col={span.column},title={title}::{message}"


def _escape(text: str, *, property_value: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_value else text
