"""What the process does that owns a device: it trains, searches and measures."""

from argparse import Namespace
from functools import partial
from importlib.metadata import version
from typing import assert_never

from nas_navigator.networks.device import choose_device, configure, describe
from nas_navigator.worker.artifacts import Artifacts
from nas_navigator.worker.channel import Channel, serve
from nas_navigator.worker.desk import Desk
from nas_navigator.worker.searching import evaluate_given, propose_and_evaluate
from nas_navigator.worker.shelf import Shelf
from nas_navigator.worker.training import cut_the_weights, train_the_final, train_the_template
from nas_navigator_schemas.jobs import (
    AnyMessage,
    AnyTask,
    CutWeights,
    EvaluateGiven,
    Failed,
    FitLayout,
    PlaceCandidates,
    ProposeAndEvaluate,
    Ready,
    TrainFinal,
    TrainTemplate,
)


def handle(desk: Desk, task: AnyTask) -> AnyMessage:
    """Do a task; the answer is its last message."""
    match task:
        case TrainTemplate():
            return train_the_template(desk, task)
        case TrainFinal():
            return train_the_final(desk, task)
        case ProposeAndEvaluate():
            return propose_and_evaluate(desk, task)
        case EvaluateGiven():
            return evaluate_given(desk, task)
        case CutWeights():
            return cut_the_weights(desk, task)
        case FitLayout() | PlaceCandidates():
            return Failed(task=task.id, message=f"'{task.kind}' is for the layout process, not for a device")
        case _:
            assert_never(task)


def versions() -> dict[str, str]:
    """The versions on which the numbers of a result depend."""
    return {name: version(name) for name in ("torch", "nas-navigator")}


def work(arguments: Namespace, channel: Channel) -> None:
    """Do tasks until the parent is gone."""
    device = choose_device(arguments.device)
    configure(device, arguments.threads)
    channel.say(Ready(device=describe(device), threads=arguments.threads, versions=versions()))
    downloads = arguments.artifacts.parent / "datasets"
    desk = Desk(Shelf(Artifacts(arguments.artifacts), device, downloads), channel)
    serve(channel, partial(handle, desk))
