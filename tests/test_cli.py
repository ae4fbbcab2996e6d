"""The command line as a person meets it: what it prints, what it exits with, and that no traceback ever shows."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.command_line import cli
from tests.server import Server, start_server

SMALL = {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 2}}


def refused(*arguments: str) -> str:
    """The one line on stderr of a request that is wrong."""
    answer = cli(*arguments)
    assert answer.returncode == 2, answer.stdout + answer.stderr
    assert answer.stdout == ""
    (line,) = answer.stderr.splitlines()
    return line


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """The data directory of a stopped server, a study in it, and a candidate of that."""
    data = tmp_path_factory.mktemp("stopped") / "data"
    with start_server(data) as server, httpx.Client(base_url=server.api) as api:
        study = api.post("/studies", json={"name": "S", "dataset": "digits", "template": SMALL}).json()["id"]
        deadline = time.monotonic() + 60
        while not (candidates := api.get(f"/studies/{study}").json()["records"]["candidates"]):
            assert time.monotonic() < deadline, server.log()
            time.sleep(0.1)
    return data, study, next(iter(candidates))


def test_serve_prints_its_address_when_it_answers_and_nothing_else(tmp_path: Path) -> None:
    with start_server(tmp_path) as server:
        assert server.url.startswith("http://127.0.0.1:")
        assert httpx.get(f"{server.api}/health").json()["status"] == "ok"
        assert server.process.poll() is None


def test_serve_answers_before_its_workers_are_ready(tmp_path: Path) -> None:
    with start_server(tmp_path) as server:
        assert httpx.get(f"{server.api}/health").json()["worker"] in ("starting", "ready")
        assert httpx.get(f"{server.api}/studies").json() == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_serve_ends_in_order_and_takes_its_workers_along(tmp_path: Path, how: signal.Signals) -> None:
    with start_server(tmp_path) as server:
        workers = children(server)
        assert len(workers) == 2
        server.process.send_signal(how)
        assert server.process.wait(20) == 0
        assert not [worker for worker in workers if alive(worker)]


def test_a_kill_of_the_server_leaves_no_worker_behind(tmp_path: Path) -> None:
    with start_server(tmp_path) as server:
        server.wait_ready()
        workers = children(server)
        server.kill()
        deadline = time.monotonic() + 10
        while any(alive(worker) for worker in workers):
            assert time.monotonic() < deadline, "workers outlive their server"
            time.sleep(0.05)


def children(server: Server) -> list[int]:
    """The processes that the server started, once there are two."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        answer = subprocess.run(["ps", "--ppid", str(server.process.pid), "-o", "pid="], capture_output=True, text=True)
        if len(found := [int(word) for word in answer.stdout.split()]) >= 2:
            return found
        time.sleep(0.05)
    raise AssertionError("the server started no workers")


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_the_example_is_a_fresh_study_on_digits_until_somebody_touches_it(tmp_path: Path) -> None:
    def studies(server: Server) -> list[dict[str, str]]:
        return list(httpx.get(f"{server.api}/studies").json())

    with start_server(tmp_path, "--example") as server:
        (example,) = studies(server)
        assert (example["name"], example["dataset"], example["phase"]) == ("Digits, first steps", "digits", "idle")
    with start_server(tmp_path, "--example") as server:
        assert [study["id"] for study in studies(server)] == [example["id"]]
        body = {"type": "remove_paths", "paths": ["p0"]}
        assert httpx.post(f"{server.api}/studies/{example['id']}/commands", json=body).status_code == 202
    with start_server(tmp_path, "--example") as server:
        assert len(studies(server)) == 2


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        line = refused("serve", "--port", port, "--data-dir", str(tmp_path))
    assert f"127.0.0.1:{port}: address already in use; choose another --port" in line


def test_a_data_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    line = refused("serve", "--port", "0", "--data-dir", str(tmp_path / "file"))
    assert "cannot be made" in line
    assert "choose another one with --data-dir" in line


def test_a_data_directory_in_use_is_named(tmp_path: Path) -> None:
    with start_server(tmp_path):
        assert "in use by another server" in refused("serve", "--port", "0", "--data-dir", str(tmp_path))


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "studies.sqlite").write_bytes(b"these are not the tables that you are looking for" * 50)
    assert "file is not a database" in refused("serve", "--port", "0", "--data-dir", str(tmp_path))


def test_a_host_that_is_no_address_of_this_machine_is_named(tmp_path: Path) -> None:
    assert "203.0.113.7" in refused("serve", "--host", "203.0.113.7", "--port", "0", "--data-dir", str(tmp_path))


def test_a_runner_that_there_is_not_is_refused(tmp_path: Path) -> None:
    assert "runner 'cloud' is not known; choose local or ray" in refused("serve", "--runner", "cloud")
    assert "are of a cluster; add --runner ray" in refused("serve", "--ray-workers", "3")


def test_a_cluster_that_does_not_answer_is_named(tmp_path: Path) -> None:
    def said(address: str) -> str:
        return refused("serve", "--data-dir", str(tmp_path), "--runner", "ray", "--ray-address", address)

    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{unused.getsockname()[1]}"
        assert f"no Ray cluster answers at {address}: connection refused; start one with 'ray start --head'" in said(
            address
        )
    for wrong in ("nowhere", "ray://127.0.0.1:1", "127.0.0.1:port", ":6379"):
        assert f"'{wrong}' is no address of a Ray cluster; write --ray-address HOST:PORT" in said(wrong)


def test_a_cluster_without_ray_is_refused_with_the_mend(tmp_path: Path) -> None:
    # As where Ray is not installed: it is not found.
    hidden = "import sys, importlib.util as u; f = u.find_spec; u.find_spec = lambda n: None if n == 'ray' else f(n)"
    code = f"{hidden}; from nas_navigator.cli import main; sys.argv[1:] = {['serve', '--runner', 'ray']!r}; main()"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 2
    (line,) = answer.stderr.splitlines()
    assert line.endswith("Ray, which is not installed; pip install 'nas-navigator[ray]'")


def test_the_server_loads_ray_for_nobody(tmp_path: Path) -> None:
    code = "import sys, nas_navigator.api.server; print([name for name in ('ray', 'torch') if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize("what", ["templates", "datasets", "strategies", "objectives"])
def test_the_catalogue_is_listed_for_people_and_for_programs(what: str) -> None:
    lines = cli("list", what)
    assert lines.returncode == 0
    entries = json.loads(cli("list", what, "--json").stdout)
    assert [line.split()[0] for line in lines.stdout.splitlines()] == [entry["id"] for entry in entries]


def test_a_list_of_what_there_is_not_names_what_there_is() -> None:
    assert "there is no list of 'wishes'; choose one of templates, datasets" in refused("list", "wishes")


def test_a_candidate_of_a_stopped_server_is_exported(stopped: tuple[Path, str, str], tmp_path: Path) -> None:
    data, study, candidate = stopped
    file = tmp_path / "candidate.json"
    answer = cli("export", study, candidate, "--format", "json", "-o", str(file), "--data-dir", str(data))
    assert answer.returncode == 0, answer.stderr
    assert json.loads(file.read_text())["candidate"]["id"] == candidate


def test_an_export_that_cannot_be_says_why(stopped: tuple[Path, str, str], tmp_path: Path) -> None:
    data, study, candidate = stopped
    where = ("--data-dir", str(data))
    out = ("-o", str(tmp_path / "out"))
    assert "holds no study 'gone'" in refused("export", "gone", candidate, *out, *where)
    assert "no candidate 'nobody'" in refused("export", study, "nobody", *out, *where)
    assert "choose one of json, weights" in refused("export", study, candidate, "--format", "onnx", *out, *where)
    assert "nothing is trained yet" in refused("export", study, candidate, "--format", "weights", *out, *where)
    assert "holds no studies" in refused("export", study, candidate, *out, "--data-dir", str(tmp_path / "nowhere"))
    assert "cannot be written" in refused("export", study, candidate, "-o", str(tmp_path / "no" / "file"), *where)


def test_an_export_beside_a_running_server_is_refused(tmp_path: Path) -> None:
    with start_server(tmp_path):
        line = refused("export", "s", "c", "-o", str(tmp_path / "out"), "--data-dir", str(tmp_path))
    assert "in use by another server" in line


def test_a_log_of_another_make_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    with start_server(tmp_path, "--example"):
        pass
    with sqlite3.connect(tmp_path / "studies.sqlite") as database:
        database.execute("UPDATE events SET body = '{}'")
    database.close()
    answer = cli("export", "s", "c", "-o", str(tmp_path / "out"), "--data-dir", str(tmp_path))
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing command"),
        (("fly",), "No such command 'fly'"),
        (("serve", "--port", "many"), "'--port'"),
        (("serve", "--port", "-1"), "'--port'"),
        (("serve", "--fly"), "--fly"),
        (("export",), "'study'"),
    ],
)
def test_what_is_typed_wrong_is_explained_in_one_line(arguments: tuple[str, ...], words: str) -> None:
    line = refused(*arguments)
    assert words in line
    assert "nas-navigator --help" in line


def test_a_benchmark_that_there_is_not_is_refused() -> None:
    assert "nothing" in refused("bench", "nothing")
    assert "has no value" in refused("bench", "distance", "--candidates")
    assert "is no option" in refused("bench", "distance", "20")
