"""The populations of a real search: what candidates of one iteration share is what evolution makes them share."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nas_navigator.datasets.catalogue import check
from nas_navigator.datasets.registry import load
from nas_navigator.networks.evaluation import evaluate_population
from nas_navigator.networks.examples import Examples, batches, examples
from nas_navigator.networks.recipes import template_training
from nas_navigator.networks.supernet import Supernet
from nas_navigator.networks.training import VALIDATION_BATCH, Run, train_template
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates import cells
from nas_navigator.strategies.base import AskRequest, Scored, Start
from nas_navigator.strategies.navigator_ea import NavigatorEA
from nas_navigator_schemas.configuration import DatasetChoice, TrainingConfiguration
from nas_navigator_schemas.templates import Candidate

EPOCHS = 3
"""Of the template's training: as many as fitness needs to tell candidates apart."""
SAMPLE = 50
"""Candidates of the map that the search starts from."""


@dataclass(frozen=True, slots=True)
class Search:
    """A trained template, the validation batches, and what each iteration evaluated."""

    supernet: Supernet
    batches: list[Examples]
    populations: tuple[tuple[Candidate, ...], ...]


def search(iterations: int, seed: int) -> Search:
    """Train the default template on digits and search it by the default strategy."""
    choice = DatasetChoice(id="digits")
    data, template = load(choice), cells.build({}, check(choice))
    train = examples(template, data.train_images, data.train_labels)
    validation = examples(template, data.validation_images, data.validation_labels)
    supernet, space = Supernet(template, seed), MaskSpace(template)
    recipe = template_training(TrainingConfiguration(), data.batch_size)
    train_template(supernet, space, train, validation, Run(recipe, EPOCHS, seed))
    judged = batches(validation, VALIDATION_BATCH)
    return Search(supernet, judged, tuple(_populations(supernet, space, judged, iterations, seed)))


def _populations(
    supernet: Supernet, space: MaskSpace, judged: list[Examples], iterations: int, seed: int
) -> Iterator[tuple[Candidate, ...]]:
    strategy, rng = NavigatorEA(), np.random.default_rng(seed)
    sample = tuple(space.decode(space.sample(rng)) for _ in range(SAMPLE))
    state = strategy.initial(space, {}, Start(sample=sample))
    known: frozenset[str] = frozenset()
    for iteration in range(iterations):
        state, asked = strategy.ask(state, space, AskRequest(seed=seed, iteration=iteration, known=known))
        population = tuple(proposal.candidate for proposal in asked.proposals)
        found = evaluate_population(supernet, population, judged)
        told = [Scored(candidate=one, fitness=its.accuracy) for one, its in zip(population, found, strict=True)]
        state = strategy.tell(state, told)
        known |= {one.id for one in population}
        yield population
