"""The exercises of lesson 18, animals and fruits as pictures."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

import inspect
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.compare import as_array, is_numeric
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import calls, choice, drawn, wrong_type
from mlcourse.checks.engine.typed import typed
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


Tiles = Check(
    "Tiles",
    reference=ours.Tiles,
    observe=observe_data_set,
    mistakes=typed(
        ours.Tiles,
        {
            "if self.transform is not None:\n            picture = self.transform(picture)\n        return picture -> "
            "return picture": "the transform is never called. "
            "Where there is one, give out what it makes of the picture.",
            "if self.transform is not None:\n            picture = -> picture =": "without a transform, "
            "`self.transform` is `None`, which cannot be called. Ask first: `if self.transform is not None`.",
            "self.transform(picture) -> self.transform(self.pictures)[i]": "this transforms *all* pictures to give out "
            "one of them. Take picture `i` first.",
            "= pictures, classes, transform -> "
            "= [transform(p) if transform else p for p in pictures], classes, None": "this transforms each picture "
            "once and for all. A new one is wanted each time somebody asks: call the transform in `__getitem__`.",
            "return picture, self.classes[i] -> return picture": "the class is missing: "
            "return the picture *and* its class.",
            "picture, self.classes[i] -> self.classes[i], picture": "first the picture, then its class.",
            "len(self.pictures) -> self.pictures.shape": "`__len__` returns a shape. "
            "It wants one number, how many pictures there are: `len(self.pictures)`.",
            "len(self.pictures) -> self.pictures.shape[1]": "this counts the channels of a picture. "
            "How many pictures there are is the first number of the shape.",
            "return len(self.pictures) -> len(self.pictures)": "`__len__` returns nothing: does it end with `return`?",
        },
    ),
)

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


split_by_species = Check(
    "split_by_species",
    reference=ours.split_by_species,
    observe=observe_split,
    mistakes=typed(
        ours.split_by_species,
        {
            """
            shuffled = rng.permutation(len(species))
            shuffled[n_test:], shuffled[:n_test]
            """: "this shuffles *rows*, and a species gets some on both sides. "
            "Shuffle species, and take all their rows.",
            """
            test = [np.flatnonzero(species == s)[0] for s in rng.permutation(np.unique(species))[:n_test]]
            np.setdiff1d(np.arange(len(species)), test), test
            """: "only one row of each test species is tested, and its other rows are in train. "
            "Take them all: `np.isin`.",
            (
                "rng.permutation(np.unique(species)) -> rng.permutation(species)",
                "rng.permutation(np.unique(species))[:n_test] -> rng.choice(np.unique(species), n_test)",
            ): "a species can be drawn twice here, and then fewer than `n_test` remain. Each should be in the lot "
            "once, `np.unique(species)`, and not be put back: `rng.permutation`.",
            (
                "rng.permutation(np.unique(species)) -> np.unique(species)",
                "rng.permutation -> np.random.default_rng(7).permutation",
            ): "the same species are tested each time. Shuffle them with the `rng` that is handed in.",
            "(~is_test), np.flatnonzero(is_test) -> (is_test), np.flatnonzero(~is_test)": "the two are swapped: "
            "first the train rows, then the test rows.",
            """
            shuffled = rng.permutation(np.unique(species))
            shuffled[n_test:], shuffled[:n_test]
            """: "these are the numbers of *species*. "
            "Return the rows that belong to them: `np.flatnonzero(np.isin(…))`.",
            "np.flatnonzero(~is_test), np.flatnonzero(is_test) -> ~is_test, is_test": "these are masks, "
            "with `True` where a row belongs. `np.flatnonzero` makes row numbers of a mask.",
            "np.flatnonzero(~is_test), np.flatnonzero(is_test) -> np.where(~is_test), np.where(is_test)": "`np.where` "
            "puts its row numbers into a tuple, one array an axis. Take its `[0]`, or use `np.flatnonzero`.",
        },
    ),
)


def draw_folds(rng: np.random.Generator) -> tuple:
    """Draw the truth and the answers of three folds of different sizes, each with both kinds."""
    truths = [np.r_[0, 1, rng.integers(0, 2, size=n)] for n in (3, 6, 9)]
    return truths, [np.where(rng.random(len(y)) < 0.7, y, 1 - y) for y in truths]


NO_FRUIT = ([np.array([0, 1, 1]), np.array([1, 1])], [np.array([0, 1, 0]), np.array([1, 0])])

balanced_accuracy = Check(
    "balanced_accuracy",
    reference=ours.balanced_accuracy,
    observe=calls(NO_FRUIT, *drawn(draw_folds)),
    mistakes=typed(
        ours.balanced_accuracy,
        {
            """
            each = [[np.mean(p[y == kind] == kind) for kind in (0, 1)] for y, p in zip(truths, predictions)]
            np.mean(each)
            """: "this is the mean of the folds' own balanced accuracies. A fold without a fruit has none, and a fold "
            "with two fruits counts like one with ten. Put all folds together first, and then count.",
            "np.mean(np.concatenate(predictions) == np.concatenate(truths))": "this is the plain accuracy, in which "
            "the animals count for more, because they are more. Take each kind's share by itself, and then the mean "
            "of the two.",
            "np.mean([np.mean(p == y) for y, p in zip(truths, predictions)])": "this is the mean of the folds' plain "
            "accuracies. Put the folds together, and take each kind by itself.",
            "prediction[y == kind] == kind -> prediction[y == kind]": "for the fruits this counts how many were called "
            "*animal*, and those are the wrong ones. Ask of each kind for its own number: "
            "`prediction[y == kind] == kind`.",
            "prediction[y == kind] == kind -> (prediction == y) & (y == kind)": "this divides by *all* things. "
            "An animal's share is of the animals: pick first, `prediction[y == kind]`, and then take the mean.",
            "return np.mean -> return 1 - np.mean": "this is lesson 05's balanced *error*. "
            "The accuracy counts what is right.",
            "return np.mean -> return np.sum": "this is the sum of both kinds' shares. Take their mean.",
            "(0, 1) -> [1]": "this asks the animals alone. Both kinds count, one half each.",
            "(0, 1) -> [0]": "this asks the fruits alone. Both kinds count, one half each.",
            "prediction[y == kind] == kind -> y[prediction == kind] == kind": "this divides by how often a kind was "
            "*said*. Divide by how often it was *true*: pick with `y == kind`.",
        },
    ),
)
