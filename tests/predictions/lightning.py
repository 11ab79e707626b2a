"""What must not be in sight in lesson lightning before its cell has run, by prediction."""

ANSWERS = {
    "How many steps does Adam take": ["189", "63 per epoch", "63 batches"],
    "Will five digits of the losses agree": ["equal to the last bit", "all five", "the losses are equal"],
    "Does Lightning record slopes in both of its steps": ["in validation, no", "slopes recorded True"],
    "Which of them turns round": ["validation loss turns", "train loss keeps falling", "by heart"],
    "after which epoch does Lightning stop": ["after epoch 15", "the fifteenth epoch", "sixteen epochs"],
    "Which weights does it hold, the best or the last": ["the last!", "does not go back", "holds the last"],
    "is the network of thirty epochs wrong more often": ["about equally often!", "surer of its mistakes"],
    "will the two networks be equal": ["they are equal", "to the last bit, equal"],
    "what else did the checkpoint have to remember": ["running means", "where the shuffling stood", "adam's means"],
    "Will the test loss be far from": ["a little below", "0.49", "0.48"],
    "which row of the table has all the parameters": ["a metric learns nothing", "the network:"],
    "how much worse will the validation loss be": ["not at all", "equally good"],
}
