"""New documents and new workspaces: text made from what the register knows, and safe writing."""
