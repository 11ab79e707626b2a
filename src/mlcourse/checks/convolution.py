"""The exercises of lesson 16, convolution."""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import Observer, calls, drawn
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import convolution as ours


def arrays(observe: Observer) -> Observer:
    """Observe a function whose output the next cells slice and draw: no list, no tensor."""

    def see(function: Callable) -> list[Observation]:
        return [o._replace(value=as_used(o.value)) for o in observe(function)]

    return see


def as_used(value: object) -> object:
    """Return a value, or the problem that the next cells would have with it."""
    if not isinstance(value, list) and not hasattr(value, "detach"):
        return value
    says = f"returned a {type(value).__name__.lower()}, and the next cells want an array: return a NumPy array"
    return Problem("returns no array", says)


def says(sentence: str, *answers: Callable) -> list[Mistake]:
    """Return one misunderstanding in its several forms."""
    return [Mistake(answer, sentence) for answer in answers]


SLOPE = np.array([[1.0, 2.0, 4.0], [0.0, -1.0, 0.0], [3.0, 0.0, -2.0]])  # differs from all its turns and mirrors


def draw_image(rng: np.random.Generator) -> tuple:
    """Draw an image and a kernel, neither of them square."""
    rows, columns = rng.permutation([2, 3])
    height = rng.integers(4, 6)
    return rng.normal(size=(height, height + rng.integers(1, 3))), rng.normal(size=(rows, columns))


def by_window(change: Callable) -> Callable:
    """Return a walk over the places where the kernel fits, with another sum than the right one."""

    def walked(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
        return np.array(
            [[change(window, kernel) for window in row] for row in sliding_window_view(image, kernel.shape)]
        )

    return walked


def over_the_edge(image: np.ndarray, kernel: np.ndarray, result: np.ndarray) -> np.ndarray:
    """Visit every pixel, also where the kernel hangs over the edge."""
    rows, columns = kernel.shape
    for i, j in np.ndindex(image.shape):
        result[i, j] = np.sum(image[i : i + rows, j : j + columns] * kernel)
    return result


def rim(kernel: np.ndarray) -> list[tuple[int, int]]:
    """Return how wide a frame keeps the size: before and after, for both axes."""
    return [(n // 2, n - 1 - n // 2) for n in kernel.shape]


correlate = Check(
    "correlate",
    reference=ours.correlate,
    observe=arrays(calls((np.arange(20.0).reshape(4, 5) ** 2, SLOPE), *drawn(draw_image))),
    mistakes=[
        Mistake(
            lambda image, kernel: ours.correlate(image, kernel[::-1, ::-1]),
            "the kernel is turned by 180°. The formula lays it on as it is: $k_{uv}$ meets $x_{i+u,\\,j+v}$.",
        ),
        *says(
            "the last row and the last column of places are missing. Of 8 pixels, a window of 3 can begin at "
            "$8 - 3 + 1$, and `range` ends one before its number.",
            lambda image, kernel: ours.correlate(image, kernel)[:-1, :-1],
            lambda image, kernel: np.pad(ours.correlate(image, kernel)[:-1, :-1], [(0, 1), (0, 1)]),
        ),
        Mistake(
            by_window(lambda window, kernel: np.mean(window * kernel)),
            "this is the *mean* of the products. The formula adds them up.",
        ),
        Mistake(
            by_window(lambda window, kernel: np.sum(window @ kernel)),
            "`@` multiplies rows with columns. Here each pixel meets the one weight above it: `*`.",
        ),
        *says(
            "this visits every pixel, and at the right and lower edge the kernel hangs over. Stop where it still fits.",
            lambda image, kernel: over_the_edge(image, kernel, np.zeros(image.shape)),
            lambda image, kernel: over_the_edge(image, kernel, ours.correlate(image, kernel)),
        ),
        Mistake(
            lambda image, kernel: np.sum(sliding_window_view(image, (3, 3)) * kernel, axis=(2, 3)),
            "this expects a kernel of 3 × 3. Take its size from `kernel.shape`.",
        ),
        *says(
            "the result is as large as the image, with zeros left over. There is one number for each place where the "
            "kernel fits, and no more.",
            lambda image, kernel: np.pad(ours.correlate(image, kernel), [(0, n - 1) for n in kernel.shape]),
            lambda image, kernel: np.pad(ours.correlate(image, kernel), rim(kernel)),
        ),
        Mistake(
            lambda image, kernel: ours.correlate(np.pad(image, rim(kernel)), kernel),
            "this lets the kernel hang over the edge, as if there were zeros outside. That comes later; here it must "
            "fit.",
        ),
    ],
)

SIZES = [(8, 3, 0, 1), (8, 3, 1, 1), (8, 3, 0, 2), (8, 3, 1, 2), (8, 3, 0, 3), (9, 3, 0, 2), (9, 3, 1, 2)]
SIZES += [(28, 5, 2, 1), (28, 2, 0, 2), (7, 2, 0, 2), (5, 5, 0, 1), (11, 4, 3, 5), (10, 1, 0, 4), (3, 3, 0, 2)]

output_size = Check(
    "output_size",
    reference=ours.output_size,
    observe=calls(*SIZES),
    mistakes=[
        Mistake(
            lambda n, size, padding, stride: (n + 2 * padding - size) // stride,
            "the + 1 is missing: these are the *steps*. Before the first step, the window stands at its first place.",
        ),
        Mistake(
            lambda n, size, padding, stride: (n + 2 * padding - size) / stride + 1,
            "half a step is no place. Drop what does not make a whole step: `//`.",
        ),
        Mistake(
            lambda n, size, padding, stride: (n + padding - size) // stride + 1,
            "padding is added on *both* sides: the row is `n + 2 * padding` long.",
        ),
        Mistake(
            lambda n, size, padding, stride: (n - size) // stride + 1,
            "the padding is missing: with it the row is `n + 2 * padding` long.",
        ),
        Mistake(
            lambda n, size, padding, stride: (n + 2 * padding - size + 1) // stride,
            "the + 1 is divided as well. It counts the first place, which costs no step: add it last.",
        ),
        Mistake(
            lambda n, size, padding, stride: n + 2 * padding - size + 1,
            "the stride is missing: only every so many of these places are visited.",
        ),
        Mistake(
            lambda n, size, padding, stride: -(-(n + 2 * padding - size) // stride) + 1,
            "this rounds *up*, and lets the last window hang over the end. Only whole steps count: `//`.",
        ),
        Mistake(
            lambda n, size, padding, stride: (n + 2 * padding) // stride,
            "the window itself needs room, and that is missing here: subtract `size`.",
        ),
        Mistake(
            lambda n, size, padding, stride: (n + 2 * padding) // stride - size + 1,
            "the window's size is subtracted after the division. It is in pixels, not in steps: subtract it first.",
        ),
    ],
)


def draw_layer(stride: int, padding: int, rng: np.random.Generator) -> tuple:
    """Draw images, kernels and biases in which no two sizes agree."""
    X = rng.normal(size=(2, 3, rng.integers(5, 7), 7))
    return X, rng.normal(size=(4, 3, *rng.permutation([2, 3]))), rng.normal(size=4), stride, padding


GRAY = (np.arange(20.0).reshape(1, 1, 4, 5) ** 2, SLOPE[None, None], np.array([0.5]))  # as its defaults have it
SETTINGS = [(1, 0), (2, 0), (1, 2), (2, 1)]  # stride and padding
LAYERS = [layer for setting in SETTINGS for layer in drawn(partial(draw_layer, *setting), n=2)]


def frame(X: np.ndarray, before: int, after: int) -> np.ndarray:
    """Pad height and width, so many zeros before and so many after."""
    return np.pad(X, [(0, 0), (0, 0), (before, after), (before, after)])


def look(X: np.ndarray, W: np.ndarray, stride: int) -> np.ndarray:
    """Return the windows of images that are padded already."""
    return sliding_window_view(X, W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]


def weigh(windows: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Return the sums over channels and windows, the maps on the last axis."""
    return np.tensordot(windows, W, axes=([1, 4, 5], [1, 2, 3]))


def finish(Z: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Bring the maps from the last axis to the second, and add the biases."""
    return Z.transpose(0, 3, 1, 2) + b[:, None, None]


def four_steps(
    pad: Callable = lambda X, n: frame(X, n, n),
    look: Callable = look,
    weigh: Callable = weigh,
    finish: Callable = finish,
) -> Callable:
    """Return the exercise's four steps, with those that are given in place of the right ones."""

    def layer(X: np.ndarray, W: np.ndarray, b: np.ndarray, stride: int = 1, padding: int = 0) -> np.ndarray:
        return finish(weigh(look(pad(X, padding), W, stride), W), b)

    return layer


conv2d = Check(
    "conv2d",
    reference=ours.conv2d,
    observe=arrays(calls(GRAY, *LAYERS)),
    mistakes=[
        Mistake(
            four_steps(weigh=lambda windows, W: weigh(windows, W[:, :, ::-1, ::-1])),
            "the kernels are turned by 180°, as in the mathematicians' convolution. Networks lay them on as they are.",
        ),
        *says(
            "the padding is on two of the four sides alone: write `(padding, padding)` for both height and width.",
            four_steps(pad=lambda X, n: frame(X, n, 0)),
            four_steps(pad=lambda X, n: frame(X, 0, n)),
        ),
        Mistake(
            four_steps(pad=lambda X, n: X),
            "`padding` is not used: put so many zeros on each of the four sides first.",
        ),
        Mistake(
            four_steps(pad=np.pad),
            "all four axes are padded, and so there are new images and new channels, of zeros. Pad height and width "
            "alone: `(0, 0)` for the first two axes.",
        ),
        Mistake(
            four_steps(look=lambda X, W, n: look(X, W, 1)),
            "`stride` is not used: keep every `stride`-th place, `[:, :, ::stride, ::stride]`.",
        ),
        Mistake(
            four_steps(look=lambda X, W, n: look(X, W, 1)[:, :, ::n]),
            "the stride is taken downward alone. It holds along both axes.",
        ),
        Mistake(
            four_steps(look=lambda X, W, n: look(X[:, :, ::n, ::n], W, 1)),
            "the stride thins out the *pixels*, and the windows then have gaps. Make all windows first, and then keep "
            "every `stride`-th of them.",
        ),
        Mistake(
            four_steps(weigh=lambda windows, W: np.tensordot(windows, W, axes=([4, 5], [2, 3]))),
            "`transpose(0, 3, 1, 2)` wants four axes, and got more. Sum over the channels too: axes 1, 4, 5 of "
            "`windows`, and 1, 2, 3 of `W`.",
        ),
        Mistake(
            lambda X, W, b, stride=1, padding=0: (
                np.einsum("nchwuv,ocuv->nochw", look(frame(X, padding, padding), W, stride), W) + b[:, None, None, None]
            ),
            "the channels are kept apart. A kernel adds up *all* its products, those of every channel: sum over axis 1 "
            "as well.",
        ),
        Mistake(
            four_steps(weigh=lambda windows, W: weigh(windows.sum(1, keepdims=True), W.sum(1, keepdims=True))),
            "the channels are added up before they meet their weights. Each channel has its own slice of the kernel: "
            "multiply first, then add up.",
        ),
        Mistake(
            four_steps(weigh=lambda windows, W: weigh(windows[:, :1], W[:, :1])),
            "only the first channel is looked at. Add up over all of them.",
        ),
        Mistake(
            four_steps(weigh=lambda windows, W: weigh(windows, W) / W.shape[1]),
            "this is the *mean* over the channels. Add them up.",
        ),
        Mistake(
            four_steps(finish=lambda Z, b: finish(Z, 0 * b)),
            "the biases are missing.",
        ),
        Mistake(
            four_steps(finish=lambda Z, b: finish(Z, 0 * b) + b),
            "`+ b` alone lines the biases up with the *columns* of the picture. One a map: `b[:, None, None]`.",
        ),
        Mistake(
            four_steps(finish=lambda Z, b: Z + b),
            "the maps are on the last axis here. Bring them to axis 1: `transpose(0, 3, 1, 2)`.",
        ),
        Mistake(
            four_steps(finish=lambda Z, b: Z.transpose(0, 3, 2, 1) + b[:, None, None]),
            "height and width have changed places. After `tensordot` the axes are images, height, width, maps: "
            "`transpose(0, 3, 1, 2)`.",
        ),
        Mistake(
            four_steps(finish=lambda Z, b: Z.reshape(len(Z), len(b), *Z.shape[1:3]) + b[:, None, None]),
            "`reshape` deals the numbers out anew, and mixes up maps and places. To bring an axis elsewhere, use "
            "`transpose(0, 3, 1, 2)`.",
        ),
        Mistake(
            lambda X, W, b, stride, padding: ours.conv2d(X, W, b, stride, padding),
            "`stride=1` and `padding=0` are gone from its first line, so that `conv2d(X, W, b)` no longer works.",
        ),
        Mistake(
            four_steps(finish=lambda Z, b: np.maximum(0, finish(Z, b))),
            "there is a ReLU in it. It comes later, as a step of its own.",
        ),
    ],
)


def draw_maps(rng: np.random.Generator) -> tuple:
    """Draw feature maps, some with a row and a column too many, and the size of a block."""
    size = rng.integers(2, 4)
    height, width = size * rng.integers(1, 3, 2) + [0, 1]
    return rng.normal(size=(2, 3, height, width + size)), size


def blocks(X: np.ndarray, size: int) -> np.ndarray:
    """Return the whole blocks."""
    return sliding_window_view(X, (size, size), axis=(2, 3))[:, :, ::size, ::size]


def overlapping(X: np.ndarray, size: int) -> np.ndarray:
    """Pool windows with a stride of 1."""
    return sliding_window_view(X, (size, size), axis=(2, 3)).max(axis=(4, 5))


def hanging_over(X: np.ndarray, size: int) -> np.ndarray:
    """Pool also the blocks that are cut off at the edge."""
    more = [(0, 0), (0, 0)] + [(0, -n % size) for n in X.shape[2:]]
    return ours.max_pool2d(np.pad(X, more, constant_values=-np.inf), size)


def must_divide(X: np.ndarray, size: int) -> np.ndarray:
    """Cut into blocks, as if nothing were ever left over."""
    n_images, n_maps, height, width = X.shape
    return X.reshape(n_images, n_maps, height // size, size, width // size, size).max(axis=(3, 5))


max_pool2d = Check(
    "max_pool2d",
    reference=ours.max_pool2d,
    observe=arrays(calls((np.array([[[[1.0, -3.0, 0.0, 2.0], [2.0, -9.0, -1.0, 1.0]]]]), 2), *drawn(draw_maps, n=6))),
    mistakes=[
        Mistake(
            lambda X, size: blocks(X, size).mean(axis=(4, 5)),
            "this is the *mean* of each block. Keep the largest.",
        ),
        Mistake(
            overlapping,
            "the windows overlap. Blocks lie side by side: keep every `size`-th place.",
        ),
        Mistake(
            lambda X, size: overlapping(X, size)[:, :, : X.shape[2] // size, : X.shape[3] // size],
            "the blocks overlap: number `i` begins at pixel `i * size`, not at pixel `i`.",
        ),
        Mistake(
            lambda X, size: X[:, :, ::size, ::size][:, :, : X.shape[2] // size, : X.shape[3] // size],
            "this takes the upper left number of each block. Look at the whole block, and keep the largest.",
        ),
        Mistake(
            lambda X, size: X.max(axis=(2, 3)),
            "this keeps one number for the whole map. We want one for each block.",
        ),
        Mistake(
            lambda X, size: blocks(X, size).max(axis=(1, 4, 5)),
            "this takes the largest over the maps as well. Each map is pooled on its own.",
        ),
        Mistake(
            lambda X, size: blocks(X, size).max(axis=5).max(axis=-1, keepdims=True),
            "an axis of length 1 is left over. Take the maximum over both axes of the block, without `keepdims`.",
        ),
        Mistake(
            lambda X, size: blocks(X, size).max(axis=(2, 3)),
            "this takes the maximum over the places, axes 2 and 3. The numbers of a block are on the last two: "
            "`axis=(4, 5)`.",
        ),
        Mistake(
            lambda X, size: blocks(X, size).max(axis=5),
            "this takes the maximum along the rows of each block alone. A block has two axes: `axis=(4, 5)`.",
        ),
        Mistake(
            hanging_over,
            "blocks that are cut off at the edge are pooled too. What makes no whole block is dropped.",
        ),
        Mistake(
            must_divide,
            "this needs height and width to be multiples of `size`. Where something is left over, drop it: 7 pixels "
            "make 3 blocks of 2.",
        ),
        Mistake(
            lambda X, size: ours.max_pool2d(X, 2),
            "the blocks are always 2 × 2 here. Take `size`.",
        ),
    ],
)
