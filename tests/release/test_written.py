"""What `mlcourse release` writes, what it never writes over, and what it says where it cannot."""

import os
import re
import sys
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from mlcourse.authoring.release.parts.signature import is_ours, sign_page
from mlcourse.authoring.release.release import VERSIONS
from mlcourse.cli import main
from mlcourse.resources import resource_folder

NAME = "03_gradient_descent"
SLIDES = ("slides", "03", "--to")
PAGES = ("ziamath", "fontTools", "latex2mathml", "sphinx_revealjs")  # what pages are made with


def run(*arguments):
    """Run `mlcourse release`."""
    return CliRunner().invoke(main, ["release", *map(str, arguments)])


def refusal(*arguments):
    """Run `mlcourse release`, which must refuse in one sentence; return that."""
    result = run(*arguments)
    assert result.exit_code == 2 and result.stdout == ""
    assert len(result.stderr.splitlines()) == 1 and result.stderr.startswith("Error: ")
    return result.stderr


@pytest.mark.parametrize("version, name", [("student", ""), ("solved", ".solved"), ("live", ".live")])
def test_a_version_is_written_under_its_own_name(tmp_path, version, name):
    path = tmp_path / "new" / "class" / f"{NAME}{name}.ipynb"
    result = run(version, "03", "--to", tmp_path / "new" / "class")
    beside = ["AGENTS.md", "TUTOR.md"] if version == "student" else []
    assert result.exit_code == 0 and result.output.startswith(f"{path}\n")
    assert sorted(p.name for p in path.parent.iterdir()) == sorted([path.name, *beside])
    assert nbformat.read(path, as_version=4).metadata.mlcourse.release == version


def test_links_lead_to_the_same_version(tmp_path):
    run("live", "03", "--to", tmp_path)
    text = (tmp_path / f"{NAME}.live.ipynb").read_text(encoding="utf-8")
    assert set(re.findall(r"\((\d\d_\w+)(\S*)\)", text)) == {
        ("02_cost_model", ".live.ipynb"),
        ("04_linear_regression", ".live.ipynb"),
    }


def test_all_means_every_lesson(tmp_path):
    lessons = sorted(p.stem for p in (resource_folder("notebooks").parent / "lessons").glob("[0-9][0-9]_*.py"))
    assert run("student", "all", "--to", tmp_path).exit_code == 0
    assert sorted(p.stem for p in tmp_path.glob("*.ipynb")) == lessons


def test_several_lessons_are_written_in_order(tmp_path):
    result = run("student", "03", "02_cost", "--to", tmp_path)
    assert [Path(line).stem[:2] for line in result.output.splitlines() if line.endswith(".ipynb")] == ["02", "03"]


# --- never over somebody's file ---


def test_a_released_file_is_replaced_also_after_it_was_run(tmp_path):
    run("student", "03", "--to", tmp_path)
    path = tmp_path / f"{NAME}.ipynb"
    fresh = path.read_bytes()
    notebook = nbformat.read(path, as_version=4)
    code = next(cell for cell in notebook.cells if cell.cell_type == "code")
    code.outputs = [nbformat.v4.new_output("stream", text="42\n")]
    nbformat.write(notebook, path)
    assert run("student", "03", "--to", tmp_path).exit_code == 0
    assert path.read_bytes() == fresh


def edited(path):
    """Change a released notebook, and write it again."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source += "mine"
    nbformat.write(notebook, path)


@pytest.mark.parametrize(
    "spoil",
    [
        edited,
        lambda path: path.write_bytes((resource_folder("notebooks") / path.name).read_bytes()),
        lambda path: path.write_text("mine"),
        lambda path: path.write_bytes(b"\xff"),
        lambda path: path.write_text("{}"),
    ],
    ids=["edited", "built", "text", "bytes", "JSON"],
)
def test_a_file_that_no_release_wrote_so_is_never_written_over(tmp_path, spoil):
    run("student", "03", "--to", tmp_path)
    spoil(tmp_path / f"{NAME}.ipynb")
    mine = (tmp_path / f"{NAME}.ipynb").read_bytes()
    said = refusal("student", "02", "03", "--to", tmp_path)
    assert str(tmp_path / f"{NAME}.ipynb") in said and "left alone" in said
    assert [(p.name, p.read_bytes()) for p in tmp_path.glob("*.ipynb")] == [(f"{NAME}.ipynb", mine)]


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no symbolic links without a privilege")
def test_a_link_to_nowhere_is_not_written_through(tmp_path):
    (tmp_path / f"{NAME}.ipynb").symlink_to(tmp_path / "nowhere.ipynb")
    assert "left alone" in refusal("student", "03", "--to", tmp_path)
    assert not (tmp_path / "nowhere.ipynb").exists()


def test_a_notebook_of_the_course_or_of_a_student_is_not_ours():
    assert not is_ours(resource_folder("notebooks") / f"{NAME}.ipynb")


def test_a_page_is_ours_until_it_is_edited(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(sign_page("<html>\n<head>\n</head>é</html>\n"), encoding="utf-8")
    assert is_ours(path)
    path.write_text(path.read_text(encoding="utf-8").replace("é", "e"), encoding="utf-8")
    assert not is_ours(path)


# --- one sentence ---


def test_a_wrong_version_gets_one_sentence(tmp_path):
    said = refusal("studnt", "03", "--to", tmp_path)
    assert "'studnt'" in said and all(version in said for version in VERSIONS)


def test_a_wrong_lesson_gets_one_sentence(tmp_path):
    assert "no lesson '42'" in refusal("student", "42", "--to", tmp_path)
    assert "no lesson ''" in refusal("student", "", "--to", tmp_path)
    assert "--to is empty: name a folder" in refusal("student", "03", "--to", "")


@pytest.mark.parametrize("arguments", [(), ("student",), ("student", "03"), ("student", "--to", "x")])
def test_a_missing_argument_gets_one_sentence(arguments):
    assert "--to" in refusal(*arguments)


def test_a_file_in_the_folders_place_gets_one_sentence(tmp_path):
    (tmp_path / "taken").write_text("mine")
    said = refusal("student", "03", "--to", tmp_path / "taken")
    assert "cannot write to" in said and "taken" in said and "--to" in said


def test_a_refused_write_gets_one_sentence(tmp_path, monkeypatch):
    def refuse(path, *_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "replace", refuse)
    said = refusal("student", "03", "--to", tmp_path)
    assert "cannot write to" in said and "Permission denied" in said
    assert list(tmp_path.iterdir()) == []


def test_a_missing_package_gets_the_command_that_installs_it(tmp_path, monkeypatch):
    def missing(name):
        raise ModuleNotFoundError("No module named 'of_the_group'", name="of_the_group")

    monkeypatch.setattr("mlcourse.authoring.release.release.import_module", missing)
    said = refusal("slides", "03", "--to", tmp_path)
    assert "of_the_group" in said and "uv sync --inexact --group release" in said


@pytest.mark.parametrize("others", ["installed", "missing"])
@pytest.mark.parametrize("package", PAGES)
def test_each_package_of_the_group_may_be_the_missing_one(tmp_path, monkeypatch, package, others):
    hidden = {package} if others == "installed" else set(PAGES)
    for name in list(sys.modules):
        if name.startswith("mlcourse.authoring.release.") or name.partition(".")[0] in hidden:
            monkeypatch.delitem(sys.modules, name)  # imported anew, as in a new process
    for name in hidden:
        monkeypatch.setitem(sys.modules, name, None)
    named = re.fullmatch(r"Error: the version slides needs the package (\w+): run `(.+)`\n", refusal(*SLIDES, tmp_path))
    assert named[1] in hidden and named[2] == "uv sync --inexact --group release"
