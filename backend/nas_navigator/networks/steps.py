"""The parts of a program: what a value is and what it is computed from. Pure, no tensors."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["input", "stem", "rectify", "norm", "pool", "column", "adapter", "path", "sum", "head"]


@dataclass(frozen=True, slots=True)
class Step:
    """One value: `subject` names the part that computes it, `reads` the steps whose values it takes.

    A reader is linear in the nodes that it reads, so that each node's `column` is a step of its own, shared by
    candidates that read the node beside others; the adapter or head is their sum and what comes after it.
    """

    kind: Kind
    subject: tuple[str, ...] = ()
    reads: tuple[int, ...] = ()
