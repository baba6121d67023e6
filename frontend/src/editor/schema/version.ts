/** Names this schema. Written by `npm run vectors`. */
export const SCHEMA_VERSION = "026470b29ff6";
