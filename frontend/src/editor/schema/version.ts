/** Names this schema. Written by `npm run vectors`. */
export const SCHEMA_VERSION = "5fac832bf6d0";
