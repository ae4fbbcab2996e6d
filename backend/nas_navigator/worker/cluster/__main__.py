"""The process in charge of a cluster's work. Started by a runner; see `channel`."""

import argparse
import logging
import sys
from pathlib import Path

from nas_navigator.worker.channel import open_channel


def main() -> None:
    """Read tasks until the parent is gone; with `--check` only see whether the cluster can be used."""
    arguments = _read_arguments()
    channel = None if arguments.check else open_channel()
    # Takes seconds; the channel is open already, so that a parent that dies meanwhile takes this process along.
    from nas_navigator.worker.cluster.connection import connect, disconnect

    connect(arguments.address)
    if channel is not None:
        channel.clear_up = disconnect
        from nas_navigator.worker.cluster.charge import work

        work(arguments, channel)


def _read_arguments() -> argparse.Namespace:
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    parser = argparse.ArgumentParser(description="work of NAS-Navigator on a Ray cluster")
    parser.add_argument("--artifacts", type=Path, help="directory of the artifacts")
    parser.add_argument("--address", default=None, help="HOST:PORT of a cluster, or auto; a new one if not given")
    parser.add_argument("--threads", type=int, default=1, help="CPUs of a worker, and its threads")
    parser.add_argument("--gpus", type=float, default=None, help="GPUs of a worker, or a share of one")
    parser.add_argument("--workers", type=int, default=None, help="how many workers; as many as fit if not given")
    parser.add_argument("--check", action="store_true", help="only connect")
    return parser.parse_args()


if __name__ == "__main__":
    main()
