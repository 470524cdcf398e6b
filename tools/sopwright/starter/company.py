"""The example handbook becomes a company's own: its name, its languages, its people; nothing is signed yet."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import available_timezones

from ruamel.yaml.comments import CommentedMap

from sopwright.starter.rewrite import flow, keep_languages, rewrite

EXAMPLE_NAME = "Brightwater"

LEADER = "centre-manager"
FIRST_POSTS = (LEADER, "team-lead")
"""The posts of the first two people of a handbook that begins empty: who writes a document cannot approve it."""

EMPTIED = ("calendar", "directory", "laws", "limits", "measures", "systems", "terms", "wording")
"""Registers that only documents draw on: a handbook without documents needs nothing in them."""

_OF_LANGUAGE = re.compile(
    r"templates/(?:words|binding|writing)/([A-Za-z-]+)\.yml|(?:handbook|policies)/.+/([A-Za-z-]+)\.(?:md|pin\.yml)"
)
_PICTURE = re.compile(r"(?:handbook|policies)/.+/[a-z0-9-]+\.([A-Za-z-]+)\.(?:png|svg|jpg|jpeg|webp)")
_NOT_COPIED = ("templates/company/", "templates/forge/")


@dataclass(frozen=True)
class Company:
    """Whose handbook begins, and with what."""

    name: str
    address: tuple[str, ...]
    phone: str
    email: str
    web: str
    time_zone: str
    languages: tuple[str, ...]
    """Of those the example has; the first is the one that documents are written in."""
    people: tuple[str, ...]
    """Two names, where the example's people are left out: who leads the centre and approves, and who writes."""
    with_example: bool
    """Whether it begins with the example's documents."""
    day: date
    """The day it begins on."""

    @property
    def key(self) -> str:
        """A short name for files and records."""
        return _key(self.name) or "company"

    def fault(self, known: tuple[str, ...]) -> str:
        """What is wrong with it, in a sentence; an empty text where nothing is.

        Args:
            known: The languages of the example; its documents are written in the first.
        """
        strangers = [one for one in self.languages if one not in known]
        if self.time_zone not in available_timezones():
            return f"--time-zone: `{self.time_zone}` is no time zone; one is Europe/Vilnius"
        if not self.web.startswith(("https://", "http://")):
            return f"--web: `{self.web}` does not begin with https://"
        if not self.languages or strangers:
            return f"--languages: `{', '.join(strangers)}` is not among {', '.join(known)}"
        if self.with_example and self.languages[0] != known[0]:
            return (
                f"--languages: the example is written in {known[0]}, which has to come first, not `{self.languages[0]}`"
            )
        if len(self.people) != len(FIRST_POSTS):
            return f"--people: two different names, separated by a comma, not `{', '.join(self.people)}`"
        return "" if self.name.strip() and self.address else "--name and --address must not be empty"


def begin(example: Mapping[str, Path], company: Company) -> dict[str, bytes]:
    """The files of the company's handbook.

    Args:
        example: The example's files by path (see ``origin.example``).
        company: Whose it is.
    """
    known = frozenset(path.stem for name, path in example.items() if name.startswith("templates/words/"))
    files: dict[str, bytes] = {}
    for name, path in example.items():
        if _stays(name, company, known):
            data = path.read_bytes()
            files[name] = _changed(name, data, company, known) if name.endswith(".yml") else data
    logo = files["registers/logo.svg"].decode()
    files["registers/logo.svg"] = logo.replace(
        EXAMPLE_NAME, company.name.replace("&", "&amp;").replace('"', "")
    ).encode()
    return files


def _stays(name: str, company: Company, known: frozenset[str]) -> bool:
    if name.startswith(_NOT_COPIED) or (not company.with_example and name.startswith(("handbook/", "policies/"))):
        return False
    found = _OF_LANGUAGE.fullmatch(name) or _PICTURE.fullmatch(name)
    language = next((group for group in found.groups() if group), "") if found else ""
    return language not in known or language in company.languages


def _changed(name: str, data: bytes, company: Company, known: frozenset[str]) -> bytes:
    """One YAML file, with what is the company's own in it; left alone where nothing is."""
    register = name.removeprefix("registers/").removesuffix(".yml")
    if register in EMPTIED and not company.with_example:
        return _emptied(data)
    kept = frozenset(company.languages)
    own = _own(company).get(register)
    fewer = kept != known and name.startswith(("registers/", "handbook/", "policies/"))
    if own is None and not fewer:
        return data

    def change(content: CommentedMap) -> None:
        if fewer:
            keep_languages(content, kept, known)
        if own is not None:
            own(content)

    return rewrite(data.decode(), change).encode()


def _own(company: Company) -> Mapping[str, Callable[[CommentedMap], None]]:
    """What each register becomes."""
    changes: dict[str, Callable[[CommentedMap], None]] = {
        "languages": lambda content: _order(content, company.languages),
        "organisation": lambda content: _organisation(content, company),
        "approval": lambda content: _approval(content, company),
        "people": lambda content: _people(content, company),
    }
    if not company.with_example:
        changes |= {"posts": _posts, "training": lambda content: content["onboarding"].clear()}
    return changes


def _order(content: CommentedMap, languages: tuple[str, ...]) -> None:
    for language in languages:
        content.move_to_end(language)


def _organisation(content: CommentedMap, company: Company) -> None:
    names = {
        language: str(title).replace(EXAMPLE_NAME, company.name) for language, title in content["site_name"].items()
    }
    content.update({"id": company.key, "name": company.name, "legal_name": company.name})
    content["address"] = list(company.address)
    content.update({"phone": company.phone, "email": company.email, "web": company.web})
    content["time_zone"] = company.time_zone
    content["site_name"].update(names)
    content.pop("site_url", None)
    content.pop("edit_url", None)
    content.yaml_set_start_comment("The company whose handbook this is.")


def _people(content: CommentedMap, company: Company) -> None:
    """Take the example's keys away, as everybody has their private halves; without the example, its people too."""
    for person in content.values():
        person.pop("keys", None)
    if company.with_example:
        return
    content.clear()
    for number, (name, post) in enumerate(zip(company.people, FIRST_POSTS, strict=True), start=1):
        holding = CommentedMap({"post": post, "team": "all", "from": company.day})
        holding.fa.set_flow_style()
        content[_key(name) or f"person-{number}"] = CommentedMap(
            {"name": name, "email": company.email, "languages": flow(company.languages), "posts": [holding]}
        )
    content.yaml_set_start_comment("Who holds which post, for which team, from when and until when, and who stands in.")


def _approval(content: CommentedMap, company: Company) -> None:
    """Nothing has to be signed yet; without the example's people one person releases everything."""
    content["signatures"] = "advisory"
    if company.with_example:
        return
    del content["chains"]["legal-review"]
    for chain in content["chains"].values():
        chain["steps"][:] = [chain["steps"][-1]]
        chain["steps"][0]["post"] = LEADER
    content["rules"][:] = [rule for rule in content["rules"] if rule["chain"] != "legal-review"]
    for rule in content["rules"]:
        rule["when"].pop("laws", None)
    content["emergency"]["posts"] = flow([LEADER])


def _posts(content: CommentedMap) -> None:
    for post in content.values():
        post["deputy"] = False


def _emptied(data: bytes) -> bytes:
    comment = [line for line in data.decode().split("\n\n", 1)[0].splitlines() if line.startswith("#")]
    return ("\n".join([*comment, "", "{}"]) + "\n").encode()


def _key(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:40]
