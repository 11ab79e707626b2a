"""Show a figure with its caption, with sliders, with a kernel to edit, or as a row of small multiples."""

import base64
import html
import io
import math
import os
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

IMAGE = '<img src="data:image/png;base64,{}" alt="{}" width="{}" style="max-width: 100%; height: auto">'
STORED = "MLCOURSE_STORED_FIGURES"  # set where notebooks are built and tested: GitHub shows no image inside of HTML


def show(fig: Figure, caption: str) -> None:
    """Show a figure with its caption below; the caption is also its alternative text.

    JupyterLab and nbconvert give a picture's output no alternative text, whatever its metadata say. So a reader gets an
    HTML image that has one; what is stored with the course is a picture, with the text in its metadata.

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
    if os.environ.get(STORED):
        described = {"image/png": {"width": width, "height": height, "alt": caption}}
        display({"image/png": png, "text/plain": caption}, metadata=described, raw=True)
    else:
        display({"text/html": IMAGE.format(png, html.escape(caption), width), "text/plain": caption}, raw=True)
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
        control.tooltip = control.description = control.description.replace("_", " ")
        control.style.description_width = "initial"
        if isinstance(getattr(control, "step", None), float):
            control.readout_format = f".{max(0, -math.floor(math.log10(control.step)))}f"
    display(panel)


def side_by_side(
    draw: Callable[..., None],
    caption: str,
    figsize: tuple[float, float] = (10, 3.2),
    n_rows: int = 1,
    **values: Sequence[Any],
) -> None:
    """Show what `draw` draws for several values, side by side: a slider's pictures for print.

    Parameters
    ----------
    draw : callable
        Draws on the `ax` that it gets first; one value of each parameter follows by name.
    caption : str
        What the figure shows, and what to see in it.
    figsize : (float, float), default=(10, 3.2)
        Width and height of the whole, in inches.
    n_rows : int, default=1
        Over how many rows the pictures are spread; their number is a multiple of it.
    **values
        For each parameter of `draw`, one value per picture.
    """
    rows = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
    fig, axes = plt.subplots(n_rows, len(rows) // n_rows, figsize=figsize, squeeze=False)
    for ax, row in zip(axes.flat, rows, strict=True):
        draw(ax, **row)
    show(fig, caption)


def edit_kernel(
    draw: Callable[..., None],
    caption: str,
    kernels: dict[str, NDArray],
    figsize: tuple[float, float] | None = None,
) -> None:
    """Show a box for each number of a kernel, and below them what `draw` draws for it.

    Parameters
    ----------
    draw : callable
        Draws on the `ax` that it gets first; the `kernel` follows by name.
    caption : str
        What the figure shows, and what to see in it.
    kernels : dict of str to ndarray of shape (n_rows, n_columns)
        Kernels to start from, by name; all of one shape.
    figsize : (float, float), optional
        Width and height, in inches.
    """
    from IPython.display import display
    from ipywidgets import Dropdown, FloatText, GridBox, Layout, Output, VBox

    names, shape = list(kernels), next(iter(kernels.values())).shape
    start = Dropdown(options=names, description="start from")
    places = [f"row {row + 1}, column {column + 1}" for row, column in np.ndindex(shape)]  # read aloud, not drawn
    narrow = {"style": {"description_width": "0"}, "layout": Layout(width="75px")}
    boxes = [FloatText(step=0.5, description=place, **narrow) for place in places]
    picture = Output()

    def redraw(*_: Any) -> None:
        with picture:
            picture.clear_output(wait=True)
            fig, ax = plt.subplots(figsize=figsize)
            draw(ax, kernel=np.array([box.value for box in boxes]).reshape(shape))
            show(fig, caption)

    def fill(*_: Any) -> None:
        for box, number in zip(boxes, kernels[start.value].ravel(), strict=True):
            box.unobserve_all("value")  # draw once, and not for each box
            box.value = round(float(number), 4)
            box.observe(redraw, "value")
        redraw()

    start.observe(fill, "value")
    grid = GridBox(boxes, layout=Layout(grid_template_columns=f"repeat({shape[1]}, 80px)"))
    fill()
    display(VBox([start, grid, picture]))
