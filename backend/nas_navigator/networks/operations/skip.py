"""Skip connection: the value itself, or with stride 2 a factorised reduction."""

from collections.abc import Mapping

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.initial import WeightSpec
from nas_navigator.networks.normalisation import Statistics, normalise
from nas_navigator.networks.operations.family import Setting


class SkipConnection:
    """With stride 2, half the channels see the even pixels and half the odd ones, so that no pixel is lost."""

    def rectified(self, setting: Setting) -> bool:
        """Only where it reduces."""
        return setting.stride > 1

    def normalised(self, setting: Setting) -> bool:
        """Only where it reduces."""
        return setting.stride > 1

    def specs(self, setting: Setting) -> Mapping[str, WeightSpec]:
        """Nothing, or the two 1x1 convolutions of the reduction in one weight (F, F, 1, 1)."""
        if setting.stride == 1:
            return {}
        return {"pointwise": WeightSpec((setting.channels, setting.channels, 1, 1), "identity")}

    def madds(self, setting: Setting, height: int, width: int) -> int:
        """Those of one 1x1 convolution, where it reduces."""
        if setting.stride == 1:
            return 0
        return setting.channels**2 * setting.reduced(height) * setting.reduced(width)

    def compute(self, x: Tensor, weights: Mapping[str, Tensor], setting: Setting, statistics: Statistics) -> Tensor:
        """`x` itself, or reduced."""
        if setting.stride == 1:
            return x
        return normalise(_reduce(x, weights["pointwise"], setting.stride), weights, statistics)


def _reduce(x: Tensor, pointwise: Tensor, stride: int) -> Tensor:
    # Sliced first, a 1x1 convolution reads a quarter; its own stride, over a padded copy, takes twice as long.
    even, odd = pointwise.tensor_split(2)
    pixels = x[:, :, ::stride, ::stride]
    halves = [F.conv2d(pixels, even)]
    if len(odd):
        shifted = x[:, :, 1::stride, 1::stride]
        if shifted.shape != pixels.shape:
            rows, columns = (whole - there for whole, there in zip(pixels.shape[2:], shifted.shape[2:], strict=True))
            shifted = F.pad(shifted, (0, columns, 0, rows))
        halves.append(F.conv2d(shifted, odd))
    return torch.cat(halves, dim=1)
