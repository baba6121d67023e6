// Runs in the page before anything else: notes what the browser tells of speed and stability.
window.seen = { keys: [], presented: new Map(), shifts: [], longTasks: [], ready: null };

// The browser's own account: from the key to the presentation of the next frame, in steps of
// 8 ms. What takes less than 16 ms it does not report.
new PerformanceObserver((list) => {
  for (const { name, startTime, duration } of list.getEntries()) {
    if (name === "keydown") seen.presented.set(startTime, duration);
  }
}).observe({ type: "event", durationThreshold: 16 });

new PerformanceObserver((list) => {
  for (const { value, startTime, hadRecentInput, sources } of list.getEntries()) {
    const nodes = sources.map(({ node }) => node?.id || node?.className || node?.nodeName);
    seen.shifts.push({ value, startTime, hadRecentInput, nodes });
  }
}).observe({ type: "layout-shift", buffered: true });

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    seen.longTasks.push([startTime, duration]);
  }
}).observe({ type: "longtask", buffered: true });

// Ours: until the main thread is through with the frame in which the key is painted, and how long it
// had to wait meanwhile until that frame was due.
const channel = new MessageChannel();
const framed = [];
let latest = {};
let onPainted = () => {};
channel.port1.onmessage = () => {
  const painted = performance.now();
  for (const { start, handled, due } of framed.splice(0)) {
    seen.keys.push({ start, painted, idle: Math.max(0, due - handled) });
  }
  onPainted();
};
// Resolves when so many keys have been painted.
window.painted = (count) =>
  new Promise((resolve) => {
    onPainted = () => seen.keys.length >= count && resolve();
    onPainted();
  });
addEventListener(
  "keydown",
  ({ timeStamp }) => {
    const key = { start: timeStamp, handled: timeStamp };
    latest = key;
    requestAnimationFrame((due) => {
      framed.push({ ...key, due });
      channel.port2.postMessage(null);
    });
  },
  true,
);
addEventListener("input", () => {
  latest.handled = performance.now();
});

document.addEventListener("focusin", ({ target }) => {
  if (!target.classList.contains("ProseMirror") || seen.ready) return;
  seen.ready = performance.now();
  cursorIsInText();
});
