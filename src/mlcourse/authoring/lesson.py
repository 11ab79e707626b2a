"""A lesson as it was read: its cells, and the error that names the file and the line of what is wrong in it."""

from dataclasses import dataclass
from pathlib import Path


class LessonError(Exception):
    """A lesson that cannot be built; the message names the file and the line."""

    def __init__(self, path: Path, line: int, says: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}:{line}: {says}")


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson's source.

    Attributes
    ----------
    kind : {"code", "markdown"}
        What the cell holds.
    source : str
        Its text; Markdown without the leading `# `.
    tags : frozenset of str
        What the builder should do with it.
    line : int
        Where the cell's marker stands in the lesson's file, counted from 1.
    """

    kind: str
    source: str
    tags: frozenset[str]
    line: int


@dataclass(frozen=True)
class Lesson:
    """A lesson: where it was read, and its cells."""

    path: Path
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """Return the lesson's name, such as `03_gradient_descent`."""
        return self.path.stem

    @property
    def slug(self) -> str:
        """Return the lesson's name without its number, such as `gradient_descent`: what modules are named after."""
        return self.name.partition("_")[2]
