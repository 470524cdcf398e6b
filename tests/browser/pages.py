"""The site that the browser tests open: which pages it has, and how it is built."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
CONTENT = ("approvals", "handbook", "policies", "registers", "templates", "mkdocs.yml")
TODAY = "2026-11-22"

LANGUAGES = ("en", "bg", "zh-Hant", "ms", "lt", "ru")
DOCUMENT = "team-leads/{language}/service/SVC-004.html"
DOCUMENT_FOLDER = "handbook/service/answering-a-call"
FALLBACK = "team-leads/lt/policies/POL-004.html"
FALLBACK_FOLDER = "policies/paid-leave"
"""The Lithuanian words of this document are taken out, so that a page falls back to the source language."""
STALE = "team-leads/{language}/service/SVC-006.html"
STALE_FOLDER = "handbook/service/customer-records"
STALE_SECTION = "look-up"
"""A number of this step is changed in the source, so that each translation of it is stale."""

PAGES = {
    "start": "team-leads/{language}/index.html",
    "book": "team-leads/{language}/service/index.html",
    "procedure": DOCUMENT,
    "policy": "team-leads/{language}/policies/POL-001.html",
    "numbers": "team-leads/{language}/numbers.html",
    "register": "team-leads/{language}/register.html",
    "posts": "team-leads/{language}/posts/index.html",
    "post": "team-leads/{language}/posts/team-lead.html",
    "measures": "team-leads/{language}/measures.html",
    "laws": "team-leads/{language}/laws.html",
    "visitors": "public/{language}/index.html",
    "choice": "team-leads/index.html#choose",
    "missing": "team-leads/404.html",
}
"""A page of each type; those without a language stand beside the languages' folders."""


@dataclass(frozen=True)
class Site:
    """The built site, as files and as a server shows it."""

    repository: Path
    address: str

    @property
    def folder(self) -> Path:
        """The built pages."""
        return self.repository / "build" / "site"

    def url(self, path: str, language: str = "en") -> str:
        """A page's address on the server."""
        return f"{self.address}/{path.format(language=language)}"

    def file_url(self, path: str, language: str = "en") -> str:
        """A page's address as a file."""
        return f"{self.folder.as_uri()}/{path.format(language=language)}"

    def title(self, language: str) -> str:
        """The document's title in its Markdown."""
        words = (self.repository / DOCUMENT_FOLDER / f"{language}.md").read_text(encoding="utf-8")
        return words.splitlines()[0].removeprefix("# ")

    def words(self, language: str) -> dict[str, str]:
        """What the interface says of translations in a language."""
        file = self.repository / "templates" / "words" / f"{language}.yml"
        found: dict[str, str] = YAML(typ="safe").load(file)["translation"]
        return found


def build_site(root: Path) -> None:
    """Build the repository's own handbook in a copy below a folder; `build/` here stays as it is."""
    for name in CONTENT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        elif source.is_file():
            shutil.copyfile(source, root / name)
    _take_out(root / FALLBACK_FOLDER, "lt")
    _change(root / STALE_FOLDER / "en.md", "{quantity:30 s}", "{quantity:45 s}")
    _need_no_signatures(root / "registers" / "approval.yml")
    audiences = ("--audience", "team-leads", "--audience", "public")
    command = [sys.executable, "-m", "sopwright", "build", "--root", str(root), "--today", TODAY, "--only", "site"]
    done = subprocess.run([*command, *audiences], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"sopwright build ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def _need_no_signatures(rules: Path) -> None:
    """Let documents be in force as they stand: what was taken out of one was signed by nobody."""
    words = rules.read_text(encoding="utf-8").replace("signatures: required\n", "signatures: advisory\n")
    rules.write_text(words, encoding="utf-8")


def _change(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    if words.count(old) != 1:
        raise ValueError(f"{file}: `{old}` does not stand there once")
    file.write_text(words.replace(old, new), encoding="utf-8")


def _take_out(folder: Path, language: str) -> None:
    """Make a document do without a language."""
    (folder / f"{language}.md").unlink()
    record = next(folder.glob("*.yml"))
    words, count = re.subn(rf"(required: \[.*?), {language}\b", r"\1", record.read_text(encoding="utf-8"))
    if count != 1:
        raise ValueError(f"{record}: `{language}` is not in `required`")
    record.write_text(words, encoding="utf-8")
