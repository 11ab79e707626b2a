"""Taught in the lesson backpropagation, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np

from mlcourse.taught.neural_network import cross_entropy, forward, relu, softmax


# A number that remembers
class Value:
    """A number that remembers what it was made from, and its local slope along each of these."""

    def __init__(self, data, parents=(), slopes=()):
        self.data, self.parents, self.slopes = data, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (float(self.data > 0),))

    def exp(self):
        return Value(np.exp(self.data), (self,), (np.exp(self.data),))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        self.grad = 1.0
        pass_blame(in_order(self, []))


# A number that remembers
def in_order(value, order):
    """Append to `order` all that a value was made from, and then the value; nothing twice."""
    if value not in order:
        for parent in value.parents:
            in_order(parent, order)
        order.append(value)
    return order


# Exercise 1 · Pass the blame
def pass_blame(order):
    """Give every value's parents their share of its slope, the last value first."""
    ### BEGIN SOLUTION
    for value in reversed(order):
        for parent, local in zip(value.parents, value.slopes, strict=True):
            parent.grad += value.grad * local
    ### END SOLUTION


# The same for whole layers
def blame_of_logits(y, logits):
    """Return the slope of the cross-entropy along each logit."""
    dZ = softmax(logits)  # (n_samples, n_classes)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


# Exercise 2 · The slopes of a layer
def layer_slopes(A, dZ):
    """Return the slopes of the cost along a layer's weights and biases."""
    ### BEGIN SOLUTION
    return A.T @ dZ, dZ.sum(axis=0)
    ### END SOLUTION


# Exercise 3 · Through the layer and the ReLU
def blame_before(dZ, W, A):
    """Pass the blame back through a layer, and through the ReLU before it."""
    ### BEGIN SOLUTION
    return (dZ @ W.T) * (A > 0)
    ### END SOLUTION


# Exercise 3 · Through the layer and the ReLU
def backward(parameters, X, y):
    """Return what a network costs, and its gradient: one (dW, db) for each layer."""
    inputs = [X]
    for W, b in parameters[:-1]:
        inputs.append(relu(inputs[-1] @ W + b))
    W, b = parameters[-1]
    logits = inputs[-1] @ W + b

    dZ, gradient = blame_of_logits(y, logits), []
    for layer in reversed(range(len(parameters))):
        gradient.append(layer_slopes(inputs[layer], dZ))
        if layer > 0:
            dZ = blame_before(dZ, parameters[layer][0], inputs[layer])
    return cross_entropy(y, logits), gradient[::-1]


# Exercise 3 · Through the layer and the ReLU
def measure(array, cost):
    """Return the slope of `cost()` along each number of an array, which is nudged up and down, and put back."""
    slopes = np.empty_like(array)
    for place in np.ndindex(array.shape):
        kept, costs = array[place], []
        for nudge in (1e-5, -1e-5):
            array[place] = kept + nudge
            costs.append(cost())
        array[place] = kept
        slopes[place] = (costs[0] - costs[1]) / 2e-5
    return slopes


# Exercise 3 · Through the layer and the ReLU
def gradient_check(backward, parameters, X, y):
    """Return how far the slopes of each layer's W and b are off, in units of the largest slope of that array."""
    off = []
    for layer, slopes in zip(parameters, backward(parameters, X, y)[1], strict=True):
        measured = [measure(array, lambda: cross_entropy(y, forward(parameters, X))) for array in layer]
        off.append([np.abs(d - m).max() / np.abs(m).max() for d, m in zip(slopes, measured, strict=True)])
    return np.array(off)  # (n_layers, 2)
