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
from mlcourse.checks import logistic_regression as check
from mlcourse.taught.cost_model import best_threshold, error_rate, predict_above
from mlcourse.taught.gradient_descent import gradient, slope
from mlcourse.taught.linear_regression import least_squares
from mlcourse.taught.what_is_machine_learning import split

plt.style.use("mlcourse.course")

# %% [markdown]
# ## One whale
#
# The eleven dots again, this time by *length*, in meters, on an ordinary axis. Least squares fits a line to the
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

# %% [markdown] tags=["notes"]
# 7 minutes. Draw two heaps of dots with the line through them; the whale stands at the other end of the room. Most say
# that it changes nothing, for it was right already. Let a student hold the line at the whale's end: it must come down
# to 1. Ask for the whale's squared error before the cell: 23 times 23, about 500.

# %% [markdown]
# ## From a score to a probability
#
# A score of 24 does not answer "how sure are you?". Probabilities end at 0 and 1, and a line does not end. So let the
# score set the **odds**: at 0 they are *one to one*, and each point more multiplies the odds for animal by
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

# %% tags=["exercise", "taught"]
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

# %% tags=["given"]
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
# One half, and 0.05: the same certainty, for the fruit. A score of 20 and one of 200 are both *as good as sure*.
# That is what the whale needs.
#
# We say *animal* where $p > ½$, which is where the *score is above 0*. No longer above ½: the score is not the
# answer any more.

# %% [markdown] tags=["notes"]
# 18 minutes. Blackboard: three columns, score, odds, probability. The class fills in 0, 1 and 3, and then -3. They get
# stuck at odds: "3 to 1" is ¾, not ⅓. In exercise 1 the usual slips are the missing minus and `1 / 1 + …`; anyone who
# returns `np.exp(score)` has the odds. Say it once more: the cut is at score 0 now, no longer at ½.

# %% [markdown]
# ## What does being sure cost?
#
# A forecast says rain with 90 %. It rains: well done. It stays dry: that should hurt. So we charge by the probability
# that was given *to what came true*:
#
# $$\text{cost of one} = -\ln(\text{probability given to the truth})$$
#
# $\ln$ is the natural logarithm, `np.log`. **Predict:** which costs more: one answer at 1 %, or six at 50 %?

# %%
for p_truth in [0.99, 0.9, 0.5, 0.1, 0.01]:
    print(f"gave {p_truth:.2f} to the truth: cost {-np.log(p_truth):.2f}")
print(f"six answers at 0.50: cost {6 * -np.log(0.5):.2f}")

# %% tags=["assert"]
assert -np.log(0.01) > 6 * -np.log(0.5)

# %% [markdown]
# 4.61 against 4.16. Sure and wrong is expensive; sure and right is nearly free. Why a logarithm?
# Probabilities of independent things *multiply*, logarithms add. The lowest sum belongs to the model under which all
# that we saw, taken together, is most likely: **maximum likelihood**.
#
# Averaged over all dots, this is the **log loss**, in networks called *cross-entropy*.

# %% [markdown]
# ### Exercise 2 · The log loss
#
# `p` holds for every dot the probability of *animal*. An animal ($y = 1$) was given $p$; a fruit ($y = 0$) was given
# $1 - p$. Return the average cost.

# %% tags=["exercise", "taught"]
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


# %% tags=["given", "nbval-ignore-output"]
plots.slide(
    draw_curve,
    "The steeper the curve, the surer it is; one dot pays for it.",
    w=(1, 60, 1),
)

# %% tags=["given"]
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
# A fruit that scores 40 should cost about 40. But floating-point numbers cannot tell `sigmoid(40)` from 1: what is
# left for the fruit is exactly 0, and $-\ln 0$ is infinite. So we calculate from the *score*. For an animal
#
# $$-\ln p = \ln(1 + e^{-z}) = \ln(e^0 + e^{-z})$$
#
# which is `np.logaddexp(0, -z)`, and does not overflow; for a fruit, $z$ in place of $-z$.

# %% tags=["given", "taught"]
def log_loss_of_score(y, score):
    """Return the log loss, calculated from the scores: finite for every finite score."""
    return np.mean(np.logaddexp(0, np.where(y == 1, -score, score)))


print("left for a fruit that scores 40:", 1 - sigmoid(40.0))
one_fruit = np.array([0])
for z in [1.0, 40.0, 4000.0]:
    print(f"a fruit that scores {z:4.0f} costs {log_loss_of_score(one_fruit, np.array([z])):.2f}")

# %% tags=["assert"]
assert np.isclose(log_loss_of_score(y, 8 * x - 2.4), log_loss(y, sigmoid(8 * x - 2.4)))

# %% [markdown] tags=["notes"]
# 34 minutes. Who bets 99 % that it rains tomorrow, and what will you pay if it stays dry? Most say that six answers at
# 50 % cost more. Blackboard: an animal gives p to the truth, a fruit 1 - p, and under each its -ln. In exercise 2 they
# charge the fruits by p, or forget the minus. At the slider: *who* pays at w = 50? If minutes are short, run the
# overflow without a word: only `log_loss_of_score` is needed later.

# %% [markdown]
# ## Why not the squared error again?
#
# We could keep the sigmoid and square its error, $(p - y)^2$. Take one animal, and let its score be $-10$:
# a bad mistake, and surely so. Lesson 03's `slope` tells how strongly each cost pulls that score up.
#
# **Predict:** which of the two costs is the steeper there?

# %% tags=["given"]
def squared(z):
    """Return the squared error of the sigmoid, for one animal."""
    return (sigmoid(z) - 1) ** 2


def logarithmic(z):
    """Return the log loss of one animal."""
    return np.logaddexp(0, -z)


for z in [-10.0, 10.0]:
    print(f"score {z:3.0f}: squared {slope(squared, z):9.6f}, log {slope(logarithmic, z):9.6f}")

# %% tags=["assert"]
assert slope(logarithmic, -10.0) < -0.99 < -0.001 < slope(squared, -10.0) < 0

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
# Badly wrong, the squared sigmoid is *flat*: learning stalls where it is needed most. The line's squared error rises
# again on the right: that was the whale. The log loss does neither. And it bends upward everywhere: it is **convex**,
# in the score and so in $w$ and $b$. There is no second valley to get caught in.
#
# In fairness: far on the wrong side, it grows like a straight line. Such a dot keeps pulling at its score, though not
# ever harder.

# %% [markdown] tags=["notes"]
# 40 minutes. Draw both costs over the score of one animal, before the figure: where would a ball roll? "The square
# charges more for a big mistake, so it is steeper": true of the line's square, not of the sigmoid's, whose error ends
# at 1. Leave the three curves on the blackboard for the whale.

# %% [markdown]
# ## 🤓 Its gradient
#
# One animal costs $\ln(1 + e^{-z})$. Nudge its score $z$. By the chain rule
#
# $$\frac{d}{dz} \ln(1 + e^{-z}) = \frac{-e^{-z}}{1 + e^{-z}} = p - 1$$
#
# A fruit costs $\ln(1 + e^{z})$, with slope $\frac{e^z}{1 + e^z} = p - 0$. Both are $p - y$: the **error**, in code
# `error`. (The letter $e$ is taken here.) And $z$ moves $x$ times as much as $w$:
#
# $$\frac{\partial C}{\partial w_j} = \frac{1}{n} \sum_i (p_i - y_i)\, x_{ij}, \qquad
# \frac{\partial C}{\partial b} = \frac{1}{n} \sum_i (p_i - y_i)$$

# %% [markdown]
# The same form as in lessons 03 and 04, `X.T @ error`: error times feature. Only the 2 is gone: it came down from a
# square, and nothing is squared here.
#
# ### Exercise 3 · The gradient
#
# `X` has one column per feature, shape `(n_samples, n_features)`; `w` has one weight per feature. So `X @ w + b` are
# the scores. Return the partial derivatives with respect to `w`, an array of shape `(n_features,)`, and with respect to
# `b`, a number.

# %% tags=["exercise", "taught"]
def log_loss_gradient(w, b, X, y):
    """Return the partial derivatives of the log loss with respect to each weight and the bias."""
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

# %% tags=["given"]
X = x[:, None]  # (n_samples, 1): a table with one column
w, b = np.array([0.7]), -0.2


def cost_of_weight(value):
    """Return the log loss with the bias held still."""
    return log_loss_of_score(y, value * x + b)


def cost_of_bias(value):
    """Return the log loss with the weight held still."""
    return log_loss_of_score(y, X @ w + value)


dw, db = log_loss_gradient(w, b, X, y)
dw_measured, db_measured = slope(cost_of_weight, w[0]), slope(cost_of_bias, b)
print(f"along w: formula {dw[0]:.8f}, measured {dw_measured:.8f}")
print(f"along b: formula {db:.8f}, measured {db_measured:.8f}")

# %% tags=["assert"]
assert np.allclose([dw[0], db], [dw_measured, db_measured], rtol=1e-6)

# %% [markdown] tags=["notes"]
# 52 minutes. Blackboard: score, probability, cost, one arrow each. Somebody asks where the factor p (1 - p) went: it
# cancels, and that is why this cost is not flat. In exercise 3 they write `error * X`, forget the 1/n, or keep lesson
# 03's 2. Ask why we measure at 0.7 and -0.2: where nothing is 0 or 1, no mistake can hide.

# %% [markdown]
# ## A step that is safe
#
# In lesson 03 we tuned the learning rate. Here we can calculate one that never raises the cost. The slope $p - y$
# changes by at most ¼ per unit of score, because $p\,(1 - p) \le ¼$. So the cost cannot curve sharply, and
#
# $$\eta = \frac{4}{\text{mean of } 1 + \sum_j x_{ij}^2}$$
#
# is safe.

# %% tags=["taught"]
def fit_logistic(X, y, n_steps):
    """Return the weights and the bias after a descent of the log loss, from zero, with a step that is safe."""
    learning_rate = 4 / np.mean(1 + np.sum(X**2, axis=1))
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(n_steps):
        dw, db = log_loss_gradient(w, b, X, y)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


# %% [markdown]
# **Predict:** after how many steps do two decimals of $w$ stand still: 10, 100 or 1,000?

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

# %% [markdown] tags=["notes"]
# 58 minutes. Let them try p (1 - p) at 0.5, 0.7 and 0.9. The step is safe, not the fastest. Most say 100 steps. "Why
# *regression*, if it tells classes apart?" comes now: a line is fitted, to the logarithm of the odds.

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
pull_line = gradient(w_line, b_line, x_12, y_12)
pull_sigmoid = log_loss_gradient(w, b, x_12[:, None], y_12)

print(f"least squares: along w {pull_line[0]:9.6f}, along b {pull_line[1]:9.6f}")
print(f"the sigmoid's score for the whale: {w[0] * 25 + b:.0f}")
print(f"log loss:      along w {abs(pull_sigmoid[0][0]):9.6f}, along b {abs(pull_sigmoid[1]):9.6f}")

# %% tags=["assert"]
assert np.abs(pull_sigmoid[0][0]) < 1e-9 and pull_line[0] > 90

# %% [markdown]
# The whale scores 234, is given probability 1, and has no error left to pull with. The sigmoid *does not notice it*.
#
# **Predict:** move the far animal from 1 m to 25 m. At which length has the line given up *all five* fruits?

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
plots.slide(draw_far_animal, "One animal, as long as you like, joins the eleven.", length_m=(1.0, 25.0, 0.2))

# %% tags=["given"]
plots.side_by_side(
    draw_far_animal,
    "The longer the animal, the flatter the line; the sigmoid stays.",
    figsize=(12, 3.8),
    length_m=[2.0, 8.0, 25.0],
)

# %% [markdown]
# At 8 m. The sigmoid keeps its two errors, the mouse and the watermelon, and does not move. In fairness: at 2 m the
# line was the better one, with one error.
#
# The course's tests draw hundreds of other elevens that no threshold parts: the whale changes none of the sigmoid's
# answers, and in most of them the line gets worse.
#
# The sigmoid forgives points far on the *right* side, but not points far on the *wrong* side: lesson 02's ant, whose
# mass says *fruit*, spoils it as it spoils the line.

# %% [markdown] tags=["notes"]
# 64 minutes. They mix up the whale's score, 234, with its error, 0: write both side by side. On the slider most say 15
# m or more. "So the sigmoid is always better?" At 2 m it was not: let them find the picture. Then lesson 02's ant.

# %% [markdown]
# ## Two features
#
# Now the whole table, 90 animals and 35 fruits, by the logarithms of length *and* mass. First what one feature can do:
# lesson 02's best threshold on each, beside "always animal".

# %% tags=["given"]
table = data.load_animals_fruits()
is_animal = (table["kind"] == "animal").astype(int)  # (n_samples,)
X = np.log10(np.column_stack([table["length_cm"], table["mass_g"]]))  # (n_samples, 2)
thresholds = np.linspace(-3, 9, 1201)

by_length, by_mass = (predict_above(x, best_threshold(x, is_animal, thresholds)) for x in X.T)
for rule, prediction in [("always animal", 1), ("length", by_length), ("mass", by_mass)]:
    print(f"{rule:13} {np.sum(prediction != is_animal)} errors")

# %% tags=["assert"]
assert [np.sum(is_animal == 0), np.sum(by_length != is_animal), np.sum(by_mass != is_animal)] == [35, 25, 31]

# %% [markdown]
# Length does better than mass, as in lesson 01. Now both in one score, $z = w_1 x_1 + w_2 x_2 + b$. To walk down
# quickly we **standardize** each column: subtract its mean, divide by its standard deviation (`std`, the root of the
# mean squared distance from the mean). That rounds the narrow valley of lesson 03 somewhat.
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
# Negative! Heavier *alone* means animal; heavier *at the same length* means fruit. On the whole, fruits are compact
# and animals stretched. A weight says what its feature adds, *given the others*.
#
# Where $p = ½$, the score is 0: $w_1 x_1 + w_2 x_2 + b = 0$ is a *straight line* in the plane of both features.
# The sigmoid bends the probability, never this boundary.
#
# **Predict:** name one animal that will be called a fruit, and one fruit that will be called an animal.

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
# Eighteen, where the best threshold made 25.

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
    ax.set_xticks([0, np.log10(3), 1, np.log10(30), 2, 3], ["1 cm", "3 cm", "10 cm", "30 cm", "1 m", "10 m"])
    ax.set_yticks([-3, 0, 1, 2, 3, 6], ["1 mg", "1 g", "10 g", "100 g", "1 kg", "1 t"])
    ax.set(xlabel="length", ylabel="mass", xlim=xlim, ylim=ylim)  # last: ticks widen the limits


# %% tags=["given"]
plots.side_by_side(
    draw_table,
    "The line p = ½, dashed p = 0.1 (above) and 0.9 (below); rings around the 18 errors, on the right from nearby. "
    "There, at the lower left, the snail beside the strawberry; the banana and the carrot among the animals.",
    figsize=(13, 6.5),
    xlim=[(-0.7, 3.7), (0.4, 1.65)],
    ylim=[(-3.3, 8.5), (0.7, 3.6)],
    size=[14, 22],
)

# %% [markdown]
# Many of the errors make sense. Compact animals lie among the fruits, and slender or airy fruits among the animals.
#
# The carrot got 0.95, wrongly. Does the model know its doubts? **Predict:** of those it is over 90 % sure of, how many
# in a hundred are wrong?

# %%
sureness = np.maximum(p, 1 - p)  # what it gave to its own answer
for low, high in [(0.5, 0.75), (0.75, 0.9), (0.9, 1.0)]:
    group = (sureness > low) & (sureness <= high)
    print(f"{low:.2f} to {high:.2f} sure: {np.sum(wrong & group):2} of {group.sum():2} wrong")

# %% tags=["assert"]
assert (np.sum(wrong & group), group.sum()) == (3, 56)

# %% [markdown]
# It mostly knows: 9 of 25, 6 of 44, 3 of 56 are wrong. (These are the rows it learned from.) A model that keeps its
# word, so that of all its 90 % some 90 % come true, is **calibrated**.
#
# In fairness: *least squares* on the same two columns errs as rarely. What it cannot give is the probability.

# %%
weights, bias = least_squares(X, is_animal)
print(np.sum((X @ weights + bias > 0.5) != is_animal), "errors of least squares")

# %% tags=["assert"]
assert np.sum((X @ weights + bias > 0.5) != is_animal) == 17
assert p[table["name"] == "blue whale"] > 0.99

# %% [markdown] tags=["notes"]
# 75 minutes. All say plus for the weight of mass: heavy is animal. Ask: of two things of 20 cm, one has 50 g and one
# 500 g; which is the fruit? As errors they name whales and melons; ask for *shapes*, and banana and snail come. Where
# they get stuck: the sigmoid is the height above the plane, and the boundary its level line at ½, a straight one.

# %% [markdown]
# ## Many animals, few fruits
#
# How good is 18 of 125? The lazy rule's 35 errors are a rate of 0.28, though it has understood nothing. With 99 animals
# for each fruit its rate would be 0.01. **The error rate flatters any rule that bets on the larger class.**
#
# The **balanced error** asks each class on its own, and takes the mean of the two rates:
#
# $$\frac{1}{2}\left(\frac{\text{wrong fruits}}{\text{fruits}} + \frac{\text{wrong animals}}{\text{animals}}\right)$$
#
# ### Exercise 4 · The balanced error
#
# `y` and `prediction` are arrays of zeros and ones. Return the balanced error. `error_rate(y, prediction)` is at hand.

# %% tags=["exercise", "taught"]
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
# **Predict:** what is the balanced error of "always animal"?

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
# One half: exactly the worth of not looking. And a surprise: here the *length* threshold has the lower balanced error.
# But each rule was judged on the rows it learned from, and 35 fruits are few: three fruits more or less move it by
# 0.04, and these two differ by no more. On *other* rows, averaged over a hundred splits, our model is ahead by both
# measures. (The course's tests see to that.)
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
# Fewer fruits, more animals. **The model gives probabilities; where to cut is a decision.** It depends on what each
# error costs: ½ is right if all errors cost the same and the probabilities keep their word.
#
# scikit-learn counts what is right: our balanced error is 1 minus its `balanced_accuracy_score`.

# %%
from sklearn.metrics import balanced_accuracy_score

print(f"by hand {balanced_error(is_animal, p > 0.5):.4f}")
print(f"library {1 - balanced_accuracy_score(is_animal, p > 0.5):.4f}")

# %% tags=["assert"]
assert np.isclose(balanced_error(is_animal, p > 0.5), 1 - balanced_accuracy_score(is_animal, p > 0.5))

# %% [markdown] tags=["notes"]
# 84 minutes. A test for a disease that one in a hundred has, right in 99 %: what does it do? (It says "healthy" to
# everybody.) In exercise 4 they add the rates without halving, or divide by how many were *called* fruit. "So length
# alone is better than our model!" Let the class object: 35 fruits, and each rule on the rows it learned from.

# %% [markdown]
# ## Surer and surer
#
# The mouse kept our curve of lengths from growing steep. **Predict:** take the mouse away, and walk. Where does $w$
# settle: near 20, near 50, or nowhere?

# %%
kept = dots["name"] != "mouse"
x_10, y_10 = x[kept], y[kept]

for n_steps in [100, 1000, 10_000, 100_000]:
    w, b = fit_logistic(x_10[:, None], y_10, n_steps)
    score = w * x_10 + b  # (n_samples,)
    cost = log_loss_of_score(y_10, score)
    print(f"{n_steps:7,} steps: w = {w[0]:5.1f}, {np.sum((score > 0) != y_10)} wrong, log loss {cost:.4f}")

# %% tags=["assert"]
assert x_10[y_10 == 0].max() < x_10[y_10 == 1].min()

# %% [markdown]
# Nowhere. Between the watermelon and the rabbit, one threshold parts the ten without error: they are **separable**.
# Then doubling $w$ and $b$ makes every right answer surer, and the cost falls for ever: the bowl has no bottom.
#
# With many columns this happens to real data. Here are 569 breast tumors, each described by 30 numbers about its
# cells; 212 are *malignant* ($y = 1$). We learn from 400 and judge on the other 169. All columns are standardized by
# the *train rows'* mean and deviation, so that nothing about a test row leaks into the model.

# %% tags=["given"]
from sklearn.datasets import load_breast_cancer

tumors = load_breast_cancer()
malignant = (tumors.target == 0).astype(int)  # scikit-learn has 1 for benign


def split_tumors(rng):
    """Return X and y of 400 train rows, then of the test rows, standardized by the train rows."""
    train, test = split(len(malignant), 400, rng)
    X = (tumors.data - tumors.data[train].mean(axis=0)) / tumors.data[train].std(axis=0)
    return X[train], malignant[train], X[test], malignant[test]


# %% [markdown]
# **Predict:** from 1,000 steps to 100,000 the train log loss falls. Does the test log loss fall with it?

# %% tags=["given"]
X_train, y_train, X_test, y_test = split_tumors(np.random.default_rng(7))

print("  steps  train errors  train log loss  test log loss")
for n_steps in [100, 1000, 10_000, 100_000]:
    w, b = fit_logistic(X_train, y_train, n_steps)
    n_wrong = np.sum((X_train @ w + b > 0) != y_train)
    losses = [log_loss_of_score(truth, X @ w + b) for X, truth in [(X_train, y_train), (X_test, y_test)]]
    print(f"{n_steps:7,} {n_wrong:13} {losses[0]:15.3f} {losses[1]:14.3f}")

# %% tags=["assert"]
assert losses[1] > 0.2

# %% [markdown]
# No: it triples. One train row is still wrong, and a longer walk would get that one too: these 30 columns part all
# 569 without error. (The course's tests find the plane, and see the same harm in five other splits.)
#
# The remedy is lesson 04's *penalty*, a charge on large weights. scikit-learn adds $\frac{1}{2Cn} \sum_j w_j^2$ to the
# log loss by default, with $C = 1$. (Its $C$ is not a cost: the larger it is, the *lower* the price. At infinity there
# is none.)

# %%
penalized = LogisticRegression(solver="newton-cholesky", tol=1e-10, max_iter=1000).fit(X_train, y_train)
w, b = penalized.coef_[0], penalized.intercept_[0]

dw, db = log_loss_gradient(w, b, X_train, y_train)
print(f"root of the sum of squared weights {np.linalg.norm(w):.1f}")
print(f"test log loss {log_loss_of_score(y_test, X_test @ w + b):.3f}")
print(f"largest entry of our gradient + w / (C n): {np.abs(dw + w / len(y_train)).max():.6f}")

# %% tags=["assert"]
assert np.allclose(dw, -w / len(y_train), atol=1e-9)

# %% [markdown]
# At the library's bottom two pulls are in balance: our gradient's, and the penalty's. Surer is no longer always
# cheaper.
#
# Its test log loss is far below 0.20. Stopping after 1,000 steps does as well here; but who tells us when to stop, if
# not the test rows? Lesson 06 asks.

# %% [markdown] tags=["notes"]
# 90 minutes. Draw ten dots that one threshold parts, and a curve that grows steeper: who objects? The mouse would have.
# Few say "nowhere"; ask what doubling w and b does to a right answer. On the tumors, write the two log losses below
# each other, and leave the question standing: it is lesson 06's.

# %% [markdown]
# ## Recap
#
# - The sigmoid turns a score into a probability; where it is ½, the boundary is a straight line.
# - The log loss charges for being sure and wrong; a point that is right by far, even a whale, costs next to nothing.
# - With thirty columns, the train rows got ever better and the test rows worse: why does the perfect fit fail?
#
# Next: [06 · Overfitting](06_overfitting.ipynb)
