"""How fast the editor is in Chromium: opening a long document, and typing in it with others."""
