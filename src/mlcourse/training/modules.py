"""The Lightning module and the data module that lessons 15 to 18 share. Taught in lesson 15."""

from collections.abc import Callable
from typing import Any

import lightning as L
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.utils.data import DataLoader
from torchmetrics import Accuracy

from mlcourse.training.loop import loader

Part = tuple[Tensor, Tensor]  # inputs (n_rows, ...), classes (n_rows,)


class Classifier(L.LightningModule):
    """A network that learns classes by cross-entropy, with Adam, and is judged by loss and accuracy.

    Parameters
    ----------
    model : Module
        Maps inputs of shape (n_rows, ...) to logits of shape (n_rows, n_classes).
    learning_rate : float, default=0.001
        Adam's.
    n_classes : int, default=10
        How many logits a row has.

    Attributes
    ----------
    accuracy : torchmetrics.Accuracy
        Counts the rows that are right, over all batches. Taught in lesson 15.

    Raises
    ------
    TypeError
        If `model` is no module of PyTorch's.
    ValueError
        If `learning_rate` is not positive; while it trains, if the logits have another shape.
    """

    def __init__(self, model: nn.Module, learning_rate: float = 0.001, n_classes: int = 10) -> None:
        super().__init__()
        if not isinstance(model, nn.Module):
            raise TypeError(f"model must be a module of PyTorch's, got {type(model).__name__}")
        if learning_rate <= 0:
            raise ValueError(f"learning_rate must be positive, got {learning_rate}")
        self.model, self.learning_rate, self.n_classes = model, learning_rate, n_classes
        self.accuracy = Accuracy(task="multiclass", num_classes=n_classes)

    def forward(self, X: Tensor) -> Tensor:
        """Return the model's logits, of shape (n_rows, n_classes)."""
        logits = self.model(X)
        if logits.shape != (len(X), self.n_classes):
            expected = (len(X), self.n_classes)
            raise ValueError(f"model must return logits of shape {expected}, got {tuple(logits.shape)}")
        return logits

    def training_step(self, batch: Part, batch_idx: int) -> Tensor:
        """Return the mean loss of a batch, and log it."""
        X, y = batch
        loss = cross_entropy(self(X), y)
        self.log("train_loss", loss, on_step=False, on_epoch=True, batch_size=len(y))
        return loss

    def configure_optimizers(self) -> torch.optim.Optimizer:
        """Return the optimizer, which holds all parameters."""
        return torch.optim.Adam(self.parameters(), lr=self.learning_rate)

    def validation_step(self, batch: Part, batch_idx: int) -> None:
        """Log the loss and the accuracy on validation rows, as `val_loss` and `val_accuracy`."""
        self.judge(batch, "val")

    def test_step(self, batch: Part, batch_idx: int) -> None:
        """Log the loss and the accuracy on test rows, as `test_loss` and `test_accuracy`."""
        self.judge(batch, "test")

    def judge(self, batch: Part, part: str) -> None:
        """Log the loss and the accuracy of a batch, under the part's name."""
        X, y = batch
        logits = self(X)
        self.accuracy(logits, y)
        self.log(f"{part}_loss", cross_entropy(logits, y), batch_size=len(y))
        self.log(f"{part}_accuracy", self.accuracy, batch_size=len(y))


class OneCycle(Classifier):
    """The same, with inputs that may be changed at random to learn from, and a step size that rises and falls once.

    Parameters
    ----------
    model : Module
        Maps inputs of shape (n_rows, ...) to logits of shape (n_rows, n_classes).
    learning_rate : float, default=0.006
        AdamW's, where it is highest; before and after, `OneCycleLR` says.
    n_classes : int, default=10
        How many logits a row has.
    augment : callable, optional
        Maps a batch's inputs to others of the same shape. It is called while the network learns, and never where it is
        judged. Taught in lesson 17.
    """

    def __init__(
        self,
        model: nn.Module,
        learning_rate: float = 0.006,
        n_classes: int = 10,
        augment: Callable[[Tensor], Tensor] | None = None,
    ) -> None:
        super().__init__(model, learning_rate, n_classes)
        self.augment = augment

    def training_step(self, batch: Part, batch_idx: int) -> Tensor:
        """Return the mean loss of a batch, changed at random."""
        X, y = batch
        return super().training_step((self.augment(X) if self.augment else X, y), batch_idx)

    def configure_optimizers(self) -> dict[str, Any]:
        """Return the optimizer, and the schedule that changes its step size after each batch."""
        optimizer = torch.optim.AdamW(self.parameters(), lr=self.learning_rate)
        n_steps = self.trainer.estimated_stepping_batches  # of the whole training
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, self.learning_rate, n_steps)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


class ThreeParts(L.LightningDataModule):
    """The rows in their three parts: train, validation and test.

    Parameters
    ----------
    train, validation, test : (Tensor, Tensor)
        Inputs of shape (n_rows, ...) and their classes; the model learns from the first, is judged on the second
        during training, and graded on the third at the very end.
    batch_size : int, default=32
        Rows a training batch; those that judge have 1000.
    seed : int, default=7
        Of the generator that draws a new order of the training rows for each epoch. A checkpoint remembers where it
        stands, so that a resumed run goes on with the orders that were to come. Taught in lesson 15.

    Raises
    ------
    TypeError, ValueError
        If a part is no pair of such tensors; if `batch_size` is not positive.
    """

    def __init__(self, train: Part, validation: Part, test: Part, batch_size: int = 32, seed: int = 7) -> None:
        super().__init__()
        for name, part in {"train": train, "validation": validation, "test": test}.items():
            if not (isinstance(part, tuple | list) and len(part) == 2):
                raise TypeError(f"{name} must be a pair of tensors, inputs and classes, got {type(part).__name__}")
            loader(*part, batch_size)  # refuses what it cannot cut into batches
        self.train, self.validation, self.test, self.batch_size = train, validation, test, batch_size
        self.order = torch.Generator().manual_seed(seed)

    def train_dataloader(self) -> DataLoader:
        """Return the training batches, in a new order each epoch."""
        return loader(*self.train, self.batch_size, shuffle=True, generator=self.order)

    def val_dataloader(self) -> DataLoader:
        """Return the validation batches."""
        return loader(*self.validation, 1000)

    def test_dataloader(self) -> DataLoader:
        """Return the test batches."""
        return loader(*self.test, 1000)

    def state_dict(self) -> dict[str, Tensor]:
        """Return what a checkpoint should remember: where the order's generator stands."""
        return {"order": self.order.get_state()}

    def load_state_dict(self, state_dict: dict[str, Tensor]) -> None:
        """Put the order's generator back to where it stood."""
        self.order.set_state(state_dict["order"].cpu())
