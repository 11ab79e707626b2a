# %% [markdown]
# # 03 · Gradient descent
#
# Which way is down? Nearly every network you have heard of learned by a relative of the small loop in this lesson.
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
from mlcourse.checks import gradient_descent as check
from mlcourse.taught.cost_model import mean_squared_error

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
# Six. We can see why, by multiplying out:
#
# $$\frac{(w + h)^2 - w^2}{h} = \frac{2wh + h^2}{h} = 2w + h$$
#
# At $w = 3$ that is $6 + h$, as printed. The number that is left as $h$ shrinks is called the **derivative**,
# written $\frac{dC}{dw}$. For $C = w^2$ it is $2w$ everywhere: *twice whatever is squared*.
#
# **Predict:** what is the slope at $w = -1$, and what at 0?

# %% tags=["given"]
fig, ax = plt.subplots()
w = np.linspace(-2, 4, 100)
ax.plot(w, square(w))
for place in [-1, 0, 3]:
    nearby = np.array([place - 0.8, place + 0.8])
    ax.plot(nearby, square(place) + 2 * place * (nearby - place), color="C3")
    ax.text(1.15 * place, square(place) - 2.4, f"slope {2 * place}", ha="center", color="C3")
ax.set(xlabel="$w$", ylabel="cost", xlim=(-2, 4), ylim=(-3, 16))
plots.show(fig, "The bowl, and in three places the straight line that has the bowl's slope there.")

# %% [markdown]
# A positive slope says that the cost grows to the right, so *down is to the left*. A negative one says the opposite.
# **The slope points uphill; we go against it.**
#
# With $h = 1$ we measured 7 in place of 6, because the bowl steepens on the way. Looking equally far
# to *both sides* does better:
#
# $$\text{slope} \approx \frac{C(w + h) - C(w - h)}{2h}$$
#
# ### Exercise 1 · Measure a slope
#
# `cost` is a function of one number, and `step` is $h$. Return the slope by this formula.

# %% tags=["exercise", "taught"]
def slope(cost, w, step=1e-5):
    """Return the slope of `cost` at `w`, measured from one step left to one step right."""
    ### BEGIN SOLUTION
    return (cost(w + step) - cost(w - step)) / (2 * step)
    ### END SOLUTION


# %% tags=["check"]
slope = check.slope(slope)

# %% [markdown] tags=["hint"]
# `cost` is a function: call it twice, as in `cost(w + step)`. Mind the parentheses around `2 * step`.

# %% [markdown] tags=["notes"]
# 15 minutes. Draw the bowl, a point at 3 and one at 3 + h, and let the second come nearer. The usual wrong guesses are
# 9, which is the height, and 3. Ask for height and slope at -1 and at 0. In Exercise 1 they divide by one `step`, or
# write `/ 2 * step`. "Why not a smaller h still?" Try `slope(square, 3, 1e-15)`: 5.33; the computer rounds.

# %% [markdown]
# ## The bowl of the eleven dots
#
# Now the real thing: the dots of lesson 02 and their mean squared error, with $b = 0$ for the moment.
# The bottom was near $w = 0.2$.
#
# **Predict:** what sign will the slope have at 0.1, and what sign at 0.4?

# %%
dots = data.load_eleven_dots()
x = np.log10(dots["mass_g"])  # (n_samples,)
y = (dots["kind"] == "animal").astype(int)  # (n_samples,)


def cost_of_weight(w):
    """Return the mean squared error with the bias left at 0."""
    return mean_squared_error(y, w * x)


for w in [0.1, 0.4]:
    print(f"w = {w}: slope {slope(cost_of_weight, w):+.2f}")

# %% [markdown]
# Minus at 0.1: go right. Plus at 0.4: go left. The error rate's slope was zero almost everywhere
# and told us nothing. This one points the way.

# %% [markdown] tags=["notes"]
# 19 minutes. Draw lesson 02's bowl, and let the class show the slope at 0.1 and at 0.4 with a hand before you run. Ask
# what the same measurement says on the staircase: 0. Where they get stuck: a function is handed to a function, so no
# parentheses after `cost_of_weight`.

# %% [markdown]
# ## Pick one parameter
#
# A line has two parameters, a language model 671 billion. What then? **Pick one, and hold all the others still.**
# Then it is a slope like any other. Its name is the **partial derivative**: $\frac{\partial C}{\partial w}$ is the
# slope along $w$ alone, $\frac{\partial C}{\partial b}$ the slope along $b$ alone.
#
# We start at the lazy rule, $w = 0$ and $b = 1$: every score is 1, everything is an animal.
# **Predict:** should $b$ go up or down from there?

# %%
def cost(w, b):
    """Return the mean squared error of the line `w * x + b`."""
    return mean_squared_error(y, w * x + b)


def cost_along_w(value):
    """Return the cost with `b` held still."""
    return cost(value, b)


def cost_along_b(value):
    """Return the cost with `w` held still."""
    return cost(w, value)


# %%
w, b = 0.0, 1.0
print(f"cost            {cost(w, b):.3f}")
print(f"slope along w  {slope(cost_along_w, w):+.3f}")
print(f"slope along b  {slope(cost_along_b, b):+.3f}")

# %% [markdown]
# Both slopes are positive, so both parameters should go down. Each partial derivative tells its own parameter
# which way to go: from *here*, by a *small* step.
#
# To measure a slope, we computed the cost twice for each parameter. With 671 billion of them that is a long wait.
# Can we *calculate* it?

# %% [markdown] tags=["notes"]
# 25 minutes. Draw a hillside from above: feel with one foot, east and west alone, then north and south alone. Ask for
# `b` first: every score is 1, the fruits stand at 0, so down. Hardly anybody dares to say anything about `w`; it goes
# down too, and its best value lies above 0. Leave that open. Then count: two costs for each of 671 billion parameters.

# %% [markdown]
# ## 🤓 To the blackboard
#
# Take one dot first. Its error is $e = w x + b - y$, and it costs $e^2$. Nudge $w$ by a little:
#
# - $e$ moves $x$ times as much, because $w$ is multiplied by $x$;
# - $e^2$ moves $2e$ times as much as $e$: *twice whatever is squared*.
#
# One after the other, the two factors multiply. That is the **chain rule**: the slope of $e^2$ along $w$ is $2\,e\,x$.
#
# **Predict:** the lemon has $x = 2.04$ and $y = 0$. At $w = 0.3$ and $b = -0.2$, what is $2\,e\,x$?

# %%
w, b = 0.3, -0.2
x_lemon, y_lemon = x[7], y[7]  # row 7 is the lemon


def cost_of_lemon(value):
    """Return what the lemon alone costs, with `b` held still."""
    return (value * x_lemon + b - y_lemon) ** 2


error_lemon = w * x_lemon + b - y_lemon
print(f"formula {2 * error_lemon * x_lemon:.4f}, measured {slope(cost_of_lemon, w):.4f}")

# %% tags=["assert"]
assert dots["name"][7] == "lemon"
assert np.isclose(2 * error_lemon * x_lemon, slope(cost_of_lemon, w))

# %% [markdown]
# And the measured slope agrees. Nudge $b$ instead, and $e$ moves exactly as much as $b$: the slope is $2\,e$.
#
# The cost is the average over all dots, and the slope of an average is the average of the slopes:
#
# $$\frac{\partial C}{\partial w} = \frac{2}{n} \sum_i e_i\, x_i, \qquad
# \frac{\partial C}{\partial b} = \frac{2}{n} \sum_i e_i$$
#
# Both together are the **gradient**. Like every slope, it points uphill.

# %% [markdown]
# ### Exercise 2 · The gradient
#
# In code, `error` is $e$, an array of shape `(n_samples,)`. Return the two partial derivatives, first $w$'s, then
# $b$'s.

# %% tags=["exercise", "taught"]
def gradient(w, b, x, y):
    """Return the partial derivatives of the mean squared error with respect to `w` and `b`."""
    error = w * x + b - y  # (n_samples,)
    ### BEGIN SOLUTION
    return 2 * np.mean(error * x), 2 * np.mean(error)
    ### END SOLUTION


# %% tags=["check"]
gradient = check.gradient(gradient)

# %% [markdown] tags=["hint"]
# $\frac{1}{n} \sum_i$ is `np.mean`. Return two numbers with a comma between them.

# %% [markdown]
# A formula from the blackboard may be wrong. The measured slope is our witness. We call it at a place
# where nothing is 0 or 1, so that no mistake can hide behind $1^2 = 1$.
#
# **Predict:** to how many digits will the two agree?

# %%
w, b = 0.3, -0.2
dw, db = gradient(w, b, x, y)

print(f"along w: formula {dw:.8f}, measured {slope(cost_along_w, w):.8f}")
print(f"along b: formula {db:.8f}, measured {slope(cost_along_b, b):.8f}")

# %% tags=["assert"]
assert np.allclose([dw, db], [slope(cost_along_w, w), slope(cost_along_b, b)], rtol=1e-6)

# %% [markdown]
# To every digit shown. Remember the trick: **whenever you derive a gradient, measure it once.**

# %% [markdown] tags=["notes"]
# 42 minutes. Chalk alone, the projector dark. Do it with the lemon's numbers first: nudge `w` by 0.01, and $e = 0.41$
# moves by 0.0204; then with letters. Ask of each factor where it came from: the 2 from the square, the $x$ from the
# nudge. In Exercise 2 they lose the 2 or the 1/n, put an $x$ into both, or a minus, "because we go down": the minus
# comes with the step.

# %% [markdown]
# ## Step against it
#
# Every step moves each parameter a little *against* its partial derivative:
#
# $$w \leftarrow w - \eta\,\frac{\partial C}{\partial w}, \qquad b \leftarrow b - \eta\,\frac{\partial C}{\partial b}$$
#
# $\eta$ ("eta") is the **learning rate**, in code `learning_rate`: how far to go, for a slope of one.

# %% [markdown]
# ### Exercise 3 · One step
#
# Return the new $w$ and the new $b$. Both partial derivatives belong to the place where you stand *before* the step.

# %% tags=["exercise", "taught"]
def take_step(w, b, x, y, learning_rate):
    """Return both parameters after one step against the gradient."""
    dw, db = gradient(w, b, x, y)
    ### BEGIN SOLUTION
    return w - learning_rate * dw, b - learning_rate * db
    ### END SOLUTION


# %% tags=["check"]
take_step = check.take_step(take_step)

# %% [markdown] tags=["hint"]
# From `w`, take off the learning rate times `dw`. The same for `b` with `db`. Return both, with a comma between them.

# %% [markdown]
# **Predict:** from the lazy rule, by how much does one step lower the cost: by a tenth, a fifth, or a half?

# %%
w, b = 0.0, 1.0
print(f"before: w = {w:.3f}, b = {b:.3f}, cost {cost(w, b):.3f}")

w, b = take_step(w, b, x, y, learning_rate=0.05)
print(f"after:  w = {w:.3f}, b = {b:.3f}, cost {cost(w, b):.3f}")

# %% [markdown]
# By a fifth. And now again, and again. **Gradient descent** is nothing but this loop.
# We keep every pair of parameters, to see the way we came.

# %% tags=["taught"]
def descend(x, y, w, b, learning_rate, n_steps):
    """Return every pair of parameters on the way down, the start included."""
    path = [(w, b)]
    for _ in range(n_steps):
        w, b = take_step(w, b, x, y, learning_rate)
        path.append((w, b))
    return np.array(path)  # (n_steps + 1, 2)


# %% [markdown]
# In the first step, $w$ went *down*, below 0. **Predict:** will it go on falling?

# %%
path = descend(x, y, w=0.0, b=1.0, learning_rate=0.05, n_steps=500)

for step in [0, 1, 5, 20, 100, 500]:
    w, b = path[step]
    print(f"after {step:3} steps: w = {w:7.4f}, b = {b:7.4f}, cost {cost(w, b):.4f}")

# %% tags=["assert"]
assert path[1, 0] < 0 < path[-1, 0]

# %% [markdown]
# It turned round, and ended above 0. A slope speaks only of the place where it was measured, so we measure again
# at each step. NumPy can fit a line too: `np.polyfit` finds the bottom by other means.
#
# **Predict:** will 500 of our steps come within 0.001 of its $w$ and $b$?

# %%
w_best, b_best = np.polyfit(x, y, deg=1)

print(f"polyfit: w = {w_best:.5f}, b = {b_best:.5f}, cost {cost(w_best, b_best):.4f}")
print(f"descent: w = {w:.5f}, b = {b:.5f}, cost {cost(w, b):.4f}")

# %% tags=["assert"]
assert np.all(np.abs(path[-1] - [w_best, b_best]) < 0.0001)

# %%
fig, ax = plt.subplots()
ax.plot([cost(w, b) for w, b in path[:151]])
ax.axhline(cost(w_best, b_best), color="black", linestyle="--")
ax.set(xlabel="step", ylabel="cost", ylim=(0, 0.5))
plots.show(fig, "The cost falls with every step, fast at first, down to the lowest that a line can have (dashed).")

# %% tags=["assert"]
assert np.all(np.diff([cost(w, b) for w, b in path]) < 0)

# %% [markdown]
# They differ by less than 0.0001, and the cost can hardly fall any further. When it stops falling, we stop.

# %% [markdown] tags=["notes"]
# 59 minutes. Exercise 3 in numbers on the blackboard: from (0, 1), slopes 1.682 and 0.909, to (-0.084, 0.955). They
# write plus, or move `w` and then measure anew for `b`; the check sees both. Most expect that the cost halves, and that
# `w` goes on falling: let two of them argue. "Why are the last 400 steps so slow?" Small slope, small step; nobody
# tells it.

# %% [markdown]
# ## How long a step?
#
# Why did the first step do more than the next ten together? We look at the bowl from above. A **contour** joins all
# pairs
# $(w, b)$ with the same cost, as on a hiking map: where the lines are close, it is steep.
# Beyond the last line we draw none: there it is steeper still.

# %%
ws, bs = np.linspace(-0.5, 0.9, 80), np.linspace(-0.6, 1.5, 80)
costs = np.array([[cost(w, b) for w in ws] for b in bs])  # (n_b, n_w)


def draw_path(ax, learning_rate):
    """Draw forty steps from the lazy rule, on the contours of the cost."""
    path = descend(x, y, w=0.0, b=1.0, learning_rate=learning_rate, n_steps=40)
    plots.contour(ax, ws, bs, costs)
    plots.path(ax, path)
    ax.plot(w_best, b_best, "+", color="black", markersize=14)
    ax.set(xlim=(-0.5, 0.9), ylim=(-0.6, 1.5))
    ax.set(title=f"learning rate {learning_rate:.3f}\ncost after 40 steps: {cost(*path[-1]):.3f}")


# %% [markdown]
# The bowl is a long, narrow valley. The path starts at the lazy rule, the star marks the last of forty steps,
# and the cross the bottom. **Predict:** where does the star land if the steps are tiny? If they are too long?
# Drag, and watch closely near 0.1.

# %% tags=["nbval-ignore-output"]
plots.slide(
    draw_path,
    "Forty steps of gradient descent, at the learning rate of your choice.",
    learning_rate=(0.001, 0.11, 0.001),
)

# %%
plots.side_by_side(
    draw_path,
    "Three paths in one valley. Too short a step creeps; a good one settles on the floor of the valley and follows it; "
    "a slightly longer one swings wider and wider.",
    figsize=(12, 4.2),
    learning_rate=[0.003, 0.08, 0.1],
)

# %% [markdown]
# From 0.08 to 0.1 is a small change, and yet one path comes down and the other flies off.
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
# At 0.9 it jumps across the bottom and still comes closer. At 1 it jumps to and fro for ever. Beyond 1, every jump is
# longer than the one before: it **diverges**.
#
# Along $w$, the slope of our dots' cost grows by $\frac{2}{n} \sum x_i^2$ per unit of $w$; that of $w^2$ grows by 2.
# Ten times the growth means a tenth of the limit. So ours is 1, divided by the mean of $x_i^2$.
#
# **Predict:** that mean is about 9. Where is the limit?

# %%
print(f"the limit for w alone: {1 / np.mean(x**2):.3f}")

# %% tags=["assert"]
assert round(1 / np.mean(x**2), 3) == 0.106
assert round(np.mean(x**2)) == 9
assert cost(*path[0]) - cost(*path[1]) > cost(*path[1]) - cost(*path[11])

# %% [markdown]
# Near 0.106, and when $b$ moves as well a little lower: below 0.1, as we saw. So the sharp curve *across* the valley
# limits the step. *Along* the valley the floor is nearly level, and there a short step takes for ever. One learning
# rate has to serve both.

# %% [markdown]
# ### Exercise 4 · Tune the learning rate
#
# Find a learning rate that brings the cost of the eleven dots from the lazy rule to within 0.001 of the lowest
# in *80 steps*. Try some values in a cell of your own.

# %% tags=["exercise"]
### BEGIN SOLUTION
learning_rate = 0.09
### END SOLUTION

# %% tags=["check"]
learning_rate = check.learning_rate(learning_rate)

# %% [markdown] tags=["hint"]
# After `w, b = descend(x, y, 0.0, 1.0, learning_rate, 80)[-1]`, compare `cost(w, b)` with `cost(w_best, b_best)`.
# The step should be long, but not so long that it explodes.

# %% [markdown] tags=["notes"]
# 79 minutes. Explain contours by a hiking map; ask where it is steep. Move the slider slowly; stop at 0.09 and ask who
# dares to go on. Draw the jumps across $w^2$ for 0.9, 1 and 1.1. Where they get stuck: "growth of the slope"; say how
# sharply the bowl bends. In Exercise 4 most try 0.05 and 0.1; all from 0.084 to 0.096 arrive. Short of time: leave out
# what stands between the three paths and Exercise 4.

# %% [markdown]
# ## Any line
#
# Nothing in our code knows about animals. Here are fifty points along a line that we made up, with noise.
#
# **Predict:** will 500 steps find *exactly* the 2 and the 1 that made the points?

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
# Not exactly: it found the line that fits these fifty points best, noise included. Fifty other points would give
# another line.

# %% [markdown] tags=["notes"]
# 85 minutes. "What must we change in the code?" Nothing. Half of the class hopes to find 2 and 1 with more steps; but
# `np.polyfit` says the same as we. Draw fifty other points along the same line, and another line through them. May be
# left out.

# %% [markdown]
# ## The mother algorithm
#
# A grid with ten values needs $10^p$ costs for $p$ parameters. A step of descent needs $p$ partial derivatives.
# Say it takes 500 steps.
#
# **Predict:** which of the two could you afford for 20 parameters?

# %%
for n_parameters in [2, 10, 20]:
    print(f"{n_parameters:2} parameters: grid {10**n_parameters:>27,}   descent {500 * n_parameters:>7,}")

# %% [markdown]
# The grid *multiplies* with every parameter; descent only *adds*. That is why this is the mother of all the algorithms
# that train networks. Two things remain to be seen: a network's cost has more than one valley, and 671 billion
# partial derivatives per step must come more cheaply than one by one. Lesson 14 shows how.

# %% [markdown] tags=["notes"]
# 90 minutes. Ask before the table; lesson 02's billion tries a second would take 3,169 years for 20 parameters. Then
# draw a cost with two valleys and let them set a ball on it: does it find the deeper one? Not always, and lesson 15
# lives with that. Leave the last question standing: is there no way straight to the bottom?

# %% [markdown]
# ## Recap
#
# - A partial derivative is the slope along one parameter alone; all of them together are the gradient.
# - Gradient descent steps against the gradient, again and again; too short a step creeps, one slightly too long
#   explodes.
# - Five hundred steps for one straight line: is there no way straight to the bottom?
