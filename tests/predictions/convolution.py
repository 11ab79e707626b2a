"""What must not be in sight in lesson convolution before its cell has run, by prediction."""

ANSWERS = {
    "From which of its eight columns to the next": ["fifth to the sixth", "by about 60"],
    "is the sum positive or negative": ["it gets brighter from left to right", "is positive"],
    "which of the two will draw the tower's columns": ["draws what *stands*", "draws what stands", "rims ="],
    "by which factor is it faster than your two loops": ["more than a hundred, as a rule", "hundred times"],
    "What must the nine weights sum to": ["sum to 1", "sum must be 1", "1 keeps it"],
    "What will *our* result look like": ["on its head", "upside down", "turned kernel"],
    "at how many with padding 1 and stride 2": ["at four", "four places"],
    "Which shape comes out": ["(2, 5, 6, 7)", "6 × 7", "five maps each"],
    "What will be highest in the first map": ["in the first map the roofs", "the roofs are highest"],
    "how many weights has the dense layer": ["566", "the window saves work"],
    "How many of them are not 0": ["144"],
    "What happens to the feature map": ["it moves along", "moved along", "the map moves"],
    "in which of the two does it leave more": ["in the photograph nearly all", "in the dust a third"],
    "how many pixels of the photograph does *one* number see": ["5 × 5:", "25 pixels"],
    "without pooling, one pixel to the side changes": ["softens", "by about 50", "every second one"],
    "How many numbers are in the flat row": ["864", "96 maps of 3 × 3", "to 3 × 3"],
    "which convolution has the most multiplications": ["the third: the maps", "the third has the most"],
    "of how many does the network name the right one": ["one in ten, as by guessing", "about 30"],
    "after 1,000 steps, what will the nine numbers be": ["the lost ones", "a kernel can be learned"],
}
