"""DECIDES: the rules, in plain values; standard library only, no clock, no files, no SQL."""
