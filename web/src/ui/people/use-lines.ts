import { useEffect, useState } from 'react';
import type { LineView } from '../../../../src/signaling/protocol/index.ts';
import { useParts } from '../parts.tsx';

/** As seldom as figures change that one can act on. */
export const READ_EVERY_MS = 5_000;

/** Everybody's line, read again and again while this is shown; null: not known yet. */
export function useLines(): readonly LineView[] | null {
  const { call } = useParts();
  const [lines, setLines] = useState<readonly LineView[] | null>(null);
  useEffect(() => {
    let isShown = true;
    let isReading = false;
    const read = async () => {
      if (isReading || document.hidden) return;
      isReading = true;
      try {
        const reply = await call.request('lines:read', {});
        if (isShown) setLines(reply.lines);
      } catch {
        // Without a connection, or a worker that answers, what was known last stays; it is asked for again.
      } finally {
        isReading = false;
      }
    };
    void read();
    const timer = setInterval(() => void read(), READ_EVERY_MS);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [call]);
  return lines;
}
