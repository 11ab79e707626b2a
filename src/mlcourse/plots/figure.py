"""Show a figure with its caption, with sliders, or as a row of small multiples."""

import base64
import io
import math
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure


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
    fig, axes = plt.subplots(1, len(rows), figsize=figsize, squeeze=False)
    for ax, row in zip(axes[0], rows, strict=True):
        draw(ax, **row)
    show(fig, caption)
