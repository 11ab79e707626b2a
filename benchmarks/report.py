"""Show the results of `speed.py`: a table to read, and a figure of how the times grow."""

import os
import platform
from itertools import groupby
from pathlib import Path

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import sklearn
from matplotlib.axes import Axes
from matplotlib.ticker import NullFormatter

HEAD = """\
# Speed against scikit-learn

Seconds, the median of several turns each, ours and theirs alternating, one thread each. The target is the highest ratio
allowed on the largest size.
Measured on {system} with {cores} cores, Python {python}, NumPy {numpy}, scikit-learn {sklearn}.

| estimator | against | rows × columns | ours | theirs | ratio | target |
|---|---|--:|--:|--:|--:|--:|
"""


def write_table(rows: list[dict], path: Path) -> None:
    """Write the results as Markdown, and what they were measured on."""
    versions = {"python": platform.python_version(), "numpy": np.__version__, "sklearn": sklearn.__version__}
    head = HEAD.format(system=f"{platform.system()} ({platform.machine()})", cores=os.cpu_count(), **versions)
    line = "| {estimator} | {against} | {n_samples:,} × {n_features} | {ours_s} | {theirs_s} | {ratio} | {target} |\n"
    path.write_text(head + "".join(line.format(**row) for row in rows), encoding="utf-8")


def draw(rows: list[dict], path: Path) -> None:
    """Draw one panel for each case: time against size, both on logarithmic axes."""
    panels = [list(panel) for _, panel in groupby(rows, key=lambda row: (row["estimator"], row["against"]))]
    n_columns = 5
    n_rows = -(-len(panels) // n_columns)
    with plt.style.context("mlcourse.course"):
        fig, axs = plt.subplots(n_rows, n_columns, figsize=(3.4 * n_columns, 2.9 * n_rows), squeeze=False)
        for ax, panel in zip(axs.flat, panels, strict=False):
            draw_panel(ax, panel)
        for ax in axs.flat[len(panels) :]:
            ax.axis("off")
        axs[0, 0].legend(loc="upper left")
        fig.supxlabel("rows")
        fig.supylabel("seconds")
        fig.savefig(path, dpi=100, metadata={"Software": None})
        plt.close(fig)


def draw_panel(ax: Axes, panel: list[dict]) -> None:
    """Draw ours and theirs, and the ratio at the largest size."""
    n_samples = [row["n_samples"] for row in panel]
    times = np.array([[row["ours_s"], row["theirs_s"]] for row in panel], dtype=float)
    ax.plot(n_samples, times[:, 0], "o-", color="C0", label="ours")
    ax.plot(n_samples, times[:, 1], "^--", color="C1", label="theirs")
    target = f" (target {panel[-1]['target']})" if panel[-1]["target"] else ""
    ax.annotate(f"ratio {panel[-1]['ratio']}{target}", (1, 0.03), xycoords="axes fraction", ha="right")
    ax.set(xscale="log", yscale="log")
    ax.set_xticks(n_samples, [f"{n:,}" for n in n_samples])
    for axis in [ax.xaxis, ax.yaxis]:
        axis.set_minor_formatter(NullFormatter())
    ax.set_title(f"{panel[0]['estimator']}\nagainst {panel[0]['against']}", size=11)
    ax.margins(0.12, 0.3)
