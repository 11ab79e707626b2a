"""Read a class's notebooks, and write the page and the table."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mlcourse.classroom.page import MARK, to_page
from mlcourse.classroom.pile import Found, PileError, find
from mlcourse.classroom.reading import read_all
from mlcourse.classroom.table import COLUMNS, to_csv
from mlcourse.classroom.tally import Tally, tally
from mlcourse.contents import course_contents

PAGE, TABLE = "class.html", "class.csv"


def report(piles: Sequence[Path], folder: Path, names: bool = False) -> Tally:
    """Write what a class misunderstood into `folder`; the piles are only read.

    Parameters
    ----------
    piles : sequence of Path
        Folders and zip files.
    folder : Path
        Where the page and the table go; made where it is missing. Those of an earlier run are replaced.
    names : bool, default=False
        Whether students are named.

    Returns
    -------
    Tally
        The class, added up.

    Raises
    ------
    PileError
        If a pile is not there or cannot be read at all, or if something else lies where the page or the table goes.
    ValueError
        If a notebook of the course is damaged.
    OSError
        If `folder` cannot be written to.
    """
    refuse(piles, folder)
    course = course_contents()
    found: dict[Path, Found] = {}
    for pile in piles:
        for one in find(pile):
            found.setdefault(one.pile.resolve() / one.name, one)  # of a pile in a pile, each once, as the first has it
    result = tally(read_all(found.values()), course)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / PAGE, to_page(result, course, names, date.today()), "utf-8")
    write(folder / TABLE, to_csv(result, course), "utf-8-sig")  # without the mark, Excel takes it for something else
    return result


def refuse(piles: Sequence[Path], folder: Path) -> None:
    """Refuse to write among the students' files, or over what is not ours."""
    for pile in piles:
        if folder.resolve().is_relative_to(pile.resolve()):
            raise PileError(f"--to {folder} lies in {pile}, which is only read: give a folder elsewhere")
    for name, begins in ((PAGE, f'content="{MARK}"'), (TABLE, ",".join(COLUMNS))):
        path = folder / name
        if path.exists() and not (path.is_file() and begins in path.read_text("utf-8", errors="replace")[:1000]):
            raise PileError(f"{path} is there, and `mlcourse class` did not write it: give another folder with --to")


def write(path: Path, text: str, encoding: str) -> None:
    """Write a file whole: a disk that is full leaves the earlier one."""
    draft = path.with_name(f".{path.name}.draft")
    draft.write_bytes(text.encode(encoding, "replace"))  # a name on a disk may have bytes that are no text
    draft.replace(path)
