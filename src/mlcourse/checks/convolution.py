"""The exercises of the lesson convolution."""

from functools import partial

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.observers import Observer, calls, drawn
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Problem
from mlcourse.taught import convolution as ours


def arrays(observe: Observer) -> Observer:
    """Observe a function whose output the next cells slice and draw: no list, no tensor."""
    return lambda function: [o._replace(value=as_used(o.value)) for o in observe(function)]


def as_used(value: object) -> object:
    """Return a value, or the problem that the next cells would have with it."""
    if not isinstance(value, list | tuple) and not hasattr(value, "detach"):
        return value
    says = f"returned a {type(value).__name__.lower()}, and the next cells want an array: return a NumPy array"
    return Problem("returns no array", says)


SMALL = np.array([[1.0, 2.0, 4.0], [8.0, 0.0, 3.0]]), np.array([[1.0, 0.0], [2.0, -1.0]])  # an image and a kernel
SLOPE = np.array([[1.0, 2.0, 4.0], [0.0, -1.0, 0.0], [3.0, 0.0, -2.0]])  # differs from all its turns and mirrors


def draw_image(rng: np.random.Generator) -> tuple:
    """Draw an image and a kernel of whole numbers, neither of them square."""
    height = rng.integers(3, 5)
    shapes = (height, height + rng.integers(1, 3)), rng.permutation([2, 3])
    return tuple(rng.integers(-9, 10, shape).astype(float) for shape in shapes)


correlate = Check(
    "correlate",
    reference=ours.correlate,
    observe=arrays(
        calls(
            SMALL,
            (SMALL[0] / 2, SMALL[1] / 4),
            (SLOPE, SLOPE),
            (np.arange(20.0).reshape(4, 5) ** 2, SLOPE),
            *drawn(draw_image),
        )
    ),
    mistakes=typed(
        ours.correlate,
        {
            "* kernel) -> * kernel[::-1, ::-1])": "the kernel is turned by 180°. "
            "The formula lays it on as it is: $k_{uv}$ meets $x_{i+u,\\,j+v}$.",
            (
                """
                rows, columns = kernel.shape
                top, left = range(len(image) - rows), range(len(image[0]) - columns)
                np.array([[np.sum(image[i : i + rows, j : j + columns] * kernel) for j in left] for i in top])
                """,
                "rows + 1):\n        for j in range(width - columns + 1) -> "
                "rows):\n        for j in range(width - columns)",
            ): "the last row and the last column of places are missing. Of 8 pixels, a window of 3 can begin at "
            "$8 - 3 + 1$, and `range` ends one before its number.",
            "np.sum -> np.mean": "this is the *mean* of the products. The formula adds them up.",
            "* kernel) -> @ kernel)": "`@` multiplies rows with columns. "
            "Here each pixel meets the one weight above it: `*`.",
            (
                """
                rows, columns = kernel.shape
                result = np.zeros(image.shape)
                for i, j in np.ndindex(image.shape):
                    result[i, j] = np.sum(image[i : i + rows, j : j + columns] * kernel)
                result
                """,
                "(height - rows + 1):\n        for j in range(width - columns + 1) -> "
                "(height):\n        for j in range(width)",
            ): "this visits every pixel, and at the right and lower border the kernel hangs over. "
            "Stop where it still fits.",
            (
                "np.sum(sliding_window_view(image, (3, 3)) * kernel, axis=(2, 3))",
                """
                result = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
                for i in range(image.shape[0] - 2):
                    for j in range(image.shape[1] - 2):
                        result[i, j] = np.sum(image[i : i + 3, j : j + 3] * kernel)
                result
                """,
                "i : i + rows, j : j + columns -> i : i + 3, j : j + 3",
            ): "this expects a kernel of 3 × 3. Take its size from `kernel.shape`.",
            (
                "np.zeros((height - rows + 1, width - columns + 1)) -> np.zeros(image.shape)",
                "np.pad(correlate_at_once(image, kernel), [(n // 2, (n - 1) // 2) for n in kernel.shape])",
            ): "the result is as large as the image, with zeros left over. There is one number for each place where "
            "the kernel fits, and no more.",
            "return result ->     return result": "`return` stands inside the outer loop: after one row all is over. "
            "Move it to the left, behind both loops.",
            "return result ->         return result": "`return` stands inside the loops: after the first place, all is "
            "over. Move it to the left, behind both loops.",
            "return result -> return result.T": "the result is transposed: row $i$ of the result is the window's row "
            "$i$ in the image.",
            "correlate_at_once(np.pad(image, [(n // 2, (n - 1) // 2) for n in kernel.shape]), kernel)": "this lets the "
            "kernel hang over the border, as if there were zeros outside. That comes later; here it must fit.",
        },
    ),
)

SIZES = [(8, 3, 0, 1), (8, 3, 1, 1), (8, 3, 0, 2), (8, 3, 1, 2), (8, 3, 0, 3), (9, 3, 0, 2), (9, 3, 1, 2)]
SIZES += [
    (28, 5, 2, 1),
    (28, 2, 0, 2),
    (7, 2, 0, 2),
    (5, 5, 0, 1),
    (11, 4, 3, 5),
    (8, 3, 1, 3),
    (10, 1, 0, 4),
    (3, 3, 0, 2),
]

output_size = Check(
    "output_size",
    reference=ours.output_size,
    observe=calls(*SIZES),
    mistakes=typed(
        ours.output_size,
        {
            "(n + 2 * padding - size) // stride": "the + 1 is missing: these are the *steps*. "
            "Before the first step, the window stands at its first place.",
            "(n + 2 * padding - size) / stride + 1": "half a step is not a place. "
            "Drop what does not make a whole step: `//`.",
            "(n + padding - size) // stride + 1": "padding is added on *both* sides: "
            "the row is `n + 2 * padding` long.",
            "(n - size) // stride + 1": "the padding is missing: with it the row is `n + 2 * padding` long.",
            "(n + 2 * padding - size + 1) // stride": "the + 1 is divided as well. "
            "It counts the first place, which costs no step: add it last.",
            "n + 2 * padding - size + 1": "the stride is missing: only some of these places are visited.",
            "np.ceil((n + 2 * padding - size) / stride) + 1": "this rounds *up*, "
            "and lets the last window hang over the end. Only whole steps count: `//`.",
            (
                "round((n + 2 * padding - size) / stride) + 1",
                "round((n + 2 * padding - size) / stride + 1)",
            ): "this rounds to the *nearest* number, and half a step may "
            "become a whole one. Only whole steps count: `//`.",
            (
                "(n + 2 * padding) // stride + 1",
                "(n + 2 * padding) // stride",
            ): "the window itself needs room, and that is missing here: subtract `size`.",
            "(n + 2 * padding) // stride - size + 1": "the window's size is subtracted after the division. "
            "It is in pixels, not in steps: subtract it first.",
        },
    ),
)


def draw_layer(stride: int, padding: int, rng: np.random.Generator) -> tuple:
    """Draw images, kernels and biases in which no two sizes agree."""
    X = rng.normal(size=(2, 3, rng.integers(5, 7), 7))
    return X, rng.normal(size=(4, 3, *rng.permutation([2, 3]))), rng.normal(size=4), stride, padding


TWO = (np.arange(1.0, 13.0).reshape(1, 2, 2, 3), np.array([[[[1.0, 2.0]], [[0.0, -1.0]]]]), np.array([10.0]))
GRAY = (np.arange(20.0).reshape(1, 1, 4, 5) ** 2, SLOPE[None, None], np.array([0.5]))  # as its defaults have it
SETTINGS = [(1, 0), (2, 0), (1, 2), (2, 1), (3, 2)]  # stride and padding
LAYERS = [layer for setting in SETTINGS for layer in drawn(partial(draw_layer, *setting), n=2)]

conv2d = Check(
    "conv2d",
    reference=ours.conv2d,
    observe=arrays(calls(TWO, GRAY, *LAYERS)),
    by_name=("stride", "padding"),
    mistakes=typed(
        ours.conv2d,
        {
            "windows, W, -> windows, W[:, :, ::-1, ::-1],": "the kernels are turned by 180°, "
            "as in the mathematicians' convolution. Networks lay them on as they are.",
            (
                "(padding, padding), (padding, padding) -> (padding, 0), (padding, 0)",
                "(padding, padding), (padding, padding) -> (0, padding), (0, padding)",
            ): "the padding is on two of the four sides alone: write `(padding, padding)` for both height and width.",
            "X = np.pad -> padded = np.pad": "`padding` is not used: "
            "put that many zeros on each of the four sides first.",
            "[(0, 0), (0, 0), (padding, padding), (padding, padding)] -> padding": "all four axes are padded, "
            "and so there are new images and new channels, of zeros. Pad height and width alone: "
            "`(0, 0)` for the first two axes.",
            "::stride, ::stride -> :, :": "`stride` is not used: "
            "keep every `stride`-th place, `[:, :, ::stride, ::stride]`.",
            "::stride, ::stride -> ::stride": "the stride is taken downward alone. It holds along both axes.",
            "(X, W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride] -> "
            "(X[:, :, ::stride, ::stride], W.shape[2:], axis=(2, 3))": "the stride thins out the *pixels*, "
            "and the windows then have gaps. Make all windows first, and then keep every `stride`-th of them.",
            "[1, 4, 5], [1, 2, 3] -> [4, 5], [2, 3]": "`transpose(0, 3, 1, 2)` wants four axes, and got more. "
            "Sum over the channels too: axes 1, 4, 5 of `windows`, and 1, 2, 3 of `W`.",
            "Z.transpose(0, 3, 1, 2) + b[:, None, None] -> "
            "np.einsum('nchwuv,ocuv->nochw', windows, W) + b[:, None, None, None]": "the channels are kept apart. "
            "A kernel adds up *all* its products, those of every channel: sum over axis 1 as well.",
            "windows, W, -> windows.sum(1, keepdims=True), W.sum(1, keepdims=True),": "the channels are added up "
            "before they meet their weights. Each channel has its own slice of the kernel: "
            "multiply first, then add up.",
            "windows, W, -> windows[:, :1], W[:, :1],": "only the first channel is looked at. Add up over all of them.",
            "[1, 2, 3])) -> [1, 2, 3])) / W.shape[1]": "this is the *mean* over the channels. Add them up.",
            "(0, 3, 1, 2) + b[:, None, None] -> (0, 3, 1, 2)": "the biases are missing.",
            "b[:, None, None] -> b": "`+ b` alone lines the biases up with the *columns* of the picture. "
            "One a map: `b[:, None, None]`.",
            "Z.transpose(0, 3, 1, 2) + b[:, None, None] -> Z + b": "the maps are on the last axis here. "
            "Bring them to axis 1: `transpose(0, 3, 1, 2)`.",
            "(0, 3, 1, 2) -> (0, 3, 2, 1)": "height and width have changed places. "
            "After `tensordot` the axes are images, height, width, maps: `transpose(0, 3, 1, 2)`.",
            "Z.transpose(0, 3, 1, 2) -> Z.reshape(len(Z), len(b), *Z.shape[1:3])": "`reshape` deals the numbers out "
            "anew, and mixes up maps and places. To bring an axis elsewhere, use `transpose(0, 3, 1, 2)`.",
            "stride=1, padding=0 -> stride, padding": "`stride=1` and `padding=0` are gone from its first line, "
            "so that `conv2d(X, W, b)` no longer works.",
            "Z.transpose(0, 3, 1, 2) + b[:, None, None] -> "
            "np.maximum(0, Z.transpose(0, 3, 1, 2) + b[:, None, None])": "there is a ReLU in it. "
            "It comes later, as a step of its own.",
        },
    ),
)


def draw_maps(rng: np.random.Generator) -> tuple:
    """Draw feature maps, some with a row and a column too many, and the size of a block."""
    size = int(rng.integers(2, 5))
    height, width = size * rng.integers(1, 3, 2) + [0, 1]
    return rng.normal(size=(2, 3, height, width + size)), size


DARK = np.array([[[[1.0, -3.0, -4.0, -2.0], [2.0, -9.0, -5.0, -7.0]]]])  # all of its right block is below zero
MAPS = [(DARK, 2), (DARK[..., :2], 1), (np.arange(20.0).reshape(1, 1, 4, 5) % 7 - 9, 2)]


max_pool2d = Check(
    "max_pool2d",
    reference=ours.max_pool2d,
    observe=arrays(calls(*MAPS, *drawn(draw_maps, n=6))),
    mistakes=typed(
        ours.max_pool2d,
        {
            "blocks.max -> blocks.min": "this is the *smallest* of each block. Keep the largest.",
            "return blocks.max(axis=(4, 5)) -> return np.maximum(0, blocks.max(axis=(4, 5)))": "a block whose numbers "
            "are all below zero gives 0 here. Keep its largest, also where that is negative: do not begin at 0.",
            "::size, ::size -> ::size": "the blocks lie side by side downward alone. Keep every `size`-th place along "
            "both axes.",
            """
            n_images, n_maps, height, width = X.shape
            X = X[:, :, : height // size * size, : width // size * size]
            X.reshape(n_images, n_maps, height // size, width // size, size, size).max(axis=(4, 5))
            """: "`reshape` fills row by row, and these blocks are torn. The axes must come in the order block row, "
            "row in the block, block column, column in the block.",
            "blocks.max -> blocks.mean": "this is the *mean* of each block. Keep the largest.",
            "::size, ::size -> :, :": "the windows overlap. Blocks lie side by side: keep every `size`-th place.",
            "::size, ::size -> : X.shape[2] // size, : X.shape[3] // size": "the blocks overlap: "
            "number `i` begins at pixel `i * size`, not at pixel `i`.",
            (
                "blocks.max(axis=(4, 5)) -> blocks[..., 0, 0]",
                "X[:, :, ::size, ::size]",
            ): "this takes the upper left number of each block. Look at the whole block, and keep the largest.",
            "X.max(axis=(2, 3))": "this keeps one number for the whole map. We want one for each block.",
            "(4, 5) -> (1, 4, 5)": "this takes the largest over the maps as well. Each map is pooled on its own.",
            "max(axis=(4, 5)) -> max(axis=5).max(axis=4, keepdims=True)": "an axis of length 1 is left over. "
            "Take the maximum over both axes of the block, without `keepdims`.",
            "(4, 5) -> (2, 3)": "this takes the maximum over the places, axes 2 and 3. "
            "The numbers of a block are on the last two: `axis=(4, 5)`.",
            "(4, 5) -> 5": "this takes the maximum along the rows of each block alone. "
            "A block has two axes: `axis=(4, 5)`.",
            """
            rows, columns = range(0, X.shape[2], size), range(0, X.shape[3], size)
            pooled = [[X[:, :, i : i + size, j : j + size].max(axis=(2, 3)) for j in columns] for i in rows]
            np.transpose(pooled, (2, 3, 0, 1))
            """: "blocks that are cut off at the border are pooled too. What makes no whole block is dropped.",
            """
            n_images, n_maps, height, width = X.shape
            X.reshape(n_images, n_maps, height // size, size, width // size, size).max(axis=(3, 5))
            """: "this needs height and width to be multiples of `size`. "
            "Where something is left over, drop it: 7 pixels make 3 blocks of 2.",
            "sliding_window_view(X, (2, 2), axis=(2, 3))[:, :, ::2, ::2].max(axis=(4, 5))": "the blocks are "
            "always 2 × 2 here. Take `size`.",
        },
    ),
)
