"""Lightning as the lessons use it: the loop's numbers, resumed as if never stopped, quiet, leaving nothing behind."""

import math
import os

import lightning as L
import numpy as np
import pytest
import torch
from jupyter_client.manager import start_new_kernel
from lightning.pytorch.callbacks import EarlyStopping, ModelCheckpoint
from torch import nn

from mlcourse.taught.lightning import Judged, ThreeParts
from mlcourse.taught.pytorch import evaluate, loader, train_epoch
from mlcourse.trainer import curves, trainer_options


def make_parts(seed=0, n=(70, 50, 30)):
    """Return three parts of random rows, whose classes depend on them."""
    draws = torch.Generator().manual_seed(seed)
    Xs = [torch.randn(rows, 6, generator=draws) for rows in n]
    return [(X, X[:, :3].argmax(dim=1)) for X in Xs]


def make_model(seed=0, n_classes=3, dropout=0.0):
    """Return a small network, always with the same weights."""
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(6, 16), nn.ReLU(), nn.Dropout(dropout), nn.Linear(16, n_classes))


def fit(folder, parts, max_epochs, seed=0, callbacks=(), **more):
    """Train a new classifier; return it and its trainer."""
    classifier = Judged(make_model(seed), learning_rate=0.01, n_classes=3)
    trainer = L.Trainer(max_epochs=max_epochs, accelerator="cpu", callbacks=list(callbacks), **trainer_options(folder))
    trainer.fit(classifier, datamodule=ThreeParts(*parts, batch_size=16, seed=seed), **more)
    return classifier, trainer


def same_weights(a, b):
    """Tell whether two modules have the same weights, to the last bit."""
    return all(torch.equal(p, q) for p, q in zip(a.parameters(), b.parameters(), strict=True))


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    """Work in a folder of the test's own, in which nothing may be left."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("TQDM_DISABLE", "1")
    yield
    assert list((tmp_path / "work").iterdir()) == []


@pytest.mark.parametrize("seed", range(4))
def test_the_same_losses_as_the_loop(seed, tmp_path):
    parts = make_parts(seed)
    model = make_model(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    batches = loader(*parts[0], 16, shuffle=True, generator=torch.Generator().manual_seed(seed))
    judged = loader(*parts[1], 20)  # the last batch is a short one; Lightning gets all rows in one
    by_loop = np.array([(train_epoch(model, batches, optimizer), *evaluate(model, judged)) for _ in range(4)])
    classifier, _ = fit(tmp_path / "logs", parts, 4, seed)
    log = curves(tmp_path / "logs")
    assert same_weights(classifier.model, model)
    np.testing.assert_allclose(log["train_loss"], by_loop[:, 0], rtol=1e-6)
    np.testing.assert_allclose(log["val_loss"], by_loop[:, 1], rtol=1e-6)
    np.testing.assert_allclose(log["val_accuracy"], by_loop[:, 2], rtol=1e-6)


def test_averages_count_each_row_once_though_the_last_batch_is_short(tmp_path):
    parts = make_parts(n=(40, 2500, 1001))
    classifier, trainer = fit(tmp_path / "logs", parts, 1)
    for name, part, judge in [("val", parts[1], trainer.validate), ("test", parts[2], trainer.test)]:
        (judged,) = judge(classifier, datamodule=ThreeParts(*parts), verbose=False)
        loss, accuracy = evaluate(classifier, [part])
        assert judged[f"{name}_loss"] == pytest.approx(loss, rel=1e-5)
        assert judged[f"{name}_accuracy"] == pytest.approx(accuracy, rel=1e-6)


def test_eight_images_are_learned_by_heart(tmp_path):
    eight = torch.rand(8, 1, 28, 28, generator=torch.Generator().manual_seed(0)), torch.arange(8)
    classifier = Judged(nn.Sequential(nn.Flatten(), nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 10)), 0.01)
    trainer = L.Trainer(max_epochs=60, accelerator="cpu", **trainer_options(tmp_path / "logs"))
    trainer.fit(classifier, datamodule=ThreeParts(eight, eight, eight, batch_size=8))
    loss, accuracy = evaluate(classifier, [eight])
    assert accuracy == 1 and loss < 0.05


@pytest.mark.parametrize("monitor", [None, "val_loss"])
def test_a_resumed_run_ends_with_the_weights_of_one_that_never_stopped(monitor, tmp_path):
    parts = make_parts()
    whole, _ = fit(tmp_path / "whole", parts, 5)
    keep = ModelCheckpoint(tmp_path / "kept", monitor=monitor, save_last=True)
    fit(tmp_path / "first", parts, 2, callbacks=[keep])
    resumed, _ = fit(tmp_path / "second", parts, 5, ckpt_path=keep.last_model_path, weights_only=True)
    assert same_weights(whole, resumed)
    late = curves(tmp_path / "whole")["train_loss"][2:]
    np.testing.assert_array_equal(curves(tmp_path / "second")["train_loss"], late)


def test_without_the_order_in_the_checkpoint_the_weights_would_differ(tmp_path, monkeypatch):
    parts = make_parts()
    whole, _ = fit(tmp_path / "whole", parts, 4)
    monkeypatch.setattr(ThreeParts, "load_state_dict", lambda self, state: None)
    _, trainer = fit(tmp_path / "first", parts, 2)
    start = trainer.checkpoint_callback.best_model_path
    resumed, _ = fit(tmp_path / "second", parts, 4, ckpt_path=start, weights_only=True)
    assert not same_weights(whole, resumed)


def test_the_checkpoint_holds_the_best_epoch_and_not_the_last(tmp_path):
    parts = make_parts(n=(20, 200, 30))
    keep = ModelCheckpoint(monitor="val_loss")
    classifier, _ = fit(tmp_path / "logs", parts, 60, callbacks=[EarlyStopping("val_loss", patience=3), keep])
    losses = curves(tmp_path / "logs")["val_loss"]
    assert len(losses) == losses.argmin() + 4 < 60
    assert evaluate(classifier, [parts[1]])[0] == pytest.approx(losses[-1], rel=1e-5)
    classifier.load_state_dict(torch.load(keep.best_model_path, weights_only=True)["state_dict"])
    assert evaluate(classifier, [parts[1]])[0] == pytest.approx(losses.min(), rel=1e-5)


# --- in a notebook's kernel ---

MODEL = """
import os, time, torch, lightning as L
from lightning.pytorch.callbacks import EarlyStopping, ModelCheckpoint
from torch import nn
from mlcourse.taught.lightning import Judged, ThreeParts
from mlcourse.trainer import trainer_options
class Slow(Judged):
    def training_step(self, batch, batch_idx):
        time.sleep(0.02)
        if self.trainer.max_epochs == 9999 and self.global_step == 5:
            print("trains", flush=True)
        return super().training_step(batch, batch_idx)
part = torch.randn(40, 6), torch.arange(40) % 3
model, rows = Slow(nn.Linear(6, 3), n_classes=3), ThreeParts(part, part, part)
def trainer(max_epochs, name="logs", **more):
    return L.Trainer(max_epochs=max_epochs, accelerator="cpu", **more, **trainer_options(os.path.join(FOLDER, name)))
"""
ALL_THAT_TALKS = """
for _ in range(2):
    callbacks = [EarlyStopping("val_loss", patience=1), ModelCheckpoint(monitor="val_loss")]
    first = trainer(2, callbacks=callbacks)
    first.fit(model, datamodule=rows)
    first.validate(model, datamodule=rows, verbose=False)
    first.test(model, datamodule=rows, ckpt_path="best", weights_only=True, verbose=False)
trainer(4, "again").fit(model, datamodule=rows, ckpt_path=callbacks[1].best_model_path, weights_only=True)
trainer(1, fast_dev_run=True).fit(model, datamodule=rows)
"""


def tell(client, code, when=None, do=None):
    """Run some code in a kernel; return what it prints, raises and displays. At the output `when`, do something."""
    message, seen = client.execute(code), ""
    while True:
        reply = client.get_iopub_msg(timeout=100)
        content = reply["content"]
        if reply["parent_header"].get("msg_id") != message:
            continue
        seen += content.get("text", "") + content.get("ename", "") + str(content.get("data", "") or "")
        if when and when in seen:
            do()
            when = None
        if content.get("execution_state") == "idle":
            return seen


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """Return a kernel that has imported Lightning, its client, and what it said of it; it must leave nothing behind."""
    work = tmp_path_factory.mktemp("work")
    environment = os.environ | {"TQDM_DISABLE": "1"}
    manager, client = start_new_kernel(cwd=work, extra_arguments=["--log-level=ERROR"], env=environment)
    try:
        said = tell(client, "import sys, mlcourse.taught.pytorch; print('lightning' in sys.modules)")
        said += tell(client, f"FOLDER = {str(tmp_path_factory.mktemp('logs'))!r}{MODEL}")
        yield manager, client, said
        assert list(work.iterdir()) == []
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_the_loop_alone_does_not_load_lightning_and_lightning_is_loaded_quietly(kernel):
    assert kernel[2] == "False\n"


def test_quiet_is_quiet_and_shows_a_bar_where_nobody_forbids_it(kernel):
    _, client, _ = kernel
    assert tell(client, ALL_THAT_TALKS) == ""
    seen = tell(client, "os.environ.pop('TQDM_DISABLE'); trainer(2, 'bar').fit(model, rows)")
    tell(client, "os.environ['TQDM_DISABLE'] = '1'")
    assert "widget" in seen and "Warning" not in seen


def test_an_interrupted_training_leaves_a_usable_model_and_kernel(kernel):
    manager, client, _ = kernel
    seen = tell(client, "trainer(9999, 'long').fit(model, rows)", "trains", manager.interrupt_kernel)
    assert "SystemExit" in seen  # so says Lightning; the kernel goes on all the same
    assert "True" in tell(client, "print(all(bool(p.isfinite().all()) for p in model.parameters()))")
    assert "(40, 3)" in tell(client, "print(tuple(model(part[0]).shape))")
    seen = tell(client, "print('waits', flush=True); time.sleep(60)", "waits", manager.interrupt_kernel)
    assert "KeyboardInterrupt" in seen  # the next one is heard too
    seen = tell(client, "again = trainer(2, 'after'); again.fit(model, rows); print(again.state.status)")
    assert "FINISHED" in seen


def test_an_epoch_that_diverged_keeps_its_place(tmp_path):
    rows = ["epoch,step,val/loss,train_loss", "0,3,1.5,", "0,3,,2.5", "1,7,nan,", "1,7,,inf", "2,11,0.5,", "2,11,,1.0"]
    (tmp_path / "metrics.csv").write_text("\n".join(rows), encoding="utf-8")
    log = {name: values.tolist() for name, values in curves(tmp_path).items()}
    assert log == {"val/loss": [1.5, pytest.approx(math.nan, nan_ok=True), 0.5], "train_loss": [2.5, math.inf, 1.0]}


def test_a_run_that_was_stopped_in_its_first_epoch_has_no_curves_and_says_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="no epoch of this run has ended yet, so there are no curves"):
        curves(tmp_path)
