"""What a network takes over from earlier weights, and how the rest starts.

A weight whose key is known is kept. Where an edit gives an adapter or head a new source, the columns of the new
source start at zero and the source that it read before is *carried*: it goes on being heard with a factor that starts
at 1, so the template computes exactly what it did before the edit, and that the next training brings to 0 (see
`training`), so that it ends with the template's own wiring alone.
"""

from collections.abc import Mapping

import torch
from torch import Tensor

from nas_navigator.networks.blueprint import HEAD, Blueprint, Reader, ReaderId, Source
from nas_navigator.networks.initial import WeightSpec, fresh

Weights = Mapping[str, Tensor]


def carried_sources(plain: Blueprint, given: Weights) -> dict[ReaderId, tuple[str, ...]]:
    """For each reader the sources, not its own by the template, that it must still hear."""
    carried = {reader: _carried(plain, reader, given) for reader in plain.readers}
    return {reader: names for reader, names in carried.items() if names}


def _carried(plain: Blueprint, reader: ReaderId, given: Weights) -> tuple[str, ...]:
    own = plain.source_of(reader)
    earlier = [name for name in _available(plain, reader) if name != own]
    sources = {name: plain.carrying(reader, name) for name in earlier}
    trained = [name for name in earlier if _any_column(sources[name], given)]
    fading = [name for name in trained if _factor(sources[name], given) > 0]
    if fading or not trained or _any_column(plain.readers[reader].sources[0], given):
        return tuple(fading)
    return (trained[-1],)


def _available(plain: Blueprint, reader: ReaderId) -> list[str]:
    """Template inputs and the cells before the reader, nearest last."""
    order = [*plain.stems, *plain.shapes]
    return order if reader[0] == HEAD else order[: order.index(reader[0])]


def _any_column(source: Source, given: Weights) -> bool:
    return any(_fits(weight.spec, given.get(weight.key)) for weight in source.columns.values())


def _factor(source: Source, given: Weights) -> float:
    return float(given[source.carry.key]) if source.carry and source.carry.key in given else 0.0


def fill(blueprint: Blueprint, given: Weights, seed: int) -> dict[str, Tensor]:
    """Every weight of the blueprint: kept where it is given, zero where a trained reader gains columns, else fresh."""
    zeros = {key for reader in blueprint.readers.values() for key in _gained(reader, given)}

    def start(key: str, spec: WeightSpec) -> Tensor:
        known = given.get(key)
        if known is not None and _fits(spec, known):
            return known.detach().clone()
        return torch.zeros(spec.shape) if key in zeros else fresh(spec, key, seed)

    return {key: start(key, spec) for key, spec in blueprint.weights.items()}


def _gained(reader: Reader, given: Weights) -> list[str]:
    columns = [weight for source in reader.sources for weight in source.columns.values()]
    live = any(_fits(weight.spec, given.get(weight.key)) for weight in columns)
    return [weight.key for weight in columns if live]


def _fits(spec: WeightSpec, tensor: Tensor | None) -> bool:
    return tensor is not None and tuple(tensor.shape) == spec.shape
