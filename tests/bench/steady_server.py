"""The real server, with `steady_worker` in the place of the device process."""

from dataclasses import replace

from nas_navigator import cli
from nas_navigator.api import app
from nas_navigator.worker.runners import local
from nas_navigator.worker.runners.process import Role


def roles(*arguments: object) -> tuple[Role, Role]:
    """The usual roles, but for the program of the device."""
    device, layout = local.roles(*arguments)  # type: ignore[arg-type]
    python, flag, _, *rest = device.command
    return replace(device, command=(python, flag, "tests.bench.steady_worker", *rest)), layout


if __name__ == "__main__":
    app.roles = roles
    cli.main()
