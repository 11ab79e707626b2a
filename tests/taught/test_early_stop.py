"""Early stopping by hand against Lightning's."""

from types import SimpleNamespace

import torch
from hypothesis import given
from hypothesis import strategies as st
from lightning.pytorch.callbacks import EarlyStopping

from mlcourse.taught.lightning import early_stop

LOSSES = st.lists(st.integers(0, 8).map(lambda n: n / 4), min_size=1, max_size=25)


def with_lightning(losses, patience):
    """Return the last epoch that Lightning's callback lets pass."""
    stopping = EarlyStopping(monitor="val_loss", patience=patience)
    strategy = SimpleNamespace(reduce_boolean_decision=lambda stop, all: stop)
    trainer = SimpleNamespace(strategy=strategy, should_stop=False, fast_dev_run=False, world_size=1)
    for epoch, loss in enumerate(losses):
        trainer.current_epoch, trainer.callback_metrics = epoch, {"val_loss": torch.tensor(loss)}
        stopping._run_early_stopping_check(trainer)
        if trainer.should_stop:
            return epoch
    return len(losses) - 1


@given(LOSSES, st.integers(1, 6))
def test_it_ends_where_lightning_does(losses, patience):
    assert early_stop(losses, patience)[0] == with_lightning(losses, patience)


@given(LOSSES, st.integers(1, 6))
def test_the_best_epoch_is_the_first_of_the_lowest_that_were_trained(losses, patience):
    last, best = early_stop(losses, patience)
    trained = losses[: last + 1]
    assert best == trained.index(min(trained))


def test_more_patience_never_finds_a_worse_epoch():
    losses = [0.9, 0.7, 0.8, 0.75, 0.6, 0.65, 0.7, 0.8, 0.5]
    found = [losses[early_stop(losses, patience)[1]] for patience in range(1, 7)]
    assert found == sorted(found, reverse=True)
