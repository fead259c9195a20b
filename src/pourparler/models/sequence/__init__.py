"""What delay costs: ceasefire first or deal first, and when the advancing side would stop."""
