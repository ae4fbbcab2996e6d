"""Real crashes: whatever dies at whatever moment, the study goes on and loses at most what was in flight."""

import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.client import StudyClient
from tests.command_line import cli
from tests.server import Server, start_server

SMALL = {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 1, "channels": 2}}
EPOCHS = 4


def make(server: Server) -> StudyClient:
    return StudyClient.create(server.url, name="S", dataset="digits", template=SMALL)


def train_past_the_first_epoch(study: StudyClient) -> None:
    study.command("start_training", epochs=EPOCHS)
    study.wait(lambda c: len(c.records["epochs"]) >= 1, 90)


def epochs(records: dict[str, Any]) -> list[int]:
    return sorted(record["epoch"] for record in records["epochs"].values())


def device_process(server: Server) -> int:
    command = ["pgrep", "-P", str(server.process.pid), "-f", "worker.device"]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[0])


def test_a_training_goes_on_by_itself_when_its_worker_is_killed(server: Server) -> None:
    with make(server) as study:
        train_past_the_first_epoch(study)
        worker = device_process(server)
        subprocess.run(["kill", "-KILL", str(worker)], check=True)
        study.wait_idle(120)
        assert epochs(study.records) == list(range(EPOCHS))
        assert study.study["weights"] == 1
        assert device_process(server) != worker


@pytest.mark.parametrize("resume", [False, True])
def test_a_training_is_paused_or_resumed_when_the_server_was_killed(tmp_path: Path, resume: bool) -> None:
    with start_server(tmp_path) as server, make(server) as study:
        train_past_the_first_epoch(study)
        identifier = study.id
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
    with (
        start_server(tmp_path, *(["--resume"] if resume else [])) as server,
        StudyClient(server.url, identifier) as study,
    ):
        study.wait(lambda c: True)
        if not resume:
            assert study.study["phase"] == "paused"
            assert "resume to go on" in study.study["message"]
            study.command("resume")
        study.wait_idle(120)
        assert epochs(study.records) == list(range(EPOCHS))
        assert study.study["weights"] == 1


def test_weights_are_cut_out_by_the_server_and_by_the_command_line_alike(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with start_server(data) as server, make(server) as study:
        study.command("start_training", epochs=1)
        study.wait_idle(120)
        study.wait(lambda c: len(c.records["candidates"]) > 0)
        candidate = next(iter(study.records["candidates"]))
        url = f"{server.api}/studies/{study.id}/candidates/{candidate}/export"
        deadline = time.monotonic() + 60
        while (answer := httpx.get(url, params={"format": "weights"}, timeout=60)).status_code == 409:
            assert time.monotonic() < deadline, answer.text
        assert answer.status_code == 200, answer.text
        identifier = study.id
    file = tmp_path / "weights.safetensors"
    offline = cli("export", identifier, candidate, "--format", "weights", "-o", str(file), "--data-dir", str(data))
    assert offline.returncode == 0, offline.stderr
    assert file.read_bytes() == answer.content
