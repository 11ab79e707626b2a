"""Whatever lies in a pile is read, or counted and named; nothing in it is fatal, followed, or written to."""

import errno
import io
import json
import os
import zipfile

import pytest

from mlcourse.classroom import pile as piles
from mlcourse.classroom.notebook import DAMAGED, FOREIGN, LARGEST, NO_NOTEBOOK, OLDER, SOLVED, TOO_LARGE, read
from mlcourse.classroom.pile import ENCRYPTED, INNER, LINK, SPECIAL, PileError, find
from mlcourse.classroom.reading import read_all
from mlcourse.kept import MIME, Kept, key_of, to_data

SAYS = "`n_errors`: this is the number of right ones."
KEPT = Kept("cost_model", "n_errors", "misunderstood", key_of(SAYS), SAYS, 2, {key_of(SAYS): SAYS})


def notebook(kept=KEPT, release=None, code="n_errors = check.n_errors(n_errors)", plain="💡 So."):
    """Return a notebook's content, with one verdict, or with one that was only shown."""
    data = {"text/plain": [plain]} | ({MIME: to_data(kept)} if kept else {})
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    first = {"cell_type": "code", "source": ["import numpy as np\n", "from mlcourse.checks import cost_model as check"]}
    check = {"cell_type": "code", "source": code, "outputs": [output], "metadata": {}}
    mark = {"mlcourse": {"fingerprint": "0"} | ({"release": release} if release else {})}
    return json.dumps({"cells": [first, check], "metadata": mark, "nbformat": 4, "nbformat_minor": 5}).encode()


def put(folder, files):
    """Write files, by their names."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def whose(pile):
    """Return whose the notebooks of a pile are, and where they lie."""
    return {(one.student, one.name) for one in find(pile)}


def zipped(path, files):
    """Write a zip file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_notebook_with_verdicts_is_read():
    found = read(notebook())
    assert (found.trouble, found.lesson, found.kept) == ("", "cost_model", (KEPT,))


def test_one_that_was_never_run_is_no_trouble():
    found = read(notebook(None, code="1"))
    assert (found.trouble, found.lesson, found.kept) == ("", "cost_model", ())


FOREIGN_ONE = json.dumps({"cells": [{"cell_type": "code", "source": "1"}], "metadata": {}}).encode()


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", DAMAGED), (notebook()[:-40], DAMAGED), (b"\xff\xfe", DAMAGED), (b"[" * 100_000, DAMAGED),
        (b'{"a": ' + b"9" * 5000 + b"}", DAMAGED), (b"3", NO_NOTEBOOK), (b'{"cells": []}', NO_NOTEBOOK),
        (b'{"cells": [{"source": [3], "outputs": 7}]}', FOREIGN), (FOREIGN_ONE, FOREIGN),
        (notebook(None), OLDER), (notebook(release="solved"), SOLVED), (notebook(release="live"), SOLVED),
    ],
)  # fmt: skip
def test_what_is_no_notebook_of_a_student_s_says_why(content, trouble):
    assert read(content).trouble == trouble


@pytest.mark.parametrize("release", ["student", "nbgrader", None])
def test_what_students_are_given_is_read(release):
    assert read(notebook(release=release)).kept == (KEPT,)


def test_the_first_folder_is_the_student(tmp_path):
    put(tmp_path / "homes", {"ada/work/02.ipynb": b"", "bob/02.ipynb": b"", "03.ipynb": b"", "bob/notes.txt": b""})
    found = {("ada", "ada/work/02.ipynb"), ("bob", "bob/02.ipynb"), ("homes", "03.ipynb")}
    assert whose(tmp_path / "homes") == found
    archive = zipped(tmp_path / "homes.zip", {name: b"" for _, name in found})
    assert whose(archive) == found


def test_of_nbgraders_course_the_submitted_notebooks_count(tmp_path):
    files = {f"{part}/ada/02_cost_model/02.ipynb": b"" for part in ("submitted", "autograded", "feedback")}
    put(tmp_path / "course", files)
    assert whose(tmp_path / "course") == {("ada", "ada/02_cost_model/02.ipynb")}


@pytest.mark.parametrize("top", ["class/", "submitted/", "class/submitted/"])
def test_the_one_folder_of_a_zip_file_is_no_student(tmp_path, top):
    files = {f"{top}ada/02.ipynb": b"", f"{top}bob/02.ipynb": b"", "__MACOSX/class/ada/._02.ipynb": b""}
    archive = zipped(tmp_path / "class.zip", files)
    assert {student for student, _ in whose(archive)} == {"ada", "bob"}


def test_copies_and_libraries_are_left_out(tmp_path):
    names = [".ipynb_checkpoints/02.ipynb", ".venv/a.ipynb", "lib/site-packages/mlcourse/_notebooks/02.ipynb"]
    assert whose(put(tmp_path, {f"ada/{name}": b"" for name in [*names, ".mlcourse-moved-02.ipynb"]})) == set()


def test_no_link_is_followed_and_no_pipe_opened(tmp_path):
    secret = put(tmp_path / "secret", {"02.ipynb": notebook()})
    ada = put(tmp_path / "homes", {"ada/03.ipynb": notebook()}) / "ada"
    (ada / "02.ipynb").symlink_to(secret / "02.ipynb")
    (ada / "folder").symlink_to(secret)
    if hasattr(os, "mkfifo"):
        os.mkfifo(ada / "pipe.ipynb")
    (ada / "inner.zip").write_bytes(b"")
    troubles = {found.name: it.trouble for found, it in read_all(find(tmp_path / "homes"))}
    assert troubles.pop("ada/pipe.ipynb", SPECIAL) == SPECIAL
    assert troubles == {"ada/02.ipynb": LINK, "ada/03.ipynb": "", "ada/folder": LINK, "ada/inner.zip": INNER}


def test_what_may_not_be_read_says_so(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")  # root may read all

    put(tmp_path, {"ada/02.ipynb": notebook()})
    monkeypatch.setattr(os, "open", refuse)
    assert [it.trouble for _, it in read_all(find(tmp_path))] == ["unreadable: Permission denied"]


def test_what_is_gone_meanwhile_says_so(tmp_path):
    found = list(find(put(tmp_path, {"ada/02.ipynb": notebook()})))
    (tmp_path / "ada/02.ipynb").unlink()
    assert [it.trouble for _, it in read_all(found)] == ["unreadable: No such file or directory"]


def test_a_large_file_is_not_read(tmp_path):
    put(tmp_path, {"ada/02.ipynb": b""})
    with (tmp_path / "ada/02.ipynb").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert [it.trouble for _, it in read_all(find(tmp_path))] == [TOO_LARGE]


def test_a_zip_file_is_read_in_place(tmp_path):
    archive = zipped(tmp_path / "class.zip", {"ada/02.ipynb": notebook(), "../../bob/02.ipynb": notebook()})
    assert [it.kept for _, it in read_all(find(archive))] == [(KEPT,), (KEPT,)]
    assert list(tmp_path.iterdir()) == [archive]


def test_a_zip_file_that_swells_is_not_unpacked(tmp_path, monkeypatch):
    archive = zipped(tmp_path / "class.zip", {"ada/02.ipynb": b" " * (LARGEST + 1), "bob/02.ipynb": notebook()})
    assert archive.stat().st_size < 100_000
    assert [it.trouble for _, it in read_all(find(archive))] == [TOO_LARGE, ""]
    monkeypatch.setattr(piles, "MOST", 100)
    with pytest.raises(PileError, match=r"GB of notebooks, and of one zip file at most"):
        list(find(archive))


def test_a_zip_file_that_lies_about_a_size_is_damaged(tmp_path):
    content = bytearray(zipped(tmp_path / "class.zip", {"ada/02.ipynb": b" " * 10**6}).read_bytes())
    place = content.rfind(b"PK\x01\x02") + 24  # the size, in the table of contents
    content[place : place + 4] = (100).to_bytes(4, "little")
    (tmp_path / "class.zip").write_bytes(content)
    assert [it.trouble for _, it in read_all(find(tmp_path / "class.zip"))] == ["damaged within its zip file"]


def test_damaged_and_encrypted_parts_of_a_zip_file_are_named(tmp_path):
    content = bytearray(zipped(tmp_path / "class.zip", {"ada/02.ipynb": notebook(), "z/a.zip": b""}).read_bytes())
    content[content.rfind(b"PK\x01\x02", 0, content.rfind(b"PK\x01\x02")) + 8] |= 1  # the flag of the first
    (tmp_path / "class.zip").write_bytes(content)
    assert [it.trouble for _, it in read_all(find(tmp_path / "class.zip"))] == [ENCRYPTED, INNER]


@pytest.mark.parametrize("content", [b"", b"not a zip file", b"PK\x05\x06" + b"\0" * 6 + b"\1" * 12])
def test_what_is_no_zip_file_is_refused_in_a_sentence(tmp_path, content):
    (tmp_path / "class.zip").write_bytes(content)
    with pytest.raises(PileError, match=r"is (no|a damaged) zip file"):
        list(find(tmp_path / "class.zip"))


def test_many_notebooks_are_read_in_order_by_several_processes(tmp_path):
    files = {f"s{i:03}/02.ipynb": notebook(KEPT._replace(tries=i)) for i in range(1, 151)}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    (tmp_path / "class.zip").write_bytes(archive.getvalue())
    for pile in (put(tmp_path / "folder", files), tmp_path / "class.zip"):
        assert [it.kept[0].tries for _, it in read_all(find(pile))] == list(range(1, 151))
