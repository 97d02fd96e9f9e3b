"""SHOWS: the only part that knows Flask."""
