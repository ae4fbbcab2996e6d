"""A cluster of two nodes does what a device process does, bit for bit, also where one of them is lost."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from nas_navigator.datasets.catalogue import entries
from nas_navigator.spaces.catalogue import build_template
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator_schemas.configuration import DatasetChoice, Objective
from nas_navigator_schemas.jobs import (
    AnyMessage,
    Control,
    CutWeights,
    EvaluateGiven,
    EvaluationDone,
    Failed,
    FinalTrained,
    FitLayout,
    IterationDone,
    LayoutDone,
    Steering,
    Suspended,
    TaskProgress,
    TemplateTrained,
    WeightsCut,
)
from tests.ray_cluster import RayCluster, start_cluster
from tests.story import without_times
from tests.worker.device import Device, common, small_template, start
from tests.worker.test_device import a_candidate, finishing, searching, training


@dataclass(frozen=True)
class Sides:
    """The same work done by a device process and by a cluster, which share no directory."""

    local: Device
    spread: Device
    cluster: RayCluster

    def words(self) -> str:
        """What the process in charge wrote to its log."""
        return (self.spread.artifacts.directory.parent / "cluster.log").read_text()

    def share(self, artifact: str) -> None:
        """Give the cluster's side an artifact that was made at the other."""
        self.spread.artifacts.write(self.local.artifacts.read(artifact))


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    local, spread = (tmp_path_factory.mktemp(name) / "artifacts" for name in ("local", "spread"))
    with (
        start_cluster([1, 1]) as cluster,
        start(spread, "cluster", "--address", cluster.address, name="Ray: 2 x cpu on 2 nodes") as charge,
        start(local) as device,
    ):
        yield Sides(device, charge, cluster)


@pytest.fixture(scope="module")
def weights(sides: Sides) -> str:
    """The template after an epoch, at both sides."""
    trained = sides.local.do(training("weights", epochs=1), TemplateTrained)
    sides.share(trained.weights)
    return trained.weights


def said(message: AnyMessage) -> Any:
    """What a message says, but for times."""
    return without_times(message.model_dump(mode="json"))


def test_a_training_gives_the_same_weights(sides: Sides) -> None:
    task = training("both")
    local, spread = (side.do(task, TemplateTrained) for side in (sides.local, sides.spread))
    # An artifact's id is the hash of its bytes; the file came back to the side of the server.
    assert said(spread) == said(local)
    assert sides.spread.artifacts.read(spread.weights) == sides.local.artifacts.read(local.weights)


def test_a_suspended_training_goes_on_from_its_checkpoint(sides: Sides) -> None:
    whole = sides.local.do(training("whole"), TemplateTrained)
    left = sides.spread.suspend_after_a_step(training("left"), Suspended)
    assert left.checkpoint is not None
    resumed = sides.spread.do(training("resumed", checkpoint=left.checkpoint), TemplateTrained)
    assert (resumed.weights, resumed.epochs) == (whole.weights, 2)


def test_a_final_network_is_the_same(sides: Sides) -> None:
    task = finishing("final", a_candidate())
    local, spread = (side.do(task, FinalTrained) for side in (sides.local, sides.spread))
    assert spread.weights == local.weights
    assert spread.confusion == local.confusion


def test_weights_are_cut_the_same(sides: Sides, weights: str) -> None:
    task = CutWeights(**common("cut"), candidate=a_candidate(), weights=weights)
    assert sides.spread.do(task, WeightsCut) == sides.local.do(task, WeightsCut)


def test_an_iteration_is_the_same_and_its_weights_are_sent_once(sides: Sides, weights: str) -> None:
    with start(sides.local.artifacts.directory, "layout") as maker:
        layout = maker.do(
            FitLayout(**common("map"), version=1, sample=40, candidates=(), steering=Steering()), LayoutDone
        )
    sides.share(layout.artifact)
    for iteration in range(3):
        task = searching(f"i{iteration}", weights, iteration=iteration, seed=iteration, layout=layout.artifact)
        local, spread = (side.do(task, IterationDone) for side in (sides.local, sides.spread))
        assert len(local.evaluated) == 8
        assert said(spread) == said(local)
    assert len(re.findall(f"artifact {weights} is in the object store", sides.words())) == 1


def given(identifier: str, weights: str, count: int) -> EvaluateGiven:
    space, rng = MaskSpace(small_template()), np.random.default_rng(0)
    drawn = {(candidate := space.decode(space.sample(rng))).id: candidate for _ in range(count)}
    return EvaluateGiven(
        **common(identifier), objective=Objective(), candidates=tuple(drawn.values()), weights=weights, layout=None
    )


def test_an_evaluation_that_is_asked_to_suspend_is_dropped(sides: Sides, weights: str) -> None:
    answer = sides.spread.suspend_after_a_step(given("dropped", weights, 2000), Suspended)
    assert answer.checkpoint is None


def test_weights_that_are_not_there_are_named(sides: Sides) -> None:
    failed = sides.spread.do(given("missing", "ab" * 32, 2), Failed)
    assert failed.message.startswith("file abababababab… of this study is not among the artifacts")


def test_studies_are_worked_on_side_by_side(sides: Sides, weights: str) -> None:
    sides.spread.say(training("long", epochs=1000, study="other"))
    sides.spread.hear_until(TaskProgress)
    sides.spread.do(given("beside", weights, 3), EvaluationDone)
    sides.spread.say(Control(task="long", action="stop"))
    assert sides.spread.hear_until(TemplateTrained).stopped


def test_what_a_lost_node_had_in_hand_is_done_again_and_counts_once(sides: Sides, weights: str) -> None:
    task = given("lost", weights, 1000)
    local = sides.local.do(task, EvaluationDone)
    sides.spread.say(task)
    sides.spread.hear_until(TaskProgress)
    sides.cluster.kill_a_node()
    while not isinstance(answer := sides.spread.hear(), EvaluationDone):
        assert answer.kind in ("task_progress", "ready"), answer
    assert "is done again by another worker" in sides.words()
    assert said(answer) == said(local)
    assert [one.candidate for one in answer.evaluated] == list(task.candidates)


@pytest.mark.acceptance
def test_a_task_that_ends_its_workers_again_and_again_fails(sides: Sides) -> None:
    slow = build_template("cells", {"cells": ["normal"] * 4, "nodes": 4, "channels": 64}, entries()[0])
    sides.spread.say(training("doomed", template=slow, dataset=DatasetChoice(id="digits")))
    killed: set[int] = set()
    while not isinstance(answer := sides.spread.hear(), Failed):
        assert answer.kind in ("task_progress", "ready"), answer
        if answer.kind == "task_progress" and answer.total is not None and not killed & set(members(sides.cluster)):
            for member in members(sides.cluster):
                killed.add(member)
                os.kill(member, signal.SIGKILL)
    assert answer.message.startswith("3 workers were lost over it: ")


def test_no_worker_outlives_the_process_in_charge(sides: Sides) -> None:
    wait_until(lambda: bool(members(sides.cluster)))
    sides.spread.process.kill()
    wait_until(lambda: not members(sides.cluster))


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not so within {seconds} s"
        time.sleep(0.1)


def members(cluster: RayCluster) -> list[int]:
    """The process ids of the cluster's workers."""
    said = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    lines = [line.split(maxsplit=2) for line in said.splitlines()]
    nodes = {pid for pid, parent, _ in lines if parent == str(cluster.process.pid)}
    # One that is at work is called "ray::Member.do".
    return [int(pid) for pid, parent, called in lines if parent in nodes and called.startswith("ray::Member")]
