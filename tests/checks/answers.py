"""A student's cell, and checks of every form for it to be held against."""

import itertools
import linecache
import os
import subprocess
import sys
import textwrap
import time

import matplotlib.pyplot as plt
import numpy as np
import torch

from mlcourse.checks import Check, Mistake
from mlcourse.checks.engine.observers import calls, choice, tuning, value

CELLS = itertools.count()


def student(source, readable=True):
    """Run a student's cell and return the last name it defines; IPython makes its source readable, others do not."""
    name, source = f"cell {next(CELLS)}", textwrap.dedent(source).strip() + "\n"
    if readable:
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    namespace = {"np": np, "plt": plt, "torch": torch, "time": time, "sys": sys, "__name__": "__main__"}
    before = set(namespace)
    exec(compile(source, name, "exec"), namespace)
    return [v for k, v in namespace.items() if k not in before | {"__builtins__"}][-1]


def mean_reference(x):
    """Return the mean."""
    return np.mean(x)


mean = Check(
    "mean",
    reference=mean_reference,
    observe=calls((np.array([1.0, 2.0, 6.0]),), (np.array([1.0, 5.0]),), (np.arange(8.0),)),
    mistakes=[
        Mistake(np.sum, "this is the *sum*: divide by `len(x)`."),
        Mistake(lambda x: x.foo, "an array has no `foo`."),
    ],
)
twice = Check("twice", reference=lambda X: 2 * X, observe=calls((np.array([[1.0, 2.0], [3.0, 4.0]]),)))
mask = Check("mask", reference=lambda x: x > 1, observe=calls((np.array([0.0, 1.0, 2.0]),)))
pair = Check("pair", reference=lambda x: (np.min(x), np.max(x)), observe=calls((np.array([3.0, 1.0, 2.0]),)))
n_wrong = Check("n_wrong", 2, value(), mistakes=[Mistake(9, "9 is the number of *right* ones.")])
bottom = Check("bottom", 2.2, value(), rtol=0, atol=0.15)
center = Check("center", np.array([1.0, 2.0, 3.0]), value())
task = Check("task", "regression", choice("regression", "clustering"), [Mistake("clustering", "there are answers.")])


def walk(rate):
    return "uphill" if rate < 0 else "arrives" if rate < 1 else "explodes"


rate = Check("rate", 0.5, tuning(walk), mistakes=[Mistake(2.0, "the steps are too long.")])
ALL = {check.name: check for check in (mean, twice, mask, pair, n_wrong, bottom, center, task, rate)}


def says(check, answer):
    verdict = check.judge(answer)
    assert verdict.outcome == "wrong", verdict
    return verdict.says


def run_python(code, **environment):
    """Return what some code prints in a Python of its own, in UTF-8 unless the environment says otherwise."""
    command, env = [sys.executable, "-c", code], os.environ | {"PYTHONIOENCODING": "utf-8"} | environment
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=env).stdout
