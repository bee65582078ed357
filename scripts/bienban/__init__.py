"""bienban keeps the minute book of a Party cell as code."""

__version__ = "0.1.0"
