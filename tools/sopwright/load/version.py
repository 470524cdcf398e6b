"""Which sopwright this is: what one version remembers, no other believes."""

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "pydantic", "pydantic-core", "PyYAML", "ruamel.yaml")
"""What decides how a file is read, besides our own code."""


@cache
def version() -> str:
    """A digest of our own code and of all that reads files for it, in hexadecimal."""
    made = hashlib.sha256(f"{platform.python_implementation()} {platform.python_version()}".encode())
    home = Path(__file__).parent.parent
    for file in sorted(home.rglob("*.py")):
        made.update(f"\n{file.relative_to(home).as_posix()} ".encode() + hashlib.sha256(file.read_bytes()).digest())
    for name in _LIBRARIES:
        made.update(f"\n{name} {metadata.version(name)}".encode())
    return made.hexdigest()[:32]
