"""Right answers to the exercises of lightning that are written in another way than the course's."""

import lightning as L
import numpy as np
import torch


def early_stop_by_counting(losses, patience):
    lowest, best, wait = float("inf"), None, 0
    for epoch, loss in enumerate(losses):
        wait += 1
        if loss < lowest:
            lowest, best, wait = loss, epoch, 0
        if wait == patience:
            return epoch, best
    return len(losses) - 1, best


def early_stop_by_looking_back(losses, patience):
    for last in range(len(losses)):
        best = int(np.argmin(losses[: last + 1]))
        if last - best == patience:
            break
    return [np.float32(last), best]


def early_stop_from_the_second_epoch(losses, patience):
    best = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        elif epoch - best == patience:
            break
    return epoch, best


class ByModules(L.LightningModule):
    def __init__(self, model, learning_rate=0.1, **more):
        super().__init__()
        self.model, self.criterion, self.rate = model, torch.nn.CrossEntropyLoss(), learning_rate

    def forward(self, X):
        return self.model(X)

    def training_step(self, batch):
        loss = self.criterion(self.forward(batch[0]), batch[1])
        self.log_dict({"train_loss": loss, "rows": float(len(batch[1]))}, on_step=False, on_epoch=True)
        return {"loss": loss}

    def configure_optimizers(self):
        return {"optimizer": torch.optim.Adam(self.model.parameters(), self.rate)}


class ByLogarithms(ByModules):
    def training_step(self, batch, batch_idx):
        X, y = batch
        loss = -self(X).log_softmax(dim=1)[torch.arange(len(y)), y].mean()
        self.log("train_loss", loss.detach(), on_epoch=True, on_step=False, prog_bar=True)
        return loss

    def configure_optimizers(self):
        return [torch.optim.Adam(list(self.parameters()), lr=self.rate)], []


class WithAnotherName(ByModules):
    def training_step(self, batch, batch_nb):
        inputs, targets = batch
        logits = self(inputs)
        loss = torch.nn.functional.nll_loss(torch.log_softmax(logits, dim=-1), targets)
        self.log("train_loss", loss, on_step=False, on_epoch=True, batch_size=targets.size(0))
        self.log("train_accuracy", (logits.argmax(dim=1) == targets).float().mean())
        return loss

    def configure_optimizers(self):
        return torch.optim.Adam(params=self.parameters(), lr=self.rate, betas=(0.9, 0.999), foreach=True)


class ByFunctions:
    def __init__(self, max_epochs=1):
        self.max_epochs = max_epochs

    def fit(self, model, datamodule):
        model.log = lambda *_, **__: None
        optimizer = model.configure_optimizers()
        for _ in range(self.max_epochs):
            self.learn(model.train(), datamodule.train_dataloader(), optimizer)
            self.judge(model.eval(), datamodule.val_dataloader())
        return model

    def learn(self, model, batches, optimizer):
        for i, batch in enumerate(batches):
            model.training_step(batch, i).backward()
            optimizer.step()
            optimizer.zero_grad()

    @torch.no_grad()
    def judge(self, model, batches):
        for i, batch in enumerate(batches):
            model.validation_step(batch, i)


class WithBooks:
    def __init__(self, max_epochs):
        self.epochs, self.logged = max_epochs, {}

    def fit(self, model, datamodule):
        model.log = lambda name, value, **options: self.logged.setdefault(name, []).append(value)
        optimizer, epoch, judged = model.configure_optimizers(), 0, datamodule.val_dataloader()
        while epoch < self.epochs:
            model.train()
            batches = iter(datamodule.train_dataloader())
            for batch_idx in range(len(datamodule.train_dataloader())):
                loss = model.training_step(next(batches), batch_idx=batch_idx)
                model.zero_grad()
                loss.backward()
                optimizer.step()
            model.train(False)
            with torch.inference_mode():
                [model.validation_step(batch, i) for i, batch in enumerate(judged)]
            epoch += 1


DIFFERENT = {
    "Classifier": [ByModules, ByLogarithms, WithAnotherName],
    "early_stop": [early_stop_by_counting, early_stop_by_looking_back, early_stop_from_the_second_epoch],
    "Trainer": [ByFunctions, WithBooks],
}
