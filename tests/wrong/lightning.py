"""Wrong answers to the exercises of lightning, each with words of the sentence that it must get."""

from mlcourse.taught import lightning as ours
from tests.wrong.answers import written

LOG = 'self.log("train_loss", loss, on_step=False, on_epoch=True, batch_size=len(y))'

CLASSIFIER = {
    "lr=self.learning_rate -> lr=self.learning_rate, weight_decay=0.01": "weight_decay=0.01",
    "lr=self.learning_rate -> lr=self.learning_rate, maximize=True": "maximize=True",
    "lr=self.learning_rate -> lr=self.learning_rate, betas=(0.5, 0.9)": "betas=(0.5, 0.9)",
    "lr=self.learning_rate -> lr=self.learning_rate, amsgrad=True": "amsgrad=True",
    "lr=self.learning_rate -> lr=0.001": "takes one of its own",
    "X, y = batch -> X, y = batch; self.eval()": "The mode after `training_step`",
    "X, y = batch -> X, y = batch; X /= 255": "",
    "X, y = batch -> X, y = batch; torch.manual_seed(7)": "PyTorch's seed",
    "return loss -> torch.set_grad_enabled(False); return loss": "memory off for good",
    "return loss -> self.requires_grad_(False); return loss": "froze the parameters",
    "return loss -> X.zero_(); return loss": "changed the inputs that it got",
    f"{LOG} -> pass": "What is logged",
    '"train_loss" -> "loss"': "What is logged came out as 'loss', expected 'train_loss'",
    "on_step=False -> on_step=True": "How often `train_loss` is logged",
    "batch_size=len(y) -> batch_size=1": "For how many rows the logged loss counts",
    "self.model, self.learning_rate -> self.network, self.learning_rate\n"
    "self.model(X) -> self.network(X)": "The name of the network",
    "self.model(X) -> self.model(X).softmax(dim=1)": "",
    "self.model(X) -> self.model(X / 255)": "",
    "Adam -> AdamW": "`AdamW`",
    "return torch -> return torch.optim.Adam([torch.zeros(1)]), torch": "",
}

EARLY_STOP = {
    "best = 0 -> best, lowest = 0, 10\n< losses[best] -> < lowest\nbest = epoch -> best, lowest = epoch, "
    "losses[epoch]": "",
    "best = 0 -> best, lowest = 0, 1\n< losses[best] -> < lowest\nbest = epoch -> best, lowest = epoch, "
    "losses[epoch]": "a loss may lie above it",
    "< losses[best] -> < losses[best] - 0.01": "came out as",
    "for epoch in range(len(losses)): -> if not losses: return 0, 0\n    for epoch in range(len(losses)):": "",
    ">= patience -> >= patience - 1": "one epoch too early",
    "epoch, best -> epoch + 1, best + 1": "counted from 1",
    "epoch, best -> epoch, np.argmin(losses)": "lies in the future",
    "epoch, best -> epoch, losses.index(losses[best])": "",
    "epoch - best >= patience -> losses[epoch] > losses[best]": "",
    """
    best = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[epoch - 1]:
            best = epoch
        if epoch - best >= patience:
            break
    epoch, best
    """: "the epoch *before*",
    """
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best >= patience:
            return epoch, best
    return len(losses), best
    """: "one too many",
}

TRAINER = {
    "range(self.max_epochs) -> range(1)": "How often `training_step` is called",
    "datamodule.val_dataloader() -> datamodule.train_dataloader()": "",
    "model.validation_step(batch, batch_idx) -> pass": "How often `validation_step` is called",
    "optimizer.zero_grad() -> model.eval()": "How `training_step` is called",
    "optimizer.zero_grad() -> optimizer = model.configure_optimizers()": "How often `configure_optimizers`",
    "optimizer.zero_grad() -> pass": "pile up",
    "loss.backward() -> loss.backward(); loss = None; model.eval(); model.train(); optimizer.step()": "",
    "model.train() -> model.training_step": "evaluation",
    "with torch.no_grad(): -> if True:": "`with torch.no_grad():`",
}

WRONG = {
    "Trainer": [*written(ours.Trainer, TRAINER), (ours.Trainer(2), "")],
    "Classifier": [*written(ours.Classifier, CLASSIFIER), (ours.Classifier(None), "hand in the class")],
    "early_stop": written(ours.early_stop, EARLY_STOP),
}
