"""What a task's handler works with: the shelf, the caller, and what both mean for a run."""

from collections.abc import Callable
from dataclasses import dataclass

from nas_navigator.networks import checkpoints
from nas_navigator.networks.checkpoints import Checkpoint
from nas_navigator.networks.training import EpochResult, Hooks, TrainingResult
from nas_navigator.worker.artifacts import ArtifactFiles
from nas_navigator.worker.channel import Caller, Reporter
from nas_navigator.worker.shelf import Shelf
from nas_navigator_schemas.jobs import EpochDone, Suspended, TrainFinal, TrainTemplate

TrainingTask = TrainTemplate | TrainFinal


@dataclass(frozen=True, slots=True)
class Desk:
    """The tools of a process that does tasks."""

    shelf: Shelf
    caller: Caller

    @property
    def artifacts(self) -> ArtifactFiles:
        """Where results are written."""
        return self.shelf.artifacts

    def hooks(self, task: TrainingTask) -> Hooks:
        """Polls the caller between batches, and reports batches and epochs to it."""
        return Hooks(lambda: self.caller.signal(task.id), self._on_epoch(task), Reporter(self.caller, task.id))

    def checkpoint(self, task: TrainingTask) -> Checkpoint | None:
        """Where the run that the task continues was left."""
        return None if task.checkpoint is None else self.load(task.checkpoint)

    def load(self, artifact: str) -> Checkpoint:
        """The tensors in an artifact."""
        return checkpoints.load(self.artifacts.read(artifact))

    def save(self, checkpoint: Checkpoint) -> str:
        """The artifact that holds the tensors."""
        return self.artifacts.write(checkpoints.save(checkpoint))

    def suspended(self, task: TrainingTask, result: TrainingResult) -> Suspended:
        """A run that was asked to suspend, with all that going on needs."""
        kept = None if result.checkpoint is None else self.save(result.checkpoint)
        return Suspended(task=task.id, checkpoint=kept)

    def _on_epoch(self, task: TrainingTask) -> Callable[[EpochResult], None]:
        def tell(epoch: EpochResult) -> None:
            self.caller.say(
                EpochDone(
                    task=task.id,
                    run=task.run,
                    epoch=epoch.epoch,
                    metrics=epoch.metrics,
                    seconds=epoch.seconds,
                    checkpoint=self.save(epoch.checkpoint),
                )
            )

        return tell
