# %% [markdown]
# # 02 · The cost model
#
# What should an error cost, and how do we get that cost as low as possible? A machine can learn only what you make it
# pay for.
#
# **You will**
#
# - count what a rule gets wrong, and turn the count into a *cost*;
# - search for the rule with the lowest cost;
# - find out why a count gives the search no direction, and invent a cost that does.
#
# *90 minutes · builds on [01 · What is machine learning?](01_what_is_machine_learning.ipynb)*

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.checks import cost_model as check

plt.style.use("mlcourse.course")

# %% [markdown]
# ## Eleven dots
#
# Here are eleven rows of our table, six animals and five fruits. We want to tell one kind from the other
# by *mass alone*, with the simplest rule there is:
#
# > Whatever is heavier than 1 kg is an animal.
#
# **Predict:** read down the list. How many of the eleven does the rule get wrong?

# %%
dots = data.load_eleven_dots()

for name, kind, mass_g in dots[["name", "kind", "mass_g"]]:
    print(f"{name:10}  {kind:6}  {mass_g:8,g} g")

# %% [markdown]
# ### Exercise 1 · Count the errors
#
# Write your count in place of the `...` and run the cell, then the one below. It tells you what it thinks.

# %% tags=["exercise"]
### BEGIN SOLUTION
n_errors = 2
### END SOLUTION

# %% tags=["check"]
n_errors = check.n_errors(n_errors)

# %% [markdown] tags=["hint"]
# Draw a line at 1,000 g. Which animals lie below it? Which fruits lie above it?

# %% [markdown]
# The mouse is an animal of 20 g, and the watermelon is not an animal at all. Now we let the computer see the dots.
# It needs numbers: $y = 1$ for an animal, $y = 0$ for a fruit.
#
# **Predict:** if we draw the masses along an ordinary axis, which dots will lie on top of each other?

# %%
mass_g = dots["mass_g"]  # (n_samples,)
y = (dots["kind"] == "animal").astype(int)  # (n_samples,)
pictures = data.load_pictures(dots)

fig, ax = plt.subplots(figsize=(6, 2.4))
plots.emoji(ax, mass_g, y, pictures)
ax.set(xlabel="mass (g)", yticks=[0, 1], yticklabels=["fruit", "animal"], ylim=(-0.5, 1.5))
plots.show(fig, "Eleven dots on an ordinary axis: four of the five fruits lie on one heap at the left end.")

# %% [markdown] tags=["notes"]
# 8 minutes. Give them half a minute in silence, then hands for 0 to 4. Most say 1: they look at the animals alone. Wait
# until somebody defends the watermelon. Write the eleven in two columns on the blackboard, a line at 1 kg, and ring the
# two. Then ask where 1.4 g and 180 g will be on an axis that reaches 30,000 g: on one spot.

# %% [markdown]
# ## An axis that multiplies
#
# Masses run from a blueberry's gram to a penguin's thirty kilograms. On a **logarithmic axis** equal distances
# are equal *factors*: from 1 g to 10 g is as far as from 1 kg to 10 kg. A mass stands at
#
# $$x = \log_{10}(\text{mass in grams})$$
#
# where $\log_{10}$ asks: ten to which power? So 1 g stands at 0, 10 g at 1, 1 kg at 3.
#
# **Predict:** where does a mouse of 20 g stand?

# %%
x = np.log10(mass_g)  # (n_samples,)

for name, position in zip(dots["name"], x, strict=True):
    print(f"{name:10} {position:5.2f}")

# %% [markdown]
# A mouse stands at 1.30, because $10^{1.30} \approx 20$. From here on, $x$ is all that our rule sees of a thing.
#
# The rule is now a **threshold**: a point on this axis. Above it, animal; below it, fruit.

# %% tags=["taught"]
def predict_above(x, threshold):
    """Return 1 where `x` lies above the threshold and 0 elsewhere."""
    return (x > threshold).astype(int)


print("truth      ", y)
print("prediction ", predict_above(x, 3))  # 3 is 1 kg

# %% [markdown]
# The two rows differ in two places: the mouse and the watermelon. A function draws what we see:
# the dots, the threshold, and a ring around each error.

# %% tags=["given"]
def draw_threshold(ax, threshold):
    """Draw the dots, the threshold, and a ring around each error."""
    wrong = predict_above(x, threshold) != y  # (n_samples,)
    ax.axvline(threshold, color="black")
    ax.plot(x[wrong], y[wrong], "o", color="C3", markersize=28, markerfacecolor="none")
    plots.emoji(ax, x, y, pictures, size=18)
    ax.set(xlabel="$x$", xlim=(-0.7, 5.2), xticks=range(6), xticklabels=["0\n1 g", 1, 2, "3\n1 kg", 4, 5])
    ax.set(ylim=(-0.5, 1.5), yticks=[0, 1], yticklabels=["fruit", "animal"])
    ax.set(title=f"{wrong.sum()} of {len(y)} wrong")


# %% [markdown]
# **Predict:** how few errors can you reach by moving the threshold? Drag it and see.

# %% tags=["nbval-ignore-output"]
plots.slide(
    draw_threshold,
    "The threshold is yours: rings mark what it gets wrong.",
    figsize=(6, 2.6),
    threshold=(-0.5, 5.0, 0.1),
)

# %%
plots.side_by_side(
    draw_threshold,
    "Three thresholds. Too far left, fruits become animals; too far right, animals become fruits.",
    figsize=(12, 2.6),
    threshold=[1.0, 3.0, 4.45],
)

# %% [markdown] tags=["notes"]
# 20 minutes. Draw the axis with steps of ten on the blackboard, and let students place the eleven. The mouse is guessed
# at 1.5, or at 2: ask how many tens make 20. Where they get stuck: logarithms are long ago; say "the number of zeros,
# with something behind the point". Two minutes with the slider, in pairs; anyone who calls out a number also says
# where. Nobody gets below 2. Keep the *why* for the grid.

# %% [markdown]
# ## What does an error cost?
#
# Two errors are many among eleven, and few among a thousand. So we count them *per prediction*:
#
# $$\text{Cost} = \frac{N_\text{errors}}{N_\text{predictions}}$$
#
# This is the simplest cost there is, and its name is the **error rate**. A **cost** says in one number
# how badly a model does: the lower, the better.

# %% [markdown]
# ### Exercise 2 · The error rate
#
# `y` and `prediction` are arrays of zeros and ones, of shape `(n_samples,)`. Return their error rate.

# %% tags=["exercise", "taught"]
def error_rate(y, prediction):
    """Return the share of predictions that differ from the truth."""
    ### BEGIN SOLUTION
    return np.mean(prediction != y)
    ### END SOLUTION


# %% tags=["check"]
error_rate = check.error_rate(error_rate)

# %% [markdown] tags=["hint"]
# `prediction != y` is an array of `True` and `False`. What is the mean of such an array?

# %% [markdown]
# **Predict:** two errors of eleven: what does the rule cost? And the lazy rule that calls everything an animal?

# %%
print(f"heavier than 1 kg: {error_rate(y, predict_above(x, 3)):.2f}")
print(f"always animal:     {error_rate(y, np.ones(len(y))):.2f}")

# %% tags=["assert"]
assert error_rate(y, predict_above(x, 3)) == 2 / 11

# %% [markdown]
# $2/11 \approx 0.18$. The lazy rule's cost is the **base rate**: what you pay without looking at all.
# A rule is worth something if it costs less.
#
# A library has our function too. scikit-learn calls it `zero_one_loss`: **loss** is another word for cost.

# %%
from sklearn.metrics import zero_one_loss

print(f"{zero_one_loss(y, predict_above(x, 3)):.2f}")

# %% tags=["assert"]
assert np.isclose(zero_one_loss(y, predict_above(x, 3)), error_rate(y, predict_above(x, 3)))

# %% [markdown] tags=["notes"]
# 31 minutes. "Is two errors good?" Of eleven, of a thousand? Write 2/11 ≈ 0.18 on the blackboard and leave it there. In
# Exercise 2 they return the number, or the share that is right; those who subtract get 0 for the truth `[1, 0]` and the
# prediction `[0, 1]`. "Can a rule cost more than the base rate?" Turn ours round: 9/11. Short of time: leave out
# scikit-learn's cell.

# %% [markdown]
# ## As low as possible
#
# Now the question that all of machine learning asks: **how do we reduce this cost as far as possible?**
# Its name is **optimization**. The threshold is our model's one **parameter**: a number that we may turn.
#
# The most patient way is a **grid search**: try many values, keep the cheapest.

# %% [markdown]
# ### Exercise 3 · Grid search
#
# Return the one of the `thresholds` that has the lowest error rate. If several are equally good, any of them will do.

# %% tags=["exercise", "taught"]
def best_threshold(x, y, thresholds):
    """Return the threshold with the lowest error rate."""
    ### BEGIN SOLUTION
    costs = [error_rate(y, predict_above(x, threshold)) for threshold in thresholds]
    return thresholds[np.argmin(costs)]
    ### END SOLUTION


# %% tags=["check"]
best_threshold = check.best_threshold(best_threshold)

# %% [markdown] tags=["hint"]
# Each threshold costs `error_rate(y, predict_above(x, threshold))`. Collect these in a list;
# `np.argmin` gives the *position* of the smallest.

# %%
thresholds = np.linspace(-1, 6, 701)  # (n_thresholds,)
best = best_threshold(x, y, thresholds)
lowest = error_rate(y, predict_above(x, best))

costs = np.array([error_rate(y, predict_above(x, t)) for t in thresholds])  # (n_thresholds,)
equally_good = thresholds[costs == lowest]

print(f"the lowest cost is {lowest:.2f}")
print(f"all thresholds from {equally_good.min():.2f} to {equally_good.max():.2f} reach it")

# %% tags=["assert"]
assert lowest == 2 / 11

# %% [markdown]
# Still $2/11$. No threshold does better. The mouse is lighter than the lemon, so one of these two is always wrong;
# and so is one of the cat and the heavier watermelon. One threshold cannot get them all right.
#
# **Predict:** draw the cost against the threshold. Will it be a line, a curve, or something else?

# %%
fig, ax = plt.subplots()
ax.plot(thresholds, costs)
ax.set(xlabel="threshold", ylabel="error rate", ylim=(0, 0.6))
plots.show(fig, "The error rate against the threshold: a staircase, with a step at every dot.")

# %% [markdown] tags=["notes"]
# 44 minutes. Play it first: one student calls out thresholds from left to right, one keeps the best on the blackboard.
# In Exercise 3 they return the lowest cost, or its position. Cover the figure while they predict; most draw a U. Point
# at a step and ask whose it is. "Which of the equally good ones is right?" The cost does not say.

# %% [markdown]
# ## No slope to follow
#
# We looked at the whole staircase only because we could afford 701 tries. Suppose you stand on it in the dark.
# You nudge the threshold a little to the right: does the cost fall?
#
# **Predict:** from how many of a thousand places does a nudge of 0.001 change the cost at all?

# %%
def cost_at(threshold):
    """Return the error rate of a threshold."""
    return error_rate(y, predict_above(x, threshold))


places = np.linspace(-1, 6, 1000)
n_changes = sum(cost_at(t + 0.001) != cost_at(t) for t in places)
print(f"the cost changes at {n_changes} of {len(places)} places")

# %% tags=["assert"]
assert n_changes < 0.01 * len(places)

# %% [markdown]
# Almost nowhere. A count stays the same until a dot changes sides. A ball on a stair does not roll, and a search
# on a staircase does not know which way to go.
#
# We need a cost that *leans*: one that gets a little better when the model gets a little better.

# %% [markdown] tags=["notes"]
# 49 minutes. One student shuts their eyes and stands on a drawn stair: a little to the right, is it better? Most guess
# 11, one for each dot. It is 2: a thousand nudges of 0.001 cover a seventh of the axis, and meet the lemon and the cat.

# %% [markdown]
# ## A cost that leans
#
# The prediction jumps from 0 to 1, and the jump is what makes the staircase. Let us replace it by a line,
# the **score**, with two parameters:
#
# $$\text{score} = w\,x + b$$
#
# The **weight** $w$ is its slope, the **bias** $b$ lifts it. We say *animal* where the score is above one half,
# midway between 0 and 1. **Predict:** where does the line with $w = 0.2$ and $b = 0$ cross one half?

# %%
w, b = 0.2, 0.0
threshold = (0.5 - b) / w  # where w * x + b is one half

fig, ax = plt.subplots(figsize=(6, 3))
ax.plot([-0.7, threshold, threshold, 5.2], [0, 0, 1, 1], color="0.6", label="prediction")
ax.axline((0, b), slope=w, color="black", label="score")
ax.plot(threshold, 0.5, "o", color="C3", label="the threshold")
ax.set(xlabel="$x$", ylabel="score", xlim=(-0.7, 5.2), ylim=(-0.3, 1.3))
ax.legend(loc="upper left")
plots.show(fig, "The jump and the line that replaces it. The threshold is where the line passes one half.")

# %% [markdown]
# So the score contains our threshold: as long as $w$ is positive, it lies at $x = (½ - b)/w$, here at 2.5.
# Many lines share a threshold. Do they deserve the same cost?

# %% tags=["given"]
def draw_score(ax, w, b):
    """Draw the dots, the score's line, and how far each dot is from it."""
    ax.vlines(x, y, w * x + b, color="C3", linewidth=1)
    ax.axline((0, b), slope=w, color="black")
    ax.axhline(0.5, color="0.7", linestyle=":")
    plots.emoji(ax, x, y, pictures, size=18)
    n_wrong = np.sum((w * x + b > 0.5) != y)
    ax.set(xlabel=r"$x$", ylabel="score", xlim=(-0.7, 5.2), ylim=(-0.6, 1.7))
    ax.set(title=f"$w$ = {w:.2f}, $b$ = {b:.2f}\n{n_wrong} of {len(y)} wrong")


# %%
plots.side_by_side(
    draw_score,
    "Three scores with one threshold, and the same two mistakes. Thin lines show how far each dot is from its score.",
    figsize=(12, 3.2),
    w=[0.1, 0.2, 0.4],
    b=[0.25, 0.0, -0.5],
)

# %% [markdown]
# The error rate cannot tell these three apart. The thin lines can. Each is an **error** of a new sort,
# not right or wrong but *how far*: $w x_i + b - y_i$. We square it, so that a negative error costs as much as a
# positive one, and average over all dots:
#
# $$\text{Cost} = \frac{1}{n} \sum_{i=1}^{n} (w\,x_i + b - y_i)^2$$
#
# This is the **mean squared error**.

# %% [markdown]
# ### Exercise 4 · The mean squared error
#
# `score` holds $w x_i + b$ for every dot. Return the mean squared error.

# %% tags=["exercise", "taught"]
def mean_squared_error(y, score):
    """Return the average squared distance between the targets and the scores."""
    ### BEGIN SOLUTION
    return np.mean((score - y) ** 2)
    ### END SOLUTION


# %% tags=["check"]
mean_squared_error = check.mean_squared_error(mean_squared_error)

# %% [markdown] tags=["hint"]
# Three things from the inside out: subtract, square with `** 2`, take the mean.

# %% [markdown]
# **Predict:** which of the three lines above is the cheapest, judging by eye?

# %%
for w, b in [(0.1, 0.25), (0.2, 0.0), (0.4, -0.5)]:
    print(f"w = {w}, b = {b:5}: {mean_squared_error(y, w * x + b):.3f}")

# %% [markdown]
# The middle one. scikit-learn has a function of the same name, and it agrees.

# %%
from sklearn.metrics import mean_squared_error as sklearn_mean_squared_error

print(f"{sklearn_mean_squared_error(y, 0.2 * x):.3f}")

# %% tags=["assert"]
assert np.isclose(sklearn_mean_squared_error(y, 0.2 * x), mean_squared_error(y, 0.2 * x))

# %% [markdown] tags=["notes"]
# 65 minutes. Turn a ruler around the point (2.5, ½) on the blackboard: many lines, one threshold. Where they get stuck:
# the threshold is where the score is ½, and not 0. In Exercise 4 they square the mean, or `y` alone, or take the root.
# Let them choose one of the three lines by its longest threads. "Why not without the square?" It leans too, but has a
# kink at zero: next lesson we want slopes.

# %% [markdown]
# ## The staircase and the bowl
#
# Now turn $w$ slowly and leave $b$ at 0. **Predict:** will both costs be lowest at the same $w$?

# %%
ws = np.linspace(0.01, 0.5, 491)
rates = [error_rate(y, w * x > 0.5) for w in ws]
bowl = [mean_squared_error(y, w * x) for w in ws]

# %% tags=["given"]
fig, ax = plt.subplots()
ax.plot(ws, rates, label="error rate")
ax.plot(ws, bowl, "--", label="mean squared error")
ax.set(xlabel="$w$ (with $b$ = 0)", ylabel="cost", ylim=(0, 0.8))
ax.legend()
plots.show(
    fig,
    "The staircase over the bowl: two costs of one model. Compare their slopes, and where each is lowest; "
    "not their heights.",
)

# %% [markdown]
# The error rate is a staircase still. The squared error is a **bowl**: wherever we stand, unless at the bottom,
# one side is lower, and a small step that way helps. That is what we wanted.
#
# Here the bottom of the bowl lies under the lowest stair. Must it always?

# %% [markdown] tags=["notes"]
# 70 minutes. The picture of the lesson: leave it on the screen. Ask at 0.1 which curve tells where to go, and where
# each is lowest. Some compare the heights: two costs, two units. Here one place is best for both; say no more yet.

# %% [markdown]
# ## Another animal
#
# An ant joins: two thousandths of a gram of animal. First we need the bottom of the bowl, in both parameters.
# A grid again, and this time of pairs.

# %%
def grid_search(x, y, ws, bs):
    """Return the pair of parameters with the lowest mean squared error."""
    pairs = [(w, b) for w in ws for b in bs]
    costs = [mean_squared_error(y, w * x + b) for w, b in pairs]
    return pairs[np.argmin(costs)]


def count_errors(w, b, x, y):
    """Return how many dots lie on the wrong side of one half."""
    return np.sum((w * x + b > 0.5) != y)


# %%
ws, bs = np.linspace(-0.5, 0.5, 101), np.linspace(-1, 1, 201)
w, b = grid_search(x, y, ws, bs)
print(f"eleven dots: w = {w:.2f}, b = {b:.2f}, {count_errors(w, b, x, y)} of {len(y)} wrong")

# %% [markdown]
# **Predict:** with the ant, the best threshold makes 3 errors of 12, the ant being the third.
# How many does the bottom of the bowl make?

# %%
table = data.load_animals_fruits()
ant = table[table["name"] == "ant"]
x_12, y_12 = np.append(x, np.log10(ant["mass_g"])), np.append(y, 1)

w, b = grid_search(x_12, y_12, ws, bs)
fewest = error_rate(y_12, predict_above(x_12, best_threshold(x_12, y_12, thresholds)))
print(f"best threshold:     {fewest * 12:.0f} of 12 wrong")
print(f"bottom of the bowl: {count_errors(w, b, x_12, y_12)} of 12 wrong")

# %% tags=["assert"]
assert count_errors(w, b, x_12, y_12) == np.sum(y_12 == 0) > fewest * 12

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(6, 3))
ax.axline((0, b), slope=w, color="black")
ax.axhline(0.5, color="0.7", linestyle=":")
plots.emoji(ax, x_12, y_12, data.load_pictures(np.append(dots, ant)), size=18)
ax.set(xlabel="$x$", ylabel="score", xlim=(-3, 5.2), ylim=(-0.5, 1.5))
plots.show(fig, "One ant, far to the left, pulls the whole line flat: now a cherry scores above one half.")

# %% [markdown]
# Five of twelve: no better than the lazy rule. **The bottom of the bowl need not make the fewest errors.**
# A dot far out pulls hard on a straight line. So we have two costs with two jobs:
#
# - the error rate says what we *want*;
# - the squared error shows which way to *go*.
#
# They are not the same, and all of machine learning lives with that. Lesson 05 bends the line. That
# tames some far-out dots, though not this ant.

# %% [markdown] tags=["notes"]
# 78 minutes. Most predict 3, a few 4. Draw the line as a seesaw, and the ant at -2.7, at the end of a long lever. Ask
# who pays: all five fruits. "May we leave the ant out?" It is an animal. Choose another cost before you choose other
# data. Short of time: leave out the section, and say its one bold sentence.

# %% [markdown]
# ## The price of a grid
#
# With 101 values of $w$ and 201 of $b$, the grid took 20,301 tries. Instead of laying a grid we can throw darts:
# **random search** tries random pairs. We do it five times, to see how much luck is in it.
#
# **Predict:** how near to the grid's bottom do 200 darts come?

# %%
rng = np.random.default_rng(7)
w, b = grid_search(x, y, ws, bs)
print(f"grid of {len(ws) * len(bs):,}: {mean_squared_error(y, w * x + b):.3f}")

for _ in range(5):
    pairs = rng.uniform([-0.5, -1], [0.5, 1], size=(200, 2))  # (n_tries, n_parameters)
    print(f"200 darts:      {min(mean_squared_error(y, w * x + b) for w, b in pairs):.3f}")

# %% [markdown]
# Near, for a hundredth of the work. But two parameters are few. The language model DeepSeek-V3 has
# *671 billion* (by its technical report of 2024).
# Give each parameter ten values, and try a billion combinations a second.
#
# **Predict:** with how many parameters does the search take longer than the universe is old, 13.8 billion years?

# %%
seconds_a_year = 365.25 * 24 * 3600

for n_parameters in [2, *range(16, 31)]:
    years = 10**n_parameters / 1e9 / seconds_a_year
    print(f"{n_parameters:2} parameters: {years:22,.2f} years")

# %% tags=["assert"]
assert 10**26 / 1e9 / seconds_a_year < 13.8e9 < 10**27 / 1e9 / seconds_a_year

# %% [markdown]
# Twenty-seven. For 671 billion parameters, the *number of tries* has 671 billion digits. No grid will ever get there.
# Darts do not either: lesson 13 throws some at a small network.

# %% [markdown] tags=["notes"]
# 90 minutes. Count aloud: ten values of one parameter, a hundred pairs, a thousand triples. Bets for the universe run
# from 50 to millions. "And with a computer a thousand times as fast?" Three parameters more: 30. Leave *which way is
# down?* on the blackboard for the next lesson.

# %% [markdown]
# ## Recap
#
# - A cost says in one number how badly a model does; the simplest is $N_\text{errors} / N_\text{predictions}$.
# - The error rate is a staircase; the squared error is a bowl, though its bottom need not make the fewest errors.
# - Searching everywhere is hopeless beyond a few parameters. But a bowl leans: which way is down?
