"""Training the template's weights and those of standalone networks, with one loop.

Everything random comes from (seed, epoch, step), so a checkpoint needs no generator's state, and a run that was
suspended and resumed gives the weights of one that was not, bit by bit.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any, Literal, Protocol

import torch
from torch import Tensor

from nas_navigator.networks.blueprint import Blueprint
from nas_navigator.networks.checkpoints import Checkpoint
from nas_navigator.networks.device import threads_for
from nas_navigator.networks.errors import Interrupted, NetworkError
from nas_navigator.networks.evaluation import (
    Control,
    OnProgress,
    Tally,
    evaluate_population,
    examine,
    ignore,
    proceed,
    right_answers,
)
from nas_navigator.networks.examples import Examples, batch_bounds, batches, shuffled_batches
from nas_navigator.networks.optimization import loss_of, make_optimizer, moments, restore
from nas_navigator.networks.recipes import Recipe
from nas_navigator.networks.sampling import draw, validation_candidates
from nas_navigator.networks.standalone import StandaloneNetwork
from nas_navigator.networks.supernet import Supernet
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator_schemas.templates import Candidate

VALIDATION_CANDIDATES = 4
VALIDATION_BATCH = 256
FADED_BY = 0.5
"""Share of a run after which sources that an edit cut off are heard no more."""

_WEIGHT = "weight:"


class Trainable(Protocol):
    """A network that the loop can train."""

    blueprint: Blueprint

    def parameters(self) -> dict[str, Tensor]:
        """What moves by gradient, by key."""
        ...

    def state(self) -> dict[str, Tensor]:
        """A copy of every weight."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """How long and by which recipe; `first_epoch` epochs were trained before this run, its own count from 0."""

    recipe: Recipe
    epochs: int
    seed: int
    first_epoch: int = 0


@dataclass(frozen=True, slots=True)
class EpochResult:
    """An epoch of a run ended, counted from 0; `checkpoint` holds all that going on needs."""

    epoch: int
    metrics: dict[str, float | None]
    seconds: float
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """How a run ended, after `epochs` complete epochs.

    Attributes:
        weights: every weight, by key.
        checkpoint: where the run ended as `suspend`, what resuming needs.
        path_epochs: of the template's paths, in how many epochs of the run each was trained.
    """

    ended: Literal["done", "stop", "suspend"]
    epochs: int
    weights: dict[str, Tensor]
    checkpoint: Checkpoint | None
    path_epochs: dict[str, int]
    seconds: float


OnEpoch = Callable[[EpochResult], None]


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a run asks and tells its caller."""

    control: Control = proceed
    on_epoch: OnEpoch = ignore
    on_progress: OnProgress = ignore


@dataclass(slots=True)
class _Position:
    """Where a run is: `step` batches into `epoch`, with the sums of that epoch so far."""

    epoch: int = 0
    step: int = 0
    tally: Tally = field(default_factory=Tally)
    path_epochs: dict[str, int] = field(default_factory=dict)
    path_seen: dict[str, int] = field(default_factory=dict)

    def meta(self) -> dict[str, Any]:
        tally = [self.tally.loss, self.tally.right, self.tally.count]
        return {
            "epoch": self.epoch,
            "step": self.step,
            "tally": tally,
            "path_epochs": self.path_epochs,
            "path_seen": self.path_seen,
        }

    @classmethod
    def of(cls, meta: Mapping[str, Any]) -> "_Position":
        return cls(
            epoch=int(meta["epoch"]),
            step=int(meta["step"]),
            tally=Tally(*meta["tally"]),
            path_epochs=dict(meta["path_epochs"]),
            path_seen=dict(meta["path_seen"]),
        )


def weights_of(checkpoint: Checkpoint) -> dict[str, Tensor]:
    """The network's weights in a checkpoint of a run: what to build the network from before resuming."""
    return {key.removeprefix(_WEIGHT): tensor for key, tensor in checkpoint.tensors.items() if key.startswith(_WEIGHT)}


def train_template(
    supernet: Supernet,
    space: MaskSpace,
    train: Examples,
    validation: Examples,
    run: Run,
    hooks: Hooks = Hooks(),
    checkpoint: Checkpoint | None = None,
) -> TrainingResult:
    """Train the template: each step a candidate that `space`, the template under steering, allows.

    To resume, build the supernet from `weights_of(checkpoint)` and give the checkpoint.

    Raises:
        NetworkError: the loss is no longer finite.
    """
    judges = validation_candidates(space, run.seed, VALIDATION_CANDIDATES)
    judged = batches(validation, VALIDATION_BATCH)
    loop = _Loop(supernet, train, run, hooks, checkpoint)

    def logits(batch: Examples) -> Mapping[str, Tensor]:
        supernet.fade(max(0.0, 1 - loop.share / FADED_BY))
        candidate = draw(space, run.recipe.configuration, run.seed, loop.absolute_step)
        loop.saw(candidate)
        return supernet.forward(batch.inputs, candidate)

    def validate() -> dict[str, float]:
        found = evaluate_population(supernet, judges, judged, hooks.control)
        return {
            "validation_loss": fmean(one.loss for one in found),
            "validation_accuracy": fmean(one.accuracy for one in found),
        }

    return loop.run_to_end(logits, validate)


def train_network(
    network: StandaloneNetwork,
    train: Examples,
    validation: Examples,
    run: Run,
    hooks: Hooks = Hooks(),
    checkpoint: Checkpoint | None = None,
) -> TrainingResult:
    """Train a standalone network; to resume, build it from `weights_of(checkpoint)` and give the checkpoint.

    Raises:
        NetworkError: the loss is no longer finite.
    """
    judged = batches(validation, VALIDATION_BATCH)

    def validate() -> dict[str, float]:
        found = examine(network, judged, hooks.control)
        return {"validation_loss": found.loss, "validation_accuracy": found.accuracy}

    loop = _Loop(network, train, run, hooks, checkpoint)
    return loop.run_to_end(lambda batch: network.forward(batch.inputs, "training"), validate)


class _Loop:
    """One run over batches and epochs."""

    def __init__(
        self, network: Trainable, train: Examples, run: Run, hooks: Hooks, checkpoint: Checkpoint | None
    ) -> None:
        self._network, self._train, self._run, self._hooks = network, train, run, hooks
        self._steps = len(batch_bounds(len(train), run.recipe.batch_size))
        self._parameters = network.parameters()
        self._optimizer = make_optimizer(run.recipe.configuration, self._parameters)
        self._at = _Position()
        if checkpoint is not None:
            self._at = _Position.of(checkpoint.meta)
            restore(self._optimizer, self._parameters, checkpoint.tensors)
        # Times stay out of checkpoints: the same run must give the same bytes.
        self._started = self._epoch_started = time.perf_counter()

    @property
    def done(self) -> int:
        """Batches done."""
        return self._at.epoch * self._steps + self._at.step

    @property
    def share(self) -> float:
        """Share of the run that is done."""
        return self.done / (self._run.epochs * self._steps)

    @property
    def absolute_step(self) -> int:
        """Steps since the template was made, if every run had as many an epoch."""
        return self._run.first_epoch * self._steps + self.done

    def saw(self, candidate: Candidate) -> None:
        """Note the paths that the coming step trains."""
        for path in candidate.paths:
            self._at.path_seen[path] = 1

    def run_to_end(
        self, logits: Callable[[Examples], Mapping[str, Tensor]], validate: Callable[[], dict[str, float]]
    ) -> TrainingResult:
        """Train until the last epoch is done or the control asks otherwise."""
        while self._at.epoch < self._run.epochs:
            try:
                self._epoch(logits)
                metrics = self._metrics() | validate()
            except Interrupted as interruption:
                return self._result(interruption.action)
            self._end_epoch(metrics)
        return self._result("done")

    def _epoch(self, logits: Callable[[Examples], Mapping[str, Tensor]]) -> None:
        epoch = self._run.first_epoch + self._at.epoch
        size = self._run.recipe.batch_size
        for batch in shuffled_batches(self._train, size, self._run.seed, epoch, self._at.step):
            action = self._hooks.control()
            if action is not None:
                raise Interrupted(action)
            with threads_for(self._network.blueprint.numbers(len(batch))):
                self._step(self._augmented(batch), logits)
            self._at.step += 1
            message = f"epoch {self._at.epoch + 1} of {self._run.epochs}"
            self._hooks.on_progress(self.done, self._run.epochs * self._steps, message)

    def _augmented(self, batch: Examples) -> Examples:
        augmentation = self._run.recipe.augmentation
        if not (augmentation.shift or augmentation.flip):
            return batch
        changed = {
            name: augmentation.apply(images, self._run.seed, self.absolute_step)
            for name, images in batch.inputs.items()
        }
        return batch.map_inputs(changed)

    def _step(self, batch: Examples, logits: Callable[[Examples], Mapping[str, Tensor]]) -> None:
        recipe = self._run.recipe
        for group in self._optimizer.param_groups:
            group["lr"] = self._rate(self.done)
        self._optimizer.zero_grad(set_to_none=True)
        made = logits(batch)
        loss = loss_of(made, batch, recipe.label_smoothing)
        torch.autograd.backward(loss)
        active = [tensor for tensor in self._parameters.values() if tensor.grad is not None]
        torch.nn.utils.clip_grad_norm_(active, recipe.configuration.gradient_clip)
        self._optimizer.step()
        self._at.tally = self._at.tally.plus(self._finite(loss) * len(batch), right_answers(made, batch), len(batch))

    def _finite(self, loss: Tensor) -> float:
        value = float(loss.detach())
        if value - value != 0.0:
            raise NetworkError(
                f"the loss is {value} in epoch {self._at.epoch + 1} with learning rate "
                f"{self._run.recipe.configuration.learning_rate:g}; lower the rate or the gradient clip"
            )
        return value

    def _rate(self, step: int) -> float:
        return self._run.recipe.rate(step, self._run.epochs * self._steps)

    def _metrics(self) -> dict[str, float | None]:
        tally = self._at.tally
        return {
            "train_loss": tally.mean_loss,
            "train_accuracy": tally.accuracy,
            "learning_rate": self._rate(self.done - 1),
        }

    def _end_epoch(self, metrics: dict[str, float | None]) -> None:
        at = self._at
        now = time.perf_counter()
        seconds, self._epoch_started = now - self._epoch_started, now
        counted = {path: at.path_epochs.get(path, 0) + 1 for path in at.path_seen}
        self._at = _Position(epoch=at.epoch + 1, path_epochs=at.path_epochs | counted)
        self._hooks.on_epoch(EpochResult(at.epoch, metrics, seconds, self._checkpoint()))

    def _checkpoint(self) -> Checkpoint:
        weights = {_WEIGHT + key: tensor for key, tensor in self._network.state().items()}
        return Checkpoint({**weights, **moments(self._optimizer, self._parameters)}, self._at.meta())

    def _result(self, ended: Literal["done", "stop", "suspend"]) -> TrainingResult:
        seconds = time.perf_counter() - self._started
        checkpoint = self._checkpoint() if ended == "suspend" else None
        counts = dict(self._at.path_epochs)
        return TrainingResult(ended, self._at.epoch, self._network.state(), checkpoint, counts, seconds)
