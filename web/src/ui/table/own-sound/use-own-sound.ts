import { useEffect, useRef, useState } from 'react';
import type { TableState } from '../../../call/call-state.ts';
import { isHeard } from '../../../call/line/own-line.ts';
import { ownView } from '../../../call/meeting/own-view.ts';
import { useParts } from '../../parts.tsx';
import { NO_NOISE, refereed } from './noise-referee.ts';
import { NoiseReporter } from './noise-reporter.ts';
import { goesOn, NO_TROUBLE, type OwnSoundTrouble, ownSound } from './own-sound.ts';

/** What lasts and what is over is seen by looking, since a microphone that goes on as it was says nothing new. */
const LOOK_EVERY_MS = 1_000;

interface OwnSound {
  readonly trouble: OwnSoundTrouble | null;
  /** At this very moment; else it may be read again. */
  readonly isOngoing: boolean;
}

/** What one's own microphone does, and its owner may not know; null: nothing. What disturbs for long the chair is shown. */
export function useOwnSound(table: TableState): OwnSound {
  const { local, call } = useParts();
  const memory = useRef(NO_TROUBLE);
  const noise = useRef(NO_NOISE);
  const latest = useRef(table);
  const [trouble, setTrouble] = useState<OwnSoundTrouble | null>(null);
  const [isOngoing, setOngoing] = useState(false);
  const [reporter] = useState(() => new NoiseReporter((isNoise) => call.request('noise:report', { isNoise })));
  const sent = ownView(table)?.producers.find(({ source }) => source === 'microphone');
  useEffect(() => {
    latest.current = table;
  });
  // Off and on is over before the next look.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whichever of them changes
  useEffect(() => reporter.forget(), [reporter, sent?.id, sent?.paused]);
  useEffect(() => {
    const look = () => {
      const { microphone } = local.getSnapshot();
      const now = performance.now();
      const { speaking, self } = latest.current;
      memory.current = ownSound(memory.current, microphone, now);
      const isSending = isHeard(latest.current);
      noise.current = refereed(noise.current, {
        isSending,
        hears: microphone.note?.hears ?? 'quiet',
        doOthersSpeak: [...speaking.ids].some((id) => id !== self.participantId),
        now,
      });
      void reporter.look({ isSending, isNoise: noise.current.isChairTold, now });
      setTrouble(memory.current.trouble ?? (noise.current.isOwnerTold ? 'noise' : null));
      setOngoing(goesOn(memory.current, now));
    };
    look();
    const unsubscribe = local.subscribe(look);
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  }, [local, reporter]);
  return { trouble, isOngoing };
}
