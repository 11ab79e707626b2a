"""The tiles as a data set, and the pictures that are made of them. Taught in lesson 18.

`OnGround` and the functions are the lesson's, word for word.
"""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.utils.data import Dataset
from torchvision.transforms import v2


class Tiles(Dataset):
    """Pictures with their classes, one at a time, each changed by a transform whenever it is asked for.

    Parameters
    ----------
    pictures : Tensor of shape (n_rows, n_channels, height, width)
        All pictures.
    classes : Tensor of int64 of shape (n_rows,)
        1 for an animal, 0 for a fruit.
    transform : callable, optional
        Maps one picture to what is given out in its place; by default, the picture itself. Taught in lesson 18.
    """

    def __init__(self, pictures: Tensor, classes: Tensor, transform: Callable[[Tensor], Tensor] | None = None) -> None:
        self.pictures, self.classes, self.transform = pictures, classes, transform

    def __len__(self) -> int:
        return len(self.pictures)

    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        picture = self.pictures[i]
        if self.transform is not None:
            picture = self.transform(picture)
        return picture, self.classes[i]


class OnGround(nn.Module):
    """Lay a picture with transparent places on a ground of one random color.

    It maps red, green, blue and alpha of shape (4, height, width), from 0 to 1, to red, green and blue of shape
    (3, height, width). The color comes from PyTorch's global generator. Taught in lesson 18.
    """

    def forward(self, picture: Tensor) -> Tensor:
        """Return the picture on its ground."""
        color = torch.rand(3, 1, 1)
        alpha = picture[3:]
        return alpha * picture[:3] + (1 - alpha) * color


def augmentation(hue: float = 0.0) -> v2.Compose:
    """Return the transform that makes a new picture of a tile, another one each time.

    Parameters
    ----------
    hue : float, default=0.0
        How far the hues may be turned, from 0 to 0.5: half way around the circle of colors, in either direction.

    Returns
    -------
    Compose
        Maps a tile of shape (4, 64, 64), from 0 to 1, to a picture of shape (3, 32, 32). Taught in lesson 18.
    """
    return v2.Compose(
        [
            v2.RandomHorizontalFlip(),
            v2.RandomAffine(degrees=20, translate=(0.1, 0.1), scale=(0.7, 1.1)),
            OnGround(),
            v2.Resize(32),
            v2.ColorJitter(brightness=0.2, contrast=0.2, saturation=0.2, hue=hue),
        ]
    )


def on_white(tiles: Tensor) -> Tensor:
    """Return tiles as they are judged: on white, in the network's size, nothing changed at random.

    Parameters
    ----------
    tiles : Tensor of shape (n_rows, 4, height, width)
        Red, green, blue and alpha, from 0 to 1.

    Returns
    -------
    Tensor of shape (n_rows, 3, 32, 32)
        Taught in lesson 18.
    """
    alpha = tiles[:, 3:]
    return v2.Resize(32)(alpha * tiles[:, :3] + (1 - alpha))


def draw_copies(tiles: Dataset, n_copies: Sequence[int], seed: int) -> tuple[Tensor, Tensor, NDArray[np.int64]]:
    """Ask a data set for each of its pictures several times, and keep what it gives.

    Parameters
    ----------
    tiles : Dataset
        Gives pairs of a picture of shape (n_channels, height, width) and its class.
    n_copies : sequence of int of shape (n_rows,)
        How often to ask for each picture.
    seed : int
        Of PyTorch's global generator, from which transforms draw.

    Returns
    -------
    (Tensor of shape (n_pictures, n_channels, height, width), Tensor of shape (n_pictures,), ndarray of (n_pictures,))
        The pictures, their classes, and the row of the tile that each was made from.
    """
    torch.manual_seed(seed)
    rows = np.repeat(np.arange(len(tiles)), n_copies)
    pictures, classes = zip(*[tiles[row] for row in rows], strict=True)
    return torch.stack(pictures).contiguous(memory_format=torch.channels_last), torch.stack(classes), rows
