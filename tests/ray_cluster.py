"""A Ray cluster of several nodes on this machine, in a process of its own: `python -m tests.ray_cluster CPUS [CPUS…]`.

The first node is the head; `4:1` are four CPUs and, so it says, a GPU. It prints the address of the cluster, then does
what it reads, line by line: `kill` ends the last node as a crash does, `add CPUS` adds one; each is answered with a
line. It ends, with all nodes, when nobody writes any more.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

QUICK = {"health_check_initial_delay_ms": 0, "health_check_period_ms": 500, "health_check_failure_threshold": 4}
"""A node that is silent for two seconds is dead."""
NODE: dict[str, Any] = {"object_store_memory": 100 * 1024 * 1024, "include_dashboard": False}


@dataclass(frozen=True)
class RayCluster:
    """A running cluster."""

    address: str
    process: "subprocess.Popen[str]"

    def kill_a_node(self) -> None:
        """End the last node as a crash does."""
        self._ask("kill")

    def add_a_node(self, cpus: int) -> None:
        """Add a node with so many CPUs."""
        self._ask(f"add {cpus}")

    def _ask(self, line: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"


@contextmanager
def start_cluster(nodes: Sequence[int | str]) -> Iterator[RayCluster]:
    """A cluster of nodes with so many CPUs each, which ends with the block; `4:1` are four CPUs and a GPU."""
    command = [sys.executable, "-m", "tests.ray_cluster", *map(str, nodes)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            address = process.stdout.readline().strip()
            assert address, f"the cluster did not start (exit code {process.wait(10)})"
            yield RayCluster(address, process)
        finally:
            process.stdin.close()
            process.wait(30)


def _kill(cluster: Any, node: Any) -> None:
    """What a power cut does: the node's workers end with it, and not a moment later."""
    (raylet,) = (started.process.pid for started in node.all_processes["raylet"])
    children = subprocess.run(["ps", "--ppid", str(raylet), "-o", "pid="], capture_output=True, text=True, check=True)
    cluster.remove_node(node, allow_graceful=False)
    for child in children.stdout.split():
        with suppress(ProcessLookupError):
            os.kill(int(child), signal.SIGKILL)


def _node(size: str) -> dict[str, Any]:
    cpus, _, gpus = size.partition(":")
    return {"num_cpus": int(cpus), "num_gpus": int(gpus or 0), **NODE}


def main() -> None:
    """Keep a cluster for whoever writes."""
    from ray.cluster_utils import Cluster

    first, *others = map(_node, sys.argv[1:])
    cluster: Any = Cluster(initialize_head=True, head_node_args={"_system_config": QUICK, **first})
    nodes = [cluster.add_node(**node) for node in others]
    print(cluster.address, flush=True)
    try:
        for line in sys.stdin:
            word, *rest = line.split()
            if word == "kill":
                _kill(cluster, nodes.pop())
            else:
                nodes.append(cluster.add_node(**_node(rest[0])))
            print("done", flush=True)
    finally:
        cluster.shutdown()


if __name__ == "__main__":
    main()
