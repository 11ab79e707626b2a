"""Find the notebooks in folders and zip files, and say whose each is. Nothing is written, and no link is followed."""

import os
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from mlcourse.classroom.notebook import LARGEST, TOO_LARGE

MOST = (
    20_000_000_000  # bytes that the notebooks of one zip file may have: a zip of some kilobytes may say it holds more
)
SKIPPED = {"site-packages", "node_modules", "__pycache__", "__MACOSX", "_notebooks"}  # and whatever begins with a dot
SUBMITTED = "submitted"  # of a course of nbgrader's: its other folders hold the same notebooks once more
LINK = "a link, and those are not followed"
SPECIAL = "no file that can be read"
ENCRYPTED = "encrypted"
INNER = "a zip file within: give it by itself"


class PileError(Exception):
    """A pile that cannot be read at all; told in one sentence."""


class Found(NamedTuple):
    """A notebook that was found, not yet read.

    Attributes
    ----------
    student : str
        Whose it is.
    pile : Path
        The folder, or the zip file.
    name : str
        Where it lies in there, with `/`.
    trouble : str
        Why it is not read, if it is not.
    """

    student: str
    pile: Path
    name: str
    trouble: str = ""


def find(pile: Path) -> Iterator[Found]:
    """Yield the notebooks of a folder or of a zip file.

    The student is the first folder in it; a notebook that lies in no folder is of a student named after the pile.
    Passed through are a folder `submitted`, in which nbgrader collects, and in a zip file the one folder that holds
    everything and has the zip file's own name.

    Raises
    ------
    PileError
        If there is no such folder or zip file, or if it would take too much to read.
    """
    if pile.is_dir():
        top = pile / SUBMITTED if (pile / SUBMITTED).is_dir() else pile
        yield from in_folder(top, "")
    elif pile.is_file() and zipfile.is_zipfile(pile):
        yield from in_zip(pile)
    else:
        raise PileError(f"{pile} is {'no zip file' if pile.exists() else 'not there'}: give folders or zip files")


def in_folder(top: Path, inside: str) -> Iterator[Found]:
    """Yield the notebooks below a folder, in the order of their names."""
    try:
        entries = sorted(os.scandir(top / inside), key=lambda entry: entry.name)
    except OSError as error:
        if not inside:
            raise PileError(f"{top} cannot be read ({error.strerror})") from error
        yield Found(student_of(top, inside + "/"), top, inside, f"a folder that cannot be read: {error.strerror}")
        return
    for entry in entries:
        name = f"{inside}/{entry.name}".lstrip("/")
        if is_skipped(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from in_folder(top, name)
        elif trouble := trouble_of(entry):
            yield Found(student_of(top, name), top, name, trouble)
        elif name.endswith(".ipynb"):
            yield Found(student_of(top, name), top, name)


def trouble_of(entry: os.DirEntry) -> str:
    """Return why what lies in a folder is not read, where that should be said."""
    if entry.name.endswith(".zip"):
        return INNER
    if not entry.name.endswith(".ipynb"):
        return LINK if entry.is_symlink() and entry.is_dir() else ""
    if entry.is_symlink():
        return LINK
    if not entry.is_file():
        return SPECIAL  # a pipe would let us wait for ever
    return TOO_LARGE if entry.stat(follow_symlinks=False).st_size > LARGEST else ""


def in_zip(path: Path) -> Iterator[Found]:
    """Yield the notebooks of a zip file, of which only the table of contents is read."""
    try:
        entries = sorted(opened(path).infolist(), key=lambda info: info.filename)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise PileError(f"{path} is a damaged zip file ({error})") from error
    entries = [info for info in entries if not any(map(is_skipped, PurePosixPath(info.filename).parts))]
    notebooks = [info for info in entries if info.filename.endswith(".ipynb") and not info.is_dir()]
    if (size := sum(info.file_size for info in notebooks if info.file_size <= LARGEST)) > MOST:
        raise PileError(
            f"{path} holds {size / 1e9:.0f} GB of notebooks, and of one zip file at most {MOST / 1e9:.0f} GB are read: "
            "unpack it, or split it"
        )
    top = common_top(path, [info.filename for info in notebooks])
    for info in notebooks:
        trouble = TOO_LARGE if info.file_size > LARGEST else ENCRYPTED if info.flag_bits & 1 else ""
        yield Found(student_of(path, info.filename.removeprefix(top)), path, info.filename, trouble)
    for info in entries:
        if info.filename.endswith(".zip"):
            yield Found(student_of(path, info.filename.removeprefix(top)), path, info.filename, INNER)


def common_top(path: Path, names: list[str]) -> str:
    """Return the folder that holds everything in a zip file, if its name is not a student's."""
    for top in (f"{path.stem}/", f"{SUBMITTED}/", f"{path.stem}/{SUBMITTED}/"):
        if names and all(name.startswith(top) for name in names):
            inner = f"{top}{SUBMITTED}/"
            return inner if all(name.startswith(inner) for name in names) else top
    return ""


def student_of(pile: Path, name: str) -> str:
    """Return whose a notebook is."""
    first, folder, _ = name.partition("/")
    return first if folder else pile.resolve().stem


def is_skipped(name: str) -> bool:
    """Tell whether a folder or a file is left out without a word: copies that JupyterLab keeps, and libraries."""
    return name in SKIPPED or (name.startswith(".") and name not in (".", ".."))


@lru_cache(maxsize=4)
def opened(path: Path) -> zipfile.ZipFile:
    """Return a zip file, opened once however many of its notebooks are read."""
    return zipfile.ZipFile(path)


def content_of(found: Found) -> bytes:
    """Return what a notebook's file holds, of a larger one no more than may be read.

    Raises
    ------
    OSError, zipfile.BadZipFile, and others
        If it cannot be read.
    """
    if found.pile.is_dir():
        descriptor = os.open(found.pile / found.name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as file:
            return file.read(LARGEST + 1)
    with opened(found.pile).open(found.name) as file:
        return file.read(LARGEST + 1)
