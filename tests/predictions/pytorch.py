"""What must not be in sight in lesson pytorch before its cell has run, by prediction."""

ANSWERS = {
    "Which numbers will PyTorch find": ["minus 12", "-12", "-6"],
    "What is `w.grad` now": ["minus 24", "-24", "slopes pile up"],
    "how many threes can float32": ["seven", "7 digits", "0.33333334"],
    "which shares come out": ["minus three, twice", "-3.0, -3.0", "the other one"],
    "Which number will stand under `x`": ["minus 9", "-9", "differ nowhere"],
    "how far is the worst pair apart": ["about a millionth", "to the fifth digit"],
    "what should its loss be": ["1.46"],
    "how many batches, and how long": ["41", "forty-one", "of 17"],
    "is it the mean of the two batches' means": ["the weighted one", "mean of means is wrong"],
    "a thousand ones go in. Which numbers": ["twos", "doubled"],
    "what is `w` after the four lines": ["w = 0.6", "0.60", "is 0.6"],
    "will the losses agree to the fifth digit": ["to the fifth, still", "rows in equal numbers", "rounding grow"],
    "how many indexings does an epoch": ["391"],
    "how many of the eight are right": ["8 of 8", "all eight", "all of them"],
    "which loss is lower, train or validation": ["begins well above", "validation loss is lower"],
    "What share of the validation digits": ["stays at chance", "at chance, four times", "95 of 100"],
}
