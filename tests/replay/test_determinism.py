"""Two runs with one seed on one machine tell the same story, event by event, but for times."""

from typing import Any

from tests.client import StudyClient
from tests.server import Server

_TIMES = {"at", "seconds", "device_seconds"}
_LAYOUT = {"layout_finished", "candidates_placed"}


def _without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_times(item) for key, item in value.items() if key not in _TIMES}
    return [_without_times(item) for item in value] if isinstance(value, list) else value


def _story(server: Server) -> dict[str, list[Any]]:
    """What each process contributed to the log of a small study, in its order."""
    with StudyClient.create(server.url, name="Twice", dataset="digits", template="cells", seed=7) as study:
        study.wait(lambda c: bool(c.records["points"]))
        study.command("start_training", epochs=1)
        study.wait_idle()
        study.command("start_search", iterations=2)
        study.wait_idle()
        study.command("finalize", candidates=[study.study["best_candidate"]], epochs=1)
        study.wait_idle()
        events = study.api.get(f"/studies/{study.id}/events", params={"after": 0}).json()["events"]
    payloads = [_without_times(event["payload"]) for event in events]
    return {
        "layout": [payload for payload in payloads if payload["type"] in _LAYOUT],
        "device": [payload for payload in payloads if payload["type"] not in _LAYOUT],
    }


def test_the_same_seed_gives_the_same_events(server: Server) -> None:
    first, second = _story(server), _story(server)
    assert len(first["device"]) > 6
    assert first["layout"] == second["layout"]
    assert first["device"] == second["device"]
