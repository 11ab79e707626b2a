# %% [markdown]
# # 05 · Logistic regression
#
# How sure are we? A line can only give a score, more than one or less than none. In this lesson it learns to give a
# *probability*, and to pay for being sure.
#
# **You will**
#
# - watch one whale spoil a least-squares line, and see why;
# - turn scores into probabilities, give them a cost, derive its gradient and walk down;
# - draw the line where animals end and fruits begin, and judge it when there are many more animals than fruits.
#
# *90 minutes · builds on [03 · Gradient descent](03_gradient_descent.ipynb) and
# [04 · Linear regression](04_linear_regression.ipynb)*

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.checks import lesson_05 as check
from mlcourse.scratch import descent  # slope and gradient, as you wrote them in lesson 03
from mlcourse.scratch.cost import best_threshold, error_rate, predict_above
from mlcourse.scratch.linear import least_squares
from mlcourse.scratch.pipeline import split

plt.style.use("mlcourse.course")

# %% [markdown]
# ## One whale
#
# The eleven dots again, this time by **length**, in meters, on an ordinary axis. Least squares fits a line to the
# zeros and ones. Where its score is above one half, we say *animal*.
#
# **Predict:** the watermelon is 30 cm long, the mouse 8.5 cm. Which of them will be on the wrong side?

# %%
dots = data.load_eleven_dots()
x = dots["length_cm"] / 100  # (n_samples,), in meters
y = (dots["kind"] == "animal").astype(int)  # (n_samples,)

w_line, b_line = np.polyfit(x, y, deg=1)
wrong = (w_line * x + b_line > 0.5) != y
print(f"threshold {(0.5 - b_line) / w_line:.2f} m, wrong:", *dots["name"][wrong])

# %% tags=["assert"]
assert list(dots["name"][wrong]) == ["mouse"]

# %% [markdown]
# One error of eleven. Now a blue whale joins, 25 meters of animal. The line we have calls it an animal already, and
# nothing could be clearer.
#
# **Predict:** we fit the line again, to all twelve. How many errors does it make?

# %%
x_12, y_12 = np.append(x, 25.0), np.append(y, 1)

w_dragged, b_dragged = np.polyfit(x_12, y_12, deg=1)
wrong = (w_dragged * x_12 + b_dragged > 0.5) != y_12
print(f"{wrong.sum()} of 12 wrong; the slope was {w_line:.2f} and is {w_dragged:.2f}")

# %% tags=["assert"]
assert wrong.sum() == np.sum(y_12 == 0)
assert data.load_animals_fruits()["length_cm"].max() == 2500

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(6, 3))
ax.axline((0, b_line), slope=w_line, linestyle="--", color="0.5", label="eleven dots")
ax.axline((0, b_dragged), slope=w_dragged, color="black", label="with the whale")
ax.axhline(0.5, color="0.7", linestyle=":")
plots.emoji(ax, x, y, data.load_pictures(dots), size=18)
ax.set(xlabel="length (m)", ylabel="score", xlim=(-0.05, 1.3), ylim=(-0.3, 1.5))
ax.legend(loc="lower right")
plots.show(fig, "The whale stands at 25 m, far beyond the right edge, and drags the line flat: all scores above ½.")

# %% [markdown]
# All five fruits are animals now, because of a dot that was *right*. Look at what it cost.
#
# **Predict:** the old line's score for the whale is $0.95 \cdot 25 + 0.19$. What is its squared error?

# %%
score_whale = w_line * 25 + b_line
print(f"score {score_whale:.1f}, squared error {(score_whale - 1) ** 2:.0f}")

# %% [markdown]
# The whale scored 24, and the target was 1: **the squared error of a line punishes being right by too much.**

# %% [markdown]
# ## From a score to a probability
#
# A score of 24 is no answer to "how sure are you?". Nor is 3. Probabilities end at 0 and 1, and a line does not end.
# So let us read the score as **odds**: 0 means *one to one*, and each point more multiplies the odds for animal by
# $e \approx 2.7$:
#
# $$\text{odds} = e^{\,z}, \qquad z = w x + b$$
#
# The score is then the *logarithm of the odds*, also called the **logit**.
#
# **Predict:** a score of 3: are the odds nearer to 3 to 1, 8 to 1, or 20 to 1?

# %%
for z in [0, 1, 2, 3]:
    print(f"score {z}: odds {np.exp(z):5.1f} to 1")

# %% [markdown]
# Twenty to one: of 21 such things, some 20 are animals. As a probability that is 20/21. In general
#
# $$p = \frac{\text{odds}}{\text{odds} + 1} = \frac{e^z}{e^z + 1} = \frac{1}{1 + e^{-z}}$$
#
# This is the **sigmoid**. It bends the line into a curve between 0 and 1.

# %% [markdown]
# ### Exercise 1 · The sigmoid
#
# Return the probability for each of the scores. `np.exp` is $e$ to the power of.

# %% tags=["exercise"]
def sigmoid(score):
    """Return the probability that belongs to a score."""
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-score))
    ### END SOLUTION


# %% tags=["check"]
sigmoid = check.sigmoid(sigmoid)

# %% [markdown] tags=["hint"]
# Use the last form of the formula. Mind two things: the minus in the exponent, and the parentheses around `1 + …`.

# %% [markdown]
# **Predict:** a score of 3 gives 0.95. What do 0 and $-3$ give?

# %%
scores = np.linspace(-6, 6, 121)

fig, ax = plt.subplots()
ax.plot(scores, sigmoid(scores))
for z in [-3, 0, 3]:
    ax.plot(z, sigmoid(z), "o", color="C3")
    ax.text(z + 0.3, sigmoid(z) - 0.08, f"{sigmoid(z):.2f}", color="C3")
ax.set(xlabel="score $z$", ylabel="probability of an animal")
plots.show(fig, "The sigmoid: score 0 is one half; far to either side more score hardly changes the answer.")

# %% tags=["assert"]
assert np.allclose(sigmoid(np.array([-3, 0, 3])), [1 / 21, 0.5, 20 / 21], atol=0.01)

# %% [markdown]
# One half, and 0.05: the same certainty, for the fruit. Score 24 and score 234 are both *as good as sure*.
# That is what the whale needs.
#
# We say *animal* where $p > ½$, which is where the **score is above 0**. No longer above ½: the score is not the
# answer any more.

# %% [markdown]
# ## What does being sure cost?
#
# A forecast says rain with 90 %. It rains: well done. It stays dry: that should hurt. So we charge by the probability
# that was given **to what came true**:
#
# $$\text{cost of one} = -\ln(\text{probability given to the truth})$$
#
# $\ln$ is the natural logarithm, `np.log`. **Predict:** which costs more: one answer at 1 %, or six at 50 %?

# %%
for p_truth in [0.99, 0.9, 0.5, 0.1, 0.01]:
    print(f"gave {p_truth:.2f} to the truth: cost {-np.log(p_truth):.2f}")

# %% tags=["assert"]
assert -np.log(0.01) > 6 * -np.log(0.5)

# %% [markdown]
# 4.61 against 6 · 0.69 = 4.16. Sure and wrong is dear; sure and right is nearly free. Why a logarithm?
# Probabilities of independent things *multiply*, logarithms add. The lowest sum belongs to the model under which all
# that we saw, taken together, is most likely: **maximum likelihood**.
#
# Averaged over all dots, this is the **log loss**, in networks called *cross-entropy*.

# %% [markdown]
# ### Exercise 2 · The log loss
#
# `p` holds for every dot the probability of **animal**. An animal ($y = 1$) was given $p$; a fruit ($y = 0$) was given
# $1 - p$. Return the average cost.

# %% tags=["exercise"]
def log_loss(y, p):
    """Return the average cost of probabilities: minus the logarithm of what each gave to the truth."""
    ### BEGIN SOLUTION
    return -np.mean(np.log(np.where(y == 1, p, 1 - p)))
    ### END SOLUTION


# %% tags=["check"]
log_loss = check.log_loss(log_loss)

# %% [markdown] tags=["hint"]
# `np.where(y == 1, p, 1 - p)` is what each dot gave to the truth. Logarithm, mean, minus.

# %% [markdown]
# Now turn it. All these curves have their threshold at 35 cm, and so the same errors. They differ in how *sure* they
# are: $w$ is the steepness.
#
# **Predict:** which costs least: hardly sure, fairly sure, or very sure? Drag.

# %% tags=["given"]
def draw_curve(ax, w):
    """Draw the probability along the length, and what each dot is missing to the truth."""
    b = -0.35 * w  # the score is 0 at 35 cm
    p = sigmoid(w * x + b)
    along = np.linspace(-0.1, 1.3, 300)
    ax.vlines(x, y, p, color="C3", linewidth=1)
    ax.plot(along, sigmoid(w * along + b), color="black")
    plots.emoji(ax, x, y, data.load_pictures(dots), size=16)
    ax.set(xlabel="length (m)", ylabel="probability of an animal", ylim=(-0.15, 1.15))
    ax.set(title=f"$w$ = {w:.0f}, log loss {log_loss(y, p):.2f}")


# %% tags=["nbval-ignore-output"]
plots.slide(
    draw_curve,
    "The steeper the curve, the surer it is; one dot pays for it.",
    w=(0, 60, 1),
)

# %%
plots.side_by_side(
    draw_curve,
    "Three curves with one threshold. Hardly sure: everybody costs a little. Very sure: the mouse costs a fortune.",
    figsize=(12, 3.4),
    w=[1, 8, 50],
)

# %% [markdown]
# The middle one. A model may be as sure as its record allows, and no surer: the mouse sees to that.
#
# ### When certainty overflows
#
# A score of 40 for a fruit is wrong, and should cost about 40. **Predict:** which probability does the computer give to
# the fruit: $1 - p$ with `p = sigmoid(40)`?

# %%
print(1 - sigmoid(40))

# %% [markdown]
# Zero: so near to 1, floating-point numbers cannot tell $p$ from 1, and $-\ln 0$ is infinite. We calculate the cost
# from the *score* instead. For an animal
#
# $$-\ln p = \ln(1 + e^{-z}) = \ln(e^0 + e^{-z})$$
#
# and for a fruit with $z$ in place of $-z$. NumPy has that sum of powers in one piece, `np.logaddexp`, which never
# overflows.

# %%
def log_loss_of_score(y, score):
    """Return the log loss, calculated from the scores: finite for every finite score."""
    return np.mean(np.logaddexp(0, np.where(y == 1, -score, score)))


one_fruit = np.array([0])
for z in [1.0, 40.0, 4000.0]:
    print(f"a fruit that scores {z:4.0f} costs {log_loss_of_score(one_fruit, np.array([z])):.2f}")

# %% tags=["assert"]
assert np.isclose(log_loss_of_score(y, 8 * x - 2.4), log_loss(y, sigmoid(8 * x - 2.4)))

# %% [markdown]
# ## Why not the squared error again?
#
# We could keep the sigmoid and square its error, $(p - y)^2$. Take one animal, and let its score be $-10$:
# a bad mistake, and surely so. Lesson 03's `slope` tells how strongly each cost pulls that score up.
#
# **Predict:** which of the two costs is the steeper there?

# %%
def squared(z):
    """Return the squared error of the sigmoid, for one animal."""
    return (sigmoid(z) - 1) ** 2


def logarithmic(z):
    """Return the log loss of one animal."""
    return np.logaddexp(0, -z)


for z in [-10.0, 10.0]:
    print(f"score {z:3.0f}: squared {descent.slope(squared, z):9.6f}, log {descent.slope(logarithmic, z):9.6f}")

# %% tags=["assert"]
assert descent.slope(logarithmic, -10.0) < -0.99 < -0.001 < descent.slope(squared, -10.0) < 0

# %% tags=["given"]
scores = np.linspace(-10, 10, 201)

fig, ax = plt.subplots(figsize=(6, 3.5))
ax.plot(scores, (scores - 1) ** 2, ":", color="black")
ax.plot(scores, squared(scores), "--", color="C3")
ax.plot(scores, logarithmic(scores), color="C0")
ax.text(4.3, 7, "squared error\nof a line")
ax.text(-9.7, 1.4, "squared error\nof a sigmoid", color="C3")
ax.text(-7, 7.4, "log loss", color="C0")
ax.set(xlabel="score of an animal", ylabel="cost", ylim=(-0.3, 9), xticks=range(-10, 11, 5))
plots.show(fig, "Only the log loss leans wherever the score is wrong, and lies flat where it is right.")

# %% tags=["assert"]
assert np.all(np.diff(logarithmic(scores), n=2) > 0)

# %% [markdown]
# Badly wrong, the squared sigmoid is **flat**: learning stalls where it is needed most. The line's squared error rises
# again on the right: that was the whale. The log loss does neither. And it is a bowl, in the score and
# so in $w$ and $b$: one valley.
#
# In fairness: far on the wrong side, it grows like a straight line. Such a dot still pulls, though not ever harder.

# %% [markdown]
# ## 🤓 Its gradient
#
# One animal costs $\ln(1 + e^{-z})$. Nudge its score $z$. By the chain rule
#
# $$\frac{d}{dz} \ln(1 + e^{-z}) = \frac{-e^{-z}}{1 + e^{-z}} = p - 1$$
#
# A fruit costs $\ln(1 + e^{z})$, with slope $\frac{e^z}{1 + e^z} = p - 0$. Both are $p - y$: an **error** $e$ as in
# lesson 03. And $z$ moves $x$ times as much as $w$:
#
# $$\frac{\partial C}{\partial w_j} = \frac{1}{n} \sum_i e_i\, x_{ij}, \qquad
# \frac{\partial C}{\partial b} = \frac{1}{n} \sum_i e_i$$

# %% [markdown]
# The same form as in lessons 03 and 04, $X^\top e$: error times feature. Only the 2 is gone: it came down from a
# square, and nothing is squared here.
#
# ### Exercise 3 · The gradient
#
# `X` has one column a feature, shape `(n_samples, n_features)`; `w` has one weight a feature. So `X @ w + b` are the
# scores. Return the partial derivatives by `w`, an array of shape `(n_features,)`, and by `b`, a number.

# %% tags=["exercise"]
def log_loss_gradient(w, b, X, y):
    """Return the partial derivatives of the log loss by each weight and by the bias."""
    ### BEGIN SOLUTION
    error = sigmoid(X @ w + b) - y  # (n_samples,)
    return X.T @ error / len(y), np.mean(error)
    ### END SOLUTION


# %% tags=["check"]
log_loss_gradient = check.log_loss_gradient(log_loss_gradient)

# %% [markdown] tags=["hint"]
# First `error`: probabilities minus `y`. `X.T @ error` multiplies each feature with the errors and sums over the dots;
# divide by `len(y)`.

# %% [markdown]
# Whenever you derive a gradient, measure it once.

# %%
X = x[:, None]  # (n_samples, 1): a table with one column
w, b = np.array([0.7]), -0.2


def cost_of_weight(value):
    """Return the log loss with the bias held still."""
    return log_loss_of_score(y, value * x + b)


def cost_of_bias(value):
    """Return the log loss with the weight held still."""
    return log_loss_of_score(y, X @ w + value)


dw, db = log_loss_gradient(w, b, X, y)
dw_measured, db_measured = descent.slope(cost_of_weight, w[0]), descent.slope(cost_of_bias, b)
print(f"along w: formula {dw[0]:.8f}, measured {dw_measured:.8f}")
print(f"along b: formula {db:.8f}, measured {db_measured:.8f}")

# %% tags=["assert"]
assert np.allclose([dw[0], db], [dw_measured, db_measured], rtol=1e-6)

# %% [markdown]
# ## A step that is safe
#
# In lesson 03 we tuned the learning rate. Here we can calculate one. The slope $p - y$ of a dot changes by at most ¼
# per unit of score, since $p\,(1 - p) \le ¼$. A step of length 1 moves score $i$ by at most
# $\sqrt{1 + \sum_j x_{ij}^2}$, and curvature takes its square. So nowhere does the cost curve more than
#
# $$L = \frac{1}{4n} \sum_i \left(1 + \textstyle\sum_j x_{ij}^2\right)$$
#
# and a step of $1/L$ never raises it: as in lesson 03, only beyond $2/L$ a step can climb.

# %%
def fit_logistic(X, y, n_steps):
    """Return the weights and the bias after a descent of the log loss, from zero, with a step that is safe."""
    learning_rate = 4 / np.mean(1 + np.sum(X**2, axis=1))
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(n_steps):
        dw, db = log_loss_gradient(w, b, X, y)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


# %% [markdown]
# **Predict:** will 100 steps do? 1,000?

# %%
for n_steps in [10, 100, 1000, 3000]:
    w, b = fit_logistic(X, y, n_steps)
    cost = log_loss_of_score(y, X @ w + b)
    print(f"{n_steps:4} steps: w = {w[0]:.6f}, b = {b:.6f}, log loss {cost:.6f}")

# %% [markdown]
# This is **logistic regression**: a score, a sigmoid, the log loss, and a descent. It is *regression* by its form, and
# classification by its use.
#
# scikit-learn has it. `C=np.inf` asks for the bottom of our bowl and nothing else; the default would keep the weights
# small, and we come to that.

# %%
from sklearn.linear_model import LogisticRegression

library = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10, max_iter=1000)
library.fit(X, y)
print(f"library:    w = {library.coef_[0, 0]:.6f}, b = {library.intercept_[0]:.6f}")

# %% tags=["assert"]
assert np.allclose([w[0], b], [library.coef_[0, 0], library.intercept_[0]], rtol=1e-9)

# %% [markdown]
# The same, to every digit shown.
#
# ## The whale again
#
# Both models stand at their bottoms, the line and the sigmoid. Then the whale joins. How hard does it pull? The
# gradient tells, with no new fit.
#
# **Predict:** which of the two stays where it is?

# %%
pull_line = descent.gradient(w_line, b_line, x_12, y_12)
pull_sigmoid = log_loss_gradient(w, b, x_12[:, None], y_12)

print(f"least squares: along w {pull_line[0]:9.6f}, along b {pull_line[1]:9.6f}")
print(f"log loss:      along w {abs(pull_sigmoid[0][0]):9.6f}, along b {abs(pull_sigmoid[1]):9.6f}")

# %% tags=["assert"]
assert np.abs(pull_sigmoid[0][0]) < 1e-9 and pull_line[0] > 90

# %% [markdown]
# The whale scores 234, is given probability 1, and has no error left to pull with. The sigmoid **does not notice it**.
#
# **Predict:** move the far animal from 20 cm to 25 m. Where does the line break down?

# %% tags=["given"]
def draw_far_animal(ax, length_m):
    """Draw the line and the sigmoid, fitted to the eleven dots and an animal of this length."""
    x_more, y_more = np.append(x, length_m), np.append(y, 1)
    w, b = np.polyfit(x_more, y_more, deg=1)
    library.fit(x_more[:, None], y_more)
    along = np.linspace(-0.1, 1.3, 300)
    ax.plot(along, w * along + b, "--", color="C3", label="least squares")
    ax.plot(along, library.predict_proba(along[:, None])[:, 1], color="black", label="sigmoid")
    ax.axhline(0.5, color="0.7", linestyle=":")
    plots.emoji(ax, x, y, data.load_pictures(dots), size=16)
    wrong = [np.sum((w * x_more + b > 0.5) != y_more), np.sum(library.predict(x_more[:, None]) != y_more)]
    ax.set(xlabel="length (m)", ylabel="score, probability", xlim=(-0.1, 1.3), ylim=(-0.2, 1.5))
    ax.set(title=f"an animal of {length_m:.1f} m joins\nwrong: line {wrong[0]}, sigmoid {wrong[1]}")
    ax.legend(loc="lower right")


# %% tags=["nbval-ignore-output"]
plots.slide(draw_far_animal, "One animal, as long as you like, joins the eleven.", length_m=(0.2, 25.0, 0.2))

# %%
plots.side_by_side(
    draw_far_animal,
    "The longer the animal, the flatter the line; the sigmoid stays.",
    figsize=(12, 3.8),
    length_m=[2.0, 8.0, 25.0],
)

# %% [markdown]
# At 8 m the line has given up all the fruits. The sigmoid keeps its two errors, the mouse and the watermelon,
# and does not move.
#
# The course's tests draw hundreds of other elevens: in none does the sigmoid change an answer, in most the line gets
# worse.
#
# But let us be fair. On a *logarithmic* axis the whale is not far off. And lesson 02's **ant** is far off
# on the *wrong* side: its mass says fruit.
#
# **Predict:** by log mass, which of the two newcomers harms the line? Which harms the sigmoid?

# %% tags=["given"]
table = data.load_animals_fruits()
is_animal = (table["kind"] == "animal").astype(int)  # (n_samples,)


def errors_of_both(x, y):
    """Return how many errors the least-squares line makes, and how many the sigmoid."""
    w, b = np.polyfit(x, y, deg=1)
    return np.sum((w * x + b > 0.5) != y), np.sum(library.fit(x[:, None], y).predict(x[:, None]) != y)


# %%
x_log = np.log10(dots["mass_g"])

for name, mass_g in [("blue whale", 1.1e8), ("ant", 0.002)]:
    of_both = errors_of_both(np.append(x_log, np.log10(mass_g)), np.append(y, 1))
    print(f"{name:10} joins: line {of_both[0]} of 12 wrong, sigmoid {of_both[1]}")

# %% tags=["assert"]
assert errors_of_both(x_log, y) == (2, 2)
assert errors_of_both(np.append(x_log, np.log10(1.1e8)), np.append(y, 1)) == (2, 2)
assert errors_of_both(np.append(x_log, np.log10(0.002)), np.append(y, 1)) == (5, 5)

# %% [markdown]
# With the whale both keep their two errors; the ant spoils both. A good axis can do as much as a good cost. And the
# sigmoid forgives whoever is *right* by far; not whoever is *wrong* by far.
#
# ## Two features
#
# Now the whole table, 90 animals and 35 fruits, by the logarithms of length *and* mass. First what one feature can do:
# lesson 02's best threshold on each.
#
# **Predict:** "always animal" makes 35 errors. Does length alone do better than mass alone?

# %%
X = np.log10(np.column_stack([table["length_cm"], table["mass_g"]]))  # (n_samples, 2)
thresholds = np.linspace(-3, 9, 1201)

by_length, by_mass = (predict_above(x, best_threshold(x, is_animal, thresholds)) for x in X.T)
for rule, prediction in [("always animal", 1), ("length", by_length), ("mass", by_mass)]:
    print(f"{rule:13} {np.sum(prediction != is_animal)} errors")

# %% tags=["assert"]
assert [np.sum(is_animal == 0), np.sum(by_length != is_animal), np.sum(by_mass != is_animal)] == [35, 25, 31]

# %% [markdown]
# Length does better, mass hardly helps. Now both in one score, $z = w_1 x_1 + w_2 x_2 + b$. To walk down quickly we
# **standardize** each column: subtract its mean, divide by its standard deviation. That rounds the narrow valley of
# lesson 03 somewhat.
#
# **Predict:** what sign will the weight of *mass* have?

# %%
mean, std = X.mean(axis=0), X.std(axis=0)  # each (2,)
X_standard = (X - mean) / std

w, b = fit_logistic(X_standard, is_animal, n_steps=5000)
library.fit(X_standard, is_animal)
print("by hand:", w.round(3), round(b, 3))
print("library:", library.coef_[0].round(3), library.intercept_.round(3))

# %% tags=["assert"]
assert np.allclose(np.append(w, b), np.append(library.coef_, library.intercept_), atol=1e-5)
assert w[1] < 0

# %% [markdown]
# Negative! Heavier *alone* means animal; heavier **at the same length** means fruit. Fruits are round, animals
# stretched. A weight says what its feature adds, *given the others*.
#
# Where $p = ½$, the score is 0: $w_1 x_1 + w_2 x_2 + b = 0$ is a **straight line** in the plane of both features.
# The sigmoid bends the probability, never this boundary.

# %%
p = sigmoid(X_standard @ w + b)  # (n_samples,)
wrong = (p > 0.5) != is_animal
print(wrong.sum(), "errors")

for row in np.flatnonzero(wrong)[np.argsort(p[wrong])]:
    print(f"{table['name'][row]:11} {table['kind'][row]:6}  probability of an animal {p[row]:.2f}")

# %% tags=["assert"]
assert wrong.sum() == 18
assert {"banana", "snail"} < set(table["name"][wrong])

# %% [markdown]
# Eighteen, where the best threshold made 25. **Predict:** before you look: what do the snail, the crab and the turtle
# have in common? And the banana, the carrot and the cucumber?

# %% tags=["given"]
pictures = data.load_pictures()
w_log = w / std  # the same line, for logarithms that are not standardized
b_log = b - w_log @ mean


def draw_table(ax, xlim, ylim, size):
    """Draw the table, the lines on which p is 0.1, ½ and 0.9, and a ring around each error."""
    for odds in [1 / 9, 9]:
        ax.axline((0, (np.log(odds) - b_log) / w_log[1]), slope=-w_log[0] / w_log[1], color="0.7", linestyle="--")
    plots.boundary(ax, w_log, b_log)
    low, high = np.transpose([xlim, ylim])  # two opposite corners
    shown = np.all(X.clip(low, high) == X, axis=1)
    ax.plot(*X[shown & wrong].T, "o", color="C3", markersize=1.45 * size, markerfacecolor="none")
    for rows in [shown & ~wrong, shown & wrong]:
        plots.emoji(ax, *X[rows].T, pictures[rows], size=size)
    ax.set_xticks([0, 1, np.log10(30), 2, 3], ["1 cm", "10 cm", "30 cm", "1 m", "10 m"])
    ax.set_yticks([-3, 0, 2, 3, 6], ["1 mg", "1 g", "100 g", "1 kg", "1 t"])
    ax.set(xlabel="length", ylabel="mass", xlim=xlim, ylim=ylim)  # last: ticks widen the limits


# %%
plots.side_by_side(
    draw_table,
    "The line p = ½, dashed p = 0.1 (above) and 0.9 (below); rings around the 18 errors, on the right from nearby. "
    "The snail and the turtle are as round as fruits; the banana and the carrot as slender as animals.",
    figsize=(13, 6.5),
    xlim=[(-0.7, 3.7), (0.92, 1.65)],
    ylim=[(-3.3, 8.5), (1.65, 3.6)],
    size=[14, 26],
)

# %% [markdown]
# Many of the errors make sense. Compact animals lie among the fruits, and slender or airy fruits among the animals.
# The model often knows its doubts: the pineapple got 0.73. Not always: the carrot got 0.95.
#
# In fairness: **least squares** on the same two columns errs as rarely. What it cannot give is the probability.

# %%
weights, bias = least_squares(X, is_animal)
print(np.sum((X @ weights + bias > 0.5) != is_animal), "errors of least squares")

# %% tags=["assert"]
assert np.sum((X @ weights + bias > 0.5) != is_animal) == 17
assert p[table["name"] == "blue whale"] > 0.99

# %% [markdown]
# ## Many animals, few fruits
#
# How good is 18 of 125? The lazy rule's 35 errors are a rate of 0.28, though it has understood nothing. With 99 animals
# to a fruit its rate would be 0.01. **The error rate flatters whoever bets on the larger class.**
#
# The **balanced error** asks each class on its own, and takes the mean of the two rates:
#
# $$\frac{1}{2}\left(\frac{\text{wrong fruits}}{\text{fruits}} + \frac{\text{wrong animals}}{\text{animals}}\right)$$
#
# ### Exercise 4 · The balanced error

# %% tags=["exercise"]
def balanced_error(y, prediction):
    """Return the mean of the two classes' error rates."""
    ### BEGIN SOLUTION
    rates = [error_rate(y[y == kind], prediction[y == kind]) for kind in (0, 1)]
    return np.mean(rates)
    ### END SOLUTION


# %% tags=["check"]
balanced_error = check.balanced_error(balanced_error)

# %% [markdown] tags=["hint"]
# `y == 0` is a mask that picks the fruits: `error_rate(y[y == 0], prediction[y == 0])` is their error rate. Then the
# same for 1, and the mean of both.

# %% [markdown]
# **Predict:** what is the balanced error of "always animal"? And which of the four is best by it?

# %%
board = {"always animal": np.ones(len(is_animal)), "length": by_length, "mass": by_mass, "both": p > 0.5}

print("rule           error rate  balanced  wrong fruits  wrong animals")
for rule, prediction in board.items():
    rate, balanced = error_rate(is_animal, prediction), balanced_error(is_animal, prediction)
    missed = [np.sum(prediction[is_animal == kind] != kind) for kind in (0, 1)]
    print(f"{rule:13} {rate:11.2f} {balanced:9.2f} {missed[0]:8} of 35 {missed[1]:8} of 90")

# %% tags=["assert"]
assert balanced_error(is_animal, np.ones(len(is_animal))) == 0.5
assert balanced_error(is_animal, by_length) < balanced_error(is_animal, p > 0.5) < balanced_error(is_animal, by_mass)

# %% [markdown]
# One half: exactly the worth of not looking. And a surprise: by balanced error the *length* threshold beats our model.
# The log loss charges by the row, and seven rows in ten are animals. That is part of the reason why twelve fruits pay,
# where the length threshold misses three.
#
# A probability lets you choose. **Predict:** if we say *animal* only above 0.75, which errors become fewer?

# %%
for cut in [0.25, 0.5, 0.75, 0.9]:
    prediction = p > cut
    missed = [np.sum(prediction[is_animal == kind] != kind) for kind in (0, 1)]
    balanced = balanced_error(is_animal, prediction)
    print(f"above {cut}: wrong {missed[0]:2} fruits, {missed[1]:2} animals; balanced error {balanced:.2f}")

# %% tags=["assert"]
assert balanced_error(is_animal, p > 0.75) < balanced_error(is_animal, p > 0.5)

# %% [markdown]
# Fewer fruits, more animals. **The model gives probabilities; where to cut is a decision**, and depends on what each
# error costs. ½ is right if all errors cost the same.
#
# scikit-learn counts what is right: our balanced error is 1 minus its `balanced_accuracy_score`.

# %%
from sklearn.metrics import balanced_accuracy_score

print(f"by hand {balanced_error(is_animal, p > 0.5):.4f}")
print(f"library {1 - balanced_accuracy_score(is_animal, p > 0.5):.4f}")

# %% tags=["assert"]
assert np.isclose(balanced_error(is_animal, p > 0.5), 1 - balanced_accuracy_score(is_animal, p > 0.5))

# %% [markdown]
# ## Of those it gives 80 %, how many?
#
# All this was judged on the rows it learned from. (On other rows, two features still beat one: this course's tests see
# to that, over a hundred splits.) Now an honest trial: 569 breast tumors, each described by 30 numbers
# about its cells. We take two, the nuclei's mean radius and texture, and ask: is it **malignant** ($y = 1$, 212 of
# them)? We learn from 400, judge on the other 169, and standardize both by the **train rows'** mean and deviation:
# nothing about a test row may leak into the model.

# %% tags=["given"]
from sklearn.datasets import load_breast_cancer

tumors = load_breast_cancer()
malignant = (tumors.target == 0).astype(int)  # scikit-learn has 1 for benign


def split_tumors(n_columns, rng):
    """Return X and y of 400 train rows, then of the test rows, standardized by the train rows."""
    train, test = split(len(malignant), 400, rng)
    X = tumors.data[:, :n_columns]
    X = (X - X[train].mean(axis=0)) / X[train].std(axis=0)
    return X[train], malignant[train], X[test], malignant[test]


# %% [markdown]
# A probability can be held to its word: of all the tumors that got about 90 %, about 90 % should be malignant. A model
# that keeps its word is **calibrated**. To have enough tumors in each group, we pool twenty splits.
#
# **Predict:** will it keep its word better at the ends, or in the middle?

# %%
rng = np.random.default_rng(7)
promised, came_true = [], []
for _ in range(20):
    X_train, y_train, X_test, y_test = split_tumors(2, rng)
    w, b = fit_logistic(X_train, y_train, n_steps=1000)
    promised.append(sigmoid(X_test @ w + b))
    came_true.append(y_test)
promised, came_true = np.array(promised), np.array(came_true)  # (n_splits, n_test)

balanced = [balanced_error(truth, each > 0.5) for truth, each in zip(came_true, promised, strict=True)]
print(f"balanced error {np.mean(balanced):.2f}; always benign: 0.50")

# %%
for low in [0.0, 0.2, 0.4, 0.6, 0.8]:
    group = (promised >= low) & (promised < low + 0.2)
    print(f"{group.sum():4} tumors: promised {promised[group].mean():.2f}, came true {came_true[group].mean():.2f}")

# %% [markdown]
# At the ends. In the middle it promised 0.71 where 0.63 came true. That can be chance.
# (A tumor can be in several test sets, so these counts are less than they seem.)
#
# ## Surer and surer
#
# Why only two columns of thirty? **Predict:** with all thirty, we walk 100 steps, 1,000, 10,000, 100,000. Where do the
# weights settle?

# %%
X_train, y_train, X_test, y_test = split_tumors(30, np.random.default_rng(7))

print("  steps  length of w  train log loss  test log loss")
for n_steps in [100, 1000, 10_000, 100_000]:
    w, b = fit_logistic(X_train, y_train, n_steps)
    losses = [log_loss_of_score(truth, X @ w + b) for X, truth in [(X_train, y_train), (X_test, y_test)]]
    print(f"{n_steps:7,} {np.linalg.norm(w):12.1f} {losses[0]:15.3f} {losses[1]:14.3f}")

# %% [markdown]
# Nowhere. In thirty dimensions a plane parts the train rows **without any error**. Then doubling $w$ and $b$ makes
# every right answer surer, and the cost falls for ever: the bowl has no bottom. On the test rows, before long, the
# model pays for its self-assurance.
#
# The remedy is a charge on the weights, a **penalty**. It adds $\frac{1}{2Cn} \sum_j w_j^2$ to the log loss; that
# is what scikit-learn does by default, with $C = 1$.

# %%
penalized = LogisticRegression(solver="newton-cholesky", tol=1e-10, max_iter=1000).fit(X_train, y_train)
w, b = penalized.coef_[0], penalized.intercept_[0]

dw, db = log_loss_gradient(w, b, X_train, y_train)
print(f"length of w {np.linalg.norm(w):.1f}, test log loss {log_loss_of_score(y_test, X_test @ w + b):.3f}")
print(f"largest entry of our gradient + w / (C n): {np.abs(dw + w / len(y_train)).max():.6f}")

# %% tags=["assert"]
assert np.allclose(dw, -w / len(y_train), atol=1e-9)

# %% [markdown]
# At the library's bottom two pulls hold each other: our gradient, and the penalty's. Surer is no longer always cheaper.
#
# ## Recap
#
# - The sigmoid turns a score into a probability; whoever is right by far costs nothing, not even a whale.
# - The log loss charges for certainty in the wrong; its gradient is error times feature, and its boundary a line.
# - With thirty columns, the train rows got ever better and the test rows worse: why does the perfect fit fail?
#
# Next: [06 · Overfitting](06_overfitting.ipynb)
