"""Asks for known vulnerabilities of what is pinned: PyPI through pip-audit, npm for what the page is made of.

Exit code 1 where there is one, with its name and what mends it. A service that cannot be reached, or does not answer in
time, is told of and stops nobody. Neither is tried again within a day unless the pins change. Options are
passed to pip-audit.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PINS = (ROOT / "constraints.txt", ROOT / "frontend" / "package-lock.json")
ASKED = Path(sys.prefix) / ".audited"
DAY_S = 24 * 3600
LIMIT_S = 60
PIP = (
    "-m",
    "pip_audit",
    "-r",
    str(PINS[0]),
    "--disable-pip",
    "--no-deps",
    "--progress-spinner",
    "off",
    "--timeout",
    "5",
)
NPM = ("npm", "audit", "--omit=dev", "--json")


class NotReachedError(Exception):
    """The service gave no answer; the message says why."""


def main(options: Sequence[str]) -> int:
    """Asks both; the exit code."""
    if not options and _asked_today():
        return 0
    found = []
    for name, ask in (("PyPI", lambda: _python(options)), ("npm", _node)):
        try:
            found += list(ask())
        except NotReachedError as reason:
            print(f"audit: {name} was not asked for known vulnerabilities: {reason}", file=sys.stderr)
    for line in found:
        print(f"audit: {line}", file=sys.stderr)
    if not found and not options:
        ASKED.touch()
    return 1 if found else 0


def _asked_today() -> bool:
    if not ASKED.exists():
        return False
    asked = ASKED.stat().st_mtime
    return time.time() - asked < DAY_S and all(pins.stat().st_mtime < asked for pins in PINS)


def _python(options: Sequence[str]) -> Iterator[str]:
    answer = _json([sys.executable, *PIP, "--format", "json", *options], ROOT)
    dependencies = answer.get("dependencies", [])
    skipped = [one for one in dependencies if "skip_reason" in one]
    if len(skipped) == len(dependencies):
        raise NotReachedError(skipped[0]["skip_reason"] if skipped else "it told of no package")
    for one in dependencies:
        for known in one.get("vulns", ()):
            mended = ", ".join(known["fix_versions"]) or "no version yet"
            yield f"{one['name']} {one['version']} has {known['id']}, mended in {mended}"


def _node() -> Iterator[str]:
    answer = _json(NPM, ROOT / "frontend")
    if "vulnerabilities" not in answer:
        raise NotReachedError(answer.get("message") or answer.get("error", {}).get("summary") or "it gave no answer")
    for name, known in answer["vulnerabilities"].items():
        # Names alone stand for packages that need one with a vulnerability of its own, which is listed too.
        for own in (via for via in known["via"] if isinstance(via, dict)):
            yield f"{name} {own['range']} has a {own['severity']} vulnerability: {own['title']} ({own['url']})"


def _json(command: Sequence[str], directory: Path) -> dict[str, Any]:
    """What a command prints, whatever its exit code.

    Raises:
        NotReachedError: it is no JSON, or took too long.
    """
    try:
        done = subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=LIMIT_S, check=False)
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise NotReachedError(f"no answer within {LIMIT_S} s") from None
    except ValueError:
        raise NotReachedError(" ".join(done.stderr.split())[-200:] or "it gave no answer") from None
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
