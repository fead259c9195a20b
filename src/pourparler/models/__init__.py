"""The models reckon: arrays in, frozen results out; no files, clock or hidden randomness."""
