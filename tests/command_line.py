"""The command line, run as a person runs it."""

import subprocess
import sys


def cli(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs a command to its end; its exit code and what it printed."""
    command = [sys.executable, "-m", "nas_navigator.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
