"""The course's lessons in order: the one list from which the map, the links and README's table are made."""

import csv
import io
from dataclasses import dataclass

from mlcourse.data.files import read_checked


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


def load_lessons() -> list[Entry]:
    """Load the list of all lessons, in order.

    Returns
    -------
    list of Entry
        What data/lessons.csv holds, with the numbers that the order gives.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing; if it is not as the course made it.
    """
    return parse_lessons(read_checked("lessons.csv").decode("utf-8"))


def parse_lessons(text: str) -> list[Entry]:
    """Return the lessons that a list names, with the numbers that their order gives."""
    return [Entry(number, **row) for number, row in enumerate(csv.DictReader(io.StringIO(text)))]
