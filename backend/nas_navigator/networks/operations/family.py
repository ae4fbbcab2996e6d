"""What every family of operations offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from torch import Tensor

from nas_navigator.networks.initial import WeightSpec
from nas_navigator.networks.normalisation import Statistics
from nas_navigator_schemas.templates import ParameterValue


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an operation stands: F channels in and out, its stride, its own parameters.

    `width_read` are the channels of a source that is not F wide, which only some operations can read.
    """

    channels: int
    stride: int
    kernel: int = 1
    dilation: int = 1
    width_read: int | None = None

    @property
    def reads(self) -> int:
        """Channels of its source."""
        return self.width_read or self.channels

    def reduced(self, size: int) -> int:
        """A source's height or width after the stride, in pixels."""
        return -(-size // self.stride)


class Family(Protocol):
    """Operations of one kind."""

    def rectified(self, setting: Setting) -> bool:
        """Whether it reads the ReLU of its source there, which all that read the same source share."""
        ...

    def normalised(self, setting: Setting) -> bool:
        """Whether its value is normalised there."""
        ...

    def specs(self, setting: Setting) -> Mapping[str, WeightSpec]:
        """Its weights there, without those of the normalisation."""
        ...

    def madds(self, setting: Setting, height: int, width: int) -> int:
        """Multiply-adds of its convolutions for one image; height and width are those of its source, in pixels."""
        ...

    def compute(self, x: Tensor, weights: Mapping[str, Tensor], setting: Setting, statistics: Statistics) -> Tensor:
        """Its value (N, F, H/stride, W/stride) for `x` (N, F, H, W), after the ReLU where `rectified`."""
        ...


def setting_of(
    channels: int, stride: int, parameters: Mapping[str, ParameterValue], width_read: int | None = None
) -> Setting:
    """The setting of a path with these parameters (`spaces.operations.check_parameters` fills in the defaults)."""
    return Setting(channels, stride, int(parameters.get("kernel", 1)), int(parameters.get("dilation", 1)), width_read)
