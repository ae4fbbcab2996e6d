"""Undo and redo: each actor's own decisions, reverted by new events that are exact inverses.

A decision about the search or an edit of the template can be undone while everything that it changed still has the
value it gave: evaluations and other people's decisions are never touched. Undo of an undo is redo.
"""

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.names import path_names
from nas_navigator.spaces.validity import check_steering
from nas_navigator.study.records import steered, study_of, template_of
from nas_navigator.study.refusals import conflict
from nas_navigator.study.undo_edits import redo_edit, undo_edit
from nas_navigator_schemas.events import AnyPayload, SteeringRedone, SteeringUndone
from nas_navigator_schemas.records import InterventionRecord, Records, SteeringChange, SteeringValues


def last_to_undo(interventions: dict[str, InterventionRecord], actor: str) -> InterventionRecord | None:
    """The actor's latest decision that stands."""
    mine = (record for record in reversed(interventions.values()) if record.actor == actor and record.undoable)
    return next((record for record in mine if not record.undone), None)


def last_to_redo(interventions: dict[str, InterventionRecord], actor: str) -> InterventionRecord | None:
    """The decision that the actor undid last and did not decide anew since: the earliest of those undone."""
    mine = (record for record in interventions.values() if record.actor == actor and record.undoable)
    return next((record for record in mine if record.undone), None)


def undo(records: Records, actor: str) -> tuple[AnyPayload, ...]:
    """The inverse of the actor's last decision, with what follows from it.

    Raises:
        Refusal: there is none, or the inverse no longer applies.
    """
    target = last_to_undo(records.interventions, actor)
    if target is None:
        raise conflict(f"'{actor}' has nothing to undo: no decision of theirs stands")
    if target.edit is not None:
        return undo_edit(records, target, target.edit)
    return (_undo_steering(records, target),)


def redo(records: Records, actor: str) -> tuple[AnyPayload, ...]:
    """The actor's decision that was undone last, again, with what follows from it.

    Raises:
        Refusal: there is none, or it no longer applies.
    """
    target = last_to_redo(records.interventions, actor)
    if target is None:
        raise conflict(f"'{actor}' has nothing to redo: nothing of theirs was undone since their last decision")
    if target.edit is not None:
        return redo_edit(records, target, target.edit)
    return (_redo_steering(records, target),)


def _undo_steering(records: Records, target: InterventionRecord) -> SteeringUndone:
    made = _change_of(target)
    change = SteeringChange(before=made.after, after=made.before)
    _check(records, target, change, "undone")
    return SteeringUndone(intervention=target.seq, change=change)


def _redo_steering(records: Records, target: InterventionRecord) -> SteeringRedone:
    change = _change_of(target)
    _check(records, target, change, "redone")
    return SteeringRedone(intervention=target.seq, change=change)


def _change_of(target: InterventionRecord) -> SteeringChange:
    if target.change is None:
        raise LookupError(f"intervention {target.seq} can be undone and does not say what it changed")
    return target.change


def current_values(records: Records, like: SteeringValues) -> SteeringValues:
    """The present values of what `like` speaks of; paths that are gone are left out."""
    return SteeringValues(
        states={key: records.paths[key].state for key in like.states if key in records.paths},
        regions={key: records.regions.get(key) for key in like.regions},
        constraints=None if like.constraints is None else study_of(records).constraints,
    )


def _check(records: Records, target: InterventionRecord, change: SteeringChange, done: str) -> None:
    if reason := _obstacle(records, change.before) or _region_obstacle(records, change):
        raise conflict(f"'{target.label}' cannot be {done}: {reason}")
    removed, fixed = states_after(records, change.after)
    try:
        check_steering(template_of(records), removed, fixed)
    except SpaceError as error:
        raise conflict(f"'{target.label}' cannot be {done}: {error.detail}") from None


def states_after(records: Records, values: SteeringValues) -> tuple[list[str], list[str]]:
    """The removed and the fixed paths once `values` are in force."""
    removed, fixed = steered(records)
    rest = [key for key in removed if key not in values.states]
    pinned = [key for key in fixed if key not in values.states]
    rest += [key for key, state in values.states.items() if state == "removed"]
    pinned += [key for key, state in values.states.items() if state == "fixed"]
    return rest, pinned


def _obstacle(records: Records, expected: SteeringValues) -> str | None:
    now = current_values(records, expected)
    gone = [key for key in expected.states if key not in now.states]
    if gone:
        return f"path '{gone[0]}' is no longer in the template"
    for key, state in expected.states.items():
        if now.states[key] != state:
            return f"{path_names(template_of(records))[key]} is {now.states[key]} by now, no longer {state}"
    if now.regions != expected.regions:
        return "the focus or the region was changed since"
    return "the constraints were changed since" if now.constraints != expected.constraints else None


def _region_obstacle(records: Records, change: SteeringChange) -> str | None:
    """One region is focused at most, and no two have one name: the present ones may stand in the way."""
    wanted = [region for region in change.after.regions.values() if region is not None]
    others = [region for key, region in records.regions.items() if key not in change.before.regions]
    if any(region.focused for region in wanted) and any(region.focused for region in others):
        return "another region is focused by now"
    taken = {region.name for region in others} & {region.name for region in wanted}
    return f"another region is called '{min(taken)}' by now" if taken else None
