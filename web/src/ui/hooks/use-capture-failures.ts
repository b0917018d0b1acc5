import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaptureProblem } from '../../media/devices/capture.ts';
import type { Capture, LocalSources } from '../../media/devices/local/local-source.ts';
import type { TreatmentProblem } from '../../media/treatment/treatment.ts';
import { useLocalSources } from '../parts.tsx';
import { announce } from '../standing/announcer.tsx';

export const SHOWN_SOURCES = ['microphone', 'camera', 'screen'] as const;
export type ShownSource = (typeof SHOWN_SOURCES)[number];
export type Captures = Readonly<Record<ShownSource, Capture>>;

/** The failures that stood on the screen at the door, in the lobby or at the table. */
const said = new WeakSet<Capture>();

/**
 * What one's own microphone, camera and screen do, where a press that fails is said once more each time, with words
 * of its own. While it is tried again the last answer stays, instead of a flash.
 */
export function useCaptureFailures(failed?: (source: ShownSource) => void): Captures {
  const { t } = useTranslation();
  const sources = useLocalSources();
  const known = useRef<Captures>(null);
  const told = useRef(failed);
  useEffect(() => {
    told.current = failed;
  });
  useEffect(() => {
    const before = known.current;
    const now = capturesOf(sources);
    known.current = now;
    for (const source of SHOWN_SOURCES) {
      const capture = now[source];
      const text = failureTextOf(source, capture);
      // What was there already when one came here was said where one came from, or nowhere yet.
      if (text === null || (before === null ? said.has(capture) : before[source] === capture)) continue;
      said.add(capture);
      announce(t(text), 'assertive');
      told.current?.(source);
    }
  }, [sources, t]);
  return useLastAnswers(sources);
}

/** Of these whether they were said before one came here. */
export function useSaidBefore(captures: Captures): (source: ShownSource) => boolean {
  const [before] = useState(() => Object.values(captures).filter((capture) => said.has(capture)));
  return (source) => before.includes(captures[source]);
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

const OFF: Capture = { is: 'off' };

/** What nobody wants has no failure that is worth a word. */
function capturesOf({ microphone, camera, screen }: LocalSources): Record<ShownSource, Capture> {
  const of = ({ wanted, capture }: LocalSources[ShownSource]) => (wanted || capture.is !== 'live' ? capture : OFF);
  return { microphone: of(microphone), camera: of(camera), screen: of(screen) };
}

/** Why there is nothing of it; null: there is, or nobody wants it. */
export function failureTextOf(source: ShownSource, capture: Capture) {
  if (source === 'screen') return capture.is === 'failed' ? screenTextOf(capture.problem) : null;
  if (capture.is === 'live' && capture.isHeld) return `capture.${source}.held` as const;
  if (capture.is !== 'failed') return null;
  const { problem } = capture;
  if (isRefusal(problem)) return `capture.camera.${problem}` as const;
  return `capture.${source}.${problem}` as const;
}

/** The device is fine; what comes from it may not go out. */
export function isRefusal(problem: CaptureProblem | TreatmentProblem): problem is TreatmentProblem {
  return problem === 'slow' || problem === 'unsupported';
}

function screenTextOf(problem: CaptureProblem | TreatmentProblem) {
  switch (problem) {
    case 'denied':
      // Leaving the browser's choice of screens is an answer, not a problem.
      return null;
    case 'system':
      return 'capture.screen.system';
    default:
      return 'capture.screen.failed';
  }
}
