# %% [markdown]
# # 00 · Start here
#
# At the end of this page you know that everything works, how a lesson goes, and enough about arrays to begin.
#
# **You will**
#
# - run cells, and see that your computer has what it needs;
# - get an exercise wrong on purpose, and read what the check says;
# - ask questions of whole arrays: shape, mask, axis, and `@`.
#
# *45 minutes · builds on a little Python: variables, functions, loops*

# %% [markdown]
# ## Does it run?
#
# This page is a **notebook**: a row of **cells**, some to read and some to run. Click into the cell below
# and press **Shift + Enter**. It loads the course's helpers and moves on to the next cell, which you run the same way.

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
# If a line appeared, all is well. If something red appeared, its last line says what is wrong.
# Python remembers the cells that have run, so run them from top to bottom. When in doubt:
# **Kernel → Restart Kernel and Run All Cells**.
#
# Here are five of the rows. They stay with us until the last lesson. By *fruit* we mean what a greengrocer sells:
# fruits, vegetables and a nut.

# %%
for row in table[[0, 25, 60, 95, 105]]:
    print(f"{row['emoji']} {row['name']:12} {row['kind']:7} {row['length_cm']:6g} cm {row['mass_g']:10,g} g")

# %% [markdown] tags=["notes"]
# 5 minutes. It goes this fast where all machines were set up beforehand; anyone without a working setup shares with a
# neighbor. Run one cell, then let the class run it. Draw the kernel as a box beside the page: what has run is in the
# box, what only stands on the page is not. Where they get stuck: they run the second cell first, and read
# `NameError: name 'data' is not defined`. Have somebody do that on purpose. How many of the five rows are fruits? Two:
# this kiwi is not a bird.

# %% [markdown]
# ## How a lesson goes
#
# We never run code without guessing first. When you read **Predict:**, stop and say your guess aloud.
# A wrong guess is worth most: that is where you learn something.
#
# **Predict:** are fewer than half of the rows animals, about half, or more?

# %%
kinds = list(table["kind"])  # the column with the name "kind"

print(kinds.count("animal"), "animals and", kinds.count("fruit"), "fruits")

# %% [markdown]
# After the guessing come **exercises**. Where an exercise has `...`, you write code. The cell after it checks your
# answer. If it is right, the lesson goes on with *yours*. If not, it goes on with ours, and you can come back:
# change your cell, and run *both* again. Below, a solution is folded away, and often a hint.

# %% [markdown]
# ### Exercise 1 · Wrong on purpose
#
# The masses in `table["mass_g"]` are in grams, and `.max()` gives the largest. How many *kilograms*
# does the heaviest thing weigh?
#
# First forget to convert: write `table["mass_g"].max()` in place of the `...`, run both cells, and read what
# the check says. Then put it right.

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

# %% [markdown] tags=["notes"]
# 14 minutes. Wait until everybody has raised a hand for *fewer*, *half* or *more*; most say half. Then ask who was
# wrong, and be glad of them. In Exercise 1 the quick ones write the right answer at once: send them back, the sentence
# about the wrong one is the point. Where they get stuck: they change their cell and run the check alone. "Does the
# lesson go on with mine?" Yes, once it is right.

# %% [markdown]
# ## The map
#
# Four parts. Each lesson begins with a question and ends with the next one.

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(10.5, 4.6))
plots.course_map(ax, [(lesson.part, lesson.label) for lesson in data.load_lessons()])
plots.show(fig, "The map of the course, from the first cost to animals and fruits that a network has never seen.")

# %% [markdown]
# Every algorithm is written by hand first. Only then does a library do it, and we show that the two agree.

# %% [markdown] tags=["notes"]
# 16 minutes. Nobody types this cell. Point at where we are and at the last stop. Ask what has to be learned in between,
# and leave the answers in a corner of the blackboard.

# %% [markdown]
# ## Arrays: shape
#
# All of machine learning happens in **arrays**: boxes of numbers, handled whole. A column of the table is one.
# Its **shape** says how many numbers it has in each direction: `(3,)` is three numbers one after another,
# `(3, 4)` a grid of 3 rows and 4 columns.
#
# **Predict:** we put two columns side by side, 125 rows each. What is the shape of `X`?

# %%
mass_g = table["mass_g"]
X = np.column_stack([table["length_cm"], mass_g])

print("mass_g:", mass_g.shape)
print("X:     ", X.shape)

# %% [markdown]
# One row for each thing, one column for each thing *measured*. We say **samples** and **features**:
# the shape of `X` is `(n_samples, n_features)`, in every lesson and every library.
#
# Whole arrays calculate at once. No loop is needed to turn 125 masses into kilograms:

# %%
mass_kg = mass_g / 1000  # (n_samples,)

print(mass_kg[:5])

# %% [markdown] tags=["notes"]
# 22 minutes. Draw `X` on the blackboard, 125 rows by 2 columns, and leave it there for masks and axes. The usual wrong
# guesses are (2, 125), and 250 for one column below the other. Ask what the comma in (125,) is for: there is one
# direction, and no second; many take it for (125, 1). Let them say aloud: *samples down, features across*.

# %% [markdown]
# ## Arrays: masks
#
# A comparison of an array gives an array of `True` and `False`: a **mask**. In brackets it picks rows.
# `True` counts as 1, so the sum of a mask is a count, and its mean a share.
#
# **Predict:** how many things in the table are heavier than 1,000 kg?

# %%
is_heavy = mass_kg > 1000  # (n_samples,)

print(is_heavy[:5])
print(is_heavy.sum(), "are heavier than 1,000 kg:")
print(*table["name"][is_heavy], sep=", ")

# %% [markdown]
# `&` is *and*, `|` is *or*, `~` is *not*. Put parentheses around each comparison, as in `(a > 1) & (b < 2)`:
# Python reads the `&` first, and without them it stops or, worse, counts something else.
#
# ### Exercise 2 · Heavy fruits
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
# 30 minutes. Write five masses on the blackboard, True or False below each, and strike out the False ones. Ask why the
# sum is a count. In Exercise 2 the usual answer is 61, everything above a kilogram. Where they get stuck: `and` in
# place of `&` (*the truth value of an array is ambiguous*), and the parentheses. The three are melon, watermelon and
# pineapple.

# %% [markdown]
# ## Arrays: axis
#
# `X` has two directions. Axis 0 goes down, from row to row. Axis 1 goes across, from column to column. A sum or a mean
# *over an axis* makes that axis disappear.
#
# **Predict:** `X` has shape `(125, 2)`. What is the shape of `X.mean(axis=0)`?

# %%
print("over the samples: ", X.mean(axis=0).shape, " one mean per feature")
print("over the features:", X.mean(axis=1).shape, " one mean per sample")

# %% [markdown]
# The first is useful: the mean length and the mean mass. The second adds centimeters to grams, and nobody can say
# what comes out. Axis 0 is where the samples are: you will need it most.
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
# 37 minutes. On the blackboard's `X`, wipe along the arrow: down through the rows, and two numbers are left; across,
# and 125 are. Half of the class takes axis 0 for "keep the rows". Ask for the unit of a centimeter plus a gram. In
# Exercise 3 they write Python's own `max(X)`, which cannot compare rows, or no axis, which mixes lengths with masses.

# %% [markdown]
# ## Arrays: `@`
#
# Four baskets, each a row: how many apples, bananas and lemons it holds. What does each weigh? Multiply each number
# by its fruit's mass, and add up along the row. For basket $i$ and fruit $j$:
#
# $$m_i = \sum_j B_{ij}\, w_j$$
#
# $B$ is `baskets`, $w$ is `weights`. **Predict:** an apple and a banana weigh 180 g each, a lemon 110 g.
# Which basket is the heaviest?

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
# NumPy does all of this with one sign. `baskets @ weights` multiplies along the *inner* axis, which both have,
# and adds up: `(n_baskets, n_fruits) @ (n_fruits,)` gives `(n_baskets,)`. The inner axis disappears.
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
# Remember this one sign: from lesson 13 on, it is the heart of every layer of a network.

# %% [markdown] tags=["notes"]
# 45 minutes. Do the third basket by hand, one finger along its row, the other down the weights: 180 + 180 + 220. Most
# bet on the three bananas. Write (4, 3) and (3,), and strike out the two threes. In Exercise 4 some write `*`, which
# gives a table of 4 by 3 that nobody has added up, or `weights @ baskets`, which does not fit. Short of time: run the
# two loops without typing them.

# %% [markdown]
# ## Recap
#
# - Predict first, then run; a check tells you *which* mistake you made.
# - `X` has shape `(n_samples, n_features)`; masks pick rows, `axis=0` goes over the samples, `@` multiplies and adds
#   up.
# - You can tell an animal from a fruit at a glance. Can you write down how?
