"""Which weights a template's network has: every part, its weight keys and their shapes. Pure, no tensors.

Keys read `{cell}/{path id or weight key}/{signature}/{name}` for paths and start with `@stem`, `@adapter` or `@head`
for what belongs to the template. The columns of an adapter or head are kept by the node that they read, so that a
cell whose nodes, place or sources change keeps every column that still means something.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from nas_navigator.networks.initial import WeightSpec
from nas_navigator.networks.normalisation import norm_specs, statistics_specs
from nas_navigator.networks.operations.family import Family, Setting, setting_of
from nas_navigator.networks.operations.registry import family_of
from nas_navigator.spaces.operations import check_parameters
from nas_navigator.spaces.shapes import CellShape, Shape, cell_shapes, path_signature, stride_of, width_read
from nas_navigator.spaces.structure import cells_by_id, paths_by_cell
from nas_navigator_schemas.templates import Cell, Path, Template

HEAD = "@head"
ReaderId = tuple[str, str]
"""(cell, `in0` …) of an adapter, (`@head`, output) of a head."""


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight of a part: the part's own name for it, the key that it is kept under, and how it starts."""

    name: str
    key: str
    spec: WeightSpec


@dataclass(frozen=True, slots=True)
class Stem:
    """3x3 convolution and normalisation that bring a template input to the template's channels."""

    shape: Shape
    channels: int
    weights: tuple[Weight, ...]


@dataclass(frozen=True, slots=True)
class PathPart:
    """A path in one cell. `height` and `width` are of its source; `crop` is the kernel cut from a larger shared one."""

    path: Path
    family: Family
    setting: Setting
    height: int
    width: int
    crop: int | None
    weights: tuple[Weight, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader reads: a cell or template input, and per node of it the columns (rows by node: 'n0' …).

    `norms` has for each node the normalisation with which a head reads it, where it does. `carry` is the key of the
    factor of a source that was read before an edit and is being phased out.
    """

    name: str
    columns: Mapping[str, Weight]
    norms: Mapping[str, tuple[Weight, ...]]
    stride: tuple[int, int]
    carry: Weight | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """A linear map of what cells put out: an adapter (1x1 convolution, normalisation) or a head (with a bias).

    `shape` is that of the value: (channels, height, width) or (classes, 1, 1).
    """

    sources: tuple[Source, ...]
    shape: Shape
    weights: tuple[Weight, ...]

    def source(self, name: str) -> Source:
        """The source of that name."""
        return next(source for source in self.sources if source.name == name)

    def every_weight(self) -> Iterator[Weight]:
        """Its weights, columns and factors included."""
        yield from self.weights
        for source in self.sources:
            yield from source.columns.values()
            yield from (weight for norm in source.norms.values() for weight in norm)
            if source.carry is not None:
                yield source.carry


class Blueprint:
    """Every part of a template's network.

    Args:
        template: a template that `spaces.validity.check_template` accepts.
        carried: for a reader, sources that it read before an edit and still listens to.
        stored: whether normalisations store statistics (standalone networks do, the supernet does not).
    """

    def __init__(
        self, template: Template, carried: Mapping[ReaderId, tuple[str, ...]] | None = None, stored: bool = False
    ) -> None:
        self.template = template
        self.stored = stored
        self.cells: Mapping[str, Cell] = cells_by_id(template)
        self.shapes: dict[str, CellShape] = cell_shapes(template)
        self.owned: Mapping[str, tuple[Path, ...]] = paths_by_cell(template)
        self.stems = {given.name: self._stem(given.name, given.shape) for given in template.inputs}
        self.paths = {
            (cell, path.id): part for cell in self.shapes for path, part in self._cell_paths(cell, self.owned[cell])
        }
        self._normalised = frozenset((HEAD, output.name) for output in template.outputs if output.normalised)
        self.readers: Mapping[ReaderId, Reader] = self._readers(carried or {})

    @cached_property
    def weights(self) -> Mapping[str, WeightSpec]:
        """Every weight of the network by its key."""
        parts = [weight for stem in self.stems.values() for weight in stem.weights]
        parts += [weight for part in self.paths.values() for weight in part.weights]
        parts += [weight for reader in self.readers.values() for weight in reader.every_weight()]
        return {weight.key: weight.spec for weight in parts}

    def numbers(self, images: int) -> int:
        """Numbers in the largest stem's value for so many images: how large values are, roughly."""
        return images * max(stem.channels * stem.shape[1] * stem.shape[2] for stem in self.stems.values())

    def source_of(self, reader: ReaderId) -> str:
        """What a reader reads by the template."""
        owner, name = reader
        if owner != HEAD:
            return self.cells[owner].inputs[int(name[2:])]
        output = next(output for output in self.template.outputs if output.name == name)
        return output.reads or next(reversed(self.shapes))

    def heard(self, cell: str, given: str) -> tuple[str, ...]:
        """The cells and template inputs that an input of a cell (`in0` …) hears."""
        reader = self.readers.get((cell, given))
        return (self.source_of((cell, given)),) if reader is None else tuple(source.name for source in reader.sources)

    def carrying(self, reader: ReaderId, name: str) -> Source:
        """The source that a reader would have for a cell or template input that it read before an edit."""
        return self._source(name, reader, self.readers[reader].shape, carried=True)

    def loose_nodes(self, cell: str, active: tuple[Path, ...]) -> tuple[str, ...]:
        """The nodes that a cell's output concatenates when `active` are its active paths."""
        nodes = self._nodes_put_out(cell)
        if self.cells[cell].combine != "loose_ends":
            return nodes
        read = {path.source for path in active}
        return tuple(node for node in nodes if node not in read)

    def _nodes_put_out(self, cell: str) -> tuple[str, ...]:
        nodes = tuple(f"n{node}" for node in range(self.cells[cell].nodes))
        return nodes[-1:] if self.cells[cell].combine == "last" else nodes

    def _stem(self, name: str, shape: Shape) -> Stem:
        channels = self.template.channels
        prefix = f"@stem/{name}/{shape[0]}>{channels}"
        kernel = Weight("weight", f"{prefix}/weight", WeightSpec((channels, shape[0], 3, 3)))
        return Stem(shape, channels, (kernel, *self._norm(prefix, channels)))

    def _norm(self, prefix: str, channels: int, statistics_prefix: str | None = None) -> tuple[Weight, ...]:
        learned = tuple(Weight(name, f"{prefix}/{name}", spec) for name, spec in norm_specs(channels).items())
        if not self.stored:
            return learned
        kept = statistics_prefix or prefix
        specs = statistics_specs(channels)
        return learned + tuple(Weight(name, f"{kept}/{name}", spec) for name, spec in specs.items())

    def _cell_paths(self, cell: str, paths: tuple[Path, ...]) -> Iterator[tuple[Path, PathPart]]:
        largest = _largest_by_key(paths)
        for path in paths:
            yield path, self._path(cell, path, largest[path.weight.key] if path.weight else path)

    def _path(self, cell: str, path: Path, largest: Path) -> PathPart:
        shape = self.shapes[cell]
        setting = _setting(path, shape)
        family = family_of(path.operation)
        height, width = shape.entry if path.source.startswith("in") else (shape.height, shape.width)
        prefix = f"{cell}/{path.weight.key if path.weight else path.id}/{path_signature(largest, shape)}"
        specs = family.specs(_setting(largest, shape))
        weights = tuple(Weight(name, f"{prefix}/{name}", spec) for name, spec in specs.items())
        if family.normalised(setting):
            # Slices of one kernel see values of different spread: each path stores its own statistics.
            weights += self._norm(prefix, shape.channels, f"{cell}/{path.id}/{path_signature(path, shape)}")
        crop = setting.kernel if path.weight else None
        return PathPart(path, family, setting, height, width, crop, weights)

    def _readers(self, carried: Mapping[ReaderId, tuple[str, ...]]) -> dict[ReaderId, Reader]:
        readers: dict[ReaderId, Reader] = {}
        for cell, shape in self.shapes.items():
            for index in range(len(self.cells[cell].inputs) if shape.adapters else 0):
                reader = (cell, f"in{index}")
                readers[reader] = self._adapter(reader, shape, carried.get(reader, ()))
        for output in self.template.outputs:
            reader = (HEAD, output.name)
            readers[reader] = self._head(reader, output.classes, carried.get(reader, ()))
        return readers

    def _adapter(self, reader: ReaderId, shape: CellShape, carried: tuple[str, ...]) -> Reader:
        value = (shape.channels, *shape.entry)
        prefix = _prefix(reader)
        return Reader(
            sources=self._sources(reader, value, carried),
            shape=value,
            weights=self._norm(f"{prefix}/norm/{shape.channels}", shape.channels),
        )

    def _head(self, reader: ReaderId, classes: int, carried: tuple[str, ...]) -> Reader:
        bias = Weight("bias", f"{_prefix(reader)}/bias/{classes}/bias", WeightSpec((classes,), "zeros"))
        return Reader(self._sources(reader, (classes, 1, 1), carried), (classes, 1, 1), (bias,))

    def _sources(self, reader: ReaderId, value: Shape, carried: tuple[str, ...]) -> tuple[Source, ...]:
        own = self.source_of(reader)
        return (
            self._source(own, reader, value),
            *(self._source(name, reader, value, carried=True) for name in carried if name != own),
        )

    def _source(self, name: str, reader: ReaderId, value: Shape, carried: bool = False) -> Source:
        prefix, window = _prefix(reader), _window(reader)
        channels, height, width = self._arriving(name)
        nodes = self._nodes_put_out(name) if name in self.cells else ("x",)
        spec = WeightSpec((value[0], channels, *window), "normal" if window else "zeros")
        sign = f"{channels}>{value[0]}"
        columns = {node: Weight(node, f"{prefix}/{name}.{node}/{sign}/weight", spec) for node in nodes}
        normalised = nodes if reader in self._normalised else ()
        norms = {node: self._norm(f"{prefix}/{name}.{node}/norm/{channels}", channels) for node in normalised}
        factor = WeightSpec((), "ones", learned=False)
        carry = Weight("carry", f"{prefix}/carry/{name}/{sign}/factor", factor) if carried else None
        return Source(name, columns, norms, (-(-height // value[1]), -(-width // value[2])), carry)

    def _arriving(self, name: str) -> Shape:
        """Shape of one node of a source."""
        if name in self.stems:
            return self.template.channels, *self.stems[name].shape[1:]
        shape = self.shapes[name]
        return shape.channels, shape.height, shape.width


def _prefix(reader: ReaderId) -> str:
    owner, name = reader
    return f"{HEAD}/{name}" if owner == HEAD else f"@adapter/{owner}/{name}"


def _window(reader: ReaderId) -> tuple[int, ...]:
    """What follows (out, in) in the shape of a reader's columns: an adapter is a 1x1 convolution."""
    return () if reader[0] == HEAD else (1, 1)


def _setting(path: Path, shape: CellShape) -> Setting:
    parameters = check_parameters(path.operation, path.parameters)
    if path.weight is not None and "kernel" in path.weight.slice:
        parameters["kernel"] = path.weight.slice["kernel"]
    return setting_of(shape.channels, stride_of(path, shape), parameters, width_read(path, shape))


def _largest_by_key(paths: tuple[Path, ...]) -> dict[str, Path]:
    """For each shared weight key the path with the largest kernel, whose shapes the weights have."""
    largest: dict[str, Path] = {}
    for path in paths:
        if path.weight is not None and _kernel(path) > _kernel(largest.get(path.weight.key)):
            largest[path.weight.key] = path
    return largest


def _kernel(path: Path | None) -> int:
    if path is None:
        return 0
    kernel = check_parameters(path.operation, path.parameters).get("kernel", 1)
    return max(int(kernel), path.weight.slice.get("kernel", 0) if path.weight else 0)
