"""What must not be in sight in lesson animals_and_fruits before its cell has run, by prediction."""

ANSWERS = {
    "a network learns from most of these": ["snakes and garlic", "the ladybug"],
    "of a hundred pictures that judge": ["splendid", "worth nothing", "dozens of sisters"],
    "trained for two epochs or for six": ["six is better", "better after six", "the two may be even"],
    "Of a hundred pictures of species never seen": ["random split flatters", "make it humble"],
    "in how many of the eight is the snail": ["seven of eight", "7 of 8"],
    "who comes nearest to the network": ["two well-chosen numbers", "reaches 0.8", "at least 22 times"],
    "over 0.02, over 0.05": ["wide!", "over 0.12", "most of them overlap"],
    "of which of these three can we say": ["of length and mass we", "+0.05 may be luck"],
    "do copies make the rivals better or worse": ["the neighbors get *worse*", "seven of eight repeats", "*not shown*"],
    "how many in a hundred are wrong": ["over four", "two in a *thousand*"],
    "how many of your six are among them": ["snakes and garlic", "ladybug"],
    "in gray, which kind will suffer": ["gray is what elephants wear", "everything* is an animal", "do better in gray"],
    "nearer to the second number above": ["light, dark and shape", "leaned on color", "by far: 0.87"],
    "does the error halve, fall a little, or stay": ["never by half", "somewhat more than a quarter"],
    "Is that enough to beat our own network": ["nearly: 0.94", "begins *at* zero", "with more things we might"],
    "what does our network say of each": ["sure of both", "wrong about both", "borrowed one is less sure"],
    "how many errors": ["watermelon is still wrong", "0.16 is"],
}
