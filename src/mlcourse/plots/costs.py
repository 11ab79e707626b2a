"""Draw what a model costs: over its parameters, along a search, on train and on test rows."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray


def contour(ax: Axes, w: NDArray, b: NDArray, cost: NDArray) -> None:
    """Draw lines of equal cost over two parameters, evenly spaced in height, up to half the plane.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    w : ndarray of shape (n_w,)
        Values along the horizontal axis.
    b : ndarray of shape (n_b,)
        Values along the vertical axis.
    cost : ndarray of shape (n_b, n_w)
        The cost of each pair.
    """
    levels = np.linspace(cost.min(), np.median(cost), 25)[1:]
    ax.contour(w, b, cost, levels=levels, colors="0.7", linewidths=0.8)
    ax.set(xlabel="$w$", ylabel="$b$")


def path(ax: Axes, steps: NDArray) -> None:
    """Draw the way that a search took over two parameters: a dot for each step, a star at the end.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    steps : ndarray of shape (n_steps, 2)
        One pair of parameters a step.
    """
    ax.plot(*steps.T, ".-", color="C0", markersize=5, linewidth=1)
    ax.plot(*steps[-1], "*", color="C3", markersize=14)


def train_and_test(ax: Axes, names: Sequence[str], train_error: ArrayLike, test_error: ArrayLike) -> None:
    """Draw each model's error on train and on test rows as a pair of bars.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    names : sequence of str
        One per model.
    train_error, test_error : array-like of shape (n_models,)
        Shares between 0 and 1.
    """
    places = np.arange(len(names))
    train = ax.bar(places - 0.2, train_error, width=0.38, color="C5", label="train")
    test = ax.bar(places + 0.2, test_error, width=0.38, color="C4", hatch="//", label="test")
    for bars in (train, test):
        ax.bar_label(bars, fmt="%.2f")
    ax.set(xticks=places, xticklabels=names, ylabel="share of errors")
    ax.legend(ncols=2)


def train_and_new(ax: Axes, places: ArrayLike, train_error: NDArray, new_error: NDArray) -> None:
    """Draw the errors of many draws, on a logarithmic axis: the median, and a band with the middle half.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    places : array-like of shape (n_places,)
        What the error depends on, such as degrees or numbers of points.
    train_error, new_error : ndarray of shape (n_draws, n_places)
        One row per draw.
    """
    for error, marker, color, label in [(train_error, "o--", "C5", "train"), (new_error, "^-", "C3", "new points")]:
        low, middle, high = np.quantile(error, [0.25, 0.5, 0.75], axis=0)
        ax.fill_between(places, low, high, color=color, alpha=0.25, linewidth=0)
        ax.plot(places, middle, marker, color=color, label=label)
    ax.set_yscale("log")
    ax.yaxis.set_major_formatter("{x:g}")
    ax.legend()


def stopped(ax: Axes, train_loss: NDArray, validation_loss: NDArray, last: int, best: int) -> None:
    """Draw the losses of a run, its best epoch, and where early stopping would have ended it.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    train_loss, validation_loss : ndarray of shape (n_epochs,)
        One number per epoch.
    last, best : int
        The last epoch that early stopping would train, and the one whose weights it keeps, counted from 0.
    """
    epochs = np.arange(len(train_loss))
    ax.axvspan(last + 0.5, epochs[-1] + 0.5, color="0.93")
    ax.plot(epochs, train_loss, "o--", color="C5", markersize=5, label="train")
    ax.plot(epochs, validation_loss, "s-", color="C4", markersize=5, label="validation")
    ax.plot(best, validation_loss[best], "*", color="C3", markersize=18, label="best, kept")
    ax.axvline(last + 0.5, color="black", label="stop")
    ax.set(xlabel="epoch", ylabel="loss", ylim=(0, None), xlim=(-0.5, epochs[-1] + 0.5))
    ax.legend(ncols=2)


def heaps(ax: Axes, values: dict[str, NDArray], width: float) -> None:
    """Draw how often each value came up, one heap a name, told apart by their hatching.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    values : dict of str to ndarray of shape (n_values,)
        For each of two names its values, multiples of `width`.
    width : float
        How far apart two neighboring values are.
    """
    for (name, shares), hatch, color in zip(values.items(), ["", "//"], ["C5", "C1"], strict=True):
        places, counts = np.unique(np.round(shares / width), return_counts=True)
        ax.bar(places * width, counts, width=width, color=color, alpha=0.7, hatch=hatch, edgecolor="white", label=name)
    ax.legend()


def board(
    ax: Axes, names: Sequence[str], accuracy: ArrayLike, spread: ArrayLike, published: ArrayLike | None = None
) -> None:
    """Draw the accuracy of several models as dots on a line of chance, and what others have published.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    names : sequence of str
        One per model, from the top.
    accuracy, spread : array-like of shape (n_models,)
        Shares between 0 and 1, and how far chance may have moved each, to either side.
    published : array-like of shape (n_models,), optional
        Likewise; NaN where nothing was published.
    """
    places = -np.arange(len(names))
    ax.hlines(places, 0, 1, color="0.92", zorder=0)
    if published is not None:
        ax.plot(published, places, "D", color="C1", fillstyle="none", markersize=11, label="published")
    ax.errorbar(accuracy, places, xerr=spread, fmt="o", color="C0", capsize=3, label="ours")
    ax.set(yticks=places, yticklabels=names, xlim=(min(accuracy) - 0.02, max(accuracy) + 0.02), xlabel="accuracy")
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.legend(loc="lower right")
