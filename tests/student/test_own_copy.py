"""The student's own copy of the notebooks: nothing of theirs is lost, and JupyterLab opens on it."""

import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.cli import summarize
from mlcourse.fingerprint import is_as_built
from mlcourse.student import own_copy
from mlcourse.student.own_copy import update_folder
from tests.student.copies import NAME, edit, publish, run, shown, state, title


def test_missing_lessons_are_added(course, tmp_path):
    changes = update_folder(course, tmp_path / "new" / "work")
    assert [change.action for change in changes] == ["added", "added"]
    assert summarize(changes) == [f"added 00_start_here.ipynb, {NAME}"]


def test_many_added_lessons_are_counted(course, tmp_path):
    for number in range(4, 8):
        publish(course, "first", f"0{number}_more.ipynb")
    assert summarize(update_folder(course, tmp_path / "work")) == ["added 6 lessons"]


def test_the_copy_gives_no_prediction_away(work):
    text = (work / NAME).read_text()
    notebook = nbformat.reads(text, as_version=4)
    assert "the answer is 42" not in text
    assert notebook.cells[1].outputs == [] and notebook.cells[1].execution_count is None
    assert is_as_built(notebook)


def test_an_up_to_date_folder_is_not_written_to(course, work):
    run(work / NAME)
    before = state(work)
    assert update_folder(course, work) == []
    assert state(work) == before


@pytest.mark.parametrize("blank_end", [False, True])
def test_a_lesson_only_run_is_updated_in_place(course, work, blank_end):
    run(work / NAME, blank_end)
    publish(course, "second")
    assert summarize(update_folder(course, work)) == [f"updated {NAME}"]
    assert title(work / NAME) == "second"
    assert len(shown(work)) == 2


def test_a_changed_lesson_stays_while_the_course_does(course, work):
    edit(work / NAME)
    before = state(work)
    assert update_folder(course, work) == []
    assert state(work) == before


def test_a_changed_lesson_is_never_overwritten(course, work):
    mine = edit(work / NAME)
    publish(course, "second")
    said = summarize(update_folder(course, work))
    assert said == [f"{NAME} has your changes and stays; the newer one is 03_gradient_descent.new.ipynb"]
    assert (work / NAME).read_bytes() == mine
    assert title(work / "03_gradient_descent.new.ipynb") == "second"


@pytest.mark.parametrize("name", ["03_gradient_descent.new.ipynb", "under another name.ipynb"])
def test_the_newer_one_is_put_beside_only_once(course, work, name):
    edit(work / NAME)
    publish(course, "second")
    update_folder(course, work)
    (work / "03_gradient_descent.new.ipynb").rename(work / name)
    edit(work / name)
    before = state(work)
    assert update_folder(course, work) == []
    assert state(work) == before


def test_a_still_newer_one_replaces_the_untouched_one_beside(course, work):
    mine = edit(work / NAME)
    for version in ("second", "third"):
        publish(course, version)
        update_folder(course, work)
    assert (work / NAME).read_bytes() == mine
    assert title(work / "03_gradient_descent.new.ipynb") == "third"
    assert len(shown(work)) == 3


def test_a_still_newer_one_takes_the_next_free_name(course, work):
    mine = edit(work / NAME)
    publish(course, "second")
    update_folder(course, work)
    second = edit(work / "03_gradient_descent.new.ipynb")
    publish(course, "third")
    update_folder(course, work)
    assert (work / NAME).read_bytes() == mine
    assert (work / "03_gradient_descent.new.ipynb").read_bytes() == second
    assert title(work / "03_gradient_descent.new2.ipynb") == "third"


def test_a_deleted_lesson_comes_back_fresh(course, work):
    edit(work / NAME)
    (work / NAME).unlink()
    assert [change.action for change in update_folder(course, work)] == ["added"]
    assert title(work / NAME) == "first"


def test_a_renamed_lesson_is_left_alone(course, work):
    mine = edit(work / NAME)
    (work / NAME).rename(work / "mine.ipynb")
    update_folder(course, work)
    assert title(work / NAME) == "first"
    assert (work / "mine.ipynb").read_bytes() == mine


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"{}", b"\xff", b'{"nbformat": 4, "cells": [{}]}'])
def test_a_broken_notebook_counts_as_changed(course, work, broken):
    (work / NAME).write_bytes(broken)
    changes = update_folder(course, work)
    assert [change.path.name for change in changes] == ["03_gradient_descent.new.ipynb"]
    assert update_folder(course, work) == []
    assert (work / NAME).read_bytes() == broken


def test_the_students_own_files_are_never_touched(course, work):
    (work / "diary.txt").write_text("mine")
    publish(work, "a notebook of my own", "my idea.ipynb")
    before = state(work)
    update_folder(course, work)
    assert state(work) == before


@pytest.mark.parametrize("answer", [lambda path: None, run, edit], ids=["untouched", "run", "answered"])
def test_an_instructors_version_is_not_exchanged_for_ours(course, tmp_path, answer):
    """Ours shows the solutions, folded away; a class that has none of them keeps it so."""
    mine = tmp_path / "class" / NAME
    publish(mine.parent, "without solutions")
    mine.write_text(sign_notebook(nbformat.read(mine, as_version=4), "student"))
    answer(mine)
    before = mine.read_bytes()
    assert summarize(update_folder(course, mine.parent)) == ["added 00_start_here.ipynb"]
    assert mine.read_bytes() == before
    assert shown(mine.parent) == ["00_start_here.ipynb", NAME]


def half_write(notebook, path):
    """Begin to write a notebook, and be killed."""
    path.write_text('{"cells": [')
    raise KeyboardInterrupt


def killed(*args):
    """Be killed."""
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    "owner, name, kill",
    [(nbformat, "write", half_write), (Path, "rename", killed), (os, "link", killed)],
    ids=["write", "rename", "link"],
)
def test_an_interrupted_copy_leaves_no_half_written_notebook(course, work, monkeypatch, owner, name, kill):
    publish(course, "second")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(owner, name, kill)
        update_folder(course, work)
    assert all(title(work / name) in ("first", "second") for name in shown(work))

    (work / "00_start_here.ipynb").unlink()
    update_folder(course, work)
    assert title(work / NAME) == "second"
    assert shown(work) == ["00_start_here.ipynb", NAME]


def lesson_of_mine(work: Path, text: str) -> bytes:
    """Return what the student is about to save."""
    delivered = (work / NAME).read_bytes()
    mine = edit(work / NAME, text)
    (work / NAME).write_bytes(delivered)
    return mine


def just_before(patch: pytest.MonkeyPatch, owner: object, name: str, act: Callable[[], object]) -> None:
    """Let `act` happen right before the first call of a function."""
    function = getattr(owner, name)

    def act_first(*args):
        patch.setattr(owner, name, function)
        act()
        return function(*args)

    patch.setattr(owner, name, act_first)


def no_hard_links(file, name):
    """Refuse as an exFAT stick does."""
    raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))


class Full(io.FileIO):
    """A file on a full disk."""

    def write(self, content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_without_hard_links_leaves_no_stump(course, tmp_path, monkeypatch):
    def refuse(*paths):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    whole = Path.open
    monkeypatch.setattr(os, "link", no_hard_links)
    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space left"):
        patch.setattr(Path, "open", lambda path, mode="r", **how: (Full if mode == "xb" else whole)(path, mode, **how))
        patch.setattr(Path, "replace", refuse)
        update_folder(course, tmp_path / "work")
    assert shown(tmp_path / "work") == []
    assert [change.action for change in update_folder(course, tmp_path / "work")] == ["added", "added"]
    assert title(tmp_path / "work" / NAME) == "first"


@pytest.mark.parametrize("hard_links", [True, False])
@pytest.mark.parametrize("owner, name", [(Path, "rename"), (os, "link")], ids=["before the move", "after the move"])
def test_a_save_during_the_update_stays(course, work, monkeypatch, owner, name, hard_links):
    mine = lesson_of_mine(work, "saved just now")
    publish(course, "second")
    if not hard_links:
        monkeypatch.setattr(os, "link", no_hard_links)
    just_before(monkeypatch, owner, name, lambda: (work / NAME).write_bytes(mine))
    said = summarize(update_folder(course, work))
    assert said == [f"{NAME} has your changes and stays; the newer one is 03_gradient_descent.new.ipynb"]
    assert (work / NAME).read_bytes() == mine
    assert title(work / "03_gradient_descent.new.ipynb") == "second"
    assert len(shown(work)) == 3
    assert update_folder(course, work) == []


def test_a_save_before_and_one_after_the_move_both_stay(course, work, monkeypatch):
    earlier, later = lesson_of_mine(work, "earlier"), lesson_of_mine(work, "later")
    publish(course, "second")
    just_before(monkeypatch, Path, "rename", lambda: (work / NAME).write_bytes(earlier))
    just_before(monkeypatch, os, "link", lambda: (work / NAME).write_bytes(later))
    update_folder(course, work)
    assert (work / NAME).read_bytes() == later
    assert (work / "03_gradient_descent.new.ipynb").read_bytes() == earlier
    assert title(work / "03_gradient_descent.new2.ipynb") == "second"


def test_a_save_during_the_adding_of_a_lesson_stays(course, work, monkeypatch):
    mine = lesson_of_mine(work, "saved just now")
    (work / NAME).unlink()
    just_before(monkeypatch, os, "link", lambda: (work / NAME).write_bytes(mine))
    update_folder(course, work)
    assert (work / NAME).read_bytes() == mine
    assert title(work / "03_gradient_descent.new.ipynb") == "first"


@pytest.mark.skipif(os.name == "nt", reason="Windows moves no open file")
@pytest.mark.parametrize("mode, place", [("wb", NAME), ("r+b", "03_gradient_descent.new.ipynb")])
def test_a_save_under_way_stays(course, work, monkeypatch, mode, place):
    """JupyterLab opens a notebook with "w", which empties it; a program that does not is noticed by the next run."""
    mine = lesson_of_mine(work, "saved just now")
    publish(course, "second")
    streams = []
    just_before(monkeypatch, Path, "rename", lambda: streams.append((work / NAME).open(mode)))
    update_folder(course, work)
    with streams[0] as stream:
        stream.truncate()
        stream.write(mine)
    update_folder(course, work)
    assert (work / place).read_bytes() == mine
    assert "second" in [title(work / name) for name in shown(work)]


def test_a_changed_notebook_that_an_interrupted_run_moved_comes_back(course, work, monkeypatch):
    mine = lesson_of_mine(work, "saved just now")
    publish(course, "second")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        just_before(patch, Path, "rename", lambda: (work / NAME).write_bytes(mine))
        patch.setattr(os, "link", killed)
        update_folder(course, work)
    assert [change.action for change in update_folder(course, work)] == ["beside"]
    assert (work / NAME).read_bytes() == mine


def test_a_draft_that_an_interrupted_run_left_is_not_written_through(course, work):
    os.link(work / NAME, work / own_copy.DRAFT)  # killed between giving the new name and taking the old
    mine = edit(work / NAME)
    publish(course, "second")
    update_folder(course, work)
    assert (work / NAME).read_bytes() == mine


UPDATE = """
import pathlib, sys
from mlcourse.student.own_copy import update_folder
for line in sys.stdin:
    print(len(update_folder(pathlib.Path(sys.argv[1]), pathlib.Path(line.rstrip()))), flush=True)
"""


def ask_all(processes: list[subprocess.Popen], folder: Path) -> list[int]:
    """Let all processes update a folder at once, and return how many lessons each wrote."""
    for process in processes:
        process.stdin.write(f"{folder}\n")
        process.stdin.flush()
    return [int(process.stdout.readline()) for process in processes]


def test_two_at_once_do_not_disturb_each_other(course, tmp_path):
    for number in range(4, 8):
        publish(course, "first", f"0{number}_more.ipynb")
    command = [sys.executable, "-c", UPDATE, str(course)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as one, subprocess.Popen(command, **pipes) as other:
        ask_all([one, other], tmp_path / "old")
        for number in range(10):
            assert sorted(ask_all([one, other], tmp_path / f"new {number}")) == [0, 6]
            publish(course, f"version {number}")
            assert sorted(ask_all([one, other], tmp_path / "old")) == [0, 1]
        one.stdin.close()
        other.stdin.close()
    assert shown(tmp_path / "old") == shown(tmp_path / "new 9") == shown(course)
