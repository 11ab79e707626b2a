"""Answers that never end."""

import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from mlcourse.checks import Check
from mlcourse.checks.engine import alarm
from mlcourse.checks.engine.observers import calls
from tests.checks.answers import mean, says, student

ENDLESS = [
    "def mean(x):\n    while True: pass",
    "def mean(x):\n    while True:\n        try: time.sleep(0.01)\n        except Exception: pass",
    "def mean(x):\n    while True:\n        try: time.sleep(0.01)\n        except BaseException: pass",
    "def mean(x):\n    while True:\n        try:\n            time.sleep(0.01)\n        except:\n            continue",
    "def mean(x):\n    while True:\n        try:\n            sorted(x)\n        finally:\n            continue",
    "def mean(x):\n    while x.sum() < 99:\n        x.mean()",
    "import itertools\ndef mean(x):\n    return sum(1 for _ in itertools.count())",
    "def mean(x):\n    return x.mean() if len(x) < 3 else mean(x[:9]) if time.sleep(60) else 0",
]


hurried = replace(mean, seconds=0.3)


@pytest.mark.parametrize("source", ENDLESS)
def test_an_endless_answer_is_stopped_once_and_all_is_put_back(source):
    answer, before, tracer = student(source), signal.getsignal(signal.SIGALRM), sys.gettrace()
    running = []

    def counted(x):
        running.append(x)
        result = answer(x)
        running.pop()
        return result

    assert says(hurried, counted) == "`mean` did not come to an end: is there a loop whose condition never changes?"
    assert len(running) == 1  # one case did not end, and no other was tried after it
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert sys.gettrace() is tracer
    assert mean.judge(np.mean).outcome == "right"


def test_an_answer_that_returns_from_its_bare_except_is_judged_by_what_it_returns():
    answer = student("def mean(x):\n    try:\n        while True: pass\n    except:\n        return 0.0")
    assert hurried.judge(answer).outcome == "wrong"


def test_an_alarm_of_the_students_own_still_rings():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 5)
        assert "come to an end" in says(hurried, student(ENDLESS[0]))
        assert not rung and 0 < signal.getitimer(signal.ITIMER_REAL)[0] < 4.8
        signal.pause()
        assert rung == [1]
        signal.setitimer(signal.ITIMER_REAL, 0.1)  # rings while an answer runs: afterwards, then
        assert "come to an end" in says(hurried, student(ENDLESS[0]))
        time.sleep(0.1)
        assert rung == [1, 1]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_a_check_may_allow_more_time_and_the_reference_takes_what_it_needs():
    def slow(x):
        time.sleep(0.5)
        return np.mean(x)

    check = Check("f", slow, calls((np.ones(2),)), seconds=0.3)
    assert "come to an end" in says(check, slow)
    assert "come to an end" in says(check, student(ENDLESS[0]))  # never right, however slow the reference is
    assert replace(check, seconds=5).judge(slow).outcome == "right"


def test_where_nothing_can_be_stopped_the_screen_says_how(monkeypatch, capsys):
    monkeypatch.setattr(alarm, "can_stop", lambda: False)

    def slow(x):
        print("not this")
        time.sleep(0.5)
        return np.mean(x)

    assert Check("f", np.mean, calls((np.ones(2),)), seconds=0.3).judge(slow).outcome == "right"
    assert capsys.readouterr().out == alarm.STILL_RUNNING.format(0.3) + "\n"
    assert replace(mean, seconds=5).judge(np.mean).outcome == "right"
    for thread in [thread for thread in threading.enumerate() if thread.name == alarm.REMINDER]:
        thread.join()  # at once if it was called off; else it speaks first
    assert capsys.readouterr().out == ""  # in time: not a word


@pytest.fixture
def slow_library(tmp_path, monkeypatch):
    """Make a library that takes longer to import than an answer may take."""
    (tmp_path / "slow_library.py").write_text("import time\ntime.sleep(1)\nmean = lambda x: sum(x) / len(x)\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield "slow_library"
    sys.modules.pop("slow_library", None)


def test_an_import_takes_the_time_that_it_takes(slow_library, capsys):
    answer = student(f"def mean(x):\n    import {slow_library}\n    return {slow_library}.mean(x)")
    assert hurried.judge(answer).outcome == "right"
    assert "Still running" not in capsys.readouterr().out


def test_a_loop_after_an_import_is_stopped_all_the_same(slow_library):
    answer = student(f"def mean(x):\n    import {slow_library}\n    while True: pass")
    assert "did not come to an end" in says(hurried, answer)
    assert slow_library in sys.modules


def test_an_import_that_takes_six_seconds_is_no_endless_loop(slow_library, tmp_path):
    (tmp_path / "slow_library.py").write_text("import time\ntime.sleep(6)\nmean = lambda x: sum(x) / len(x)\n")
    answer = student(f"def mean(x):\n    import {slow_library}\n    return {slow_library}.mean(x)")
    assert mean.judge(answer).outcome == "right"


def sleepy(seconds):
    """Return a right answer that takes its time."""
    return lambda x: time.sleep(seconds) or np.mean(x)


def starved(share):
    """Return what stands in for `alarm.waited` while others have the processor for a share of the time."""
    began = time.monotonic()
    return lambda thread: share * (time.monotonic() - began)


def test_a_right_answer_is_right_where_others_have_the_processor(monkeypatch, capsys):
    assert "did not come to an end" in says(hurried, sleepy(0.15))
    monkeypatch.setattr(alarm, "waited", starved(0.9))
    assert hurried.judge(sleepy(0.15)).outcome == "right"
    monkeypatch.setattr(alarm, "can_stop", lambda: False)
    assert hurried.judge(sleepy(0.15)).outcome == "right"
    assert "Still running" not in capsys.readouterr().out


def test_patience_has_an_end(monkeypatch):
    monkeypatch.setattr(alarm, "waited", starved(1))
    began = time.monotonic()
    assert "did not come to an end" in says(hurried, sleepy(60))
    assert time.monotonic() - began > alarm.PATIENCE * hurried.seconds


@pytest.mark.skipif(sys.platform != "linux", reason="the time that a thread waits for a processor is Linux's")
def test_linux_tells_how_long_one_has_waited_for_a_processor():
    one = """
import os, subprocess, sys, time
os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
from mlcourse.checks.engine.alarm import waited
rival = subprocess.Popen([sys.executable, "-c", "while True: pass"])
before, began = waited(os.getpid()), time.monotonic()
while time.monotonic() < began + 1: pass
print(waited(os.getpid()) - before)
rival.kill()
"""
    run = subprocess.run([sys.executable, "-c", one], capture_output=True, text=True, check=True)
    assert 0.1 < float(run.stdout) < 5


def test_where_the_alarm_is_not_heard_the_screen_says_how(monkeypatch, capsys):
    monkeypatch.setattr(alarm, "LATER", 0.1)
    monkeypatch.setattr(alarm, "interrupt", lambda *_: None)  # as in a loop inside a library written in C

    def deaf(x):
        time.sleep(1)
        return np.mean(x)

    assert hurried.judge(deaf).outcome == "right"
    assert capsys.readouterr().out == alarm.STILL_RUNNING.format(0.4) + "\n"


def test_pressing_stop_is_understood(monkeypatch):
    def interrupted(x):
        raise KeyboardInterrupt

    assert "did not come to an end" in says(mean, interrupted)
    monkeypatch.setattr(alarm, "can_stop", lambda: False)
    assert "did not come to an end" in says(mean, interrupted)


def test_a_system_without_alarm_signals(monkeypatch):
    monkeypatch.delattr(signal, "SIGALRM")
    assert not alarm.can_stop()
    assert mean.judge(np.mean).outcome == "right"


def test_a_check_runs_in_another_thread():
    seen = []
    thread = threading.Thread(target=lambda: seen.append(mean.judge(lambda x: x.max())))
    thread.start()
    thread.join()
    assert seen[0].says == "`mean([1, 5])` came out as 5, expected 3."
