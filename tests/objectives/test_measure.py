import pytest

from nas_navigator.networks.errors import Interrupted
from nas_navigator.networks.evaluation import evaluate_population
from nas_navigator.networks.examples import batches, examples
from nas_navigator.networks.standalone import StandaloneNetwork
from nas_navigator.networks.supernet import Supernet
from nas_navigator.objectives import catalogue
from nas_navigator.objectives.measure import costs, measure
from tests.networks.nets import draw, images, lively, normal_reduction_normal


def test_every_objective_of_the_catalogue_is_measured() -> None:
    supernet = lively(Supernet(normal_reduction_normal(), 0))
    population = draw(supernet.template, 3)
    data = batches(examples(supernet.template, images(20), [number % 10 for number in range(20)]), 10)
    measured = measure(supernet, population, data)
    evaluated = evaluate_population(supernet, population, data)
    for candidate, found, wanted in zip(population, measured, evaluated, strict=True):
        assert set(found.objectives) == {entry.id for entry in catalogue.entries()}
        assert found.objectives["accuracy"] == wanted.accuracy
        assert found.objectives["loss"] == wanted.loss
        assert {name: found.objectives[name] for name in ("parameters", "madds")} == costs(supernet.template, candidate)
        assert found.seconds > 0


def test_parameters_are_those_of_the_candidates_own_network() -> None:
    given = normal_reduction_normal()
    candidate = draw(given, 1)[0]
    network = StandaloneNetwork(given, candidate, 0)
    own = sum(weight.numel() for weight in network.parameters().values())
    assert costs(given, candidate)["parameters"] == own


def test_measuring_can_be_interrupted() -> None:
    supernet = Supernet(normal_reduction_normal(), 0)
    data = batches(examples(supernet.template, images(4), [0, 1, 2, 3]), 4)
    with pytest.raises(Interrupted, match="stop"):
        measure(supernet, draw(supernet.template, 1), data, lambda: "stop")
