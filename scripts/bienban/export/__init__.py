"""Official papers: one DOCX a document, in the Party's layout, from one pandoc run a batch."""
