"""GitLab's approvals, which name no commit; it follows from the versions of the merge request.

The export is an object of the API's answers for one merge request (REST API v4)::

    {"merge_request":  GET /projects/:id/merge_requests/:iid,
     "approvals":      GET /projects/:id/merge_requests/:iid/approvals,
     "versions":       GET /projects/:id/merge_requests/:iid/versions,
     "approval_state": GET /projects/:id/merge_requests/:iid/approval_state}     (this one may be left out)

What was approved is the newest version at the time of the approval.
"""

import re
from collections.abc import Iterator
from typing import Any

from sopwright.forge.reviews import NotAnExport, Review, Reviews, Unusable, field, moment

_BOT = re.compile(r"(project|group)_[0-9]+_bot.*|.*[-_]bot")


def read_gitlab(data: Any) -> Reviews:
    """Read an export.

    Raises:
        NotAnExport: It has not the form of GitLab's answers.
    """
    judged = [_judge(data, approval) for approval in field(data, "approvals.approved_by", list)]
    return Reviews(
        tuple(one for one in judged if isinstance(one, Review)),
        tuple(one for one in judged if isinstance(one, Unusable)),
    )


def _judge(data: Any, approval: Any) -> Review | Unusable:
    user = field(approval, "user", dict)
    login = field(user, "username", str)
    faults = list(_faults(data, approval, user))
    if faults:
        return Unusable(f"the approval by `{login}`", faults[0])
    version = _version(data, approval)
    if version is None or not version.get("head_commit_sha"):
        return Unusable(f"the approval by `{login}`", "no version of the merge request with a commit is older than it")
    return Review(
        forge="gitlab",
        repository=_repository(data),
        change=field(data, "merge_request.iid", int),
        id=field(version, "id", int),
        account=field(user, "id", int),
        login=login,
        commit=field(version, "head_commit_sha", str),
        time=moment(field(approval, "approved_at", str)),
        base=field(version, "base_commit_sha", str),
    )


def _faults(data: Any, approval: Any, user: Any) -> Iterator[str]:
    """Why an approval cannot count."""
    if user.get("bot") or _BOT.fullmatch(str(user.get("username"))):
        yield "it is not a person's account but a bot's"
    if user.get("state", "active") != "active":
        yield f"the account is {user.get('state')}"
    if not approval.get("approved_at"):
        yield "it has no time (`approved_at`), so what was approved is not known; GitLab tells it since version 18"
    if "approval_state" in data and user.get("id") not in _counted(data):
        yield "no approval rule of the merge request counts it"


def _counted(data: Any) -> set[int]:
    rules = field(data, "approval_state.rules", list)
    return {field(user, "id", int) for rule in rules for user in field(rule, "approved_by", list)}


def _version(data: Any, approval: Any) -> Any:
    """The newest version at the time of an approval."""
    time = moment(field(approval, "approved_at", str))
    versions = [(moment(field(each, "created_at", str)), each) for each in field(data, "versions", list)]
    before = [entry for entry in versions if entry[0] <= time]
    return max(before, key=lambda entry: (entry[0], field(entry[1], "id", int)))[1] if before else None


def _repository(data: Any) -> str:
    full: str = field(data, "merge_request.references.full", str)
    repository, mark, _ = full.partition("!")
    if not mark or not repository:
        raise NotAnExport(f"`merge_request.references.full` should be such as group/project!12; it is {full[:60]!r}")
    return repository
