"""`make check` asks for known vulnerabilities: one stops it, a service that cannot be reached does not.

The real pip-audit and npm, before a service of this machine that knows what the test tells it.
"""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

ROOT = Path(__file__).parents[2]


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


def audit(url: str) -> "subprocess.CompletedProcess[str]":
    options = ("--vulnerability-service", "osv", "--osv-url", f"{url}/v1/query")
    command = [sys.executable, str(ROOT / "tests" / "audit.py"), *options]
    environment = {**os.environ, "npm_config_registry": url, "npm_config_fetch_retries": "0"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


def test_what_is_known_of_a_pinned_package_stops_the_check() -> None:
    with advisories({"httpx": "PYSEC-1", "react": "Reacts to everything"}) as url:
        answer = audit(url)
    assert answer.returncode == 1
    assert "httpx 0.28.1 has PYSEC-1, mended in 99" in answer.stderr
    assert "react <99 has a high vulnerability: Reacts to everything" in answer.stderr
    assert len(answer.stderr.splitlines()) < 10


def test_nothing_known_is_nothing_said() -> None:
    with advisories({}) as url:
        answer = audit(url)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_services_that_cannot_be_reached_stop_nobody() -> None:
    answer = audit("http://127.0.0.1:1")
    assert answer.returncode == 0
    assert "PyPI was not asked for known vulnerabilities" in answer.stderr
    assert "npm was not asked for known vulnerabilities" in answer.stderr
