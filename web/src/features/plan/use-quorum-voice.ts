import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Presence } from '../../../../src/protocol/index.ts';
import { announce } from '../../ui/standing/announcer.tsx';

/** A reload is over by then: who is back at once was not gone. */
const SAID_AFTER_MS = 3_000;

/** Says once when enough are no longer here to decide, and once when they are again; the sign tells it all the time. */
export function useQuorumVoice(presence: Presence | null, isChairing: boolean): void {
  const { t } = useTranslation();
  const isMet = presence?.quorum?.isMet ?? null;
  // What is so when one comes is there to be read.
  const known = useRef(isMet);
  const say = useRef(() => {});
  useEffect(() => {
    say.current = () => {
      if (!presence?.quorum) return;
      const { present, expected, quorum } = presence;
      const text = t(quorum.isMet ? 'plan.saidMet' : 'plan.saidMissed', { present, expected, needed: quorum.needed });
      announce(text, isChairing && !quorum.isMet ? 'assertive' : 'polite');
    };
  });
  useEffect(() => {
    if (isMet === null || known.current === null) known.current = isMet;
    if (isMet === known.current) return;
    const timer = setTimeout(() => {
      known.current = isMet;
      say.current();
    }, SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isMet]);
}
