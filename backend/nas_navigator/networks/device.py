"""The device that networks live on, and its settings."""

import torch

from nas_navigator.networks.errors import NetworkError


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


def describe(device: torch.device) -> str:
    """The device in words: 'cpu', or the name of the graphics card."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else "cpu"
