"""Names the schema of the editor. Written by `npm run vectors`."""

SCHEMA_VERSION = "29dc920b6b44"
