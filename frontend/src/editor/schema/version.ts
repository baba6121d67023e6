/** Names this schema. Written by `npm run vectors`. */
export const SCHEMA_VERSION = "12a5beba887b";
