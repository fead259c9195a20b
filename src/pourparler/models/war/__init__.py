"""What fighting on is worth: the alternative to every agreement."""
