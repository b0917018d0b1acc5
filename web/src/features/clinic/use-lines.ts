import { useEffect, useState } from 'react';
import { useParts } from '../../ui/parts.tsx';
import { type Lines, LinesWatch, UNREAD } from './lines-watch.ts';

/** Everybody's line, read again and again while this is shown. */
export function useLines(): Lines {
  const { call } = useParts();
  const [lines, setLines] = useState(UNREAD);
  useEffect(() => {
    const watch = new LinesWatch({
      read: async () => (await call.request('lines:read', {})).lines,
      isHidden: () => document.hidden,
      changed: setLines,
    });
    return () => watch.close();
  }, [call]);
  return lines;
}
