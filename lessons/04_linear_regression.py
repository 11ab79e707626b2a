# %% [markdown]
# # 04 · Linear regression
#
# How heavy is a meter of animal? A straight line knows, and this time we go straight to the bottom.
#
# **You will**
#
# - solve for the best line in one step, and see in a picture why that step is right;
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
# From an animal's length we want to tell its mass: the answer is a number, so it is *regression*, and every animal
# comes with its answer, so it is supervised.
#
# We begin in centimeters and grams. **Predict:** which mass will the best straight line give the ant: too much, too
# little, or less than nothing?

# %%
table = data.load_animals_fruits()
animals = table[table["kind"] == "animal"]
length_cm, mass_g = animals["length_cm"], animals["mass_g"]  # (n_samples,) each

w_gram, b_gram = np.polyfit(length_cm, mass_g, deg=1)
in_grams = w_gram * length_cm + b_gram  # (n_samples,)
print(f"the ant: {in_grams[animals['name'] == 'ant'][0]:.0f} g")

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(6, 3))
ax.plot(length_cm, mass_g / 1e6, "o", alpha=0.5)
ax.axline((0, b_gram / 1e6), slope=w_gram / 1e6, color="black")
ax.axhline(0, color="0.7", linestyle=":")
ax.set(xlabel="length (cm)", ylabel="mass (tons)")
plots.show(fig, "Two whales hold the line; left of about one meter it runs below zero.")

# %%
no_whale = length_cm < 1000  # (n_samples,)
w_short, b_short = np.polyfit(length_cm[no_whale], mass_g[no_whale], deg=1)
below = w_short * length_cm[no_whale] + b_short < 0

print(f"{np.sum(in_grams < 0)} of {len(animals)} animals get a mass below zero")
print(f"fitted without the two whales: {np.sum(below)} of {len(below)}")

# %% tags=["assert"]
assert in_grams[animals["name"] == "ant"][0] < -3e6
assert 100 < -b_gram / w_gram < 110
assert [np.sum(in_grams < 0), np.sum(below), len(below)] == [52, 39, 88]

# %% [markdown] tags=["after"]
# The ant gets minus four tons, and more than half of all animals float away. Two whales pull, but without them
# 39 of 88 still float: mass does not grow along a straight line.

# %% [markdown]
# What matters among animals is the *factor* by which we are off. On logarithmic axes they lie along one band, as in
# lesson 01's picture. So the line belongs there: $y = w x + b$, where $x$ and $y$ are the logarithms of length and
# mass.

# %% [markdown] tags=["notes"]
# 9 minutes. Ask who decides where the first line goes. Draw the whales far off, and the squares on their errors. Expect
# "leave the whales out, then!": the last line answers. Twice as long is far more than twice as heavy; a straight line
# in grams has the wrong form. Lesson 01's picture, on logarithmic axes, comes back when there is a slope to read.

# %% [markdown]
# ## Straight to the bottom
#
# Lesson 03 walked down to the best line in hundreds of steps. But at the bottom it is level, so both partial
# derivatives are zero:
#
# $$\frac{2}{n} \sum_i e_i\, x_i = 0, \qquad \frac{2}{n} \sum_i e_i = 0, \qquad e_i = w x_i + b - y_i$$
#
# Two equations, two unknowns. Linear regression usually has an **analytical solution**: one that we can write down, in
# *closed form*. (Why only *usually* comes later.)

# %% [markdown]
# For many features it is shorter with arrays. Put a column of ones next to the features and call the result $A$.
# The bias is then the weight of the ones. In these equations, $w$ holds *all* weights, and all errors together are
# $A w - y$.
#
# `A.T`, in formulas $A^\top$, is $A$ with rows and columns exchanged: each feature is a row. So `A.T @ error` holds
# the two sums of our equations.

# %%
x, y = np.log10(length_cm), np.log10(mass_g)  # (n_samples,) each
A = np.column_stack([x, np.ones(len(x))])  # (n_samples, n_features + 1)
error = A @ np.zeros(2) - y  # (n_samples,), with all weights at 0

print("A.T @ error:", A.T @ error)
print("the sums:   ", np.array([np.sum(error * x), np.sum(error)]))

# %% [markdown]
# At the bottom both are 0, and $A^\top (A w - y) = A^\top\!A\; w - A^\top y$. So
#
# $$A^\top\!A\; w = A^\top y$$
#
# These are the **normal equations**: as many equations as there are weights. In $A^\top\!A$, `A.T @ A`, each entry is
# one column of $A$ times another, summed over the samples.
#
# **Predict:** in which of its four corners stands the number of animals?

# %%
print((A.T @ A).round(1))  # (n_features + 1, n_features + 1)

# %% tags=["assert"]
assert np.allclose(A.T @ error, [np.sum(error * x), np.sum(error)])
assert np.isclose((A.T @ A)[1, 1], len(animals))

# %% [markdown] tags=["after"]
# At the bottom right, where the ones meet the ones. Above it and beside it stands $\sum x_i$, and at the top left
# $\sum x_i^2$.

# %% [markdown]
# ### Exercise 1 · Least squares
#
# `X` has shape `(n_samples, n_features)`. Find all weights by the normal equations; the last one is the bias.
# `np.linalg.solve(M, v)` finds the $w$ for which $M w = v$.

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
# Solved, walked as in lesson 03, and by scikit-learn, which calls it `LinearRegression`:

# %%
from sklearn.linear_model import LinearRegression

weights, b = least_squares(x[:, None], y)  # x[:, None] is one column, of shape (n_samples, 1)
w = weights[0]  # the only one
w_walk, b_walk = descend(x, y, 0.0, 0.0, learning_rate=0.2, n_steps=200)[-1]
library = LinearRegression().fit(x[:, None], y)

print(f"solved:             w = {w:.3f}, b = {b:.3f}")
print(f"200 steps downhill: w = {w_walk:.3f}, b = {b_walk:.3f}")
print(f"scikit-learn:       w = {library.coef_[0]:.3f}, b = {library.intercept_:.3f}")

# %% tags=["assert"]
assert np.allclose([w_walk, b_walk], [w, b], atol=5e-4)
assert np.allclose([library.coef_[0], library.intercept_], [w, b], atol=1e-10)
assert np.allclose(np.polyfit(x, y, deg=1), [w, b])

# %% [markdown]
# One step against two hundred. Legendre published the method in 1805, and Gauss said that he had used it since 1795.
# The word *regression* is Galton's, of 1886.

# %% [markdown] tags=["notes"]
# 26 minutes. Do the two sums on the blackboard with three rows, then the same as `A.T @ error`: shapes (2, 3) and (3,)
# make (2,). Then `A.T @ A`, entry by entry. Expect `np.linalg.solve(A, y)` in exercise 1; the check says why it is not
# square. "Why not the inverse?" `solve` is shorter, faster and rounds less. Expect 90 at the top left from some.

# %% [markdown]
# ## Why are they called normal?
#
# Turn the table round: one axis for each *sample*. With two samples, the column $x$ is one arrow, the targets $y$ are
# another, and the prediction $w x$ can only lie on the dashed line. What it leaves over is the **residual**, truth
# minus prediction: lesson 03's error with its sign turned. Its squared length is the sum of squared errors.
#
# **Predict:** drag $w$. Which angle do residual and dashed line form where the residual is shortest?

# %% tags=["given", "nbval-ignore-output"]
def draw_shadow(ax, w):
    """Draw the residual of one weight for two samples."""
    column, target = np.array([2.0, 1.0]), np.array([2.0, 3.0])  # (n_samples,) each
    residual = target - w * column
    cosine = residual @ column / np.sqrt(residual @ residual * (column @ column))
    plots.shadow(ax, column, target, w)
    ax.set(title=f"w = {w:.1f}: squared length {residual @ residual:.2f},\nangle {np.degrees(np.arccos(cosine)):.0f}°")


plots.slide(
    draw_shadow,
    "One weight and two samples: the column, the targets, and the residual, what the prediction leaves over.",
    w=(0.0, 2.0, 0.1),
)

# %% tags=["given"]
plots.side_by_side(
    draw_shadow,
    "Too small a weight, the best one, one too large: the shortest residual stands at a right angle to the column.",
    figsize=(12, 3.8),
    w=[0.5, 1.4, 2.0],
)

# %% [markdown] tags=["after"]
# A right angle, at $w = 1.4$: the shortest way from a point to a line is straight across. *Normal* is another word for
# *perpendicular*.

# %% [markdown]
# In numbers, such an angle means that the two arrows' `@`, their **dot product**, is 0, as for $(2, 1)$ and $(-0.8,
# 1.6)$: they are *orthogonal*. Our equations, $A^\top(y - A w) = 0$, ask it of *every* column. With two columns, all
# predictions lie in a plane:

# %%
fig, ax = plt.subplots(figsize=(6, 3.6))
three = np.array([[0.0, 1.0], [1.0, 1.0], [2.0, 1.0]])  # (n_samples, n_features + 1): three samples, x and ones
plots.plane(ax, three, ("$x$", "ones"), target=np.array([2.0, 0.5, 3.0]))
plots.show(fig, "Three samples, two columns: the residual stands upright on the plane, and its foot is the prediction.")

# %% [markdown]
# Ninety animals make ninety axes. **Predict:** the prediction lies in the plane. Is `residual @ (w * x + b)` above 0,
# below, or 0?

# %%
residual = y - (w * x + b)  # (n_samples,)
print("residual @ prediction:", abs(residual @ (w * x + b)).round(9))
print("A.T @ residual:       ", np.abs(A.T @ residual).round(9))
print("A.T @ y, to compare:  ", np.abs(A.T @ y).round(9))

# %% tags=["assert"]
assert np.allclose(A.T @ residual, 0, atol=1e-10)
assert np.isclose(residual @ (w * x + b), 0, atol=1e-9)

# %% [markdown] tags=["after"]
# Zero, as for both columns: the prediction is made of them, and in ninety dimensions, too, the residual is at right
# angles to the whole plane.

# %% [markdown] tags=["notes"]
# 37 minutes. A lamp above the table, a pencil, and its shadow: the shadow is the prediction. Let a student move a
# finger along the table's edge and say where it is nearest to the pencil's tip. Only then the slider; stop at 1.4.
# Where they get stuck: the axes are samples here, not features. Say it twice. The picture comes back in lesson 12.

# %% [markdown]
# ## What the slope says
#
# On logarithmic axes, a line is a **power law**. Make both sides of $\log m = w \log \ell + b$ exponents of 10. Because
# $10^{\,w \log \ell} = (10^{\log \ell})^w = \ell^{\,w}$,
#
# $$m = 10^b \cdot \ell^{\,w}$$
#
# **Predict:** things of one shape: twice as long is also twice as wide and twice as high. Which slope would *they* have
# on these axes?

# %%
edge = np.array([1, 2, 4])  # of a cube, in cm
volume = edge * edge * edge
print("slope of cubes:  ", np.diff(np.log10(volume)) / np.diff(np.log10(edge)))
print(f"slope of animals: {w:.2f}")
print(f"an animal of 1 m: {10 ** (w * np.log10(100) + b) / 1000:.0f} kg by the line")
print(f"                  {10**b * 100**w / 1000:.0f} kg by the law")

# %% tags=["given"]
pictures = data.load_pictures(animals)
lengths = np.array([0.3, 3000])  # from a little below the shortest to a little above the longest, in cm

fig, ax = plt.subplots(figsize=(7, 4.5))
plots.emoji(ax, length_cm, mass_g, pictures, size=15)
ax.plot(lengths, 10 ** (w * np.log10(lengths) + b), color="black", label=f"best line, slope {w:.2f}")
alike = 10 ** (np.mean(y) + 3 * (np.log10(lengths) - np.mean(x)))
ax.plot(lengths, alike, "--", color="C3", label="all of one shape")
ax.set(xlabel="length (cm)", ylabel="mass (g)", xscale="log", yscale="log")
ax.legend()
plots.show(fig, "The best line through the animals is nearly as steep as that of things of one shape (dashed).")

# %% [markdown] tags=["after"]
# Slope 3: eight times the volume is $2^3$. That a line through ants and whales comes so near to it is a law of nature
# that we did not put in. (The 19 kg are the middle of a band. How wide it is, we measure later.)

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

# %% [markdown]
# Our slope is a little lower than that of things of one shape: on average, the longer animals weigh a little less than
# that. Or would ninety other animals tell another story? We pretend to have others: draw ninety of our ninety, some
# twice and some not at all, and fit again, two thousand times. (Lesson 10 makes much of this trick, the *bootstrap*.)

# %% tags=["given"]
rng = np.random.default_rng(7)
slopes = np.zeros(2000)
for i in range(2000):
    drawn = rng.integers(len(x), size=len(x))  # row numbers, with repetitions
    slopes[i] = np.polyfit(x[drawn], y[drawn], deg=1)[0]

low, high = np.quantile(slopes, [0.025, 0.975])  # 2.5 % lie below the first, 2.5 % above the second
print(f"95 % of the slopes lie from {low:.2f} to {high:.2f}")

# %% [markdown] tags=["after"]
# Near 3, and a little below; for animals *like these*, more than half of them mammals. Are long animals more slender?
# That is not certain: errors in the *lengths* flatten a line, too (*regression dilution*), and our interval does not
# see them.

# %% [markdown] tags=["notes"]
# 48 minutes. Bring a sugar cube, or draw one: twice as long is eight cubes. In exercise 2 expect 8, and 2 · 2.8. Say
# only *what* is drawn: rows, with repetitions. Ask: is it luck with which animals were picked, or with how they were
# measured? The first. Other seeds give 3 once in some thousand draws.

# %% [markdown]
# ## What the line leaves over
#
# Here a residual of 1 means: ten times as heavy as the line says. The snake, in the last picture, has about a hundredth
# of the line's mass.
#
# **Predict:** what is the snake's residual?

# %% tags=["given"]
order = np.argsort(residual)  # row numbers, from the lightest for its length to the heaviest
print(f"snake: {residual[animals['name'] == 'snake'][0]:.2f}")
print("light:", *animals["name"][order[:3]])
print("heavy:", *animals["name"][order[-5:]])

fig, ax = plt.subplots(figsize=(7, 3.6))
plots.emoji(ax, length_cm, residual, pictures, size=15)
ax.axhline(0, color="black")
ax.set(xlabel="length (cm)", ylabel="residual, in powers of ten", xscale="log", ylim=(-2.3, 1.5))
plots.show(fig, "Left over: for their length, snail, gorilla and crab are heavy, the snake and most birds light.")

# %% [markdown] tags=["after"]
# Nearly $-2$: a hundredth is $10^{-2}$. The snake is long and thin.

# %% [markdown]
# The heavy five are not fat. They share how their length was *measured*: snail, crab and turtle by the shell, gorilla
# and orangutan sitting, from the crown to the rump. So let the snail stretch (8 cm, not 3.2) and the gorilla stand up
# (170 cm; typical values, like all in our table).

# %% [markdown]
# So far, the snail weighs nearly nine times what the line says. Two and a half times as long: how much heavier is the
# line's animal? **Predict:** on which side of the line will the snail lie then?

# %% tags=["given"]
for name, new_length in [("snail", 8), ("gorilla", 170)]:
    i = np.flatnonzero(animals["name"] == name)[0]  # its row number
    new_residual = y[i] - (w * np.log10(new_length) + b)
    print(f"{name:7} {length_cm[i]:5.1f} cm: {residual[i]:+.2f}   {new_length:3} cm: {new_residual:+.2f}")

# %% tags=["assert"]
assert animals["name"][order[0]] == "snake" and 0.01 < 10 ** residual[order[0]] < 0.0105
assert set(animals["name"][order[-5:]]) == {"snail", "gorilla", "crab", "turtle", "orangutan"}
assert list(animals["name"][order[-1:]]) == ["snail"] and 8.5 < 10 ** residual[order[-1]] < 9
assert -0.3 < y[order[-1]] - (w * np.log10(8) + b) < 0

# %% [markdown] tags=["after"]
# Below it: the line's animal became thirteen times as heavy ($2.5^{2.8}$). The gorilla comes close to it. Much of what
# looked like anatomy was the tape measure. (Not all: the crab's shell was measured along its longest side already. And
# a standing gorilla counts its legs, which no dog does.)

# %% [markdown]
# **Before you explain a large residual, ask how the column was measured.**

# %% [markdown] tags=["notes"]
# 56 minutes. Expect 0.01 and 2 for the snake: ask what 0 means here, and what 1. Expect the snail explained by its
# heavy shell. Ask for the five names' common trait before you read on; somebody says "round". Then let one student sit
# on the floor and another lie down: who is longer? The table's data sheet, `data/README.md`, says which length each
# group has.

# %% [markdown]
# ## How good is a line?
#
# Compare the line's squared residuals with those of the laziest line, which predicts the average for everyone:
#
# $$R^2 = 1 - \frac{\sum_i (y_i - \hat{y}_i)^2}{\sum_i (y_i - \bar{y})^2}$$
#
# $\hat{y}$ ("y hat") is the `prediction`, $\bar{y}$ the mean of `y`. One is perfect, zero no better than lazy,
# and below zero is worse. Its full name is the **coefficient of determination**.

# %% [markdown]
# ### Exercise 3 · R²
#
# Return $R^2$ for the targets `y` and a `prediction` of the same shape.

# %% tags=["exercise", "taught"]
def r_squared(y, prediction):
    """Return 1 minus the sum of squared residuals over that of always predicting the mean."""
    ### BEGIN SOLUTION
    return 1 - np.sum((y - prediction) ** 2) / np.sum((y - np.mean(y)) ** 2)
    ### END SOLUTION


# %% tags=["check"]
r_squared = check.r_squared(r_squared)

# %% [markdown] tags=["hint"]
# Above the line of the fraction: the squared residuals. Below: the squared distances from `np.mean(y)`.

# %% [markdown]
# Our line gets an $R^2$ of 0.95. The root of the mean squared residual says how far off it typically is, in powers of
# ten. **Predict:** as a factor, is that 1.05, 1.5, or 3?

# %%
from sklearn.metrics import r2_score

print(f"R² = {r_squared(y, w * x + b):.2f}, scikit-learn: {r2_score(y, w * x + b):.2f}")
typical = np.sqrt(np.mean(residual**2))  # in powers of ten
print(f"typical factor: {10**typical:.1f}")
print(f"half of the animals: within a factor of {10 ** np.median(np.abs(residual)):.1f}")

# %% tags=["assert"]
assert np.isclose(r_squared(y, w * x + b), r2_score(y, w * x + b))
assert 2.9 < 10**typical < 3.1 and 10 ** np.median(np.abs(residual)) < 2
assert list(animals["name"][order[:2]]) == ["snake", "peacock"]
assert 10.5 < np.ptp(y) < 11

# %% [markdown] tags=["after"]
# A factor of three! (Snake and peacock weigh heavily in a square: half of the animals are off by less than two.) Our
# $R^2$ is about *logarithms*. They span almost eleven powers of ten: to them, half a power is little.

# %% [markdown]
# Two more trials for $R^2$. First, the absurd line in grams, of the beginning. **Predict:** will its $R^2$ be below 0,
# near 0.4, or above 0.8?

# %%
print(f"line in grams: R² = {r_squared(mass_g, in_grams):.2f}")
print(f"our law, in grams: R² = {r_squared(mass_g, 10 ** (w * x + b)):.2f}")

# %% [markdown] tags=["after"]
# 0.84, though it gives 52 animals a mass below zero: in grams, the whales are nearly all of the variation. Our law gets
# less.

# %% [markdown]
# Second, only the animals of 50 to 300 cm, on logarithms, with a line of their own. They scatter around it as widely as
# all did. **Predict:** will $R^2$ be higher, the same, or lower?

# %%
middle = (length_cm >= 50) & (length_cm <= 300)
w_middle, b_middle = np.polyfit(x[middle], y[middle], deg=1)

left = y[middle] - (w_middle * x[middle] + b_middle)
print(f"{middle.sum()} animals: typical factor {10 ** np.sqrt(np.mean(left**2)):.1f}")
print(f"R² = {r_squared(y[middle], w_middle * x[middle] + b_middle):.2f}")

# %% tags=["assert"]
assert middle.sum() == 46
assert r_squared(mass_g, in_grams) > r_squared(mass_g, 10 ** (w * x + b)) > 0.8
assert r_squared(y[middle], w_middle * x[middle] + b_middle) < 0.65

# %% [markdown] tags=["after"]
# Much lower, with residuals of the same size: elephant and ant are gone, and there is less variation to explain.

# %% [markdown]
# An $R^2$ says how much better than lazy we are, *on these rows*. It does not say how good. So print the typical
# residual beside it.

# %% [markdown] tags=["notes"]
# 68 minutes. Draw two pictures of the same dots: vertical threads to the line, and to the lazy level line. $R^2$
# compares the squares on the threads. Expect a forgotten "1 minus", or a squared correlation; the check names
# both. Expect "1.05" from nearly everybody, and "below 0" for the line in grams. The root of a mean square listens to
# the snake: the median, printed beside it, does not.

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
# **Predict:** whose line has the higher $R^2$, the animals' or the people's?

# %%
w_ten, b_ten = least_squares(X, y_diabetes)  # (n_features,), one number
prediction = X @ w_ten + b_ten  # (n_samples,)

print(f"R² = {r_squared(y_diabetes, prediction):.2f}")
print(f"typical residual: {np.sqrt(np.mean((y_diabetes - prediction) ** 2)):.0f}, on the scale from 25 to 346")
print(f"one unit more of body mass index: {w_ten[2]:.1f} more in the prediction, all else equal")

# %% [markdown] tags=["after"]
# The animals'. They span almost eleven powers of ten, so lazy does badly there. And the people's lives hold much that
# ten numbers do not.

# %% [markdown]
# Both lines were graded on the rows they were fitted to, which flatters them: lesson 07 does better. And "all else
# equal" is a condition on the *model*: a positive weight does not mean that the feature *causes* anything.
#
# Now add an eleventh column that is twice the third, the body mass index. Give it the weight 1, and take 2 off the
# third's. **Predict:** what happens to $R^2$?

# %%
X_eleven = np.column_stack([X, 2 * X[:, 2]])  # X[:, 2] is the third column
w_eleven = np.append(w_ten, 1.0)  # (n_features + 1,)
w_eleven[2] -= 2

A_eleven = np.column_stack([X_eleven, np.ones(len(X))])
print("columns of A:", A_eleven.shape[1], " of which independent:", np.linalg.matrix_rank(A_eleven))
print(f"R² = {r_squared(y_diabetes, X_eleven @ w_eleven + b_ten):.2f}")

# %% tags=["assert"]
assert 0.5 < r_squared(y_diabetes, prediction) < 0.55
assert np.allclose(LinearRegression().fit(X, y_diabetes).coef_, w_ten)
assert np.linalg.matrix_rank(A_eleven) == A_eleven.shape[1] - 1
assert np.isclose(r_squared(y_diabetes, X_eleven @ w_eleven + b_ten), r_squared(y_diabetes, prediction))

# %% [markdown] tags=["after"]
# Nothing: what one column loses, the other gives back. Infinitely many weights are equally good.

# %% [markdown]
# Such columns are **collinear**: one can be made from the others, and the normal equations have no single solution.
# This is why we said *usually*. `np.linalg.solve` may then stop with an error or, thanks to rounding, return some of
# the many without a warning. `np.linalg.lstsq(A, y)[0]` picks, of all these, the weights whose own squares add up to
# the least. scikit-learn does much the same, and outside of class you should, too: columns that are *nearly* collinear
# already cost `A.T @ A` digits.

# %% [markdown] tags=["notes"]
# 75 minutes. "The people!", for so many features, is what to expect. Ask what ten numbers do not know about a life. For
# *collinear*, draw a valley whose floor is level: every point of it is a bottom. *Nearly* collinear columns have a
# single solution, and wild weights: lesson 07 charges for them.

# %% [markdown]
# ## Solve or walk?
#
# If there is a formula, why learn to walk? Most models have none. And the formula has its price: $A^\top A$ has one row
# and one column for every weight, and each of its numbers takes 8 bytes.
#
# **Predict:** for 671 billion weights, would it fit among all the data that the world creates and copies in a year? By
# IDC's forecast of 2021, that is some 180 zettabytes for 2025: $1.8 \cdot 10^{23}$ bytes.

# %% tags=["given"]
for n_weights in [11, 10_000, 671_000_000_000]:
    matrix, slopes_alone = 8.0 * n_weights**2, 8.0 * n_weights  # bytes
    print(f"{n_weights:15,} weights: {matrix:.0e} bytes for A.T @ A, {slopes_alone:.0e} for a gradient")

# %% [markdown] tags=["after"]
# No: it would take twenty such years, for one matrix.

# %% [markdown]
# The gradient needs one number per weight. It is lesson 03's, with an `@` ($w$ is without the bias again):
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
# Now walk, with *your* gradient, and note $R^2$ on the way.

# %%
def walk(X, y, learning_rate, n_steps):
    """Return R² after each step of a descent from zero."""
    w, b, path = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_steps):
        dw, db = gradient(w, b, X, y)
        w, b = w - learning_rate * dw, b - learning_rate * db
        path.append(r_squared(y, X @ w + b))
    return path


# %% [markdown]
# The ten columns have ten units, from 1 and 2 (sex) to some 190 (a blood value). We walk over the *raw* columns, and
# over columns brought to one scale: subtract the mean, divide by the standard deviation (`std`, the root of the mean
# squared distance from the mean). Lesson 06 calls that *to standardize*. In either walk, a step longer by a
# quarter would explode.
#
# **Predict:** think of lesson 03's narrow valley. Which walk comes nearer to the solution's 0.52 in 100 steps?

# %%
X_scaled = (X - X.mean(axis=0)) / X.std(axis=0)  # (n_samples, n_features)
raw = walk(X, y_diabetes, learning_rate=1.3e-5, n_steps=10_000)
scaled = walk(X_scaled, y_diabetes, learning_rate=0.2, n_steps=10_000)

for n_steps in [100, 1000, 10_000]:
    print(f"after {n_steps} steps: raw {raw[n_steps - 1]:.3f}, one scale {scaled[n_steps - 1]:.3f}")

# %% tags=["assert"]
assert 20 < 8 * 671e9**2 / 1.8e23 < 21
assert raw[-1] < 0.48 and scaled[99] > 0.51
assert np.isclose(scaled[-1], r_squared(y_diabetes, prediction)) and scaled[9] > scaled[-1] - 0.005

# %% tags=["given"]
steps = np.arange(1, 10_001)
fig, ax = plt.subplots(figsize=(6, 3.5))
ax.plot(steps, scaled, color="C0", label="one scale")
ax.plot(steps, raw, "--", color="C3", label="raw columns")
ax.axhline(r_squared(y_diabetes, prediction), color="black", linestyle=":", label="solved")
ax.set(xlabel="step", ylabel="$R^2$", xscale="log", ylim=(-0.2, 0.6))
ax.legend()
plots.show(fig, "On one scale $R^2$ is nearly there within some ten steps; on raw columns ten thousand are not enough.")

# %% [markdown] tags=["after"]
# The one on one scale. (Some of its *weights* need a thousand steps: those of columns that nearly repeat each other.)
# On raw columns even ten thousand do not arrive: the blood values limit the step; the columns with small numbers creep,
# and so does the bias.
#
# Both ways have a price. Solving does not care about units, but builds a matrix of all weights by all weights.
# **Walking needs little memory, but columns around zero and of one scale.**

# %% [markdown]
# One question is left. In lesson 02 a line gave the eleven dots a *score*, and called it an animal above one half.
# What does it mean if it scores 1.3, or below zero?

# %% tags=["given"]
dots = data.load_eleven_dots()
x_dots = np.log10(dots["mass_g"])
weights, bias = least_squares(x_dots[:, None], (dots["kind"] == "animal").astype(float))

for name in ["blue whale", "ant"]:
    log_mass = np.log10(table["mass_g"][table["name"] == name][0])
    print(f"{name:10} scores {weights[0] * log_mass + bias:5.2f}")

# %% [markdown] tags=["notes"]
# 90 minutes. Before the memory cell, let them count: 11 weights, 121 numbers. In exercise 4 expect a missing 1/n in the
# first derivative. Before the walk, ask which column limits the step. A rate of 1.4e-5 on raw columns explodes: let
# them try. End on the question: what would a score of 1.3 mean? "Very sure" is the answer to wait for. If minutes are
# short, leave out the two trials of $R^2$.

# %% [markdown]
# ## Recap
#
# - Where the cost is a bowl with a formula, solve: the residuals then stand at right angles to every column.
# - On logarithmic axes a slope is an exponent; an $R^2$ says how much better than lazy a line is, not how good.
# - More than one, less than none: a line is no good at saying how sure it is. What would be?
