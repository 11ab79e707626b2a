"""Animals and fruits as pictures: a data set, its augmentation, the split by species, a network. Taught in lesson 18.

`OnGround` and the functions that the lesson writes are the lesson's, word for word.
"""

import csv
import os
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageOps
from torch import Tensor, nn
from torch.utils.data import Dataset
from torchvision.transforms import v2

from mlcourse import data, resources
from mlcourse.cnn import block
from mlcourse.scratch.validation import folds
from mlcourse.training import loader, train_epoch

SIDE = 32  # pixels: what the network sees of a tile
SAME_SPECIES = {  # rows that share a species with another row, to a biologist
    "poodle": "dog",
    "ox": "cow",
    "ram": "sheep",
    "chick": "rooster",
    "green apple": "red apple",
    "bell pepper": "hot pepper",
}
FORMATS = ("BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP")
MOST_BYTES, MOST_PIXELS = 30_000_000, 60_000_000


def number_species(names: NDArray[np.str_]) -> NDArray[np.int64]:
    """Return a number for each row's species; rows of the same species share it.

    Parameters
    ----------
    names : ndarray of str of shape (n_rows,)
        The table's names.

    Returns
    -------
    ndarray of int of shape (n_rows,)
        From 0 to n_species - 1.
    """
    return np.unique([SAME_SPECIES.get(name, name) for name in names], return_inverse=True)[1]


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


def split_by_species(
    species: NDArray[np.int64], n_test: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the train rows and the test rows, so that no species is on both sides.

    Parameters
    ----------
    species : ndarray of int of shape (n_rows,)
        The species of each row.
    n_test : int
        How many species to test on.
    rng : Generator
        Draws them.

    Returns
    -------
    (ndarray of int, ndarray of int)
        Row numbers, in order. Taught in lesson 18; scikit-learn calls it `GroupShuffleSplit`.
    """
    test_species = rng.permutation(np.unique(species))[:n_test]
    is_test = np.isin(species, test_species)
    return np.flatnonzero(~is_test), np.flatnonzero(is_test)


def deal(
    species: NDArray[np.int64], classes: NDArray[np.int64], n_folds: int, rng: np.random.Generator
) -> list[NDArray[np.int64]]:
    """Deal the rows into folds: no species is in two of them, and both kinds are in each.

    Parameters
    ----------
    species : ndarray of int of shape (n_rows,)
        The species of each row.
    classes : ndarray of int of shape (n_rows,)
        1 for an animal, 0 for a fruit; all rows of a species have the same.
    n_folds : int
        How many folds to make; each kind needs at least as many species.
    rng : Generator
        Shuffles the species.

    Returns
    -------
    list of ndarray of int
        The row numbers of each fold. Taught in lesson 18; scikit-learn calls it `StratifiedGroupKFold`.
    """
    dealt = [[] for _ in range(n_folds)]
    for kind in (0, 1):
        members = np.unique(species[classes == kind])
        for fold, part in zip(dealt, folds(len(members), n_folds, rng), strict=True):
            fold.append(members[part])
    return [np.flatnonzero(np.isin(species, np.concatenate(fold))) for fold in dealt]


def new_network(seed: int) -> nn.Sequential:
    """Return the network before training, for one seed always with the same weights.

    Parameters
    ----------
    seed : int
        Of PyTorch's global generator, from which layers draw their weights.

    Returns
    -------
    Sequential
        Maps pictures of shape (n_rows, 3, height, width) to logits of shape (n_rows, 2); 23,938 parameters.
        Taught in lesson 18.
    """
    torch.manual_seed(seed)
    return nn.Sequential(
        block(3, 16), block(16, 32), block(32, 64), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 2)
    ).to(memory_format=torch.channels_last)


def fit(X: Tensor, y: Tensor, seed: int, n_epochs: int = 6) -> nn.Sequential:
    """Return a network trained on pictures, with a step size that falls from epoch to epoch.

    Parameters
    ----------
    X : Tensor of shape (n_pictures, 3, height, width)
        The pictures, from 0 to 1.
    y : Tensor of int64 of shape (n_pictures,)
        Their classes.
    seed : int
        Of the first weights, and of the order of the pictures.
    n_epochs : int, default=6
        How often each picture is seen.

    Returns
    -------
    Sequential
        Taught in lesson 18.
    """
    model = new_network(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, n_epochs)
    batches = loader(X, y, 64, shuffle=True, generator=torch.Generator().manual_seed(seed))
    for _ in range(n_epochs):
        train_epoch(model, batches, optimizer)
        schedule.step()
    return model


def probability(model: nn.Module, X: Tensor) -> NDArray[np.float32]:
    """Return the probability of *animal* for each picture.

    Parameters
    ----------
    model : Module
        Maps pictures to logits of shape (n_pictures, 2). Left in evaluation mode.
    X : Tensor of shape (n_pictures, 3, height, width)
        The pictures.

    Returns
    -------
    ndarray of shape (n_pictures,)
        Taught in lesson 18.
    """
    model.eval()
    with torch.no_grad():
        return model(X).softmax(dim=1)[:, 1].numpy()


def balanced_accuracy(truths: Sequence[NDArray], predictions: Sequence[NDArray]) -> float:
    """Return the mean of the two kinds' shares of right answers, counted over all folds together.

    Parameters
    ----------
    truths : sequence of ndarray of shape (n_rows,)
        The true classes, one array a fold, each 0 or 1.
    predictions : sequence of ndarray of shape (n_rows,)
        The predicted classes, likewise.

    Returns
    -------
    float
        Between 0 and 1; one half for whoever does not look. Taught in lesson 18.
    """
    y, prediction = np.concatenate(truths), np.concatenate(predictions)
    return np.mean([np.mean(prediction[y == kind] == kind) for kind in (0, 1)])


def interval(
    right: NDArray[np.float64], classes: NDArray[np.int64], rng: np.random.Generator, n_draws: int = 2000
) -> NDArray[np.float64]:
    """Return between which two numbers 95 % of the balanced means lie if other things had been drawn.

    Parameters
    ----------
    right : ndarray of shape (n_rows,)
        For each row how often it was right, or a difference of two models in that.
    classes : ndarray of int of shape (n_rows,)
        1 for an animal, 0 for a fruit.
    rng : Generator
        Draws rows with replacement, each kind by itself.
    n_draws : int, default=2000
        How many times to draw.

    Returns
    -------
    ndarray of shape (2,)
        The bootstrap's percentile interval. Taught in lesson 18.
    """
    means = np.zeros(n_draws)
    for kind in (0, 1):
        values = right[classes == kind]
        means += rng.choice(values, size=(n_draws, len(values))).mean(axis=1) / 2
    return np.quantile(means, [0.025, 0.975])


def load_runs() -> dict[str, NDArray[np.float64]]:
    """Load what `benchmarks/species.py` measured: the answers of all models, each row asked while unseen.

    Returns
    -------
    dict of str to ndarray of shape (n_repeats, n_rows)
        For each model the probability of *animal* that it gave to each row of the table, once a repeat; nan for rows
        that it was not asked about.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing; if it is not about the table's rows.
    """
    path = resources.resource_folder("data") / "results" / "species.csv"
    try:
        head, *lines = csv.reader(path.read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        command = resources.restore_command(path)
        raise FileNotFoundError(f"The course's file {path} is missing; restore it with: {command}") from None
    if head != ["model", "repeat", *data.load_animals_fruits()["name"]]:
        raise ValueError(f"{path} is about other rows than the table; run benchmarks/species.py again")
    runs: dict[str, list] = {}
    for model, _, *answers in lines:
        runs.setdefault(model, []).append([float(answer or "nan") for answer in answers])
    return {model: np.array(answers) for model, answers in runs.items()}


def picture_from(file: str | os.PathLike | None, otherwise: Tensor) -> Tensor:
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


def read_picture(file: str | os.PathLike) -> Tensor:
    """Read a picture from a file as the network wants it: the middle square, on white, 32 pixels wide.

    Parameters
    ----------
    file : path
        An image of at most 30 MB and 60 million pixels. What is transparent becomes white; of a moving picture, the
        first is taken.

    Returns
    -------
    Tensor of shape (3, 32, 32)
        Red, green and blue, from 0 to 1.

    Raises
    ------
    ValueError
        If that is impossible; one sentence says why, and names no folder.
    """
    path = Path(file)
    if not path.exists():
        raise ValueError(f"There is no file {path.name!r}: put it beside this notebook, and mind the ending.")
    if not path.is_file():
        raise ValueError(f"{path.name!r} is no file: name one in which there is a picture.")
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path.name!r} has {path.stat().st_size / 1e6:.0f} MB: make it smaller, at most 30.")
    square = ImageOps.fit(_decode(path), (SIDE, SIDE))
    white = Image.new("RGBA", square.size, "white")
    pixels = np.array(Image.alpha_composite(white, square).convert("RGB"))  # (32, 32, 3)
    return torch.tensor(pixels).permute(2, 0, 1).contiguous() / 255


def _decode(path: Path) -> Image.Image:
    """Decode a picture, the right way up; whatever goes wrong becomes one sentence."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            image.draft("RGB", (8 * SIDE, 8 * SIDE))  # a large JPEG is decoded in a smaller size
            return ImageOps.exif_transpose(image).convert("RGBA")
    except Image.DecompressionBombError:
        says = f"has more than {MOST_PIXELS / 1e6:.0f} million pixels: make it smaller."
    except Image.UnidentifiedImageError:
        says = f"is no picture that can be read here; that would be {', '.join(FORMATS)}."
    except PermissionError:
        says = "may not be read: see whose it is."
    except Exception:  # a damaged file can make a decoder raise anything
        says = "begins like a picture, but is damaged or breaks off."
    raise ValueError(f"{path.name!r} {says}")
