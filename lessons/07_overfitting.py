# %% [markdown]
# # 07 · Overfitting
#
# Why does the perfect fit fail? In lesson 06, nobody said when a walk should stop. Here somebody does.
#
# **You will**
#
# - give a curve ever more freedom, and split its error into parts that add up;
# - choose a degree, a price and a moment to stop, each with a validation set;
# - grade with a test set that you open once, and examine a discovery line by line.
#
# *90 minutes · builds on [04 · Linear regression](04_linear_regression.ipynb) and
# [06 · Decisions](06_decisions.ipynb)*

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import plots
from mlcourse.checks import overfitting as check
from mlcourse.sealed import SealedTestSet
from mlcourse.taught.cost_model import mean_squared_error
from mlcourse.taught.linear_regression import least_squares
from mlcourse.taught.logistic_regression import log_loss_gradient, log_loss_of_score
from mlcourse.taught.what_is_machine_learning import split

plt.style.use("mlcourse.course")

# %% [markdown]
# ## A curve that we know
#
# In life, nobody tells you the function behind the data. Here we cheat, and make the data ourselves, from a sine and
# some noise.
#
# The noise has mean 0 and standard deviation 0.3, so its mean *square* is $0.3^2 = 0.09$.
#
# **Predict:** about how large is the mean squared error of the truth itself, on twenty points?

# %%
def truth(x):
    """Return the height of the curve that nobody is supposed to know."""
    return np.sin(4 * x + 0.5)


def draw_points(n_samples, rng):
    """Return points of the curve, measured with noise."""
    x = rng.uniform(-1, 1, n_samples)
    return x, truth(x) + rng.normal(0, 0.3, n_samples)  # (n_samples,) each


rng = np.random.default_rng(7)
x, y = draw_points(20, rng)
x_new, y_new = draw_points(1000, rng)  # for later
print(f"error of the truth: {mean_squared_error(y, truth(x)):.3f}")

# %% tags=["given"]
grid = np.linspace(-1, 1, 400)  # (n_grid,)

fig, ax = plt.subplots()
ax.plot(x, y, "o", label="measured")
ax.plot(grid, truth(grid), "--", color="black", label="truth")
ax.set(xlabel="$x$", ylabel="$y$", ylim=(-2, 2))
ax.legend()
plots.show(fig, "Twenty noisy points, and the curve that made them. Our models will see the points alone.")

# %% [markdown] tags=["after"]
# About 0.09: the noise costs even those who know the curve. (Twenty points are few, so here it is 0.085.)

# %% [markdown] tags=["notes"]
# 4 minutes. We play nature for once: if you make the data, you know the answer. Expect 0 for the error of the truth.
# Ask what the noise costs even those who know the curve. "It should be 0.09!" Twenty points are few.

# %% [markdown]
# ## One more power
#
# A straight line cannot follow a wave. So we give it more columns: $x^2$, $x^3$, and so on.
#
# $$\hat{y} = w_0 + w_1 x + w_2 x^2 + \dots + w_d x^d$$
#
# This is a **polynomial**, and $d$ is its `degree`. It is curved in $x$, but for the *weights* it is still lesson 04:
# columns times weights. `np.linalg.lstsq` finds the weights; from our normal equations, rounding would spoil a
# high degree. (Our $x$ stays between $-1$ and $1$: there, powers stay
# small.)

# %% tags=["taught"]
def powers(x, degree):
    """Return the powers of `x` from 0 to `degree`, one per column; the first is all ones."""
    return np.column_stack([x**power for power in range(degree + 1)])  # (n_samples, degree + 1)


def fit_polynomial(x, y, degree):
    """Return the weights with the lowest mean squared error, one for each power."""
    return np.linalg.lstsq(powers(x, degree), y, rcond=None)[0]  # (degree + 1,)


def predict_polynomial(w, x):
    """Return the height of the polynomial with weights `w` at each `x`."""
    return powers(x, len(w) - 1) @ w


# %% tags=["assert"]
assert np.allclose(fit_polynomial(x, y, 5), np.polynomial.Polynomial.fit(x, y, deg=5, domain=[-1, 1]).coef)

# %% [markdown] tags=["notes"]
# 8 minutes. Blackboard: one column x, then x² and x³ beside it, for three rows; from there on it is lesson 04. "But it
# is curved, so it is not linear!" Let them name what is multiplied by what: it is linear in the weights. NumPy's own
# polynomials agree to every digit.

# %% [markdown]
# ## As many weights as points
#
# Two points determine a line, three a parabola. Twenty points need twenty weights, and that is degree 19: it goes
# through all of them.
#
# **Predict:** and its error on a thousand *new* points of the same curve: below 1, about 10, or beyond a million?

# %%
print("degree   train     new")
for degree in [1, 5, 19]:
    w = fit_polynomial(x, y, degree)
    cost = mean_squared_error(y, predict_polynomial(w, x))
    cost_new = mean_squared_error(y_new, predict_polynomial(w, x_new))
    print(f"{degree:6} {cost:7.3f} {cost_new:7.2g}")

# %% tags=["assert"]
assert mean_squared_error(y, predict_polynomial(fit_polynomial(x, y, 19), x)) < 1e-9
assert round(mean_squared_error(y_new, predict_polynomial(fit_polynomial(x, y, 19), x_new)) / 1e10) == 21

# %% [markdown] tags=["after"]
# Beyond. `2.1e+11` reads $2.1 \cdot 10^{11}$: 210 billion. Between the points nothing holds the curve.

# %% tags=["given"]
def draw_fit(ax, degree):
    """Draw the points, the truth, and the polynomial that fits the points best."""
    w = fit_polynomial(x, y, degree)
    cost = mean_squared_error(y, predict_polynomial(w, x))
    cost_new = mean_squared_error(y_new, predict_polynomial(w, x_new))
    ax.plot(grid, truth(grid), "--", color="black")
    ax.plot(grid, predict_polynomial(w, grid), color="C3")
    ax.plot(x, y, "o", color="C0")
    ax.set(xlabel="$x$", ylabel="$y$", xlim=(-1.03, 1.03), ylim=(-2, 2))
    ax.set(title=f"degree {degree}\nerror: train {cost:.3f}, new {cost_new:.2g}")


# %% [markdown]
# **Predict:** which degree comes closest to the truth? Drag slowly, and watch both errors.

# %% tags=["nbval-ignore-output"]
plots.slide(draw_fit, "The points, the truth (dashed), and the best polynomial of your degree.", degree=(0, 19, 1))

# %% tags=["given"]
plots.side_by_side(
    draw_fit,
    "Underfit, about right, and overfit. Degree 19 goes through every point, and between them far out of the picture.",
    figsize=(12, 3.8),
    degree=[1, 6, 19],
)

# %% tags=["assert"]
assert np.argmin([np.mean((powers(x_new, d) @ fit_polynomial(x, y, d) - y_new) ** 2) for d in range(20)]) == 6

# %% [markdown] tags=["after"]
# On these twenty points degree 6 does, with 0.12 on new points. Other points may choose another.

# %% [markdown]
# A line **underfits**: it is too stiff for the wave, and bad on old and new points alike. A high degree **overfits**:
# it has so much freedom that it follows the noise, and new points have different noise. How well a model does on new
# points is called its **generalization**.

# %% [markdown] tags=["notes"]
# 13 minutes. Vote on the error on new points; hardly anybody will say a million. Draw why: between the points nothing
# holds the curve. At the slider one student calls out the train error, another the new one.

# %% [markdown]
# ## Two hundred times
#
# One draw is luck. So we draw two hundred sets of twenty points, and fit every degree from 0 to 9 to each.
#
# **Predict:** does the train error ever rise with the degree?

# %%
rng = np.random.default_rng(7)
degrees = np.arange(10)
train_error, new_error = np.zeros((2, 200, 10))  # (n_draws, n_degrees) each

for i in range(200):
    x_i, y_i = draw_points(20, rng)
    x_fresh, y_fresh = draw_points(1000, rng)
    for degree in degrees:
        w = fit_polynomial(x_i, y_i, degree)
        train_error[i, degree] = mean_squared_error(y_i, predict_polynomial(w, x_i))
        new_error[i, degree] = mean_squared_error(y_fresh, predict_polynomial(w, x_fresh))

print("draws in which a higher degree has a higher train error:", np.sum(np.diff(train_error) > 1e-9))

# %% tags=["assert"]
assert np.sum(np.diff(train_error) > 1e-9) == 0

# %% [markdown] tags=["after"]
# Never. Each degree can do whatever the one before could: it sets the new weight to zero.

# %% [markdown]
# Models of which each contains the one before are called **nested**.
#
# **Predict:** and the error on new points? Draw it in the air before you run the cell.

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(6, 4))
plots.train_and_new(ax, degrees, train_error, new_error)
ax.axhline(0.3**2, color="black", linestyle="--")
ax.text(0, 0.096, "noise")
ax.set(xlabel="degree", ylabel="mean squared error", ylim=(0.03, 5), xticks=degrees)
ax.set_yticks([0.05, 0.1, 0.2, 0.5, 1, 2, 5], ["0.05", "0.1", "0.2", "0.5", "1", "2", "5"])
plots.show(
    fig,
    "The U curve: the median of 200 draws, and a band that holds the middle half of them. The train error only "
    "falls; the error on new points turns round. (A logarithmic axis, and the median: a few wild draws would rule the "
    "mean.)",
)

# %% tags=["assert"]
assert np.argmin(np.median(new_error, axis=0)) == 5
assert np.all(np.median(new_error, axis=0)[[0, 9]] > 3 * np.median(new_error, axis=0)[5])

# %% [markdown] tags=["after"]
# A U: remember this picture. On the left both errors are high: *underfitting*. On the right they come apart:
# *overfitting*. The best place lies between, here at degree 5.

# %% [markdown]
# The dashed line is the noise (books: the *irreducible error*): on new points no model gets below it, other than by
# luck. On old points each does: with twenty points, six weights learn about 6/20 of the noise by heart. So the best
# degree has a train error of only 0.06.

# %% [markdown]
# > 🤓 **Is that all?** It is the story up to as many weights as points. Beyond degree 19 *many* polynomials go through
# > all twenty; `lstsq` takes the one with the smallest weights. What their error on new points does, with *Legendre*
# > columns (less alike than powers), is called **double descent**. Networks with far more weights than rows often live
# > on its far side.

# %% tags=["given"]
rng = np.random.default_rng(7)
sizes = np.array([0, 1, 3, 5, 9, 12, 15, 19, 22, 25, 30, 40, 60, 80, 120, 200])
far_error = np.zeros((60, len(sizes)))
for i in range(60):
    (x_i, y_i), (x_fresh, y_fresh) = draw_points(20, rng), draw_points(1000, rng)
    columns, columns_fresh = (np.polynomial.legendre.legvander(x, 200) for x in [x_i, x_fresh])
    for j, n in enumerate(sizes + 1):
        w = np.linalg.lstsq(columns[:, :n], y_i, rcond=None)[0]
        far_error[i, j] = mean_squared_error(y_fresh, columns_fresh[:, :n] @ w)

fig, ax = plt.subplots(figsize=(6, 3.4))
ax.plot(sizes + 1, np.median(far_error, axis=0), "^-", color="C3")
ax.axvline(20, color="black", linestyle=":")
ax.set(xlabel="number of weights", ylabel="error on new points", xscale="log", yscale="log")
ax.set_xticks([1, 2, 5, 10, 20, 50, 100, 200], [1, 2, 5, 10, 20, 50, 100, 200])
plots.show(
    fig,
    "Beyond the U: the median of 60 draws, on logarithmic axes. The error is lowest at 6 weights (0.14), huge where "
    "there are as many weights as points (dotted), and comes down again, to 0.22 at 201 weights.",
)

# %% tags=["assert"]
assert np.median(far_error, axis=0)[[3, 7, 15]].round(2).tolist()[::2] == [0.14, 0.22]
assert np.median(far_error, axis=0)[7] > 1e9

# %% [markdown] tags=["notes"]
# 20 minutes. Draw the U on the blackboard, axes and all, and leave it there: it returns through the course, with `k` in
# lesson 08, the depth of a tree in 09, epochs in 17. The box may be left out, but not its first sentence: the U is no
# law. Expect "then it must be best at 200": no, 0.22 is not below 0.14, here.

# %% [markdown]
# ## Thirty curves
#
# *Why* is it so? Fit the same degree to thirty different sets of twenty points.
#
# **Predict:** which curves will all be wrong in the same places, those of degree 1 or those of degree 12?

# %% tags=["given"]
def draw_thirty(ax, degree):
    """Draw the best polynomials of one degree for thirty sets of twenty points, and their mean."""
    rng = np.random.default_rng(7)
    curves = np.array([predict_polynomial(fit_polynomial(*draw_points(20, rng), degree), grid) for _ in range(30)])
    ax.plot(grid, curves.T, color="C3", linewidth=0.7, alpha=0.7)
    ax.plot(grid, curves.mean(axis=0), color="C0", linewidth=3)
    ax.plot(grid, truth(grid), "--", color="black")
    ax.set(title=f"degree {degree}", xlabel="$x$", ylabel="$y$", xlim=(-1, 1), ylim=(-2, 2))


# %% tags=["given", "nbval-ignore-output"]
plots.slide(draw_thirty, "Thirty draws, thirty curves, and their mean (thick).", degree=(0, 12, 1))

# %% tags=["given"]
plots.side_by_side(
    draw_thirty,
    "Thirty draws, thirty curves, and their mean (thick). Degree 1: all wrong in the same places. Degree 12: each "
    "wrong in its own way.",
    figsize=(12, 3.4),
    degree=[1, 5, 12],
)

# %% [markdown] tags=["after"]
# Those of degree 1. The others are wrong, too, but each elsewhere. At degree 12 even the thick line goes astray: a few
# wild curves drag the mean of thirty with them. Thirty other sets would drag it elsewhere.

# %% [markdown] tags=["notes"]
# 23 minutes. Let them follow one thin curve with a finger, and then the whole bundle. Expect "degree 12, it is the
# wildest": all over the place, yes, but each elsewhere.

# %% [markdown]
# ## Parts that add up
#
# Too little freedom, and all curves are wrong in the *same* way: **bias** (it is not our $b$). Too much, and each curve
# is wrong in its *own* way: **variance**.
#
# The thick line was the *mean curve*: at each place $x$, the mean of all curves. Bias² is its squared distance from the
# truth. The variance is the squared distance of the curves from it. Then
#
# $$\text{error on new points} = \text{bias}^2 + \text{variance} + \text{noise}$$
#
# Books call this the **bias–variance decomposition**, and the balance between the two the *bias–variance trade-off*.

# %% [markdown]
# ### Exercise 1 · Bias² and variance
#
# `curves` has one row per curve and one column per place, `true_curve` the truth at each place. Return both numbers,
# averaged over the places (and the variance over the curves).

# %% tags=["exercise", "taught"]
def bias_and_variance(curves, true_curve):
    """Return the squared bias and the variance of many curves, averaged over all places."""
    ### BEGIN SOLUTION
    mean_curve = curves.mean(axis=0)  # (n_places,)
    return np.mean((mean_curve - true_curve) ** 2), np.mean((curves - mean_curve) ** 2)
    ### END SOLUTION


# %% tags=["check"]
bias_and_variance = check.bias_and_variance(bias_and_variance)

# %% [markdown] tags=["hint"]
# `curves.mean(axis=0)` goes over the rows: it is the mean curve. Two distances are squared and averaged: from the mean
# curve to the truth, and from all curves to the mean curve.

# %% [markdown]
# Now three hundred sets, and places between $-0.8$ and 0.8. (At the ends a few wild curves would rule the means.)
#
# **Predict:** degree 0 is a level line. Is its error mostly bias², mostly variance or mostly noise?

# %% tags=["given"]
rng = np.random.default_rng(7)
sets = [draw_points(20, rng) for _ in range(300)]
places = np.linspace(-0.8, 0.8, 81)  # (n_places,)
y_places = truth(places) + rng.normal(0, 0.3, (300, 81))  # what is measured there, anew for each curve

bias, variance, measured = np.zeros((3, 8))  # one per degree
for degree in range(8):
    curves = np.array([predict_polynomial(fit_polynomial(*s, degree), places) for s in sets])  # (300, n_places)
    bias[degree], variance[degree] = bias_and_variance(curves, truth(places))
    measured[degree] = mean_squared_error(y_places, curves)

fig, ax = plt.subplots(figsize=(6, 3.8))
plots.added_up(ax, np.arange(8), {"noise": np.full(8, 0.09), "bias²": bias, "variance": variance}, measured)
ax.set(xlabel="degree", ylabel="mean squared error", ylim=(0, 1.1))
plots.show(
    fig,
    "Bias², variance and noise add up to the error that is measured on new points (dots). From degree 0 to 5 the bias "
    "goes away; from then on the variance grows: the U has two arms.",
)

# %% tags=["assert"]
assert np.allclose(bias + variance + 0.09, measured, atol=0.02)
assert bias[0] > 0.45 and variance[0] < 0.05 and bias[5] < 0.01 and variance[7] > 0.5
assert np.allclose(np.mean((curves - truth(places)) ** 2), bias[7] + variance[7])

# %% [markdown] tags=["after"]
# Mostly bias². It goes away with the degree; from 5 on there is none left to lose, and the variance grows: the two arms
# of the U. And the parts add up: the dots were measured, the bars calculated.

# %% [markdown] tags=["notes"]
# 31 minutes. In exercise 1 they square nothing, or take the mean over the wrong axis. Why do they add up? Blackboard:
# (curve - truth) = (curve - mean) + (mean - truth); squared, the mixed term is zero on average. Write *bias* below the
# left arm of the U and *variance* below the right one.

# %% [markdown]
# ## Three parts
#
# In life there is no `truth` and no supply of new points. There are, say, a hundred rows. So we hold some back:
#
# - **train**: the model learns patterns from it;
# - **validation**: we judge the models on it, *while* we choose between them;
# - **test**: the chosen model is graded on it, at the very end, once. We put it under a seal.

# %%
rng = np.random.default_rng(1)  # not 7 again: rows that we have not seen
x_all, y_all = draw_points(100, rng)  # (n_samples,) each
train, rest = split(100, 60, rng)
validation, test = rest[:20], rest[20:]

x_train, y_train = x_all[train], y_all[train]
x_validation, y_validation = x_all[validation], y_all[validation]
sealed = SealedTestSet(x_all[test], y_all[test])
print(len(train), "train,", len(validation), "validation, and", sealed)

# %% [markdown]
# ### Exercise 2 · Choose the degree
#
# Fit every degree on the train rows, judge each on the validation rows, and return the best *degree*.

# %% tags=["exercise", "taught"]
def best_degree(x_train, y_train, x_validation, y_validation, degrees):
    """Return the degree that, fitted on train, has the lowest mean squared error on validation."""
    ### BEGIN SOLUTION
    costs = []
    for degree in degrees:
        w = fit_polynomial(x_train, y_train, degree)
        costs.append(mean_squared_error(y_validation, predict_polynomial(w, x_validation)))
    return degrees[np.argmin(costs)]
    ### END SOLUTION


# %% tags=["check"]
best_degree = check.best_degree(best_degree)

# %% [markdown] tags=["hint"]
# It is lesson 02's grid search: collect the costs in a list, and look up where the lowest stands. Which rows may the
# weights see? `fit_polynomial` gets those, and `mean_squared_error` the others.

# %% [markdown]
# **Predict:** had we judged on the *train* rows, which of the degrees from 0 to 9 would have won?

# %%
on_train = best_degree(x_train, y_train, x_train, y_train, degrees)
chosen = best_degree(x_train, y_train, x_validation, y_validation, degrees)

print("judged on train:      degree", on_train)
print("judged on validation: degree", chosen)

# %% tags=["assert"]
assert on_train == 9
assert chosen == 5

# %% [markdown] tags=["after"]
# The highest, always: the train rows choose the most freedom on offer, good or not.

# %% tags=["given"]
def errors(weights, x, y):
    """Return the mean squared error of each polynomial."""
    columns = powers(x, max(len(w) for w in weights) - 1)  # once for all: a lower degree needs the first few
    return np.array([mean_squared_error(y, columns[:, : len(w)] @ w) for w in weights])


weights = [fit_polynomial(x_train, y_train, degree) for degree in degrees]

fig, ax = plt.subplots()
plots.judged(ax, degrees, errors(weights, x_train, y_train), errors(weights, x_validation, y_validation))
ax.set(xlabel="degree", ylabel="mean squared error", ylim=(0, 0.65), xticks=degrees)
plots.show(fig, "One data set, judged. The low degrees are worse; from 5 on, twenty rows can hardly decide.")

# %% tags=["assert"]
assert np.ptp(errors(weights[5:], x_validation, y_validation)) < 0.02

# %% [markdown] tags=["notes"]
# 41 minutes. Homework, mock exam, exam: which is which, and who may look when? In exercise 2 they judge on the rows
# they fitted, swap the two parts, or return the position in place of the degree. "So 5 is the right degree?" Another
# twenty rows may well say 8.

# %% [markdown]
# ## A price on the weights
#
# Wild curves have huge weights. So instead of taking powers away, we can *charge* for large weights, with a
# **penalty**:
#
# $$\sum_i e_i^2 + \alpha \sum_j w_j^2$$
#
# $e_i$ are the errors, and $\alpha$ ("alpha") is the price. The model's bias, our $b$, costs nothing: we take the
# means off `X` and `y` first, which leaves no $b$ to find, and put them back at the end. This is **ridge regression**.
# Its penalty is called **L2** (in networks *weight decay*), and any such brake on freedom **regularization**.

# %% [markdown]
# At the bottom, the gradient is zero. That of the squares is lesson 04's, for the sum: $2\,X^\top (X w - y)$. The price
# of $w_j$ is $\alpha w_j^2$, with the slope $2\,\alpha\,w_j$. Both together are zero where
#
# $$(X^\top\!X + \alpha I)\, w = X^\top y$$
#
# These are the normal equations, with the price added along the diagonal: $I$, in code `np.eye(n_features)`, has ones
# there and zeros elsewhere.

# %% [markdown]
# ### Exercise 3 · Ridge
#
# The means are off already. Solve the equations for `w`.

# %% tags=["exercise", "taught"]
def ridge(X, y, alpha):
    """Return the weights and the bias with the lowest sum of squared errors and penalty."""
    X_mean, y_mean = X.mean(axis=0), y.mean()
    X, y = X - X_mean, y - y_mean
    ### BEGIN SOLUTION
    w = np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1]), X.T @ y)
    ### END SOLUTION
    return w, y_mean - X_mean @ w


# %% tags=["check"]
ridge = check.ridge(ridge)

# %% [markdown] tags=["hint"]
# `np.linalg.solve(M, v)` returns the $w$ with $M w = v$. `X.T @ X` has one row and one column per feature, `X.shape[1]`
# of them.

# %% [markdown]
# Back to the first twenty points, and degree 9. (Powers of our $x$ are alike in size. Columns in different units must
# be standardized first, or the price depends on the unit.)
#
# **Predict:** the slider is the *exponent* of the price. At the highest price, $10^3$, what does the curve look like?

# %% tags=["given"]
def price_errors(x, y, alphas, x_other, y_other):
    """Fit degree 9 to points at each price; return its mean squared error on them, and on others."""
    X, X_other = powers(x, 9)[:, 1:], powers(x_other, 9)[:, 1:]  # without the column of ones: `b` is free
    fits = [ridge(X, y, alpha) for alpha in alphas]
    parts = [(X, y), (X_other, y_other)]
    return np.array([[mean_squared_error(y_part, X_part @ w + b) for X_part, y_part in parts] for w, b in fits])


def draw_price(ax, exponent):
    """Draw the points, the truth, and degree 9 at a price of ten to the exponent."""
    w, b = ridge(powers(x, 9)[:, 1:], y, 10.0**exponent)
    ((cost, cost_new),) = price_errors(x, y, [10.0**exponent], x_new, y_new)
    ax.plot(grid, truth(grid), "--", color="black")
    ax.plot(grid, powers(grid, 9)[:, 1:] @ w + b, color="C3")
    ax.plot(x, y, "o", color="C0")
    ax.set(xlabel="$x$", ylabel="$y$", xlim=(-1.03, 1.03), ylim=(-2, 2))
    ax.set(title=f"degree 9, price {10.0**exponent:g}\nerror: train {cost:.3f}, new {cost_new:.2g}")


# %% tags=["nbval-ignore-output"]
plots.slide(draw_price, "The twenty points, and degree 9 at the price of your choice.", exponent=(-8, 3, 1))

# %% tags=["given"]
plots.side_by_side(
    draw_price,
    "Degree 9 at three prices. Nearly free, it is wild at the left end; at 0.001 it follows the truth; at 1000 it is "
    "a level line.",
    figsize=(12, 3.8),
    exponent=[-8, -3, 3],
)

# %% [markdown] tags=["after"]
# A level line at the mean of `y`: all weights are near zero, and only $b$ is free.

# %% [markdown]
# So the price is a second knob for freedom. The train rows would say zero, always. We ask the validation rows, and two
# hundred draws.
#
# **Predict:** to the left of the best price, is the curve *over*fitted or *under*fitted?

# %% tags=["given"]
alphas = 10.0 ** np.arange(-6, 4)  # (n_prices,)
judged = price_errors(x, y, alphas, x_validation, y_validation)  # (n_prices, 2)

rng = np.random.default_rng(7)
at_price = np.zeros((200, len(alphas), 2))
for i in range(200):
    drawn, fresh = draw_points(20, rng), draw_points(1000, rng)
    at_price[i] = price_errors(*drawn, alphas, *fresh)

fig, axes = plt.subplots(1, 2, figsize=(11, 3.6), sharey=True)
plots.judged(axes[0], alphas, *judged.T)
plots.train_and_new(axes[1], alphas, at_price[..., 0], at_price[..., 1])
axes[0].set(xscale="log", xlabel="price", ylabel="mean squared error", title="our twenty points", ylim=(0.02, 2))
axes[1].set(xscale="log", xlabel="price", title="two hundred draws")
plots.show(fig, "Degree 9 at every price. A U once more: too cheap overfits, too expensive underfits.")

# %% tags=["assert"]
assert alphas[np.argmin(judged[:, 1])] == 10.0**-3
assert np.argmin(np.median(at_price[..., 1], axis=0)) == 4
assert [np.median(at_price[:, 4, 1]).round(2), np.median(new_error[:, 5]).round(2)] == [0.15, 0.14]

# %% [markdown] tags=["after"]
# Overfitted: where freedom is cheap, the two errors come apart. A U again, with more freedom to the *left*. Our
# validation rows choose 0.001; in two hundred draws 0.01 does best, with 0.15. Degree 5 without a price had 0.14: here
# the price is no better, but degree 9 becomes usable.

# %% [markdown] tags=["notes"]
# 52 minutes. Draw the curve as a rubber band, and the price as its tension. In exercise 3 they add alpha to *every*
# entry of the table: why must it be the diagonal? At the slider stop at 10^-3. Expect "flat, at zero" for the highest
# price: $b$ is free. Say that this bias and bias² share a name and nothing else.

# %% [markdown]
# ## When to stop
#
# Lesson 06's walk on thirty columns of tumors grew surer for ever. Freedom there is the number of *steps*: weights that
# start at zero only grow as far as they walk. So let validation rows watch.

# %% tags=["given"]
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression

tumors = load_breast_cancer()
malignant = (tumors.target == 0).astype(int)
rows, rest = split(569, 300, np.random.default_rng(7))
watching = rest[:100]  # the other 169 rows stay closed
columns = (tumors.data - tumors.data[rows].mean(axis=0)) / tumors.data[rows].std(axis=0)
X_train, y_rows, X_watching, y_watching = columns[rows], malignant[rows], columns[watching], malignant[watching]

# %% [markdown]
# **Predict:** is the validation loss lowest after about 10, 1,000 or 10,000 steps?

# %%
learning_rate = 4 / np.mean(1 + np.sum(X_train**2, axis=1))  # lesson 05's safe step
w, b = np.zeros(30), 0.0
losses = np.zeros((2, 10_000))  # on train and validation rows, after each step
for step in range(10_000):
    dw, db = log_loss_gradient(w, b, X_train, y_rows)
    w, b = w - learning_rate * dw, b - learning_rate * db
    losses[0, step] = log_loss_of_score(y_rows, X_train @ w + b)
    losses[1, step] = log_loss_of_score(y_watching, X_watching @ w + b)

print("lowest validation loss after", np.argmin(losses[1]) + 1, "steps")

# %% tags=["given"]
penalized = LogisticRegression(solver="newton-cholesky", tol=1e-10, max_iter=1000).fit(X_train, y_rows)
charged = log_loss_of_score(y_watching, penalized.decision_function(X_watching))

fig, ax = plt.subplots(figsize=(6, 3.6))
plots.judged(ax, np.arange(1, 10_001), *losses)
ax.axhline(charged, color="black", linestyle=":", label="validation, with scikit-learn's price")
ax.set(xlabel="steps", ylabel="log loss", xscale="log", ylim=(0, 0.3))
ax.legend()
plots.show(
    fig,
    "The train loss falls for ever; the validation loss turns round after some hundred steps. scikit-learn's "
    "default price comes close without stopping early, and was not tuned.",
)

# %% tags=["assert"]
assert 100 < np.argmin(losses[1]) < 2000 and losses[1, -1] > 1.5 * losses[1].min()
assert charged < 1.3 * losses[1].min()
assert np.argmin(losses[1]) == 838 and np.all(losses[1, 20:1000] < losses[0, 20:1000])

# %% [markdown] tags=["after"]
# After 839. In ten of twelve splits it turns, after some 300 to 3,600 steps; in the other two, 10,000 are not enough.
# (These hundred tumors are easy: for a long time their loss is below the train loss. What tells is that it turns
# round.)

# %% [markdown]
# Keep the weights of the star: this is **early stopping**. A price does much the same. scikit-learn's logistic
# regression charges by default: it adds $\frac{1}{2Cn} \sum_j w_j^2$ to the log loss, with $C = 1$. (The larger its
# $C$, the *lower* the price; at infinity, as in lessons 05 and 06, there is none.)
#
# A degree, a price, a moment to stop: three knobs, and one judge, the rows that the weights have not seen.
# **From now on, validation sets.**
#
# *Alone with this lesson? Here is a good place for a break.*

# %% [markdown] tags=["notes"]
# 58 minutes. Ask first who may say "stop": the train rows never will, the test rows must not. Expect "10,000". Write
# the three knobs below each other, and behind each the same word. Let the class say the last sentence aloud: it is the
# resolution of this lesson.

# %% [markdown]
# ## A thousand games
#
# So we report the winner's validation error, and are done? We play the whole game of sixty, twenty and twenty rows a
# thousand times. In each, a thousand fresh points tell the truth. We also look at degree 5, whether it won or not.
#
# **Predict:** whose validation error will be too good on average: the winner's, degree 5's, or both?

# %% tags=["given"]
rng = np.random.default_rng(7)
on_validation, on_test, on_fresh = np.zeros((3, 1000, 10))  # (n_games, n_degrees) each

for i in range(1000):
    x_i, y_i = draw_points(100, rng)  # drawn in random order: no need to shuffle
    weights_i = [fit_polynomial(x_i[:60], y_i[:60], degree) for degree in degrees]
    on_validation[i] = errors(weights_i, x_i[60:80], y_i[60:80])
    on_test[i] = errors(weights_i, x_i[80:], y_i[80:])
    on_fresh[i] = errors(weights_i, *draw_points(1000, rng))

games = np.arange(1000)
winner = np.argmin(on_validation, axis=1)  # (n_games,)

print("mean error     validation   test  fresh points")
for name, column in [("degree 5", 5), ("the winner", winner)]:
    means = [found[games, column].mean() for found in [on_validation, on_test, on_fresh]]
    print(f"{name:14} {means[0]:10.3f} {means[1]:6.3f} {means[2]:13.3f}")

# %% tags=["assert"]
assert abs(on_validation[:, 5].mean() / on_fresh[:, 5].mean() - 1) < 0.03
assert 0.1 < 1 - on_validation[games, winner].mean() / on_fresh[games, winner].mean() < 0.25
assert abs(on_test[games, winner].mean() / on_fresh[games, winner].mean() - 1) < 0.05
assert on_fresh[games, winner].mean() > 1.05 * on_fresh[:, 5].mean()

# %% [markdown] tags=["after"]
# The winner's alone, by about a sixth. It won *because* its error on these twenty rows was low, and some of that was
# luck. On the test rows nothing was chosen, and there its error is fair.

# %% [markdown] tags=["after"]
# On fresh points the winner is a tenth *worse* than degree 5. Does choosing hurt? That 5 is good we know only from the
# truth. Without it, twenty judges find a degree nearly as good: that tenth is what they cost.

# %% [markdown] tags=["notes"]
# 61 minutes. Roll ten dice in the room, praise the highest as skillful, and roll that one again. Expect "both". Ask why
# degree 5 is treated fairly: it was named before anybody looked. "So better not validate?" Cover the truth with a hand:
# which degree do you name?

# %% [markdown]
# ## Open once
#
# The validation rows are used up as judges, but not as *examples*. So first refit: the chosen degree, on train and
# validation rows together. Then grade: `sealed.grade(predict, cost)` asks the model about the test rows and returns
# what its answers cost, on average.
#
# By chance, a mean goes astray by about one **standard error**: the values' standard deviation, divided by the root of
# their number.

# %%
w_final = fit_polynomial(np.append(x_train, x_validation), np.append(y_train, y_validation), chosen)


def predict(x):
    """Return the prediction of the final polynomial."""
    return predict_polynomial(w_final, x)


print(f"our test error: {sealed.grade(predict, mean_squared_error):.3f}")
print("95 % of the thousand test errors lie between", np.quantile(on_test[games, winner], [0.025, 0.975]).round(2))

x_fresh, y_fresh = draw_points(10_000, rng)
costs = (y_fresh - predict(x_fresh)) ** 2  # (n_samples,)
print(f"on 10,000 fresh points: {costs.mean():.3f}, standard error of twenty {costs.std() / np.sqrt(20):.3f}")

# %% tags=["assert"]
assert 0.088 < costs.mean() < 0.097

# %% [markdown] tags=["after"]
# A fair number, and an unlucky one: on fresh points the same model has about 0.09, two standard errors less.

# %% [markdown]
# If you now tune, and open again until you like the number, the test rows have become validation rows. The seal counts
# the openings.

# %% [markdown] tags=["notes"]
# 65 minutes. Bring an envelope. Let somebody argue for one more look, and let the class object before the seal does. A
# team chooses among fifty models: the winner's validation error is 0.10; the test set says 0.14; it tunes on, and opens
# twelve times more, until it reads 0.11. Which number is an honest grade, and of which model? (0.14, of the first.)

# %% [markdown]
# ## More data
#
# Degree 9 overfits *twenty* points. What if there are more? Both errors over the number of points are a
# **learning curve**.
#
# **Predict:** with 320 points, which of the two will be better, degree 1 or degree 9?

# %% tags=["given"]
sizes = [20, 40, 80, 160, 320]
rng = np.random.default_rng(7)
curves = {degree: np.zeros((2, 100, 5)) for degree in [1, 9]}  # train and new points, draws, sizes
for degree, found in curves.items():
    for i in range(100):
        for j, size in enumerate(sizes):
            x_i, y_i = draw_points(size, rng)
            fitted = [fit_polynomial(x_i, y_i, degree)]
            found[:, i, j] = errors(fitted, x_i, y_i)[0], errors(fitted, *draw_points(1000, rng))[0]

# %% tags=["given"]
fig, axes = plt.subplots(1, 2, figsize=(10, 3.6), sharey=True)
for ax, degree in zip(axes, curves, strict=True):
    plots.train_and_new(ax, sizes, *curves[degree])
    ax.axhline(0.3**2, color="black", linestyle="--")
    ax.set(title=f"degree {degree}", xlabel="number of train points", xscale="log", ylim=(0.03, 3))
    ax.set_xticks(sizes, sizes)
    ax.set_xticks([], minor=True)
axes[0].set(ylabel="mean squared error")
plots.show(
    fig,
    "Learning curves, medians of 100 draws. The gap between train and new closes in both; for the line it closes far "
    "above the noise (dashed).",
)

# %% tags=["assert"]
assert np.all(np.diff(np.median(curves[9][1], axis=0)) < 0)
assert np.median(curves[9][1][:, -1]) < 0.1
assert np.median(curves[1][1][:, -1]) > 0.4

# %% [markdown] tags=["after"]
# Degree 9: with 320 points, nine powers are tame. More data cures *over*fitting; a line stays a line.

# %% [markdown]
# So read two errors. Train low, validation much higher: overfitting. Take more data or less freedom: a lower degree, a
# price, fewer steps. Both high and close together: *try* more freedom. If validation falls, it was underfitting. If
# not, it may be the noise.

# %% [markdown] tags=["notes"]
# 68 minutes. Draw two pairs of curves that meet, one pair high and one low: who should pay for more data? Leave the two
# diagnoses on the blackboard: train low and validation high; both high.

# %% [markdown]
# ## A discovery
#
# Sixty patients, a thousand blood values each: who will recover? We made it all up. The values are noise, and the
# recovery is a *coin toss*.

# %%
rng = np.random.default_rng(7)
X = rng.normal(size=(60, 1000))  # (n_samples, n_features)
coins = rng.integers(0, 2, size=60)  # (n_samples,)
train, test = split(60, 40, rng)

print(X.shape, coins[:20])

# %% [markdown]
# A thousand columns for sixty rows is too much freedom. So we first select the ten best, those that go with the coins.
# The **correlation** says how far two columns rise and fall together, from $-1$ to $1$:
#
# $$r = \frac{\sum_i (x_i - \bar{x})(y_i - \bar{y})}{\sqrt{\sum_i (x_i - \bar{x})^2 \sum_i (y_i - \bar{y})^2}}$$

# %% tags=["given", "taught"]
def correlations(X, y):
    """Return the correlation of each column of `X` with `y`."""
    X, y = X - X.mean(axis=0), y - y.mean()
    return y @ X / np.sqrt(np.sum(X**2, axis=0) * np.sum(y**2))  # (n_features,)


def best_columns(X, y, n_columns):
    """Return the numbers of the columns that correlate most with `y`, up or down."""
    return np.argsort(-np.abs(correlations(X, y)))[:n_columns]


# %% tags=["assert"]
assert np.allclose(correlations(X, coins)[:5], [np.corrcoef(X[:, j], coins)[0, 1] for j in range(5)])

# %% [markdown]
# Then split, fit, predict, score. As a model, lesson 02's will do: a linear score, and *yes* above one half. We count
# what is right this time: the **accuracy** is 1 minus the error rate.

# %% tags=["given", "taught"]
def accuracy(X_train, y_train, X_test, y_test):
    """Fit a score on the train rows; return for which share of the test rows "above one half" is right."""
    w, b = least_squares(X_train, y_train)
    return np.mean((X_test @ w + b > 0.5) == y_test)


# %% [markdown]
# **Predict:** twenty test patients, whom the model has never seen. On how many will it be right?

# %%
X_best = X[:, best_columns(X, coins, 10)]  # (n_samples, 10)

leaked = accuracy(X_best[train], coins[train], X_best[test], coins[test])
print(f"right about {leaked * len(test):.0f} of {len(test)} test patients, {leaked:.0%}")

# %% tags=["assert"]
assert leaked > 0.7

# %% [markdown] tags=["after"]
# Seventeen: we can predict coin tosses! Or can we?

# %% [markdown]
# The split was random, and the model was fitted on the train rows alone.
#
# **Predict:** which step has seen the answers of the test rows? A clue: how strongly do the ten columns go with the
# coins of the twenty test patients?

# %%
for name, rows in [("train", train), ("test", test)]:
    print(f"{name:5} the ten: {np.abs(correlations(X_best[rows], coins[rows])).mean():.2f}", end="   ")
    print(f"all thousand: {np.abs(correlations(X[rows], coins[rows])).mean():.2f}")

# %% tags=["assert"]
assert np.abs(correlations(X_best[test], coins[test])).mean() > 0.25

# %% [markdown] tags=["after"]
# The very first: `best_columns(X, coins, 10)` got *all* the coins. Among a thousand columns of noise, some go along
# with any sixty coins by chance, and it found those. So they go along with the *test* coins, too. (The thousand show
# what chance alone gives; with fewer rows it gives more.)

# %% [markdown] tags=["notes"]
# 75 minutes. Play it straight: sixty patients, 85 %, a discovery. Then wait. Everybody writes down the line that is to
# blame before the correlations are printed; expect the split. Blackboard: the table, and a hand that has touched the
# whole column of coins.

# %% [markdown]
# ## The leak
#
# Where knowledge about the test rows reaches the model, there is a **leak** (*data leakage*).
#
# ### Exercise 4 · Mend the leak
#
# `train` and `test` are row numbers. Select `n_columns` columns without looking at the test rows, and return the
# `accuracy` on them.

# %% tags=["exercise", "taught"]
def honest_accuracy(X, y, train, test, n_columns):
    """Return the accuracy on the test rows, with the columns selected on the train rows alone."""
    ### BEGIN SOLUTION
    X_best = X[:, best_columns(X[train], y[train], n_columns)]  # (n_samples, n_columns)
    return accuracy(X_best[train], y[train], X_best[test], y[test])
    ### END SOLUTION


# %% tags=["check"]
honest_accuracy = check.honest_accuracy(honest_accuracy)

# %% [markdown] tags=["hint"]
# Two lines, as in the cell with the leak. `X[train]` and `y[train]` are the rows that `best_columns` may look at.

# %% [markdown]
# We toss new coins three hundred times, and select each time both ways.
#
# **Predict:** was 85 % luck? Selected *before* the split, on what share is the model right on average?

# %% tags=["given"]
rng = np.random.default_rng(7)
before, after = np.zeros((2, 300))  # the selection before the split, and after it

for i in range(300):
    X, coins = rng.normal(size=(60, 1000)), rng.integers(0, 2, size=60)
    train, test = split(60, 40, rng)
    X_best = X[:, best_columns(X, coins, 10)]
    before[i] = accuracy(X_best[train], coins[train], X_best[test], coins[test])
    after[i] = honest_accuracy(X, coins, train, test, 10)

fig, ax = plt.subplots(figsize=(6, 3.6))
plots.heaps(ax, {"selected after the split": after, "selected before the split": before}, width=0.05)
ax.axvline(0.5, color="black", linestyle="--")
ax.set(xlabel="accuracy on the test rows", ylabel="number of experiments", xlim=(0, 1.05))
plots.show(fig, "Three hundred experiments with coin tosses. Selecting before the split predicts them; after it, no.")
print(f"mean accuracy, selected before the split: {before.mean():.0%}, after it: {after.mean():.0%}")

# %% tags=["assert"]
assert abs(before.mean() - 0.8) < 0.03
assert abs(after.mean() - 0.5) < 0.03

# %% [markdown] tags=["after"]
# It was no luck: 82 %. Selected after the split, one half, as it must be. The order of two lines makes the difference
# between a discovery and a coin. Hastie, Tibshirani and Friedman tell the same story in *The Elements of Statistical
# Learning* (section 7.10.2).

# %% [markdown] tags=["notes"]
# 82 minutes. In exercise 4 some select anew for the test rows, which looks at their coins again. Before the three
# hundred, ask for both numbers: expect 85 % to be called luck. It is not, it is the mean.

# %% [markdown]
# ## The library's way
#
# In scikit-learn, `train_test_split` is our `split` (it returns the rows themselves), and `SelectKBest` our
# `best_columns`. A `Pipeline` ties steps and model into one: its `fit` selects *and* learns, on the train rows alone.
#
# **Predict:** lesson 05's logistic regression on the last of the three hundred: will it predict the coins?

# %%
from sklearn.feature_selection import SelectKBest
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline

model = Pipeline([("select", SelectKBest(k=10)), ("classify", LogisticRegression())])

X_train, X_test, coins_train, coins_test = train_test_split(X, coins, train_size=40, random_state=7)
model.fit(X_train, coins_train)
print(f"right about {model.score(X_test, coins_test):.0%} of the test rows")

# %% tags=["assert"]
assert set(model["select"].get_support(indices=True)) == set(best_columns(X_train, coins_train, 10))

# %% [markdown] tags=["after"]
# It will not. (Twenty tosses vary.)

# %% [markdown]
# `GridSearchCV` chooses: it fits a pipeline at every price on train rows, judges on validation rows, and refits the
# winner on both. We hand it the twenty points and our validation rows.
#
# **Predict:** which price will it choose?

# %%
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.preprocessing import PolynomialFeatures

polynomial = Pipeline([("powers", PolynomialFeatures(9, include_bias=False)), ("ridge", Ridge())])
parts = [(np.arange(20), np.arange(20, 40))]  # row numbers: one pair of train and validation
search = GridSearchCV(polynomial, {"ridge__alpha": alphas}, cv=parts, scoring="neg_mean_squared_error")

search.fit(np.append(x, x_validation)[:, None], np.append(y, y_validation))
print("price", search.best_params_["ridge__alpha"], f"with a validation error of {-search.best_score_:.3f}")

# %% tags=["assert"]
assert search.best_params_["ridge__alpha"] == alphas[np.argmin(judged[:, 1])]
assert np.allclose(-search.cv_results_["mean_test_score"], judged[:, 1])

# %% [markdown] tags=["after"]
# Ours, 0.001. The library's costs are our costs, at every price.

# %% [markdown]
# A leak does not always shout. Others that people have built:
#
# - scaling, or filling in what is missing, with averages over *all* rows;
# - the same patient in train and in test;
# - choosing a degree, a threshold or a seed by the test error.
#
# Against the second, split by patient (scikit-learn: `GroupKFold`). Against the others, **split first, and let nothing
# learn from the test rows.** Not the model, not the preparation, not you.

# %% [markdown] tags=["notes"]
# 90 minutes. Draw the pipeline as one box: train rows go in at the top, and nothing else ever does. "40 % is worse than
# a coin!" A coin gets 8 of 20 or fewer about one time in four. Let them invent leaks: the same photographer, tomorrow's
# weather.

# %% [markdown]
# ## Recap
#
# - In a nested family, more freedom never raises the train error. On new points bias² falls, in the end the variance
#   grows, and their sum turns round.
# - Learn on train, choose on validation, grade on test: once, at the very end. From now on, validation sets.
# - A polynomial needs a degree before it can begin. Could we do without any curve, and ask the most similar known
#   thing: who resembles you?
