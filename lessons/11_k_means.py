# %% [markdown]
# # 11 · k-means
#
# Groups without names? So far, somebody told us the kinds. Now nobody does: a machine finds groups by itself, and we
# find out what they are worth.
#
# **You will**
#
# - write both steps of k-means, and watch what each does to the cost;
# - give it a better start, and measure what that is worth over a thousand starts;
# - paint a photograph with 16 colors, and see groups that mean nothing.
#
# *85 minutes · builds on [02 · The cost model](02_cost_model.ipynb) and
# [08 · Nearest neighbors](08_nearest_neighbors.ipynb)*

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.checks import k_means as check
from mlcourse.taught.decisions import balanced_error

plt.style.use("mlcourse.course")

# %% [markdown]
# ## Nobody has named them
#
# The table once more, on its logarithmic axes. We lock the column `kind` away until later.
#
# To put rows into groups by their features alone: lesson 01 called that *clustering*, and it is unsupervised. The
# lecture's slide says "Unsupervised + Classification", which invites a mistake. A *class* has a name, and somebody told
# us which rows have it. So we can count errors. A *cluster* has neither a name nor a truth to be compared with. Then
# what is a good one?

# %%
table = data.load_animals_fruits()
X = np.log10(np.column_stack([table["length_cm"], table["mass_g"]]))  # (n_samples, n_features)
print(X.shape)

# %% [markdown] tags=["notes"]
# 4 minutes. Two students sort a heap of things on the desk, and must not say why; the class guesses. Size, color, use:
# which is *right*? None is wrong. That is the difference between a class and a cluster.

# %% [markdown]
# ## A center stands for its group
#
# We need a cost. Let each group have a **center**, a point that stands for all of its members. A good group lies close
# around its center:
#
# $$C = \sum_{i} \lVert x_i - c_{l_i} \rVert^2 = \sum_i \sum_j (x_{ij} - c_{l_i j})^2$$
#
# $x_i$ is row $i$ of `X`, $l_i$ its group's number in `labels`, and $c_{l_i}$ that row of `centers`. It is lesson 02's
# squared error again, with the center as the prediction, and a sum in place of the mean. Its name is **inertia**.

# %% tags=["taught"]
def squared_errors(X, labels, centers):
    """Return the squared distance of each sample to the center of its own group."""
    return np.sum((X - centers[labels]) ** 2, axis=1)  # (n_samples,)


def inertia(X, labels, centers):
    """Return the sum of the squared distances of all samples to the centers of their groups."""
    return np.sum(squared_errors(X, labels, centers))


# %% [markdown]
# ### Exercise 1 · Assign
#
# To part 125 rows into two groups, there are $2^{124} - 1$ ways. We cannot try them all. But each *half* of the problem
# is quick to solve.
#
# First half: the centers stand still. Then each sample costs least if it joins the *nearest* center. Return the
# number of that center for each row of `X`.

# %% tags=["exercise", "taught"]
def assign(X, centers):
    """Return the number of the nearest center for each sample."""
    ### BEGIN SOLUTION
    scores = X @ (-2 * centers.T)  # (n_samples, n_clusters)
    scores += np.sum(centers**2, axis=1)
    return np.argmin(scores, axis=1)
    ### END SOLUTION


# %% tags=["check"]
assign = check.assign(assign)

# %% [markdown] tags=["hint"]
# In lesson 08's way: `gaps = X[:, None] - centers` has the shape `(n_samples, n_clusters, n_features)`. Square, sum
# over the last axis, and take `np.argmin` along axis 1.
#
# The solution multiplies the square out, as lesson 08 did. $\lVert x \rVert^2$ is the same for every center: it can go.

# %% [markdown]
# ### Exercise 2 · Update
#
# Second half: the groups stand still, and each center may move. The slope of $\sum (x_i - c)^2$ along $c$ is
# $-2 \sum (x_i - c)$. It is zero where $c$ is the *mean* of the group.
#
# Return the new centers. A group without any member has no mean: let it keep its old center.

# %% tags=["exercise", "taught"]
def update(X, labels, centers):
    """Return the mean of each group; a group without members keeps its center."""
    ### BEGIN SOLUTION
    counts = np.bincount(labels, minlength=len(centers))  # (n_clusters,)
    sums = np.array([np.bincount(labels, column, len(centers)) for column in X.T])  # (n_features, n_clusters)
    return np.where(counts > 0, sums / np.maximum(counts, 1), centers.T).T
    ### END SOLUTION


# %% tags=["check"]
update = check.update(update)

# %% [markdown] tags=["hint"]
# Begin with `new = centers.copy()`, and loop over `range(len(centers))`. `X[labels == k]` are the members of group
# `k`. If there are any, `new[k]` is their mean along axis 0.
#
# The solution does without the loop: `np.bincount(labels, column)` adds up a column, group by group.

# %% [markdown]
# Now we alternate: **assign, update, assign, update.** That is k-means. The $k$ is the number of groups, and the means
# are the centers.
#
# We start two centers badly, side by side, at the boar and the ram. **Predict:** in twelve rounds, how often will the
# inertia go up?

# %%
centers = X[np.isin(table["name"], ["boar", "ram"])]  # (n_clusters, n_features)
history = []
for _ in range(12):
    labels = assign(X, centers)
    history.append(inertia(X, labels, centers))
    centers = update(X, labels, centers)
    history.append(inertia(X, labels, centers))

print("assign", np.round(history[0::2], 1))
print("update", np.round(history[1::2], 1))
print("went up:", np.sum(np.diff(history) > 1e-9), "times")

# %% tags=["assert"]
assert np.all(np.diff(history) < 1e-9)
assert np.isclose(history[-1], 211.745, atol=0.001)
assert history[-1] == history[-2]

# %% tags=["given"]
def draw_rounds(ax, n_rounds):
    """Draw the groups, and the way of their centers, after some rounds from the boar and the ram."""
    start = X[np.isin(table["name"], ["boar", "ram"])]
    centers = start
    for _ in range(n_rounds):
        centers = update(X, assign(X, centers), centers)
    labels = assign(X, centers)
    plots.groups(ax, X, labels)
    plots.centers(ax, centers, start)
    ax.set(xlabel="length: 2 is 1 m", ylabel="mass: 3 is 1 kg", xlim=(-0.7, 3.7), ylim=(-3.3, 8.6))
    ax.set(title=f"rounds: {n_rounds}\ninertia {inertia(X, labels, centers):.1f}")


# %% tags=["given"]
plots.side_by_side(
    draw_rounds,
    "From a bad start (black dots), the centers part, and wander ever more slowly. Nobody told them where to go.",
    figsize=(12, 3.8),
    n_rounds=[0, 1, 3, 11],
)

# %% [markdown]
# It never goes up, since each half is solved as well as it can be. And it ends: a round that moves a center makes the
# inertia smaller, so no grouping comes back, and there are only finitely many.
#
# It ends where neither half can do better *alone*: at the bottom of a valley, a **local minimum**. Lesson 03's bowl had
# one bottom. Here there may be several, and ours need not be the lowest.

# %% [markdown] tags=["notes"]
# 30 minutes. On the blackboard: eight dots, two crosses; one student does *assign* with colored chalk, another
# *update*, until nothing moves. Students get stuck on the empty group in `update`: `nan`. Many expect the inertia to go
# up "when a center leaves its dots": write down both costs of one round.

# %% [markdown]
# ## A center that nobody wants
#
# A center far from everything gets no member, and without members it stays where it is. scikit-learn has a remedy, and
# we take it over: the empty group gets the sample *farthest from its own center*. It cost most; now it costs nothing.

# %% tags=["given", "taught"]
def relocate(X, labels, centers):
    """Return labels in which each empty group gets one of the samples farthest from their centers."""
    empty = np.flatnonzero(np.bincount(labels, minlength=len(centers)) == 0)
    if len(empty) > 0:
        errors = squared_errors(X, labels, centers)  # (n_samples,)
        farthest = np.argsort(-errors)[: len(empty)]
        labels = labels.copy()
        labels[farthest] = np.where(errors[farthest] > 0, empty, labels[farthest])
    return labels


# %% tags=["taught"]
def k_means(X, centers, max_iter=300):
    """Return centers, labels and the number of rounds, after assigning and updating until nobody moves."""
    labels = assign(X, centers)
    for n_rounds in range(1, max_iter + 1):
        centers = update(X, relocate(X, labels, centers), centers)
        before, labels = labels, assign(X, centers)
        if np.array_equal(before, labels):
            return centers, labels, n_rounds
    return centers, labels, max_iter


# %% [markdown] tags=["notes"]
# 34 minutes. Draw a third cross far away from all dots: who joins it? "Then drop it!" We asked for k groups. If minutes
# are short, say only that `k_means` is the loop above with a stop, and go on.

# %% [markdown]
# ## The start decides
#
# With two centers, a thousand random starts on the table all ended in the same groups (the course's tests try them).
# Do not count on it. Here are five made-up villages, of forty houses each. The plainest start: let $k$ samples, drawn
# at random, be the first centers.

# %% tags=["given"]
def draw_villages(rng):
    """Return 200 houses in five villages, as points on a map in km."""
    squares = np.array([[1, 1], [1, 5], [5, 1], [5, 5], [9, 3]])
    return np.repeat(squares, 40, axis=0) + rng.normal(0, 0.5, size=(200, 2))  # (n_samples, 2)


villages = draw_villages(np.random.default_rng(7))


# %% tags=["taught"]
def random_start(X, n_clusters, rng):
    """Return different rows of `X`, drawn at random, as the first centers."""
    return X[rng.permutation(len(X))[:n_clusters]]


# %%
def draw_run(ax, seed):
    """Draw what k-means makes of the villages from one random start."""
    start = random_start(villages, 5, np.random.default_rng(seed))
    centers, labels, _ = k_means(villages, start)
    plots.groups(ax, villages, labels)
    plots.centers(ax, centers, start)
    ax.set(xlabel="km", ylabel="km", title=f"start {seed}: inertia {inertia(villages, labels, centers):.0f}")


# %% [markdown]
# **Predict:** five villages, five centers. Out of ten starts, how many will find the villages? Drag and count.

# %% tags=["nbval-ignore-output"]
plots.slide(draw_run, "Black dots: where the centers started. White disks: where they ended.", seed=(0, 9, 1))

# %% tags=["given"]
plots.side_by_side(
    draw_run,
    "Three starts, three ends. Where two centers remain in one village, two other villages share a center.",
    figsize=(12, 3.6),
    seed=[0, 4, 5],
)

# %% [markdown]
# A center follows its own members and nobody else. If two of them share a village, nothing tells them that a center is
# missing elsewhere. So the start itself should be spread out.
#
# **k-means++** draws one center after the other. The first may be any sample. After that, a sample far from all centers
# so far is drawn more often: its chance is in proportion to its *squared* distance to the nearest of them.
#
# ### Exercise 3 · The next center
#
# Return each sample's chance of being the next center. All the chances sum to 1.

# %% tags=["exercise", "taught"]
def chances(X, centers):
    """Return each sample's chance of being the next center: its squared distance to the nearest one, in proportion."""
    ### BEGIN SOLUTION
    errors = squared_errors(X, assign(X, centers), centers)  # (n_samples,)
    return errors / np.sum(errors)
    ### END SOLUTION


# %% tags=["check"]
chances = check.chances(chances)

# %% [markdown] tags=["hint"]
# `assign` says which center is the nearest, and `squared_errors` how far it is. Divide by the sum.

# %% tags=["taught"]
def k_means_plus_plus(X, n_clusters, rng):
    """Return rows of `X` as the first centers, each drawn where the nearest one so far is far away."""
    centers = X[[rng.choice(len(X))]]  # (1, n_features)
    while len(centers) < n_clusters:
        row = rng.choice(len(X), p=chances(X, centers))
        centers = np.vstack([centers, X[row]])
    return centers


# %% [markdown]
# A thousand starts of each sort. We cannot know the lowest inertia there is; we take the lowest that any of them found.
#
# **Predict:** the random starts you have counted. Which share of the k-means++ starts reaches the lowest?

# %%
def final_inertia(X, start):
    """Return the inertia that k-means reaches from a start."""
    centers, labels, _ = k_means(X, start)
    return inertia(X, labels, centers)


rng = np.random.default_rng(7)
at_random = np.array([final_inertia(villages, random_start(villages, 5, rng)) for _ in range(1000)])
spread_out = np.array([final_inertia(villages, k_means_plus_plus(villages, 5, rng)) for _ in range(1000)])
lowest = min(at_random.min(), spread_out.min())

for name, reached in [("random", at_random), ("k-means++", spread_out)]:
    share = np.mean(reached < 1.001 * lowest)  # up to a thousandth
    print(f"{name:9}: {share:.0%} reach the lowest, the worst costs {reached.max() / lowest:.0f} times as much")
best_of = at_random.reshape(100, 10).min(axis=1)  # (100,)
print(f"random, best of ten starts: {np.mean(best_of < 1.001 * lowest):.0%}")

# %% tags=["assert"]
assert 0.5 < np.mean(at_random < 1.001 * lowest) < 0.65 < 0.8 < np.mean(spread_out < 1.001 * lowest)
assert np.mean(best_of < 1.001 * lowest) > 0.97

# %% [markdown]
# A better start helps. Ten random ones help more, for ten times the work. You can have both: of several runs we keep
# the one with the lowest inertia, and no answers are needed for that. (One map, and shares good to three points. The
# course's tests draw other maps.)

# %% tags=["given"]
def best_of_ten(X, n_clusters, rng):
    """Return centers and labels of the best of ten runs from k-means++."""
    runs = [k_means(X, k_means_plus_plus(X, n_clusters, rng))[:2] for _ in range(10)]
    return min(runs, key=lambda run: inertia(X, run[1], run[0]))


# %% [markdown] tags=["notes"]
# 50 minutes. Before they drag, let them draw a bad start: two centers in one village. Most expect eight or nine of ten
# to work. In exercise 3 they forget to square, to divide by the sum, or measure to the last center alone. Ask what ten
# starts are worth if one works with 57 %: all fail with 0.43 to the power of 10, one time in some 5,000.

# %% [markdown]
# ## What did it find?
#
# Back to the table, and to lesson 01: its two groups were not the animals and the fruits. Here they are, with
# the line on which both centers are equally far away.
#
# **Predict:** what do they have in common, those above, and those below?

# %% tags=["given"]
centers, labels = best_of_ten(X, 2, rng)
large = labels == np.argmax(centers[:, 1])  # (n_samples,): in the group with the heavier center
w = centers[1] - centers[0]
b = (np.sum(centers[0] ** 2) - np.sum(centers[1] ** 2)) / 2  # w @ x + b is 0 where both are equally far

fig, ax = plt.subplots(figsize=(8, 5))
plots.boundary(ax, w, b)
plots.emoji(ax, *X.T, data.load_pictures(), size=14)
plots.centers(ax, centers)
ax.set(xlabel="length: 2 is 1 m", ylabel="mass: 3 is 1 kg", xlim=(-0.7, 3.7), ylim=(-3.3, 8.6))
plots.show(fig, "Two groups, their centers 0 and 1, and the line on which both centers are equally far.")

# %% [markdown]
# Large and small! That is a fair answer. Nobody had asked it about animals. Now we unlock the kinds and count
# them in each group.
#
# **Predict:** we call the large ones animals and the small ones fruits. Fewer errors than the lazy rule's 35?

# %%
is_animal = table["kind"] == "animal"  # (n_samples,)

print("        animals  fruits")
print(f"large {np.sum(is_animal & large):9} {np.sum(~is_animal & large):7}", *table["name"][~is_animal & large])
print(f"small {np.sum(is_animal & ~large):9} {np.sum(~is_animal & ~large):7}")
for rule, prediction in [("large is an animal", large), ("always animal", np.full(len(table), True))]:
    balanced = balanced_error(is_animal, prediction)
    print(f"{rule:18}: {np.sum(prediction != is_animal)} errors, balanced error {balanced:.2f}")

# %% tags=["assert"]
assert np.sum(large != is_animal) == np.sum(~is_animal) == 35
assert round(balanced_error(is_animal, large), 2) == 0.2
assert np.sum(is_animal & ~large) == np.sum(~is_animal & ~large) == 34
assert list(table["name"][~is_animal & large]) == ["watermelon"]
assert X[~large, 1].max() < np.log10(1700) < X[large, 1].min()
assert list(np.ptp(X, axis=0).round()) == [4, 11]

# %% [markdown]
# Thirty-five, as many as without looking. (Lesson 06, which was told the kinds, made 18.) The balanced error is kinder,
# 0.20 against one half: hardly any fruit is large. But the small ones are 34 animals and 34 fruits: you cannot even
# name the group by its majority.
#
# The line is nearly level: mass spans eleven powers of ten, length four, so mass has most of the say. What is heavier
# than 1.7 kg is *large*. In lesson 01 you wrote such a rule by hand, with one kilogram. It made 35 errors, too.

# %% [markdown]
# **A group has no name.** Even its number means nothing: from another start, groups 0 and 1 may be swapped. Whether
# groups are useful, only their use can tell.

# %% [markdown] tags=["notes"]
# 60 minutes. Let the students name the two groups before you say "large and small": "land and water" comes up; the
# watermelon settles it. Then: "Is 35 a bad result?" No: nobody had asked. "And 0.20 is as good as lesson 06!" The mean
# of 1/35 and 34/90: there a fruit counts two and a half times as much as an animal, and only one is large.

# %% [markdown]
# ## When it cannot
#
# One center per group, and the nearest wins: that suits groups that are *round*, about *equally wide* and about
# *equally full*. Where groups are not, k-means may go badly wrong, and its inertia does not warn you.
#
# Here are three cases, each made of two groups that you will see at once; the last one twice, before and after
# standardizing. **Predict:** which will it get right?

# %% tags=["given"]
from sklearn.datasets import make_moons


def make_groups(shape, rng):
    """Return points in two groups of some shape, and which group each was made in."""
    if shape == "moons":
        return make_moons(300, noise=0.06, random_state=7)
    if shape == "wide and narrow":
        sizes, middles, widths = [350, 50], [[0, 0], [4.2, 0]], [[1.5, 1.5], [0.25, 0.25]]
    else:
        sizes, middles, widths = [150, 150], [[0, 0], [0, 2]], [[2.5, 0.3], [2.5, 0.3]]
    made_in = np.repeat([0, 1], sizes)
    points = rng.normal(np.array(middles)[made_in], np.array(widths)[made_in])
    return (points / points.std(axis=0) if shape.endswith("standardized") else points), made_in


# %% tags=["given"]
def draw_groups(ax, shape):
    """Draw the two groups that k-means finds, and how many points lie in the group they were made in."""
    rng = np.random.default_rng(7)
    points, made_in = make_groups(shape, rng)
    centers, labels = best_of_ten(points, 2, rng)
    right = max(np.mean(labels == made_in), np.mean(labels != made_in))  # numbers may be swapped
    plots.groups(ax, points, labels)
    plots.centers(ax, centers)
    ax.set_aspect("equal", adjustable="datalim")
    ax.set(title=f"{shape}\n{right:.0%} in their own group", xlabel="$x_1$", ylabel="$x_2$")


# %% tags=["given"]
plots.side_by_side(
    draw_groups,
    "Not round: each group takes a tip of the other moon. Not equally wide and full: the wide group loses its edge. "
    "Stretched: cut straight across, no better than a coin. On the right, the same points with equal deviations.",
    figsize=(14, 3.8),
    shape=["moons", "wide and narrow", "stretched", "stretched, standardized"],
)

# %% [markdown]
# None of the three. And 83 % flatters: with all 400 points in *one* group, 350 would be right, 88 %. The stretched case
# is what units do (lesson 08): meters in one column, kilometers in the other. There, to standardize helps. Do not count
# on it: had both groups been stretched along a slanted line, it would not have helped.

# %% [markdown] tags=["notes"]
# 67 minutes. Two centers, and the line midway between them: it is always straight. Draw it into each picture before you
# run it. Most bet on *wide and narrow*. Ask what its 83 % is to be held against: 350 of 400, for one group.

# %% [markdown]
# ## How many groups?
#
# You have to tell it $k$. Can the data? We try $k$ from 1 to 9, on the villages and on *pure noise*: 200 houses
# scattered over a square.
#
# The lowest possible inertia never rises with $k$: one center more can sit on a house. It is lesson 07's train error
# again, and would choose the largest $k$. So people look for an **elbow**: a bend, where the fall becomes slow.

# %% [markdown]
# The **silhouette** is a number for it. For one sample, let $a$ be its mean distance to the others of its group, and
# $b$ that to the nearest other group: its silhouette is $(b - a) / \max(a, b)$, at best 1. We take the mean over all.
#
# **Predict:** in noise there are no groups. How high will its best silhouette be?

# %%
from sklearn.metrics import silhouette_score

rng = np.random.default_rng(7)
noise = rng.uniform(0, 10, size=(200, 2))  # (n_samples, 2)
inertias, silhouettes = {"villages": [], "noise": []}, {"villages": [], "noise": []}

for name, houses in [("villages", villages), ("noise", noise)]:
    for k in range(1, 10):
        centers, labels = best_of_ten(houses, k, rng)
        inertias[name].append(inertia(houses, labels, centers))
        if k > 1:
            silhouettes[name].append(silhouette_score(houses, labels))
    print(f"{name}: k = {2 + np.argmax(silhouettes[name])}, where the silhouette is {max(silhouettes[name]):.2f}")

# %% tags=["given"]
fig, axes = plt.subplots(1, 2, figsize=(10, 3.6))
for name, style in [("villages", "o-"), ("noise", "s--")]:
    axes[0].plot(range(1, 10), inertias[name], style, label=name)
    axes[1].plot(range(2, 10), silhouettes[name], style, label=name)
axes[0].set(xlabel="$k$", ylabel="inertia (km²)", ylim=(0, None), xticks=range(1, 10))
axes[1].set(xlabel="$k$", ylabel="mean silhouette", ylim=(0, 1), xticks=range(2, 10))
axes[1].legend()
plots.show(fig, "Villages: an elbow at 5, and a peak. Noise: a bend at 4, if you want to see one, and a peak as well.")

# %% tags=["assert"]
assert all(np.all(np.diff(inertias[name]) < 0) for name in inertias)
assert 2 + np.argmax(silhouettes["villages"]) == 5
assert max(silhouettes["noise"]) < 0.5 < 0.7 < max(silhouettes["villages"])

# %% [markdown]
# **It always answers.** A curve has a highest place, in noise too. The right answer, $k = 1$, is not on offer: the
# silhouette is not defined there. How high the peak is says more than where: the noise reaches about half of what the
# villages do, and is so flat that other noise often names another number.
#
# If somebody shows you five groups, ask what the same method finds in noise.

# %% [markdown] tags=["notes"]
# 75 minutes. Blackboard: one sample between two heaps, with a and b. Everybody writes down a k for the noise before the
# figure. "But it peaks at 4!" How high? And in other noise? Where they get stuck: why the silhouette has no k = 1.
# There is no other group.

# %% [markdown]
# ## Sixteen colors
#
# Groups can be useful without any meaning. A photograph is a table too: each pixel is a row of three numbers, its red,
# green and blue. The centers of its groups are *colors*: a **palette**. Paint each pixel in its center's color.
#
# To be quick we learn the palette from 3,000 of the pixels, and then assign all of them.

# %%
from sklearn.datasets import load_sample_image

photo = load_sample_image("china.jpg")[::2, ::2] / 255  # (height, width, 3), every other pixel
pixels = photo.reshape(-1, 3)  # (n_samples, 3)

rng = np.random.default_rng(7)
some = random_start(pixels, 3000, rng)  # different pixels, drawn at random
palettes = {k: best_of_ten(some, k, rng)[0] for k in [2, 4, 8, 16, 64]}  # (k, 3) each
print(photo.shape, pixels.shape)

# %% [markdown]
# **Predict:** the temple is red, its sky is blue. From how many colors on will the palette hold a reddish one?

# %% tags=["given"]
fig, axes = plt.subplots(2, 3, figsize=(12, 7))
plots.painted(axes[0, 0], photo)
axes[0, 0].set(title="the photograph")
for ax, (k, palette) in zip(axes.flat[1:], palettes.items(), strict=True):
    palette = palette[np.argsort(palette.sum(axis=1))]  # from dark to light
    plots.painted(ax, palette[assign(pixels, palette)].reshape(photo.shape), palette)
    ax.set(title=f"{k} colors")
plots.show(fig, "A photograph in few colors, with the palettes below. Two are enough to know it again.")

# %%
for name, colors in {"pixels": pixels, **palettes}.items():  # a palette's name is its number of colors
    reddish = colors[:, 0] - colors[:, 1] > 0.2  # clearly more red than green
    print(f"{name:>6}: {np.sum(reddish):4} of {len(colors):5}, or {np.mean(reddish):3.0%}, are reddish")

# %% tags=["assert"]
assert np.sum(palettes[4][:, 0] - palettes[4][:, 1] > 0.2) == 0
assert [np.sum(palettes[k][:, 0] - palettes[k][:, 1] > 0.2) for k in (8, 16)] == [1, 3]

# %% [markdown]
# Red has to wait: the first centers go to dark and light, where the pixels differ most. But then it gets more than its
# share: 4 % of the pixels, and 3 of the 16 colors. Inertia does not only count pixels, it counts *squared distances*,
# and red is far from every gray.

# %% [markdown]
# What is it good for? A color takes 24 bits, 8 each for red, green and blue. The *number* of one of 16 colors takes 4:
# a sixth. To keep of each sample only the number of its nearest center is called **vector quantization**. Pictures with
# a palette, such as GIF, begin with that.

# %% [markdown] tags=["notes"]
# 82 minutes. How many colors would a child take for this picture? Which comes late, and why: red, few pixels. Then why
# does it get three of sixteen? Far from all others, and *squared*. If minutes are short, leave out the bits.

# %% [markdown]
# ## The library's way
#
# scikit-learn's `KMeans` takes our start as its `init`. `tol=0` makes it go on, as we do, until nobody moves.
#
# **Predict:** from the same start, will the groups be the same, number by number?

# %%
from sklearn.cluster import KMeans

start = random_start(villages, 5, np.random.default_rng(4))
centers, labels, _ = k_means(villages, start)
model = KMeans(n_clusters=5, init=start, n_init=1, tol=0).fit(villages)
print("the same labels:", np.array_equal(model.labels_, labels))

# %% tags=["assert"]
assert np.array_equal(model.labels_, labels)
assert np.allclose(model.cluster_centers_, centers)

# %% [markdown]
# The same, down to the bad end of start 4. Left alone, the library starts from k-means++, but only *once*; for each
# center it draws several candidates and keeps the best. Ask for more with `n_init=10`. And `predict` finds the nearest
# center of a new sample.

# %% [markdown] tags=["notes"]
# 85 minutes. Nothing new to type. Let them say which of our functions stands behind `init`, `n_init`, `tol` and
# `predict`. Leave the last question standing: a palette says one of 16; what could two numbers say?

# %% [markdown]
# ## Recap
#
# - Assign to the nearest center, move the center to the mean: neither raises the inertia. It ends in a local minimum,
#   so start spread out, and more than once.
# - Groups have no names, and there is no error to count. It always answers, in noise too; shapes and units matter.
# - One of 16 numbers stood for a pixel. A picture of a digit has 64 pixels: how many numbers does it really need?
