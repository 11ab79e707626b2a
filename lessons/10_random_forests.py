# %% [markdown]
# # 10 · Random forests
#
# One tree is a nervous judge. Can many weak trees vote well? Yes, if they do not all make the same mistakes. So we
# teach them to differ, and the lecture has a word for the result: ✨ *ensemble* ✨.
#
# **You will**
#
# - calculate what a crowd of so-so judges is worth, and find the catch;
# - grow a forest: rows drawn at random, columns drawn at random, and a vote;
# - grade it without spending a row on it, and watch what *animal* means to it widen.
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
# **Predict:** in how many of ten thousand cases is the majority right: 70 %, 90 %, or nearly all?

# %%
rng = np.random.default_rng(7)
right = rng.random((10_000, 101)) < 0.7  # (n_cases, n_judges)
print(f"one judge:    {right[:, 0].mean():.1%} of the cases")
print(f"the majority: {np.mean(right.mean(axis=1) > 0.5):.1%}")

# %% tags=["assert"]
assert np.mean(right.mean(axis=1) > 0.5) > 0.999

# %% [markdown]
# Nearly all! Nobody became wiser. But mistakes that are made independently seldom fall on the same case.
#
# We can also calculate it. For $k$ given judges to be right and the others wrong, the chance is $p^k (1-p)^{n-k}$, and
# there are $\binom{n}{k}$ ways to choose the $k$. The majority is right when $k$ is more than half of $n$:
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
for p in [0.45, 0.5, 0.55, 0.7]:
    print(f"p = {p:.2f}:", *[f"   {n:3} judges {majority(n, p):.3f}" for n in [1, 11, 101]])

# %% tags=["assert"]
assert majority(101, 0.45) < 0.2 < 0.8 < majority(101, 0.55)
assert majority(101, 0.7) > 0.9999

# %% [markdown]
# Worse. A majority exaggerates: judges better than a coin become better still, and judges worse than a coin become
# worse. (That is for two answers. Among ten, it is enough that the right one gets more votes than any other.)
#
# ### Exercise 1 · How many judges?
#
# Each judge is right with $p = 0.6$. What is the smallest *odd* number of judges whose majority is right in at
# least 95 % of the cases?

# %% tags=["exercise"]
### BEGIN SOLUTION
fewest = next(n for n in range(1, 1001, 2) if majority(n, 0.6) >= 0.95)
### END SOLUTION

# %% tags=["check"]
fewest = check.fewest(fewest)

# %% [markdown] tags=["hint"]
# Print `majority(n, 0.6)` for each `n` in `range(1, 101, 2)`, and read off the first that reaches 0.95.

# %% [markdown] tags=["notes"]
# 14 minutes. Let the class vote by hands on something half of them know (the year of a film), eyes closed. Before the
# formula, have three judges done by hand: all right, or two of three. Students forget the binomial coefficient, or
# write $p^k$ alone. "Condorcet" is right, 1785.

# %% [markdown]
# ## The catch
#
# Ask *one* judge 101 times: he says the same each time, and the majority is worth one judge. The catch is
# **independent**. Between the two lies gossip. Say one rumor runs through the court, right with 0.7 like everybody,
# and in each case each judge repeats it with probability `gossip`, and otherwise thinks.
#
# **Predict:** if half of the verdicts are gossip, how often is the majority right: 99 %, 85 %, or 70 %?

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

# %% [markdown]
# At one half, the whole gain is lost already: when the rumor is wrong, it tips the vote. **A crowd gains only where its
# members make different mistakes.** So our task is to grow trees that are good, and that differ.

# %% [markdown] tags=["notes"]
# 20 minutes. Vote again, eyes open. Most students say 85 %: half of the way. Ask what a judge says while the rumor is
# wrong: right with 0.5 · 0.7 = 0.35, so the majority is wrong. On the blackboard, to stay there: *good* and
# *different*.

# %% [markdown]
# ## Rows by lot
#
# Lesson 09: a few other rows, another tree. But we have only one table. Lesson 04 knew a trick: draw as many rows as
# there are *with replacement*, so that some come twice and some not at all. Such a sample is a **bootstrap sample**.
#
# One draw misses a given row with probability $1 - \frac1n$, and all $n$ of them miss it with
#
# $$\left(1 - \frac{1}{n}\right)^n \approx \frac{1}{e}$$
#
# ### Exercise 2 · A bootstrap sample
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
print("how often each of the first ten was drawn:", np.bincount(drawn, minlength=1000)[:10])

# %% tags=["assert"]
assert abs(1 - len(unseen) / 1000 - (1 - 1 / np.e)) < 0.04

# %% [markdown]
# Some 63 %. Remember the other 37 %: we shall want them.
#
# Now trees. Our cases are lesson 08's handwritten *digits*: 8 × 8 pixels are 64 columns, and there are ten classes,
# so that a guess is right one time in ten. We learn from 300 and keep the others for grading.

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
# Each tree answers with the shares of the ten classes in a leaf. Ours are grown until each leaf holds one class only,
# so such a share is a plain vote: one for a class, zero for the others. The average over the trees is the share of the
# votes that each class got.
#
# ### Exercise 3 · The vote
#
# `predict_tree(tree, X)` has shape `(n_samples, n_classes)`. Return the average over the trees, an
# array of the same shape.

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
# **Predict:** the trees are right about 68 % of the test digits. What will the fifty reach together: 70, 80 or 90 %?

# %%
def accuracy(share, y):
    """Return how often the class with the largest share is the right one."""
    return np.mean(np.argmax(share, axis=1) == y)


alone = [accuracy(predict_tree(tree, X_test), y_test) for tree in trees]
print(f"one tree: {np.mean(alone):.0%} on average, the best of them {max(alone):.0%}")
print(f"the vote: {accuracy(predict_forest(trees, X_test), y_test):.0%}")

# %% tags=["assert"]
assert abs(np.mean(alone) - 0.68) < 0.03
assert accuracy(predict_forest(trees, X_test), y_test) > max(alone) + 0.08

# %% [markdown]
# About 90 %: the crowd beats each of its members, clearly. To let models vote that were fitted on bootstrap samples is
# called **bagging**, for *bootstrap aggregating*.

# %% [markdown] tags=["notes"]
# 38 minutes. Draw a bootstrap sample with eight slips of paper: the slip goes back each time. "Are repeated rows not a
# waste?" They change the weights of the rows, and so the questions. In exercise 3 many average over the rows, or return
# the winner; the check says so. Most predict 80 %.

# %% [markdown]
# ## Columns by lot
#
# It is not 99.99 %, though, as it was in the court. So there is gossip. Some of it stays: all trees learn from the same
# 300 rows, and some digits are hard for everybody. But how do our trees begin?
#
# **Predict:** there are 64 columns. How many different ones do the fifty trees ask about *first*?

# %%
print(len({tree.feature for tree in trees}), "different first questions")

# %% tags=["assert"]
assert len({tree.feature for tree in trees}) <= 12

# %% [markdown]
# A handful. A few loud columns win the first question again and again, and trees that begin alike often end alike.
# So the second trick: *at each split, look at a few random columns only*, and take the best question about those.
# For 64 columns, a custom is $\sqrt{64} = 8$.
#
# Where these columns have no question to offer, because all rows are equal there, we look at the next ones.

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
    split = partial(random_split, max_features=max_features, rng=rng)
    return grow(X[drawn], Y[drawn], max_depth, split), unseen


# %% [markdown]
# Rows at random and columns at random: that is a **random forest** (Breiman, 2001). How alike are its trees? We mark
# each tree's mistakes on the test digits, and take lesson 07's correlation between the mistakes of any two. And we
# count how often two trees name the *same wrong* digit.
#
# **Predict:** with 8 columns instead of 64, is a single tree better or worse, and the vote?

# %%
grown = {n: [grow_random_tree(X_train, Y_train, n, rng) for _ in range(50)] for n in [8, 1]}
forests = {64: trees} | {n: [tree for tree, _ in pairs] for n, pairs in grown.items()}  # fifty trees each

# %% tags=["given"]
said, votes = {}, {}  # for each number of columns: what each tree says about each test row, and the vote
print("columns   one tree   correlation of mistakes   same wrong digit   the vote")
for max_features, forest in forests.items():
    shares = np.array([predict_tree(tree, X_test) for tree in forest])  # (n_trees, n_test, n_classes)
    digit = shares.argmax(axis=2)  # (n_trees, n_test)
    wrong = digit != y_test
    alike = np.corrcoef(wrong)[np.triu_indices(50, k=1)].mean()  # over all pairs of trees
    same = np.mean(wrong[1:] & (digit[1:] == digit[:-1]))  # a tree and the one grown before it
    said[max_features], votes[max_features] = shares, accuracy(shares.mean(axis=0), y_test)
    print(f"{max_features:7} {1 - wrong.mean():10.0%} {alike:25.2f} {same:18.1%} {votes[max_features]:10.1%}")

# %% [markdown]
# Here is the surprise: with 8 columns **each tree is worse, and the forest is better.** The trees err more often, but
# less alike. What misleads a vote is the same wrong digit, named by many; and two trees agree on a wrong one
# least often with 8 columns. With a single column they differ still more, but they are so weak that fifty are too few.
# *Good* and *different* pull against each other.

# %% tags=["assert"]
assert votes[8] > max(votes[64], votes[1])
assert np.mean([accuracy(share, y_test) for share in said[8]]) < np.mean(alone) - 0.03

# %% [markdown]
# ### 🤓 The law behind it
#
# Lesson 07 called it *variance*: how far a model strays with the rows that it happens to see. Average $n$ predictions
# for one row, each of variance $\sigma^2$, any two with correlation $\rho$ ("rho"). The average has the variance
#
# $$\rho\,\sigma^2 + \frac{1 - \rho}{n}\,\sigma^2$$
#
# More trees shrink the second part alone. The first stays, however many there are: only *less alike* helps there, and
# that is what the random columns are for. (A law of averages, and for votes a good guide; its $\rho$ is a cousin of our
# table's, which goes over many rows.)

# %% [markdown] tags=["notes"]
# 52 minutes. Most say that worse trees make a worse vote. Leave the table standing and let them explain it to each
# other for two minutes. "They fail together less often" is *false*, and will be said: both are wrong on 16 % of the
# digits with 64 columns, on 19 % with 8. But with 64, they agree on the wrong digit. Write the law next to *good*
# ($\sigma^2$) and *different* ($\rho$). If minutes are short, skip the law.

# %% [markdown]
# ## Graded for free
#
# Each tree has missed some 37 % of the train rows. On those it can be judged: they are new to it. So ask about each row
# *only the trees that have not seen it*, and let those vote. This is the **out-of-bag** prediction: the bag is the
# bootstrap sample.
#
# ### Exercise 4 · Out of bag
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

# %% [markdown]
# **Predict:** three grades for the forest with 8 columns: on the train rows, out of bag, and on the test rows. Which
# of the three will stand apart?

# %%
forest, unseen = forests[8], [rows for _, rows in grown[8]]
print(f"train:      {accuracy(predict_forest(forest, X_train), y_train):.1%}")
print(f"out of bag: {accuracy(out_of_bag(forest, unseen, X_train), y_train):.1%}")
print(f"test:       {votes[8]:.1%}, with 18 trees {accuracy(predict_forest(forest[:18], X_test), y_test):.1%}")

# %% tags=["assert"]
assert accuracy(predict_forest(forest, X_train), y_train) > 0.995
assert -0.01 < votes[8] - accuracy(out_of_bag(forest, unseen, X_train), y_train) < 0.07

# %% [markdown]
# The train grade flatters, as ever. Out of bag comes near the test grade, and no row was held back for it. It is a
# little *strict*: only some 18 of the 50 trees are asked about each row, and a smaller crowd is less wise. With more
# trees that fades.
#
# Use it like a validation set: if you choose by it, you need a test set all the same (lesson 07). And where rows belong
# together, such as the digits of one writer, it flatters like any random split.

# %% [markdown] tags=["notes"]
# 64 minutes. Draw a table of 5 trees × 8 rows with crosses where a tree has seen a row: in each column, the trees
# without a cross vote. "Is a tree not judged on fewer rows?" Yes, but each row by several trees: of 50, by 50 / e =
# 18.4 on average. In exercise 4, `predict_tree(tree, X)` without `[rows]` is the usual slip.

# %% [markdown]
# ## How many trees?
#
# **Predict:** lesson 07's U curve turned round with more freedom. Will the error turn round with more *trees*?

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(6, 3.8))
errors = {}
for (max_features, shares), line in zip(said.items(), ["--", "-", ":"], strict=True):
    total = np.cumsum(shares, axis=0)  # after 1, 2, 3 … trees
    errors[max_features] = np.mean(np.argmax(total, axis=2) != y_test, axis=1)  # (n_trees,)
    ax.plot(np.arange(1, 51), errors[max_features], line, label=f"columns: {max_features}")
ax.set(xlabel="number of trees", ylabel="error rate on the test rows", ylim=(0, 0.55))
ax.legend()
plots.show(fig, "More trees: the error falls, wobbles and levels off. It does not turn round; it only costs time.")

# %% tags=["assert"]
assert all(error[40:].mean() < error[20:30].mean() < error[:10].min() for error in errors.values())

# %% [markdown]
# It does not. Given the train rows, the vote of endlessly many random trees is a fixed answer, and more trees bring
# ours nearer to it. They take out luck, and add no freedom. (Of weak trees it takes more: the dotted line still falls.)
# That does not make a forest immune: the fixed answer itself may overfit. We come to that.

# %% [markdown] tags=["notes"]
# 68 minutes. Ask each side of the room to defend its curve, U or no U. Students mix up more trees and deeper trees: say
# "a hundred polls of the same people do not teach them anything". The bump at 2 trees: they disagree, and the lower
# digit gets it. With 300 trees, one column at a time does as well as eight (errors 0.065 and 0.068 over eight splits;
# 64 columns: 0.11): the law's second part is gone by then.

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
    ax.set(title=f"{n_trees} tree" + "s" * (n_trees > 1))


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

# %% [markdown]
# Still steps, but many and small. A single tree is dead sure everywhere. The forest is pale where its trees quarrel: so
# among the rows, it shows where it is *unsure*. (Do not read a share as a probability: nobody has checked that among
# things with a share of 0.8, eight in ten are animals. And far from all rows, its color means little.)

# %% [markdown] tags=["notes"]
# 73 minutes. Move the slider slowly from 1 to 10: the islands of single things fade. "Is the black line better?"
# Hardly: the next section grades it. Ask why the upper left is blue: no thing is there, the trees continue their last
# step.

# %% [markdown]
# ## The library's way
#
# **Predict:** same rows, fifty trees, columns by $\sqrt{\cdot}$ as well: will the library agree digit by digit?

# %%
from sklearn.ensemble import RandomForestClassifier

library = [
    RandomForestClassifier(n_estimators=50, oob_score=True, random_state=seed).fit(X_train, y_train)
    for seed in range(5)
]
scores = [model.score(X_test, y_test) for model in library]
print(f"ours:         test {votes[8]:.1%}")
print(f"scikit-learn: test {min(scores):.1%} to {max(scores):.1%}, over five seeds")
print(f"its oob_score_: {np.mean([model.oob_score_ for model in library]):.1%} on average")

# %% tags=["assert"]
assert min(scores) - 0.015 < votes[8] < max(scores) + 0.015

# %% [markdown]
# Not digit by digit: it draws other random numbers. But its accuracy is ours, within the luck of the draw. It averages
# shares as we do.
#
# Now the board for the table, by lesson 08's cross-validation, on length and mass. **Predict:** tree, forest, logistic
# regression: who wins?

# %%
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RepeatedStratifiedKFold, cross_validate
from sklearn.tree import DecisionTreeClassifier

models = {
    "one tree": DecisionTreeClassifier(random_state=7),
    "random forest": RandomForestClassifier(n_estimators=50, random_state=7),
    "logistic regression": LogisticRegression(C=np.inf, max_iter=1000),
}
folds = RepeatedStratifiedKFold(n_splits=5, n_repeats=2, random_state=7)
print(f"{'always animal':20} accuracy {is_animal.mean():.2f}, balanced error 0.50")
for name, model in models.items():
    result = cross_validate(model, X_log, is_animal, cv=folds, scoring=["accuracy", "balanced_accuracy"])
    balanced = 1 - result["test_balanced_accuracy"].mean()
    print(f"{name:20} accuracy {result['test_accuracy'].mean():.2f}, balanced error {balanced:.2f}")

# %% [markdown]
# Too close to call: 0.02 of 125 things are two or three. All three beat the lazy rule. On the digits the crowd beat
# its members by far; here it does not, and a straight line keeps up. **An ensemble is not magic.**

# %% [markdown] tags=["notes"]
# 78 minutes. Everybody bets on the forest. Over eight shuffles: tree 0.83, forest 0.83, logistic regression 0.85, which
# is ahead of the forest in all eight; but these are the same 125 things, and two of them. Same lesson as *good* and
# *different*: of two columns, there is little to differ by.

# %% [markdown]
# ## Forests for numbers
#
# For numbers, the vote becomes an average. `predict_forest` computes an average already, so nothing changes. Can a
# forest overfit? We ask lesson 04's people with diabetes.
#
# **Predict:** which can lower the $R^2$ on unseen people, ten times the trees, or deeper trees?

# %% tags=["given"]
from sklearn.datasets import load_diabetes
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import KFold, cross_val_score

people = load_diabetes(return_X_y=True, scaled=False)
folds = KFold(n_splits=5, shuffle=True, random_state=7)
r2 = {"line": cross_val_score(LinearRegression(), *people, cv=folds).mean()}
for depth in [1, 4, None]:
    for n_trees in [4, 40]:
        model = RandomForestRegressor(n_trees, max_depth=depth, random_state=7)
        r2[depth, n_trees] = cross_val_score(model, *people, cv=folds).mean()
    name = f"depth {depth}" if depth else "no limit"
    print(f"{name:8}   4 trees {r2[depth, 4]:.2f}   40 trees {r2[depth, 40]:.2f}")
print(f"the line   {r2['line']:.2f}")

# %% tags=["assert"]
assert all(r2[depth, 40] > r2[depth, 4] - 0.01 for depth in [1, 4, None])
assert r2[4, 40] - 0.02 > r2[None, 40] > r2[1, 40]
assert r2["line"] > r2[4, 40] + 0.02

# %% [markdown]
# Deeper trees. Depth 1 is too stiff; but without a limit the trees learn the noise, and the average takes out only a
# part of it. More trees bring us nearer to what a forest of this depth says, and that may be too much.
#
# And lesson 04's line beats them all. Where the truth is nearly a line and the noise large, stiffness pays: try the
# stiff model first.

# %% [markdown] tags=["notes"]
# 82 minutes. "You did not tune the forest!" Right: with three columns per question and leaves of five rows or more it
# reaches 0.43 to 0.46, and the line 0.47 to 0.49, ahead in each of six shuffles. If minutes are short, leave out this
# section, and say one sentence for the recap.

# %% [markdown]
# ## Animal
#
# The lecture has two slides with a single word: *Animal*. Between them it says: **with more data, an algorithm can
# expand its worldview.**
#
# We show our forest 2 animals and 2 fruits, drawn at random; then 7 and 7; then 28 and 28. (Equally many, so that
# nobody gets by with *always animal*.) Then it is asked about all the animals that it has *not* seen. We do this
# twenty times.
#
# **Predict:** what is an animal to a forest that knows four things?

# %% tags=["given"]
def worldview(n_each, rng, n_draws=20):
    """Return how often each thing is called an animal while unseen, and the mean share of votes over the plane."""
    said, asked, share = np.zeros(len(table)), np.zeros(len(table)), 0
    for _ in range(n_draws):
        rows = np.concatenate([rng.permutation(np.flatnonzero(is_animal == kind))[:n_each] for kind in (0, 1)])
        trees = [grow_random_tree(X_log[rows], Y_log[rows], 1, rng)[0] for _ in range(20)]
        new = np.setdiff1d(np.arange(len(table)), rows)
        said[new] += predict_forest(trees, X_log[new])[:, 1] > 0.5
        asked[new] += 1
        share = share + share_over(trees, lengths, masses) / n_draws
    return said / asked, share


# %% tags=["given"]
rng = np.random.default_rng(7)
lengths, masses = np.linspace(-0.7, 3.7, 61), np.linspace(-3.3, 8.5, 61)
views = {n_each: worldview(n_each, rng) for n_each in [2, 7, 28]}
animals, pictures = is_animal == 1, data.load_pictures()


def draw_worldview(ax, n_each):
    """Draw each animal as visible as it is often recognized, over the mean share of votes for animal."""
    known, share = views[n_each]
    visible = pictures[animals].copy()
    visible[..., 3] = visible[..., 3] * known[animals, None, None]
    plots.shares(ax, lengths, masses, share)
    plots.emoji(ax, *X_log[animals].T, visible, size=15)
    log_axes(ax, lengths, masses)
    ax.set(title=f"after {2 * n_each} things:\n{known[animals].mean():.0%} of the unseen animals recognized")


# %% tags=["given"]
plots.side_by_side(
    draw_worldview,
    "Animal: the more visible, the more often recognized. After four things, an animal is something large. Later the "
    "insects step out of the fog; some animals never do.",
    figsize=(13, 5),
    n_each=[2, 7, 28],
)

# %% [markdown]
# After four things, *animal* means *large*. After 56 it means: large, or lighter than a gram. The insects have been let
# in. (Recognized against things seen: that is lesson 07's learning curve again.)
#
# **Predict:** where is the snail in the last picture, and how often is it recognized?

# %%
for name in ["elephant", "ant", "bee", "snail"]:
    row = np.flatnonzero(table["name"] == name)[0]
    print(f"{name:8} called an animal", *[f"  after {2 * n:2}: {known[row]:4.0%}" for n, (known, _) in views.items()])

# %% tags=["assert"]
assert np.all(np.diff([known[table["name"] == "ant"][0] for known, _ in views.values()]) > 0)
assert views[28][0][table["name"] == "snail"][0] == 0

# %% [markdown]
# Never. In length and mass a snail *is* a fruit, and more data makes the forest only surer of that. **More rows widen
# the view only as far as the columns can see.** To know the snail, it would have to look at it. That is lesson 20.

# %% [markdown] tags=["notes"]
# 90 minutes. The slide with the one word *Animal*. Before the figure, ask for the first animal that comes to mind: dog,
# cat, elephant, hardly ever an ant. Our own worldview began with few examples, too. "Does it learn, or only say
# *animal* more often?" It learns: the fruits keep their 0.83 to 0.86, and the mean of both rises from 0.73 to 0.81
# (many draws). The blueberry, of about a gram, pays: more and more often it passes for an insect.

# %% [markdown]
# ## Recap
#
# - Many weak judges are wise together if they are better than chance and *differ*: random rows, random columns, a vote.
# - Each tree is graded on the rows that it has not seen, for free. More trees do not make a forest overfit;
#   deeper ones can.
# - So far someone told us the kinds. Could a machine find groups that nobody has named?
