"""Let networks train for one epoch in place of all, for anyone who has to catch up."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any
from unittest.mock import patch
from weakref import WeakSet


@contextmanager
def one_epoch(code: str) -> Iterator[None]:
    """Shorten what some code trains, while the `with` block lasts.

    All epochs are counted and logged as ever, so that later cells find as many numbers as they expect; but together
    they take about as many steps as one. Nothing is imported that the code does not import itself.
    """
    if not trains(code):
        yield
        return
    with ExitStack() as patches:
        short = ShortLoaders()
        patches.enter_context(patch("torch.utils.data.DataLoader.__iter__", lambda loader: short.iterate(loader)))
        patches.enter_context(patch("torch.utils.data.DataLoader.__len__", lambda loader: short.length(loader)))
        if "lightning" in code:
            patches.enter_context(patch("lightning.Trainer.fit", short.fitting()))
        yield


def trains(code: str) -> bool:
    """Tell whether some code may train a network, by what it imports."""
    return any(library in code for library in ("torch", "lightning"))


class ShortLoaders:
    """Decides how many batches a shuffled loader gives; one that keeps its rows in order judges, and stays whole.

    In a loop by hand, a loader gives all batches once and then the first alone. Lightning asks for the number of
    batches beforehand, so there each epoch gets an equal share.
    """

    def __init__(self) -> None:
        from torch.utils.data import DataLoader

        self.iterate_whole, self.whole_length = DataLoader.__iter__, DataLoader.__len__
        self.gone_through: WeakSet = WeakSet()
        self.n_epochs: int | None = None  # while Lightning fits

    def iterate(self, loader: Any) -> Iterator[Any]:
        """Return a pass over a loader's batches."""
        batches = self.iterate_whole(loader)
        if not is_shuffled(loader):
            return batches
        if self.n_epochs:
            return islice(batches, self.length(loader))
        if loader in self.gone_through:
            return islice(batches, 1)
        self.gone_through.add(loader)
        return batches

    def length(self, loader: Any) -> int:
        """Return how many batches a loader gives."""
        whole = self.whole_length(loader)
        return -(-whole // self.n_epochs) if self.n_epochs and is_shuffled(loader) else whole

    def fitting(self) -> Any:
        """Return a `Trainer.fit` that divides one epoch's batches among all epochs."""
        from lightning import Trainer

        fit = Trainer.fit

        def fit_short(trainer: Any, *args: Any, **options: Any) -> None:
            self.n_epochs = max(1, trainer.max_epochs or 1)
            try:
                fit(trainer, *args, **options)
            finally:
                self.n_epochs = None

        return fit_short


def is_shuffled(loader: Any) -> bool:
    """Tell whether a loader takes the rows in a random order, as one does to learn from them."""
    from torch.utils.data import RandomSampler

    return isinstance(getattr(loader.sampler, "sampler", loader.sampler), RandomSampler)
