"""Wrong answers to the exercises of pytorch, each with words of the sentence that it must get."""

from mlcourse.taught import pytorch as ours
from tests.wrong.answers import written

TO_LINEAR = {
    "with torch.no_grad(): -> torch.set_grad_enabled(False)\n    if True:": "PyTorch's memory off for good",
    "return layer -> W *= 0; return layer": "changed its own input",
    "return layer -> b[:] = 0; return layer": "changed its own input",
    "layer = nn.Linear(*W.shape) -> torch.manual_seed(7); layer = nn.Linear(*W.shape)": "PyTorch's seed",
    "*W.shape -> W.shape[1], W.shape[0]": "the two sizes are exchanged",
    "return layer -> layer.weight.requires_grad = False; return layer": "frozen",
    "return layer -> return nn.Sequential(layer)": "expected an `nn.Linear`",
    "W.T -> W.T.round()": "",
}

TRAIN_EPOCH = {
    "n_rows += len(y) -> n_rows += len(y); X.zero_()": "changed the inputs that it got",
    "model.train() -> torch.manual_seed(7); model.train()": "PyTorch's seed",
    "return total / n_rows -> torch.set_grad_enabled(False); return total / n_rows": "memory off for good",
    "return total / n_rows -> model.requires_grad_(False); return total / n_rows": "froze the parameters",
    "optimizer.step() -> optimizer.zero_grad(); optimizer.step()": "cleared between `backward`",
    "optimizer.step() -> model.zero_grad(); optimizer.step()": "cleared between `backward`",
    "n_rows += len(y) -> n_rows += len(y); model.eval()": "nothing in the loop that switches back",
    "model.train() -> pass\nn_rows += len(y) -> n_rows += len(y); model.train()": "comes too late",
    "in batches: -> in list(batches)[:-1]:": "",
    "in batches: -> in list(batches)[::-1]:": "",
    "loss.backward() -> (loss * len(y)).backward()": "",
    "total / n_rows -> total / len(batches)": "",
}

EVALUATE = {
    "with torch.no_grad(): -> torch.set_grad_enabled(False)\n    if True:": "PyTorch's memory off for good",
    "model.eval() -> model.eval(); model.requires_grad_(False)": "froze the parameters",
    "model.eval() -> model.eval().requires_grad_(False)": "froze the parameters",
    "n_rows += len(y) -> n_rows += len(y); X.zero_()": "changed the inputs that it got",
    "model.eval() -> torch.manual_seed(7); model.eval()": "PyTorch's seed",
    "logits.argmax(dim=1) == y -> logits.argmin(dim=1) == y": "accuracy",
    "logits.argmax(dim=1) == y -> y == 0": "accuracy",
    "logits.argmax(dim=1) == y -> (logits[:, 1] > logits[:, 0]).long() == y": "accuracy",
    "== y).sum() -> == y).max()": "accuracy",
    "in batches: -> in list(batches)[:-1]:": "",
    "total / n_rows, n_right / n_rows -> total / n_rows, n_right / len(batches.dataset)": "no attribute 'dataset'",
    """
    model.eval()
    X, y = batches[0]
    with torch.no_grad():
        logits = model(X)
    cross_entropy(logits, y).item(), (logits.argmax(dim=1) == y).float().mean().item()
    """: "",
    """
    model.eval()
    for p in model.parameters():
        p.data.zero_()
    with torch.no_grad():
        X, y = (torch.cat(parts) for parts in zip(*batches))
        logits = model(X)
    cross_entropy(logits, y).item(), (logits.argmax(dim=1) == y).float().mean().item()
    """: "moved the weights",
}

WRONG = {
    "to_linear": written(ours.to_linear, TO_LINEAR),
    "train_epoch": written(ours.train_epoch, TRAIN_EPOCH),
    "evaluate": written(ours.evaluate, EVALUATE),
    "diseases": [
        (15234, "A and C are exchanged"),
        ("15234", "begin small"),
        ([2, 3, 1, 5, 4], "B and D are exchanged"),
        (25413, "A and B are right. Patient C does not have disease 4"),
        (51342, "Patient A does not have disease 5"),
        (25130, "numbered from 1 to 5"),
        (22134, "disease 2 to more than one"),
        (2513, "a number of five digits"),
        ({"A": 2}, "a number of five digits"),
        ("A2 B5 C1 D3 E4", "a number of five digits"),
    ],
}
