"""What must not be in sight in lesson training before its cell has run, by prediction."""

ANSWERS = {
    "how many batches do 200 rows make": ["seven", "8 rows", "eight rows"],
    "how many *different* neurons are there": ["one, one, eight", "stay twins", "as good as a line"],
    "Which of the three still gives about 1": ["the second", "2 / n_in", "twice that"],
    "what happens to blame of size 1 on its way": ["it fades", "fades like", "a thousandth", "vanishing"],
    "one of the four never gets away from chance": ["one third", "swallow the signal", "⅓ stays"],
    "how many of the 100 test moons will the line": ["eighty-six", "line 86", "86 right"],
    "which of the three will be right most often?": [
        "neighbors win",
        "neighbors, by",
        "by 0.6 points",
        "neighbors are as good",
        "there, too",
    ],
    "who leads there: the neighbors": ["too close to call", "far ahead", "the network, by"],
    "does it need more than half of the 75 steps": ["less than a third", "23 steps", "5 slopes", "Adam's 40"],
}
