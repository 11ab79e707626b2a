"""What must not be in sight in lesson animals_and_fruits before its cell has run, by prediction."""

ANSWERS = {
    "a network learns from most of these": ["snakes and garlic", "the ladybug"],
    "of a hundred pictures that judge": ["splendid", "worth nothing", "fifty sisters", "7 in a hundred"],
    "how many will the better of the two get wrong": ["16 %", "16%", "twice as many", "six epochs are", "may be even"],
    "about as many as on the validation species": ["random split flatters", "flatters little", "make it humble"],
    "in how many of the eight is the snail": ["seven of eight", "7 of 8"],
    "which columns do best among the rivals": ["two well-chosen numbers", "reaches 0.8", "at least 22 times"],
    "over 0.02, over 0.05": ["from 0.82", "over 0.1.", "most of them overlap"],
    "of which of these three can we say": ["of length and mass we", "+0.05 may be luck"],
    "do copies make the rivals better or worse": ["get *worse*", "barely shown", "stay far behind"],
    "can we *say* that copies help it": ["seven of eight repeats", "*not shown*", "ahead by 0.04"],
    "how many in a hundred are wrong": ["over four", "two in a *thousand*", "eight things only", "seven in a hundred"],
    "how many of your six are among them": ["snakes and garlic", "ladybug"],
    "in gray, which kind will suffer": ["gray is what elephants wear", "everything* is an animal", "do better in gray"],
    "nearer to the network's own in color": ["light, dark and shape", "part of the reason", "by far: 0.87", "14.5"],
    "does the error halve, fall by less than half, or stay": ["a good quarter", "more often than not"],
    "is that enough to beat our own network": ["quite shown", "has 0.94", "begins *at* zero", "for a fruit, in all"],
    "what does our network say of each": ["sure of both", "wrong about both", "borrowed one is less sure"],
    "how many errors": ["watermelon is still wrong", "0.16 is"],
}
