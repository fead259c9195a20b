"""Uncertain inputs carried through: ranges, draws, shares, drivers, break-evens, order."""
