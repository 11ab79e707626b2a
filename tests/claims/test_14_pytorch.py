"""Sentences of lesson 14 that must not rest on one lucky seed."""

import numpy as np
import pytest
import torch
from torch import nn

from mlcourse import data
from mlcourse.scratch.pipeline import split
from mlcourse.training import evaluate, loader, train_epoch

SEEDS = range(3)


@pytest.fixture(scope="module")
def clothes():
    """Return the pictures, between 0 and 1, and their classes."""
    fashion = data.load_fashion_mnist(train=True)
    return fashion.data.flatten(1) / 255, fashion.targets


def parts(clothes, seed):
    """Split as the lesson does, and return the batches of both parts."""
    X, y = clothes
    train, validation = split(60_000, 50_000, np.random.default_rng(seed))
    shuffled = torch.Generator().manual_seed(seed)
    return loader(X[train], y[train], 128, shuffle=True, generator=shuffled), loader(X[validation], y[validation], 1000)


def new_network(seed, *more):
    """Return the lesson's network before training, its layers followed by some more."""
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10), *more)


def train(model, batches, validation, n_epochs, lr=0.1):
    """Return for each epoch the train loss, the validation loss, and the accuracy."""
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [(train_epoch(model, batches, optimizer), *evaluate(model, validation)) for _ in range(n_epochs)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_train_loss_begins_well_above_the_validation_loss_then_they_meet(clothes, seed):
    losses = train(new_network(seed), *parts(clothes, seed), n_epochs=8)
    assert losses[0][0] > losses[0][1] + 0.1
    assert abs(losses[-1][0] - losses[-1][1]) < 0.05
    assert losses[-1][2] > 0.85


@pytest.mark.parametrize("seed", SEEDS)
def test_with_a_softmax_first_the_network_still_learns_only_slowly(clothes, seed):
    batches = parts(clothes, seed)
    twice = train(new_network(seed, nn.Softmax(dim=1)), *batches, n_epochs=2)
    once = train(new_network(seed), *batches, n_epochs=2)
    assert 0.3 < twice[-1][2] < once[-1][2] - 0.05


@pytest.mark.parametrize("seed", range(5))
def test_eight_pictures_are_learned_by_heart_in_100_steps(clothes, seed):
    X, y = clothes
    rows = torch.arange(8) + 8 * seed
    model, eight = new_network(seed), loader(X[rows], y[rows], batch_size=8)
    train(model, eight, eight, n_epochs=100)
    loss, accuracy = evaluate(model, eight)
    assert accuracy == 1 and loss < 0.1
