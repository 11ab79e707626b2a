"""A student's own copy of the notebooks, kept up to date; nothing that the student wrote is ever lost."""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

import nbformat
from filelock import FileLock, Timeout
from nbformat import NotebookNode

from mlcourse.fingerprint import is_as_built, is_release, record_fingerprint, recorded_fingerprint
from mlcourse.folding import fold
from mlcourse.resources import PACKAGE, complaint, is_installed, restore_command

LOCK, DRAFT, MOVED = ".mlcourse.lock", ".mlcourse.draft", ".mlcourse-moved-"  # JupyterLab lists no dotted names
PATIENCE = 10  # seconds to wait for another run on the same folder


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
        The student's folder, made where it is missing. A notebook with changed cells is never
        written to, even if it is saved meanwhile; a newer lesson is put beside it. Where an
        instructor's version lies (`mlcourse release`), the lesson counts as there: ours shows solutions.

    Returns
    -------
    list of Change
        What was written, in the lessons' order; empty where all was up to date.

    Raises
    ------
    ValueError
        If a notebook of the course is damaged, or `folder` is `source` itself.
    OSError
        If the course's notebooks are missing, `folder` cannot be written to, or another run holds on to it.
    """
    if folder.resolve() == source.resolve():
        raise ValueError(f"--folder must be a folder of yours, got the course's own {source}")
    lessons = {path.name: read_course(path) for path in sorted(source.glob("*.ipynb"))}
    if not lessons:
        raise FileNotFoundError(f"no notebooks in {source}, restore them with: {restore_command(source)}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError("Permission denied")
        with FileLock(folder / LOCK, timeout=PATIENCE):
            clear(folder)
            there = {inspect(path)[0] for path in folder.iterdir() if path.suffix == ".ipynb"}
            ours = {name: lesson for name, lesson in lessons.items() if not holds_release(folder / name)}
            changes = (update_lesson(lesson, folder / name, there) for name, lesson in ours.items())
            return [change for change in changes if change]
    except Timeout as error:
        raise TimeoutError(f"another `mlcourse lab` is still updating {folder}, try again when it is done") from error
    except OSError as error:
        raise OSError(f"cannot write to {folder} ({error.strerror or error}), give another with --folder") from error


def clear(folder: Path) -> None:
    """Clear what an earlier run left behind; a notebook that it moved comes back if it was changed after all."""
    (folder / DRAFT).unlink(missing_ok=True)
    for moved in folder.glob(f"{MOVED}*"):
        if is_free(moved):
            moved.unlink()
        else:
            put(moved, folder / moved.name.removeprefix(MOVED))


def update_lesson(lesson: NotebookNode, path: Path, there: set[str | None]) -> Change | None:
    """Write a lesson to `path`, beside it, or nowhere, and say which; `there` are the versions in the folder."""
    newest, exists = recorded_fingerprint(lesson), os.path.lexists(path)
    began_as, free = inspect(path)
    if newest == began_as if free else newest in there:
        return None
    draft = path.with_name(DRAFT)
    nbformat.write(lesson, draft)
    move_away(next(filter(is_free, names(path))))
    written = put(draft, path)
    return Change("beside" if written != path else "updated" if exists else "added", path.name, written)


def move_away(path: Path) -> None:
    """Move a notebook, if there is one, out of a newer lesson's way, so that no save is lost, whenever it lands.

    Before the move: the moved file is read again, and a changed one goes back. After it: the save makes a new
    file, and `put` overwrites none. During it, from a program that has the file open: what it writes is in the
    moved file, which only the next run deletes, and only if it is still unchanged.
    """
    moved = path.with_name(MOVED + path.name)
    with suppress(FileNotFoundError):
        path.rename(moved)
    if not is_free(moved):
        put(moved, path)


def put(file: Path, path: Path) -> Path:
    """Rename a file to the first of `names(path)` that nobody has, and return that; nothing is overwritten."""
    for name in names(path):
        with suppress(FileExistsError):
            try:
                os.link(file, name)  # a renaming would replace what is there
            except OSError:  # something is there, or the disk has no hard links
                name.touch(exist_ok=False)
                try:
                    file.replace(name)  # no copy, which a full disk would cut short
                except OSError:
                    name.unlink()
                    raise
            break
    file.unlink(missing_ok=True)
    return name


def names(path: Path) -> Iterator[Path]:
    """Yield a lesson's name, then those beside it: .new, .new2, .new3 and so on."""
    return (path.with_suffix(f"{end}.ipynb") for end in chain(["", ".new"], map(".new{}".format, count(2))))


def is_free(path: Path) -> bool:
    """Tell whether nothing is lost by writing here: no file, or a notebook that was at most run."""
    return inspect(path)[1]


def holds_release(path: Path) -> bool:
    """Tell whether the file is a version of a lesson that an instructor released, answered or not."""
    try:
        return is_release(nbformat.read(path, as_version=4))
    except Exception:  # no file, or no notebook
        return False


def inspect(path: Path) -> tuple[str | None, bool]:
    """Return the version of the course's lesson that a student's notebook began as, if any, and whether it is free."""
    try:
        notebook = nbformat.read(path, as_version=4)
        return recorded_fingerprint(notebook), is_as_built(notebook)
    except Exception:  # whatever is wrong with it, it is the student's, and stays
        return None, not os.path.lexists(path)


def read_course(path: Path) -> NotebookNode:
    """Read a lesson of the course as a student gets it: nothing left of executing it, and predictions safe."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises many kinds
        raise ValueError(f"{path} {complaint(path, error)}") from error
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    record_fingerprint(fold(notebook))
    return notebook
