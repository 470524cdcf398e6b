"""`sopwright preview`: the pages of the build, from the files as they are being written."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from sopwright.commands import exits
from sopwright.commands.build import Wanted, build
from sopwright.outputs.site.site import SiteOutput
from sopwright.preview.app import HEADERS, with_script
from sopwright.preview.pages import Address, Shown
from tests.conftest import TODAY, Run
from tests.editions import ANSWERING, TRANSFER, replaced
from tests.previewing import Preview, previewed
from tests.repositories import apply, copy

PAGE = "/agents/en/service/SVC-001.html"
SCRIPT = re.compile(rb'<script src="/-preview/preview.js" data-page="[0-9a-f]{20}" defer></script>(?=</head>)')


@pytest.fixture(scope="module")
def standing(small: Path) -> Iterator[Preview]:
    """A preview of a handbook that nobody edits."""
    with previewed(small) as preview:
        yield preview


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A handbook to be edited."""
    return copy(tmp_path, site=True)


@pytest.mark.site
def test_every_file_is_that_of_the_built_drafts_but_for_the_script(root: Path) -> None:
    wanted = Wanted(("agents",), ("en", "bg"), drafts=True)
    site = SiteOutput(root, target=wanted.target(root))
    assert build(root, TODAY, (site,), wanted, 1, Console(file=StringIO())) == exits.CLEAN
    built = wanted.target(root) / "site"
    names = [path.relative_to(built) for path in sorted(built.glob("agents/*/**/*")) if path.is_file()]
    assert len(names) > 60
    different = []
    with previewed(root) as preview:
        for name in names:
            response, data = preview.ask(f"/{name.as_posix()}")
            if name.suffix == ".html":
                data, scripts = SCRIPT.subn(b"", data)
                assert scripts == 1
            if response.status != 200 or data != (built / name).read_bytes():
                different.append(name.as_posix())
    assert different == []


def test_the_root_leads_to_the_first_edition(standing: Preview) -> None:
    assert standing.ask("/")[0].getheader("Location") == "/public/en/index.html"
    assert standing.ask("/leads/")[0].getheader("Location") == "/leads/en/index.html"
    assert standing.get("/agents/bg/") == standing.get("/agents/bg/index.html")


@pytest.mark.parametrize("path", ["/", PAGE, "/none", "/agents/en/none.html", "/-preview/preview.js", "/-preview/none"])
def test_every_answer_is_as_strict_as_the_site(standing: Preview, path: str) -> None:
    response, _ = standing.ask(path)
    assert {name: response.getheader(name) for name in HEADERS} == HEADERS
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', standing.get(PAGE))
    assert policy is not None
    assert HEADERS["content-security-policy"] == f"{policy[1]}; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("127.0.0.1:8000", 200), ("handbook.example", 400), ("127.0.0.1.evil", 400)],
)
def test_a_page_of_another_host_cannot_read_it(standing: Preview, host: str, status: int) -> None:
    response, data = standing.ask(PAGE, {"Host": host})
    assert response.status == status
    assert (b"SVC-001" in data) is (status == 200)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(standing: Preview, method: str) -> None:
    assert standing.ask(PAGE, method=method)[0].status == 405


@pytest.mark.parametrize("path", ["/../mkdocs.yml", "/agents/en/../../mkdocs.yml", "/agents/en/%2e%2e/mkdocs.yml"])
def test_no_other_file_is_served(standing: Preview, path: str) -> None:
    response, data = standing.ask(path)
    assert response.status == 404
    assert b"theme:" not in data


def test_what_an_audience_may_not_read_is_not_there(standing: Preview) -> None:
    assert "Listen to one call a week." not in standing.get(PAGE)
    assert "Listen to one call a week." in standing.get(PAGE.replace("agents", "leads"))
    response, data = standing.ask("/public/en/service/SVC-001.html")
    assert response.status == 404
    assert "This page is not in this edition" in data.decode()
    assert "Answering" not in data.decode()


def test_a_kept_script_is_not_sent_again(standing: Preview) -> None:
    response, data = standing.ask("/agents/en/assets/sopwright/style.css")
    again, nothing = standing.ask("/agents/en/assets/sopwright/style.css", {"If-None-Match": response.headers["ETag"]})
    assert (response.status, again.status, nothing) == (200, 304, b"")
    assert len(data) > 1000


def test_the_panel_says_preview_and_leads_to_other_editions(standing: Preview) -> None:
    panel = standing.until(PAGE, "No faults")
    assert "<strong>Preview</strong> Working text, not what is in force" in panel
    assert '<option value="/agents/en/service/SVC-001.html" selected>' in panel
    assert '<option value="/leads/en/service/SVC-001.html">' in panel
    assert '<option value="/agents/bg/service/SVC-001.html">' in panel
    assert "<strong>Преглед</strong>" in standing.panel(PAGE.replace("/en/", "/bg/"))


def test_an_edit_is_told_to_the_pages_that_show_it_and_only_to_them(root: Path) -> None:
    other = "/agents/en/policies/POL-001.html"
    with previewed(root) as preview, preview.news(PAGE) as news, preview.news(other) as others:
        next(others)
        preview.until(other, "No faults")  # what is made at the start is made now
        first, before = (Shown(SCRIPT.sub(b"", preview.ask(page)[1])).tag for page in (PAGE, other))
        apply(root, replaced(ANSWERING + "en.md", "Every caller is answered.", "Every caller is greeted."))
        after = (state["page"] for state in news if "Every caller is greeted." in preview.get(PAGE))
        changed = next(tag for tag in after if tag != first)  # news of the checks may come before it
        assert Shown(SCRIPT.sub(b"", preview.ask(PAGE)[1])).tag == changed
        assert Shown(SCRIPT.sub(b"", preview.ask(other)[1])).tag == before
        apply(root, replaced("policies/recording/en.md", "# Recording", "# Listening and recording"))
        assert next(state for state in others if "Listening and recording" in preview.get(other))
        assert "Listening and recording" in preview.get(PAGE)


def test_a_fault_shows_with_its_line_and_goes_when_it_is_mended(root: Path) -> None:
    with previewed(root) as preview:
        preview.until(PAGE, "No faults")
        apply(root, replaced(ANSWERING + "procedure.yml", "owner: team-lead", "owner: nobody"))
        panel = preview.until(PAGE, "1 fault", "Faults in this document")
        assert f"{ANSWERING}procedure.yml, line" in panel
        assert "owner: <mark>nobody</mark>" in panel
        assert "`nobody`" in panel
        assert "1 fault elsewhere" in preview.panel("/agents/en/policies/POL-001.html")
        apply(root, replaced(ANSWERING + "procedure.yml", "owner: nobody", "owner: team-lead"))
        preview.until(PAGE, "No faults")
    printed = preview.printed.getvalue()
    assert f"--> {ANSWERING}procedure.yml:" in printed
    assert printed.splitlines()[-1] == "no faults"


def test_half_a_file_leaves_the_last_good_state_with_the_fault_above_it(root: Path) -> None:
    path = root / ANSWERING / "procedure.yml"
    whole = path.read_text(encoding="utf-8")
    with previewed(root) as preview:
        before = preview.ask(PAGE)[1]
        path.write_text(whole[: len(whole) // 2] + "steps: {ready: [", encoding="utf-8")
        preview.until(PAGE, "Faults in this document", f"{ANSWERING}procedure.yml, line")
        assert preview.ask(PAGE)[1] == before
        assert "SVC-001" in preview.get("/agents/en/index.html")
        path.unlink()
        preview.until(PAGE, "neither `procedure.yml` nor `policy.yml`")
        assert preview.ask(PAGE)[1] == before
        path.write_text(whole.replace("SVC-002, POL-001", "POL-001"), encoding="utf-8")
        preview.until(PAGE, "No faults")
        assert preview.ask(PAGE)[1] != before


def test_broken_registers_leave_the_handbook_as_it_was(root: Path) -> None:
    with previewed(root) as preview:
        before = preview.ask(PAGE)[1]
        apply(root, {"file": "registers/posts.yml", "write": "agent: [\n"})
        assert "registers/posts.yml, line" in preview.until(PAGE, "fault elsewhere")
        assert preview.ask(PAGE)[1] == before
        apply(root, replaced(ANSWERING + "en.md", "Every caller is answered.", "Every caller is greeted."))
        with preview.news(PAGE) as news:
            assert next(state for state in news if "greeted" in preview.get(PAGE))


def test_a_handbook_that_cannot_be_read_at_first_is_shown_when_it_can(root: Path) -> None:
    whole = (root / "registers/posts.yml").read_text(encoding="utf-8")
    apply(root, {"file": "registers/posts.yml", "write": "agent: [\n"})
    with previewed(root) as preview:
        response, data = preview.ask(PAGE)
        assert response.status == 500
        assert "This page cannot be shown yet" in data.decode()
        assert "<details open>" in preview.until(PAGE, "registers/posts.yml, line")
        apply(root, {"file": "registers/posts.yml", "write": whole})
        preview.until(PAGE, "No faults")
        assert "Every caller is answered." in preview.get(PAGE)
        apply(root, replaced(ANSWERING + "en.md", "Every caller is answered.", "Every caller is greeted."))
        with preview.news(PAGE) as news:
            assert next(state for state in news if "Every caller is greeted." in preview.get(PAGE))


def test_a_page_that_cannot_be_made_stays_and_says_so(root: Path) -> None:
    with previewed(root) as preview:
        before = preview.ask(PAGE)[1]
        template = root / "templates/site/pages/document.html"
        template.write_text("{{ nothing.there }}" + template.read_text(encoding="utf-8"), encoding="utf-8")
        panel = preview.until(PAGE, "The newest state of this page cannot be shown.")
        assert "UndefinedError" in panel
        assert preview.ask(PAGE)[1] == before


def test_documents_come_and_go(root: Path) -> None:
    new = "/agents/en/service/SVC-009.html"
    with previewed(root) as preview:
        assert preview.ask(new)[0].status == 404
        shutil.copytree(root / TRANSFER, root / "handbook/service/passing-on")
        apply(root, replaced("handbook/service/passing-on/procedure.yml", "id: SVC-002", "id: SVC-009"))
        with preview.news(new) as news:
            assert next(state for state in news if preview.ask(new)[0].status == 200)
        assert "SVC-009" in preview.get("/agents/en/numbers.html")
        shutil.rmtree(root / "handbook/service/passing-on")
        with preview.news(new) as news:
            assert next(state for state in news if preview.ask(new)[0].status == 404)


def test_the_look_changes_with_its_templates(root: Path) -> None:
    with previewed(root) as preview, preview.news(PAGE) as news:
        next(news)
        apply(
            root, replaced("templates/site/pages/document.html", '<header class="sw-head">', '<header class="sw-new">')
        )
        assert next(state for state in news if '<header class="sw-new">' in preview.get(PAGE))


def test_a_word_of_the_interface_changes(root: Path) -> None:
    start = "/agents/en/index.html"
    with previewed(root) as preview, preview.news(start) as news:
        next(news)
        apply(root, replaced("templates/words/en.yml", "What do you need to know?", "What would you like?"))
        assert next(state for state in news if "What would you like?" in preview.get(start))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/agents/en/", Address("agents", "en", "index.html")),
        ("/agents/en/service/", Address("agents", "en", "service/index.html")),
        (PAGE, Address("agents", "en", "service/SVC-001.html")),
        ("/agents/en", None),
        ("/agents", None),
        ("/", None),
        ("//en/x", None),
    ],
)
def test_addresses(path: str, address: Address | None) -> None:
    assert Address.of(path) == address


def test_the_script_is_all_that_is_added() -> None:
    page = b"<html><head><title>a</title></head><body>&lt;/head></head></body></html>"
    assert SCRIPT.sub(b"", with_script(page, "0" * 20)) == page


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--audience", "nobody"), "`nobody` is not an audience of this handbook; it has public, agents, leads."),
        (("--language", "xx"), "`xx` is not a language of this handbook; it has en, bg."),
    ],
)
def test_unknown_editions_are_wrong_usage(run: Run, small: Path, options: tuple[str, ...], said: str) -> None:
    outcome = run("preview", "--root", small, *options)
    assert (outcome.code, outcome.err.strip()) == (exits.USAGE, said)


def test_a_port_in_use_is_told(run: Run, small: Path, standing: Preview) -> None:
    outcome = run("preview", "--root", small, "--port", standing.port)
    assert outcome.code == exits.USAGE
    assert f"Port {standing.port} cannot be used" in outcome.err


@pytest.mark.slow
def test_it_checks_in_a_process_of_its_own_and_ends_when_interrupted(root: Path) -> None:
    apply(root, replaced(ANSWERING + "procedure.yml", "owner: team-lead", "owner: nobody"))
    command = (sys.executable, "-m", "sopwright", "preview", "--root", str(root), "--port", "0")
    with subprocess.Popen([*command, "--today", "2026-06-01"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        port = re.search(r"http://127.0.0.1:(\d+)/", process.stderr.readline())
        assert port is not None
        preview = Preview(int(port[1]))
        assert "Every caller is answered." in preview.get(PAGE)
        preview.until(PAGE, "1 fault")
        assert "SVC-001" in preview.get("/agents/en/search/index.js")
        process.send_signal(signal.SIGINT)
        assert process.wait() == exits.INTERRUPTED
        assert "1 error" in process.stderr.read()
