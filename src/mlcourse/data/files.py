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
        raise ValueError(_complaint(path, "altered or incomplete"))
    return data


def _read(path: Path) -> bytes:
    """Read a file whole; where that is impossible, say why, and what helps."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(_complaint(path, "missing")) from None
    except IsADirectoryError:
        raise ValueError(_complaint(path, "a folder", "delete it, and restore it with")) from None
    except OSError as error:
        says = error.strerror or type(error).__name__
        raise OSError(f"The course's file {path} cannot be read ({says}): check its permissions and its disk") from None


def _recorded_sum(name: str) -> str:
    """Look up the SHA-256 sum of the data folder's file `name` in SHA256SUMS."""
    path = resources.resource_folder("data") / "SHA256SUMS"
    for line in _read(path).decode("utf-8", errors="replace").splitlines():
        digest, _, listed = line.partition("  ")
        if listed == name:
            return digest
    raise ValueError(_complaint(path, "altered or incomplete"))


def _complaint(path: Path, state: str, cure: str = "restore it with") -> str:
    """Say in one sentence what is wrong with a file of the course, and what brings it back."""
    return f"The course's file {path} is {state}; {cure}: {resources.restore_command(path)}"
