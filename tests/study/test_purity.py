"""The core of a study needs no torch, so that a log is read anywhere."""

import subprocess
import sys


def test_importing_the_study_leaves_torch_unloaded() -> None:
    modules = "decide evolve heard tasks records undo phrases"
    imports = "; ".join(f"import nas_navigator.study.{name}" for name in modules.split())
    heavy = "[name for name in ('torch', 'sklearn', 'scipy', 'fastapi') if name in sys.modules]"
    code = f"import sys, nas_navigator.study; {imports}; print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
