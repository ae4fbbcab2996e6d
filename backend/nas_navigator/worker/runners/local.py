"""The local runner: one device process and one layout process on this machine.

The device process may be one that passes the work on to a cluster; see `cluster`.
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import final

from nas_navigator.worker.runners.process import Action, Listener, Role, State, WorkerProcess
from nas_navigator.worker.threads import environment
from nas_navigator_schemas.jobs import AnyTask

LAYOUT_TASKS = ("fit_layout", "place_candidates")
"""Kinds of tasks that make maps; everything else needs the device."""


def roles(artifacts: Path, threads: int | None = None) -> tuple[Role, Role]:
    """The device's and the layout's role: all cores to the device, one to the layout, waiting passively."""
    return _role("device", artifacts, threads or os.cpu_count() or 1), layout_role(artifacts)


def layout_role(artifacts: Path) -> Role:
    """The role of the process that makes maps."""
    return _role("layout", artifacts, 1)


def _role(name: str, artifacts: Path, threads: int) -> Role:
    module = f"nas_navigator.worker.{name}"
    command = (sys.executable, "-m", module, "--artifacts", str(artifacts), "--threads", str(threads))
    return Role(name, command, environment(threads))


@final
class LocalRunner:
    """Passes each task to the process that it is for."""

    def __init__(self, device: Role, layout: Role, listener: Listener, backoff_s: float = 0.5) -> None:
        self._device = WorkerProcess(device, listener, backoff_s)
        self._layout = WorkerProcess(layout, listener, backoff_s)

    def start(self) -> None:
        """Starts both processes in the background."""
        self._device.start()
        self._layout.start()

    def submit(self, task: AnyTask) -> None:
        """Queues a task with its process."""
        (self._layout if task.kind in LAYOUT_TASKS else self._device).submit(task)

    def control(self, task: str, action: Action) -> None:
        """Asks a task to suspend or to stop; one that is not here is passed over."""
        self._device.control(task, action)
        self._layout.control(task, action)

    def forget(self, study: str) -> None:
        """Drops everything that is done for a study."""
        self._device.forget(study)
        self._layout.forget(study)

    @property
    def state(self) -> State:
        """Whether both processes are ready; failed where one cannot be kept alive."""
        states = {self._device.state, self._layout.state}
        return "failed" if "failed" in states else "starting" if "starting" in states else "ready"

    @property
    def device(self) -> str | None:
        """What the device is, once it said so."""
        return self._device.ready.device if self._device.ready else None

    @property
    def busy(self) -> bool:
        """Whether the device works or has work waiting that gives way to nothing."""
        return self._device.busy

    async def close(self) -> None:
        """Ends both processes."""
        await asyncio.gather(self._device.close(), self._layout.close())
