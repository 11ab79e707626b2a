"""What must not be in sight in lesson gradient_descent before its cell has run, by prediction."""

ANSWERS = {
    "which number will the slope approach": ["six", "6.001", "give 6", "2w everywhere"],
    "what is the slope at $w = -1$": ["$-2$", "minus two", "falls to the right"],
    "what sign will the slope have at 0.1": ["minus at 0.1", "negative at 0.1", "plus at 0.4"],
    "up or down from there": ["down, since", "should go down", "both slopes are positive"],
    "what is $2\\,e\\,x$": ["1.6838", "1.68", "1.67"],
    "which lowers the cost most": ["the best is against", "faster than the one against", "-0.88"],
    "where does one step take $w = 0$": ["-0.084", "0.955", "by a fifth"],
    "will it go on falling": ["turned round", "above 0", "rises again"],
    "is the star near the start": ["creep", "creeps", "as far as one step"],
    "at which learning rate does the factor reach $-1$": ["at 1 it jumps", "beyond 1", "to and fro"],
    "where does the factor reach $-1$ now": ["0.106", "a ninth", "a little below 0.1", "0.098"],
    "where is the limit of the learning rate now": ["0.50", "at one half", "five times as far"],
    "From where must descent": ["right of the hill", "from the right", "above 0.3"],
    "from how many parameters on is descent": ["from four on", "four parameters", "4 parameters"],
}
