"""What must not be in sight in lesson decisions before its cell has run, by prediction."""

ANSWERS = {
    "what sign will the weight of *mass* have": ["negative", "heavier at the same length", "fruits are compact"],
    "Name one fruit that our model will call an animal": ["banana", "carrot", "slender"],
    "over 90 % sure of, will *more* be wrong than promised": ["7 in a hundred", "too sure", "overconfident"],
    "In which corner of the table will the 6 stand": ["lower left", "bottom left"],
    'which of the two does "always animal" get perfectly right': ["the recall is 1", "finds every animal"],
    'what is the balanced error of "always animal"': ["one half", "worth of not looking", "balanced error of ½"],
    "Which of the two kinds of error becomes rarer": ["fewer fruits", "fruits become fewer", "7 in place of 12"],
    "an animal called a fruit costs 1. Where should we cut": ["at ¾", "above ¾", "three quarters"],
    "Is the area under it larger than our model's": ["0.83", "area is smaller", "two features are ahead"],
    "Which score wins, length or both features": ["beats the logistic", "length wins", "0.18"],
    "Does $w$ settle near 20, near 50, or not at all": ["separates the ten", "no bottom", "grows for ever"],
    "Does the test log loss fall with it": ["triples", "test log loss rises", "overfits"],
}
