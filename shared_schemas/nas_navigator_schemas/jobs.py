"""Jobs: work for the processes that own a device or make maps, and what these say back.

A job holds everything that its result depends on; large tensors travel as artifacts, files named by their hash in a
directory that both sides see. A task that is paused writes a checkpoint and ends as `Suspended`; going on is a new
task that names the checkpoint, so that a process that dies loses at most the batch in flight.
"""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from nas_navigator_schemas._base import Count, Frozen, Id, Share
from nas_navigator_schemas.configuration import (
    Constraint,
    DatasetChoice,
    Objective,
    SearchConfiguration,
    TrainingConfiguration,
)
from nas_navigator_schemas.records import Cluster, Objectives, Origin, ScoresRecord, Source
from nas_navigator_schemas.templates import Candidate, Template


class Region(Frozen):
    """The focus, as a value: a child must fall inside `polygon`, or have one of `candidates` as nearest neighbour.

    `polygon` is None after a re-layout and for regions that were not drawn.
    """

    candidates: tuple[Candidate, ...]
    polygon: tuple[tuple[float, float], ...] | None
    weight: Share


class Steering(Frozen):
    """Everything that people decided about the search; `seq` is the sequence of the last such decision."""

    seq: Count = 0
    removed: tuple[Id, ...] = ()
    fixed: tuple[Id, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    region: Region | None = None


class _Task(Frozen):
    """What every task says: whose it is, of which job, the seed that its randomness comes from, and whether it `waits`
    until the device has nothing else to do (an unattended twin's).

    `weights_seed`, with its key, gives the start of each weight of the template that was never trained: it is one a
    study, so that a network is the same in every task.
    """

    id: Id
    study: Id
    job: Id
    seed: int
    weights_seed: int
    dataset: DatasetChoice
    template: Template
    waits: bool = False


class TrainTemplate(_Task):
    """Train the template for `epochs` epochs, of which `checkpoint` (None: none) has done some.

    `first_epoch` is how many epochs this study trained before; `weights` the artifact to start from (None: fresh).
    """

    kind: Literal["train_template"] = "train_template"
    run: Id
    training: TrainingConfiguration
    epochs: Count
    first_epoch: Count
    steering: Steering
    weights: Id | None
    checkpoint: Id | None = None


class TrainFinal(_Task):
    """Train one candidate as a standalone network and measure it, once, on the test set."""

    kind: Literal["train_final"] = "train_final"
    run: Id
    candidate: Candidate
    training: TrainingConfiguration
    epochs: Count
    initial: Literal["scratch", "inherited"]
    weights: Id | None
    checkpoint: Id | None = None


class Known(Frozen):
    """A candidate that exists already: on the map, or evaluated.

    `iteration` and `objectives` are those of its evaluation under the current weights (None: not evaluated with
    them), `older` the latest objectives under earlier weights. The order of a list of these is that of the log: first
    the sample of the map, then as evaluated.
    """

    candidate: Candidate
    origin: Origin
    iteration: Count | None = None
    objectives: Objectives | None = None
    older: Objectives | None = None


class ProposeAndEvaluate(_Task):
    """One iteration: propose `count` candidates (None: the strategy's population), place and evaluate them."""

    kind: Literal["propose_and_evaluate"] = "propose_and_evaluate"
    objective: Objective
    search: SearchConfiguration
    iteration: Count
    count: Count | None = None
    steering: Steering
    weights: Id
    weights_version: Count
    layout: Id | None
    known: tuple[Known, ...]


class EvaluateGiven(_Task):
    """Evaluate given candidates with the current weights, and place those that are not on the map."""

    kind: Literal["evaluate_given"] = "evaluate_given"
    objective: Objective
    candidates: tuple[Candidate, ...]
    weights: Id
    layout: Id | None


class CutWeights(_Task):
    """Cut a candidate's weights out of the template's, as a file of their own."""

    kind: Literal["cut_weights"] = "cut_weights"
    candidate: Candidate
    weights: Id


class FitLayout(_Task):
    """Sample `sample` more candidates, lay them out with `candidates` (up to 2,000 in the fit, the rest placed).

    `previous` is the layout to start from, so that points move no further than they must.
    """

    kind: Literal["fit_layout"] = "fit_layout"
    version: Count
    sample: Count
    candidates: tuple[Candidate, ...]
    steering: Steering
    previous: Id | None = None


class PlaceCandidates(_Task):
    """Place candidates on a map that exists."""

    kind: Literal["place_candidates"] = "place_candidates"
    layout: Id
    candidates: tuple[Candidate, ...]


AnyTask = Annotated[
    TrainTemplate | TrainFinal | ProposeAndEvaluate | EvaluateGiven | CutWeights | FitLayout | PlaceCandidates,
    Field(discriminator="kind"),
]


class Control(Frozen):
    """Asks a running task to suspend (write a checkpoint and end) or to stop (keep what is finished and end)."""

    kind: Literal["control"] = "control"
    task: Id
    action: Literal["suspend", "stop"]


class ToWorker(RootModel[Annotated[AnyTask | Control, Field(discriminator="kind")]]):
    """A line that a worker reads."""


class Ready(Frozen):
    """A worker's first line."""

    kind: Literal["ready"] = "ready"
    device: str
    threads: Count
    versions: dict[str, str]


class TaskProgress(Frozen):
    """How far a task is."""

    kind: Literal["task_progress"] = "task_progress"
    task: Id
    done: Count
    total: Count | None
    message: str = ""


class EpochDone(Frozen):
    """An epoch of a run ended; `checkpoint` holds all that going on needs. `epoch` counts from 0 over the run."""

    kind: Literal["epoch_done"] = "epoch_done"
    task: Id
    run: Id
    epoch: Count
    metrics: Objectives
    seconds: float
    checkpoint: Id


class PlacedPoint(Frozen):
    """A candidate's place on the map, coordinates in [-1, 1], and its cluster, from 0 (None: in none)."""

    candidate: Id
    x: float
    y: float
    cluster: Count | None = None


class Evaluated(Frozen):
    """A candidate that was placed and evaluated. `inside`: whether in the focused region (None: no focus)."""

    candidate: Candidate
    origin: Origin
    source: Source = "supernet"
    parents: tuple[Id, ...] = ()
    objectives: Objectives
    feasible: bool = True
    seconds: float
    point: PlacedPoint | None = None
    inside: bool | None = None


class TemplateTrained(Frozen):
    """The template's training ended (or was stopped): its weights, and how many epochs each path trained in it."""

    kind: Literal["template_trained"] = "template_trained"
    task: Id
    weights: Id
    epochs: Count
    stopped: bool
    seconds: float


class FinalTrained(Frozen):
    """A standalone network is trained and measured; `weights` is a safetensors file of its own."""

    kind: Literal["final_trained"] = "final_trained"
    task: Id
    weights: Id
    metrics: Objectives
    confusion: tuple[tuple[int, ...], ...]
    stopped: bool
    seconds: float


class IterationDone(Frozen):
    """An iteration ended. `stopped` where a stop cut it short; `exhausted` where no new candidate is left."""

    kind: Literal["iteration_done"] = "iteration_done"
    task: Id
    evaluated: tuple[Evaluated, ...]
    scores: ScoresRecord | None
    steering_seq: Count
    refusals: Count = 0
    misses: Count = 0
    stopped: bool = False
    exhausted: bool = False
    seconds: float
    device_seconds: float


class EvaluationDone(Frozen):
    """Given candidates are evaluated."""

    kind: Literal["evaluation_done"] = "evaluation_done"
    task: Id
    evaluated: tuple[Evaluated, ...]
    stopped: bool = False
    seconds: float


class WeightsCut(Frozen):
    """A candidate's weights are in an artifact."""

    kind: Literal["weights_cut"] = "weights_cut"
    task: Id
    artifact: Id


class LayoutDone(Frozen):
    """A map: the sampled candidates, every point, and the artifact from which others are placed."""

    kind: Literal["layout_done"] = "layout_done"
    task: Id
    version: Count
    artifact: Id
    sampled: tuple[Candidate, ...]
    points: tuple[PlacedPoint, ...]
    fitted: Count
    trustworthiness: float | None
    clusters: tuple[Cluster, ...] = ()
    seconds: float


class CandidatesPlaced(Frozen):
    """Points of candidates on an existing map."""

    kind: Literal["candidates_placed"] = "candidates_placed"
    task: Id
    points: tuple[PlacedPoint, ...]


class Suspended(Frozen):
    """A task wrote a checkpoint and ended (None: it had nothing to keep)."""

    kind: Literal["suspended"] = "suspended"
    task: Id
    checkpoint: Id | None
    evaluated: tuple[Evaluated, ...] = ()


class Failed(Frozen):
    """A task could not be done; `message` is for people. A `resumable` one can be later, from where it was left."""

    kind: Literal["failed"] = "failed"
    task: Id
    message: str
    resumable: bool = False


AnyMessage = Annotated[
    Ready
    | TaskProgress
    | EpochDone
    | TemplateTrained
    | FinalTrained
    | IterationDone
    | EvaluationDone
    | WeightsCut
    | LayoutDone
    | CandidatesPlaced
    | Suspended
    | Failed,
    Field(discriminator="kind"),
]


class FromWorker(RootModel[AnyMessage]):
    """A line that a worker writes."""
