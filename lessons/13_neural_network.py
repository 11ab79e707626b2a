# %% [markdown]
# # 13 · The neural network
#
# What can no line do? Here a network of 22 numbers does it, and each of them is set by hand.
#
# **You will**
#
# - build that network, draw it, and see what each of its neurons does to the plane;
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
from mlcourse.taught.what_is_machine_learning import split

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
# The log loss does not count errors; perhaps another line makes fewer. So we try 720 directions, and in each 301
# places to cut.
#
# **Predict:** count roughly how many of the 300 are on the wrong side. Will the best of 216,720 lines halve that
# number?

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

# %% [markdown] tags=["after"]
# No: 39 and 36. No line makes fewer: the course's tests try every way in which a line can part these dots.

# %% [markdown] tags=["notes"]
# 8 minutes. Hold a ruler to the projection before you run the grid; let the class turn it. Expect 10 to 20, for the
# eye forgives the two tips: that is where most errors lie. Ask: "would PCA help?" (No: a line in its picture is a line
# here.) They get stuck at `score[:, None] > cuts`: one row per dot, one column per cut, lesson 00.

# %% [markdown]
# ## A layer
#
# Lesson 05's model is one **neuron**: it weighs its inputs, adds a bias, and passes the score through a function, the
# sigmoid. A **layer** (a *dense* or *fully connected* one) is several neurons that look at the same inputs.
#
# The weights stand in a table $W$ with *one column per neuron*, the biases in a row $b$. Then all scores come at once:
#
# $$Z = X\,W + b$$
#
# **Predict:** 300 dots, 2 features, 3 neurons. Which shape does $Z$ have?

# %%
rng = np.random.default_rng(3)
W, b = rng.normal(size=(2, 3)), rng.normal(size=3)  # (n_in, n_out), (n_out,)
Z = X @ W + b

print(f"{X.shape} @ {W.shape} + {b.shape} gives {Z.shape}")

# %% [markdown] tags=["after"]
# *300 by 2, times 2 by 3, gives 300 by 3*: one row per dot, one column per neuron. The numbers in the middle must
# agree, and they vanish.

# %% [markdown]
# ### Two layers
#
# A second layer looks at the first: three scores in, one out. That is a **network**, drawn as always: a circle per
# neuron, an arrow per weight. Below, one more layer has the *product* of both tables as its weights.
#
# **Predict:** do its scores differ from those of the two layers?

# %%
W_second, b_second = rng.normal(size=(3, 1)), rng.normal(size=1)

fig, ax = plt.subplots(figsize=(5, 2.7))
plots.layers(ax, [(W, b), (W_second, b_second)], [["$x_1$", "$x_2$"], ["0", "1", "2"], ["out"]])
plots.show(fig, "Two inputs, three neurons, one: random weights on the arrows, biases below the circles.")

two_layers = (X @ W + b) @ W_second + b_second  # (n_samples, 1)

W_product, b_product = W @ W_second, b @ W_second + b_second  # (2, 1), (1,)
one_layer = X @ W_product + b_product
print("equal:", np.allclose(two_layers, one_layer))

# %% tags=["assert"]
assert np.allclose(two_layers, one_layer)

# %% [markdown] tags=["after"]
# They are equal. Multiply it out: $(XW + b)\,W' + b' = X\,(WW') + (b\,W' + b')$.

# %% [markdown] tags=["notes"]
# 15 minutes. Ask how many arrows the drawing has (6 and 3) and how many biases (3 and 1). Then the shapes below each
# other, the inner numbers struck out. Expect "(3, 300)" for Z, or "it does not fit, because of b": the row b is added
# to every row. Ask "why do a hundred such layers not help?" before the formula: a line of a line is a line.

# %% [markdown]
# ## A bend
#
# **Linear layers in a row are one.** A hundred of them still draw one line. Between the layers we need something that
# is not linear, an **activation**. The **ReLU** (*rectified linear unit*) keeps what is above 0 and makes the rest 0:
#
# $$\text{relu}(z) = \max(0, z)$$


# %% tags=["taught"]
def relu(Z):
    """Return each score where it is above 0, and 0 elsewhere."""
    return np.maximum(0, Z)


print(relu(np.array([-2.0, -0.5, 0.0, 1.0, 3.0])))

# %% [markdown]
# It leaves one bend, at 0. Such a neuron is *off* on one side of a line and rises on the other. We call that line its
# **crease**; others say *kink* or *hinge*. (For a long time the sigmoid was used here, which goes flat on both sides.
# The ReLU goes flat on one.)

# %% [markdown] tags=["notes"]
# 19 minutes. Draw the ReLU, then the same with a weight and a bias inside: where is the bend of relu(2x - 6)? (At 3.)

# %% [markdown]
# ## Four neurons by hand
#
# Follow the gap between the moons from left to right: *up, down, up*. It turns near $x_1 = 0$ and near $x_1 = 1$. So
# we want creases there: neurons 2 and 3. Neurons 0 and 1 pass on $x_1$ and $x_2$: with a bias of 5 they are on for
# every dot. Read both arrays below, a column per neuron.
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


plots.side_by_side(
    draw_neuron,
    "The four neurons over the plane: darker is more, and white lines join equal outputs. Neurons 0 and 1 are on "
    "everywhere here; 2 and 3 are off to the left of their creases (red).",
    figsize=(13, 3),
    neuron=[0, 1, 2, 3],
)

# %% [markdown] tags=["after"]
# 6.77, 4.80, 1.77 and 0.77: the last is $1.77 - 1$, and nothing was below 0.

# %% [markdown]
# These four are a **hidden layer**: the data name no value for what they put out. Next comes the **output layer**,
# with one score per class. Like lesson 05's score, these are called **logits**. The upper moon always gets 0, the
# lower moon
#
# $$z = x_1 - x_2 - 2\,\text{relu}(x_1) + 2\,\text{relu}(x_1 - 1) + 0.75$$
#
# Solve $z = 0$ for $x_2$. It goes up with slope 1; from $x_1 = 0$ on it goes down, with slope $1 - 2 = -1$; from
# $x_1 = 1$ on it goes up again. Why 0.75? At $x_1 = 0$ the one moon stands at 1 and the other at ½.

# %%
W_2 = np.array([[0.0, 1.0], [0.0, -1.0], [0.0, -2.0], [0.0, 2.0]])  # (4, 2): from four neurons to two classes
b_2 = np.array([0.0, 0.75])  # (2,): the two fives cancel

by_hand = [(W_1, b_1), (W_2, b_2)]

# %% [markdown]
# Here is the whole network, with its 22 numbers: weights on the arrows, biases below the circles. *Next* sends a dot
# through it, layer by layer: the **forward pass**.
#
# **Predict:** for the first dot, add up what arrives at the lower moon: which logit does it get?

# %% tags=["given", "nbval-ignore-output"]
names = [["$x_1$", "$x_2$"], ["neuron 0", "neuron 1", "neuron 2", "neuron 3"], ["upper", "lower"]]
dots = [np.array([1.77, -0.2]), np.array([-0.8, 0.6]), np.array([0.4, 0.9])]


def draw_forward(ax, step):
    """Draw the network alone, or one of three dots on its way through it."""
    dot, stage = divmod(step - 1, 3)
    x = dots[max(dot, 0)]
    hidden = relu(x @ W_1 + b_1)
    values = [x, hidden, hidden @ W_2 + b_2][: stage + 1] if step else []
    plots.layers(ax, by_hand, names, values)
    ax.set_title(f"dot {dot + 1}: {['its inputs', 'the hidden layer', 'its logits'][stage]}" if step else "22 numbers")


plots.steps(draw_forward, "Weights on the arrows, biases below the circles, outputs inside.", 10, (4.8, 3.2))

# %% tags=["given"]
plots.side_by_side(
    draw_forward,
    "The network, and a dot that went through it. Dashed: negative weights; pale: zeros, and outputs that are not "
    "above 0. The dot lies left of both creases, so two neurons are off.",
    figsize=(10.5, 3.6),
    step=[0, 6],
)

# %% [markdown] tags=["after"]
# $6.77 - 4.80 - 2 \cdot 1.77 + 2 \cdot 0.77 + 0.75 = 0.72$. That is above the upper moon's 0, so we say *lower moon*.

# %% [markdown] tags=["notes"]
# 31 minutes. Blackboard: the zigzag first, then the three terms below each other with their slopes left, between and
# right: +1, +1, +1; 0, -2, -2; 0, 0, +2. Sum the columns: +1, -1, +1. Ask: who cancels the fives? (1 · 5 - 1 · 5 in the
# output.) Expect "do neurons 0 and 1 cheat?": they are ReLUs like the others, always on their rising side. Why may the
# upper moon's logit be 0? Only differences count, so one class can stay at 0.

# %% [markdown]
# ### Exercise 1 · Forward
#
# `parameters` is a list with one pair `(W, b)` per layer; there may be one layer, two or twenty. Return the logits.
# Between the layers there is a ReLU; *after the last there is none*: a logit may be negative.


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
# creases.
#
# **Predict:** put both creases at one place. Which shape will the boundary have? Then drag: how few errors can you
# reach?


# %%
def count_errors(parameters, X, y):
    """Return how many rows have their highest logit at a wrong class."""
    return np.sum(np.argmax(forward(parameters, X), axis=1) != y)


def bent_at(first, second):
    """Return our network with its creases at two other places."""
    return [(W_1, np.array([5.0, 5.0, -first, -second])), (W_2, b_2)]


# %% tags=["given", "nbval-ignore-output"]
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


plots.slide(
    draw_creases,
    "Dashed: the creases of neurons 2 and 3. Black: where the network changes its mind.",
    figsize=(3.9, 2.6),
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
assert np.allclose(forward(by_hand, dots[0][None]), [0, 0.72])

# %% [markdown] tags=["after"]
# At one place, what the one neuron adds the other takes away: a line. And the fewest errors are ten.

# %% [markdown]
# ### New dots
#
# We chose these creases on these 300 dots. **Predict:** on 10,000 new dots, which make fewer errors: the creases that
# made the fewest here, or 0 and 1, set by eye?

# %% tags=["given"]
X_new, y_new = make_moons(10_000, noise=0.2, random_state=8)  # nobody has seen these
print(f"creases at -0.1 and 0.9: {count_errors(bent_at(-0.1, 0.9), X_new, y_new) / 10_000:.1%} wrong")
print(f"creases at 0 and 1:      {count_errors(by_hand, X_new, y_new) / 10_000:.1%} wrong")
print(f"logistic regression:     {np.mean((X_new @ w_line + b_line > 0) != y_new):.1%} wrong")

# %% [markdown] tags=["after"]
# Zero and one. With the sliders we also fitted the noise of these 300 dots: lesson 07 once more. (Not each 300 dots
# mislead us so. Over thirty sets, the sliders' best was clearly worse than 0 and 1 in about ten, and clearly
# better in none: the course's tests look.)

# %% [markdown] tags=["notes"]
# 39 minutes. Exercise 1 takes ten minutes: expect a ReLU after the last layer too, or `X` in the loop. Then two
# minutes with the sliders, in pairs; anyone who calls out a number also says where. Expect 12 to 15. Ask the
# fastest: "how do you know which slider to move, and which way?" They try, and look. That is the question of the darts,
# and of lesson 14.

# %% [markdown]
# ## What the output layer sees
#
# It does not see the dots, it sees the four neurons. It weighs and adds, like a linear model. So it can part the moons
# only if they lie nearly apart in the four dimensions of these neurons (books: nearly *linearly separable*). As in
# lesson 12, we look at a projection: to the right $x_1$, upward
#
# $$x_2 + 2\,\text{relu}(x_1) - 2\,\text{relu}(x_1 - 1)$$
#
# ($r$ in the figure is the ReLU.) Both are weighted sums of the four neurons, less some fives. The slider folds the
# plane, first at the one crease, then at the other.
#
# **Predict:** what does the black zigzag between the moons turn into?

# %% tags=["given", "nbval-ignore-output"]
zigzag = np.array([[-1.6, -0.85], [0, 0.75], [1, -0.25], [2.8, 1.55]])  # the corners of the line z = 0
knots = np.meshgrid(np.arange(-1.6, 2.9, 0.2), np.arange(-1.4, 1.9, 0.2))


def draw_unbent(ax, fold):
    """Draw dots, mesh and boundary with the first crease folded up to 1, and then the second."""
    first, second = min(fold, 1), max(fold - 1, 0)  # how far each is folded
    views = np.array([[1, 0, 0, 0], [0, 1, 2 * first, -2 * second]])  # to the right, upward

    def see(places):
        return np.tensordot(views, relu(places @ W_1 + b_1) - [5, 5, 0, 0], axes=(1, -1))

    plots.mesh(ax, *see(np.stack(knots, axis=-1)))
    plots.moons(ax, see(X).T, y)
    ax.plot(*see(zigzag), color="black")
    ax.set(title=f"folded at 0: {first:.0%}, at 1: {second:.0%}", ylim=(-2, 8), aspect="auto")
    ax.set(xlabel="$x_1$", ylabel=rf"$x_2 + {2 * first:.1f}\,r(x_1) - {2 * second:.1f}\,r(x_1 - 1)$")


plots.slide(
    draw_unbent,
    "The plane with its mesh, as the output layer may look at it: folded more and more, first at the one crease, then "
    "at the other.",
    figsize=(4.2, 3.4),
    fold=(0.0, 2.0, 0.2),
)

# %% tags=["given"]
plots.side_by_side(
    draw_unbent,
    "The plane with its mesh, flat, folded at one crease, and at both. The zigzag is straight now, and so the output "
    "layer's line can run between the moons.",
    figsize=(11, 3.8),
    fold=[0.0, 1.0, 2.0],
)

# %% tags=["assert"]
assert np.allclose(np.diff(forward(by_hand, zigzag)), 0)

# %% [markdown] tags=["after"]
# Into a straight line. Fold back, and it is the zigzag again.

# %% [markdown] tags=["notes"]
# 44 minutes. Fold a sheet of paper along two lines and hold it up: from above a zigzag, laid flat a line. Expect "a
# curve" from half. Ask: "where is the output layer's line in the first panel?" (It is the zigzag.) Stuck: why four
# dimensions, when we see two? Each neuron is a coordinate, as each pixel was.

# %% [markdown]
# ## How far does that go?
#
# **One hidden layer bends the plane; the last layer draws a line.** With enough neurons, such a network comes as near
# as you like to any continuous function on a closed box: the *universal approximation theorem* (Leshno and others,
# 1993). So good weights *exist*, also for an $f$ that nobody could write down (lesson 01), as long as it is continuous.
# That does not say how to find them. (Why then several hidden layers? To fold what is folded makes many creases at
# once.)

# %% [markdown] tags=["notes"]
# 46 minutes. Fold the sheet twice and cut a corner off: one cut, several holes. More about depth in lesson 18.

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

# %% [markdown] tags=["after"]
# About 70 %: the powers are 7.39, 2.72 and 0.37, and 7.39 of 10.48 is 0.71. The second row gives `nan`, *not a number*:
# $e^{1000}$ is too large for the computer.

# %% [markdown]
# ### Subtract the maximum
#
# The second row is the first plus 998. Adding $c$ to a whole row multiplies above and below by $e^c$, and that cancels.
# So we may first subtract the row's *maximum*. Then the largest power is $e^0 = 1$, and none can overflow.

# %% [markdown]
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
# 56 minutes. Blackboard: logits 2, 1, -1; powers 7.4, 2.7, 0.4; sum 10.5; divide. Where they get stuck: `axis` and
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
# The logarithm of a sum of powers is known as **log-sum-exp**. To pick one number from each row, name two lists, the
# rows and the columns: `table[[0, 1, 2], [2, 0, 1]]`. Return the mean cost for classes `y`, of shape `(n_samples,)`,
# and `logits`, of shape `(n_samples, n_classes)`.


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
# 65 minutes. Where they get stuck: `log_p[:, y]` in place of `log_p[np.arange(len(y)), y]`; let them print the shape,
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

# %% [markdown] tags=["after"]
# 2 by 4, and 4 by 1. The same probabilities, and the same cost.

# %% [markdown]
# ### Ten starts
#
# Its `fit` finds weights by itself; lesson 14 tells how. It begins at random, so we let it begin ten times for each
# number of hidden neurons. (`lbfgs` is a descent that also estimates how the cost curves.) The boundary can turn only
# where it meets a crease, and the gap turns twice.
#
# **Predict:** we took four hidden neurons. With how few does it go below 20 errors, at least once?


# %% tags=["given"]
def fit(n_hidden, seed):
    """Return the library's network with one hidden layer, from one start."""
    options = {"solver": "lbfgs", "alpha": 1e-3, "max_iter": 10_000, "max_fun": 100_000}
    return MLPClassifier((n_hidden,), random_state=seed, **options).fit(X, y)


sizes = range(1, 9)
fits = [[fit(n_hidden, seed) for seed in range(10)] for n_hidden in sizes]
errors = np.array([[np.sum(model.predict(X) != y) for model in row] for row in fits])  # (n_sizes, n_starts)
cheapest = np.argmin([[model.loss_ for model in row] for row in fits], axis=1)  # (n_sizes,)

fig, ax = plt.subplots(figsize=(7, 3.6))
plots.starts(ax, sizes, errors, cheapest)
ax.axhline(20, color="black", linestyle="--", linewidth=1)
ax.set(xlabel="hidden neurons", ylabel="of 300 on the wrong side", ylim=(0, 160))
plots.show(fig, "Ten starts for each number of neurons: a dot each, sorted. Ring: the lowest cost. Dashed: 20 errors.")

# %% [markdown] tags=["after"]
# With three. Why not two? Where both are on, the boundary is one straight piece: the middle one. Each *outer* piece
# lies where one neuron alone is on. There it is parallel to that neuron's crease, and it ends at the other's. But the
# two outer pieces we need are about parallel. Then both creases have about that direction too, and a piece meets a
# crease that is nearly parallel to it only far away, outside of the moons.

# %% [markdown] tags=["after"]
# And only two of ten starts get there; with six neurons, seven do. What a network *can* do is one thing, what is
# *found* another. (A ring may miss the lowest dot: cost is not errors.)

# %% [markdown]
# ### What they found
#
# And the dots at 150? There, each hidden neuron is off for *all* dots. It passes nothing on, so all dots get the same
# answer, and one of the moons is wrong. No small change of its weights changes the cost: it is **dead** (a *dead
# ReLU*).


# %% tags=["given"]
def draw_found(ax, n_hidden):
    """Draw the cheapest network that was found with this many hidden neurons, as our network would have it."""
    model = fits[n_hidden - 1][cheapest[n_hidden - 1]]
    (W_1, W_2), (b_1, b_2) = model.coefs_, model.intercepts_
    draw_network(ax, [(W_1, b_1), (np.column_stack([0 * W_2, W_2]), np.append(0, b_2))])
    ax.set_title(f"{n_hidden} hidden: {ax.get_title()}")


plots.side_by_side(
    draw_found,
    "The cheapest of ten. One neuron: one line. Two: a corner is not enough. With three the line follows the gap; with "
    "eight it has corners to spare.",
    figsize=(13, 3),
    n_hidden=[1, 2, 3, 8],
)

# %% tags=["assert"]
assert errors[:2].min() > 30 and list(np.sum(errors < 20, axis=1)) == [0, 0, 2, 3, 5, 7, 7, 6]
assert np.sum(errors == 150) == 4 and errors[1, cheapest[1]] > errors[1].min()
assert all((relu(X @ m.coefs_[0] + m.intercepts_[0]).max() == 0) == (np.sum(m.predict(X) != y) == 150) for m in fits[0])

# %% [markdown] tags=["notes"]
# 72 minutes. Ask for hands: 1, 2, 3 or 4? Expect two, for the zigzag has two corners. Blackboard: two creases, and in
# each of the four regions who is on; where both are off there is no boundary at all. Then the outer pieces. Cover the
# right half of the dots and ask how many starts they would pay for.

# %% [markdown]
# ## Darts
#
# Good weights exist. But *which* are they? Lesson 02 threw darts at two numbers. Now a **dart** is a whole network
# with random weights. We need no slope for that, and can count errors.


# %%
def throw(sizes, rng):
    """Return a network with random weights and biases, for layers of these sizes."""
    # pairwise([2, 4, 3]) gives the pairs (2, 4) and (4, 3)
    return [(rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)) for n_in, n_out in pairwise(sizes)]


def best_so_far(sizes, X, y, n_darts, rng):
    """Return the fewest errors after each of the darts, an array of shape (n_darts,)."""
    # np.minimum.accumulate keeps the lowest up to each place: of 5, 7, 4 it makes 5, 5, 4
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

# %% [markdown] tags=["after"]
# Nearer to the line's. A dart that bends the plane where it should is rare. (With four hidden neurons, ten times as
# many darts make a few errors fewer: the course's tests look.)

# %% [markdown]
# ### Darts at digits
#
# Now lesson 12's digits, 64 pixels and ten classes. With 32 hidden neurons that is $64 \cdot 32 + 32$ numbers in one
# layer and $32 \cdot 10 + 10$ in the other: 2,410.
#
# **Predict:** *always 3* is right about one in ten. The best of a thousand darts: 25, 50 or 80 %?

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

# %% [markdown] tags=["after"]
# About a quarter. Ten times as many darts buy a few percentage points. Lesson 15 gets nearly all right within seconds,
# from *one* dart.

# %% [markdown]
# ### The board
#
# Lesson 12's board, on five of its splits, with one standard error of a share of 797 rows. The line is lesson 05's, for
# ten classes: **softmax regression**, or *multinomial logistic regression*. The fitted network has as many numbers as a
# dart; how it is fitted, we leave to the library until lesson 15.

# %% tags=["given"]
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

X_digits, y_digits = digits.data / 16, digits.target
rng, throwing = np.random.default_rng(7), np.random.default_rng(7)
right = {"64 pixels, 5 neighbors": [], "2,410 numbers, fitted": [], "a line": [], "the best of 1,000 darts": []}
for _ in range(5):
    train, test = split(1797, 1000, rng)
    models = [KNeighborsClassifier(5), MLPClassifier((32,), max_iter=1000, random_state=0)]
    for name, model in zip(right, [*models, LogisticRegression(max_iter=1000)], strict=False):
        right[name].append(model.fit(X_digits[train], y_digits[train]).score(X_digits[test], y_digits[test]))
    darts = [throw([64, 32, 10], throwing) for _ in range(1000)]
    best = min(darts, key=lambda dart: count_errors(dart, X_digits[train], y_digits[train]))
    right["the best of 1,000 darts"].append(1 - count_errors(best, X_digits[test], y_digits[test]) / 797)
for name, shares in right.items():
    p = np.mean(shares)
    print(f"{name:24} {p:6.1%} ± {np.sqrt(p * (1 - p) / 797):.1%}")

# %% tags=["assert"]
assert np.argsort([-np.mean(shares) for shares in right.values()]).tolist() == [0, 1, 2, 3]
assert np.mean(right["the best of 1,000 darts"]) < 0.3 < 0.95 < np.mean(right["a line"])
assert np.mean(right["64 pixels, 5 neighbors"]) < np.mean(right["2,410 numbers, fitted"]) + 0.02
assert np.all(np.array(right["64 pixels, 5 neighbors"]) > right["2,410 numbers, fitted"])

# %% [markdown]
# On these small pictures lesson 08's neighbors are still ahead, in each of the five splits, and a line is not far
# behind. On larger ones a network wins that is made for pictures: lessons 18 and 19.

# %% [markdown] tags=["notes"]
# 81 minutes. Let three students shout four numbers between -2 and 2 each: that is a dart. They expect more neurons to
# help: ask how many of 2,410 numbers have to be right at once. A clever one keeps the best dart and throws the next one
# *near* it: good, and already half of a descent; ask how many throws to find out which way is down, for 2,410 numbers.
# If a tenfold always bought four in a hundred, nine of ten would take seventeen more.

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
# A number in 32 bits, `float32`, takes four bytes. **Predict:** how many laptops with 16 gigabytes would hold the 671
# billion of lesson 02?

# %%
rows = {
    "ours, by hand": count_parameters(by_hand),
    "the digits' network": count_parameters(throw([64, 32, 10], rng)),
    "exercise 4": n_parameters,
    "lesson 19's": 95_402,
    "DeepSeek-V3": 671 * 10**9,
    "cortex: connections": 150 * 10**12,
}
for name, n in rows.items():
    print(f"{name:19} {n:19,} numbers {4 * n:19,} bytes")
print(f"DeepSeek-V3 on {4 * 671e9 / 16e9:.0f} laptops")

# %% tags=["assert"]
assert count_parameters(by_hand) == 22
assert count_parameters(throw([64, 32, 10], rng)) == 2410
assert round(4 * 671e9 / 16e9) == 168

# %% [markdown] tags=["after"]
# 168, to hold it and not yet to use it. (In practice fewer bytes per number are used, and each token of a text passes
# through only 37 billion of the 671 billion.)

# %% [markdown]
# ### And a brain?
#
# A weight belongs to a *connection*. A brain has some $10^{11}$ neurons (86 billion: Azevedo and others, 2009), but
# its cortex alone has about $1.5 \cdot 10^{14}$ connections (Pakkenberg and others, 2003): the last row.
#
# And *neuron* is a metaphor. A brain cell sends pulses, in time, and nobody has shown that brains learn as our
# networks do.

# %% [markdown] tags=["notes"]
# 90 minutes. Exercise 4 is three minutes with a pencil; they forget the biases, or give the pixels some. Expect 42
# laptops from those who take a byte for a number. Leave the question "which way is down, for each of 22
# weights?" on the board for lesson 14.

# %% [markdown]
# ## Recap
#
# - Linear layers in a row are one. With a ReLU between them, a hidden layer bends the plane, and the last draws a
#   line.
# - The softmax turns logits into probabilities; the cross-entropy charges minus the logarithm of what the truth was
#   given. Both first subtract the row's maximum.
# - Good weights exist, and darts do not find them. So each weight needs a slope, and all from one pass back through
#   the network: who gets the blame?
