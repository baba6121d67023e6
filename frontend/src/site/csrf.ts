/**
 * The token that proves to Django that a change was asked for by one of its own pages.
 *
 * A page that was kept for use without a server has none of its own; the cookie's serves as well.
 */
export function csrfToken(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]');
  return meta?.content ?? /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}
