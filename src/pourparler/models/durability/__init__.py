"""Whether a signed peace would hold: the decision to attack again, hazard and survival."""
