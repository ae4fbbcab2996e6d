"""What happened in a small study, for comparing two: every event but for times."""

from collections.abc import Callable
from typing import Any

from tests.client import StudyClient
from tests.server import Server

_TIMES = {"at", "seconds", "device_seconds"}
_LAYOUT = {"layout_finished", "candidates_placed"}


def without_times(value: Any) -> Any:
    """A JSON value without what differs between two runs of the same."""
    if isinstance(value, dict):
        return {key: without_times(item) for key, item in value.items() if key not in _TIMES}
    return [without_times(item) for item in value] if isinstance(value, list | tuple) else value


def nothing(_: StudyClient) -> None:
    """What happens meanwhile, usually."""


def story(
    server: Server,
    epochs: int = 1,
    iterations: int = 2,
    while_training: Callable[[StudyClient], None] = nothing,
    while_searching: Callable[[StudyClient], None] = nothing,
) -> dict[str, list[Any]]:
    """What each process contributed to the log of a small study, in its order."""
    with StudyClient.create(server.url, name="Twice", dataset="digits", template="cells", seed=7) as study:
        study.wait(lambda c: bool(c.records["points"]))
        study.command("start_training", epochs=epochs)
        while_training(study)
        study.wait_idle(120)
        study.command("start_search", iterations=iterations)
        while_searching(study)
        study.wait_idle(120)
        study.command("finalize", candidates=[study.study["best_candidate"]], epochs=1)
        study.wait_idle(120)
        events = study.api.get(f"/studies/{study.id}/events", params={"after": 0}).json()["events"]
    payloads = [without_times(event["payload"]) for event in events]
    return {
        "layout": [payload for payload in payloads if payload["type"] in _LAYOUT],
        "device": [payload for payload in payloads if payload["type"] not in _LAYOUT],
    }
