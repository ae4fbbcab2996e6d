"""Records as a value: how a patch changes them, and the template and steering that they hold.

Records are persistent by convention: a new value shares every collection that a patch did not touch, and
nobody changes a collection in place that somebody else may hold. The order within a collection is that of the log.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from nas_navigator_schemas._base import Frozen
from nas_navigator_schemas.jobs import Region, Steering
from nas_navigator_schemas.records import (
    CellRecord,
    JobKind,
    JobRecord,
    Patch,
    PathRecord,
    Records,
    StudyRecord,
)
from nas_navigator_schemas.templates import Candidate, Cell, Path, Template, TemplateHeader

COLLECTIONS = tuple(Records.model_fields)
OPEN_STATES = ("queued", "running", "paused")
MAIN_KINDS = ("training", "search", "final")
"""Kinds of job that decide the phase; of these at most one is open."""


def apply(records: Records, patch: Patch) -> Records:
    """The records after the patch; what it drops goes first, what it puts replaces or comes last."""
    changed = {name: dict(collection(records, name)) for name in {*put_of(patch), *patch.drop}}
    take(changed, patch)
    return records_of({name: changed.get(name, collection(records, name)) for name in COLLECTIONS})


def take(collections: Mapping[str, dict[str, Frozen]], patch: Patch) -> None:
    """Does a patch to collections that nobody else holds: to copy them for each event of a long log takes minutes."""
    for name, ids in patch.drop.items():
        for identifier in ids:
            collections[name].pop(identifier, None)
    for name, added in put_of(patch).items():
        collections[name].update(added)


def put_of(patch: Patch) -> dict[str, Mapping[str, Frozen]]:
    """The collections that a patch puts something into."""
    return {name: collection(patch.put, name) for name in COLLECTIONS if collection(patch.put, name)}


def collection(records: Records, name: str) -> Mapping[str, Frozen]:
    """A collection by its name."""
    return cast("Mapping[str, Frozen]", getattr(records, name))


def records_of(collections: Mapping[str, Mapping[str, Frozen]]) -> Records:
    """Records of these collections, the others empty; the records in them are valid already."""
    return Records.model_construct(**cast(dict[str, Any], collections))


def study_id(records: Records) -> str:
    """The id of the study."""
    return next(iter(records.study))


def study_of(records: Records) -> StudyRecord:
    """The one study record."""
    return next(iter(records.study.values()))


def main_job(records: Records) -> tuple[str, JobRecord] | None:
    """The job that decides the phase, with its id; None where nothing runs or waits to be resumed."""
    for identifier, job in reversed(records.jobs.items()):
        if job.kind in MAIN_KINDS and job.state in OPEN_STATES:
            return identifier, job
    return None


def open_jobs(records: Records, kind: JobKind) -> dict[str, JobRecord]:
    """The jobs of a kind that are not over, oldest first."""
    return {key: job for key, job in records.jobs.items() if job.kind == kind and job.state in OPEN_STATES}


def template_of(records: Records) -> Template:
    """The template as it is now, cells in their order and paths in that in which their ids were given.

    An undone edit brings paths back as the last of the records; in the template they have the place that they had.
    """
    return Template.model_construct(
        **_fields(TemplateHeader, study_of(records).template),
        cells=row_of(records.cells.values()),
        paths=in_order(path_of(record) for record in records.paths.values()),
    )


def in_order(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Paths in the order in which their ids were given: 'p9' before 'p10'."""
    return tuple(sorted(paths, key=lambda path: (len(path.id), path.id)))


def row_of(cells: Iterable[CellRecord]) -> tuple[Cell, ...]:
    """The cells, first to last."""
    row = sorted(cells, key=lambda cell: cell.position)
    return tuple(Cell.model_construct(**_fields(Cell, cell)) for cell in row)


def cell_record(cell: Cell, position: int) -> CellRecord:
    """The record of a cell at a place in the row."""
    return CellRecord.model_construct(**_fields(Cell, cell), position=position)


def path_of(record: PathRecord) -> Path:
    """A path without what steering and training say of it."""
    return Path.model_construct(**_fields(Path, record))


def path_record(path: Path, old: PathRecord | None) -> PathRecord:
    """The record of a path, with what steering and training said of it before."""
    kept = {} if old is None else {name: getattr(old, name) for name in ("state", "trained", "trained_epochs")}
    return PathRecord.model_construct(**_fields(Path, path), **kept)


def header_of(template: Template) -> TemplateHeader:
    """A template without its cells and paths."""
    return TemplateHeader.model_construct(**_fields(TemplateHeader, template))


def _fields(model: type[Frozen], value: Frozen) -> dict[str, Any]:
    return {name: getattr(value, name) for name in model.model_fields}


def steered(records: Records) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the removed paths and of the fixed ones."""
    removed = tuple(key for key, path in records.paths.items() if path.state == "removed")
    return removed, tuple(key for key, path in records.paths.items() if path.state == "fixed")


def steering_of(records: Records) -> Steering:
    """Everything that people decided about the search, as the workers need it."""
    study = study_of(records)
    removed, fixed = steered(records)
    return Steering(
        seq=study.steering_seq,
        removed=removed,
        fixed=fixed,
        constraints=study.constraints,
        region=_region(records),
    )


def _region(records: Records) -> Region | None:
    study = study_of(records)
    if study.focus is None:
        return None
    region = records.regions[study.focus.region]
    current = study.layout is not None and region.layout_version == study.layout.version
    return Region(
        candidates=tuple(candidate_of(records, key) for key in region.candidates if _exists(records, key)),
        polygon=region.polygon if current else None,
        weight=study.focus.weight,
    )


def _exists(records: Records, candidate: str) -> bool:
    """An edit may have taken a member's paths out of the template; neither map nor strategy knows them then."""
    member = records.candidates.get(candidate)
    return member is not None and all(path in records.paths for path in member.paths)


def candidate_of(records: Records, identifier: str) -> Candidate:
    """A candidate of the study by its id."""
    return Candidate.model_construct(id=identifier, paths=records.candidates[identifier].paths)
