"""Measuring candidates on validation data: a population together, or a standalone network."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.device import threads_for
from nas_navigator.networks.errors import Action, Interrupted
from nas_navigator.networks.examples import Examples
from nas_navigator.networks.program import Program, compile_groups
from nas_navigator.networks.standalone import StandaloneNetwork
from nas_navigator.networks.supernet import Supernet
from nas_navigator_schemas.templates import Candidate

Control = Callable[[], Action | None]
"""Asked between batches whether to go on (None)."""

TOGETHER = 16
"""Candidates that are evaluated together at most: more would share little more and keep more values alive."""


OnProgress = Callable[[int, int, str], None]
"""Told (batches done, batches in all, what is happening)."""


def ignore(*_: object) -> None:
    """The callback that does nothing."""


def proceed() -> Action | None:
    """The control that never interrupts."""
    return None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A candidate's mean loss and accuracy (in [0, 1]) over the examples; `seconds` is its share of the time."""

    loss: float
    accuracy: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over examples: of the loss, of the right answers (a mean over outputs), and how many."""

    loss: float = 0.0
    right: float = 0.0
    count: int = 0

    def plus(self, loss: float, right: float, count: int) -> "Tally":
        """With a batch added."""
        return Tally(self.loss + loss, self.right + right, self.count + count)

    @property
    def mean_loss(self) -> float:
        """Per example."""
        return self.loss / self.count

    @property
    def accuracy(self) -> float:
        """Share of right answers."""
        return self.right / self.count


def evaluate_population(
    supernet: Supernet,
    candidates: Sequence[Candidate],
    batches: Sequence[Examples],
    control: Control = proceed,
    on_progress: OnProgress = ignore,
) -> list[Evaluation]:
    """Loss and accuracy of each candidate, all on the same batches, with shared sub-graphs computed once a batch.

    Raises:
        Interrupted: the control asked for it; nothing is measured then.
    """
    groups = list(_groups(supernet, candidates))
    found: dict[int, Evaluation] = {}
    for number, (places, program) in enumerate(groups):

        def report(done: int, before: int = number * len(batches)) -> None:
            on_progress(before + done, len(groups) * len(batches), f"evaluating {len(candidates)} candidates")

        found.update(zip(places, _evaluate_together(supernet, program, batches, control, report), strict=True))
    return [found[place] for place in range(len(candidates))]


def _groups(supernet: Supernet, candidates: Sequence[Candidate]) -> Iterator[tuple[tuple[int, ...], Program]]:
    """What is evaluated together: the places of the candidates, and their program."""
    for first in range(0, len(candidates), TOGETHER):
        for places, program in compile_groups(supernet.blueprint, candidates[first : first + TOGETHER]):
            yield tuple(first + place for place in places), program


def _evaluate_together(
    supernet: Supernet,
    program: Program,
    batches: Sequence[Examples],
    control: Control,
    report: Callable[[int], None],
) -> list[Evaluation]:
    started = time.perf_counter()
    tallies = [Tally()] * len(program.outputs)
    size = supernet.blueprint.numbers(max(map(len, batches), default=0))
    with torch.inference_mode(), threads_for(size):
        for done, batch in enumerate(batches, 1):
            check(control)
            logits = supernet.run(batch.inputs, program)
            tallies = [tally.plus(*measure(own, batch)) for tally, own in zip(tallies, logits, strict=True)]
            report(done)
    seconds = (time.perf_counter() - started) / len(tallies)
    return [Evaluation(tally.mean_loss, tally.accuracy, seconds) for tally in tallies]


def check(control: Control) -> None:
    """Stop here if the control asks for it.

    Raises:
        Interrupted: it does.
    """
    action = control()
    if action is not None:
        raise Interrupted(action)


def measure(logits: Mapping[str, Tensor], batch: Examples) -> tuple[float, float, int]:
    """Sum of the loss, right answers (mean over outputs) and number of examples of a batch."""
    loss = sum(float(F.cross_entropy(logits[name], labels, reduction="sum")) for name, labels in batch.labels.items())
    return loss, right_answers(logits, batch), len(batch)


def right_answers(logits: Mapping[str, Tensor], batch: Examples) -> float:
    """Right answers in the batch, as a mean over outputs."""
    right = [int((logits[name].argmax(dim=1) == labels).sum()) for name, labels in batch.labels.items()]
    return sum(right) / len(right)


@dataclass(frozen=True, slots=True)
class Examination:
    """A standalone network's result on a set: loss, accuracy, and per class pair (true, predicted) how many."""

    loss: float
    accuracy: float
    confusion: tuple[tuple[int, ...], ...]


def examine(network: StandaloneNetwork, batches: Sequence[Examples], control: Control = proceed) -> Examination:
    """Measure a network with its stored statistics; the confusion is that of the template's first output.

    Raises:
        Interrupted: the control asked for it.
    """
    output = network.template.outputs[0]
    confusion = torch.zeros(output.classes * output.classes, dtype=torch.int64)
    tally = Tally()
    size = network.blueprint.numbers(max(map(len, batches), default=0))
    with torch.inference_mode(), threads_for(size):
        for batch in batches:
            check(control)
            logits = network.forward(batch.inputs)
            tally = tally.plus(*measure(logits, batch))
            cells = batch.labels[output.name] * output.classes + logits[output.name].argmax(dim=1)
            confusion += torch.bincount(cells.cpu(), minlength=len(confusion))
    rows = confusion.reshape(output.classes, output.classes).tolist()
    return Examination(tally.mean_loss, tally.accuracy, tuple(tuple(row) for row in rows))
