/** Names this schema. Written by `npm run vectors`. */
export const SCHEMA_VERSION = "29dc920b6b44";
