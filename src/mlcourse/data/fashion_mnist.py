"""Fashion-MNIST, unpacked from four files of the repository: checked, and without any network."""

import io
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mlcourse import resources
from mlcourse.data.files import read_checked
from mlcourse.torch_extra import require_torch

if TYPE_CHECKING:
    from torchvision.datasets import FashionMNIST

RAW = Path("FashionMNIST", "raw")  # where torchvision looks, inside its root
PARTS = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)


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
    PermissionError
        If it can be unpacked nowhere.
    TorchMissing
        If torchvision is not installed.
    """
    require_torch()
    home = resources.resource_folder("data")
    packed = {part: read_checked((RAW / f"{part}.gz").as_posix()) for part in PARTS}
    from filelock import FileLock  # warns where files cannot be locked, as in a browser, which never comes here
    from torchvision.datasets import FashionMNIST  # takes seconds: after the check

    if _is_unpacked(home, packed):
        return FashionMNIST(home, train=train)
    root = home if _is_writable(home / RAW) else _cache(home)
    with FileLock(root / RAW / "unpacking.lock"):
        _prepare(root, packed)
        return FashionMNIST(root, train=train, download=True)  # unpacks what is there


def load_clothes() -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Load the first 300 training images of Fashion-MNIST, for which nobody needs PyTorch.

    Returns
    -------
    images : ndarray of shape (300, 28, 28)
        From 0, the ground, to 255.
    targets : ndarray of shape (300,)
        The kinds of clothes, from 0 to 9.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing; if it is not as the course made it.
    """
    with np.load(io.BytesIO(read_checked("clothes.npz")), allow_pickle=False) as kept:
        return kept["images"], kept["targets"]


def _cache(home: Path) -> Path:
    """Return the folder in the user's cache where it can be unpacked; make it where it is missing."""
    from platformdirs import user_cache_path

    cache = user_cache_path("mlcourse")
    try:
        (cache / RAW).mkdir(parents=True, exist_ok=True)
    except OSError:
        says = f"Fashion-MNIST can be unpacked neither into {home / RAW} nor into {cache / RAW}"
        raise PermissionError(f"{says}: make one of them writable, or name another cache in XDG_CACHE_HOME") from None
    return cache


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
        for part in PARTS:  # all four, so that a reader who finds all intact needs no lock
            (root / RAW / part).unlink(missing_ok=True)
    for part, data in packed.items():
        copy = root / RAW / f"{part}.gz"
        if not copy.is_file() or copy.read_bytes() != data:
            copy.write_bytes(data)
