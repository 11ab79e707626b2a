"""Isolate answer and notebook from each other's side effects."""

import builtins
import contextlib
import random
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Run the code inside without output, warnings, figures or questions, always with the same random numbers.

    NumPy's settings and all random states are afterwards what they were before.
    """
    from IPython.utils.capture import capture_output

    with contextlib.ExitStack() as stack:
        for context in (capture_output(), warnings.catch_warnings(), np.errstate(all="ignore"), np.printoptions()):
            stack.enter_context(context)
        for context in (same_chance(), same_torch(), no_new_figures(), no_typing()):
            stack.enter_context(context)
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def same_chance() -> Iterator[None]:
    """Start from the same global random states every time, and put the student's own back afterwards."""
    of_numpy, of_python = np.random.get_state(), random.getstate()  # noqa: NPY002 - students may use it
    np.random.seed(7)  # noqa: NPY002
    random.seed(7)
    try:
        yield
    finally:
        np.random.set_state(of_numpy)  # noqa: NPY002
        random.setstate(of_python)


@contextlib.contextmanager
def same_torch() -> Iterator[None]:
    """Do the same for PyTorch, where it is loaded: its random state, and whether it records gradients."""
    torch = sys.modules.get("torch")
    if torch is None:
        yield
        return
    with torch.random.fork_rng(devices=[]), torch.enable_grad():
        torch.random.default_generator.manual_seed(7)
        yield


@contextlib.contextmanager
def no_new_figures() -> Iterator[None]:
    """Close the figures that the code inside opens and leaves open."""
    before = open_figures()
    try:
        yield
    finally:
        for number in open_figures() - before:
            sys.modules["matplotlib.pyplot"].close(number)


def open_figures() -> set[int]:
    """Return the numbers of all open figures; without pyplot there are none."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()


@contextlib.contextmanager
def no_typing() -> Iterator[None]:
    """Let `input` raise instead of waiting for somebody to type."""
    original, builtins.input = builtins.input, nobody_types
    try:
        yield
    finally:
        builtins.input = original


def nobody_types(*_: Any) -> str:
    """Stand in for `input`."""
    raise EOFError("nobody is there to type, so take what you need from the parameters")
