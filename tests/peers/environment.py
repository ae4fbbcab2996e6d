"""An environment of their own for other engines, beside the packages that we run on."""

import hashlib
import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nas-navigator" / "peers"


def environment(requirements: Sequence[str], alone: Sequence[str] = ()) -> Path:
    """The interpreter of an environment that has the requirements, made where it is not there yet.

    Args:
        requirements: installed with what they need; what we run on, torch above all, is used as it is.
        alone: installed without what they say that they need.
    """
    name = hashlib.sha256("\n".join((sys.version, *requirements, "", *alone)).encode()).hexdigest()[:12]
    place, done = CACHE / name, CACHE / name / "complete"
    python = place / "bin" / "python"
    if not done.exists():
        venv.create(place, clear=True)
        packages = next((place / "lib").glob("python3*")) / "site-packages"
        (packages / "ours.pth").write_text(sysconfig.get_path("purelib"))
        _install(python, *requirements)
        _install(python, "--no-deps", *alone)
        done.touch()
    return python


def _install(python: Path, *arguments: str) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--python", str(python)]
    subprocess.run([*pip, "install", *arguments], check=True)


def output_of(python: Path, module: str, *arguments: str) -> str:
    """What a module of this repository prints when that interpreter runs it.

    Raises:
        CalledProcessError: it fails.
    """
    ours = (REPOSITORY / "backend", REPOSITORY / "shared_schemas", REPOSITORY)
    return subprocess.run(
        [python, "-W", "ignore", "-m", module, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, ours))},
    ).stdout
