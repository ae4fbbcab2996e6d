"""Which family computes which operation of `spaces.operations`; a new operation is an entry there and one here."""

from collections.abc import Mapping

from nas_navigator.networks.errors import NetworkError
from nas_navigator.networks.operations.convolution import Convolution, PooledConvolution
from nas_navigator.networks.operations.factorised import FactorisedConvolution
from nas_navigator.networks.operations.family import Family
from nas_navigator.networks.operations.none import NoConnection
from nas_navigator.networks.operations.pooling import Pooling
from nas_navigator.networks.operations.separable import SeparableConvolution
from nas_navigator.networks.operations.skip import SkipConnection

FAMILIES: Mapping[str, Family] = {
    "sep_conv_3x3": SeparableConvolution(),
    "sep_conv_5x5": SeparableConvolution(),
    "conv_1x3_3x1": FactorisedConvolution(),
    "max_pool_3x3": Pooling("max"),
    "avg_pool_3x3": Pooling("average"),
    "skip_connect": SkipConnection(),
    "none": NoConnection(),
    "nor_conv_1x1": Convolution(1),
    "nor_conv_3x3": Convolution(3),
    "plain_avg_pool_3x3": Pooling("average", plain=True),
    "pooled_conv_1x1": PooledConvolution(),
}


def family_of(operation: str) -> Family:
    """The family that computes an operation.

    Raises:
        NetworkError: no family does.
    """
    try:
        return FAMILIES[operation]
    except KeyError:
        known = ", ".join(FAMILIES)
        raise NetworkError(f"operation '{operation}' cannot be computed; choose one of {known}") from None
