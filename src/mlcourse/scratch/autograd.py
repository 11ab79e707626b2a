"""A machine for the chain rule, one number at a time. Taught in lesson 13."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class Value:
    """A number that remembers what it was made from, and its local slope along each of these.

    Parameters
    ----------
    data : float
        The number.
    parents : sequence of Value, default=()
        What it was made from; the same value twice where it was used twice.
    slopes : sequence of float, default=()
        Its local slope along each of the parents.

    Attributes
    ----------
    grad : float
        The slope of the cost along this value, once the cost's `backward` has run; 0 before. Taught in lesson 13;
        PyTorch's tensors have one under the same name.
    """

    def __init__(self, data: float, parents: Sequence[Value] = (), slopes: Sequence[float] = ()):
        self.data, self.parents, self.slopes = data, parents, slopes
        self.grad = 0.0

    def __add__(self, other: Value) -> Value:
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other: Value) -> Value:
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def relu(self) -> Value:
        """Return this number where it is above 0, else 0; at 0 itself the slope is 0."""
        return Value(max(0.0, self.data), (self,), (float(self.data > 0),))

    def exp(self) -> Value:
        """Return e to the power of this number, which is its own slope."""
        return Value(np.exp(self.data), (self,), (np.exp(self.data),))

    def log(self) -> Value:
        """Return the natural logarithm of this number, which must be positive."""
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self) -> None:
        """Set the `grad` of every value that this one was made from, directly or not; once for each graph."""
        self.grad = 1.0
        pass_blame(in_order(self, []))


def in_order(value: Value, order: list[Value]) -> list[Value]:
    """Append to `order` all that a value was made from, and then the value; nothing twice.

    Parameters
    ----------
    value : Value
        Where to begin.
    order : list of Value
        What is there already. Grows.

    Returns
    -------
    list of Value
        `order` itself: parents before what was made from them. Taught in lesson 13; in books, a topological order.
        For some hundred values: it calls itself, and looks through the whole list for each.
    """
    if value not in order:
        for parent in value.parents:
            in_order(parent, order)
        order.append(value)
    return order


def pass_blame(order: list[Value]) -> None:
    """Give every value's parents their share of its slope, the last value first.

    Parameters
    ----------
    order : list of Value
        Parents before what was made from them. The last has its `grad` already, the others 0: theirs grow here.
        Taught in lesson 13.
    """
    for value in reversed(order):
        for parent, local in zip(value.parents, value.slopes, strict=True):
            parent.grad += value.grad * local
