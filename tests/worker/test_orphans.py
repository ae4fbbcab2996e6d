"""A worker ends with the server that started it, even while it still loads its libraries."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("role", ["device", "layout"])
def test_a_worker_whose_server_is_gone_before_it_is_ready_never_gets_ready(role: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", f"nas_navigator.worker.{role}", "--artifacts", str(tmp_path)]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (0, "")
