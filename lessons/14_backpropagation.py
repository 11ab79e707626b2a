# %% [markdown]
# # 14 · Backpropagation
#
# Who gets the blame? A network is wrong, and thousands of weights had a hand in it. In this lesson one pass backward
# tells every weight its share.
#
# **You will**
#
# - follow a nudge through one neuron, on paper, and build a machine that does it for you;
# - write the backward pass of a whole network, and hold every one of its slopes against a measurement;
# - add up the bill that you did not have to pay.
#
# *75 minutes · builds on [03 · Gradient descent](03_gradient_descent.ipynb) and
# [13 · The neural network](13_neural_network.ipynb)*

# %% tags=["given"]
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
# To overwrite in place of adding is the classic mistake; here it would halve every blame but the cost's. (Run this cell
# twice, and new shares pile up on the old ones: then run the cell that makes the graph first.)

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
# Here are lesson 13's moons, and a network with random parameters:

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
# We begin at the cost. In lesson 13, a sample of class $c$ with logits $z_k$ cost $\ln\big(\sum_k e^{z_k}\big) - z_c$.
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
# what came into each layer. Lesson 13's `parameters` are a list with one `(W, b)` per layer.

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
# ## The bill
#
# A network that reads lesson 12's digits, 64 pixels, with 256 hidden neurons, has 19,210 parameters. Nudged to one side
# only, its gradient takes one forward pass for each, and one
# without a nudge: 19,211. By backpropagation it takes one pass forward and one back. Back, each layer multiplies at
# most two pairs of matrices, for `dW` and for `dA`, where forward it was one. Together that is the work of three passes
# at most.
#
# **Predict:** by which factor is it cheaper on this computer: about 10, 100 or some thousands?

# %% tags=["given", "nbval-ignore-output"]
network = [(rng.normal(size=(64, 256)), np.zeros(256)), (rng.normal(size=(256, 10)), np.zeros(10))]
X_batch, y_batch, n_parameters = rng.normal(size=(32, 64)), rng.integers(0, 10, 32), count_parameters(network)
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
# 75 minutes. Ask before the bill: "who pays for 19,210 nudges?" Then: "what if the second were a millisecond?" (21
# years: still no.) On the board: forward $XW$; back $A^T dZ$ and $dZ\,W^T$, three products of one size. The first layer
# needs no `dA`, so it is less than three. Somebody asks whether the brain does this: nobody has shown how it could send
# blame back along the same weights.

# %% [markdown]
# ## Recap
#
# - Blame flows from the cost back to every parameter: each arrow multiplies by its local slope, and shares that meet
#   add up. (The field calls the blame a *gradient*, and the whole *reverse-mode automatic differentiation*.)
# - All slopes together are the work of three forward passes at most; by nudges, each slope costs one.
# - Every slope is known now, and cheap. Where should a network start, how many rows make a step, and which way is best
#   down a narrow valley: how do you train it?
