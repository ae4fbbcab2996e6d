"""The files that deploy the server are valid, as far as this can be told without a Docker engine."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def _compose(*options: str) -> str:
    compose = shutil.which("docker-compose")
    if compose is None:
        pytest.skip("docker-compose is not installed; apt-get install docker-compose")
    answer = _run(compose, *options, "config")
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_the_compose_file_is_valid_and_publishes_on_the_loopback_interface_only() -> None:
    assert "127.0.0.1:8642:8642" in _compose()


def test_the_compose_file_has_a_database_that_nobody_else_reaches() -> None:
    whole = _compose("--profile", "postgres")
    assert "@database/studies" in whole
    assert "5432" not in whole


def test_the_compose_file_has_a_cluster_that_nobody_else_reaches() -> None:
    services = yaml.safe_load(_compose("--profile", "ray"))["services"]
    assert not any("ports" in services[name] for name in ("ray-head", "ray-worker"))
    assert services["ray-head"]["command"][:5] == ["ray", "start", "--head", "--port", "6379"]
    for name in ("app-ray", "ray-worker"):
        assert "--address ray-head:6379" in " ".join(services[name]["command"])
        assert services[name]["depends_on"]["ray-head"]["condition"] == "service_healthy"
    # What the commands of these services name is in their image.
    builds = [services[name]["build"]["args"]["EXTRAS"] for name in ("app-ray", "ray-head", "ray-worker")]
    assert builds == ["postgres,ray"] * 3
    assert "[$EXTRAS]" in (ROOT / "Dockerfile").read_text()


def test_the_dockerfile_passes_the_linter() -> None:
    answer = _run(str(Path(sys.executable).with_name("hadolint")), "Dockerfile")
    assert answer.returncode == 0, answer.stdout + answer.stderr
