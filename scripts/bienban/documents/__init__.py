"""Text to typed, positioned data: one pure function per file, bytes to document and problems."""
