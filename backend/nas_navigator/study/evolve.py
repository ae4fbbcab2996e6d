"""`evolve(records, event) -> Patch`: the one place where records come from.

Every event changes records through one of the `fold_…` modules; what each event does to the timeline and to
undo is done here for all of them.
"""

from collections.abc import Iterable

from nas_navigator.study.draft import Draft
from nas_navigator.study.fold_edits import fold_edit, fold_reverted
from nas_navigator.study.fold_jobs import fold_job
from nas_navigator.study.fold_results import fold_result
from nas_navigator.study.fold_steering import fold_steering, steers
from nas_navigator.study.fold_study import created, fold_branch, fold_configuration, fold_twins
from nas_navigator.study.phrases import label, summary
from nas_navigator.study.records import COLLECTIONS, collection, records_of, study_of, take
from nas_navigator.study.undo import last_to_redo, last_to_undo
from nas_navigator_schemas import events as e
from nas_navigator_schemas.events import AnyPayload, Event
from nas_navigator_schemas.records import InterventionRecord, Patch, Records, Reversal, TemplateChange

EMPTY = Records()

_MILESTONES = (
    e.EpochFinished
    | e.IterationFinished
    | e.CandidatesEvaluated
    | e.CandidatesPlaced
    | e.LayoutFinished
    | e.TrainingFinished
    | e.SearchFinished
    | e.FinalStarted
    | e.FinalFinished
    | e.FinalizationFinished
    | e.JobStarted
    | e.JobPaused
    | e.JobRefreshed
    | e.JobInterrupted
    | e.JobFailed
)
"""What the machine does; everything else is something that a person did, and stands in the timeline."""


def evolve(records: Records, event: Event, study: str | None = None) -> Patch:
    """What an event changes.

    Args:
        records: all events before this one, folded.
        event: the next event of the log.
        study: the id of the study, which `study_created` needs; later events know it from the records.

    Raises:
        LookupError: the event speaks of something that the records do not hold: the log is not one study's.
    """
    if isinstance(event.payload, e.StudyCreated):
        if study is None:
            raise LookupError("study_created needs the id of the study")
        return created(study, event, event.payload)
    draft = Draft(records, event.at)
    edit = _fold(draft, event, event.payload)
    if _is_intervention(event.payload):
        _intervene(draft, event, edit)
    return draft.patch()


def _is_intervention(payload: AnyPayload) -> bool:
    """Whether somebody did it; a map that only follows from an edit is nobody's decision."""
    if isinstance(payload, e.LayoutRequested):
        return payload.asked
    return not isinstance(payload, _MILESTONES)


def replay(events: Iterable[Event], study: str, since: Records = EMPTY) -> Records:
    """The records of a whole log, or after events that follow upon the records `since`."""
    collections = {name: dict(collection(since, name)) for name in COLLECTIONS}
    records = records_of(collections)
    for event in events:
        take(collections, evolve(records, event, study))
    return records


def _fold(draft: Draft, event: Event, payload: AnyPayload) -> TemplateChange | None:
    """Puts the event into the draft; the answer is how the template changed, where it did."""
    if isinstance(payload, e.EditPayload):
        return fold_edit(draft, event.seq, payload)
    if isinstance(payload, e.EditUndone | e.EditRedone):
        return fold_reverted(draft, event.seq, payload)
    if isinstance(payload, e.SteeringPayload | e.SteeringUndone | e.SteeringRedone):
        fold_steering(draft, event.seq, payload)
    elif isinstance(payload, e.JobPayload):
        fold_job(draft, payload)
    elif isinstance(payload, e.TrainingConfigured | e.SearchConfigured):
        fold_configuration(draft, payload)
    elif isinstance(payload, e.StudyBranched):
        fold_branch(draft, payload)
    elif isinstance(payload, e.TwinsMade):
        fold_twins(draft, payload)
    else:
        fold_result(draft, payload)
    return None


def _intervene(draft: Draft, event: Event, edit: TemplateChange | None) -> None:
    payload = event.payload
    decided = isinstance(payload, e.DecisionPayload)
    if decided:
        _forget_undone(draft, event.actor)
    record = InterventionRecord(
        seq=event.seq,
        at=event.at,
        actor=event.actor,
        type=payload.type,
        summary=summary(draft.records, payload),
        label=label(draft.records, payload) if isinstance(payload, e.DecisionPayload) else "",
        undoable=decided,
        evaluations=draft.study.evaluations,
        weights=study_of(draft.records).weights,
        steers=_steers(payload),
        change=payload.change if isinstance(payload, e.SteeringPayload) else None,
        edit=edit if decided else None,
    )
    draft.put("interventions", str(event.seq), record)
    if isinstance(payload, e.RevertedPayload):
        _mark(draft, event.seq, payload, edit)
        interventions = draft.all("interventions", InterventionRecord)
        _offer(draft, event.actor, last_to_undo(interventions, event.actor), last_to_redo(interventions, event.actor))
    elif decided:
        _offer(draft, event.actor, record, None)


def _steers(payload: AnyPayload) -> bool:
    """Whether it is a decision after which the search goes on differently: steering, an edit, other settings."""
    if isinstance(payload, e.SteeringPayload):
        return steers(payload.change)
    return isinstance(payload, e.EditPayload | e.SearchConfigured)


def _mark(draft: Draft, seq: int, payload: e.RevertedPayload, edit: TemplateChange | None) -> None:
    """The decision stands or does not; what was trained since an edit comes back with it."""
    identifier, undone = str(payload.intervention), isinstance(payload, e.SteeringUndone | e.EditUndone)
    record = draft.get("interventions", identifier, InterventionRecord)
    if record is None:
        raise LookupError(f"the log has no intervention {identifier}")
    if edit is not None and undone:
        edit = TemplateChange(before=edit.after, after=edit.before)
    reversals = (*record.reversals, Reversal(seq=seq, evaluations=draft.study.evaluations))
    marked = {"undone": undone, "edit": edit, "reversals": reversals}
    draft.put("interventions", identifier, record.model_copy(update=marked))


def _forget_undone(draft: Draft, actor: str) -> None:
    """A new decision takes the place of those that the actor undid: these cannot be redone any more."""
    if actor not in draft.study.can_redo:
        return
    for identifier, record in draft.records.interventions.items():
        if record.actor == actor and record.undoable and record.undone:
            draft.put("interventions", identifier, record.model_copy(update={"undoable": False}))


def _offer(draft: Draft, actor: str, undo: InterventionRecord | None, redo: InterventionRecord | None) -> None:
    """Says what the actor can undo and redo now."""
    study = draft.study
    offers = {}
    for name, target in (("can_undo", undo), ("can_redo", redo)):
        others = {key: text for key, text in getattr(study, name).items() if key != actor}
        offers[name] = others if target is None else {**others, actor: target.label}
    draft.set_study(**offers)
