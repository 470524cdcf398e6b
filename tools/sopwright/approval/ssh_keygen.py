"""Running ``ssh-keygen``, which alone signs, and alone says whether a signature is good."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sopwright.approval.keys import is_example
from sopwright.approval.sshsig import public_half
from sopwright.model.approvals import NAMESPACE

_EACH = (
    'while read -r claim signers purpose who; do "$0" -Y verify -f "$signers" -I "$who" -n "$purpose" -s "$claim.sig" '
    '<"$claim" >/dev/null 2>&1 && echo "$claim"; done; true'
)
"""A loop of the shell starts a process in a fifth of the time that Python needs; all names in it are ours."""

_PROCESSES = 2


class SigningError(Exception):
    """Nothing can be signed or verified here; the words say why, and what to do."""


@dataclass(frozen=True)
class Claim:
    """That a person signed these bytes with this key."""

    person: str
    key: str
    data: bytes
    signature: bytes
    namespace: str = NAMESPACE
    """What it was signed for (SSHSIG); a signature for anything else does not count."""

    @property
    def line(self) -> str:
        """The line of an allowed-signers file that lets this person sign with this key, for our purpose only."""
        return f'{self.person} namespaces="{self.namespace}" {self.key}\n'


def verify(claims: Sequence[Claim]) -> list[bool]:
    """Whether each claim is true.

    Raises:
        SigningError: There is no ``ssh-keygen``, or no shell.
    """
    if not claims:
        return []
    keygen, shell = program("ssh-keygen"), program("sh")
    with tempfile.TemporaryDirectory(prefix="sopwright-") as name:
        folder = Path(name)
        tasks = _lay_out(claims, folder)
        shares = [share for start in range(_PROCESSES) if (share := tasks[start::_PROCESSES])]
        running = [_start([shell, "-c", _EACH, keygen], folder, share) for share in shares]
        try:
            codes = [process.wait() for process in running]
        finally:
            for process in running:
                process.kill()  # when we are interrupted; one that has ended does not mind
        if any(codes):
            raise SigningError("the shell that runs `ssh-keygen` was stopped; run the command again")
        good = {int(line) for file in folder.glob("good-*") for line in file.read_text(encoding="ascii").split()}
    return [number in good for number in range(len(claims))]


def sign(data: bytes, key: Path, namespace: str = NAMESPACE) -> bytes:
    """Sign bytes.

    Args:
        data: What is signed.
        key: A private key's file, or the public half of a key that the ssh-agent holds.
        namespace: What it is signed for.

    Returns:
        An armoured SSHSIG.

    Raises:
        SigningError: There is no ``ssh-keygen``, no such key, or it cannot be used.
    """
    keygen = program("ssh-keygen")
    if not key.is_file():
        raise SigningError(f"there is no key `{key}`")
    with tempfile.TemporaryDirectory(prefix="sopwright-") as name:
        usable = _example_aside(key, Path(name)) or key
        command = [keygen, "-Y", "sign", "-f", str(usable.absolute()), "-n", namespace]
        done = subprocess.run(command, input=data, capture_output=True, check=False)  # noqa: S603  # no shell; our words
    if done.returncode or not done.stdout:
        raise SigningError(_words(key, done.stderr.decode("utf-8", "replace")))
    return done.stdout


def _example_aside(key: Path, folder: Path) -> Path | None:
    """A copy of an example key that only its owner may read, as ssh-keygen demands; a repository does not keep that."""
    try:
        data = key.read_bytes()
        if not is_example(public_half(data)):
            return None
    except ValueError:
        return None
    place = folder / "key"
    place.touch(mode=0o600)
    place.write_bytes(data)
    return place


def _words(key: Path, said: str) -> str:
    """Why ssh-keygen did not sign, in plain words."""
    last = said.strip().splitlines()[-1] if said.strip() else "it gave no reason"
    if "bad permissions" in said or "too open" in said:
        return f"others may read the key `{key}`; give it to yourself alone: chmod 600 {key}"
    if "passphrase" in said:
        return f"the passphrase of the key `{key}` was not right"
    if key.suffix == ".pub":
        return f"the ssh-agent does not sign with `{key}`; `ssh-add -l` lists the keys it holds ({last})"
    return f"`ssh-keygen` could not sign with `{key}`: {last}"


def program(name: str) -> str:
    """The path of a program.

    Raises:
        SigningError: It is not on this machine.
    """
    found = shutil.which(name)
    if found is None:
        package = "dash" if name == "sh" else "openssh-client"
        raise SigningError(
            f"`{name}` is not on this machine, so nobody can sign and no signature can be checked; "
            f"install the package {package} (on Windows: OpenSSH Client and Git)"
        )
    return found


def _lay_out(claims: Sequence[Claim], folder: Path) -> list[str]:
    """Write what the loop reads; returns one line a claim."""
    signers: dict[str, str] = {}
    tasks: list[str] = []
    for number, claim in enumerate(claims):
        file = signers.get(claim.line)
        if file is None:
            file = signers[claim.line] = f"signers-{len(signers)}"
            (folder / file).write_text(claim.line, encoding="utf-8")
        (folder / str(number)).write_bytes(claim.data)
        (folder / f"{number}.sig").write_bytes(claim.signature)
        tasks.append(f"{number} {file} {claim.namespace} {claim.person}\n")
    return tasks


def _start(command: Sequence[str], folder: Path, tasks: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start one loop; what it is to do and what it finds are files, so that it never waits for us."""
    number = tasks[0].split()[0]
    (folder / f"tasks-{number}").write_text("".join(tasks), encoding="ascii")
    with (folder / f"tasks-{number}").open("rb") as given, (folder / f"good-{number}").open("wb") as found:
        environment = {"PATH": os.defpath, "LC_ALL": "C"}
        return subprocess.Popen(command, cwd=folder, env=environment, stdin=given, stdout=found)  # noqa: S603  # fixed
