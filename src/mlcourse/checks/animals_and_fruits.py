"""The exercises of the lesson animals_and_fruits."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

import numpy as np
import torch

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.group_split import group_split
from mlcourse.checks.engine.observers import calls, choice, drawn
from mlcourse.checks.engine.torch.data import data_set
from mlcourse.checks.engine.typed import typed
from mlcourse.taught import animals_and_fruits as ours

PICTURES = torch.arange(3 * 4 * 2 * 2.0).reshape(3, 4, 2, 2)
CLASSES = torch.tensor([1, 0, 1])

Tiles = Check(
    "Tiles",
    reference=ours.Tiles,
    observe=data_set(PICTURES, CLASSES),
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
            "picture = self.transform(picture) -> self.transform(picture)": "what the transform makes is dropped. "
            "It gives back a new picture: keep that one, `picture = …`.",
            'picture = self.transform(picture) -> kept = vars(self).setdefault("kept", {})\n'
            "            kept[i] = kept[i] if i in kept else self.transform(picture)\n"
            "            picture = kept[i]": "this keeps what the transform made, and gives it out again. "
            "A new one is wanted each time somebody asks.",
            "picture, self.classes[i] -> picture, self.classes": "these are the classes of all pictures. "
            "Return the one of picture `i`.",
            ("self.classes[i] -> self.classes[i].item()", "self.classes[i] -> int(self.classes[i])"): "the class is a "
            "plain number now, and the next cells stack classes, as only tensors can be: leave it a tensor.",
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
    reference="scale",
    observe=choice("flip", "rotation", "scale", "hue"),
    mistakes=[
        Mistake("flip", "a cherry tomato is one in the mirror, too. In what does an ordinary one differ from it?"),
        Mistake("rotation", "turned a little, each is what it was. In what do the two differ?"),
        Mistake("hue", "both kinds are red, and both would be blue: the color does not tell them apart. In what do "
                "they differ?"),
    ],
)  # fmt: skip

RNG = np.random.default_rng(7)
NUMBERS = RNG.permutation(np.repeat(3 * RNG.permutation(40) + 5, np.tile([1, 2, 3, 4], 10)))  # 100 rows, 40 species

split_by_species = Check(
    "split_by_species",
    reference=ours.split_by_species,
    observe=group_split(NUMBERS, n_test=8),
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
            "rng.permutation -> np.random.permutation": "NumPy's own random numbers are used here, and an `rng` with "
            "the same seed gives another split. Shuffle with the `rng` that is handed in.",
            "rng.permutation(np.unique(species)) -> rng.permutation(len(np.unique(species)))": "this supposes that the "
            "species are numbered 0, 1, 2 and so on, without a gap. Shuffle their own numbers: `np.unique(species)`.",
            (
                """
                shuffled = rng.permutation(np.unique(species))
                rows = np.cumsum([np.sum(species == number) for number in shuffled])
                is_test = np.isin(species, shuffled[rows <= n_test])
                np.flatnonzero(~is_test), np.flatnonzero(is_test)
                """,
                """
                test = []
                for number in rng.permutation(np.unique(species)):
                    if len(test) < n_test:
                        test.extend(np.flatnonzero(species == number))
                np.setdiff1d(np.arange(len(species)), test), np.sort(test)
                """,
            ): "species are added until there are `n_test` *rows*. `n_test` counts species.",
            """
            train = np.isin(species, rng.permutation(np.unique(species))[n_test:])
            test = np.isin(species, rng.permutation(np.unique(species))[:n_test])
            np.flatnonzero(train), np.flatnonzero(test)
            """: "train and test are drawn one by one, and some species get into both. "
            "Draw the test species; all others are for train.",
            "(~is_test), np.flatnonzero(is_test) -> (is_test), np.flatnonzero(~is_test)": "the two are swapped: "
            "first the train rows, then the test rows.",
            """
            shuffled = rng.permutation(np.unique(species))
            shuffled[n_test:], shuffled[:n_test]
            """: "these are the numbers of *species*. "
            "Return the rows that belong to them: `np.flatnonzero(np.isin(…))`.",
            "np.flatnonzero(~is_test), np.flatnonzero(is_test) -> species[~is_test], species[is_test]": "these are "
            "species, one for each row. Return row numbers: `np.flatnonzero`.",
            "np.flatnonzero(~is_test), np.flatnonzero(is_test) -> ~is_test, is_test": "these are masks, "
            "with `True` where a row belongs. `np.flatnonzero` makes row numbers of a mask.",
            "np.flatnonzero(~is_test), np.flatnonzero(is_test) -> np.where(~is_test), np.where(is_test)": "`np.where` "
            "puts its row numbers into a tuple, one array an axis. Take its `[0]`, or use `np.flatnonzero`.",
        },
    ),
)


def draw_repeats(rng: np.random.Generator) -> tuple:
    """Draw which answers of two models were right, both asked in as many repeats."""
    n_repeats, n_rows = rng.integers(2, 6), rng.integers(3, 6)
    return tuple(rng.random((n_repeats, n_rows)) < 0.6 for _ in range(2))


FIRST = (np.array([[True, False, True], [True, False, False]]), np.array([[False, False, True], [True, True, True]]))

paired = Check(
    "paired",
    reference=ours.paired,
    observe=calls(FIRST, *drawn(draw_repeats)),
    mistakes=typed(
        ours.paired,
        {
            "other.mean(axis=0) - one.mean(axis=0)": "the two are swapped: `one` less `other`.",
            (
                "np.abs(one.mean(axis=0) - other.mean(axis=0))",
                "(one ^ other).mean(axis=0)",
            ): "without its sign, a difference does not say who was better. Take the mean of each, and subtract then.",
            "one.mean(axis=1) - other.mean(axis=1)": "this has a number for each *repeat*. "
            "One for each thing is wanted: the mean over the repeats, `axis=0`.",
            "one.mean() - other.mean()": "this is one number for all. Things must stay apart, "
            "as each is a pair: `mean(axis=0)`.",
            "one.sum(axis=0) - other.sum(axis=0)": "this counts repeats. "
            "The *share* is wanted: the mean over the repeats.",
            "one.astype(float) - other": "this still has a row for each repeat. "
            "One number for each thing is wanted: the mean over the repeats, `axis=0`.",
        },
    ),
)
