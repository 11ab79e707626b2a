"""Without PyTorch: everything that needs it says so in one sentence, with the command that installs it."""

import importlib
import re
import sys
import tomllib

import pytest
from click.testing import CliRunner
from IPython.core.interactiveshell import InteractiveShell

from mlcourse import data, torch_extra
from mlcourse.authoring.exercise import solution
from mlcourse.cli import main
from tests.builder.course import make, refusal
from tests.lesson_code import LESSONS, imported, repository_file

SENTENCE = re.compile(r"this needs PyTorch, and [a-z, ]+ cannot be found: run `uv sync --inexact --extra torch` in .+")
NEEDS = {*torch_extra.PACKAGES, "mlcourse.trainer"}


@pytest.fixture
def without_torch(monkeypatch):
    """Hide the packages of the extra, as where they are not installed."""
    for name in torch_extra.PACKAGES:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.fixture
def shell():
    """Return an IPython shell of the test's own."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def test_the_packages_are_those_of_the_extra():
    project = tomllib.loads(repository_file("pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = {re.match(r"\w+", requirement)[0] for requirement in project["optional-dependencies"]["torch"]}
    assert extra == set(torch_extra.PACKAGES)


def test_with_all_packages_nothing_is_said():
    torch_extra.require_torch()
    assert torch_extra.missing_packages() == []


@pytest.mark.parametrize("name", torch_extra.PACKAGES)
def test_a_package_alone_may_be_the_missing_one(monkeypatch, name):
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(torch_extra.TorchMissing, match=f"and {name} cannot be found") as raised:
        torch_extra.require_torch()
    assert SENTENCE.fullmatch(str(raised.value))


def test_an_installed_wheel_names_pips_command(monkeypatch, without_torch):
    monkeypatch.setattr(torch_extra, "is_installed", lambda: True)
    with pytest.raises(torch_extra.TorchMissing, match=r'run `pip install "mlcourse\[torch\]"`'):
        torch_extra.require_torch()


def test_a_notebook_shows_the_sentence_and_no_traceback(without_torch, shell, capsys):
    shell.run_cell("from mlcourse.torch_extra import require_torch\nrequire_torch()")
    name, _, says = capsys.readouterr().out.strip().partition(": ")
    assert name == "TorchMissing" and SENTENCE.fullmatch(says)


@pytest.mark.parametrize("lesson", ["pytorch", "lightning", "cnn", "animals_and_fruits", "many_machines"])
def test_checks_say_it(without_torch, monkeypatch, lesson):
    monkeypatch.delitem(sys.modules, f"mlcourse.checks.{lesson}", raising=False)
    with pytest.raises(torch_extra.TorchMissing, match=SENTENCE):
        importlib.import_module(f"mlcourse.checks.{lesson}")


def test_the_pictures_of_clothes_say_it(without_torch):
    with pytest.raises(torch_extra.TorchMissing, match=SENTENCE):
        data.load_fashion_mnist(train=True)


def test_catch_up_says_it(without_torch, shell, tmp_path, monkeypatch, capsys):
    source = repository_file("notebooks", "16_pytorch.ipynb")
    (tmp_path / source.name).write_bytes(source.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / source.name))
    shell.run_cell("%load_ext mlcourse.live\n%catch_up an-array-that-remembers")
    assert SENTENCE.fullmatch(capsys.readouterr().out.strip().removeprefix("TorchMissing: "))


def test_a_crib_of_a_lesson_with_pytorch_says_it(without_torch, monkeypatch, tmp_path):
    monkeypatch.delitem(sys.modules, "mlcourse.checks.pytorch", raising=False)
    result = CliRunner().invoke(main, ["release", "crib", "16", "--to", str(tmp_path)])
    assert result.exit_code == 2
    assert SENTENCE.fullmatch(result.stderr.strip().removeprefix("Error: "))


def test_building_a_lesson_with_pytorch_says_it(tmp_path):
    hide = f"import sys\n\nsys.modules |= dict.fromkeys({torch_extra.PACKAGES})"
    make(tmp_path, f"# %%\n{hide}\n\n# %%\nfrom mlcourse.torch_extra import require_torch\n\nrequire_torch()\n")
    line, says = refusal(tmp_path)
    assert line == 6 and SENTENCE.fullmatch(says.removeprefix("TorchMissing: "))


@pytest.mark.parametrize("present", [True, False])
def test_the_lab_says_it_at_its_start(monkeypatch, tmp_path, present, request):
    if not present:
        request.getfixturevalue("without_torch")
    monkeypatch.setattr("mlcourse.student.lab.open_lab", lambda *_: None)
    said = CliRunner().invoke(main, ["lab", "--folder", str(tmp_path / "work")]).stdout
    assert ("run `uv sync --inexact --extra torch`" in said) is not present


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_a_lesson_asks_for_pytorch_first_if_it_needs_it_and_only_then(lesson):
    code = [solution(cell.source) for cell in lesson.cells if cell.kind == "code"]
    parts = {name for source in code for name in imported(source)}
    needs = any(name in NEEDS or name.split(".")[0] in NEEDS for name in parts)
    asks = code[0].rstrip().splitlines()[-1].startswith("require_torch()")
    tells = "`uv sync --inexact --extra torch`" in lesson.cells[0].source
    todo = f"{lesson.name}: name the command in the first cell, and end the first code cell with `require_torch()`"
    assert asks == tells == needs, todo
