"""`make check` asks for known vulnerabilities: one stops it, a service that cannot be reached does not.

The real pip-audit and npm, before a service of this machine that knows what the test tells it.
"""

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

ROOT = Path(__file__).parents[2]
AUDIT = ROOT / "tests" / "audit.py"


class Advisories(BaseHTTPRequestHandler):
    """Answers as OSV and the npm registry do."""

    known: dict[str, str]

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["content-length"]))
        asked = json.loads(gzip.decompress(text) if self.headers.get("content-encoding") == "gzip" else text)
        answer = self.npm(asked) if self.path.endswith("/bulk") else self.osv(asked["package"]["name"])
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.send_error(404)

    def osv(self, package: str) -> dict[str, Any]:
        if package not in self.known:
            return {}
        ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99"}]}]
        affected = [{"package": {"name": package, "ecosystem": "PyPI"}, "ranges": ranges}]
        return {"vulns": [{"id": self.known[package], "summary": "s", "affected": affected}]}

    def npm(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        advisory = {"id": 1, "url": "https://example.org", "severity": "high", "vulnerable_versions": "<99", "cwe": []}
        return {
            name: [{**advisory, "title": self.known[name], "cvss": {"score": 9, "vectorString": None}}]
            for name in asked
            if name in self.known
        }

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def advisories(known: dict[str, str]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Known", (Advisories,), {"known": known})) as service:
        Thread(target=service.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{service.server_address[1]}"
        service.shutdown()


def audit(url: str, remembered: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    return asked((str(AUDIT),), url, "--remembered", str(remembered), *more)


def asked(program: Sequence[str], url: str, *more: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, *program, "--vulnerability-service", "osv", "--osv-url", f"{url}/v1/query", *more]
    environment = {**os.environ, "npm_config_registry": url, "npm_config_fetch_retries": "0"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


def test_what_is_known_of_a_pinned_package_stops_the_check_each_time(tmp_path: Path) -> None:
    """Of what the page is made of, and of what developers work with."""
    known = {"httpx": "PYSEC-1", "react": "Reacts to everything", "vite": "Serves everything", "pytest": "PYSEC-2"}
    with advisories(known) as url:
        for _ in range(2):
            answer = audit(url, tmp_path / "audited")
            assert answer.returncode == 1
            assert "httpx 0.28.1 has PYSEC-1, mended in 99" in answer.stderr
            assert "has PYSEC-2, mended in 99" in answer.stderr
            assert "react <99 has a high vulnerability: Reacts to everything" in answer.stderr
            assert "vite <99 has a high vulnerability: Serves everything" in answer.stderr
            assert len(answer.stderr.splitlines()) < 10


def test_nothing_known_is_nothing_said_and_not_asked_again(tmp_path: Path) -> None:
    with advisories({}) as url:
        answer = audit(url, tmp_path / "audited")
        assert (answer.returncode, answer.stderr) == (0, "")
    with advisories({"httpx": "PYSEC-1", "react": "Reacts to everything"}) as url:
        assert audit(url, tmp_path / "audited").returncode == 0


def test_what_is_asked_with_options_is_no_answer_to_who_asks_without(tmp_path: Path) -> None:
    kept = tmp_path / ".audited"
    kept.write_text(json.dumps({name: {"at": time.time(), "reached": True} for name in ("PyPI", "npm")}))
    before = kept.read_text()
    elsewhere = (
        f"import runpy, sys; sys.prefix = {str(tmp_path)!r}; runpy.run_path({str(AUDIT)!r}, run_name='__main__')"
    )
    with advisories({"httpx": "PYSEC-1"}) as url:
        assert "httpx 0.28.1 has PYSEC-1" in asked(("-c", elsewhere), url).stderr
    assert kept.read_text() == before


def test_services_that_cannot_be_reached_stop_nobody_are_told_of_each_time_and_asked_again_soon(tmp_path: Path) -> None:
    remembered, kept = tmp_path / "audited", set()
    for _ in range(2):
        answer = audit("http://127.0.0.1:1", remembered)
        assert answer.returncode == 0
        assert "PyPI was not asked for known vulnerabilities" in answer.stderr
        assert "npm was not asked for known vulnerabilities" in answer.stderr
        kept.add(remembered.read_text())
    assert len(kept) == 1
    told = json.loads(remembered.read_text())
    for service in told.values():
        service["at"] -= 3600
    remembered.write_text(json.dumps(told))
    with advisories({"httpx": "PYSEC-1", "react": "Reacts to everything"}) as url:
        answer = audit(url, remembered)
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 2


def test_a_package_that_was_not_examined_is_told_of_each_time(tmp_path: Path) -> None:
    unknown = tmp_path / "more.txt"
    unknown.write_text("elsewhere @ https://example.org/elsewhere-1.0-py3-none-any.whl\n")
    with advisories({}) as url:
        for _ in range(2):
            answer = audit(url, tmp_path / "audited", "-r", str(unknown))
            assert answer.returncode == 0
            assert answer.stderr.startswith("audit: elsewhere was not examined: ")
            assert len(answer.stderr.splitlines()) == 1
