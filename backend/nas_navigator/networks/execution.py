"""Running a program: each step computed once, each value dropped after its last reader."""

from collections.abc import Mapping, Sequence

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.blueprint import Blueprint, PathPart, Reader, Source, Weight
from nas_navigator.networks.normalisation import Statistics, normalise
from nas_navigator.networks.program import Columns, Program, Step

Weights = Mapping[str, Tensor]


def execute(
    program: Program,
    blueprint: Blueprint,
    weights: Weights,
    inputs: Mapping[str, Tensor],
    statistics: Statistics = "batch",
) -> list[dict[str, Tensor]]:
    """The logits (N, classes) of each output, for each candidate of the program.

    Args:
        inputs: by template input, (N, C, H, W).
        statistics: whose mean and variance normalisation uses.
    """
    values: dict[int, Tensor] = {}
    for index, step in enumerate(program.steps):
        reads = [values[value] for value in step.reads]
        values[index] = (
            inputs[step.subject[0]] if step.kind == "input" else compute(step, reads, blueprint, weights, statistics)
        )
        del reads
        for value in program.releases[index]:
            del values[value]
    return [{name: values[step] for name, step in outputs.items()} for outputs in program.outputs]


def compute(
    step: Step, reads: Sequence[Tensor], blueprint: Blueprint, weights: Weights, statistics: Statistics
) -> Tensor:
    """The value of one step that is no input."""
    match step.kind:
        case "rectify":
            return F.relu(reads[0])
        case "join":
            return torch.cat(list(reads), dim=1)
        case "sum":
            return _total(reads)
        case "norm":
            return normalise(reads[0], _of(norm_of(step, blueprint), weights), statistics)
        case "pool":
            return reads[0].mean(dim=(2, 3))
        case "path":
            return _path(blueprint.paths[step.subject[0], step.subject[1]], reads[0], weights, statistics)
        case "adapter":
            reader = blueprint.readers[step.subject[0], step.subject[1]]
            return _adapter(reader, reads, step.columns, weights, statistics)
        case "head":
            return _head(blueprint.readers[step.subject[0], step.subject[1]], reads, step.columns, weights)
        case _:
            chosen = _of(blueprint.stems[step.subject[0]].weights, weights)
            return normalise(F.conv2d(reads[0], chosen["weight"], padding=1), chosen, statistics)


def norm_of(step: Step, blueprint: Blueprint) -> tuple[Weight, ...]:
    """The weights of the normalisation of a step with which a head reads a node."""
    owner, output, source, node = step.subject
    return next(s.norms[node] for s in blueprint.readers[owner, output].sources if s.name == source)


def _of(part: Sequence[Weight], weights: Weights) -> dict[str, Tensor]:
    return {weight.name: weights[weight.key] for weight in part}


def _path(part: PathPart, x: Tensor, weights: Weights, statistics: Statistics) -> Tensor:
    chosen = _of(part.weights, weights)
    if part.crop is not None:
        chosen = {name: central(tensor, part.crop) for name, tensor in chosen.items()}
    return part.family.compute(x, chosen, part.setting, statistics)


def central(tensor: Tensor, kernel: int) -> Tensor:
    """The central `kernel` x `kernel` window of a convolution's weight; anything else as it is."""
    if tensor.dim() < 4:
        return tensor
    for dimension in (2, 3):
        surplus = tensor.shape[dimension] - kernel
        if surplus > 0:
            tensor = tensor.narrow(dimension, surplus // 2, kernel)
    return tensor


def _adapter(
    reader: Reader, reads: Sequence[Tensor], columns: Columns, weights: Weights, statistics: Statistics
) -> Tensor:
    terms = []
    for source, nodes, x in zip(reader.sources, columns, reads, strict=True):
        x = _fitting(x, source.stride, reader.shape[1:])
        stride = source.stride if x.shape[2:] != reader.shape[1:] else 1
        terms.append(F.conv2d(x, _matrix(source, nodes, weights), None, stride))
    return normalise(_total(terms), _of(reader.weights, weights), statistics)


def _fitting(x: Tensor, stride: tuple[int, int], size: tuple[int, int]) -> Tensor:
    """`x` where the stride brings it to `size`, else averaged to it: inputs whose sizes are no multiples."""
    reached = tuple(-(-side // step) for side, step in zip(x.shape[2:], stride, strict=True))
    return x if reached == size else F.adaptive_avg_pool2d(x, size)


def _head(reader: Reader, reads: Sequence[Tensor], columns: Columns, weights: Weights) -> Tensor:
    bias = _of(reader.weights, weights)["bias"]
    terms = [
        F.linear(x, _matrix(source, nodes, weights))
        for source, nodes, x in zip(reader.sources, columns, reads, strict=True)
    ]
    return _total(terms) + bias


def _matrix(source: Source, nodes: Sequence[str], weights: Weights) -> Tensor:
    """The columns of the nodes that are read, side by side: (out, channels of all the nodes, ...)."""
    blocks = [weights[source.columns[node].key] for node in nodes]
    matrix = blocks[0] if len(blocks) == 1 else torch.cat(blocks, dim=1)
    return matrix if source.carry is None else matrix * weights[source.carry.key]


def _total(terms: Sequence[Tensor]) -> Tensor:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total
