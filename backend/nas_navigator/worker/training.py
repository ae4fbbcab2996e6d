"""Training tasks: the template, and candidates as networks of their own."""

from scipy.stats import beta

from nas_navigator.networks.augmentation import Augmentation
from nas_navigator.networks.checkpoints import Checkpoint
from nas_navigator.networks.evaluation import Examination, examine
from nas_navigator.networks.examples import batches, examples
from nas_navigator.networks.recipes import final_training, template_training
from nas_navigator.networks.standalone import StandaloneNetwork, calibrate, cut
from nas_navigator.networks.supernet import Supernet
from nas_navigator.networks.training import (
    VALIDATION_BATCH,
    Run,
    train_network,
    train_template,
    weights_of,
)
from nas_navigator.objectives.measure import costs
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.worker.desk import Desk
from nas_navigator_schemas.jobs import (
    CutWeights,
    FinalTrained,
    Suspended,
    TemplateTrained,
    TrainFinal,
    TrainTemplate,
    WeightsCut,
)


def train_the_template(desk: Desk, task: TrainTemplate) -> TemplateTrained | Suspended:
    """Train the template under the steering of the task."""
    shelf, checkpoint = desk.shelf, desk.checkpoint(task)
    if checkpoint is not None:
        given = weights_of(checkpoint)
    else:
        given = {} if task.weights is None else dict(desk.load(task.weights).tensors)
    supernet = Supernet(task.template, task.weights_seed, given, shelf.device)
    space = MaskSpace(task.template, task.steering.removed, task.steering.fixed)
    recipe = template_training(task.training, shelf.data(task.dataset).batch_size)
    train, validation = (
        shelf.train(task.dataset, task.template),
        shelf.validation(task.dataset, task.template),
    )
    run = Run(recipe, task.epochs, task.seed, task.first_epoch)
    result = train_template(supernet, space, train, validation, run, desk.hooks(task), checkpoint)
    if result.ended == "suspend":
        return desk.suspended(task, result)
    return TemplateTrained(
        task=task.id,
        weights=desk.save(Checkpoint(result.weights, {})),
        epochs=result.epochs,
        stopped=result.ended == "stop",
        seconds=result.seconds,
    )


def train_the_final(desk: Desk, task: TrainFinal) -> FinalTrained | Suspended:
    """Train a candidate on its own and, unless stopped, measure it once on the test set."""
    shelf, checkpoint = desk.shelf, desk.checkpoint(task)
    data = shelf.data(task.dataset)
    network = _final_network(desk, task, checkpoint)
    recipe = final_training(task.training, data.batch_size, Augmentation(shift=data.shift, flip=data.flip))
    train, validation = (
        shelf.train(task.dataset, task.template),
        shelf.validation(task.dataset, task.template),
    )
    run = Run(recipe, task.epochs, task.seed)
    result = train_network(network, train, validation, run, desk.hooks(task), checkpoint)
    if result.ended == "suspend":
        return desk.suspended(task, result)
    stopped = result.ended == "stop"
    examination = None if stopped else _examine(desk, task, network)
    return FinalTrained(
        task=task.id,
        weights=desk.save(Checkpoint(network.state(), {})),
        metrics=_metrics(task, examination, result.seconds),
        confusion=() if examination is None else examination.confusion,
        stopped=stopped,
        seconds=result.seconds,
    )


def _final_network(desk: Desk, task: TrainFinal, checkpoint: Checkpoint | None) -> StandaloneNetwork:
    device = desk.shelf.device
    if checkpoint is not None:
        return StandaloneNetwork(task.template, task.candidate, task.seed, weights_of(checkpoint), device=device)
    if task.initial == "scratch" or task.weights is None:
        return StandaloneNetwork(task.template, task.candidate, task.seed, device=device)
    supernet = desk.shelf.supernet(task.template, task.weights_seed, task.weights)
    return cut(supernet, task.candidate)


def _examine(desk: Desk, task: TrainFinal, network: StandaloneNetwork) -> Examination:
    images, labels = desk.shelf.data(task.dataset).test()
    test = examples(task.template, images, labels, desk.shelf.device)
    return examine(network, batches(test, VALIDATION_BATCH))


def _metrics(task: TrainFinal, found: Examination | None, seconds: float) -> dict[str, float | None]:
    metrics = {**costs(task.template, task.candidate), "seconds": seconds}
    if found is not None:
        count = sum(map(sum, found.confusion))
        low, high = accuracy_interval(round(found.accuracy * count), count)
        metrics |= {
            "test_accuracy": found.accuracy,
            "test_accuracy_low": low,
            "test_accuracy_high": high,
            "test_loss": found.loss,
        }
    return metrics


def accuracy_interval(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of Clopper and Pearson for `right` of `count`."""
    low = float(beta.ppf(0.025, right, count - right + 1)) if right else 0.0
    high = float(beta.ppf(0.975, right + 1, count - right)) if right < count else 1.0
    return low, high


def cut_the_weights(desk: Desk, task: CutWeights) -> WeightsCut:
    """Cut a candidate's weights out of the template's."""
    supernet = desk.shelf.supernet(task.template, task.weights_seed, task.weights)
    network = cut(supernet, task.candidate)
    train = batches(desk.shelf.train(task.dataset, task.template), VALIDATION_BATCH)
    calibrate(network, [batch.inputs for batch in train])
    return WeightsCut(task=task.id, artifact=desk.save(Checkpoint(network.state(), {})))
