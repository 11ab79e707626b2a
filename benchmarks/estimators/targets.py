"""What a tree learns, numbers or classes: summed up for all nodes of a level at once."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray


class Numbers:
    """Numbers y, of rows that count `weight` times each."""

    def __init__(self, y: NDArray, weight: NDArray):
        self.y, self.weight = y, weight  # (n_samples,) each
        self.deviation = np.zeros_like(y)  # of each row, as a multiple of its weight

    def summary(self, rows: NDArray, node: NDArray, n_nodes: int) -> tuple[NDArray, NDArray, NDArray]:
        """Return each node's rows, (n_nodes,), its mean, (n_nodes, 1), and whether its numbers differ, (n_nodes,).

        Deviations are kept between -1 and 1: sums run on from node to node, and no large numbers may drown the next
        small ones. The factor is a power of two, which rounds nothing.
        """
        first = np.searchsorted(node, np.arange(n_nodes))  # the first row of each node
        base, weight = self.y[rows[first]], self.weight[rows]
        shifted = self.y[rows] - base[node]  # exactly 0 where all numbers are equal
        count = np.bincount(node, weight, n_nodes)
        total = np.bincount(node, weight * shifted, n_nodes)
        deviation = count[node] * shifted - total[node]  # as in the lesson, in whole numbers for two classes
        _, exponent = np.frexp(np.maximum.reduceat(np.abs(deviation), first))
        self.deviation[rows] = weight * np.ldexp(deviation, -exponent[node])
        return count, (base + total / count)[:, None], np.logical_or.reduceat(shifted != 0, first)

    def up_to(self, rows: NDArray, ends: NDArray, begin: NDArray) -> tuple[NDArray, Iterator[NDArray]]:
        """Return how many rows there are up to each end, and the sum of their deviations, of shape (n_ends,) each.

        Those of a whole node sum to 0, so that they begin anew by themselves; the rows do not.
        """
        return self.weight[rows].cumsum()[ends], iter([self.deviation[rows].cumsum()[ends]])


class TwoClasses(Numbers):
    """Classes 0 and 1: as numbers they need one sum instead of two, and their mean is the share of class 1."""

    def summary(self, rows: NDArray, node: NDArray, n_nodes: int) -> tuple[NDArray, NDArray, NDArray]:
        """Return the same as `Numbers`, but the shares of both classes, (n_nodes, 2), for the mean."""
        count, share, mixed = super().summary(rows, node, n_nodes)
        return count, np.hstack([1 - share, share]), mixed


class Classes:
    """Classes 0, 1, 2, …, of rows that count `weight` times each."""

    def __init__(self, codes: NDArray, n_classes: int, weight: NDArray):
        self.codes, self.n_classes, self.weight = codes, n_classes, weight  # codes, weight: (n_samples,)

    def count_pairs(self, rows: NDArray, group: NDArray, n_groups: int) -> NDArray:
        """Return how many rows of each group belong to each class, an array of shape (n_classes, n_groups)."""
        pair = self.codes[rows] * n_groups + group
        return np.bincount(pair, self.weight[rows], n_groups * self.n_classes).reshape(self.n_classes, n_groups)

    def summary(self, rows: NDArray, node: NDArray, n_nodes: int) -> tuple[NDArray, NDArray, NDArray]:
        """Return each node's rows, its shares of the classes, (n_nodes, n_classes), and whether there are several."""
        counts = self.count_pairs(rows, node, n_nodes)
        count = counts.sum(axis=0)
        return count, (counts / count).T, counts.max(axis=0) < count

    def up_to(self, rows: NDArray, ends: NDArray, begin: NDArray) -> tuple[NDArray, Iterator[NDArray]]:
        """Return how many rows there are up to each end, and for each class the sum of their deviations.

        Rows between two ends have the same number in their column: they are counted first, and then summed up.
        """
        value = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=-1))  # (n_rows,)
        counts = self.count_pairs(rows, value, len(ends))
        of_node = np.add.reduceat(counts, begin, axis=1)  # (n_classes, n_segments)
        n_ends = np.diff(begin, append=len(ends))  # of each segment
        count, n_rows = counts.sum(axis=0), np.repeat(of_node.sum(axis=0), n_ends)
        sums = (
            (n_rows * own - count * np.repeat(total, n_ends)).cumsum()
            for own, total in zip(counts, of_node, strict=True)
        )
        return count.cumsum(), sums
