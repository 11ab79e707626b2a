"""Who catches up trains for one epoch: all epochs are there, with about as many steps as one."""

import pytest
import torch
from torch.utils.data import DataLoader, TensorDataset

from mlcourse.live.one_epoch import one_epoch
from mlcourse.taught.pytorch import loader

X, y = torch.zeros(100, 2), torch.zeros(100, dtype=torch.int64)


def passes(batches, n_epochs=4):
    """Return how many batches each pass gives."""
    return [sum(1 for _ in batches) for _ in range(n_epochs)]


@pytest.mark.parametrize("make", [lambda: loader(X, y, 10, shuffle=True), lambda: DataLoader(X, 10, shuffle=True)])
def test_a_loop_by_hand_learns_from_all_batches_once(make):
    with one_epoch("import torch"):
        assert passes(make()) == [10, 1, 1, 1]
        assert passes(make()) == [10, 1, 1, 1]
    assert passes(make()) == [10, 10, 10, 10]


def test_batches_in_order_judge_and_stay_whole():
    with one_epoch("import torch"):
        assert passes(loader(X, y, 10)) == [10, 10, 10, 10]
        assert len(loader(X, y, 10, shuffle=True)) == 10


@pytest.mark.parametrize("code", ["import torch", "import lightning", "from mlcourse.taught.pytorch import loader"])
def test_what_trains_is_recognized(code):
    with one_epoch(code):
        assert passes(loader(X, y, 50, shuffle=True)) == [2, 1, 1, 1]


def test_code_without_networks_is_left_alone():
    with one_epoch("import numpy"):
        assert passes(loader(X, y, 50, shuffle=True)) == [2, 2, 2, 2]


@pytest.mark.parametrize("n_epochs, n_steps", [(1, 10), (3, 12), (30, 30)])
def test_lightning_counts_all_epochs_and_takes_few_steps(tmp_path, n_epochs, n_steps):
    import lightning as L

    from mlcourse.taught.lightning import Judged, ThreeParts
    from mlcourse.trainer import curves, trainer_options

    parts = ThreeParts((X, y), (X, y), (X, y), batch_size=10)
    model = Judged(torch.nn.Linear(2, 3), n_classes=3)
    with one_epoch("import lightning"):
        trainer = L.Trainer(max_epochs=n_epochs, accelerator="cpu", **trainer_options(tmp_path))
        trainer.fit(model, datamodule=parts)
    assert trainer.global_step == n_steps
    log = curves(tmp_path)
    assert len(log["train_loss"]) == len(log["val_loss"]) == n_epochs


def test_nothing_stays_changed_after_an_error():
    before = DataLoader.__iter__, DataLoader.__len__
    with pytest.raises(ZeroDivisionError), one_epoch("import lightning"):
        1 / 0  # noqa: B018
    assert (DataLoader.__iter__, DataLoader.__len__) == before
    assert passes(DataLoader(TensorDataset(X), 50, shuffle=True)) == [2, 2, 2, 2]
