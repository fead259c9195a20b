"""What a settlement is worth to each party, and which packages are signable and durable."""
