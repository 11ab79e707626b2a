"""What must not be in sight in lesson backpropagation before its cell has run, by prediction."""

ANSWERS = {
    "what does it cost?": ["nine", "costs 9", "cost of 9"],
    "write down the five local slopes": ["-12", "minus twelve"],
    "in place of $-1$, what is the blame of": ["zero", "is shut", "learns anything"],
    "`e * e` is the square": ["two parents", "both are $e$"],
    "Which one does $x$ get?": ["-9", "minus nine"],
    "what is the blame of $w$?": ["6 from the first row", "6 - 4", "blame of 2"],
    "what will each row of `dZ` sum to?": ["sums to 0", "sum to 0", "to 0: probabilities"],
    "How many forward passes does that take?": ["84", "two for each", "eighty-four"],
    "train a network about as well as ours?": ["Ada's does", "nobody would notice", "no proof", "learns all the same"],
    "by which factor is it cheaper": ["6,400", "6,404", "some thousands"],
    "how long does *one* step take by nudges": ["21,000", "twenty-one thousand", "twenty thousand years"],
}
