"""Names the schema of the editor. Written by `npm run vectors`."""

SCHEMA_VERSION = "b9580384ad06"
