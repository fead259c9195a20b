"""The reader turns a dated report into attributed statements."""
