"""Execute a notebook, and leave nothing in it that depends on the machine or the time."""

import os
import re
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from traitlets.config import Config

from mlcourse.authoring.layout import KERNEL

WIDGET = "application/vnd.jupyter.widget-view+json"
WIDGET_TEXT = "A slider: run this cell in JupyterLab to move it."
UNSTABLE = {
    "a path": r"(?<![\w.])/(home|root|tmp|usr|var|Users)/|\b[A-Z]:\\Users|ipykernel_\d",
    "an address": r"\b0x[0-9a-f]{6,}",
    "a time": r"CPU times|Wall time|per loop|\bit/s\b|\d+ ?(ms|µs)\b|\b\d\d:\d\d:\d\d\b",
    "a warning": r"Warning\b",
}
SECONDS = 1800  # for one cell: a training of two minutes, on a machine that does fifteen things at once
AS_TESTED = {
    "OMP_NUM_THREADS": "1",  # sums come out the same to the last digit
    "MLCOURSE_STORED_FIGURES": "frames",  # pictures, and not HTML with pictures in it; frames of what moves
    "TQDM_DISABLE": "1",  # a progress bar is for who waits, not for what is stored
}


class QuietClient(NotebookClient):
    """Leaves widgets alone: what a slider draws is an output like any other, to be dropped afterwards."""

    def handle_comm_msg(self, *_: Any) -> None:
        """Ignore a message between a widget and its view: nobody moves a slider here."""


class CellRaised(Exception):
    """A cell raised, or left what it must not; says which cell, at which of its lines (0 for all), and what."""

    def __init__(self, index: int, line: int, says: str) -> None:
        super().__init__(says)
        self.index = index
        self.line = line


def execute(notebook: NotebookNode, folder: Path) -> None:
    """Execute all cells in place, in a new kernel, and normalize what they leave.

    Parameters
    ----------
    notebook : NotebookNode
        Gets outputs and execution counts.
    folder : Path
        Where the kernel runs.

    Raises
    ------
    CellRaised
        If a cell raises, takes too long, ends the kernel, or leaves what is `unstable`.
    """
    started: list[int] = []
    client = QuietClient(
        notebook,
        timeout=SECONDS,
        coalesce_streams=True,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        config=Config(KernelManager={"transport_encryption": "auto"}),
        on_cell_start=lambda cell, cell_index: started.append(cell_index),
    )
    try:
        client.execute(env=os.environ | AS_TESTED)
    except CellExecutionError as error:
        says = f"{error.ename}: {error.evalue}".splitlines()[0].rstrip(": ")
        raise CellRaised(started[-1], raising_line(notebook.cells[started[-1]], error), says) from None
    except CellTimeoutError:
        raise CellRaised(started[-1], 0, f"this cell took longer than {SECONDS} s") from None
    except DeadKernelError:
        raise CellRaised(started[-1], 0, "the kernel died while it executed this cell") from None
    normalize(notebook)
    refuse_unstable(notebook)


def raising_line(cell: NotebookNode, error: CellExecutionError) -> int:
    """Return which line of a cell raised, or called what raised, as the traceback has it."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", error.traceback)
    lines = re.findall(rf"Cell In\[{cell.execution_count}\], line (\d+)$", plain, re.MULTILINE)
    blank = re.match(r"(\s*\n)?", cell.source)[0].count("\n")  # IPython does not count blank lines at the top
    return blank + int(lines[-1]) if lines else 0


def normalize(notebook: NotebookNode) -> None:
    """Take out what differs from machine to machine and from run to run."""
    mlcourse = notebook.metadata.mlcourse
    notebook.metadata = NotebookNode(kernelspec=dict(KERNEL), language_info={"name": "python"}, mlcourse=mlcourse)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if any(WIDGET in output.get("data", {}) for output in cell.get("outputs", [])):
            cell.outputs = [output for output in cell.outputs if WIDGET in output.get("data", {})]
            for output in cell.outputs:  # with an empty model id, JupyterLab shows nothing until the cell is run
                output.data[WIDGET]["model_id"] = ""
                output.data["text/plain"] = WIDGET_TEXT


def refuse_unstable(notebook: NotebookNode) -> None:
    """Refuse what cannot be taken out though it differs from machine to machine or from run to run."""
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if says := unstable(output, cell.metadata.get("tags", [])):
                raise CellRaised(index, 0, says)


def unstable(output: NotebookNode, tags: list[str]) -> str | None:
    """Say what an output must not hold, if it does; with the tag `nbval-ignore-output`, it may hold times."""
    texts = [text for kind, text in output.get("data", {}).items() if kind.startswith("text/")]
    text = "\n".join([output.get("text", ""), *texts])
    if output.get("name") == "stderr":
        first = re.sub(r"^\S+\.py:\d+: ", "", text.partition("\n")[0])
        return f"this cell warns, or writes to stderr: {first!r}"
    for what, pattern in UNSTABLE.items():
        found = re.search(pattern, text)
        if found and not (what == "a time" and "nbval-ignore-output" in tags):
            return f"this cell shows {what}, {found[0]!r}: show nothing that can change from run to run"
    return None
