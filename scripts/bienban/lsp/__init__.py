"""The language server: what `bienban check` says, while the thư ký types."""
