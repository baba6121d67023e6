import { remove } from "../offline/kept";

/** Every IndexedDB database that holds a document begins with this; the server names them. */
const PREFIX = "collab:";

/** Clears what this browser keeps of the documents, before its person signs out. */
export function watchSignOut(): void {
  document.addEventListener("submit", async (event) => {
    const form = event.target as HTMLFormElement;
    if (!("signOut" in form.dataset)) return;
    event.preventDefault();
    await clearDocuments();
    form.submit();
  });
}

/** Deletes the stored documents; one still open in another tab goes when that tab closes. */
async function clearDocuments(): Promise<void> {
  const databases = await indexedDB.databases();
  const names = databases.map(({ name }) => name ?? "").filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.map(remove));
}
