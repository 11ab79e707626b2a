"""Load the course's data sets: files of the repository, checked, and without any network."""

import gzip
import hashlib
import io
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray
from platformdirs import user_cache_path

from mlcourse import resources

if TYPE_CHECKING:
    from torchvision.datasets import FashionMNIST

TILE = 64  # pixels
ELEVEN_DOTS = (
    *("penguin", "dog", "fox", "cat", "rabbit", "mouse"),
    *("watermelon", "lemon", "pear", "cherry", "blueberry"),
)
RAW = Path("FashionMNIST", "raw")  # where torchvision looks, inside its root
PARTS = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)


def load_animals_fruits() -> NDArray[np.void]:
    """Load the table of animals and fruits.

    Returns
    -------
    structured ndarray of shape (n_rows,)
        Fields `name`, `emoji`, `kind` ("animal" or "fruit"), `length_cm`, `mass_g`, and `redness`,
        `greenness`, `roundness` and `fill`, measured from the row's picture. data/README.md defines each.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing; if it is not as the course made it.
    """
    text = io.StringIO(_read_checked("animals_fruits.csv").decode("utf-8"))
    return np.genfromtxt(text, delimiter=",", names=True, dtype=None, encoding="utf-8")


def load_eleven_dots() -> NDArray[np.void]:
    """Load the eleven rows of the table that lesson 02 draws as dots: six animals, then five fruits.

    Returns
    -------
    structured ndarray of shape (11,)
        As `load_animals_fruits` returns it. The best threshold on mass alone makes two errors.

    Raises
    ------
    FileNotFoundError, ValueError
        As `load_animals_fruits`.
    """
    table = load_animals_fruits()
    row_of = {name: row for row, name in enumerate(table["name"])}
    return table[[row_of[name] for name in ELEVEN_DOTS]]


def load_pictures(rows: NDArray[np.void] | None = None) -> NDArray[np.uint8]:
    """Load the pictures of the animals and fruits.

    Parameters
    ----------
    rows : structured ndarray of shape (n_rows,), optional
        Rows of the table; by default, all of them in its order.

    Returns
    -------
    ndarray of shape (n_rows, 64, 64, 4)
        One picture a row: red, green, blue and alpha, from 0 to 255.

    Raises
    ------
    FileNotFoundError, ValueError
        As `load_animals_fruits`, for the table or the pictures.
    """
    from PIL import Image

    sheet = np.asarray(Image.open(io.BytesIO(_read_checked("animals_fruits.png"))))
    height, width, n_channels = sheet.shape
    grid = sheet.reshape(height // TILE, TILE, width // TILE, TILE, n_channels)
    tiles = grid.swapaxes(1, 2).reshape(-1, TILE, TILE, n_channels)
    names = load_animals_fruits()["name"]
    row_of = {name: row for row, name in enumerate(names)}
    return tiles[[row_of[name] for name in (names if rows is None else rows["name"])]]


def load_fashion_mnist(train: bool) -> "FashionMNIST":
    """Load Fashion-MNIST from the four files of the repository; the first time, unpack them.

    Parameters
    ----------
    train : bool
        True for the 60,000 training images, False for the 10,000 test images.

    Returns
    -------
    torchvision.datasets.FashionMNIST
        Its `data` are uint8 of shape (n_images, 28, 28), its `targets` integers from 0 to 9.

    Raises
    ------
    FileNotFoundError, ValueError
        If one of the four files is missing; if it is not as the course made it.
    """
    home = resources.resource_folder("data")
    packed = {part: _read_checked((RAW / f"{part}.gz").as_posix()) for part in PARTS}
    from torchvision.datasets import FashionMNIST  # takes seconds: after the check

    if _is_unpacked(home, packed):
        return FashionMNIST(home, train=train)
    root = home if _is_writable(home / RAW) else user_cache_path("mlcourse")
    (root / RAW).mkdir(parents=True, exist_ok=True)
    with FileLock(root / RAW / "unpacking.lock"):
        _prepare(root, packed)
        return FashionMNIST(root, train=train, download=True)  # unpacks what is there


def load_first_clothes(n_images: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Load the first training images of Fashion-MNIST as arrays: at once, where a few are enough.

    Parameters
    ----------
    n_images : int
        How many, up to 60,000.

    Returns
    -------
    X : ndarray of shape (n_images, 28, 28)
        From 0 to 255; the same as the first of `load_fashion_mnist`.
    y : ndarray of shape (n_images,)
        Their labels, from 0 to 9.

    Raises
    ------
    FileNotFoundError, ValueError
        As `load_fashion_mnist`.
    """
    X = _unpacked(PARTS[0], 16, n_images * 28 * 28)  # an IDX file's head: four bytes, and four more for each axis
    return X.reshape(n_images, 28, 28), _unpacked(PARTS[1], 8, n_images)


def load_results(name: str) -> NDArray[np.void]:
    """Load what one of the benchmarks has found, where a lesson shows it.

    Parameters
    ----------
    name : str
        The table: `"board"` or `"fashion"`. The script of that name in benchmarks/ made it.

    Returns
    -------
    structured ndarray of shape (n_rows,)
        A field for each column; data/README.md says what they mean.

    Raises
    ------
    FileNotFoundError
        If there is no such table.
    """
    path = resources.resource_folder("data") / "results" / f"{name}.csv"
    text = io.StringIO(_read(path).decode("utf-8"))
    return np.genfromtxt(text, delimiter=",", names=True, dtype=None, encoding="utf-8")


def _unpacked(part: str, start: int, n: int) -> NDArray[np.uint8]:
    """Return `n` bytes of one of Fashion-MNIST's packed files, from `start` on."""
    with gzip.open(io.BytesIO(_read_checked((RAW / f"{part}.gz").as_posix()))) as stream:
        return np.frombuffer(stream.read(start + n), np.uint8, offset=start)


def _is_unpacked(root: Path, packed: dict[str, bytes]) -> bool:
    """Tell whether all four files lie unpacked, and undamaged, in `root`."""
    return all(_is_whole(root / RAW / part, data) for part, data in packed.items())


def _is_whole(unpacked: Path, packed: bytes) -> bool:
    """Tell whether a file has the length and the CRC32 that end its packed twin (RFC 1952, 2.3.1)."""
    checksum, length = int.from_bytes(packed[-8:-4], "little"), int.from_bytes(packed[-4:], "little")
    whole = unpacked.is_file() and unpacked.stat().st_size == length
    return whole and zlib.crc32(unpacked.read_bytes()) == checksum


def _is_writable(folder: Path) -> bool:
    """Tell whether files can be made in `folder`, by making one: its permissions do not tell everywhere."""
    probe = folder / f"probe-{os.getpid()}.lock"
    try:
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _prepare(root: Path, packed: dict[str, bytes]) -> None:
    """Put the four packed files into `root`, and remove what an interrupted unpacking left there."""
    if not _is_unpacked(root, packed):
        for part in PARTS:  # all four: whoever finds all whole may read them without the lock
            (root / RAW / part).unlink(missing_ok=True)
    for part, data in packed.items():
        copy = root / RAW / f"{part}.gz"
        if not copy.is_file() or copy.read_bytes() != data:
            copy.write_bytes(data)


def _read_checked(name: str) -> bytes:
    """Read the data folder's file `name`, and compare it with SHA256SUMS."""
    path = resources.resource_folder("data") / name
    data = _read(path)
    if hashlib.sha256(data).hexdigest() != _recorded_sum(name):
        raise ValueError(_complaint(path, "altered or incomplete"))
    return data


def _recorded_sum(name: str) -> str:
    """Look up the SHA-256 sum of the data folder's file `name` in SHA256SUMS."""
    path = resources.resource_folder("data") / "SHA256SUMS"
    for line in _read(path).decode("utf-8", errors="replace").splitlines():
        digest, _, listed = line.partition("  ")
        if listed == name:
            return digest
    raise ValueError(_complaint(path, "altered or incomplete"))


def _read(path: Path) -> bytes:
    """Read a file whole; where it is missing, say how to restore it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(_complaint(path, "missing")) from None


def _complaint(path: Path, state: str) -> str:
    """Say in one sentence what is wrong with a file of the course, and what brings it back."""
    return f"The course's file {path} is {state}; restore it with: {resources.restore_command(path)}"
