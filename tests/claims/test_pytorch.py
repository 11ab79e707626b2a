"""Sentences of pytorch that must not rest on one lucky seed."""

import csv
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from mlcourse import data
from mlcourse.taught import backpropagation, neural_network, training
from mlcourse.taught.backpropagation import Value
from mlcourse.taught.pytorch import as_values, deep, evaluate, loader, losses_of, to_linear, train_epoch
from mlcourse.taught.what_is_machine_learning import split

BATCHES = Path(__file__).parents[2] / "benchmarks" / "results" / "batches.csv"


def ten_seeds(n_daily):
    """Return ten seeds, all but the first few for the nightly run."""
    return [*range(n_daily), *(pytest.param(seed, marks=pytest.mark.nightly) for seed in range(n_daily, 10))]


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


def twins(seed):
    """Return 1,297 digits, their classes, and the same network twice: by hand and in PyTorch."""
    X, y = load_digits(return_X_y=True)
    rng = np.random.default_rng(seed)
    rows, _ = split(1797, 1297, rng)
    parameters = training.initialize([64, 256, 10], rng)
    model = nn.Sequential(to_linear(*parameters[0]), nn.ReLU(), to_linear(*parameters[1]))
    return X[rows] / 16, y[rows], parameters, model


def race(X, y, parameters, model, learning_rate):
    """Train both networks for ten epochs, in the same order; return how far their losses are apart at most."""
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    rng, same_rng = np.random.default_rng(8), np.random.default_rng(8)
    rows = TensorDataset(torch.tensor(X, dtype=torch.float32), torch.tensor(y))
    apart = []
    for _ in range(10):
        by_hand = training.train_epoch(parameters, X, y, learning_rate=learning_rate, batch_size=32, rng=rng)
        batches = DataLoader(rows, batch_size=32, sampler=same_rng.permutation(1297))
        apart.append(abs(train_epoch(model, batches, optimizer) - by_hand))
    return max(apart)


@pytest.mark.parametrize("seed", range(10))
def test_logits_loss_and_slopes_are_those_by_hand_to_the_fifth_digit(seed):
    X, y, parameters, model = twins(seed)
    X_tensor, y_tensor = torch.tensor(X, dtype=torch.float32), torch.tensor(y)

    logits = model(X_tensor)
    loss = nn.functional.cross_entropy(logits, y_tensor)
    loss.backward()
    cost, gradient = backpropagation.backward(parameters, X, y)
    assert np.allclose(logits.detach().numpy(), neural_network.forward(parameters, X), rtol=0, atol=1e-5)
    assert abs(loss.item() - cost) < 1e-5
    slopes = [slopes for dW, db in gradient for slopes in (dW.T, db)]
    for p, by_hand in zip(model.parameters(), slopes, strict=True):
        np.testing.assert_allclose(p.grad.numpy(), by_hand, rtol=0, atol=1e-5)


@pytest.mark.parametrize("seed", ten_seeds(3))
def test_ten_epochs_agree_to_the_fifth_digit(seed):
    assert race(*twins(seed), learning_rate=0.1) < 1e-5


@pytest.mark.nightly
def test_with_long_steps_about_one_race_of_five_parts_before_the_fifth_digit():
    apart = np.array([race(*twins(seed), learning_rate=0.5) for seed in range(20)])
    assert 2 <= (apart > 1e-5).sum() <= 6
    assert apart.max() < 0.01


def test_the_benchmarks_ratios_are_those_in_the_prose():
    with BATCHES.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ways = ["per image, with a transform", "per image, from a tensor", "whole batches"]
    transformed, stacked, whole = (np.median([float(r["batches_s"]) for r in rows if r["way"] == w]) for w in ways)
    epochs = [np.median([float(r["epoch_s"]) for r in rows if r["way"] == w]) for w in ways]
    assert round(transformed / whole) == 28
    assert round(stacked / whole) == 3
    assert round(epochs[0] / epochs[2]) == 5


@pytest.fixture(scope="module", params=ten_seeds(3))
def trained(request, clothes):
    """Return the seed, what eight epochs measured, and the train rows' loss after the first."""
    model, (batches, validation) = new_network(request.param), parts(clothes, request.param)
    losses = train(model, batches, validation, n_epochs=1)
    rows = batches.dataset
    afterwards, _ = evaluate(model, loader(*rows.tensors, 1000))  # in order: nothing is drawn
    losses += train(model, batches, validation, n_epochs=7)
    return request.param, losses, afterwards


def test_asked_at_the_same_moment_train_and_validation_rows_cost_about_the_same(trained):
    _, [(train_loss, validation_loss, _), *_], afterwards = trained
    assert abs(afterwards - validation_loss) < 0.03 < train_loss - validation_loss


def test_the_train_loss_begins_well_above_the_validation_loss_then_they_meet(trained):
    _, losses, _ = trained
    assert losses[0][0] > losses[0][1] + 0.1
    assert abs(losses[-1][0] - losses[-1][1]) < 0.05
    assert losses[-1][2] > 0.85


def test_the_hidden_layer_is_worth_one_to_four_points(clothes, trained):
    seed, losses, *_ = trained
    torch.manual_seed(seed)
    batches, validation = parts(clothes, seed)
    line = train(nn.Linear(784, 10), batches, validation, n_epochs=8)
    assert 0.01 < losses[-1][2] - line[-1][2] < 0.04


def test_with_a_softmax_first_the_network_still_learns_only_slowly(clothes, trained):
    seed, once, _ = trained
    twice = train(new_network(seed, nn.Softmax(dim=1)), *parts(clothes, seed), n_epochs=2)
    assert 0.3 < twice[1][2] < once[1][2] - 0.05


@pytest.mark.parametrize("seed", range(10))
def test_eight_pictures_are_learned_by_heart_in_100_steps(clothes, seed):
    X, y = clothes
    rows = torch.arange(8) + 8 * seed
    model, eight = new_network(seed), loader(X[rows], y[rows], batch_size=8)
    train(model, eight, eight, n_epochs=100)
    loss, accuracy = evaluate(model, eight)
    assert accuracy == 1 and loss < 0.1


@pytest.mark.parametrize("seed", range(10))
def test_a_tensor_remembers_what_a_value_does(seed):
    numbers = np.random.default_rng(seed).normal(size=4).astype(np.float32).tolist()

    def stations(w, x, b, target):
        u = w * x
        z = u + b
        a = z.relu()
        e = a + target
        return [w, x, b, target, u, z, a, e, e * e]

    by_hand = stations(*map(Value, numbers))
    remembered = as_values(stations(*(torch.tensor(number, requires_grad=True) for number in numbers)))
    for graph in (by_hand, remembered):
        graph[-1].backward()
    for ours, pytorchs in zip(by_hand, remembered, strict=True):
        assert [by_hand.index(parent) for parent in ours.parents] == [remembered.index(p) for p in pytorchs.parents]
        assert np.allclose(ours.slopes, pytorchs.slopes, rtol=1e-5)
        assert np.isclose(ours.grad, pytorchs.grad, rtol=1e-4)


@pytest.fixture(scope="module")
def digits():
    """Return the pictures, between 0 and 1, and their classes, as tensors."""
    X, y = load_digits(return_X_y=True)
    return torch.tensor(X / 16, dtype=torch.float32), torch.tensor(y)


def parts_of_digits(digits, seed):
    """Return the inputs and classes of 1,297 train digits, and of 500 for validation."""
    return [tuple(part[rows] for part in digits) for rows in split(1797, 1297, np.random.default_rng(seed))]


def read_by(model, digits, seed, optimizer, n_epochs=20):
    """Train a model on the digits; return its accuracy on the validation digits."""
    train_rows, validation = parts_of_digits(digits, seed)
    batches = loader(*train_rows, 32, shuffle=True, generator=torch.Generator().manual_seed(seed))
    for _ in range(n_epochs):
        train_epoch(model, batches, optimizer)
    return evaluate(model, [validation])[1]


def by_sgd(model):
    """Return the optimizer of the lesson's deep networks."""
    return torch.optim.SGD(model.parameters(), lr=0.03)


@pytest.mark.parametrize("seed", range(10))
def test_ten_layers_stay_at_chance_with_pytorchs_start_and_read_nine_of_ten_with_hes(digits, seed):
    own, he = deep(seed), deep(seed, he=True)
    assert read_by(own, digits, seed, by_sgd(own)) < 0.15
    assert read_by(he, digits, seed, by_sgd(he)) > 0.92


@pytest.mark.parametrize("seed", ten_seeds(3))
def test_adam_gets_such_a_network_off_chance(digits, seed):
    own = deep(seed)
    assert read_by(own, digits, seed, torch.optim.Adam(own.parameters(), lr=0.001)) > 0.5


def test_one_hidden_layer_does_not_mind_how_it_begins(digits):
    accuracies = np.zeros((10, 2))
    for seed, he in np.ndindex(accuracies.shape):
        torch.manual_seed(seed)
        model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
        if he:
            nn.init.kaiming_normal_(model[0].weight, nonlinearity="relu")
            nn.init.zeros_(model[0].bias)
        accuracies[seed, he] = read_by(model, digits, seed, torch.optim.SGD(model.parameters(), lr=0.3), n_epochs=10)
    assert accuracies.min() > 0.9
    assert abs(np.diff(accuracies.mean(axis=0))) < 0.01


def test_pytorchs_own_weights_have_a_third_over_n_in_of_variance():
    torch.manual_seed(7)
    for n_in in (10, 64, 784):
        assert np.isclose(nn.Linear(n_in, 10_000).weight.var().item() * n_in, 1 / 3, rtol=0.01)


@pytest.mark.parametrize("seed", range(10))
def test_five_sick_loops_can_be_told_apart_by_their_curves(digits, seed):
    (X, y), validation = parts_of_digits(digits, seed)
    train, validated = zip(*(losses_of(d, (X[:200], y[:200]), validation, seed).T for d in range(6)), strict=True)
    chance = np.log(10)
    assert train[0][-1] < 0.1 < 0.12 < validated[0][-1] < 0.5  # healthy: a gap
    assert validated[1][:3].min() < 2.2 < chance + 1 < train[1][-5:].min()  # no zero_grad: learns first, then climbs
    assert chance - 0.05 < train[2].min() and np.median(validated[2]) < chance + 0.3  # too large: never off chance
    assert np.log(np.e + 9) - 1 < min(train[3].min(), validated[3].min()) < train[3][-1] + 0.01 < 2  # softmax first
    assert abs(train[3] - validated[3]).max() < 0.25
    assert (validated[4] > train[4])[2:].all() and validated[4][:6].mean() > chance + 0.2  # sorted: validation pays
    assert train[4][-1] < 0.3
    ends = [validated[d][-5:].mean() / train[d][-5:].mean() for d in (0, 5)]
    assert ends[1] < 1.3 < 3 < ends[0]  # judged by itself: no gap
