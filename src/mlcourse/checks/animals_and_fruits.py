"""The exercises of lesson 18, animals and fruits as pictures."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.compare import as_array, is_numeric
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import calls, choice, drawn, wrong_type
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import animals_and_fruits as ours

PICTURES = torch.arange(3 * 4 * 2 * 2.0).reshape(3, 4, 2, 2).cos()
CLASSES = torch.tensor([1, 0, 1])


class Counting:
    """A transform that gives out another picture each time, and remembers the shapes of what it got."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []

    def __call__(self, picture: Tensor) -> Tensor:
        self.shapes.append(tuple(picture.shape))
        return picture[:3] + len(self.shapes)


def observe_data_set(answer: Any) -> list[Observation]:
    """Observe a class of data sets: its length, what it gives out, and when it calls the transform."""
    if not inspect.isclass(answer):
        return [wrong_type(answer, "a class")]
    made = run(answer, PICTURES.clone(), CLASSES.clone())
    if isinstance(made, Problem):
        return [Observation("`{name}(pictures, classes)`", made)]
    seen = [Observation("`len(tiles)` of three pictures", run(lambda: len(made)))]
    for i in (0, 1):
        seen += pair(run(lambda i=i: made[i]), f"`tiles[{i}]`")
    transform = Counting()
    changing = run(answer, PICTURES.clone(), CLASSES.clone(), transform)
    if isinstance(changing, Problem):
        return [*seen, Observation("`{name}(pictures, classes, transform)`", changing)]
    for time in ("once", "once more"):
        seen += pair(run(lambda: changing[2]), f"`tiles[2]`, with a transform, asked for {time}")
    return [*seen, Observation("the shapes of what the transform was given", transform.shapes)]


def pair(value: Any, name: str) -> list[Observation]:
    """Observe a picture and its class."""
    if isinstance(value, Problem):
        return [Observation(name, value)]
    if not (isinstance(value, tuple | list) and len(value) == 2):
        return [wrong_type(value, "a pair, a picture and its class")._replace(label=name)]
    return [Observation(f"the picture of {name}", value[0]), Observation(f"the class of {name}", value[1])]


def giving(item: Callable, length: Callable = lambda self: len(self.pictures)) -> type:
    """Return the reference with another `__getitem__`, and perhaps another `__len__`."""
    return type("Tiles", (ours.Tiles,), {"__getitem__": item, "__len__": length})


def changed(self: ours.Tiles, i: int) -> tuple[Tensor, Tensor]:
    """Return what is right, for the mistakes to spoil."""
    return ours.Tiles.__getitem__(self, i)


def all_at_once(self: ours.Tiles, i: int) -> tuple[Tensor, Tensor]:
    """Transform all the pictures, and take one."""
    pictures = self.pictures if self.transform is None else self.transform(self.pictures)
    return pictures[i], self.classes[i]


class InAdvance(Dataset):
    """Transform each picture once, at the beginning."""

    def __init__(self, pictures: Tensor, classes: Tensor, transform: Callable | None = None) -> None:
        self.pictures = pictures if transform is None else torch.stack([transform(p) for p in pictures])
        self.classes = classes

    def __len__(self) -> int:
        return len(self.pictures)

    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        return self.pictures[i], self.classes[i]


Tiles = Check(
    "Tiles",
    reference=ours.Tiles,
    observe=observe_data_set,
    mistakes=[
        Mistake(
            giving(lambda self, i: (self.pictures[i], self.classes[i])),
            "the transform is never called. Where there is one, give out what it makes of the picture.",
        ),
        Mistake(
            giving(lambda self, i: (self.transform(self.pictures[i]), self.classes[i])),
            "without a transform, `self.transform` is `None`, which cannot be called. Ask first: "
            "`if self.transform is not None`.",
        ),
        Mistake(
            giving(all_at_once),
            "this transforms *all* pictures to give out one of them. Take picture `i` first.",
        ),
        Mistake(
            InAdvance,
            "this transforms each picture once and for all. A new one is wanted each time somebody asks: call the "
            "transform in `__getitem__`.",
        ),
        Mistake(
            giving(lambda self, i: changed(self, i)[0]),
            "the class is missing: return the picture *and* its class.",
        ),
        Mistake(giving(lambda self, i: changed(self, i)[::-1]), "first the picture, then its class."),
        Mistake(
            giving(changed, lambda self: self.pictures.shape),
            "`__len__` returns a shape. It wants one number, how many pictures there are: `len(self.pictures)`.",
        ),
        Mistake(
            giving(changed, lambda self: self.pictures.shape[1]),
            "this counts the channels of a picture. How many pictures there are is the first number of the shape.",
        ),
        Mistake(giving(changed, lambda self: None), "`__len__` returns nothing: does it end with `return`?"),
    ],
)  # fmt: skip

lie = Check(
    "lie",
    reference="hue",
    observe=choice("flip", "rotation", "scale", "hue"),
    mistakes=[
        Mistake("flip", "a ripe strawberry is ripe in the mirror, too. Which change touches what ripeness is seen by?"),
        Mistake("rotation", "turned a little, it is as ripe as before. Which change touches what ripeness is seen by?"),
        Mistake("scale", "seen from farther away, it is as ripe. Which change touches what ripeness is seen by?"),
    ],
)  # fmt: skip

NUMBERS = np.repeat(np.random.default_rng(7).permutation(40), np.tile([1, 2, 3, 4], 10))  # 100 rows of 40 species
N_TEST = 8


def observe_split(answer: Any) -> list[Observation]:
    """Observe what must be true of every split by species, whichever it draws."""
    if not callable(answer):
        return [wrong_type(answer, "a function")]
    rng, splits = np.random.default_rng(7), []
    for draw in [*[rng] * 20, np.random.default_rng(7)]:
        parts = run(answer, NUMBERS.copy(), N_TEST, draw)
        if isinstance(parts, Problem):
            return [Observation("`{name}`", parts)]
        form = form_of(parts)
        if form in ("masks", "tuples"):
            return [Observation("what `{name}` returns", form)]
        if form != "row numbers":
            return [wrong_type(parts, "a pair: the numbers of the train rows, and those of the test rows")]
        splits.append([np.asarray(as_array(part), dtype=int) for part in parts])
    tests = [set(test.tolist()) for _, test in splits]
    return [
        Observation("whether a species is ever on both sides", any(map(is_leaking, splits))),
        Observation("whether every row is on one side", all(map(is_complete, splits))),
        Observation("how many species `{name}` tests on", how_many(splits)),
        Observation("whether a second split has other species", tests[0] != tests[1]),
        Observation("whether an `rng` with the same seed gives the same split", tests[0] == tests[-1]),
    ]


def form_of(parts: Any) -> str:
    """Say what a pair is made of."""
    if not (isinstance(parts, tuple | list) and len(parts) == 2):
        return "no pair"
    if any(isinstance(part, tuple) and len(part) == 1 for part in parts):
        return "tuples"
    arrays = [as_array(part) for part in parts]
    if not all(a.ndim == 1 and is_numeric(a) for a in arrays):
        return "a pair of something else"
    if any(a.dtype == bool for a in arrays):
        return "masks"
    return "row numbers" if all(0 <= n < len(NUMBERS) for a in arrays for n in a) else "numbers that are no rows"


def is_leaking(parts: Sequence[NDArray]) -> bool:
    """Tell whether some species is on both sides."""
    return bool(len(np.intersect1d(*(NUMBERS[part] for part in parts))))


def is_complete(parts: Sequence[NDArray]) -> bool:
    """Tell whether each row is there exactly once."""
    return sorted(np.concatenate(parts).tolist()) == list(range(len(NUMBERS)))


def how_many(splits: Sequence[Sequence[NDArray]]) -> str:
    """Say how many species are tested, against how many were asked for."""
    tested, learned = ([len(np.unique(NUMBERS[split[side]])) for split in splits] for side in (1, 0))
    if set(tested) == {N_TEST}:
        return "n_test"
    if set(learned) == {N_TEST}:
        return "all but n_test"
    return "sometimes fewer than n_test" if max(tested) <= N_TEST else "other than n_test"


def by_chosen(choose: Callable, swapped: bool = False) -> Callable:
    """Return a split that chooses the test species in its own way."""

    def split(numbers: NDArray, n_test: int, rng: np.random.Generator) -> tuple[NDArray, NDArray]:
        is_test = np.isin(numbers, choose(numbers, n_test, rng))
        return np.flatnonzero(is_test == swapped), np.flatnonzero(is_test != swapped)

    return split


def of_species(numbers: NDArray, n_test: int, rng: np.random.Generator) -> NDArray:
    """Choose as the reference does."""
    return rng.permutation(np.unique(numbers))[:n_test]


def by_rows(numbers: NDArray, n_test: int, rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """Shuffle rows, as lesson 01 did."""
    shuffled = rng.permutation(len(numbers))
    return shuffled[n_test:], shuffled[:n_test]


def species_themselves(numbers: NDArray, n_test: int, rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """Return the numbers of species in place of rows."""
    shuffled = rng.permutation(np.unique(numbers))
    return shuffled[n_test:], shuffled[:n_test]


def one_row_each(numbers: NDArray, n_test: int, rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """Take the first row of each test species, and leave its sisters in train."""
    test = np.array([np.flatnonzero(numbers == s)[0] for s in of_species(numbers, n_test, rng)])
    return np.setdiff1d(np.arange(len(numbers)), test), test


TWICE = (
    "a species can be drawn twice here, and then fewer than `n_test` remain. Each should be in the lot once, "
    "`np.unique(species)`, and not be put back: `rng.permutation`."
)

split_by_species = Check(
    "split_by_species",
    reference=ours.split_by_species,
    observe=observe_split,
    mistakes=[
        Mistake(
            by_rows,
            "this shuffles *rows*, and a species gets some on both sides. Shuffle species, and take all their rows.",
        ),
        Mistake(
            one_row_each,
            "only one row of each test species is tested, and its other rows are in train. Take them all: `np.isin`.",
        ),
        Mistake(by_chosen(lambda numbers, n_test, rng: rng.permutation(numbers)[:n_test]), TWICE),
        Mistake(by_chosen(lambda numbers, n_test, rng: rng.choice(np.unique(numbers), n_test)), TWICE),
        Mistake(
            by_chosen(lambda numbers, n_test, rng: np.unique(numbers)[:n_test]),
            "the same species are tested each time. Shuffle them with the `rng` that is handed in.",
        ),
        Mistake(
            by_chosen(lambda numbers, n_test, rng: of_species(numbers, n_test, np.random.default_rng(7))),
            "the same species are tested each time. Shuffle them with the `rng` that is handed in.",
        ),
        Mistake(by_chosen(of_species, swapped=True), "the two are swapped: first the train rows, then the test rows."),
        Mistake(
            species_themselves,
            "these are the numbers of *species*. Return the rows that belong to them: `np.flatnonzero(np.isin(…))`.",
        ),
        Mistake(
            lambda numbers, n_test, rng: tuple(
                np.isin(numbers, of_species(numbers, n_test, rng)) == side for side in (False, True)
            ),
            "these are masks, with `True` where a row belongs. `np.flatnonzero` makes row numbers of a mask.",
        ),
        Mistake(
            lambda numbers, n_test, rng: tuple(
                np.where(np.isin(numbers, of_species(numbers, n_test, rng)) == side) for side in (False, True)
            ),
            "`np.where` puts its row numbers into a tuple, one array an axis. Take its `[0]`, or use `np.flatnonzero`.",
        ),
    ],
)  # fmt: skip


def draw_folds(rng: np.random.Generator) -> tuple:
    """Draw the truth and the answers of three folds of different sizes, each with both kinds."""
    truths = [np.r_[0, 1, rng.integers(0, 2, size=n)] for n in (3, 6, 9)]
    return truths, [np.where(rng.random(len(y)) < 0.7, y, 1 - y) for y in truths]


NO_FRUIT = ([np.array([0, 1, 1]), np.array([1, 1])], [np.array([0, 1, 0]), np.array([1, 0])])


def of_each(truths: Sequence[NDArray], predictions: Sequence[NDArray]) -> float:
    """Take the mean of the folds' own balanced accuracies."""
    with np.errstate(all="ignore"):
        return np.mean([mean_of_kinds(*fold) for fold in zip(truths, predictions, strict=True)])


def mean_of_kinds(y: NDArray, prediction: NDArray) -> float:
    """Return a fold's balanced accuracy; nan for a kind that is not there."""
    shares = [np.sum((prediction == y) & (y == kind)) / np.sum(y == kind) for kind in (0, 1)]
    return np.mean(shares)


def pooled(measure: Callable[[NDArray, NDArray], float]) -> Callable:
    """Return a measure of all folds put together."""
    return lambda truths, predictions: measure(np.concatenate(truths), np.concatenate(predictions))


def share_of_said(y: NDArray, prediction: NDArray) -> float:
    """Divide by how often a kind was said, in place of how often it was true."""
    with np.errstate(all="ignore"):
        return np.mean([np.sum((prediction == y) & (y == k)) / np.sum(prediction == k) for k in (0, 1)])


balanced_accuracy = Check(
    "balanced_accuracy",
    reference=ours.balanced_accuracy,
    observe=calls(NO_FRUIT, *drawn(draw_folds)),
    mistakes=[
        Mistake(
            of_each,
            "this is the mean of the folds' own balanced accuracies. A fold without a fruit has none, and a fold with "
            "two fruits counts like one with ten. Put all folds together first, and then count.",
        ),
        Mistake(
            pooled(lambda y, prediction: np.mean(prediction == y)),
            "this is the plain accuracy, in which the animals count for more, because they are more. Take each kind's "
            "share by itself, and then the mean of the two.",
        ),
        Mistake(
            lambda truths, predictions: np.mean(
                [np.mean(p == y) for y, p in zip(truths, predictions, strict=True)]
            ),
            "this is the mean of the folds' plain accuracies. Put the folds together, and take each kind by itself.",
        ),
        Mistake(
            pooled(lambda y, prediction: np.mean([np.mean(prediction[y == kind]) for kind in (0, 1)])),
            "for the fruits this counts how many were called *animal*, and those are the wrong ones. Ask of each kind "
            "for its own number: `prediction[y == kind] == kind`.",
        ),
        Mistake(
            pooled(lambda y, prediction: np.mean([np.mean((prediction == y) & (y == kind)) for kind in (0, 1)])),
            "this divides by *all* things. An animal's share is of the animals: pick first, `prediction[y == kind]`, "
            "and then take the mean.",
        ),
        Mistake(
            pooled(lambda y, prediction: 1 - mean_of_kinds(y, prediction)),
            "this is lesson 05's balanced *error*. The accuracy counts what is right.",
        ),
        Mistake(
            pooled(lambda y, prediction: 2 * mean_of_kinds(y, prediction)),
            "this is the sum of both kinds' shares. Take their mean.",
        ),
        Mistake(
            pooled(lambda y, prediction: np.mean(prediction[y == 1] == 1)),
            "this asks the animals alone. Both kinds count, one half each.",
        ),
        Mistake(
            pooled(lambda y, prediction: np.mean(prediction[y == 0] == 0)),
            "this asks the fruits alone. Both kinds count, one half each.",
        ),
        Mistake(
            pooled(share_of_said),
            "this divides by how often a kind was *said*. Divide by how often it was *true*: pick with `y == kind`.",
        ),
    ],
)  # fmt: skip
