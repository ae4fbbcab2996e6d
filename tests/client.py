"""A study as a script sees it: HTTP for commands, the stream for records. It applies patches as a browser does."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Any, Self
from urllib.parse import urlencode

import httpx
from pydantic import TypeAdapter
from websockets.sync.client import ClientConnection, connect

Records = dict[str, dict[str, dict[str, Any]]]
_json = TypeAdapter(dict[str, Any])


class StudyClient(AbstractContextManager["StudyClient"]):
    """Follows one study: `records` is what the stream has brought, `seq` how far it is; `actor` is here for others."""

    def __init__(self, url: str, study: str, actor: str | None = None) -> None:
        self.id = study
        self.api = httpx.Client(base_url=f"{url}/api/v1", timeout=60)
        self.records: Records = {}
        self.seq = -1
        self._awaited = 0
        self.events: list[dict[str, Any]] = []
        self.notices: list[str] = []
        address = f"{url.replace('http', 'ws', 1)}/api/v1/studies/{study}/stream"
        address += f"?{urlencode({'actor': actor})}" if actor else ""
        self._open = ExitStack()
        self._stream: ClientConnection = self._open.enter_context(connect(address, max_size=None))

    @classmethod
    def create(cls, url: str, **study: Any) -> Self:
        answer = httpx.post(f"{url}/api/v1/studies", json=study, timeout=60)
        assert answer.status_code == 201, answer.text
        return cls(url, answer.json()["id"])

    def __exit__(self, *_: object) -> None:
        self._open.close()
        self.api.close()

    @property
    def study(self) -> dict[str, Any]:
        return self.records["study"][self.id]

    def send(self, type: str, **fields: Any) -> httpx.Response:
        return self.api.post(f"/studies/{self.id}/commands", json={"type": type, **fields})

    def command(self, type: str, **fields: Any) -> int:
        """Send a command that must be accepted; its sequence number."""
        answer = self.send(type, **fields)
        assert answer.status_code == 202, answer.text
        self._awaited = int(answer.json()["seq"])
        return self._awaited

    def wait(self, condition: Callable[["StudyClient"], bool], seconds: float = 60) -> None:
        """Follow the stream past the last command's effect, until the condition holds of the records."""
        deadline = time.monotonic() + seconds
        while self.seq < self._awaited or not condition(self):
            left = deadline - time.monotonic()
            assert left > 0, f"not reached within {seconds} s; the study is {self.study}"
            self._read(left)

    def wait_idle(self, seconds: float = 60) -> None:
        """Follow the stream until nothing runs, and nothing failed."""
        self.wait(lambda c: c.study["phase"] in ("idle", "failed"), seconds)
        assert self.study["phase"] == "idle", self.study
        assert self.study["message"] is None or "fail" not in self.study["message"], self.study

    def _read(self, seconds: float) -> None:
        try:
            frame = _json.validate_json(self._stream.recv(timeout=seconds))
        except TimeoutError:
            return
        match frame["kind"]:
            case "snapshot":
                self.records, self.seq = frame["records"], frame["seq"]
            case "patch":
                assert frame["from_seq"] == self.seq, f"a gap: at {self.seq}, got {frame['from_seq']}"
                self._apply(frame)
            case "notice":
                self.notices.append(frame["text"])

    def _apply(self, frame: dict[str, Any]) -> None:
        self.seq = frame["seq"]
        self.events += frame["events"]
        for collection, put in frame["put"].items():
            self.records.setdefault(collection, {}).update(put)
        for collection, ids in frame.get("drop", {}).items():
            for identifier in ids:
                del self.records[collection][identifier]

    def evaluated(self) -> dict[str, dict[str, Any]]:
        """The candidates that were evaluated, in order of their first evaluation."""
        found = {key: record for key, record in self.records["candidates"].items() if record["evaluated"]}
        return dict(sorted(found.items(), key=lambda item: item[1]["iteration"] or 0))
