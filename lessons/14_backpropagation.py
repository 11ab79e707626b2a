# %% [markdown]
# # 14 · Backpropagation
#
# Who gets the blame? A network is wrong, and thousands of weights had a hand in it. One pass backward gives each its
# slope.
#
# **You will**
#
# - follow a nudge through one neuron, on paper, and build a machine that does it for you;
# - write the backward pass of a whole network, and find the mistakes in three others;
# - add up the bill that you did not have to pay.
#
# *90 minutes · builds on [03 · Gradient descent](03_gradient_descent.ipynb) and
# [13 · The neural network](13_neural_network.ipynb)*

# %% tags=["given"]
from copy import deepcopy
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
# Gradient descent, lesson 03's *mother algorithm*, wants a slope for each parameter. Lesson 03 measured one: it
# *nudged* a parameter and computed the whole cost anew. Again for each weight of a network? Let us watch what a nudge
# does on its way.
#
# Take one neuron, one input $x = 2$ and the target 5. From left to right:
#
# $$u = w x \;\to\; z = u + b \;\to\; a = \max(0, z) \;\to\; e = a - 5 \;\to\; C = e^2$$
#
# **Predict:** with $w = 1.5$ and $b = -1$, what does it cost?

# %%
x, w, b = 2.0, 1.5, -1.0

u = w * x
z = u + b
a = max(0.0, z)
e = a - 5
print(f"u = {u}, z = {z}, a = {a}, e = {e}, cost = {e**2}")

# %% [markdown] tags=["after"]
# Nine: the neuron says 2 where 5 was wanted.

# %% [markdown]
# Now nudge $w$ a little. Each station passes the nudge on, larger or smaller: by its **local slope**, the slope along
# the station before. For that it needs to know nothing of the rest.
#
# One after the other, the factors multiply. That is lesson 03's **chain rule**, with more links:
#
# $$\frac{dC}{dw} = \frac{dC}{de} \cdot \frac{de}{da} \cdot \frac{da}{dz} \cdot \frac{dz}{du} \cdot \frac{du}{dw}$$
#
# **Predict:** write down the five local slopes, and multiply. What comes out?

# %% tags=["given"]
def cost_of_weight(w):
    """Return the cost of the neuron with `b` held still."""
    return (max(0.0, w * x + b) - 5) ** 2


stations = {  # what each does, and where it stands
    "C along e": (lambda e: e**2, e),
    "e along a": (lambda a: a - 5, a),
    "a along z": (lambda z: max(0.0, z), z),
    "z along u": (lambda u: u + b, u),
    "u along w": (lambda w: w * x, w),
}
local_slopes = {name: slope(station, at) for name, (station, at) in stations.items()}
for name, local in local_slopes.items():
    print(f"{name}: {local:4.1f}")
print(f"their product:    {np.prod(list(local_slopes.values())):.1f}")
print(f"measured at once: {slope(cost_of_weight, w):.1f}")

# %% tags=["assert"]
assert np.isclose(np.prod(list(local_slopes.values())), -12)
assert np.isclose(slope(cost_of_weight, w), -12)

# %% [markdown] tags=["after"]
# Minus twelve: more weight, less cost.

# %% [markdown]
# Read the product from the *left*, from the cost backward. After one factor we have $dC/de$, after two $dC/da$, after
# three $dC/dz$. The slope of the cost along a number we call its **blame**. It is a slope, sign and all, and no
# percentage: blames need not add up to the cost.
#
# From the blame of $z$ it is one more step to $b$, and two to $w$ or to $x$. **What the ways share is calculated
# once.** That is **backpropagation**.
#
# **Predict:** with $b = -4$ in place of $-1$, what is the blame of $w$?

# %%
b = -4.0
print(f"z = {w * x + b}, measured along w: {slope(cost_of_weight, w):.2f}")

# %% [markdown] tags=["after"]
# Zero. The ReLU is shut, its local slope is 0, and a product with a 0 in it is 0. From this sample, neither $w$ nor
# $b$ learns anything.

# %% [markdown] tags=["notes"]
# 10 minutes. Blackboard: the five stations in a row with their numbers; below each arrow its local slope in another
# color; then walk back with a running product, 1, -6, -6, -6, -6, -12. Leave it there: the machine redraws it.
# Ask: "which of these products does `b` need?" Expect many to begin again at the cost. That is the waste that we are
# avoiding. Stuck: at $C = e^2$ expect 9 or 2. Lesson 03: *twice whatever is squared*.
# The two words: *local slope* belongs to one arrow, *blame* to one station. Ask what the five blames add up to, and
# what that would mean: nothing.

# %% [markdown]
# ## A number that remembers
#
# We build a number that remembers what it was made from (its `parents`), and its local slope along each (its `slopes`):
#
# - a sum moves as much as each of its terms: 1 and 1;
# - a product moves as much as the *other* factor says: `other.data` and `self.data`;
# - a ReLU has 1 where its input is above 0, else 0 (in the corner, by custom); $e^x$ has $e^x$ itself, $\ln x$ has
#   $1/x$.

# %% [markdown]
# It is a class with methods, as in lesson 08. `__init__` runs when a `Value` is made, and keeps what it is given; where
# nothing is given, `parents=()` says: none. `self` is the object itself. For `a + b` Python calls `a.__add__(b)`, for
# `a * b` it calls `a.__mul__(b)`: there `self` is the number on the left, `other` the one on the right.
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
# So we calculate as ever, and a **computational graph** grows behind our back. **Predict:** `e * e` is the square. How
# many parents has it?

# %%
x, w, b = Value(2.0), Value(1.5), Value(-1.0)

u = w * x
z = u + b
a = z.relu()
e = a + Value(-5.0)  # our machine knows no minus
cost = e * e
print("cost", cost.data, "made from", [parent.data for parent in cost.parents], "with slopes", cost.slopes)

# %% [markdown] tags=["after"]
# Two, and both are $e$.

# %% [markdown]
# A value may pass its blame on only when it has received all of its own. So we list all values such that parents come
# *before* what was made from them (a *topological order*), and later walk the list from its end.

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
# By name: $w, x, u, b, z, a, -5, e, C$. Each arrow of their graph shows its local slope in gray. Each *next* goes one
# value back. Along every arrow that leaves it comes a share, the blame at the arrow's head times its local slope;
# shares add up.
#
# **Predict:** say each blame before you press *next*. Which one does $x$ get?

# %% tags=["given"]
values = {"w": w, "x": x, "u": u, "b": b, "z": z, "a": a, "-5": e.parents[1], "e": e, "cost": cost}
places = {"w": (0, 1.7), "x": (0, 0.5), "u": (1, 1.1), "b": (1, 0), "z": (2, 0.7), "a": (3, 0.7)}
places |= {"-5": (3, -0.4), "e": (4.1, 0.7), "cost": (5.3, 0.7)}  # |= adds the names on the right
made_by = {"u": "*", "z": "+", "a": "relu", "e": "+", "cost": "*"}


def draw_blame(ax, step):
    """Draw the neuron's graph when the last `step` values have their blame."""
    plots.backward_pass(ax, values, places, made_by, step)


# %% tags=["given", "nbval-ignore-output"]
plots.steps(
    draw_blame,
    "One neuron as a computational graph. Gray arrows: how the cost was made, from left to right. Each step goes one "
    "value back; in color, the share on each arrow, and below a number the sum of its shares, its blame.",
    n_steps=10,
    figsize=(11, 3.6),
)

# %% tags=["given"]
plots.side_by_side(
    draw_blame,
    "The graph before the way back, after three values, and at the end. Two arrows lead from e to the cost, so e gets "
    "two equal shares, and they add up. From there on, every arrow multiplies.",
    figsize=(11, 10),
    n_rows=3,
    step=[0, 3, 9],
)

# %% [markdown] tags=["after"]
# Minus nine: the blame of $u$, $-6$, times the *other* factor, 1.5.

# %% [markdown]
# ### Exercise 1 · Pass the blame
#
# The last value of `order` is the cost, with `grad` 1; every other `grad` is still 0. Walk from the end, and give each
# parent its share: the value's own blame times the local slope.

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
# (`zip` walks through two lists side by side; with `strict=True` it complains if one is longer.) Inside both, one line
# adds to `parent.grad`.

# %%
cost.backward()

for name, value in {"e": e, "w": w, "x": x, "b": b}.items():
    print(f"{name} = {value.data:4}, blame {value.grad:5}")

# %% tags=["assert"]
assert (e.grad, w.grad, x.grad, b.grad) == (-6, -12, -9, -6)

# %% [markdown]
# These are the numbers of the graph. (Run the cell above twice, and new shares pile up on the old ones: then make the
# graph anew, from `x, w, b = Value(2.0), …` on.)
#
# Now *two* rows use one weight: $x_1 = 3$ with target 5, and $x_2 = -1$ with target $-4$. The model is $w x$ with
# $w = 2$, the cost the sum of both squares. **Predict:** what is the blame of $w$?

# %%
w, x1, x2 = Value(2.0), Value(3.0), Value(-1.0)
u1, u2 = w * x1, w * x2
e1, e2 = u1 + Value(-5.0), u2 + Value(4.0)
s1, s2 = e1 * e1, e2 * e2
cost = s1 + s2
cost.backward()
print(f"errors {e1.data} and {e2.data}, blame of w: {w.grad}")

# %% tags=["assert"]
assert (u1.grad, u2.grad, w.grad) == (2, 4, 2)

# %% tags=["given"]
two_rows = {"w": w, "x₁": x1, "x₂": x2, "u₁": u1, "u₂": u2, "-5": e1.parents[1], "4": e2.parents[1]}
two_rows |= {"e₁": e1, "e₂": e2, "e₁²": s1, "e₂²": s2, "cost": cost}
at = {"w": (0, 1.2), "x₁": (0, 2.3), "x₂": (0, 0.1), "u₁": (1.1, 1.9), "u₂": (1.1, 0.5), "-5": (1.1, 2.9)}
at |= {"4": (1.1, -0.5), "e₁": (2.2, 1.9), "e₂": (2.2, 0.5), "e₁²": (3.4, 1.9), "e₂²": (3.4, 0.5), "cost": (4.5, 1.2)}
by = {"u₁": "*", "u₂": "*", "e₁": "+", "e₂": "+", "e₁²": "*", "e₂²": "*", "cost": "+"}

fig, ax = plt.subplots(figsize=(11, 5.2))
plots.backward_pass(ax, two_rows, at, by, len(two_rows))
plots.show(
    fig,
    "One weight in two rows: two arrows leave w. The upper row sends a positive share, for it wants a smaller w; the "
    "lower row sends a negative one, for it wants a larger w. Where they meet, they add up.",
)

# %% [markdown] tags=["after"]
# Two: 6 from the first row, $-4$ from the second. To overwrite in place of adding is the classic mistake; one of the
# rows would go unheard.

# %% [markdown]
# **Every arrow multiplies, every meeting adds.** The backward pass of 671 billion parameters keeps to the same two
# rules. Other books call it **reverse-mode automatic differentiation**.

# %% [markdown] tags=["notes"]
# 36 minutes. Type the class method by method, and ask for each local slope before you write it. Before the graph moves,
# let them fill in the blackboard's; then one student per *next*. Ask: "why not start at the front?" (There, nobody has
# any blame yet.) "Why would recursion alone go wrong?" (`e` would pass on its first share before the second has come.)
# Stuck: in Exercise 1 expect `=`; the check says so, let it. Anyone who calls `cost.backward()` twice gets other
# numbers: shares pile up, so make the graph anew. Two rows: let two students pull at one chalk.

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
# We begin at the cost. In lesson 13, a sample of class $y$ with logits $z_k$ cost $\ln\big(\sum_k e^{z_k}\big) - z_y$.
# By the chain rule, the logarithm's slope along $z_c$ is $e^{z_c}$ over that sum: the softmax $p_c$. The second term
# takes off 1 at the truth. And the cost is a mean over $n$ samples:
#
# $$\frac{\partial C}{\partial z_{ic}} = \frac{1}{n}\big(p_{ic} - [c = y_i]\big)$$
#
# where $[\dots]$ is 1 if true, else 0. Probability minus truth: lesson 05's $p - y$ once more. In code `dZ`, the blame
# of a layer's scores $Z$. **Predict:** what will each row of `dZ` sum to?

# %% tags=["taught"]
def blame_of_logits(y, logits):
    """Return the slope of the cross-entropy along each logit."""
    dZ = softmax(logits)  # (n_samples, n_classes)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


dZ = blame_of_logits(y_train, logits)  # (n_samples, n_classes)
print("truth", y_train[4:7])
print((len(y_train) * dZ[4:7]).round(2))

# %% [markdown] tags=["after"]
# To 0: probabilities sum to 1, and so do truths. The first of these three is nearly right, and nearly blameless.

# %% [markdown]
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
# is $w_{kj}$. Then the ReLU: it is open, with slope 1, where what came out of it, $a_{ik}$, is above 0:
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
# (A neuron that is shut for *every* row gets no blame from any: a *dead ReLU*.)
#
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
# *Whenever you derive a gradient, measure it once*: a **gradient check**. We measure *all* of it. Each number of each
# array goes a little up, and a little down (*central finite differences*), with a forward pass at each; then it is put
# back. `np.ndindex` walks through an array's places.
#
# **Predict:** our network has 42 parameters. How many forward passes does that take?

# %% tags=["given", "taught"]
def measure(array, cost):
    """Return the slope of `cost()` along each number of an array, which is nudged up and down, and put back."""
    slopes = np.empty_like(array)
    for place in np.ndindex(array.shape):
        kept, costs = array[place], []
        for nudge in (1e-5, -1e-5):
            array[place] = kept + nudge
            costs.append(cost())
        array[place] = kept
        slopes[place] = (costs[0] - costs[1]) / 2e-5
    return slopes


# %% tags=["given", "taught"]
def gradient_check(backward, parameters, X, y):
    """Return how far the slopes of each layer's W and b are off, in units of the largest slope of that array."""
    off = []
    for layer, slopes in zip(parameters, backward(parameters, X, y)[1], strict=True):
        measured = [measure(array, lambda: cross_entropy(y, forward(parameters, X))) for array in layer]
        off.append([np.abs(d - m).max() / np.abs(m).max() for d, m in zip(slopes, measured, strict=True)])
    return np.array(off)  # (n_layers, 2)


parameters = [(W1, b1), (W2, b2)]
off = gradient_check(backward, parameters, X_train, y_train)
print(f"{2 * count_parameters(parameters)} forward passes; all agree to a millionth: {off.max() < 1e-6}")

# %% tags=["assert"]
assert 2 * count_parameters(parameters) == 84
assert off.max() < 1e-6

# %% [markdown] tags=["after"]
# Eighty-four: up and down for each. And every slope is right.

# %% [markdown]
# And our machine? NumPy multiplies matrices of anything that can add and multiply, so `@` takes our values too. Four
# dots are enough to see that it finds the same slopes.

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
# 62 minutes. Draw two dots and two neurons as a graph, all arrows: from one weight leave two (one per dot), from one
# hidden output leave two (one per neuron). There are the two sums. Ask: "where did the sum over the rows come from?"
# (Each row uses the same weight.) Stuck: at `A.T @ dZ`; let the class say the shapes in chorus, and try the other order
# on the board until it does not fit. The mask: expect some to take it from the blame; ask what a shut neuron would do
# with a large blame. (That mistake comes back in a moment.) Neuron 3 of this network is a dead ReLU: off for all 200
# rows. Short of time: run the cell with four dots, and read only its last line.

# %% [markdown]
# ## Find the bug
#
# Ada, Ben and Cleo wrote `backward` for two hidden layers of 8 neurons. Each made *one* mistake, and NumPy complains
# about none. So let gradient descent tell: 300 steps with each, from one start.
#
# **Predict:** does any of the three wrong gradients train a network about as well as ours?

# %% tags=["given", "nbval-ignore-output"]
rng, ended = np.random.default_rng(1), {}
sizes = [(2, 8), (8, 8), (8, 2)]
start = [(rng.normal(size=size), rng.normal(size=size[1])) for size in sizes]
print(f"cost at the start {cross_entropy(y_train, forward(start, X_train)):.2f}")

for name, one in {"ours": backward, **check.SUSPECTS}.items():  # ** puts in all pairs of the other dict
    trained = deepcopy(start)
    for _ in range(300):
        for (W, b), (dW, db) in zip(trained, one(trained, X_train, y_train)[1], strict=True):
            W -= 0.1 * dW
            b -= 0.1 * db
    right = np.mean(np.argmax(forward(trained, X_test), axis=1) == y_test)
    ended[name] = cross_entropy(y_train, forward(trained, X_train))
    print(f"{name:4} cost {ended[name]:.2f}, test accuracy {right:.2f}")

# %% tags=["assert"]
assert max(ended["ours"], ended["Ada"]) < 0.25 < 0.5 < min(ended["Ben"], ended["Cleo"])

# %% [markdown] tags=["after"]
# Ada's does, and nobody would notice. **A network that learns is no proof that its gradient is right.**

# %% [markdown]
# Now we hold each of the three against nudges. 1.00 means: off by as much as the largest slope of that array.

# %%
print("how far off:   W1      b1      W2      b2      W3      b3")
for name, suspect in check.SUSPECTS.items():
    off = gradient_check(suspect, start, X_train, y_train)  # (n_layers, 2)
    print(f"{name:9}", *[f"{number:7.2f}" for number in off.ravel()])

# %% [markdown]
# ### Exercise 4 · Which line is it?
#
# One line is right in all three: `dZ @ W.T`, back through the *output* layer. What comes into it may be wrong. These
# lines are left:
#
# 1. the blame of the logits, with its `/ len(y)`
# 2. `A.T @ dZ`, in every layer
# 3. `dZ.sum(axis=0)`, in every layer
# 4. `dZ @ W.T`, back through the *second* layer, whose `W` is square
# 5. the mask `A > 0`, at both ReLUs
#
# (Blame walks from layer 3 to layer 1.) Your answer is the code of a lock: one number of three digits, Ada's line,
# Ben's and Cleo's.

# %% tags=["exercise"]
### BEGIN SOLUTION
bugs = 451  # Ada 4, Ben 5, Cleo 1
### END SOLUTION

# %% tags=["check"]
bugs = check.bugs(bugs)

# %% [markdown] tags=["hint"]
# A wrong line spoils what is calculated *after* it. Lines 2 and 3 would spoil all three layers, and only `W` or only
# `b`. The mask works twice, first between layers 3 and 2. A slope that is off by 199 times itself is 200 times too
# large; and there are 200 rows.

# %% [markdown] tags=["after"]
# Ada forgot `.T`: where `W` is square, the shapes fit all the same. Ben took the mask from the blame. Cleo lost the
# $1/n$: *every* slope is 200 times too large, which is a learning rate of 20.

# %% [markdown] tags=["notes"]
# 78 minutes. Let the table stand, and let them argue in pairs, line by line: "could it be line 2?" Cleo first, she is
# the easiest: the same number everywhere. Then Ben against Ada: whose layer 2 is wrong? Expect 4 and 5 to be swapped.
# Ask: "why did NumPy not complain about Ada?" (8 times 8 is square.) "Why take odd sizes in tests?" And: who has ever
# checked the gradient of a library? (Its authors, with this very check.)

# %% [markdown]
# ## The bill
#
# A network that reads lesson 12's digits, 64 pixels, with 256 hidden neurons, has 19,210 parameters. Nudged to one side
# only, its gradient takes one forward pass for each, and one without a nudge. By backpropagation it takes a pass
# forward, and back at most two products of matrices a layer, for `dW` and for `dA`, where forward it was one: the work
# of three passes at most.
#
# **Predict:** by which factor is it cheaper, at least?

# %% tags=["given", "nbval-ignore-output"]
network = [(rng.normal(size=(64, 256)), np.zeros(256)), (rng.normal(size=(256, 10)), np.zeros(10))]
X_batch, y_batch, n_parameters = rng.normal(size=(32, 64)), rng.integers(0, 10, 32), count_parameters(network)
one_pass = timeit(lambda: cross_entropy(y_batch, forward(network, X_batch)), number=300)
both_ways = timeit(lambda: backward(network, X_batch, y_batch), number=300)
times = (n_parameters + 1) * one_pass / both_ways
products = [W.size for W, _ in network]  # multiplications for one picture, layer by layer
passes = (3 * sum(products) - products[0]) / sum(products)  # the first layer needs no `dA`
print(f"{n_parameters:,} parameters; counted: {(n_parameters + 1) / 3:,.0f} times cheaper")
print(f"with {passes:.1f} passes in place of three: {(n_parameters + 1) / passes:,.0f} times")
print(f"by the clock of this computer: about {round(times, -3):,.0f} times")

# %% tags=["assert"]
assert n_parameters == 19_210
assert round(passes, 1) == 2.1
assert round((n_parameters + 1) / passes, -3) == 9_000

# %% [markdown] tags=["after"]
# Some 6,400, at least. The first layer needs no `dA`: nothing stands before it. So here the work is only about 2.1
# passes, and that makes 9,000. The clock also counts what is no product, and it swings.

# %% [markdown]
# Suppose that one forward pass of lesson 02's 671 billion takes *one second*. That second is made up; all that follows
# is in proportion to it. (A token, a word or a part of one, wakes only 37 billion of them, says DeepSeek-V3's model
# card; we charge for all.)
#
# **Predict:** how long does *one* step take by nudges: a month, a century, or longer?

# %%
years = (671e9 + 1) / (365.25 * 24 * 3600)
print(f"by nudges: {years:,.0f} years for one step; by backpropagation: about 3 seconds")

# %% tags=["assert"]
assert round(years, -3) == 21_000

# %% [markdown] tags=["after"]
# Twenty-one thousand years: about four times as long as people have been able to write.

# %% [markdown]
# That is what lesson 03 owed us: every slope, for three passes. The mother algorithm stays as it was; only its gradient
# got cheap. We pay in memory: what came into each layer is kept for the way back.

# %% [markdown] tags=["notes"]
# 90 minutes. Ask before the bill: "who pays for 19,210 nudges?" Then: "what if the second were a millisecond?" (21
# years: still no.) On the board: forward $XW$; back $A^T dZ$ and $dZ\,W^T$, three products of one size. The first layer
# needs no `dA`, so it is less than three. Expect the question whether the brain does this: nobody has shown how it
# could send blame back along the same weights.

# %% [markdown]
# ## Recap
#
# - Blame flows from the cost back to every parameter: each arrow multiplies by its local slope, and shares that meet
#   add up.
# - All slopes together are the work of three forward passes at most; by nudges, each slope costs one, and nudges are
#   for checking.
# - Every slope is known now, and cheap. Where should a network start, how many rows make a step, and which way is best
#   down a narrow valley: how do you train it?
