"""The fields of candidates and of paths that a query can speak of. Numbers count from 1, as people do."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import get_args

import numpy as np

from nas_navigator.spaces.arch_strings import arch_space, written
from nas_navigator.spaces.names import vertex_name
from nas_navigator.spaces.operations import OPERATIONS, name_of
from nas_navigator.spaces.queries.columns import Column, Flags, Numbers, Table, Words, numbers, spelt, words
from nas_navigator_schemas.records import EvaluationRecord, Origin, PathRecord, Records, ScoresRecord
from nas_navigator_schemas.templates import Cell, PathState

Makers = dict[str, Callable[[], Column]]


def candidate_table(records: Records, objectives: tuple[str, ...]) -> Table:
    """One row a candidate; `objectives` are names that can be asked for though nothing is measured yet."""
    candidates = tuple(records.candidates.values())
    measured = dict.fromkeys([*objectives, *(name for one in candidates for name in one.objectives)])

    def objective(name: str) -> Column:
        return Numbers(numbers(one.objectives.get(name) for one in candidates))

    makers: Makers = {name: partial(objective, name) for name in measured}
    makers |= {
        "evaluated": lambda: Flags(np.array([one.evaluated for one in candidates], dtype=np.bool_)),
        "feasible": lambda: Flags(np.array([one.feasible for one in candidates], dtype=np.bool_)),
        "iteration": lambda: Numbers(numbers(one.iteration for one in candidates)),
        "origin": lambda: words((one.origin for one in candidates), get_args(Origin)),
        "source": lambda: _sources(records),
        "paths": lambda: Numbers(numbers(len(one.paths) for one in candidates)),
        "parents": lambda: Numbers(numbers(len(one.parents) for one in candidates)),
        "weights": lambda: Numbers(numbers(one.weights for one in candidates)),
        "cluster": lambda: Numbers(numbers(map(partial(_cluster, records), records.candidates))),
        "id": lambda: words(records.candidates),
        "arch": lambda: words(_archs(records)),
    }
    return Table("candidates", makers)


def _archs(records: Records) -> Iterator[str | None]:
    """The strings of cells of NAS-Bench-201."""
    space = arch_space(records.cells.values(), records.paths.values())
    return (None if space is None else written(space, one.paths) for one in records.candidates.values())


def _cluster(records: Records, candidate: str) -> int | None:
    point = records.points.get(candidate)
    return None if point is None or point.cluster is None else point.cluster + 1


def _sources(records: Records) -> Words:
    """How the latest objectives were measured: `supernet`, `own`, `table` or `prediction`."""
    known = get_args(EvaluationRecord.model_fields["source"].annotation)
    keys = (f"{key}.{one.weights}" for key, one in records.candidates.items())
    found = (records.evaluations.get(key) for key in keys)
    return words((None if one is None else one.source for one in found), known)


def path_table(records: Records) -> Table:
    """One row a path of the template, with the newest scores."""
    paths = tuple(records.paths.values())
    scores = max(records.scores.values(), key=lambda record: record.iteration, default=None)

    def scored(name: str) -> Column:
        values = _scored(scores, name)
        return Numbers(numbers(values.get(path) for path in records.paths))

    def parameter(name: str) -> Column:
        return Numbers(numbers(_number(path.parameters.get(name)) for path in paths))

    makers: Makers = {name: partial(parameter, name) for path in paths for name in path.parameters}
    makers |= {name: partial(scored, name) for name in ("score", "frequency", "advantage", "stderr")}
    makers |= {
        "operation": lambda: _operations(paths),
        "cell": lambda: _cells(records, paths),
        "kind": lambda: words(records.cells[path.cell].kind for path in paths),
        "source": lambda: spelt((vertex_name(path.source), path.source) for path in paths),
        "target": lambda: spelt((vertex_name(path.target), path.target) for path in paths),
        "slot": lambda: Numbers(numbers(path.slot + 1 for path in paths)),
        "state": lambda: words((path.state for path in paths), get_args(PathState)),
        "trained": lambda: Flags(np.array([path.trained for path in paths], dtype=np.bool_)),
        "id": lambda: words(records.paths),
    }
    return Table("paths", makers)


def _scored(scores: ScoresRecord | None, name: str) -> Mapping[str, float | None]:
    return {} if scores is None else dict(zip(scores.paths, getattr(scores, name), strict=True))


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _operations(paths: tuple[PathRecord, ...]) -> Words:
    """Operations by the name that people see, or by id; those of the catalogue can be asked for though unused."""
    spellings = [(name_of(path.operation, path.parameters), path.operation) for path in paths]
    return spelt(spellings, [(item.name, item.id) for item in OPERATIONS.values()])


def _cells(records: Records, paths: tuple[PathRecord, ...]) -> Numbers:
    """The number of the cell that owns a path, and of those that are tied to it and so use it too."""
    users: dict[str, list[int]] = {}
    for key, cell in sorted(records.cells.items(), key=lambda item: item[1].position):
        users.setdefault(_owner(key, cell), []).append(cell.position + 1)
    most = max(map(len, users.values()), default=1)
    columns = [numbers(_nth(users[path.cell], index) for path in paths) for index in range(most)]
    return Numbers(columns[0], tuple(columns[1:]), upto=len(records.cells))


def _owner(key: str, cell: Cell) -> str:
    return cell.tied_to or key


def _nth(values: list[int], index: int) -> int | None:
    return values[index] if index < len(values) else None
