"""What more freedom costs: errors by which something is chosen, and the parts that add up to one."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

HATCHES = (("0.75", ""), ("C0", ""), ("C1", "//"))  # color and hatching of each part, from below


def judged(ax: Axes, places: ArrayLike, train_error: ArrayLike, validation_error: ArrayLike) -> None:
    """Draw the errors on train and on validation rows, and a star at the lowest of the latter.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    places : array-like of shape (n_places,)
        What is being chosen: degrees, prices or numbers of steps.
    train_error, validation_error : array-like of shape (n_places,)
        One number per place.
    """
    train_marker, validation_marker = ("o", "s") if len(places) < 100 else ("", "")
    best = np.argmin(validation_error)
    ax.plot(places, train_error, train_marker + "--", color="C5", markersize=5, label="train")
    ax.plot(places, validation_error, validation_marker + "-", color="C4", markersize=5, label="validation")
    ax.plot(places[best], validation_error[best], "*", color="C3", markersize=17, label="lowest")
    ax.legend()


def added_up(ax: Axes, places: ArrayLike, parts: dict[str, ArrayLike], measured: ArrayLike) -> None:
    """Draw three parts of an error as one bar upon the other, and dots where the error was measured.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    places : array-like of shape (n_places,)
        What the error depends on, such as degrees.
    parts : dict of str to array-like of shape (n_places,)
        The parts by name, from below.
    measured : array-like of shape (n_places,)
        The whole error.
    """
    bottom = np.zeros(len(places))
    for (name, part), (color, hatch) in zip(parts.items(), HATCHES, strict=True):
        ax.bar(places, part, bottom=bottom, width=0.7, color=color, hatch=hatch, edgecolor="white", label=name)
        bottom = bottom + part
    ax.plot(places, measured, "o", color="black", label="measured")
    ax.legend()
