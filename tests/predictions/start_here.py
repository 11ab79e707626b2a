"""What must not be in sight in lesson start_here before its cell has run, by prediction."""

ANSWERS = {
    "how many of these eight, all unseen, does the network get right": ["seven of the eight", "garlic is an animal"],
    "are fewer than half animals, about half, or more": ["90 animals", "three quarters", "72 %"],
    "we put two columns side by side, 125 rows each": ["(125, 2)", "125 by 2"],
    "in the figure, the mask is `True` twice": ["0.4", "two of the five", "40 %"],
    "some things are longer than a meter, and lighter than 10 kg": ["birds", "flamingo", "peacock"],
    "Which fruit is the lone dot at the top": ["watermelon"],
    "What is the shape of `X.mean(axis=0)`": ["(2,)", "one mean for each"],
    "Which of the `baskets` below is the heaviest": ["third basket", "580"],
}
