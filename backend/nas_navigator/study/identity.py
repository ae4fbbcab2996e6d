"""Ids of tasks and seeds: derived from the study, never drawn, so that the same log gives the same work."""

from hashlib import blake2b
from typing import NamedTuple

from nas_navigator_schemas.records import StudyRecord

PLACEMENT = "place"
"""Stands for the job in the id of a task that places candidates on the map: that is no job of its own."""


class TaskIdentity(NamedTuple):
    """What a task's id says: whose it is, which attempt, and the versions that its result depends on.

    A result thereby says itself with which weights it was measured and on which map it was placed, however
    much the study moved on meanwhile.
    """

    study: str
    job: str
    attempt: int
    weights: int
    layout: int

    def text(self) -> str:
        """The id of the task."""
        return f"{self.study}.{self.job}.{self.attempt}.{self.weights}.{self.layout}"

    def same_work(self, other: "TaskIdentity") -> bool:
        """Whether both are the same attempt of the same job."""
        return self[:3] == other[:3]


def parse(task: str) -> TaskIdentity | None:
    """What a task's id says; None for ids of another make."""
    parts = task.rsplit(".", 4)
    if len(parts) != 5 or not all(part.isdigit() for part in parts[2:]):
        return None
    return TaskIdentity(parts[0], parts[1], int(parts[2]), int(parts[3]), int(parts[4]))


def search_seed(study: StudyRecord) -> int:
    """What the search draws from: the study's seed, but for repeated twins."""
    return study.seed if study.search_seed is None else study.search_seed


def derived_seed(seed: int, purpose: str, index: int) -> int:
    """A seed of its own for each purpose and index, below 2**53 so that JSON readers keep it exact."""
    digest = blake2b(f"{seed}/{purpose}/{index}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 11
