"""A picture of the student's own, from a file to what the network wants."""

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PIL import Image
    from torch import Tensor

SIDE = 32  # pixels: what the network sees of a tile
FORMATS = ("BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP")
MOST_BYTES, MOST_PIXELS, LONGEST_NAME = 30_000_000, 60_000_000, 60


def picture_from(file: str | os.PathLike | None, otherwise: "Tensor") -> "Tensor":
    """Return the picture in a file as the network wants it; where there is none, say why, and return another one.

    Parameters
    ----------
    file : path or None
        As `read_picture` wants it; None for no file.
    otherwise : Tensor of shape (3, 32, 32)
        What to return without a picture.

    Returns
    -------
    Tensor of shape (3, 32, 32)
        One of the two.
    """
    try:
        return otherwise if file is None else read_picture(file)
    except ValueError as problem:
        print(problem)
        return otherwise


def read_picture(file: str | os.PathLike) -> "Tensor":
    """Read a picture from a file as the network wants it: the middle square, on white, 32 pixels wide.

    Parameters
    ----------
    file : path
        An image of at most 30 MB and 60 million pixels. What is transparent becomes white; of a moving picture, the
        first is taken. Gray of 16 bits is scaled to 8; of gray in 32 bits, the least is black and the most white.

    Returns
    -------
    Tensor of shape (3, 32, 32)
        Red, green and blue, from 0 to 1.

    Raises
    ------
    ValueError
        If that is impossible; one sentence says why, and names no folder.
    """
    import torch  # here, as Pillow is: what else loads data does without them
    from PIL import Image, ImageOps

    path = Path(file)
    if not _exists(path):
        raise ValueError(
            f"There is no file {_shorten(path.name)!r}: put it beside this notebook, and check the file extension."
        )
    if not path.is_file():
        raise ValueError(f"{path.name!r} is not a file: give the name of a picture file.")
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path.name!r} has {path.stat().st_size / 1e6:.0f} MB: make it smaller, at most 30.")
    square = ImageOps.fit(_decode(path), (SIDE, SIDE))
    white = Image.new("RGBA", square.size, "white")
    pixels = np.array(Image.alpha_composite(white, square).convert("RGB"))  # (32, 32, 3)
    return torch.tensor(pixels).permute(2, 0, 1).contiguous() / 255


def _exists(path: Path) -> bool:
    """Tell whether there is something of this name; a name that the system cannot even ask for is none."""
    try:
        return path.exists()
    except OSError:
        return False


def _shorten(name: str) -> str:
    """Return a name that fits into a sentence."""
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + " …"


def _eight_bits(image: "Image.Image") -> "Image.Image":
    """Return a gray picture of 16 bits, or of numbers of any size, with 0 for black and 255 for white."""
    from PIL import Image

    if not image.mode.startswith(("I", "F")):
        return image
    values = np.nan_to_num(np.asarray(image, dtype=float))
    low, high = (0, 65_535) if image.mode.startswith("I;16") else (values.min(), values.max())
    scaled = (values - low) / max(high - low, 1e-9) * 255
    return Image.fromarray(scaled.round().astype(np.uint8))


def _decode(path: Path) -> "Image.Image":
    """Decode a picture, the right way up; whatever goes wrong becomes one sentence."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            image.draft("RGB", (8 * SIDE, 8 * SIDE))  # a large JPEG is decoded in a smaller size
            return _eight_bits(ImageOps.exif_transpose(image)).convert("RGBA")
    except Image.DecompressionBombError:
        says = f"has more than {MOST_PIXELS / 1e6:.0f} million pixels: make it smaller."
    except Image.UnidentifiedImageError:
        says = f"is not in a format we can read; use {', '.join(FORMATS[:-1])} or {FORMATS[-1]}."
    except PermissionError:
        says = "cannot be read: check its permissions."
    except Exception:  # a damaged file can make a decoder raise anything
        says = "begins like a picture, but is damaged or breaks off."
    raise ValueError(f"{path.name!r} {says}")
