"""Ratios measured in one run; the machine is noisy, so no figure here is a test."""
