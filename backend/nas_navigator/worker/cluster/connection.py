"""The connection of the process in charge with its cluster."""

import os
import sys
import threading

import ray

END_S = 10.0


def connect(address: str | None) -> None:
    """Join the cluster at an address, or begin one on this machine; where that cannot be, the process ends with one
    line that says why.
    """
    try:
        if address is None:
            ray.init(include_dashboard=False)
        else:
            ray.init(address=address)
    except Exception as error:
        # Ray raises errors of many kinds here, some of which run over several lines.
        reason = " ".join(str(error).split())
        sys.exit(f"{type(error).__name__}: {reason}"[:500])


def disconnect() -> None:
    """Leave the cluster; one that was begun here ends. Some of its processes would stay for a minute if this process
    just ended.
    """
    impatience = threading.Timer(END_S, os._exit, (0,))
    impatience.daemon = True
    impatience.start()
    ray.shutdown()
