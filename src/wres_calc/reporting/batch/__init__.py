"""What is told of a batch as a whole."""
