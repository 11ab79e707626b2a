"""Pictures that move: sliders and steps where a kernel runs, frames with a range input where none does."""

import math
import os
from collections.abc import Callable
from itertools import product
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

from mlcourse.plots import figure
from mlcourse.plots.caption import caption_of
from mlcourse.plots.frames import MOST_FRAMES, as_frame, frames_page


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
        One for each parameter of `draw`: `(minimum, maximum, step)`, all of one type.
    """
    if os.environ.get(figure.STORED):
        values = {name: few(*limits, n=MOST_FRAMES[len(sliders)]) for name, limits in sliders.items()}
        show_frames(draw, caption, figsize, values, {name: (len(v) - 1) // 2 for name, v in values.items()})
        return
    from IPython.display import display
    from ipywidgets import interactive

    panel = interactive(drawing(draw, caption, figsize), **sliders)
    for control in panel.children[:-1]:
        control.tooltip = control.description = control.description.replace("_", " ")
        control.style.description_width = "initial"
        if isinstance(getattr(control, "step", None), float):
            control.readout_format = f".{max(0, -math.floor(math.log10(control.step)))}f"
    display(panel)


def steps(draw: Callable[..., None], caption: str, n_steps: int, figsize: tuple[float, float] | None = None) -> None:
    """Show an algorithm step by step: a bar, *back* and *next*, and below them what `draw` draws for the step.

    Parameters
    ----------
    draw : callable
        Draws on the `ax` that it gets first; the number of the step follows as `step`, from 0.
    caption : str
        What the figure shows, and what to see in it.
    n_steps : int
        How many pictures there are.
    figsize : (float, float), optional
        Width and height, in inches.
    """
    if os.environ.get(figure.STORED):
        show_frames(draw, caption, figsize, {"step": range(n_steps)}, {"step": 0})
        return
    from IPython.display import display
    from ipywidgets import Button, HBox, IntSlider, VBox, interactive_output

    bar = IntSlider(min=0, max=n_steps - 1, description="step", tooltip="step", style={"description_width": "initial"})
    back, forward = Button(description="back", tooltip="back"), Button(description="next", tooltip="next")
    back.on_click(lambda _: bar.set_trait("value", max(bar.value - 1, bar.min)))
    forward.on_click(lambda _: bar.set_trait("value", min(bar.value + 1, bar.max)))
    display(VBox([HBox([back, forward, bar]), interactive_output(drawing(draw, caption, figsize), {"step": bar})]))


def drawing(draw: Callable[..., None], caption: str, figsize: tuple[float, float] | None) -> Callable[..., None]:
    """Return a function that shows what `draw` draws for some values."""

    def redraw(**values: Any) -> None:
        fig, ax = plt.subplots(figsize=figsize)
        draw(ax, **values)
        figure.show(fig, caption)

    return redraw


def few(minimum: float, maximum: float, step: float = 1, *, n: int) -> list[float]:
    """Return at most `n` of a slider's values, evenly spread, both ends among them."""
    n_values = round((maximum - minimum) / step) + 1
    digits = max(0, -math.floor(math.log10(step)))
    places = np.unique(np.linspace(0, n_values - 1, min(n, n_values)).round().astype(int))
    return [type(step)(round(minimum + place * step, digits)) for place in places.tolist()]


def show_frames(
    draw: Callable[..., None],
    caption: str,
    figsize: tuple[float, float] | None,
    values: dict[str, Any],
    start: dict[str, int],
) -> None:
    """Show what `draw` draws for all combinations of values, as frames in one piece of HTML."""
    from IPython.display import Markdown, display

    frames = []
    caption = caption_of(caption)
    rows = list(product(*values.values()))
    if os.environ[figure.STORED] != figure.FRAMES:
        rows, values, start = rows[:1], {name: v[:1] for name, v in values.items()}, dict.fromkeys(values, 0)
    for row in rows:
        fig, ax = plt.subplots(figsize=figsize)
        draw(ax, **dict(zip(values, row, strict=True)))
        frame, width = as_frame(fig)
        frames.append(frame)
    display({"text/html": frames_page(frames, width, caption, values, start), "text/plain": caption}, raw=True)
    display(Markdown(f"*{caption}*"))


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
            figure.show(fig, caption)

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
