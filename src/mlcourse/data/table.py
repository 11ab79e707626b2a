"""The animals and fruits: their table, eleven of its rows, and their pictures."""

import io

import numpy as np
from numpy.typing import NDArray

from mlcourse.data.files import parse_table, read_checked

TILE = 64  # pixels
ELEVEN_DOTS = (
    *("penguin", "dog", "fox", "cat", "rabbit", "mouse"),
    *("watermelon", "lemon", "pear", "cherry", "blueberry"),
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
    return parse_table(read_checked("animals_fruits.csv"))


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
        One picture per row: red, green, blue and alpha, from 0 to 255.

    Raises
    ------
    FileNotFoundError, ValueError
        As `load_animals_fruits`, for the table or the pictures.
    """
    from PIL import Image

    sheet = np.asarray(Image.open(io.BytesIO(read_checked("animals_fruits.png"))))
    height, width, n_channels = sheet.shape
    grid = sheet.reshape(height // TILE, TILE, width // TILE, TILE, n_channels)
    tiles = grid.swapaxes(1, 2).reshape(-1, TILE, TILE, n_channels)
    names = load_animals_fruits()["name"]
    row_of = {name: row for row, name in enumerate(names)}
    return tiles[[row_of[name] for name in (names if rows is None else rows["name"])]]
