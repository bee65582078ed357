"""Register to pages, pages to a site: a pure writer of Markdown, and MkDocs around it."""
