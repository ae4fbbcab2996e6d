"""How weights start: each from the seed and its own key, so that the order of edits changes nothing."""

import math
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

import torch
from torch import Tensor

NOISE = 0.1
"""Share of He's normal that is added where a weight starts as the identity."""


@dataclass(frozen=True, slots=True)
class WeightSpec:
    """The shape of a weight and how it starts: He's normal by its fan-in, ones, or zeros.

    `learned` is False for what training does not move by gradient: stored statistics.
    """

    shape: tuple[int, ...]
    start: Literal["normal", "identity", "ones", "zeros"] = "normal"
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
    if spec.start in ("ones", "zeros"):
        return torch.full(spec.shape, 1.0 if spec.start == "ones" else 0.0)
    digest = blake2b(f"{seed}/{key}".encode(), digest_size=8).digest()
    generator = torch.Generator().manual_seed(int.from_bytes(digest, "big") >> 1)
    noise = torch.randn(spec.shape, generator=generator) * math.sqrt(2.0 / spec.fan_in)
    return noise if spec.start == "normal" else _identity(spec.shape) + NOISE * noise


def _identity(shape: tuple[int, ...]) -> Tensor:
    """The convolution that passes each channel on; a depthwise one has a single input a channel."""
    weight = torch.zeros(shape)
    channels = torch.arange(shape[0])
    weight[channels, channels % shape[1], shape[2] // 2, shape[3] // 2] = 1.0
    return weight
