"""Frames of the stream, made once and sent to every reader as they are. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from nas_navigator.study.phrases import summary
from nas_navigator.study.records import COLLECTIONS, collection, put_of
from nas_navigator_schemas.events import Event
from nas_navigator_schemas.frames import EventSummary, Here, Notice, PatchFrame, Presence, Progress
from nas_navigator_schemas.records import Patch, Records


class Step(NamedTuple):
    """One event, with the records before and after it."""

    before: Records
    event: Event
    patch: Patch
    after: Records


def merged(before: Records, patches: Sequence[Patch]) -> Patch:
    """One patch that does what several do one after the other; it drops only what was there before."""
    put: dict[str, dict[str, Any]] = {}
    dropped: dict[str, dict[str, None]] = {}
    for patch in patches:
        for name, ids in patch.drop.items():
            for identifier in ids:
                put.get(name, {}).pop(identifier, None)
                dropped.setdefault(name, {})[identifier] = None
        for name, records in put_of(patch).items():
            put.setdefault(name, {}).update(records)
    drop = {name: tuple(_gone(before, name, ids, put.get(name, {}))) for name, ids in dropped.items()}
    return Patch.model_construct(
        put=Records.model_construct(None, **{name: put.get(name, {}) for name in COLLECTIONS}),
        drop={name: ids for name, ids in drop.items() if ids},
    )


def _gone(before: Records, name: str, ids: Iterable[str], put: dict[str, Any]) -> list[str]:
    return [identifier for identifier in ids if identifier in collection(before, name) and identifier not in put]


def patch_frame(steps: Sequence[Step]) -> str:
    """The frame that carries what the events changed."""
    patch = merged(steps[0].before, [step.patch for step in steps])
    frame = PatchFrame.model_construct(
        from_seq=steps[0].event.seq - 1,
        seq=steps[-1].event.seq,
        events=tuple(_summarised(step) for step in steps),
        put=patch.put,
        drop=patch.drop,
    )
    return frame.model_dump_json(include={**dict.fromkeys(PatchFrame.model_fields, True), "put": set(put_of(patch))})


def _summarised(step: Step) -> EventSummary:
    event, words = step.event, summary(step.before, step.event.payload)
    return EventSummary(seq=event.seq, type=event.payload.type, actor=event.actor, at=event.at, summary=words)


def shown(records: Records) -> Records:
    """The records as a snapshot carries them: of the scores only the newest."""
    if len(records.scores) < 2:
        return records
    newest = max(records.scores, key=lambda key: records.scores[key].iteration)
    return records.model_copy(update={"scores": {newest: records.scores[newest]}})


def state_json(seq: int, records_json: str, progress: Iterable[Progress]) -> str:
    """A study's state as the answer to a request: `seq`, `records`, `progress`."""
    latest = ",".join(item.model_dump_json() for item in progress)
    return f'{{"seq":{seq},"records":{records_json},"progress":[{latest}]}}'


def snapshot_frame(state: str) -> str:
    """The snapshot frame of a state."""
    return '{"kind":"snapshot",' + state[1:]


def progress_frame(progress: Progress) -> str:
    """The frame that says how far a job is."""
    return progress.model_dump_json()


def notice_frame(notice: Notice) -> str:
    """The frame that tells whoever is here."""
    return notice.model_dump_json()


def presence_frame(actors: Iterable[str]) -> str:
    """The frame that says who is here; a name stands there once for each of its windows."""
    windows = Counter(actors)
    return Presence(
        here=tuple(Here(actor=actor, windows=windows[actor]) for actor in sorted(windows))
    ).model_dump_json()
