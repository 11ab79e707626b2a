"""The exercises of the lesson nearest_neighbors."""

from functools import partial
from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import calls, drawn, with_arrays, wrong_type
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import nearest_neighbors as ours


def draw_rows(rng: np.random.Generator, n_features: int) -> tuple:
    """Draw three queries and four known rows: different sizes, so that no axis is taken for another."""
    return rng.normal(size=(3, n_features)).round(1), rng.normal(size=(4, n_features)).round(1)


ROWS = np.random.default_rng(7).normal(3, 1, size=(6, 3))  # as in the lesson: train rows that ask about themselves

distances = Check(
    "distances",
    reference=ours.distances,
    observe=calls(
        (np.array([[0.0, 0.0]]), np.array([[3.0, 4.0], [1.0, 0.0]])),
        (np.array([[0.0, 0.0, 0.0]]), np.array([[1.0, 2.0, 2.0]])),
        (np.array([[0.0, 0.0, 0.0, 0.0]]), np.array([[1.0, 1.0, 1.0, 1.0]])),
        (np.array([[1.0, 1.0], [4.0, 5.0]]), np.array([[1.0, 1.0], [4.0, 1.0], [1.0, 4.0]])),
        (ROWS, ROWS),
        *(case for n_features in (1, 2, 5, 13) for case in drawn(partial(draw_rows, n_features=n_features), n=2)),
    ),
    mistakes=typed(
        ours.distances,
        {
            "np.sum(gaps**2, axis=2)": "these are the *squared* distances. The root is missing.",
            "np.sqrt(np.sum(gaps**2, axis=1))": "this sums over the *train rows*. "
            "The axes of `gaps` count from 0: the features are axis 2.",
            "np.sqrt(np.sum(gaps**2, axis=0))": "this sums over the *queries*. "
            "The axes of `gaps` count from 0: the features are axis 2.",
            "np.sqrt(np.sum(gaps**2))": "without an axis, everything is summed into one number. "
            "Only the features have to go: axis 2.",
            "np.sum(np.abs(gaps), axis=2)": "this adds up the gaps' sizes, as if we walked along the streets of a grid "
            "(the Manhattan distance). Pythagoras squares them, and takes the root of the sum.",
            "np.sqrt(np.sum(gaps, axis=2) ** 2)": "here the gaps are summed *before* they are squared, "
            "so that they cancel. Square first.",
            "np.sqrt(np.mean(gaps**2, axis=2))": "this takes the *mean* of the squares. Pythagoras takes their sum.",
            (
                "np.sqrt(gaps[:, :, 0] ** 2 + gaps[:, :, 1] ** 2)",
                "np.hypot(gaps[:, :, 0], gaps[:, :, 1])",
            ): "this knows two features, and the rows may have one or thirteen. `np.sum(…, axis=2)` takes them all.",
            "np.max(np.abs(gaps), axis=2)": "this is the largest of the gaps. Pythagoras takes all of them: "
            "square them, and take the root of the sum.",
            (
                "np.sum(gaps, axis=2)",
                "np.sqrt(np.sum(gaps, axis=2))",
            ): "these gaps are added up as they are, so that they cancel. Square first; the root comes last.",
            "np.sqrt(gaps**2)": "the root of each square is the gap again. "
            "Sum over the features first, then take the root.",
            "np.sqrt(np.sum(gaps**2, axis=2)).T": "rows and columns are exchanged: "
            "we want one row for each query, and one column for each train row.",
        },
    ),
)


def draw_labels(rng: np.random.Generator) -> tuple:
    """Draw the classes of six queries' neighbors, not all of which occur."""
    return rng.integers(0, 3, size=(6, 5)), 4


vote = Check(
    "vote",
    reference=ours.vote,
    observe=calls(
        (np.array([[1, 0, 1]]), 2),
        (np.array([[1], [0]]), np.int64(2)),
        (np.array([[9, 4, 9], [0, 8, 7]]), 10),
        *drawn(draw_labels),
    ),
    mistakes=typed(
        ours.vote,
        {
            "np.mean(labels == c, axis=1) -> np.sum(labels == c, axis=1) / len(labels)": "this divides by the number "
            "of *queries*, `len(labels)`. A share is out of the $k$ neighbors of one row: take the mean along axis 1.",
            "np.mean(labels == c, axis=1) -> np.sum(labels == c, axis=1) / n_classes": "this divides by the number of "
            "*classes*. A share is out of the $k$ neighbors of one row: take the mean along axis 1.",
            "np.mean(labels == c, axis=1) -> np.sum(labels == c, axis=1)": "these are the *numbers* of votes. "
            "A share is that number divided by $k$: take the mean, not the sum.",
            "np.mean(labels == c, axis=1) -> np.sum(labels == c, axis=1) / 5": "this divides by 5, "
            "however many neighbors there are. The mean along axis 1 divides by their number.",
            "[np.bincount(row) / len(row) for row in labels]": "a class above all those with a vote is missing. "
            "Every row needs `n_classes` of them: `minlength=n_classes`.",
            "np.mean(labels == c, axis=1) -> labels == c": "these are the votes one by one. "
            "A share is their mean, along axis 1.",
            "np.mean(labels == c, axis=1) -> 100 * np.mean(labels == c, axis=1)": "these are percent. "
            "A share is between 0 and 1.",
            "range(n_classes) -> range(labels.max() + 1)": "a class above all those with a vote has lost its column. "
            "It needs one, of zeros: use `range(n_classes)`.",
            "range(n_classes) -> range(2)": "two classes are counted, however many there are: use `range(n_classes)`.",
            "np.argmax([np.mean(labels == c, axis=1) for c in range(n_classes)], axis=0)": "this is already the "
            "winner. Return all the shares; the next cell picks the largest.",
            "np.mean(labels, axis=1)": "this is the mean of the class *numbers*. With two classes it is the share of "
            "class 1 alone; class 3 is not three times class 1. Ask for each class: `labels == c`.",
            "np.array([np.mean(labels == c, axis=1) for c in range(n_classes)])": "here each class is a *row*. "
            "We want one row for each query, and one column for each class.",
            "np.mean(labels == c, axis=1) -> np.mean(labels == c, axis=0)": "this averages over the *queries*. "
            "Each query has its own vote: average over its neighbors, axis 1.",
            "np.array([np.mean(labels == c) for c in range(n_classes)])": "this is one vote of all neighbors of all "
            "queries. Each query has its own: `axis=1`.",
            "range(n_classes) -> range(1, n_classes + 1)": "classes count from 0, so the first is missing. "
            "Use `range(n_classes)`.",
            "range(n_classes) -> range(n_classes - 1)": "the last class is missing. "
            "`range(n_classes)` already ends one below `n_classes`.",
            "range(n_classes) -> np.unique(labels)": "a class that nobody voted for has lost its column. "
            "It needs one, of zeros: use `range(n_classes)`.",
        },
    ),
)


def draw_parts(rng: np.random.Generator, n_shuffles: int = 1) -> tuple:
    """Draw rows, and parts of different sizes; the line that learns does not mind the rows' order."""
    X = rng.normal(size=(11, 2)).round(1)
    y = X @ [1.0, -2.0] + rng.normal(size=11).round(1)
    parts = [part for _ in range(n_shuffles) for part in np.array_split(rng.permutation(11), 3)]
    return predict_line, asymmetric_cost, X, y, parts


def draw_single_rows(rng: np.random.Generator) -> tuple:
    """Draw rows and their classes; each row is a part of its own."""
    y = rng.permutation([0, 0, 1, 1, 1])
    return predict_line, asymmetric_cost, rng.normal(size=(5, 3)).round(1), y, np.arange(5)[:, None]


def predict_mean(X_train: np.ndarray, y_train: np.ndarray, X: np.ndarray) -> np.ndarray:
    """Predict the mean of the train targets."""
    return np.full(len(X), np.mean(y_train))


def predict_line(X_train: np.ndarray, y_train: np.ndarray, X: np.ndarray) -> np.ndarray:
    """Predict by a line through the origin."""
    return X @ np.linalg.lstsq(X_train, y_train, rcond=None)[0]


def asymmetric_cost(y: np.ndarray, prediction: np.ndarray) -> float:
    """Cost too little a prediction twice as much: which of the two is the truth, matters."""
    return np.mean(np.where(prediction < y, 2, 1) * (y - prediction) ** 2)


FOUR_ROWS = (np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([1.0, 1.0, 5.0, 3.0]))
HALVES = [np.array([0, 1]), np.array([2, 3])]

cross_validate = Check(
    "cross_validate",
    reference=ours.cross_validate,
    observe=with_arrays(
        calls(
            (predict_mean, asymmetric_cost, *FOUR_ROWS, HALVES),
            (predict_mean, asymmetric_cost, FOUR_ROWS[0], np.array([1, 1, 5, 3]), HALVES),
            (predict_mean, asymmetric_cost, *FOUR_ROWS, [*HALVES, np.array([0, 2]), np.array([1, 3])]),
            *drawn(draw_parts, n=3),
            *drawn(partial(draw_parts, n_shuffles=2), n=2),
            *drawn(draw_single_rows, n=1),
        )
    ),
    mistakes=typed(
        ours.cross_validate,
        {
            "X[others], y[others] -> X, y": "this learns from *all* rows, those that judge among them. "
            "Learn from `others` alone.",
            """
            others = np.setdiff1d(np.arange(len(X)), part)
            costs.append(cost(y[others], predict(X[part], y[part], X[others])))
            """: "learning and judging are swapped: learn from the `others`, which are many, and judge on the `part`.",
            "X[others], y[others] -> X[part], y[part]": "this learns from the very rows that judge. "
            "Learn from the `others`.",
            """
            others = np.setdiff1d(np.arange(len(X)), part)
            costs.append(cost(y[others], predict(X[others], y[others], X[others])))
            """: "this judges on the rows it has learned from. Judge on the `part` that was left out.",
            """
            others = np.setdiff1d(np.arange(len(X)), part)
            costs.append(cost(y, predict(X[others], y[others], X)))
            """: "this judges on all rows, and most of them it has learned from. Judge on the `part` alone.",
            """
            others = np.setdiff1d(np.arange(len(X)), part)
            costs.append(cost(predict(X[others], y[others], X[part]), y[part]))
            """: "`cost` takes the truth first, and then the prediction.",
            """
            others = np.setdiff1d(np.arange(len(X)), part)
            costs.append(cost(y[part], predict(X[others], y[others], X[part])))
            return np.array(costs)
            """: "only the first part was judged. Does a `return` end the loop at once?",
            """
            others = np.setdiff1d(np.arange(len(X)), part)
            costs = [cost(y[part], predict(X[others], y[others], X[part]))]
            """: "only the last part has left its cost. Does `costs = …` inside the loop start afresh each time?",
            """
            others = np.concatenate([other for other in parts if other is not part])
            costs.append(cost(y[part], predict(X[others], y[others], X[part])))
            """: "the other *parts* may hold rows of this one: the next cell passes parts of twenty shufflings. "
            "Learn from all rows that are not in `part`.",
            """
            others = np.setdiff1d(np.arange(len(X)), part)
            costs.append(cost(predict(X[others], y[others], X[part])))
            """: "`cost` takes two things: the truth, `y[part]`, and the prediction.",
            """
            others = np.setdiff1d(np.arange(len(X)), part)
            costs.append(predict(X[others], y[others], X[part]))
            """: "these are the predictions. What they cost says `cost`, with the truth in front: `cost(y[part], …)`.",
            "np.array(costs) -> np.mean(costs)": "this is the mean already. "
            "Return every part's cost: how much they differ is worth seeing.",
        },
    ),
)


def of_two_kinds(rng: np.random.Generator) -> tuple:
    """Draw train rows of classes with names, rows to ask about, and how many neighbors to ask."""
    X, y = draw_rows(rng, n_features=2)[1], np.array(["plum", "bear", "plum", "owl"])
    return X, y, rng.normal(size=(3, 2)).round(1), int(rng.integers(1, 4))


ASKED = [  # train rows, their classes, rows to ask about, and how many neighbors
    (np.array([[0.0], [1.0], [9.0]]), np.array([0, 0, 1]), np.array([[0.2], [8.0]]), 1),
    (np.array([[0.0], [1.0], [9.0]]), np.array([0, 0, 1]), np.array([[7.0], [8.0]]), 3),
    (np.array([[0.0], [1.0], [9.0]]), np.array([7, 7, 4]), np.array([[0.2], [8.0]]), 1),
    *drawn(of_two_kinds, n=4),
]


def fitted(made: Any, X: np.ndarray, y: np.ndarray) -> Any:
    """Return an object after its `fit`, whatever that returned."""
    made.fit(X.copy(), y.copy())
    return made


def observe_predictions(answer: Any) -> list[Observation]:
    """Observe a class by what its objects predict after `fit`."""
    seen = []
    for X, y, X_new, k in ASKED:
        says = run(lambda X=X, y=y, X_new=X_new, k=k: fitted(answer(n_neighbors=k), X, y).predict(X_new.copy()))
        case = f"`{{name}}(n_neighbors={k})`, fitted to rows of the classes {', '.join(map(str, y))} and asked about"
        says = says.tolist() if isinstance(says, np.ndarray) else says
        seen.append(Observation(f"{case} {len(X_new)} rows,", says))
    return seen


def observe_memory(answer: Any) -> list[Observation]:
    """Observe what `fit` returns, what it leaves in an object, and whether two objects stay apart."""
    (X, y, X_new, _), (X_other, y_other, *_) = ASKED[0], ASKED[3]

    def returns() -> str:
        made = answer()
        back = run(made.fit, X, y)
        return back if isinstance(back, Problem) else "itself" if back is made else f"a {type(back).__name__}"

    def apart() -> list:
        first, second = answer(n_neighbors=1), answer(n_neighbors=1)
        fitted(first, X, y)
        fitted(second, X_other, y_other)
        return np.asarray(first.predict(X_new)).tolist()

    def unmarked() -> str:
        before, after = set(vars(answer())), set(vars(fitted(answer(), X, y)))
        return ", ".join(sorted(name for name in after - before if not name.endswith("_"))) or "none"

    return [
        Observation("the setting of `{name}()`", run(lambda: answer().n_neighbors)),
        Observation("what `fit` of `{name}` returns", run(returns)),
        Observation("an object of `{name}`, after another one was fitted to other rows,", run(apart)),
        Observation("what `fit` of `{name}` keeps under names that do not end in `_`", run(unmarked)),
    ]


def observe_estimator(answer: Any) -> list[Observation]:
    """Observe a class by what its objects predict, and by what they keep."""
    if not isinstance(answer, type):
        return [wrong_type(answer, "a class")] * (len(ASKED) + 4)
    return [*observe_predictions(answer), *observe_memory(answer)]


Neighbors = Check(
    "Neighbors",
    reference=ours.Neighbors,
    observe=observe_estimator,
    by_name=("n_neighbors",),
    mistakes=typed(
        ours.Neighbors,
        {
            "numbers\n        return self\n -> numbers\n": "the rows are kept, but `fit` returns nothing. "
            "It ends with `return self`, so that one can write `Neighbors().fit(X, y).predict(X)`.",
            "return self.classes_[numbers] -> return numbers": "these are the *numbers* of the classes. "
            "`self.classes_[numbers]` are the classes themselves.",
            """
            self.X_, self.y_ = X, numbers -> self.X_, self.y_ = X, y
            return self.classes_[numbers] -> return numbers
            """: "this keeps `y` as it came. `classify` wants classes that count from 0: keep the `numbers`, and "
            "translate back with `self.classes_`.",
            "= X, numbers -> = X, y": "this keeps `y` as it came. `classify` wants classes that count from 0: "
            "keep the `numbers`.",
            "self.X_, self.y_ = X, numbers -> X_, y_ = X, numbers": "what `fit` calls `X_` is gone when it returns. "
            "What `predict` needs later is written into the object: `self.X_ = X`.",
            "classify(self.X_, self.y_, X, self.n_neighbors) -> classify(X_, y_, X, self.n_neighbors)": "`predict` "
            "does not see the names of `fit`. What was kept is in the object: `self.X_`.",
            "classify(self.X_, self.y_, X, self.n_neighbors) -> classify(self.X_, self.y_, X, n_neighbors)": "the "
            "setting is in the object, too: `self.n_neighbors`.",
            "X, self.n_neighbors) -> X, 5)": "this always asks five. The setting is `self.n_neighbors`.",
            "X, self.n_neighbors) -> self.X_, self.n_neighbors)": "this asks about the train rows. "
            "Ask about the `X` that `predict` got.",
            "self.X_, self.y_ = X -> Neighbors.X_, Neighbors.y_ = X": "this writes into the *class*, and all its "
            "objects share it: the last one fitted speaks for all. Write into the object: `self.X_ = X`.",
            """
            self.X_, self.y_ = X -> self.X, self.y = X
            classify(self.X_, self.y_ -> classify(self.X, self.y
            """: "the predictions are right. The names of what was learned end in `_`: `self.X_`.",
            "return self\n -> return self.X_, self.y_\n": "`fit` returns what it kept. It returns the object, `self`.",
        },
    ),
)
