"""Names the schema of the editor. Written by `npm run vectors`."""

SCHEMA_VERSION = "12a5beba887b"
