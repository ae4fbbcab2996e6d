"""One-shot NAS-Bench-201 by us, by xautodl and by NNI: the same weights, images and cells, in turn, on two threads.

`python -m tests.peers.nas_bench_201 --depth 5`, by the interpreter that `environment` makes, prints a JSON line.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

THREADS = 2
os.environ |= {"OMP_NUM_THREADS": str(THREADS), "OMP_WAIT_POLICY": "PASSIVE"}
# NNI's lightning looks for torchvision, which need not fit the torch that we run on, and which nothing here uses.
sys.modules["torchvision"] = None

import numpy as np  # noqa: E402 (after the number of threads)
import torch  # noqa: E402
from nni.nas.hub.pytorch import NasBench201  # noqa: E402
from nni.nas.oneshot.pytorch.supermodule.sampling import PathSamplingLayer  # noqa: E402
from nni.nas.strategy import RandomOneShot  # noqa: E402
from torch import Tensor, nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402, N812 (its usual name)
from xautodl.models.cell_operations import NAS_BENCH_201  # noqa: E402
from xautodl.models.cell_searchs.generic_model import GenericNAS201Model  # noqa: E402
from xautodl.models.cell_searchs.genotypes import Structure  # noqa: E402

from nas_navigator.datasets import catalogue  # noqa: E402
from nas_navigator.networks.supernet import Supernet  # noqa: E402
from nas_navigator.spaces.arch_strings import OFFICIAL, arch_space, written  # noqa: E402
from nas_navigator.spaces.masks import MaskSpace  # noqa: E402
from nas_navigator.spaces.templates.nas_bench_201 import build  # noqa: E402
from nas_navigator_schemas.catalogue import DatasetEntry  # noqa: E402
from nas_navigator_schemas.templates import Candidate, Path, Template  # noqa: E402

CHANNELS, CLASSES, SIZE = 16, 10, 32
POPULATION, IMAGES = 12, 100
RATE, MOMENTUM, DECAY, CLIP = 0.025, 0.9, 3e-4, 5.0


class Engine(Protocol):
    """What computes the logits (N, classes) of cells."""

    name: str

    def population(self, images: Tensor, cells: Sequence[int]) -> list[Tensor]:
        """The logits of cells, by their number."""
        ...

    def parameters(self) -> list[Tensor]:
        """What training moves."""
        ...


class Ours:
    """The supernet of the template."""

    name = "ours"

    def __init__(self, supernet: Supernet, candidates: Sequence[Candidate]) -> None:
        self._supernet, self._candidates = supernet, candidates

    def population(self, images: Tensor, cells: Sequence[int]) -> list[Tensor]:
        """All of them together."""
        chosen = [self._candidates[cell] for cell in cells]
        return [
            logits[self._supernet.template.outputs[0].name] for logits in self._supernet.forward_all(images, chosen)
        ]

    def parameters(self) -> list[Tensor]:
        """Every weight."""
        return list(self._supernet.parameters().values())


class Xautodl:
    """The supernet of the benchmark's authors, one cell after the other, as their random search does."""

    name = "xautodl"

    def __init__(self, depth: int, archs: Sequence[str], weights: "Weights") -> None:
        self.model = GenericNAS201Model(CHANNELS, depth, 4, CLASSES, NAS_BENCH_201, False, True)
        self.model.set_algo("random")
        self._archs = [Structure.str2structure(arch) for arch in archs]
        weights.copy_to(self.model._stem, self.model._cells, self.model.classifier, _xautodl_edge)
        _with_statistics_of_the_batch(self.model)

    def population(self, images: Tensor, cells: Sequence[int]) -> list[Tensor]:
        """One after the other."""
        made = []
        for cell in cells:
            self.model.set_cal_mode("dynamic", self._archs[cell])
            made.append(self.model(images)[1])
        return made

    def parameters(self) -> list[Tensor]:
        """Every weight."""
        return list(self.model.weights)


class Nni:
    """NNI's model space as `RandomOneShot` makes a supernet of it, one sample after the other."""

    name = "nni"

    def __init__(self, depth: int, archs: Sequence[str], weights: "Weights") -> None:
        self.model = RandomOneShot().mutate_model(NasBench201(CHANNELS, depth, CLASSES))
        self._layers = [module for module in self.model.modules() if isinstance(module, PathSamplingLayer)]
        self._samples = [_sample(arch) for arch in archs]
        weights.copy_to(self.model.stem, self.model.cells, self.model.classifier, _nni_edge)
        _with_statistics_of_the_batch(self.model)

    def population(self, images: Tensor, cells: Sequence[int]) -> list[Tensor]:
        """One after the other."""
        made = []
        for cell in cells:
            for layer in self._layers:
                layer.resample(self._samples[cell])
            made.append(self.model(images))
        return made

    def parameters(self) -> list[Tensor]:
        """Every weight."""
        return list(self.model.parameters())


def _sample(arch: str) -> dict[str, str]:
    edges = [(edge.split("~"), node) for node, part in enumerate(arch.split("+"), 1) for edge in part[1:-1].split("|")]
    return {f"cell/{source}_{node}": name.removeprefix("nor_") for (name, source), node in edges}


def _xautodl_edge(cell: nn.Module, source: int, target: int, operation: str) -> nn.Module:
    edge: nn.Module = cell.edges[f"{target}<-{source}"][NAS_BENCH_201.index(operation)]
    return edge


def _nni_edge(cell: nn.Module, source: int, target: int, operation: str) -> nn.Module:
    edge: nn.Module = cell.layers[target - 1][source][operation.removeprefix("nor_")]
    return edge


def _with_statistics_of_the_batch(model: nn.Module) -> None:
    """As ours: neither read nor updated are running ones, which spares the peers some work."""
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.track_running_stats = False
            module.running_mean = module.running_var = module.num_batches_tracked = None


Edge = Callable[[nn.Module, int, int, str], nn.Module]


class Weights:
    """Reads the supernet's weights as the benchmark's network has them; scales are 1 and shifts 0, as they start."""

    def __init__(self, supernet: Supernet) -> None:
        self._supernet, self._template = supernet, supernet.template
        self._owned = supernet.blueprint.owned

    @torch.no_grad()
    def copy_to(self, stem: nn.Module, cells: nn.ModuleList, classifier: nn.Linear, edge: Edge) -> None:
        """Copy all of them into a peer's parts."""
        self._copy("@stem/", stem[0])
        for cell, theirs in zip(self._template.cells, cells, strict=True):
            for path in self._owned[cell.id]:
                prefix = f"{cell.id}/{path.id}/"
                if cell.kind == "reduction":
                    self._copy(prefix, _in_block(theirs, path))
                elif path.operation.startswith("nor_conv"):
                    self._copy(prefix, edge(theirs, *_numbers(path), OFFICIAL[path.operation]).op[1])
        self._copy(f"@head/{self._template.outputs[0].name}/{self._template.cells[-1].id}.", classifier)
        assert classifier.bias is not None
        classifier.bias.copy_(self._only("@head/", "/bias"))

    def _copy(self, prefix: str, to: nn.Module) -> None:
        to.weight.copy_(self._only(prefix, "/weight"))
        if to.bias is not None:
            to.bias.zero_()

    def _only(self, prefix: str, ending: str) -> Tensor:
        (found,) = (w for key, w in self._supernet.weights.items() if key.startswith(prefix) and key.endswith(ending))
        return found


def _numbers(path: Path) -> tuple[int, int]:
    return 0 if path.source == "in0" else int(path.source[1:]) + 1, int(path.target[1:]) + 1


def _in_block(block: nn.Module, path: Path) -> nn.Module:
    if path.operation == "pooled_conv_1x1":
        return block.downsample[1]
    part = block.conv_a if path.source == "in0" else block.conv_b
    return part.op[1]


def engines(depth: int, seed: int) -> list[Engine]:
    """Ours and the peers, with the same weights and the same cells."""
    template = _template(depth)
    supernet = Supernet(template, seed)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for key, weight in supernet.parameters().items():
            if key.startswith("@head/") and key.endswith(("weight", "bias")):
                weight += 0.1 * torch.randn(weight.shape, generator=generator)
    masks, rng = MaskSpace(template), np.random.default_rng(seed)
    candidates = [masks.decode(masks.sample(rng)) for _ in range(POPULATION)]
    space = arch_space(template.cells, template.paths)
    assert space is not None
    archs = [written(space, candidate.paths) or "" for candidate in candidates]
    weights = Weights(supernet)
    return [Ours(supernet, candidates), Xautodl(depth, archs, weights), Nni(depth, archs, weights)]


def _template(depth: int) -> Template:
    entry: DatasetEntry = catalogue.entries()[0]
    image = entry.input.model_copy(update={"shape": (3, SIZE, SIZE)})
    cifar = entry.model_copy(update={"id": "cifar10", "input": image})
    return build({"depth": depth, "channels": CHANNELS}, cifar)


def measure(depth: int, rounds: int, seed: int) -> dict[str, Any]:
    """Seconds of a population and of a training step by engine, and how far their logits differ from ours."""
    torch.set_num_threads(THREADS)
    known, numbers = engines(depth, seed), range(POPULATION)
    generator = torch.Generator().manual_seed(seed)
    images = torch.randn(IMAGES, 3, SIZE, SIZE, generator=generator)
    labels = torch.randint(CLASSES, (IMAGES,), generator=generator)
    with torch.inference_mode():
        logits = {engine.name: torch.stack(engine.population(images, numbers)) for engine in known}
        seconds = _in_turn({one.name: lambda one=one: one.population(images, numbers) for one in known}, rounds)
    steps = _in_turn({one.name: _step_of(one, images, labels) for one in known}, rounds * 4)
    peers = [engine.name for engine in known[1:]]
    return {
        "depth": depth,
        "threads": THREADS,
        "torch": torch.__version__,
        "population_s": seconds,
        "population_times_faster": min(seconds[name] for name in peers) / seconds["ours"],
        "step_s": steps,
        "step_times_faster": min(steps[name] for name in peers) / steps["ours"],
        "logits_spread": float(logits["ours"].std()),
        "max_abs_difference": {name: float((logits[name] - logits["ours"]).abs().max()) for name in peers},
    }


def _in_turn(what: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median seconds of each, one after the other in every round, after a round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in what}
    for number in range(rounds + 1):
        for name, do in what.items():
            started = time.perf_counter()
            do()
            if number:
                times[name].append(time.perf_counter() - started)
    return {name: round(statistics.median(all_of), 4) for name, all_of in times.items()}


def _step_of(engine: Engine, images: Tensor, labels: Tensor) -> Callable[[], None]:
    """A training step of one cell, of the next one each time, as `networks.training` makes it."""
    moved = engine.parameters()
    optimizer = torch.optim.SGD(moved, lr=RATE, momentum=MOMENTUM, weight_decay=DECAY)
    turn = iter(range(10**9))

    def step() -> None:
        optimizer.zero_grad(set_to_none=True)
        (logits,) = engine.population(images, [next(turn) % POPULATION])
        torch.autograd.backward(F.cross_entropy(logits, labels))
        nn.utils.clip_grad_norm_([weight for weight in moved if weight.grad is not None], CLIP)
        optimizer.step()

    return step


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=1, help="cells in each of the three stages")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    print(json.dumps(measure(chosen.depth, chosen.rounds, chosen.seed)))


if __name__ == "__main__":
    main()
