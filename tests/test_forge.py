"""What forges export and are told: reviews in the documented shapes of both, CODEOWNERS in both forms."""

import copy
import json
from typing import Any

import pytest

from sopwright.forge.codeowners import codeowners
from sopwright.forge.github import read_github
from sopwright.forge.gitlab import read_gitlab
from sopwright.forge.reviews import NotAnExport, Reviews
from sopwright.model.handbook import Handbook
from tests.conftest import TODAY

HEAD = "6dcb09b5b57875f334f61aebed695e2e4193db5e"
BASE = "1111111111111111111111111111111111111111"


def github_user(number: int = 583231, login: str = "m-manager", kind: str = "User") -> dict[str, Any]:
    address = f"https://api.github.com/users/{login}"
    return {
        "login": login,
        "id": number,
        "node_id": "MDQ6VXNlcjU4MzIzMQ==",
        "avatar_url": f"https://avatars.githubusercontent.com/u/{number}?v=4",
        "gravatar_id": "",
        "url": address,
        "html_url": f"https://github.com/{login}",
        "followers_url": f"{address}/followers",
        "following_url": f"{address}/following{{/other_user}}",
        "gists_url": f"{address}/gists{{/gist_id}}",
        "starred_url": f"{address}/starred{{/owner}}{{/repo}}",
        "subscriptions_url": f"{address}/subscriptions",
        "organizations_url": f"{address}/orgs",
        "repos_url": f"{address}/repos",
        "events_url": f"{address}/events{{/privacy}}",
        "received_events_url": f"{address}/received_events",
        "type": kind,
        "user_view_type": "public",
        "site_admin": False,
    }


def github_review(number: int = 80, state: str = "APPROVED", hour: int = 9, **fields: Any) -> dict[str, Any]:
    """A review as ``GET /repos/{owner}/{repo}/pulls/{number}/reviews`` answers it."""
    pull = "https://api.github.com/repos/brightwater/handbook/pulls/12"
    page = f"https://github.com/brightwater/handbook/pull/12#pullrequestreview-{number}"
    return {
        "id": number,
        "node_id": "MDE3OlB1bGxSZXF1ZXN0UmV2aWV3ODA=",
        "user": github_user(),
        "body": "Looks right to me.",
        "state": state,
        "html_url": page,
        "pull_request_url": pull,
        "author_association": "MEMBER",
        "_links": {"html": {"href": page}, "pull_request": {"href": pull}},
        "submitted_at": f"2026-06-01T{hour:02}:00:00Z",
        "commit_id": HEAD,
    } | fields


def gitlab_user(number: int = 42, login: str = "m.manager", **fields: Any) -> dict[str, Any]:
    return {
        "id": number,
        "username": login,
        "public_email": "",
        "name": "Max Manager",
        "state": "active",
        "locked": False,
        "avatar_url": "https://www.gravatar.com/avatar/e64c7d89f26bd1972efa854d13d7dd61?s=80&d=identicon",
        "web_url": f"https://gitlab.example.com/{login}",
    } | fields


def gitlab_version(number: int, commit: str | None, hour: int) -> dict[str, Any]:
    return {
        "id": number,
        "head_commit_sha": commit,
        "base_commit_sha": BASE,
        "start_commit_sha": BASE,
        "created_at": f"2026-06-01T{hour:02}:00:00.000Z",
        "merge_request_id": 105,
        "state": "collected",
        "real_size": "2",
        "patch_id_sha": "d504412d5b6e6739647e752aff8e468dde093f2f",
    }


def gitlab_export(**user: Any) -> dict[str, Any]:
    """The answers of the API about one merge request."""
    approver = gitlab_user(**user)
    return {
        "merge_request": {
            "id": 105,
            "iid": 5,
            "project_id": 7,
            "title": "Hold no longer than a minute",
            "state": "merged",
            "sha": HEAD,
            "references": {"short": "!5", "relative": "!5", "full": "brightwater/handbook!5"},
            "web_url": "https://gitlab.example.com/brightwater/handbook/-/merge_requests/5",
        },
        "approvals": {
            "id": 105,
            "iid": 5,
            "project_id": 7,
            "title": "Hold no longer than a minute",
            "state": "merged",
            "merge_status": "can_be_merged",
            "approved": True,
            "approvals_required": 1,
            "approvals_left": 0,
            "approved_by": [{"user": approver, "approved_at": "2026-06-01T10:30:00.123Z"}],
            "suggested_approvers": [],
            "approvers": [],
            "approver_groups": [],
            "user_has_approved": False,
            "user_can_approve": False,
        },
        "approval_state": {
            "approval_rules_overwritten": False,
            "rules": [
                {
                    "id": 1,
                    "name": "Release",
                    "rule_type": "regular",
                    "eligible_approvers": [approver],
                    "approvals_required": 1,
                    "users": [approver],
                    "groups": [],
                    "contains_hidden_groups": False,
                    "section": None,
                    "source_rule": None,
                    "overridden": False,
                    "code_owner": False,
                    "approved_by": [approver],
                    "approved": True,
                }
            ],
        },
        "versions": [
            gitlab_version(110, "9" * 40, 11),
            gitlab_version(108, HEAD, 10),
            gitlab_version(107, "8" * 40, 9),
        ],
    }


def _why(found: Reviews) -> str:
    assert found.usable == ()
    return "; ".join(one.why for one in found.refused)


# GitHub


def test_an_approval_on_github_is_read() -> None:
    (review,) = read_github([github_review()]).usable
    assert (review.forge, review.repository, review.change) == ("github", "brightwater/handbook", 12)
    assert (review.id, review.account, review.commit) == (80, 583231, HEAD)
    assert review.time.isoformat() == "2026-06-01T09:00:00+00:00"


def test_a_pull_request_beside_its_reviews_says_where_it_began() -> None:
    (review,) = read_github({"pull_request": {"base": {"sha": BASE}}, "reviews": [github_review()]}).usable
    assert review.base == BASE


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"user": github_user(login="renovate[bot]", kind="Bot")}, "not a person's account"),
        ({"user": github_user(login="helper[bot]")}, "not a person's account"),
        ({"user": github_user(kind="Mannequin")}, "not a person's account"),
        ({"user": github_user(kind="Organization")}, "not a person's account"),
        ({"user": None}, "no longer exists"),
        ({"commit_id": None}, "no commit"),
        ({"state": "DISMISSED"}, "dismissed"),
        ({"state": "CHANGES_REQUESTED"}, "asks for changes"),
        ({"updated_at": "2026-06-01T11:00:00Z"}, "edited"),
        ({"last_edited_at": "2026-06-01T11:00:00Z"}, "edited"),
        ({"lastEditedAt": "2026-06-01T11:00:00Z"}, "edited"),
    ],
)
def test_a_review_on_github_that_cannot_count(fields: dict[str, Any], why: str) -> None:
    assert why in _why(read_github([github_review(**fields)]))


@pytest.mark.parametrize("state", ["DISMISSED", "CHANGES_REQUESTED"])
def test_an_older_approval_does_not_come_back(state: str) -> None:
    assert _why(read_github([github_review(81, state, hour=10), github_review(80)]))


def test_a_newer_approval_counts_after_a_request_for_changes() -> None:
    found = read_github([github_review(80, "CHANGES_REQUESTED"), github_review(81, hour=10)])
    assert [review.id for review in found.usable] == [81]


@pytest.mark.parametrize("state", ["COMMENTED", "PENDING"])
def test_a_comment_decides_nothing(state: str) -> None:
    later = github_review(81, state, hour=10)
    if state == "PENDING":
        del later["submitted_at"]
    assert [review.id for review in read_github([github_review(), later]).usable] == [80]


def test_a_name_that_changed_is_the_same_account() -> None:
    renamed = github_review(81, "DISMISSED", hour=10, user=github_user(login="somebody-else"))
    assert "dismissed" in _why(read_github([github_review(), renamed]))


# GitLab


def test_an_approval_on_gitlab_is_of_the_version_that_stood_then() -> None:
    (review,) = read_gitlab(gitlab_export()).usable
    assert (review.forge, review.repository, review.change) == ("gitlab", "brightwater/handbook", 5)
    assert (review.id, review.account, review.commit, review.base) == (108, 42, HEAD, BASE)


def test_the_state_of_the_rules_may_be_left_out() -> None:
    export = gitlab_export()
    del export["approval_state"]
    assert len(read_gitlab(export).usable) == 1


@pytest.mark.parametrize(
    ("user", "why"),
    [
        ({"bot": True}, "a bot's"),
        ({"username": "project_7_bot_4ffca233d8298ea1"}, "a bot's"),
        ({"username": "group_9_bot"}, "a bot's"),
        ({"username": "ghost-bot"}, "a bot's"),
        ({"state": "blocked"}, "blocked"),
    ],
)
def test_an_account_on_gitlab_that_cannot_count(user: dict[str, Any], why: str) -> None:
    assert why in _why(read_gitlab(gitlab_export(**user)))


def test_an_approval_without_a_time_cannot_count() -> None:
    export = gitlab_export()
    del export["approvals"]["approved_by"][0]["approved_at"]
    assert "no time" in _why(read_gitlab(export))


def test_an_approval_that_no_rule_counts_cannot_count() -> None:
    export = gitlab_export()
    export["approval_state"]["rules"][0]["approved_by"] = []
    assert "no approval rule" in _why(read_gitlab(export))


@pytest.mark.parametrize("versions", [[gitlab_version(110, HEAD, 11)], [gitlab_version(108, None, 10)], []])
def test_an_approval_of_no_known_commit_cannot_count(versions: list[Any]) -> None:
    assert "no version" in _why(read_gitlab(gitlab_export() | {"versions": versions}))


# Exports that are none


@pytest.mark.parametrize("data", [{}, [1], ["x"], [{}], {"reviews": 1}, {"reviews": [], "pull_request": {}}, 5, None])
def test_something_else_is_no_export_of_github(data: Any) -> None:
    with pytest.raises(NotAnExport):
        read_github(data)


@pytest.mark.parametrize("data", [{}, [], {"approvals": {}}, {"approvals": {"approved_by": [1]}}, 5, None])
def test_something_else_is_no_export_of_gitlab(data: Any) -> None:
    with pytest.raises(NotAnExport):
        read_gitlab(data)


@pytest.mark.parametrize(
    "fields",
    [
        {"id": True},
        {"id": "80"},
        {"user": {"id": "1"}},
        {"user": "m-manager"},
        {"state": None},
        {"submitted_at": "yesterday"},
        {"submitted_at": "2026-06-01T09:00:00"},
        {"pull_request_url": "https://api.github.com/repos/x/pulls/1"},
        {"commit_id": 5},
    ],
)
def test_a_field_of_another_form_is_named(fields: dict[str, Any]) -> None:
    with pytest.raises(NotAnExport):
        read_github([github_review(**fields)])


def test_shapes_survive_a_file() -> None:
    for data, read in (([github_review()], read_github), (gitlab_export(), read_gitlab)):
        assert read(json.loads(json.dumps(copy.deepcopy(data)))).usable


# CODEOWNERS


def test_github_asks_all_owners_of_a_folder(handbook: Handbook) -> None:
    lines = codeowners(handbook, TODAY, "github").splitlines()
    assert "/handbook/service/answering/ m@example.test n@example.test" in lines
    assert len({line.split()[0] for line in lines if line.startswith("/")}) == sum(line[0] == "/" for line in lines)


def test_gitlab_asks_for_each_step(handbook: Handbook) -> None:
    text = codeowners(handbook, TODAY, "gitlab")
    section = text.partition("[second-line: manager][1]\n")[2].partition("\n[")[0]
    assert "/handbook/service/answering/ m@example.test n@example.test" in section.splitlines()


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_what_governs_approvals_is_owned(handbook: Handbook, forge: str) -> None:
    lines = codeowners(handbook, TODAY, forge).splitlines()
    for path in ("/registers/", "/approvals/", "/.github/", "/.gitlab-ci.yml", "/CODEOWNERS"):
        assert any(line.startswith(f"{path} ") for line in lines), path
