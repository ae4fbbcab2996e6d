"""The whole journey through HTTP and the stream alone, on Fashion-MNIST with 12,000 training images."""

import time
from collections.abc import Callable

import pytest

from tests.client import StudyClient
from tests.server import Server

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(5400)]


def test_a_study_on_fashion_mnist_reaches_its_bars(
    server: Server, record_property: Callable[[str, object], None]
) -> None:
    started = time.monotonic()
    dataset = {"id": "fashion_mnist", "parameters": {"train_images": 12_000}}
    with StudyClient.create(server.url, name="Clothes", dataset=dataset, template="cells", seed=1) as study:
        study.command("start_training", epochs=12)
        study.wait_idle(2400)
        trained = time.monotonic()

        study.command("start_search", iterations=6)
        study.wait_idle(600)
        searched = time.monotonic()
        best = study.study["best_candidate"]
        inherited = study.records["candidates"][best]["objectives"]["accuracy"]

        study.command("finalize", candidates=[best], epochs=10)
        study.wait_idle(1800)
        finished = time.monotonic()
        (final,) = [run for run in study.records["runs"].values() if run["purpose"] == "final"]
        test = final["metrics"]["test_accuracy"]

        for name, value in {
            "inherited_validation_accuracy": inherited,
            "test_accuracy": test,
            "training_s": trained - started,
            "search_s": searched - trained,
            "final_s": finished - searched,
        }.items():
            record_property(name, value)
            print(f"{name}: {value:.3f}")
        assert inherited >= 0.75
        assert test >= 0.86
        assert final["metrics"]["test_accuracy_low"] < test < final["metrics"]["test_accuracy_high"]
