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
from copy import deepcopy
from itertools import pairwise
from timeit import timeit

import matplotlib.pyplot as plt
import numpy as np

from mlcourse import plots
from mlcourse.checks import backpropagation as check
from mlcourse.taught.gradient_descent import slope
from mlcourse.taught.neural_network import count_parameters, cross_entropy, forward, relu, softmax
from mlcourse.taught.what_is_machine_learning import split

plt.style.use("mlcourse.course")

# %% [markdown]
# ## One neuron, on paper
#
# How do networks learn? 💫 Calculus, 💫 partial derivatives, says the lecture. Lesson 03 measured one: it *nudged* a
# parameter and computed the whole cost anew. Again for each weight of a network? Let us watch what a nudge does on its
# way.
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
# One after the other, the factors multiply. That is lesson 03's **chain rule**, with more links:
#
# $$\frac{dC}{dw} = \frac{dC}{de} \cdot \frac{de}{da} \cdot \frac{da}{dz} \cdot \frac{dz}{dp} \cdot \frac{dp}{dw}$$
#
# **Predict:** write down the five local slopes, and multiply. What comes out?

# %%
def cost_of_weight(w):
    """Return the cost of the neuron with `b` held still."""
    return (max(0.0, w * x + b) - 5) ** 2


local_slopes = {"C along e": 2 * e, "e along a": 1, "a along z": 1, "z along p": 1, "p along w": x}
for name, local in local_slopes.items():
    print(f"{name}: {local:4}")
print("their product:   ", np.prod(list(local_slopes.values())))
print(f"measured at once: {slope(cost_of_weight, w):.1f}")

# %% tags=["assert"]
assert np.isclose(np.prod(list(local_slopes.values())), -12)
assert np.isclose(slope(cost_of_weight, w), -12)

# %% [markdown]
# Minus twelve: more weight, less cost. Now read the product from the *left*, from the cost backward. After one factor
# we have $dC/de$, after two $dC/da$, after three $dC/dz$. The slope of the cost along a number we call its **blame**,
# sign and all.
#
# From the blame of $z$ it is one more step to $b$, and two to $w$ or to $x$. **What the ways share is calculated
# once.** That is **backpropagation**.
#
# **Predict:** with $b = -4$ in place of $-1$, what is the blame of $w$?

# %%
b = -4.0
print(f"z = {w * x + b}, measured along w: {slope(cost_of_weight, w):.2f}")

# %% [markdown]
# Zero. The ReLU is shut, its local slope is 0, and a product with a 0 in it is 0. From this sample, neither $w$ nor
# $b$ learns anything. (At $z = 0$ itself there is a corner and no slope; the custom is to take 0.)

# %% [markdown] tags=["notes"]
# 10 minutes. Blackboard: the five stations in a row with their numbers; below each arrow its local slope in another
# color; then walk back with a running product, 1, -6, -6, -6, -6, -12. Leave it there: the machine redraws it.
# Ask: "which of these products does `b` need?" Many begin again at the cost. That is the waste that we are avoiding.
# Stuck: at $C = e^2$ some say 9 or 2. Lesson 03: *twice whatever is squared*.
# The two words: *local slope* belongs to one arrow, *blame* to one station. Blames are slopes, not percentages: they
# need not add up to the cost.

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
# Its blame is called `grad`, for gradient: PyTorch's word. `backward` calls two functions that we write next.

# %% tags=["taught"]
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
e = a + Value(-5.0)  # our machine knows no minus
cost = e * e
print("cost", cost.data, "made from", [parent.data for parent in cost.parents], "with slopes", cost.slopes)

# %% [markdown]
# Two, and both are $e$. Keep an eye on that.
#
# To go backward we need an order: a value may pass its blame on only when it has received all of its own. So we list
# all values such that parents come *before* what was made from them, and later walk the list from its end.

# %% tags=["given", "taught"]
def in_order(value, order):
    """Append to `order` all that a value was made from, and then the value; nothing twice."""
    if value not in order:
        for parent in value.parents:
            in_order(parent, order)
        order.append(value)
    return order


print([value.data for value in in_order(cost, [])])

# %% [markdown]
# By name: $w, x, p, b, z, a, -5, e, C$.
#
# ### Exercise 1 · Pass the blame
#
# The last value of `order` is the cost, with `grad` 1; every other `grad` is still 0. Walk from the end. Give each
# parent its share: the value's own blame times the local slope. A value that was used in several places gets a share
# from each, and *shares add up*.

# %% tags=["exercise", "taught"]
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
values = {"w": w, "x": x, "p": p, "b": b, "z": z, "a": a, "-5": e.parents[1], "e": e, "cost": cost}
places = {"w": (0, 1.9), "x": (0, 0.7), "p": (1, 1.3), "b": (1, 0), "z": (2, 0.7), "a": (3, 0.7)}
places |= {"-5": (3, -0.3), "e": (4.1, 0.7), "cost": (5.3, 0.7)}

fig, ax = plt.subplots(figsize=(12, 4))
plots.graph(ax, values, places)
plots.show(
    fig,
    "One neuron as a graph. Gray arrows: how the cost was made, from left to right. In red, on each arrow what flows "
    "back: blame times local slope; below each number, the sum of what reaches it. Two arrows leave e: two shares.",
)

# %% [markdown]
# Remember this picture. **Every arrow multiplies, every meeting adds.** The backward pass of 671 billion parameters
# keeps to the same two rules.

# %% [markdown] tags=["notes"]
# 30 minutes. Type the class method by method, and ask for each local slope before you write it. A class is new to some:
# `self` is the number on the left, `other` the one on the right. Stuck: in Exercise 1 they write `=`; the check says
# so, let it. Anyone who calls `cost.backward()` twice gets other numbers: shares pile up, so make the graph anew. Ask:
# "why not start at the front?" (There, nobody has any blame yet.) "Why would recursion alone go wrong?" (`e` would pass
# on its first share before the second has come.) Before the figure, let them fill in the blackboard's graph.

# %% [markdown]
# ## The same for whole layers
#
# Our machine makes an object for every number; NumPy takes a layer at a time. The rules stay: multiply, and add up.
# Here are lesson 12's moons, and a network with random parameters:

# %% tags=["given"]
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
# By the chain rule, the logarithm's slope along $z_k$ is $e^{z_k} / \sum_j e^{z_j}$: the softmax $p_k$. The second term
# takes off 1 at the truth. And the cost is a mean over $n$ samples:
#
# $$\frac{\partial C}{\partial z_{ik}} = \frac{1}{n}\big(p_{ik} - [k = y_i]\big)$$
#
# where $[\dots]$ is 1 if true, else 0. Probability minus truth: lesson 05's $p - y$ once more. In code `dZ`, the blame
# of a layer's scores $Z$. **Predict:** what will each row sum to?

# %% tags=["taught"]
def blame_of_logits(y, logits):
    """Return the slope of the cross-entropy along each logit."""
    dZ = softmax(logits)  # (n_samples, n_classes)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


dZ = blame_of_logits(y_train, logits)  # (n_samples, n_classes)
print("truth", y_train[4:7])
print((len(y_train) * dZ[4:7]).round(2))

# %% [markdown]
# To 0. At the truth it is negative: more of that, less cost. The first dot is nearly right, and nearly blameless.
#
# Now the layer, $z_{ij} = \sum_k a_{ik} w_{kj} + b_j$, with row $i$ and neuron $j$. The local slope along $w_{kj}$ is
# $a_{ik}$, along $b_j$ it is 1. But every *row* uses the same weights, so the shares of all rows add up:
#
# $$\frac{\partial C}{\partial w_{kj}} = \sum_i a_{ik}\, \mathrm{dZ}_{ij}, \qquad
# \frac{\partial C}{\partial b_j} = \sum_i \mathrm{dZ}_{ij}$$

# %% [markdown]
# ### Exercise 2 · The slopes of a layer
#
# `A`, of shape `(n_samples, n_in)`, came into the layer; `dZ`, of shape `(n_samples, n_out)`, is the blame of its
# scores. Return `dW`, in the shape of `W`: `(n_in, n_out)`, and `db`, of shape `(n_out,)`. Say the shapes aloud: they
# leave little choice.

# %% tags=["exercise", "taught"]
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

# %% tags=["exercise", "taught"]
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
# what came into each layer. Lesson 12's `parameters` are a list with one `(W, b)` per layer.

# %% tags=["taught"]
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
# *Whenever you derive a gradient, measure it once.* Here we measure *all* of it, with lesson 03's `slope`: each
# number in turn goes a little up and a little down.
#
# **Predict:** 42 parameters. How many forward passes does that take?

# %% tags=["given"]
parameters, costs, furthest = [(W1, b1), (W2, b2)], [], 0.0
(dW1, db1), (dW2, db2) = backward(parameters, X_train, y_train)[1]


def cost_at(number):
    """Return the cost with this number at one place of one array."""
    array[place] = number
    costs.append(cross_entropy(y_train, forward(parameters, X_train)))
    return costs[-1]


for array, calculated in [(W1, dW1), (b1, db1), (W2, dW2), (b2, db2)]:
    for place in np.ndindex(array.shape):
        kept = array[place]
        furthest = max(furthest, abs(slope(cost_at, kept) - calculated[place]))
        array[place] = kept
print(f"{len(costs)} forward passes; all agree to eight digits after the point: {furthest < 5e-9}")

# %% tags=["assert"]
assert len(costs) == 2 * count_parameters(parameters) == 84
assert furthest < 5e-9

# %% [markdown]
# Two for each, and every slope is right. And our machine? NumPy multiplies matrices of whatever can add and multiply,
# so `@` takes our values too. It finds the same slopes, and four moons are enough to see it.
#
# **Predict:** how many values will it hold for that: about 40, 400 or 40,000?

# %% tags=["given"]
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
assert len(in_order(cost, [])) == 373
assert np.allclose(by_value, by_matrix, rtol=0, atol=1e-12)

# %% [markdown] tags=["notes"]
# 60 minutes. Draw two dots and two neurons as a graph, all arrows: from one weight leave two (one per dot), from one
# hidden output leave two (one per neuron). There are the two sums. Ask: "where did the sum over the rows come from?"
# (Each row uses the same weight.) Stuck: at `A.T @ dZ`; let the class say the shapes in chorus, and try the other order
# on the board until it does not fit. The mask: many take it from the blame; ask what a shut neuron would do with a
# large blame. Short of time: run the cell with four moons, and read only its last line.

# %% [markdown]
# ## A step for every few rows
#
# With 60,000 pictures, the exact gradient is expensive. A **mini-batch** of some rows gives a noisy one at a fraction
# of the price. Is it good enough? We take one weight, before any training, and batches of 32 rows.
#
# **Predict:** from all 200 rows, the slope along it is -0.56. Will every batch have the same sign?

# %%
print(f"all 200 rows: {dW1[0, 2]:.2f}")
for start in range(0, 200, 32):
    batch = slice(start, start + 32)  # the last one has what is left: 8 rows
    (dW, db), _ = backward(parameters, X_train[batch], y_train[batch])[1]
    print(f"rows from {start:3}:  {dW[0, 2]:.2f}")

# %% [markdown]
# Here, yes. Each is off, two of them far, but rough steps are many. So: shuffle the rows, cut them into batches, one
# step per batch. Once through all rows is an **epoch**. (Over twenty sets of moons, twenty epochs of rough steps bring
# the cost about a third lower than twenty exact steps: the course's tests look.)
#
# In the mean cost each batch counts by its rows, because the last may be short. And `W -= …` changes the array itself:
# `parameters` hold the new numbers.

# %% tags=["taught"]
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


def accuracy(parameters, X, y):
    """Return the share of rows whose highest logit is the truth's."""
    return np.mean(np.argmax(forward(parameters, X), axis=1) == y)


# %% [markdown] tags=["notes"]
# 66 minutes. Ask: "why shuffle?" (Sorted by class, a batch would know one class only.) "Why not batches of one row?"
# (Noisier still, and NumPy is quick only with whole matrices.) Stuck: `W = W - …` in place of `W -= …` makes a new
# array, and the network never learns; show it if somebody asks.

# %% [markdown]
# ## The twins
#
# Where to start? Lesson 05 started with all weights at 0. We try that with eight hidden neurons, and two other starts:
# all weights at ½; and `W1` at ½ with `W2` drawn at random. The biases start at 0.
#
# **Predict:** after 200 epochs, how many *different* neurons are there among the eight, in each of the three?

# %% tags=["given"]
rng = np.random.default_rng(7)
zero, half = np.zeros((2, 8)), np.full((2, 8), 0.5)
starts = {"all 0": (zero, zero.T), "all ½": (half, half.T), "random W2": (half, rng.normal(size=(8, 2)))}

n_different = []
for name, (W1, W2) in starts.items():
    (W1, b1), (W2, b2) = network = [(W1.copy(), np.zeros(8)), (W2.copy(), np.zeros(2))]
    for _ in range(200):
        train_epoch(network, X_train, y_train, learning_rate=0.5, batch_size=32, rng=rng)
    neurons = np.column_stack([W1.T, b1, W2]).round(9)  # (n_hidden, 5): all numbers of each neuron
    n_different.append(len(np.unique(neurons, axis=0)))
    print(f"{name:9}: {n_different[-1]} different, test accuracy {accuracy(network, X_test, y_test):.2f}")

# %% tags=["assert"]
assert n_different == [1, 1, 8]

# %% [markdown]
# One, one, eight. Equal neurons put out the same, and get the same blame through equal weights. So they take the same
# step, and stay **twins** for as long as we train: eight neurons with the worth of one. If `W2` differs, so does the
# blame.
#
# From *zeros* it is worse. The hidden layer puts out 0, so `W2` gets no slope; `W2` is 0, so no blame gets through it.
# Only the last biases move, and all that they can learn is how frequent the classes are.

# %% [markdown]
# So they must be random. But *how* large? We send rows through twenty layers of 256 neurons, with weights of variance
# $1/n_\text{in}$, $2/n_\text{in}$ or $4/n_\text{in}$.
#
# **Predict:** numbers of size 1 (root mean square) go in. Which of the three still gives about 1 after 20 layers?

# %% tags=["given"]
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

# %% tags=["taught"]
def initialize(sizes, rng):
    """Return a network's first parameters: random weights of variance 2 / n_in, and biases of 0."""
    return [(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros(n_out)) for n_in, n_out in pairwise(sizes)]


# %% [markdown] tags=["notes"]
# 76 minutes. Three students stand for three neurons with equal weights, and call out their outputs, then their blame:
# they speak in chorus for ever. Ask: "what if only `W1` is random?" (That parts them too.) "Is 0.43 bad luck?" (It says
# one class for all.) Stuck: variance or standard deviation? `rng.normal` wants the standard deviation, hence the root.
# Short of time: show the table of the twenty layers without the reason.

# %% [markdown]
# ## Moons and digits
#
# With sizes `[2, 2]` there is no hidden layer, and `forward` draws a line, as in lesson 05. So the same loop trains a
# line and a network with 32 hidden neurons.
#
# **Predict:** of the 100 test moons, how many will each of them get right after 200 epochs?

# %%
rng = np.random.default_rng(7)
network, line = initialize([2, 32, 2], rng), initialize([2, 2], rng)
snapshots = {0: deepcopy(network)}

for epoch in range(1, 201):
    costs = [train_epoch(parameters, X_train, y_train, 0.5, 32, rng) for parameters in (line, network)]
    if epoch in (10, 50, 200):
        snapshots[epoch] = deepcopy(network)
        print(f"epoch {epoch:3}: train cost of the line {costs[0]:.2f}, of the network {costs[1]:.2f}")

right = [100 * accuracy(parameters, X_test, y_test) for parameters in (line, network)]
print(f"right about the 100 test moons: line {right[0]:.0f}, network {right[1]:.0f}")

# %% tags=["assert"]
assert right[1] > right[0] + 5

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
    "The network's probability of the lower moon. Black: where it is one half; it begins where chance put it, and ends "
    "in the gap.",
    figsize=(15, 3.4),
    epoch=[0, 10, 50, 200],
)

# %% [markdown]
# Eighty-six and ninety-five. Lesson 12 placed its creases by hand; these found their places.
#
# And lesson 03's bowl? Put the neurons in reverse order: the same network, as cheap, at another place. Halfway between
# the two, once both are at the bottom, it costs more than twice as much (the course's tests look). No bowl has such a
# hill.

# %% [markdown]
# Now the digits. Lesson 12's darts were right about a fifth of them, chance about a tenth. We train 256 hidden neurons
# on 1,297 digits, and grade on the other 500. Three seeds draw three splits, and other weights.
#
# **Predict:** of how many in a hundred will they be right?

# %% tags=["given"]
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
# Ninety-eight and more. (We chose the settings by trying some on such splits, so take a little off: lesson 06. The
# course's tests draw ten splits, and ask for 96 on each.)

# %% [markdown] tags=["notes"]
# 84 minutes. While the digits train, ask what an epoch is here (41 steps, the last with 17 rows). They guess 60 or 80;
# after the darts nobody says 98. Ask: "what have we never told the network?" (Where a pixel lies: shuffle all columns
# alike, and it learns as well. Lesson 16.) Somebody wants a validation set: right, see the brackets.

# %% [markdown]
# ## The bill
#
# This network has 19,210 parameters. Nudged to one side only, its gradient takes one forward pass for each, and one
# without a nudge: 19,211. By backpropagation it takes one pass forward and one back. Back, each layer multiplies at
# most two pairs of matrices, for `dW` and for `dA`, where forward it was one. Together that is the work of three passes
# at most.
#
# **Predict:** by which factor is it cheaper on this computer: about 10, 100 or some thousands?

# %% tags=["given", "nbval-ignore-output"]
X_batch, y_batch, n_parameters = X_digits[:32], y_digits[:32], count_parameters(network)
one_pass = timeit(lambda: cross_entropy(y_batch, forward(network, X_batch)), number=300)
both_ways = timeit(lambda: backward(network, X_batch, y_batch), number=300)
times = (n_parameters + 1) * one_pass / both_ways
print(f"{n_parameters:,} parameters: cheaper by about {round(times, -3):,.0f} times")

# %% tags=["assert"]
assert n_parameters == 19_210

# %% [markdown]
# Some thousands, and the larger the network, the more. Now suppose that one forward pass of lesson 02's 671 billion
# takes *one second*. That second is made up; all that follows is in proportion to it.
#
# **Predict:** how long does *one* step take by nudges: a month, a century, or longer?

# %%
years = (671e9 + 1) / (365.25 * 24 * 3600)
print(f"by nudges: {years:,.0f} years for one step; by backpropagation: about 3 seconds")

# %% tags=["assert"]
assert round(years, -3) == 21_000

# %% [markdown]
# Twenty-one thousand years: about four times as long as people have been able to write. That is what lesson 03 owed
# us: every slope, for the price of three passes. We pay in memory: what came into each layer is kept for the way back.

# %% [markdown] tags=["notes"]
# 90 minutes. Ask before the bill: "who pays for 19,210 nudges?" Then: "what if the second were a millisecond?" (21
# years: still no.) On the board: forward $XW$; back $A^T dZ$ and $dZ\,W^T$, three products of one size. The first layer
# needs no `dA`, so it is less than three. Somebody asks whether the brain does this: nobody has shown how it could send
# blame back along the same weights.

# %% [markdown]
# ## Recap
#
# - Blame flows from the cost back to every parameter: each arrow multiplies by its local slope, and shares that meet
#   add up. All slopes together are the work of three forward passes at most.
# - Mini-batches take many cheap steps; random weights part the twins, and variance $2/n_\text{in}$ keeps signals alive.
# - We wrote every derivative ourselves. Who takes them when the network has a hundred layers?
#
# Next: [14 · PyTorch](14_pytorch.ipynb)
