"""Taught in the lesson pytorch, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np
import torch
from torch import nn
from torch.autograd.graph import get_gradient_edge
from torch.nn.functional import cross_entropy
from torch.utils.data import BatchSampler, DataLoader, RandomSampler, SequentialSampler, TensorDataset

from mlcourse.taught.backpropagation import Value


# What does it remember?
def as_values(tensors):
    """Return each tensor as a `Value` that holds what PyTorch remembers of it; parents come before their children."""
    made = {}
    for tensor in tensors:
        node = get_gradient_edge(tensor).node  # its `grad_fn`; a number that was there from the start has a node, too
        parents = [made[parent] for parent, _ in node.next_functions]
        shares = node(torch.tensor(1.0)) if parents else ()
        slopes = [share.item() for share in (shares if isinstance(shares, tuple) else [shares])]
        made[node] = Value(tensor.item(), parents, slopes)
    return list(made.values())


# Exercise 1 · Into the layer
def to_linear(W, b):
    """Return PyTorch's layer with our weights and biases in it."""
    ### BEGIN SOLUTION
    layer = nn.Linear(*W.shape)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(W.T))
        layer.bias.copy_(torch.tensor(b))
    return layer
    ### END SOLUTION


# Exercise 2 · The training loop
def train_epoch(model, batches, optimizer):
    """Take one step for each batch; return the average loss, each row counted once."""
    ### BEGIN SOLUTION
    model.train()
    total, n_rows = 0.0, 0
    for X, y in batches:
        optimizer.zero_grad()
        loss = cross_entropy(model(X), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n_rows += len(y)
    return total / n_rows
    ### END SOLUTION


# Exercise 3 · Evaluate
def evaluate(model, batches):
    """Return the average loss and the accuracy, each row counted once; nothing is learned."""
    ### BEGIN SOLUTION
    model.eval()
    total, n_right, n_rows = 0.0, 0, 0
    with torch.no_grad():
        for X, y in batches:
            logits = model(X)
            total += cross_entropy(logits, y).item() * len(y)
            n_right += (logits.argmax(dim=1) == y).sum().item()
            n_rows += len(y)
    return total / n_rows, n_right / n_rows
    ### END SOLUTION


# Clothes
def loader(X, y, batch_size, shuffle=False, generator=None):
    """Return batches of rows, each made by one indexing of the tensors."""
    rows = TensorDataset(X, y)
    order = RandomSampler(rows, generator=generator) if shuffle else SequentialSampler(rows)
    batches = BatchSampler(order, batch_size, drop_last=False)
    # a `DataLoader` draws a random number whenever it starts: with a generator of its own, it changes nobody else's
    return DataLoader(rows, sampler=batches, batch_size=None, generator=torch.Generator())


# Ten layers deep
def deep(seed, he=False):
    """Return a network of ten hidden layers of 64, as PyTorch begins it, or with lesson 15's He initialization."""
    torch.manual_seed(seed)
    hidden = [layer for _ in range(10) for layer in (nn.Linear(64, 64), nn.ReLU())]
    model = nn.Sequential(*hidden, nn.Linear(64, 10))
    for layer in model[::2] if he else []:  # every second one is an `nn.Linear`
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        nn.init.zeros_(layer.bias)
    return model


# Five patients
def losses_of(disease, train, validation, seed=7):
    """Return the train and the validation loss of 25 epochs of a loop with one of five diseases; 0 is healthy."""
    torch.manual_seed(seed)
    last = [nn.Softmax(dim=1)] if disease == 3 else []
    model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10), *last)
    optimizer = torch.optim.SGD(model.parameters(), lr=3.0 if disease == 2 else 0.3)
    if disease == 1:
        optimizer.zero_grad = lambda: None  # as if the line were not there
    if disease == 4:
        train = [part[train[1].argsort(stable=True)] for part in train]
    batches = loader(*train, 10, shuffle=disease != 4, generator=torch.Generator().manual_seed(seed))
    judged = loader(*(train if disease == 5 else validation), 500)
    losses = [(train_epoch(model, batches, optimizer), evaluate(model, judged)[0]) for _ in range(25)]
    return np.array(losses)  # (n_epochs, 2)
