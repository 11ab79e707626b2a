"""What must not be in sight in lesson neural_network before its cell has run, by prediction."""

ANSWERS = {
    "Will the best of 216,720 lines halve that": ["39", "36"],
    "Which shape does $Z$ have": ["300 by 3", "(300, 3)"],
    "do its scores differ from those": ["they are equal", "layers in a row are one", "the same scores"],
    "What do the four neurons put out": ["6.77", "4.80", "0.77"],
    "which logit does it get": ["0.72", "says lower"],
    "put both creases at one place": ["a line is left", "they cancel", "a line again"],
    "on 10,000 new dots, which make fewer errors": [
        "zero and one",
        "fitted the noise",
        "by eye do better",
        "clearly worse",
    ],
    "what does the black zigzag between the moons turn into": ["straight", "unbent"],
    "the logits are 2, 1 and -1": ["about 70 %", "0.71", "is 71 %"],
    "which shapes will its two tables of weights have": ["2 by 4", "4 by 1"],
    "With how few does it go below 20 errors": ["with three", "three will do", "three neurons", "not two"],
    "of a thousand darts, will the best be nearer": ["nearer to the line's", "near the line's", "is rare"],
    "The best of a thousand darts: 25, 50 or 80": ["about a quarter", "a quarter", "buy a few"],
    "how many laptops with 16 gigabytes": ["168"],
}
