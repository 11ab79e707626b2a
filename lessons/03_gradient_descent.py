# %% [markdown]
# # 03 · Gradient descent
#
# Every network you have heard of learned by the four lines of code in this lesson.
#
# **You will**
#
# - measure the slope of a cost, with one parameter and then with two;
# - derive the same slope on the blackboard, and let the measurement judge your formula;
# - walk down to the bottom, with steps that are neither too short nor too long.
#
# *90 minutes · builds on [02 · The cost model](02_cost_model.ipynb)*

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.checks import lesson_03 as check
from mlcourse.scratch.cost import mean_squared_error  # as you wrote it in lesson 02

plt.style.use("mlcourse.course")

# %% [markdown]
# ## Which way is down?
#
# Lesson 02 left us in a bowl, in the dark. We cannot see the bottom, but we can feel the **slope** under our feet.
# The simplest bowl is $C(w) = w^2$. To measure its slope at $w$, go a little further, by $h$:
# how much does the cost rise, per unit of $w$?
#
# $$\text{slope} \approx \frac{C(w + h) - C(w)}{h}$$
#
# **Predict:** at $w = 3$, which number will the slope approach as $h$ shrinks?

# %%
def square(w):
    """Return the simplest bowl."""
    return w**2


for h in [1, 0.1, 0.01, 0.001]:
    print(f"h = {h:<6} slope = {(square(3 + h) - square(3)) / h:.3f}")

# %% [markdown]
# Six. The number that it approaches is called the **derivative**, written $\frac{dC}{dw}$.
# For $C = w^2$ it is $2w$ everywhere: 6 at 3, and $-2$ at $-1$.
#
# A positive slope says that the cost grows to the right, so *down is to the left*. The sign tells us which way to go.

# %%
fig, ax = plt.subplots()
w = np.linspace(-2, 4, 100)
ax.plot(w, square(w))
for place in [-1, 0, 3]:
    ax.axline((place, square(place)), slope=2 * place, color="C3", linewidth=1)
    ax.plot(place, square(place), "o", color="C3")
ax.set(xlabel="$w$", ylabel="cost", xlim=(-2, 4), ylim=(-3, 16))
plots.show(fig, "A bowl and its slope in three places: falling at -1, level at 0, rising steeply at 3.")

# %% [markdown]
# With $h = 1$ we measured 7 in place of 6, because the bowl steepens on the way. Looking equally far
# to **both sides** does better:
#
# $$\text{slope} \approx \frac{C(w + h) - C(w - h)}{2h}$$
#
# ### Exercise 1 · Measure a slope
#
# `cost` is a function of one number, and `step` is $h$. Return the slope by this formula.

# %% tags=["exercise"]
def slope(cost, w, step=1e-5):
    """Return the slope of `cost` at `w`, measured half on either side."""
    ### BEGIN SOLUTION
    return (cost(w + step) - cost(w - step)) / (2 * step)
    ### END SOLUTION


# %% tags=["check"]
slope = check.slope(slope)

# %% [markdown] tags=["hint"]
# `cost` is a function: call it twice, as in `cost(w + step)`. Mind the parentheses around `2 * step`.

# %% [markdown]
# ## The bowl of the eleven dots
#
# Now the real thing: the dots of lesson 02 and their mean squared error, with $b = 0$ for the moment.
# The bottom was near $w = 0.2$.
#
# **Predict:** what signs will the slopes have at 0.1, 0.2 and 0.4?

# %%
dots = data.load_eleven_dots()
x = np.log10(dots["mass_g"])  # (n_samples,)
y = (dots["kind"] == "animal").astype(int)  # (n_samples,)


def cost_of_weight(w):
    """Return the mean squared error with the bias left at 0."""
    return mean_squared_error(y, w * x)


for w in [0.1, 0.2, 0.4]:
    print(f"w = {w}: slope {slope(cost_of_weight, w):+.2f}")

# %% [markdown]
# Minus: go right. Almost zero: nearly there. Plus: go left. The error rate's slope was zero everywhere
# and told us nothing; this one points the way.

# %% [markdown]
# ## Pick one parameter
#
# A line has two parameters, a language model 671 billion. What then? **Pick one.** Hold all the others still.
# Then it is a slope like any other, and its name is the **partial derivative**:
#
# $$\frac{\partial C}{\partial w} \text{: slope along } w \text{ alone}, \qquad \frac{\partial C}{\partial b} \text{: slope along } b \text{ alone}$$
#
# We start at the lazy rule, $w = 0$ and $b = 1$: everything is an animal.
# **Predict:** should $b$ go up or down from there?

# %%
def cost(w, b):
    """Return the mean squared error of the line `w * x + b`."""
    return mean_squared_error(y, w * x + b)


w, b = 0.0, 1.0
print(f"cost                    {cost(w, b):.3f}")
print(f"slope along w, b held  {slope(lambda value: cost(value, b), w):+.3f}")
print(f"slope along b, w held  {slope(lambda value: cost(w, value), b):+.3f}")

# %% [markdown]
# Both slopes are positive, so both parameters should go down. Each partial derivative tells us exactly
# how to change *its own* parameter.
#
# But to measure a slope we computed the cost twice, for every parameter. With 671 billion of them that is a long wait.
# Can we *calculate* the slope?

# %% [markdown]
# ## 🤓 To the blackboard
#
# Write $e_i = w x_i + b - y_i$ for the **error** of dot $i$. The cost is the average of the squares:
#
# $$C = \frac{1}{n} \sum_i e_i^2$$
#
# Nudge $w$ by a little. Then $e_i$ moves $x_i$ times as much, because $w$ is multiplied by $x_i$.
# And $e_i^2$ moves $2 e_i$ times as much as $e_i$: that is the slope of the square, $2w$, once more.

# %% [markdown]
# One after the other, the two factors multiply. That is the **chain rule**:
#
# $$\frac{\partial C}{\partial w} = \frac{1}{n} \sum_i 2\, e_i\, x_i = \frac{2}{n} \sum_i e_i\, x_i$$
#
# Nudge $b$ instead, and $e_i$ moves exactly as much as $b$ does:
#
# $$\frac{\partial C}{\partial b} = \frac{2}{n} \sum_i e_i$$
#
# Both together are the **gradient**.

# %% [markdown]
# ### Exercise 2 · The gradient
#
# In code, `error` is $e$, an array of shape `(n_samples,)`. Return the two partial derivatives, first $w$'s, then $b$'s.

# %% tags=["exercise"]
def gradient(w, b, x, y):
    """Return the partial derivatives of the mean squared error by `w` and by `b`."""
    error = w * x + b - y  # (n_samples,)
    ### BEGIN SOLUTION
    return 2 * np.mean(error * x), 2 * np.mean(error)
    ### END SOLUTION


# %% tags=["check"]
gradient = check.gradient(gradient)

# %% [markdown] tags=["hint"]
# $\frac{1}{n} \sum_i$ is `np.mean`. Return two numbers with a comma between them.

# %% [markdown]
# A formula from the blackboard may be wrong. The measured slope is our witness.
#
# **Predict:** to how many digits will the two agree?

# %%
dw, db = gradient(w, b, x, y)

print(f"along w: formula {dw:.8f}, measured {slope(lambda value: cost(value, b), w):.8f}")
print(f"along b: formula {db:.8f}, measured {slope(lambda value: cost(w, value), b):.8f}")

# %% tags=["assert"]
assert np.allclose([dw, db], [slope(lambda v: cost(v, b), w), slope(lambda v: cost(w, v), b)], rtol=1e-6)

# %% [markdown]
# To every digit shown. Remember the trick: **whenever you derive a gradient, measure it once.**
#
# ## Step against it
#
# Every step moves each parameter a little *against* its partial derivative:
#
# $$w \leftarrow w - \eta\,\frac{\partial C}{\partial w}, \qquad b \leftarrow b - \eta\,\frac{\partial C}{\partial b}$$
#
# $\eta$ ("eta") is the **learning rate**, in code `learning_rate`. It sets how long the step is.

# %% [markdown]
# ### Exercise 3 · One step
#
# Return the new $w$ and the new $b$. Both partial derivatives belong to the place where you stand *before* the step.

# %% tags=["exercise"]
def take_step(w, b, x, y, learning_rate):
    """Return both parameters after one step against the gradient."""
    dw, db = gradient(w, b, x, y)
    ### BEGIN SOLUTION
    return w - learning_rate * dw, b - learning_rate * db
    ### END SOLUTION


# %% tags=["check"]
take_step = check.take_step(take_step)

# %% [markdown]
# **Predict:** from the lazy rule, does one step of your function lower the cost? By a tenth, by half, or all the way?

# %%
w, b = 0.0, 1.0
print(f"before: w = {w:.3f}, b = {b:.3f}, cost {cost(w, b):.3f}")

w, b = take_step(w, b, x, y, learning_rate=0.05)
print(f"after:  w = {w:.3f}, b = {b:.3f}, cost {cost(w, b):.3f}")

# %% [markdown]
# A good step. And now again, and again. **Gradient descent** is nothing but this loop.
# We keep every pair of parameters, to see the way we came.

# %%
def descend(x, y, w, b, learning_rate, n_steps):
    """Return every pair of parameters on the way down, the start included."""
    path = [(w, b)]
    for _ in range(n_steps):
        w, b = take_step(w, b, x, y, learning_rate)
        path.append((w, b))
    return np.array(path)  # (n_steps + 1, 2)


# %% [markdown]
# NumPy can fit a line too: `np.polyfit` finds the bottom by other means.
# **Predict:** in how many decimals will 500 of our steps agree with it?

# %%
path = descend(x, y, w=0.0, b=1.0, learning_rate=0.05, n_steps=500)
w, b = path[-1]

print(f"descent: w = {w:.5f}, b = {b:.5f}")
print("polyfit: w = {:.5f}, b = {:.5f}".format(*np.polyfit(x, y, deg=1)))

# %% tags=["assert"]
assert np.allclose(path[-1], np.polyfit(x, y, deg=1), atol=1e-3)

# %%
fig, ax = plt.subplots()
ax.plot([cost(w, b) for w, b in path[:151]])
ax.axhline(cost(*np.polyfit(x, y, deg=1)), color="black", linestyle="--")
ax.set(xlabel="step", ylabel="cost", ylim=(0, 0.5))
plots.show(fig, "The cost falls with every step, fast at first, down to the lowest that a line can have (dashed).")

# %% tags=["assert"]
assert np.all(np.diff([cost(w, b) for w, b in path]) < 0)

# %% [markdown]
# The first step drops far, the next hundred less and less: the nearer the bottom, the smaller the slope.
#
# ## How long a step?
#
# The learning rate is ours to choose. To see what it does, we look at the bowl from above.
# A **contour** joins all pairs with the same cost, as on a hiking map.

# %%
ws, bs = np.linspace(-0.5, 0.9, 80), np.linspace(-0.6, 1.5, 80)
costs = np.array([[cost(w, b) for w in ws] for b in bs])  # (n_b, n_w)


def draw_path(ax, learning_rate):
    """Draw a hundred steps from the lazy rule, on the contours of the cost."""
    path = descend(x, y, w=0.0, b=1.0, learning_rate=learning_rate, n_steps=100)
    plots.contour(ax, ws, bs, costs)
    plots.path(ax, path)
    ax.set(xlim=(-0.5, 0.9), ylim=(-0.6, 1.5), title=f"learning rate {learning_rate:.3f}")


# %% [markdown]
# The start is the lazy rule, and the star marks the last of a hundred steps.
# **Predict:** where does the star land if the steps are tiny? If they are far too long? Drag, and watch closely near 0.1.

# %% tags=["nbval-ignore-output"]
plots.slide(
    draw_path,
    "A hundred steps of gradient descent, at the learning rate of your choice.",
    learning_rate=(0.001, 0.11, 0.001),
)

# %%
plots.side_by_side(
    draw_path,
    "Three paths on one bowl. Too short a step creeps; a good one zigzags to the bottom; a slightly longer one explodes.",
    figsize=(12, 3.8),
    learning_rate=[0.003, 0.09, 0.1],
)

# %% [markdown]
# From 0.09 to 0.1 is a small change, and yet one arrives and the other flies off.
# The simplest bowl shows why. For $C = w^2$ one step is
#
# $$w \leftarrow w - \eta \cdot 2w = (1 - 2\eta)\, w$$
#
# Each step *multiplies* $w$ by the same factor. **Predict:** at which learning rate does the factor reach $-1$?

# %%
for learning_rate in [0.1, 0.9, 1.0, 1.1]:
    w = 3 * (1 - 2 * learning_rate) ** np.arange(6)
    print(f"learning rate {learning_rate}: ", "  ".join(f"{value:6.2f}" for value in w))

# %% [markdown]
# At 0.9 it jumps across the bottom and still comes closer. At 1 it jumps to and fro for ever. Beyond, every jump is longer
# than the one before: it **diverges**. The more sharply a bowl curves, the earlier that happens.
#
# Our bowl is a long valley. Across, it curves sharply and limits the step; along, it is nearly level,
# so that short steps take for ever.

# %% [markdown]
# ### Exercise 4 · Tune the learning rate
#
# Find a learning rate that takes the eleven dots from the lazy rule to within 0.001 of the lowest cost
# in **100 steps**. Try values in the slider or in a cell of your own.

# %% tags=["exercise"]
### BEGIN SOLUTION
learning_rate = 0.09
### END SOLUTION

# %% tags=["check"]
learning_rate = check.learning_rate(learning_rate)

# %% [markdown] tags=["hint"]
# `cost(*descend(x, y, 0.0, 1.0, learning_rate, 100)[-1])` is the cost after 100 steps. The lowest is
# `cost(*np.polyfit(x, y, deg=1))`.

# %% [markdown]
# ## Any line
#
# Nothing in our code knows about animals. Here are fifty points along a line that we made up, with noise.
#
# **Predict:** after 500 steps, is `w` nearer to 2 or to 3?

# %%
rng = np.random.default_rng(7)
x_line = rng.uniform(0, 3, size=50)  # (n_samples,)
y_line = 2 * x_line + 1 + rng.normal(0, 0.5, size=50)  # (n_samples,)

w, b = descend(x_line, y_line, w=0.0, b=0.0, learning_rate=0.1, n_steps=500)[-1]
print(f"descent: w = {w:.3f} (true 2), b = {b:.3f} (true 1)")
print("polyfit: w = {:.3f},          b = {:.3f}".format(*np.polyfit(x_line, y_line, deg=1)))

# %% tags=["assert"]
assert np.allclose([w, b], np.polyfit(x_line, y_line, deg=1), atol=1e-6)

# %%
fig, ax = plt.subplots()
ax.plot(x_line, y_line, "o", label="data")
ax.axline((0, 1), slope=2, color="black", linestyle="--", label="truth")
ax.axline((0, b), slope=w, color="C3", label="found")
ax.set(xlabel="$x$", ylabel="$y$")
ax.legend()
plots.show(fig, "Fifty noisy points: the line that gradient descent found lies close to the one that made them.")

# %% [markdown]
# ## The mother algorithm
#
# A grid with ten values needs $10^p$ costs for $p$ parameters. A step of descent needs $p$ partial derivatives.
#
# **Predict:** which of the two could you afford for 671 billion?

# %%
for n_parameters in [2, 10, 20]:
    print(f"{n_parameters:2} parameters: grid {10**n_parameters:>27,}   500 steps {500 * n_parameters:>7,}")

# %% [markdown]
# The grid *multiplies* with each parameter; descent only *adds*. Two things remain to be seen. A network's cost has more
# than one valley. And the 671 billion partial derivatives of a step must come cheaply, not one by one: lesson 13.
#
# ## Recap
#
# - A partial derivative says how the cost changes with one parameter alone; all of them together are the gradient.
# - Gradient descent steps against the gradient, again and again; too short a step creeps, slightly too long a one explodes.
# - Five hundred steps for one straight line: is there no way straight to the bottom?
#
# Next: 04 · Linear regression
