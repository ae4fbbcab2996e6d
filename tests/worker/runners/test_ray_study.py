"""A study on a Ray cluster has the log that it has on one machine, also where nodes are lost meanwhile."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.client import StudyClient
from tests.crashes import processes
from tests.ray_cluster import RayCluster, start_cluster
from tests.server import Server, start_server
from tests.story import story, without_times

pytestmark = pytest.mark.acceptance

LENGTH = {"epochs": 3, "iterations": 12}


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """The story as one device tells it."""
    with start_server(tmp_path_factory.mktemp("local") / "data", "--threads", "1") as server:
        return story(server, **LENGTH)


def serve(data: Path, cluster: RayCluster, *options: str) -> Any:
    return start_server(data, "--runner", "ray", "--ray-address", cluster.address, *options)


def wait_for(server: Server, workers: str) -> None:
    """Wait until the server says so of its workers."""
    deadline = time.monotonic() + 90
    while not str((health := httpx.get(f"{server.api}/health").json())["device"]).startswith(f"Ray: {workers}"):
        assert time.monotonic() < deadline, f"{health}\n{server.log()}"
        time.sleep(0.1)


def test_four_workers_on_two_nodes_write_the_same_log(local: dict[str, list[Any]], tmp_path: Path) -> None:
    with start_cluster([2, 2]) as cluster, serve(tmp_path / "data", cluster) as server:
        wait_for(server, "4 x cpu on 2 nodes")
        told = story(server, **LENGTH)
    assert told["layout"] == local["layout"]
    assert told["device"] == local["device"]


def test_lost_nodes_leave_no_trace_in_the_log(local: dict[str, list[Any]], tmp_path: Path) -> None:
    with start_cluster([0, 2]) as cluster, serve(tmp_path / "data", cluster) as server:
        wait_for(server, "2 x cpu on 1 node")

        def lose_everybody(study: StudyClient) -> None:
            study.wait(lambda c: len(c.records["epochs"]) == 1)
            cluster.kill_a_node()
            cluster.add_a_node(2)
            cluster.add_a_node(2)
            wait_for(server, "4 x cpu on 2 nodes")

        def lose_a_node(study: StudyClient) -> None:
            study.wait(lambda c: c.study["iteration"] >= 2)
            cluster.kill_a_node()

        told = story(server, **LENGTH, while_training=lose_everybody, while_searching=lose_a_node)
        log = server.log()
    assert "(train_template) is done again by another worker" in log
    assert "(evaluate_given) is done again by another worker" in log
    assert told["layout"] == local["layout"]
    assert told["device"] == local["device"]


def twin_of_a_decision(server: Server) -> tuple[list[Any], set[str | None]]:
    """The iterations of an unattended twin, which searches on while somebody trains another study; and behind whom it
    was said to wait while that went on.
    """
    small = {"dataset": "digits", "template": "cells", "seed": 7}
    with StudyClient.create(server.url, name="Steered", **small) as study:
        study.wait(lambda c: bool(c.records["points"]))
        study.command("start_training", epochs=1)
        study.wait_idle(120)
        study.command("start_search", iterations=1)
        study.wait_idle(120)
        decision = study.command("remove_paths", paths=["p0"])
        study.command("start_search", iterations=3)
        study.wait_idle(120)
        answer = study.send("run_twin", at_seq=decision)
        assert answer.status_code == 202, answer.text
        with (
            StudyClient(server.url, answer.json()["study"]) as twin,
            StudyClient.create(server.url, name="Other", **small) as other,
        ):
            other.command("start_training", epochs=2)
            behind = set()
            while (
                phase := other.api.get(f"/studies/{other.id}").json()["records"]["study"][other.id]["phase"]
            ) != "idle":
                (compared,) = study.api.get(f"/studies/{study.id}/effects", params={"seq": decision}).json()["twins"]
                (run,) = compared["twins"]
                if run["state"] == "running" and phase == "training":
                    behind.add(run["behind"])
            twin.wait(lambda c: c.study["iteration"] >= 4 and c.study["phase"] == "idle", 120)
            other.wait_idle(120)
            events = twin.api.get(f"/studies/{twin.id}/events", params={"after": 0}).json()["events"]
    payloads = [without_times(event["payload"]) for event in events]
    return [payload for payload in payloads if payload["type"] == "iteration_finished"], behind


def test_an_unattended_twin_searches_the_same_on_a_cluster(tmp_path: Path) -> None:
    with start_server(tmp_path / "local", "--threads", "1") as server:
        alone, _ = twin_of_a_decision(server)
    with start_cluster([1, 1]) as cluster, serve(tmp_path / "spread", cluster) as server:
        wait_for(server, "2 x cpu on 2 nodes")
        spread, behind = twin_of_a_decision(server)
    assert len(alone) == 4
    assert spread == alone
    assert None in behind, "one of two workers trains the other study, and one searches for the twin"


def test_workers_share_a_gpu_and_no_more_are_hired_than_are_asked_for(tmp_path: Path) -> None:
    with start_cluster(["6:1"]) as cluster:
        for options, workers in ((("--ray-gpus", "0.5"), "2 x"), (("--ray-gpus", "0.3", "--ray-workers", "1"), "1 x")):
            with serve(tmp_path / workers, cluster, *options) as server:
                wait_for(server, workers)


@pytest.mark.parametrize("end", [Server.stop, Server.kill])
def test_a_cluster_on_this_machine_alone_ends_with_its_server(end: Callable[[Server], object], tmp_path: Path) -> None:
    with start_server(tmp_path / "data", "--runner", "ray", "--ray-workers", "1") as server:
        wait_for(server, "1 x cpu on 1 node")
        started = processes.descendants(server.process.pid)
        assert len(started) > 4  # The layout's process, the one in charge, and Ray's own.
        end(server)
        processes.seconds_until_gone(started, 20)
