"""The network of a NAS-Bench-201 cell is the benchmark's own: its size, its cost, and every logit."""

import math

import pytest
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.costs import costs_of
from nas_navigator.networks.masked import MaskedNetwork, largest_difference
from nas_navigator.networks.standalone import StandaloneNetwork, cut
from nas_navigator.networks.supernet import Supernet
from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.spaces.templates.nas_bench_201 import build
from nas_navigator_schemas.templates import Candidate, Template
from tests.networks.nets import draw, lively
from tests.study.logbook import DIGITS

CIFAR10 = DIGITS.model_copy(
    update={"id": "cifar10", "input": DIGITS.input.model_copy(update={"shape": (3, 32, 32)})},
)


def images(size: int = 8) -> Tensor:
    return torch.randn(5, 3, size, size, generator=torch.Generator().manual_seed(0))


def small() -> Template:
    """Two cells a stage of three channels, for colour images."""
    return build({"depth": 2, "channels": 3}, CIFAR10)


@pytest.mark.parametrize("seed", range(4))
def test_parameters_and_multiply_adds_are_those_that_the_benchmark_publishes(seed: int) -> None:
    template = build({}, CIFAR10)
    (candidate,) = draw(template, 1, seed)
    on_edges = [p.operation for p in template.paths if p.cell == "c0" and p.id in candidate.paths]
    ones, threes = on_edges.count("nor_conv_1x1"), on_edges.count("nor_conv_3x3")
    costs = costs_of(template, candidate)
    assert costs.parameters == 73_306 + 28_000 * ones + 243_040 * threes
    # The benchmark counts the additions of the ten biases as well.
    assert costs.madds + 10 == 7_783_050 + 3_932_160 * ones + 35_389_440 * threes


def test_a_standalone_network_has_as_many_parameters_as_were_counted() -> None:
    template = small()
    for candidate in draw(template, 3):
        learned = StandaloneNetwork(template, candidate, 0).parameters().values()
        assert sum(weight.numel() for weight in learned) == costs_of(template, candidate).parameters


@pytest.mark.parametrize("seed", range(6))
def test_its_logits_are_those_of_the_network_written_out(seed: int) -> None:
    supernet = lively(Supernet(small(), 0))
    (candidate,) = draw(supernet.template, 1, seed)
    with torch.no_grad():
        ours = supernet.forward(images(), candidate)["digit"]
        theirs = _Written(supernet, candidate).logits(images())
    assert torch.allclose(ours, theirs, atol=1e-5)
    assert ours.std() > 1e-3


def test_a_candidate_alone_gives_what_the_whole_template_times_its_mask_gives() -> None:
    supernet = lively(Supernet(small(), 0))
    masked = MaskedNetwork(supernet)
    for candidate in draw(supernet.template, 4):
        assert largest_difference(masked.forward(images(), candidate), supernet.forward(images(), candidate)) < 1e-4


def test_a_network_cut_out_of_the_template_computes_the_same() -> None:
    supernet = lively(Supernet(small(), 0))
    (candidate,) = draw(supernet.template, 1)
    network = cut(supernet, candidate)
    assert largest_difference(network.forward(images(), "batch"), supernet.forward(images(), candidate)) == 0.0
    network.forward(images(), "training")
    assert network.forward(images(), "stored")["digit"].isfinite().all()


def test_a_cell_without_any_connection_tells_nothing_of_its_image() -> None:
    supernet = lively(Supernet(small(), 0))
    paths = supernet.template.paths
    empty = make_candidate(path.id for path in paths if path.cell != "c0" or path.operation == "none")
    logits = supernet.forward(images(), empty)["digit"]
    assert torch.equal(logits, logits[:1].expand_as(logits))
    logits.square().sum().backward()


def test_odd_sizes_are_rounded_up_as_in_every_reduction() -> None:
    odd = CIFAR10.model_copy(update={"input": CIFAR10.input.model_copy(update={"shape": (3, 7, 9)})})
    template = build({"depth": 1, "channels": 2}, odd)
    supernet = Supernet(template, 0)
    assert supernet.forward(torch.randn(2, 3, 7, 9), draw(template, 1)[0])["digit"].shape == (2, 10)


class _Written:
    """The benchmark's network as its authors describe it, over the weights of a supernet."""

    def __init__(self, supernet: Supernet, candidate: Candidate) -> None:
        self.weights = supernet.weights
        self.template = supernet.template
        self.operations = {
            (path.source, path.target): path
            for path in self.template.paths
            if path.id in candidate.paths and path.cell == "c0"
        }

    def logits(self, x: Tensor) -> Tensor:
        x = self._norm(F.conv2d(x, self._only("@stem/image/", "weight"), padding=1), "@stem/image/")
        for cell in self.template.cells:
            x = self._block(cell.id, x) if cell.kind == "reduction" else self._cell(cell.id, x)
        last = self.template.cells[-1].id
        x = F.relu(self._norm(x, f"@head/digit/{last}.n2/norm/")).mean(dim=(2, 3))
        return x @ self._only(f"@head/digit/{last}.n2/", ">10/weight").T + self._only("@head/digit/bias/", "bias")

    def _cell(self, cell: str, x: Tensor) -> Tensor:
        first, second = self._edge(cell, "in0", "n0", x), self._edge(cell, "in0", "n1", x)
        second = second + self._edge(cell, "n0", "n1", first)
        into_last = (
            self._edge(cell, *edge, value)
            for edge, value in zip((("in0", "n2"), ("n0", "n2"), ("n1", "n2")), (x, first, second), strict=True)
        )
        return sum(into_last, torch.zeros(()))

    def _edge(self, cell: str, source: str, target: str, x: Tensor) -> Tensor:
        path = self.operations[source, target]
        match path.operation:
            case "none":
                return torch.zeros_like(x)
            case "skip_connect":
                return x
            case "plain_avg_pool_3x3":
                return F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
            case _:
                return self._convolved(f"{cell}/{path.id}/", x, 1)

    def _block(self, cell: str, x: Tensor) -> Tensor:
        first, shortcut, second = (path.id for path in self.template.paths if path.cell == "c2")
        inside = self._convolved(f"{cell}/{second}/", self._convolved(f"{cell}/{first}/", x, 2), 1)
        return inside + F.conv2d(F.avg_pool2d(x, 2), self._only(f"{cell}/{shortcut}/", "weight"))

    def _convolved(self, prefix: str, x: Tensor, stride: int) -> Tensor:
        weight = self._only(prefix, "weight")
        return self._norm(F.conv2d(F.relu(x), weight, None, stride, weight.shape[2] // 2), prefix)

    def _norm(self, x: Tensor, prefix: str) -> Tensor:
        mean, spread = x.mean(dim=(0, 2, 3), keepdim=True), x.var(dim=(0, 2, 3), unbiased=False, keepdim=True)
        scale, shift = (self._only(prefix, name)[:, None, None] for name in ("scale", "shift"))
        return (x - mean) / (spread + 1e-5).sqrt() * scale + shift

    def _only(self, prefix: str, ending: str) -> Tensor:
        (found,) = (w for key, w in self.weights.items() if key.startswith(prefix) and key.endswith(ending))
        assert math.prod(found.shape) > 0
        return found
