"""Right answers to the exercises of lesson 14 that are written in another way than the course's."""

import numpy as np
import torch


def to_linear_by_state(W, b):
    layer = torch.nn.Linear(len(W), W.shape[1])
    layer.load_state_dict({"weight": torch.from_numpy(W).T, "bias": torch.from_numpy(b)})
    return layer


def to_linear_by_parameters(W, b):
    layer = torch.nn.Linear(*W.shape)
    layer.weight = torch.nn.Parameter(torch.tensor(W.T, dtype=torch.float32))
    layer.bias = torch.nn.Parameter(torch.as_tensor(b, dtype=torch.float32))
    return layer


def train_epoch_by_sums(model, batches, optimizer):
    losses, n_rows = [], 0
    for X, y in batches:
        model.train()
        losses.append(torch.nn.functional.cross_entropy(model(X), y, reduction="sum"))
        n_rows += len(y)
        (losses[-1] / len(y)).backward()
        optimizer.step()
        model.zero_grad()
    return sum(losses).item() / n_rows


def train_epoch_with_logarithms(model, batches, optimizer):
    model.train()
    batches, total = list(batches), np.float32(0)
    for X, y in batches:
        loss = torch.nn.NLLLoss()(model(X).log_softmax(dim=1), y)
        optimizer.zero_grad(set_to_none=False)
        loss.backward()
        optimizer.step()
        total += loss.detach().numpy() * len(X)
    return total / sum(len(y) for _, y in batches)


def evaluate_all_at_once(model, batches):
    X, y = (torch.cat(parts) for parts in zip(*batches, strict=True))
    with torch.inference_mode():
        logits = model.eval()(X)
    accuracy = (logits.max(dim=1).indices == y).double().mean()
    return [torch.nn.functional.cross_entropy(logits, y), accuracy]


@torch.no_grad()
def evaluate_row_by_row(model, batches):
    model.train(False)
    rows = [(model(x[None]), t[None]) for X, y in batches for x, t in zip(X, y, strict=True)]
    losses = [torch.nn.functional.cross_entropy(logits, t).item() for logits, t in rows]
    return np.mean(losses), np.mean([logits.argmax().item() == t.item() for logits, t in rows])


DIFFERENT = {
    "to_linear": [to_linear_by_state, to_linear_by_parameters],
    "train_epoch": [train_epoch_by_sums, train_epoch_with_logarithms],
    "evaluate": [evaluate_all_at_once, evaluate_row_by_row],
}
