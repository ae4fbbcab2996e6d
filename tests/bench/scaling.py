"""What a cluster can give a search: `python -m tests.bench.scaling [--study NAME] [--population N] [--ray]`.

A real search runs here, with the local runner on one thread. From its log comes the serial fraction: the part of an
iteration's time that is not the evaluation of candidates, so the proposing, placing, scoring, storing and waiting. What
the evaluation costs where it is divided is measured on the candidates of the last iteration, since parts share less
of what they compute. From both follows the speed-up with more workers of the same speed (Amdahl's law). Each is a line
of JSON. With `--ray` the search runs on a Ray of one worker on this machine: by how much the serial part is then longer
is the price of handing work over.
"""

import argparse
import json
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any

import torch

from nas_navigator.networks.evaluation import evaluate_population
from nas_navigator.worker.artifacts import Artifacts
from nas_navigator.worker.cluster.division import divided
from nas_navigator.worker.shelf import Shelf
from nas_navigator_schemas.configuration import DatasetChoice
from nas_navigator_schemas.templates import Candidate, Template
from tests.client import StudyClient
from tests.server import Server, start_server

WORKERS = (2, 4, 8, 64, 512)
ITERATIONS = 6
STUDIES: dict[str, dict[str, Any]] = {
    "digits": {"dataset": "digits", "template": "cells"},
    "fashion_mnist": {
        "dataset": {"id": "fashion_mnist", "parameters": {"train_images": 4000}},
        "template": {"id": "cells", "parameters": {"cells": ["normal", "reduction", "normal", "reduction", "normal"]}},
    },
}


def main() -> None:
    """Print what is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--study", choices=STUDIES, default="digits")
    parser.add_argument("--population", type=int, default=8)
    parser.add_argument("--ray", action="store_true")
    arguments = parser.parse_args()
    runner = ("--runner", "ray", "--ray-workers", "1") if arguments.ray else ()
    for line in measured(arguments.study, arguments.population, *runner):
        print(json.dumps(line), flush=True)


def measured(name: str, population: int, *runner: str) -> Iterator[dict[str, Any]]:
    """The serial fraction of a search, what dividing costs, and the speed-up that follows, a line each."""
    with TemporaryDirectory() as directory, start_server(Path(directory), "--threads", "1", *runner) as server:
        log, records = _search(server, name, population)
        artifacts = Artifacts(Path(directory) / "artifacts")
        finished = [event for event in log if event["payload"]["type"] == "iteration_finished"]
        # From the end of one iteration to that of the next: nothing that happens between is left out.
        whole = mean(_moment(after) - _moment(before) for before, after in pairwise(finished))
        together = mean(sum(one["seconds"] for one in event["payload"]["evaluated"]) for event in finished[1:])
        serial = whole - together
        yield {
            "study": name,
            "population": population,
            "iteration_s": whole,
            "evaluation_s": together,
            "serial_s": serial,
            "serial_fraction": serial / whole,
        }
        costs = _costs_of_dividing(records, artifacts, finished[-1]["payload"]["evaluated"])
        for workers in WORKERS:
            seconds = serial + together * costs[min(workers, population)]
            yield {
                "workers": workers,
                "busy_workers": min(workers, population),
                "largest_part_of_evaluation": costs[min(workers, population)],
                "iteration_s": seconds,
                "speed_up": whole / seconds,
                "by_amdahl_alone": 1 / (serial / whole + (1 - serial / whole) / workers),
            }


def _moment(event: dict[str, Any]) -> float:
    return datetime.fromisoformat(event["at"]).timestamp()


def _search(server: Server, name: str, population: int) -> tuple[list[dict[str, Any]], Any]:
    search = {"strategy": "navigator_ea", "parameters": {"population": population}}
    with StudyClient.create(server.url, name=name, seed=1, search=search, **STUDIES[name]) as study:
        study.wait(lambda c: bool(c.records["points"]))
        study.command("start_training", epochs=1)
        study.wait_idle(120)
        study.command("start_search", iterations=ITERATIONS)
        study.wait_idle(180)
        events = study.api.get(f"/studies/{study.id}/events", params={"after": 0, "limit": 100_000}).json()["events"]
        return events, study.study | {"template": study.api.get(f"/studies/{study.id}/template").json()}


def _costs_of_dividing(study: Any, artifacts: Artifacts, evaluated: list[dict[str, Any]]) -> dict[int, float]:
    """Seconds of the slowest part, by the number of parts, as a share of the seconds of all together."""
    torch.set_num_threads(1)
    shelf = Shelf(artifacts, torch.device("cpu"), artifacts.directory.parent / "datasets")
    template = Template.model_validate(study["template"])
    supernet = shelf.supernet(template, study["seed"], study["weights_artifact"])
    batches = shelf.validation_batches(DatasetChoice.model_validate(study["dataset"]), template)
    candidates = [Candidate.model_validate(one["candidate"]) for one in evaluated]

    def seconds(part: Any) -> float:
        began = time.perf_counter()
        evaluate_population(supernet, part, batches)
        return time.perf_counter() - began

    counts = sorted({min(workers, len(candidates)) for workers in WORKERS})
    whole = min(seconds(candidates) for _ in range(3))
    return {count: max(map(seconds, divided(candidates, count))) / whole for count in counts}


if __name__ == "__main__":
    main()
