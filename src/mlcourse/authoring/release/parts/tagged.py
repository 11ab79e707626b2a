"""What all versions share: cells go by their tags, and links lead to the same version of the other lessons."""

import re

from nbconvert.preprocessors import TagRemovePreprocessor
from nbformat import NotebookNode

LINK = re.compile(r"(?<=\]\()(\d\d_\w+)\.ipynb\b")


def without(notebook: NotebookNode, *tags: str) -> NotebookNode:
    """Return a notebook without the cells that have one of some tags."""
    return TagRemovePreprocessor(remove_cell_tags=set(tags)).preprocess(notebook, {})[0]


def link(notebook: NotebookNode, name: str) -> NotebookNode:
    """Let the links to other lessons lead to files named like this one, such as `{name}.live.ipynb`."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(lambda found: name.format(name=found[1]), cell.source)
    return notebook
