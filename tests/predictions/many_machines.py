"""What must not be in sight in lesson many_machines before its cell has run, by prediction."""

ANSWERS = {
    "how many such GPUs does it take": ["135", "134", "10.7"],
    "a year, a lifetime, or longer": ["105", "a century", "105 years"],
    "Which share of their peak did these GPUs reach": ["a third", "35 %", "0.35", "a sixth"],
    "How far is it from the whole batch's gradient": [
        "less than a millionth. the",
        "rounds differently",
        "another order",
    ],
    "is the mean of the two still the gradient": ["no: each", "three times as much", "off by 3"],
    "is the mean of the halves' gradients equal": ["its *own* mean", "meets another function", "stand in between"],
    "how many finished sums does each worker hold": ["one each", "and each another one"],
    "How many gradients' worth of bytes": ["one and a half", "1.5 gradients", "of a quarter each"],
    "how many gradients does each send": ["a little less than two", "1.999", "as with eight"],
    "will the two processes be about twice as fast": [
        "here it is slower",
        "both runs had two threads",
        "costs more than the work",
    ],
    "How far are the two networks' weights apart": ["about a millionth", "the same training", "or less: rounding"],
    "what becomes of process 0": ["it is stopped", "watches its processes", "the others were stopped"],
    "How many rows does it hand out in all": ["eight: row 0", "row 0 comes twice", "fills up"],
    "how far will Lightning's two processes be": ["about a millionth again", "and the same network"],
    "does a share fit into 80 GB": ["5.2", "with room to spare"],
}
