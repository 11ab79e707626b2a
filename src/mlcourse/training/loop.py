"""The PyTorch loop that lessons 14 to 18 share: batches, an epoch of training, and an evaluation. Taught in lesson 14.

The functions are those of the lesson, word for word, but for the sentences that refuse what cannot work.
"""

from collections.abc import Iterable

import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.utils.data import BatchSampler, DataLoader, RandomSampler, SequentialSampler, TensorDataset


def to_linear(W: NDArray, b: NDArray) -> nn.Linear:
    """Return PyTorch's layer with our weights and biases in it.

    Parameters
    ----------
    W : ndarray of shape (n_in, n_out)
        One column a neuron. Copied, as float32.
    b : ndarray of shape (n_out,)
        The biases. Copied, as float32.

    Returns
    -------
    Linear
        Computes `X @ W + b`; its `weight` is the transpose of W, of shape (n_out, n_in). Taught in lesson 14.

    Raises
    ------
    ValueError
        If W and b have other shapes.
    """
    if W.ndim != 2 or b.shape != W.shape[1:]:
        raise ValueError(f"W and b must have the shapes (n_in, n_out) and (n_out,), got {W.shape} and {b.shape}")
    layer = nn.Linear(*W.shape)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(W.T))
        layer.bias.copy_(torch.tensor(b))
    return layer


def loader(
    X: Tensor, y: Tensor, batch_size: int, shuffle: bool = False, generator: torch.Generator | None = None
) -> DataLoader:
    """Return batches of rows, each made by one indexing of the tensors.

    Parameters
    ----------
    X : Tensor of float of shape (n_rows, ...)
        The inputs. Batches live on the device that it lives on.
    y : Tensor of int64 of shape (n_rows,)
        The true classes, from 0 to n_classes - 1.
    batch_size : int
        Rows a batch; the last one has what is left.
    shuffle : bool, default=False
        Whether each pass takes the rows in a new order.
    generator : torch.Generator, optional
        Draws these orders; by default, PyTorch's global one.

    Returns
    -------
    DataLoader
        Gives pairs (X, y), and each row once a pass. Taught in lesson 14.

    Raises
    ------
    TypeError
        If `X` is no tensor of floats, or `y` none of int64.
    ValueError
        If they differ in length or are empty, if `y` has more than one dimension, or if `batch_size` is not positive.
    """
    if not (isinstance(X, Tensor) and X.is_floating_point()):
        raise TypeError(f"X must be a tensor of floats, got {_kind(X)}")
    if not (isinstance(y, Tensor) and y.dtype == torch.int64):
        raise TypeError(f"y must be a tensor of int64, the classes, got {_kind(y)}")
    if X.ndim == 0 or y.ndim != 1 or len(X) != len(y) or len(y) == 0:
        raise ValueError(f"X and y must have one row a sample, at least 1, got {tuple(X.shape)} and {tuple(y.shape)}")
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, got {batch_size}")
    rows = TensorDataset(X, y)
    order = RandomSampler(rows, generator=generator) if shuffle else SequentialSampler(rows)
    return DataLoader(rows, sampler=BatchSampler(order, batch_size, drop_last=False), batch_size=None)


def train_epoch(model: nn.Module, batches: Iterable[tuple[Tensor, Tensor]], optimizer: torch.optim.Optimizer) -> float:
    """Take one step for each batch; return the average loss, each row counted once.

    Parameters
    ----------
    model : Module
        Maps inputs of shape (n_rows, ...) to logits of shape (n_rows, n_classes). Changed, and left in training mode.
    batches : iterable of (Tensor, Tensor)
        Inputs and their true classes, such as `loader` gives.
    optimizer : Optimizer
        Holds the model's parameters.

    Returns
    -------
    float
        The mean cross-entropy of the rows, each as it was before its own batch's step. Taught in lesson 14.

    Raises
    ------
    ValueError
        If `batches` gives none: a generator, for instance, is used up after one epoch.
    """
    model.train()
    total, n_rows = 0.0, 0
    for X, y in batches:
        optimizer.zero_grad()
        loss = cross_entropy(model(X), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n_rows += len(y)
    if n_rows == 0:
        raise ValueError("batches must give at least one batch, got none")
    return total / n_rows


def evaluate(model: nn.Module, batches: Iterable[tuple[Tensor, Tensor]]) -> tuple[float, float]:
    """Return the average loss and the accuracy, each row counted once; nothing is learned.

    Parameters
    ----------
    model : Module
        Maps inputs of shape (n_rows, ...) to logits of shape (n_rows, n_classes). Left in evaluation mode.
    batches : iterable of (Tensor, Tensor)
        Inputs and their true classes, such as `loader` gives.

    Returns
    -------
    (float, float)
        The mean cross-entropy, and the share of rows whose highest logit is the truth's. Taught in lesson 14.

    Raises
    ------
    ValueError
        If `batches` gives none.
    """
    model.eval()
    total, n_right, n_rows = 0.0, 0, 0
    with torch.no_grad():
        for X, y in batches:
            logits = model(X)
            total += cross_entropy(logits, y).item() * len(y)
            n_right += (logits.argmax(dim=1) == y).sum().item()
            n_rows += len(y)
    if n_rows == 0:
        raise ValueError("batches must give at least one batch, got none")
    return total / n_rows, n_right / n_rows


def _kind(value: object) -> str:
    """Name a value's type, and a tensor's or an array's type of numbers."""
    dtype = getattr(value, "dtype", None)
    return type(value).__name__ + (f" of {str(dtype).removeprefix('torch.')}" if dtype is not None else "")
