"""Names the schema of the editor. Written by `npm run vectors`."""

SCHEMA_VERSION = "026470b29ff6"
