"""The rule book: one module per code, an explicit sorted registry, and the engine that runs it."""
