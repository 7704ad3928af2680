"""Thin layers between the core and where people are: each translates in and out, and decides nothing."""
