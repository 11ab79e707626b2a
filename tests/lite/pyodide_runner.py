"""Runs inside Pyodide, under Node: executes notebooks cell by cell, and says what each printed and showed."""

import json
import traceback

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output


def run_notebook(text: str) -> str:
    """Execute a notebook, given as JSON, in an empty namespace; return a list, as JSON, of what each cell of code did.

    Sliders and figures are drawn as in a student's own kernel.
    """
    shell = InteractiveShell.instance()
    shell.reset(new_session=True)
    seen = []
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] != "code":
            continue
        with capture_output() as came:
            result = shell.run_cell("".join(cell["source"]), store_history=True)
        error = result.error_before_exec or result.error_in_exec
        seen.append(
            {
                "id": cell["id"],
                "printed": came.stdout,
                "warned": came.stderr,
                "shown": [str(output.data.get("text/plain", "")) for output in came.outputs],
                "raised": "".join(traceback.format_exception(error)) if error else "",
            }
        )
    import matplotlib.pyplot as plt

    plt.close("all")
    return json.dumps(seen)
