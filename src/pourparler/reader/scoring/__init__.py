"""How good the reader is: gold annotations, what the reader finds beside them, and scores."""
