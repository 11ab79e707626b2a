# %% [markdown]
# # 18 · Convolution
#
# What can nine numbers see? A dense network does not know which pixels are neighbors. Here nine weights look at
# neighbors together, all over the picture. That was long the heart of **computer vision**: getting a machine to see.
#
# **You will**
#
# - slide nine numbers over a photograph, and learn to read what they see;
# - find the rule for the size of the result, and what a convolution saves;
# - build every piece of lesson 19's network by hand, and send a picture through.
#
# *90 minutes · builds on [13 · The neural network](13_neural_network.ipynb) and [17 · Lightning](17_lightning.ipynb) ·
# needs PyTorch (`uv sync --inexact --extra torch`)*

# %% tags=["given"]
import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.checks import convolution as check
from mlcourse.taught.neural_network import forward, relu
from mlcourse.torch_extra import require_torch

plt.style.use("mlcourse.course")
require_torch()  # where it is missing, this says how to get it

# %% [markdown]
# ## One pixel says nothing
#
# scikit-learn ships a photograph of a tower. We cut it out, average each block of 2 × 2 pixels, so that it gets
# smaller, and average red, green and blue to one gray: 0 is black, 1 is white.

# %% tags=["given"]
from sklearn.datasets import load_sample_image

large = load_sample_image("china.jpg")[20:300, 60:400] / 255  # (280, 340, 3)
color = large.reshape(140, 2, 170, 2, 3).mean(axis=(1, 3))  # (height, width, 3)
photo = color.mean(axis=2)  # (height, width)

fig, axes = plt.subplots(1, 3, figsize=(14, 3.9))
for ax, values in zip(axes, [color, photo, photo[90:95, 20:28]], strict=True):
    plots.feature_map(ax, values, signed=False)
axes[1].add_patch(plt.Rectangle((19.5, 89.5), 8, 5, fill=False, edgecolor="C1", linewidth=2))
axes[2].spines[:].set(visible=True, color="C1", linewidth=2)
plots.show(
    fig,
    "The photograph, in 140 rows and 170 columns of pixels: in color, in gray, and the part in the orange frame, "
    "enlarged: a gap between two columns of the tower.",
)

# %% [markdown]
# Now the 5 × 8 pixels of the frame as numbers, in percent of white.
#
# **Predict:** look at the enlarged frame. From which of its eight columns to the next will the numbers fall most?

# %%
print((100 * photo[90:95, 20:28]).round().astype(int))

# %% [markdown] tags=["after"]
# From the fifth to the sixth, by about 60. (And from the second to the third it *rises* by about 70.)

# %% [markdown]
# Such a jump is an **edge**. No pixel alone has one: an edge lies *between* neighbors, and so we must look at several
# pixels together.

# %% [markdown] tags=["notes"]
# 5 minutes. Point at one pixel of the enlarged frame, and ask: "is this the sky, a column, a shadow?" Nobody can say
# without its neighbors. Some count the columns of numbers from 0, as NumPy does: the fifth is `photo[90, 24]`. Somebody
# will ask about *transformers*: today they share the reading of pictures with networks like ours, and need more of
# them.

# %% [markdown]
# ## Nine numbers
#
# A **kernel** is a small table of weights, here 3 × 3. We lay it on a **window**: nine pixels of the picture. Each
# pixel is multiplied by the weight that lies on it, and the nine products are added up. With $x$ the picture and $k$
# the kernel, the window with its upper left corner in row $i$ and column $j$ gives
#
# $$z_{ij} = \sum_{u=0}^{2} \sum_{v=0}^{2} k_{uv}\; x_{i+u,\,j+v}$$
#
# This kernel subtracts the left column of the window from the right one. **Predict:** for the window that starts at the
# upper left of our numbers, is the sum positive or negative?

# %%
left_to_right = np.array([[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]])

for j in (20, 23, 26):
    window = photo[90:93, j : j + 3]  # (3, 3)
    print((100 * window).round().astype(int).tolist(), "gives", np.sum(window * left_to_right).round(2))

# %% tags=["assert"]
assert np.sum(photo[90:93, 20:23] * left_to_right) > 2 > 0 > -2 > np.sum(photo[90:93, 23:26] * left_to_right)

# %% [markdown] tags=["after"]
# Positive: it gets brighter from left to right. Then negative, and then nearly nothing.

# %% [markdown]
# One number per window says *how much of an edge, and which way*. Lesson 13 has a name for something that weighs nine
# inputs and adds them up: a *neuron*. Now let it walk, row by row. Each stop gives one number of a smaller picture.

# %% tags=["nbval-ignore-output"]
patch = photo[90:95, 20:28]  # (5, 8)


def draw_stop(ax, step):
    """Draw one stop of the window on its way over the patch."""
    plots.walking_window(ax, patch, left_to_right, step)


plots.steps(draw_stop, "The window walks; nine products become one number of the map.", n_steps=18, figsize=(10, 3))

# %% tags=["given"]
plots.side_by_side(
    draw_stop,
    "Image, products, feature map, at the first stop, at the tenth and at the last. Red: brighter to the right; blue: "
    "darker.",
    figsize=(10, 8),
    n_rows=3,
    step=[0, 9, 17],
)

# %% [markdown]
# ### Exercise 1 · Walk
#
# Return one sum for *each place where the whole kernel fits* into the image: it never hangs over the border. A kernel
# of 3 × 3 fits into 5 × 8 pixels at 3 × 6 places. Kernels of other sizes, such as 2 × 3, are allowed too.

# %% tags=["exercise", "taught"]
def correlate(image, kernel):
    """Return what a kernel makes of an image: one number for each place where it fits."""
    ### BEGIN SOLUTION
    rows, columns = kernel.shape
    height, width = image.shape
    result = np.zeros((height - rows + 1, width - columns + 1))
    for i in range(height - rows + 1):
        for j in range(width - columns + 1):
            result[i, j] = np.sum(image[i : i + rows, j : j + columns] * kernel)
    return result
    ### END SOLUTION


# %% tags=["check"]
correlate = check.correlate(correlate)

# %% [markdown] tags=["hint"]
# Of 8 pixels, a window of 3 can begin at pixel 0, 1, … up to 5: at $8 - 3 + 1 = 6$ places. Two loops over the places,
# and inside them the line that you saw above: `np.sum(image[i : i + rows, j : j + columns] * kernel)`.

# %% [markdown]
# The result is a picture again, a **feature map**: a feature is still a number per sample, as in lesson 00, but these
# keep their places. Its numbers are high where the kernel finds what it looks for. The kernel acts as a **filter**.
# Here are two, our `left_to_right` and its transpose.
#
# **Predict:** which of the two will draw the tower's columns, and which the rims of its roofs?

# %%
edges = correlate(photo, left_to_right)  # (138, 168)
transposed = correlate(photo, left_to_right.T)

# %% tags=["given"]
fig, axes = plt.subplots(1, 2, figsize=(11, 4.5))
for ax, values, kernel in zip(axes, [edges, transposed], [left_to_right, left_to_right.T], strict=True):
    plots.feature_map(ax, values, signed=True)
    plots.kernel(ax, kernel)
plots.show(
    fig,
    "Red where it gets brighter to the right (or downward), blue where it gets darker, white where nothing changes.",
)

# %% [markdown] tags=["after"]
# A kernel that compares left with right draws what *stands*; one that compares top with bottom draws what *lies*. Both
# are blind to the smooth sky. Nobody told them what a roof is.

# %% [markdown] tags=["notes"]
# 19 minutes. Blackboard: a 5 × 5 table of zeros with a column of ones, the kernel on a transparent sheet that you
# really slide. Ask at each place for the sum before you add. They ask: "why 138 and not 140?" Leave it: *How large?*.
# The usual mistake in Exercise 1 is `range(height - rows)`, one place short.

# %% [markdown]
# ## Without the loop
#
# `sliding_window_view` shows all the windows at once, as an array with four axes: two say *where*, two are the window.
# It copies nothing: each number is looked up in the picture. `tensordot` with `axes=2` multiplies the last two axes
# with the kernel and adds up.

# %% tags=["taught"]
from numpy.lib.stride_tricks import sliding_window_view


def correlate_at_once(image, kernel):
    """Return the same as `correlate`, without a loop."""
    return np.tensordot(sliding_window_view(image, kernel.shape), kernel, axes=2)


windows = sliding_window_view(photo, (3, 3))  # where, and the window
print(windows.shape, "copied:", not np.shares_memory(windows, photo))
print("equal:", np.allclose(correlate_at_once(photo, left_to_right), edges))

# %% [markdown]
# **Predict:** by which factor is it faster than your two loops: 2, 10, 100 or more?

# %% tags=["given", "nbval-ignore-output"]
from timeit import repeat

by_loop = min(repeat(lambda: correlate(photo, left_to_right), number=1, repeat=2))
at_once = min(repeat(lambda: correlate_at_once(photo, left_to_right), number=1, repeat=10))
print(f"a factor of about {by_loop / at_once:.0f}, on this computer, for {edges.size:,} windows")

# %% tags=["assert"]
assert windows.shape == (138, 168, 3, 3) and np.shares_memory(windows, photo)
assert np.allclose(correlate_at_once(photo, left_to_right), edges)

# %% [markdown] tags=["after"]
# More than a hundred, as a rule: the same multiplications, but no Python between them. The price is memory, nine times
# the picture: `tensordot` does copy the windows, into a table with one row per window and nine columns (*im2col*). One
# matrix product does the rest, and that is lesson 13's layer: `X @ W`, with a row for each place and one column, our
# neuron.

# %% [markdown] tags=["notes"]
# 25 minutes. Draw the table of windows: nine columns, a row for each place, and the kernel as a column beside it. They
# get stuck at the four axes: let them read `windows[90, 20]` aloud, *the window that begins in row 90, column 20*.
# For the factor, expect ten.

# %% [markdown]
# ## Nine kernels
#
# What else can nine numbers see? Choose a kernel to start from, change a number, press Enter.
#
# **Predict:** in a patch of sky all nine pixels are about equal. What must the nine weights sum to, so that the
# sky keeps its gray?
#
# Then try to find nine numbers that move the picture by one pixel to the left.

# %% tags=["given"]
kernels = {
    "nothing": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "blur": np.full((3, 3), 1 / 9),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "left to right": left_to_right,
    "top to bottom": left_to_right.T,
    "slanted": np.array([[0, 1, 2], [-1, 0, 1], [-2, -1, 0]]),
    "all edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "upright lines": np.array([[-1, 2, -1], [-1, 2, -1], [-1, 2, -1]]),
    "relief": np.array([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]),
}


def draw_filter(ax, kernel, name=""):
    """Draw what a kernel makes of the photograph: in color where its numbers sum to 0, in gray where not."""
    plots.feature_map(ax, correlate_at_once(photo, kernel), signed=np.isclose(np.sum(kernel), 0))
    plots.kernel(ax, kernel)
    ax.set_title(f"{name}: sum {np.sum(kernel):.3g}" if name else f"sum {np.sum(kernel):.3g}")


# %% tags=["given", "nbval-ignore-output"]
plots.edit_kernel(draw_filter, "Your kernel, and what it makes of the photograph.", kernels, figsize=(6.5, 5.7))

# %% tags=["given"]
plots.side_by_side(
    draw_filter,
    "One photograph, nine kernels. Weights that sum to 1 keep the gray of smooth places; weights that sum to 0 show "
    "changes alone: red above zero, blue below.",
    figsize=(10.5, 9.3),
    n_rows=3,
    name=list(kernels),
    kernel=list(kernels.values()),
)

# %% [markdown] tags=["after"]
# Remember this picture. Equal pixels come out as *gray times the sum of the weights*: 1 keeps it, 0 leaves nothing but
# change. *Blur* is the mean of nine. *Sharpen* is the picture plus its differences from its four neighbors; around
# edges it overshoots. (Names you will meet: *left to right* is Prewitt's kernel, *all edges* a Laplacian, *relief* an
# emboss.) And the picture moves to the left when the 1 stands in the *right* column: each place then takes what stands
# to its right.

# %% [markdown] tags=["notes"]
# 29 minutes. Project the editor; let them call out numbers. Ask for kernels by wish: darker (0.5 in the middle), a
# negative (it needs a bias: -1 in the middle plus 1), a wider blur (not with nine). The gray pictures clip below 0 and
# above 1, which is what makes *sharpen* and *relief* look hard. With -2 and 2 in the middle row, Prewitt's kernel is
# Sobel's. For those who know photography: our gray is the plain mean; the eye weighs green most.

# %% [markdown]
# ## 🤓 Is it a convolution?
#
# *(You may skip this section; one later line borrows `convolve2d` from it.)* The word *convolution* is older than
# networks, and mathematicians mean something else by it. What we do is called **cross-correlation**. A **convolution**
# turns the kernel by 180° first:
#
# $$z_{ij} = \sum_{u}\sum_{v} k_{uv}\; x_{i-u,\,j-v}$$
#
# **Predict:** one bright pixel; each window that contains it reads off one weight. What will *our* result look like?

# %%
dot = np.zeros((5, 5))
dot[2, 2] = 1
numbers = np.arange(1.0, 10.0).reshape(3, 3)
print("kernel", numbers.astype(int).tolist())
print("result", correlate(dot, numbers).astype(int).tolist())

# %% tags=["given"]
from scipy.signal import convolve2d, correlate2d

print("correlate2d is ours:", np.allclose(correlate2d(photo, left_to_right, mode="valid"), edges))
print("convolve2d is minus ours:", np.allclose(convolve2d(photo, left_to_right, mode="valid"), -edges))

# %% tags=["assert"]
assert np.array_equal(correlate(dot, numbers), numbers[::-1, ::-1])
assert np.array_equal(convolve2d(dot, numbers, mode="valid"), numbers)
assert np.allclose(edges, correlate2d(photo, left_to_right, mode="valid"))
assert np.allclose(edges, convolve2d(photo, left_to_right[::-1, ::-1], mode="valid"))
assert np.allclose(-edges, convolve2d(photo, left_to_right, mode="valid"))

# %% [markdown] tags=["after"]
# The kernel, turned by 180°! The first window meets the bright pixel with its *last* weight. SciPy's `convolve2d` turns
# the kernel first, and then every edge of our `left_to_right` changes its sign. Networks do not turn it, and everybody
# says *convolution* all the same: so do we. Learned weights lose nothing; they come out turned. But when you take a
# kernel from one library to another, ask: SciPy's `convolve2d` and `np.convolve` turn it, PyTorch's `conv2d` does not.

# %% [markdown] tags=["notes"]
# 34 minutes. Blackboard: the dot, and the transparent sheet with 1 to 9 on it; write down which number lies on the dot
# at each of the nine places. Expect the kernel as it is. "Why would anybody turn it?" So that the order of two
# convolutions does not matter, and a dot leaves its kernel: that is what optics calls a point spread function.

# %% [markdown]
# ## How large?
#
# The result is smaller than the picture: at the border there is no room. Two knobs change that.
#
# - **Padding**: put a frame of zeros around the picture; the padding is its width in pixels *on each side*.
# - **Stride**: go on by more than one pixel each time.
#
# One row is enough to see it: 8 pixels, and a window of 3. Without padding and with stride 1 it stops at 6 places.
# **Predict:** at how many with padding 1 and stride 2?

# %% tags=["given"]
def draw_windows(ax, padding, stride, n=8, size=3):
    """Draw a row of pixels, and each place where the window stops."""
    plots.windows(ax, n, size, padding, stride)
    stops = sliding_window_view(np.arange(n + 2 * padding), size)[::stride]  # (n_places, size)
    ax.set_title(f"padding {padding}, stride {stride}: {len(stops)}")


plots.side_by_side(
    draw_windows,
    "Eight pixels, with zeros around them (dashed) where there is padding. Below: every place where a window of three "
    "stops.",
    figsize=(14, 2.5),
    padding=[0, 1, 0, 1, 0],
    stride=[1, 1, 2, 2, 3],
)

# %% [markdown] tags=["after"]
# At four. With padding 1 and stride 1, a window of 3 keeps the size: 8 stay 8. And in the third case the last pixel is
# never looked at: there is no room for another whole step.

# %% [markdown]
# ### Exercise 2 · The rule
#
# Find the formula: from `n` pixels, a window of `size`, `padding` and `stride`, to the number of places. It is one
# line. Test it on the five cases, and on `n = 9`.

# %% tags=["exercise", "taught"]
def output_size(n, size, padding, stride):
    """Return at how many places a window stops along one axis."""
    ### BEGIN SOLUTION
    return (n + 2 * padding - size) // stride + 1
    ### END SOLUTION


# %% tags=["check"]
output_size = check.output_size(output_size)

# %% [markdown] tags=["hint"]
# How long is the row with both its paddings? The first window stands at its left end. How many pixels are then left on
# the right, and how many whole steps fit in there? `//` divides and drops the rest.

# %% [markdown] tags=["notes"]
# 43 minutes. Do not give the formula. For those who are fast: which padding keeps the size for a window of 5, and of 7?
# (2 and 3: half of `size - 1`. An even size has no such padding.) Where they get stuck: fence posts and gaps, the + 1.

# %% [markdown]
# ## Channels
#
# A color photograph has three **channels**. Then the kernel has three slices too, 3 × 3 × 3 numbers, and all 27
# products are added up to *one* number. And for several feature maps we take several kernels. In PyTorch's order:
#
# | what | shape |
# |---|---|
# | images `X` | `(n_images, n_in, height, width)` |
# | kernels `W` | `(n_out, n_in, kernel height, kernel width)` |
# | biases `b` | `(n_out,)` |
# | feature maps | `(n_images, n_out, output height, output width)` |
#
# A bias is added to every pixel of its map, as with any neuron.

# %% [markdown]
# ### Exercise 3 · conv2d
#
# Four steps, for all images, channels and kernels at once (no loop: later, hundreds of pictures go through):
#
# 1. pad height and width with zeros (`np.pad` wants a pair *before, after* for each axis);
# 2. `sliding_window_view(X, W.shape[2:], axis=(2, 3))`, and of its places every `stride`-th, along both axes: now
#    `(n_images, n_in, out height, out width, kernel height, kernel width)`;
# 3. `np.tensordot(windows, W, axes=(…, …))`: the axes to be summed over, first of `windows`, then of `W`;
# 4. the maps are last now: bring them to axis 1, and add the biases.

# %% tags=["exercise", "taught"]
def conv2d(X, W, b, stride=1, padding=0):
    """Return what every kernel makes of every image."""
    ### BEGIN SOLUTION
    X = np.pad(X, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    windows = sliding_window_view(X, W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    Z = np.tensordot(windows, W, axes=([1, 4, 5], [1, 2, 3]))
    return Z.transpose(0, 3, 1, 2) + b[:, None, None]
    ### END SOLUTION


# %% tags=["check"]
conv2d = check.conv2d(conv2d)

# %% [markdown] tags=["hint"]
# Summed over are the channels and the window: axes 1, 4, 5 of `windows` and 1, 2, 3 of `W`. What remains is
# `(n_images, out height, out width, n_out)`, and `transpose(0, 3, 1, 2)` puts the maps where they belong.
# `b[:, None, None]` has the shape `(n_out, 1, 1)`.

# %% [markdown]
# **Predict:** 2 images of 3 × 11 × 14, 5 kernels of 3 × 3, stride 2, padding 1. Which shape comes out?

# %%
rng = np.random.default_rng(7)
X, W, b = rng.normal(size=(2, 3, 11, 14)), rng.normal(size=(5, 3, 3, 3)), rng.normal(size=5)
print(conv2d(X, W, b, stride=2, padding=1).shape)

# %% [markdown] tags=["after"]
# Two images, with five maps each, of 6 × 7: your `output_size`. PyTorch has `conv2d` under the same name.

# %% tags=["given", "torch"]
import torch
from torch.nn import functional

for stride, padding in [(2, 1), (1, 0), (1, 1), (3, 2)]:
    ours = conv2d(X, W, b, stride, padding)
    theirs = functional.conv2d(*map(torch.tensor, (X, W, b)), stride=stride, padding=padding).numpy()
    print(f"stride {stride}, padding {padding}: {ours.shape}, equal: {np.allclose(ours, theirs, rtol=1e-6)}")

# %% tags=["assert", "torch"]
assert np.allclose(ours, theirs, rtol=1e-6, atol=1e-12)
assert conv2d(X, W, b, 2, 1).shape == (2, 5, output_size(11, 3, 1, 2), output_size(14, 3, 1, 2)) == (2, 5, 6, 7)

# %% [markdown]
# Equal. (The course's tests draw hundreds of other shapes. As a layer that holds its own kernels, lesson 19 will write
# `nn.Conv2d(3, 5, 3)`.)
#
# What do channels buy? Take two kernels that average a window of each channel, and weigh the *channels*: red minus
# blue, and green minus the mean of the others.
#
# **Predict:** look at the photograph in color. What will be highest in the first map: the roofs, the walls, the tree or
# the sky?

# %%
weights = np.array([[1, 0, -1], [-0.5, 1, -0.5]])  # (n_out, n_in): for red, green and blue
W = weights[:, :, None, None] * np.full((3, 3), 1 / 9)  # (2, 3, 3, 3)
maps = conv2d(color.transpose(2, 0, 1)[None], W, np.zeros(2))  # (1, 2, 138, 168)

# %% tags=["given"]
fig, axes = plt.subplots(1, 3, figsize=(12, 3.7))
plots.feature_map(axes[0], color, signed=False)
for ax, values in zip(axes[1:], maps[0], strict=True):
    plots.feature_map(ax, values, signed=True)
for ax, title in zip(axes, ["three channels in", "red minus blue", "green minus the others"], strict=True):
    ax.set_title(title)
plots.show(fig, "Three channels in, two maps out: red where the sum is above zero, blue where it is below.")

# %% [markdown] tags=["after"]
# In the first map the roofs, and the sky is lowest; in the second the tree and the green ridges of the roofs, and the
# red walls are lowest. A kernel can look for a color, for an edge, or for an edge between two colors: all of its 27
# weights are its own.

# %% [markdown] tags=["notes"]
# 56 minutes. Exercise 3 takes longest: let them print shapes after each step. Expect the sum over the channels to be
# forgotten, and `+ b`. Anyone who is lost takes the solution and explains the axes aloud: that is worth as much.

# %% [markdown]
# ## Nine against how many?
#
# Now count. A *dense* layer (also called **fully connected**) that turns our photograph into a map of the same size has
# a weight for each pair of an input pixel and an output pixel. A convolution has nine weights, the same for each
# window. Between the two stands a layer of windows whose neurons have nine weights each, *of their own*.
#
# **Predict:** how many weights has the dense layer? And which of the two steps saves the *work*, the multiplications?

# %% tags=["given"]
n_pixels = photo.size  # and as many places, with padding 1

print(f"{'':23}{'weights':>12}{'multiplications':>18}")
print(f"{'dense':23}{n_pixels**2:12,}{n_pixels**2:18,}")
print(f"{'windows, own weights':23}{9 * n_pixels:12,}{9 * n_pixels:18,}")
print(f"{'windows, shared weights':23}{9:12,}{9 * n_pixels:18,}")

# %% tags=["assert"]
assert n_pixels**2 == 566_440_000 and 9 * n_pixels == 214_200

# %% [markdown] tags=["after"]
# 566 million against nine. **The window saves work and parameters; sharing saves parameters alone.** Each of the nine
# weights still multiplies once per window.

# %% [markdown]
# What would a dense layer look like that does exactly what a convolution does? Hand the convolution every picture with
# a single bright pixel: that shows each weight that a dense layer would need. We take pictures of 6 × 6.
#
# **Predict:** this dense layer has 36 · 16 = 576 weights. How many of them are not 0?

# %%
spots = np.eye(36).reshape(36, 6, 6)  # one bright pixel each
numbers = np.arange(1.0, 10.0).reshape(3, 3)  # nine different weights
D = np.array([correlate(spot, numbers).ravel() for spot in spots])  # (n_in, n_out) = (36, 16)

image = np.random.default_rng(7).normal(size=(6, 6))
print("image @ D is the convolution:", np.allclose(image.ravel() @ D, correlate(image, numbers).ravel()))
print(f"{D.size} weights, {np.sum(D != 0)} are not 0, {len(np.unique(D[D != 0]))} of them different")

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(9, 4.4))
ax.imshow(np.where(D == 0, np.nan, D).T, cmap="viridis")
ax.set(xlabel="input pixel", ylabel="output pixel")
plots.show(fig, "A convolution as a dense layer of 16 neurons (rows). White is 0; the same nine, again and again.")

# %% tags=["assert"]
assert np.allclose(image.ravel() @ D, correlate(image, numbers).ravel())
assert (D.size, np.sum(D != 0), len(np.unique(D[D != 0]))) == (576, 144, 9)

# %% [markdown] tags=["after"]
# 144: each of the 16 neurons has nine.

# %% [markdown]
# A convolution *is* a dense layer, with two rules. A neuron sees its window alone: all other weights are 0. And all
# neurons **share** the same nine weights. So it is less free than a dense layer. It bets that neighbors belong
# together, and that what is worth seeing here is worth seeing there.

# %% [markdown] tags=["notes"]
# 61 minutes. Let them find the nine colors in one row of the figure, and the same nine in the next, one place further.
# Ask where the gaps come from: the window's next row lies six pixels on. For the weights that are not 0, expect
# 9 (that is how many are *different*) or 36: 16 neurons, 9 each.

# %% [markdown]
# ## The dust again
#
# What do we get for the second half of the bet? **Predict:** we cut off the photograph's first 5 rows and 10 columns,
# and so move it. What happens to the feature map?

# %%
of_the_rest = correlate_at_once(photo[5:, 10:], left_to_right)
print("the old map, less its first 5 rows and 10 columns:", np.allclose(of_the_rest, edges[5:, 10:]))

# %% [markdown] tags=["after"]
# It moves along, exactly, but for the rim that was cut off. What has been learned in one corner is known everywhere.
# (With stride 2, only moves by an even number of pixels come out as moves.)

# %% [markdown]
# A layer whose maps move as its picture does is called **equivariant** to shifts.
#
# And what do we pay for the first half? Back to lesson 17's dust: we shuffle the pixels, and a dense layer would not
# mind. Our *blur* averages nine pixels. **Predict:** in which of the two does it leave more of the standard deviation,
# in the photograph or in the dust?

# %%
order = np.random.default_rng(7).permutation(photo.size)
dust = photo.ravel()[order].reshape(photo.shape)

for image, name in [(photo, "the photograph"), (dust, "the dust")]:
    left = correlate_at_once(image, kernels["blur"]).std() / image.std()
    print(f"of {name}, blur leaves {left:.0%}")

# %% tags=["assert"]
assert np.allclose(correlate_at_once(photo[5:, 10:], left_to_right), edges[5:, 10:])
assert np.isclose(left, 1 / 3, atol=0.01)

# %% tags=["given"]
def draw_dust(ax, image, kernel):
    """Draw what a kernel makes of the photograph or of the dust, in the same colors for both."""
    pictures = {"photograph": photo, "dust": dust}
    signed = kernel == "left to right"
    values = correlate_at_once(pictures[image], kernels[kernel])[:80, 30:130]  # a part is enough to see it
    plots.feature_map(ax, values, signed, limit=1.5 if signed else 1.0)
    ax.set_title(f"{image}, {kernel}")


plots.side_by_side(
    draw_dust,
    "The same kernels on the same pixels, in order and shuffled (a part of each).",
    figsize=(14, 3.3),
    image=["photograph", "photograph", "dust", "dust"],
    kernel=["blur", "left to right", "blur", "left to right"],
)

# %% [markdown] tags=["after"]
# In the photograph nearly all is left, because neighbors agree. In the dust a third: the mean of nine numbers that know
# nothing of each other scatters $\sqrt{9}$ times less. And there everything is an edge, so that no edge says anything.

# %% [markdown]
# To a dense layer, a picture and its dust are equally good. A convolution needs the picture. Where neighbors mean
# nothing, as among the columns of lesson 01's table, the bet is lost.

# %% [markdown] tags=["notes"]
# 66 minutes. Ask: "which data, other than pictures, have neighbors?" Sound and other series in time, with windows of
# one axis; text; volumes from a scanner, with three. And which have none? Somebody says that dust could be put in order
# again: yes, if you know how it was shuffled, or learn it from many pictures: neighbors are what varies together.

# %% [markdown]
# ## Two in a row
#
# One kernel sees 3 × 3 pixels. For a wheel or a face we need more, and so the next convolution looks at the feature
# maps of the first. **Predict:** how many pixels of the photograph does *one* number see after two of them?

# %%
from scipy.signal import convolve2d

twice = correlate(correlate(photo, kernels["blur"]), left_to_right)  # (136, 166)
both = convolve2d(kernels["blur"], left_to_right)  # each weight of the one, times each weight of the other

print("a single kernel of", both.shape, "gives the same:", np.allclose(twice, correlate(photo, both)))

# %% tags=["assert"]
assert both.shape == (5, 5) and np.allclose(twice, correlate(photo, both))

# %% [markdown] tags=["after"]
# 5 × 5: each of the second map's numbers looks at 3 × 3 of the first, and each of those at 3 × 3 pixels.

# %% [markdown]
# The part of the picture that a number sees is its **receptive field**. As in lesson 13, two linear layers in a row are
# one. Between them we need the *ReLU*: it keeps where the kernel found what it looks for, and makes the rest 0. For
# *left to right* that is: what gets brighter stays, what gets darker vanishes. If you want that too, take a second
# kernel, with all signs swapped. And a bias below 0 says how much of it must be there before anything counts.

# %% [markdown] tags=["notes"]
# 70 minutes. Expect 6 × 6, or 9 × 9. Draw one number of the second map, its 3 × 3 numbers of the first, and the
# window of the one in the corner: 3 + 2. Ask for three in a row (7), and why one would not take a 7 × 7 at once: 49
# weights against 27, and no ReLU in between.

# %% [markdown]
# ## Pooling
#
# After the ReLU, a feature map says *how much of it is here*, for every pixel. Do we need to know so exactly where?
# **Max pooling** cuts the map into blocks, usually of 2 × 2, and keeps the largest number of each.

# %% [markdown]
# ### Exercise 4 · Max pooling
#
# `X` has the shape `(n_images, n_maps, height, width)`. Return the largest number of each block of `size` × `size`. The
# blocks lie side by side. What makes no whole block, at the right and at the bottom, is dropped.

# %% tags=["exercise", "taught"]
def max_pool2d(X, size):
    """Return the largest number of each block, map by map."""
    ### BEGIN SOLUTION
    blocks = sliding_window_view(X, (size, size), axis=(2, 3))[:, :, ::size, ::size]
    return blocks.max(axis=(4, 5))
    ### END SOLUTION


# %% tags=["check"]
max_pool2d = check.max_pool2d(max_pool2d)

# %% [markdown] tags=["hint"]
# A block is a window, and blocks that lie side by side are windows with a stride of `size`: step 2 of Exercise 3. Then
# the maximum over the last two axes.

# %% tags=["given"]
maps = conv2d(photo[None, None], left_to_right[None, None], np.zeros(1))  # (1, 1, 138, 168)
fig, axes = plt.subplots(1, 4, figsize=(14, 3.3))
steps = [maps, relu(maps), max_pool2d(relu(maps), 2), max_pool2d(relu(maps), 4)]
for ax, values, title in zip(axes, steps, ["left to right", "ReLU", "pooled 2 × 2", "pooled 4 × 4"], strict=True):
    plots.feature_map(ax, values[0, 0], signed=True, limit=1.5)
    ax.set_title(f"{title}: {values.shape[2]} × {values.shape[3]}")
plots.show(fig, "Convolution, ReLU, and pooling over blocks of two sizes. What is found stays; where exactly, fades.")

# %% tags=["torch"]
ours, theirs = max_pool2d(relu(maps), 4), functional.max_pool2d(torch.tensor(relu(maps)), 4).numpy()
print(maps.shape, "->", ours.shape, "equal to PyTorch's:", np.array_equal(ours, theirs))

# %% tags=["assert", "torch"]
assert np.array_equal(ours, theirs) and ours.shape == (1, 1, 34, 42)
assert np.array_equal(ours, max_pool2d(max_pool2d(relu(maps), 2), 2))

# %% [markdown]
# Why pool? First, it leaves a quarter of the numbers. (Twice 2 × 2 is 4 × 4: the largest of the largest.) Second, a
# kernel that looks at nine *pooled* numbers sees more of the picture: 8 × 8 of its pixels in place of 5 × 5.
#
# And third, people say, it makes the network indifferent to small shifts, **invariant**. We measure that: 200 pieces of
# clothing, four kernels and a ReLU; then we move the pictures, and ask by how much the maps change, compared with their
# size.

# %% tags=["given"]
images, kinds = data.load_clothes()  # (300, 28, 28), (300,)
pictures = images[:, None] / 255  # (300, 1, 28, 28)
clothes = np.pad(pictures[:200], [(0, 0), (0, 0), (5, 5), (5, 5)])  # (200, 1, 38, 38)
four = np.stack([left_to_right, -left_to_right, left_to_right.T, -left_to_right.T])[:, None]  # (4, 1, 3, 3)


def maps_after(shift):
    """Return the feature maps of the clothes, moved down and to the right by this many pixels."""
    return relu(conv2d(np.roll(clothes, shift, axis=(2, 3)), four, np.zeros(4)))  # (200, 4, 36, 36)


def change(maps, moved, size):
    """Return how far pooled maps move, in units of their own size, averaged over the images."""
    before, after = (max_pool2d(values, size).reshape(len(maps), -1) for values in (maps, moved))
    return np.mean(np.linalg.norm(after - before, axis=1) / np.linalg.norm(before, axis=1))


# %% [markdown]
# A row of four numbers is enough to think: `0 0 9 0`, and one step to the right, `0 0 0 9`. Pooled by twos, both are
# `0 9`. But `0 9 0 0` becomes `9 0`, and one step later `0 9`.
#
# **Predict:** without pooling, one pixel to the side changes the maps by 70 %. With blocks of 2 × 2: by nearly nothing,
# by 50, or again by 70 %?

# %% tags=["given"]
still = maps_after((0, 0))
one_pixel = [maps_after(shift) for shift in [(0, 1), (0, -1), (1, 0), (-1, 0)]]
two_pixels = [maps_after(shift) for shift in [(0, 2), (0, -2), (2, 0), (-2, 0)]]
changes = {}

print("blocks    1 pixel  2 pixels")
for size in [1, 2, 4, 12, 36]:
    changes[size] = [[change(still, moved, size) for moved in moves] for moves in (one_pixel, two_pixels)]
    one, two = np.mean(changes[size], axis=1)
    print(f"{size:2} × {size:2} {one:10.0%} {two:9.0%}")

# %% tags=["assert"]
assert all(min(changes[size][0]) > 0.25 for size in (1, 2, 4))
assert 0.4 < min(changes[2][0]) < max(changes[2][0]) < 0.6 < min(changes[1][0])
assert np.max(changes[36]) < 1e-12

# %% [markdown] tags=["after"]
# By about 50: a step inside a block vanishes, and one across its border, every second one, does not. (About half of the
# squared changes are left. We measure the root of their sum, and $\sqrt{1/2} \cdot 70$ is about 50.) So pooling
# *softens* a shift, and does not remove it. The larger the block, the less the map cares; with one block for everything
# it does not care at all, but no longer knows where anything is. You choose between *what* and *where*. (Other networks
# do without pools, and take convolutions with stride 2.)

# %% [markdown] tags=["notes"]
# 80 minutes. Blackboard: the four numbers, before and after a step, with the blocks drawn around them. A step by a
# whole block moves the pooled map by one place, exactly. "Why the maximum?" The mean softens a shift about as well,
# but thins out how strongly the kernel answered. "Do CNNs recognize a thing wherever it is?" Kernels find it
# everywhere; but the dense layer at the end has weights for each place. In lesson 19 they choose which changes of a
# picture do harm.

# %% [markdown]
# ## The full picture
#
# Now all pieces are there, and the recipe of a **convolutional neural network**, a CNN: *convolution, ReLU, pooling*,
# and again, and again. Then **flatten**: all numbers of all maps in one row. And then lesson 13's dense layer, which
# weighs what was found: ten logits for ten kinds of clothes.
#
# Take 16, 48 and 96 kernels of 3 × 3, padding 1, pools of 2 × 2: the stages of lesson 19's network. **Predict:** a
# picture of 28 × 28 goes in. How many numbers are in the flat row?

# %% tags=["given"]
def random_weights(n_in, *shape):
    """Return random weights with the spread of lesson 15."""
    return rng.normal(0, np.sqrt(2 / n_in), size=shape)


rng = np.random.default_rng(7)
convolutions = [(random_weights(9 * n, m, n, 3, 3), np.zeros(m)) for n, m in [(1, 16), (16, 48), (48, 96)]]

X = pictures  # (n_images, 1, 28, 28)
steps = [("picture", X)]
for W, b in convolutions:
    X = relu(conv2d(X, W, b, padding=1))
    steps.append(("conv\n3 × 3\nReLU", X))
    X = max_pool2d(X, 2)
    steps.append(("max pool\n2 × 2", X))

flat = X.reshape(len(X), -1)  # (n_images, n_numbers)
dense = [(random_weights(flat.shape[1], flat.shape[1], 10), np.zeros(10))]
steps += [("flatten", flat), ("dense", forward(dense, flat))]

# %% tags=["given"]
def strongest_first(values):
    """Return the maps of one picture, the one with the largest sum first."""
    return values[np.argsort(-values.sum(axis=(1, 2)))] if values.ndim == 3 else values


fig, ax = plt.subplots(figsize=(14, 3.6))
plots.network(ax, [(step, strongest_first(values[0])) for step, values in steps])
plots.show(
    fig,
    "The full picture: a convolutional network in its true proportions, with a boot in it. In front of each stack "
    "stands its strongest map.",
)

# %% [markdown] tags=["after"]
# 864: the last pool drops a row and a column of 7 × 7, so that 96 maps of 3 × 3 are left. That is not fewer than 784
# pixels. But a pixel says *how dark it is here*. Each of these has looked at up to 22 × 22 pixels (the course's tests
# measure it), and once the kernels are good, it says *how much of feature 17 there is, about here*.

# %% [markdown]
# Many slides promise *dimensionality reduction* here. Each map does get smaller, but there are more and
# more of them. What shrinks is *where*; what grows is *what*.
#
# **Predict:** which convolution has the most multiplications: the first, with the largest maps, or the third, with the
# most kernels?

# %% tags=["given"]
layers = {"conv 1": (convolutions[0], 28 * 28), "conv 2": (convolutions[1], 14 * 14)}
layers |= {"conv 3": (convolutions[2], 7 * 7), "dense": (dense[0], 1)}  # each with the places of its maps
n_parameters = n_products = 0

print("layer   parameters  places  multiplications")
for name, ((W, b), n_places) in layers.items():
    n_parameters += W.size + b.size
    n_products += W.size * n_places  # each weight is used once per place
    print(f"{name:8}{W.size + b.size:10,}{n_places:8,}{W.size * n_places:17,}")
print(f"{n_parameters:18,}{n_products:25,}")

# %% tags=["assert"]
assert n_parameters == 57_338 and n_products == 3_508_416
assert flat.shape == (300, 864) and steps[-1][1].shape == (300, 10)
assert [output_size(n, 2, 0, 2) for n in (28, 14, 7)] == [14, 7, 3] and output_size(28, 3, 1, 1) == 28

# %% [markdown] tags=["after"]
# The third: the maps shrink, but the kernels get more numerous *and* deeper. It has the most parameters, too. All in
# all the network has 56 % of the 101,770 parameters of lesson 13's, and about 35 times its multiplications: there, each
# weight was used once, and here it is used at each place. (Lesson 19 saves many of
# them, by strides in place of pools.)

# %% [markdown] tags=["notes"]
# 84 minutes. Let them say the shapes aloud, stage by stage, before the figure: 28, 14, 7, and then the fight over 3 or
# 4. "How many weights has *one* kernel of the third convolution?" Expect nine; it is 9 · 48. Short of time: leave out
# the table of multiplications.

# %% [markdown]
# ## Who chooses the nine numbers?
#
# We sent 300 pictures through, with random kernels. **Predict:** of how many does the network name the right one of ten
# kinds?

# %%
answers = steps[-1][1].argmax(axis=1)  # (n_images,)
print(f"right: {np.mean(answers == kinds):.0%} of 300")

# %% [markdown] tags=["after"]
# About one in ten, as by guessing.

# %% [markdown]
# For *left to right* we could think nine numbers up; for 57,338 nobody can. But could they be *found*? Suppose that we
# had lost our kernel, and still had the photograph and the map that it made. We begin with random numbers and go down,
# as in lesson 03.

# %% [markdown]
# The error $e_{ij}$ of a place is our number there less the true one; the cost $C$ is the mean of its square over all
# $n$ places. Each weight has met one pixel per place:
#
# $$\frac{\partial C}{\partial k_{uv}} = \frac{2}{n}\sum_{i,j} e_{ij}\; x_{i+u,\,j+v}$$
#
# Every place uses the same nine weights, and *shares add up*: lesson 14. So the slope is one `tensordot`, too.
#
# **Predict:** after 1,000 steps, what will the nine numbers be?

# %%
centered = windows - photo.mean()  # lesson 03's cure for a narrow valley; the true weights sum to 0, so `edges` stays
kernel = np.random.default_rng(7).normal(size=(3, 3))
for _ in range(1000):
    error = np.tensordot(centered, kernel, axes=2) - edges  # (138, 168), one per place
    slope = 2 * np.tensordot(error, centered, axes=2) / error.size  # (3, 3)
    kernel = kernel - 1.0 * slope

print("rounded:", kernel.round().astype(int).tolist())
print(f"from the lost kernel: at most {np.abs(kernel - left_to_right).max():.3f}")

# %% tags=["given", "torch"]
k = torch.zeros(1, 1, 3, 3, dtype=torch.float64, requires_grad=True)
ours = 2 * np.tensordot(-edges, windows, axes=2) / edges.size  # the slope where all weights are 0
cost = torch.mean((functional.conv2d(torch.tensor(photo[None, None]), k) - torch.tensor(edges)) ** 2)
cost.backward()
print("the slope by hand is PyTorch's:", np.allclose(k.grad[0, 0].numpy(), ours, rtol=1e-9))

# %% tags=["assert", "torch"]
assert np.allclose(kernel, left_to_right, atol=0.02)
assert np.allclose(k.grad[0, 0].numpy(), ours, rtol=1e-9, atol=1e-14)

# %% [markdown] tags=["after"]
# The lost ones, to two digits. **A kernel can be learned.**

# %% [markdown]
# In a network nobody hands us the maps: we have pictures and labels. But all of today's steps have slopes. So lesson
# 14's blame flows back: through the dense layer, through each pool to the largest alone, through the ReLU, and to the
# kernels.

# %% [markdown] tags=["notes"]
# 90 minutes. Let them vote, and write it down: "will learned kernels look like ours?" Lesson 19 looks at them. They get
# stuck at *shares add up*: draw one weight with an arrow to each of its places, and remind them of lesson 14's value
# that was used twice. Short of time earlier on: leave out the colors.

# %% [markdown]
# ## Recap
#
# - A convolution lays the same few weights on every window: a dense layer with shared weights, nine in place of
#   millions, for data whose neighbors belong together. (Strictly it is a cross-correlation; the kernel is not turned.)
# - Size: `(n + 2 * padding - size) // stride + 1`. Channels are added up; each kernel makes a map. A ReLU keeps what
#   was found, max pooling softens where.
# - Random kernels guess. Nine numbers can be found where the answer is given; who finds all 57,338 when we know nothing
#   but labels?
