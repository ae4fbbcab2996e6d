"""Batch normalisation with the batch's own statistics, or with those that training stored."""

from collections.abc import Mapping
from typing import Literal

import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.initial import WeightSpec

Statistics = Literal["batch", "training", "stored"]
"""Whose mean and variance: the batch's; the batch's while updating the stored ones; the stored ones."""

MOMENTUM = 0.1
EPSILON = 1e-5


def norm_specs(channels: int) -> dict[str, WeightSpec]:
    """The learned weights of a normalisation."""
    return {"scale": WeightSpec((channels,), "ones"), "shift": WeightSpec((channels,), "zeros")}


def statistics_specs(channels: int) -> dict[str, WeightSpec]:
    """What a normalisation stores of the batches that it saw in training."""
    return {
        "mean": WeightSpec((channels,), "zeros", learned=False),
        "variance": WeightSpec((channels,), "ones", learned=False),
    }


def normalise(x: Tensor, weights: Mapping[str, Tensor], statistics: Statistics) -> Tensor:
    """`x` (N, C, H, W), each channel brought to mean 0 and variance 1, then scaled and shifted.

    With `batch` the stored statistics are neither read nor needed; `training` updates them in place.
    """
    if statistics == "batch":
        return F.batch_norm(x, None, None, weights["scale"], weights["shift"], True, 0.0, EPSILON)
    return F.batch_norm(
        x,
        weights["mean"],
        weights["variance"],
        weights["scale"],
        weights["shift"],
        statistics == "training",
        MOMENTUM,
        EPSILON,
    )
