# %% [markdown]
# # 16 · PyTorch
#
# Who takes the derivatives now? PyTorch does. In this lesson you hand it the network of lesson 15, and it hands your
# own numbers back.
#
# **You will**
#
# - copy your weights into a library's layers, and compare logits, loss and every slope;
# - write the training loop of lessons 16 to 20, and train on 50,000 pictures of clothes, batch by batch;
# - read from its curves what is wrong with a loop that gives no error.
#
# *90 minutes · builds on [14 · Backpropagation](14_backpropagation.ipynb) and [15 · Training](15_training.ipynb) ·
# needs PyTorch (`uv sync --inexact --extra torch`)*

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.taught import backpropagation, neural_network, training
from mlcourse.taught.backpropagation import Value
from mlcourse.taught.what_is_machine_learning import split
from mlcourse.torch_extra import require_torch

plt.style.use("mlcourse.course")
require_torch()  # where it is missing, this says how to get it

# %% [markdown]
# ## An array that remembers
#
# PyTorch is an **open source** framework for deep learning: everybody may read its code, and improve it. Nearly all
# that you coded by hand is included, and in this lesson you look it up.

# %% [markdown]
# Lesson 14 built `Value`, a number that remembers what it was made from. PyTorch does the same for whole arrays, and
# its array is called a **tensor**. With `requires_grad=True` we ask for its slope.
#
# Here is lesson 14's neuron again, with $x = 2$, $w = 1.5$, $b = -1$ and the target 5. **Predict:** on paper you found
# the slopes along $w$ and $b$. Which numbers will PyTorch find?

# %%
import torch
from torch import nn

from mlcourse.checks import pytorch as check  # here, because it needs PyTorch too

x = torch.tensor(2.0)
w, b = torch.tensor(1.5, requires_grad=True), torch.tensor(-1.0, requires_grad=True)
cost = (torch.relu(w * x + b) - 5) ** 2
cost.backward()
print(f"cost {cost.item()}, along w {w.grad.item()}, along b {b.grad.item()}")

# %% tags=["assert"]
assert (w.grad.item(), b.grad.item()) == (-12, -6)

# %% [markdown] tags=["after"]
# Minus 12 and minus 6, as on paper, and you derived nothing.

# %% [markdown]
# To leave derivatives to a program is *automatic differentiation*, as in lesson 14; PyTorch's is called **autograd**.
# (`.item()` takes the number out of a tensor that holds one. And `nn.Linear??` in a cell shows how a layer is written.)

# %% [markdown]
# In `pass_blame` you wrote `+=`, because shares add up. So did PyTorch. We calculate the same cost anew, since PyTorch
# throws a used graph away: a second `backward` through it is an error. **Predict:** we call `backward` again. What is
# `w.grad` now?

# %%
cost = (torch.relu(w * x + b) - 5) ** 2
cost.backward()
print(w.grad.item())

# %% tags=["assert"]
assert w.grad.item() == -24

# %% [markdown] tags=["after"]
# Minus 24: the sum of both. **Slopes pile up until somebody clears them.** A whole line of our loop will exist for
# this.

# %% [markdown]
# And the numbers inside? NumPy's habit is **float64**, 64 bits per number; PyTorch's is **float32**: half the memory.
# Their numbers have 53 and 24 binary digits, and $2^{24}$ is about 17 million.
#
# **Predict:** twenty digits of ⅓. About how many threes can float32 get right?

# %% tags=["given"]
print(f"NumPy:   {np.array(1 / 3):.20f}")
print(f"PyTorch: {torch.tensor(1 / 3).item():.20f}")

# %% [markdown] tags=["after"]
# Seven, as many as 17 million can tell apart; float64 gets sixteen. Seven are enough to train with, as a rule.

# %% [markdown]
# A trap: `torch.tensor` leaves an *array* in float64, and layers in float32 then refuse it. So we write
# `torch.tensor(X, dtype=torch.float32)`.

# %% [markdown] tags=["notes"]
# 10 minutes. Lesson 14's five stations are still on the blackboard? Then let somebody walk back from the cost before
# you run the cell. Ask: "why does PyTorch add and not overwrite?" The answer is on the board: two arrows leave $e$.
# Expect them to get stuck at `requires_grad`: "why has `x` none?" Because nobody asked for its slope; -9, lesson 14
# found. Open source is no small print: type `nn.Linear??`, and let them find the line that they know.

# %% [markdown]
# ## What does it remember?
#
# The same neuron, station by station. This time we ask for *all* slopes.
#
# `grad_fn` is a tensor's memory: a node of the computational graph. It knows its parents, `next_functions`, and it is a
# function itself: the blame of its tensor goes in, and its parents' shares come out.
#
# **Predict:** `cost` is `e * e`, and `e` is $-3$. If a blame of 1 goes into its node, which shares come out?

# %%
w, x, b, minus_five = [torch.tensor(number, requires_grad=True) for number in (1.5, 2.0, -1.0, -5.0)]
u = w * x
z = u + b
a = torch.relu(z)
e = a + minus_five
cost = e * e

# each parent comes with a number; `_` is a name for what nobody needs
print("made by", cost.grad_fn.name(), "from", [node.name() for node, _ in cost.grad_fn.next_functions])
print("shares:", [share.item() for share in cost.grad_fn(torch.tensor(1.0))])

# %% tags=["assert"]
assert [share.item() for share in cost.grad_fn(torch.tensor(1.0))] == [-3, -3]
assert cost.grad_fn.next_functions == ((e.grad_fn, 0), (e.grad_fn, 0))

# %% [markdown] tags=["after"]
# Minus three, twice. For each factor it is the *other* one: what you wrote into `Value.__mul__`.

# %% [markdown]
# So PyTorch can be asked for all that a `Value` holds. We fill `Value`s with its answers: parents from
# `next_functions`, local slopes from a blame of 1. Then lesson 14's own `backward` walks through them, and lesson 14's
# own picture shows them.
#
# **Predict:** in the first cell nobody asked for the slope of `x`. Now we do. Which number will stand under `x`, in
# lesson 14's graph above and in PyTorch's memory below?

# %% tags=["given", "taught"]
from torch.autograd.graph import get_gradient_edge


def as_values(tensors):
    """Return each tensor as a `Value` that holds what PyTorch remembers of it; parents come before their children."""
    made = {}
    for tensor in tensors:
        node = get_gradient_edge(tensor).node  # its `grad_fn`; a number that was there from the start has a node, too
        parents = [made[parent] for parent, _ in node.next_functions]
        shares = node(torch.tensor(1.0)) if parents else ()
        slopes = [share.item() for share in (shares if isinstance(shares, tuple) else [shares])]
        made[node] = Value(tensor.item(), parents, slopes)
    return list(made.values())


# %% tags=["given"]
def by_hand(w, x, b, minus_five):
    """Return the stations of lesson 14's neuron, each a `Value`."""
    u = w * x
    z = u + b
    a = z.relu()
    e = a + minus_five
    return [w, x, b, minus_five, u, z, a, e, e * e]


names = ["w", "x", "b", "-5", "u", "z", "a", "e", "cost"]
places = [(0, 1.7), (0, 0.5), (1, 0), (3, -0.4), (1, 1.1), (2, 0.7), (3, 0.7), (4.1, 0.7), (5.3, 0.7)]
yours = by_hand(Value(1.5), Value(2.0), Value(-1.0), Value(-5.0))
remembered = as_values([w, x, b, minus_five, u, z, a, e, cost])
signs = {"MulBackward0": "*", "AddBackward0": "+", "ReluBackward0": "relu"}
made_by = {name: signs[tensor.grad_fn.name()] for name, tensor in zip(names[4:], [u, z, a, e, cost], strict=True)}

# %% tags=["given"]
fig, axes = plt.subplots(2, 1, figsize=(11, 7.6))
for ax, title, values in zip(axes, ["lesson 14", "PyTorch"], [yours, remembered], strict=True):
    plots.backward_pass(ax, dict(zip(names, values, strict=True)), dict(zip(names, places, strict=True)), made_by, 9)
    ax.set_title(title, loc="left")
plots.show(
    fig,
    "One neuron, twice. Above, the graph that lesson 14 built; below, what PyTorch remembers of the same sums and "
    "products. Every number, every arrow and every share is the same.",
)

# %% tags=["given"]
for graph in (yours, remembered):
    graph[-1].backward()  # lesson 14's
cost.backward()  # PyTorch's
print("along w, x, b and -5, by hand  ", [value.grad for value in yours[:4]])
print("PyTorch's memory, our `backward`", [value.grad for value in remembered[:4]])
print("PyTorch's memory, its `backward`", [tensor.grad.item() for tensor in (w, x, b, minus_five)])

# %% tags=["assert"]
assert [v.grad for v in yours] == [v.grad for v in remembered]
assert [list(v.slopes) for v in yours] == [v.slopes for v in remembered]
assert [t.grad.item() for t in (w, x, b, minus_five)] == [v.grad for v in yours[:4]] == [-12, -9, -6, -6]

# %% [markdown] tags=["after"]
# Minus 9, in both: the blame of `u` is $-6$, times $w = 1.5$. The two pictures differ nowhere. What PyTorch remembers
# is what you wrote by hand, under other names, and for whole arrays at a time.

# %% [markdown] tags=["notes"]
# 18 minutes. Lay lesson 14's page beside this one. Let somebody name each node's parents before the picture: "who are
# the parents of `a`?" Ask why `x` was missing from the first cell's graph (nobody had asked for its slope). Expect the
# question what the `_` is: which output of the parent it was; ours have one. "Is it slow, to remember all this?" It
# costs memory, lesson 14's bill, and `no_grad` saves it.

# %% [markdown]
# ## The same network
#
# Lesson 15's digits again, 64 inputs, 256 hidden neurons and 10 classes, before any training. 500 digits are put aside
# for validation: **from now on, no training is judged without validation rows.** First by hand:

# %% tags=["given"]
from sklearn.datasets import load_digits

digits = load_digits()
X, y = digits.data / 16, digits.target  # (n_samples, 64), (n_samples,)
rng = np.random.default_rng(7)
train, validation = split(1797, 1297, rng)

parameters = training.initialize([64, 256, 10], rng)
logits_by_hand = neural_network.forward(parameters, X[train])  # (n_samples, n_classes)
loss_by_hand, gradient = backpropagation.backward(parameters, X[train], y[train])

# %% [markdown]
# ### Exercise 1 · Into the layer
#
# PyTorch's layer is `nn.Linear(n_in, n_out)`. It begins with random numbers: its biases are `layer.bias`, its weights
# `layer.weight`, and these lie the other way round, one *row* per neuron, `(n_out, n_in)`. Return a layer that computes
# what we do, `X @ W + b`:
#
# - `layer.weight.copy_(t)` overwrites the weights with the numbers of the tensor `t`, as float32;
# - PyTorch watches whatever happens to weights, and refuses this. Inside `with torch.no_grad():` it looks away.

# %% tags=["exercise", "taught"]
def to_linear(W, b):
    """Return PyTorch's layer with our weights and biases in it."""
    ### BEGIN SOLUTION
    layer = nn.Linear(*W.shape)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(W.T))
        layer.bias.copy_(torch.tensor(b))
    return layer
    ### END SOLUTION


# %% tags=["check"]
to_linear = check.to_linear(to_linear)

# %% [markdown] tags=["hint"]
# `W` has the shape `(n_in, n_out)`, in the order in which `nn.Linear` wants them. Before it goes into `weight` it must
# be transposed. `layer.bias` needs a line of its own.

# %% [markdown]
# `nn.Sequential` calls one layer after the other. PyTorch's `cross_entropy` wants the *logits first*; ours wanted
# `y` first.

# %%
from torch.nn.functional import cross_entropy

X_train, y_train = torch.tensor(X[train], dtype=torch.float32), torch.tensor(y[train])
model = nn.Sequential(to_linear(*parameters[0]), nn.ReLU(), to_linear(*parameters[1]))
logits = model(X_train)  # (n_samples, n_classes)
loss = cross_entropy(logits, y_train)
loss.backward()

print(f"first logit: by hand {logits_by_hand[0, 0]:.5f}, PyTorch {logits[0, 0].item():.5f}")
print(f"loss:        by hand {loss_by_hand:.5f}, PyTorch {loss.item():.5f}")

# %% [markdown]
# Two numbers may agree by chance. So we compare *all* logits and all slopes. `parameters()` lists weights and biases,
# layer by layer. (`.numpy()` makes an array of a tensor; one that remembers has to forget first, with `.detach()`.)
#
# **Predict:** of 12,970 logits and 19,210 slopes, how far is the worst pair apart: a thousandth, a millionth, nothing?

# %% tags=["given", "nbval-ignore-output"]
slopes_by_hand = [slopes for dW, db in gradient for slopes in (dW.T, db)]
slopes = [p.grad.numpy() for p in model.parameters()]

logits_apart = np.abs(logits.detach().numpy() - logits_by_hand).max()
slopes_apart = max(np.abs(a - b).max() for a, b in zip(slopes, slopes_by_hand, strict=True))
print(f"logits at most {logits_apart:.9f} apart, slopes {slopes_apart:.9f}")

# %% tags=["assert"]
assert logits_apart < 1e-5 and abs(loss.item() - loss_by_hand) < 1e-5 and slopes_apart < 1e-5
assert (logits.numel(), sum(a.size for a in slopes)) == (12_970, 19_210)

# %% [markdown] tags=["after"]
# The logits about a millionth, the slopes (smaller numbers) still less: equal to the fifth digit after the point. What
# differs is float32's rounding.

# %% [markdown]
# This is the board of the lesson: nearly all of it you have coded by hand. Five rows we have compared; the last two are
# still to come. An **optimizer** takes the step for all parameters; `SGD` is *stochastic* gradient descent, because
# chance picks the rows of each batch.
#
# | by hand | PyTorch |
# |---|---|
# | array, float64 | tensor, float32 |
# | `X @ W + b`, `relu` | `nn.Linear`, `nn.ReLU` |
# | `parameters`, `forward` | `nn.Sequential`, `model(X)` |
# | `cross_entropy(y, logits)` | `cross_entropy(logits, y)` |
# | `backward(parameters, X, y)` | `loss.backward()` |
# | `W -= learning_rate * dW` | `torch.optim.SGD`, `optimizer.step()` |
# | shuffle and slice | `DataLoader` |

# %% [markdown] tags=["notes"]
# 31 minutes. Leave the board standing, with a third column for each row's trap: dtype; the transpose; no ReLU at the
# end; logits, and they come first; slopes pile up; `step` needs `backward`; the last batch is short. In Exercise 1
# expect the transpose to be forgotten, and PyTorch to complain. Ask: "and if the layer were square?" (Nobody would.)
# The worst pair: expect "nothing", for it is the same formula; the sums are taken in another order, and rounded after
# seven digits. (In float64 the two agree to the twelfth digit; the course's tests look.)

# %% [markdown]
# ## What the loss wants
#
# `cross_entropy` (as a layer: `nn.CrossEntropyLoss`) takes logits, because it does the softmax itself, the stable way
# of lesson 13. You can ask its memory: `loss.grad_fn.next_functions` names a `LogSoftmaxBackward0`. If you put a
# softmax in front, no error warns you. Take the best network there is: the truth has the logit 100, all others 0.
# (`dim` is PyTorch's word for `axis`.)
#
# **Predict:** what should its loss be? And with a softmax first?

# %%
sure, truth = torch.zeros(1, 10), torch.tensor([3])  # (n_samples, n_classes), (n_samples,)
sure[0, 3] = 100

print(f"from logits:   {cross_entropy(sure, truth).item():.2f}")
print(f"softmax first: {cross_entropy(sure.softmax(dim=1), truth).item():.2f}")

# %% tags=["assert"]
assert np.isclose(cross_entropy(sure.softmax(dim=1), truth).item(), np.log(np.e + 9) - 1)
assert loss.grad_fn.next_functions[0][0].name() == "LogSoftmaxBackward0"

# %% [markdown] tags=["after"]
# From logits 0, as it should be. With a softmax first 1.46, for a perfect answer: the probabilities, one 1 and nine 0,
# are taken for logits, and
#
# $$-\ln \frac{e^1}{e^1 + 9 e^0} = 1.46$$
#
# They never get far enough apart. The network still learns, only slowly, and no error says why.

# %% [markdown] tags=["notes"]
# 35 minutes. Let them work out 1.46 on the blackboard, from $e^1$ against nine times $e^0$. Expect 0 for both, "it is
# sure, after all". Leave the 1.46 standing: a patient has it, at the end. Those who have met Keras may ask why it ends
# in a softmax there: its loss is told so, by `from_logits`.

# %% [markdown]
# ## Batches
#
# Lesson 15 shuffled the rows and sliced them. A `DataLoader` does so each time we go through it. Its `generator` is
# what `rng` is to NumPy. **Predict:** 1,297 rows, 32 per batch: how many batches, and how long is the last one?

# %%
from torch.utils.data import DataLoader, TensorDataset

rows = TensorDataset(X_train, y_train)
batches = DataLoader(rows, batch_size=32, shuffle=True, generator=torch.Generator().manual_seed(7))
sizes = [len(y_batch) for X_batch, y_batch in batches]
print(len(sizes), "batches, the last of", sizes[-1], "rows")

# %% tags=["assert"]
assert (len(sizes), sizes[-1]) == (41, 17)

# %% [markdown] tags=["after"]
# Forty-one, the last of 17.

# %% [markdown]
# Does a short batch matter? Suppose the 500 validation rows come as 499 and 1, and we want the average loss per row.
# **Predict:** is it the mean of the two batches' means, or their mean weighted by rows?

# %% tags=["given"]
X_validation, y_validation = torch.tensor(X[validation], dtype=torch.float32), torch.tensor(y[validation])
two = [(X_validation[:499], y_validation[:499]), (X_validation[499:], y_validation[499:])]
means = [cross_entropy(model(X_batch), y_batch).item() for X_batch, y_batch in two]

at_once = cross_entropy(model(X_validation), y_validation).item()
print(f"all 500 rows at once: {at_once:.3f}")
print(f"mean of the means:    {(means[0] + means[1]) / 2:.3f}")
print(f"weighted by rows:     {(means[0] * 499 + means[1] * 1) / 500:.3f}")

# %% tags=["assert"]
assert np.isclose((means[0] * 499 + means[1] * 1) / 500, at_once, atol=1e-5)
assert abs((means[0] + means[1]) / 2 - at_once) > 0.01

# %% [markdown] tags=["after"]
# The weighted one. In the mean of the means, a single row counts as much as the other 499 together.

# %% [markdown]
# One thing more. Some layers behave differently while they learn: **dropout**, for instance, shuts a random share of
# the neurons, here half, and treats the others so that the mean stays about the same. In evaluation it does nothing.
# `train()` and `eval()` switch all layers of a model; `unique()` lists each number once.
#
# **Predict:** in training, a thousand ones go in. Which numbers come out?

# %%
dropout, ones = nn.Dropout(0.5), torch.ones(1000)
print("training:  ", dropout.train()(ones).unique().tolist())
print("evaluation:", dropout.eval()(ones).unique().tolist())

# %% tags=["assert"]
assert dropout.train()(ones).unique().tolist() == [0, 2]

# %% [markdown] tags=["after"]
# Zeros and twos: half are shut, so the others are doubled, and the mean stays about 1. In evaluation, ones. If you
# forget `eval()`, you grade such a network with half of its neurons shut.

# %% [markdown] tags=["notes"]
# 42 minutes. For the short batch, draw a scale with 499 students on one side and one on the other. Dropout: expect
# "zeros and ones"; ask what the next layer would notice without the doubling.

# %% [markdown]
# ## The loop, read slowly
#
# Lesson 03's *mother algorithm* has four beats: predict, cost, slopes, step. PyTorch puts the first two into one line,
# and needs a new one, because slopes pile up. Once in front: `model.train()`. Then for each batch, and say it aloud:
# *zero, forward, backward, step*.
#
# 1. `optimizer.zero_grad()`: forget the last batch's slopes;
# 2. `loss = cross_entropy(model(X), y)`: predict, and what it costs;
# 3. `loss.backward()`: one slope for each parameter;
# 4. `optimizer.step()`: one step down.

# %% [markdown]
# Take one weight, the model $wx$, the squared error as cost, and batches of one row each: $x = 1$ with target 3, then
# $x = 2$ with target 4. The weight begins at 0, the learning rate is 0.1. Each *next* runs one line.
#
# **Predict:** on paper: what is `w` after the four lines of the first batch?

# %% tags=["given"]
def state(w, loss):
    """Return what the names hold, as texts."""
    return {"w": f"{w.item():.2f}", "w.grad": "none" if w.grad is None else f"{w.grad.item():.1f}", "loss": loss}


w = torch.tensor(0.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)
states = [state(w, "none")]
for x, target in [(1.0, 3.0), (2.0, 4.0)]:
    optimizer.zero_grad()
    states.append(state(w, states[-1]["loss"]))
    loss = (w * x - target) ** 2
    states.append(state(w, f"{loss.item():.2f}"))
    loss.backward()
    states.append(state(w, f"{loss.item():.2f}"))
    optimizer.step()
    states.append(state(w, f"{loss.item():.2f}"))

# %% tags=["given"]
lines = ["optimizer.zero_grad()", "loss = (w * x - target) ** 2", "loss.backward()", "optimizer.step()"]


def draw_line(ax, step):
    """Draw the loop when that many lines have run, and what the last of them changed."""
    now, before = states[step], states[max(step - 1, 0)]
    changed = [name for name in now if now[name] != before[name]]
    plots.listing(ax, lines, (step - 1) % 4 if step else None, now, changed)
    ax.set_title(f"batch {(step - 1) // 4 + 1}, after line {(step - 1) % 4 + 1}" if step else "before the first batch")


# %% tags=["given", "nbval-ignore-output"]
plots.steps(
    draw_line,
    "The loop, line by line: the arrow stands at the line that has run last; what it changed has a thick frame. "
    "The loss is that of the batch, before its step.",
    n_steps=9,
    figsize=(7.4, 2.8),
)

# %% tags=["given"]
plots.side_by_side(
    draw_line,
    "After the first batch's third and fourth line, and after the second batch's first and third. Only `step` changes "
    "w. `zero_grad` clears w.grad, and `backward` adds to it.",
    figsize=(14, 5.4),
    n_rows=2,
    step=[3, 4, 5, 7],
)

# %% tags=["assert"]
assert [i % 4 for i in range(8) if states[i]["w"] != states[i + 1]["w"]] == [3, 3]
assert [i % 4 for i in range(8) if states[i]["w.grad"] != states[i + 1]["w.grad"]] == [2, 0, 2]

# %% [markdown] tags=["after"]
# It is 0.6: the slope is $2 (0 - 3) \cdot 1 = -6$, and the step $-0.1 \cdot (-6)$. Only the fourth line changes `w`.
# The third adds to `w.grad`, and the first clears it (to `None`, "no slope yet"); without it the second batch would
# take a step for both rows.

# %% [markdown]
# ### Exercise 2 · The training loop
#
# `batches` gives pairs `(X, y)`. Take a step for each, and return the average loss, *each row counted once*. Collect
# plain numbers, `loss.item()`: the tensor `loss` keeps hold of all that it was made from.

# %% tags=["exercise", "taught"]
def train_epoch(model, batches, optimizer):
    """Take one step for each batch; return the average loss, each row counted once."""
    ### BEGIN SOLUTION
    model.train()
    total, n_rows = 0.0, 0
    for X, y in batches:
        optimizer.zero_grad()
        loss = cross_entropy(model(X), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n_rows += len(y)
    return total / n_rows
    ### END SOLUTION


# %% tags=["check"]
train_epoch = check.train_epoch(train_epoch)

# %% [markdown] tags=["hint"]
# The four lines of the list stand in `for X, y in batches:`. Before the loop: `model.train()`, and `total` and `n_rows`
# at 0. In it, at the end: `total += loss.item() * len(y)`, and count the rows.

# %% [markdown]
# Now a race: lesson 15's loop and this one, the same weights, 410 steps each. A `sampler` tells the `DataLoader` which
# rows come next: ours gives it lesson 15's very order. **Predict:** will the losses agree to the fifth digit at the
# end, or does rounding build up?

# %% tags=["given"]
parameters = training.initialize([64, 256, 10], np.random.default_rng(7))
model = nn.Sequential(to_linear(*parameters[0]), nn.ReLU(), to_linear(*parameters[1]))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
rng, same_rng = np.random.default_rng(8), np.random.default_rng(8)

for epoch in range(1, 11):
    by_hand = training.train_epoch(parameters, X[train], y[train], learning_rate=0.1, batch_size=32, rng=rng)
    batches = DataLoader(rows, batch_size=32, sampler=same_rng.permutation(1297))
    in_pytorch = train_epoch(model, batches, optimizer)
    if epoch in (1, 5, 10):
        print(f"epoch {epoch:2}: by hand {by_hand:.5f}, PyTorch {in_pytorch:.5f}")

# %% tags=["assert"]
assert abs(by_hand - in_pytorch) < 1e-5

# %% [markdown] tags=["after"]
# To the fifth, still. Update and batches, too, are what you wrote: the board is complete. (Longer steps let rounding
# grow: with lesson 15's learning rate of 0.5, the two part before the fifth digit in about one run of five. Neither is
# wrong; the course's tests look.)

# %% [markdown]
# ### Exercise 3 · Evaluate
#
# To *judge* a network, on validation rows, nobody needs slopes. Inside `with torch.no_grad():` tensors remember
# nothing, which saves memory and time. Return the average loss and the accuracy (the share of rows whose highest logit
# is the truth's), *each row counted once*. Dropout must rest.

# %% tags=["exercise", "taught"]
def evaluate(model, batches):
    """Return the average loss and the accuracy, each row counted once; nothing is learned."""
    ### BEGIN SOLUTION
    model.eval()
    total, n_right, n_rows = 0.0, 0, 0
    with torch.no_grad():
        for X, y in batches:
            logits = model(X)
            total += cross_entropy(logits, y).item() * len(y)
            n_right += (logits.argmax(dim=1) == y).sum().item()
            n_rows += len(y)
    return total / n_rows, n_right / n_rows
    ### END SOLUTION


# %% tags=["check"]
evaluate = check.evaluate(evaluate)

# %% [markdown] tags=["hint"]
# `model.eval()` first, and the loop inside `with torch.no_grad():`. A row is right where
# `logits.argmax(dim=1) == y`: `dim` is PyTorch's word for `axis`. Count the right ones, and divide at the end.

# %%
loss, accuracy = evaluate(model, [(X_validation, y_validation)])
right_by_hand = np.mean(neural_network.forward(parameters, X[validation]).argmax(axis=1) == y[validation])
print(f"digits, validation rows: loss {loss:.2f}, accuracy {accuracy:.3f}, by hand {right_by_hand:.3f}")

# %% tags=["assert"]
assert np.isclose(accuracy, right_by_hand)

# %% [markdown] tags=["notes"]
# 59 minutes. One student stands for each line of the loop and says it in turn; then take one away and ask what happens.
# `zero_grad`: slopes pile up. `backward`: no weight moves, and no error either. `train()`: nothing here, until somebody
# adds dropout. Expect `.item()` to be forgotten: each loss then keeps its whole graph in memory. Why 0.1 in the race,
# when lesson 15 took 0.5? With steps that large rounding grows, and neither side is wrong. Short of time: solve
# Exercise 3 together.

# %% [markdown]
# ## Clothes
#
# **Fashion-MNIST** has 60,000 train pictures of 28 × 28 pixels, and ten kinds of clothes, equally frequent: a guess is
# right one time in ten. Its 10,000 test pictures stay *sealed until lesson 19*: only our benchmarks have graded
# finished models on them, once each (lesson 15 showed four). So we split the 60,000, and judge on a validation part.

# %% tags=["given"]
fashion = data.load_fashion_mnist(train=True)
train, validation = split(60_000, 50_000, np.random.default_rng(7))

fig, ax = plt.subplots(figsize=(7, 5.6))
firsts = np.stack([fashion.data[fashion.targets == k][:12].numpy() for k in range(10)])  # (n_classes, 12, 28, 28)
plots.tiles(ax, firsts, 0, 255)
ax.set(yticklabels=fashion.classes, xticks=[])
plots.show(fig, "Twelve pictures of each class. Cover the names, and tell the rows apart: the network must, too.")

# %% [markdown]
# `fashion` gives one picture at a time. The usual way: a **transform** makes each a tensor between 0 and 1, and a
# `DataLoader` stacks 128 of them. That is a call for each picture, 50,000 per epoch.
#
# But all pictures fit into one tensor, and then a batch is *one indexing*: `X[rows]`. A `BatchSampler` gives lists of
# row numbers, and with `batch_size=None` the `DataLoader` leaves them whole.

# %% tags=["given", "taught"]
from torch.utils.data import BatchSampler, RandomSampler, SequentialSampler


def loader(X, y, batch_size, shuffle=False, generator=None):
    """Return batches of rows, each made by one indexing of the tensors."""
    rows = TensorDataset(X, y)
    order = RandomSampler(rows, generator=generator) if shuffle else SequentialSampler(rows)
    batches = BatchSampler(order, batch_size, drop_last=False)
    # a `DataLoader` draws a random number whenever it starts: with a generator of its own, it changes nobody else's
    return DataLoader(rows, sampler=batches, batch_size=None, generator=torch.Generator())


# %% [markdown]
# **Predict:** with batches of 128, how many indexings does an epoch take?

# %% tags=["given"]
from torchvision.transforms import ToTensor

X, y = fashion.data.flatten(1) / 255, fashion.targets  # (60_000, 784) of float32, (60_000,)
fashion.transform = ToTensor()
one_by_one, whole = DataLoader(fashion, batch_size=128), loader(X, y, batch_size=128)
(stacked, _), (indexed, _) = next(iter(one_by_one)), next(iter(whole))  # the first batch of each

print("the same pictures, both ways:", torch.equal(stacked.flatten(1), indexed))
print(len(loader(X[train], y[train], batch_size=128)), "indexings per epoch")

# %% tags=["assert"]
assert torch.equal(stacked.flatten(1), indexed) and torch.equal(indexed, X[:128])
assert len(loader(X[train], y[train], batch_size=128)) == 391

# %% [markdown] tags=["after"]
# 391, in place of 50,000 calls. In our benchmark (`benchmarks/batches.py`, one thread) whole batches come 28 times as
# fast, and an epoch *with* its training takes a fifth of the time. **The network had waited for its data.** Most of it
# goes into the transform, run anew for each picture; without one, picture by picture takes 3 times as long as whole
# batches. Transforms have their place where pictures do not fit into memory, or change each time.

# %% [markdown] tags=["notes"]
# 65 minutes. Let them name ten pictures before you show the labels; expect shirt against coat to split the class.
# Ask "what does the network do while pictures are fetched?" If somebody knows `num_workers`: more processes hide some
# of the waiting, but the work is still done anew each epoch. Does dividing by 255 leak? No: nothing is learned from the
# rows.

# %% [markdown]
# ## Eight pictures first
#
# `nn.Sequential` is for layers in a row. For everything else there is `nn.Module`: make the layers in `__init__`, and
# say in `forward` how they are used. `class Network(nn.Module)` means that a `Network` has all that an `nn.Module` has,
# and more; `super().__init__()` sets that part up, before our layers come.

# %%
class Network(nn.Module):
    """One hidden layer with ReLUs, from pixels to logits."""

    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.hidden = nn.Linear(n_in, n_hidden)
        self.out = nn.Linear(n_hidden, n_out)

    def forward(self, X):
        return self.out(torch.relu(self.hidden(X)))


torch.manual_seed(7)  # layers draw their weights from PyTorch's global generator
model = Network(784, 128, 10)
print(sum(p.numel() for p in model.parameters()), "parameters")

# %% tags=["assert"]
assert sum(p.numel() for p in model.parameters()) == 101_770

# %% [markdown]
# You counted these 101,770 in lesson 13. Before a long training, a habit that saves evenings: **train on eight pictures
# alone.** **Predict:** after 100 steps, how many of the eight are right?

# %%
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
eight = loader(X[:8], y[:8], batch_size=8)
for _ in range(100):
    train_epoch(model, eight, optimizer)
loss, accuracy = evaluate(model, eight)
print(f"{8 * accuracy:.0f} of 8 right")

# %% tags=["assert"]
assert accuracy == 1 and loss < 0.05

# %% [markdown] tags=["after"]
# All. That is pure overfitting, and for once we want it: slopes and steps are connected. If so many parameters cannot
# learn eight pictures by heart, look for the mistake.

# %% [markdown] tags=["notes"]
# 70 minutes. Ask first what a network that stays at chance would cost here: log 10, about 2.3. Then, when all eight are
# right: "what would you look at if they were not?" Expect the learning rate; the order of `backward` and
# `step`, a forgotten `parameters()` and shuffled labels come later.

# %% [markdown]
# ## The curves
#
# Now 50,000, for eight epochs, and after each a look at the validation rows. **Predict:** after the *first* epoch,
# which loss is lower, train or validation?

# %%
torch.manual_seed(7)
model = Network(784, 128, 10)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
batches = loader(X[train], y[train], 128, shuffle=True, generator=torch.Generator().manual_seed(7))
validation_batches = loader(X[validation], y[validation], 1000)

train_loss, validation_loss = [], []
for _ in range(8):
    train_loss.append(train_epoch(model, batches, optimizer))
    loss, accuracy = evaluate(model, validation_batches)
    validation_loss.append(loss)

print(f"epoch 1: train {train_loss[0]:.2f}, validation {validation_loss[0]:.2f}")
print(f"epoch 8: validation accuracy about {accuracy:.0%}")

# %% tags=["given"]
fig, ax = plt.subplots()
plots.losses(ax, train_loss, validation_loss)
ax.set(ylim=(0.25, 0.85), xticks=range(1, 9))
ax.legend()
plots.show(fig, "Fashion-MNIST, 784-128-10: the train loss begins well above the validation loss. Then they meet.")

# %% tags=["assert"]
assert train_loss[0] > validation_loss[0] + 0.1
assert abs(train_loss[-1] - validation_loss[-1]) < 0.05

# %% [markdown] tags=["after"]
# Validation. The train loss is a mean over the epoch, *while* the network learns: its early batches met a beginner,
# and the validation rows met the network as it was at the end. (Asked at the same moment, both cost about the same; the
# course's tests look.)

# %% [markdown]
# Is that good? The board of the clothes so far, on our validation rows. No hidden layer is lesson 05's method, for ten
# classes. Neighbors take long here, so their row is our benchmark's: 55,000 to learn from, and the sealed test
# pictures.

# %% tags=["given"]
torch.manual_seed(7)
line = nn.Linear(784, 10)
optimizer = torch.optim.SGD(line.parameters(), lr=0.1)
for _ in range(8):
    train_epoch(line, batches, optimizer)

published = data.load_results("board")
neighbors = published["accuracy"][published["model"] == "5 nearest neighbors"][0]
clothes = {"a guess": 0.1, "5 nearest neighbors*": neighbors}
clothes |= {"no hidden layer": evaluate(line, validation_batches)[1], "128 hidden neurons": accuracy}
for name, share in clothes.items():
    print(f"{name:20} {share:.0%} ± {np.sqrt(share * (1 - share) / 10_000):.1%}")
print("* by our benchmark: 55,000 rows to learn from, graded on the test pictures")

# %% tags=["assert"]
assert clothes["128 hidden neurons"] > clothes["no hidden layer"] + 0.01

# %% [markdown] tags=["after"]
# The hidden layer is worth two to three points here, one to four with other seeds. The difference has a standard error
# of at most about half a point, so it is hardly luck. But a model without a hidden layer gets most of the way.

# %% [markdown] tags=["notes"]
# 76 minutes. The eight epochs take some seconds: meanwhile, let them draw both curves in the air. Expect the train
# loss to be predicted lower, "it has seen those rows": ask who was graded when. If somebody asks for the test
# accuracy: that is what the seal is for. Which clothes are misread, lesson 19 asks.

# %% [markdown]
# ## Ten layers deep
#
# We left the first weights to PyTorch. It draws them evenly between $-1/\sqrt{n_\text{in}}$ and
# $1/\sqrt{n_\text{in}}$, and that is variance $\frac{1}{3 n_\text{in}}$: a sixth of lesson 15's $2/n_\text{in}$.
# One hidden layer does not mind. Ten, on the digits? (`X_train`, `y_train` and `X_validation` are still the digits; `X`
# and `y` are the clothes.)
#
# `kaiming_normal_` is lesson 15's start, by the first name of Kaiming He.

# %% tags=["given", "taught"]
def deep(seed, he=False):
    """Return a network of ten hidden layers of 64, as PyTorch begins it, or with lesson 15's He initialization."""
    torch.manual_seed(seed)
    hidden = [layer for _ in range(10) for layer in (nn.Linear(64, 64), nn.ReLU())]
    model = nn.Sequential(*hidden, nn.Linear(64, 10))
    for layer in model[::2] if he else []:  # every second one is an `nn.Linear`
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        nn.init.zeros_(layer.bias)
    return model


# %% [markdown]
# **Predict:** 20 epochs with learning rate 0.03, from four seeds. What share of the validation digits does the deep
# network read with PyTorch's own start?

# %% tags=["given"]
variance = nn.Linear(64, 64).weight.var().item()
print(f"variance of PyTorch's own weights: {64 * variance:.2f} / n_in")

judged = [(X_validation, y_validation)]
deep_accuracy = np.zeros((2, 4))  # (n_starts, n_seeds)
for he, seed in np.ndindex(2, 4):
    network = deep(seed, he)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.03)
    batches = loader(X_train, y_train, 32, shuffle=True, generator=torch.Generator().manual_seed(seed))
    for _ in range(20):
        train_epoch(network, batches, optimizer)
    deep_accuracy[he, seed] = evaluate(network, judged)[1]

fig, ax = plt.subplots(figsize=(5, 3.4))
plots.runs(ax, ["PyTorch's own", "He initialization"], deep_accuracy, chance=0.1)
plots.show(fig, "Ten hidden layers, 20 epochs, four seeds: PyTorch's own start stays at chance, He's does not.")

# %% tags=["assert"]
assert abs(64 * variance - 1 / 3) < 0.02
assert deep_accuracy[0].max() < 0.15 < 0.9 < deep_accuracy[1].min()

# %% [markdown] tags=["after"]
# A tenth: chance, four times of four. Each layer lets about $1/\sqrt 6 = 0.41$ of the blame through; after ten, that is
# a ten-thousandth. The same network with lesson 15's start, its biases 0 as well, reads about 95 of 100. (Lesson 15's
# *Adam* divides by the size of the slopes: it gets PyTorch's own start off chance. The course's tests look.)

# %% [markdown]
# **A library's default is a choice that somebody made for you.** Where layers are many, know how they begin.

# %% [markdown] tags=["notes"]
# 81 minutes. Ask before the run: "where did you see one third?" (Lesson 15's first column of dots.) Expect "a little
# worse" as the prediction. Why does the world live with this default? Adam divides by the size of the slopes, and gets
# such a network off chance; and batch norm, in lesson 19, sets the size of each layer anew.

# %% [markdown]
# ## Five patients
#
# A sick loop raises no error; its curves tell. Five loops train on 200 digits, and each has *one* disease:
#
# 1. `zero_grad` is forgotten;
# 2. the learning rate is ten times too large;
# 3. the network ends in a softmax, before `cross_entropy`;
# 4. the rows are sorted by class, and never shuffled;
# 5. its "validation rows" are the train rows.
#
# A healthy one, number 0, is there to compare.

# %% tags=["given", "taught"]
def losses_of(disease, train, validation, seed=7):
    """Return the train and the validation loss of 25 epochs of a loop with one of five diseases; 0 is healthy."""
    torch.manual_seed(seed)
    last = [nn.Softmax(dim=1)] if disease == 3 else []
    model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10), *last)
    optimizer = torch.optim.SGD(model.parameters(), lr=3.0 if disease == 2 else 0.3)
    if disease == 1:
        optimizer.zero_grad = lambda: None  # as if the line were not there
    if disease == 4:
        train = [part[train[1].argsort(stable=True)] for part in train]
    batches = loader(*train, 10, shuffle=disease != 4, generator=torch.Generator().manual_seed(seed))
    judged = loader(*(train if disease == 5 else validation), 500)
    losses = [(train_epoch(model, batches, optimizer), evaluate(model, judged)[0]) for _ in range(25)]
    return np.array(losses)  # (n_epochs, 2)


# %% tags=["given"]
few, rest = (X_train[:200], y_train[:200]), (X_validation, y_validation)
runs = {"healthy": losses_of(0, few, rest)}
for letter, disease in zip("ABCDE", check.PATIENTS, strict=True):
    runs[f"patient {letter}"] = losses_of(disease, few, rest)

fig, axes = plt.subplots(2, 3, figsize=(12, 7), sharex=True, sharey=True)
for ax, (name, losses) in zip(axes.flat, runs.items(), strict=True):
    plots.patient(ax, name, losses, chance=np.log(10))
axes[0, 0].legend(loc="upper right")
plots.show(
    fig,
    "Train and validation loss of a healthy loop and of five sick ones, epoch by epoch. Chance is a guess among ten "
    "classes: ln 10, about 2.3.",
)

# %% [markdown]
# ### Exercise 4 · What is wrong with each?
#
# Ask of each patient: where do the curves lie against chance, and against each other? Your answer is one number of five
# digits: the disease of A, of B, of C, of D and of E. (12345 would mean: A has disease 1, B has 2, and so on.)

# %% tags=["exercise"]
### BEGIN SOLUTION
diseases = 25134  # A 2, B 5, C 1, D 3, E 4
### END SOLUTION

# %% tags=["check"]
diseases = check.diseases(diseases)

# %% [markdown] tags=["hint"]
# Begin with what each disease *must* do. How low can a loss with two softmaxes get? What does a network know best when
# the last thing it saw was twenty nines? On which rows can a validation loss fall as low as the train loss, and stay
# there? In two patients even the *train* loss ends above chance. One of them had learned something first: slopes that
# pile up begin small.

# %% tags=["assert"]
assert diseases == int("".join(map(str, check.PATIENTS)))
assert runs["patient A"][1:, 0].min() > 2.25 and runs["patient B"][-1, 1] < 0.1 and runs["patient C"][-1, 0] > 2.5
assert runs["patient D"].min() > 1.46 and runs["patient E"][:5, 1].min() > runs["patient E"][:5, 0].max()

# %% [markdown] tags=["after"]
# A threw everything away with its first long steps. C learned at first, until old slopes pushed it away. D cannot get
# below 1.46. E looks like overfitting, and is not: most of its batches come right after others of the same class, so
# the train loss is low; judged on all classes, it pays. And B looks healthier than the healthy one: **the best curves
# of all deserve your first question.**

# %% [markdown] tags=["notes"]
# 88 minutes. Let each pair write its five digits down before anybody runs the check. Expect A and C to be exchanged,
# and B to be taken for healthy. "Could D be a small learning rate?" By its curves alone, yes: then look at the code for
# a softmax. Ask for a sixth disease that no curve would show (rows of one patient on both sides; a test set opened
# twice).

# %% [markdown]
# ## Keep it
#
# `state_dict()` is a dictionary of all parameters by name, and of other numbers that a layer must keep (lesson 19 has
# some). We save *it*, and not the model. And we load it with `weights_only=True`: a file of Python objects can run any
# program when it is opened, and such a file is then refused.

# %% tags=["given"]
from pathlib import Path
from tempfile import TemporaryDirectory

with TemporaryDirectory() as folder:
    torch.save(model.state_dict(), Path(folder) / "clothes.pt")
    state = torch.load(Path(folder) / "clothes.pt", weights_only=True)

again = Network(784, 128, 10)
again.load_state_dict(state)
print(list(state))
print("the same loss and accuracy:", evaluate(again, validation_batches) == evaluate(model, validation_batches))

# %% tags=["assert"]
assert evaluate(again, validation_batches) == evaluate(model, validation_batches)

# %% [markdown]
# One more line. A graphics processor (GPU) multiplies large matrices much faster. PyTorch calls it `"cuda"`, or `"mps"`
# on a Mac. Model and tensors must then live on it: `to(device)` moves them, and the loop stays as it is. Our network is
# so small that we stayed on the CPU.

# %% tags=["given", "nbval-ignore-output"]
device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
some = validation[:1000]
loss, accuracy = evaluate(again.to(device), loader(X[some].to(device), y[some].to(device), 500))
print(f"on {device}, 1,000 validation rows: loss {loss:.2f}, accuracy {accuracy:.2f}")

# %% [markdown] tags=["notes"]
# 90 minutes. Ask what else somebody would need besides the weights to use them (the class `Network`). Short of time:
# leave out the device.

# %% [markdown]
# ## Recap
#
# - PyTorch does what you did by hand, to the fifth digit: a tensor remembers what a `Value` does, `backward` gives the
#   slopes, and they pile up.
# - The loop: *zero, forward, backward, step*. Logits into the loss, `train()` to learn, `eval()` and `no_grad` to
#   judge, validation rows beside every training. A sick loop raises no error: look at its curves.
# - The loop is the same for every network. What remains of our code when the loop goes?
