import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../../src/protocol/index.ts';
import type { TableState } from '../../../call/call-state.ts';
import { announce } from '../../../ui/standing/announcer.tsx';
import { QuietBoundary } from '../../../ui/standing/broken.tsx';
import { Name } from '../../../ui/text/name.tsx';
import type { ShownReaction } from '../hands-state.ts';
import { ReactionIcon } from './reaction-icons.tsx';
import { reactionSummary } from './reaction-summary.ts';
import styles from './reactions.module.css';

/** Long enough to see who it was. */
const SHOWN_MS = 5_000;
/** A clapping room is said in one sentence, and not again before this. */
const SAY_EVERY_MS = 6_000;
/** The rest would cover the pictures. */
const MOST_AT_ONCE = 6;

/** Signs that people send, in the corner of the pictures; they go by themselves. */
export function Reactions({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const shown = useFading(table.reactions);
  useSpoken(table.reactions, (reactions) => reactionSummary(t, reactions, table.participants));
  const people = new Map(table.participants.map((participant) => [participant.id, participant]));
  return (
    <ul className={styles.reactions} aria-hidden>
      {shown.slice(-MOST_AT_ONCE).map(({ key, participantId, reaction }) => (
        <QuietBoundary key={key} next={key}>
          <li data-reaction={reaction}>
            <ReactionIcon reaction={reaction} size={28} />
            <span>
              <Sender of={people.get(participantId)} />
            </span>
          </li>
        </QuietBoundary>
      ))}
    </ul>
  );
}

/** Whoever has left meanwhile has no name any more. */
function Sender({ of }: { readonly of: ParticipantView | undefined }) {
  return of ? <Name of={of} /> : null;
}

/** Those of the last seconds; what was there before one came is not shown again. */
function useFading(reactions: readonly ShownReaction[]): readonly ShownReaction[] {
  const newest = useRef(reactions.at(-1)?.key ?? 0);
  const [shown, setShown] = useState<readonly ShownReaction[]>([]);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const fresh = reactions.filter(({ key }) => key > newest.current);
    const last = fresh.at(-1);
    if (!last) return;
    newest.current = last.key;
    setShown((before) => [...before, ...fresh]);
    const keys = new Set(fresh.map(({ key }) => key));
    const timer = setTimeout(() => {
      timers.current.delete(timer);
      setShown((before) => before.filter(({ key }) => !keys.has(key)));
    }, SHOWN_MS);
    timers.current.add(timer);
  }, [reactions]);
  useEffect(() => {
    const all = timers.current;
    return () => {
      for (const timer of all) clearTimeout(timer);
      all.clear();
    };
  }, []);
  return shown;
}

/** The first at once, those that follow together. */
function useSpoken(
  reactions: readonly ShownReaction[],
  summary: (reactions: readonly ShownReaction[]) => string,
): void {
  const said = useRef(reactions.at(-1)?.key ?? 0);
  const saidAt = useRef(Number.NEGATIVE_INFINITY);
  const say = useRef(summary);
  useEffect(() => {
    say.current = summary;
  });
  useEffect(() => {
    const fresh = reactions.filter(({ key }) => key > said.current);
    const last = fresh.at(-1);
    if (!last) return;
    const timer = setTimeout(
      () => {
        said.current = last.key;
        saidAt.current = performance.now();
        announce(say.current(fresh));
      },
      Math.max(0, saidAt.current + SAY_EVERY_MS - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [reactions]);
}
