import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { useParts } from '../parts.tsx';
import { pipPart } from './late-pip.ts';

/** As Chromium has it (https://wicg.github.io/document-picture-in-picture/); the types do not know it yet. */
interface DocumentPictureInPicture {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>;
}

/** CSS pixels at first: a picture and one row of buttons. */
const SIZE = { width: 340, height: 300 };

interface Pip {
  /** Where the browser has it. */
  readonly isOffered: boolean;
  /** The small window over all others; null: there is none. */
  readonly window: Window | null;
  /** To be called from a press. */
  readonly open: () => Promise<void>;
  readonly close: () => void;
}

const PipContext = createContext<Pip | null>(null);

/** The meeting in a small window over all others, as long as one is at the table. */
export function PipProvider({ children }: { readonly children: ReactNode }) {
  const { call } = useParts();
  const [window, setWindow] = useState<Window | null>(null);
  const api = apiOf();
  const open = useCallback(async () => {
    if (api === null) return;
    try {
      await pipPart.load();
      const opened = await api.requestWindow(SIZE);
      opened.addEventListener('pagehide', () => setWindow(null), { once: true });
      setWindow(opened);
    } catch {
      // Refused, or its code did not come: the meeting stays where it is.
    }
  }, [api]);
  useEffect(() => {
    if (window === null) return;
    // The page lies behind others, and its pictures are seen all the same.
    const seen = () => call.setPageHidden(false);
    document.addEventListener('visibilitychange', seen);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      call.setPageHidden(document.hidden);
      window.close();
    };
  }, [call, window]);
  const pip = useMemo(
    () => ({ isOffered: api !== null, window, open, close: () => window?.close() }),
    [api, window, open],
  );
  return <PipContext value={pip}>{children}</PipContext>;
}

export function usePip(): Pip {
  const pip = useContext(PipContext);
  if (pip === null) throw new Error('rendered outside of PipProvider');
  return pip;
}

function apiOf(): DocumentPictureInPicture | null {
  return (globalThis as { documentPictureInPicture?: DocumentPictureInPicture }).documentPictureInPicture ?? null;
}
