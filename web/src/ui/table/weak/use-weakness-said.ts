import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Degree, type Weakness, worstOf } from '../../../call/line/own-line.ts';
import { announce } from '../../standing/announcer.tsx';
import { weakText } from './weak-text.ts';

/** Says what is weak about one's own line, and again only when it becomes worse; be its notice in sight or not. */
export function useWeaknessSaid(weakness: Weakness | null, isMuted: boolean): void {
  const { t } = useTranslation();
  const worst = useRef<Degree | null>(null);
  useEffect(() => {
    const before = worst.current;
    worst.current = worstOf(before, weakness);
    if (weakness !== null && worst.current !== before) announce(weakText(t, weakness, isMuted));
  }, [t, weakness, isMuted]);
}
