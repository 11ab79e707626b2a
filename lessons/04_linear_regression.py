# %% [markdown]
# # 04 · Linear regression
#
# How heavy is a meter of animal? A straight line knows, and this time we go straight to the bottom.
#
# **You will**
#
# - solve for the best line in one step, and see descent arrive at the same numbers;
# - read a slope as a law: what happens to the mass when the length doubles;
# - measure what a line leaves over, and use the same code for ten features at once.
#
# *90 minutes · builds on [03 · Gradient descent](03_gradient_descent.ipynb)*

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.checks import linear_regression as check
from mlcourse.taught.gradient_descent import descend

plt.style.use("mlcourse.course")

# %% [markdown]
# ## A line through the animals
#
# Lesson 01 called it *regression*: the answer is a number. From an animal's length we want to tell its mass.
# Lengths and masses come with every animal, so it is supervised.
#
# We begin in centimeters and grams. **Predict:** will the best straight line get the small animals right?

# %%
table = data.load_animals_fruits()
animals = table[table["kind"] == "animal"]
length_cm, mass_g = animals["length_cm"], animals["mass_g"]  # (n_samples,) each

w, b = np.polyfit(length_cm, mass_g, deg=1)
print(f"mass = {w:,.0f} g per cm · length + ({b:,.0f} g)")
print(f"{np.sum(w * length_cm + b < 0)} of {len(animals)} animals get a mass below zero")

# %% tags=["assert"]
assert np.sum(w * length_cm + b < 0) > len(animals) / 2

# %% [markdown]
# More than half of them float away. The square makes two whales count for everything, and the line serves the whales.
# On logarithmic axes each animal counts, because what matters there is the *factor* by which we are off.
#
# **Predict:** how will the animals lie on logarithmic axes?

# %%
pictures = data.load_pictures(animals)
x, y = np.log10(length_cm), np.log10(mass_g)  # (n_samples,) each

fig, ax = plt.subplots(figsize=(7, 4.5))
plots.emoji(ax, length_cm, mass_g, pictures, size=15)
ax.set(xlabel="length (cm)", ylabel="mass (g)", xscale="log", yscale="log")
plots.show(fig, "Ninety animals on logarithmic axes: from the ant to the blue whale they lie along one straight band.")

# %% [markdown]
# So the line belongs here: $y = w x + b$, where $x$ and $y$ are the logarithms of length and mass.

# %% [markdown] tags=["notes"]
# 9 minutes. Ask who decides where the first line goes. Draw the whales far off, and the squares on their errors. "Leave
# the whales out, then!" It does not help: of the other 88, 39 still get a mass below zero.

# %% [markdown]
# ## Straight to the bottom
#
# Lesson 03 walked down to the best line in hundreds of steps. But we know what the bottom looks like: there, it is
# level. Both partial derivatives are zero:
#
# $$\frac{2}{n} \sum_i e_i\, x_i = 0, \qquad \frac{2}{n} \sum_i e_i = 0, \qquad e_i = w x_i + b - y_i$$
#
# Two equations, two unknowns. Such a problem *has a solution that we can write down*.

# %% [markdown]
# For many features it is shorter with arrays. Put a column of ones next to the features and call the result $A$.
# The bias is then the weight of the ones, and all errors together are $A w - y$.
#
# `A.T`, in formulas $A^\top$, is $A$ with rows and columns exchanged: each feature is a row.
# **Predict:** with all weights at 0, which two sums are in `A.T @ error`?

# %%
A = np.column_stack([x, np.ones(len(x))])  # (n_samples, n_features + 1)
error = A @ np.zeros(2) - y  # (n_samples,)

print("A.T @ error:", A.T @ error)
print("the sums:   ", np.array([np.sum(error * x), np.sum(error)]))

# %% tags=["assert"]
assert np.allclose(A.T @ error, [np.sum(error * x), np.sum(error)])

# %% [markdown]
# The two sums of our equations. A bowl is level only at its bottom, so there
#
# $$A^\top (A w - y) = 0 \qquad \text{or} \qquad A^\top\!A\; w = A^\top y$$
#
# These are the **normal equations**: as many equations as there are weights.
# `np.linalg.solve(M, v)` finds the $w$ for which $M w = v$.

# %% [markdown]
# ### Exercise 1 · Least squares
#
# `X` has shape `(n_samples, n_features)`. Find all weights by the normal equations; the last one is the bias.

# %% tags=["exercise", "taught"]
def least_squares(X, y):
    """Return the weights and the bias with the lowest mean squared error."""
    A = np.column_stack([X, np.ones(len(X))])  # (n_samples, n_features + 1)
    ### BEGIN SOLUTION
    weights = np.linalg.solve(A.T @ A, A.T @ y)
    ### END SOLUTION
    return weights[:-1], weights[-1]


# %% tags=["check"]
least_squares = check.least_squares(least_squares)

# %% [markdown] tags=["hint"]
# In `np.linalg.solve(M, v)`, the left side $A^\top A$ is `M`, and the right side $A^\top y$ is `v`.

# %% [markdown]
# **Predict:** after how many steps will descent agree with the solution to three decimals: 10, 100 or 200?

# %%
weights, b = least_squares(x[:, None], y)  # x[:, None] is one column, of shape (n_samples, 1)
w = weights[0]  # the only one
print(f"solved:            w = {w:.4f}, b = {b:.4f}")

for n_steps in [10, 100, 200]:
    w_descent, b_descent = descend(x, y, 0.0, 0.0, learning_rate=0.2, n_steps=n_steps)[-1]
    print(f"after {n_steps:3} steps:   w = {w_descent:.4f}, b = {b_descent:.4f}")

# %% tags=["assert"]
assert np.allclose([w_descent, b_descent], [w, b], atol=5e-4)
assert np.allclose(least_squares(x[:, None], y)[0], np.polyfit(x, y, deg=1)[0])

# %% [markdown]
# One step against some two hundred, and the same line. scikit-learn calls it `LinearRegression`.

# %%
from sklearn.linear_model import LinearRegression

library = LinearRegression().fit(x[:, None], y)
print(f"scikit-learn:      w = {library.coef_[0]:.4f}, b = {library.intercept_:.4f}")

# %% tags=["assert"]
assert np.allclose([library.coef_[0], library.intercept_], [w, b], atol=1e-10)

# %% [markdown] tags=["notes"]
# 30 minutes. Do the two sums on the blackboard with three rows, then the same as `A.T @ error`: shapes (2, 3) and (3,)
# make (2,). Students write `np.linalg.solve(A, y)` in exercise 1, and the check tells them why it is not square. "Why
# not the inverse?" `solve` is shorter, faster and rounds less. Descent: most guess 100 steps.

# %% [markdown]
# ## What the slope says
#
# On logarithmic axes, a line is a law. From $\log m = w \log \ell + b$ follows
#
# $$m = 10^b \cdot \ell^{\,w}$$
#
# **Predict:** twice as long, twice as wide, twice as high: how many times as heavy? And which slope would that be?

# %%
lengths = np.array([0.3, 3000])  # from the shortest to the longest

fig, ax = plt.subplots(figsize=(7, 4.5))
plots.emoji(ax, length_cm, mass_g, pictures, size=15)
ax.plot(lengths, 10 ** (w * np.log10(lengths) + b), color="black")
ax.set(xlabel="length (cm)", ylabel="mass (g)", xscale="log", yscale="log", title=f"slope {w:.2f}")
plots.show(fig, "The best line through the animals: its slope is near 3, and a little below.")

# %%
print(f"an animal of 1 m weighs about {10 ** (w * np.log10(100) + b) / 1000:.0f} kg")

# %% [markdown]
# Eight times as heavy would be slope 3, because $2^3 = 8$: mass goes with volume, and among things of the same shape
# volume goes with length cubed. That a line through ants and whales comes so near to 3 is a law of nature that we did
# not put in.

# %% [markdown]
# ### Exercise 2 · Twice as long
#
# By *our* line, by which factor does the mass grow when the length doubles? Compute it from `w`.

# %% tags=["exercise"]
### BEGIN SOLUTION
factor = 2**w
### END SOLUTION

# %% tags=["check"]
factor = check.factor(factor)

# %% [markdown] tags=["hint"]
# $m = 10^b \ell^w$. Put $2\ell$ in place of $\ell$, and divide by what it was before.

# %%
print(f"twice as long, {factor:.1f} times as heavy")

# %% [markdown]
# Seven times, not eight: on average, long animals are more slender than short ones. Or is it luck? Had we picked
# ninety other animals, the slope would be another. We pretend to: draw ninety of our ninety, some twice and some not
# at all, and fit again, two thousand times. (Lesson 10 makes much of this trick.)
#
# **Predict:** how often will the slope reach 3?

# %%
rng = np.random.default_rng(7)
slopes = np.zeros(2000)
for i in range(2000):
    drawn = rng.integers(len(x), size=len(x))  # row numbers, with repetitions
    slopes[i] = np.polyfit(x[drawn], y[drawn], deg=1)[0]

low, high = np.quantile(slopes, [0.025, 0.975])  # 2.5 % lie below the first, 2.5 % above the second
print(f"95 % of the slopes lie from {low:.2f} to {high:.2f}")
print(f"{np.sum(slopes >= 3)} of 2000 reach 3")

# %% tags=["assert"]
assert not np.any(slopes >= 3)

# %% [markdown]
# Not once in two thousand. Near 3, and a little below.

# %% [markdown] tags=["notes"]
# 44 minutes. Bring a sugar cube, or draw one: twice as long is eight cubes. In exercise 2 the usual answers are 8 and 2
# · 2.8. Say only *what* is drawn: rows, with repetitions. Ask: is it luck with which animals were picked, or with how
# they were measured? The first.

# %% [markdown]
# ## What the line leaves over
#
# A **residual** is what the prediction leaves over: the truth minus the prediction, $y_i - (w x_i + b)$. It is
# lesson 03's error with its sign turned. Here a residual of 1 means: ten times as heavy as the line says.
#
# **Predict:** which animals are much heavier than the line says for their length, and which much lighter?

# %%
residual = y - (w * x + b)  # (n_samples,)

fig, ax = plt.subplots(figsize=(7, 3.6))
plots.emoji(ax, length_cm, residual, pictures, size=15)
ax.axhline(0, color="black")
ax.set(xlabel="length (cm)", ylabel=r"residual, in powers of ten", xscale="log", ylim=(-2.3, 1.5))
plots.show(fig, "Left over: for their length, snail and gorilla are heavy, the snake and most birds light.")

# %% [markdown]
# The snake is long and thin, the snail short and round. How much of the differences between animals does the line
# explain? Compare its squared residuals with those of the laziest line, which predicts the average for everyone:
#
# $$R^2 = 1 - \frac{\sum_i (y_i - \hat{y}_i)^2}{\sum_i (y_i - \bar{y})^2}$$
#
# $\hat{y}$ ("y hat") is the `prediction`, $\bar{y}$ the mean of `y`. One is perfect, zero no better than lazy,
# and below zero is worse.

# %% [markdown]
# ### Exercise 3 · R²
#
# Return $R^2$ for the targets `y` and a `prediction` of the same shape.

# %% tags=["exercise", "taught"]
def r_squared(y, prediction):
    """Return the share of the variation in `y` that the prediction explains."""
    ### BEGIN SOLUTION
    return 1 - np.sum((y - prediction) ** 2) / np.sum((y - np.mean(y)) ** 2)
    ### END SOLUTION


# %% tags=["check"]
r_squared = check.r_squared(r_squared)

# %% [markdown] tags=["hint"]
# Above the line of the fraction: the squared residuals. Below: the squared distances from `np.mean(y)`.

# %% [markdown]
# **Predict:** with an $R^2$ of 0.95, is the mass usually right to within 5 %, within half, or within a factor of three?

# %%
from sklearn.metrics import r2_score

print(f"R² = {r_squared(y, w * x + b):.3f}, scikit-learn: {r2_score(y, w * x + b):.3f}")
typical = np.sqrt(np.mean(residual**2))
print(f"typical residual: {typical:.2f} powers of ten, a factor of {10**typical:.1f}")

# %% tags=["assert"]
assert np.isclose(r_squared(y, w * x + b), r2_score(y, w * x + b))
assert 2.5 < 10**typical < 3.5
assert 10.5 < np.ptp(y) < 11

# %% [markdown]
# A factor of three! Our $R^2$ is about *logarithms*. They span almost eleven powers of ten, so that half a power is
# little to them, and a factor of three to us. An $R^2$ says how much better than lazy we are. It does not say how good.

# %% [markdown] tags=["notes"]
# 59 minutes. Draw two pictures of the same dots: vertical threads to the line, and to the lazy level line. $R^2$
# compares the squares on the threads. Students forget to subtract from 1, or square the correlation; the check names
# both. Nearly everybody says "within 5 %".

# %% [markdown]
# ## Ten features at once
#
# Nothing in `least_squares` asks for one feature. scikit-learn ships the records of 442 people with *diabetes*:
# ten measurements each, and how far the disease had progressed one year later, as a number from 25 to 346.

# %%
from sklearn.datasets import load_diabetes

diabetes = load_diabetes(scaled=False)
X, y_diabetes = diabetes.data, diabetes.target  # (n_samples, n_features), (n_samples,)

print(*diabetes.feature_names)
print(X[0])

# %% [markdown]
# **Predict:** for whom will the line do better, for the animals or for the people?

# %%
w, b = least_squares(X, y_diabetes)  # (n_features,), one number
prediction = X @ w + b  # (n_samples,)

print(f"R² = {r_squared(y_diabetes, prediction):.2f}")
print(f"one unit more of body mass index: {w[2]:+.1f} in the prediction, all else equal")

# %% tags=["assert"]
assert 0.5 < r_squared(y_diabetes, prediction) < 0.55
assert np.allclose(LinearRegression().fit(X, y_diabetes).coef_, w)

# %% [markdown]
# The people's lives hold much that these ten numbers do not. And both lines were graded on the rows they were fitted
# to, which flatters them: lesson 07 does better. "All else equal" is a condition on the *model*:
# that a weight is positive does not mean that the feature *causes* anything.
#
# **Predict:** we add an eleventh column that is twice the third. What happens to the equations?

# %%
X_collinear = np.column_stack([X, 2 * X[:, 2]])  # (n_samples, n_features + 1)
A = np.column_stack([X_collinear, np.ones(len(X))])

print("columns:", A.shape[1], " not made of the others:", np.linalg.matrix_rank(A))
weights, *_ = np.linalg.lstsq(A, y_diabetes, rcond=None)
print(f"R² by lstsq: {r_squared(y_diabetes, A @ weights):.2f}")

# %% tags=["assert"]
assert np.linalg.matrix_rank(A) == A.shape[1] - 1
assert np.isclose(r_squared(y_diabetes, A @ weights), r_squared(y_diabetes, prediction))

# %% [markdown]
# The columns are **collinear**: the same thing twice, so that infinitely many weights are equally good, and the
# normal equations have no single solution. `np.linalg.lstsq` picks the ones with the smallest sum of squares.
# scikit-learn does much the same, and outside of class you should, too.

# %% [markdown] tags=["notes"]
# 67 minutes. "The people!", say most: so many features. Ask what ten numbers do not know about a life. For *collinear*,
# draw a valley whose floor is level: every point of it is a bottom.

# %% [markdown]
# ## The same thing, measured twice
#
# Worse than the same thing twice is *nearly* the same: there is a single solution, and nothing warns us. Someone
# measures our animals again, with a tape that is off by a percent or so, and we fit both lengths. Four people do so.
#
# **Predict:** one length had the weight 2.80. Will two lengths have about half of it each?

# %%
rng = np.random.default_rng(7)
measured_twice = [np.column_stack([x, x + rng.normal(0, 0.005, size=len(x))]) for _ in range(4)]  # (n_samples, 2) each

for X_two in measured_twice:
    w_two, b_two = least_squares(X_two, y)
    print(f"weights {w_two[0]:5.1f} and {w_two[1]:5.1f}, R² {r_squared(y, X_two @ w_two + b_two):.3f}")

# %% tags=["assert"]
assert least_squares(measured_twice[0], y)[0][1] < -9
assert all(2.75 < least_squares(X_two, y)[0].sum() < 2.85 for X_two in measured_twice)

# %% [markdown]
# The sum is 2.80 each time, near enough; how it is shared out is chance. One more here and one less there, and the cost
# is almost the same: lesson 03's narrow valley. So let us charge for large weights, with a **penalty**:
#
# $$\sum_i e_i^2 + \alpha \sum_j w_j^2$$
#
# $\alpha$ ("alpha") is the price. The bias shall cost nothing. So we take the means off `X` and `y` first, which leaves
# no bias to find, and put them back at the end.

# %% [markdown]
# At the bottom the gradient is zero, $2\,X^\top (X w - y) + 2\,\alpha\,w = 0$. So
#
# $$(X^\top\!X + \alpha I)\, w = X^\top y$$
#
# $I$, in code `np.eye`, has ones on its diagonal and zeros elsewhere: the price is added to the diagonal, like a ridge.
# This is **ridge regression**.

# %% tags=["taught"]
def ridge(X, y, alpha):
    """Return the weights and the bias with the lowest sum of squared errors and penalty."""
    X_mean, y_mean = X.mean(axis=0), y.mean()
    X, y = X - X_mean, y - y_mean
    w = np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1]), X.T @ y)
    return w, y_mean - X_mean @ w


# %% [markdown]
# **Predict:** at a price of 1, how will the two lengths share the 2.80?

# %%
from sklearn.linear_model import Ridge

for X_two in measured_twice:
    w_two, b_two = ridge(X_two, y, alpha=1.0)
    print(f"weights {w_two[0]:.2f} and {w_two[1]:.2f}, R² {r_squared(y, X_two @ w_two + b_two):.3f}")

library = Ridge(alpha=1.0).fit(X_two, y)  # the last pair again
print(f"scikit-learn: {library.coef_[0]:.2f} and {library.coef_[1]:.2f}")

# %% tags=["assert"]
assert np.allclose([*w_two, b_two], [*library.coef_, library.intercept_])
assert all(np.allclose(ridge(X_two, y, 1.0)[0], 1.39, atol=0.02) for X_two in measured_twice)
assert all(2.77 < ridge(X_two, y, 1.0)[0].sum() < 2.78 for X_two in measured_twice)

# %% [markdown]
# About half each, for all four people: of all pairs with the same sum, equal ones have the lowest sum of squares. $R^2$
# hardly notices. No lunch is free: the penalty pulls the weights a little toward zero, and their sum below 2.80.
#
# Mind the units. A length in millimeters needs a smaller weight than one in meters, and so pays less: bring columns to
# one scale first, as lesson 06 does. Which price is right? The rows we fitted would say zero. Lesson 07 asks others.

# %% [markdown] tags=["notes"]
# 78 minutes. Draw lesson 03's narrow valley with its floor from (2.8, 0) to (0, 2.8), and circles around the origin:
# the smallest circle that touches the floor touches it in the middle. Everybody predicts "half each". Ask for the price
# 0 (least squares again) and for a price of 100: 0.73 each, and the line is too flat. May be left out.

# %% [markdown]
# ## Solve or walk?
#
# If there is a formula, why learn to walk? First, because most models have none. Second, because the formula has its
# price: $A^\top A$ has one row and one column for every weight.
#
# **Predict:** how much memory would it need for 671 billion weights? All the data that the world made in 2025 were
# some 180 zettabytes, $1.8 \cdot 10^{23}$ bytes, by IDC's estimate.

# %%
for n_weights in [11, 10_000, 671_000_000_000]:
    matrix, slopes_alone = 8.0 * n_weights**2, 8.0 * n_weights  # bytes
    print(f"{n_weights:15,} weights: {matrix:.0e} bytes for A.T @ A, {slopes_alone:.0e} for a gradient")

# %% tags=["assert"]
assert 20 < 8 * 671e9**2 / 1.8e23 < 21

# %% [markdown]
# Twenty years of the world's data, for one matrix. The gradient needs one number per weight. For many features
# it is lesson 03's, with an `@`:
#
# $$\frac{\partial C}{\partial w} = \frac{2}{n}\, X^\top e, \qquad
# \frac{\partial C}{\partial b} = \frac{2}{n} \sum_i e_i$$
#
# ### Exercise 4 · The gradient, for many features
#
# Return both, the first of shape `(n_features,)`.

# %% tags=["exercise", "taught"]
def gradient(w, b, X, y):
    """Return the partial derivatives of the mean squared error with respect to the weights and the bias."""
    error = X @ w + b - y  # (n_samples,)
    ### BEGIN SOLUTION
    return 2 * X.T @ error / len(X), 2 * np.mean(error)
    ### END SOLUTION


# %% tags=["check"]
gradient = check.gradient(gradient)

# %% [markdown] tags=["hint"]
# `X.T @ error` multiplies each feature with the errors and adds up over the samples. `len(X)` is $n$.

# %% [markdown]
# At the bottom the gradient has to vanish. **Predict:** will it be exactly zero there, for the people with diabetes?

# %%
dw, db = gradient(w, b, X, y_diabetes)
at_zero, _ = gradient(np.zeros(10), 0.0, X, y_diabetes)

print(f"largest slope at w = 0:      {np.abs(at_zero).max():10,.0f}")
print(f"largest slope at the bottom: {np.abs(dw).max():10.7f}")
print("exactly zero:", np.all(dw == 0))

# %% tags=["assert"]
assert np.abs(dw).max() < 1e-8 * np.abs(at_zero).max()

# %% [markdown]
# Not exactly, but as near to zero as the computer's rounding lets it come. The solution and the slope agree.
#
# But a line can also be asked too much. In lesson 02 it gave the eleven dots a *score*, and called it an animal above
# one half. What does it mean if it scores 1.3, or below zero?

# %%
dots = data.load_eleven_dots()
x_dots = np.log10(dots["mass_g"])
weights, b = least_squares(x_dots[:, None], (dots["kind"] == "animal").astype(float))

for name in ["blue whale", "ant"]:
    log_mass = np.log10(table["mass_g"][table["name"] == name][0])
    print(f"{name:10} scores {weights[0] * log_mass + b:5.2f}")

# %% [markdown] tags=["notes"]
# 90 minutes. Without the section before, 80. Before the memory cell, let them count: 11 weights, 121 numbers. In
# exercise 4 the usual slip is the missing 1/n of the first derivative. End on the question: what would a score of 1.3
# mean? "Very sure" is the answer to wait for.

# %% [markdown]
# ## Recap
#
# - Where the cost is a bowl with a formula, set the gradient to zero and solve: the normal equations.
# - On logarithmic axes a slope is an exponent; an $R^2$ says how much better than lazy a line is, not how good.
# - More than one, less than none: a line is no good at saying how sure it is. What would be?
