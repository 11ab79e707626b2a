"""A small course, and a student's copy of it."""

from pathlib import Path

import pytest

from mlcourse.student.own_copy import update_folder
from tests.student.copies import publish


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return the course's notebooks, at their first version."""
    publish(tmp_path / "notebooks", "first", "00_start_here.ipynb")
    publish(tmp_path / "notebooks", "first")
    return tmp_path / "notebooks"


@pytest.fixture
def work(course: Path, tmp_path: Path) -> Path:
    """Return a student's folder, brought up to date once."""
    update_folder(course, tmp_path / "work")
    return tmp_path / "work"
