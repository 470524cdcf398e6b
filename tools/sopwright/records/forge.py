"""Feedback as issues of a forge: what its API takes for each new issue. The sender is never in it."""

from collections.abc import Iterable, Mapping

from sopwright.records.feedback import CLOSED, Item

FORGES = ("github", "gitlab")
_BODY = {"github": "body", "gitlab": "description"}
"""GitHub: POST /repos/{owner}/{repo}/issues. GitLab: POST /projects/{id}/issues."""


def issues(forge: str, items: Iterable[Item], titles: Mapping[str, str]) -> list[dict[str, object]]:
    """The issues for remarks that are not closed.

    Args:
        forge: One of ``FORGES``.
        items: The remarks.
        titles: The documents' titles by number.
    """
    return [_issue(forge, item, titles.get(item.document, "")) for item in items if item.status not in CLOSED]


def _issue(forge: str, item: Item, title: str) -> dict[str, object]:
    place = f"{item.document}#{item.step}" if item.step else item.document
    facts = f"{place}, revision {item.revision}, read in `{item.language}`, answer due on {item.due}"
    quoted = "\n".join(f"    {line}" for line in item.text.splitlines())
    labels = ["feedback", item.kind]
    return {
        "title": f"{item.kind}: {place} {title}".strip()[:200],
        _BODY[forge]: f"{facts}\n\n{quoted}\n",
        "labels": labels if forge == "github" else ",".join(labels),
    }
