"""Decisions that steer the search: valid in every phase, and each of them can be undone."""

from collections.abc import Iterable, Sequence

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.names import path_name
from nas_navigator.spaces.validity import check_steering
from nas_navigator.study.records import study_of, template_of
from nas_navigator.study.refusals import Refusal, conflict, unknown, wrong
from nas_navigator.study.undo import states_after
from nas_navigator_schemas import commands as c
from nas_navigator_schemas import events as e
from nas_navigator_schemas.records import (
    Records,
    RegionRecord,
    SteeringChange,
    SteeringValues,
)
from nas_navigator_schemas.templates import PathState

SteeringCommand = (
    c.RemovePaths
    | c.FixPaths
    | c.ReleasePaths
    | c.FocusRegion
    | c.ClearFocus
    | c.SaveRegion
    | c.RenameRegion
    | c.DeleteRegion
    | c.SetConstraints
)


def decide_steering(records: Records, command: SteeringCommand) -> tuple[e.SteeringPayload, ...]:
    """Remove, fix or release paths; focus, regions, constraints."""
    match command:
        case c.RemovePaths():
            return (remove(records, command.paths),)
        case c.FixPaths():
            return (_fix(records, command.paths),)
        case c.ReleasePaths():
            return (_release(records, command.paths),)
        case c.SetConstraints():
            return (_constrain(records, command),)
        case c.FocusRegion():
            return (_focus(records, command),)
        case c.ClearFocus():
            return (_clear(records),)
        case c.SaveRegion():
            return (_save(records, command),)
        case c.RenameRegion():
            return (_rename(records, command),)
        case c.DeleteRegion():
            return (_delete(records, command),)


def remove(records: Records, paths: Sequence[str]) -> e.PathsRemoved:
    """Take paths out of the search; what is fixed must be released before."""
    chosen = _changing(records, paths, "removed")
    fixed = [path for path in chosen if records.paths[path].state == "fixed"]
    if fixed:
        raise conflict(f"{_name(records, fixed[0])} is fixed; release it before you remove it")
    return e.PathsRemoved(paths=chosen, change=_states(records, chosen, "removed"))


def restore(records: Records, paths: Sequence[str]) -> e.PathsRestored:
    """Bring removed paths back."""
    chosen = _changing(records, paths, "available")
    fixed = [path for path in chosen if records.paths[path].state == "fixed"]
    if fixed:
        raise conflict(f"{_name(records, fixed[0])} is fixed, not removed; there is nothing to bring back")
    return e.PathsRestored(paths=chosen, change=_states(records, chosen, "available"))


def _fix(records: Records, paths: Sequence[str]) -> e.PathsFixed:
    chosen = _changing(records, paths, "fixed")
    removed = [path for path in chosen if records.paths[path].state == "removed"]
    if removed:
        raise conflict(f"{_name(records, removed[0])} is removed; bring it back before you fix it")
    return e.PathsFixed(paths=chosen, change=_states(records, chosen, "fixed"))


def _release(records: Records, paths: Sequence[str]) -> e.PathsReleased:
    chosen = tuple(path for path in _known(records, paths) if records.paths[path].state == "fixed")
    if not chosen:
        raise conflict(f"{_name(records, paths[0])} is not fixed; there is nothing to release")
    return e.PathsReleased(paths=chosen, change=_states(records, chosen, "available"))


def _changing(records: Records, paths: Sequence[str], state: PathState) -> tuple[str, ...]:
    """The paths that are not in that state yet; refused where all of them are."""
    chosen = tuple(path for path in _known(records, paths) if records.paths[path].state != state)
    if not chosen:
        raise conflict(f"{_name(records, paths[0])} is {state} already")
    return chosen


def _known(records: Records, paths: Iterable[str]) -> tuple[str, ...]:
    distinct = tuple(dict.fromkeys(paths))
    for path in distinct:
        if path not in records.paths:
            raise unknown("path", path, "paths")
    return distinct


def _states(records: Records, paths: Sequence[str], state: PathState) -> SteeringChange:
    after = SteeringValues(states=dict.fromkeys(paths, state))
    try:
        check_steering(template_of(records), *states_after(records, after))
    except SpaceError as error:
        raise Refusal(422, "Impossible template", error.detail, error.field) from None
    return SteeringChange(
        before=SteeringValues(states={path: records.paths[path].state for path in paths}), after=after
    )


def _name(records: Records, path: str) -> str:
    record = records.paths[path]
    return path_name(record, records.cells[record.cell].position)


def _constrain(records: Records, command: c.SetConstraints) -> e.ConstraintsSet:
    before = study_of(records).constraints
    objectives = [bound.objective for bound in command.constraints]
    if len(set(objectives)) < len(objectives):
        raise wrong("an objective is bounded twice; give each one bound", "constraints")
    if command.constraints == before:
        raise conflict("these constraints are in force already")
    change = SteeringChange(
        before=SteeringValues(constraints=before), after=SteeringValues(constraints=command.constraints)
    )
    return e.ConstraintsSet(change=change)


def _focus(records: Records, command: c.FocusRegion) -> e.RegionFocused:
    if not command.candidates:
        raise wrong("the region holds no candidates; select some candidates first", "candidates")
    candidates = _known_candidates(records, command.candidates)
    identifier = _next_region(records)
    region = RegionRecord(
        name=_focus_name(records),
        candidates=candidates,
        polygon=command.polygon,
        layout_version=_layout_version(records, command),
        focused=True,
        weight=command.weight,
    )
    now = _focused(records)
    change = SteeringChange(
        before=SteeringValues(regions={**now, identifier: None}),
        after=SteeringValues(regions={**dict.fromkeys(now), identifier: region}),
    )
    return e.RegionFocused(region=identifier, change=change)


def _layout_version(records: Records, command: c.FocusRegion | c.SaveRegion) -> int | None:
    if command.polygon is None:
        return None
    layout = study_of(records).layout
    version = layout.version if layout is not None and command.layout_version is None else command.layout_version
    if layout is None or version is None or version > layout.version:
        raise wrong(f"layout_version is {version}; no such map was made", "layout_version")
    return version


def _focus_name(records: Records) -> str:
    number = 1 + sum(record.type == "region_focused" for record in records.interventions.values())
    taken = {region.name for region in records.regions.values()}
    return next(name for count in range(len(taken) + 1) if (name := f"Region {number + count}") not in taken)


def _focused(records: Records) -> dict[str, RegionRecord | None]:
    return {key: region for key, region in records.regions.items() if region.focused}


def _clear(records: Records) -> e.FocusCleared:
    now = _focused(records)
    if not now:
        raise conflict("nothing is focused")
    return e.FocusCleared(
        change=SteeringChange(before=SteeringValues(regions=now), after=SteeringValues(regions=dict.fromkeys(now)))
    )


def _save(records: Records, command: c.SaveRegion) -> e.RegionSaved:
    candidates = _known_candidates(records, command.candidates)
    _check_free(records, command.name)
    identifier = _next_region(records)
    region = RegionRecord(
        name=command.name,
        candidates=candidates,
        polygon=command.polygon,
        layout_version=_layout_version(records, command),
    )
    change = SteeringChange(
        before=SteeringValues(regions={identifier: None}), after=SteeringValues(regions={identifier: region})
    )
    return e.RegionSaved(region=identifier, change=change)


def _check_free(records: Records, name: str) -> None:
    if any(region.name == name for region in records.regions.values()):
        raise conflict(f"a region is called '{name}' already; choose another name")


def _saved(records: Records, identifier: str, instead: str) -> RegionRecord:
    region = records.regions.get(identifier)
    if region is None:
        raise unknown("region", identifier, "region")
    if region.focused:
        raise conflict(f"region '{region.name}' is focused; {instead}")
    return region


def _rename(records: Records, command: c.RenameRegion) -> e.RegionRenamed:
    region = _saved(records, command.region, "save its candidates under a name instead")
    _check_free(records, command.name)
    change = SteeringChange(
        before=SteeringValues(regions={command.region: region}),
        after=SteeringValues(regions={command.region: region.model_copy(update={"name": command.name})}),
    )
    return e.RegionRenamed(region=command.region, change=change)


def _delete(records: Records, command: c.DeleteRegion) -> e.RegionDeleted:
    region = _saved(records, command.region, "clear the focus instead")
    change = SteeringChange(
        before=SteeringValues(regions={command.region: region}),
        after=SteeringValues(regions={command.region: None}),
    )
    return e.RegionDeleted(region=command.region, change=change)


def _known_candidates(records: Records, identifiers: Iterable[str]) -> tuple[str, ...]:
    distinct = tuple(dict.fromkeys(identifiers))
    for identifier in distinct:
        if identifier not in records.candidates:
            raise unknown("candidate", identifier, "candidates")
    return distinct


def _next_region(records: Records) -> str:
    """Interventions are never forgotten, and each makes one region at most: their number names no region
    twice.
    """
    return f"g{len(records.interventions)}"
