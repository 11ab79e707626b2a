"""What must not be in sight in lesson cost_model before its cell has run, by prediction."""

ANSWERS = {
    "which dots will lie on top of each other": ["one heap", "four of the five fruits", "the light ones"],
    "does a mouse of 20 g stand, and nearer to which": ["1.30", "1.3", "10^{1.30}", "nearer to 1"],
    "how few errors can you reach": ["two, and nobody", "nobody gets below", "2 of 11"],
    "what does the lazy rule cost here": ["5/11", "0.45", "five of eleven"],
    "between two neighboring dots. Which two": ["pear and the rabbit", "pear at 2.26", "2.26 to 3.25"],
    "Will it be a line, a curve, or something else": ["a staircase", "step at every dot", "stairs"],
    "Does the best threshold stay where it was, move left": ["leaps left", "cherry and the mouse", "moves to the left"],
    "Does the cost change at most of them": ["almost nowhere", "2 of 1000", "does not roll"],
    "cross one half": ["2.5", "at 316 g"],
    "which of the three lines above costs the": ["the steep one", "two of its squares", "0.249"],
    "will both costs be lowest at the same": ["under the lowest stair", "the same place", "both lowest"],
    "does the bottom of the bowl make three as well": ["five of twelve", "5 of 12", "still wrong"],
    "Does the bottom of the bowl make fewer": [
        "more: 44",
        "44 errors",
        "every fruit is called an animal",
        "nine animals",
    ],
    "with how many parameters does the search take longer": ["twenty-seven", "27", "27 parameters"],
}
