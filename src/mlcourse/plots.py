"""Draw what the lessons show, on a given `ax`; nothing is computed here."""

import base64
import io
import math
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.offsetbox import AnnotationBbox, OffsetImage
from numpy.typing import ArrayLike, NDArray

CLASSES = (("fruit", "o", "C0"), ("animal", "^", "C1"))  # class 0, class 1: name, marker, color


def show(fig: Figure, caption: str) -> None:
    """Show a figure with its caption below; the caption is also its alternative text.

    Parameters
    ----------
    fig : Figure
        Closed afterwards, so that a notebook shows it once.
    caption : str
        What the figure shows, and what to see in it.
    """
    from IPython.display import Markdown, display

    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", metadata={"Software": None})
    width, height = (int(inches * fig.dpi) for inches in fig.get_size_inches())
    plt.close(fig)
    png = base64.b64encode(buffer.getvalue()).decode()
    described = {"image/png": {"width": width, "height": height, "alt": caption}}
    display({"image/png": png, "text/plain": caption}, metadata=described, raw=True)
    display(Markdown(f"*{caption}*"))


def slide(draw: Callable[..., None], caption: str, figsize: tuple[float, float] | None = None, **sliders: Any) -> None:
    """Show sliders, and below them what `draw` draws for their values.

    Parameters
    ----------
    draw : callable
        Draws on the `ax` that it gets first; the sliders' values follow by name.
    caption : str
        What the figure shows, and what to see in it.
    figsize : (float, float), optional
        Width and height, in inches.
    **sliders
        One for each parameter of `draw`: `(minimum, maximum, step)`, or a widget.
    """
    from IPython.display import display
    from ipywidgets import interactive

    def redraw(**values: Any) -> None:
        fig, ax = plt.subplots(figsize=figsize)
        draw(ax, **values)
        show(fig, caption)

    panel = interactive(redraw, **sliders)
    for control in panel.children[:-1]:
        control.description = control.description.replace("_", " ")
        control.style.description_width = "initial"
        if isinstance(getattr(control, "step", None), float):
            control.readout_format = f".{max(0, -math.floor(math.log10(control.step)))}f"
    display(panel)


def side_by_side(
    draw: Callable[..., None], caption: str, figsize: tuple[float, float] = (10, 3.2), **values: Sequence[Any]
) -> None:
    """Show what `draw` draws for several values, in a row: a slider's pictures for print.

    Parameters
    ----------
    draw : callable
        Draws on the `ax` that it gets first; one value of each parameter follows by name.
    caption : str
        What the figure shows, and what to see in it.
    figsize : (float, float), default=(10, 3.2)
        Width and height of the whole row, in inches.
    **values
        For each parameter of `draw`, one value a picture.
    """
    rows = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
    fig, axes = plt.subplots(1, len(rows), figsize=figsize)
    for ax, row in zip(axes, rows, strict=True):
        draw(ax, **row)
    show(fig, caption)


def emoji(ax: Axes, x: ArrayLike, y: ArrayLike, pictures: NDArray, size: float = 20) -> None:
    """Draw one picture at each point.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x, y : array-like of shape (n_samples,)
        The points, in data coordinates.
    pictures : ndarray of shape (n_samples, 64, 64, 4)
        What `data.load_pictures` returns.
    size : float, default=20
        Width of a picture, in points.
    """
    ax.plot(x, y, linestyle="none", marker="none")  # lets the axes find their limits
    for point, picture in zip(np.broadcast(x, y), pictures, strict=True):
        image = OffsetImage(picture, zoom=size / picture.shape[1])
        ax.add_artist(AnnotationBbox(image, point, frameon=False, pad=0))


def classes(ax: Axes, x: ArrayLike, y: ArrayLike, is_animal: NDArray) -> None:
    """Draw fruits as blue circles and animals as orange triangles, with a legend.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x, y : array-like of shape (n_samples,)
        The points, in data coordinates.
    is_animal : ndarray of bool of shape (n_samples,)
        Which of them are animals.
    """
    x, y = np.broadcast_arrays(x, y)
    for value, (name, marker, color) in enumerate(CLASSES):
        chosen = np.asarray(is_animal) == value
        ax.plot(x[chosen], y[chosen], marker, color=color, label=name)
    ax.legend()


def boundary(ax: Axes, w: ArrayLike, b: float) -> None:
    """Draw the line on which `w[0] * x0 + w[1] * x1 + b` is 0.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    w : array-like of shape (2,)
        The weights of both features; the second must not be 0.
    b : float
        The bias.
    """
    ax.axline((0, -b / w[1]), slope=-w[0] / w[1], color="black")


def groups(ax: Axes, X: NDArray, labels: NDArray) -> None:
    """Draw points in groups that have no names, each with its own marker and color.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    X : ndarray of shape (n_samples, 2)
        The points.
    labels : ndarray of int of shape (n_samples,)
        Which group each belongs to.
    """
    for label in np.unique(labels):
        chosen = X[labels == label]
        ax.plot(*chosen.T, "sDvPX*"[label % 6], color=f"C{(label + 2) % 7}", linestyle="none")


def projections(ax: Axes, X: NDArray, X_line: NDArray) -> None:
    """Draw points on a line, and from each a thin line to the point it stands for.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    X : ndarray of shape (n_samples, 2)
        The points as they were.
    X_line : ndarray of shape (n_samples, 2)
        The points as they came to lie on the line.
    """
    pairs = np.stack([X, X_line])  # (2, n_samples, 2)
    ax.plot(pairs[..., 0], pairs[..., 1], color="0.6", linewidth=1)
    ax.plot(*X_line.T, ".", color="black")


def train_and_test(ax: Axes, names: Sequence[str], train_error: ArrayLike, test_error: ArrayLike) -> None:
    """Draw each model's error on train and on test rows as a pair of bars.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    names : sequence of str
        One a model.
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
    """Draw the way that a search took over two parameters: a dot a step, a star at the end.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    steps : ndarray of shape (n_steps, 2)
        One pair of parameters a step.
    """
    ax.plot(*steps.T, ".-", color="C0", markersize=5, linewidth=1)
    ax.plot(*steps[-1], "*", color="C3", markersize=14)


def course_map(ax: Axes, parts: dict[str, Sequence[str]]) -> None:
    """Draw the lessons as stops along a road, one row a part of the course.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    parts : dict of str to sequence of str
        For each part of the course, the names of its lessons in order.
    """
    number = 0
    for row, (part, names) in enumerate(parts.items()):
        ax.plot(range(len(names)), np.full(len(names), -row), "o-", color=f"C{row}", markersize=24, linewidth=3)
        ax.text(-0.6, -row, part, ha="right", va="center", weight="bold", color=f"C{row}")
        for column, name in enumerate(names):
            ax.text(column, -row, f"{number:02}", ha="center", va="center", color="white", weight="bold", size=10)
            ax.text(column, -row - 0.28, name, ha="center", va="top", size=9)
            number += 1
    longest = max(map(len, parts.values()))
    ax.set(xlim=(-1.6, longest - 0.5), ylim=(0.4 - len(parts), 0.4))
    ax.axis("off")
