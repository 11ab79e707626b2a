"""Right answers to the exercises of gradient_descent that are written in another way than the course's."""

import numpy as np


def gradient_by_loop(w, b, x, y):
    dw = db = 0.0
    for x_i, y_i in zip(x, y, strict=True):
        dw += 2 * (w * x_i + b - y_i) * x_i / len(x)
        db += 2 * (w * x_i + b - y_i) / len(x)
    return [dw, db]


def step_with_blackboard(w, b, x, y, learning_rate):
    dw, db = gradient_by_loop(w, b, x, y)
    w -= learning_rate * dw
    b -= learning_rate * db
    return w, b


DIFFERENT = {
    "slope": [
        lambda cost, w, step=1e-5: cost(w + step) / (2 * step) - cost(w - step) / (2 * step),
        lambda cost, w, h=1e-6: (cost(w + h) - cost(w - h)) / h / 2,
    ],
    "gradient": [gradient_by_loop, lambda w, b, x, y: np.array(gradient_by_loop(w, b, x, y), dtype=np.float32)],
    "take_step": [step_with_blackboard],
    "learning_rate": [0.086, 0.095, np.float32(0.09)],
}
