import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capture, LocalSources } from '../../media/local-media.ts';
import { useLocalSources } from '../parts.tsx';
import { announce } from './announcer.tsx';

export const SHOWN_SOURCES = ['microphone', 'camera', 'screen'] as const;
export type ShownSource = (typeof SHOWN_SOURCES)[number];
export type Captures = Readonly<Record<ShownSource, Capture>>;

/**
 * What one's own microphone, camera and screen do, where a press that fails is said once more each time, with words
 * of its own. While it is tried again the last answer stays, instead of a flash.
 */
export function useCaptureFailures(failed?: (source: ShownSource) => void): Captures {
  const { t } = useTranslation();
  const sources = useLocalSources();
  const known = useRef(capturesOf(sources));
  const told = useRef(failed);
  useEffect(() => {
    told.current = failed;
  });
  useEffect(() => {
    const before = known.current;
    known.current = capturesOf(sources);
    for (const source of SHOWN_SOURCES) {
      const text = failureTextOf(source, known.current[source]);
      if (text === null || known.current[source] === before[source]) continue;
      announce(t(text), 'assertive');
      told.current?.(source);
    }
  }, [sources, t]);
  return useLastAnswers(sources);
}

function useLastAnswers(sources: LocalSources): Captures {
  const last = useRef(capturesOf(sources));
  const answers = capturesOf(sources);
  for (const source of SHOWN_SOURCES) if (answers[source].is === 'starting') answers[source] = last.current[source];
  useEffect(() => {
    last.current = answers;
  });
  return answers;
}

function capturesOf({ microphone, camera, screen }: LocalSources): Record<ShownSource, Capture> {
  return { microphone: microphone.capture, camera: camera.capture, screen: screen.capture };
}

/** Why it is not there; null: it is, or nobody wants it. */
export function failureTextOf(source: ShownSource, capture: Capture) {
  if (capture.is !== 'failed') return null;
  // Leaving the browser's choice of screens is an answer, not a problem.
  if (source === 'screen') return capture.problem === 'denied' ? null : 'capture.screen.failed';
  return `capture.${source}.${capture.problem}` as const;
}
