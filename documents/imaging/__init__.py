"""Making images safe and small, in a process that may die of them."""
