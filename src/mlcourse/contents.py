"""What the course holds: its lessons, and the exercises of each, as its built notebooks have them."""

import json
import re
from pathlib import Path
from typing import NamedTuple

from mlcourse.kept import cells
from mlcourse.resources import complaint, resource_folder, restore_command

CHECK = re.compile(r"\bcheck\.(\w+)\(")


class Contents(NamedTuple):
    """A lesson: its title with the number, and the names of its exercises' answers, in order."""

    title: str
    exercises: tuple[str, ...]


def course_contents(folder: Path | None = None) -> dict[str, Contents]:
    """Return the lessons in order, by their names, such as `cost_model`.

    Parameters
    ----------
    folder : Path, optional
        Where the course's notebooks lie, if not in their own place.

    Raises
    ------
    ValueError
        If a notebook is missing or damaged.
    """
    folder = folder or resource_folder("notebooks")
    found = {path.stem[3:]: contents_of(path) for path in sorted(folder.glob("[0-9][0-9]_*.ipynb"))}
    if not found:
        raise ValueError(f"no notebooks in {folder}, restore them with: {restore_command(folder)}")
    return found


def contents_of(path: Path) -> Contents:
    """Return what one of the course's notebooks holds."""
    try:
        found = cells(json.loads(path.read_bytes()))
        checks = [text(cell) for cell in found if "check" in cell["metadata"].get("tags", [])]
        title = text(found[0]).partition("\n")[0].removeprefix("# ")
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} {complaint(path, error)}") from error
    return Contents(title, tuple(CHECK.search(source)[1] for source in checks))


def text(cell: dict) -> str:
    """Return a cell's source, which a file has as one string or as lines."""
    source = cell.get("source", "")
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))
