"""Wrong answers to the exercises of convolution, each with words of the sentence that it must get."""

from mlcourse.taught import convolution as ours
from tests.wrong.answers import written

CORRELATE = {
    """
    result = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(len(result)):
        for j in range(len(result[0])):
            result[i, j] = (image[i : i + 3, j : j + 3] * kernel).sum()
    result
    """: "expects a kernel of 3 × 3",
    "i : i + rows, j : j + columns -> i : i + rows, j : j + rows": "",
    "rows, columns = kernel.shape -> rows = columns = len(kernel)": "",
    "height, width = image.shape -> height = width = len(image)": "",
    "height, width = image.shape -> width, height = image.shape": "",
    "return result -> return result.T": "transposed",
    "return result ->     return result": "inside the outer loop",
    "return result ->         return result": "inside the loops",
    "return result -> return result.tolist()": "returned a list",
    "return result -> return np.abs(result)": "",
    "return result -> return result.astype(int)": "",
    "result[i, j] = -> image[i, j] = result[i, j] =": "changed its own input",
}

OUTPUT_SIZE = {
    "round((n + 2 * padding - size) / stride) + 1": "*nearest*",
    "round((n + 2 * padding - size) / stride + 1)": "*nearest*",
    "(n + 2 * padding) // stride + 1": "subtract `size`",
    "(n + 2 * padding - size + stride + 1) // stride": "",
    "(n - size) // stride + 1 + 2 * padding": "",
    "(n - size) // stride + 1 + 2 * padding // stride": "",
    "(n + 2 * padding - 3) // stride + 1": "",
    "max(1, (n + 2 * padding - size) // stride)": "",
    "print((n + 2 * padding - size) // stride + 1)": "returned nothing",
}

CONV2D = {
    """
stride=1, padding=0 -> step=1, frame=0
(padding, padding), (padding, padding) -> (frame, frame), (frame, frame)
::stride, ::stride -> ::step, ::step
    """.strip(): "takes the parameters",
    "stride=1, padding=0 -> padding=0, stride=1": "",
    "::stride, ::stride -> :: stride + padding, ::stride": "",
    "b[:, None, None] -> b[:, None, None], stride": "",
    "return Z -> return (Z * 2).astype(int) / 2; return Z": "",
    "[:, :, ::stride, ::stride] -> [:, :, : 3 * stride : stride, : 3 * stride : stride]": "",
    "(padding, padding)]) -> (padding, padding)], mode='edge')": "",
    "X = np.pad( -> X[:] = X / 2; X = np.pad(": "changed its own input",
    "b[:, None, None] -> b[0]": "",
}

MAX_POOL2D = {
    """
    rows, columns = X.shape[2] // size, X.shape[3] // size
    pooled = np.zeros((*X.shape[:2], rows, columns))
    for i in range(rows * size):
        for j in range(columns * size):
            place = pooled[:, :, i // size, j // size]
            pooled[:, :, i // size, j // size] = np.maximum(place, X[:, :, i, j])
    pooled
    """: "do not begin at 0",
    "X[:, :, ::size, ::size]": "upper left",
    "X[:, :, size - 1 :: size, size - 1 :: size]": "",
    "blocks.max -> blocks.min": "*smallest*",
    "blocks.max -> abs(blocks).max": "",
    "blocks.max -> blocks.tolist().max": "",
    "::size, ::size -> ::size": "downward alone",
    """
    n_images, n_maps, height, width = X.shape
    X = X[:, :, : height // size * size, : width // size * size]
    X.reshape(n_images, n_maps, height // size, width // size, size * size).max(axis=4)
    """: "these blocks are torn",
    "return blocks.max(axis=(4, 5)) -> return blocks.max(axis=(4, 5)).tolist()": "returned a list",
    "return blocks.max(axis=(4, 5)) -> return blocks.max(axis=(4, 5)).squeeze()": "shape",
}

WRONG = {
    "correlate": written(ours.correlate, CORRELATE),
    "output_size": written(ours.output_size, OUTPUT_SIZE),
    "conv2d": written(ours.conv2d, CONV2D),
    "max_pool2d": written(ours.max_pool2d, MAX_POOL2D),
}
