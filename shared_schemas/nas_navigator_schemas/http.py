"""What HTTP calls carry beside commands, frames and records: their bodies and answers."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, RootModel, Tag

from nas_navigator_schemas._base import Count, Frozen, Id, Name
from nas_navigator_schemas.configuration import DatasetChoice, SearchConfiguration, TrainingConfiguration
from nas_navigator_schemas.events import Event
from nas_navigator_schemas.frames import Progress
from nas_navigator_schemas.records import Objectives, Phase, Records
from nas_navigator_schemas.templates import Candidate, ParameterValue, Template


class TemplateChoice(Frozen):
    """A template of the catalogue, with its parameters."""

    id: Id
    parameters: dict[str, ParameterValue | tuple[ParameterValue, ...]] = {}


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
    """The body of `POST /studies`; an id alone stands for a choice without parameters."""

    name: Name
    dataset: AnyDataset
    template: AnyTemplate
    training: TrainingConfiguration = TrainingConfiguration()
    search: SearchConfiguration = SearchConfiguration()
    seed: Annotated[int, Field(ge=0, le=2**53 - 1)] = 0


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


class CandidateExport(Frozen):
    """A candidate to take away: the part of the template that it uses, what it was measured at, its paths in words."""

    format: Literal["nas-navigator candidate"] = "nas-navigator candidate"
    version: Literal[1] = 1
    study: Name
    dataset: DatasetChoice
    candidate: Candidate
    template: Template
    objectives: Objectives
    names: dict[str, str]


class StudySummary(Frozen):
    """A line of the list of studies. `best` is the best candidate's objective under the current weights."""

    id: Id
    name: Name
    dataset: Id
    template: Name
    phase: Phase
    iteration: Count
    evaluations: Count
    best: float | None
    created_at: str


class StudyList(RootModel[tuple[StudySummary, ...]]):
    """The answer to `GET /studies`, newest first."""


class Accepted(Frozen):
    """The answer to a command that was done: the log's sequence number after it."""

    seq: Count


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
