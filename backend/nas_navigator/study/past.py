"""What is read from a log again: a study as it was, the frames that a reader missed, the log of a stranger."""

import time
from collections.abc import Callable, Iterable, Sequence

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.validity import check_steering, check_template
from nas_navigator.study.evolve import EMPTY, evolve
from nas_navigator.study.following import misplaced
from nas_navigator.study.frames import patch_frame, shown, state_json
from nas_navigator.study.heard import recovered
from nas_navigator.study.opened import fold
from nas_navigator.study.records import apply, steered, template_of
from nas_navigator.study.records_json import RecordsJson
from nas_navigator.study.refusals import Refusal
from nas_navigator.study.tasks import next_tasks
from nas_navigator_schemas import events as e
from nas_navigator_schemas.events import AnyPayload, Event
from nas_navigator_schemas.http import Accepted
from nas_navigator_schemas.records import Records


def verified(log: Sequence[Event], study: str, check: Callable[[AnyPayload], None]) -> Records:
    """The records of a log that somebody else wrote.

    Args:
        log: its events, first to last.
        study: the id that it gets.
        check: refuses what the catalogue does not have.

    Raises:
        Refusal: it does not fold, takes too long, or leads to a template, steering or work that cannot be.
    """
    until = time.monotonic() + PATIENCE_S
    try:
        for seq, event in enumerate(log, 1):
            check(event.payload)
            if isinstance(event.payload, e.StudyCreated):
                if seq > 1:
                    raise _unsound(f"event {seq} creates it a second time")
                check_template(event.payload.template)
        records = EMPTY
        for event in log:
            if reason := misplaced(records, event.payload):
                raise _unsound(f"event {event.seq}: {reason}")
            records = apply(records, evolve(records, event, study))
            if time.monotonic() > until:
                raise _unsound(f"its log takes more than {PATIENCE_S} s to read")
        template = template_of(records)
        check_template(template)
        check_steering(template, *steered(records))
        next_tasks(_after(records, recovered(records), study), ())
    except Refusal:
        raise
    except SpaceError as error:
        raise _unsound(error.detail) from None
    except Exception as error:
        raise _unsound(f"its events do not follow from one another ({error})") from None
    return records


def _after(records: Records, payloads: Iterable[AnyPayload], study: str) -> Records:
    for payload in payloads:
        event = Event.model_construct(seq=0, at="", actor="system", payload=payload)
        records = apply(records, evolve(records, event, study))
    return records


PATIENCE_S = 60
"""How long the log of a stranger may take to fold, in seconds; one of 10,000 candidates takes one."""


def _unsound(reason: str) -> Refusal:
    return Refusal(422, "The log makes no sense", f"the study cannot be taken in: {reason}")


def accepted(events: Sequence[Event]) -> Accepted:
    """The answer to a command that made these events, the last of them at least."""
    seq, payload = events[-1].seq, events[-1].payload
    if isinstance(payload, e.TwinsMade):
        return Accepted(seq=seq, study=payload.twins[0].study)
    return Accepted(seq=seq, study=payload.study if isinstance(payload, e.BranchMade) else None)


def past_state(seq: int, records: Records) -> str:
    """The state as JSON after that event."""
    return state_json(seq, RecordsJson().text(shown(records)), ())


def frames_after(before: Records, log: Sequence[Event], study: str) -> tuple[str, ...]:
    """The patch of each event of a log that goes on from those records."""
    return tuple(patch_frame((step,)) for step in fold(before, log, study))


def check_moment(seq: int, last: int, field: str) -> None:
    """Refuse an event that the log does not have."""
    if not 1 <= seq <= last:
        raise Refusal(422, "No such event", f"{field} is {seq}; the events of this study are 1 to {last}", field)
