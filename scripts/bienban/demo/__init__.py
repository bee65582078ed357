"""A workspace with a real history, made out of the sample cell: to look at, and to test with."""
