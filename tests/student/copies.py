"""Small courses and students' copies of them, for the tests of `mlcourse lab`."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from mlcourse.fingerprint import record_fingerprint

NAME = "03_gradient_descent.ipynb"
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "widgets": {"state": "the answer is 42"},
}


def publish(folder: Path, text: str, name: str = NAME) -> None:
    """Write an executed lesson into the course's notebooks."""
    folder.mkdir(exist_ok=True)
    outputs = [new_output("stream", text="the answer is 42\n")]
    cells = [
        new_markdown_cell(text, id="a-lesson-1"),
        new_code_cell(f"print(42)  # {name}", id="a-lesson-2", outputs=outputs, execution_count=1),
    ]
    notebook = new_notebook(cells=cells, metadata=METADATA)
    record_fingerprint(notebook)
    nbformat.write(notebook, folder / name)


def edit(path: Path, text: str = "my own notes") -> bytes:
    """Change a cell as a student would, and return what the file then holds."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source += text
    nbformat.write(notebook, path)
    return path.read_bytes()


def run(path: Path, blank_end: bool = False) -> None:
    """Store outputs as JupyterLab does, with the blank cell it adds after the last one."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].outputs = [new_output("stream", text="42\n")]
    notebook.cells[1].execution_count = 7
    if blank_end:
        notebook.cells.append(new_code_cell(""))
    nbformat.write(notebook, path)


def title(path: Path) -> str:
    """Return the first cell's source."""
    return nbformat.read(path, as_version=4).cells[0].source


def shown(folder: Path) -> list[str]:
    """Return the names that JupyterLab lists."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return each file's time of change and contents."""
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}
