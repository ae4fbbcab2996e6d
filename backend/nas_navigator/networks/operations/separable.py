"""Separable convolution: depthwise k x k, pointwise 1x1, normalisation."""

from collections.abc import Mapping

import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.initial import WeightSpec
from nas_navigator.networks.normalisation import Statistics, normalise
from nas_navigator.networks.operations.family import Setting


class SeparableConvolution:
    """Of the ReLU of its source."""

    def rectified(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Always."""
        return True

    def normalised(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Always."""
        return True

    def specs(self, setting: Setting) -> Mapping[str, WeightSpec]:
        """Depthwise (F, 1, k, k) and pointwise (F, F, 1, 1)."""
        channels, kernel = setting.channels, setting.kernel
        return {
            "depthwise": WeightSpec((channels, 1, kernel, kernel), "identity"),
            "pointwise": WeightSpec((channels, channels, 1, 1), "identity"),
        }

    def madds(self, setting: Setting, height: int, width: int) -> int:
        """k² + F for each value."""
        values = setting.channels * setting.reduced(height) * setting.reduced(width)
        return (setting.kernel**2 + setting.channels) * values

    def compute(self, x: Tensor, weights: Mapping[str, Tensor], setting: Setting, statistics: Statistics) -> Tensor:
        """Depthwise with the stride, then pointwise."""
        padding = setting.dilation * (setting.kernel // 2)
        x = F.conv2d(x, weights["depthwise"], None, setting.stride, padding, setting.dilation, setting.channels)
        return normalise(F.conv2d(x, weights["pointwise"]), weights, statistics)
