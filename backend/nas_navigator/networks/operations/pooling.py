"""Max and average pooling, normalised."""

from collections.abc import Mapping
from typing import Literal

import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.initial import WeightSpec
from nas_navigator.networks.normalisation import Statistics, normalise
from nas_navigator.networks.operations.family import Setting


class Pooling:
    """The largest value or the mean of a k x k window; what lies outside the image does not count."""

    def __init__(self, kind: Literal["max", "average"]) -> None:
        self._kind = kind

    def rectified(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Never."""
        return False

    def normalised(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Always."""
        return True

    def specs(self, setting: Setting) -> Mapping[str, WeightSpec]:  # noqa: ARG002 (part of the protocol)
        """None of its own."""
        return {}

    def madds(self, setting: Setting, height: int, width: int) -> int:  # noqa: ARG002 (part of the protocol)
        """None: it has no convolution."""
        return 0

    def compute(self, x: Tensor, weights: Mapping[str, Tensor], setting: Setting, statistics: Statistics) -> Tensor:
        """Pooled with the stride."""
        kernel, padding = setting.kernel, setting.kernel // 2
        if self._kind == "max":
            return normalise(F.max_pool2d(x, kernel, setting.stride, padding), weights, statistics)
        pooled = F.avg_pool2d(x, kernel, setting.stride, padding, count_include_pad=False)
        return normalise(pooled, weights, statistics)
