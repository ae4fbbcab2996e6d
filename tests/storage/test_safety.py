"""What a disk can do to a running server: it is said, nothing is lost, and the study goes on."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.client import StudyClient
from tests.command_line import cli
from tests.server import Server, start_server

SMALL = {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 2, "channels": 2}}
BYTES = 16 * 2**20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MiB of its own."""
    root = tmp_path / "disk"
    root.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={BYTES}", "tmpfs", str(root)], capture_output=True)
    if made.returncode != 0:
        pytest.skip("a small disk needs root, and the right to mount it")
    try:
        yield root
    finally:
        subprocess.run(["umount", "--lazy", str(root)], check=True)


def fill(disk: Path) -> Path:
    """Takes every byte that is free; deleting the file gives them back."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (2**16, 2**12, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue
    return filler


def log_of(server: Server, study: str) -> list[int]:
    events = httpx.get(f"{server.api}/studies/{study}/events").json()
    return [event["seq"] for event in events["events"]]


def test_a_full_disk_halts_the_study_and_costs_nothing(disk: Path) -> None:
    with (
        start_server(disk / "data") as server,
        StudyClient.create(server.url, name="S", dataset="digits", template=SMALL) as study,
    ):
        study.command("start_training", epochs=200)
        study.wait(lambda c: len(c.records["epochs"]) >= 1, 120)
        # An epoch whose weights found room just before the disk was full goes on by itself.
        while study.study["phase"] != "paused":
            told, filler = len(study.notices), fill(disk)
            study.wait(lambda c, told=told: len(c.notices) > told or c.study["phase"] == "paused")
            if study.study["phase"] == "paused":
                filler.unlink()
                break
            assert "database or disk is full; free some space" in study.notices[-1]
            refused = study.send("remove_paths", paths=["p0"])
            assert (refused.status_code, "free some space" in refused.json()["detail"]) == (503, True)
            assert httpx.get(f"{server.api}/studies/{study.id}").status_code == 200
            filler.unlink()
            study.wait(lambda c: c.notices[-1] == "The result that waited is kept")
        assert "no space left on device; free some space" in study.study["message"]
        epochs = len(study.records["epochs"])
        study.command("resume")
        study.wait(lambda c: len(c.records["epochs"]) > epochs, 120)
        study.command("stop")
        study.wait_idle()

        study.command("start_search", iterations=None)
        study.wait(lambda c: c.study["iteration"] >= 1)
        told = len(study.notices)
        filler = fill(disk)
        study.wait(lambda c: len(c.notices) > told)
        iteration = study.study["iteration"]
        filler.unlink()
        study.wait(lambda c: c.study["iteration"] > iteration)
        study.command("stop")
        study.wait_idle()
        log = log_of(server, study.id)
        assert log == list(range(1, len(log) + 1))
        state = httpx.get(f"{server.api}/studies/{study.id}").json()
        folded = httpx.get(f"{server.api}/studies/{study.id}", params={"at": state["seq"]}).json()
        assert state["records"] == folded["records"]


def test_a_map_that_finds_no_room_is_made_again_until_it_does(disk: Path) -> None:
    with (
        start_server(disk / "data") as server,
        StudyClient.create(server.url, name="S", dataset="digits", template={"id": "cells"}) as study,
    ):
        study.wait(lambda c: c.study["layout"] is not None, 60)
        (made,) = (disk / "data" / "artifacts").iterdir()
        filler = fill(disk)
        with filler.open("r+b") as file:
            file.truncate(filler.stat().st_size - made.stat().st_size // 2)
        study.command("relayout")
        study.wait(lambda c: bool(c.notices), 60)
        assert "no space left on device; free some space" in study.notices[-1]
        assert {job["state"] for job in study.records["jobs"].values()} == {"done", "running"}
        filler.unlink()
        study.wait(lambda c: c.study["layout"]["version"] == 2, 60)
        assert {job["state"] for job in study.records["jobs"].values()} == {"done"}
        assert len(study.notices) == 1


def test_a_server_does_not_start_on_a_full_or_read_only_disk(disk: Path) -> None:
    filler = fill(disk)
    line = cli("serve", "--port", "0", "--data-dir", str(disk / "data"))
    assert (line.returncode, len(line.stderr.splitlines())) == (2, 1), line.stderr
    assert "free some space" in line.stderr
    filler.unlink()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    line = cli("serve", "--port", "0", "--data-dir", str(disk / "data"))
    assert (line.returncode, len(line.stderr.splitlines())) == (2, 1), line.stderr
    assert "cannot be written: read-only file system; choose another one with --data-dir" in line.stderr
