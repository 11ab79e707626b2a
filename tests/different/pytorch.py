"""Right answers to the exercises of pytorch that are written in another way than the course's."""

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


def to_linear_by_data(W, b):
    layer = torch.nn.Linear(*W.shape)
    layer.weight.data = torch.tensor(W.T, dtype=torch.float32)
    layer.bias.data[:] = torch.tensor(b)
    return layer


@torch.no_grad()
def to_linear_number_by_number(W, b):
    layer = torch.nn.Linear(W.shape[0], W.shape[1])
    for (i, j), w in np.ndenumerate(W):
        layer.weight[j, i] = w
    for j, number in enumerate(b):
        layer.bias[j] = number
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


def train_epoch_by_the_data_set(model, batches, optimizer):
    model.train()
    total = 0.0
    for X, y in batches:
        loss = torch.nn.functional.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            total += loss.item() * X.size(0)
    return total / len(batches.dataset)


def train_epoch_that_looks_in_between(model, batches, optimizer):
    model.train()
    total, n_rows, n_right = 0.0, 0, 0
    for X, y in batches:
        model.zero_grad()
        loss = torch.nn.CrossEntropyLoss()(model(X), y)
        loss.backward()
        optimizer.step()
        model.eval()
        with torch.inference_mode():
            n_right += (model(X).argmax(dim=1) == y).sum().item()
        model.train()
        total, n_rows = total + float(loss) * y.numel(), n_rows + y.numel()
    return total / n_rows


def evaluate_and_go_back(model, batches):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        each = [(torch.nn.functional.cross_entropy(model(X), y, reduction="sum"), model(X), y) for X, y in batches]
    model.train(was_training)
    n_rows = sum(len(y) for _, _, y in each)
    return sum(loss for loss, _, _ in each) / n_rows, sum((z.argmax(1) == y).sum() for _, z, y in each) / n_rows


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
    "to_linear": [to_linear_by_state, to_linear_by_parameters, to_linear_by_data, to_linear_number_by_number],
    "train_epoch": [
        train_epoch_by_sums,
        train_epoch_with_logarithms,
        train_epoch_by_the_data_set,
        train_epoch_that_looks_in_between,
    ],
    "diseases": [
        25134.0,
        np.int64(25134),
        "25134",
        [2, 5, 1, 3, 4],
        (2, 5, 1, 3, 4),
        torch.tensor(25134),
        torch.tensor([2, 5, 1, 3, 4]),
        {"E": 4, "D": 3, "C": 1, "B": 5, "A": 2},
    ],
    "evaluate": [evaluate_all_at_once, evaluate_row_by_row, evaluate_and_go_back],
}
