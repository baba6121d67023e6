/** Does something a while after it was asked for, once however often it was asked for meanwhile. */
export function gathered(work: () => void, ms: number): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    setTimeout(() => {
      isAsked = false;
      work();
    }, ms);
  };
}
