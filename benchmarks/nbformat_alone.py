"""Read a folder's notebooks with nbformat and nothing else, in as many processes as there are processors.

What `class_size.py` compares with.
"""

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat


def n_cells(path: Path) -> int:
    """Read a notebook and return how many cells it has."""
    return len(nbformat.read(path, as_version=4).cells)


if __name__ == "__main__":
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as executor:
        print(sum(executor.map(n_cells, sorted(Path(sys.argv[1]).rglob("*.ipynb")), chunksize=25)))
