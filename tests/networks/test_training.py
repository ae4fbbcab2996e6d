import math
from collections.abc import Callable

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from torch import Tensor

from nas_navigator.networks import checkpoints
from nas_navigator.networks.augmentation import Augmentation
from nas_navigator.networks.checkpoints import Checkpoint
from nas_navigator.networks.errors import Action, NetworkError
from nas_navigator.networks.evaluation import evaluate_population, examine, proceed
from nas_navigator.networks.examples import Examples, batches, examples
from nas_navigator.networks.optimization import loss_of
from nas_navigator.networks.recipes import Recipe, final_training, template_training
from nas_navigator.networks.sampling import draw as draw_step
from nas_navigator.networks.standalone import StandaloneNetwork
from nas_navigator.networks.supernet import Supernet
from nas_navigator.networks.training import (
    EpochResult,
    Hooks,
    Run,
    TrainingResult,
    train_network,
    train_template,
    weights_of,
)
from nas_navigator.spaces.edits import add_cell
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator_schemas.configuration import TrainingConfiguration
from nas_navigator_schemas.templates import PerNode, Template, TemplateOutput
from tests.networks.nets import cell, choose, draw, images, lively, normal_reduction_normal, template

CONFIGURATION = TrainingConfiguration()
QUIET = Hooks()


def digits(given: Template, count: int = 300) -> tuple[Examples, Examples]:
    """The first digits to train on and 200 others to validate on."""
    data = load_digits()
    x, y = (data.images[:, None] - 4.9) / 6.0, data.target
    return examples(given, x[:count], y[:count]), examples(given, x[-200:], y[-200:])


def run_of(epochs: int, seed: int = 0, **fields: object) -> Run:
    configuration = TrainingConfiguration.model_validate(fields)
    return Run(Recipe(configuration, 32, warm_up=0.1), epochs, seed)


def stop_after(batches_done: int, action: Action) -> Callable[[], Action | None]:
    asked = iter(range(1_000_000))
    return lambda: action if next(asked) >= batches_done else None


def train(given: Template, run: Run, hooks: Hooks = QUIET, checkpoint: Checkpoint | None = None) -> TrainingResult:
    weights = weights_of(checkpoint) if checkpoint else None
    learn, judge = digits(given)
    return train_template(Supernet(given, 0, weights), MaskSpace(given), learn, judge, run, hooks, checkpoint)


def same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[key], other[key]) for key in one)


def test_training_the_template_makes_random_candidates_better() -> None:
    given = normal_reduction_normal()
    supernet = Supernet(given, 0)
    learn, judge = digits(given)
    seen: list[EpochResult] = []
    train_template(supernet, MaskSpace(given), learn, judge, run_of(12), Hooks(on_epoch=seen.append))
    assert [result.epoch for result in seen] == list(range(12))
    first, last = seen[0].metrics, seen[-1].metrics
    assert set(last) == {"train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "learning_rate"}
    assert last["validation_loss"] < first["validation_loss"]
    assert last["train_loss"] < first["train_loss"]
    found = evaluate_population(supernet, draw(given, 4, seed=9), batches(judge, 100))
    assert np.mean([one.accuracy for one in found]) > 0.3


@pytest.mark.parametrize("optimizer", ["sgd", "adamw"])
@pytest.mark.parametrize("batches_done", [10, 14])
def test_a_resumed_run_is_an_uninterrupted_one_bit_by_bit(optimizer: str, batches_done: int) -> None:
    given = normal_reduction_normal()
    run = run_of(2, optimizer=optimizer, learning_rate=0.01)
    whole = train(given, run)
    suspended = train(given, run, Hooks(control=stop_after(batches_done, "suspend")))
    assert suspended.ended == "suspend"
    assert suspended.checkpoint is not None
    resumed = train(given, run, checkpoint=checkpoints.load(checkpoints.save(suspended.checkpoint)))
    assert resumed.ended == "done"
    assert same(resumed.weights, whole.weights)
    assert resumed.path_epochs == whole.path_epochs


def test_resuming_from_an_epochs_checkpoint_gives_the_same_metrics_from_there() -> None:
    given = normal_reduction_normal()
    whole: list[EpochResult] = []
    train(given, run_of(3), Hooks(on_epoch=whole.append))
    rest: list[EpochResult] = []
    train(given, run_of(3), Hooks(on_epoch=rest.append), whole[0].checkpoint)
    assert [(one.epoch, one.metrics) for one in rest] == [(one.epoch, one.metrics) for one in whole[1:]]


def test_resuming_after_an_edit_fades_what_the_new_cell_carries_just_as_well() -> None:
    base = normal_reduction_normal()
    given = add_cell(base, "normal", 1, 2)
    before = lively(Supernet(base, 0)).state()
    learn, judge = digits(given, 128)

    def go(control: Callable[[], Action | None], checkpoint: Checkpoint | None) -> TrainingResult:
        supernet = Supernet(given, 0, weights_of(checkpoint) if checkpoint else before)
        hooks = Hooks(control=control)
        return train_template(supernet, MaskSpace(given), learn, judge, run_of(3), hooks, checkpoint)

    whole = go(proceed, None)
    for batches_done in (3, 12):
        suspended = go(stop_after(batches_done, "suspend"), None)
        assert same(go(proceed, suspended.checkpoint).weights, whole.weights)
    assert not Supernet(given, 0, whole.weights).carries()


def test_the_same_seed_gives_the_same_weights_and_another_does_not() -> None:
    given = normal_reduction_normal()
    one = train(given, run_of(1, seed=1))
    assert same(one.weights, train(given, run_of(1, seed=1)).weights)
    assert not same(one.weights, train(given, run_of(1, seed=2)).weights)


def test_stopping_keeps_the_weights_so_far_and_says_which_epochs_are_done() -> None:
    given = normal_reduction_normal()
    # Of each epoch's 10 batches and 1 of validation by 4 candidates the control is asked before each.
    stopped = train(given, run_of(3), Hooks(control=stop_after(15, "stop")))
    assert (stopped.ended, stopped.epochs, stopped.checkpoint) == ("stop", 1, None)
    assert not same(stopped.weights, Supernet(given, 0).state())
    assert set(stopped.path_epochs.values()) == {1}


def test_every_output_is_trained_by_its_own_labels() -> None:
    cells = (cell("c0", "image", "image"), cell("c1", "image", "c0"))
    outputs = (TemplateOutput(name="early", classes=10, reads="c0"), TemplateOutput(name="late", classes=10))
    given = template(cells, outputs=outputs)
    before, after = Supernet(given, 0).state(), train(given, run_of(1)).weights
    for name in ("early", "late"):
        heads = [key for key in before if key.startswith(f"@head/{name}/")]
        assert heads
        assert not any(torch.equal(before[key], after[key]) for key in heads if key.endswith("/bias"))
    learn, _ = digits(given)
    supernet = Supernet(given, 0)
    with torch.no_grad():
        made = supernet.forward(learn.inputs, draw(given, 1)[0])
    both = float(loss_of(made, learn, 0.0))
    assert both == pytest.approx(sum(float(loss_of({name: made[name]}, only(learn, name), 0.0)) for name in made))


def only(given: Examples, output: str) -> Examples:
    return Examples(given.inputs, {output: given.labels[output]})


def test_paths_count_the_epochs_in_which_they_were_trained() -> None:
    given = normal_reduction_normal()
    removed = [path.id for path in given.paths if path.operation == "sep_conv_5x5"]
    learn, judge = digits(given)
    supernet, space = Supernet(given, 0), MaskSpace(given, removed)
    untouched = {key: weight for key, weight in supernet.state().items() if "/sep_conv_5x5(" in key}
    result = train_template(supernet, space, learn, judge, run_of(6))
    assert not set(removed) & set(result.path_epochs)
    assert max(result.path_epochs.values()) == 6
    assert all(torch.equal(result.weights[key], weight) for key, weight in untouched.items())
    assert untouched


def test_progress_counts_batches_to_the_end() -> None:
    told: list[tuple[int, int, str]] = []
    train(normal_reduction_normal(), run_of(2), Hooks(on_progress=lambda *progress: told.append(progress)))
    assert [done for done, _, _ in told] == list(range(1, 21))
    assert told[-1] == (20, 20, "epoch 2 of 2")


def test_a_loss_that_is_no_number_is_told_with_the_mend() -> None:
    given = normal_reduction_normal()
    learn, judge = digits(given)
    broken = Examples({"image": learn.inputs["image"] * math.nan}, learn.labels)
    with pytest.raises(NetworkError, match=r"the loss is nan in epoch 1 with learning rate 0\.05; lower the rate"):
        train_template(Supernet(given, 0), MaskSpace(given), broken, judge, run_of(1, learning_rate=0.05))


def test_the_learning_rate_rises_then_falls_to_zero_by_cosine() -> None:
    recipe = Recipe(TrainingConfiguration(learning_rate=0.2), 32, warm_up=0.1)
    rates = [recipe.rate(step, 100) for step in range(101)]
    assert rates[:10] == sorted(rates[:10])
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert max(rates) == rates[10] == pytest.approx(0.2)
    assert rates[55] == pytest.approx(0.1)
    assert rates[100] == pytest.approx(0.0)


def test_a_configured_batch_size_goes_before_the_data_sets() -> None:
    augmentation = Augmentation(shift=1)
    for recipe in (template_training, final_training):
        assert recipe(CONFIGURATION, 32).batch_size == 32
        assert recipe(CONFIGURATION.model_copy(update={"batch_size": 64}), 32).batch_size == 64
    assert final_training(CONFIGURATION, 32, augmentation).augmentation == augmentation


def test_fair_sampling_gives_every_path_of_a_node_as_many_turns() -> None:
    given = template((cell("c0", "image", "image", nodes=2, choice=PerNode(minimum=2, maximum=2)),))
    space = MaskSpace(given)
    configuration = TrainingConfiguration(sampling="fair")
    for group in space.groups:
        cycle = len(group.free)
        drawn = [draw_step(space, configuration, 3, 5 * cycle + step) for step in range(cycle)]
        turns = [sum(given.paths[index].id in one.paths for one in drawn) for index in group.free]
        assert turns == [2] * cycle
    assert all(space.is_valid(space.encode(one)) for one in drawn)


def test_fair_sampling_obeys_steering() -> None:
    given = normal_reduction_normal()
    fixed, removed = [given.paths[0].id], [given.paths[1].id]
    space = MaskSpace(given, removed, fixed)
    for step in range(50):
        drawn = draw_step(space, TrainingConfiguration(sampling="fair"), 0, step)
        assert space.is_valid(space.encode(drawn))


def test_dropout_leaves_out_a_few_paths_and_never_all_of_a_node() -> None:
    given = normal_reduction_normal()
    space = MaskSpace(given, fixed=[given.paths[0].id])
    light = [draw_step(space, TrainingConfiguration(sampling="dropout"), 0, step) for step in range(40)]
    kept = np.mean([len(one.paths) for one in light]) / len(given.paths)
    assert kept == pytest.approx(0.9, abs=0.02)
    heavy = TrainingConfiguration(sampling="dropout", path_dropout=1.0)
    least = draw_step(space, heavy, 0, 0)
    assert len(least.paths) == len(space.groups)
    assert given.paths[0].id in least.paths


@pytest.mark.parametrize("sampling", ["fair", "dropout"])
def test_every_way_of_sampling_trains(sampling: str) -> None:
    seen: list[EpochResult] = []
    train(normal_reduction_normal(), run_of(3, sampling=sampling), Hooks(on_epoch=seen.append))
    assert seen[-1].metrics["train_loss"] < seen[0].metrics["train_loss"]


def test_a_network_of_its_own_learns_digits_and_stores_its_statistics() -> None:
    given = normal_reduction_normal()
    learn, judge = digits(given, 600)
    network = StandaloneNetwork(given, draw(given, 1)[0], 0)
    seen: list[EpochResult] = []
    result = train_network(network, learn, judge, run_of(12), Hooks(on_epoch=seen.append))
    assert seen[-1].metrics["validation_accuracy"] == examine(network, batches(judge, 50)).accuracy
    assert seen[-1].metrics["validation_accuracy"] > 0.8
    assert same(result.weights, network.state())


def test_a_network_of_its_own_resumes_bit_by_bit_augmented_too() -> None:
    given = normal_reduction_normal()
    candidate = choose(*draw(given, 1)[0].paths)
    learn, judge = digits(given)
    run = Run(final_training(CONFIGURATION, 32, Augmentation(shift=1, flip=True)), 2, 0)

    def go(hooks: Hooks, checkpoint: Checkpoint | None = None) -> TrainingResult:
        weights = weights_of(checkpoint) if checkpoint else None
        network = StandaloneNetwork(given, candidate, 0, weights)
        return train_network(network, learn, judge, run, hooks, checkpoint)

    whole = go(Hooks())
    suspended = go(Hooks(control=stop_after(7, "suspend")))
    assert same(go(Hooks(), suspended.checkpoint).weights, whole.weights)


def test_augmentation_shifts_and_mirrors_each_image_its_own_way() -> None:
    x = torch.zeros(200, 1, 5, 5)
    x[:, 0, 2, 1] = 1.0
    changed = Augmentation(shift=1).apply(x, 0, 0)
    places = {tuple(place) for place in changed[:, 0].nonzero()[:, 1:].tolist()}
    assert places == {(row, column) for row in (1, 2, 3) for column in (0, 1, 2)}
    mirrored = Augmentation(flip=True).apply(x, 0, 0)
    assert {tuple(place) for place in mirrored[:, 0].nonzero()[:, 1:].tolist()} == {(2, 1), (2, 3)}
    assert torch.equal(changed, Augmentation(shift=1).apply(x, 0, 0))
    assert not torch.equal(changed, Augmentation(shift=1).apply(x, 0, 1))
    assert torch.equal(images(), Augmentation().apply(images(), 0, 0))
