"""No connection: zeros."""

from collections.abc import Mapping

from torch import Tensor

from nas_navigator.networks.initial import WeightSpec
from nas_navigator.networks.normalisation import Statistics
from nas_navigator.networks.operations.family import Setting


class NoConnection:
    """Zeros of the shape that a value would have."""

    def rectified(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Never."""
        return False

    def normalised(self, setting: Setting) -> bool:  # noqa: ARG002 (part of the protocol)
        """Never."""
        return False

    def specs(self, setting: Setting) -> Mapping[str, WeightSpec]:  # noqa: ARG002 (part of the protocol)
        """None."""
        return {}

    def madds(self, setting: Setting, height: int, width: int) -> int:  # noqa: ARG002 (part of the protocol)
        """None."""
        return 0

    def compute(self, x: Tensor, weights: Mapping[str, Tensor], setting: Setting, statistics: Statistics) -> Tensor:  # noqa: ARG002 (part of the protocol)
        """Zeros (N, F, H/stride, W/stride), which no gradient passes."""
        return x.new_zeros(x[:, :, :: setting.stride, :: setting.stride].shape)
