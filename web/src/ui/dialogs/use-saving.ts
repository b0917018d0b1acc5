import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Failure, failureOf } from '../../session/signaling.ts';
import { failureText } from '../hooks/use-failure-text.ts';
import { useNoticeBoard } from '../notices/use-board.tsx';
import { announce } from '../standing/announcer.tsx';

interface Saving {
  readonly isSaving: boolean;
  /** What was typed is still there when it fails, to be tried again. */
  readonly save: (step: () => Promise<unknown>, onFailed: (failure: Failure) => void) => Promise<void>;
}

/**
 * What a dialog of the table saves before it closes. Whoever has closed it meanwhile may have opened something else, which
 * stays; that it has failed is told at the table then.
 */
export function useSaving(onClose: () => void): Saving {
  const { t } = useTranslation();
  const board = useNoticeBoard();
  const [isSaving, setSaving] = useState(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const save: Saving['save'] = async (step, onFailed) => {
    setSaving(true);
    try {
      await step();
      if (!isGone.current) onClose();
    } catch (error) {
      const failure = failureOf(error);
      if (isGone.current) {
        if (board.post({ kind: 'failed', failure })) announce(failureText(t, failure), 'assertive');
        return;
      }
      onFailed(failure);
      setSaving(false);
    }
  };
  return { isSaving, save };
}
