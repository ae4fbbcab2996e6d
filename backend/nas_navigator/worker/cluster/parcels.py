"""Artifacts on their way: once a version into the cluster's object store, and back with the message that names them."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import final

import ray

from nas_navigator.worker.artifacts import MEND, ArtifactError, Artifacts, hash_of
from nas_navigator_schemas.jobs import AnyTask

log = logging.getLogger(__name__)

Parcels = Mapping[str, "ray.ObjectRef[bytes]"]
"""Where in the object store an artifact is, by its id."""

MOST_KEPT = 16
"""Artifacts that stay in the object store for the next task: weights and checkpoints of what runs now."""


def named_by(task: AnyTask) -> tuple[str, ...]:
    """The artifacts that whoever trains or measures for a task reads."""
    named = (getattr(task, field, None) for field in ("weights", "checkpoint"))
    return tuple(artifact for artifact in named if artifact is not None)


@final
class Dispatch:
    """The side of the process in charge: artifacts of the data directory, put into the object store once."""

    def __init__(self, artifacts: Artifacts) -> None:
        self.artifacts = artifacts
        self._sent: OrderedDict[str, ray.ObjectRef[bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def send(self, task: AnyTask) -> Parcels:
        """What a task reads.

        Raises:
            ArtifactError: an artifact is not there, or is damaged.
        """
        return {artifact: self._send(artifact) for artifact in named_by(task)}

    def receive(self, written: Mapping[str, bytes]) -> None:
        """Keep what a worker wrote.

        Raises:
            UnwritableError: it cannot be kept now.
            ArtifactError: it was damaged on the way.
        """
        for artifact, data in written.items():
            if self.artifacts.write(data) != artifact:
                raise ArtifactError(f"file {artifact[:12]}… was damaged on its way from a worker; start again")

    def _send(self, artifact: str) -> "ray.ObjectRef[bytes]":
        with self._lock:
            if artifact not in self._sent:
                data = self.artifacts.read(artifact)
                self._sent[artifact] = ray.put(data)
                log.info("artifact %s is in the object store (%d bytes)", artifact, len(data))
            self._sent.move_to_end(artifact)
            while len(self._sent) > MOST_KEPT:
                self._sent.popitem(last=False)
            return self._sent[artifact]


@final
class Satchel:
    """The side of a worker, which has no directory of artifacts."""

    def __init__(self) -> None:
        self._parcels: Parcels = {}
        self._written: dict[str, bytes] = {}

    def expect(self, parcels: Parcels) -> None:
        """What the next task may read."""
        self._parcels = parcels

    def read(self, identifier: str) -> bytes:
        """The bytes of an artifact that came with the task.

        Raises:
            ArtifactError: none such came with it, or it was damaged.
        """
        if identifier not in self._parcels:
            raise ArtifactError(f"file {identifier[:12]}… of this study was not sent along; {MEND}")
        data: bytes = ray.get(self._parcels[identifier])
        if hash_of(data) != identifier:
            raise ArtifactError(f"file {identifier[:12]}… was damaged on its way to a worker; start again")
        return data

    def write(self, data: bytes) -> str:
        """Keep the bytes for the next message, and return their id."""
        identifier = hash_of(data)
        self._written[identifier] = data
        return identifier

    def empty(self) -> dict[str, bytes]:
        """What was written since the last message."""
        written, self._written = self._written, {}
        return written
