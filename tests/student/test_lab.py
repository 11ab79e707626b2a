"""`mlcourse lab` as a student starts it: what it says, what it refuses, and that JupyterLab keeps its token."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from filelock import FileLock

from mlcourse import resources
from mlcourse.cli import main
from mlcourse.student import lab, own_copy
from mlcourse.student.lab import lab_arguments
from mlcourse.student.own_copy import update_folder
from tests.student.copies import NAME, edit, publish, title

SECONDS = 120  # for JupyterLab to start or to answer, on a busy machine


def start(course: Path, monkeypatch: pytest.MonkeyPatch, *options: str):
    """Run `mlcourse lab` in this process, on another course and without JupyterLab."""
    monkeypatch.setattr(resources, "resource_folder", lambda name: course)
    monkeypatch.setattr(lab, "open_lab", lambda *args: print("opened", *args))
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
    monkeypatch.setattr(own_copy, "PATIENCE", 0.1)
    with FileLock(work / own_copy.LOCK):
        result = start(course, monkeypatch, "--folder", str(work))
    assert_one_sentence(result, "another `mlcourse lab` is still updating", str(work), "try again")
    assert start(course, monkeypatch, "--folder", str(work)).exit_code == 0


def test_missing_and_damaged_lessons_get_one_sentence(tmp_path, monkeypatch):
    empty = resources.PACKAGE.parents[1] / "no such notebooks"
    result = start(empty, monkeypatch, "--folder", str(tmp_path / "work"))
    assert_one_sentence(result, "no notebooks in", resources.restore_command(empty))
    monkeypatch.setattr(resources, "restore_command", lambda path: f"git restore {path.name}")
    publish(tmp_path / "notebooks", "first")
    (tmp_path / "notebooks" / NAME).write_text("{")
    result = start(tmp_path / "notebooks", monkeypatch, "--folder", str(tmp_path / "work"))
    assert_one_sentence(result, f"git restore {NAME}", "damaged")


def test_a_lesson_of_the_course_that_may_not_be_read_is_not_called_damaged(course, tmp_path, monkeypatch):
    def refuse(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(own_copy.nbformat, "read", refuse)
    result = start(course, monkeypatch, "--folder", str(tmp_path / "work"))
    assert_one_sentence(result, "00_start_here.ipynb cannot be read (Permission denied): check its permissions")


def test_the_courses_own_folder_is_refused(course, monkeypatch):
    assert_one_sentence(start(course, monkeypatch, "--folder", str(course)), "--folder")


def test_an_empty_name_is_not_the_current_folder(course, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert_one_sentence(start(course, monkeypatch, "--folder", ""), "--folder is empty: name a folder")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notebooks"]


def test_the_default_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(own_copy, "is_installed", lambda: False)
    assert own_copy.default_folder() == resources.PACKAGE.parents[1] / "work"
    monkeypatch.setattr(own_copy, "is_installed", lambda: True)
    assert own_copy.default_folder() == tmp_path / "mlcourse-work"


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
    result = subprocess.run(command(course, work, option), capture_output=True, text=True, timeout=SECONDS)
    assert result.returncode == exit_status
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def status(url: str) -> int:
    """Return the HTTP status of a GET, or 0 where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def wait_for_address(process: subprocess.Popen, output: Path, seconds: float = SECONDS) -> tuple[str, str]:
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
        with urllib.request.urlopen(settings, timeout=SECONDS) as response:
            assert '"default": "false"' in response.read().decode()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=SECONDS)
