"""The device process over its protocol: every kind of task, interrupted and not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from nas_navigator.networks.supernet import Supernet
from nas_navigator.spaces.candidates import make_candidate
from nas_navigator_schemas.configuration import Constraint, Objective, SearchConfiguration, TrainingConfiguration
from nas_navigator_schemas.jobs import (
    CandidatesPlaced,
    Control,
    CutWeights,
    EvaluateGiven,
    EvaluationDone,
    Failed,
    FinalTrained,
    FitLayout,
    IterationDone,
    LayoutDone,
    PlaceCandidates,
    ProposeAndEvaluate,
    Region,
    Steering,
    Suspended,
    TaskProgress,
    TemplateTrained,
    TrainFinal,
    TrainTemplate,
    WeightsCut,
)
from nas_navigator_schemas.templates import Candidate
from tests.worker.device import Device, common, small_template, start

EVERYWHERE = ((-1.5, -1.5), (1.5, -1.5), (1.5, 1.5), (-1.5, 1.5))


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Device]:
    """A device process for the tests that leave it alive."""
    with start(tmp_path_factory.mktemp("device") / "artifacts") as running:
        yield running


@pytest.fixture(scope="module")
def layout(device: Device) -> Iterator[LayoutDone]:
    """A map of 40 candidates, made by the process that makes maps."""
    with start(device.artifacts.directory, "layout") as maker:
        task = FitLayout(**common("map"), version=1, sample=40, candidates=(), steering=Steering())
        yield maker.do(task, LayoutDone)


@pytest.fixture(scope="module")
def trained(device: Device) -> TemplateTrained:
    """The template after an epoch."""
    return device.do(training("first", epochs=1), TemplateTrained)


def training(identifier: str, epochs: int = 2, **fields: Any) -> TrainTemplate:
    known = {"run": "run", "training": TrainingConfiguration(), "first_epoch": 0, "steering": Steering()}
    return TrainTemplate(**common(identifier, **{**known, "weights": None, **fields}), epochs=epochs)


def searching(identifier: str, weights: str, **fields: Any) -> ProposeAndEvaluate:
    known: dict[str, Any] = {
        "objective": Objective(),
        "search": SearchConfiguration(),
        "iteration": 0,
        "steering": Steering(),
        "weights_version": 1,
        "layout": None,
        "known": (),
    }
    return ProposeAndEvaluate(**common(identifier, **{**known, **fields}), weights=weights)


def finishing(identifier: str, candidate: Candidate, **fields: Any) -> TrainFinal:
    known = {"run": "final", "training": TrainingConfiguration(), "epochs": 2, "initial": "scratch", "weights": None}
    return TrainFinal(**common(identifier, **{**known, **fields}), candidate=candidate)


def a_candidate() -> Candidate:
    """Each node reads the first input twice: by a skip connection and a pooling."""
    chosen = [
        path.id
        for path in small_template().paths
        if path.source == "in0" and path.operation in ("skip_connect", "max_pool_3x3")
    ]
    return make_candidate(chosen)


def equal(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[key], other[key]) for key in one)


def test_training_suspended_and_resumed_gives_the_same_bytes(device: Device) -> None:
    whole = device.do(training("whole"), TemplateTrained)
    left = device.suspend_after_a_step(training("left"), Suspended)
    assert left.checkpoint is not None
    assert device.load(left.checkpoint).meta["epoch"] < 2
    resumed = device.do(training("resumed", checkpoint=left.checkpoint), TemplateTrained)
    # An artifact's id is the hash of its bytes.
    assert (resumed.weights, resumed.epochs, resumed.stopped) == (whole.weights, 2, False)


def test_a_final_training_suspended_and_resumed_gives_the_same_bytes_and_result(device: Device) -> None:
    whole = device.do(finishing("whole final", a_candidate()), FinalTrained)
    left = device.suspend_after_a_step(finishing("left final", a_candidate()), Suspended)
    assert left.checkpoint is not None
    resumed = device.do(finishing("resumed final", a_candidate(), checkpoint=left.checkpoint), FinalTrained)
    assert resumed.weights == whole.weights
    assert resumed.confusion == whole.confusion
    assert sum(map(sum, whole.confusion)) == 359
    right = sum(whole.confusion[digit][digit] for digit in range(10))
    assert whole.metrics["test_accuracy"] == pytest.approx(right / 359)


def test_a_stopped_training_keeps_its_weights(device: Device) -> None:
    device.say(training("stopped", epochs=1000))
    device.hear_until(TaskProgress)
    device.say(Control(task="stopped", action="stop"))
    answer = device.hear_until(TemplateTrained)
    assert answer.stopped
    assert answer.epochs < 1000
    weights = dict(device.load(answer.weights).tensors)
    fresh = Supernet(small_template(), 5).state()
    assert weights.keys() == fresh.keys()
    assert not equal(weights, fresh)


def test_a_stopped_final_training_never_sees_the_test_set(device: Device) -> None:
    device.say(finishing("stopped final", a_candidate(), epochs=1000))
    device.hear_until(TaskProgress)
    device.say(Control(task="stopped-final", action="stop"))
    answer = device.hear_until(FinalTrained)
    assert answer.stopped
    assert answer.confusion == ()
    assert not any(name.startswith("test_") for name in answer.metrics)


def test_training_goes_on_from_weights_and_counts_its_steps_from_there(
    device: Device, trained: TemplateTrained
) -> None:
    again = device.do(training("more", epochs=1, weights=trained.weights, first_epoch=1), TemplateTrained)
    same_batches = device.do(training("twice", epochs=1, weights=trained.weights, first_epoch=0), TemplateTrained)
    assert len({trained.weights, again.weights, same_batches.weights}) == 3


def test_removed_paths_keep_the_weights_that_they_started_with(device: Device) -> None:
    removed = tuple(path.id for path in small_template().paths if path.operation == "conv_1x3_3x1")
    answer = device.do(training("pruned", epochs=1, steering=Steering(removed=removed)), TemplateTrained)
    weights, fresh = device.load(answer.weights).tensors, Supernet(small_template(), 5).state()
    own = [key for key in fresh if "/conv_1x3_3x1(" in key]
    assert own
    assert all(torch.equal(weights[key], fresh[key]) for key in own)


def test_an_iteration_is_the_same_whenever_it_is_asked_for(device: Device, trained: TemplateTrained) -> None:
    one = device.do(searching("one", trained.weights), IterationDone)
    # Said before the task is: an iteration of so small a template would be over before the word arrives.
    device.say(Control(task="cut-off", action="suspend"))
    suspended = device.do(searching("cut off", trained.weights), Suspended)
    other = device.do(searching("other", trained.weights), IterationDone)
    assert suspended.checkpoint is None
    assert len(one.evaluated) == 8
    facts = [(item.candidate, item.origin, item.objectives) for item in one.evaluated]
    assert facts == [(item.candidate, item.origin, item.objectives) for item in other.evaluated]
    assert one.scores == other.scores
    assert one.scores is not None
    assert sum(one.scores.frequency) == 8 * len(one.evaluated[0].candidate.paths)


def test_another_iteration_proposes_others(device: Device, trained: TemplateTrained) -> None:
    first = device.do(searching("first of two", trained.weights), IterationDone)
    second = device.do(searching("second of two", trained.weights, iteration=1), IterationDone)
    assert not {item.candidate.id for item in first.evaluated} & {item.candidate.id for item in second.evaluated}


def test_steering_holds_in_what_is_proposed(device: Device, trained: TemplateTrained) -> None:
    paths = small_template().paths
    removed = tuple(path.id for path in paths if path.operation == "sep_conv_5x5")
    limit = Constraint(objective="parameters", maximum=1100)
    steering = Steering(seq=7, removed=removed, fixed=(paths[0].id,), constraints=(limit,))
    done = device.do(searching("steered", trained.weights, steering=steering), IterationDone)
    assert done.steering_seq == 7
    assert done.evaluated
    for item in done.evaluated:
        assert not set(removed) & set(item.candidate.paths)
        assert paths[0].id in item.candidate.paths
        assert item.feasible
        assert item.objectives["parameters"] <= 1100


def test_a_focus_places_its_children_on_the_map_where_anybody_would(
    device: Device, trained: TemplateTrained, layout: LayoutDone
) -> None:
    region = Region(candidates=layout.sampled[:3], polygon=EVERYWHERE, weight=1.0)
    steering = Steering(region=region)
    task = searching("focused", trained.weights, layout=layout.artifact, steering=steering)
    done = device.do(task, IterationDone)
    assert all(item.inside for item in done.evaluated)
    candidates = tuple(item.candidate for item in done.evaluated)
    with start(device.artifacts.directory, "layout") as maker:
        again = PlaceCandidates(**common("again"), layout=layout.artifact, candidates=candidates)
        assert maker.do(again, CandidatesPlaced).points == tuple(item.point for item in done.evaluated)


def test_what_a_person_chose_is_evaluated_as_the_search_would(device: Device, trained: TemplateTrained) -> None:
    found = device.do(searching("by search", trained.weights), IterationDone).evaluated[0]
    task = EvaluateGiven(
        **common("by hand"),
        objective=Objective(),
        candidates=(found.candidate,),
        weights=trained.weights,
        layout=None,
    )
    (given,) = device.do(task, EvaluationDone).evaluated
    assert given.origin == "person"
    assert given.objectives["accuracy"] == found.objectives["accuracy"]
    assert given.objectives["loss"] == pytest.approx(found.objectives["loss"], abs=1e-5)


def test_weights_are_cut_to_a_file_that_has_its_own_statistics(device: Device, trained: TemplateTrained) -> None:
    task = CutWeights(**common("cut"), candidate=a_candidate(), weights=trained.weights)
    tensors = device.load(device.do(task, WeightsCut).artifact).tensors
    assert any(key.endswith("/variance") for key in tensors)
    assert not any("sep_conv" in key for key in tensors)


def test_a_task_that_cannot_be_done_is_told_in_words_and_the_next_is_done(
    device: Device, trained: TemplateTrained
) -> None:
    wild = training("wild", training=TrainingConfiguration(learning_rate=10, gradient_clip=1e30))
    gone = device.do(searching("gone", "f" * 64), Failed)
    assert gone.message == (
        "file ffffffffffff… of this study is not among the artifacts; put it back from a copy; else lay out the map "
        "again, or branch from before the training that wrote it"
    )
    foreign = device.do(FitLayout(**common("foreign"), version=1, sample=1, candidates=(), steering=Steering()), Failed)
    assert "is for the layout process" in foreign.message
    unknown = make_candidate(["p99999"])
    strange = device.do(finishing("strange", unknown), Failed)
    assert "Traceback" not in strange.message
    assert strange.message.count("\n") == 0
    device.say(wild)
    heard = device.hear()
    while heard.kind in ("task_progress", "epoch_done"):
        heard = device.hear()
    assert heard.kind in ("failed", "template_trained")
    assert len(device.do(searching("after", trained.weights), IterationDone).evaluated) == 8


def test_the_process_ends_with_its_parent_whatever_it_does(tmp_path: Path) -> None:
    with start(tmp_path / "artifacts") as device:
        device.say(training("endless", epochs=10_000))
        device.hear_until(TaskProgress)
        assert device.process.stdin is not None
        device.process.stdin.close()
        assert device.process.wait(10) == 0


def test_a_process_that_hears_no_message_ends_so_that_another_begins(tmp_path: Path) -> None:
    with start(tmp_path / "artifacts") as device:
        device.write("{}")
        assert device.process.wait(10) == 1
