"""A device process that trains nothing and says so 50 times a second, over the real protocol.

It stands in for a device that is quicker than this machine's, for measuring what many updates cost the window. Beside
its artifacts it notes when it said what, in seconds since 1970.
"""

import os
import time
from pathlib import Path

from nas_navigator.worker.arguments import read_arguments
from nas_navigator.worker.artifacts import Artifacts
from nas_navigator.worker.channel import Channel, open_channel
from nas_navigator_schemas.jobs import EpochDone, Failed, Ready, TemplateTrained, TrainTemplate

RATE = 50
NOTES = "steady_notes"


def train(channel: Channel, artifacts: Artifacts, task: TrainTemplate, notes: Path) -> None:
    """Say that an epoch ended, 50 times a second, until all are done or somebody asks to stop."""
    began = time.monotonic()
    checkpoint = artifacts.write(b"nothing was trained")
    with notes.open("w") as noted:
        for epoch in range(task.epochs):
            time.sleep(max(0.0, began + epoch / RATE - time.monotonic()))
            if channel.signal(task.id) is not None:
                break
            metrics = {
                "train_loss": 2.3 / (1 + epoch / 100),
                "validation_loss": 2.4 / (1 + epoch / 100),
                "validation_accuracy": 1 - 0.9 / (1 + epoch / 100),
                "learning_rate": 0.1,
            }
            noted.write(f"{epoch + 1} {time.time()}\n")
            channel.say(
                EpochDone(
                    task=task.id, run=task.run, epoch=epoch, metrics=metrics, seconds=1 / RATE, checkpoint=checkpoint
                )
            )
            noted.flush()
    weights = artifacts.write(b"no weights")
    channel.say(TemplateTrained(task=task.id, weights=weights, epochs=epoch, stopped=True, seconds=1.0))


def main() -> None:
    """Answer training tasks; anything else is refused."""
    arguments = read_arguments("a device that says much and does nothing")
    channel, artifacts = open_channel(), Artifacts(arguments.artifacts)
    channel.say(Ready(device="a metronome", threads=int(os.environ["OMP_NUM_THREADS"]), versions={}))
    for task in channel.tasks():
        if isinstance(task, TrainTemplate):
            train(channel, artifacts, task, arguments.artifacts.parent / NOTES)
        else:
            channel.say(Failed(task=task.id, message=f"'{task.kind}' is nothing that a metronome does"))
        channel.forget(task.id)


if __name__ == "__main__":
    main()
