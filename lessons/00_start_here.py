# %% [markdown]
# # 00 · Start here
#
# Does everything run, how does a lesson go, and what is an array?
#
# **You will**
#
# - run cells, and meet the network that ends this course;
# - make mistakes on purpose, and read what Python and a check say of them;
# - ask questions of whole arrays: shape, mask, axis, and `@`.
#
# *55 minutes · builds on a little Python: functions, loops, lists, dictionaries, and `[2 * x for x in numbers]`
# ([its tutorial](https://docs.python.org/3/tutorial/), chapters 3 to 5)*

# %% [markdown]
# ## Does it run?
#
# This page is a **notebook**: a row of **cells**, some to read and some to run. Click into the cell below and press
# **Shift + Enter**: `import` loads helpers (`np` is short for numpy). Then comes the next cell: run it the same way.

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.checks import start_here as check

plt.style.use("mlcourse.course")

# %%
table = data.load_animals_fruits()

print(f"It runs! {len(table)} animals and fruits have arrived.")

# %% [markdown]
# While a cell runs, `[*]` stands at its left, and then a number. The **kernel**, the Python behind this page, remembers
# the cells that have run: run them from top to bottom. When in doubt: **Kernel → Restart Kernel and Run All Cells**.
#
# By *fruit* we mean what a greengrocer sells: fruits, vegetables and some nuts. Here are eight of the rows.
# Say it aloud: *animal or fruit?*

# %% tags=["given"]
eight = ["zebra", "strawberry", "duck", "garlic", "carrot", "owl", "pear", "butterfly"]
rows = [list(table["name"]).index(name) for name in eight]  # where they stand in the table
pictures = data.load_pictures(table[rows])

fig, ax = plt.subplots(figsize=(9, 1.3))
plots.album(ax, pictures, n_columns=8)
plots.show(fig, "Eight of the animals and fruits, as small pictures.")

# %% [markdown] tags=["notes"]
# 3 minutes. It goes this fast where all machines were set up beforehand; anyone without a working setup shares with a
# neighbor. Run one cell, then let the class run it. Draw the kernel as a box beside the page: what has run is in the
# box, what only stands on the page is not. Where they get stuck: they run the second cell first, and read
# `NameError: name 'data' is not defined`. The eight pictures take the class two seconds; point out that nobody can say
# how they did it.

# %% [markdown]
# ## Where we are going
#
# In lesson 20 you build a network that looks at such pictures. It learns from some animals and fruits, and is then
# asked about *others*, never seen before. We trained eight such networks, and kept the average of their answers.
#
# We guess before we run. At the word *Predict*, stop and say your guess aloud. From a wrong guess you learn most.
#
# **Predict:** how many of these eight, all unseen, does the network get right?

# %% tags=["given"]
says_animal = data.load_runs()["CNN"].mean(axis=0)[rows]  # from 0, sure of a fruit, to 1, sure of an animal
words = [f"animal\n{p:.0%} sure" if p > 0.5 else f"fruit\n{1 - p:.0%} sure" for p in says_animal]

fig, ax = plt.subplots(figsize=(9, 1.9))
plots.album(ax, pictures, 8, words)
plots.show(fig, "What the network says of each, and how sure it is. It doubts the duck, and does not doubt the garlic.")

# %% tags=["assert"]
assert np.sum((says_animal > 0.5) == (table["kind"][rows] == "animal")) == 7
assert says_animal[eight.index("garlic")] > 0.9

# %% [markdown] tags=["after"]
# Seven of the eight. But garlic is an animal, it says, and is nearly certain: to be sure is not to be right. We picked
# these eight. Over all 125, each asked about while unseen, the average is right on 94 %, one network alone on nine in
# ten.

# %% [markdown] tags=["notes"]
# 6 minutes. Hands for eight, seven, six, fewer, before the cell runs. Expect eight from those who have heard of AI, and
# four from those who think that it can only guess. Let the class laugh at the garlic, then ask: what has it of an
# animal? Ask again in lesson 20. Do not explain the network; it is the promise of the course.

# %% tags=["assert"]
assert np.sum((data.load_runs()["CNN"].mean(axis=0) > 0.5) == (table["kind"] == "animal")) == 117
assert 0.88 < np.mean((data.load_runs()["CNN"] > 0.5) == (table["kind"] == "animal")) < 0.92

# %% [markdown]
# ## How a lesson goes
#
# **Predict:** of all 125 rows, are fewer than half animals, about half, or more?

# %%
kinds = list(table["kind"])  # the column with the name "kind"

print(kinds.count("animal"), "animals and", kinds.count("fruit"), "fruits")

# %% [markdown] tags=["after"]
# More: 90 of 125. Someone who always says *animal* is right on 72 % without looking. Compare that with the network's
# *nine in ten*.

# %% tags=["assert"]
assert np.mean(table["kind"] == "animal") == 0.72

# %% [markdown]
# ### Red is not bad
#
# Make a mistake on purpose: below, write `tabel` in place of `table`, run the cell, and read the *last* line of what
# comes. Then put it right.

# %%
print(len(table), "rows")

# %% [markdown]
# The red text is a **traceback**. An arrow shows *where*, and the last line says *what* is wrong:
#
# ```
# ----> 1 print(len(tabel), "rows")
#
# NameError: name 'tabel' is not defined
# ```
#
# Either a name is misspelled, or the cell that makes it has not run.

# %% [markdown]
# ### Exercise 1 · Wrong on purpose
#
# In an **exercise** you write code in place of the `...`, and the cell after it checks your answer. If it is right, the
# lesson goes on with *yours*; if not, with ours. Below, a hint and a solution are folded away.
#
# `table["mass_g"]` is in grams, and `.max()` gives the largest. How many *kilograms* does the heaviest thing weigh?
#
# First forget to convert: write `table["mass_g"].max()`, run both cells, and read what the check says. Then put it
# right, and run *both* again.

# %% tags=["exercise"]
### BEGIN SOLUTION
heaviest_kg = table["mass_g"].max() / 1000
### END SOLUTION

# %% tags=["check"]
heaviest_kg = check.heaviest_kg(heaviest_kg)

# %% [markdown] tags=["hint"]
# A kilogram is 1,000 grams.

# %%
row = table["mass_g"].argmax()  # the number of the row where the largest stands
print(f"{table['name'][row]}: {heaviest_kg:,.0f} kg")

# %% [markdown]
# In a text with an `f` before its quotes, braces hold a value, and after the colon stands how to write it: `:,.0f` with
# commas and without decimals, `:.2f` with two decimals, `:.0%` in percent. You need not write these.

# %% [markdown] tags=["notes"]
# 16 minutes. Wait until everybody has raised a hand for *fewer*, *half* or *more*; expect half. Then ask who was
# wrong, and be glad of them. Make the NameError yourself on the projector, and read its last line aloud, like a
# sentence. In Exercise 1 the quick ones write the right answer at once: send them back, the sentence about the wrong
# one is the point. Where they get stuck: they change their cell and run the check alone. "Does the lesson go on with
# mine?" Yes, once it is right.

# %% [markdown]
# ## The map
#
# Four parts. Each lesson begins with a question and ends with the next one.

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(10.5, 4.6))
plots.course_map(ax, [(lesson.part, lesson.label) for lesson in data.load_lessons()])
plots.show(fig, "The map of the course, from the first cost to animals and fruits that a network has never seen.")

# %% [markdown]
# Up to lesson 15 you write every model by hand, and show that a library agrees; only lesson 01 borrows four, as a
# preview. From lesson 16 on you build networks from a library's parts.

# %% [markdown] tags=["notes"]
# 18 minutes. Nobody types this cell. Point at where we are and at the last stop, where the garlic is. Ask what has to
# be learned in between, and leave the answers in a corner of the blackboard.

# %% [markdown]
# ## Arrays: shape
#
# Machine learning happens in **arrays**: boxes of numbers, handled whole. A column of the table is one.
# Its **shape** says how many numbers it has in each direction: `(3,)` is three numbers one after another,
# `(3, 4)` a grid of 3 rows and 4 columns.
#
# **Predict:** we put two columns side by side, 125 rows each. What is the shape of `X`?

# %%
length_cm, mass_g = table["length_cm"], table["mass_g"]
X = np.column_stack([length_cm, mass_g])

print("mass_g:", mass_g.shape)
print("X:     ", X.shape)

# %% [markdown]
# ### Samples down, features across
#
# One row for each thing, one column for each thing *measured*. We say **samples** and **features**:
# the shape of `X` is `(n_samples, n_features)`. So it is with every table in this course, and in most libraries.

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(6.5, 3))
plots.array_axes(ax, X[:4], rows=table["name"][:4], columns=["length_cm", "mass_g"], n_samples=len(X))
plots.show(fig, "The first four rows of X. Axis 0 goes down, from row to row; axis 1 across, from column to column.")

# %% [markdown]
# `X[3, 1]` is row 3, column 1, both counted from 0: the dog's mass. `:` means all, so `X[:, 1]` is all masses. Whole
# arrays calculate at once, without a loop:

# %%
mass_kg = X[:, 1] / 1000  # (n_samples,)

print(X[3, 1], "g are", mass_kg[3], "kg")

# %% [markdown] tags=["notes"]
# 23 minutes. The usual wrong guesses are (2, 125), and 250 for one column below the other. Draw `X` on the blackboard
# as in the figure, with its two arrows, and leave it there for masks and axes. Ask what the comma in (125,) is for:
# there is one direction, and no second; many take it for (125, 1). Let them say aloud: *samples down, features across*.

# %% [markdown]
# ## Arrays: masks
#
# A comparison of an array gives an array of `True` and `False`: a **mask**. In brackets it picks rows.

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(6.5, 2.6))
plots.masked(ax, mass_kg[:5], mass_kg[:5] > 50, title="mask = values > 50")
plots.show(fig, "Five masses, the mask of a comparison, and what is left: rows with False are struck out.")

# %% [markdown]
# `True` counts as 1, so the sum of a mask is a count, and its mean a share.
#
# **Predict:** in the figure, the mask is `True` twice. What is its mean?

# %%
mask = mass_kg[:5] > 50  # the five in the figure

print("sum: ", np.sum(mask))
print("mean:", np.mean(mask))

# %% [markdown] tags=["after"]
# 0.4: two of the five are heavier than 50 kg.

# %% [markdown]
# Now the whole column. What is heavier than 1,000 kg? (The giraffe weighs exactly that, and `>` leaves it out.)

# %%
is_heavy = mass_kg > 1000  # (n_samples,)

print(is_heavy.sum(), "are heavier than 1,000 kg:")
print(*table["name"][is_heavy], sep=", ")  # the star hands them over one by one

# %% tags=["assert"]
assert is_heavy.sum() == 6
assert mass_kg[table["name"] == "giraffe"] == 1000

# %% [markdown]
# ### And, or, not
#
# `&` is *and*, `|` is *or*, `~` is *not*, row by row. Put each comparison in parentheses: Python reads the `&` first.
#
# **Predict:** some things are longer than a meter, and lighter than 10 kg. What sort of things?

# %%
is_long_and_light = (length_cm > 100) & (mass_kg < 10)  # (n_samples,)

print(*table["name"][is_long_and_light], sep=", ")

# %% [markdown] tags=["after"]
# Three birds, with long necks or tail feathers.

# %% [markdown]
# ### Red once more
#
# In the cell above, write `and` in place of `&`, and read the last line: *The truth value of an array with more than
# one element is ambiguous.* `and` wants *one* True or False, and got 125. Put the `&` back.

# %% [markdown]
# ### Exercise 2 · Heavy fruits
#
# Texts compare too: `table["name"] == "dog"` is a mask. A list, such as our `kinds`, gives only *one* True or False.
#
# How many *fruits* are heavier than *one kilogram*? Let a mask count them.

# %% tags=["exercise"]
### BEGIN SOLUTION
n_heavy_fruits = np.sum((table["kind"] == "fruit") & (mass_kg > 1))
### END SOLUTION

# %% tags=["check"]
n_heavy_fruits = check.n_heavy_fruits(n_heavy_fruits)

# %% [markdown] tags=["hint"]
# Two masks, joined by `&`: one for the kind, one for the mass. Then `np.sum`.

# %% [markdown] tags=["notes"]
# 34 minutes. Write five masses on the blackboard, True or False below each, and strike out the False ones, as in the
# figure. Ask why the sum is a count, and the mean a share: expect 2 for the mean, and some 0.5. For the long and light
# ones expect "snakes"; ours measures 100 cm, and is not longer. Without parentheses, as in `length_cm > 100 & mass_kg <
# 10`, Python joins 100 and the masses first, and stops. In Exercise 2 the usual answer is 61, everything above a
# kilogram. The three are melon, watermelon and pineapple.

# %% [markdown]
# ## A picture in four lines
#
# Make a figure, draw, name its axes, show it. You may always skip code that draws: no exercise asks for it.
#
# **Predict:** one dot for each of the 35 fruits. Which fruit is the lone dot at the top?

# %%
is_fruit = table["kind"] == "fruit"

fig, ax = plt.subplots()
ax.plot(length_cm[is_fruit], mass_kg[is_fruit], "o")  # across, up, and what to draw: "o" is a dot
ax.set(xlabel="length (cm)", ylabel="mass (kg)")
plots.show(fig, "The fruits by length and mass. The watermelon outweighs all others by far.")

# %% tags=["assert"]
assert table["name"][is_fruit][mass_kg[is_fruit].argmax()] == "watermelon"

# %% [markdown] tags=["after"]
# The watermelon. Change `"o"` to `"^"`, and run it again.

# %% [markdown] tags=["notes"]
# 38 minutes. Type the four lines while you say the four verbs: make, draw, name, show. The line under the figure is
# `plots.show`, the one thing in here that is ours. Expect "pineapple" or "pumpkin". Those who try the animals see two
# dots and a heap: the dots are the whales; leave that for lesson 01.

# %% [markdown]
# ## Arrays: axis
#
# Axis 0 goes down, axis 1 across. A sum or a mean *over an axis* goes along it, and makes it disappear.
#
# **Predict:** `X` has shape `(125, 2)`. What is the shape of `X.mean(axis=0)`?

# %%
print("over the samples: ", X.mean(axis=0).shape)
print("over the features:", X.mean(axis=1).shape)

# %% [markdown] tags=["after"]
# One mean for each *feature* is left. Over the features, it is one for each *sample*.

# %% tags=["given"]
fig, axes = plt.subplots(1, 2, figsize=(9, 2.8))
for axis, ax in enumerate(axes):
    plots.mean_over(ax, X[:4], axis)
plots.show(fig, "The same four rows. Left: down along axis 0, two means are left. Right: across along axis 1, four.")

# %% [markdown]
# The first is useful. The second adds centimeters to grams, which means nothing. You will need axis 0 most: it is
# where the samples are.
#
# ### Exercise 3 · How far it goes
#
# For each feature, return the largest value minus the smallest: an array of shape `(n_features,)`.

# %% tags=["exercise"]
def feature_ranges(X):
    """Return the largest minus the smallest value of each feature."""
    ### BEGIN SOLUTION
    return X.max(axis=0) - X.min(axis=0)
    ### END SOLUTION


# %% tags=["check"]
feature_ranges = check.feature_ranges(feature_ranges)

# %% [markdown] tags=["hint"]
# `X.max(axis=0)` has one number for each feature. So has `X.min(axis=0)`.

# %%
length_range, mass_range = feature_ranges(X)

print(f"lengths span {length_range:,.0f} cm, masses {mass_range:,.0f} g")

# %% [markdown] tags=["notes"]
# 46 minutes. On the blackboard's `X`, wipe along the arrow: down through the rows, and two numbers are left; across,
# and 125 are. Expect half of the class to take axis 0 for "keep the rows". Ask for the unit of a centimeter plus a
# gram. In Exercise 3 they write Python's own `max(X)`, which cannot compare rows, or no axis, which mixes lengths with
# masses.

# %% [markdown]
# ## Arrays: `@`
#
# Four baskets, each a row: how many apples, bananas and lemons it holds. What does each weigh? Multiply each number
# by its fruit's mass, and add up along the row. For basket $i$ and fruit $j$:
#
# $$m_i = \sum_j B_{ij}\, w_j$$
#
# Read $\sum_j$: add up over all fruits $j$. $B$ is `baskets`, $w$ is `weights`, $m$ is `by_loop`.
#
# **Predict:** an apple and a banana weigh 180 g each, a lemon 110 g. Which of the `baskets` below is the heaviest?

# %%
baskets = np.array([[2, 0, 1], [0, 3, 0], [1, 1, 2], [0, 1, 3]])  # (n_baskets, n_fruits)
weights = np.array([180.0, 180.0, 110.0])  # (n_fruits,), in grams

by_loop = np.zeros(4)  # (n_baskets,)
for i in range(4):
    for j in range(3):
        by_loop[i] += baskets[i, j] * weights[j]
print("by loop:", by_loop)

# %% tags=["assert"]
assert all(np.isin([180, 110], mass_g[np.isin(table["name"], ["red apple", "banana", "lemon"])]))

# %% [markdown]
# ### All of it with one sign
#
# NumPy writes this `baskets @ weights`. Watch one row after the other meet the weights:

# %% tags=["given", "nbval-ignore-output"]
def draw_basket(ax, step):
    """Draw how basket number `step` meets the weights."""
    plots.row_meets_vector(ax, baskets, weights, row=step)


plots.steps(
    draw_basket,
    "One basket after the other: its row meets the weights, number by number, and the products are added up.",
    n_steps=4,
    figsize=(6, 2.8),
)

# %% tags=["given"]
plots.side_by_side(
    draw_basket,
    "The first basket and the third. Three products each, one sum.",
    figsize=(12, 2.8),
    step=[0, 2],
)

# %% [markdown]
# `@` multiplies along the *inner* axis, the last of `baskets` and the first of `weights`, and adds up:
# `(n_baskets, n_fruits) @ (n_fruits,)` gives `(n_baskets,)`. The inner axis disappears. Books call this the
# **matrix-vector product**.
#
# ### Exercise 4 · Without a loop
#
# Return the mass of every basket, with `@`.

# %% tags=["exercise"]
def basket_masses(baskets, weights):
    """Return the mass of each basket, of shape (n_baskets,)."""
    ### BEGIN SOLUTION
    return baskets @ weights
    ### END SOLUTION


# %% tags=["check"]
basket_masses = check.basket_masses(basket_masses)

# %% [markdown] tags=["hint"]
# The shapes must meet in the middle: which of the two has `n_fruits` last, which has it first?

# %%
print("by @:   ", basket_masses(baskets, weights))

# %% tags=["assert"]
assert np.allclose(basket_masses(baskets, weights), by_loop)

# %% [markdown]
# Lesson 04 needs `@` again, and so does every network.

# %% [markdown] tags=["notes"]
# 55 minutes. Do the third basket by hand, one finger along its row, the other down the weights: 180 + 180 + 220. Expect
# bets on the three bananas. Write (4, 3) and (3,), and strike out the two threes. In Exercise 4 some write `*`, which
# gives a table of 4 by 3 that nobody has added up, or `weights @ baskets`, which does not fit. Short of time: run the
# two loops without typing them.

# %% [markdown]
# ## Recap
#
# - Predict first, then run; a check tells you *which* mistake you made, a traceback's last line what Python found.
# - `X` has shape `(n_samples, n_features)`; masks pick rows, `axis=0` goes over the samples, `@` multiplies and adds
#   up.
# - You can tell an animal from a fruit at a glance. Can you write down how?
