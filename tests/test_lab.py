"""The student's own copy of the notebooks: nothing of theirs is lost, and JupyterLab opens on it."""

import errno
import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from filelock import FileLock
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from mlcourse import lab, resources, server
from mlcourse.authoring.signature import sign_notebook
from mlcourse.cli import main, summarize
from mlcourse.fingerprint import is_as_built, record_fingerprint
from mlcourse.lab import update_folder
from mlcourse.server import lab_arguments

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
    os.link(work / NAME, work / lab.DRAFT)  # killed between giving the new name and taking the old
    mine = edit(work / NAME)
    publish(course, "second")
    update_folder(course, work)
    assert (work / NAME).read_bytes() == mine


UPDATE = """
import pathlib, sys
from mlcourse.lab import update_folder
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


def start(course: Path, monkeypatch: pytest.MonkeyPatch, *options: str):
    """Run `mlcourse lab` in this process, on another course and without JupyterLab."""
    monkeypatch.setattr(resources, "resource_folder", lambda name: course)
    monkeypatch.setattr(server, "open_lab", lambda *args: print("opened", *args))
    return CliRunner().invoke(main, ["lab", *options])


def test_the_command_updates_and_opens(course, tmp_path, monkeypatch):
    result = start(course, monkeypatch, "--folder", str(tmp_path / "work"), "--no-browser", "--", "--port=1")
    assert result.exit_code == 0
    assert result.output.startswith("added 00_start_here.ipynb")
    assert f"opened {tmp_path / 'work'} False ('--port=1',)" in result.output


def test_the_command_says_nothing_of_what_is_up_to_date(course, work, monkeypatch):
    result = start(course, monkeypatch, "--folder", str(work))
    assert result.output.splitlines()[0] == f"JupyterLab opens on {work}; Ctrl+C here stops it."


def assert_one_sentence(result, *words: str) -> None:
    """Check that the command failed with one sentence on stderr that holds `words`."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1 and result.stderr.startswith("Error: ")
    assert all(word in result.stderr for word in words)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_gets_one_sentence(course, work, monkeypatch):
    work.chmod(0o555)
    result = start(course, monkeypatch, "--folder", str(work))
    work.chmod(0o755)
    assert_one_sentence(result, "cannot write to", str(work), "--folder")


def test_a_name_that_only_the_file_system_knows_is_not_written_over(course, work, monkeypatch):
    """On macOS 03_GRADIENT_DESCENT.ipynb is 03_gradient_descent.ipynb, though their paths differ."""
    mine = edit(work / NAME)
    publish(course, "second")
    others = [work / "00_start_here.ipynb", work / NAME.upper()]
    monkeypatch.setattr(Path, "iterdir", lambda folder: iter(others))
    update_folder(course, work)
    assert (work / NAME).read_bytes() == mine


@pytest.mark.parametrize("refused", ["access", "write"])
def test_a_refused_write_gets_one_sentence(course, work, monkeypatch, refused):
    def refuse(notebook, path):
        raise PermissionError(13, "Permission denied", str(path))

    publish(course, "second")
    if refused == "access":
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    else:
        monkeypatch.setattr(nbformat, "write", refuse)
    result = start(course, monkeypatch, "--folder", str(work))
    assert_one_sentence(result, "cannot write to", str(work), "Permission denied", "--folder")
    assert title(work / NAME) == "first"


def test_a_file_in_the_folders_place_gets_one_sentence(course, tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("mine")
    assert_one_sentence(start(course, monkeypatch, "--folder", str(tmp_path / "taken")), "taken")


def test_a_folder_that_is_being_updated_gets_one_sentence(course, work, monkeypatch):
    monkeypatch.setattr(lab, "PATIENCE", 0.1)
    with FileLock(work / lab.LOCK):
        result = start(course, monkeypatch, "--folder", str(work))
    assert_one_sentence(result, "another `mlcourse lab` is still updating", str(work), "try again")
    assert start(course, monkeypatch, "--folder", str(work)).exit_code == 0


def test_missing_and_damaged_lessons_get_one_sentence(tmp_path, monkeypatch):
    empty = resources.PACKAGE.parents[1] / "no such notebooks"
    result = start(empty, monkeypatch, "--folder", str(tmp_path / "work"))
    assert_one_sentence(result, "no notebooks in", resources.restore_command(empty))
    monkeypatch.setattr(lab, "restore_command", lambda path: f"git restore {path.name}")
    publish(tmp_path / "notebooks", "first")
    (tmp_path / "notebooks" / NAME).write_text("{")
    result = start(tmp_path / "notebooks", monkeypatch, "--folder", str(tmp_path / "work"))
    assert_one_sentence(result, f"git restore {NAME}", "damaged")


def test_the_courses_own_folder_is_refused(course, monkeypatch):
    assert_one_sentence(start(course, monkeypatch, "--folder", str(course)), "--folder")


def test_an_empty_name_is_not_the_current_folder(course, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert_one_sentence(start(course, monkeypatch, "--folder", ""), "--folder got an empty name")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notebooks"]


def test_the_default_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lab, "is_installed", lambda: False)
    assert lab.default_folder() == resources.PACKAGE.parents[1] / "work"
    monkeypatch.setattr(lab, "is_installed", lambda: True)
    assert lab.default_folder() == tmp_path / "mlcourse-work"


def test_the_arguments_of_jupyterlab(tmp_path):
    arguments = lab_arguments(tmp_path, browser=False, extra=("--port=1",))
    assert "--ServerApp.ip=127.0.0.1" in arguments
    assert f"--ServerApp.root_dir={tmp_path.resolve()}" in arguments
    assert "--LabApp.default_url=/lab/tree/00_start_here.ipynb" in arguments
    assert arguments[-2:] == ["--no-browser", "--port=1"]
    assert "--no-browser" not in lab_arguments(tmp_path, browser=True)
    assert not any("token" in a or "password" in a for a in arguments)


def command(course: Path, work: Path, *options: str) -> list[str]:
    """Return a command line that runs `mlcourse lab` on another course, without a browser."""
    code = (
        "import pathlib, mlcourse.resources as r, mlcourse.cli\n"
        f"r.resource_folder = lambda name: pathlib.Path({str(course)!r})\n"
        "mlcourse.cli.main()"
    )
    own = ["lab", f"--folder={work}", "--no-browser", "--", "--allow-root"]
    return [sys.executable, "-c", code, *own, *options]


@pytest.mark.parametrize(
    "option, exit_status, sentence",
    [
        ("--IdentityProvider.token=", 2, "JupyterLab needs its token"),
        ("--ip=0.0.0.0", 1, "ip only accepts one value"),  # Jupyter's own refusal
    ],
)
def test_the_token_and_the_address_stay(course, work, option, exit_status, sentence):
    result = subprocess.run(command(course, work, option), capture_output=True, text=True, timeout=19)
    assert result.returncode == exit_status
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def status(url: str) -> int:
    """Return the HTTP status of a GET, or 0 where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def wait_for_address(process: subprocess.Popen, output: Path, seconds: float = 18) -> tuple[str, str]:
    """Return the address and the token that a starting JupyterLab prints, once it answers."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"(http://127\.0\.0\.1:\d+)(/\S+)\?token=(\w+)", output.read_text())
        if found and status(f"{found[1]}/api?token={found[3]}") == 200:
            assert found[2] == "/lab/tree/00_start_here.ipynb"
            return found[1], found[3]
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not answer in {seconds} s:\n{output.read_text()}")


def test_jupyterlab_opens_on_the_folder_behind_a_token(course, tmp_path):
    """Start the real one, with a user's configuration that would open it to the network."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "jupyter_server_config.json").write_text('{"ServerApp": {"ip": "0.0.0.0"}}')
    environment = os.environ | {"JUPYTER_CONFIG_DIR": str(tmp_path / "config")}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    output = tmp_path / "output.txt"
    with output.open("w") as stream:
        process = subprocess.Popen(
            command(course, tmp_path / "work", f"--port={port}"),
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=environment,
        )
    try:
        address, token = wait_for_address(process, output)
        assert address == f"http://127.0.0.1:{port}"
        assert status(f"{address}/api/contents") == 403
        assert status(f"{address}/api/contents/{NAME}?token={token}") == 200
        settings = f"{address}/lab/api/settings/@jupyterlab/apputils-extension:notification?token={token}"
        with urllib.request.urlopen(settings, timeout=5) as response:
            assert '"default": "false"' in response.read().decode()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)
