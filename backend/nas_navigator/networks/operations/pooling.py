"""Max and average pooling, normalised or plain."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import torch
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
        return average(x, kernel, setting.stride)


def average(x: Tensor, kernel: int, stride: int) -> Tensor:
    """The mean of a window around each pixel; what lies outside the image does not count.

    On a CPU the sum of a window is a depthwise convolution, which is 3 to 5 times as fast there on wide images as
    `avg_pool2d`, channels-last; on narrow ones it is no slower.
    """
    if x.device.type != "cpu":
        return F.avg_pool2d(x, kernel, stride, kernel // 2, count_include_pad=False)
    ones, share = _window(x.shape[1], kernel, stride, (x.shape[2], x.shape[3]), x.dtype)
    return F.conv2d(x, ones, None, stride, kernel // 2, 1, x.shape[1]) * share


@lru_cache(maxsize=256)
def _window(
    channels: int, kernel: int, stride: int, size: tuple[int, int], dtype: torch.dtype
) -> tuple[Tensor, Tensor]:
    """A depthwise weight of ones, and for each place 1 over the pixels that its window has."""
    with torch.inference_mode(False), torch.no_grad():
        ones = torch.ones(channels, 1, kernel, kernel, dtype=dtype)
        pixels = F.conv2d(torch.ones(1, 1, *size, dtype=dtype), ones[:1], None, stride, kernel // 2)
        return ones, 1 / pixels
