"""While nbgrader runs a notebook, no cell costs the others their points: an IPython extension of each assignment."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from types import ModuleType
from typing import Any, NoReturn
from unittest.mock import patch

from IPython.core.interactiveshell import InteractiveShell

from mlcourse.live.closed import Closed
from mlcourse.live.one_epoch import is_shuffled

CHECK = re.compile(r"\bcheck\.(\w+)\(.*graded=True")  # a check's cell in an assignment
N_BATCHES = 4  # from which a network learns in an epoch


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Get ready where nbgrader runs the notebook, and do nothing where a student does."""
    if "NBGRADER_EXECUTION" not in os.environ:
        return
    shell.ask_exit = end_cell  # `exit` and `quit` call it, and would end the kernel
    speak_on_stdout()
    closed = Closed()
    shell.events.register("pre_run_cell", partial(prepare, shell, closed))
    shell.events.register("post_run_cell", partial(let_speak, shell))
    shell.events.register("post_run_cell", partial(close, shell, closed))
    training = ShortTraining()
    shell.events.register("pre_run_cell", training.shorten)
    shell.events.register("post_run_cell", training.restore)
    shell.events.register("post_run_cell", partial(go_on, shell))


def end_cell() -> NoReturn:
    """End the cell that asked for the end of all, as `sys.exit` does."""
    raise SystemExit("only this cell has ended, for nbgrader is running the notebook")


def speak_on_stdout() -> None:
    """Let warnings come with the other output: nbgrader takes a word on stderr under a check for its failure."""
    iostream = sys.modules.get("ipykernel.iostream")
    if iostream and isinstance(sys.stderr, iostream.OutStream):
        sys.stderr.name = "stdout"  # the name that its messages bear


def prepare(shell: InteractiveShell, closed: Closed, info: Any) -> None:
    """Before a check, put all checks back, and let no value be shown: nbgrader takes a number for the points."""
    if CHECK.search(info.raw_cell or "") and closed.check:
        closed.put_back()
        shell.user_ns["check"] = closed.check
        shell.displayhook.quiet = lambda: True


def let_speak(shell: InteractiveShell, _: Any) -> None:
    """Let other cells show their values."""
    vars(shell.displayhook).pop("quiet", None)


def close(shell: InteractiveShell, closed: Closed, _: Any) -> None:
    """As soon as the lesson's checks are there, which the page's first cell sees to, close them."""
    check = shell.user_ns.get("check")
    if closed.check is None and isinstance(check, ModuleType) and check.__name__.startswith("mlcourse.checks."):
        closed.keep(check)


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
