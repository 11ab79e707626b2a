"""Show a figure with its caption, alone or as a row of small multiples."""

import base64
import html
import io
import os
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from mlcourse.plots.caption import caption_of

IMAGE = '<img src="data:image/png;base64,{}" alt="{}" width="{}" style="max-width: 100%; height: auto">'
STORED = "MLCOURSE_STORED_FIGURES"  # set where notebooks are built and tested: GitHub shows no image inside of HTML
FRAMES = "frames"  # its value where they are built: pictures in few colors, and of what moves all frames, not the first


def show(fig: Figure, caption: str) -> None:
    """Show a figure with its caption below; the caption is also its alternative text.

    JupyterLab and nbconvert give a picture's output no alternative text, whatever its metadata say. So a reader gets an
    HTML image that has one; what is stored with the course is a picture, with the text in its metadata.

    Parameters
    ----------
    fig : Figure
        Closed afterwards, so that a notebook shows it once.
    caption : str
        What the figure shows, and what to see in it; in a built notebook, the key that it is looked up by.
    """
    from IPython.display import Markdown, display

    caption = caption_of(caption)
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", metadata={"Software": None})
    width, height = (int(inches * fig.dpi) for inches in fig.get_size_inches())
    plt.close(fig)
    stored = os.environ.get(STORED)
    png = base64.b64encode(with_few_colors(buffer) if stored == FRAMES else buffer.getvalue()).decode()
    if stored:
        described = {"image/png": {"width": width, "height": height, "alt": caption}}
        display({"image/png": png, "text/plain": caption}, metadata=described, raw=True)
    else:
        display({"text/html": IMAGE.format(png, html.escape(caption), width), "text/plain": caption}, raw=True)
    display(Markdown(f"*{caption}*"))


def with_few_colors(picture: io.BytesIO) -> bytes:
    """Return a picture as a PNG of at most 256 colors, a third of the bytes: a repository and a page hold many."""
    from PIL import Image

    small = io.BytesIO()
    Image.open(picture).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(small, "png", optimize=True)
    return small.getvalue()


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
