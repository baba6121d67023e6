"""The live document editor: the application."""
