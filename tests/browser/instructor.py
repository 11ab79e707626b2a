"""An instructor who publishes a class's notebooks with git."""

import subprocess
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from mlcourse.authoring.release.release import release
from tests.lesson_code import LESSONS


class Instructor:
    """A class's repository, and the folder that it is published from."""

    def __init__(self, folder: Path) -> None:
        self.repository, self.folder = folder / "class", folder / "mine"
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", self.repository)
        git(folder, "clone", "--quiet", self.repository, self.folder)
        git(self.folder, "checkout", "--quiet", "-B", "main")

    def add(self, *names: str) -> None:
        """Release lessons for students into the folder."""
        for name in names:
            path = LESSONS[name].path
            list(release("student", [path], path.parents[1] / "notebooks", self.folder))

    def edit(self, notebook: str, text: str, new: str) -> None:
        """Replace a text in the one cell of a notebook that holds it."""
        path = self.folder / notebook
        page = nbformat.read(path, as_version=4)
        (cell,) = [cell for cell in page.cells if text in cell.source]
        cell.source = cell.source.replace(text, new)
        nbformat.write(page, path)

    def publish(self, message: str) -> None:
        """Commit all, and push."""
        git(self.folder, "add", "--all")
        who = ["-c", "user.name=Instructor", "-c", "user.email=instructor@example.org"]
        git(self.folder, *who, "commit", "--quiet", "--message", message)
        git(self.folder, "push", "--quiet", "origin", "main")


def git(folder: Path, *arguments: Any) -> str:
    """Run git in a folder; return what it says."""
    command = ["git", "-C", folder, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def sources(path: Path) -> list[str]:
    """Return the sources of a notebook's cells."""
    page: NotebookNode = nbformat.read(path, as_version=4)
    return [cell.source for cell in page.cells]
