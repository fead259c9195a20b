"""Settling a case: inputs to draws, draws to designs, designs to shares, shares to an answer."""
