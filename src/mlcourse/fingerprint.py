"""Tell whether a notebook's cells are still as the builder wrote them."""

import hashlib
import json

from nbformat import NotebookNode


def fingerprint(notebook: NotebookNode) -> str:
    """Return a hash of the cells' sources, types, ids and tags; outputs do not count.

    Nor do blank code cells at the end: JupyterLab adds one when the last cell is run with Shift+Enter.

    Parameters
    ----------
    notebook : NotebookNode
        A notebook of format 4.5.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    cells = [
        [cell.get("id"), cell.cell_type, cell.source, sorted(cell.metadata.get("tags", []))] for cell in notebook.cells
    ]
    while cells and cells[-1][1] == "code" and not cells[-1][2].strip():
        cells.pop()
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def record_fingerprint(notebook: NotebookNode) -> None:
    """Write the notebook's fingerprint into its own metadata."""
    notebook.metadata.setdefault("mlcourse", {})["fingerprint"] = fingerprint(notebook)


def recorded_fingerprint(notebook: NotebookNode) -> str | None:
    """Return the fingerprint that the builder wrote, or None where it wrote none."""
    return notebook.metadata.get("mlcourse", {}).get("fingerprint")


def is_release(notebook: NotebookNode) -> bool:
    """Tell whether `mlcourse release` wrote the notebook, as a version of a lesson."""
    return "release" in notebook.metadata.get("mlcourse", {})


def is_as_built(notebook: NotebookNode) -> bool:
    """Tell whether no cell was added, removed or edited since the notebook was built."""
    return recorded_fingerprint(notebook) == fingerprint(notebook)
