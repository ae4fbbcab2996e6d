"""Asks for known vulnerabilities of what is pinned: PyPI through pip-audit, npm for what makes the page.

Exit code 1 where there is one, with its name and what mends it; what only developers run counts as well. A package that
could not be examined is told of, and stops nobody. Who answered is asked again after a day, or when its pins change; a
service that cannot be reached, or does not answer in time, is told of each time, stops nobody, and is asked again after
a few minutes. Options are passed to pip-audit; what it answers to them is remembered only where `--remembered` says.
"""

import json
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PINS = {"PyPI": ROOT / "constraints.txt", "npm": ROOT / "frontend" / "package-lock.json"}
REMEMBERED = Path(sys.prefix) / ".audited"
DAY_S, SOON_S = 24 * 3600, 600
LIMIT_S = 60
PIP = (
    "-m",
    "pip_audit",
    "-r",
    str(PINS["PyPI"]),
    "--disable-pip",
    "--no-deps",
    "--progress-spinner",
    "off",
    "--timeout",
    "5",
)
NPM = ("npm", "audit", "--json")


class NotReachedError(Exception):
    """The service gave no answer; the message says why."""


@dataclass(frozen=True)
class Answer:
    """What a service said: `at` is in seconds since 1970, `found` stops the check and `told` does not."""

    at: float
    reached: bool
    found: Sequence[str] = ()
    told: Sequence[str] = ()

    def holds(self, pins: Path) -> bool:
        """Whether it need not be asked again."""
        age = time.time() - self.at
        return not self.found and 0 <= age < (DAY_S if self.reached else SOON_S) and pins.stat().st_mtime < self.at


def main(arguments: Sequence[str]) -> int:
    """Asks both, or remembers what they said; the exit code."""
    parser = ArgumentParser(description=__doc__.partition("\n")[0], allow_abbrev=False)
    parser.add_argument("--remembered", type=Path, help="what was said before, and is kept")
    chosen, options = parser.parse_known_args(arguments)
    # What was asked in another way is no answer to whoever asks without options, nor the other way round.
    remembered: Path | None = chosen.remembered or (None if options else REMEMBERED)
    answers = {} if remembered is None else _remembered(remembered)
    for name, ask in (("PyPI", lambda: _python(options)), ("npm", _node)):
        before = answers.get(name)
        if before is None or not before.holds(PINS[name]):
            answers[name] = _asked(name, ask)
    if remembered is not None:
        remembered.write_text(json.dumps({name: asdict(answer) for name, answer in answers.items()}))
    for line in (line for answer in answers.values() for line in (*answer.found, *answer.told)):
        print(f"audit: {line}", file=sys.stderr)
    return 1 if any(answer.found for answer in answers.values()) else 0


def _remembered(path: Path) -> dict[str, Answer]:
    """Nothing, where it cannot be read."""
    try:
        return {name: Answer(**answer) for name, answer in json.loads(path.read_text()).items() if name in PINS}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _asked(name: str, ask: Callable[[], tuple[list[str], list[str]]]) -> Answer:
    at = time.time()
    try:
        found, told = ask()
    except NotReachedError as reason:
        return Answer(at, reached=False, told=[f"{name} was not asked for known vulnerabilities: {reason}"])
    return Answer(at, reached=True, found=found, told=told)


def _python(options: Sequence[str]) -> tuple[list[str], list[str]]:
    answer = _json([sys.executable, *PIP, "--format", "json", *options], ROOT)
    dependencies = answer.get("dependencies", [])
    skipped = [one for one in dependencies if "skip_reason" in one]
    if len(skipped) == len(dependencies):
        raise NotReachedError(skipped[0]["skip_reason"] if skipped else "it told of no package")
    found = [
        f"{one['name']} {one['version']} has {known['id']}, mended in "
        + (", ".join(known["fix_versions"]) or "no version yet")
        for one in dependencies
        for known in one.get("vulns", ())
    ]
    return found, [f"{one['name']} was not examined: {one['skip_reason']}" for one in skipped]


def _node() -> tuple[list[str], list[str]]:
    answer = _json(NPM, ROOT / "frontend")
    if "vulnerabilities" not in answer:
        raise NotReachedError(answer.get("message") or answer.get("error", {}).get("summary") or "it gave no answer")
    found = [
        f"{name} {own['range']} has a {own['severity']} vulnerability: {own['title']} ({own['url']})"
        for name, known in answer["vulnerabilities"].items()
        # Names alone stand for packages that need one with a vulnerability of its own, which is listed too.
        for own in known["via"]
        if isinstance(own, dict)
    ]
    return found, []


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
