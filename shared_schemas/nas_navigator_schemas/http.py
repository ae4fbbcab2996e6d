"""What HTTP calls carry beside commands, frames and records: their bodies and answers."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, FailFast, Field, RootModel, Tag

from nas_navigator_schemas._base import Count, Frozen, Id, Name, Person, Share
from nas_navigator_schemas.commands import Candidates
from nas_navigator_schemas.configuration import DatasetChoice, Objective, SearchConfiguration, TrainingConfiguration
from nas_navigator_schemas.events import Event
from nas_navigator_schemas.frames import Progress
from nas_navigator_schemas.records import Objectives, Phase, Records
from nas_navigator_schemas.templates import Candidate, Template, TemplateChoice


def _form(given: Any) -> str:
    """Which form somebody meant, so that a mistake in it is told in that form's own terms."""
    return "Id" if isinstance(given, str) else "Choice"


def _template_form(given: Any) -> str:
    is_whole = isinstance(given, dict) and not given.keys().isdisjoint(("cells", "paths"))
    return "Whole" if is_whole or isinstance(given, Template) else _form(given)


AnyTemplate = Annotated[
    Annotated[Id, Tag("Id")] | Annotated[TemplateChoice, Tag("Choice")] | Annotated[Template, Tag("Whole")],
    Discriminator(_template_form),
]
AnyDataset = Annotated[Annotated[Id, Tag("Id")] | Annotated[DatasetChoice, Tag("Choice")], Discriminator(_form)]


class CreateStudy(Frozen):
    """The body of `POST /studies`; an id alone stands for a choice without parameters.

    `template` is one of the catalogue, perhaps with parameters, a saved one by its id, or a whole one.
    """

    name: Name
    dataset: AnyDataset
    template: AnyTemplate
    training: TrainingConfiguration = TrainingConfiguration()
    search: SearchConfiguration = SearchConfiguration()
    seed: Annotated[int, Field(ge=0, le=2**53 - 1)] = 0
    actor: Person = "person"


class StudyCreated(Frozen):
    """The answer to `POST /studies`."""

    id: Id
    seq: Count
    records: Records


class StudyState(Frozen):
    """The answer to `GET /studies/{id}`: everything, as of `seq`, with the latest progress of each running job."""

    seq: Count
    records: Records
    progress: tuple[Progress, ...] = ()


class EventPage(Frozen):
    """The answer to `GET /studies/{id}/events`: facts in order, and the sequence number of the log's newest."""

    events: tuple[Event, ...]
    last_seq: Count


class FinalNetwork(Frozen):
    """How a candidate's own network was trained, and what the test set said; `metrics` as in `RunRecord`."""

    epochs: Count
    initial: Literal["scratch", "inherited"]
    seed: int
    metrics: Objectives


class CandidateExport(Frozen):
    """A candidate to take away: the part of the template that it uses, what it was measured at, its paths in words.

    `arch` is the string of a cell of NAS-Bench-201; null for any other candidate. `final` is the network whose weights
    are exported with it; null where it was not finished, and the weights are cut out of the template's.
    """

    format: Literal["nas-navigator candidate"] = "nas-navigator candidate"
    version: Literal[1] = 1
    study: Name
    dataset: DatasetChoice
    candidate: Candidate
    template: Template
    objectives: Objectives
    names: dict[str, str]
    arch: str | None = None
    final: FinalNetwork | None = None


class StudySummary(Frozen):
    """A line of the list of studies. `best` is the best candidate's value of the objective, under the current weights.

    `done` of `total` says how far the job is that decides the phase: epochs of a training, iterations of a search,
    candidates that are finished; null where none is open, `total` also where it goes on until stopped.
    """

    id: Id
    name: Name
    dataset: Id
    template: Name
    phase: Phase
    iteration: Count
    evaluations: Count
    trained_epochs: Count
    done: Count | None
    total: Count | None
    objective: Objective
    best: float | None
    created_at: str
    branch_of: Id | None = None
    twin_of: Id | None = None


class StudyList(RootModel[tuple[StudySummary, ...]]):
    """The answer to `GET /studies`, newest first."""


class SelectRequest(Frozen):
    """The body of `POST /studies/{id}/select`: which candidates, or which paths, a query is true of.

    Candidates: `accuracy > 0.9 and not has("3x3 max pooling", cell=2)`, `in region("left")`; paths: `advantage < -0.02
    and frequency > 8 and cell == 1`. What people type counts from 1; a comparison with a value that is not there is
    false. A refusal says in `at` where the offending word stands, in characters from 0.
    """

    query: Annotated[str, Field(min_length=1, max_length=2000)]
    of: Literal["candidates", "paths"] = "candidates"


class Selected(Frozen):
    """What a query is true of, in the order of the records; the other list is empty."""

    candidates: tuple[Id, ...] = ()
    paths: tuple[Id, ...] = ()


SetOperator = Literal["union", "intersection", "complement", "profile"]
Level = Literal["path", "operation_in_cell", "operation", "node", "cell"]


class SetRequest(Frozen):
    """The body of `POST /studies/{id}/sets`: what the candidates of some regions have in common, at a level.

    A path's share in a region is how many of its members contain it. `union`: share over 0 in any region;
    `intersection`: at least `threshold` in all; `complement`: available and at most 1 - `threshold` in all; `profile`
    takes everything, and so answers why these are alike. At the levels of nodes and cells, of which every candidate has
    something, a member is the common choice there: see `SetMember`.
    """

    operation: SetOperator
    regions: Annotated[
        tuple[Candidates, ...],
        Field(min_length=1, max_length=8),
        FailFast(),
    ]
    threshold: Share = 0.8
    level: Level = "path"


class SetMember(Frozen):
    """One path, or the paths that a coarser level takes together (`key`, in words `label`).

    `share_inside` and `share_outside` are in [0, 1]: how many candidates inside and outside of all regions contain it;
    inside is in any of them, outside in none, and where nobody is outside the share there is 0. A candidate contains an
    operation, or an operation in a cell, if it contains any of its paths. At the levels of nodes and cells `paths` are
    the common choice: those into the node, or in the cell, that more than half of the candidates inside contain, or the
    single most frequent one where none has a half; a candidate contains it if it contains all of them, so that the
    share says how much the candidates agree there. The means are of the study's objective over those among them that
    are evaluated with the current weights, null without one; `count` is how many candidates inside contain it.
    """

    key: str
    label: str
    paths: tuple[Id, ...]
    share_inside: Share
    share_outside: Share
    mean_inside: float | None
    mean_outside: float | None
    count: Count


class SetResult(Frozen):
    """The answer to a set operation: its members, most telling first, and how many candidates stand behind it."""

    members: tuple[SetMember, ...]
    inside: Count
    outside: Count


class PathHistory(Frozen):
    """One path's scores after each iteration, as columns; null where the path was not there, or without evidence."""

    path: Id
    score: tuple[float | None, ...]
    frequency: tuple[Count | None, ...]
    advantage: tuple[float | None, ...]
    stderr: tuple[float | None, ...]


class ScoresHistory(Frozen):
    """How the scores of some paths got where they are; columns are in the order of `iterations`, from 0."""

    iterations: tuple[Count, ...]
    histories: tuple[PathHistory, ...]


class Interval(Frozen):
    """A difference and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


class EffectSide(Frozen):
    """What the iterations on one side of a decision evaluated; `best` and `median` are of the study's objective.

    `improved` of `children` are better than the better of their parents under the same weights.
    """

    iterations: Count
    candidates: Count
    best: float | None
    median: float | None
    children: Count
    improved: Count


class Effect(Frozen):
    """Before and after a decision: how much greater the median and the share of improved children are after it.

    It is a comparison in time: `others` decisions fell into what came after, and with other weights than before
    (`same_weights` false) values say little.
    """

    seq: Count
    before: EffectSide
    after: EffectSide
    median: Interval | None
    improved: Interval | None
    others: Count
    same_weights: bool


class Stretch(Frozen):
    """A decision was in force from the event `since` on, until `until` undid it, null where it still is; so many
    `evaluations` were made with it in that time: not those that were on their way when it was decided.
    """

    since: Count
    until: Count | None
    evaluations: Count


class Standing(Frozen):
    """When the decision of the event `seq`, which was undone at least once, was in force."""

    seq: Count
    stretches: tuple[Stretch, ...]


Curve = tuple[tuple[Count, float], ...]
"""The best so far: after how many evaluations since the decision it came to which value, first the value before it."""


class TwinRun(Frozen):
    """An unattended twin, as far as it is: `made` of `evaluations` that it was asked for since it parted.

    `missing`: it was deleted, or is on another server; `unreadable`: it is there, and `message` says why it cannot be
    opened; `exhausted`: nothing new was left to evaluate. `best` and `median` are those after as many evaluations as
    are compared, null where it made fewer. A twin waits while the study `behind` needs the device.
    """

    study: Id
    repeat: Count
    state: Literal["queued", "running", "paused", "done", "stopped", "exhausted", "failed", "missing", "unreadable"]
    name: Name | None = None
    message: str | None = None
    behind: Name | None = None
    made: Count = 0
    evaluations: Count = 0
    best: float | None = None
    median: float | None = None
    curve: Curve = ()


class TwinDifference(Frozen):
    """How much greater the steered study's value is than the mean of its twins'.

    `low` and `high` are the 95 % interval of a bootstrap over the twins, null with too few of them, and where most of
    them have the same value: the study itself was steered once, and how much it owes to its own chance nobody knows.
    """

    value: float
    low: float | None = None
    high: float | None = None


class TwinComparison(Frozen):
    """A decision with unattended twins: all after the same number of `evaluations` since, the study's `best` so far and
    the `median` of what was evaluated, as its bounds now have it, and how much greater these are than the twins'.

    `made` is how many evaluations the study made since, `compared` how many twins the differences are of: those that
    are done, or else the one that is furthest.
    """

    seq: Count
    made: Count
    evaluations: Count
    compared: Count
    best: float | None
    median: float | None
    curve: Curve
    best_difference: TwinDifference | None
    median_difference: TwinDifference | None
    twins: tuple[TwinRun, ...]


class Effects(Frozen):
    """The effects of the decisions that have so many iterations, or fewer, on both sides; and what their twins say.

    What counts after a decision was made while it was in force, which `standings` tells of those that were undone.
    It takes `least_twins` twins that can be compared for an interval.
    """

    iterations: Count
    least_twins: Count
    effects: tuple[Effect, ...]
    standings: tuple[Standing, ...] = ()
    twins: tuple[TwinComparison, ...] = ()


class Accepted(Frozen):
    """The answer to a command that was done: the log's sequence number after it, and the study that it began."""

    seq: Count
    study: Id | None = None


class Health(Frozen):
    """The answer to `GET /health`."""

    status: Literal["ok"] = "ok"
    worker: Literal["ready", "starting", "failed"]
    device: str | None
    version: str


class Problem(Frozen):
    """A refusal (RFC 9457): `detail` names the value and the rule, `field` what is to blame, where one is."""

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    field: str | None = None
    errors: tuple[dict[str, Any], ...] = ()
