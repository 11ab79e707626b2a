# %% [markdown]
# # 13 · Backpropagation
#
# Who gets the blame? A network is wrong, and thousands of weights had a hand in it. In this lesson one pass backward
# tells every weight its share.
#
# **You will**
#
# - follow a nudge through one neuron, on paper, and build a machine that does it for you;
# - write the backward pass of a whole network, and hold every one of its slopes against a measurement;
# - train networks to part the moons and to read digits, and add up the bill you did not have to pay.
#
# *90 minutes · builds on [03 · Gradient descent](03_gradient_descent.ipynb) and
# [12 · The neural network](12_neural_network.ipynb)*

# %% tags=["given"]
from itertools import pairwise
from timeit import timeit

import matplotlib.pyplot as plt
import numpy as np

from mlcourse import plots
from mlcourse.checks import lesson_13 as check
from mlcourse.scratch.descent import slope  # as you wrote it in lesson 03
from mlcourse.scratch.network import count_parameters, cross_entropy, forward, relu, softmax  # lesson 12
from mlcourse.scratch.pipeline import split  # lesson 01

plt.style.use("mlcourse.course")

# %% [markdown]
# ## One neuron, on paper
#
# Lesson 12 threw darts at a network's weights. Lesson 03 knew better: a slope tells each parameter which way to go.
# To measure one, it *nudged* a parameter and computed the whole cost anew. What does a nudge do on its way?
#
# Take one neuron, one input $x = 2$ and the target 5. From left to right:
#
# $$p = w x \;\to\; z = p + b \;\to\; a = \max(0, z) \;\to\; e = a - 5 \;\to\; C = e^2$$
#
# **Predict:** with $w = 1.5$ and $b = -1$, what does it cost?

# %%
x, w, b = 2.0, 1.5, -1.0

p = w * x
z = p + b
a = max(0.0, z)
e = a - 5
print(f"p = {p}, z = {z}, a = {a}, e = {e}, cost = {e**2}")

# %% [markdown]
# Now nudge $w$ a little. Each station passes the nudge on, larger or smaller: by its **local slope**, the slope along
# the station before. For that it needs to know nothing of the rest.
#
# **Predict:** five stations, five local slopes. Write them down; lesson 03's `slope` measures them.

# %%
stations = {
    "p along w": (lambda w: w * x, w),
    "z along p": (lambda p: p + b, p),
    "a along z": (lambda z: max(0.0, z), z),
    "e along a": (lambda a: a - 5, a),
    "C along e": (lambda e: e**2, e),
}
local_slopes = {name: slope(station, place) for name, (station, place) in stations.items()}
for name, local in local_slopes.items():
    print(f"{name}: {local:5.2f}")

# %% [markdown]
# One after the other, the factors multiply. That is lesson 03's **chain rule**, with more links:
#
# $$\frac{dC}{dw} = \frac{dC}{de} \cdot \frac{de}{da} \cdot \frac{da}{dz} \cdot \frac{dz}{dp} \cdot \frac{dp}{dw}
# = 2e \cdot 1 \cdot 1 \cdot 1 \cdot x$$
#
# **Predict:** which number is it, and will one nudge of $w$ through the whole chain agree?

# %%
def cost_of_weight(w):
    """Return the cost of the neuron with `b` held still."""
    return (max(0.0, w * x + b) - 5) ** 2


print(f"product of the five: {np.prod(list(local_slopes.values())):.2f}")
print(f"measured at once:    {slope(cost_of_weight, w):.2f}")

# %% tags=["assert"]
assert np.isclose(np.prod(list(local_slopes.values())), -12)
assert np.isclose(slope(cost_of_weight, w), -12)

# %% [markdown]
# Minus twelve: more weight, less cost. Now read the product from the *left*, from the cost backward. After one factor
# we have $dC/de$, after two $dC/da$, after three $dC/dz$. The slope of the cost along a number we call its **blame**.
#
# From the blame of $z$ it is one more step to $b$, and two to $w$ or to $x$. **What the ways share is calculated
# once.** That is **backpropagation**.
#
# **Predict:** with $b = -4$ in place of $-1$, what is the blame of $w$?

# %%
b = -4.0
print(f"z = {w * x + b}, measured along w: {slope(cost_of_weight, w):.2f}")

# %% tags=["assert"]
assert slope(cost_of_weight, w) == 0

# %% [markdown]
# Zero. The ReLU is shut, its local slope is 0, and a product with a 0 in it is 0. From this sample, neither $w$ nor
# $b$ learns anything. (At $z = 0$ itself there is a corner and no slope; the custom is to take 0.)

# %% [markdown] tags=["notes"]
# 15 minutes. Blackboard: the five stations in a row with their numbers; below each arrow its local slope in
# another color; then walk back with a running product, 1, -6, -6, -6, -6, -12. Leave it there: the machine redraws it.
# Ask: "which of these products does `b` need?" Many begin again at the cost. That is the waste that we are avoiding.
# The two words: *local slope* belongs to one arrow, *blame* to one station.

# %% [markdown]
# ## A number that remembers
#
# On paper this is tedious. So we build a number that remembers what it was made from (its `parents`), and its local
# slope along each of them (its `slopes`):
#
# - a sum moves as much as each of its terms: local slopes 1 and 1;
# - a product moves as much as the *other* factor says: local slopes `other.data` and `self.data`;
# - a ReLU has 1 or 0, $e^x$ has $e^x$ itself, and $\ln x$ has $1/x$.
#
# Its blame is called `grad`, for gradient: PyTorch's word.

# %%
class Value:
    """A number that remembers what it was made from, and its local slope along each of these."""

    def __init__(self, data, parents=(), slopes=()):
        self.data, self.parents, self.slopes = data, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (float(self.data > 0),))

    def exp(self):
        return Value(np.exp(self.data), (self,), (np.exp(self.data),))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        self.grad = 1.0
        pass_blame(in_order(self, []))


# %% [markdown]
# Python calls `__add__` for `+` and `__mul__` for `*`. So we calculate as ever, and a graph grows behind our back.
# **Predict:** `e * e` is the square. How many parents has it?

# %%
x, w, b = Value(2.0), Value(1.5), Value(-1.0)

p = w * x
z = p + b
a = z.relu()
e = a + Value(-5.0)
cost = e * e
print("cost", cost.data, "made from", [parent.data for parent in cost.parents], "with slopes", cost.slopes)

# %% tags=["assert"]
assert cost.parents == (e, e)

# %% [markdown]
# Two, and both are $e$. Keep an eye on that.
#
# To go backward we need an order: a value may pass its blame on only when it has received all of its own. So we list
# all values such that parents come *before* what was made from them, and later walk the list from its end.

# %%
def in_order(value, order):
    """Append to `order` all that a value was made from, and then the value; nothing twice."""
    if value not in order:
        for parent in value.parents:
            in_order(parent, order)
        order.append(value)
    return order


print([value.data for value in in_order(cost, [])])

# %% [markdown]
# ### Exercise 1 · Pass the blame
#
# The last value of `order` is the cost, with `grad` 1; every other `grad` is still 0. Walk from the end. Give each
# parent its share: the value's own blame times the local slope. A value that was used in several places gets a share
# from each, and **shares add up**.

# %% tags=["exercise"]
def pass_blame(order):
    """Give every value's parents their share of its slope, the last value first."""
    ### BEGIN SOLUTION
    for value in reversed(order):
        for parent, local in zip(value.parents, value.slopes, strict=True):
            parent.grad += value.grad * local
    ### END SOLUTION


# %% tags=["check"]
pass_blame = check.pass_blame(pass_blame)

# %% [markdown] tags=["hint"]
# Two loops: `for value in reversed(order)`, and inside it `for parent, local in zip(value.parents, value.slopes)`.
# Inside both, one line adds to `parent.grad`.

# %% [markdown]
# **Predict:** $e = -3$ is used twice, and gets $-3$ from each side. Which blame do you expect at $w$, $x$ and $b$?

# %%
cost.backward()

for name, value in {"e": e, "w": w, "x": x, "b": b}.items():
    print(f"{name} = {value.data:4}, blame {value.grad:5}")

# %% tags=["assert"]
assert (e.grad, w.grad, x.grad, b.grad) == (-6, -12, -9, -6)

# %% [markdown]
# All at once. At $e$ the two shares add up to $2e = -6$: lesson 03's *twice whatever is squared* comes out by itself.
# To overwrite in place of adding is the classic mistake; here it would halve every blame but the cost's.

# %% tags=["given"]
places = {"w": (0, 1.9), "x": (0, 0.7), "p": (1, 1.3), "b": (1, 0), "z": (2, 0.7), "a": (3, 0.7)}
places |= {"-5": (3, -0.3), "e": (4.1, 0.7), "cost": (5.3, 0.7)}
values = {"w": w, "x": x, "p": p, "b": b, "z": z, "a": a, "-5": e.parents[1], "e": e, "cost": cost}
name_of = {value: name for name, value in values.items()}

nodes, edges = {}, []
for name, value in values.items():
    number = f"{name} = {value.data:g}".removeprefix("-5 = ")
    nodes[name] = (*places[name], number, f"{value.grad:g}")
    for parent, local in zip(value.parents, value.slopes, strict=True):
        edges.append((name_of[parent], name, f"{value.grad:g} · " + (f"{local:g}" if local > 0 else f"({local:g})")))

fig, ax = plt.subplots(figsize=(12, 4))
plots.graph(ax, nodes, edges)
plots.show(
    fig,
    "One neuron as a graph. Gray arrows: how the cost was made, from left to right. In red, on each arrow what flows "
    "back: blame times local slope; below each number, the sum of what reaches it. Two arrows leave e: two shares.",
)

# %% [markdown]
# Remember this picture. **Every arrow multiplies, every meeting adds.** The backward pass of 671 billion parameters
# keeps to the same two rules.
#
# ## The same for whole layers
#
# Our machine makes an object for every number; NumPy takes a layer at a time. The rules stay: multiply, and add up.
# Here are lesson 12's moons, and a network with random parameters:

# %%
from sklearn.datasets import make_moons

X, y = make_moons(300, noise=0.2, random_state=7)  # (n_samples, n_features), (n_samples,)
rng = np.random.default_rng(7)
train, test = split(300, 200, rng)
X_train, y_train, X_test, y_test = X[train], y[train], X[test], y[test]

W1, b1 = rng.normal(size=(2, 8)), rng.normal(size=8)  # (n_features, n_hidden), (n_hidden,)
W2, b2 = rng.normal(size=(8, 2)), rng.normal(size=2)  # (n_hidden, n_classes), (n_classes,)

A = relu(X_train @ W1 + b1)  # (n_samples, n_hidden)
logits = A @ W2 + b2  # (n_samples, n_classes)
print("cost", cross_entropy(y_train, logits).round(3), "parameters", count_parameters([(W1, b1), (W2, b2)]))

# %% [markdown]
# We begin at the cost. In lesson 12, a sample of class $c$ with logits $z_k$ cost $\ln\big(\sum_k e^{z_k}\big) - z_c$.
# The slope of the logarithm along $z_k$ is $e^{z_k} / \sum_j e^{z_j}$: the softmax $p_k$. The second term takes off 1
# at the truth. And the cost is a mean over $n$ samples:
#
# $$\frac{\partial C}{\partial z_{ik}} = \frac{1}{n}\big(p_{ik} - [k = y_i]\big)$$
#
# where $[\dots]$ is 1 if true, else 0. Probability minus truth: lesson 05's $p - y$ once more. In code `dZ`, the blame
# of a layer's scores $Z$. **Predict:** in each row, which sign has the truth's entry? What is the sum?

# %%
def blame_of_logits(y, logits):
    """Return the slope of the cross-entropy along each logit."""
    dZ = softmax(logits)  # (n_samples, n_classes)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


dZ = blame_of_logits(y_train, logits)  # (n_samples, n_classes)
print("classes", y_train[2:5])
print("times n", *(len(y_train) * dZ[2:5]).round(2) + 0)

# %% [markdown]
# Negative at the truth: more of it, less cost. And the sum is 0. Now the layer, $z_{ij} = \sum_k a_{ik} w_{kj} + b_j$,
# with row $i$ and neuron $j$. The local slope along $w_{kj}$ is $a_{ik}$. But every *row* uses the same weight, so the
# shares of all rows add up; the same for $b_j$, with local slope 1:
#
# $$\frac{\partial C}{\partial w_{kj}} = \sum_i a_{ik}\, \mathrm{dZ}_{ij}, \qquad
# \frac{\partial C}{\partial b_j} = \sum_i \mathrm{dZ}_{ij}$$

# %% [markdown]
# ### Exercise 2 · The slopes of a layer
#
# `A`, of shape `(n_samples, n_in)`, came into the layer; `dZ`, of shape `(n_samples, n_out)`, is the blame of its
# scores. Return `dW`, in the shape of `W`: `(n_in, n_out)`, and `db`, of shape `(n_out,)`. Say the shapes aloud: they
# leave little choice.

# %% tags=["exercise"]
def layer_slopes(A, dZ):
    """Return the slopes of the cost along a layer's weights and biases."""
    ### BEGIN SOLUTION
    return A.T @ dZ, dZ.sum(axis=0)
    ### END SOLUTION


# %% tags=["check"]
layer_slopes = check.layer_slopes(layer_slopes)

# %% [markdown] tags=["hint"]
# `@` sums over what stands inside: `(n_in, n_samples) @ (n_samples, n_out)`. Which of the two has to be transposed?
# The biases sum over the rows, `axis=0`. The $\frac{1}{n}$ is in `dZ` already.

# %% [markdown]
# Further back. $a_{ik}$ was used by every *neuron* $j$ of the layer, so its shares add up over $j$. Its local slope
# is $w_{kj}$. Then the ReLU, whose local slope is 1 where it is open and 0 where it is shut. It is open where what
# came out of it, $a_{ik}$, is above 0:
#
# $$\mathrm{dA}_{ik} = \sum_j \mathrm{dZ}_{ij}\, w_{kj}, \qquad
# \mathrm{dZ}^\text{before}_{ik} = \mathrm{dA}_{ik} \cdot [a_{ik} > 0]$$
#
# ### Exercise 3 · Through the layer and the ReLU
#
# Return the blame of the scores *before*, of shape `(n_samples, n_in)` like `A`.

# %% tags=["exercise"]
def blame_before(dZ, W, A):
    """Pass the blame back through a layer, and through the ReLU before it."""
    ### BEGIN SOLUTION
    return (dZ @ W.T) * (A > 0)
    ### END SOLUTION


# %% tags=["check"]
blame_before = check.blame_before(blame_before)

# %% [markdown] tags=["hint"]
# `dZ` is `(n_samples, n_out)`, `W` is `(n_in, n_out)`: how must it lie to give `(n_samples, n_in)`? A mask of `True`
# and `False` multiplies like 1 and 0.

# %% [markdown]
# That is all. The backward pass of any number of layers is these pieces in a loop. On the way forward it keeps
# what came into each layer. Lesson 12's `parameters` are a list with one `(W, b)` a layer.

# %%
def backward(parameters, X, y):
    """Return what a network costs, and its gradient: one (dW, db) for each layer."""
    inputs = [X]
    for W, b in parameters[:-1]:
        inputs.append(relu(inputs[-1] @ W + b))
    W, b = parameters[-1]
    logits = inputs[-1] @ W + b

    dZ, gradient = blame_of_logits(y, logits), []
    for layer in reversed(range(len(parameters))):
        gradient.append(layer_slopes(inputs[layer], dZ))
        if layer > 0:
            dZ = blame_before(dZ, parameters[layer][0], inputs[layer])
    return cross_entropy(y, logits), gradient[::-1]


# %% [markdown]
# *Whenever you derive a gradient, measure it once.* Here we measure **all** of it: each number in turn goes a little
# up and a little down. **Predict:** 42 parameters. How many forward passes does that take?

# %%
parameters = [(W1, b1), (W2, b2)]
n_passes, furthest = 0, 0.0

for layer, slopes in zip(parameters, backward(parameters, X_train, y_train)[1], strict=True):
    for array, calculated in zip(layer, slopes, strict=True):
        for place in np.ndindex(array.shape):
            kept, costs = array[place], []
            for shift in (1e-5, -1e-5):
                array[place] = kept + shift
                costs.append(cross_entropy(y_train, forward(parameters, X_train)))
                n_passes += 1
            array[place] = kept
            measured = (costs[0] - costs[1]) / 2e-5
            furthest = max(furthest, abs(measured - calculated[place]))

print(f"{n_passes} forward passes; all slopes agree to eight digits after the point: {furthest < 5e-9}")

# %% tags=["assert"]
assert n_passes == 2 * count_parameters(parameters) == 84
assert furthest < 5e-9

# %% [markdown]
# Two for each. Every slope is right. And our machine? NumPy multiplies matrices of whatever can add and multiply, so
# `@` takes our values too. Four moons are enough. **Predict:** will it find the same slopes?

# %%
as_values = np.vectorize(Value, otypes=[object])
(V1, c1), (V2, c2) = [(as_values(W), as_values(b)) for W, b in parameters]

total = Value(0.0)
for row, truth in zip(X_train[:4], y_train[:4], strict=True):
    hidden = np.array([z.relu() for z in as_values(row) @ V1 + c1])
    logits = hidden @ V2 + c2
    total = total + (logits[0].exp() + logits[1].exp()).log() + logits[truth] * Value(-1.0)
cost = total * Value(1 / 4)
cost.backward()

by_value = np.array([v.grad for array in (V1, c1, V2, c2) for v in array.flat])  # (n_parameters,)
by_matrix = np.concatenate([d.ravel() for pair in backward(parameters, X_train[:4], y_train[:4])[1] for d in pair])
print(len(in_order(cost, [])), "values, the same slopes:", np.allclose(by_value, by_matrix, rtol=0, atol=1e-12))

# %% tags=["assert"]
assert np.allclose(by_value, by_matrix, rtol=0, atol=1e-12)

# %% [markdown] tags=["notes"]
# 55 minutes. They get stuck at `A.T @ dZ`: let the class say the shapes in chorus, and try the other order on the
# board until it does not fit. Ask: "where did the sum over the rows come from?" (each row uses the same weight: two
# arrows leave it). The mask: many take it from `dA`; ask what a shut neuron would do with a large blame.

# %% [markdown]
# ## A step for every few rows
#
# With 60,000 pictures, the exact gradient is dear. A **mini-batch** of some rows gives a noisy one at a fraction of
# the price. We shuffle the rows, cut them into batches, and take one step a batch; once through all rows is an
# **epoch**.
#
# The last batch may be short: 200 rows in batches of 32 leave 8. So the mean cost weighs each batch by its rows.
# (`W -= …` changes the array itself: `parameters` hold the new numbers.)

# %%
def train_epoch(parameters, X, y, learning_rate, batch_size, rng):
    """Take one step for each batch of the shuffled rows; return the mean cost, each row counted once."""
    rows = rng.permutation(len(y))
    total = 0.0
    for start in range(0, len(y), batch_size):
        batch = rows[start : start + batch_size]  # the last one has what is left
        cost, gradient = backward(parameters, X[batch], y[batch])
        total += cost * len(batch)
        for (W, b), (dW, db) in zip(parameters, gradient, strict=True):
            W -= learning_rate * dW
            b -= learning_rate * db
    return total / len(y)


# %% [markdown]
# Where to start? Random weights with mean 0 and **variance $2 / n_\text{in}$**, biases 0: below we measure why.

# %%
def initialize(sizes, rng):
    """Return a network's first parameters: random weights of variance 2 / n_in, and biases of 0."""
    return [(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros(n_out)) for n_in, n_out in pairwise(sizes)]


def accuracy(parameters, X, y):
    """Return the share of rows whose highest logit is the truth's."""
    return np.mean(np.argmax(forward(parameters, X), axis=1) == y)


# %% [markdown]
# **Predict:** lesson 12's best line was right about 88 % of the moons. Which is the first of the epochs 5, 50 and 200
# at which the network is better, on the test rows?

# %%
rng = np.random.default_rng(7)
parameters, snapshots, on_test = initialize([2, 8, 2], rng), {}, {}

for epoch in range(201):
    if epoch in (0, 5, 50, 200):
        snapshots[epoch] = [(W.copy(), b.copy()) for W, b in parameters]
        cost = cross_entropy(y_train, forward(parameters, X_train))
        on_test[epoch] = accuracy(parameters, X_test, y_test)
        print(f"epoch {epoch:3}: train cost {cost:.2f}, test accuracy {on_test[epoch]:.2f}")
    train_epoch(parameters, X_train, y_train, learning_rate=0.5, batch_size=32, rng=rng)

# %% tags=["assert"]
assert on_test[5] < 0.88 < on_test[50] < on_test[200]

# %% tags=["given"]
def draw_epoch(ax, epoch):
    """Draw the train rows, and the probability that the network of an epoch gives to class 1."""
    across, up = np.linspace(-1.7, 2.9, 120), np.linspace(-1.4, 1.9, 100)
    plane = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)  # (n_places, n_features)
    probability = softmax(forward(snapshots[epoch], plane))[:, 1]
    plots.shares(ax, across, up, probability.reshape(100, 120))
    plots.moons(ax, X_train, y_train)
    ax.set(title=f"epoch {epoch}", xlabel="$x_1$", ylabel="$x_2$")


plots.side_by_side(
    draw_epoch,
    "Eight hidden neurons learn to part the moons. Black: where both classes get one half; at the start, nowhere here.",
    figsize=(15, 3.4),
    epoch=[0, 5, 50, 200],
)

# %% [markdown]
# At 50. Lesson 03 warned that a network's cost has more than one valley. Here is a way to see it: put the eight
# neurons in reverse order. It is the same network, at another place.
#
# **Predict:** and halfway between the two places, the mean of each parameter: what will that cost?

# %%
(W1, b1), (W2, b2) = parameters
reverse = [(W1[:, ::-1], b1[::-1]), (W2[::-1], b2)]
halfway = [((W + V) / 2, (b + c) / 2) for (W, b), (V, c) in zip(parameters, reverse, strict=True)]

costs = [cross_entropy(y_train, forward(place, X_train)) for place in (parameters, halfway, reverse)]
print(f"trained: {costs[0]:.2f}, halfway: {costs[1]:.2f}, in reverse: {costs[2]:.2f}")

# %% tags=["assert"]
assert np.isclose(costs[0], costs[2]) and costs[1] > 5 * costs[0]

# %% [markdown]
# Low, a hill, and low again: no bowl looks like that. Who starts with the neurons in reverse arrives in reverse: the
# start decides.
#
# ## The twins
#
# Why not start at zero, as lesson 05 did? Or with every weight at ½? We train both as before, biases from 0.
#
# **Predict:** after 200 epochs, how many *different* neurons are there among the eight?

# %%
def constant(value):
    """Return a network with all its weights at one value."""
    return [(np.full((2, 8), value), np.zeros(8)), (np.full((8, 2), value), np.zeros(2))]


n_different = {}
for value in [0.5, 0.0]:
    rng = np.random.default_rng(7)
    (W1, b1), (W2, b2) = twins = constant(value)
    for _ in range(200):
        train_epoch(twins, X_train, y_train, learning_rate=0.5, batch_size=32, rng=rng)
    n_different[value] = len(np.unique(np.column_stack([W1.T, b1, W2]).round(9), axis=0))
    print(f"from {value}: {n_different[value]} different, test accuracy {accuracy(twins, X_test, y_test):.2f}")
    print("   the first neuron:", W1[:, 0].round(2), b1[0].round(2), W2[0].round(2), "last biases:", b2.round(2))

# %% tags=["assert"]
assert n_different == {0.5: 1, 0.0: 1}
assert np.all(W1 == 0) and np.all(b1 == 0) and np.all(W2 == 0) and np.all(b2 != 0)

# %% [markdown]
# One. Equal neurons put out the same and pass on the same. So they get the same blame, take the same step, and stay
# **twins**, for as long as we train: eight neurons with the worth of one.
#
# From *zeros* it is worse. The hidden layer puts out 0, so `W2` gets no slope; `W2` is 0, so no blame gets through it.
# Nothing moves but the last biases, and all that they can learn is how frequent the classes are.

# %% [markdown]
# ### Exercise 4 · Part the twins
#
# Somebody starts with all weights at ½ and all biases at 0, and wants the eight to become different. Which one change
# does it: `"shuffle"` (shuffle with another seed), `"more epochs"`, `"smaller rate"` (a learning rate of 0.01), or
# `"random W2"` (`W1` stays at ½, `W2` is drawn at random)?

# %% tags=["exercise"]
### BEGIN SOLUTION
parts_twins = "random W2"
### END SOLUTION

# %% tags=["check"]
parts_twins = check.parts_twins(parts_twins)

# %% [markdown] tags=["hint"]
# What must differ between two neurons, so that their slopes differ? Look at `dZ @ W.T`: which column of the blame
# belongs to which row of `W`?

# %% [markdown]
# So they must be random. But *how* large? We send rows through twenty layers of 256 neurons, with weights of variance
# $1/n_\text{in}$, $2/n_\text{in}$ or $4/n_\text{in}$.
#
# **Predict:** numbers of size 1 (root mean square) go in. Which of the three still gives about 1 after 20 layers?

# %%
rng = np.random.default_rng(7)
print("variance   after 1 layer    5 layers   20 layers")
for factor in [1, 2, 4]:
    A, after = rng.normal(size=(200, 256)), []
    for _ in range(20):
        A = relu(A @ rng.normal(0, np.sqrt(factor / 256), size=(256, 256)))
        after.append(np.sqrt(np.mean(A**2)))
    print(f"{factor} / n_in {after[0]:15.2f} {after[4]:11.2f} {after[19]:11.3f}")

# %% [markdown]
# The second. A sum of $n_\text{in}$ independent terms has $n_\text{in}$ times the variance of one: hence
# $1/n_\text{in}$. A ReLU makes the negative half 0, and with it half of the mean square: hence the 2 (He and others,
# 2015). With 1 the signal fades, with 4 it explodes.

# %% [markdown]
# ## Digits
#
# Lesson 12's darts were right about a fifth of the digits, chance about a tenth. Now we train 256 hidden neurons on
# 1,297 digits, and grade on the other 500. Three seeds draw three splits, and other weights.
#
# **Predict:** of how many in a hundred will the networks be right?

# %%
from sklearn.datasets import load_digits

digits = load_digits()
X_digits, y_digits = digits.data / 16, digits.target  # (n_samples, 64), (n_samples,)

grades = []
for seed in range(3):
    rng = np.random.default_rng(seed)
    train_rows, test_rows = split(1797, 1297, rng)
    network = initialize([64, 256, 10], rng)
    for _ in range(60):
        train_epoch(network, X_digits[train_rows], y_digits[train_rows], 0.5, 32, rng)
    grades.append(accuracy(network, X_digits[test_rows], y_digits[test_rows]))
    print(f"seed {seed}: right about {grades[-1]:.1%} of the 500")

# %% tags=["assert"]
assert min(grades) >= 0.96

# %% [markdown]
# More than 96, each time. (We chose the settings by trying some on such splits, so take a little off: lesson 06.)
#
# ## The bill
#
# This network has 19,210 parameters. By nudges, a gradient takes one forward pass for each, and one without a nudge:
# 19,211. By backpropagation it takes one pass forward and one back. Back, each layer multiplies at most two pairs of
# matrices, for `dW` and for `dA`, where forward it was one. Together that is about three passes.
#
# **Predict:** by which factor is it cheaper on this computer: about 10, 100 or some thousands?

# %% tags=["nbval-ignore-output"]
X_batch, y_batch, n_parameters = X_digits[:32], y_digits[:32], count_parameters(network)
one_pass = timeit(lambda: cross_entropy(y_batch, forward(network, X_batch)), number=300)
both_ways = timeit(lambda: backward(network, X_batch, y_batch), number=300)
times = (n_parameters + 1) * one_pass / both_ways
print(f"{n_parameters:,} parameters: cheaper by about {round(times, -3):,.0f} times")

# %% tags=["assert"]
assert n_parameters == 19_210

# %% [markdown]
# Some thousands, and the larger the network, the more. Now suppose that one forward pass of lesson 02's 671 billion
# takes **one second**. That second is made up; all that follows is in proportion to it.
#
# **Predict:** how long does *one* step take by nudges: a month, a century, or longer?

# %%
years = (671e9 + 1) / (365.25 * 24 * 3600)
print(f"by nudges: {years:,.0f} years for one step; by backpropagation: about 3 seconds")

# %% tags=["assert"]
assert round(years, -3) == 21_000

# %% [markdown]
# Twenty-one thousand years: about four times as long as people have been able to write. That is what lesson 03 owed
# us: every slope, for the price of about three passes.

# %% [markdown] tags=["notes"]
# 90 minutes. Ask before the bill: "who pays for 19,210 nudges?" Short of time: leave out the hill between the two
# places, and give the table of the twenty layers as a figure of speech. Somebody asks whether the brain does this:
# nobody has shown how it could send blame back along the same weights.

# %% [markdown]
# ## Recap
#
# - Blame flows from the cost back to every parameter: each arrow multiplies by its local slope, and shares that meet
#   add up. All slopes together cost about as much as three forward passes.
# - Mini-batches take many cheap steps; random weights of variance $2/n_\text{in}$ part the twins and keep signals
#   alive.
# - We wrote every derivative ourselves. Who takes them when the network has a hundred layers?
#
# Next: 14 · PyTorch
