/** Far shorter than what a console is forgotten after, and rare enough to cost nothing. */
const AT_MOST_EVERY_MS = 60_000;
const SIGNS = ['pointerdown', 'keydown'] as const;

interface Touches {
  addEventListener(sign: (typeof SIGNS)[number], listener: () => void, options: { capture: true }): void;
}

/** Tells the server that somebody is at this console, whatever they touch it for. */
export function tellAttending(touches: Touches, tell: () => void): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  const touched = () => {
    const now = performance.now();
    if (now - toldAt < AT_MOST_EVERY_MS) return;
    toldAt = now;
    tell();
  };
  for (const sign of SIGNS) touches.addEventListener(sign, touched, { capture: true });
}
