"""The workers of a cluster: as many as there is room for, each busy or free; lost ones are replaced."""

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, final

import ray
from ray.exceptions import GetTimeoutError, RayActorError, RayError

from nas_navigator.worker.cluster.member import CONTROL, Member
from nas_navigator.worker.device_tasks import versions
from nas_navigator_schemas.jobs import Ready

log = logging.getLogger(__name__)

FAILURES_TO_FAIL = 3
"""Attempts to have any worker at all, after which there are no more."""
LONGEST_PAUSE_S = 60.0
"""Seconds at most until a worker that ended before it was ready is replaced."""


class CrewError(Exception):
    """No worker can be had of this cluster; the message says why."""


@dataclass(frozen=True)
class Needs:
    """What a worker needs: CPUs, as many as its threads, and GPUs or a share of one.

    `gpus` None: one where the cluster has any. `most`: how many workers; None is as many as fit.
    """

    threads: int
    gpus: float | None
    most: int | None


@dataclass(frozen=True, eq=False)
class Hand:
    """A worker that is ready: its actor, its node's id, and what its device is."""

    actor: Any
    node: str
    device: str


@final
class Crew:
    """Hires workers and lends them, one task each. `tend` is called now and then; any thread may borrow."""

    def __init__(self, needs: Needs) -> None:
        self._needs = needs
        remote: Any = ray.remote  # Its types know no concurrency groups.
        self._class = remote(concurrency_groups={CONTROL: 1})(Member)
        self._hired: dict[Any, Any] = {}
        self._hands: set[Hand] = set()
        self._free: deque[Hand] = deque()
        self._wanting = 0
        self._failures = 0
        self._hire_from = 0.0
        self._changed = threading.Condition()

    @property
    def size(self) -> int:
        """How many workers are ready."""
        return len(self._hands)

    def __str__(self) -> str:
        with self._changed:
            nodes = len({hand.node for hand in self._hands})
            devices = Counter(hand.device for hand in self._hands)
        kinds = ", ".join(f"{count} x {device}" for device, count in sorted(devices.items()))
        return f"Ray: {kinds} on {nodes} {'node' if nodes == 1 else 'nodes'}" if nodes else "Ray: no workers"

    def tend(self) -> None:
        """Hire whom there is room for, welcome who is ready, and let go who is on no living node.

        Raises:
            CrewError: workers end before they are ready, or are of another version.
        """
        nodes = _living_nodes()
        self._let_go_outside(nodes)
        self._hire([*nodes.values()])
        self._welcome()

    def admit(self, hand: Hand) -> None:
        """Take in a worker who is ready."""
        with self._changed:
            self._failures = 0
            self._hands.add(hand)
            self._free.append(hand)
            self._changed.notify_all()

    def borrow(self, waits: bool) -> Hand | None:
        """A free worker, if there is one; those who wait until nobody else wants any get none before."""
        with self._changed:
            if not self._free or (waits and self._wanting):
                return None
            return self._free.popleft()

    def want(self, count: int) -> None:
        """Say that so many more workers (fewer, if negative) are wanted by who does not wait."""
        with self._changed:
            self._wanting += count

    def give_back(self, hand: Hand) -> None:
        """The worker is free again."""
        with self._changed:
            if hand in self._hands:
                self._free.append(hand)
                self._changed.notify_all()

    def lose(self, hand: Hand) -> bool:
        """The worker is gone; whether its node is, too, and with it all others there."""
        nodes = _living_nodes()
        self._let_go(hand)
        self._let_go_outside(nodes)
        return hand.node not in nodes

    def wait(self, seconds: float) -> None:
        """Wait until a worker is free, or so long."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._free), seconds)

    def _let_go_outside(self, nodes: Collection[str]) -> None:
        with self._changed:
            outside = [hand for hand in self._hands if hand.node not in nodes]
        for hand in outside:
            self._let_go(hand)

    def _let_go(self, hand: Hand) -> None:
        with self._changed:
            if hand not in self._hands:
                return
            self._hands.discard(hand)
            if hand in self._free:
                self._free.remove(hand)
        log.warning("a worker on node %s is lost; %s", hand.node[:12], self)
        ray.kill(hand.actor)

    def _hire(self, rooms: list[dict[str, float]]) -> None:
        gpus = self._needs.gpus
        if gpus is None:
            gpus = 1.0 if any(room.get("GPU") for room in rooms) else 0.0
        wanted = sum(fitting(room, self._needs.threads, gpus) for room in rooms)
        if self._needs.most is not None:
            wanted = self._needs.most
        if time.monotonic() < self._hire_from:
            return
        for _ in range(wanted - len(self._hired) - len(self._hands)):
            options = {"num_cpus": self._needs.threads, "num_gpus": gpus, "scheduling_strategy": "SPREAD"}
            actor = self._class.options(**options).remote(self._needs.threads, None if gpus else "cpu")
            self._hired[actor.hello.remote()] = actor

    def _welcome(self) -> None:
        if not self._hired:
            return
        arrived, _ = ray.wait(list(self._hired), num_returns=len(self._hired), timeout=0)
        failure: RayError | None = None
        for greeting in arrived:
            actor = self._hired.pop(greeting)
            try:
                said, node = ray.get(greeting, timeout=10)
            except (RayActorError, GetTimeoutError) as error:
                failure = error
                continue
            except RayError as error:
                raise CrewError(f"a worker cannot do its work: {_last_line(error)}") from None
            self.admit(Hand(actor, node, checked(Ready.model_validate_json(said)).device))
        if failure is not None:
            self._fail(failure)

    def _fail(self, error: RayError) -> None:
        """Hire nobody for a while, which is longer each time; give up where there is nobody."""
        self._failures += 1
        self._hire_from = time.monotonic() + min(LONGEST_PAUSE_S, 2.0**self._failures)
        log.warning("a worker ended before it was ready: %s", _last_line(error))
        if self._failures >= FAILURES_TO_FAIL and not self._hands:
            raise CrewError(f"workers end before they are ready: {_last_line(error)}")


def _living_nodes() -> dict[str, dict[str, float]]:
    """The resources of every living node by its id."""
    nodes: list[dict[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call]
    return {node["NodeID"]: node["Resources"] for node in nodes if node["Alive"]}


def fitting(room: dict[str, float], cpus: int, gpus: float) -> int:
    """How many workers have room on a node with these resources."""
    by_cpu = int(room.get("CPU", 0) // cpus)
    return min(by_cpu, int(room.get("GPU", 0) / gpus + 1e-9)) if gpus else by_cpu


def checked(ready: Ready) -> Ready:
    """Refuse a worker of another version: its numbers would be others."""
    for name, own in versions().items():
        if ready.versions.get(name) != own:
            raise CrewError(
                f"a node has {name} {ready.versions.get(name)}, this machine {own}; install the same on all"
            )
    return ready


def _last_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1][:300] if lines else type(error).__name__
