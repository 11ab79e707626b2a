# %% [markdown]
# # 12 · The neural network
#
# What can no line do? Lessons 02 to 05 drew lines, and PCA turned them. Here one layer of neurons bends the plane, and
# then a line is enough.
#
# **You will**
#
# - build a network of 22 numbers by hand, and see what each of its neurons does;
# - turn its scores into probabilities for any number of classes, and give them a cost;
# - throw darts at its weights, and find out how far that leads.
#
# *90 minutes · builds on [05 · Logistic regression](05_logistic_regression.ipynb) and [11 · PCA](11_pca.ipynb)*

# %% tags=["given"]
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

from mlcourse import plots
from mlcourse.checks import lesson_12 as check
from mlcourse.scratch.logistic import fit_logistic, log_loss_of_score, sigmoid  # as you wrote them in lesson 05

plt.style.use("mlcourse.course")

# %% [markdown]
# ## Two moons
#
# PCA only turns and drops: whatever a line cannot separate before, it cannot separate after. So let us look for
# something that no line separates. scikit-learn draws us two half-moons of 150 dots each. Whoever always says *lower
# moon* is wrong 150 times of 300.
#
# **Predict:** lesson 05's logistic regression draws its line. How many of the 300 are on the wrong side: nearer to 5,
# 40 or 100?

# %%
from sklearn.datasets import make_moons

X, y = make_moons(300, noise=0.2, random_state=7)  # (n_samples, 2), (n_samples,): 1 is the lower moon
w_line, b_line = fit_logistic(X, y, n_steps=2000)
n_wrong = np.sum((X @ w_line + b_line > 0) != y)

fig, ax = plt.subplots(figsize=(6, 3.6))
plots.moons(ax, X, y)
plots.boundary(ax, w_line, b_line)
ax.set(xlabel="$x_1$", ylabel="$x_2$", ylim=(-1.3, 1.7), title=f"{n_wrong} of 300 wrong")
plots.show(fig, "The upper moon (circles), the lower moon (triangles), and the line of logistic regression.")

# %% [markdown]
# Thirty-nine. But the log loss does not count errors; perhaps another line makes fewer. So we try a fine grid: 720
# directions, and in each 301 places to cut.
#
# **Predict:** how few errors does the best of these 216,720 lines make?

# %%
fewest = len(y)
for angle in np.linspace(0, 2 * np.pi, 720, endpoint=False):
    score = X @ [np.cos(angle), np.sin(angle)]  # (n_samples,)
    wrong = (score[:, None] > np.linspace(-3, 3, 301)) != y[:, None]  # (n_samples, n_cuts)
    fewest = min(fewest, wrong.sum(axis=0).min())

print(f"the best line: {fewest} of 300 wrong")

# %% tags=["assert"]
assert n_wrong == 39
assert fewest == 36

# %% [markdown]
# Thirty-six. No line makes fewer: the course's tests try every line that parts these dots in another way.
#
# ## A layer
#
# Lesson 05's model is one **neuron**: it weighs its inputs, adds a bias, and passes the score through a function, the
# sigmoid. A **layer** is several neurons that look at the same inputs, each with its own weights.
#
# The weights stand in a table $W$ with **one column a neuron**, the biases in a row $b$. Then all scores come at once:
#
# $$Z = X\,W + b$$
#
# **Predict:** 300 dots, 2 features, 3 neurons. Which shape does $Z$ have?

# %%
rng = np.random.default_rng(7)
W, b = rng.normal(size=(2, 3)), rng.normal(size=3)  # (n_in, n_out), (n_out,)
Z = X @ W + b  # (n_samples, n_out)

print(f"{X.shape} @ {W.shape} + {b.shape} gives {Z.shape}")
print("column 1 is neuron 1:", np.allclose(Z[:, 1], X @ W[:, 1] + b[1]))

# %% [markdown]
# Say it aloud: *300 by 2, times 2 by 3, gives 300 by 3*. The two numbers in the middle must agree, and they vanish.
# What is left: one row a dot, one column a neuron.
#
# Now a second layer that looks at the first: three scores in, one out. That is a **network**.
#
# **Predict:** can these two layers do what one line cannot?

# %%
W_second, b_second = rng.normal(size=(3, 1)), rng.normal(size=1)
two_layers = (X @ W + b) @ W_second + b_second  # (n_samples, 1)

W_one, b_one = W @ W_second, b @ W_second + b_second  # (2, 1), (1,)
one_layer = X @ W_one + b_one
print("the same scores from one layer:", np.allclose(two_layers, one_layer))

# %% tags=["assert"]
assert np.allclose(Z[:, 1], X @ W[:, 1] + b[1])
assert np.allclose(two_layers, one_layer)

# %% [markdown]
# **Two linear layers in a row are one.** Multiply it out: $(XW + b)\,W' + b' = X\,(WW') + (b\,W' + b')$. A hundred
# layers would still draw one line, and make 36 errors or more.
#
# Between the layers we need something that is not linear, an **activation**. The **ReLU** (*rectified linear unit*)
# keeps what is above 0 and makes the rest 0:
#
# $$\text{relu}(z) = \max(0, z)$$

# %%
def relu(Z):
    """Return each score where it is above 0, and 0 elsewhere."""
    return np.maximum(0, Z)


print(relu(np.array([-2.0, -0.5, 0.0, 1.0, 3.0])))

# %% [markdown]
# It leaves one bend, at 0. Such a neuron is **off** on one side of a line and rises on the other: we call that line its
# **crease**. (The sigmoid bends too, and long was the custom. It goes flat on both sides, where learning stalls: lesson
# 05.)
#
# ## Four neurons by hand
#
# Follow the gap between the moons from left to right: **up, down, up**. It turns near $x_1 = 0$ and near $x_1 = 1$. So
# we want creases there. Two more neurons shall pass on $x_1$ and $x_2$: with a bias of 5 they are on for every dot.

# %%
W_1 = np.array([[1.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 0.0]])  # (2, 4): one column a neuron
b_1 = np.array([5.0, 5.0, 0.0, -1.0])  # (4,)

A = relu(X @ W_1 + b_1)  # (n_samples, 4)
print("a dot:            ", X[0].round(2))
print("its four neurons: ", A[0].round(2))
print("share of dots on: ", np.mean(A > 0, axis=0).round(2))

# %% tags=["assert"]
assert np.allclose(A[:, :2], X + 5)

# %% tags=["given"]
places = np.meshgrid(np.linspace(-1.7, 2.9, 231), np.linspace(-1.4, 1.9, 166))  # x_1 and x_2 of each place
plane = np.stack(places, axis=-1).reshape(-1, 2)  # (n_places, 2)


def draw_neuron(ax, neuron):
    """Draw where a neuron of the hidden layer is off, and how it rises where it is on."""
    output = relu(plane @ W_1 + b_1)[:, neuron].reshape(places[0].shape)
    plots.neuron(ax, *places, output)
    plots.moons(ax, X, y)
    rule = ["$x_1 + 5$", "$x_2 + 5$", "relu($x_1$)", "relu($x_1 - 1$)"][neuron]
    ax.set(xlabel="$x_1$", ylabel="$x_2$", title=f"neuron {neuron}: {rule}")


# %%
plots.side_by_side(
    draw_neuron,
    "The four neurons over the plane: darker is more, and white lines join equal outputs. Neurons 0 and 1 are on "
    "everywhere here; 2 and 3 are off to the left of their creases (red).",
    figsize=(13, 3),
    neuron=[0, 1, 2, 3],
)

# %% [markdown]
# These four are a **hidden layer**: nobody tells it what to put out. Now the **output layer**. It gives one score a
# class, as lesson 05's score called **logits**. The upper moon always gets 0, the lower moon
#
# $$z = x_1 - x_2 - 2\,\text{relu}(x_1) + 2\,\text{relu}(x_1 - 1) + 0.75$$
#
# So $z = 0$ where $x_2$ goes up with slope 1, from $x_1 = 0$ down with slope $1 - 2 = -1$, and from $x_1 = 1$ up again.
# Why 0.75? At $x_1 = 0$ the one moon stands at 1 and the other at ½.

# %%
W_2 = np.array([[0.0, 1.0], [0.0, -1.0], [0.0, -2.0], [0.0, 2.0]])  # (4, 2): from four neurons to two classes
b_2 = np.array([0.0, 0.75])  # (2,): the two fives cancel

by_hand = [(W_1, b_1), (W_2, b_2)]

# %% [markdown] tags=["notes"]
# Blackboard: the zigzag first, then the three terms below each other with their slopes left, between and right: +1, +1,
# +1; 0, -2, -2; 0, 0, +2. Sum the columns: +1, -1, +1. Ask: who cancels the fives? (1 · 5 - 1 · 5 in the output.)
# Students ask whether neurons 0 and 1 cheat: they are ReLUs like the others, always on their rising side. (35 minutes.)

# %% [markdown]
# ### Exercise 1 · Forward
#
# `parameters` is a list with one pair `(W, b)` a layer; there may be one layer, two or twenty. Return the logits.
# Between the layers there is a ReLU; **after the last there is none**: a logit may be negative.

# %% tags=["exercise"]
def forward(parameters, X):
    """Return the logits of a network: a ReLU between its layers, none after the last."""
    ### BEGIN SOLUTION
    A = X
    for W, b in parameters[:-1]:
        A = relu(A @ W + b)
    W, b = parameters[-1]
    return A @ W + b
    ### END SOLUTION


# %% tags=["check"]
forward = check.forward(forward)

# %% [markdown] tags=["hint"]
# Begin with `A = X`. Each hidden layer makes a new `A` from the old one. `parameters[:-1]` are all layers but the last.

# %% [markdown]
# We say *lower moon* where its logit is the larger. **Predict:** the best line makes 36 errors. And our network?

# %%
logits = forward(by_hand, X)  # (n_samples, n_classes)
prediction = np.argmax(logits, axis=1)  # (n_samples,)
print(f"by hand: {np.sum(prediction != y)} of 300 wrong")

X_new, y_new = make_moons(10_000, noise=0.2, random_state=8)  # nobody has seen these
print(f"10,000 new dots, by hand: {np.mean(np.argmax(forward(by_hand, X_new), axis=1) != y_new):.1%} wrong")
print(f"10,000 new dots, line:    {np.mean((X_new @ w_line + b_line > 0) != y_new):.1%} wrong")

# %% tags=["assert"]
assert np.sum(prediction != y) == 12
assert np.mean(np.argmax(forward(by_hand, X_new), axis=1) != y_new) < 0.05
assert np.mean((X_new @ w_line + b_line > 0) != y_new) > 0.11

# %% [markdown]
# Twelve, a third of the best line's; and on new dots it does as well. We did not fit anything: we looked.
#
# Now it is your turn. `first` and `second` move the two creases. **Predict:** what will happen to the line when both
# creases are at the same place?

# %% tags=["given"]
def draw_network(ax, parameters):
    """Draw the dots, and the line on which both logits are equal."""
    logits = forward(parameters, plane)
    plots.zero_line(ax, *places, (logits[:, 1] - logits[:, 0]).reshape(places[0].shape))
    plots.moons(ax, X, y)
    n_wrong = np.sum(np.argmax(forward(parameters, X), axis=1) != y)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", title=f"{n_wrong} of 300 wrong")


def draw_creases(ax, first, second):
    """Draw the network with its creases at two other places."""
    draw_network(ax, [(W_1, np.array([5.0, 5.0, -first, -second])), (W_2, b_2)])
    for crease in (first, second):
        ax.axvline(crease, color="C3", linestyle="--", linewidth=1.5)


# %% tags=["nbval-ignore-output"]
plots.slide(
    draw_creases,
    "Dashed: the creases of neurons 2 and 3. Black: where the network changes its mind.",
    figsize=(7, 4.5),
    first=(-1.5, 2.5, 0.1),
    second=(-1.5, 2.5, 0.1),
)

# %%
plots.side_by_side(
    draw_creases,
    "Both creases at one place: they cancel, and a line is left. One too far to the left. And as we set them.",
    figsize=(13, 3.8),
    first=[0.5, -0.8, 0.0],
    second=[0.5, 1.0, 1.0],
)

# %% [markdown]
# ## The moons, unbent
#
# What does the output layer see? Not the dots: the four neurons. And it weighs and adds, as a line does. So in their
# world the moons must lie nearly apart. Let us look from a side where it shows: to the right $x_1$, upward
#
# $$x_2 + 2\,\text{relu}(x_1) - 2\,\text{relu}(x_1 - 1)$$
#
# Both are linear in the four neurons. We put in one crease after the other.
#
# **Predict:** what does the zigzag between the moons turn into?

# %% tags=["given"]
zigzag = np.array([[-1.6, -0.85], [0, 0.75], [1, -0.25], [2.8, 1.55]])  # the corners of the line z = 0
knots = np.meshgrid(np.arange(-1.6, 2.9, 0.2), np.arange(-1.4, 1.9, 0.2))


def draw_unbent(ax, n_creases):
    """Draw dots, mesh and boundary as the output layer sees them, with none, one or both of the creases."""
    views = [np.array([1.0, 0, 0, 0]), np.array([0, 1.0, 2 * (n_creases > 0), -2 * (n_creases > 1)])]

    def see(X):
        return np.stack([(relu(X @ W_1 + b_1) - [5, 5, 0, 0]) @ view for view in views])

    plots.mesh(ax, *see(np.stack(knots, axis=-1)))
    plots.moons(ax, see(X).T, y)
    ax.plot(*see(zigzag), color="black")
    ax.set(title=["the input", "after the crease at 0", "after both creases"][n_creases], xlabel="$x_1$", aspect="auto")


# %%
plots.side_by_side(
    draw_unbent,
    "The plane with its mesh, bent at one crease and then at the other. The zigzag is straight now, and so the output "
    "layer's line can run between the moons.",
    figsize=(13, 4.6),
    n_creases=[0, 1, 2],
)

# %% tags=["assert"]
assert np.allclose(np.diff(forward(by_hand, zigzag)), 0)

# %% [markdown]
# **One hidden layer bends the plane; the last layer draws a line.** Bend back, and the line is a zigzag.
#
# How far does that go? With enough neurons in one hidden layer, a network comes as near as you like to any continuous
# function on a bounded region (Leshno and others, 1993). So good weights *exist*. That does not say how to find them.

# %% [markdown]
# ## From logits to probabilities
#
# Two classes or ten: each has a logit, and we want probabilities. As in lesson 05, $e^z$ turns a score into odds, a
# number above 0. To make the row sum to 1, we divide by the row's sum. This is the **softmax**:
#
# $$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$$
#
# **Predict:** the logits are 2, 1 and -1. Does the first class get about 40, 70 or 95 %?

# %%
with np.errstate(all="ignore"):  # NumPy would warn here, and rightly
    for logits in [np.array([2.0, 1.0, -1.0]), np.array([1000.0, 999.0, 997.0])]:
        print(logits, "gives", (np.exp(logits) / np.exp(logits).sum()).round(2))

# %% [markdown]
# `nan`, *not a number*: $e^{1000}$ is too large for the computer, and infinity divided by infinity is nothing at all.
# But the second row is the first plus 998. Adding $c$ to a whole row multiplies above and below by $e^c$, and that
# cancels.
#
# So we first subtract the row's **maximum**. Then the largest power is $e^0 = 1$, and no power can overflow.

# %% [markdown]
# ### Exercise 2 · The softmax
#
# `logits` has shape `(n_samples, n_classes)`. Return the probabilities, in the same shape, and make it **stable**:
# right for every row, however large its logits.

# %% tags=["exercise"]
def softmax(logits):
    """Return the probabilities that belong to each row of logits."""
    ### BEGIN SOLUTION
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% tags=["check"]
softmax = check.softmax(softmax)

# %% [markdown] tags=["hint"]
# `logits.max(axis=1)` is one number a row, of shape `(n_samples,)`. With `keepdims=True` it stays a column,
# `(n_samples, 1)`, and can be subtracted from each row.

# %% [markdown]
# Two classes have two logits, lesson 05 had one score. Divide above and below by $e^{z_1}$:
#
# $$p_1 = \frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \frac{1}{1 + e^{-(z_1 - z_0)}}$$
#
# **The softmax of two is the sigmoid of the difference.**
#
# **Predict:** the logits are 3 and 1. What is the probability of the second class: 0.12, 0.25 or 0.88?

# %%
print("softmax:", softmax(np.array([[3.0, 1.0]])).round(3))
print("sigmoid:", sigmoid(np.array([1.0 - 3.0])).round(3))

logits = forward(by_hand, X)
print("equal for all moons:", np.allclose(softmax(logits)[:, 1], sigmoid(logits[:, 1] - logits[:, 0])))

# %% tags=["assert"]
assert np.allclose(softmax(logits)[:, 1], sigmoid(logits[:, 1] - logits[:, 0]))

# %% [markdown]
# ## The cross-entropy
#
# The cost is lesson 05's log loss: minus the logarithm of the probability given to the truth. For several classes it is
# called **cross-entropy**. Row $i$ has the truth $y_i$, a class number:
#
# $$\text{Cost} = -\frac{1}{n} \sum_{i} \ln p_{i,\,y_i}$$
#
# How do we pick one number from each row? With two lists: which row, which column.
#
# **Predict:** which three numbers come out?

# %%
table = np.array([[10, 11, 12], [20, 21, 22], [30, 31, 32]])
print(table[np.arange(3), np.array([2, 0, 1])])

# %% [markdown]
# ### Exercise 3 · The cross-entropy
#
# A probability may round to 0, and its logarithm is minus infinity. So do not take the logarithm of the softmax:
# calculate it from the logits. With $m$ the row's maximum,
#
# $$\ln p_k = (z_k - m) - \ln \sum_j e^{z_j - m}$$
#
# The last term is known as **log-sum-exp**. Return the mean cost for classes `y`, of shape `(n_samples,)`, and
# `logits`, of shape `(n_samples, n_classes)`.

# %% tags=["exercise"]
def cross_entropy(y, logits):
    """Return the average cost of logits: minus the logarithm of the probability given to the truth."""
    ### BEGIN SOLUTION
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.mean(log_p[np.arange(len(y)), y])
    ### END SOLUTION


# %% tags=["check"]
cross_entropy = check.cross_entropy(cross_entropy)

# %% [markdown] tags=["hint"]
# Three lines: `shifted` (the logits minus their row's maximum), `log_p` by the formula, and then
# `log_p[np.arange(len(y)), y]` picks the truth from each row. Mean, minus.

# %% [markdown]
# Our network by hand is right about most dots. But is it as sure as it may be? Multiply its last layer by a factor: no
# prediction changes.
#
# **Predict:** which of the four factors costs least?

# %%
print(f"'I cannot tell': {cross_entropy(y, np.zeros((300, 2))):.3f}")
for factor in [1, 3, 10, 30]:
    logits = forward([(W_1, b_1), (factor * W_2, factor * b_2)], X)
    n_wrong = np.sum(np.argmax(logits, axis=1) != y)
    print(f"factor {factor:2}: {n_wrong} wrong, cross-entropy {cross_entropy(y, logits):.3f}")

# %% tags=["assert"]
assert np.isclose(cross_entropy(y, logits), log_loss_of_score(y, logits[:, 1] - logits[:, 0]))
assert np.isclose(cross_entropy(y, np.zeros((300, 2))), np.log(2))

# %% [markdown]
# Ten. With 30 it is too sure of its twelve errors. The cost knows more than the count of errors does, as in lesson 05,
# and for two classes it *is* lesson 05's log loss.

# %% [markdown] tags=["notes"]
# Where they get stuck: `axis` and `keepdims` (Exercise 2), `log_p[:, y]` in place of `log_p[np.arange(len(y)), y]`
# (Exercise 3; let them print the shape). Somebody asks why the upper moon's logit may be 0: only differences count, so
# one class can stay at 0. (65 minutes.)

# %% [markdown]
# ## The library's way
#
# scikit-learn's network is `MLPClassifier`: *multilayer perceptron*, an old name. We let it learn for one round, so
# that it has its attributes, and then give it **our** weights. For two classes it keeps one logit, the difference.
#
# **Predict:** which shapes will its two tables of weights have?

# %%
from sklearn.neural_network import MLPClassifier

library = MLPClassifier(hidden_layer_sizes=(4,)).partial_fit(X, y, classes=[0, 1])
print("its shapes:", [W.shape for W in library.coefs_], [b.shape for b in library.intercepts_])

library.coefs_ = [W_1, W_2[:, 1:] - W_2[:, :1]]
library.intercepts_ = [b_1, b_2[1:] - b_2[:1]]
same = np.allclose(library.predict_proba(X), softmax(forward(by_hand, X)))
print("the same probabilities:", same)

# %% tags=["assert"]
assert same

# %% [markdown]
# The same. And its `fit` finds weights by itself; lesson 13 tells how. It begins at random, and may get stuck, so we
# take the cheapest of eight starts.
#
# **Predict:** we took four hidden neurons. With how few can it go below 20 errors? Drag.

# %% tags=["given"]
def fit_best(n_hidden):
    """Return the parameters with the lowest cost of eight fits, as our network would have them."""
    options = {"solver": "lbfgs", "alpha": 1e-3, "max_iter": 10_000, "max_fun": 100_000}
    fits = [MLPClassifier((n_hidden,), random_state=seed, **options).fit(X, y) for seed in range(8)]
    best = min(fits, key=lambda fit: fit.loss_)
    (W_1, W_2), (b_1, b_2) = best.coefs_, best.intercepts_
    return [(W_1, b_1), (np.column_stack([0 * W_2, W_2]), np.append(0, b_2))]


found = {n_hidden: fit_best(n_hidden) for n_hidden in range(1, 9)}


def draw_found(ax, n_hidden):
    """Draw the network that was found with so many hidden neurons."""
    draw_network(ax, found[n_hidden])
    ax.set_title(f"{n_hidden} hidden: {ax.get_title()}")


# %% tags=["nbval-ignore-output"]
plots.slide(draw_found, "More hidden neurons, more creases.", figsize=(7, 4.5), n_hidden=(1, 8))

# %%
plots.side_by_side(
    draw_found,
    "One neuron: one line. Two: a corner is not enough. With three the line follows the gap; with eight it has corners "
    "to spare.",
    figsize=(13, 3),
    n_hidden=[1, 2, 3, 8],
)

# %% tags=["assert"]
assert min(np.sum(np.argmax(forward(found[n], X), axis=1) != y) for n in (1, 2)) > 35
assert np.sum(np.argmax(forward(found[3], X), axis=1) != y) < 20

# %% [markdown]
# ## Darts
#
# Three will do. But *which* weights? Lesson 02 searched at random, and promised that we would throw darts at a network.
# A dart is a network with random weights. We need no slope for that, and can count errors.

# %%
def throw(sizes, rng):
    """Return a network with random weights and biases, for layers of these sizes."""
    return [(rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)) for n_in, n_out in pairwise(sizes)]


def count_parameters(parameters):
    """Return how many numbers a network holds: all weights and all biases."""
    return sum(W.size + b.size for W, b in parameters)


def best_so_far(sizes, X, y, n_darts, rng):
    """Return the lowest error rate after each of the darts, an array of shape (n_darts,)."""
    rates = [np.mean(np.argmax(forward(throw(sizes, rng), X), axis=1) != y) for _ in range(n_darts)]
    return np.minimum.accumulate(rates)


# %% [markdown]
# **Predict:** of a thousand darts, will the best be nearer to the best line's 36 errors or to the 12 by hand?

# %%
rng = np.random.default_rng(7)
print("hidden  parameters  errors of the best of 1,000 darts")
for n_hidden in [1, 2, 4, 8, 16]:
    darts = [round(300 * best_so_far([2, n_hidden, 2], X, y, 1000, rng)[-1]) for _ in range(3)]
    print(f"{n_hidden:6} {count_parameters(throw([2, n_hidden, 2], rng)):11}  three times: {darts}")

# %% [markdown]
# Near the line's. A dart that bends the plane where it should is rare, and more neurons hardly help.
#
# And these are few parameters. Lesson 11's digits have 64 pixels and ten classes. With 32 hidden neurons, a network has
# $64 \cdot 32 + 32$ numbers in one layer and $32 \cdot 10 + 10$ in the other: 2,410. Whoever always says the same digit
# is right about one in ten.
#
# **Predict:** of how many digits is the best of a thousand darts right: 20, 50 or 80 %?

# %%
from sklearn.datasets import load_digits

digits = load_digits()
rng = np.random.default_rng(7)
for _ in range(3):
    right = 1 - best_so_far([64, 32, 10], digits.data / 16, digits.target, 1000, rng)  # (n_darts,)
    print("after 1, 10, 100, 1,000 darts:", [f"{right[n - 1]:.0%}" for n in (1, 10, 100, 1000)])

# %% tags=["assert"]
assert np.bincount(digits.target).max() == 183
assert 0.17 < right[-1] < 0.33

# %% [markdown]
# About a fifth. Ten times as many darts buy a few digits in a hundred. Suppose they went on buying five each time.
#
# **Predict:** with a thousand darts a second, how long until nine of ten digits are right: a day, a year, or longer?

# %%
n_tenfolds = (0.9 - right[-1]) / 0.05
seconds = 10**n_tenfolds  # the first thousand darts take one second
print(f"{n_tenfolds:.0f} times tenfold: {seconds / (365.25 * 24 * 3600):,.0f} years")

# %% tags=["assert"]
assert seconds / (365.25 * 24 * 3600) > 300_000

# %% [markdown]
# We do not know that they would. But lesson 13 reaches nine of ten in seconds, and it throws nothing.

# %% [markdown]
# ## How many numbers?
#
# ### Exercise 4 · Count the parameters
#
# A picture of 28 × 28 pixels goes into 128 hidden neurons, and these into ten classes. How many parameters does this
# network have? You may let Python multiply.

# %% tags=["exercise"]
### BEGIN SOLUTION
n_parameters = 28 * 28 * 128 + 128 + 128 * 10 + 10
### END SOLUTION

# %% tags=["check"]
n_parameters = check.n_parameters(n_parameters)

# %% [markdown] tags=["hint"]
# Each layer has a weight for each pair of an input and a neuron, and a bias for each neuron.

# %% [markdown]
# A number in 32 bits (`float32`) takes four bytes. The lecture speaks of $10^{10}$ neurons in our brain; a count found
# 86 billion (Azevedo and others, 2009), each with thousands of connections.
#
# **Predict:** how many laptops with 16 gigabytes would it take to hold the 671 billion of lesson 02?

# %%
rows = {
    "ours, by hand": count_parameters(by_hand),
    "the digits' network": count_parameters(throw([64, 32, 10], rng)),
    "exercise 4": n_parameters,
    "lesson 17's, about": 114_000,
    "one for each of 10^10": 10**10,
    "DeepSeek-V3": 671 * 10**9,
}
for name, n in rows.items():
    print(f"{name:21} {n:15,} numbers {4 * n:17,} bytes")
print(f"DeepSeek-V3 on {4 * 671e9 / 16e9:.0f} laptops")

# %% tags=["assert"]
assert count_parameters(by_hand) == 22
assert count_parameters(throw([64, 32, 10], rng)) == 2410
assert round(4 * 671e9 / 16e9) == 168

# %% [markdown]
# 168 laptops, to hold it and not yet to use it. (In practice fewer bytes a number are used.)
#
# And a word of care: *neuron* is a metaphor. A brain cell sends pulses, in time, and nobody has shown that it learns as
# lesson 13 will. Ours weighs, adds and bends.

# %% [markdown] tags=["notes"]
# Ask: how long for one dart at 671 billion parameters, how many darts? Then lesson 02's 10^26. Leave the sentence
# "which way is down, for each of 22 weights?" on the board for lesson 13. (90 minutes.)

# %% [markdown]
# ## Recap
#
# - Linear layers in a row are one line. With a ReLU between them, a hidden layer bends the plane, and the last draws a
#   line.
# - The softmax turns logits into probabilities; the cross-entropy charges minus the logarithm of what the truth was
#   given. Both first subtract the row's maximum.
# - Darts found nothing worth having. Each weight needs a slope, and all from one pass back through the network: who
#   gets the blame?
#
# Next: [13 · Backpropagation](13_backpropagation.ipynb)
