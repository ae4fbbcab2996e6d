"""What `pip install` of the wheel brings: both packages, the built page, and a command that serves it without Node."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.server import start_server

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(out)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = out.glob("nas_navigator-*.whl")
    return found


def test_the_wheel_holds_the_packages_the_page_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "nas_navigator/static/index.html" in names
    assert "nas_navigator_schemas/commands.py" in names
    assert not [name for name in names if name.startswith("tests/") or "node_modules" in name]


def test_the_installed_wheel_serves_the_page_without_node(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site), "PATH": str(Path(sys.executable).parent)}
    where = "import nas_navigator; print(nas_navigator.__file__)"
    found = subprocess.run([sys.executable, "-c", where], env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.startswith(str(site))
    with start_server(tmp_path / "data", environment=environment) as server:
        page = httpx.get(server.url)
        assert page.status_code == 200
        assert "<title>NAS-Navigator" in page.text
