# %% [markdown]
# # 11 · k-means
#
# Groups without names? So far, somebody told us the kinds. Now nobody does: a machine finds groups by itself, and we
# find out what they are worth.
#
# **You will**
#
# - write both steps of k-means and its loop, and watch what each half-step does;
# - give it a better start, and measure what that is worth over a thousand starts;
# - let it sort handwritten digits and the colors of a photograph, with no label in sight.
#
# *90 minutes · builds on [02 · The cost model](02_cost_model.ipynb) and
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
# To put rows into groups by their features alone: lesson 01 called that *clustering*, and it is unsupervised. The
# lecture's slide says "Unsupervised + Classification", which invites a mistake. A *class* has a name, and somebody told
# us which rows have it. So we can count errors. A *cluster* has neither a name nor a truth to be compared with. Then
# what is a good one?
#
# Here are 200 houses on a map, in five made-up villages. Nobody told the machine which house belongs to which.

# %% tags=["given"]
def draw_villages(rng):
    """Return 200 houses in five villages, as points on a map in km."""
    squares = np.array([[1, 1], [1, 5], [5, 1], [5, 5], [9, 3]])
    return np.repeat(squares, 40, axis=0) + rng.normal(0, 0.5, size=(200, 2))  # (n_samples, 2)


# %% tags=["given"]
villages = draw_villages(np.random.default_rng(7))

fig, ax = plt.subplots(figsize=(5.5, 3.8))
plots.unnamed(ax, villages)
ax.set(xlabel="km", ylabel="km")
plots.show(fig, "Two hundred houses on a map. You see five villages at once; a machine does not.")

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
# Even into only two groups, 200 rows can be split in $2^{199} - 1$ ways. We cannot try them all. But each *half* of the
# problem is quick to solve.
#
# First half: the centers stand still. Then each sample costs least if it joins the *nearest* center. Return the
# number of that center for each row of `X`.

# %% tags=["exercise", "taught"]
def assign(X, centers):
    """Return the number of the nearest center for each sample."""
    ### BEGIN SOLUTION
    scores = np.sum(centers**2, axis=1) - 2 * X @ centers.T  # (n_samples, n_clusters)
    return np.argmin(scores, axis=1)
    ### END SOLUTION


# %% tags=["check"]
assign = check.assign(assign)

# %% [markdown] tags=["hint"]
# In lesson 08's way: `gaps = X[:, None] - centers` has the shape `(n_samples, n_clusters, n_features)`. Square, sum
# over the last axis, and take `np.argmin` along axis 1.
#
# The solution is shorter: $\lVert x - c \rVert^2 = \lVert x \rVert^2 - 2\,x \cdot c + \lVert c \rVert^2$, and the first
# part is the same for every center, so it can go.

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
    new = centers.copy()
    for k in range(len(centers)):
        members = X[labels == k]
        if len(members) > 0:
            new[k] = members.mean(axis=0)
    return new
    ### END SOLUTION


# %% tags=["check"]
update = check.update(update)

# %% [markdown] tags=["hint"]
# Begin with `new = centers.copy()`, and loop over `range(len(centers))`. `X[labels == k]` are the members of group
# `k`. If there are any, `new[k]` is their mean along axis 0.

# %% [markdown] tags=["notes"]
# 20 minutes. On the blackboard: eight dots, two crosses; one student does *assign* with colored chalk, another
# *update*, until nothing moves. Students get stuck on the empty group in `update`: `nan`.

# %% [markdown]
# ## Half a step at a time
#
# Now we alternate: **assign, update, assign, update.** That is k-means: $k$ groups, whose centers are means. The loop
# is also called **Lloyd's algorithm**.
#
# Five centers start at five houses, badly: one village has two of them, another has none. *Assign* gives each center
# the houses in its **Voronoi cell**: the places that are nearer to it than to any other center.
#
# **Predict:** step through it. After the first, in how many of the 18 half-steps will the inertia go up?

# %% tags=["given"]
track = [(villages[[92, 134, 121, 193, 73]], None)]  # centers and labels: at the start, and after each half-step
for step in range(1, 20):
    centers, labels = track[-1]
    if step % 2 == 1:
        track.append((centers, assign(villages, centers)))
    else:
        track.append((update(villages, labels, centers), labels))
costs = [inertia(villages, labels, centers) for centers, labels in track[1:]]  # after each half-step


def draw_half_step(ax, step):
    """Draw the houses, the cells and the way of the centers after some half-steps, and the inertia so far."""
    path = np.array([centers for centers, _ in track[: step + 1]])  # (n_steps, n_clusters, 2)
    plots.half_step(ax, villages, path, track[step][1], costs)


# %% tags=["nbval-ignore-output"]
plots.steps(
    draw_half_step,
    "Left: the houses in their cells, the centers as white disks, and the way they came. Right: the inertia.",
    n_steps=20,
    figsize=(9, 4.2),
)

# %% tags=["given"]
plots.side_by_side(
    draw_half_step,
    "The start (black rings), the first assignment, the first update, and the end. Center 1 has moved over to the "
    "left, and center 4 down to the village that had none. Houses keep their mark until the next assignment.",
    figsize=(14, 7.6),
    n_rows=2,
    step=[0, 1, 2, 19],
)

# %%
print("assign", np.round(costs[0::2]))
print("update", np.round(costs[1::2]))
print("went up:", np.sum(np.diff(costs) > 1e-9), "times")

# %% tags=["assert"]
assert np.all(np.diff(costs) < 1e-9)
assert costs[-1] == costs[-2] and costs[-1] < 0.2 * costs[0]

# %% [markdown] tags=["after"]
# In none: each half is solved as well as it can be. And it must end: a round that moves a center makes the inertia
# smaller, so no grouping comes back, and there are only finitely many.

# %% [markdown]
# It stops where neither half can do better *alone*: at the bottom of a valley, a **local minimum**. Lesson 03's bowl
# had one bottom. Here there may be several, and the one that we reach need not be the lowest.
#
# One trap is left. A center far from all samples gets no member, and stays where it is. We take over scikit-learn's
# remedy: the empty group gets the sample *farthest from its own center*.

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


# %% [markdown]
# ### Exercise 3 · The loop
#
# Fill the loop: `update` the centers and `assign` anew. For `update`, take the labels in `members`: in them, each empty
# group has been offered a sample. Return centers, labels and `n_rounds` in the round in which no label has changed.

# %% tags=["exercise", "taught"]
def k_means(X, centers, max_iter=300):
    """Return centers, labels and the number of rounds, after updating and assigning until no label changes."""
    labels = assign(X, centers)
    for n_rounds in range(1, max_iter + 1):
        members = relocate(X, labels, centers)  # the labels, but each empty group is offered a sample
        ### BEGIN SOLUTION
        before = labels
        centers = update(X, members, centers)
        labels = assign(X, centers)
        if np.array_equal(labels, before):
            return centers, labels, n_rounds
        ### END SOLUTION
    return centers, labels, max_iter


# %% tags=["check"]
k_means = check.k_means(k_means)

# %% [markdown] tags=["hint"]
# Keep the old labels first: `before = labels`. Then `update` and `assign`. `np.array_equal(labels, before)` says
# whether nobody moved; if so, return as the last line does, but with `n_rounds`.

# %% [markdown] tags=["notes"]
# 38 minutes. Step together through the first four half-steps, and let the class say what comes next. Many expect the
# inertia to go up "when a center leaves its houses": write down both costs of one round. In exercise 3, some compare
# with `==`, which gives an array of truths, or keep the old labels too late. "Drop the empty group!" We asked for k.

# %% [markdown]
# ## The start decides
#
# The plainest start: let $k$ samples, drawn at random, be the first centers.

# %% tags=["taught"]
def random_start(X, n_clusters, rng):
    """Return different rows of `X`, drawn at random, as the first centers."""
    return X[rng.permutation(len(X))[:n_clusters]]


# %% tags=["given"]
def draw_run(ax, seed):
    """Draw what k-means makes of the villages from one random start."""
    start = random_start(villages, 5, np.random.default_rng(seed))
    centers, labels, _ = k_means(villages, start)
    plots.groups(ax, villages, labels)
    plots.trail(ax, np.array([start, centers]))
    ax.set(xlabel="km", ylabel="km", title=f"start {seed}: inertia {inertia(villages, labels, centers):.0f}")


# %% [markdown]
# **Predict:** out of ten random starts, how many end with a center in each village? (Five random houses lie in five
# different villages only one time in 25. But you have seen a center travel.) Drag and count.

# %% tags=["nbval-ignore-output"]
plots.slide(draw_run, "Black rings: where the centers started. White disks: where they ended.", seed=(0, 9, 1))

# %% tags=["given"]
plots.side_by_side(
    draw_run,
    "Three starts, three ends. Where two centers remain in one village, two other villages share a center.",
    figsize=(12, 3.6),
    seed=[0, 4, 5],
)

# %% [markdown] tags=["after"]
# Six. A center follows its own members and nobody else. It can leave a village only if some of its houses lie in
# another. So a center next door often moves over; to an empty village across the diagonal, seldom.

# %% [markdown]
# Try it: houses 0 to 39 are the village at the lower left, 40 to 79 upper left, 80 to 119 lower middle, 120 to 159
# upper middle, 160 to 199 right. Choose five so that it *fails*. (Two of them in one village leave
# another one empty. If that lies next door, it often succeeds. And if it lies across the diagonal?)

# %%
start = villages[[0, 40, 80, 120, 160]]  # one house of each village
centers, labels, n_rounds = k_means(villages, start)
print(f"inertia {inertia(villages, labels, centers):.0f} after {n_rounds} rounds")

# %% tags=["assert"]
assert round(inertia(villages, *k_means(villages, villages[[0, 1, 40, 120, 160]])[1::-1])) == 85
assert round(inertia(villages, *k_means(villages, villages[[0, 1, 40, 80, 160]])[1::-1])) == 415

# %% [markdown] tags=["after"]
# For example `[0, 1, 40, 80, 160]`: two at the lower left, none at the upper middle, and an inertia of 415. With none
# at the lower middle instead, `[0, 1, 40, 120, 160]`, it ends at 85, as from one house of each.

# %% [markdown]
# Better let the start itself be spread out. **k-means++** draws one center after the other. The first may be any
# sample. After that, a sample far from all centers so far is drawn more often: its chance is in proportion to its
# *squared* distance to the nearest of them.
#
# ### Exercise 4 · The next center
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
# **Predict:** you know the share of good random starts. Which reaches the lowest more often: *one* start from
# k-means++, or the *best of ten* random ones?

# %% tags=["given"]
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

# %% [markdown] tags=["after"]
# The best of ten: all ten fail with $0.43^{10}$, one time in some 5,000. A better start helps, more starts help more.

# %% [markdown]
# You can have both: of several runs from k-means++, keep the one with the lowest inertia. No label is needed for that.

# %% tags=["given"]
def best_of_ten(X, n_clusters, rng):
    """Return centers and labels of the best of ten runs from k-means++."""
    runs = [k_means(X, k_means_plus_plus(X, n_clusters, rng))[:2] for _ in range(10)]
    return min(runs, key=lambda run: inertia(X, run[1], run[0]))


# %% [markdown] tags=["notes"]
# 53 minutes. Before they drag, let them draw a bad start: two centers in one village. Expect eight or nine of ten. In
# exercise 4 they forget to square, to divide by the sum, or measure to the last center alone.

# %% [markdown]
# ## What did it find?
#
# Back to the animals and fruits, without their kinds: length and mass on logarithmic axes. In lesson 01 the two
# groups looked like the light and the heavy. Here they are, with the line on which both centers are equally far away.
#
# **Predict:** which fruits will lie above the line, in the group of the heavy?

# %% tags=["given"]
table = data.load_animals_fruits()
X = np.log10(np.column_stack([table["length_cm"], table["mass_g"]]))  # (n_samples, n_features)
centers, labels = best_of_ten(X, 2, rng)
above = labels == np.argmax(centers[:, 1])  # (n_samples,)
w = centers[1] - centers[0]
b = (np.sum(centers[0] ** 2) - np.sum(centers[1] ** 2)) / 2  # w @ x + b is 0 where both are equally far

fig, ax = plt.subplots(figsize=(8, 5))
plots.boundary(ax, w, b)
plots.emoji(ax, *X.T, data.load_pictures(), size=14)
plots.centers(ax, centers)
ax.set_xticks([0, 1, 2, 3], ["1 cm", "10 cm", "1 m", "10 m"])
ax.set_yticks([-3, 0, 3, 6], ["1 mg", "1 g", "1 kg", "1 t"])
ax.set(xlabel="length", ylabel="mass", xlim=(-0.7, 3.7), ylim=(-3.3, 8.6))
plots.show(fig, "Two groups, their centers 0 and 1, and the line on which both centers are equally far.")

# %% tags=["assert"]
assert list(table["name"][above & (table["kind"] == "fruit")]) == ["watermelon"]

# %% [markdown] tags=["after"]
# The watermelon alone. Above are the large, below the small: a fair answer. Nobody had asked about animals.

# %% [markdown]
# Now we unlock the kinds, and count them in each group.
#
# **Predict:** we call everything above the line an animal, and everything below a fruit. Will that make fewer errors
# than the lazy rule's 35?

# %%
is_animal = table["kind"] == "animal"  # (n_samples,)

print("        animals  fruits")
print(f"above {np.sum(is_animal & above):9} {np.sum(~is_animal & above):7}", *table["name"][~is_animal & above])
print(f"below {np.sum(is_animal & ~above):9} {np.sum(~is_animal & ~above):7}")
for rule, prediction in [("above is an animal", above), ("always animal", np.full(len(table), True))]:
    balanced = balanced_error(is_animal, prediction)
    print(f"{rule:18}: {np.sum(prediction != is_animal)} errors, balanced error {balanced:.2f}")

# %% tags=["assert"]
assert np.isclose(inertia(X, labels, centers), 211.745, atol=0.001)
assert np.sum(above != is_animal) == np.sum(~is_animal) == 35
assert round(balanced_error(is_animal, above), 2) == 0.2
assert np.sum(is_animal & ~above) == np.sum(~is_animal & ~above) == 34
assert list(table["name"][~is_animal & above]) == ["watermelon"]
assert X[~above, 1].max() < np.log10(1700) < X[above, 1].min()
assert list(np.ptp(X, axis=0).round()) == [4, 11]

# %% [markdown] tags=["after"]
# Thirty-five, as many as without looking. (Lesson 06, which was told the kinds, made 18.) The balanced error is kinder,
# 0.20 against one half. But the small ones are 34 animals and 34 fruits: their group has not even a majority.
#
# The line is nearly level: mass spans eleven powers of ten, length four, so mass has most of the say.
# (Standardized, the groups would be nearly the same: large things are long *and* heavy.)

# %% [markdown]
# **A group has no name.** Even its number means nothing: from another start, groups 0 and 1 may be swapped. Whether
# groups are useful, only their use can tell.

# %% [markdown] tags=["notes"]
# 61 minutes. Let the students name the two groups before you say "large and small": "land and water" comes up; the
# watermelon settles it. Then: "Is 35 a bad result?" No: nobody had asked. "And 0.20 is as good as lesson 06!" The mean
# of 1/35 and 34/90: there a fruit counts two and a half times as much as an animal, and only one is large.

# %% [markdown]
# ## Three more cases
#
# One center per group, and the nearest wins. Here are three cases, each made of two groups.

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


def draw_unnamed(ax, shape):
    """Draw the points of a case, without their groups."""
    plots.unnamed(ax, make_groups(shape, np.random.default_rng(7))[0])
    ax.set_aspect("equal", adjustable="datalim")
    ax.set(title=shape, xlabel="$x_1$", ylabel="$x_2$")


# %% tags=["given"]
plots.side_by_side(
    draw_unnamed,
    "Three cases, each made of two groups. You see them; will k-means?",
    figsize=(11, 3.4),
    shape=["moons", "wide and narrow", "stretched"],
)

# %% [markdown]
# **Predict:** in how many of the three will k-means find the groups that you see? Think of the line midway between two
# centers.

# %% tags=["given"]
both = {}  # for each shape, the inertia of what k-means found, and of the groups as they were made


def draw_groups(ax, shape):
    """Draw the two groups that k-means finds, how many points lie in the group they were made in, and both inertias."""
    rng = np.random.default_rng(7)
    points, made_in = make_groups(shape, rng)
    centers, labels = best_of_ten(points, 2, rng)
    right = max(np.mean(labels == made_in), np.mean(labels != made_in))  # numbers may be swapped
    found, made = inertia(points, labels, centers), inertia(points, made_in, update(points, made_in, centers))
    both[shape] = found, made
    plots.groups(ax, points, labels)
    plots.centers(ax, centers)
    ax.set_aspect("equal", adjustable="datalim")
    title = f"{shape}\n{right:.0%} in their own group\ninertia {found:.0f}, as made {made:.0f}"
    ax.set(title=title, xlabel="$x_1$", ylabel="$x_2$")


# %% tags=["given"]
plots.side_by_side(
    draw_groups,
    "Not round: each group takes a tip of the other moon. Not equally wide and full: the wide group loses its edge. "
    "Stretched: cut straight across, no better than a coin. On the right, the same points with equal deviations.",
    figsize=(14, 4),
    shape=["moons", "wide and narrow", "stretched", "stretched, standardized"],
)

# %% tags=["assert"]
assert len(both) == 4 and all(found <= made for found, made in both.values())
assert all(both[shape][0] < 0.92 * both[shape][1] for shape in ["moons", "wide and narrow", "stretched"])

# %% [markdown] tags=["after"]
# In none. k-means suits groups that are *round*, about *equally wide* and about *equally full*. And 83 % flatters: with
# all 400 points in *one* group, 350 would be right, 88 %. Look at the inertias: what k-means found costs *less* than
# the groups as they were made. The search did its work. It is the cost that asks for the wrong thing, so its inertia
# cannot warn you.

# %% [markdown]
# The stretched case is what units do (lesson 08), and there standardizing helps; it would not, if both groups had been
# stretched along a slanted line. Other methods ask for other things: *DBSCAN* follows dense regions, and finds the
# moons; a *Gaussian mixture* gives each group its own width,
# shape and share.

# %% [markdown] tags=["notes"]
# 68 minutes. Two centers, and the line midway between them: it is always straight. Draw it into each picture before you
# run it. Most bet on *wide and narrow*. Ask what its 83 % is to be held against: 350 of 400, for one group.

# %% [markdown]
# ## How many groups?
#
# You have to tell it $k$. Can the data tell us which one? We try $k$ from 1 to 9, on the villages and on *pure noise*:
# 200 houses scattered over a square.
#
# The lowest possible inertia never rises with $k$: one center more can sit on a house. It is lesson 07's train error
# again, and would choose the largest $k$. So people look for an **elbow**: a bend, where the fall becomes slow.

# %% [markdown]
# The **silhouette** is a number for that. For one sample, let $a$ be its mean distance to the others of its group. For
# each other group, take the mean distance to its members; $b$ is the smallest of these. The silhouette of the sample is
# $(b - a) / \max(a, b)$, at best 1. We take the mean over all.
#
# **Predict:** in noise there are no groups. Will its best silhouette be about zero, or clearly more?

# %% tags=["given"]
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
    print(f"{name}: the best silhouette is {max(silhouettes[name]):.2f}, at k = {2 + np.argmax(silhouettes[name])}")

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
assert 0.3 < max(silhouettes["noise"]) < 0.5 < 0.7 < max(silhouettes["villages"])

# %% [markdown] tags=["after"]
# Clearly more. **It always answers.** A curve has a highest place, in noise too. The right answer, $k = 1$, is not on
# offer: the silhouette is not defined there. How high the peak is says more than where: the noise reaches about half of
# what the villages do, and is so flat that other noise often names another number.

# %% [markdown]
# If somebody shows you five groups, ask what the same method finds in noise. (Done with the inertia, this is the *gap
# statistic*: Tibshirani and others, 2001.)

# %% [markdown] tags=["notes"]
# 75 minutes. Blackboard: one sample between two heaps, with a and b. Everybody writes down a k for the noise before the
# figure. "But it peaks at 4!" How high? And in other noise? Where they get stuck: why the silhouette has no k = 1.
# There is no other group.

# %% [markdown]
# ## Ten groups of digits
#
# Lesson 08's 1,797 handwritten digits, 64 pixels each, and *no label*: ten groups, please. Each center is the mean of
# its group, so it has 64 pixels as well: a picture.
#
# **Predict:** how many of the ten centers will you be able to read: hardly any, half, or nearly all?

# %% tags=["given"]
from sklearn.datasets import load_digits

X_digits, y_digits = load_digits(return_X_y=True)  # (n_samples, 64), (n_samples,)
centers, labels = best_of_ten(X_digits, 10, rng)  # has not seen y_digits

fig, ax = plt.subplots(figsize=(9, 1.6))
plots.tiles(ax, centers.reshape(1, 10, 8, 8), low=0, high=16)
ax.set(xlabel="the ten groups, in order", xticks=[], yticks=[])
plots.show(fig, "The centers of ten groups of digits, as pictures. Nobody told k-means that there are digits.")

# %% [markdown] tags=["after"]
# Nearly all! The mean of a hundred or two hundred digits is a digit again, a little blurred.

# %% [markdown]
# Now the labels come out of the drawer, but only to *name* each group: after the digit that is most frequent in it.
#
# **Predict:** which share of the 1,797 digits then has the right name: 20 %, 50 % or 80 %?

# %%
names = np.array([np.bincount(y_digits[labels == k]).argmax() for k in range(10)])  # one digit for each group
print("the groups' names:", names)
nearest = [np.argmin(np.sum((X_digits - center) ** 2, axis=1)) for center in centers]  # a row for each center
print("by the nearest digit:", y_digits[nearest])
print(f"named right: {np.mean(names[labels] == y_digits):.1%}")

# %% tags=["assert"]
assert 0.78 < np.mean(names[labels] == y_digits) < 0.8
assert np.array_equal(y_digits[nearest], names)

# %% [markdown] tags=["after"]
# 79 %. (Books call this share *purity*. It grows with the number of groups: with one for each digit, it would be 100
# %.) To count the most frequent digit we looked at all labels. Ten would do: the label of the digit nearest to each
# center gives the same names. From other starts it is about 79 % as well; but in some of them one digit, an 8 or a 9,
# names no group, and the 1 names two.

# %% [markdown] tags=["notes"]
# 81 minutes. Let them read the centers aloud. "Then who needs labels?" Lesson 08's neighbors
# have 98 %; and that there are ten digits, we told it. Which do they mix up? 1 and 8, 3 and 9.

# %% [markdown]
# ## A photograph in few colors
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
# The temple is red, its sky is blue. We call a color red if its hue is within 20 degrees of red (yellow is at 60, green
# at 120), its saturation above one half, and its brightness above 0.3 (below, it looks black): so are 2 % of the
# pixels.
#
# **Predict:** of 2, 4, 8, 16 and 64 colors, which is the first palette that holds a red?

# %% tags=["given"]
fig, axes = plt.subplots(2, 3, figsize=(12, 7))
plots.painted(axes[0, 0], photo)
axes[0, 0].set(title="the photograph")
for ax, (k, palette) in zip(axes.flat[1:], palettes.items(), strict=True):
    palette = palette[np.argsort(palette.sum(axis=1))]  # from dark to light
    plots.painted(ax, palette[assign(pixels, palette)].reshape(photo.shape), palette)
    ax.set(title=f"{k} colors")
plots.show(fig, "A photograph in few colors, with the palettes below. Two are enough to know it again.")

# %% tags=["given"]
from matplotlib.colors import rgb_to_hsv

n_red = {}
for name, colors in {"pixels": pixels, **palettes}.items():  # a palette's name is its number of colors
    hue, saturation, brightness = rgb_to_hsv(colors).T  # from 0 to 1: red is at 0, and again at 1
    is_red = (np.minimum(hue, 1 - hue) < 20 / 360) & (saturation > 0.5) & (brightness > 0.3)
    n_red[name] = np.sum(is_red)
    print(f"{name:>6}: {n_red[name]:4} of {len(colors):5}, or {np.mean(is_red):3.0%}, are red")

# %% tags=["assert"]
assert n_red[2] == n_red[4] == n_red[8] == 0 < n_red[16]
assert np.any((rgb_to_hsv(palettes[8])[:, 0] < 27 / 360) & (rgb_to_hsv(palettes[8])[:, 1] > 0.5))  # the orange
assert n_red[64] / 64 > 1.5 * n_red["pixels"] / len(pixels)

# %% [markdown] tags=["after"]
# Sixteen. (Drawn from other pixels, 16 colors hold one red or two, rarely none. The orange among 8 colors lies a few
# degrees outside our bound: a wider bound would call it red.) Red has to wait: the first centers go to dark and light,
# where the pixels differ most. In the end it gets more than its share. Inertia does not only count pixels, it counts
# *squared distances*, and red is far from every gray.

# %% [markdown]
# What is it good for? A color takes 24 bits, 8 each for red, green and blue. The *number* of one of 16 colors takes 4:
# a sixth (and 384 bits once, for the palette). To keep of each sample only the number of its nearest center is called
# **vector quantization**. Pictures with a palette, such as GIF, begin with that.

# %% [markdown] tags=["notes"]
# 87 minutes. How many colors would a child take for this picture? Which comes late, and why: red, few pixels. Then why
# does it get more than its share of 64? Far from all others, and *squared*. If minutes are short, leave out the bits.

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

# %% [markdown] tags=["after"]
# The same, down to the bad end of start 4.

# %% [markdown]
# Left alone, the library starts from k-means++ (for each center it draws several, and keeps the best), but only *once*:
# ask for more with `n_init=10`. And `predict` finds the nearest center of a new sample.

# %% [markdown] tags=["notes"]
# 90 minutes. Nothing new to type. Let them say which of our functions stands behind `init`, `n_init`, `tol` and
# `predict`. Leave the last question standing: a palette says one of 16; what could two numbers say?

# %% [markdown]
# ## Recap
#
# - Assign to the nearest center, move the center to the mean: neither raises the inertia. It ends in a local minimum,
#   so start spread out, and more than once.
# - Groups have no names, and there is no error to count. It always answers, in noise too; shapes and units matter.
# - Here one of ten centers stood for each digit. Could a few numbers, other ones for each digit, describe it better?
