"""Commands for operators; `services/` does the work."""
