"""The functions of backpropagation against PyTorch's gradients and against nudges, for networks of any shape."""

import numpy as np
import pytest
import torch
from hypothesis import assume, find, given, settings
from hypothesis import strategies as st
from torch.nn import functional

from mlcourse.checks import backpropagation as checks
from mlcourse.taught import backpropagation
from mlcourse.taught.backpropagation import Value, in_order, pass_blame
from mlcourse.taught.neural_network import cross_entropy, forward, relu
from tests.taught.networks import SEEDS, SIZES, WIDTH, copied, draw, torchs


def measured(cost, array, step=1e-6):
    """Return the slope of `cost()` along each number of an array, by nudging that up and down."""
    slopes = np.empty_like(array)
    for place in np.ndindex(array.shape):
        kept, costs = array[place], []
        for shift in (step, -step):
            array[place] = kept + shift
            costs.append(cost())
        array[place] = kept
        slopes[place] = (costs[0] - costs[1]) / (2 * step)
    return slopes


def compare(slopes, by_nudges, by_autograd):
    """Hold calculated slopes, an array, against those of nudges and those of PyTorch."""
    assert isinstance(slopes, np.ndarray)
    np.testing.assert_allclose(slopes, by_nudges, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(slopes, by_autograd.numpy(), rtol=1e-12, atol=1e-12)


def leaf(array):
    """Return a tensor with the same numbers, whose slope PyTorch will find."""
    return torch.tensor(array, requires_grad=True)


def compare_logits(function, n_samples, n_classes, seed):
    """Compare the blame of logits that a function finds."""
    rng = np.random.default_rng(seed)
    logits, y = rng.normal(0, 3, (n_samples, n_classes)), rng.integers(0, n_classes, n_samples)
    theirs = leaf(logits)
    functional.cross_entropy(theirs, torch.tensor(y)).backward()
    compare(function(y, logits), measured(lambda: cross_entropy(y, logits), logits), theirs.grad)


def compare_layer(function, n_samples, n_in, n_out, seed):
    """Compare the slopes of a layer that a function finds, where each of its scores costs something."""
    rng = np.random.default_rng(seed)
    A, dZ = rng.normal(size=(n_samples, n_in)), rng.normal(size=(n_samples, n_out))
    W, b = rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)
    leaves = leaf(W), leaf(b)
    (torch.tensor(dZ) * (torch.tensor(A) @ leaves[0] + leaves[1])).sum().backward()
    for array, slopes, theirs in zip((W, b), function(A, dZ), leaves, strict=True):
        compare(slopes, measured(lambda: np.sum(dZ * (A @ W + b)), array), theirs.grad)


def compare_before(function, n_samples, n_in, n_out, seed):
    """Compare the blame before a layer and a ReLU that a function finds; no nudge reaches the ReLU's corner."""
    rng = np.random.default_rng(seed)
    Z = rng.choice([-1, 1], (n_samples, n_in)) * rng.uniform(0.01, 2, (n_samples, n_in))
    dZ, W = rng.normal(size=(n_samples, n_out)), rng.normal(size=(n_in, n_out))
    theirs = leaf(Z)
    (torch.tensor(dZ) * (torch.relu(theirs) @ torch.tensor(W))).sum().backward()
    compare(function(dZ, W, relu(Z)), measured(lambda: np.sum(dZ * (relu(Z) @ W)), Z), theirs.grad)


@given(WIDTH, WIDTH, SEEDS)
def test_the_blame_of_logits_is_what_nudges_and_autograd_find(n_samples, n_classes, seed):
    compare_logits(backpropagation.blame_of_logits, n_samples, n_classes, seed)


@given(WIDTH, WIDTH, WIDTH, SEEDS)
def test_the_slopes_of_a_layer_are_what_nudges_and_autograd_find(n_samples, n_in, n_out, seed):
    compare_layer(backpropagation.layer_slopes, n_samples, n_in, n_out, seed)


@given(WIDTH, WIDTH, WIDTH, SEEDS)
def test_the_blame_before_a_layer_is_what_nudges_and_autograd_find(n_samples, n_in, n_out, seed):
    compare_before(backpropagation.blame_before, n_samples, n_in, n_out, seed)


@given(WIDTH, WIDTH, WIDTH, SEEDS)
def test_in_the_corner_of_a_relu_no_blame_gets_through_in_pytorch_neither(n_samples, n_in, n_out, seed):
    rng = np.random.default_rng(seed)
    Z = rng.integers(-1, 2, (n_samples, n_in)).astype(float)  # many a 0
    dZ, W, theirs = rng.normal(size=(n_samples, n_out)), rng.normal(size=(n_in, n_out)), leaf(Z)
    (torch.tensor(dZ) * (torch.relu(theirs) @ torch.tensor(W))).sum().backward()
    np.testing.assert_allclose(backpropagation.blame_before(dZ, W, relu(Z)), theirs.grad.numpy(), atol=1e-12)


WRONG = [(compare_layer, mistake) for mistake in checks.layer_slopes.mistakes]
WRONG += [(compare_before, mistake) for mistake in checks.blame_before.mistakes]


@pytest.mark.parametrize(("compare_it", "mistake"), WRONG)
def test_these_comparisons_refuse_every_known_mistake(compare_it, mistake):
    with pytest.raises((AssertionError, ValueError)):
        compare_it(mistake.answer, 4, 3, 2, 7)


@pytest.mark.parametrize("wrong", [1.01, -1, 4])
def test_the_comparison_of_logits_refuses_another_factor_or_sign(wrong):
    with pytest.raises(AssertionError):
        compare_logits(lambda y, logits: wrong * backpropagation.blame_of_logits(y, logits), 4, 3, 7)


@given(SIZES, SEEDS, st.integers(1, 9))
def test_the_backward_pass_is_pytorchs(sizes, seed, n_samples):
    parameters, X, y = draw(sizes, seed, n_samples)
    before = copied(parameters)
    cost, gradient = backpropagation.backward(parameters, X, y)
    expected_cost, expected = torchs(parameters, X, y)
    assert cost == pytest.approx(expected_cost, abs=1e-12)
    for i, (layer, expected_layer) in enumerate(zip(gradient, expected, strict=True)):
        for j, (array, expected_array) in enumerate(zip(layer, expected_layer, strict=True)):
            np.testing.assert_allclose(array, expected_array, atol=1e-12)
            np.testing.assert_array_equal(parameters[i][j], before[i][j])  # not modified


@settings(max_examples=25)
@given(SIZES, SEEDS)
def test_every_slope_is_what_a_nudge_measures(sizes, seed):
    parameters, X, y = draw(sizes, seed)
    into_relus = [forward(parameters[:layer], X) for layer in range(1, len(parameters))]
    assume(all(np.abs(Z).min() > 1e-3 for Z in into_relus))  # no nudge reaches a corner, so none has to be forgiven
    _, gradient = backpropagation.backward(parameters, X, y)
    for layer, slopes in zip(parameters, gradient, strict=True):
        for array, calculated in zip(layer, slopes, strict=True):
            by_nudges = measured(lambda: cross_entropy(y, forward(parameters, X)), array)
            np.testing.assert_allclose(calculated, by_nudges, rtol=1e-6, atol=1e-6)


@given(SEEDS, st.floats(0, 1000))
def test_the_blame_of_logits_is_pytorchs_also_where_they_are_far_apart(seed, scale):
    rng = np.random.default_rng(seed)
    logits, y = scale * rng.normal(size=(5, 4)), rng.integers(0, 4, 5)
    leaf = torch.tensor(logits, requires_grad=True)
    functional.cross_entropy(leaf, torch.tensor(y)).backward()
    dZ = backpropagation.blame_of_logits(y, logits)
    np.testing.assert_allclose(dZ, leaf.grad.numpy(), atol=1e-12)
    np.testing.assert_allclose(dZ.sum(axis=1), 0, atol=1e-12)


def test_float32_stays_float32():
    parameters, X, y = draw([3, 4, 2], 7)
    parameters = [(W.astype(np.float32), b.astype(np.float32)) for W, b in parameters]
    cost, gradient = backpropagation.backward(parameters, X.astype(np.float32), y)
    assert {array.dtype for layer in gradient for array in layer} | {cost.dtype} == {np.dtype(np.float32)}


def calculate(leaves, choices, add, multiply, one_of):
    """Return the numbers that come of random sums, products and functions of earlier ones."""
    made = list(leaves)
    for kind, i, j in choices:
        a, b = made[i % len(made)], made[j % len(made)]
        made.append(add(a, b) if kind == 0 else multiply(a, b) if kind == 1 else one_of(a, kind))
    return made


def of_value(value, kind):
    """Return a ReLU, a power of e of something small, or the logarithm of something positive."""
    if kind == 2:
        return value.relu()
    return (value * Value(0.1)).relu().exp() if kind == 3 else (value.relu() + Value(1.0)).log()


def of_tensor(tensor, kind):
    """Return the same of PyTorch's."""
    if kind == 2:
        return torch.relu(tensor)
    return torch.exp(torch.relu(tensor * 0.1)) if kind == 3 else torch.log(torch.relu(tensor) + 1)


INDEX = st.integers(0, 20)
CHOICES = st.lists(st.tuples(st.integers(0, 4), INDEX, INDEX), min_size=1, max_size=12)
LEAVES = st.lists(st.floats(-2, 2, allow_subnormal=False), min_size=1, max_size=4)


@given(LEAVES, CHOICES)
def test_the_blame_of_every_value_is_pytorchs_in_any_graph(numbers, choices):
    ours = [Value(number) for number in numbers]
    theirs = [torch.tensor(number, dtype=torch.float64, requires_grad=True) for number in numbers]
    made = calculate(ours, choices, Value.__add__, Value.__mul__, of_value)
    expected = calculate(theirs, choices, torch.add, torch.mul, of_tensor)
    assume(np.isfinite(made[-1].data) and abs(made[-1].data) < 1e100)
    made[-1].backward()
    expected[-1].backward()
    for value, tensor in zip(ours, theirs, strict=True):
        grad = 0.0 if tensor.grad is None else tensor.grad.item()
        assert value.grad == pytest.approx(grad, rel=1e-9, abs=1e-12)


def grads_of_leaves(numbers, choices, function):
    """Return the blame of the leaves of a graph, as a function passes it."""
    leaves = [Value(number) for number in numbers]
    last = calculate(leaves, choices, Value.__add__, Value.__mul__, of_value)[-1]
    last.grad = 1.0
    function(in_order(last, []))
    return [value.grad for value in leaves]


@pytest.mark.parametrize("mistake", checks.pass_blame.mistakes)
def test_among_these_graphs_are_some_that_show_each_known_mistake(mistake):
    def shows(graph):
        with np.errstate(all="ignore"):
            wrong, right = (grads_of_leaves(*graph, function) for function in (mistake.answer, pass_blame))
        return np.all(np.isfinite(right)) and not np.allclose(wrong, right)

    find(st.tuples(LEAVES, CHOICES), shows)  # raises where there is none


BETWEEN = st.floats(0.01, 2) | st.floats(-2, -0.01)  # no nudge reaches the corner of a ReLU


@pytest.mark.parametrize("operation", [Value.__add__, Value.__mul__, Value.relu, Value.exp, Value.log])
@given(numbers=st.tuples(BETWEEN, BETWEEN))
def test_every_local_slope_is_what_a_nudge_measures(operation, numbers):
    n_parents = operation.__code__.co_argcount
    numbers = np.abs(numbers[:n_parents]) if operation is Value.log else np.array(numbers[:n_parents])
    made = operation(*map(Value, numbers))
    assert len(made.parents) == len(made.slopes) == n_parents
    by_nudges = measured(lambda: operation(*map(Value, numbers)).data, numbers)
    np.testing.assert_allclose(made.slopes, by_nudges, rtol=1e-6, atol=1e-6)


@given(LEAVES, CHOICES)
def test_parents_come_before_what_was_made_from_them_and_nothing_twice(numbers, choices):
    made = calculate([Value(number) for number in numbers], choices, Value.__add__, Value.__mul__, of_value)
    order = in_order(made[-1], [])
    place = {id(value): i for i, value in enumerate(order)}
    assert len(place) == len(order) and order[-1] is made[-1]
    assert all(place[id(parent)] < place[id(value)] for value in order for parent in value.parents)
