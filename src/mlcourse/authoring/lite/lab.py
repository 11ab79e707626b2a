"""Build the lab: JupyterLab and Python in the browser, and the lessons."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.lite import pyodide
from mlcourse.authoring.lite.address import runs_in_browser
from mlcourse.authoring.lite.page import elsewhere
from mlcourse.authoring.lite.part import goes_without, without_torch
from mlcourse.authoring.lite.wheel import write_installed_wheel, write_own_wheel, write_wheel
from mlcourse.authoring.release import student

HERE = Path(__file__).parent
STATIC = HERE / "static"
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@jupyterlite/pyodide-kernel-extension")
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
PURE = {
    "ipywidgets": ["comm", "ipython", "traitlets"],
    "comm": ["traitlets"],
}  # what Pyodide lacks, and what that needs
OWN = ["numpy", "scipy", "scikit-learn", "matplotlib", "matplotlib-fontlist", "pillow", "joblib", "ipywidgets"]
FONTS = "matplotlib_fontlist"  # lies over Matplotlib's own list, and so has to be unpacked after it
SCRIPTS = ("habits.js", "progress.js", "sliders.js")  # of the lab's page
HEAD = "</head>"


class LabError(Exception):
    """A lab that cannot be built; the message says why."""


def build_lab(lessons: Iterable[Lesson], notebooks: Path, folder: Path, source: Path | None) -> None:
    """Build the lab into a folder.

    Parameters
    ----------
    lessons : iterable of Lesson
        Those that it lists: in students' versions, without the cells that may be left out where PyTorch is missing; a
        lesson that needs it throughout, with where it does run.
    notebooks : Path
        Where the built notebooks lie.
    folder : Path
        Where the lab goes; it does not exist.
    source : Path or None
        Pyodide, unpacked, which is then served with the lab, so that it needs no network. With None, a visitor's
        browser takes Pyodide from where its authors publish it.

    Raises
    ------
    LabError
        If JupyterLite does not build.
    PyodideError
        If `source` does not hold Pyodide.
    """
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        (work / "contents").mkdir()
        for lesson in lessons:
            text = student.make_as_built(lesson, notebooks) if runs_in_browser(lesson) else elsewhere(lesson)
            text = without_torch(text) if goes_without(lesson) else text
            (work / "contents" / f"{lesson.name}.ipynb").write_text(text, encoding="utf-8")
        (work / "jupyter_lite_config.json").write_text(json.dumps(build_settings()), encoding="utf-8")
        (work / "jupyter-lite.json").write_text(json.dumps(lab_settings()), encoding="utf-8")
        run_jupyterlite(work)
        fill_kernel(work / "made" / "static" / "pyodide", source)
        add_scripts(work / "made" / "lab" / "index.html")
        shutil.copytree(work / "made", folder)


def build_settings() -> dict:
    """Return JupyterLite's settings: only the lab, and only the extensions that it needs of those installed here."""
    installed = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    return {
        "LiteBuildConfig": {
            "apps": ["lab"],
            "contents": ["contents"],
            "output_dir": "made",
            "ignore_sys_prefix": ["federated_extensions"],
            "federated_extensions": [str(installed / name) for name in EXTENSIONS],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        }
    }


def lab_settings() -> dict:
    """Return what the lab reads when it starts: its name, and where its kernel lies."""
    kernel = {"pyodideUrl": "./static/pyodide/start.js", "disablePyPIFallback": True}
    data = {"appName": "mlcourse", "exposeAppInBrowser": True, "litePluginSettings": {KERNEL: kernel}}
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}


def run_jupyterlite(work: Path) -> None:
    """Run JupyterLite in a folder of its own: it keeps notes of what it built there."""
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    run = subprocess.run(command, cwd=work, capture_output=True, text=True)
    if run.returncode or not (work / "made" / "lab" / "index.html").is_file():
        last = (run.stderr or run.stdout).strip().splitlines()[-1:] or ["it said nothing"]
        raise LabError(f"JupyterLite did not build the lab: {last[0]}")


def fill_kernel(folder: Path, source: Path | None) -> None:
    """Put Pyodide, or where it is, our wheels, and the lock file that knows all of them into the kernel's folder."""
    folder.mkdir(parents=True)
    fonts = {"matplotlib/fontlist.json": (HERE / "fontlist.json").read_bytes()}
    version = pyodide.FOUND["packages"]["matplotlib"]["version"]
    own = {
        write_own_wheel(folder): {"imports": ["mlcourse"], "depends": OWN},
        write_wheel(folder, FONTS, version, fonts, {}): {"imports": [], "depends": ["matplotlib"]},
    }
    for name, depends in PURE.items():
        own[write_installed_wheel(folder, name)] = {"imports": [name], "depends": depends}
    if source:
        pyodide.copy_pyodide(source, folder)
    names = pyodide.write_lock(folder, own)
    settings = {
        "pyodide": "./" if source else pyodide.CDN,
        "own": names,
        "bytes": pyodide.FOUND["bytes"] + sum(wheel.stat().st_size for wheel in own),
    }
    script = (STATIC / "start.js").read_text(encoding="utf-8")
    (folder / "start.js").write_text(f"const SETTINGS = {json.dumps(settings)};\n{script}", encoding="utf-8")


def add_scripts(page: Path) -> None:
    """Let the lab's page say how far Python is, and change what JupyterLab does otherwise."""
    text = page.read_text(encoding="utf-8")
    if text.count(HEAD) != 1:
        raise LabError("JupyterLite's page has another form than this course knows")
    for name in SCRIPTS:
        shutil.copyfile(STATIC / name, page.parent / name)
    tags = "".join(f'<script src="./{name}" defer></script>' for name in SCRIPTS)
    page.write_text(text.replace(HEAD, f"{tags}{HEAD}"), encoding="utf-8")
