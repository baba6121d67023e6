/** Calls back when the next frame has been drawn, with the milliseconds that this took. */
export function afterFrame(then: (drawing: number) => void): void {
  requestAnimationFrame(() => {
    const began = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      then(performance.now() - began);
    };
    port2.postMessage(null);
  });
}
