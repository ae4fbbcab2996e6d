"""What a device process keeps at hand between tasks: the data, the template's network and the map of the last one.

Everything here can be made again from a task and its artifacts; keeping it only saves the time.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import torch

from nas_navigator.datasets.images import ImageData
from nas_navigator.datasets.registry import load
from nas_navigator.maps.layout import LayoutMap, from_bytes
from nas_navigator.networks import checkpoints
from nas_navigator.networks.examples import Examples, batches, examples
from nas_navigator.networks.supernet import Supernet
from nas_navigator.networks.training import VALIDATION_BATCH
from nas_navigator.worker.artifacts import ArtifactFiles
from nas_navigator_schemas.configuration import DatasetChoice
from nas_navigator_schemas.templates import Template

Value = TypeVar("Value")


class _Last(Generic[Value]):
    """Remembers the value of the last key."""

    def __init__(self) -> None:
        self._key: object = None
        self._value: Value | None = None

    def get(self, key: object, make: Callable[[], Value]) -> Value:
        if self._value is None or key != self._key:
            self._value = None  # Two supernets at once may not fit into memory.
            self._key, self._value = key, make()
        return self._value


class Shelf:
    """Data, networks and maps by what they are made from, on one device; data sets are downloaded to `downloads`."""

    def __init__(self, artifacts: ArtifactFiles, device: torch.device, downloads: Path) -> None:
        self.artifacts = artifacts
        self.device = device
        self._downloads = downloads
        self._data: _Last[ImageData] = _Last()
        self._train: _Last[Examples] = _Last()
        self._validation: _Last[list[Examples]] = _Last()
        self._supernet: _Last[Supernet] = _Last()
        self._map: _Last[LayoutMap] = _Last()

    def data(self, choice: DatasetChoice) -> ImageData:
        """The images of a data set."""
        return self._data.get(choice, lambda: load(choice, self._downloads))

    def train(self, choice: DatasetChoice, template: Template) -> Examples:
        """The training images on the device."""
        data = self.data(choice)
        key = choice, template.inputs, template.outputs
        return self._train.get(key, lambda: examples(template, data.train_images, data.train_labels, self.device))

    def validation(self, choice: DatasetChoice, template: Template) -> Examples:
        """The validation images on the device, whole."""
        data = self.data(choice)
        return examples(template, data.validation_images, data.validation_labels, self.device)

    def validation_batches(self, choice: DatasetChoice, template: Template) -> list[Examples]:
        """The batches on which every candidate is measured."""
        key = choice, template.inputs, template.outputs
        return self._validation.get(key, lambda: batches(self.validation(choice, template), VALIDATION_BATCH))

    def supernet(self, template: Template, seed: int, weights: str) -> Supernet:
        """The template's network with the weights of an artifact, not to be trained."""

        def make() -> Supernet:
            given = checkpoints.load(self.artifacts.read(weights)).tensors
            return Supernet(template, seed, given, self.device)

        return self._supernet.get((template, seed, weights), make)

    def map(self, layout: str) -> LayoutMap:
        """The map in an artifact."""
        return self._map.get(layout, lambda: from_bytes(self.artifacts.read(layout)))
