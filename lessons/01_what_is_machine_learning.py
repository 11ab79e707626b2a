# %% [markdown]
# # 01 · What is machine learning?
#
# Some functions nobody can write down. Machine learning finds them in examples.
#
# **You will**
#
# - write a rule by hand that tells animals from fruits, and find out what it is worth;
# - let a machine find a better one in the data, and name the four kinds of tasks;
# - split the data, and see a rule that learned by heart fail.
#
# *60 minutes · builds on [00 · Start here](00_start_here.ipynb)*

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.checks import what_is_machine_learning as check

plt.style.use("mlcourse.course")

# %% [markdown]
# ## A function that nobody can write down
#
# A **function** $f$ turns inputs into outputs. Some are easy to write:

# %%
def to_kilograms(mass_g):
    """Return a mass in kilograms."""
    return mass_g / 1000


print(to_kilograms(6500))

# %% [markdown]
# Now take another function. Its input is a thing, its output *animal* or *fruit*. A child can do it at a glance,
# and nobody can write down how. We give the machine only two numbers about each thing:
#
# $$f(\text{length}, \text{mass}) = \text{animal or fruit}$$
#
# We have 125 examples of what $f$ should say. **Predict:** of an animal and a fruit of the same length,
# which is usually the heavier?

# %%
table = data.load_animals_fruits()
length_cm, mass_g = table["length_cm"], table["mass_g"]  # (n_samples,) each
is_animal = table["kind"] == "animal"  # (n_samples,)

fig, ax = plt.subplots(figsize=(8, 5))
plots.emoji(ax, length_cm, mass_g, data.load_pictures(table), size=15)
ax.set(xlabel="length (cm)", ylabel="mass (g)", xscale="log", yscale="log")
plots.show(
    fig,
    "All 125 rows, from the ant to the blue whale. Equal distances are equal factors, so that both fit in. "
    "Fruits tend to be heavy for their length, but many animals lie among them.",
)

# %% [markdown]
# Mostly the fruit. But where the two mix, you find pairs like this one:

# %%
for name in ["rat", "cucumber"]:
    row = table[table["name"] == name][0]
    print(f"{row['emoji']} {name:8} {row['length_cm']:g} cm {row['mass_g']:g} g")

# %% [markdown]
# By these two numbers, a rat is nearly a cucumber. They tell too little to be always right on things we have not seen.
# So we *approximate* $f$: as few errors as we can get.

# %% [markdown] tags=["notes"]
# 10 minutes. Ask for the rule that tells a cat from a dog, and write down what comes: ears, whiskers, barks. For each,
# let the class find a dog without it. Then draw both axes and place ant, lemon and whale by hand: one step is a factor
# of ten. Many say the animal is the heavier, "because of the bones". Ask what makes an animal long: legs, neck, tail,
# and much air between them.

# %% [markdown]
# ## A rule by hand
#
# First, let us try without a machine.
#
# ### Exercise 1 · Heavier than a kilogram
#
# Write the rule *an animal is whatever is heavier than 1 kg* as a function of two arrays.
# It returns an array of `True` (animal) and `False` (fruit). Mind the unit.

# %% tags=["exercise"]
def rule(length_cm, mass_g):
    """Return True for each thing that the rule calls an animal, of shape (n_samples,)."""
    ### BEGIN SOLUTION
    return mass_g > 1000
    ### END SOLUTION


# %% tags=["check"]
rule = check.rule(rule)

# %% [markdown] tags=["hint"]
# A comparison of an array is a mask: all its answers at once. No `if` and no loop are needed.

# %% [markdown]
# How good is it? We compare it with the laziest rule there is: call *everything* an animal.
#
# **Predict:** which of the two makes fewer errors?

# %%
def count_errors(prediction):
    """Return for how many things the prediction is wrong."""
    return np.sum(prediction != is_animal)


print("heavier than 1 kg:", count_errors(rule(length_cm, mass_g)))
print("always animal:    ", count_errors(np.full(len(table), True)))

# %% tags=["assert"]
assert count_errors(mass_g > 1000) == count_errors(np.full(len(table), True))

# %% [markdown]
# Both 35! The rule sounds clever, and is worth exactly as much as not looking at all. It calls every insect a fruit.
# The lazy rule errs on every fruit: 35 of 125, or 28 %. We call this share the **base rate**. Any rule that tells
# animals from fruits has to beat it first.
#
# Perhaps you know a better limit. Put your own in place of these, and run it again:

# %%
for limit_g in [1, 10, 100, 1000, 10000]:
    print(f"heavier than {limit_g:>6,} g: {count_errors(mass_g > limit_g)} wrong")

# %% tags=["assert"]
assert min(count_errors(mass_g > limit) for limit in mass_g) >= 0.85 * np.sum(~is_animal)

# %% [markdown]
# No limit on the mass helps much.

# %% [markdown] tags=["notes"]
# 20 minutes. First, rules in pairs, in words, for two minutes. In Exercise 1 they write `if` for a whole array, or 1 in
# place of 1000; the check names both. All bet on the rule; leave the silence after 35 and 35 alone. Ask whether these
# are the same 35: no, 32 light animals and the melon, the watermelon and the pineapple, against all the fruits.

# %% [markdown]
# ## Let the machine look
#
# What did you do there? You tried limits and kept the best. That is dull work, so we hand it to the machine.
# It tries every value in a column.

# %%
def best_limit(values, is_animal):
    """Return the limit above which calling everything an animal makes the fewest errors."""
    best, fewest = None, len(values)
    for limit in values:
        n_errors = np.sum((values > limit) != is_animal)
        if n_errors < fewest:
            best, fewest = limit, n_errors
    return best


# %% [markdown]
# **Predict:** which tells animals from fruits better, the mass or the length?

# %%
best_mass = best_limit(mass_g, is_animal)
best_length = best_limit(length_cm, is_animal)

print(f"heavier than {best_mass:g} g: {count_errors(mass_g > best_mass)} wrong")
print(f"longer than {best_length:g} cm: {count_errors(length_cm > best_length)} wrong")

# %% tags=["assert"]
assert count_errors(length_cm > best_length) < count_errors(mass_g > best_mass) < np.sum(~is_animal)

# %% [markdown]
# Nobody told it "21 cm". It found the number in the examples. And that is all there is to it:
#
# > **Machine learning**: algorithms that approximate a function as well as they can, from data,
# > without anybody writing the function down.
#
# You choose the *form* of the rule. The data choose its numbers.

# %% [markdown] tags=["notes"]
# 28 minutes. Before you type `best_limit`, ask what it has to remember on its way: the best limit, and its errors.
# Hands: mass or length? Most say mass. "Who chose 21?" The data. "And who chose *longer than*?" We did. That is the
# whole of the definition. Somebody wants both columns at once: lesson 06.

# %% [markdown]
# ## Four tasks
#
# In **supervised** learning the examples come with the answers. An answer may be a kind, such as *animal*:
# **classification**. It may be a number, such as a mass: **regression**.
#
# In **unsupervised** learning there are no answers, only inputs. We may ask which things belong together:
# **clustering**. Or we may ask for fewer numbers that say almost the same: **dimensionality reduction**.
#
# One table can serve all four. For once we let a library do it first; you need not understand these two cells yet.
#
# **Predict:** nobody tells the clustering any names. Will its two groups be the animals and the fruits?

# %% tags=["given"]
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression, LogisticRegression

logs = np.log10(np.column_stack([length_cm, mass_g]))  # (n_samples, n_features)
animals = logs[is_animal]

classifier = LogisticRegression(C=np.inf).fit(logs, is_animal)
regressor = LinearRegression().fit(animals[:, [0]], animals[:, 1])
clusters = KMeans(n_clusters=2, n_init=10, random_state=7).fit_predict(logs)
pca = PCA(n_components=1).fit(logs)
on_one_line = pca.inverse_transform(pca.transform(logs))  # (n_samples, n_features)

# %% tags=["given"]
fig, axes = plt.subplots(2, 2, figsize=(10, 7.5), sharex=True, sharey=True)
plots.classes(axes[0, 0], *logs.T, is_animal)
plots.boundary(axes[0, 0], classifier.coef_[0], classifier.intercept_[0])
axes[0, 1].plot(*animals.T, "^", color="C1")
axes[0, 1].axline((0, regressor.intercept_), slope=regressor.coef_[0], color="black")
plots.groups(axes[1, 0], logs, clusters)
plots.projections(axes[1, 1], logs, on_one_line)
titles = ["classification", "regression", "clustering", "dimensionality reduction"]
for ax, title in zip(axes.flat, titles, strict=True):
    ax.set(title=title, xlim=(-0.6, 3.6), ylim=(-3.2, 8.5))
fig.supxlabel("length: 0 is 1 cm, 1 is 10 cm, 2 is 100 cm, …")
fig.supylabel("mass: 0 is 1 g, 1 is 10 g, 2 is 100 g, …")
plots.show(
    fig,
    "One table, four tasks. A line with most fruits above and most animals below; a line that estimates an animal's "
    "mass from its length; two groups that nobody named; one number, the place along a line, instead of two.",
)

# %% [markdown]
# The upper two needed answers: animal or fruit, and the mass. The lower two did not. By lesson 12 you will have written
# each of these four algorithms by hand.
#
# Look at the third picture. Its two groups are not the animals and the fruits. What are they? Lesson 11 will see.

# %% [markdown]
# ### Exercise 2 · Which task is it?
#
# A weather service has ten years of measurements: each day's pressure, wind and humidity, and the temperature
# of the day after. It wants tomorrow's *temperature*.
#
# Answer `"classification"`, `"regression"`, `"clustering"` or `"dimensionality reduction"`.

# %% tags=["exercise"]
### BEGIN SOLUTION
weather_task = "regression"
### END SOLUTION

# %% tags=["check"]
weather_task = check.weather_task(weather_task)

# %% [markdown] tags=["notes"]
# 38 minutes. Draw a square on the blackboard: with answers and without, and in each a kind of thing or a number. Call
# out tasks: spam, the price of a house, the customers of a shop, a picture told in two numbers. Most expect that the
# two groups are animals and fruits; let them say what they are instead. In Exercise 2 some say classification, for warm
# days and cold ones. Nobody types the two long cells.

# %% [markdown]
# ## Learned by heart
#
# Why not remember everything? Here is a rule that keeps each row and its answer in a dictionary.
# What it does not know, it calls an animal.
#
# **Predict:** how many of the 125 does it get wrong?

# %%
def remember(X, is_animal):
    """Return a dictionary with the answer for each row of `X`."""
    return {tuple(row): answer for row, answer in zip(X, is_animal, strict=True)}


def by_heart(known, X):
    """Return the remembered answer for each row of `X`, and True where there is none."""
    return np.array([known.get(tuple(row), True) for row in X])


X = np.column_stack([length_cm, mass_g])  # (n_samples, n_features)
known = remember(X, is_animal)
print("by heart:", count_errors(by_heart(known, X)), "wrong")

# %% [markdown]
# None! But we asked it what it had already seen. The only fair question is about things it has *not* seen.
# This is the **standard pipeline** of all supervised learning:
#
# 1. **split** the rows: some to learn from (**train**), the others to be asked about (**test**);
# 2. **fit** the rule on the train rows;
# 3. **predict** the test rows, which it has never seen;
# 4. **score** the predictions against the truth.

# %% [markdown] tags=["notes"]
# 44 minutes. Everybody guesses 0, and is right. Then: "tomorrow's test has these five questions, and here are the
# answers. What will the grade tell me?" Draw the four boxes of the pipeline, and between train and test a wall. It
# stays on the blackboard for the whole course.

# %% [markdown]
# ### Exercise 3 · Split
#
# `rng` is a source of random numbers. `rng.permutation(n_samples)` gives the numbers from 0 to `n_samples - 1`,
# shuffled. Return the first `n_train` of them, to learn from, and then the others, to test on.
#
# Our table has the animals first. Without shuffling we would learn from animals alone.

# %% tags=["exercise", "taught"]
def split(n_samples, n_train, rng):
    """Return the numbers of the train rows and of the test rows, in random order."""
    ### BEGIN SOLUTION
    shuffled = rng.permutation(n_samples)
    return shuffled[:n_train], shuffled[n_train:]
    ### END SOLUTION


# %% tags=["check"]
split = check.split(split)

# %% [markdown] tags=["hint"]
# Shuffle *once*, and cut the result in two: `shuffled[:n_train]` is the beginning, `shuffled[n_train:]` the rest.

# %% [markdown]
# Row numbers in brackets pick rows, as a mask does. The 7 gives everybody the same random numbers.
#
# **Predict:** the rule that learns by heart, fitted on two thirds of the rows: how often is it wrong on the rest?

# %%
train, test = split(len(table), 83, rng=np.random.default_rng(7))
known = remember(X[train], is_animal[train])

print(f"train: {np.mean(by_heart(known, X[train]) != is_animal[train]):.0%} wrong")
print(f"test:  {np.mean(by_heart(known, X[test]) != is_animal[test]):.0%} wrong")
print(f"test, always animal: {np.mean(~is_animal[test]):.0%} wrong")

# %% [markdown]
# Perfect on what it has seen, and on all else as good as the lazy rule: what it does not know, it calls an animal.
# It has learned every example and understood nothing.
#
# And our best limit, 25 of 125? We counted that on the rows it was chosen from. That is not fair either! One split
# may be luck, so we take a hundred. **Predict:** on how many of a hundred test parts does the limit beat the lazy rule?

# %%
rng = np.random.default_rng(7)
train_error, test_error = np.zeros((100, 3)), np.zeros((100, 3))  # (n_splits, n_rules)

for s in range(100):
    train, test = split(len(table), 83, rng)
    limit = best_limit(length_cm[train], is_animal[train])
    known = remember(X[train], is_animal[train])
    for rows, error in [(train, train_error), (test, test_error)]:
        error[s, 0] = np.mean(~is_animal[rows])  # always animal
        error[s, 1] = np.mean((length_cm[rows] > limit) != is_animal[rows])
        error[s, 2] = np.mean(by_heart(known, X[rows]) != is_animal[rows])

print("better than always animal:", np.sum(test_error[:, 1] < test_error[:, 0]), "of 100")

# %%
rules = ["always\nanimal", "longer than\nthe limit", "by heart"]

fig, ax = plt.subplots()
plots.train_and_test(ax, rules, train_error.mean(axis=0), test_error.mean(axis=0))
ax.set(ylim=(0, 0.4))
plots.show(fig, "Mean share of errors over a hundred splits. By heart is perfect on train and lazy on test.")

# %% tags=["assert"]
assert test_error.mean(axis=0)[1] < test_error.mean(axis=0)[0]
assert train_error[:, 2].max() == 0
assert np.allclose(test_error[:, 2], test_error[:, 0])

# %% [markdown]
# A rule too simple for the data **underfits**: it is bad everywhere. A rule that clings to its examples **overfits**:
# it is good on them, and bad on all others. The one in between has learned a little: on average it beats the lazy
# rule on train *and* on test rows. Lesson 07 is about finding the place in between.

# %% [markdown]
# ### Exercise 4 · A suspicious report
#
# A colleague's model is wrong on 2 % of its train rows and on 27 % of the test rows. The base rate is 28 %.
# What happened: `"underfitting"`, `"overfitting"` or `"nothing wrong"`?

# %% tags=["exercise"]
### BEGIN SOLUTION
diagnosis = "overfitting"
### END SOLUTION

# %% tags=["check"]
diagnosis = check.diagnosis(diagnosis)

# %% [markdown] tags=["notes"]
# 60 minutes. In Exercise 3 they shuffle twice, and some rows are in both parts; let the check say it. Before the
# hundred splits collect bets: most say 90 or more. "Only 64?" It is the first honest number of the course. In Exercise
# 4 some say that nothing is wrong, since 27 is below 28. Short of time: do not type the hundred splits, only read their
# figure.

# %% [markdown]
# ## Recap
#
# - Machine learning approximates a function that nobody can write down: you choose the form of the rule, the data its
#   numbers.
# - Classification and regression learn from answers; clustering and dimensionality reduction have none. Test on
#   unseen rows.
# - We counted errors and tried all limits. What should an error *cost*, and how do we get that cost as low as possible?
