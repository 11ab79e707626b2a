"""A way to observe a function that splits rows into train and test by their groups, whichever it draws."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlcourse.checks.engine.compare import as_array
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import Observer, wrong_type
from mlcourse.checks.engine.values import Observation, Problem

Split = Sequence[NDArray[np.int64]]


def group_split(groups: NDArray[np.int64], n_test: int, n_draws: int = 20) -> Observer:
    """Observe a function `split(groups, n_test, rng)` that returns the train rows and the test rows.

    Parameters
    ----------
    groups : ndarray of int of shape (n_rows,)
        Each row's group, best with gaps in the numbers, and in no order.
    n_test : int
        How many groups are to be tested.
    n_draws : int, default=20
        How many splits are looked at.
    """

    def observe(answer: Any) -> list[Observation]:
        if not callable(answer):
            return [wrong_type(answer, "a function")]
        own, rng, splits = groups.copy(), np.random.default_rng(7), []
        for draw in [*[rng] * n_draws, np.random.default_rng(7)]:
            parts = run(answer, own, n_test, draw)
            if unfit := observe_form(parts, groups):
                return [unfit]
            splits.append([as_array(part) for part in parts])
        if not np.array_equal(own, groups):
            return [Observation("`{name}`", Problem("changes its input", "changed its own input: make a new array"))]
        tests = [set(test.tolist()) for _, test in splits]
        return [
            Observation("which of the tested species are in train, too", leaking(splits, groups)),
            Observation("what becomes of the rows", whereabouts(splits, len(groups))),
            Observation("how many species `{name}` tests on", how_many(splits, groups, n_test)),
            Observation("whether a second split has other species", tests[0] != tests[1]),
            Observation("whether an `rng` with the same seed gives the same split", tests[0] == tests[-1]),
        ]

    return observe


def observe_form(parts: Any, groups: NDArray) -> Observation | None:
    """Observe what is no pair of row numbers, and nothing where it is one."""
    if isinstance(parts, Problem):
        return Observation("`{name}`", parts)
    form = form_of(parts, groups)
    if form == "too large":
        says = f"returned numbers of rows that its first argument, with {len(groups)} rows, does not have"
        return Observation("`{name}`", Problem(form, f"{says}: does it look at another one?"))
    if form in ("masks", "tuples", "numbers of species", "each row's species"):
        return Observation("what `{name}` returns", form)
    if form == "row numbers":
        return None
    return wrong_type(parts, "a pair of arrays of whole numbers: the train rows, and the test rows")


def form_of(parts: Any, groups: NDArray) -> str:
    """Say what a pair is made of."""
    if not (isinstance(parts, tuple | list) and len(parts) == 2):
        return "no pair"
    if any(isinstance(part, tuple) and len(part) == 1 for part in parts):
        return "tuples"
    arrays = [as_array(part) for part in parts]
    if any(a.ndim == 1 and a.dtype == bool for a in arrays):
        return "masks"
    if not all(a.ndim == 1 and a.dtype.kind in "iu" for a in arrays):
        return "a pair of something else"
    numbers = np.concatenate(arrays)
    if np.array_equal(np.sort(numbers), np.unique(groups)):
        return "numbers of species"
    if np.array_equal(np.sort(numbers), np.sort(groups)):
        return "each row's species"
    return "row numbers" if np.all((numbers >= 0) & (numbers < len(groups))) else "too large"


def leaking(splits: Sequence[Split], groups: NDArray) -> str:
    """Say whether groups are on both sides: none, some of those that are tested, or all of them."""
    shares = [np.isin(np.unique(groups[test]), groups[train]).mean() if len(test) else 0 for train, test in splits]
    return "none" if max(shares) == 0 else "all" if min(shares) == 1 else "some"


def whereabouts(splits: Sequence[Split], n_rows: int) -> str:
    """Say whether each row is there exactly once in every split."""
    counts = [np.bincount(np.concatenate(parts), minlength=n_rows) for parts in splits]
    found = {"some are missing": np.min(counts) == 0, "some come twice": np.max(counts) > 1}
    return ", ".join(what for what, is_so in found.items() if is_so) or "each comes once"


def how_many(splits: Sequence[Split], groups: NDArray, n_test: int) -> str:
    """Say how many groups are tested, against how many were asked for."""
    tested, learned = ([len(np.unique(groups[split[side]])) for split in splits] for side in (1, 0))
    if set(tested) == {n_test}:
        return "n_test"
    if set(learned) == {n_test}:
        return "all but n_test"
    if max(tested) == n_test:
        return "sometimes fewer than n_test"
    return " to ".join(str(n) for n in sorted({min(tested), max(tested)})) + f", with n_test = {n_test}"
