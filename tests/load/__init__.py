"""Many clients at once against real processes."""
