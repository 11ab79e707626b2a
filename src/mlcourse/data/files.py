"""Read files of the data folder: a missing or altered one is told with the command that restores it."""

import hashlib
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mlcourse import resources


def parse_table(text: bytes) -> NDArray[np.void]:
    """Return a CSV file's rows, with a field for each column."""
    return np.genfromtxt(io.StringIO(text.decode("utf-8")), delimiter=",", names=True, dtype=None, encoding="utf-8")


def read_checked(name: str) -> bytes:
    """Read the data folder's file `name`, and compare it with SHA256SUMS."""
    path = resources.resource_folder("data") / name
    data = _read(path)
    if hashlib.sha256(data).hexdigest() != _recorded_sum(name):
        raise ValueError(_altered(path))
    return data


def _read(path: Path) -> bytes:
    """Read a file whole; where that is impossible, say why, and what helps."""
    try:
        return path.read_bytes()
    except OSError as error:
        kind = {FileNotFoundError: FileNotFoundError, IsADirectoryError: ValueError}.get(type(error), OSError)
        raise kind(f"The course's file {path} {resources.complaint(path, error)}") from None


def _recorded_sum(name: str) -> str:
    """Look up the SHA-256 sum of the data folder's file `name` in SHA256SUMS."""
    path = resources.resource_folder("data") / "SHA256SUMS"
    for line in _read(path).decode("utf-8", errors="replace").splitlines():
        digest, _, listed = line.partition("  ")
        if listed == name:
            return digest
    raise ValueError(_altered(path))


def _altered(path: Path) -> str:
    """Say in one sentence that a file of the course is not as the course made it, and what brings it back.

    It may be the sum that was altered, so both come back.
    """
    both = dict.fromkeys([path, resources.resource_folder("data") / "SHA256SUMS"])
    return f"The course's file {path} is altered or incomplete; restore it with: {resources.restore_command(*both)}"
