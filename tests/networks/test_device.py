import torch

from nas_navigator.networks.device import SMALL, threads_for
from nas_navigator.networks.evaluation import evaluate_population
from nas_navigator.networks.examples import batches, examples
from nas_navigator.networks.supernet import Supernet
from tests.networks.nets import draw, images, normal_reduction_normal


def test_small_values_are_computed_by_one_thread_and_large_ones_by_all_that_were_set() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with threads_for(SMALL - 1):
            assert torch.get_num_threads() == 1
        with threads_for(SMALL):
            assert torch.get_num_threads() == 2
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_a_small_population_is_evaluated_by_one_thread_however_many_are_set() -> None:
    template = normal_reduction_normal()
    data = batches(examples(template, images(), [0] * 6), 6)
    seen: list[int] = []
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        evaluate_population(
            Supernet(template, 0), draw(template, 1), data, lambda: seen.append(torch.get_num_threads())
        )
    finally:
        torch.set_num_threads(before)
    assert seen == [1]
