"""Events folded into records: how a study begins, and how it is configured."""

from nas_navigator.study.draft import Draft
from nas_navigator.study.fold_steering import refresh_training
from nas_navigator.study.phrases import summary
from nas_navigator.study.records import cell_record, header_of, path_record
from nas_navigator_schemas.events import (
    Event,
    SearchConfigured,
    StudyBranched,
    StudyCreated,
    TrainingConfigured,
    TwinsMade,
)
from nas_navigator_schemas.records import Branching, InterventionRecord, JobRecord, Patch, Records, StudyRecord

FIRST_LAYOUT = "j0"
"""The job of the first map, which every study begins with."""


def created(identifier: str, event: Event, payload: StudyCreated) -> Patch:
    """The records of a study that has just begun: its template, and a map to be made."""
    study = StudyRecord(
        name=payload.name,
        dataset=payload.dataset,
        template=header_of(payload.template),
        objective=payload.objective,
        training=payload.training,
        search=payload.search,
        seed=payload.seed,
        created_at=event.at,
        phase="idle",
        twin_of=payload.twin_of,
    )
    begun = InterventionRecord(
        seq=event.seq, at=event.at, actor=event.actor, type=payload.type, summary=summary(Records(), payload)
    )
    template = payload.template
    put = Records.model_construct(
        study={identifier: study},
        jobs={FIRST_LAYOUT: JobRecord(kind="layout", state="queued")},
        cells={cell.id: cell_record(cell, position) for position, cell in enumerate(template.cells)},
        paths={path.id: path_record(path, None) for path in template.paths},
        interventions={str(event.seq): begun},
    )
    return Patch.model_construct(put=put)


def fold_branch(draft: Draft, payload: StudyBranched) -> None:
    """A study that parted from another."""
    origin = Branching(study=payload.source, seq=payload.at_seq)
    twin = payload.twin
    draft.set_study(name=payload.name, branch_of=origin, created_at=draft.at, twin=twin)
    draft.set_study(twin_of=None if twin is None else payload.source)
    if twin is not None:
        draft.set_study(search_seed=twin.seed)
    for identifier, record in draft.records.interventions.items():
        # Twins are those of the study that this one parted from.
        if record.twins:
            draft.put("interventions", identifier, record.model_copy(update={"twins": ()}))


def fold_twins(draft: Draft, payload: TwinsMade) -> None:
    """The intervention knows the twins that go on without it."""
    identifier = str(payload.at_seq)
    record = draft.get("interventions", identifier, InterventionRecord)
    if record is None:
        raise LookupError(f"the log has no intervention {identifier}")
    twins = (*record.twins, *payload.twins)
    draft.put("interventions", identifier, record.model_copy(update={"twins": twins}))


def fold_configuration(draft: Draft, payload: TrainingConfigured | SearchConfigured) -> None:
    """New settings: of the search from the next proposal, of the training from the next batch."""
    if isinstance(payload, SearchConfigured):
        draft.set_study(search=payload.search)
    else:
        draft.set_study(training=payload.training)
        refresh_training(draft)
