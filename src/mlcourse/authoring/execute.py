"""Execute a notebook, and leave nothing in it that depends on the machine or the hour."""

import os
import re
from pathlib import Path
from typing import Any
from unittest import mock

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from traitlets.config import Config

from mlcourse.authoring.notebook import KERNEL

WIDGET = "application/vnd.jupyter.widget-view+json"
WIDGET_TEXT = "A slider: run this cell in JupyterLab to move it."
ONE_THREAD = {"OMP_NUM_THREADS": "1"}  # as the tests run: sums come out the same to the last digit


class QuietClient(NotebookClient):
    """Leaves widgets alone: what a slider draws is an output like any other, to be dropped afterwards."""

    def handle_comm_msg(self, *_: Any) -> None:
        """Ignore a message between a widget and its view: nobody moves a slider here."""


class CellRaised(Exception):
    """A cell raised; says which cell, at which of its lines, and what."""

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
        If a cell raises.
    """
    client = QuietClient(
        notebook,
        timeout=600,
        coalesce_streams=True,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        config=Config(KernelManager={"transport_encryption": "auto"}),
    )
    with mock.patch.dict(os.environ, ONE_THREAD):
        try:
            client.execute()
        except CellExecutionError as error:
            raise find_error(notebook, error) from None
    normalize(notebook)


def find_error(notebook: NotebookNode, error: CellExecutionError) -> CellRaised:
    """Return the error with the number of the cell that raised it and the line in that cell."""
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(output.traceback))
                line = re.search(r"Cell In\[\d+\], line (\d+)", text)
                return CellRaised(index, int(line[1]) if line else 1, f"{output.ename}: {output.evalue}")
    return CellRaised(0, 1, str(error))


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
