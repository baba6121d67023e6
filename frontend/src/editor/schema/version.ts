/** Names this schema. Written by `npm run vectors`. */
export const SCHEMA_VERSION = "b9580384ad06";
