"""What the bí thư does: see in words what a branch brings, and approve or return it."""
