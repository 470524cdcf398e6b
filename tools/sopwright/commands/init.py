"""``sopwright init``: a company's own handbook begins, from the example or empty."""

import shutil
import tempfile
from pathlib import Path
from typing import Literal

from rich.console import Console

from sopwright import __version__
from sopwright.commands import exits
from sopwright.starter.company import Company, begin
from sopwright.starter.origin import example

Forge = Literal["github", "gitlab", "none"]

PAGES = "https://pypi.org/project/sopwright/"
INSTALL = "python3 -m venv {base}/.venv && {base}/.venv/bin/pip install --requirement {base}/requirements.txt"
PLACES = {
    "github": {
        "github/workflows/handbook.yml": ".github/workflows/handbook.yml",
        "github/pull_request_template.md": ".github/pull_request_template.md",
    },
    "gitlab": {
        "gitlab/handbook.gitlab-ci.yml": ".gitlab-ci.yml",
        "gitlab/merge_request_template.md": ".gitlab/merge_request_templates/Default.md",
    },
    "none": {},
}
"""Where a forge looks for what ``templates/forge`` has."""


def init(target: Path, company: Company, forge: Forge, out: Console) -> int:
    """Write a handbook into a folder that is not there yet, or empty; all of it, or nothing."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        out.print(f"{target} is not empty: name a folder that is new", soft_wrap=True)
        return exits.USAGE
    files = begin(example(), company) | _around(company, forge)
    parent = target.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=parent, prefix=".new-"))
    try:
        for name, data in files.items():
            place = aside / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        for folder in ("handbook/management", "handbook/service", "policies"):
            (aside / folder).mkdir(parents=True, exist_ok=True)
        aside.chmod(0o755)
        if target.exists():
            target.rmdir()
        aside.rename(target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    documents = sum(name.endswith(("procedure.yml", "policy.yml")) and "templates" not in name for name in files)
    out.print(
        f"{target} holds the handbook of {company.name}: {documents} documents, {len(company.languages)} languages."
    )
    out.print(f"\n  cd {target}\n  git init && git add --all && git commit --message 'The handbook begins'")
    out.print("  sopwright check\n  sopwright build\n\nREADME.md there says how to go on.")
    return exits.CLEAN


def _around(company: Company, forge: Forge) -> dict[str, bytes]:
    """What stands around the handbook: README, what is to be installed, what a forge runs."""
    given = example()
    read = {
        name: given[f"templates/{name}"].read_text(encoding="utf-8")
        for name in ("company/README.md", "company/gitignore")
    }
    readme = read["company/README.md"].replace("COMPANY", company.name).replace("SOPWRIGHT", PAGES)
    around = {
        "README.md": readme,
        ".gitignore": read["company/gitignore"],
        "requirements.txt": f"sopwright=={__version__}\n",
        "approvals/README.md": "Signed records of who decided what. Files here are only ever added.\n",
    }
    for name, place in PLACES[forge].items():
        text = given[f"templates/forge/{name}"].read_text(encoding="utf-8")
        for base in ("base", "../base"):
            text = text.replace(f"make -C {base} .venv/.running", INSTALL.format(base=base))
        around[place] = text
    return {name: text.encode() for name, text in around.items()}
