"""The helper package behind the notebooks of mlcourse; importing it costs nothing."""
