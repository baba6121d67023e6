"""Names the schema of the editor. Written by `npm run vectors`."""

SCHEMA_VERSION = "9e74343275a8"
