"""Frames: what the stream of a study carries to a browser."""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from nas_navigator_schemas._base import Actor, Count, Frozen, Id, Person
from nas_navigator_schemas.records import Records


class Progress(Frozen):
    """How far a job is: never stored, the latest replaces the one before. `total` is null where it is not known."""

    kind: Literal["progress"] = "progress"
    job: Id
    done: Count
    total: Count | None = None
    message: str = ""


class Snapshot(Frozen):
    """Everything, as of `seq`, with the latest progress of each running job."""

    kind: Literal["snapshot"] = "snapshot"
    seq: Count
    records: Records
    progress: tuple[Progress, ...] = ()


class EventSummary(Frozen):
    """What happened, in words, for notifications and the live region."""

    seq: Count
    type: Id
    actor: Actor
    at: str
    summary: str


class PatchFrame(Frozen):
    """What changed from `from_seq` to `seq`; only collections that changed are present in `put` and `drop`."""

    kind: Literal["patch"] = "patch"
    from_seq: Count
    seq: Count
    events: tuple[EventSummary, ...]
    put: Records
    drop: dict[str, tuple[str, ...]] = {}


class Notice(Frozen):
    """Something worth telling whoever is here now."""

    kind: Literal["notice"] = "notice"
    level: Literal["info", "warning", "error"]
    text: str


class Here(Frozen):
    """Somebody who follows the study, and in how many windows."""

    actor: Person
    windows: Annotated[int, Field(ge=1)]


class Presence(Frozen):
    """Who is here now, by the names that they gave; never stored, the latest replaces the one before."""

    kind: Literal["presence"] = "presence"
    here: tuple[Here, ...]


AnyFrame = Annotated[Snapshot | PatchFrame | Progress | Notice | Presence, Field(discriminator="kind")]


class Frame(RootModel[AnyFrame]):
    """Any frame, told apart by `kind`."""
