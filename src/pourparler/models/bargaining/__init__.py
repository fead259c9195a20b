"""What the field's own models say of the same positions: forecasts, never prescriptions."""
