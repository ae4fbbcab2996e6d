"""How weights start: each from the seed and its own key, so that the order of edits changes nothing."""

import math
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class WeightSpec:
    """The shape of a weight and how it starts: He's normal by its fan-in, ones, or zeros.

    `learned` is False for what training does not move by gradient: stored statistics.
    """

    shape: tuple[int, ...]
    start: Literal["normal", "ones", "zeros"] = "normal"
    learned: bool = True

    @property
    def size(self) -> int:
        """Numbers in the weight."""
        return math.prod(self.shape)

    @property
    def fan_in(self) -> int:
        """Inputs of one output of the weight, whose first dimension counts outputs."""
        return max(1, math.prod(self.shape[1:]))


def fresh(spec: WeightSpec, key: str, seed: int) -> Tensor:
    """The weight as it starts, float32."""
    if spec.start != "normal":
        return torch.full(spec.shape, 1.0 if spec.start == "ones" else 0.0)
    digest = blake2b(f"{seed}/{key}".encode(), digest_size=8).digest()
    generator = torch.Generator().manual_seed(int.from_bytes(digest, "big") >> 1)
    return torch.randn(spec.shape, generator=generator) * math.sqrt(2.0 / spec.fan_in)
