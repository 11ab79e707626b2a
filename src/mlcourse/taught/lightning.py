"""Taught in the lesson lightning, and cut out of it by `mlcourse build`: edit the lesson."""

import lightning as L
import torch
from torch.nn.functional import cross_entropy
from torchmetrics import Accuracy

from mlcourse.taught.pytorch import loader


# Exercise 1 · What was yours
class Classifier(L.LightningModule):
    """A network with its loss and its optimizer."""

    def __init__(self, model, learning_rate=0.001):
        super().__init__()
        self.model, self.learning_rate = model, learning_rate

    def forward(self, X):
        return self.model(X)

    def training_step(self, batch, batch_idx):
        X, y = batch
        ### BEGIN SOLUTION
        loss = cross_entropy(self(X), y)
        ### END SOLUTION
        self.log("train_loss", loss, on_step=False, on_epoch=True, batch_size=len(y))
        return loss

    def configure_optimizers(self):
        ### BEGIN SOLUTION
        return torch.optim.Adam(self.parameters(), lr=self.learning_rate)
        ### END SOLUTION


# Exercise 1 · What was yours
class Judged(Classifier):
    """The same, judged by loss and accuracy on validation and on test rows."""

    def __init__(self, model, learning_rate=0.001, n_classes=10):
        super().__init__(model, learning_rate)
        self.accuracy = Accuracy(task="multiclass", num_classes=n_classes)

    def validation_step(self, batch, batch_idx):
        self.judge(batch, "val")

    def test_step(self, batch, batch_idx):
        self.judge(batch, "test")

    def judge(self, batch, part):
        X, y = batch
        logits = self(X)  # (n_rows, n_classes)
        self.accuracy(logits, y)
        self.log(f"{part}_loss", cross_entropy(logits, y), batch_size=len(y))
        self.log(f"{part}_accuracy", self.accuracy, batch_size=len(y))


# Exercise 1 · What was yours
class ThreeParts(L.LightningDataModule):
    """The batches of train, validation and test, each a pair of inputs and classes."""

    def __init__(self, train, validation, test=None, batch_size=32, seed=7):
        super().__init__()
        self.train, self.validation, self.test, self.batch_size = train, validation, test, batch_size
        self.order = torch.Generator().manual_seed(seed)

    def train_dataloader(self):
        return loader(*self.train, self.batch_size, shuffle=True, generator=self.order)

    def val_dataloader(self):
        return loader(*self.validation, 2048)

    def test_dataloader(self):
        return loader(*self.test, 2048)

    def state_dict(self):
        return {"order": self.order.get_state()}

    def load_state_dict(self, state):
        self.order.set_state(state["order"])


# Exercise 2 · Your own Trainer
class Trainer:
    """Runs what a LightningModule and a data module say, for some epochs."""

    def __init__(self, max_epochs):
        self.max_epochs, self.logged = max_epochs, {}

    def log(self, name, value, **options):
        self.logged[name] = value  # only the last one; Lightning's log has all

    def fit(self, model, datamodule):
        model.log = self.log
        ### BEGIN SOLUTION
        optimizer = model.configure_optimizers()
        for _ in range(self.max_epochs):
            model.train()
            for batch_idx, batch in enumerate(datamodule.train_dataloader()):
                optimizer.zero_grad()
                loss = model.training_step(batch, batch_idx)
                loss.backward()
                optimizer.step()
            model.eval()
            with torch.no_grad():
                for batch_idx, batch in enumerate(datamodule.val_dataloader()):
                    model.validation_step(batch, batch_idx)
        ### END SOLUTION


# Exercise 3 · Patience
def early_stop(losses, patience):
    """Return the last epoch that is still trained, and the best epoch so far."""
    ### BEGIN SOLUTION
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best >= patience:
            break
    return epoch, best
    ### END SOLUTION
