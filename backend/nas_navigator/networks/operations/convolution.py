"""Plain convolutions, which can also read a source of another width than theirs (NAS-Bench-201)."""

from collections.abc import Mapping

import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.initial import WeightSpec
from nas_navigator.networks.normalisation import Statistics, normalise
from nas_navigator.networks.operations.family import Setting


class Convolution:
    """Of the ReLU of its source; normalised. Its side is its own, no parameter, so that its name stays true."""

    def __init__(self, side: int) -> None:
        self._side = side

    def rectified(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Always."""
        return True

    def normalised(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Always."""
        return True

    def specs(self, setting: Setting) -> Mapping[str, WeightSpec]:
        """One weight (F, channels read, side, side)."""
        shape = (setting.channels, setting.reads, self._side, self._side)
        return {"weight": WeightSpec(shape, "identity")}

    def madds(self, setting: Setting, height: int, width: int) -> int:
        """side² times the channels that are read, for each value."""
        values = setting.channels * setting.reduced(height) * setting.reduced(width)
        return self._side**2 * setting.reads * values

    def compute(self, x: Tensor, weights: Mapping[str, Tensor], setting: Setting, statistics: Statistics) -> Tensor:
        """Convolved with the stride."""
        x = F.conv2d(x, weights["weight"], None, setting.stride, self._side // 2)
        return normalise(x, weights, statistics)


class PooledConvolution:
    """1x1, of the source itself, of which a stride takes means first; not normalised: a residual block's shortcut."""

    def rectified(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Never."""
        return False

    def normalised(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Never."""
        return False

    def specs(self, setting: Setting) -> Mapping[str, WeightSpec]:
        """One weight (F, channels read, 1, 1)."""
        return {"weight": WeightSpec((setting.channels, setting.reads, 1, 1), "identity")}

    def madds(self, setting: Setting, height: int, width: int) -> int:
        """The channels that are read, for each value."""
        return setting.reads * setting.channels * setting.reduced(height) * setting.reduced(width)

    def compute(self, x: Tensor, weights: Mapping[str, Tensor], setting: Setting, statistics: Statistics) -> Tensor:  # noqa: ARG002 (part of the protocol)
        """Means of windows as large as the stride, then the convolution."""
        if setting.stride > 1:
            x = F.avg_pool2d(x, setting.stride, setting.stride, ceil_mode=True, count_include_pad=False)
        return F.conv2d(x, weights["weight"])
