"""Synthetic submissions: plausible in shape, about nobody, the same bytes for the same seed."""
