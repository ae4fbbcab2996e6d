"""The runner over a Ray cluster: its device process passes the work on to workers on any node."""

import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from nas_navigator.worker.runners.local import layout_role
from nas_navigator.worker.runners.process import Role

ANSWER_S = 5.0
CHECK_S = 30.0
MODULE = "nas_navigator.worker.cluster"
ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0"}
"""Ray would tell its makers how it is used."""


class UnusableClusterError(Exception):
    """There is no Ray, or no cluster to work on; the message says which, and how to mend it."""


@dataclass(frozen=True)
class ClusterOptions:
    """Which cluster, and what a worker is.

    `address`: HOST:PORT, or `auto` for the cluster that this machine is part of; None begins one on this machine.
    `threads`: CPUs of a worker, and its threads. `gpus`: GPUs of a worker, or a share of one; None is one where the
    cluster has any. `workers`: how many, None is as many as fit.
    """

    address: str | None = None
    threads: int = 1
    gpus: float | None = None
    workers: int | None = None


def cluster_roles(artifacts: Path, options: ClusterOptions) -> tuple[Role, Role]:
    """The role of the process in charge, and the layout's, which makes maps here."""
    command = (*_command(options), "--artifacts", str(artifacts), "--threads", str(options.threads))
    if options.gpus is not None:
        command += ("--gpus", str(options.gpus))
    if options.workers is not None:
        command += ("--workers", str(options.workers))
    return Role("cluster", command, ENVIRONMENT, side_by_side=True), layout_role(artifacts)


def check_cluster(options: ClusterOptions) -> None:
    """See whether the cluster can be used, before anything is begun.

    Raises:
        UnusableClusterError: Ray is not installed, or no cluster answers at the address.
    """
    if find_spec("ray") is None:
        raise UnusableClusterError("runner 'ray' needs Ray, which is not installed; pip install 'nas-navigator[ray]'")
    address = options.address
    if address is None:
        return
    if address != "auto":
        _check_answers(address)
    _check_joins(options, address)


def _check_answers(address: str) -> None:
    """Ray itself tries for long before it says that nobody is there."""
    host, colon, port = address.rpartition(":")
    if not (colon and host and port.isdigit() and 0 < int(port) < 65536) or "/" in address:
        raise UnusableClusterError(
            f"'{address}' is no address of a Ray cluster; write --ray-address HOST:PORT, or auto where this machine is "
            "part of one"
        )
    try:
        socket.create_connection((host.strip("[]"), int(port)), ANSWER_S).close()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnusableClusterError(
            f"no Ray cluster answers at {address}: {reason}; start one with 'ray start --head', or mend --ray-address"
        ) from None


def _check_joins(options: ClusterOptions, address: str) -> None:
    try:
        done = subprocess.run(
            (*_command(options), "--check"),
            env={**os.environ, **ENVIRONMENT},
            capture_output=True,
            text=True,
            timeout=CHECK_S,
            check=False,
        )
        words = "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
    except subprocess.TimeoutExpired:
        words = f"no answer within {CHECK_S:.0f} s"
    if words:
        known = "HOST:PORT" if address == "auto" else address
        raise UnusableClusterError(
            f"no Ray cluster can be used at '{address}': {words}; this machine must be part of it, as by "
            f"'ray start --address {known} --num-cpus 0', with the same versions of Ray and Python"
        )


def _command(options: ClusterOptions) -> tuple[str, ...]:
    address = () if options.address is None else ("--address", options.address)
    return (sys.executable, "-m", MODULE, *address)
