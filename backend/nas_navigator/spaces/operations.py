"""The operations that a path can carry, as data: names, families and parameters, without torch.

`networks.operations` builds them; a new operation is an entry here and a module there.
"""

from collections.abc import Mapping
from typing import Any

from nas_navigator.spaces.errors import SpaceError
from nas_navigator_schemas._base import Frozen
from nas_navigator_schemas.catalogue import OperationEntry
from nas_navigator_schemas.templates import ParameterValue


class IntegerParameter(Frozen):
    """A parameter that is one of a few whole numbers."""

    name: str
    default: int
    allowed: tuple[int, ...]
    description: str


class Operation(Frozen):
    """What an operation is called, what it resembles and which parameters it has."""

    id: str
    name: str
    short: str
    family: str
    description: str
    parameters: tuple[IntegerParameter, ...] = ()
    widens: bool = False
    """Whether it can read a tensor that is narrower or wider than its cell."""

    def defaults(self) -> dict[str, ParameterValue]:
        """The parameters of a path that was not edited."""
        return {parameter.name: parameter.default for parameter in self.parameters}

    def parameter_schema(self) -> dict[str, Any]:
        """The parameters as a JSON Schema."""
        properties = {
            parameter.name: {
                "type": "integer",
                "enum": list(parameter.allowed),
                "default": parameter.default,
                "description": parameter.description,
            }
            for parameter in self.parameters
        }
        return {"type": "object", "properties": properties, "additionalProperties": False}


def _kernel(default: int) -> IntegerParameter:
    return IntegerParameter(
        name="kernel", default=default, allowed=(3, 5, 7, 9), description="Side of the window, in pixels."
    )


_DILATION = IntegerParameter(
    name="dilation", default=1, allowed=(1, 2, 3), description="Distance between the taps, in pixels."
)

NONE = "none"
"""The operation that gives zeros: where exactly one stands on each edge, it says that there is no edge."""

_ALL = (
    Operation(
        id="sep_conv_3x3",
        name="3x3 separable convolution",
        short="s3",
        family="convolution",
        description="ReLU, depthwise 3x3, pointwise 1x1, normalisation.",
        parameters=(_kernel(3), _DILATION),
    ),
    Operation(
        id="sep_conv_5x5",
        name="5x5 separable convolution",
        short="s5",
        family="convolution",
        description="ReLU, depthwise 5x5, pointwise 1x1, normalisation.",
        parameters=(_kernel(5), _DILATION),
    ),
    Operation(
        id="conv_1x3_3x1",
        name="1x3 then 3x1 convolution",
        short="13",
        family="convolution",
        description="ReLU, 1x3 then 3x1 convolution, normalisation.",
        parameters=(_kernel(3),),
    ),
    Operation(
        id="max_pool_3x3",
        name="3x3 max pooling",
        short="mp",
        family="pooling",
        description="The largest value of a 3x3 window, normalised.",
        parameters=(_kernel(3),),
    ),
    Operation(
        id="avg_pool_3x3",
        name="3x3 average pooling",
        short="ap",
        family="pooling",
        description="The mean of a 3x3 window, normalised.",
        parameters=(_kernel(3),),
    ),
    Operation(
        id="skip_connect",
        name="skip connection",
        short="sk",
        family="skip",
        description="The value itself; with stride 2 a factorised 1x1 convolution that halves height and width.",
    ),
    Operation(
        id=NONE,
        name="no connection",
        short="no",
        family="none",
        description="Zeros, as if the edge were not there.",
    ),
    Operation(
        id="nor_conv_1x1",
        name="1x1 convolution",
        short="c1",
        family="convolution",
        description="ReLU, 1x1 convolution, normalisation.",
        widens=True,
    ),
    Operation(
        id="nor_conv_3x3",
        name="3x3 convolution",
        short="c3",
        family="convolution",
        description="ReLU, 3x3 convolution, normalisation.",
        widens=True,
    ),
    Operation(
        id="plain_avg_pool_3x3",
        name="plain 3x3 average pooling",
        short="pa",
        family="pooling",
        description="The mean of a 3x3 window, not normalised.",
    ),
    Operation(
        id="pooled_conv_1x1",
        name="pooled 1x1 convolution",
        short="p1",
        family="convolution",
        description="With stride 2 the mean of a 2x2 window; 1x1 convolution. Neither ReLU nor normalisation.",
        widens=True,
    ),
)

OPERATIONS: Mapping[str, Operation] = {operation.id: operation for operation in _ALL}

USUAL = ("sep_conv_3x3", "sep_conv_5x5", "conv_1x3_3x1", "max_pool_3x3", "avg_pool_3x3", "skip_connect")
"""The operations of the cells of NAS-Navigator, section 4."""

SETTING = "setting"
"""The operation of a settings cell's paths: it carries no tensor, its parameters hold the value."""


def operation(identifier: str) -> Operation:
    """The operation of that id.

    Raises:
        SpaceError: there is none; the message lists those that there are.
    """
    try:
        return OPERATIONS[identifier]
    except KeyError:
        known = ", ".join(OPERATIONS)
        raise SpaceError(f"operation '{identifier}' is not known; choose one of {known}", "operation") from None


def check_parameters(identifier: str, parameters: Mapping[str, ParameterValue]) -> dict[str, ParameterValue]:
    """The operation's parameters with defaults filled in.

    Raises:
        SpaceError: a name that the operation does not have, or a value that it does not allow.
    """
    if identifier == SETTING:
        return dict(parameters)
    known = {parameter.name: parameter for parameter in operation(identifier).parameters}
    for name, value in parameters.items():
        if name not in known:
            has = ", ".join(known) or "no parameters"
            raise SpaceError(f"{OPERATIONS[identifier].name} has no parameter '{name}'; it has {has}", name)
        if isinstance(value, bool) or value not in known[name].allowed:
            allowed = ", ".join(map(str, known[name].allowed))
            raise SpaceError(f"{name} is {value!r}; for {OPERATIONS[identifier].name} choose one of {allowed}", name)
    return operation(identifier).defaults() | dict(parameters)


def name_of(identifier: str, parameters: Mapping[str, ParameterValue]) -> str:
    """What people call the operation: its name with the kernel that it really has, and its dilation if any."""
    if identifier == SETTING:
        return ", ".join(f"{name} {value}" for name, value in parameters.items())
    base = operation(identifier)
    kernel, usual = parameters.get("kernel"), base.defaults().get("kernel")
    name = base.name
    if kernel is not None and usual is not None and kernel != usual:
        name = name.replace(f"{usual}x{usual}", f"{kernel}x{kernel}")
        name = name.replace(f"1x{usual}", f"1x{kernel}").replace(f"{usual}x1", f"{kernel}x1")
    dilation = parameters.get("dilation", 1)
    return name if dilation == 1 else f"{name}, dilation {dilation}"


def entries() -> tuple[OperationEntry, ...]:
    """The operations for the catalogue."""
    return tuple(
        OperationEntry(
            id=item.id,
            name=item.name,
            description=item.description,
            parameters=item.parameter_schema(),
            family=item.family,
            short=item.short,
        )
        for item in _ALL
    )
