"""While nbgrader runs a notebook, no cell costs the others their points: an IPython extension of each assignment."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from typing import Any, NoReturn
from unittest.mock import patch

from IPython.core.interactiveshell import InteractiveShell

from mlcourse.live.one_epoch import is_shuffled

CHECK = re.compile(r"\bcheck\.(\w+)\(.*graded=True")  # a check's cell in an assignment
N_BATCHES = 4  # from which a network learns in an epoch


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Get ready where nbgrader runs the notebook, and do nothing where a student does."""
    if "NBGRADER_EXECUTION" not in os.environ:
        return
    shell.ask_exit = end_cell  # `exit` and `quit` call it, and would end the kernel
    training = ShortTraining()
    shell.events.register("pre_run_cell", training.shorten)
    shell.events.register("post_run_cell", training.restore)
    shell.events.register("post_run_cell", partial(go_on, shell))


def end_cell() -> NoReturn:
    """End the cell that asked for the end of all, as `sys.exit` does."""
    raise SystemExit("only this cell has ended, for nbgrader is running the notebook")


def go_on(shell: InteractiveShell, result: Any) -> None:
    """Let the next cells have the course's own answer where a check gave no point: they may need one that is right."""
    check = CHECK.search(result.info.raw_cell)
    if check and not result.success:
        shell.user_ns[check[1]] = getattr(shell.user_ns["check"], check[1]).ours


class ShortTraining:
    """Lets networks learn from a few batches in each epoch, in all cells but the checks: these judge undisturbed."""

    def __init__(self) -> None:
        self.patches = ExitStack()

    def shorten(self, info: Any) -> None:
        """Shorten what a cell trains; where no earlier one has loaded PyTorch, there is nothing to train."""
        self.restore()
        if "torch" in sys.modules and not CHECK.search(info.raw_cell):
            self.patches.enter_context(few_batches())
            if "lightning" in sys.modules:
                self.patches.enter_context(brief_judging())

    def restore(self, *_: Any) -> None:
        """Let loaders give all their batches again."""
        self.patches.close()


@contextmanager
def few_batches() -> Iterator[None]:
    """Let loaders that shuffle, as one does to learn, give a few batches; one that keeps its rows in order judges."""
    from torch.utils.data import DataLoader

    iterate, length = DataLoader.__iter__, DataLoader.__len__

    def iterate_few(loader: DataLoader) -> Iterator[Any]:
        return islice(iterate(loader), N_BATCHES) if is_shuffled(loader) else iterate(loader)

    def length_of_few(loader: DataLoader) -> int:
        return min(length(loader), N_BATCHES) if is_shuffled(loader) else length(loader)

    with patch.multiple(DataLoader, __iter__=iterate_few, __len__=length_of_few):
        yield


@contextmanager
def brief_judging() -> Iterator[None]:
    """Let Lightning judge each epoch of a training by one batch."""
    from lightning import Trainer

    fit = Trainer.fit

    def fit_briefly(trainer: Trainer, *args: Any, **options: Any) -> None:
        with patch.object(trainer, "limit_val_batches", 1):
            fit(trainer, *args, **options)

    with patch.object(Trainer, "fit", fit_briefly):
        yield
