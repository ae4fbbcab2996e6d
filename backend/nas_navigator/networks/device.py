"""The device that networks live on, and its settings."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from nas_navigator.networks.errors import NetworkError

SMALL = 2**18
"""Numbers in a value below which threads wait for each other longer than they compute."""


def choose_device(wanted: str | None = None) -> torch.device:
    """The device of that name, or CUDA where there is one, else the CPU.

    Raises:
        NetworkError: the name is of no device that this machine has.
    """
    try:
        device = torch.device(wanted or ("cuda" if torch.cuda.is_available() else "cpu"))
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError) as error:
        raise NetworkError(f"device '{wanted}' cannot be used; choose cpu or leave it out: {error}") from None
    return device


def configure(device: torch.device, threads: int) -> None:
    """Set the threads of this process, and have the same seeds give the same numbers on the same machine."""
    torch.set_num_threads(threads)
    if device.type == "cuda":
        torch.backends.cudnn.benchmark = False
        torch.backends.cudnn.deterministic = True


@contextmanager
def threads_for(numbers: int) -> Iterator[None]:
    """Compute with one thread while values hold fewer than `SMALL` numbers, else with those that were set.

    The rule looks at sizes only, never at the clock, so that the same study gives the same numbers each time.
    """
    before = torch.get_num_threads()
    torch.set_num_threads(1 if numbers < SMALL else before)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def describe(device: torch.device) -> str:
    """The device in words: 'cpu', or the name of the graphics card."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else "cpu"
