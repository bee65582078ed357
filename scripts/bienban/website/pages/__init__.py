"""The pages of the site, one module per kind; every function is pure."""
