# %% [markdown]
# # 08 · Nearest neighbors
#
# Could we do without any curve, and ask the most similar known thing? We can. It needs no weights, no gradient and no
# fit, and it reads handwriting.
#
# **You will**
#
# - turn resemblance into a distance, and let the nearest vote;
# - choose by cross-validation how many of them to ask, and know which model to keep;
# - test what units and useless columns do, and write an estimator that scikit-learn accepts.
#
# *90 minutes · builds on [07 · Overfitting](07_overfitting.ipynb)*

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.checks import nearest_neighbors as check
from mlcourse.sealed import SealedTestSet  # lesson 07
from mlcourse.taught.cost_model import error_rate
from mlcourse.taught.decisions import balanced_error
from mlcourse.taught.linear_regression import least_squares
from mlcourse.taught.what_is_machine_learning import split

plt.style.use("mlcourse.course")

# %% [markdown]
# ## Who resembles you?
#
# Our table again, by the logarithms of length and mass. Lesson 07 said *split first*, so we do: 85 rows to learn from,
# and 40 under the seal.

# %%
table = data.load_animals_fruits()
columns = np.column_stack([table["length_cm"], table["mass_g"]])  # (n_samples, n_features)
is_animal = (table["kind"] == "animal").astype(int)  # (n_samples,)

train, test = split(len(table), 85, rng=np.random.default_rng(7))
X_train, y_train, names = np.log10(columns[train]), is_animal[train], table["name"][train]
sealed = SealedTestSet(np.log10(columns[test]), is_animal[test])

print(X_train.shape, "and", sealed)
print("always animal:", np.sum(y_train == 0), "of 85 wrong")

# %% [markdown]
# You have a length and a mass, too. So you are a dot among the dots. How far is it from dot $a$ to dot $b$? Along
# a straight line, says Pythagoras, with one square for each feature:
#
# $$d(a, b) = \sqrt{\sum_j (a_j - b_j)^2}$$
#
# This is the **Euclidean distance**. On logarithmic axes, *near* means: alike up to small factors.
#
# **Predict:** 170 cm and 70 kg (take your own, or your dog's). Who resembles that most: gorilla (105 cm, 130 kg), seal
# (160 cm, 85 kg), sheep (125 cm, 70 kg) or kangaroo (120 cm, 45 kg)?

# %%
you = np.log10([170, 70_000])  # (n_features,)

for name in ["gorilla", "seal", "sheep", "kangaroo"]:
    known = np.log10(columns[table["name"] == name][0])
    print(f"{name:9} {np.sqrt(np.sum((you - known) ** 2)):.2f}")

# %% tags=["assert"]
assert [columns[table["name"] == name].tolist() for name in ["gorilla", "seal"]] == [[[105, 130e3]], [[160, 85e3]]]
assert [columns[table["name"] == name].tolist() for name in ["sheep", "kangaroo"]] == [[[125, 70e3]], [[120, 45e3]]]
assert np.allclose([170 / 160, 85 / 70, 170 / 125], [1.06, 1.21, 1.36], atol=0.005)

# %% [markdown] tags=["after"]
# The seal: its length differs by a factor of 1.06, its mass by 1.21. The sheep has the same mass, but its length
# differs by 1.36, and that is farther.

# %% [markdown] tags=["notes"]
# 6 minutes. Three students say height and shoe size; who is nearest to you? Expect "the sheep, it has the same mass":
# ask for factors. "You cannot add centimeters and kilograms!" Good: on logarithmic axes we add factors. Units come
# later.

# %% [markdown]
# ## Everybody against everybody
#
# We want a table with one row for each thing that we ask about, a **query**, and one column for each known thing: shape
# `(n_queries, n_train)`. NumPy does it without a loop. `X[:, None]` has shape `(n_queries, 1, n_features)`, and
# `X_train` has `(n_train, n_features)`. Subtract one from the other, and NumPy repeats each query for every
# known row, and the known rows for every query.
# This is **broadcasting**: the differences have shape `(n_queries, n_train, n_features)`.

# %% [markdown]
# ### Exercise 1 · Distances
#
# Return the Euclidean distance of each row of `X` from each row of `X_train`. Of the three axes of `gaps`, the last
# has to go: it is the sum over $j$.

# %% tags=["exercise", "taught"]
def distances(X, X_train):
    """Return the Euclidean distance of each row of `X` from each row of `X_train`."""
    gaps = X[:, None] - X_train  # (n_queries, n_train, n_features)
    ### BEGIN SOLUTION
    return np.sqrt(np.sum(gaps**2, axis=2))
    ### END SOLUTION


# %% tags=["check"]
distances = check.distances(distances)

# %% [markdown] tags=["hint"]
# From the inside out: square the gaps, sum over `axis=2`, take the root with `np.sqrt`. (Three queries and two known
# things with two features: `(3, 1, 2)` minus `(2, 2)` has the shape `(3, 2, 2)`.)

# %% [markdown]
# Sorted by distance, the first $k$ columns are the **neighbors**. `np.argsort` returns their numbers;
# `kind="stable"` leaves equally near ones in their order.
#
# We ask about you, and about a thing of 20 cm and 200 g. **Predict:** will that thing have more animals or more fruits
# among its five neighbors?

# %% tags=["taught"]
def nearest(distance, n_neighbors):
    """Return the numbers of the nearest columns of each row, the nearest first."""
    return np.argsort(distance, axis=1, kind="stable")[:, :n_neighbors]  # (n_queries, n_neighbors)


queries = np.log10([[170, 70_000], [20, 200]])  # (n_queries, n_features)
rows = nearest(distances(queries, X_train), n_neighbors=5)
for row in rows:
    print(*names[row], sep=", ")

# %% tags=["assert"]
assert list(names[rows[0]]) == ["seal", "boar", "sheep", "goat", "kangaroo"]
assert np.sum(y_train[rows[1]]) == 1 and names[rows[1]][-1] == "owl"

# %% [markdown] tags=["after"]
# More fruits: four, and one owl. Around you there are animals only.

# %% [markdown] tags=["notes"]
# 15 minutes. Blackboard: three queries, two known things, a table of 3 by 2; below it the shapes (3, 1, 2) and (2, 2),
# the axes of length 1 marked. In exercise 1 they sum along the wrong axis, or forget the root: let them print
# `gaps.shape` and point at the axis that has to go.

# %% [markdown]
# ## The vote
#
# The neighbors vote. Class $c$ gets the share of those among the $k$ neighbors who belong to it:
#
# $$p_c = \frac{\text{neighbors of class } c}{k}$$
#
# The largest share wins. (A share is not a finely graded probability: of five neighbors, it is one of 0, 0.2, …, 1.)

# %% [markdown]
# ### Exercise 2 · The vote
#
# `labels` holds the classes of the neighbors, one row per query; classes count from 0. Return the shares: one row per
# query, and one column for *each* of the `n_classes`, even those without a vote.

# %% tags=["exercise", "taught"]
def vote(labels, n_classes):
    """Return for each row of labels which share of them each class has."""
    ### BEGIN SOLUTION
    return np.column_stack([np.mean(labels == c, axis=1) for c in range(n_classes)])  # (n_queries, n_classes)
    ### END SOLUTION


# %% tags=["check"]
vote = check.vote(vote)

# %% [markdown] tags=["hint"]
# `np.mean(labels == 0, axis=1)` is the column of class 0. Put one column for each class side by side, as you did with
# the powers in lesson 07.

# %% [markdown]
# Put together, they are the whole algorithm, the **k nearest neighbors** (*k-NN*). Where votes tie, `np.argmax` takes
# the lowest class; with two classes and an odd $k$, no vote ties. (Books call it *non-parametric*: its size is not
# fixed beforehand, it keeps the rows.)

# %% tags=["taught"]
def classify(X_train, y_train, X, n_neighbors):
    """Return the class that most of the nearest train rows have, for each row of `X`."""
    labels = y_train[nearest(distances(X, X_train), n_neighbors)]  # (n_queries, n_neighbors)
    return np.argmax(vote(labels, y_train.max() + 1), axis=1)


# %% tags=["given"]
all_pictures = data.load_pictures(table[train])
in_view = np.all(X_train.clip([0.1, 0.3], [2.1, 4.2]) == X_train, axis=1)  # (85,): where the kinds mix


def name_axes(ax):
    """Write centimeters and grams on axes that hold their logarithms."""
    ax.set(xlabel="length", xticks=[0, 1, 2], xticklabels=["1 cm", "10 cm", "1 m"], xlim=(0, 2.2))
    ax.set(ylabel="mass", yticks=[1, 2, 3, 4], yticklabels=["10 g", "100 g", "1 kg", "10 kg"], ylim=(0.2, 4.4))


def draw_thing(ax, log_length, log_mass):
    """Draw a thing as a star, lines to its five nearest train rows, and their vote."""
    thing = np.array([log_length, log_mass])
    rows = nearest(distances(thing[None], X_train), n_neighbors=5)[0]
    plots.asking(ax, thing, X_train, y_train, rows, all_pictures[rows])
    name_axes(ax)


# %% [markdown]
# Two sliders move the star, the thing that we ask about. (They hold logarithms: 1 is 10 cm, or 10 g.) Watch the lines,
# and the vote above.
#
# **Predict:** at 10 cm, make it heavier and heavier, from 4 g to 400 g. Will the vote go from animal to fruit, or from
# fruit to animal?

# %% tags=["nbval-ignore-output"]
plots.slide(
    draw_thing,
    "The star is the thing that we ask about, with lines to its five nearest neighbors. Above, how they vote.",
    figsize=(6, 5.4),
    log_length=(0.4, 1.9, 0.1),
    log_mass=(0.6, 4.1, 0.1),
)

# %% tags=["given"]
plots.side_by_side(
    draw_thing,
    "The star at 10 cm, with 4 g, 40 g and 400 g. Light for its length it is among animals, heavy among fruits.",
    figsize=(13, 5),
    log_length=[1, 1, 1],
    log_mass=[0.6, 1.6, 2.6],
)

# %% tags=["assert"]
assert list(classify(X_train, y_train, np.array([[1, 0.6], [1, 1.6], [1, 2.6]]), 5)) == [1, 1, 0]

# %% [markdown] tags=["after"]
# From animal to fruit. *Heavy for its length* means fruit, lesson 06's line said: here nobody fitted a line.

# %% [markdown]
# Next we ask about the train rows themselves, with $k = 1$. **Predict:** how many of the 85 are wrong?

# %%
for k in [1, 5, 85]:
    print(f"k = {k:2}: {np.sum(classify(X_train, y_train, X_train, k) != y_train)} of 85 train rows wrong")

# %% tags=["assert"]
assert np.sum(classify(X_train, y_train, X_train, 1) != y_train) == 0
assert np.all(classify(X_train, y_train, X_train, 85) == 1)

# %% [markdown] tags=["after"]
# None: if you ask about a known thing, you find the thing itself, at distance 0. It is lesson 01's rule that learns by
# heart. And when all 85 vote, the animals win every vote: we are back at "always animal".

# %% tags=["given"]
lengths, masses = np.linspace(0, 2.2, 120), np.linspace(0.2, 4.4, 120)
everywhere = np.stack(np.meshgrid(lengths, masses), axis=-1).reshape(-1, 2)  # (14400, 2)


def draw_regions(ax, k):
    """Draw the train rows where the kinds mix, and what the k nearest say everywhere."""
    answers = classify(X_train, y_train, everywhere, k).reshape(120, 120)
    plots.regions(ax, lengths, masses, answers)
    plots.emoji(ax, *X_train[in_view].T, all_pictures[in_view], size=16)
    name_axes(ax)
    ax.set(title=f"$k$ = {k}")


# %% [markdown]
# And what does it say everywhere else? Blue is fruit, orange with dots is animal.
#
# **Predict:** one fruit, the hot pepper, has hardly anything but animals around it. With $k = 1$ it rules an island. At
# which $k$ is the island gone? Drag.

# %% tags=["nbval-ignore-output"]
plots.slide(draw_regions, "Ask the k nearest, everywhere.", figsize=(6, 5), k=(1, 49, 2))

# %% tags=["given"]
plots.side_by_side(
    draw_regions,
    "Where fruits (blue) and animals (orange, dotted) mix. At k = 1 the hot pepper rules an island, the crab a bay; "
    "at k = 3 both are outvoted; at k = 15 the smallest and the largest fruits are outvoted, too.",
    figsize=(13, 4.6),
    k=[1, 3, 15],
)

# %% [markdown] tags=["after"]
# At $k = 3$: two animals outvote the hot pepper.

# %% [markdown] tags=["notes"]
# 34 minutes. In exercise 2 they average over the queries, or return the winner. Let a student move the star to their
# phone, or to a pencil. Point at an island: which single thing made it? Students say that small k is the *simple*
# model, because 1 is small. Let them count borders: k = 1 has the freedom, like degree 19. Draw lesson 07's U again,
# and write k below it from right to left.

# %% [markdown]
# ## How many shall we ask?
#
# Nothing in the data fits $k$. It is *chosen*, like the degree in lesson 07: a **hyperparameter**. So we need
# validation rows. But of 85 rows, how many can we spare?
#
# None: let them take turns. Cut the rows into five **folds**. Each judges a model that learned from the other four, so
# no row judges a model that knew it. This is **cross-validation**.

# %% tags=["given"]
def draw_round(ax, step):
    """Draw which folds learn and which one judges, up to a round."""
    plots.rounds(ax, n_folds=5, step=step)


# %% [markdown]
# The five models serve to choose $k$, and nothing else. **The model to keep is a sixth: with the chosen $k$, it learns
# from all 85 rows.**

# %% tags=["nbval-ignore-output"]
plots.steps(draw_round, "Five folds take turns. Each judges once; then one model learns from all.", 6, figsize=(7, 3.8))

# %% tags=["given"]
plots.side_by_side(
    draw_round,
    "The first round, the first three, and all five. In each round another fold judges (dashed), and the others learn. "
    "The model that is kept learns from all folds.",
    figsize=(14, 3),
    step=[0, 2, 5],
)


# %% tags=["taught"]
def folds(n_samples, n_folds, rng):
    """Return the row numbers, shuffled and cut into parts of equal size, give or take one row."""
    return np.array_split(rng.permutation(n_samples), n_folds)


# %% [markdown]
# ### Exercise 3 · Cross-validation
#
# For each part: let `predict` learn from all *other* rows, ask it about this part, and collect the cost. `predict`
# takes `(X_train, y_train, X)` and returns predictions; `cost` takes `(y, prediction)` and returns a number.
#
# `np.setdiff1d(np.arange(len(X)), part)` are the numbers of all rows that are not in `part`.

# %% tags=["exercise", "taught"]
def cross_validate(predict, cost, X, y, parts):
    """Return what the predictions cost on each part, by a model that learns from all other rows."""
    costs = []
    for part in parts:
        ### BEGIN SOLUTION
        others = np.setdiff1d(np.arange(len(X)), part)
        costs.append(cost(y[part], predict(X[others], y[others], X[part])))
        ### END SOLUTION
    return np.array(costs)  # (n_folds,)


# %% tags=["check"]
cross_validate = check.cross_validate(cross_validate)

# %% [markdown] tags=["hint"]
# `X[others]` and `y[others]` are to learn from, `X[part]` is to be asked about, and `y[part]` is the truth.

# %% [markdown]
# `partial(classify, n_neighbors=9)` is `classify` with that argument filled in: a `predict` as we need it. How the rows
# fall into folds is luck again, so we take the mean over twenty shuffles. Four folds hold 68 rows.

# %%
from functools import partial

rng = np.random.default_rng(7)
ks = [1, 3, 5, 7, 9, 15, 25, 35, 51, 67]
parts = [part for _ in range(20) for part in folds(85, 5, rng)]  # 20 shuffles of 5 parts each, in one list of 100

on_train, validated = np.zeros((2, len(ks)))
for i, k in enumerate(ks):
    on_train[i] = error_rate(y_train, classify(X_train, y_train, X_train, k))
    validated[i] = cross_validate(partial(classify, n_neighbors=k), error_rate, X_train, y_train, parts).mean()

# %% [markdown]
# **Predict:** at which $k$ is the cross-validated error lowest: 1, about 5, about 25, or 67?

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(6, 3.8))
ax.plot(ks, on_train, "o--", color="C5", label="train")
ax.plot(ks, validated, "s-", color="C4", label="cross-validated")
ax.axhline(np.mean(y_train == 0), color="black", linestyle=":", label="always animal")
ax.set(xlabel="neighbors $k$", ylabel="error rate", xscale="log", ylim=(-0.02, 0.5))
ax.set_xticks(ks, ks)
ax.set_xticks([], minor=True)
ax.legend(ncols=3, loc="upper center")
plots.show(
    fig,
    "The U again, to be read from right to left: freedom grows as k falls. At k = 1 the train error is zero; the "
    "cross-validated error is lowest around k = 5. At k = 35 it is higher than that of always animal.",
)

# %% tags=["assert"]
assert ks[np.argmin(validated)] == 5
assert validated[0] > 1.2 * validated.min() and validated[-1] > 1.4 * validated.min()
assert [classify(X_train, y_train, X_train[names == "mouse"], k)[0] for k in [5, 35]] == [1, 0]
assert [classify(X_train, y_train, X_train[names == "eggplant"], k)[0] for k in [5, 35]] == [0, 1]

# %% [markdown] tags=["after"]
# At $k = 5$. $k = 1$ overfits: every exception rules the space around it. Large $k$ underfits: at 35, the mouse is a
# fruit and the eggplant an animal. Between 3 and 15 the errors differ by 0.02, two rows of 85; that may be luck:
# usually 3 is best (in 19 of 30 splits), here it is 5. (The train error need not fall at every step to the left: small
# $k$ does not contain large $k$, as a polynomial contains those of lower degree.)

# %% [markdown]
# We take the lowest. Its cross-validated error is a winner's number, as in lesson 07: a little too good on average. A
# fair grade comes from the sealed rows, opened once, for the model that learned from all 85.
#
# **Predict:** "always animal" errs on 11 of the 40 sealed rows. Will our model err on fewer?

# %% tags=["given"]
def both_errors(y, prediction):
    """Return the error rate and the balanced error."""
    return np.array([error_rate(y, prediction), balanced_error(y, prediction)])


chosen = ks[np.argmin(validated)]
grade = sealed.grade(partial(classify, X_train, y_train, n_neighbors=chosen), both_errors)
lazy = both_errors(is_animal[test], np.ones(len(test)))
for rule, (rate, balanced) in [(f"{chosen} neighbors", grade), ("always animal", lazy)]:
    print(f"{rule:13}  error rate {rate:.3f}, balanced {balanced:.2f}")

# %% tags=["assert"]
assert round(grade[0] * 40) == 7 and round(validated.min(), 2) == 0.19
assert round(grade[1], 2) == 0.21 and lazy[1] == 0.5
assert np.sum(is_animal[test] == 0) == 11

# %% [markdown] tags=["after"]
# Yes, on seven; and the balanced error is 0.21, against one half. On forty rows, three errors more or fewer would
# surprise nobody; over twenty splits it makes little more than half of the errors of "always animal". (The seal guards
# our choice of $k$. The logarithms we chose long ago, with all 125 in view.)

# %% [markdown] tags=["notes"]
# 52 minutes. Blackboard: five boxes in a row, and in each round another one judges. How many models are judged? (Five.)
# Which one do we keep? Expect "the best of the five": it is only the one with the kindest judge. In exercise 3 they
# learn from all rows, or swap `part` and `others`. "So 5 is better than 7?" Two rows of 85: say so before they believe
# it.

# %% [markdown]
# ## A number in place of a name
#
# For regression we take the *average* of the neighbors' targets. How heavy is an animal of this length? In lesson 04 a
# line told us. Length and mass are logarithms again.
#
# **Predict:** the longest train row is the sperm whale, 16 m and 41 t. Now the blue whale: 25 m. Will its three
# neighbors say more than 41 t, or less?

# %% tags=["taught"]
def estimate(X_train, y_train, X, n_neighbors):
    """Return the average target of the nearest train rows, for each row of `X`."""
    return np.mean(y_train[nearest(distances(X, X_train), n_neighbors)], axis=1)


length, mass = X_train[y_train == 1, :1], X_train[y_train == 1, 1]  # (n_samples, 1), (n_samples,), as logarithms
w, b = least_squares(length, mass)
whales = np.log10([[1600], [2500]])  # (2, 1): sperm whale, blue whale

# 10⁶ g are 1 t, so - 6
print("line:           ", *(10 ** (whales @ w + b - 6)).round(), "t")
print("three neighbors:", *(10 ** (estimate(length, mass, whales, 3) - 6)).round(), "t")

# %% tags=["assert"]
assert length.max() == np.log10(1600)
assert np.isclose(*estimate(length, mass, whales, 3))

# %% [markdown] tags=["after"]
# Less, and exactly what they say about the sperm whale: both have the same three neighbors, and an average never leaves
# what was seen. (41, 4.5 and 5 t: the average of their *logarithms* belongs to 10 t, not to 17.) The table says 110 t:
# the line is the better model, since lesson 04's law has its form. Neighbors are for where nobody knows the form.

# %% [markdown] tags=["notes"]
# 56 minutes. Expect half of them to say more than 41 t, because the trend goes up. Draw three heights and their
# average: it lies among them. If minutes are short, leave out this section.

# %% [markdown]
# ## What a unit does
#
# Why logarithms? Take the raw columns: a cat of 46 cm and 4.5 kg, a wolf of 120 cm and 40 kg. Their lengths are 74
# apart, their masses 35,500 in grams, and 35.5 in kilograms. In grams the length has next to no say, in kilograms the
# larger one. Does a change of *unit* change answers? We let each row be judged by all 84 others: cross-validation with
# as many folds as rows, called **leave-one-out**.
#
# **Predict:** and on logarithmic axes, where $\log_{10}(m / 1000) = \log_{10} m - 3$, how many answers change?

# %%
grams = columns[train]
kilograms = grams / [1, 1000]


def wrong(X, y, k, predict=classify):
    """Return 1 for each row that all others are wrong about, and 0 elsewhere."""
    parts = np.arange(len(X))[:, None]  # (n_samples, 1): each row is a part of its own
    return cross_validate(partial(predict, n_neighbors=k), error_rate, X, y, parts)  # (n_samples,)


for k in [1, 3, 5, 7]:
    raw = wrong(grams, y_train, k) != wrong(kilograms, y_train, k)
    logs = wrong(X_train, y_train, k) != wrong(np.log10(kilograms), y_train, k)
    print(f"k = {k}: {raw.sum()} answers changed in the raw columns, {logs.sum()} on logarithmic axes")

# %% tags=["assert"]
assert [np.sum(wrong(grams, y_train, k) != wrong(kilograms, y_train, k)) for k in [1, 3, 5, 7]] == [20, 19, 13, 17]
assert all(np.array_equal(wrong(X_train, y_train, k), wrong(np.log10(kilograms), y_train, k)) for k in [1, 3, 5, 7])

# %% [markdown] tags=["after"]
# None: there a unit is only a shift, and shifts leave distances as they are. In the raw columns, 13 to 20 of 85 answers
# hang on a unit that somebody picked.

# %% [markdown]
# The usual cure is lesson 06's: *standardize* each column, and no unit is left. Mean and standard deviation are
# *learned*, so they come from the train rows alone, inside each fold. Otherwise, it is lesson 07's leak.
#
# Standardize grams, or their logarithms? Log mass still spreads 2.7 times as much as log length, which is 7 times in
# the squared distance. **Predict:** which of the four makes the fewest errors with $k = 1$: grams or logarithms, each
# raw or standardized?

# %% tags=["given", "taught"]
def standardize(X_train, X):
    """Return `X` in the train rows' standard deviations, counted from the train rows' mean."""
    return (X - X_train.mean(axis=0)) / X_train.std(axis=0)


def classify_standardized(X_train, y_train, X, n_neighbors):
    """Return what `classify` says if all rows are standardized by the train rows."""
    return classify(standardize(X_train, X_train), y_train, standardize(X_train, X), n_neighbors)


print("wrong, of 85:             k = 1, 3, 5")
for name, X in {"grams": grams, "logarithms": X_train}.items():
    for predict in [classify, classify_standardized]:
        print(f"{name:10} {predict.__name__[9:]:13}", *[int(wrong(X, y_train, k, predict).sum()) for k in [1, 3, 5]])
print(f"std of mass: {grams[:, 1].std() / 1e6:.1f} t, of log mass: {X_train[:, 1].std():.2f}")

# %% tags=["assert"]
assert [int(wrong(X_train, y_train, k, classify_standardized).sum()) for k in [1, 3, 5]] == [15, 14, 16]
assert [int(wrong(X_train, y_train, k).sum()) for k in [1, 3, 5]] == [22, 17, 16]
assert [int(wrong(grams, y_train, k, classify_standardized).sum()) for k in [1, 3, 5]] == [20, 19, 20]
assert round(np.divide(*X_train.std(axis=0)[::-1]), 1) == 2.7
assert np.array_equal(*[wrong(X, y_train, 5, classify_standardized) for X in (grams, kilograms)])

# %% [markdown] tags=["after"]
# Standardized logarithms, with 15: *heavy for its length* needs both columns. (Seven fewer is partly luck. Over other
# splits it is about two of 85 for one neighbor, and hardly any for five.) Grams stay bad. One sperm whale makes the
# standard deviation of mass 4.5 tons: measured in that, a mouse and a gorilla weigh almost the same, and length
# decides. **Standardizing removes the unit, not the whale.** Where columns span powers of ten, take logarithms first.

# %% [markdown]
# Now 178 wines of three kinds, 13 measurements each. `make_pipeline` makes lesson 07's `Pipeline`: each fold scales by
# its own train rows. `cross_val_score` returns accuracies.
#
# **Predict:** the raw columns make 54 errors. How many remain: about 50, 25 or 5?

# %% tags=["given"]
from sklearn.datasets import load_wine
from sklearn.model_selection import LeaveOneOut, cross_val_score
from sklearn.neighbors import KNeighborsClassifier  # and KNeighborsRegressor, for averages
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

wine = load_wine()
X_wine, y_wine = wine.data, wine.target  # (178, 13), (178,)

by_hand = wrong(X_wine, y_wine, 5, classify_standardized)  # (178,)
library = make_pipeline(StandardScaler(), KNeighborsClassifier(n_neighbors=5))
rights = cross_val_score(library, X_wine, y_wine, cv=LeaveOneOut())  # (178,), each 0 or 1

spread = X_wine.std(axis=0)  # (13,)
print(f"standard deviation of the last column: {spread[-1]:.0f}, the next largest: {np.sort(spread)[-2]:.0f}")
print(f"raw columns: {wrong(X_wine, y_wine, 5).sum():.0f} wrong")
print("standardized, by hand:", np.flatnonzero(by_hand), " library:", np.flatnonzero(rights == 0))

# %% tags=["assert"]
assert wrong(X_wine, y_wine, 5).sum() == 54 and by_hand.sum() == 5
assert np.array_equal(rights == 0, by_hand == 1)

# %% [markdown] tags=["after"]
# Five, the same ones by hand and by the library. Of the raw columns the last one decides: its standard deviation is
# 314, the next largest 14.

# %% [markdown] tags=["notes"]
# 66 minutes. Expect a few changed answers on logarithmic axes, too. Blackboard for the leak: the order *split, scale,
# ask*, with the fold drawn as a box around the last two. "Does scaling always help?" is the question to ask before the
# sperm whale: expect yes. Which column does standardizing make louder? The one that spread least. What does the
# pipeline do when `cross_val_score` leaves a row out? Scaler and neighbors are fitted anew, 178 times.

# %% [markdown]
# ## Columns that say nothing
#
# What if a column has nothing to say? We add columns of random noise to the two logarithms, and standardize them all.
# Then each column adds about as much as any other to the squared distances: $m$ of noise, next to our two, hold the
# share $m / (m + 2)$ of them.

# %% [markdown]
# The seal is open, so we take all 125 rows. Without noise 0.11 of them are wrong. (On our 85 it was 0.19: more known
# rows, and other ones.) **Predict:** and with *one* column of noise: 0.12, 0.15 or 0.2?

# %% tags=["given"]
ours = standardize(np.log10(columns), np.log10(columns))  # (125, 2), and noise has mean 0 and deviation 1 as well
rng = np.random.default_rng(7)

print("noise  its share  error rate")
for m in [0, 1, 2, 16, 64]:
    draws = [np.column_stack([ours, rng.normal(size=(125, m))]) for _ in range(10)]
    rate = np.mean([wrong(X, is_animal, 5, classify_standardized).mean() for X in draws])
    print(f"{m:5} {m / (m + 2):10.0%} {rate:11.2f}")
print(f"always animal {np.mean(is_animal == 0):15.2f}")

# %% tags=["assert"]
assert round(wrong(ours, is_animal, 5, classify_standardized).mean(), 2) == 0.11 and 0.28 < rate < 0.36

# %% [markdown] tags=["after"]
# It nearly doubles, to 0.21. With sixteen, the neighbors are no better than "always animal": they are near by chance.

# %% [markdown]
# What many columns do to distances is called the **curse of dimensionality**. Look how far all others are from the
# snail. (The axis shows each distance as a share of the largest, so the farthest row always stands at 1.)
#
# **Predict:** with each column the farthest row moves away. Does the nearest one stay near, or does it follow?

# %% tags=["given"]
noise = np.random.default_rng(7).normal(size=(125, 48))
snail = np.flatnonzero(table["name"] == "snail")[0]


def draw_far(ax, noise_columns):
    """Draw how far all others are from the snail, by the two logarithms and some columns of noise."""
    X = np.column_stack([ours, noise[:, :noise_columns]])
    others = np.arange(125) != snail
    plots.far(ax, distances(X[[snail]], X[others])[0], is_animal[others], n_neighbors=5)
    ax.set(title=f"columns of noise: {noise_columns}")


# %% tags=["nbval-ignore-output"]
plots.slide(draw_far, "From the snail to all others, the nearest ringed.", figsize=(7, 3), noise_columns=(0, 48, 2))

# %% tags=["given"]
plots.side_by_side(
    draw_far,
    "From the snail to all others, the five nearest ringed; dotted, the nearest. As columns of noise are added, it "
    "moves away: with 48 of them, all are almost equally far.",
    figsize=(13, 3),
    noise_columns=[0, 2, 48],
)

# %% [markdown] tags=["after"]
# It follows. In many unrelated columns all rows are almost equally far, and *nearest* says next to nothing.

# %% [markdown] tags=["notes"]
# 71 minutes. Blackboard: the squared distance as a bar, two pieces of ours and one of noise. Expect 0.12 or 0.15: "it
# is only one column". Which column would you leave out, if you did not know which is noise? Lesson 09's trees choose
# their columns. "But the digits that come now have 64!" Their pixels are not noise, and not unrelated: neighbors in a
# picture go together.

# %% [markdown]
# ## It reads handwriting
#
# Learning is free: keep the rows. Predicting is not: to compare 450 handwritten digits of 64 pixels with 1,347 known
# ones, `gaps` would hold 450 · 1,347 · 64 numbers of 8 bytes, 310 MB. We multiply out: $(a - b)^2 = a^2 - 2ab + b^2$.
# The middle part is one `@`, and takes 5 MB. No root: it changes no order.

# %% tags=["given", "taught"]
def squared_distances(X, X_train):
    """Return the squared distance of each row of `X` from each row of `X_train`, with one product of matrices."""
    center = X_train.mean(axis=0)
    X, X_train = X - center, X_train - center  # small numbers round less
    lengths, lengths_train = np.sum(X**2, axis=1), np.sum(X_train**2, axis=1)
    return np.maximum(lengths[:, None] - 2 * X @ X_train.T + lengths_train, 0)  # (n_queries, n_train)


# %% [markdown]
# Neighboring pixels are related, so 64 columns need not be a curse. We ask three neighbors, and say so before looking.
# **Predict:** of 450 digits they have never seen, how many will they misread, on average over twenty shuffles: about 7,
# 50 or 150?

# %% tags=["given"]
from sklearn.datasets import load_digits

digits = load_digits()
pixels, y_digits = digits.data, digits.target  # (1797, 64), (1797,)


def read(known, asked):
    """Return the three known digits nearest to each asked one, and what they vote."""
    near = known[nearest(squared_distances(pixels[asked], pixels[known]), n_neighbors=3)]  # (n_asked, 3)
    return near, np.argmax(vote(y_digits[near], 10), axis=1)


rng = np.random.default_rng(7)
draws = [split(len(pixels), 1347, rng) for _ in range(20)]  # known and asked rows of each shuffle
n_misread = [np.sum(read(known, asked)[1] != y_digits[asked]) for known, asked in draws]
print("misread:", *n_misread, f" mean {np.mean(n_misread):.1f} of 450")

# %% tags=["assert"]
assert n_misread[0] == 16 == max(n_misread) and np.mean(n_misread) < 0.02 * 450
assert [round(450 * 1347 * size / 1e6) for size in (64 * 8, 8)] == [310, 5]

# %% tags=["given"]
known, asked = draws[0]
near, answers = read(known, asked)
four = [0, 1, 4, np.flatnonzero(answers != y_digits[asked])[0]]
rows = np.column_stack([asked[four], near[four]])  # (4, 4): the digit, then its neighbors

fig, ax = plt.subplots(figsize=(5, 4.4))
plots.tiles(ax, digits.images[rows], low=0, high=16)
ax.set(xticklabels=["asked", "first", "second", "third"])
ax.set(yticklabels=[f"a {y_digits[asked[i]]}, read as {answers[i]}" for i in four])
plots.show(fig, "Four digits and their three nearest neighbors. The last is misread: would you have read it right?")

# %% [markdown] tags=["after"]
# Seven: ninety-eight percent right, and nobody told it what a stroke is. One doubt remains. All these digits were
# written by 13 people (says `digits.DESCR`), and we shuffled: lesson 07's *same patient in train and in test*. How well
# it reads a fourteenth hand, we have not measured.

# %% [markdown] tags=["notes"]
# 77 minutes. Expect 50 or 150 of 450. Cover the labels and let them read the last digit aloud: they disagree
# as well. Ask who would be surprised by ours: a fourteenth writer, whose hand stands on one side of the split alone.

# %% [markdown]
# ## An estimator of your own
#
# The library's tools work with anything that can `fit` and `predict`, an **estimator**. Also with yours. But a function
# forgets all it held when it returns, and `predict` needs what `fit` learned. So we need a thing that remembers, an
# **object**. What such things can do is written down once, in a **Python class**. (It has nothing to do with our
# classes *fruit* and *animal*.) Here is the lazy rule:

# %%
class Majority:
    """Always name the class that was most frequent in `fit`."""

    def fit(self, X, y):
        """Find the most frequent class."""
        self.answer = np.bincount(y).argmax()
        return self

    def predict(self, X):
        """Return it for each row of `X`."""
        return np.full(len(X), self.answer)


lazy = Majority().fit(X_train, y_train)
print(lazy.predict(X_train[:3]))

# %% [markdown]
# `Majority()` makes an object. A function in a class is a **method**. We call it through an object, as in
# `lazy.predict(X)`, and Python hands it that object first, as `self`. So `self.answer = …` writes *into the object*,
# and a later method finds it there.
#
# A second object of the same class learns from the digits. **Predict:** what does `lazy` say afterwards: 1 for animal,
# or the most frequent digit?

# %%
of_digits = Majority().fit(pixels, y_digits)
print("of_digits says", of_digits.answer, "and lazy says", lazy.answer)

# %% tags=["assert"]
assert (of_digits.answer, lazy.answer) == (3, 1)

# %% [markdown] tags=["after"]
# Still 1: each object has its own `answer`.

# %% [markdown]
# ### Exercise 4 · The neighbors, as a class
#
# `fit` keeps `X` and the `numbers`, under names that end in `_` (so the library marks what was learned), and returns
# the object itself. `predict` asks `classify`, which wants classes 0, 1, …. So `classes_` translates: it holds each
# class once, and `numbers` say which one each row has.
#
# `__init__` runs when an object is made: `Neighbors(n_neighbors=3)`.

# %% tags=["exercise", "taught"]
class Neighbors:
    """Let the nearest train rows vote."""

    def __init__(self, n_neighbors=5):
        """Keep the setting."""
        self.n_neighbors = n_neighbors

    def fit(self, X, y):
        """Remember the train rows."""
        self.classes_, numbers = np.unique(y, return_inverse=True)
        ### BEGIN SOLUTION
        self.X_, self.y_ = X, numbers
        return self
        ### END SOLUTION

    def predict(self, X):
        """Return the class that most of the nearest train rows have, for each row of `X`."""
        ### BEGIN SOLUTION
        numbers = classify(self.X_, self.y_, X, self.n_neighbors)
        return self.classes_[numbers]
        ### END SOLUTION


# %% tags=["check"]
Neighbors = check.Neighbors(Neighbors)

# %% [markdown] tags=["hint"]
# In `fit`: `self.X_ = X`, the same for `numbers`, and `return self`. In `predict`, they are `self.X_` and so on. If
# `numbers` is what `classify` returns, `self.classes_[numbers]` are the classes.

# %% [markdown]
# 🤓 *Run it; to read the next cell is optional.*
#
# scikit-learn wants more: an estimator must refuse missing values, text,
# and a `predict` before `fit`. We put that in front of yours. A class *inherits* what the classes in its parentheses
# can do; `super().fit` is the `fit` that it inherits, yours. Then `check_estimator` runs the library's own tests.

# %% tags=["given"]
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.estimator_checks import check_estimator
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data


class NeighborsEstimator(ClassifierMixin, BaseEstimator, Neighbors):
    """Our neighbors, as scikit-learn wants them."""

    def fit(self, X, y):
        """Refuse what nobody can learn from, then remember the rest."""
        X, y = validate_data(self, X, y)
        check_classification_targets(y)
        return super().fit(X, y)

    def predict(self, X):
        """Refuse other columns than in `fit`, then ask the neighbors."""
        check_is_fitted(self)
        return super().predict(validate_data(self, X, reset=False))


# %%
results = check_estimator(NeighborsEstimator(), on_fail=None, on_skip=None)
statuses = [result["status"] for result in results]
print(f"the library's tests: {statuses.count('passed')} passed, {statuses.count('failed')} failed")

# %% tags=["assert"]
assert statuses.count("failed") == 0 and statuses.count("passed") > 40

# %% [markdown]
# Now the library can choose your setting. `GridSearchCV` cross-validates the whole pipeline for each value that we
# list, here by our hundred parts. (The setting is called by the step's name, two underscores, and its own name.)
#
# **Predict:** then `search.predict` is ready, too. From how many rows did the model behind it learn: 68 or 85?

# %% tags=["given"]
from sklearn.model_selection import GridSearchCV

model = make_pipeline(StandardScaler(), NeighborsEstimator())
turns = [(np.setdiff1d(np.arange(85), part), part) for part in parts]  # for each: who learns, who judges
search = GridSearchCV(model, {"neighborsestimator__n_neighbors": [1, 3, 5, 7, 9, 15]}, cv=turns)
search.fit(X_train, y_train)

predicts = [partial(classify_standardized, n_neighbors=k) for k in [1, 3, 5, 7, 9, 15]]
by_hand = [cross_validate(predict, error_rate, X_train, y_train, parts).mean() for predict in predicts]
print("rows behind search.predict:", int(search.best_estimator_["standardscaler"].n_samples_seen_))
print("errors, library:", (1 - search.cv_results_["mean_test_score"]).round(3))
print("errors, by hand:", np.round(by_hand, 3), "best:", search.best_params_)

# %% tags=["assert"]
assert search.best_params_ == {"neighborsestimator__n_neighbors": 3} and round(search.best_score_, 2) == 0.83
assert search.best_estimator_["standardscaler"].n_samples_seen_ == 85
assert np.allclose(1 - search.cv_results_["mean_test_score"], by_hand) and 85 * np.ptp(by_hand) < 3

# %% [markdown] tags=["after"]
# From all 85: with the best setting, here $k = 3$, the pipeline is fitted once more, and that model is kept. The errors
# are those of our own `cross_validate`. In standardized columns the U is nearly flat: from $k = 1$ to 15 the errors
# differ by less than three rows of 85, and that may be luck. (A grade for this winner would need new rows: the seal is
# open.)

# %% [markdown] tags=["notes"]
# 90 minutes. Blackboard: two boxes, `lazy` and `of_digits`, each with its own `answer` inside; beside them one sheet
# with the two methods, and `self` as an arrow from the sheet to the box that called. In exercise 4 they forget `self.`
# or `return self`. The tests that `check_estimator` runs are the library's own. Leave the last question standing: a
# neighbor says *who*; can it say *why*?

# %% [markdown]
# ## Recap
#
# - k nearest neighbors fits nothing and remembers everything. A small $k$ overfits, a large one underfits.
# - In cross-validation every row judges once. Choose by it, scale inside its folds, then let one model learn from all
#   rows. Units decide who is near, and so do columns that say nothing.
# - A neighbor can say *who* resembles you, never *why*: could a machine learn to ask questions, as in Twenty Questions?
