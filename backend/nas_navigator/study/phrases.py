"""What people read about an event: a phrase for the undo button, a sentence for the timeline. They count from
1.
"""

from collections.abc import Sequence

from nas_navigator.spaces.names import path_name
from nas_navigator.study.phrases_settings import search_changes, training_changes
from nas_navigator.study.records import study_of
from nas_navigator_schemas import events as e
from nas_navigator_schemas.configuration import Constraint
from nas_navigator_schemas.events import AnyPayload, DecisionPayload, SteeringPayload
from nas_navigator_schemas.records import Records, SteeringValues


def label(records: Records, payload: DecisionPayload) -> str:
    """What undo would revert, as an imperative: 'remove 4 paths'."""
    return _edit(records, payload) if isinstance(payload, e.EditPayload) else _steering(records, payload)


def _steering(records: Records, payload: SteeringPayload) -> str:
    match payload:
        case e.PathsRemoved():
            return f"remove {paths(records, payload.paths)}"
        case e.PathsRestored():
            return f"bring back {paths(records, payload.paths)}"
        case e.PathsFixed():
            return f"fix {paths(records, payload.paths)}"
        case e.PathsReleased():
            return f"release {paths(records, payload.paths)}"
        case e.RegionFocused():
            return f"focus on {_region(payload.change.after, payload.region)}"
        case e.FocusCleared():
            return "clear the focus"
        case e.RegionSaved():
            return f"save {_region(payload.change.after, payload.region)}"
        case e.RegionRenamed():
            before, after = (_named(values, payload.region) for values in (payload.change.before, payload.change.after))
            return f"rename {before} to {after}"
        case e.RegionDeleted():
            return f"delete {_region(payload.change.before, payload.region)}"
        case e.ConstraintsSet():
            return _constraints(payload.change.after.constraints or ())


_PAST = {
    "remove": "removed",
    "bring": "brought",
    "fix": "fixed",
    "release": "released",
    "focus": "focused",
    "clear": "cleared",
    "save": "saved",
    "rename": "renamed",
    "delete": "deleted",
    "set": "set",
    "lift": "lifted",
    "add": "added",
    "change": "changed",
    "give": "gave",
    "move": "moved",
}


def past(phrase: str) -> str:
    """The sentence to a label: 'remove 4 paths' becomes 'Removed 4 paths'."""
    verb, _, rest = phrase.partition(" ")
    return f"{_PAST[verb].capitalize()} {rest}"


def summary(records: Records, payload: AnyPayload) -> str:
    """What happened, in words; `records` are those before the event."""
    if isinstance(payload, DecisionPayload):
        return past(label(records, payload))
    if isinstance(payload, e.RevertedPayload):
        verb = "Undid" if isinstance(payload, e.SteeringUndone | e.EditUndone) else "Redid"
        return f"{verb}: {records.interventions[str(payload.intervention)].label}"
    if isinstance(payload, e.JobPayload):
        return _job(records, payload)
    return _work(records, payload)


def paths(records: Records, identifiers: Sequence[str]) -> str:
    """One path by its name, several by their number."""
    if len(identifiers) != 1:
        return f"{len(identifiers)} paths"
    path = records.paths.get(identifiers[0])
    return f"path '{identifiers[0]}'" if path is None else path_name(path, records.cells[path.cell].position)


def counted(count: int, noun: str) -> str:
    """'1 epoch', '2 epochs'."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _named(values: SteeringValues, identifier: str) -> str:
    region = values.regions[identifier]
    return "a region" if region is None else region.name


def _region(values: SteeringValues, identifier: str) -> str:
    region = values.regions[identifier]
    count = "" if region is None else f" ({counted(len(region.candidates), 'candidate')})"
    return _named(values, identifier) + count


def _constraints(constraints: Sequence[Constraint]) -> str:
    if not constraints:
        return "lift the constraints"
    return "set " + " and ".join(f"{bound.objective} to at most {bound.maximum:,.0f}" for bound in constraints)


def _edit(records: Records, payload: e.EditPayload) -> str:
    if isinstance(payload, e.PathsAdded):
        back = f" and {len(payload.restored)} removed before" if payload.restored else ""
        return f"add {counted(len(payload.paths), 'new path')}{back}"
    if isinstance(payload, e.OperationParametersSet):
        return f"change the parameters of {paths(records, payload.paths)}"
    after = {cell.id: (index, cell) for index, cell in enumerate(payload.difference.cells, 1)}
    if isinstance(payload, e.CellRemoved):
        gone = records.cells[payload.cell]
        return f"remove {gone.kind} cell {gone.position + 1}"
    place, cell = after[payload.cell]
    if isinstance(payload, e.CellAdded):
        return f"add {cell.kind} cell {place} with {counted(cell.nodes, 'node')}"
    if isinstance(payload, e.CellNodesSet):
        return f"give cell {place} {counted(cell.nodes, 'node')}"
    return f"move cell {records.cells[payload.cell].position + 1} to place {place}"


_KINDS = {
    "training": "training",
    "search": "the search",
    "evaluation": "the evaluation",
    "final": "finishing",
    "layout": "the map",
}


def _job(records: Records, payload: e.JobPayload) -> str:
    what = _KINDS[records.jobs[payload.job].kind]
    match payload:
        case e.JobStarted():
            return f"The device began with {what}"
        case e.PauseRequested():
            return f"Asked {what} to pause"
        case e.StopRequested():
            return f"Asked {what} to stop"
        case e.StepRequested():
            return "Asked for one iteration"
        case e.JobPaused():
            return f"Paused {what}" + (f": {payload.message}" if payload.message else "")
        case e.JobResumed():
            return f"Resumed {what}"
        case e.JobRefreshed():
            return f"Went on with {what} as steered"
        case e.JobInterrupted():
            return f"Interrupted {what}: {payload.message}"
        case e.JobFailed():
            return f"Failed {what}: {payload.message}"
        case e.JobCancelled():
            return f"Cancelled {what}"


def _work(records: Records, payload: AnyPayload) -> str:
    match payload:
        case e.StudyCreated():
            return f"Created the study '{payload.name}' on {payload.dataset.id}"
        case e.StudyBranched():
            if payload.twin is not None:
                return f"Parted as an unattended twin, without event {payload.twin.seq}"
            return f"Branched off as '{payload.name}' after event {payload.at_seq}"
        case e.BranchMade():
            return f"Branched '{payload.name}' from event {payload.at_seq}"
        case e.TwinsMade():
            count = len(payload.twins)
            what = "the unattended twin" if count == 1 else f"{count} unattended twins"
            return f"Ran {what} of event {payload.at_seq}"
        case e.TrainingStarted():
            return f"Started training for {counted(payload.epochs, 'epoch')}"
        case e.EpochFinished():
            return f"Finished epoch {payload.epoch + 1}"
        case e.TrainingFinished():
            verb = "Stopped" if payload.stopped else "Finished"
            return f"{verb} training after {counted(payload.epochs, 'epoch')}"
        case e.SearchStarted():
            return "Started searching" + _limit(records, payload)
        case e.IterationFinished():
            return f"Finished iteration {payload.iteration + 1}: {counted(len(payload.evaluated), 'candidate')}"
        case e.SearchFinished():
            return _END[payload.reason]
        case e.EvaluationRequested():
            return f"Asked to evaluate {counted(len(payload.candidates), 'candidate')}"
        case e.CandidatesEvaluated():
            return f"Evaluated {counted(len(payload.evaluated), 'candidate')}"
        case e.LayoutRequested():
            return "Asked for a new map" if payload.asked else "A new map became necessary"
        case e.LayoutFinished():
            return f"Finished a map of {counted(len(payload.points), 'candidate')}"
        case e.CandidatesPlaced():
            return f"Placed {counted(len(payload.points), 'candidate')} on the map"
        case _:
            return _final(records, payload)


def _limit(records: Records, payload: e.SearchStarted) -> str:
    if payload.until is not None:
        return f" for {counted(payload.until - study_of(records).evaluations, 'evaluation')}"
    return f" for {counted(payload.iterations, 'iteration')}" if payload.iterations else ""


_END = {
    "done": "Finished searching",
    "stopped": "Stopped searching",
    "exhausted": "Stopped searching: no new candidate is left",
}


def _final(records: Records, payload: AnyPayload) -> str:
    match payload:
        case e.FinalizationStarted():
            return f"Started to finish {counted(len(payload.candidates), 'candidate')}"
        case e.FinalStarted():
            return f"Started training {payload.candidate} on its own for {counted(payload.epochs, 'epoch')}"
        case e.FinalFinished():
            candidate = records.runs[payload.run].candidate
            accuracy = payload.metrics.get("test_accuracy")
            measured = "" if accuracy is None else f": test accuracy {accuracy:.3f}"
            return f"{'Stopped' if payload.stopped else 'Finished'} {candidate}{measured}"
        case e.FinalizationFinished():
            return "Stopped finishing" if payload.stopped else "Finished every chosen candidate"
        case e.TrainingConfigured():
            return training_changes(study_of(records).training, payload.training)
        case e.SearchConfigured():
            return search_changes(study_of(records).search, payload.search)
        case _:
            return payload.type.replace("_", " ").capitalize()
