# %% [markdown]
# # 13 · The neural network
#
# What can no line do? Here one layer of neurons bends the plane, and then a line is enough.
#
# **You will**
#
# - build a network of 22 numbers by hand, and see what each of its neurons does to the plane;
# - turn its scores into probabilities for any number of classes, and give them a cost;
# - throw darts at its weights, and find out how far that leads.
#
# *90 minutes · builds on [05 · Logistic regression](05_logistic_regression.ipynb) and [12 · PCA](12_pca.ipynb)*

# %% tags=["given"]
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

from mlcourse import plots
from mlcourse.checks import neural_network as check
from mlcourse.taught.logistic_regression import fit_logistic, log_loss_of_score

plt.style.use("mlcourse.course")

# %% [markdown]
# ## Two moons
#
# PCA only turns and drops: what no line separates before, no line separates after. So let us look for something that
# no line separates: scikit-learn's two half-moons of 150 dots each. Lesson 05's logistic regression draws its line.

# %% tags=["given"]
from sklearn.datasets import make_moons

X, y = make_moons(300, noise=0.2, random_state=7)  # (n_samples, 2), (n_samples,): 1 is the lower moon
w_line, b_line = fit_logistic(X, y, n_steps=2000)

fig, ax = plt.subplots(figsize=(6, 3.6))
plots.moons(ax, X, y)
plots.boundary(ax, w_line, b_line)
ax.set(xlabel="$x_1$", ylabel="$x_2$", ylim=(-1.3, 1.7))
plots.show(fig, "The upper moon (circles), the lower moon (triangles), and the line of logistic regression.")

# %% [markdown]
# The log loss does not count errors; perhaps another line makes fewer. So we try 720 directions, and in each 301 places
# to cut. **Predict:** how many of the 300 are on the wrong side now? And of the best of 216,720 lines?

# %%
n_wrong = np.sum((X @ w_line + b_line > 0) != y)
fewest = len(y)
for angle in np.linspace(0, 2 * np.pi, 720, endpoint=False):
    score = X @ [np.cos(angle), np.sin(angle)]  # (n_samples,)
    wrong = (score[:, None] > np.linspace(-3, 3, 301)) != y[:, None]  # (n_samples, n_cuts)
    fewest = min(fewest, wrong.sum(axis=0).min())

print(f"logistic regression: {n_wrong} of 300 wrong; the best line: {fewest}")

# %% tags=["assert"]
assert n_wrong == 39
assert fewest == 36

# %% [markdown]
# 39 and 36. No line makes fewer: the course's tests try every line that parts these dots in another way.

# %% [markdown] tags=["notes"]
# 8 minutes. Hold a ruler to the projection before you run the grid; let the class turn it. They guess 10 to 20, for the
# eye forgives the two tips: that is where most errors lie. Ask: "would PCA help?" (No: a line in its picture is a line
# here.) They get stuck at `score[:, None] > cuts`: one row per dot, one column per cut, lesson 00.

# %% [markdown]
# ## A layer
#
# Lesson 05's model is one **neuron**: it weighs its inputs, adds a bias, and passes the score through a function, the
# sigmoid. A **layer** is several neurons that look at the same inputs, each with its own weights.
#
# The weights stand in a table $W$ with *one column per neuron*, the biases in a row $b$. Then all scores come at once:
#
# $$Z = X\,W + b$$
#
# **Predict:** 300 dots, 2 features, 3 neurons. Which shape does $Z$ have?

# %%
rng = np.random.default_rng(7)
W, b = rng.normal(size=(2, 3)), rng.normal(size=3)  # (n_in, n_out), (n_out,)
Z = X @ W + b  # (n_samples, n_out)

print(f"{X.shape} @ {W.shape} + {b.shape} gives {Z.shape}")

# %% [markdown]
# Say it aloud: *300 by 2, times 2 by 3, gives 300 by 3*. The two numbers in the middle must agree, and they vanish.
# What is left: one row per dot, one column per neuron.
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
assert np.allclose(two_layers, one_layer)

# %% [markdown]
# **Two linear layers in a row are one.** Multiply it out: $(XW + b)\,W' + b' = X\,(WW') + (b\,W' + b')$. A hundred
# layers would still draw one line, and make 36 errors or more.
#
# Between the layers we need something that is not linear, an **activation**. The **ReLU** (*rectified linear unit*)
# keeps what is above 0 and makes the rest 0:
#
# $$\text{relu}(z) = \max(0, z)$$

# %% tags=["taught"]
def relu(Z):
    """Return each score where it is above 0, and 0 elsewhere."""
    return np.maximum(0, Z)


print(relu(np.array([-2.0, -0.5, 0.0, 1.0, 3.0])))

# %% [markdown]
# It leaves one bend, at 0. Such a neuron is *off* on one side of a line and rises on the other: we call that line its
# **crease**. (Long the custom was the sigmoid. It goes flat on *both* sides, and there learning stalls: lesson 05.)

# %% [markdown] tags=["notes"]
# 20 minutes. Blackboard: the network as it is always drawn, two circles, three, one, and an arrow for each weight. Ask
# how many arrows (6 and 3) and biases (3 and 1). Then the shapes below each other, the inner numbers struck out. The
# usual wrong guess for Z is (3, 300), or "it does not fit, because of b": the row b is added to every row. Ask: "why do
# a hundred linear layers not help?" before the formula; somebody says "a line of a line is a line".

# %% [markdown]
# ## Four neurons by hand
#
# Follow the gap between the moons from left to right: *up, down, up*. It turns near $x_1 = 0$ and near $x_1 = 1$. So
# we want creases there. Two more neurons shall pass on $x_1$ and $x_2$: with a bias of 5 they are on for every dot.
#
# **Predict:** the first dot stands at $(1.77, -0.20)$. What do the four neurons put out?

# %%
W_1 = np.array([[1.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 0.0]])  # (2, 4): one column per neuron
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


# %% tags=["given"]
plots.side_by_side(
    draw_neuron,
    "The four neurons over the plane: darker is more, and white lines join equal outputs. Neurons 0 and 1 are on "
    "everywhere here; 2 and 3 are off to the left of their creases (red).",
    figsize=(13, 3),
    neuron=[0, 1, 2, 3],
)

# %% [markdown]
# These four are a **hidden layer**: the data name no value for what they put out. Next comes the **output layer**. It
# gives one score per class. Like lesson 05's score, these are called **logits**. The upper moon always gets 0, the
# lower moon
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
# 30 minutes. Blackboard: the zigzag first, then the three terms below each other with their slopes left, between and
# right: +1, +1, +1; 0, -2, -2; 0, 0, +2. Sum the columns: +1, -1, +1. Ask: who cancels the fives? (1 · 5 - 1 · 5 in the
# output.) Students ask whether neurons 0 and 1 cheat: they are ReLUs like the others, always on their rising side.
# Somebody asks why the upper moon's logit may be 0: only differences count, so one class can stay at 0.

# %% [markdown]
# ### Exercise 1 · Forward
#
# `parameters` is a list with one pair `(W, b)` per layer; there may be one layer, two or twenty. Return the logits.
# Between the layers there is a ReLU; *after the last there is none*: a logit may be negative. For ours, say aloud:
# *300 by 2, times 2 by 4, gives 300 by 4; times 4 by 2, gives 300 by 2*.

# %% tags=["exercise", "taught"]
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
# We say *lower moon* where its logit is the larger. Now find the weights by hand: `first` and `second` move the two
# creases, and both begin at ½.
#
# **Predict:** which line do two creases at the same place make? Then drag: how few errors can you reach?

# %%
def count_errors(parameters, X, y):
    """Return how many rows have their highest logit at a wrong class."""
    return np.sum(np.argmax(forward(parameters, X), axis=1) != y)


def bent_at(first, second):
    """Return our network with its creases at two other places."""
    return [(W_1, np.array([5.0, 5.0, -first, -second])), (W_2, b_2)]


# %% tags=["given"]
def draw_network(ax, parameters):
    """Draw the dots, and the line on which both logits are equal."""
    logits = forward(parameters, plane)
    plots.zero_line(ax, *places, (logits[:, 1] - logits[:, 0]).reshape(places[0].shape))
    plots.moons(ax, X, y)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", title=f"{count_errors(parameters, X, y)} of 300 wrong")


def draw_creases(ax, first, second):
    """Draw the network with its creases at two places."""
    draw_network(ax, bent_at(first, second))
    for crease in (first, second):
        ax.axvline(crease, color="C3", linestyle="--", linewidth=1.5)


# %% tags=["given", "nbval-ignore-output"]
plots.slide(
    draw_creases,
    "Dashed: the creases of neurons 2 and 3. Black: where the network changes its mind.",
    figsize=(7, 4.5),
    first=(-1.5, 2.5, 0.1),
    second=(-1.5, 2.5, 0.1),
)

# %% tags=["given"]
plots.side_by_side(
    draw_creases,
    "Both creases at one place: they cancel, and a line is left. The fewest errors that the sliders reach. And the "
    "creases at 0 and 1, set by eye.",
    figsize=(13, 3.8),
    first=[0.5, -0.1, 0.0],
    second=[0.5, 0.9, 1.0],
)

# %% tags=["assert"]
assert min(count_errors(bent_at(i / 10, j / 10), X, y) for i in range(-15, 26) for j in range(-15, 26)) == 10
assert count_errors(bent_at(-0.1, 0.9), X, y) == 10
assert count_errors(by_hand, X, y) == 12

# %% [markdown]
# Ten, where the best line makes 36. But we chose these creases on these 300 dots. **Predict:** on 10,000 new dots,
# which make fewer errors: the ones that made ten, or 0 and 1?

# %%
X_new, y_new = make_moons(10_000, noise=0.2, random_state=8)  # nobody has seen these
print(f"creases at -0.1 and 0.9: {count_errors(bent_at(-0.1, 0.9), X_new, y_new) / 10_000:.1%} wrong")
print(f"creases at 0 and 1:      {count_errors(by_hand, X_new, y_new) / 10_000:.1%} wrong")
print(f"logistic regression:     {np.mean((X_new @ w_line + b_line > 0) != y_new):.1%} wrong")

# %% tags=["assert"]
assert count_errors(by_hand, X_new, y_new) + 80 < count_errors(bent_at(-0.1, 0.9), X_new, y_new)
assert 2 * count_errors(bent_at(-0.1, 0.9), X_new, y_new) < np.sum((X_new @ w_line + b_line > 0) != y_new)

# %% [markdown]
# Zero and one. With the sliders we fitted the noise of 300 dots: lesson 07 once more.

# %% [markdown] tags=["notes"]
# 46 minutes. Exercise 1 takes ten minutes: they put the ReLU after the last layer too, or write `X` in the loop. Then
# two minutes with the sliders, in pairs; anyone who calls out a number also says where. Most stop at 12 to 15. Ask the
# fastest: "how do you know which slider to move, and which way?" They try, and look. That is the question of the darts,
# and of lesson 14.

# %% [markdown]
# ## The moons, unbent
#
# What does the output layer see? Not the dots: the four neurons. And it weighs and adds, as a line does. So in their
# world, of four dimensions, the moons must lie nearly apart. As in lesson 12, we look at a projection: to the right
# $x_1$, upward
#
# $$x_2 + 2\,\text{relu}(x_1) - 2\,\text{relu}(x_1 - 1)$$
#
# Both are weighted sums of the four neurons, less some fives. We put in one crease after the other. **Predict:** what
# does the zigzag between the moons turn into?

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
    terms = ["x_2", r" + 2\,\mathrm{relu}(x_1)", r" - 2\,\mathrm{relu}(x_1 - 1)"][: n_creases + 1]
    ax.set(title=["the input", "after the crease at 0", "after both creases"][n_creases], aspect="auto")
    ax.set(xlabel="$x_1$", ylabel="$" + "".join(terms) + "$")


# %% tags=["given"]
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
# function on a closed box (Leshno and others, 1993). The $f$ that nobody could write down in lesson 01 may be among
# them. So good weights *exist*. That does not say how to find them.

# %% [markdown] tags=["notes"]
# 52 minutes. Fold a sheet of paper along two lines and hold it up: from above a zigzag, laid flat a line. Cover the
# right panel while they predict; half say "a curve". Ask: "where is the output layer's line in the left panel?" (It is
# the zigzag.) Where they get stuck: why four dimensions, when we see two? Each neuron is a coordinate, as each pixel
# was.

# %% [markdown]
# ## From logits to probabilities
#
# Two classes or ten: each has a logit, and we want probabilities. As in lesson 05, $e^z$ makes a score a number above
# 0; the ratio of two of them is the *odds* of one class against the other. To make a row sum to 1, we divide by its
# sum. This is the **softmax**:
#
# $$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$$
#
# **Predict:** the logits are 2, 1 and -1. Does the first class get about 40, 70 or 95 %?

# %%
with np.errstate(all="ignore"):  # NumPy would warn here, and rightly
    for logits in [np.array([2.0, 1.0, -1.0]), np.array([1000.0, 999.0, 997.0])]:
        print(logits, "gives", (np.exp(logits) / np.exp(logits).sum()).round(2))

# %% [markdown]
# `nan`, *not a number*: $e^{1000}$ is too large for the computer. But the second row is the first plus 998. Adding $c$
# to a whole row multiplies above and below by $e^c$, and that cancels. So we first subtract the row's *maximum*. Then
# the largest power is $e^0 = 1$, and no power can overflow.
#
# ### Exercise 2 · The softmax
#
# `logits` has shape `(n_samples, n_classes)`. Return the probabilities, in the same shape, and make it **stable**:
# right for every row, however large its logits.

# %% tags=["exercise", "taught"]
def softmax(logits):
    """Return the probabilities that belong to each row of logits."""
    ### BEGIN SOLUTION
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% tags=["check"]
softmax = check.softmax(softmax)

# %% [markdown] tags=["hint"]
# `logits.max(axis=1)` is one number per row, of shape `(n_samples,)`. With `keepdims=True` it stays a column,
# `(n_samples, 1)`, and can be subtracted from each row.

# %% [markdown]
# Two classes have two logits, lesson 05 had one score. Divide above and below by $e^{z_1}$:
#
# $$p_1 = \frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \frac{1}{1 + e^{-(z_1 - z_0)}}$$
#
# **The softmax of two is the sigmoid of the difference.**

# %% [markdown] tags=["notes"]
# 63 minutes. Blackboard: logits 2, 1, -1; powers 7.4, 2.7, 0.4; sum 10.5; divide. Where they get stuck: `axis` and
# `keepdims`; let them print the shape of `logits.max(axis=1)` and say why (300,) does not go with (300, 2). Some
# subtract the mean: ask for a row of 2000, 0, -1000. "Why not divide the logits themselves?" They may be negative, or
# sum to 0.

# %% [markdown]
# ## The cross-entropy
#
# The cost is lesson 05's log loss: minus the logarithm of the probability given to the truth. For several classes it is
# called **cross-entropy**. Row $i$ has the truth $y_i$, a class number:
#
# $$\text{Cost} = -\frac{1}{n} \sum_{i} \ln p_{i,\,y_i}$$

# %% [markdown]
# ### Exercise 3 · The cross-entropy
#
# A probability may round to 0, and its logarithm is minus infinity. So do not take the logarithm of the softmax:
# calculate it from the logits. With $m$ the row's maximum,
#
# $$\ln p_k = (z_k - m) - \ln \sum_j e^{z_j - m}$$
#
# The last term is known as **log-sum-exp**. To pick one number from each row, name two lists, the rows and the columns:
# `table[[0, 1, 2], [2, 0, 1]]`. Return the mean cost for classes `y`, of shape `(n_samples,)`, and `logits`, of shape
# `(n_samples, n_classes)`.

# %% tags=["exercise", "taught"]
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

# %% [markdown] tags=["notes"]
# 72 minutes. Where they get stuck: `log_p[:, y]` in place of `log_p[np.arange(len(y)), y]`; let them print the shape,
# (300, 300). Many clip the probability at 1e-12: then a row that is sure and wrong never pays more than 28. Asked why
# ours still costs so much with 12 errors: it is not sure; ten times its last layer costs 0.100, thirty times 0.149.

# %% [markdown]
# ## The library's way
#
# scikit-learn's network is `MLPClassifier`: *multilayer perceptron*, an old name. We let it learn for one round, so
# that it has its attributes, and then give it *our* weights. For two classes it keeps one logit, the difference, and
# its cost is called `log_loss`, as in lesson 05.
#
# **Predict:** which shapes will its two tables of weights have?

# %%
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

library = MLPClassifier(hidden_layer_sizes=(4,)).partial_fit(X, y, classes=[0, 1])
print("its shapes:", [W.shape for W in library.coefs_], [b.shape for b in library.intercepts_])

library.coefs_ = [W_1, W_2[:, 1:] - W_2[:, :1]]
library.intercepts_ = [b_1, b_2[1:] - b_2[:1]]
logits, its_p = forward(by_hand, X), library.predict_proba(X)  # both (n_samples, n_classes)
print("the same probabilities:", np.allclose(its_p, softmax(logits)))
print(f"cost: ours {cross_entropy(y, logits):.6f}, the library's {log_loss(y, its_p):.6f}")

# %% tags=["assert"]
assert np.allclose(its_p, softmax(logits))
assert np.isclose(cross_entropy(y, logits), log_loss(y, its_p))
assert np.isclose(cross_entropy(y, logits), log_loss_of_score(y, logits[:, 1] - logits[:, 0]))

# %% [markdown]
# The same. And its `fit` finds weights by itself; lesson 14 tells how. It begins at random, and may get stuck, so we
# take the cheapest of ten starts. **Predict:** we took four hidden neurons. With how few can it go below 20 errors?

# %% tags=["given"]
def fit_best(n_hidden):
    """Return the parameters with the lowest cost of ten fits, as our network would have them."""
    options = {"solver": "lbfgs", "alpha": 1e-3, "max_iter": 10_000, "max_fun": 100_000}
    fits = [MLPClassifier((n_hidden,), random_state=seed, **options).fit(X, y) for seed in range(10)]
    best = min(fits, key=lambda fit: fit.loss_)
    (W_1, W_2), (b_1, b_2) = best.coefs_, best.intercepts_
    return [(W_1, b_1), (np.column_stack([0 * W_2, W_2]), np.append(0, b_2))]


found = {n_hidden: fit_best(n_hidden) for n_hidden in range(1, 9)}


def draw_found(ax, n_hidden):
    """Draw the network that was found with this many hidden neurons."""
    draw_network(ax, found[n_hidden])
    ax.set_title(f"{n_hidden} hidden: {ax.get_title()}")


# %% tags=["nbval-ignore-output"]
plots.slide(draw_found, "More hidden neurons, more creases.", figsize=(7, 4.5), n_hidden=(1, 8))

# %% tags=["given"]
plots.side_by_side(
    draw_found,
    "One neuron: one line. Two: a corner is not enough. With three the line follows the gap; with eight it has corners "
    "to spare.",
    figsize=(13, 3),
    n_hidden=[1, 2, 3, 8],
)

# %% tags=["assert"]
assert min(count_errors(found[n], X, y) for n in (1, 2)) > 30
assert count_errors(found[3], X, y) < 20

# %% [markdown] tags=["notes"]
# 79 minutes. Ask for hands: 1, 2, 3 or 4? Most say two, for the zigzag has two corners. With two ReLUs each outer piece
# is parallel to the *other's* crease, and then the corners cannot both lie where we want them. With three neurons only
# two of the ten starts find the zigzag: existing is not finding.

# %% [markdown]
# ## Darts
#
# Three will do. But *which* weights? Lesson 02 searched at random, and promised that we would throw darts at a network.
# A dart is a network with random weights. We need no slope for that, and can count errors.

# %%
def throw(sizes, rng):
    """Return a network with random weights and biases, for layers of these sizes."""
    return [(rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)) for n_in, n_out in pairwise(sizes)]


def best_so_far(sizes, X, y, n_darts, rng):
    """Return the fewest errors after each of the darts, an array of shape (n_darts,)."""
    return np.minimum.accumulate([count_errors(throw(sizes, rng), X, y) for _ in range(n_darts)])


# %% tags=["taught"]
def count_parameters(parameters):
    """Return how many numbers a network holds: all weights and all biases."""
    return sum(W.size + b.size for W, b in parameters)


# %% [markdown]
# **Predict:** of a thousand darts, will the best be nearer to the best line's 36 errors or to the 12 by hand?

# %%
rng = np.random.default_rng(7)
print("hidden  parameters  errors of the best of 1,000 darts")
for n_hidden in [1, 2, 4, 8, 16]:
    darts = [int(best_so_far([2, n_hidden, 2], X, y, 1000, rng)[-1]) for _ in range(3)]
    print(f"{n_hidden:6} {count_parameters(throw([2, n_hidden, 2], rng)):11}  three times: {darts}")

# %% [markdown]
# Near the line's. A dart that bends the plane where it should is rare. Ten times as many do a little better: 22 numbers
# are few. Now take lesson 12's digits, 64 pixels and ten classes. With 32 hidden neurons that is $64 \cdot 32 + 32$
# numbers in one layer and $32 \cdot 10 + 10$ in the other: 2,410.
#
# **Predict:** *always 3* is right about one in ten. The best of a thousand darts: 20, 50 or 80 %?

# %%
from sklearn.datasets import load_digits

digits = load_digits()
rng = np.random.default_rng(7)
for _ in range(3):
    right = 1 - best_so_far([64, 32, 10], digits.data / 16, digits.target, 1000, rng) / 1797  # (n_darts,)
    print("after 1, 10, 100, 1,000 darts:", [f"{right[n - 1]:.0%}" for n in (1, 10, 100, 1000)])

# %% tags=["assert"]
assert np.bincount(digits.target)[3] == 183 and len(digits.target) == 1797
assert 0.17 < right[-1] < 0.33

# %% [markdown]
# Not a quarter. Ten times as many darts buy a few in a hundred, and nine of ten would be many tenfolds away. Lesson 15
# gets there in seconds, and throws nothing.

# %% [markdown] tags=["notes"]
# 85 minutes. Let three students shout four numbers between -2 and 2 each: that is a dart. They expect more neurons to
# help: ask how many of 2,410 numbers have to be right at once. A clever one keeps the best dart and throws the next one
# *near* it: good, and already half of a descent; ask how many throws to find out which way is down, for 2,410 numbers.
# If a tenfold always bought five in a hundred, nine of ten would take thirteen more.

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
# The lecture puts our brain at about $10^{10}$ neurons, and asks us to imagine an $f$ with as many parameters. (A count
# found 86 billion neurons: Azevedo and others, 2009; each has thousands of connections.) A number in 32 bits,
# `float32`, takes four bytes.
#
# **Predict:** how many laptops with 16 gigabytes would hold the 671 billion of lesson 02?

# %%
rows = {
    "ours, by hand": count_parameters(by_hand),
    "the digits' network": count_parameters(throw([64, 32, 10], rng)),
    "exercise 4": n_parameters,
    "lesson 19's": 57_658,
    "an f with 10^10": 10**10,
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
# 168, to hold it and not yet to use it. (In practice fewer bytes per number are used.) Lesson 19's network looks at the
# same pictures as Exercise 4's with fewer numbers, because its neurons share them: lesson 18.
#
# And a word of care: *neuron* is a metaphor. A brain cell sends pulses, in time, and nobody has shown that brains learn
# as lesson 15's networks will. Ours weighs, adds and bends.

# %% [markdown] tags=["notes"]
# 90 minutes. Exercise 4 is three minutes with a pencil; they forget the biases, or give the pixels some. They say 42
# laptops, with a byte for a number. Leave the question "which way is down, for each of 22 weights?" on the board for
# lesson 14.

# %% [markdown]
# ## Recap
#
# - Linear layers in a row are one line. With a ReLU between them, a hidden layer bends the plane, and the last draws a
#   line.
# - The softmax turns logits into probabilities; the cross-entropy charges minus the logarithm of what the truth was
#   given. Both first subtract the row's maximum.
# - Good weights exist, and darts do not find them. So each weight needs a slope, and all from one pass back through
#   the network: who gets the blame?
