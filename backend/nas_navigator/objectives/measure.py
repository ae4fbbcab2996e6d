"""Measuring candidates: what they cost and how well they do with the template's weights."""

from collections.abc import Sequence
from dataclasses import dataclass

from nas_navigator.networks.costs import costs_of
from nas_navigator.networks.evaluation import Control, OnProgress, evaluate_population, ignore, proceed
from nas_navigator.networks.examples import Examples
from nas_navigator.networks.supernet import Supernet
from nas_navigator_schemas.records import Objectives
from nas_navigator_schemas.templates import Candidate, Template


@dataclass(frozen=True, slots=True)
class Measured:
    """A candidate's objectives (loss in nats, madds of one image) and the seconds that they took."""

    objectives: Objectives
    seconds: float


def costs(template: Template, candidate: Candidate) -> Objectives:
    """The objectives that need no evaluation: `parameters` and `madds` of the candidate's standalone network."""
    found = costs_of(template, candidate)
    return {"parameters": found.parameters, "madds": found.madds}


def measure(
    supernet: Supernet,
    candidates: Sequence[Candidate],
    batches: Sequence[Examples],
    control: Control = proceed,
    on_progress: OnProgress = ignore,
) -> list[Measured]:
    """Every objective of each candidate with the supernet's weights, all on the same batches.

    Raises:
        Interrupted: the control asked for it; nothing is measured then.
    """
    found = evaluate_population(supernet, candidates, batches, control, on_progress)
    return [
        Measured({"accuracy": one.accuracy, "loss": one.loss, **costs(supernet.template, candidate)}, one.seconds)
        for candidate, one in zip(candidates, found, strict=True)
    ]
