"""Runs inside Pyodide: executes the code of notebooks cell by cell, and returns what each printed and showed."""

import json
import traceback
from pathlib import Path

import matplotlib as mpl

mpl.use("agg")

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output


def run_notebook(text: str, environment: dict | None = None) -> str:
    """Execute a notebook given as JSON in a fresh namespace; return, as JSON, a list with one entry a cell of code."""
    import matplotlib.pyplot as plt

    shell = InteractiveShell.instance()
    shell.reset(new_session=True)
    seen = []
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] != "code":
            continue
        with capture_output() as came:
            result = shell.run_cell("".join(cell["source"]), store_history=True)
        error = result.error_before_exec or result.error_in_exec
        shown = [str(output.data.get("text/plain", "")) for output in came.outputs]
        raised = "".join(traceback.format_exception(error)) if error else ""
        seen.append({"id": cell["id"], "printed": came.stdout, "warned": came.stderr, "shown": shown, "raised": raised})
    plt.close("all")
    return json.dumps(seen)


def heap_of(text: str) -> int:
    """Unused."""
    return len(text) + Path().stat().st_size
