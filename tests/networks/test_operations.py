import pytest
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch.utils.flop_counter import FlopCounterMode

from nas_navigator.networks.errors import NetworkError
from nas_navigator.networks.initial import fresh
from nas_navigator.networks.normalisation import norm_specs
from nas_navigator.networks.operations.family import Setting, setting_of
from nas_navigator.networks.operations.pooling import average
from nas_navigator.networks.operations.registry import FAMILIES, family_of
from nas_navigator.spaces.operations import OPERATIONS


def weights_of(name: str, setting: Setting) -> dict[str, torch.Tensor]:
    specs = {**family_of(name).specs(setting), **norm_specs(setting.channels)}
    return {key: fresh(spec, key, 0) for key, spec in specs.items()}


def test_every_operation_of_the_catalogue_can_be_computed() -> None:
    assert set(FAMILIES) == set(OPERATIONS)


def test_an_unknown_operation_is_refused_by_name() -> None:
    with pytest.raises(NetworkError, match="'warp' cannot be computed; choose one of sep_conv_3x3"):
        family_of("warp")


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("size", [7, 8])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_stride_2_halves_height_and_width_rounding_up(name: str, size: int, channels: int) -> None:
    x = torch.randn(2, channels, size, size)
    for stride, expected in ((1, size), (2, 4)):
        setting = setting_of(channels, stride, OPERATIONS[name].defaults())
        value = family_of(name).compute(x, weights_of(name, setting), setting, "batch")
        assert value.shape == (2, channels, expected, expected)


@pytest.mark.parametrize("name", [name for name, item in OPERATIONS.items() if item.widens])
@pytest.mark.parametrize("stride", [1, 2])
def test_what_widens_reads_another_width(name: str, stride: int) -> None:
    setting = setting_of(6, stride, {}, width_read=4)
    weights = weights_of(name, setting)
    with FlopCounterMode(display=False) as counter:
        value = family_of(name).compute(torch.randn(2, 4, 8, 8), weights, setting, "batch")
    assert value.shape == (2, 6, 8 // stride, 8 // stride)
    assert counter.get_total_flops() == 2 * 2 * family_of(name).madds(setting, 8, 8)


@pytest.mark.parametrize("name", [name for name, item in OPERATIONS.items() if item.parameters])
def test_every_allowed_parameter_keeps_the_shape(name: str) -> None:
    x = torch.randn(2, 4, 9, 9)
    for parameter in OPERATIONS[name].parameters:
        for value in parameter.allowed:
            setting = setting_of(4, 1, OPERATIONS[name].defaults() | {parameter.name: value})
            assert family_of(name).compute(x, weights_of(name, setting), setting, "batch").shape == x.shape


def test_dilation_moves_the_taps_apart() -> None:
    setting = Setting(channels=1, stride=1, kernel=3, dilation=2)
    weights = weights_of("sep_conv_3x3", setting)
    weights["depthwise"] = torch.ones(1, 1, 3, 3)
    x = torch.zeros(1, 1, 9, 9)
    x[0, 0, 4, 4] = 1.0
    value = family_of("sep_conv_3x3").compute(x, weights, setting, "batch")
    touched = {tuple(place) for place in (value[0, 0] > 0).nonzero().tolist()}
    assert touched == {(row, column) for row in (2, 4, 6) for column in (2, 4, 6)}


def test_the_reducing_skip_sees_every_pixel() -> None:
    setting = Setting(channels=2, stride=2)
    weights = weights_of("skip_connect", setting)
    weights["pointwise"] = torch.ones(2, 2, 1, 1)
    x = torch.rand(1, 2, 8, 8, requires_grad=True) + 1.0
    x.retain_grad()
    (family_of("skip_connect").compute(x, weights, setting, "batch") ** 3).sum().backward()
    assert x.grad is not None
    seen = x.grad[0, 0] != 0
    assert bool(seen[0::2, 0::2].all())
    assert bool(seen[1::2, 1::2].all())


@pytest.mark.parametrize("kernel", [3, 5, 9])
@pytest.mark.parametrize("stride", [1, 2])
def test_an_average_is_that_of_the_pixels_within_the_image(kernel: int, stride: int) -> None:
    x = torch.randn(2, 3, 7, 10, requires_grad=True)
    with torch.inference_mode():
        average(x, kernel, stride)
    ours = average(x, kernel, stride)
    theirs = F.avg_pool2d(x, kernel, stride, kernel // 2, count_include_pad=False)
    assert torch.allclose(ours, theirs, atol=1e-6)
    gradients = [torch.autograd.grad(value.square().sum(), x)[0] for value in (ours, theirs)]
    assert torch.allclose(*gradients, atol=1e-5)


@pytest.mark.parametrize("name", [name for name, item in OPERATIONS.items() if item.family == "pooling"])
def test_pooling_counts_no_multiply_adds_however_it_is_computed(name: str) -> None:
    assert family_of(name).madds(setting_of(4, 1, OPERATIONS[name].defaults()), 7, 9) == 0


@pytest.mark.parametrize("name", [name for name, item in OPERATIONS.items() if item.family != "pooling"])
@pytest.mark.parametrize("stride", [1, 2])
def test_counted_multiply_adds_are_those_of_torch(name: str, stride: int) -> None:
    setting = setting_of(4, stride, OPERATIONS[name].defaults())
    with FlopCounterMode(display=False) as counter:
        family_of(name).compute(torch.randn(1, 4, 7, 9), weights_of(name, setting), setting, "batch")
    assert counter.get_total_flops() == 2 * family_of(name).madds(setting, 7, 9)
