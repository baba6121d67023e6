/** Where what leans on one browser's ways was tried: Chromium on desks. */
export function isChromiumOnDesk(): boolean {
  const { userAgent } = navigator;
  return /Chrome\//.test(userAgent) && !/Android/.test(userAgent);
}
