"""The loop that lessons 16 to 20 share: batches, training and evaluation, against PyTorch's and torchmetrics' own."""

import copy

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn
from torchmetrics.classification import MulticlassAccuracy

from mlcourse.taught import backpropagation, neural_network, training
from mlcourse.taught.pytorch import evaluate, loader, to_linear, train_epoch

SIZES = st.integers(1, 9)
SEEDS = st.integers(0, 2**32 - 1)


def draw(n_rows, n_in=5, n_classes=3, seed=0):
    """Return random inputs and classes."""
    generator = torch.Generator().manual_seed(seed)
    X = torch.randn(n_rows, n_in, generator=generator)
    return X, torch.randint(n_classes, (n_rows,), generator=generator)


def make_model(n_in=5, n_classes=3):
    """Return a small network with dropout, always with the same weights."""
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(n_in, 16), nn.ReLU(), nn.Dropout(0.5), nn.Linear(16, n_classes))


# --- the network of lesson 15, in PyTorch's layers ---


@given(SEEDS, SIZES, st.lists(SIZES, min_size=2, max_size=4))
def test_in_float64_logits_loss_and_slopes_are_those_by_hand_to_the_twelfth_digit(seed, n_rows, sizes):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(n_rows, sizes[0])), rng.integers(sizes[-1], size=n_rows)
    parameters = [(W, rng.normal(size=b.shape)) for W, b in training.initialize(sizes, rng)]
    layers = [to_linear(W, b).double() for W, b in parameters]
    exact = [(layer.weight.detach().numpy().T, layer.bias.detach().numpy()) for layer in layers]  # rounded to float32
    model = nn.Sequential(*[part for layer in layers for part in (layer, nn.ReLU())][:-1])

    logits = model(torch.tensor(X))
    loss = nn.functional.cross_entropy(logits, torch.tensor(y))
    loss.backward()
    cost, gradient = backpropagation.backward(exact, X, y)

    np.testing.assert_allclose(logits.detach().numpy(), neural_network.forward(exact, X), rtol=1e-12, atol=1e-12)
    assert loss.item() == pytest.approx(cost, rel=1e-12, abs=1e-12)
    for layer, (dW, db) in zip(layers, gradient, strict=True):
        np.testing.assert_allclose(layer.weight.grad.numpy().T, dW, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(layer.bias.grad.numpy(), db, rtol=1e-12, atol=1e-12)


# --- batches ---


@given(n_rows=st.integers(1, 50), batch_size=st.integers(1, 60), shuffle=st.booleans())
def test_every_row_comes_once_a_pass_with_its_own_class(n_rows, batch_size, shuffle):
    X, y = torch.arange(n_rows, dtype=torch.float32)[:, None], torch.arange(n_rows)
    batches = loader(X, y, batch_size, shuffle=shuffle, generator=torch.Generator().manual_seed(0))
    seen = [(X_batch, y_batch) for X_batch, y_batch in batches]
    assert [len(y_batch) for _, y_batch in seen[:-1]] == [batch_size] * (len(seen) - 1)
    assert all(torch.equal(X_batch[:, 0].long(), y_batch) for X_batch, y_batch in seen)
    classes = torch.cat([y_batch for _, y_batch in seen])
    assert torch.equal(classes.sort().values, y)
    assert shuffle or torch.equal(classes, y)


def test_each_pass_has_its_own_order_and_the_same_seed_the_same_orders():
    X, y = draw(40)
    batches = loader(X, y, 7, shuffle=True, generator=torch.Generator().manual_seed(3))
    again = loader(X, y, 7, shuffle=True, generator=torch.Generator().manual_seed(3))
    first, second = ([X_batch for X_batch, _ in batches] for _ in range(2))
    assert not torch.equal(torch.cat(first), torch.cat(second))
    assert torch.equal(torch.cat(first), torch.cat([X_batch for X_batch, _ in again]))


# --- training and evaluation ---


@pytest.mark.parametrize("optimizer", [torch.optim.SGD, torch.optim.Adam])
def test_an_epoch_is_the_textbook_loop(optimizer):
    X, y = draw(23)
    ours, theirs = nn.Sequential(nn.Linear(5, 3)), nn.Sequential(nn.Linear(5, 3))
    theirs.load_state_dict(ours.state_dict())
    step, total = optimizer(theirs.parameters(), lr=0.1), 0.0
    for rows in torch.arange(23).split(8):
        step.zero_grad()
        loss = nn.CrossEntropyLoss(reduction="sum")(theirs(X[rows]), y[rows])
        (loss / len(rows)).backward()
        step.step()
        total += loss.item()
    assert train_epoch(ours, loader(X, y, 8), optimizer(ours.parameters(), lr=0.1)) == pytest.approx(total / 23)
    for ours_p, theirs_p in zip(ours.parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(ours_p, theirs_p)


@given(n_rows=st.integers(1, 40), batch_size=st.integers(1, 45))
def test_an_evaluation_counts_each_row_once_whatever_the_batches(n_rows, batch_size):
    X, y = draw(n_rows)
    model = make_model()
    before = copy.deepcopy(model.state_dict())
    loss, accuracy = evaluate(model, loader(X, y, batch_size))
    with torch.no_grad():
        logits = model.eval()(X)
    assert loss == pytest.approx(nn.functional.cross_entropy(logits, y).item(), rel=1e-5)
    assert accuracy == pytest.approx(MulticlassAccuracy(3, average="micro")(logits, y).item())
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert all(p.grad is None for p in model.parameters())


def test_modes_are_switched_whatever_they_were():
    X, y = draw(10)
    model = make_model().eval()
    train_epoch(model, loader(X, y, 5), torch.optim.SGD(model.parameters(), lr=0.1))
    assert model.training
    evaluate(model, loader(X, y, 5))
    assert not model.training


@pytest.mark.parametrize("seed", range(5))
def test_eight_images_are_learned_by_heart(seed):
    X = torch.rand(8, 784, generator=torch.Generator().manual_seed(seed))
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 10))
    optimizer, eight = torch.optim.Adam(model.parameters(), lr=0.01), loader(X, torch.arange(8), 8)
    for _ in range(100):
        train_epoch(model, eight, optimizer)
    loss, accuracy = evaluate(model, eight)
    assert accuracy == 1 and loss < 0.05


@pytest.mark.parametrize("shuffle", [False, True])
def test_to_judge_does_not_move_the_random_numbers_of_what_comes_next(shuffle):
    X, y = torch.randn(10, 3), torch.tensor([0, 1] * 5)
    batches = loader(X, y, 4, shuffle=shuffle, generator=torch.Generator().manual_seed(7))
    model = torch.nn.Linear(3, 2)
    before = torch.get_rng_state()
    evaluate(model, batches)
    assert torch.equal(torch.get_rng_state(), before)
