"""Set everything up and run a nox session, on a machine that has Python and git and nothing else.

    python3 bootstrap.py grade
    python3 bootstrap.py tests -- -k ladder

nox goes into an environment of its own (`.nox/bootstrap`), nothing is installed outside this directory, and what is
there already is used again. On Windows the command begins with `py` instead of `python3`.
"""

from __future__ import annotations  # an older Python must get as far as the message about its age

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".nox" / "bootstrap"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON, NOX = (BIN / (name + (".exe" if os.name == "nt" else "")) for name in ("python", "nox"))


def main(sessions: list[str]) -> int:
    """Install nox if it is missing, then run the sessions; without any, run the default ones. Returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  pip's own message would come late and name no remedy
        return refuse("casegrade needs Python 3.11 or newer; this is %d.%d" % sys.version_info[:2])  # noqa: UP031
    ready = PYTHON.exists() and NOX.exists()  # PYTHON is a link, which an upgrade of Python may leave pointing nowhere
    if not ready and (problem := install_nox()):
        return refuse(problem)
    chosen = ["--session", *sessions] if sessions else []
    return subprocess.call([str(PYTHON), "-m", "nox", "--noxfile", str(ROOT / "noxfile.py"), *chosen])


def install_nox() -> str | None:
    """Make the environment and put nox into it. Returns what is in the way, or None."""
    import tomllib  # not before `main` has asked for Python 3.11

    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(HOME)]):
        return "Python could not make a virtual environment; on Debian and Ubuntu: apt install python3-venv"
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, *groups["nox"]]):
        return "pip could not install nox; its message stands above"
    return None


def refuse(problem: str) -> int:
    """Say what is in the way; returns the exit code for that."""
    sys.stderr.write(f"bootstrap: {problem}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
