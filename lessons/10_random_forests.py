# %% [markdown]
# # 10 · Random forests
#
# One tree is a nervous judge. Can many weak trees vote well? We find out what such a vote needs: ✨ an **ensemble** ✨.
#
# **You will**
#
# - calculate what a crowd of so-so judges is worth, and find the catch;
# - grow a forest: rows drawn at random, columns drawn at random, and a vote;
# - grade it without holding back a row, and ask it what it looks at.
#
# *90 minutes · builds on [09 · Decision trees](09_decision_trees.ipynb)*

# %% tags=["given"]
from functools import partial
from math import comb

import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.checks import random_forests as check
from mlcourse.taught.decision_trees import best_split, grow, predict_tree
from mlcourse.taught.what_is_machine_learning import split

plt.style.use("mlcourse.course")

# %% [markdown]
# ## A hundred and one judges
#
# Each of 101 judges looks at a case and says yes or no. Each is right with probability $p = 0.7$, and none listens to
# another. The majority decides.
#
# **Predict:** in how many of ten thousand cases is the majority right: 70 %, 90 %, or more than 99 %?

# %%
rng = np.random.default_rng(7)
right = rng.random((10_000, 101)) < 0.7  # (n_cases, n_judges)
print(f"one judge:    {right[:, 0].mean():.1%} of the cases")
print(f"the majority: {np.mean(right.mean(axis=1) > 0.5):.1%}")

# %% tags=["assert"]
assert np.mean(right.mean(axis=1) > 0.5) > 0.999 and 29 < np.sum(~right, axis=1).mean() < 32

# %% [markdown] tags=["after"]
# In nearly all! Nobody became wiser: in each case, some thirty of the judges are wrong. But as they err independently,
# it is hardly ever fifty-one of them.

# %% [markdown]
# We can also calculate it (*Condorcet's jury theorem*, 1785). For $k$ given judges to be right and the others wrong,
# the chance is $p^k (1-p)^{n-k}$, and there are $\binom{n}{k}$ ways to choose the $k$. The majority is right when $k$
# is more than half of $n$:
#
# $$P = \sum_{k > n/2} \binom{n}{k}\, p^k\, (1 - p)^{n-k}$$
#
# In code, $n$ is `n_judges`, and $\binom{n}{k}$ is `comb(n, k)`.

# %% tags=["taught"]
def majority(n_judges, p):
    """Return how often most of `n_judges` independent judges are right, each of whom is right with `p`."""
    most = range(n_judges // 2 + 1, n_judges + 1)
    return sum(comb(n_judges, k) * p**k * (1 - p) ** (n_judges - k) for k in most)


# %% [markdown]
# **Predict:** if each judge is right only 45 % of the time, do 101 of them do better or worse than one?

# %%
print("judges:      1    11    101")
for p in [0.45, 0.5, 0.55, 0.7]:
    print(f"p = {p:.2f}:  {p:.2f}  {majority(11, p):.2f}  {majority(101, p):.4f}")

# %% tags=["assert"]
assert majority(101, 0.45) < 0.2 < 0.8 < majority(101, 0.55)
assert majority(101, 0.7) > 0.9999

# %% [markdown] tags=["after"]
# Worse. A majority exaggerates: judges better than a coin become better still, and judges worse than a coin become
# worse. (That is for two answers. Among ten, it is enough that the right one gets more votes than any other.)

# %% [markdown] tags=["notes"]
# 8 minutes. Let the class vote by hands on something half of them know (the year of a film), eyes closed. Before the
# formula, have three judges done by hand: all right, or two of three. A question for the fast: how many judges with
# p = 0.6 for 95 %? 67; with 65 it is 0.949.

# %% [markdown]
# ## The catch
#
# Ask *one* judge 101 times: he says the same each time, and the majority is worth one judge. The catch is
# **independent**. Between *independent* and *all the same* lies gossip. Say one rumor runs through the court, right
# with 0.7 like everybody, and in each case each judge repeats it with probability `gossip`, and otherwise thinks.
#
# **Predict:** if half of the verdicts are gossip, how often is the majority right: 99 %, 85 %, or 70 %? (Ask what a
# judge says in a case in which the rumor is wrong.)

# %%
def court(gossip, rng, n_cases=10_000, n_judges=101):
    """Return how often the majority is right if some verdicts repeat a rumor."""
    own = rng.random((n_cases, n_judges)) < 0.7
    rumor = rng.random((n_cases, 1)) < 0.7
    verdict = np.where(rng.random((n_cases, n_judges)) < gossip, rumor, own)
    return np.mean(verdict.mean(axis=1) > 0.5)


rng = np.random.default_rng(7)
for gossip in [0, 0.1, 0.2, 0.3, 0.5, 1]:
    print(f"gossip {gossip:4.0%}: the majority is right in {court(gossip, rng):.0%}")

# %% tags=["assert"]
assert court(0.1, rng) > 0.98
assert abs(court(0.5, rng) - 0.7) < 0.02

# %% [markdown] tags=["after"]
# In 70 %: at one half, the whole gain is lost already. Where the rumor is wrong, a judge is right with a
# probability of only 0.5 · 0.7 = 0.35, and so the majority follows the rumor.

# %% [markdown] tags=["notes"]
# 13 minutes. Vote again, eyes open. Expect 85 %: half of the way. On the blackboard, to stay there: *good* and
# *different*.

# %% [markdown]
# ## Rows at random
#
# **A crowd gains only where its members make different mistakes.** So we want trees that are *good* and that *differ*.
#
# A few other rows, another tree (lesson 09). But we have one table. Write each row on a slip of paper, draw a slip
# from a hat, note it, *and put it back*; as many times as there are rows. Some rows come twice, and some not at all:
# a **bootstrap sample**. One draw misses a given row with probability $1 - \frac1n$, and all $n$ miss it with
#
# $$\left(1 - \frac{1}{n}\right)^n \approx \frac{1}{e}$$

# %% [markdown]
# ### Exercise 1 · A bootstrap sample
#
# Return two arrays of row numbers: `n_samples` rows drawn with replacement, and the rows that were never drawn.

# %% tags=["exercise", "taught"]
def bootstrap(n_samples, rng):
    """Return the numbers of `n_samples` rows drawn with replacement, and of the rows that were never drawn."""
    ### BEGIN SOLUTION
    drawn = rng.integers(n_samples, size=n_samples)
    unseen = np.setdiff1d(np.arange(n_samples), drawn)
    return drawn, unseen
    ### END SOLUTION


# %% tags=["check"]
bootstrap = check.bootstrap(bootstrap)

# %% [markdown] tags=["hint"]
# `rng.integers(n, size=n)` draws `n` numbers below `n`. `np.setdiff1d(a, b)` returns what is in `a` and not in `b`.

# %% [markdown]
# **Predict:** which share of a thousand rows gets into the sample, a third, a half or two thirds?

# %%
rng = np.random.default_rng(7)
drawn, unseen = bootstrap(1000, rng)

print(f"in the sample: {1 - len(unseen) / 1000:.1%}, by the formula: {1 - (1 - 1 / 1000) ** 1000:.1%}")
print("how often each of the first ten was drawn:", np.bincount(drawn.astype(int), minlength=1000)[:10])

# %% tags=["assert"]
assert abs(1 - len(unseen) / 1000 - (1 - 1 / np.e)) < 0.04

# %% [markdown] tags=["after"]
# Nearly two thirds: some 63 %. We shall want the other 37 % as well.

# %% [markdown]
# Our cases are lesson 08's handwritten *digits*: 8 × 8 pixels are 64 columns, and a guess among ten classes is right
# one time in ten. We learn from 300 and keep the others for grading.

# %%
from sklearn.datasets import load_digits

X, y = load_digits(return_X_y=True)  # (1797, 64), (1797,)
train, test = split(len(X), 300, rng)
X_train, y_train, X_test, y_test = X[train], y[train], X[test], y[test]
Y_train = np.eye(10)[y_train]  # (300, 10): one column per class, as in lesson 09

trees = []
for _ in range(50):
    drawn, _ = bootstrap(len(X_train), rng)
    trees.append(grow(X_train[drawn], Y_train[drawn], max_depth=np.inf))

# %% [markdown]
# ### Exercise 2 · The vote
#
# Each tree answers with the shares of the ten classes in a leaf. Ours are grown until each leaf holds one class, so
# such a share is a plain vote: one for a class, zero for the others. `predict_tree(tree, X)` has shape
# `(n_samples, n_classes)`. Return the average over the trees, an array of the same shape: each class's share of the
# votes.

# %% tags=["exercise", "taught"]
def predict_forest(trees, X):
    """Return for each row the mean of what the trees predict."""
    ### BEGIN SOLUTION
    return np.mean([predict_tree(tree, X) for tree in trees], axis=0)
    ### END SOLUTION


# %% tags=["check"]
predict_forest = check.predict_forest(predict_forest)

# %% [markdown] tags=["hint"]
# Collect the predictions in a list. `np.mean` of that list, along the axis of the trees: which one is that?

# %% [markdown]
# To let models vote that were fitted on bootstrap samples is called **bagging**, for *bootstrap aggregating*.
#
# **Predict:** the trees are right about 68 % of the test digits. What will the fifty reach together: 70, 80 or 90 %?

# %%
def vote_accuracy(share, y):
    """Return how often the class with the largest share is the right one."""
    return np.mean(np.argmax(share, axis=1) == y)


alone = [vote_accuracy(predict_tree(tree, X_test), y_test) for tree in trees]
print(f"one tree: {np.mean(alone):.0%} on average, the best of them {max(alone):.0%}")
print(f"the vote: {vote_accuracy(predict_forest(trees, X_test), y_test):.0%}")

# %% tags=["assert"]
assert abs(np.mean(alone) - 0.68) < 0.03
assert vote_accuracy(predict_forest(trees, X_test), y_test) > max(alone) + 0.08

# %% [markdown] tags=["after"]
# About 90 %: the crowd beats each of its members, clearly. It is not 99.99 %, though, as it was in the court. So there
# is gossip: all trees learn from the same 300 rows, and some digits are hard for everybody.

# %% [markdown] tags=["notes"]
# 31 minutes. Draw a bootstrap sample with eight slips of paper: the slip goes back each time. "Are repeated rows not a
# waste?" They change the weights of the rows, and so the questions. In exercise 2 many average over the rows, or return
# the winner; the check says so. Expect 80 %.

# %% [markdown]
# ## Columns at random
#
# Other rows make other trees. How different are they? Look at their beginnings.
#
# **Predict:** there are 64 columns. How many different ones do the fifty trees ask about *first*?

# %%
print(len({tree.feature for tree in trees}), "different first questions")

# %% tags=["assert"]
assert len({tree.feature for tree in trees}) <= 12

# %% [markdown] tags=["after"]
# Eight. A few loud columns win the first question again and again, and trees that begin alike often end alike.

# %% [markdown]
# The second trick: *at each split, look at a few random columns only*, and take the best question about those.
# For 64 columns, a custom is $\sqrt{64} = 8$. Where all rows are equal in these, we look at the next ones. (`partial`
# fills in two of the parameters of `random_split`.)

# %% tags=["taught"]
def random_split(X, Y, max_features, rng):
    """Return the best question about `max_features` random columns; where they have none, ask the next ones."""
    if np.all(np.ptp(Y, axis=0) == 0):
        return None  # all targets are equal: nothing left to ask
    columns = rng.permutation(X.shape[1])  # (n_features,)
    for start in range(0, len(columns), max_features):
        group = columns[start : start + max_features]
        question = best_split(X[:, group], Y)
        if question is not None:
            return int(group[question[0]]), question[1]  # its number among all columns, not among these
    return None


# %% tags=["taught"]
def grow_random_tree(X, Y, max_features, rng, max_depth=np.inf):
    """Return a tree grown on a bootstrap sample with random columns, and the rows it has not seen."""
    drawn, unseen = bootstrap(len(X), rng)
    ask = partial(random_split, max_features=max_features, rng=rng)
    return grow(X[drawn], Y[drawn], max_depth, ask), unseen


# %% [markdown]
# Rows at random and columns at random: that is a **random forest** (Breiman, 2001). The table will show how *good* a
# single tree is, and how *alike* two trees err: lesson 07's correlation, between the mistakes of any two on the test
# digits.
#
# **Predict:** with 8 columns instead of 64, each tree gets worse. And the vote of the fifty, better or worse?

# %% tags=["given"]
grown = {n: [grow_random_tree(X_train, Y_train, n, rng) for _ in range(50)] for n in [8, 1]}
forests = {64: trees, 8: [tree for tree, _ in grown[8]], 1: [tree for tree, _ in grown[1]]}  # fifty trees each

# %% tags=["given"]
said, votes = {}, {}  # for each number of columns: what each tree says about each test row, and the vote
print("columns   one tree   how alike two trees err   the vote")
for max_features, forest in forests.items():
    shares = np.array([predict_tree(tree, X_test) for tree in forest])  # (n_trees, n_test, n_classes)
    wrong = shares.argmax(axis=2) != y_test  # (n_trees, n_test)
    alike = np.corrcoef(wrong)[np.triu_indices(50, k=1)].mean()  # over all 1,225 pairs of trees
    said[max_features], votes[max_features] = shares, vote_accuracy(shares.mean(axis=0), y_test)
    print(f"{max_features:7} {1 - wrong.mean():10.0%} {alike:25.2f} {votes[max_features]:10.1%}")

# %% tags=["assert"]
assert votes[8] > max(votes[64], votes[1])
assert np.mean([vote_accuracy(share, y_test) for share in said[8]]) < np.mean(alone) - 0.03

# %% [markdown] tags=["after"]
# Here is the surprise: **each tree is worse, and the forest is better.** The trees with 8 columns err more often, but
# less alike. With a single column they differ still more, but are so weak that fifty are too few (two hundred draw
# level: the course's tests look). *Good* and *different* pull against each other, and a vote needs both.

# %% [markdown]
# ### 🤓 Optional: the law behind it
#
# Lesson 07 called it *variance*: how far a model varies with the rows that it happens to see. Average $n$ predictions
# for one row, each of variance $\sigma^2$, any two with correlation $\rho$ ("rho"). The average has the variance
#
# $$\rho\,\sigma^2 + \frac{1 - \rho}{n}\,\sigma^2$$
#
# More trees shrink the second part alone. The first stays, however many there are: only *less alike* helps there, and
# that is what the random columns are for. (A law of averages; for votes it is a good guide. Here $\rho$ is over other
# draws of the train rows; the table's correlation, over the test rows, is only related to it.)

# %% [markdown] tags=["notes"]
# 41 minutes. Expect that worse trees make a worse vote. Leave the table standing and let them explain it to each
# other for two minutes. "They fail together less often" is *false*, and will be said: two trees are both wrong on 16 %
# of the digits with 64 columns, on 18 % with 8. But that is what their own mistakes explain; beyond chance, they agree
# less. Write the law next to *good* ($\sigma^2$) and *different* ($\rho$). If minutes are short, skip the law.

# %% [markdown]
# ## Graded for free
#
# Each tree has missed some 37 % of the train rows. On those it can be judged: they are new to it. So ask about each row
# *only the trees that have not seen it*, and let those vote. This is the **out-of-bag** prediction: the bag is the
# bootstrap sample. Here are eight of the 300 rows, and the trees as they grow.

# %% tags=["given"]
forest, unseen = forests[8], [rows for _, rows in grown[8]]


def draw_bags(ax, step):
    """Draw which of eight train rows the first trees have seen, and what they say about the others."""
    named = np.array([predict_tree(tree, X_train[:8]).argmax(axis=1) for tree in forest[: step + 1]])
    new = np.array([np.isin(np.arange(8), rows) for rows in unseen[: step + 1]])  # (n_trees, 8)
    plots.bags(ax, X_train[:8].reshape(8, 8, 8), named, new, y_train[:8], room=12)


# %% tags=["nbval-ignore-output"]
plots.steps(
    draw_bags,
    "Each digit on top is a row of the data. A cross: the tree has seen it. Elsewhere it names a digit, in a circle if "
    "it is right, in a square if not. Below the line: the vote of those trees that have not seen the row.",
    n_steps=12,
    figsize=(6, 6.4),
)

# %% tags=["given"]
plots.side_by_side(
    draw_bags,
    "After one tree, five and twelve. Each row is judged by those trees alone that have no cross there: about four of "
    "twelve. The last digit is a tie, 9 against 4: the smaller number wins.",
    figsize=(13, 5),
    step=[0, 4, 11],
)

# %% [markdown]
# ### Exercise 3 · Out of bag
#
# `unseen[i]` holds the numbers of the rows that `trees[i]` has not seen. Fill the loop: add up for each row what those
# trees predict, and count them.

# %% tags=["exercise", "taught"]
def out_of_bag(trees, unseen, X):
    """Return for each row the mean prediction of those trees that have not seen it."""
    total = np.zeros((len(X), len(trees[0].value)))  # (n_samples, n_classes)
    count = np.zeros((len(X), 1))  # how many trees were asked about each row
    for tree, rows in zip(trees, unseen, strict=True):
        ### BEGIN SOLUTION
        total[rows] += predict_tree(tree, X[rows])
        count[rows] += 1
        ### END SOLUTION
    return total / np.maximum(count, 1)  # a row that every tree has seen gets zeros


# %% tags=["check"]
out_of_bag = check.out_of_bag(out_of_bag)

# %% [markdown] tags=["hint"]
# Both lines change `[rows]` alone. The tree predicts `X[rows]`, and one more tree has been asked about each of them.
#
# `zip` walks through both lists side by side; `strict=True` raises if they are not equally long.

# %% [markdown]
# **Predict:** three grades for the forest with 8 columns: on the train rows, out of bag, and on the test rows. Which
# of the three will stand apart?

# %%
print(f"train:      {vote_accuracy(predict_forest(forest, X_train), y_train):.1%}")
print(f"out of bag: {vote_accuracy(out_of_bag(forest, unseen, X_train), y_train):.1%}")
print(f"test:       {votes[8]:.1%}, with 18 trees {vote_accuracy(predict_forest(forest[:18], X_test), y_test):.1%}")

# %% tags=["assert"]
assert vote_accuracy(predict_forest(forest, X_train), y_train) > 0.995
assert -0.01 < votes[8] - vote_accuracy(out_of_bag(forest, unseen, X_train), y_train) < 0.07

# %% [markdown] tags=["after"]
# The train grade flatters, as ever. Out of bag comes near the test grade, and no row was held back for it. It is a
# little *strict*: only 50 / e, some 18 of the 50 trees, are asked about each row, and a smaller crowd is less wise.

# %% [markdown]
# If you choose by the out-of-bag grade, you need a test set all the same (lesson 07). And where rows belong together,
# such as the digits of one writer, it flatters like any random split.

# %% [markdown] tags=["notes"]
# 52 minutes. Step slowly through the first four trees: "which trees vote on the third digit?" "Is a tree not judged on
# fewer rows?" Yes, but each row by several trees. In exercise 3, `predict_tree(tree, X)` without `[rows]` is the usual
# slip.

# %% [markdown]
# ## How many trees?
#
# **Predict:** lesson 07's U curve turned round with more freedom. Will the error turn round with more *trees*?

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(6.4, 4))
counts, errors = np.arange(1, 51), {}
for (max_features, shares), line in zip(said.items(), ["--", "-", ":"], strict=True):
    total = np.cumsum(shares, axis=0)  # after 1, 2, 3 … trees
    errors[max_features] = np.mean(np.argmax(total, axis=2) != y_test, axis=1)  # (n_trees,)
    ax.plot(counts, errors[max_features], line, label=f"test rows, columns: {max_features}")
new = np.array([np.isin(np.arange(300), rows)[:, None] for rows in unseen])  # (n_trees, 300, 1)
outside = np.cumsum([predict_tree(tree, X_train) for tree in forest] * new, axis=0)  # votes after 1, 2, 3 … trees
asked = np.sum(outside, axis=2) > 0  # a row that all trees have seen has no vote yet
outside = [1 - vote_accuracy(vote[rows], y_train[rows]) for vote, rows in zip(outside, asked, strict=True)]
ax.plot(counts, outside, "-.", color="black", label="out of bag, columns: 8")
ax.set(xlabel="number of trees", ylabel="error rate", ylim=(0, 0.55))
ax.legend()
plots.show(
    fig,
    "More trees: the error falls, wobbles and levels off. The out-of-bag error lies higher, as only some "
    "37 % of the trees vote on each row, and comes near.",
)

# %% tags=["assert"]
assert all(error[40:].mean() < error[20:30].mean() < error[:10].min() for error in errors.values())
assert np.max(np.abs(np.array(outside)[30:] - errors[8][30:])) < 0.07

# %% [markdown] tags=["after"]
# Here it does not. The vote of endlessly many random trees is a fixed answer, and more trees bring ours nearer to it.
# They take out luck, and add no freedom. (On a row where one wrong digit tends to get more votes than the right one,
# more trees make it worse, as with the judges of 45 %.) The fixed answer itself may overfit: we come to that.

# %% [markdown] tags=["notes"]
# 56 minutes. Ask each side of the room to defend its curve, U or no U. Expect more trees and deeper trees to be mixed
# up: say "a hundred polls of the same people do not teach them anything". The bump at 2 trees: they disagree, and the
# lower digit gets it. With 250 trees, one column at a time does as well as eight, within half a point; 64 columns stay
# behind: the law's second part is gone by then.

# %% [markdown]
# ## A hundred staircases
#
# What happens to the map? Our table again, length and mass; of the two columns, one at random for each question.
#
# **Predict:** lesson 09's staircase, averaged over a hundred trees: will the map still have steps?

# %% tags=["given"]
table = data.load_animals_fruits()
is_animal = (table["kind"] == "animal").astype(int)  # (n_samples,)
X_log = np.log10(np.column_stack([table["length_cm"], table["mass_g"]]))  # (n_samples, 2)
Y_log = np.eye(2)[is_animal]  # (n_samples, 2): fruit, animal


def share_over(trees, lengths, masses):
    """Return the share of the trees that say animal, at each place of a plane."""
    places = np.stack(np.meshgrid(lengths, masses), axis=-1)  # (n_masses, n_lengths, 2)
    return predict_forest(trees, places.reshape(-1, 2))[:, 1].reshape(places.shape[:2])


def log_axes(ax, lengths, masses):
    """Name the logarithmic axes of length and mass."""
    ax.set_xticks([0, 1, 2, 3], ["1 cm", "10 cm", "1 m", "10 m"])
    ax.set_yticks([-3, 0, 1, 2, 3, 6], ["1 mg", "1 g", "10 g", "100 g", "1 kg", "1 t"])
    ax.set(xlabel="length", ylabel="mass", xlim=(lengths[0], lengths[-1]), ylim=(masses[0], masses[-1]))


# %%
rng = np.random.default_rng(7)
hundred = [grow_random_tree(X_log, Y_log, 1, rng)[0] for _ in range(100)]


def draw_staircases(ax, n_trees):
    """Draw the share of the first trees that say animal, over the plane of length and mass."""
    lengths, masses = np.linspace(0.1, 2.1, 101), np.linspace(-0.3, 4.2, 101)
    plots.shares(ax, lengths, masses, share_over(hundred[:n_trees], lengths, masses))
    plots.classes(ax, *X_log.T, is_animal)
    ax.legend(loc="lower right")
    log_axes(ax, lengths, masses)
    ax.set(title=f"trees: {n_trees}")


# %% tags=["nbval-ignore-output"]
plots.slide(draw_staircases, "The share of trees that say animal: orange all, blue none.", n_trees=(1, 100, 1))

# %% tags=["given"]
plots.side_by_side(
    draw_staircases,
    "One, five, a hundred staircases, where animals and fruits mix. One tree knows only yes and no. A hundred agree "
    "(deep color) or disagree (pale), in many small steps; black: half of the votes.",
    figsize=(13, 4.6),
    n_trees=[1, 5, 100],
)

# %% [markdown] tags=["after"]
# Still steps, but many and small. A single tree is dead sure everywhere. The forest is pale where its trees disagree:
# it shows where it is *unsure*. (A share is not a probability: nobody has checked that among things with a share of
# 0.8, eight in ten are animals.)

# %% [markdown] tags=["notes"]
# 60 minutes. Move the slider slowly from 1 to 10: the islands of single things fade. "Is the black line better?"
# Hardly: a later section grades it. Ask why the upper left is blue: no thing is there, the trees continue their last
# step.

# %% [markdown]
# ## What does it look at?
#
# Nobody can read a hundred trees. But which columns do they use? The library adds up by how much the questions about a
# column lowered the impurity: its `feature_importances_`, which sum to 1 (*mean decrease in impurity*). We give it six
# columns of our table, and a seventh: random numbers.
#
# **Predict:** the seventh column knows nothing. Which share of the importance does it get: 0, 0.02 or 0.08?

# %% tags=["given"]
from sklearn.ensemble import RandomForestClassifier

columns = ["length_cm", "mass_g", "redness", "greenness", "roundness", "fill", "random"]
rng = np.random.default_rng(7)
runs = []  # twelve, each with its own random numbers and its own split
for _ in range(12):
    X_seven = np.column_stack([table[name] for name in columns[:6]] + [rng.random(len(table))])  # (n_samples, 7)
    seen, new = split(len(table), 85, rng)
    model = RandomForestClassifier(30, random_state=len(runs)).fit(X_seven[seen], is_animal[seen])
    runs.append((model, X_seven[new], is_animal[new]))

impurity = np.mean([model.feature_importances_ for model, _, _ in runs], axis=0)  # (7,)
for name, share in zip(columns, impurity, strict=True):
    print(f"{name:10} {share:.2f}")

# %% tags=["assert"]
assert 0.06 < impurity[6] < 0.1 and impurity[6] > 0.75 * impurity[2]

# %% [markdown] tags=["after"]
# 0.08, nearly as much as redness, a third of what length gets! Deep down, where few rows are left, some question about
# random numbers often looks good, *on the train rows*.

# %% [markdown]
# ### Exercise 4 · Permutation importance
#
# Better ask on rows that the forest has not seen, and of any model: if *one* column is shuffled, so that each row gets
# the number of another one, by how much does the accuracy fall? That is **permutation importance**.
#
# For each column: copy `X`, shuffle that column of the copy, and note how much lower `model.score` is than on `X`
# itself, where it is `untouched`. (`model.score(X, y)` is the accuracy.)

# %% tags=["exercise", "taught"]
def permutation_importance(model, X, y, rng):
    """Return for each column by how much the model's score falls if that column alone is shuffled."""
    untouched, falls = model.score(X, y), np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        ### BEGIN SOLUTION
        shuffled = X.copy()
        shuffled[:, j] = rng.permutation(X[:, j])
        falls[j] = untouched - model.score(shuffled, y)
        ### END SOLUTION
    return falls


# %% tags=["check"]
permutation_importance = check.permutation_importance(permutation_importance)

# %% [markdown] tags=["hint"]
# `rng.permutation(X[:, j])` returns the column in another order. Put it into a fresh `X.copy()` in each turn: otherwise
# the columns before stay shuffled.

# %% [markdown]
# **Predict:** by this measure, how long is the bar of the random numbers: again a third of the longest, or about zero?

# %% tags=["given"]
permuted = [permutation_importance(model, X_new, y_new, rng) for model, X_new, y_new in runs]

fig, axes = plt.subplots(1, 2, figsize=(10, 3.4), sharey=True)
plots.importances(axes[0], columns, [model.feature_importances_ for model, _, _ in runs])
plots.importances(axes[1], columns, permuted)
axes[0].set(xlabel="share of the importance", title="impurity, train rows")
axes[1].set(xlabel="fall of the accuracy", title="permutation, unseen rows")
plots.show(
    fig,
    "Two importances of seven columns. Dots: each of twelve splits (equal ones hide each other); bars: their mean; "
    "hatched: the noise.",
)

# %% tags=["assert"]
assert abs(np.mean(permuted, axis=0)[6]) < 0.03
assert np.mean(permuted, axis=0).argmax() == 0 and np.mean(permuted, axis=0)[1] < np.mean(permuted, axis=0)[0] / 2

# %% [markdown] tags=["after"]
# About zero, within luck. And mass falls far behind length. But the two are strongly correlated: a forest grown
# *without* length loses only about two points. And to shuffle one of the two makes impossible things, such as a whale
# that weighs as much as an ant. Importances say what *this forest* leans on; not what causes what, and not what another
# model could do without.

# %% [markdown] tags=["notes"]
# 70 minutes. Blackboard: two columns, four rows; shuffle one with arrows. In exercise 4 many copy once, above the loop.
# "Then drop the column and fit again?" That is another question: what could a model do without it?

# %% [markdown]
# ## Forests for numbers
#
# For numbers, the vote becomes an average. But by default, the library's `RandomForestRegressor` looks at *all* columns
# in each question: it is bagging. For lesson 04's people with diabetes, we grow 200 such trees, and 200 that look at a
# third of the ten columns. Out of bag, each is graded on people whom its trees have not seen.
#
# **Predict:** trees without a limit of depth learn the noise. Where does that cost more $R^2$ on new people: with all
# columns, or with a third?

# %% tags=["given"]
from sklearn.datasets import load_diabetes
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import KFold, cross_val_score

people = load_diabetes(return_X_y=True, scaled=False)
folds = KFold(n_splits=5, shuffle=True, random_state=7)
r2 = {"line": cross_val_score(LinearRegression(), *people, cv=folds).mean()}
for share in [1.0, 1 / 3]:
    for depth in [4, None]:
        model = RandomForestRegressor(200, max_depth=depth, max_features=share, oob_score=True, random_state=7)
        r2[share, depth] = model.fit(*people).oob_score_
print(f"all columns (bagging):   depth 4 {r2[1.0, 4]:.3f}   no limit {r2[1.0, None]:.3f}")
print(f"a third of the columns:  depth 4 {r2[1 / 3, 4]:.3f}   no limit {r2[1 / 3, None]:.3f}")
print(f"the line, cross-validated: {r2['line']:.3f}")

# %% tags=["assert"]
assert r2[1.0, 4] - r2[1.0, None] > 0.015 > 0.01 > r2[1 / 3, 4] - r2[1 / 3, None]
assert r2["line"] > max(r2[1.0, 4], r2[1 / 3, 4]) + 0.02

# %% [markdown] tags=["after"]
# With all columns. With a third the price is much smaller: each tree still learns noise, but learns it in its own way,
# and the average takes most of it out. Lesson 04's line beats them all here. (Its grade is cross-validated, theirs are
# out of bag.) With few rows and much noise, try the stiff model first.

# %% [markdown] tags=["notes"]
# 74 minutes. "You did not tune the forest!" Right: with three columns per question and leaves of five rows or more it
# reaches 0.43 to 0.46, and the line 0.47 to 0.49. The price of no limit, cross-validated over ten shuffles: about 0.02
# with all columns, 0.005 with a third. If minutes are short, leave out this section, and say one sentence for the
# recap.

# %% [markdown]
# ## Trees in a row
#
# A forest's trees do not know of each other. **Boosting** grows them one after the other: each new tree learns the
# *residuals* (lesson 04) that those before it have left, and its answer, times the learning rate, is added to
# theirs. Each is a step downhill on the squared error (lesson 03), hence *gradient boosting*. Tiny trees are enough:
# here each is a *decision stump*, one question about an animal's length, to predict the logarithm of its mass.

# %%
length, log_mass = X_log[is_animal == 1].T  # (n_animals,) each
residual, learning_rate, stumps = log_mass - log_mass.mean(), 0.5, []
for _ in range(20):
    stump = grow(length[:, None], residual[:, None], max_depth=1)
    residual = residual - learning_rate * predict_tree(stump, length[:, None])[:, 0]
    stumps.append(stump)

# %% tags=["given"]
def sum_of(trees, x):
    """Return what the first trees of the row add up to."""
    start = np.full(len(x), log_mass.mean())
    return sum((learning_rate * predict_tree(tree, x[:, None])[:, 0] for tree in trees), start)


def draw_row(ax, step):
    """Draw the sum after some trees, and below it what is left, with the tree that comes next."""
    places, left = np.linspace(-0.7, 3.5, 500), log_mass - sum_of(stumps[:step], length)  # (500,), (n_animals,)
    following = predict_tree(stumps[step], places[:, None])[:, 0]
    above, below = plots.sum_and_rest(ax, (length, log_mass, left), (places, sum_of(stumps[:step], places), following))
    above.set(title=f"trees: {step}", ylabel="mass", yticks=[-3, 0, 3, 6], yticklabels=["1 mg", "1 g", "1 kg", "1 t"])
    below.set(xlabel="length", ylabel="residual", xticks=[0, 1, 2, 3], xticklabels=["1 cm", "10 cm", "1 m", "10 m"])


# %% tags=["nbval-ignore-output"]
plots.steps(
    draw_row,
    "Above: the animals, and the sum of the trees so far. Below: what the sum has left over, and the next tree (red).",
    n_steps=20,
    figsize=(5.5, 5),
)

# %% tags=["given"]
plots.side_by_side(
    draw_row,
    "Before the first tree, after two, and after nineteen: each tree learns from the leftovers (below), and the sum "
    "(above) follows the animals more and more closely.",
    figsize=(13, 4.6),
    step=[0, 2, 19],
)

# %% [markdown]
# **Predict:** with more trees, a forest's error did not turn round. Now boost for lesson 04's people (trees two
# questions deep, learning rate 0.3), with 5, 30 and 200 trees: will $R^2$ rise all the way, or rise and then fall?

# %%
from sklearn.ensemble import GradientBoostingRegressor

library = GradientBoostingRegressor(n_estimators=20, max_depth=1, learning_rate=0.5).fit(length[:, None], log_mass)
print("the library's sum is ours:", np.allclose(library.predict(length[:, None]), sum_of(stumps, length)))
boosted = {}  # for each number of trees, the mean R²
for n_trees in [5, 30, 200]:
    model = GradientBoostingRegressor(n_estimators=n_trees, max_depth=2, learning_rate=0.3, random_state=7)
    boosted[n_trees] = cross_val_score(model, *people, cv=folds).mean()
    print(f"people, {n_trees:3} trees: R² {boosted[n_trees]:.2f}")

# %% tags=["assert"]
assert np.allclose(library.predict(length[:, None]), sum_of(stumps, length))
assert boosted[5] < boosted[30] and boosted[200] < boosted[5] - 0.08

# %% [markdown] tags=["after"]
# It rises, then falls: here each tree adds freedom, and too many overfit. So their number is chosen by validation.

# %% [markdown]
# Tuned well, boosted trees are often the ones to beat on a table. scikit-learn's fast version is
# `HistGradientBoostingClassifier`; other names to search for: XGBoost, LightGBM, CatBoost.

# %% [markdown] tags=["notes"]
# 80 minutes. Step with the class: "what will the next tree ask?" Where the leftovers change sign. A forest averages
# many opinions, against variance. Boosting corrects one opinion again and again, against bias.

# %% [markdown]
# ## The library's way
#
# **Predict:** same rows, fifty trees, 8 columns, but other random numbers. Ours names some 93 % of the test digits
# rightly. On which share of them will the library's forest name the same digit as ours: 100 %, 95 %, or 80 %?

# %% tags=["given"]
library = [RandomForestClassifier(50, oob_score=True, random_state=seed).fit(X_train, y_train) for seed in range(5)]
ours = predict_forest(forest, X_test).argmax(axis=1)  # (n_test,)
same = [np.mean(model.predict(X_test) == ours) for model in library]
scores = [model.score(X_test, y_test) for model in library]
print(f"the same digit:  {min(same):.1%} to {max(same):.1%}, over five seeds")
print(f"right: ours {votes[8]:.1%}, the library's {min(scores):.1%} to {max(scores):.1%}")
print(f"its oob_score_:  {np.mean([model.oob_score_ for model in library]):.1%} on average")

# %% tags=["assert"]
assert 0.92 < min(same) < max(same) < 0.98
assert min(scores) - 0.015 < votes[8] < max(scores) + 0.015

# %% [markdown] tags=["after"]
# About 95 %: other random numbers, other doubtful digits. Its accuracy is ours, within the luck of the draw.

# %% [markdown]
# Now the board, with older methods beside it. On 300 digits, the vote was worth more than twenty points.
#
# **Predict:** and on the two columns of the table: twenty points, ten, or next to nothing?

# %% tags=["given"]
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RepeatedStratifiedKFold, ShuffleSplit
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

rows = [("one tree", DecisionTreeClassifier(random_state=7)), ("forest", RandomForestClassifier(50, random_state=7))]
line, neighbors = ("logistic regression", LogisticRegression(C=np.inf)), ("3 neighbors", KNeighborsClassifier(3))
folds = RepeatedStratifiedKFold(n_splits=5, n_repeats=2, random_state=7)
board = {}
for name, model in [*rows, line]:
    board[name] = cross_val_score(model, X_log, is_animal, cv=folds).mean()
    print(f"table:  {name:20} {board[name]:.2f}")
for name, model in [*rows, neighbors]:  # lesson 08's sizes: 1,347 known digits, 450 asked
    fits = cross_val_score(model, X, y, cv=ShuffleSplit(5, test_size=450, random_state=7))
    print(f"digits: {name:20} {fits.mean():.3f} ± {fits.std(ddof=1) / np.sqrt(5):.3f}")

# %% tags=["assert"]
assert np.ptp(list(board.values())) < 0.04 and min(board.values()) > is_animal.mean() + 0.05

# %% [markdown] tags=["after"]
# Next to nothing: with two columns there is little to differ by. (The line is about three things of 125 ahead: too few
# to decide.) On 1,347 digits the forest gains some twelve points on its tree; lesson 08's three neighbors are still
# ahead (±: the standard error, a little too small, as the splits overlap). **An ensemble is not magic.**

# %% [markdown] tags=["notes"]
# 84 minutes. Expect everybody to bet on the forest. On the table, over many shuffles: tree and forest 0.83,
# logistic regression 0.85, the line ahead in nearly each. "So it is better?" These are the same 125 things each time,
# and the lead is two to four of them; a share of 125 has a standard error of three points.

# %% [markdown]
# ## Animal
#
# The lecture has two slides with a single word: *Animal*. Between them it says: **with more data, an algorithm can
# expand its worldview.**
#
# We show our forest 2 animals and 2 fruits, drawn at random; then 7 and 7; then 28 and 28. Then it is asked about
# everything that it has *not* seen. We do this twenty times.
#
# **Predict:** what is an animal to a forest that knows four things: something large, something light, or something long
# for its mass?

# %% tags=["given"]
def worldview(n_each, rng, lengths, masses, n_draws=20):
    """Return how often each thing is called an animal while unseen, and the mean share of votes over the plane."""
    called, asked, share = np.zeros(len(table)), np.zeros(len(table)), 0
    for _ in range(n_draws):
        rows = np.concatenate([rng.permutation(np.flatnonzero(is_animal == kind))[:n_each] for kind in (0, 1)])
        trees = [grow_random_tree(X_log[rows], Y_log[rows], 1, rng)[0] for _ in range(20)]
        new = np.setdiff1d(np.arange(len(table)), rows)
        called[new] += predict_forest(trees, X_log[new])[:, 1] > 0.5
        asked[new] += 1
        share = share + share_over(trees, lengths, masses) / n_draws
    return called / asked, share


# %% tags=["given"]
rng = np.random.default_rng(7)
lengths, masses = np.linspace(-0.7, 3.7, 61), np.linspace(-3.3, 8.5, 61)
views = {n_each: worldview(n_each, rng, lengths, masses) for n_each in [2, 7, 28]}
animals = np.flatnonzero(is_animal)  # row numbers
shown = animals[plots.apart(*X_log[animals].T, gaps=(0.17, 0.55))]  # so many that none covers another


def draw_worldview(ax, n_each):
    """Draw each animal as visible as it is often recognized, over the mean share of votes for animal."""
    known, share = views[n_each]
    plots.shares(ax, lengths, masses, share)
    plots.ghosts(ax, *X_log[shown].T, data.load_pictures(table[shown]), known[shown])
    log_axes(ax, lengths, masses)
    right = f"animals {known[animals].mean():.0%}, fruits {1 - known[is_animal == 0].mean():.0%}"
    ax.set(title=f"after {2 * n_each} things, unseen ones recognized:\n{right}")


# %% tags=["given"]
plots.side_by_side(
    draw_worldview,
    "Animal: in color as far as it is recognized, a gray shadow where it is not; black line: half of the votes. After "
    "four things, an animal is something large. Later the insects step out of the fog; some animals never do.",
    figsize=(13, 5),
    n_each=[2, 7, 28],
)

# %% [markdown] tags=["after"]
# After four things, *animal* means *large*. After 56 it means: large, or lighter than a gram. The insects have been let
# in, and a few fruits pay for it: unseen fruits are recognized a little less often than at first.
# (Recognized against things seen: that is lesson 07's learning curve again.)

# %% [markdown]
# **Predict:** a snail is 3.2 cm long and weighs 11 g; a strawberry, 3.5 cm and 15 g. With 56 things known, how often is
# the snail recognized as an animal: always, half of the time, or never?

# %% tags=["given"]
for name in ["elephant", "ant", "bee", "snail"]:
    row = np.flatnonzero(table["name"] == name)[0]
    print(f"{name:8} called an animal", *[f"  after {2 * n}: {views[n][0][row]:4.0%}" for n in views])

# %% tags=["assert"]
assert np.all(np.diff([known[table["name"] == "ant"][0] for known, _ in views.values()]) > 0)
assert views[28][0][table["name"] == "snail"][0] == 0

# %% [markdown] tags=["after"]
# Never. In length and mass a snail *is* a fruit. **More rows widen the view only as far as the columns can see.** To
# know the snail, the forest would have to look at it. That is lesson 20.

# %% [markdown] tags=["notes"]
# 90 minutes. The slide with the one word *Animal*. Before the figure, ask for the first animal that comes to mind: dog,
# cat, elephant, hardly ever an ant. Our own worldview began with few examples, too. "Does it learn, or only say
# *animal* more often?" It learns: the fruits keep their 0.83 to 0.86, and the mean of both rises from 0.73 to 0.81
# (many draws). The blueberry, of about a gram, pays: more and more often it passes for an insect.

# %% [markdown]
# ## Recap
#
# - Many weak judges are wise together if they are better than chance and *differ*: random rows, random columns, a vote.
# - Each tree is graded on the rows that it has not seen, for free. More trees take out luck; deep trees that all see
#   the same columns can overfit.
# - So far someone told us the kinds. Could a machine find groups that nobody has named?
