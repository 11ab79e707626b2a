# %% [markdown]
# # 01 · What is machine learning?
#
# Some functions nobody can write down. Machine learning finds them in examples.
#
# **You will**
#
# - write a rule by hand that tells animals from fruits, and find out what it is worth;
# - let a machine find a better one in the data;
# - name the four kinds of tasks, and see a rule that learned by heart fail.
#
# *60 minutes · builds on [00 · Start here](00_start_here.ipynb)*

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.checks import lesson_01 as check

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
# Now take another function. Its input is a thing's length and mass, its output *animal* or *fruit*:
#
# $$f(\text{length}, \text{mass}) = \text{kind}$$
#
# We have 125 examples of what $f$ should say. **Predict:** can you think of an animal and a fruit
# of the same length and mass?

# %%
table = data.load_animals_fruits()
length_cm, mass_g = table["length_cm"], table["mass_g"]  # (n_samples,) each
is_animal = table["kind"] == "animal"  # (n_samples,)

fig, ax = plt.subplots(figsize=(8, 5))
plots.emoji(ax, length_cm, mass_g, data.load_pictures(table), size=15)
ax.set(xlabel="length (cm)", ylabel="mass (g)", xscale="log", yscale="log")
plots.show(
    fig,
    "All 125 rows, from the ant to the blue whale; each mark on an axis is ten times the one before. "
    "Fruits tend to be heavy for their length, but many animals lie among them.",
)

# %% [markdown]
# Where the two mix, you find pairs like this one:

# %%
for name in ["hedgehog", "pineapple"]:
    row = table[table["name"] == name][0]
    print(f"{row['emoji']} {name:10} {row['length_cm']:3g} cm {row['mass_g']:6,g} g")

# %% [markdown]
# Almost the same length, and not far apart in mass. Yet a child tells them apart at a glance, and nobody can write down
# the $f$ that the child uses. That is where machine learning begins.
#
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
# **Predict:** of 125 things, how many does your rule get wrong? And the lazy one?

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
# How often the lazy rule is wrong, we call the **base rate**. Every model of this course
# has to beat it first.
#
# Perhaps another limit does better. Put your own in place of these, and run it again:

# %%
for limit_g in [1, 10, 100, 1000, 10000]:
    print(f"heavier than {limit_g:>6,} g: {count_errors(mass_g > limit_g)} wrong")

# %% tags=["assert"]
assert min(count_errors(mass_g > limit) for limit in mass_g) >= 0.85 * np.sum(~is_animal)

# %% [markdown]
# No limit on the mass helps much.
#
# ## Let the machine look
#
# What did you do just now? You tried limits and kept the best. That is dull work, so we hand it to the machine:
# every limit that makes a difference, on the mass and on the length.
#
# **Predict:** which tells more about the kind, mass or length?

# %%
best_mass = min(mass_g, key=lambda limit: count_errors(mass_g > limit))
best_length = min(length_cm, key=lambda limit: count_errors(length_cm > limit))

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
# You choose the *kind* of rule. The data choose its numbers.

# %% [markdown]
# ## Four tasks
#
# In **supervised** learning the examples come with the answers. An answer may be a kind, such as *animal*: **classification**.
# It may be a number, such as a mass: **regression**.
#
# In **unsupervised** learning there are no answers, only inputs. We may ask which things belong together: **clustering**.
# Or we may ask for fewer numbers that say almost the same: **dimensionality reduction**.
#
# **Predict:** one table can serve all four. What would you ask it?

# %% tags=["given"]
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression, LogisticRegression

X = np.log10(np.column_stack([length_cm, mass_g]))  # (n_samples, n_features)
animals = X[is_animal]

classifier = LogisticRegression(C=np.inf).fit(X, is_animal)
regressor = LinearRegression().fit(animals[:, [0]], animals[:, 1])
clusters = KMeans(n_clusters=2, n_init=10, random_state=7).fit_predict(X)
pca = PCA(n_components=1).fit(X)
on_one_line = pca.inverse_transform(pca.transform(X))  # (n_samples, n_features)

# %% tags=["given"]
fig, axes = plt.subplots(2, 2, figsize=(10, 7.5), sharex=True, sharey=True)
plots.classes(axes[0, 0], *X.T, is_animal)
plots.boundary(axes[0, 0], classifier.coef_[0], classifier.intercept_[0])
axes[0, 1].plot(*animals.T, "^", color="C1")
axes[0, 1].axline((0, regressor.intercept_), slope=regressor.coef_[0], color="black")
plots.groups(axes[1, 0], X, clusters)
plots.projections(axes[1, 1], X, on_one_line)
for ax, title in zip(axes.flat, ["classification", "regression", "clustering", "dimensionality reduction"], strict=True):
    ax.set(title=title, xlim=(-0.6, 3.6), ylim=(-3.2, 8.5))
fig.supxlabel(r"$\log_{10}$ of the length in cm")
fig.supylabel(r"$\log_{10}$ of the mass in g")
plots.show(
    fig,
    "One table, four tasks. Which kind? How heavy is an animal of this length? Which belong together? "
    "Which one number, a place along a line, could stand for two?",
)

# %% [markdown]
# A few lines of library code, four pictures. By lesson 11 you will have written each of the four algorithms by hand.
#
# Look at the third picture: without the names, the machine sees *large* and *small*, not *animal* and *fruit*.
# It was not told what we care about.

# %% [markdown]
# ### Exercise 2 · Which task is it?
#
# A weather service has ten years of measurements: each day's pressure, wind and humidity, and the temperature
# of the day after. It wants tomorrow's **temperature**.
#
# Answer `"classification"`, `"regression"`, `"clustering"` or `"dimensionality reduction"`.

# %% tags=["exercise"]
### BEGIN SOLUTION
weather_task = "regression"
### END SOLUTION

# %% tags=["check"]
weather_task = check.weather_task(weather_task)

# %% [markdown]
# ### Exercise 3 · And this one?
#
# A shop knows what each of its customers has bought. It wants to find a few groups of customers who buy alike.
# Nobody has named the groups, and nobody knows how many there are.

# %% tags=["exercise"]
### BEGIN SOLUTION
shop_task = "clustering"
### END SOLUTION

# %% tags=["check"]
shop_task = check.shop_task(shop_task)

# %% [markdown]
# ## Learned by heart
#
# Why not simply remember everything? Here is a rule that keeps all examples in a dictionary. What it
# does not know it calls an animal.
#
# **Predict:** how many of the 125 does it get wrong?

# %%
def learn_by_heart(X, y):
    """Return a rule that knows the answer for every row of `X`, and nothing else."""
    known = {tuple(row): answer for row, answer in zip(X, y, strict=True)}
    return lambda X_new: np.array([known.get(tuple(row), True) for row in X_new])


print("by heart:", count_errors(learn_by_heart(X, is_animal)(X)), "wrong")

# %% [markdown]
# None! But we asked it what it had already seen. The only fair question is about things it has *not* seen. So:
#
# 1. **split** the data: some rows to learn from (**train**), the others to be asked about (**test**);
# 2. **fit** the rule on the train rows;
# 3. **predict** the test rows, which the rule has never seen;
# 4. **score** the predictions against the truth.
#
# This is the **standard pipeline** of all supervised learning.

# %%
def split(rng):
    """Return the row numbers of a random two thirds of the table, and those of the rest."""
    shuffled = rng.permutation(len(table))
    return shuffled[:83], shuffled[83:]


train, test = split(np.random.default_rng(7))
by_heart = learn_by_heart(X[train], is_animal[train])

print(f"train: {np.mean(by_heart(X[train]) != is_animal[train]):.0%} wrong")
print(f"test:  {np.mean(by_heart(X[test]) != is_animal[test]):.0%} wrong")

# %% [markdown]
# Perfect on what it has seen, and on everything else exactly as good as the lazy rule. It has learned
# every example and understood nothing.
#
# One split may be luck. So we take a hundred, and let three rules compete.
# **Predict:** which rule is best on the train rows? Which on the test rows?

# %%
def learn_limit(X, y):
    """Return the rule `longer than some limit`, with the limit that errs least on these examples."""
    limit = min(X[:, 0], key=lambda limit: np.sum((X[:, 0] > limit) != y))
    return lambda X_new: X_new[:, 0] > limit


def learn_nothing(X, y):
    """Return the lazy rule."""
    return lambda X_new: np.full(len(X_new), True)


# %%
learners = {"always\nanimal": learn_nothing, "longer\nthan": learn_limit, "by\nheart": learn_by_heart}
rng = np.random.default_rng(7)
errors = np.zeros((100, 3, 2))  # (n_splits, n_learners, train or test)

for errors_of_split in errors:
    train, test = split(rng)
    for i, learn in enumerate(learners.values()):
        fitted = learn(X[train], is_animal[train])
        errors_of_split[i] = [np.mean(fitted(X[rows]) != is_animal[rows]) for rows in (train, test)]

# %%
fig, ax = plt.subplots()
ax.bar(np.arange(3) - 0.2, errors.mean(axis=0)[:, 0], width=0.38, label="train")
ax.bar(np.arange(3) + 0.2, errors.mean(axis=0)[:, 1], width=0.38, label="test", hatch="//")
ax.set(xticks=range(3), xticklabels=learners, ylabel="share of errors", ylim=(0, 0.38))
ax.legend(ncols=2)
plots.show(
    fig,
    "Three rules over a hundred splits. Left, underfitting: bad on both. Right, overfitting: perfect on train, "
    "bad on test. In the middle, something was learned.",
)

# %% tags=["assert"]
assert errors.mean(axis=0)[1, 1] < errors.mean(axis=0)[0, 1]
assert errors[:, 2, 0].max() == 0
assert np.allclose(errors[:, 2, 1], errors[:, 0, 1])

# %% [markdown]
# A rule too simple for the data **underfits**: it is bad everywhere. A rule that clings to its examples **overfits**:
# it is good on them and bad on all others. Learning happens in between, and lesson 06 is about finding the place.

# %% [markdown]
# ### Exercise 4 · A suspicious report
#
# A colleague's model gets 0 % of the train rows wrong and 28 % of the test rows. The base rate is 28 %.
# What happened: `"underfitting"`, `"overfitting"` or `"nothing wrong"`?

# %% tags=["exercise"]
### BEGIN SOLUTION
diagnosis = "overfitting"
### END SOLUTION

# %% tags=["check"]
diagnosis = check.diagnosis(diagnosis)

# %% [markdown]
# ## Recap
#
# - Machine learning approximates a function that nobody can write down, from examples: you choose the kind of rule, the data its numbers.
# - Classification and regression learn from answers, clustering and dimensionality reduction without; only what was never seen tells how good a rule is.
# - We counted errors, and tried all limits. What should an error *cost*, and how do we get that cost as low as possible?
#
# Next: [02 · The cost model](02_cost_model.ipynb)
