"""Max and average pooling, normalised or plain."""

from collections.abc import Mapping
from typing import Literal

import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.initial import WeightSpec
from nas_navigator.networks.normalisation import Statistics, normalise
from nas_navigator.networks.operations.family import Setting

SIDE = 3
"""Of the window of a plain pooling, which has no parameters, so that its name stays true; in pixels."""


class Pooling:
    """The largest value or the mean of a k x k window; what lies outside the image does not count."""

    def __init__(self, kind: Literal["max", "average"], plain: bool = False) -> None:
        self._kind = kind
        self._plain = plain

    def rectified(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Never."""
        return False

    def normalised(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Unless it is plain."""
        return not self._plain

    def specs(self, setting: Setting) -> Mapping[str, WeightSpec]:  # noqa: ARG002 (part of the protocol)
        """None of its own."""
        return {}

    def madds(self, setting: Setting, height: int, width: int) -> int:  # noqa: ARG002 (part of the protocol)
        """None: it has no convolution."""
        return 0

    def compute(self, x: Tensor, weights: Mapping[str, Tensor], setting: Setting, statistics: Statistics) -> Tensor:
        """Pooled with the stride."""
        pooled = self._pool(x, setting)
        return pooled if self._plain else normalise(pooled, weights, statistics)

    def _pool(self, x: Tensor, setting: Setting) -> Tensor:
        kernel = SIDE if self._plain else setting.kernel
        if self._kind == "max":
            return F.max_pool2d(x, kernel, setting.stride, kernel // 2)
        return F.avg_pool2d(x, kernel, setting.stride, kernel // 2, count_include_pad=False)
