"""Keep predictions safe in a copy: what would answer them before their cell has run is folded away, or left out."""

from nbformat import NotebookNode

DETAILS = "<details>\n<summary><b>{title}</b></summary>\n\n{text}\n\n</details>"
AFTER = "Read on when you have run it"


def fold(notebook: NotebookNode) -> NotebookNode:
    """Leave out assertions, fold what reads a result under one line to click, and the code of `given` cells.

    The first cell of code stays open: it names what the student may use.

    Parameters
    ----------
    notebook : NotebookNode
        A lesson as it is laid out. Changed in place.

    Returns
    -------
    NotebookNode
        The same notebook.
    """
    notebook.cells = [cell for cell in notebook.cells if "assert" not in tags(cell)]
    first = next((cell for cell in notebook.cells if cell.cell_type == "code"), None)
    for cell in notebook.cells:
        if "after" in tags(cell):
            cell.source = DETAILS.format(title=AFTER, text=cell.source)
        if "given" in tags(cell) and cell is not first:
            cell.metadata["jupyter"] = {"source_hidden": True}
    return notebook


def tags(cell: NotebookNode) -> set[str]:
    """Return the tags of a notebook's cell."""
    return set(cell.metadata.get("tags", []))
