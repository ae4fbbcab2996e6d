import math
from collections.abc import Sequence

import pytest
import torch
from torch.profiler import ProfilerActivity, profile

from nas_navigator.networks.errors import Interrupted, NetworkError
from nas_navigator.networks.evaluation import TOGETHER, evaluate_population, examine
from nas_navigator.networks.examples import Examples, batch_bounds, batches, examples, shuffled_batches
from nas_navigator.networks.memory import peak, sizes_of
from nas_navigator.networks.program import Program, compile_program
from nas_navigator.networks.standalone import StandaloneNetwork
from nas_navigator.networks.supernet import Supernet, channels_last
from nas_navigator_schemas.templates import TemplateOutput
from tests.networks.nets import cell, choose, draw, images, lively, normal_reduction_normal, path, template


def labelled(count: int = 20) -> Examples:
    return examples(normal_reduction_normal(), images(count), [number % 10 for number in range(count)])


def test_a_population_is_measured_as_each_of_it_alone() -> None:
    supernet = lively(Supernet(normal_reduction_normal(), 0))
    population, data = draw(supernet.template, TOGETHER + 3), batches(labelled(), 8)
    together = evaluate_population(supernet, population, data)
    for candidate, found in zip(population, together, strict=True):
        alone = evaluate_population(supernet, [candidate], data)[0]
        assert (alone.loss, alone.accuracy) == (found.loss, found.accuracy)
        assert 0 <= found.accuracy <= 1
        assert found.seconds > 0


def test_loss_and_accuracy_are_means_over_images_whatever_the_batches() -> None:
    network = StandaloneNetwork(normal_reduction_normal(), draw(normal_reduction_normal(), 1)[0], 0)
    data = labelled()
    whole, parts = examine(network, batches(data, 20)), examine(network, batches(data, 7))
    assert whole.loss == pytest.approx(parts.loss)
    assert whole.loss == pytest.approx(math.log(10))
    assert whole.accuracy == parts.accuracy == 0.1
    assert sum(map(sum, whole.confusion)) == 20
    assert [row[0] for row in whole.confusion] == [2] * 10


def test_shared_values_are_computed_once_and_dropped_after_their_last_reader() -> None:
    supernet = Supernet(normal_reduction_normal(), 0)
    one, other = draw(supernet.template, 2)
    both = compile_program(supernet.blueprint, [one, other])
    alone = [compile_program(supernet.blueprint, [candidate]) for candidate in (one, other)]
    assert len(both.steps) < sum(len(program.steps) for program in alone)
    assert len(set(both.steps)) == len(both.steps)
    assert compile_program(supernet.blueprint, [one, one]).steps == alone[0].steps
    dropped = [value for values in both.releases for value in values]
    outputs = {step for found in both.outputs for step in found.values()}
    assert sorted([*dropped, *outputs]) == sorted(both.order)
    assert set(both.order) == set(range(len(both.steps)))


def test_a_population_takes_less_than_twice_the_memory_of_its_largest_candidate() -> None:
    supernet = lively(Supernet(normal_reduction_normal(), 0))
    population = draw(supernet.template, TOGETHER)
    blueprint = supernet.blueprint
    together = compile_program(blueprint, population)
    alone = [compile_program(blueprint, [candidate]) for candidate in population]

    def taken(program: Program, order: Sequence[int]) -> int:
        return peak(program.steps, sizes_of(blueprint, program.steps), order)

    largest = max(taken(program, program.order) for program in alone)
    assert taken(together, range(len(together.steps))) > 2 * largest >= taken(together, together.order)
    assert len(together.steps) < len(together.order) < sum(len(program.steps) for program in alone)
    # What is computed again is the same, so that only the order tells the two apart.
    for program, logits in zip(alone, supernet.run(images(), together), strict=True):
        assert torch.equal(supernet.run(images(), program)[0]["label"], logits["label"])


def test_a_value_is_there_whenever_it_is_read() -> None:
    supernet = Supernet(normal_reduction_normal(), 0)
    program = compile_program(supernet.blueprint, draw(supernet.template, TOGETHER))
    alive: set[int] = set()
    for value, released in zip(program.order, program.releases, strict=True):
        assert value not in alive
        assert alive.issuperset(program.steps[value].reads)
        alive = (alive | {value}) - set(released)
    assert alive == {step for output in program.outputs for step in output.values()}


@pytest.mark.parametrize("operation", ["sep_conv_3x3", "conv_1x3_3x1", "skip_connect"])
def test_the_relu_of_a_value_is_computed_once_for_all_that_read_it(operation: str) -> None:
    reading = cell("c0", "image", "image", kind="reduction", nodes=3)
    paths = (
        path("p0", "c0 in0 n0", operation),
        path("p1", "c0 in0 n1", "sep_conv_5x5"),
        path("p2", "c0 in0 n2", "max_pool_3x3"),
    )
    supernet = Supernet(template((reading,), paths), 0)
    with torch.inference_mode(), profile(activities=[ProfilerActivity.CPU]) as profiled:
        supernet.forward(images(), choose("p0", "p1", "p2"))
    computed = {event.key: event.count for event in profiled.key_averages()}
    # Of the stem, of the adapter that two paths read, and for the head of each of the three nodes.
    assert computed["aten::relu"] == 5


def test_the_control_is_asked_between_batches() -> None:
    supernet = Supernet(normal_reduction_normal(), 0)
    answers = iter([None, None, "suspend"])
    with pytest.raises(Interrupted, match="suspend") as caught:
        evaluate_population(supernet, draw(supernet.template, 2), batches(labelled(), 5), lambda: next(answers))
    assert caught.value.action == "suspend"


def test_progress_is_told_batch_by_batch() -> None:
    supernet = Supernet(normal_reduction_normal(), 0)
    told: list[tuple[int, int, str]] = []
    population = draw(supernet.template, TOGETHER + 1)
    evaluate_population(
        supernet, population, batches(labelled(), 10), on_progress=lambda *progress: told.append(progress)
    )
    assert [done for done, _, _ in told] == [1, 2, 3, 4]
    assert {(total, message) for _, total, message in told} == {(4, "evaluating 17 candidates")}


def test_with_several_outputs_accuracy_is_their_mean_and_loss_their_sum() -> None:
    outputs = (TemplateOutput(name="coarse", classes=10, reads="c0"), TemplateOutput(name="fine", classes=10))
    cells = (cell("c0", "image", "image"), cell("c1", "image", "c0"))
    supernet = lively(Supernet(template(cells, outputs=outputs), 0))
    candidate = draw(supernet.template, 1)[0]
    # Labelled as the first output says, so that it is right throughout and the second is not.
    told = supernet.forward(images(20), candidate)["coarse"].argmax(1)
    data = examples(supernet.template, images(20), told)
    found = evaluate_population(supernet, [candidate], batches(data, 20))[0]
    made = supernet.forward(data.inputs, candidate)
    right = [float((made[name].argmax(1) == data.labels[name]).float().mean()) for name in made]
    losses = [float(torch.nn.functional.cross_entropy(made[name], data.labels[name]).detach()) for name in made]
    assert right[0] == 1.0 > right[1]
    assert found.accuracy == pytest.approx(sum(right) / 2)
    assert found.loss == pytest.approx(sum(losses), rel=1e-5)


def test_no_batch_is_left_with_a_single_image() -> None:
    assert batch_bounds(9, 4) == [(0, 3), (3, 6), (6, 9)]
    assert batch_bounds(4, 4) == [(0, 4)]
    assert [len(batch) for batch in batches(labelled(17), 8)] == [5, 6, 6]


def test_an_epochs_order_comes_from_seed_and_epoch() -> None:
    def order(seed: int, epoch: int, first: int = 0) -> list[float]:
        return [
            float(x)
            for b in shuffled_batches(labelled(), 6, seed, epoch, first)
            for x in b.inputs["image"].sum((1, 2, 3))
        ]

    assert order(1, 0) == order(1, 0)
    assert order(1, 0)[10:] == order(1, 0, first=2)
    assert sorted(order(1, 0)) == sorted(order(1, 1))
    assert len({tuple(order(seed, epoch)) for seed, epoch in ((1, 0), (1, 1), (2, 0), (-2, 0))}) == 4


def test_images_that_do_not_fit_are_refused() -> None:
    with pytest.raises(NetworkError, match=r"\(1, 9, 9\) do not fit .* 'image', which reads \(1, 8, 8\)"):
        examples(normal_reduction_normal(), images(size=9), [0] * 6)
    with pytest.raises(NetworkError, match="6 images have 5 labels"):
        examples(normal_reduction_normal(), images(), [0] * 5)


def test_images_of_one_channel_run_channels_last() -> None:
    x = torch.randn(4, 1, 8, 8)
    laid = channels_last(x)
    assert torch.equal(laid, x)
    made = torch.nn.functional.conv2d(laid, torch.randn(3, 1, 3, 3))
    assert made.is_contiguous(memory_format=torch.channels_last)
