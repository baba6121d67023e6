/** Names this schema. Written by `npm run vectors`. */
export const SCHEMA_VERSION = "bbbaff202207";
