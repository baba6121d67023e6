/** Says why the document is out of reach, as far as its reader may know. */

const PATIENCE_MS = 2000;

/** Shows the template's notice; whoever was signed in at this page and is no more is told just that. */
export async function tellOfLoss(notice: HTMLElement): Promise<void> {
  const login = notice.querySelector<HTMLAnchorElement>("a[data-signed-out]");
  if (login && (await isAskedToSignIn(login.href))) {
    login.search = new URLSearchParams({ next: location.pathname }).toString();
    for (const part of notice.querySelectorAll<HTMLElement>(":scope > *")) {
      part.hidden = part.dataset.signedOut === undefined;
    }
  }
  notice.hidden = false;
}

/** Whoever is signed in is sent on from there. */
async function isAskedToSignIn(login: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return (await fetch(login, { redirect: "manual", signal })).ok;
  } catch {
    return false;
  }
}
