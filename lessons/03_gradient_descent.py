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
    print(f"h = {h}: slope {(square(3 + h) - square(3)) / h:.3f}")

# %% [markdown] tags=["after"]
# Six. We can see why, by multiplying out:
#
# $$\frac{(w + h)^2 - w^2}{h} = \frac{2wh + h^2}{h} = 2w + h$$
#
# At $w = 3$ that is $6 + h$, as printed.

# %% [markdown]
# The number that is left as $h$ shrinks is called the **derivative**, written $\frac{dC}{dw}$. Pencil and paper give
# it for every $w$ at once: multiply out $(w + h)^2 - w^2$, divide by $h$, and let $h$ shrink.
#
# **Predict:** what is the slope at $w = -1$?

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

# %% [markdown] tags=["after"]
# Minus two: there the cost falls to the right. The derivative of $w^2$ is $2w$ everywhere: *twice whatever is squared*.

# %% [markdown]
# ### Uphill, downhill
#
# A positive slope says that the cost grows to the right, so down is to the left; a negative one says the opposite.
# **The slope points uphill; we go against it.**
#
# With $h = 1$ we measured 7, because the bowl steepens on the way. It is better to look equally far to *both sides*:
# the **central difference**,
#
# $$\text{slope} \approx \frac{C(w + h) - C(w - h)}{2h}$$

# %% [markdown]
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

# %%
print(f"h = 1, both sides: slope {slope(square, 3, 1):.3f}")

# %% [markdown] tags=["after"]
# With $h = 1$, where one side gave 7, both sides give 6: for a parabola that is exact.

# %% [markdown] tags=["notes"]
# 14 minutes. Draw the bowl, a point at 3 and one at 3 + h, and let the second come nearer. Expect 9, which is the
# height, and 3. Multiply out at 3 first, then with the letter; ask for height and slope at -1 and at 0. In Exercise 1
# expect a division by one `step`, `/ 2 * step`, or the formula's `h`, which the loop has left at 0.001. "Why not a
# smaller h still?" Try `slope(square, 3, 1e-15)`: 5.33; the computer rounds.

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
    print(f"w = {w}: slope {slope(cost_of_weight, w):+.2f}")  # with its sign, also where it is a plus

# %% [markdown] tags=["after"]
# Minus at 0.1: go right. Plus at 0.4: go left. The error rate's slope was zero almost everywhere; this one points the
# way.

# %% [markdown] tags=["notes"]
# 18 minutes. Draw lesson 02's bowl, and let the class show the slope at 0.1 and at 0.4 with a hand before you run. Ask
# what the same measurement says on the staircase: 0. Where they get stuck: a function is handed to a function, so no
# parentheses after `cost_of_weight`.

# %% [markdown]
# ## Pick one parameter
#
# A line has two parameters, a language model 671 billion. What then? **Pick one, and hold all the others still.**
# That slope is called the **partial derivative**: $\frac{\partial C}{\partial w}$ along $w$ alone,
# $\frac{\partial C}{\partial b}$ along $b$ alone.
#
# In code, `lambda value: cost(value, b)` is a function without a name: it moves $w$ and leaves $b$ where it is.

# %%
def cost(w, b):
    """Return the mean squared error of the line `w * x + b`."""
    return mean_squared_error(y, w * x + b)


def measure(w, b):
    """Return both partial derivatives, measured."""
    along_w = slope(lambda value: cost(value, b), w)
    along_b = slope(lambda value: cost(w, value), b)
    return along_w, along_b


# %% [markdown]
# We start at the lazy rule, $w = 0$ and $b = 1$: every score is 1, everything is an animal.
# **Predict:** should $b$ go up or down from there?

# %%
along_w, along_b = measure(0.0, 1.0)
print(f"cost           {cost(0.0, 1.0):.3f}")
print(f"slope along w {along_w:+.3f}")
print(f"slope along b {along_b:+.3f}")

# %% [markdown] tags=["after"]
# Down, since its slope is positive; and so should $w$. That holds *here*, for a *small* step.

# %% [markdown]
# To measure a slope, we computed the cost twice for each parameter. With 671 billion of them that is a long wait.
# Can we *calculate* it?

# %% [markdown] tags=["notes"]
# 23 minutes. Draw a hillside from above: feel with one foot, east and west alone, then north and south alone. Ask for
# `b` first: every score is 1, the fruits stand at 0, so down. Expect that hardly anybody dares to say anything about
# `w`; it goes down too, and its best value lies above 0. Leave that open. Then count: two costs for each of 671 billion
# parameters.

# %% [markdown]
# ## 🤓 To the blackboard
#
# Take one dot first. Its error is $e = w x + b - y$, and it costs $e^2$. Nudge $w$ by a little:
#
# - $e$ moves $x$ times as much, because $w$ is multiplied by $x$;
# - $e^2$ moves $2e$ times as much as $e$: *twice whatever is squared* ($2w$, for $w^2$).
#
# One after the other, the two factors multiply. That is the **chain rule**: the slope of $e^2$ along $w$ is $2\,e\,x$.
#
# **Predict:** the lemon has $x = 2.04$ and $y = 0$. At $w = 0.3$ and $b = -0.2$, what is $2\,e\,x$?

# %%
w, b = 0.3, -0.2
x_lemon, y_lemon = x[7], y[7]  # row 7 is the lemon

error_lemon = w * x_lemon + b - y_lemon
measured = slope(lambda value: (value * x_lemon + b - y_lemon) ** 2, w)
print(f"formula {2 * error_lemon * x_lemon:.4f}, measured {measured:.4f}")

# %% [markdown] tags=["after"]
# And the measured slope agrees.

# %% [markdown]
# Nudge $b$ instead, and $e$ moves exactly as much as $b$: the slope is $2\,e$. The cost is the average over all dots,
# and the slope of an average is the average of the slopes:
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

# %%
dw, db = gradient(0.3, -0.2, x, y)
along_w, along_b = measure(0.3, -0.2)

print(f"along w: formula {dw:.8f}, measured {along_w:.8f}")
print(f"along b: formula {db:.8f}, measured {along_b:.8f}")

# %% tags=["assert"]
assert dots["name"][7] == "lemon" and np.isclose(2 * error_lemon * x_lemon, measured)
assert np.allclose([dw, db], [along_w, along_b], rtol=1e-6)

# %% [markdown]
# They agree to every digit. Remember this **gradient check**: **whenever you derive a gradient, measure it once.**

# %% [markdown] tags=["notes"]
# 37 minutes. Chalk alone, the projector dark. Do it with the lemon's numbers first: nudge `w` by 0.01, and $e = 0.41$
# moves by 0.0204; then with letters. Ask of each factor where it came from: the 2 from the square, the $x$ from the
# nudge. In Exercise 2 expect a lost 2 or 1/n, an $x$ in both, or a minus, "because we go down": the minus
# comes with the step.

# %% [markdown]
# ## The steepest way
#
# We felt the ground along two axes. Perhaps another direction is steeper? From the lazy rule, with slopes of $+1.68$
# along $w$ and $+0.91$ along $b$, we try a tiny step in 360 directions, one for each degree.
#
# **Predict:** which lowers the cost most: down along $w$ alone, along both alike, or along $w$ nearly twice as much?

# %% tags=["given"]
angles = np.radians(np.arange(360))
directions = np.column_stack([np.cos(angles), np.sin(angles)])  # (360, 2), each of length 1
costs_nearby = [cost(0.0 + 0.001 * step_w, 1.0 + 0.001 * step_b) for step_w, step_b in directions]

best = directions[np.argmin(costs_nearby)]
against = -np.array(gradient(0.0, 1.0, x, y))
against = against / np.sqrt(np.sum(against**2))  # of length 1, too
print(f"the best of 360:      w {best[0]:+.2f}, b {best[1]:+.2f}")
print(f"against the gradient: w {against[0]:+.2f}, b {against[1]:+.2f}")

# %% tags=["assert"]
assert np.abs(best - against).max() < 0.02

# %% [markdown] tags=["after"]
# Nearly twice as much along $w$. No direction goes down faster than the one against the gradient.

# %% [markdown]
# A **contour** joins all pairs $(w, b)$ with the same cost, as on a hiking map: where the lines are close, it is steep.
# (Beyond the last line it is steeper still.)

# %% tags=["given"]
ws, bs = np.linspace(-0.5, 0.9, 80), np.linspace(-0.6, 1.5, 80)
costs = np.array([[cost(w, b) for w in ws] for b in bs])  # (n_b, n_w)
places = [(0.0, 1.0), (0.5, 0.2), (-0.2, 0.55), (0.1, -0.25)]
downhill = [-np.array(gradient(*place, x, y)) for place in places]

fig, ax = plt.subplots(figsize=(4, 5))
plots.contour(ax, ws, bs, costs)
plots.arrows(ax, places, [0.3 * step / np.sqrt(np.sum(step**2)) for step in downhill])
ax.set(xlim=(-0.5, 0.9), ylim=(-0.6, 1.5))
plots.show(
    fig,
    "The bowl from above. Four arrows against the gradient: each stands at right angles to the contour that it starts "
    "on. All are drawn equally long: they show the direction alone.",
)

# %% [markdown] tags=["notes"]
# 43 minutes. A hiking map: where is it steep? Somebody walks along a contour: the height does not change, so that
# direction is wasted, and the steepest way has nothing of it. Hence the right angle. "Then the arrow points at the
# bottom?" Not here: it points across the valley. Keep that for the next sections.

# %% [markdown]
# ## Step against it
#
# Every step moves each parameter a little *against* its partial derivative:
#
# $$w \leftarrow w - \eta\,\frac{\partial C}{\partial w}, \qquad b \leftarrow b - \eta\,\frac{\partial C}{\partial b}$$
#
# Read ← as *becomes*. $\eta$ ("eta") is the **learning rate**, in code `learning_rate`: how far to go, for a slope of
# one.

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
# **Predict:** with slopes of $+1.68$ and $+0.91$ and a learning rate of 0.05, where does one step take $w = 0$ and
# $b = 1$?

# %%
w, b = take_step(0.0, 1.0, x, y, learning_rate=0.05)
print(f"after one step: w = {w:.3f}, b = {b:.3f}")
print(f"the cost falls from {cost(0.0, 1.0):.3f} to {cost(w, b):.3f}")

# %% [markdown] tags=["after"]
# To $-0.084$ and $0.955$, and the cost falls by a fifth.

# %% [markdown]
# And now again, and again. **Gradient descent** is nothing but this loop; Cauchy described it in 1847 (*Comptes rendus*
# 25, 536). We keep every pair of parameters, to see the way we came.

# %% tags=["taught"]
def descend(x, y, w, b, learning_rate, n_steps):
    """Return every pair of parameters on the way down, the start included."""
    path = [(w, b)]
    for _ in range(n_steps):
        w, b = take_step(w, b, x, y, learning_rate)
        path.append((w, b))
    return np.array(path)  # (n_steps + 1, 2)


# %% [markdown]
# From 0, the first step takes $w$ *down*. **Predict:** will it go on falling?

# %%
path = descend(x, y, w=0.0, b=1.0, learning_rate=0.05, n_steps=500)

for step in [0, 1, 5, 20, 100, 500]:
    w, b = path[step]
    print(f"after {step:3} steps: w = {w:7.4f}, b = {b:7.4f}, cost {cost(w, b):.4f}")

# %% [markdown] tags=["after"]
# It turned round, and ended above 0. A slope speaks only of the place where it was measured.

# %% [markdown]
# NumPy can fit a line too: `np.polyfit` finds the bottom by other means.

# %%
w, b = path[-1]
w_best, b_best = np.polyfit(x, y, deg=1)

print(f"polyfit: w = {w_best:.5f}, b = {b_best:.5f}, cost {cost(w_best, b_best):.4f}")
print(f"descent: w = {w:.5f}, b = {b:.5f}, cost {cost(w, b):.4f}")

# %% tags=["assert"]
assert path[1, 0] < 0 < path[-1, 0]
assert np.all(np.abs(path[-1] - [w_best, b_best]) < 0.0001)
assert np.all(np.diff([cost(w, b) for w, b in path]) < 0)

# %% [markdown]
# They differ by less than 0.0001. When the cost stops falling, we stop. Here is the walk again, on the map and among
# the dots:

# %% tags=["given"]
pictures = data.load_pictures(dots)
shown = [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500]  # after how many steps


def draw_walk(ax, step):
    """Draw the way so far on the contours, the line that we have come to, and how the cost has fallen."""
    ax.axis("off")
    panels = [[0.05, 0.15, 0.22, 0.72], [0.36, 0.15, 0.36, 0.72], [0.82, 0.15, 0.18, 0.72]]
    left, middle, right = [ax.inset_axes(panel) for panel in panels]
    n_steps = shown[step]
    w, b = path[n_steps]
    plots.contour(left, ws, bs, costs)
    plots.path(left, path[: n_steps + 1])
    left.set(xlim=(-0.5, 0.9), ylim=(-0.6, 1.5), aspect="equal")
    middle.axline((0, b), slope=w, color="black")
    middle.axhline(0.5, color="0.7", linestyle=":")
    plots.emoji(middle, x, y, pictures, size=14)
    middle.set(xlabel="$x$", ylabel="score", xlim=(-0.7, 5.2), ylim=(-0.6, 1.6), title=f"step {n_steps}")
    right.plot([cost(*place) for place in path], color="0.7")
    right.plot(n_steps, cost(w, b), "*", color="C3", markersize=14)
    right.set(xlabel="step", ylabel="cost", ylim=(0, 0.5), title=f"cost {cost(w, b):.3f}")


# %% tags=["nbval-ignore-output"]
plots.steps(
    draw_walk,
    "Five hundred steps of gradient descent: the star on the map is a line among the dots, and has a cost.",
    n_steps=len(shown),
    figsize=(10, 3.4),
)

# %% tags=["given"]
plots.side_by_side(
    draw_walk,
    "Before the first step everything is an animal. The first step goes across the valley; then the path turns and "
    "follows it, while the line tilts. The cost falls with every step, fast at first.",
    figsize=(10, 10.2),
    n_rows=3,
    step=[0, 1, 10],
)

# %% [markdown] tags=["notes"]
# 57 minutes. Exercise 3 in numbers on the blackboard: from (0, 1), slopes 1.682 and 0.909, to (-0.084, 0.955). Expect
# a plus, or `w` moved before the slope along `b` is measured; the check sees both. Expect some to say that `w` goes on
# falling: let two of them argue. Step the walk with *next*, and let them say each time which way the line will turn.
# "Why are the last 400 steps so slow?" Small slope, small step.

# %% [markdown]
# ## How long a step?
#
# The first step did more than the next ten together. Why?
#
# The bowl is a long, narrow valley. A star marks the last of forty steps, a cross the bottom.
#
# **Predict:** after forty *tiny* steps, is the star near the start, at the cross, or beyond it? Drag, and then watch
# closely near 0.1.

# %%
def draw_path(ax, learning_rate):
    """Draw forty steps from the lazy rule, on the contours of the cost."""
    path = descend(x, y, w=0.0, b=1.0, learning_rate=learning_rate, n_steps=40)
    plots.contour(ax, ws, bs, costs)
    plots.path(ax, path)
    ax.plot(w_best, b_best, "+", color="black", markersize=14)
    ax.set(xlim=(-0.5, 0.9), ylim=(-0.6, 1.5), xticks=[-0.5, 0, 0.5], aspect="equal")
    ax.set(title=f"learning rate {learning_rate:.3f}\ncost after 40 steps: {cost(*path[-1]):.3f}")


# %% tags=["nbval-ignore-output"]
plots.slide(
    draw_path,
    "Forty steps of gradient descent, at the learning rate of your choice.",
    learning_rate=(0.001, 0.11, 0.001),
)

# %% tags=["given"]
plots.side_by_side(
    draw_path,
    "Three paths in one valley. Too short a step creeps; a good one settles on the floor of the valley and follows it; "
    "a slightly longer one swings wider and wider.",
    figsize=(12, 4.2),
    learning_rate=[0.003, 0.08, 0.1],
)

# %% [markdown] tags=["after"]
# Near the start: forty steps of 0.003 get about as far as one step of 0.05 did. From 0.08 to 0.1 is a small change,
# and yet one path comes down and the other flies off.

# %% [markdown]
# ### One factor
#
# A bowl that is $a$ times as sharp shows why. For $C = a\,w^2$ one step is
#
# $$w \leftarrow w - \eta \cdot 2 a w = (1 - 2 a \eta)\, w$$
#
# Each step *multiplies* $w$ by the same factor.
#
# **Predict:** for $a = 1$, at which learning rate does the factor reach $-1$?

# %% tags=["given"]
for learning_rate in [0.1, 0.5, 0.9, 1.0, 1.1]:
    w = 3 * (1 - 2 * learning_rate) ** np.arange(6)
    print(f"learning rate {learning_rate}: ", "  ".join(f"{value:6.2f}" for value in w))

# %% [markdown] tags=["after"]
# At 1 it jumps to and fro for ever. At 0.5 one step is enough; at 0.9 it jumps across the bottom and comes closer;
# beyond 1, every jump is longer than the one before.

# %% [markdown]
# When the jumps grow, descent **diverges**. What is $a$ for our cost along $w$? Take one dot, with $b = 0$:
#
# $$(x w - y)^2 = x^2 w^2 - 2 x y w + y^2$$
#
# What multiplies $w^2$ is $x^2$; averaged over the dots it is the mean of $x_i^2$, about 9. That is our $a$; the rest
# only moves the bowl.
#
# **Predict:** where does the factor reach $-1$ now?

# %%
print(f"mean of the squares: {np.mean(x**2):.2f}, limit for w alone: {1 / np.mean(x**2):.3f}")

# %% tags=["assert"]
assert round(1 / np.mean(x**2), 3) == 0.106
assert 0.097 < 1 / np.linalg.eigvalsh([[np.mean(x**2), np.mean(x)], [np.mean(x), 1]]).max() < 0.098
assert cost(*path[0]) - cost(*path[1]) > cost(*path[1]) - cost(*path[11])

# %% [markdown] tags=["after"]
# At 0.106, and when $b$ moves as well, a little below 0.1. At half of that, 0.05, the factor across the valley is
# nearly 0: one step ends on its floor. That is why the first step did so much.

# %% [markdown]
# So the sharp curve *across* the valley limits the step. *Along* it the floor is nearly level, and a short step takes
# for ever. One learning rate has to serve both. (Books call such a valley *ill-conditioned*.)

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
# 72 minutes. Move the slider slowly; stop at 0.09 and ask who dares to go on. Draw the jumps across $w^2$ for 0.5, 0.9,
# 1 and 1.1. Where they get stuck: where the $a$ of our cost comes from; multiply out one dot's $(x w - y)^2$. In
# Exercise 4 expect 0.05 and 0.1; all from 0.084 to 0.096 arrive. Short of time: leave out what stands between the three
# paths and Exercise 4.

# %% [markdown]
# ## Center first
#
# Why is the valley so narrow? Every $x_i$ is positive, so a larger $w$ lifts all scores, as a larger $b$ does: the two
# are tied together. Subtract the mean from $x$ first. Now $w$ only *turns* the line about the middle of the dots, and
# $b$ only *lifts* it.
#
# The mean of $x_i^2$ falls from 9.4 to 2.0. **Predict:** where is the limit of the learning rate now?

# %% tags=["given"]
x_centered = x - np.mean(x)  # (n_samples,)
print(f"limit: {1 / np.mean(x_centered**2):.2f}")

for step, (w, b) in enumerate(descend(x_centered, y, w=0.0, b=1.0, learning_rate=0.3, n_steps=5)):
    print(f"after {step} steps: cost {mean_squared_error(y, w * x_centered + b):.4f}")

# %% tags=["assert"]
assert round(np.mean(x**2), 1) == 9.4 and round(np.mean(x_centered**2), 1) == 2.0
assert mean_squared_error(y, w * x_centered + b) < cost(w_best, b_best) + 0.0001

# %% tags=["given"]
costs_centered = [[mean_squared_error(y, w * x_centered + b) for w in ws] for b in bs]

fig, axes = plt.subplots(1, 2, figsize=(8, 4.6))
runs = [(x, costs, learning_rate, 80), (x_centered, np.array(costs_centered), 0.3, 5)]
for ax, (x_used, heights, learning_rate_used, n_steps) in zip(axes, runs, strict=True):
    plots.contour(ax, ws, bs, heights)
    plots.path(ax, descend(x_used, y, 0.0, 1.0, learning_rate_used, n_steps))
    ax.set(xlim=(-0.5, 0.9), ylim=(-0.6, 1.5), aspect="equal", title=f"{n_steps} steps at {learning_rate_used:.3g}")
fig.suptitle("$x$ as it is, and centered")
plots.show(
    fig,
    "The same dots and the same start. As it is, the bowl is a valley, and eighty steps zigzag along it; with x "
    "centered it is nearly round, and five steps reach the bottom.",
)

# %% [markdown] tags=["after"]
# At 0.50, five times as far. The contours are nearly round, and five steps do what eighty did.

# %% [markdown]
# Lesson 06 does this, and more, to every column; lesson 15 has other remedies.

# %% [markdown] tags=["notes"]
# 77 minutes. A ruler on the blackboard: turn it about its end, at x = 0, and all dots' distances change; turn it about
# its middle, and they balance. "Is it the same line?" Yes: its b is the height at the middle in place of that at 0.

# %% [markdown]
# ## In the dark
#
# Now you are the algorithm. Between $w = -5$ and $w = 5$ there is a curve that you cannot see. At *ten* places you may
# ask for its slope. Add them to the list, one at a time, and run the cell again. The last one is what you hand in: the
# lowest place that you can find.

# %%
places = [0.0]  # up to ten: where to go next?

for place in places[:10]:
    print(f"w = {place:5.2f}: slope {slope(check.hidden_curve, place):+.2f}")

# %% [markdown]
# Ready? Then turn on the light.

# %% tags=["given"]
asked = places[:10]

fig, ax = plt.subplots(figsize=(6, 3.2))
plots.asked(ax, check.hidden_curve, asked, [slope(check.hidden_curve, place) for place in asked], asked[-1])
plots.show(fig, "The curve, what you asked of it, and where you ended. It has two valleys, and one of them is deeper.")

# %% [markdown] tags=["notes"]
# 83 minutes. In pairs, on one list, for three minutes; who is lowest? Let the winners say how they chose the next
# place: a step against the slope, longer where it is steep. The light comes last. Expect those who start at 0 and go
# downhill to end in the left valley, at a slope of 0, and content.

# %% [markdown]
# ## Where you start
#
# The dark curve has two valleys. Each bottom is a **local minimum**: every small step from it is worse. The deeper one
# is also the **global minimum**: no place is lower.
#
# **Predict:** the hill between them stands near $w = 0.3$. From where must descent start, to end in the deeper valley?

# %% tags=["given"]
def draw_start(ax, start):
    """Draw sixty steps down the dark curve."""
    path = [start]
    for _ in range(60):
        path.append(path[-1] - 0.2 * slope(check.hidden_curve, path[-1]))
    w = np.linspace(-5, 5, 200)
    ax.plot(w, check.hidden_curve(w), color="0.5")
    ax.plot(path, check.hidden_curve(np.array(path)), ".-", color="C0")
    ax.plot(path[-1], check.hidden_curve(path[-1]), "*", color="C3", markersize=16)
    ax.set(xlabel="$w$", ylabel="cost", title=f"from {start:.1f} to {path[-1]:.1f}")


# %% tags=["nbval-ignore-output"]
plots.slide(
    draw_start,
    "Sixty steps down the dark curve, from a start of your choice.",
    start=(-5.0, 5.0, 0.5),
)

# %% tags=["given"]
plots.side_by_side(
    draw_start,
    "Three starts. Each walk ends in the valley on its own side of the hill. At this learning rate, none climbs over "
    "it.",
    figsize=(12, 3.2),
    start=[-4.5, 0.0, 0.5],
)

# %% [markdown] tags=["after"]
# From the right of the hill: with steps as short as these, descent does not climb. A bowl (books: a *convex* cost) has
# one valley alone, so there any start will do, if the steps are not too long.

# %% [markdown] tags=["notes"]
# 87 minutes. Draw the curve, set a ball on it, and let it roll. "More steps?" They do not help: at the bottom the slope
# is 0. A network's cost has many valleys, and lesson 15 lives with that. May be left out.

# %% [markdown]
# ## The mother algorithm
#
# A grid with ten values per parameter needs $10^p$ costs for $p$ parameters, 500 steps of descent $500\,p$ partial
# derivatives (if 500 steps still do).
#
# **Predict:** from how many parameters on is descent the cheaper one?

# %% tags=["given"]
for n_parameters in [2, 3, 4, 5, 10, 20]:
    print(f"{n_parameters:2} parameters: grid {10**n_parameters:>27,}   descent {500 * n_parameters:>7,}")

# %% [markdown] tags=["after"]
# From four on. The grid *multiplies* with every parameter; descent only *adds*.

# %% [markdown]
# That is why this is the **mother algorithm**: nearly all that train networks come from it. One thing is left: 671
# billion partial derivatives per step must come more cheaply than one by one. Lesson 14 shows how.

# %% [markdown] tags=["notes"]
# 90 minutes. Ask before the table; lesson 02's billion tries a second would take 3,169 years for 20 parameters. For two
# or three the grid wins: say so. Leave the last question standing: is there no way straight to the bottom?

# %% [markdown]
# ## Recap
#
# - A partial derivative is the slope along one parameter alone; together they are the gradient, and the way against it
#   is the steepest.
# - Gradient descent steps against it, again and again; too short a step creeps, one slightly too long explodes.
# - Five hundred steps for one straight line: is there no way straight to the bottom?
