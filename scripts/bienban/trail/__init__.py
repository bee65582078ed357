"""The approval trail: who approved which bytes, in which role, on which day, read from Git."""
