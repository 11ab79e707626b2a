"""What must not be in sight in lesson lightning before its cell has run, by prediction."""

ANSWERS = {
    "How many steps does Adam take": ["189", "63 per epoch", "63 batches"],
    "Will five digits of the losses agree": ["equal to the last bit", "all five", "the losses are equal"],
    "the two answers in `training_step`": ["in validation, both no", "slopes recorded True"],
    "Which of them turns round": ["validation loss turns", "train loss keeps falling", "by heart"],
    "which epoch does Lightning stop": ["after epoch 15", "the fifteenth epoch", "sixteen epochs"],
    "Which weights does it hold, the best or the last": ["the last!", "does not go back", "holds the last"],
    "is the network of thirty epochs wrong more often": ["about equally often!", "surer of its mistakes"],
    "will the two networks be equal": ["they are equal", "to the last bit, equal"],
    "what else did the checkpoint have to remember": ["running means", "where the shuffling stood", "adam's means"],
    "Will the test loss be far from": ["a little below", "0.49", "0.48"],
    "how many parameters has each": ["a metric learns nothing", "has all 203,530"],
    "how much worse will the validation loss be": ["not at all", "equally good"],
}
