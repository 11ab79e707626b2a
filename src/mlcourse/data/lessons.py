"""The course's lessons in order: the one list from which the map, the links and README's table are made."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from mlcourse import resources
from mlcourse.data.files import read


@dataclass(frozen=True)
class Entry:
    """A lesson in the list of all.

    Attributes
    ----------
    number : int
        Its place in the course, counted from 0.
    name : str
        What its modules are named after, such as `gradient_descent`.
    title : str
        What stands at its top, such as `Gradient descent`.
    label : str
        A short title for the map; a hyphen in it may end a line.
    part : str
        The part of the course that it belongs to.
    question : str
        What it answers.
    """

    number: int
    name: str
    title: str
    label: str
    part: str
    question: str

    @property
    def heading(self) -> str:
        """Return the lesson's heading, such as `03 · Gradient descent`."""
        return f"{self.number:02} · {self.title}"

    @property
    def file(self) -> str:
        """Return the name of its notebook, such as `03_gradient_descent.ipynb`."""
        return f"{self.number:02}_{self.name}.ipynb"


def load_lessons(folder: Path | None = None) -> list[Entry]:
    """Load the list of all lessons, in order.

    Parameters
    ----------
    folder : Path, optional
        Where `lessons.csv` lies; by default, in the course's data.

    Returns
    -------
    list of Entry
        What the file holds, with the numbers that the order gives.

    Raises
    ------
    FileNotFoundError
        If the file is missing.
    """
    text = read((folder or resources.resource_folder("data")) / "lessons.csv").decode("utf-8")
    return [Entry(number, **row) for number, row in enumerate(csv.DictReader(io.StringIO(text)))]
