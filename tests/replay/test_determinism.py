"""Two runs with one seed on one machine tell the same story, event by event, but for times."""

from tests.server import Server
from tests.story import story


def test_the_same_seed_gives_the_same_events(server: Server) -> None:
    first, second = story(server), story(server)
    assert len(first["device"]) > 6
    assert first["layout"] == second["layout"]
    assert first["device"] == second["device"]
