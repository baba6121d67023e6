/** Names this schema. Written by `npm run vectors`. */
export const SCHEMA_VERSION = "9e74343275a8";
