"""Checks where Python runs in a browser: a signal SIGALRM without a timer, no threads, and integers of 32 bits."""

import signal
import threading

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from mlcourse.checks.engine import alarm
from mlcourse.checks.engine.check import CheckFailed
from tests.checks.answers import mean
from tests.lesson_code import LESSONS


@pytest.fixture
def browser(monkeypatch):
    """Make signals and threads behave as Pyodide's do."""

    def start(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.delattr(signal, "setitimer")
    monkeypatch.delattr(signal, "getitimer")
    monkeypatch.setattr(threading.Thread, "start", start)
    assert hasattr(signal, "SIGALRM")


def shown_by(answer):
    """Return what a check displays in a notebook, in order, as text, each with whether it takes an earlier's place."""
    InteractiveShell.instance()
    with capture_output() as came:
        mean(answer)
    return [(output.data["text/plain"], bool(output.update)) for output in came.outputs]


def test_a_check_judges_and_its_verdict_takes_the_place_of_what_helps_if_none_comes(browser):
    assert alarm.is_helpless() and not alarm.can_stop()
    (first, again), (second, in_its_place) = shown_by(np.mean)
    assert "Checking `mean`" in first and "Restart Kernel" in first and not again
    assert second == "✅ `mean` is right." and in_its_place


def test_a_wrong_answer_is_told_there_too(browser):
    (_, _), (verdict, in_its_place) = shown_by(lambda x: x.max())
    assert "came out as 5, expected 3" in verdict and in_its_place


def test_where_it_grades_nothing_is_shown_before(browser):
    InteractiveShell.instance()
    with capture_output() as came, pytest.raises(CheckFailed, match="came out as 5"):
        mean(lambda x: x.max(), graded=True)
    assert came.outputs == [] and came.stdout == ""


def test_elsewhere_the_verdict_is_all_that_is_shown():
    assert shown_by(np.mean) == [("✅ `mean` is right.", False)]


def test_where_only_the_timer_is_missing_a_thread_still_speaks(monkeypatch):
    monkeypatch.delattr(signal, "setitimer")
    assert not alarm.can_stop() and not alarm.is_helpless()


class Wide(np.ndarray):
    """Integers of 64 bits where Python's own have 32: `np.bincount` refuses them, and `astype(int)` narrows them."""

    def astype(self, dtype, **options):
        """Return plain integers."""
        return np.asarray(self).astype(dtype, **options)


def test_lesson_10_counts_what_its_generator_draws_also_where_integers_have_32_bits(monkeypatch, capsys):
    def refusing(x, *arguments, bincount=np.bincount, **options):
        if isinstance(x, Wide):
            raise TypeError("Cannot cast array data from dtype('int64') to dtype('int32') according to the rule 'safe'")
        return bincount(x, *arguments, **options)

    monkeypatch.setattr(np, "bincount", refusing)
    cells = [cell.source for cell in LESSONS["10_random_forests"].cells if "np.bincount(" in cell.source]
    drawn = np.arange(1000).view(Wide)
    with pytest.raises(TypeError):
        np.bincount(drawn)
    for cell in cells:
        exec(cell, {"np": np, "bootstrap": lambda n, rng: (drawn, [])})
    assert "was drawn: [1 1 1 1" in capsys.readouterr().out
