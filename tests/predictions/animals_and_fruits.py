"""What must not be in sight in lesson animals_and_fruits before its cell has run, by prediction."""

ANSWERS = {
    "a network learns from most of these": ["snakes and garlic", "the ladybug"],
    "How many *different* pictures come back": ["once per call", "one!", "the same angle"],
    "of a hundred pictures that judge": ["splendid", "worth nothing", "sisters of the *same tile*"],
    "How many of a hundred will it get wrong": ["unseen species humble", "random split flatters, unseen"],
    "in how many of the eight is the snail": ["seven of eight", "7 of 8"],
    "who comes nearest to the network": ["two well-chosen numbers", "reaches 0.8", "at least 22 times"],
    "do they get better": ["they get worse", "is another thing to them"],
    "over 0.02, over 0.05": ["wide!", "over 0.12", "most of them overlap"],
    "of which of these three can we say": ["of length and mass we", "+0.05 may be luck"],
    "how many of your six are among them": ["snakes and garlic", "ladybug"],
    "in gray, which kind will suffer": ["gray is what elephants wear", "everything* is an animal", "do better in gray"],
    "does the error halve, fall a little, or stay": ["never by half", "0.12", "from 0.36"],
    "for each, what does it say, and how sure": ["sure of both", "wrong about both"],
    "how many errors": ["watermelon is still wrong", "0.16 is"],
}
