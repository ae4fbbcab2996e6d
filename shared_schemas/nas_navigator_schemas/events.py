"""Events: what happened in a study, as facts in the past tense.

They hold outcomes and seeds, so that replay needs no torch.

The log of a study is its only truth: records are a fold of it. Decisions that can be undone carry the values
before and after, so that their inverse is known from the log alone.
"""

from typing import Annotated, Literal

from pydantic import Field, computed_field, model_validator

from nas_navigator_schemas._base import Actor, Count, Frozen, Id, Name
from nas_navigator_schemas.configuration import (
    DatasetChoice,
    Objective,
    SearchConfiguration,
    TrainingConfiguration,
)
from nas_navigator_schemas.jobs import Evaluated, PlacedPoint
from nas_navigator_schemas.records import (
    MOST_TWINS,
    Cluster,
    Objectives,
    ScoresRecord,
    SteeringChange,
    TemplateChange,
    Twin,
    Twinning,
)
from nas_navigator_schemas.templates import Candidate, Cell, Path, Template, TemplateHeader


class StudyCreated(Frozen):
    """A study began. It holds the whole template, so that it never depends on a catalogue of another day."""

    type: Literal["study_created"] = "study_created"
    name: Name
    dataset: DatasetChoice
    template: Template
    objective: Objective = Objective()
    training: TrainingConfiguration = TrainingConfiguration()
    search: SearchConfiguration = SearchConfiguration()
    seed: int
    twin_of: Id | None = None


class StudyBranched(Frozen):
    """This study parts from `source`, whose events up to `at_seq` it shares, and has a name of its own.

    With `twin` it is an unattended twin of `source`.
    """

    type: Literal["study_branched"] = "study_branched"
    source: Id
    at_seq: Count
    name: Name
    twin: Twinning | None = None


class BranchMade(Frozen):
    """Another study began from where this one was after the event `at_seq`."""

    type: Literal["branch_made"] = "branch_made"
    study: Id
    at_seq: Count
    name: Name


class TwinsMade(Frozen):
    """Unattended twins began, which go on without the event `at_seq` for so many `evaluations`."""

    type: Literal["twins_made"] = "twins_made"
    at_seq: Count
    twins: Annotated[tuple[Twin, ...], Field(min_length=1, max_length=MOST_TWINS)]
    evaluations: Count


class TrainingStarted(Frozen):
    """The template's training began, or waits for the device."""

    type: Literal["training_started"] = "training_started"
    job: Id
    run: Id
    epochs: Count
    seed: int


class EpochFinished(Frozen):
    """An epoch of a run ended, counted from 0; `checkpoint` holds all that going on needs."""

    type: Literal["epoch_finished"] = "epoch_finished"
    job: Id
    run: Id
    epoch: Count
    metrics: Objectives
    seconds: float
    checkpoint: Id


class TrainingFinished(Frozen):
    """The template's training ended, or was stopped; `artifact` holds its weights."""

    type: Literal["training_finished"] = "training_finished"
    job: Id
    artifact: Id
    epochs: Count
    stopped: bool
    seconds: float


class SearchStarted(Frozen):
    """A search began, of so many iterations, until there are so many evaluations, or until stopped."""

    type: Literal["search_started"] = "search_started"
    job: Id
    iterations: Count | None
    until: Count | None = None


class StepRequested(Frozen):
    """One iteration of a paused search was asked for."""

    type: Literal["step_requested"] = "step_requested"
    job: Id


class _Measured(Frozen):
    """`weights` and `layout_version` are those that it was measured with, perhaps older than the present."""

    job: Id
    weights: Count
    layout_version: Count
    evaluated: tuple[Evaluated, ...]
    seconds: float


class IterationFinished(_Measured):
    """An iteration ended, counted from 0; `misses` lie outside the focused region all the same."""

    type: Literal["iteration_finished"] = "iteration_finished"
    iteration: Count
    scores: ScoresRecord | None
    steering_seq: Count
    refusals: Count = 0
    misses: Count = 0
    device_seconds: float


class CandidatesEvaluated(_Measured):
    """Candidates that a person chose were evaluated."""

    type: Literal["candidates_evaluated"] = "candidates_evaluated"


class SearchFinished(Frozen):
    """A search ended: all its iterations are done, it was stopped, or no new candidate is left."""

    type: Literal["search_finished"] = "search_finished"
    job: Id
    reason: Literal["done", "stopped", "exhausted"]


class EvaluationRequested(Frozen):
    """Candidates were chosen to be evaluated."""

    type: Literal["evaluation_requested"] = "evaluation_requested"
    job: Id
    candidates: tuple[Candidate, ...]


class LayoutRequested(Frozen):
    """A new map is to be made.

    `asked` tells whether somebody asked for it; else it follows from what happened: an edit took candidates
    away, or nothing could be placed on the old map.
    """

    type: Literal["layout_requested"] = "layout_requested"
    job: Id
    asked: bool = True


class LayoutFinished(Frozen):
    """A map was made: the candidates sampled for it and every point."""

    type: Literal["layout_finished"] = "layout_finished"
    job: Id
    version: Count
    artifact: Id
    sampled: tuple[Candidate, ...]
    points: tuple[PlacedPoint, ...]
    fitted: Count
    trustworthiness: float | None
    clusters: tuple[Cluster, ...] = ()
    seconds: float


class CandidatesPlaced(Frozen):
    """Candidates that were not on the present map got their points."""

    type: Literal["candidates_placed"] = "candidates_placed"
    version: Count
    points: tuple[PlacedPoint, ...]


class FinalizationStarted(Frozen):
    """Candidates were chosen to be trained as networks of their own, one after the other."""

    type: Literal["finalization_started"] = "finalization_started"
    job: Id
    candidates: tuple[Id, ...]


class FinalStarted(Frozen):
    """The training of one network of its own began."""

    type: Literal["final_started"] = "final_started"
    job: Id
    run: Id
    candidate: Id
    epochs: Count
    initial: Literal["scratch", "inherited"]
    seed: int


class FinalFinished(Frozen):
    """A network of its own is trained and measured on the test set, or its training was stopped."""

    type: Literal["final_finished"] = "final_finished"
    job: Id
    run: Id
    artifact: Id
    metrics: Objectives
    confusion: tuple[tuple[int, ...], ...]
    stopped: bool
    seconds: float


class FinalizationFinished(Frozen):
    """Every chosen network is trained, or a person stopped."""

    type: Literal["finalization_finished"] = "finalization_finished"
    job: Id
    stopped: bool


class JobStarted(Frozen):
    """The device began with a job that waited."""

    type: Literal["job_started"] = "job_started"
    job: Id


class PauseRequested(Frozen):
    """A pause was asked for; it comes after the batch."""

    type: Literal["pause_requested"] = "pause_requested"
    job: Id


class StopRequested(Frozen):
    """A stop was asked for; it comes after the batch."""

    type: Literal["stop_requested"] = "stop_requested"
    job: Id


class JobPaused(Frozen):
    """A job waits to be resumed, from `checkpoint` if it has one; `message` says why if nobody asked."""

    type: Literal["job_paused"] = "job_paused"
    job: Id
    checkpoint: Id | None = None
    message: str | None = None


class JobResumed(Frozen):
    """A paused job goes on."""

    type: Literal["job_resumed"] = "job_resumed"
    job: Id


class JobRefreshed(Frozen):
    """A job goes on from `checkpoint` with the template and the steering of now."""

    type: Literal["job_refreshed"] = "job_refreshed"
    job: Id
    checkpoint: Id | None


class JobInterrupted(Frozen):
    """The process that did a job died; the job goes on from its last checkpoint."""

    type: Literal["job_interrupted"] = "job_interrupted"
    job: Id
    message: str


class JobFailed(Frozen):
    """A job could not be done."""

    type: Literal["job_failed"] = "job_failed"
    job: Id
    message: str


class JobCancelled(Frozen):
    """A job ended before it had anything to show."""

    type: Literal["job_cancelled"] = "job_cancelled"
    job: Id


class _Steering(Frozen):
    change: SteeringChange


class _PathSteering(_Steering):
    paths: tuple[Id, ...]


class PathsRemoved(_PathSteering):
    """Paths became unavailable to the search."""

    type: Literal["paths_removed"] = "paths_removed"


class PathsRestored(_PathSteering):
    """Removed paths became available again."""

    type: Literal["paths_restored"] = "paths_restored"


class PathsFixed(_PathSteering):
    """Paths became part of every candidate to come."""

    type: Literal["paths_fixed"] = "paths_fixed"


class PathsReleased(_PathSteering):
    """The search may choose over paths that were fixed."""

    type: Literal["paths_released"] = "paths_released"


class RegionFocused(_Steering):
    """The search samples from a region; one that was focused before is gone."""

    type: Literal["region_focused"] = "region_focused"
    region: Id


class FocusCleared(_Steering):
    """The search samples from everywhere again."""

    type: Literal["focus_cleared"] = "focus_cleared"


class RegionSaved(_Steering):
    """A set of candidates was kept under a name."""

    type: Literal["region_saved"] = "region_saved"
    region: Id


class RegionRenamed(_Steering):
    """A saved region got another name."""

    type: Literal["region_renamed"] = "region_renamed"
    region: Id


class RegionDeleted(_Steering):
    """A saved region was forgotten."""

    type: Literal["region_deleted"] = "region_deleted"
    region: Id


class ConstraintsSet(_Steering):
    """The bounds that candidates must obey were replaced."""

    type: Literal["constraints_set"] = "constraints_set"


class _Reverted(_Steering):
    """`intervention` is the sequence number of the decision; `change` goes from now to what will be."""

    intervention: Count


class SteeringUndone(_Reverted):
    """A decision was undone."""

    type: Literal["steering_undone"] = "steering_undone"


class SteeringRedone(_Reverted):
    """A decision that was undone was done again."""

    type: Literal["steering_redone"] = "steering_redone"


class TrainingConfigured(Frozen):
    """The settings of training changed."""

    type: Literal["training_configured"] = "training_configured"
    training: TrainingConfiguration


class SearchConfigured(Frozen):
    """The settings of the search changed."""

    type: Literal["search_configured"] = "search_configured"
    search: SearchConfiguration


class TemplateDifference(Frozen):
    """How an edit changed the template: its header and row of cells after, and the paths that came, changed
    and went.

    `untrained` are paths whose weights no longer fit, because the shapes around them changed.
    """

    header: TemplateHeader
    cells: tuple[Cell, ...]
    paths: tuple[Path, ...]
    dropped: tuple[Id, ...]
    untrained: tuple[Id, ...]


class _Edited(Frozen):
    difference: TemplateDifference


class CellAdded(_Edited):
    """A cell was inserted."""

    type: Literal["cell_added"] = "cell_added"
    cell: Id


class CellRemoved(_Edited):
    """A cell was taken out; its weights are kept."""

    type: Literal["cell_removed"] = "cell_removed"
    cell: Id


class CellMoved(_Edited):
    """A cell moved to another place in the row."""

    type: Literal["cell_moved"] = "cell_moved"
    cell: Id


class CellNodesSet(_Edited):
    """A cell has more nodes, or fewer."""

    type: Literal["cell_nodes_set"] = "cell_nodes_set"
    cell: Id


class PathsAdded(_Edited):
    """Paths came that were not in the template before; they are not trained yet. `restored` came back with them."""

    type: Literal["paths_added"] = "paths_added"
    paths: tuple[Id, ...]
    restored: tuple[Id, ...] = ()


class OperationParametersSet(_Edited):
    """The parameters of paths' operations changed; these paths are not trained yet."""

    type: Literal["operation_parameters_set"] = "operation_parameters_set"
    paths: tuple[Id, ...]


class _EditReverted(Frozen):
    """`intervention` is the sequence number of the edit; `change` goes from now to what will be."""

    intervention: Count
    change: TemplateChange


class EditUndone(_EditReverted):
    """An edit of the template was undone."""

    type: Literal["edit_undone"] = "edit_undone"


class EditRedone(_EditReverted):
    """An edit that was undone was done again."""

    type: Literal["edit_redone"] = "edit_redone"


SteeringPayload = (
    PathsRemoved
    | PathsRestored
    | PathsFixed
    | PathsReleased
    | RegionFocused
    | FocusCleared
    | RegionSaved
    | RegionRenamed
    | RegionDeleted
    | ConstraintsSet
)
"""Decisions about the search."""

EditPayload = CellAdded | CellRemoved | CellMoved | CellNodesSet | PathsAdded | OperationParametersSet
"""Changes of the template."""

DecisionPayload = SteeringPayload | EditPayload
"""What can be undone."""

RevertedPayload = SteeringUndone | SteeringRedone | EditUndone | EditRedone
"""Decisions that were undone or redone."""

JobPayload = (
    JobStarted
    | PauseRequested
    | StopRequested
    | StepRequested
    | JobPaused
    | JobResumed
    | JobRefreshed
    | JobInterrupted
    | JobFailed
    | JobCancelled
)
"""What happens to a job of any kind."""

AnyPayload = (
    StudyCreated
    | StudyBranched
    | BranchMade
    | TwinsMade
    | TrainingStarted
    | EpochFinished
    | TrainingFinished
    | SearchStarted
    | IterationFinished
    | SearchFinished
    | EvaluationRequested
    | CandidatesEvaluated
    | LayoutRequested
    | LayoutFinished
    | CandidatesPlaced
    | FinalizationStarted
    | FinalStarted
    | FinalFinished
    | FinalizationFinished
    | JobPayload
    | DecisionPayload
    | RevertedPayload
    | TrainingConfigured
    | SearchConfigured
)
"""What an event can say."""


class Event(Frozen):
    """A fact in the log of a study. `seq` counts from 1 without a gap; `at` is UTC in ISO 8601.

    `type` is the payload's, beside it for readers that only want to tell events apart.
    """

    seq: Count
    at: str
    actor: Actor
    version: Literal[1] = 1
    payload: Annotated[AnyPayload, Field(discriminator="type")]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def type(self) -> str:
        """The payload's."""
        return self.payload.type

    @model_validator(mode="before")
    @classmethod
    def _without_type(cls, given: object) -> object:
        """Drops the repeated `type` when an event is read again."""
        if isinstance(given, dict) and "payload" in given:
            return {key: value for key, value in given.items() if key != "type"}
        return given
