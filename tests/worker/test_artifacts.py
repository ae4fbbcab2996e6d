"""Artifacts are what their names say, whatever happened to the files."""

from pathlib import Path

import pytest

from nas_navigator.worker.artifacts import ArtifactError, Artifacts


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3])


def test_what_was_cut_short_is_not_read_and_is_written_anew(tmp_path: Path) -> None:
    artifacts = Artifacts(tmp_path)
    name = artifacts.write(b"the weights")
    cut_short(tmp_path / name)
    with pytest.raises(ArtifactError, match="is damaged, or was half written; put it back from a copy"):
        artifacts.read(name)
    assert artifacts.write(b"the weights") == name
    assert artifacts.read(name) == b"the weights"
    (tmp_path / name).unlink()
    with pytest.raises(ArtifactError, match="is not among the artifacts; put it back from a copy"):
        artifacts.read(name)


def test_a_result_without_room_is_refused_and_leaves_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    artifacts = Artifacts(tmp_path)
    full = OSError(28, "No space left on device")

    def no_room(_descriptor: int) -> None:
        raise full

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(ArtifactError, match=r"11 bytes cannot be written to .*: no space left on device; free some"):
        artifacts.write(b"the weights")
    assert list(tmp_path.iterdir()) == []
