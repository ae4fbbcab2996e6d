"""How many workers a cluster has room for, who is refused, and how a population is divided among them."""

import pytest

from nas_navigator.spaces.candidates import make_candidate
from nas_navigator.worker.cluster.crew import Crew, CrewError, Hand, Needs, checked, fitting
from nas_navigator.worker.cluster.division import divided
from nas_navigator.worker.device_tasks import versions
from nas_navigator_schemas.jobs import Ready


@pytest.mark.parametrize(
    ("room", "cpus", "gpus", "workers"),
    [
        ({"CPU": 8.0}, 1, 0.0, 8),
        ({"CPU": 8.0}, 3, 0.0, 2),
        ({"CPU": 8.0, "GPU": 2.0}, 1, 1.0, 2),
        ({"CPU": 8.0, "GPU": 1.0}, 1, 0.1, 8),
        ({"CPU": 16.0, "GPU": 1.0}, 1, 0.1, 10),
        ({"CPU": 8.0}, 1, 0.5, 0),
        ({"memory": 1.0}, 1, 0.0, 0),
    ],
)
def test_a_node_has_room_for_as_many_workers_as_its_cpus_and_gpus_allow(
    room: dict[str, float], cpus: int, gpus: float, workers: int
) -> None:
    assert fitting(room, cpus, gpus) == workers


def test_a_worker_of_another_version_is_refused_with_both_versions() -> None:
    same = Ready(device="cpu", threads=1, versions=versions())
    assert checked(same) == same
    other = Ready(device="cpu", threads=1, versions=versions() | {"torch": "1.0"})
    with pytest.raises(CrewError, match=r"a node has torch 1\.0, this machine .*; install the same on all"):
        checked(other)


@pytest.mark.parametrize(("count", "parts", "sizes"), [(8, 4, [2] * 4), (8, 3, [2, 3, 3]), (3, 512, [1] * 3)])
def test_a_population_is_divided_evenly_and_in_order(count: int, parts: int, sizes: list[int]) -> None:
    candidates = [make_candidate([f"p{number}"]) for number in range(count)]
    some = divided(candidates, parts)
    assert [len(part) for part in some] == sizes
    assert [candidate for part in some for candidate in part] == candidates


def test_a_task_that_waits_gets_a_free_worker_only_while_nothing_else_lacks_one() -> None:
    crew, hand = Crew(Needs(threads=1, gpus=0, most=None)), Hand(object(), "node", "cpu")
    assert crew.borrow(waits=False) is None
    crew.admit(hand)
    crew.want(1)
    assert crew.borrow(waits=True) is None
    assert crew.borrow(waits=False) is hand
    crew.want(-1)
    crew.give_back(hand)
    assert crew.borrow(waits=True) is hand
    assert str(crew) == "Ray: 1 x cpu on 1 node"
