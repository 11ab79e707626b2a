"""Lesson 09's tree, grown level by level: all questions of a level are found in one pass over its rows."""

from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from estimators.targets import Classes, Numbers


class Tree(NamedTuple):
    """The nodes of a tree, the root first: entry i of each array belongs to node i."""

    feature: NDArray  # (n_nodes,), the column that is asked about; -1 in a leaf
    threshold: NDArray  # (n_nodes,)
    left: NDArray  # (n_nodes,), the node for rows at or below the threshold; a leaf sends rows to itself
    right: NDArray  # (n_nodes,), the node for the others
    value: NDArray  # (n_nodes, n_outputs), the mean of the node's rows
    n_samples: NDArray  # (n_nodes,), how many they are
    depth: int  # the largest number of questions that a row can be asked

    def predict(self, X: NDArray) -> NDArray:
        """Return the value of the leaf in which each row ends, an array of shape (n_samples, n_outputs)."""
        node, rows = np.zeros(len(X), dtype=int), np.arange(len(X))
        for _ in range(self.depth):
            yes = X[rows, self.feature[node]] <= self.threshold[node]  # (n_samples,)
            node = np.where(yes, self.left[node], self.right[node])
        return self.value[node]

    def count_leaves(self) -> int:
        """Return the number of leaves."""
        return int(np.sum(self.feature < 0))


class Table(NamedTuple):
    """Columns, each sorted once. The number at rank r of column j has the place j * n_samples + r."""

    X: NDArray  # (n_samples, n_features)
    numbers: NDArray  # (n_features * n_samples,), the number at each place
    rows: NDArray  # (n_features * n_samples,), the row it comes from
    places: NDArray  # (n_features * n_samples,), the place of row i's number in column j, at j * n_samples + i

    @classmethod
    def of(cls, X: NDArray) -> Self:
        """Sort the columns of X."""
        rows = np.argsort(X.T, axis=1)  # (n_features, n_samples)
        places = np.empty(rows.shape, dtype=np.int32 if X.size < 2**31 else np.int64)
        np.put_along_axis(places, rows, np.arange(X.size, dtype=places.dtype).reshape(rows.shape), axis=1)
        return cls(X, np.take_along_axis(X.T, rows, axis=1).ravel(), rows.ravel(), places.ravel())


def grow(
    table: Table,
    targets: Classes | Numbers,
    max_depth: int,
    max_features: int | None = None,
    rng: np.random.Generator | None = None,
) -> Tree:
    """Grow a tree on the rows that count at all.

    Parameters
    ----------
    table : Table
        The rows.
    targets : Classes or Numbers
        What to predict, and how often each row counts.
    max_depth : int
        How many questions may follow each other.
    max_features : int, optional
        How many random columns to look at for a question; where they have none, the next ones follow. By default all.
    rng : Generator, optional
        Draws the columns; needed only with `max_features`.

    Returns
    -------
    Tree
        The same as lesson 09's, or lesson 10's with random columns, but for the order in which these are drawn.
    """
    n_features = table.X.shape[1]
    rows = np.flatnonzero(targets.weight)
    size = np.array([len(rows)])  # the rows of each node of the level, which stand together
    levels, n_nodes = [], 1
    for depth in range(max_depth + 1):
        numbers = np.arange(len(size))
        node = np.repeat(numbers, size)  # of each row
        n_samples, value, pending = targets.summary(rows, node, len(size))
        feature, threshold = np.full(len(size), -1), np.zeros(len(size))
        columns = np.tile(np.arange(n_features), (len(size), 1))  # (n_nodes of the level, n_features)
        columns = columns if rng is None else rng.permuted(columns, axis=1)
        step = max_features or n_features
        for start in range(0, n_features if depth < max_depth else 0, step):
            if not pending.any():
                break
            group = columns[pending, start : start + step].T
            feature[pending], threshold[pending] = best_questions(
                table, targets, rows[pending[node]], size[pending], group
            )
            pending = pending & (feature < 0)

        asks = feature >= 0
        number = np.cumsum(asks) - 1  # among those that ask
        own = n_nodes - len(size) + numbers
        left = np.where(asks, n_nodes + 2 * number, own)
        levels.append((feature, threshold, left, left + asks, value, n_samples))
        if not asks.any():
            break
        rows, node = rows[asks[node]], node[asks[node]]
        no = table.X[rows, feature[node]] > threshold[node]
        child = 2 * number[node] + no
        rows, size = rows[np.argsort(child, kind="stable")], np.bincount(child)
        n_nodes += len(size)
    return Tree(*map(np.concatenate, zip(*levels, strict=True)), depth=depth)


def best_questions(
    table: Table, targets: Classes | Numbers, rows: NDArray, size: NDArray, columns: NDArray
) -> tuple[NDArray, NDArray]:
    """Return the questions after which the impurity of each node is lowest.

    Parameters
    ----------
    table, targets
        As for `grow`.
    rows : ndarray of int of shape (n_rows,)
        The rows of all nodes, those of a node together.
    size : ndarray of int of shape (n_nodes,)
        How many rows each node has.
    columns : ndarray of int of shape (n_tries, n_nodes)
        The columns that each node looks at.

    Returns
    -------
    (ndarray of int of shape (n_nodes,), ndarray of shape (n_nodes,))
        Columns and thresholds; column -1 where a node's rows look the same.
    """
    n_nodes, numbers = len(size), np.arange(len(size))
    place, stop = sort_within_nodes(table, rows, size, columns)
    x = table.numbers[place]  # (n_tries * n_rows,), a segment per try and node
    last_of_equals = np.append(x[1:] != x[:-1], True)
    last_of_equals[stop - 1] = True
    ends = np.flatnonzero(last_of_equals)
    last = np.searchsorted(ends, stop - 1)  # the last end of each segment
    begin = np.append(0, last[:-1] + 1)  # and the first
    n_ends = last - begin + 1

    total, deviations = targets.up_to(table.rows[place], ends, begin)
    n_left = total - np.repeat(np.append(0, total[last[:-1]]), n_ends)
    n_right = np.repeat(total[last], n_ends) - total
    gain = sum(deviation**2 for deviation in deviations) / np.maximum(n_left * n_right, 1)
    gain[last] = -1  # nothing is above

    highest = np.maximum.reduceat(gain, begin)
    best = np.argmax(highest.reshape(-1, n_nodes), axis=0)  # the best try of each node
    chosen = best * n_nodes + numbers  # its segment
    at_top = np.flatnonzero(gain == np.repeat(highest, n_ends))
    cut = ends[at_top[np.searchsorted(at_top, begin[chosen])]]  # the first of equally good ones
    low, high = x[cut], x[np.minimum(cut + 1, len(x) - 1)]
    middle = (low + high) / 2
    feature = np.where(highest[chosen] >= 0, columns[best, numbers], -1)
    return feature, np.where(middle < high, middle, low)  # rounding may lift the middle up to `high`


def sort_within_nodes(table: Table, rows: NDArray, size: NDArray, columns: NDArray) -> tuple[NDArray, NDArray]:
    """Return the places of rows, sorted within each try and node, and where each of these segments stops.

    Node and place make one whole number, node first: of those, NumPy sorts a hundred million per second.
    """
    bits = int(table.places.size).bit_length()
    kind = np.int32 if len(size) << bits < 2**31 else np.int64
    key = table.places[np.repeat(columns * len(table.X), size, axis=1) + rows].astype(kind, copy=False)
    key |= np.repeat(np.arange(len(size), dtype=kind) << bits, size)
    key.sort(axis=1)
    return (key & ((1 << bits) - 1)).ravel().astype(np.intp), np.cumsum(np.tile(size, len(columns)))
