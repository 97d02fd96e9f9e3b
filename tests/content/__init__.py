"""Tests of the rights pages: their rules, their loading, and finding them."""
