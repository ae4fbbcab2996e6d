"""The files that deploy the server are valid, as far as this can be told without a Docker engine."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_the_compose_file_is_valid_and_publishes_on_the_loopback_interface_only() -> None:
    compose = next(filter(shutil.which, ("docker-compose",)), None)
    if compose is None:
        pytest.skip("docker-compose is not installed; apt-get install docker-compose")
    answer = _run(compose, "config")
    assert answer.returncode == 0, answer.stderr
    assert "127.0.0.1:8642:8642" in answer.stdout


def test_the_dockerfile_passes_the_linter() -> None:
    answer = _run(str(Path(sys.executable).with_name("hadolint")), "Dockerfile")
    assert answer.returncode == 0, answer.stdout + answer.stderr
