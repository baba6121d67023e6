/** The codes with which the server closes a WebSocket; `documents/core/close_codes.py` says more. */
export const CLOSE_CODES = {
  UNSUPPORTED_DATA: 1003,
  TOO_BIG: 1009,
  TRY_AGAIN: 1013,
  ACCESS_CHANGED: 4205,
  MALFORMED: 4400,
  UNAUTHENTICATED: 4401,
  FORBIDDEN: 4403,
} as const;

/** Whether the close says that this person may not be here; a new attempt would end the same. */
export function meansNoAccess(code: number): boolean {
  return code === CLOSE_CODES.FORBIDDEN || code === CLOSE_CODES.UNAUTHENTICATED;
}

/** Whether the close says that the server will not take what this client sends. */
export function meansRefusal(code: number): boolean {
  return code === CLOSE_CODES.MALFORMED || code === CLOSE_CODES.TOO_BIG;
}

/** Whether the close says that the server is there, but cannot serve the document now. */
export function meansUnavailable(code: number): boolean {
  return code === CLOSE_CODES.TRY_AGAIN;
}
