"""Labelled images as tensors, and how they fall into batches. Pure: every order comes from a seed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor

from nas_navigator.networks.errors import NetworkError
from nas_navigator.networks.randomness import Purpose, generator
from nas_navigator_schemas.templates import Template


@dataclass(frozen=True, slots=True)
class Examples:
    """Inputs (N, C, H, W) float32 by template input, labels (N,) int64 by template output."""

    inputs: Mapping[str, Tensor]
    labels: Mapping[str, Tensor]

    def __len__(self) -> int:
        return len(next(iter(self.labels.values())))

    def take(self, chosen: Tensor | slice) -> "Examples":
        """Some of them, in the order of `chosen`."""
        return Examples(
            {name: tensor[chosen] for name, tensor in self.inputs.items()},
            {name: tensor[chosen] for name, tensor in self.labels.items()},
        )

    def map_inputs(self, inputs: Mapping[str, Tensor]) -> "Examples":
        """The same labels with other inputs."""
        return Examples(inputs, self.labels)


def examples(template: Template, images: ArrayLike, labels: ArrayLike, device: torch.device | str = "cpu") -> Examples:
    """Images (N, C, H, W) for each of a template's inputs, labels (N,) for each of its outputs.

    Raises:
        NetworkError: an input reads images of another shape, or there is not one label an image.
    """
    x = torch.as_tensor(np.asarray(images, dtype=np.float32))
    y = torch.as_tensor(np.asarray(labels, dtype=np.int64))
    for given in template.inputs:
        if tuple(x.shape[1:]) != given.shape:
            raise NetworkError(
                f"images of shape {tuple(x.shape[1:])} do not fit the template's input '{given.name}', which reads "
                f"{given.shape}; choose another data set or template"
            )
    if len(x) != len(y) or not len(x):
        raise NetworkError(f"{len(x)} images have {len(y)} labels; give one label for each image, and at least one")
    x, y = x.to(device), y.to(device)
    return Examples({given.name: x for given in template.inputs}, {output.name: y for output in template.outputs})


def batches(given: Examples, size: int) -> list[Examples]:
    """The examples in order, in batches of at most `size` and as equal as can be: none is left with one image."""
    bounds = batch_bounds(len(given), size)
    return [given.take(slice(low, high)) for low, high in bounds]


def batch_bounds(count: int, size: int) -> list[tuple[int, int]]:
    """Where the batches of `count` examples begin and end."""
    parts = -(-count // size)
    edges = [count * part // parts for part in range(parts + 1)]
    return list(pairwise(edges))


def shuffled_batches(given: Examples, size: int, seed: int, epoch: int, first: int = 0) -> Iterator[Examples]:
    """The batches of an epoch in the order that (seed, epoch) gives, from batch `first` on."""
    order = torch.from_numpy(generator(seed, Purpose.ORDER, epoch).permutation(len(given)))
    for low, high in batch_bounds(len(given), size)[first:]:
        yield given.take(order[low:high])
