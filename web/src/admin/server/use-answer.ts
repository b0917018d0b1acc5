import { useCallback, useEffect, useState } from 'react';
import { type Failure, failureOf } from '../../session/signaling.ts';
import { useAdmin, useWho } from '../admin-parts.tsx';
import type { Server } from './server.ts';

export type Answer<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'there'; readonly value: T }
  | { readonly is: 'failed'; readonly why: Failure };

const LOADING = { is: 'loading' } as const;

/** With the question that it answers. */
interface Kept<T> {
  readonly ask: Ask<T>;
  readonly answer: Answer<T>;
}

interface Asking<T> {
  readonly answer: Answer<T>;
  /** Asks anew; what is there stays until the answer comes. */
  readonly again: () => void;
  /** What one's own step has made of it. */
  readonly set: (value: T) => void;
}

type Ask<T> = (server: Server, signal: AbortSignal) => Promise<T>;

interface AskingOptions {
  /** Asks by itself so often while the page is looked at. */
  readonly everyMs?: number;
}

/** What the server says to a question. `ask` must stay the same while the question does. */
export function useAnswer<T>(ask: Ask<T>, { everyMs }: AskingOptions = {}): Asking<T> {
  const { server } = useAdmin();
  const isSignedIn = useWho().is === 'signed-in';
  const [kept, setKept] = useState<Kept<T>>({ ask, answer: LOADING });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew with each turn
  useEffect(() => {
    // After signing in again the question is asked again.
    if (!isSignedIn) return;
    const gone = new AbortController();
    ask(server, gone.signal).then(
      (value) => !gone.signal.aborted && setKept({ ask, answer: { is: 'there', value } }),
      (error) => {
        if (gone.signal.aborted) return;
        const why = failureOf(error);
        // What was there is old, and better than nothing; the next turn may bring it.
        const isPassing = why.code === 'OFFLINE' || why.code === 'NO_ANSWER' || why.code === 'SIGNED_OUT';
        setKept((before) =>
          before.ask === ask && before.answer.is === 'there' && isPassing
            ? before
            : { ask, answer: { is: 'failed', why } },
        );
      },
    );
    return () => gone.abort();
  }, [ask, server, isSignedIn, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  useEffect(() => {
    if (everyMs === undefined) return;
    const refresh = () => !document.hidden && again();
    const timer = setInterval(refresh, everyMs);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [everyMs, again]);
  const set = useCallback((value: T) => setKept({ ask, answer: { is: 'there', value } }), [ask]);
  // Of another question nothing is known yet.
  return { answer: kept.ask === ask ? kept.answer : LOADING, again, set };
}
