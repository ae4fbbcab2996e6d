"""Records: the state of a study, as everybody sees it. A collection maps ids to records; nothing else is state."""

from typing import Any, Literal

from pydantic import Field

from nas_navigator_schemas._base import Actor, Count, Frozen, Id, Name, Share
from nas_navigator_schemas.configuration import (
    Constraint,
    DatasetChoice,
    Focus,
    Objective,
    SearchConfiguration,
    TrainingConfiguration,
)
from nas_navigator_schemas.templates import Cell, Path, PathState, TemplateHeader

Objectives = dict[str, float | None]
"""Such as `{"accuracy": 0.91, "loss": 0.31, "parameters": 20480, "madds": 1200000}`, accuracy in [0, 1]."""

Phase = Literal["idle", "training", "searching", "finalizing", "paused", "failed"]
Origin = Literal["sample", "initial", "crossover", "mutation", "region", "person"]
Source = Literal["supernet", "own", "table", "prediction"]
"""Where a measurement comes from: the template's weights, the network's own, a table, or a model's prediction."""


class Cluster(Frozen):
    """Candidates that are alike, named by the operations that they have oftener than others.

    `size` counts those that were on the map when it was made; what is placed later joins its nearest neighbour's.
    """

    name: str
    size: Count


class Layout(Frozen):
    """The map in force: how many candidates it was fitted on and how well it keeps neighbours (10 neighbours).

    `clusters` are largest first, none where the candidates do not fall into groups; points count them from 0.
    """

    version: Count
    artifact: Id
    fitted: Count
    trustworthiness: float | None
    clusters: tuple[Cluster, ...] = ()


class Branching(Frozen):
    """Where a study began: as `study` was after its event `seq`."""

    study: Id
    seq: Count


class Twinning(Frozen):
    """What an unattended twin does: it goes on without the event `seq` of the study that was called `name`, which
    `summary` tells, until it has made as many `evaluations` under its `weights` as that study had made since.

    Twins of one event differ by their `repeat`, from 0, and by the `seed` of their search; the first has the study's.
    """

    seq: Count
    name: Name
    summary: str
    evaluations: Count
    weights: Count
    repeat: Count
    seed: int


class StudyRecord(Frozen):
    """The study itself. `weights` is the version of the template's weights; 0 is untrained. `weights_made` counts the
    versions that there were: an undone edit gives the version before it back. `maps` are the artifacts of the maps
    before `layout`: a branch may begin where they were in force.

    `focus_misses` counts children that the focus could not place inside the region and that were taken all the same.
    `search_seed` is what the search draws from where that is not `seed`: in twins, and what branches off from them.
    """

    name: Name
    dataset: DatasetChoice
    template: TemplateHeader
    objective: Objective
    training: TrainingConfiguration
    search: SearchConfiguration
    constraints: tuple[Constraint, ...] = ()
    seed: int
    created_at: str
    phase: Phase
    message: str | None = None
    iteration: Count = 0
    evaluations: Count = 0
    weights: Count = 0
    weights_made: Count = 0
    weights_artifact: Id | None = None
    trained_epochs: Count = 0
    best_candidate: Id | None = None
    layout: Layout | None = None
    maps: tuple[Id, ...] = ()
    focus: Focus | None = None
    focus_misses: Count = 0
    steering_seq: Count = 0
    can_undo: dict[Actor, str] = {}
    can_redo: dict[Actor, str] = {}
    twin_of: Id | None = None
    twin: Twinning | None = None
    branch_of: Branching | None = None
    search_seed: int | None = None


JobKind = Literal["training", "search", "evaluation", "final", "layout"]


Requested = Literal["pause", "stop", "step", "refresh"]
"""What a running job was asked to do next: pause or stop after the batch, pause after this iteration, or go on with
changed steering (`refresh`: it suspends and starts again from its checkpoint)."""


class JobRecord(Frozen):
    """Work that was asked for. How far it is comes as progress, not as a record.

    `attempt` counts the tasks that the job has used up and `losses` those in a row whose process died; `credited` is
    how many of the epochs in `done` the paths' `trained_epochs` hold already. A search with `until` ends once the study
    has so many evaluations, at the end of an iteration.
    """

    kind: JobKind
    state: Literal["queued", "running", "paused", "done", "failed", "cancelled"]
    message: str | None = None
    run: Id | None = None
    total: Count | None = None
    done: Count = 0
    checkpoint: Id | None = None
    candidates: tuple[Id, ...] = ()
    requested: Requested | None = None
    attempt: Count = 0
    losses: Count = 0
    credited: Count = 0
    until: Count | None = None


class CellRecord(Cell):
    """A cell and its place in the row, from 0."""

    position: Count


class PathRecord(Path):
    """A path, what steering says of it, and for how many epochs it has been in training."""

    state: PathState = "available"
    trained: bool = False
    trained_epochs: Count = 0


class CandidateRecord(Frozen):
    """A candidate that is on the map or was evaluated. `iteration` is that of its first evaluation, from 1."""

    paths: tuple[Id, ...]
    iteration: Count | None = None
    origin: Origin
    parents: tuple[Id, ...] = ()
    objectives: Objectives = {}
    evaluated: bool = False
    feasible: bool = True
    weights: Count | None = None


class EvaluationRecord(Frozen):
    """A measurement of a candidate: a fact that nothing deletes. `weights` is the version it was made with."""

    candidate: Id
    weights: Count
    source: Source = "supernet"
    objectives: Objectives
    iteration: Count | None = None
    steering_seq: Count = 0
    seconds: float


class PointRecord(Frozen):
    """Where a candidate lies on the map, coordinates in [-1, 1]; the record's id is the candidate's.

    `cluster` counts from 0 in the layout's `clusters`; null where the candidate is in none.
    """

    candidate: Id
    x: float
    y: float
    layout_version: Count
    cluster: Count | None = None


class Interval(Frozen):
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float


class RunRecord(Frozen):
    """A training run: of the template, or of a candidate on its own.

    `metrics` hold, for a finished `final` run, `test_accuracy`, `test_accuracy_low`, `test_accuracy_high` (95 %),
    `test_loss`, `parameters`, `madds` and `seconds`; `confusion` counts its test images, a row a true class, a column
    a predicted one. `ended_at` is when it was done, stopped or failed.
    """

    purpose: Literal["template", "final", "ranking", "baseline"]
    state: Literal["running", "paused", "done", "failed", "cancelled"]
    candidate: Id | None = None
    initial: Literal["scratch", "inherited"] | None = None
    epochs: Count = 0
    seed: int
    weights: Count | None = None
    metrics: Objectives = {}
    confusion: tuple[tuple[Count, ...], ...] = ()
    artifacts: dict[str, Id] = {}
    ended_at: str | None = None


class EpochRecord(Frozen):
    """One epoch of a run, counted from 0: `train_loss`, `validation_loss`, `validation_accuracy`, `learning_rate` …"""

    run: Id
    epoch: Count
    metrics: Objectives
    seconds: float


class Spread(Frozen):
    """Best, mean and worst of a value over one iteration's candidates (the paper's [max, mean, min] of the loss)."""

    best: float | None
    mean: float | None
    worst: float | None


class IterationRecord(Spread):
    """One iteration of the search, `index` from 0, done `at`; best, mean and worst are of the objective."""

    index: Count
    at: str | None = None
    evaluated: Count
    loss: Spread
    seconds: float
    device_seconds: float
    steering_seq: Count = 0
    weights: Count


class ScoresRecord(Frozen):
    """Scores of every path after an iteration, as columns in the order of `paths` (NAS-Navigator, equation 1).

    `score` sums to 1 within a cell; `frequency` counts evaluated candidates that contain the path; `advantage` is the
    mean objective of those minus that of the ones that could have and do not, null without evidence, as is its
    standard error `stderr`.
    """

    iteration: Count
    weights: Count
    alpha: float | None
    paths: tuple[Id, ...]
    score: tuple[float, ...]
    frequency: tuple[int, ...]
    advantage: tuple[float | None, ...]
    stderr: tuple[float | None, ...]


class RegionRecord(Frozen):
    """A set of candidates with a name, perhaps drawn on the map as `polygon` in the layout of `layout_version`."""

    name: Name
    candidates: tuple[Id, ...]
    polygon: tuple[tuple[float, float], ...] | None = None
    layout_version: Count | None = None
    focused: bool = False
    weight: Share = 1.0


class SteeringValues(Frozen):
    """Values of what a decision touched; what it did not touch is absent (None for `constraints`).

    A region of value None does not exist. Which region is focused, and how strongly, is said by the regions.
    """

    states: dict[Id, PathState] = {}
    regions: dict[Id, RegionRecord | None] = {}
    constraints: tuple[Constraint, ...] | None = None


class SteeringChange(Frozen):
    """What a decision changed: both hold the same keys, so that undo and redo are exact inverses."""

    before: SteeringValues
    after: SteeringValues


class TemplateValues(Frozen):
    """What an edit of the template touched, as it is at one time: untouched, `cells` is None and a path is absent.

    A path of value None is not in the template. `weights` is the version of the template's weights.
    """

    cells: tuple[Cell, ...] | None = None
    paths: dict[Id, PathRecord | None] = {}
    weights: Count


class TemplateChange(Frozen):
    """What an edit changed: both hold the same paths, so that undo and redo are exact inverses."""

    before: TemplateValues
    after: TemplateValues


MOST_TWINS = 10
"""Unattended twins that are made at a time."""


class Twin(Frozen):
    """An unattended twin that was made: its study, and which repeat of the search it is, from 0."""

    study: Id
    repeat: Count


class Reversal(Frozen):
    """A decision was undone, or redone, by the event `seq`; there were so many `evaluations` then."""

    seq: Count
    evaluations: Count


class InterventionRecord(Frozen):
    """Something a person did, in words: `summary` in the past tense, `label` for the undo button.

    `undone` is True while an undo of it stands; one that can no longer be redone either is not `undoable`. One that
    is undoable has a `change` of the steering, or an `edit` of the template. Its `reversals` undid and redid it.
    `evaluations` is how many of them there were then: where it stands in the course of the search, and `weights` the
    version that they were made with. One that `steers` is a decision after which the search goes on differently, so
    that its effect can be asked for. `twins` are all that were made of the study without it, deleted ones too.
    """

    seq: Count
    at: str
    actor: Actor
    type: Id
    summary: str
    label: str = ""
    undoable: bool = False
    undone: bool = False
    evaluations: Count = 0
    weights: Count = 0
    steers: bool = False
    change: SteeringChange | None = None
    edit: TemplateChange | None = None
    effect: dict[str, Any] | None = None
    reversals: tuple[Reversal, ...] = ()
    twins: tuple[Twin, ...] = ()


class Records(Frozen):
    """Every collection of a study. A snapshot holds exactly one `study` record, under the study's id."""

    study: dict[str, StudyRecord] = {}
    jobs: dict[str, JobRecord] = {}
    cells: dict[str, CellRecord] = {}
    paths: dict[str, PathRecord] = {}
    candidates: dict[str, CandidateRecord] = {}
    evaluations: dict[str, EvaluationRecord] = {}
    points: dict[str, PointRecord] = {}
    runs: dict[str, RunRecord] = {}
    epochs: dict[str, EpochRecord] = {}
    iterations: dict[str, IterationRecord] = {}
    scores: dict[str, ScoresRecord] = {}
    regions: dict[str, RegionRecord] = {}
    interventions: dict[str, InterventionRecord] = {}


class Patch(Frozen):
    """A change of records: what is put (whole records, by collection and id) and what is dropped."""

    put: Records = Records()
    drop: dict[str, tuple[str, ...]] = Field(default={})
