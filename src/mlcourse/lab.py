"""A student's own copy of the notebooks, and JupyterLab opened on it."""

import errno
import os
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode

from mlcourse.fingerprint import is_as_built, record_fingerprint, recorded_fingerprint
from mlcourse.resources import PACKAGE, is_installed, restore_command

START = "00_start_here.ipynb"
UNFINISHED = ".mlcourse-{}.part"  # JupyterLab does not list names that begin with a dot


class Change(NamedTuple):
    """One notebook that was written."""

    action: str  # "added", "updated" or "beside" one that the student changed
    lesson: str  # the course's name for it
    path: Path


def default_folder() -> Path:
    """Return work/ beside notebooks/, or for an installed wheel mlcourse-work/ where the command runs."""
    return Path("mlcourse-work").absolute() if is_installed() else PACKAGE.parents[1] / "work"


def update_folder(source: Path, folder: Path) -> list[Change]:
    """Add the course's lessons to the student's folder, and update those the student has not changed.

    Parameters
    ----------
    source : Path
        Where the course's notebooks lie. Not modified.
    folder : Path
        The student's folder, made where it is missing. A notebook with changed cells is
        never written to; a newer lesson is put beside it.

    Returns
    -------
    list of Change
        What was written, in the lessons' order; empty where all was up to date.

    Raises
    ------
    FileNotFoundError
        If the course's notebooks are missing.
    ValueError
        If one of them is damaged, or `folder` is `source` itself.
    OSError
        If `folder` cannot be written to.
    """
    if folder.resolve() == source.resolve():
        raise ValueError(f"--folder must be a folder of yours, got the course's own {source}")
    lessons = {path.name: read_course(path) for path in sorted(source.glob("*.ipynb"))}
    if not lessons:
        raise FileNotFoundError(f"no notebooks in {source}, restore them with: {restore_command(source)}")
    try:
        prepare(folder)
        there = {version(path) for path in folder.iterdir() if path.suffix == ".ipynb"}
        changes = [update_lesson(lesson, folder / name, there) for name, lesson in lessons.items()]
    except OSError as error:
        why = error.strerror or error
        raise OSError(f"cannot write to {folder} ({why}), give a folder of yours with --folder") from error
    return [change for change in changes if change]


def prepare(folder: Path) -> None:
    """Make the folder, check that it is writable, and clear what an interrupted run left behind."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    for leftover in folder.glob(UNFINISHED.format("*")):
        leftover.unlink(missing_ok=True)


def update_lesson(lesson: NotebookNode, path: Path, there: set[str | None]) -> Change | None:
    """Write a lesson of the course to `path`, beside it, or nowhere, and say which; see `place`."""
    free = place(lesson, path, there)
    if free is None:
        return None
    action = "beside" if free != path else "updated" if path.exists() else "added"
    write(lesson, free)
    return Change(action, path.name, free)


def place(lesson: NotebookNode, path: Path, there: set[str | None]) -> Path | None:
    """Return where a lesson of the course is to be written without loss, or None for nowhere.

    Parameters
    ----------
    lesson : NotebookNode
        As `read_course` returns it.
    path : Path
        Its place in the student's folder, unless the student changed what is there.
    there : set
        The versions of all notebooks in that folder, under whatever names.
    """
    newest = recorded_fingerprint(lesson)
    if is_free(path):
        return None if version(path) == newest else path
    beside = (path.with_suffix(f".new{number}.ipynb") for number in chain([""], count(2)))
    return None if newest in there else next(filter(is_free, beside))


def is_free(path: Path) -> bool:
    """Tell whether nothing is lost by writing here: no file, or a notebook that was at most run."""
    notebook = read_student(path)
    return not os.path.lexists(path) if notebook is None else is_as_built(notebook)


def version(path: Path) -> str | None:
    """Return the fingerprint of the course's lesson that a student's notebook began as, if any."""
    notebook = read_student(path)
    return notebook and recorded_fingerprint(notebook)


def read_student(path: Path) -> NotebookNode | None:
    """Read a notebook of the student's, or return None where there is no readable one."""
    try:
        notebook = nbformat.read(path, as_version=4)
        drop_blank_end(notebook)
        is_as_built(notebook)  # fails here rather than later
        return notebook
    except Exception:  # whatever is wrong with it, it is the student's, and stays
        return None


def read_course(path: Path) -> NotebookNode:
    """Read a lesson of the course without what executing it left behind: it would give predictions away."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises many kinds
        raise ValueError(f"{path} is damaged, restore it with: {restore_command(path)}") from error
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    drop_blank_end(notebook)
    record_fingerprint(notebook)
    return notebook


def drop_blank_end(notebook: NotebookNode) -> None:
    """Drop blank cells at the end: JupyterLab adds one when the last cell is run with Shift+Enter."""
    while notebook.cells and not notebook.cells[-1].source.strip():
        notebook.cells.pop()


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook whole or not at all, also where the process is killed midway."""
    unfinished = path.with_name(UNFINISHED.format(path.name))
    nbformat.write(notebook, unfinished)
    unfinished.replace(path)


def lab_arguments(folder: Path, browser: bool, extra: tuple[str, ...] = ()) -> list[str]:
    """Return JupyterLab's command line; Jupyter refuses an `extra` option that sets one of ours again."""
    from jupyter_client import KernelManager
    from zmq import has

    encrypts = hasattr(KernelManager, "transport_encryption") and has("curve")
    return [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={folder.resolve()}",
        f"--LabApp.default_url=/lab/tree/{START}",
        "--Application.log_level=WARN",  # the address to open is shown all the same
        *(["--KernelManager.transport_encryption=auto"] if encrypts else []),  # ipykernel warns without it
        *([] if browser else ["--no-browser"]),
        *extra,
    ]


def open_lab(folder: Path, browser: bool, extra: tuple[str, ...] = ()) -> None:
    """Run JupyterLab on `folder` until it is stopped, in this process: its token is on no command line.

    Raises
    ------
    PermissionError
        If an option or a configuration turns the token off, so that anyone could run code here.
    """
    from jupyterlab.labapp import LabApp

    config_path = [str(PACKAGE / "jupyter_config"), os.environ.get("JUPYTER_CONFIG_PATH")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, config_path))
    server = LabApp.initialize_server(lab_arguments(folder, browser, extra))
    if not server.identity_provider.auth_enabled:
        raise PermissionError("JupyterLab needs its token, but an option or your configuration turns it off")
    server.start()
