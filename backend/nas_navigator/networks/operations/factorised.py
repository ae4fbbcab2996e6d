"""A k x k convolution in two steps: 1 x k, then k x 1, normalisation."""

from collections.abc import Mapping

import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.initial import WeightSpec
from nas_navigator.networks.normalisation import Statistics, normalise
from nas_navigator.networks.operations.family import Setting


class FactorisedConvolution:
    """Of the ReLU of its source; a stride halves the width in the first step and the height in the second."""

    def rectified(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Always."""
        return True

    def normalised(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Always."""
        return True

    def specs(self, setting: Setting) -> Mapping[str, WeightSpec]:
        """Row (F, F, 1, k) and column (F, F, k, 1)."""
        channels, kernel = setting.channels, setting.kernel
        return {
            "row": WeightSpec((channels, channels, 1, kernel), "identity"),
            "column": WeightSpec((channels, channels, kernel, 1), "identity"),
        }

    def madds(self, setting: Setting, height: int, width: int) -> int:
        """The row step still has the height of its source."""
        return setting.kernel * setting.channels**2 * setting.reduced(width) * (height + setting.reduced(height))

    def compute(self, x: Tensor, weights: Mapping[str, Tensor], setting: Setting, statistics: Statistics) -> Tensor:
        """Row, then column."""
        padding, stride = setting.kernel // 2, setting.stride
        x = F.conv2d(x, weights["row"], None, (1, stride), (0, padding))
        return normalise(F.conv2d(x, weights["column"], None, (stride, 1), (padding, 0)), weights, statistics)
