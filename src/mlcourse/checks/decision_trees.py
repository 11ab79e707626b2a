"""The exercises of the lesson decision_trees."""

from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.compare import as_array, show
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import calls, drawn, observe_outcome, smallest_first
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import decision_trees as ours

GROUPS = [[1], [1, 1, 1], [0, 1], [1, 0, 1, 1], [0, 1, 2], [2, 2, 0, 0, 1], [3, 1, 0, 2], [7, 2, 7, 4, 9]]
MANY = np.repeat([0, 1], [35, 90])

gini = Check(
    "gini",
    reference=ours.gini,
    observe=calls(*((np.array(y),) for y in GROUPS), (MANY,), ([1, 1, 1],), ([0, 0, 1, 1],)),
    mistakes=typed(
        ours.gini,
        {
            "1 - np.sum -> np.sum": "this is the chance that both are of the *same* class. Subtract it from 1.",
            "counts / len(y) -> counts": "these are squared *counts*. Divide by `len(y)` first: $p_c$ is a share.",
            "(counts / len(y)) ** 2 -> counts**2 / len(y)": "the counts are squared, but `len(y)` is not. "
            "Divide first, then square.",
            "np.sum((counts / len(y)) ** 2) -> np.sum(counts / len(y)) ** 2": "this is always 0, "
            "because the shares add up to 1. Square each share first, then add.",
            "1 - np.sum((counts -> np.sum(1 - (counts": "here each class has its own 1. "
            "Add up the squares first, and subtract that sum from 1.",
            """
            _, counts = np.unique(y, return_counts=True)
            shares = counts / len(y)
            -np.sum(shares * np.log2(shares))
            """: "this is the *entropy*, another measure of mixing, which trees may use as well. "
            "Here we want the chance that two draws differ.",
            "np.sum((counts / len(y)) ** 2) -> np.max(counts / len(y))": "this is the error rate of the majority. "
            "Gini asks how often two draws differ.",
            (
                "p = np.mean(np.asarray(y) == 1)\n2 * p * (1 - p)",
                "p = np.mean(np.asarray(y) == 1)\n1 - p**2 - (1 - p) ** 2",
            ): "this counts class 1 against all the others. There may be a third class: "
            "count each of them, `np.unique(y, return_counts=True)`.",
            "1 - sum(np.mean(np.asarray(y) == c) ** 2 for c in range(3))": "this knows the classes 0, 1 and 2 alone. "
            "Count whatever is there: `np.unique(y, return_counts=True)`.",
            "1 - sum(np.mean(np.asarray(y) == c) ** 2 for c in range(len(np.unique(y))))": "here the classes must be "
            "numbered without a gap. Go through those that are there: `np.unique(y)`.",
            "1 - sum(np.mean(y == c) ** 2 for c in set(y))": "the next cell hands in a plain list, and `==` compares "
            "a list as a whole. Begin with `y = np.array(y)`.",
            (
                "counts / len(y) -> counts / y.size",
                "counts / len(y) -> counts / y.shape[0]",
                "1 - sum(((y == c).sum() / len(y)) ** 2 for c in range(max(y) + 1))",
                "1 - sum((y == c).mean() ** 2 for c in range(max(y) + 1))",
            ): "the next cell hands in a plain list, which cannot do all that an array can. "
            "Begin with `y = np.array(y)`.",
            "np.sum((counts / len(y)) ** 2) -> np.sum(np.sqrt(counts / len(y)))": "this takes the root of each share. "
            "The formula squares them.",
            "np.sum((counts / len(y)) ** 2) -> (counts / len(y)) ** 2": "this has one number for each class. "
            "Add up the squares, and subtract the sum from 1.",
            (
                "np.var(y)",
                "p = np.mean(y)\np * (1 - p)",
            ): "with two classes, this is the chance of one order alone: first "
            "a 0 and then a 1, say. And with three, the class numbers are no shares. Count each class.",
            "1 - np.mean(y) ** 2 - (1 - np.mean(y)) ** 2": "`np.mean(y)` is a share only if the classes are 0 and 1. "
            "Count each class: `np.unique(y, return_counts=True)`.",
            "(counts / len(y)) ** 2 -> counts / len(y) * (counts - 1) / (len(y) - 1)": "this draws *without* putting "
            "the first row back. Gini puts it back: both draws have the same shares.",
        },
    ),
)


def draw_table(rng: np.random.Generator) -> tuple:
    """Draw rows with three features, the last of which goes with the classes; some values are equal."""
    y = np.append(rng.integers(0, 2, 12), [0, 1])
    X = rng.integers(0, 12, size=(14, 3)) + np.outer(y, [0.0, 0.0, 3.0])
    return X[:, rng.permutation(3)], y


def draw_kinds(rng: np.random.Generator) -> tuple:
    """Draw rows of three classes, with a feature more or less than before."""
    y = np.append(rng.integers(0, 3, 9), [0, 1, 2])
    X = rng.integers(0, 12, size=(12, rng.choice([2, 4]))) * 1.0
    X[:, -1] += 4 * y
    return X, y


def impurity_left(question: Any, X: np.ndarray, y: np.ndarray) -> float | Problem:
    """Return the impurity that a question leaves, if its threshold is a midpoint of its feature."""
    if as_array(question).shape != (2,):
        return refused(question, "expected two things: the number of a feature, and a threshold")
    feature, threshold = question
    if not isinstance(feature, int | np.integer) or isinstance(question, np.ndarray):
        return refused(question, "and the number of the feature must be an `int`, which can pick a column of `X`")
    if not 0 <= feature < X.shape[1]:
        return refused(question, f"and `X` has the columns 0 to {X.shape[1] - 1}")
    away = np.min(np.abs(ours.midpoints(X[:, feature]) - threshold))
    if away > 1e-6:
        return refused(question, f"and the nearest midpoint of column {feature} is {show(away)} away")
    return ours.impurity_after(X[:, feature], y, threshold)


def refused(question: Any, why: str) -> Problem:
    """Return the problem of an answer that is no question."""
    says = f"returned {show(question)}, {why}"
    return Problem(says, says)


SMALL_TABLE = (np.array([[3.0, 1.0], [1.0, 2.0], [2.0, 3.0], [4.0, 4.0]]), np.array([0, 0, 0, 1]))
LAST_CUT = (np.array([[1.0], [2.0], [3.0], [4.0], [5.0]]), np.array([0, 0, 0, 0, 1]))
SIX_KINDS = (np.array([[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]]), np.arange(6))
FIRST_CUT = (np.array([[1.0], [2.0], [3.0], [4.0], [5.0]]), np.array([0, 1, 1, 1, 1]))

QUESTIONED = smallest_first(
    [SMALL_TABLE, LAST_CUT, FIRST_CUT, SIX_KINDS, *drawn(draw_table, n=8), *drawn(draw_kinds, n=4)]
)


def observe_questions(best_question: Any) -> list[Observation]:
    """Observe a function by the impurities that its questions leave: of equally good ones, each is right."""
    return [
        observe_outcome(impurity_left, f"the impurity after the question of {output.label}", output, case)
        for output, case in zip(calls(*QUESTIONED)(best_question), QUESTIONED, strict=True)
    ]


best_question = Check(
    "best_question",
    reference=ours.best_question,
    observe=observe_questions,
    mistakes=typed(
        ours.best_question,
        {
            "range(X.shape[1]) -> range(1)": "only the first feature is asked about. Loop over `range(X.shape[1])`.",
            """
            for j in range(X.shape[1]):
                thresholds = midpoints(X[:, j])
                costs = [impurity_after(X[:, j], y, threshold) for threshold in thresholds]
                best = j, thresholds[np.argmin(costs)]
            best
            """: "only the last feature is asked about. Is the best one forgotten in each new round?",
            "np.argmin -> np.argmax": "this is the *worst* question. Impurity is a cost: the lower, the better.",
            "questions[np.argmin(costs)] -> questions[0]": "this is the first question, whatever it costs. "
            "Does a `return` end the loop too early?",
            "questions[np.argmin(costs)] -> questions[-1]": "this is the last question, whatever it costs. "
            "Compare its cost with the lowest so far.",
            "midpoints(X[:, j]) -> np.unique(X[:, j])": "the thresholds are values of the feature. "
            "Take `midpoints(X[:, j])`: a new row almost like a known one should fall on its side.",
            """
            questions = [(j, threshold) for j in range(X.shape[1]) for threshold in midpoints(X[:, j])]
            costs = [gini(y[X[:, j] <= threshold]) + gini(y[X[:, j] > threshold]) for j, threshold in questions]
            questions[np.argmin(costs)]
            """: "both sides weigh the same, be they one row or all the others. "
            "`impurity_after` weighs them by their rows.",
            """
            questions = [(j, threshold) for j in range(X.shape[1]) for threshold in midpoints(X[:, j])]
            sides = [(y[X[:, j] <= threshold], y[X[:, j] > threshold]) for j, threshold in questions]
            costs = [sum(len(side) - np.bincount(side).max() for side in pair) for pair in sides]
            questions[np.argmin(costs)]
            """: "this counts the errors of the majorities. "
            "Ask for the lowest *impurity*: `impurity_after(X[:, j], y, threshold)`.",
            """
            questions = [(j, threshold) for j in range(X.shape[1]) for threshold in midpoints(X[:, j])]
            costs = [np.mean((X[:, j] > threshold) != y) for j, threshold in questions]
            questions[np.argmin(costs)]
            """: "this counts errors, as lesson 02 did. A question is worth what it unmixes: "
            "ask for the lowest *impurity*, `impurity_after(X[:, j], y, threshold)`.",
            "midpoints(X[:, j]) -> midpoints(X[:, j])[:-1]": "the last threshold of each feature is never tried. "
            "Does a slice or a `range` end one too early?",
            "midpoints(X[:, j]) -> midpoints(X[:, j])[1:]": "the first threshold of each feature is never tried. "
            "Does a slice or a `range` begin one too late?",
            "range(X.shape[1]) -> range(1, X.shape[1])": "the first feature is never asked about. "
            "Columns count from 0.",
            "questions[np.argmin(costs)] -> min(costs)": "this is the lowest *cost*. "
            "Return the question that has it: the feature, and the threshold.",
            "return questions[np.argmin(costs)] -> j, t = questions[np.argmin(costs)]\n    return float(j), t": "the "
            "question is right, but its feature is a `float`, which cannot pick a column. Leave it an `int`.",
            "questions[np.argmin(costs)] -> np.array(questions[np.argmin(costs)])": "the question is right, but in an "
            "array its feature is a `float`, which cannot pick a column. Return the two as they are, in a tuple.",
            "questions[np.argmin(costs)] -> np.argmin(costs)": "this is the *position* of the lowest cost. "
            "Return the question that stands there.",
            "return questions -> best = questions": "nothing came back. Is there a `return`? "
            'Or does no question ever beat your first `lowest`? Begin at `float("inf")`.',
            "questions[np.argmin(costs)] -> questions[np.argmin(costs)][::-1]": "the two are in the wrong order: "
            "first the feature's number, then the threshold.",
            "questions[np.argmin(costs)] -> questions[np.argmin(costs)][1]": "this is the threshold alone. "
            "Return the feature's number with it: `(feature, threshold)`.",
        },
    ),
)


def draw_growing(rng: np.random.Generator) -> tuple:
    """Draw a table for a tree of two or three questions: all values differ, so that no two questions tie for long."""
    n_samples = int(rng.integers(8, 16))
    X = rng.permutation(3 * n_samples).reshape(n_samples, 3) * 1.0
    return X, rng.normal(size=(n_samples, 2)).round(2), int(rng.integers(2, 4))


def at_the_mean(X: np.ndarray, Y: np.ndarray) -> tuple[int, float] | None:
    """Ask whether the last feature is at most its mean; nothing where fewer than four rows are left."""
    return (X.shape[1] - 1, float(X[:, -1].mean())) if len(X) > 3 else None


def leaves_of(node: Any) -> list[str]:
    """Return the number of rows in each leaf, from left to right."""
    return [str(node.n_samples)] if node.feature is None else leaves_of(node.left) + leaves_of(node.right)


def written_out(node: Any) -> list[float]:
    """Return a tree's nodes as numbers, from the root down, the left side first."""
    own = [float(node.n_samples), *np.atleast_1d(node.value).astype(float)]
    if node.feature is None:
        return [*own, -1.0]
    return [*own, float(node.feature), float(node.threshold), *written_out(node.left), *written_out(node.right)]


TREES = smallest_first(
    [
        (np.array([[1.0], [2.0]]), np.array([[0.0], [1.0]]), 1),
        (np.array([[1.0], [2.0], [3.0]]), np.array([[0.0], [1.0], [3.0]]), 0),
        (np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([[0.0], [0.0], [1.0], [3.0]]), 2),
        (np.array([[1.0], [2.0], [2.0], [4.0], [5.0]]), np.eye(2)[[0, 1, 1, 0, 1]], np.inf),
        *drawn(draw_growing, n=4),
        *((*arguments, at_the_mean) for arguments in drawn(draw_growing, n=2, seed=8)),
    ]
)


def observe_trees(grow: Any) -> list[Observation]:
    """Observe a function by its trees: first their leaves, in few words, and then every node."""
    seen = []
    for output, (X, *_) in zip(calls(*TREES)(grow), TREES, strict=True):
        seen += [output, output] if isinstance(output.value, Problem) else observe_tree(output, f"for {len(X)} rows")
    return seen


def observe_tree(output: Observation, case: str) -> list[Observation]:
    """Observe the leaves and the nodes of one tree."""
    if isinstance(run(written_out, output.value), Problem):
        says = f"returned {show(output.value)}, expected a `Node` with `Node`s below it"
        return [output._replace(value=Problem(says, says))] * 2
    leaves = ", ".join(leaves_of(output.value))
    return [
        Observation(f"rows in the leaves of the tree of `{{name}}`, from left to right, {case},", leaves),
        Observation(f"the tree of `{{name}}` {case}, written out from the root,", written_out(output.value)),
    ]


grow = Check(
    "grow",
    reference=ours.grow,
    observe=observe_trees,
    by_name=("max_depth",),
    mistakes=typed(
        ours.grow,
        {
            """
            feature, threshold = question
            yes = X[:, feature] <= threshold
            left = grow(X[yes], Y[yes], max_depth, split)
            right = grow(X[~yes], Y[~yes], max_depth, split)
            Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
            """: "the depth is never used up, so the tree grows until it is pure. Pass on `max_depth - 1`.",
            "Y[~yes], max_depth - 1 -> Y[~yes], max_depth": "only the left side uses up a question. "
            "Pass on `max_depth - 1` on both sides.",
            "Y[yes], max_depth - 1 -> Y[yes], max_depth": "only the right side uses up a question. "
            "Pass on `max_depth - 1` on both sides.",
            "threshold, left, right -> threshold, right, left": "left and right are swapped: "
            "rows *at or below* the threshold go left, and in the `Node` the left tree comes first.",
            """
            feature, threshold = question
            yes = X[:, feature] <= threshold
            left = grow(X, Y, max_depth - 1, split)
            right = grow(X, Y, max_depth - 1, split)
            Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
            """: "both sides get all the rows again. "
            "Give the left one `X[yes]` and `Y[yes]`, the right one the others.",
            "X[~yes], Y[~yes] -> X[yes], Y[yes]": "both sides get the rows that say yes. The others are `~yes`.",
            "Node(Y.mean(axis=0), len(Y), feature -> Node(Y.mean(), len(Y), feature": "the `value` is one number here. "
            "Each column of `Y` has its own mean: `Y.mean(axis=0)`.",
            "Node(Y.mean(axis=0), len(Y), feature, threshold, left, right) -> left, right": "these are the two sides. "
            "Put them into a `Node`, behind its value, its number of rows and its question.",
            "<= threshold -> < threshold": "a row that lies exactly at the threshold says yes, and goes left: `<=`.",
            """
            feature, threshold = question
            yes = X[:, feature] <= threshold
            left = grow(X[yes], Y, max_depth - 1, split)
            right = grow(X[~yes], Y, max_depth - 1, split)
            Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
            """: "`X` is parted, `Y` is not, so the rows get targets of others. Pass on `Y[yes]` with `X[yes]`.",
            "Node(Y.mean(axis=0), len(Y), feature -> Node(feature": "a `Node` has six entries, "
            "and the first two are missing: the mean of its rows, `Y.mean(axis=0)`, and how many they are, `len(Y)`.",
            "Y.mean(axis=0), len(Y), feature -> (left.value + right.value) / 2, len(Y), feature": "the `value` of a "
            "question is the mean of its own rows, `Y.mean(axis=0)`, not that of its two sides.",
            """
            feature, threshold = question
            yes = X[:, feature] <= threshold
            left = grow(X[yes], Y[yes], max_depth - 1)
            right = grow(X[~yes], Y[~yes], max_depth - 1)
            Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
            """: "below the first question, `split` is forgotten. Pass it on as the last argument.",
            """
            feature, threshold = question
            yes = X[:, feature] <= threshold
            left = Node(Y[yes].mean(axis=0), len(Y[yes]))
            right = Node(Y[~yes].mean(axis=0), len(Y[~yes]))
            Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
            """: "below the first question there are leaves alone. `grow` itself has to grow the two sides.",
        },
    ),
)
