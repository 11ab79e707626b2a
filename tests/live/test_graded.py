"""While nbgrader runs a notebook, a cell ends itself alone and trains briefly; where a student does, all is as ever."""

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from mlcourse.checks import Check, CheckFailed

SET_UP = """
import torch
from torch.utils.data import DataLoader
ordered, shuffled = [DataLoader(range(100), 5, shuffle=shuffle) for shuffle in (False, True)]
class check:
    def passes(loader, graded=False): return [len(loader), sum(1 for _ in loader), sum(1 for _ in loader)]
"""


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """Return a shell that does not know yet who runs it."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / ".ipython"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return InteractiveShell(config=Config(HistoryManager={"enabled": False}))


@pytest.fixture
def graded(shell, monkeypatch):
    """Return a shell as nbgrader has it."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    shell.run_cell("%load_ext mlcourse.live.graded")
    return shell


@pytest.mark.parametrize("code", ["exit()", "quit()"])
def test_who_asks_for_the_end_ends_a_cell(graded, code):
    result = graded.run_cell(f"{code}\nreached = True")
    assert isinstance(result.error_in_exec, SystemExit) and "reached" not in graded.user_ns


def test_each_epoch_learns_from_a_few_batches_and_all_batches_judge(graded):
    graded.run_cell(SET_UP)
    assert graded.run_cell("check.passes(shuffled)").result == [4, 4, 4]
    assert graded.run_cell("check.passes(ordered)").result == [20, 20, 20]


def test_a_check_finds_all_batches_even_after_an_error(graded):
    graded.run_cell(SET_UP)
    graded.run_cell("1 / 0")
    assert graded.run_cell("check.passes(shuffled, graded=True)").result == [20, 20, 20]


def test_a_student_trains_as_ever(shell):
    shell.run_cell("%load_ext mlcourse.live.graded")
    shell.run_cell(SET_UP)
    assert shell.run_cell("check.passes(shuffled)").result == [20, 20, 20]
    assert not hasattr(shell, "ask_exit")


def test_lightning_counts_all_epochs(graded, tmp_path):
    graded.user_ns["folder"] = tmp_path
    graded.run_cell(SET_UP)
    graded.run_cell("""
import lightning as L
from mlcourse.taught.lightning import Judged, ThreeParts
from mlcourse.trainer import curves, trainer_options
X, y = torch.zeros(100, 2), torch.zeros(100, dtype=torch.int64)
trainer = L.Trainer(max_epochs=3, accelerator="cpu", **trainer_options(folder))
trainer.fit(Judged(torch.nn.Linear(2, 3), n_classes=3), datamodule=ThreeParts((X, y), (X, y), (X, y), batch_size=5))
""")
    assert graded.run_cell("trainer.global_step, len(curves(folder)['val_loss'])").result == (12, 3)


@pytest.mark.parametrize("answer", ["n_heavy_fruits = 0", "1 / 0", "n_heavy_fruits ="])
def test_after_a_wrong_answer_the_next_cells_have_ours(graded, answer, capsys):
    graded.run_cell("from mlcourse.checks import start_here as check")
    graded.run_cell(answer)
    result = graded.run_cell("n_heavy_fruits = check.n_heavy_fruits(n_heavy_fruits, graded=True)")
    assert not result.success
    assert graded.run_cell("n_heavy_fruits").result == 3
    again = graded.run_cell("n_heavy_fruits = check.n_heavy_fruits(n_heavy_fruits, graded=True)")
    assert "still the course's" in str(again.error_in_exec)


CALL = "n_heavy_fruits = check.n_heavy_fruits(n_heavy_fruits, graded=True)"
MEDDLING = {
    "reads the reference": "n_heavy_fruits = check.n_heavy_fruits.reference",
    "reads what was handed out": "n_heavy_fruits = check.n_heavy_fruits.given[0]",
    "reads it by its dictionary": "n_heavy_fruits = vars(check.n_heavy_fruits)['reference']",
    "has a check of its own": "class check:\n    n_heavy_fruits = staticmethod(lambda answer, graded=False: answer)",
    "puts its own into the module": "check.n_heavy_fruits = lambda answer, graded=False: answer",
    "patches the class": "type(check.n_heavy_fruits).__call__ = lambda self, answer, graded=False: answer",
    "patches the judge": "import mlcourse.checks.engine.check as e\ne.agree = e.Check.agrees = lambda *a: True",
    "patches a field": "object.__setattr__(check.n_heavy_fruits, 'observe', lambda answer: [])",
    "patches what is compared": "object.__setattr__(check.n_heavy_fruits, 'expected', [])",
    "patches the code": "type(check.n_heavy_fruits).agrees.__code__ = (lambda *_: True).__code__",
    "prints a verdict": "print('✅ `n_heavy_fruits` is right.')",
}


@pytest.fixture
def closed(graded):
    """Return a shell as nbgrader has it after an assignment's first cell."""
    graded.run_cell("from mlcourse.checks import start_here as check")
    yield graded
    vars(Check).get("__getattribute__") and delattr(Check, "__getattribute__")


@pytest.mark.parametrize("source", MEDDLING.values(), ids=MEDDLING)
def test_meddling_gives_no_point_and_the_next_exercise_is_judged(closed, source, capsys):
    closed.run_cell("n_heavy_fruits = 0")
    closed.run_cell(source)
    result = closed.run_cell(CALL)
    assert isinstance(result.error_in_exec, CheckFailed)
    closed.run_cell("def feature_ranges(X):\n    return X.max(axis=0) - X.min(axis=0)")
    assert closed.run_cell("feature_ranges = check.feature_ranges(feature_ranges, graded=True)").success
    closed.run_cell("def feature_ranges(X):\n    return 0")
    assert not closed.run_cell("feature_ranges = check.feature_ranges(feature_ranges, graded=True)").success


def test_after_meddling_a_right_answer_is_right(closed, capsys):
    closed.run_cell("check.n_heavy_fruits = lambda answer, graded=False: 1 / 0")
    closed.run_cell("n_heavy_fruits = 3")
    assert closed.run_cell(CALL).success


def test_where_a_student_runs_the_page_a_check_is_open(shell, capsys):
    shell.run_cell("%load_ext mlcourse.live.graded")
    shell.run_cell("from mlcourse.checks import start_here as check")
    assert shell.run_cell("check.n_heavy_fruits.reference").result == 3


@pytest.mark.parametrize("setting", ["all", "last_expr_or_assign"])
def test_a_check_shows_no_value_and_other_cells_do(closed, setting, capsys):
    closed.ast_node_interactivity = setting
    closed.run_cell("n_heavy_fruits = 3")
    capsys.readouterr()
    assert closed.run_cell(CALL).success
    assert "Out[" not in capsys.readouterr().out
    closed.run_cell("1 + 1")
    assert "2" in capsys.readouterr().out
