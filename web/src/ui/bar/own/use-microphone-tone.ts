import { useEffect, useRef } from 'react';
import { isOn } from '../../../media/devices/local/local-source.ts';
import { useLocalSources, useSettings } from '../../parts.tsx';
import { playChime } from '../../standing/chime.ts';

/** Says by a tone that one's microphone went on or off, whoever has done it, where that is wanted. */
export function useMicrophoneTone(): void {
  const { microphone } = useLocalSources();
  const { microphoneTone, speakerId } = useSettings();
  // One that only begins is neither.
  const state = microphone.capture.is === 'starting' ? null : isOn(microphone);
  const known = useRef(state);
  useEffect(() => {
    if (state === null || state === known.current) return;
    const before = known.current;
    known.current = state;
    if (before !== null && microphoneTone) playChime(state ? 'on' : 'off', speakerId);
  }, [state, microphoneTone, speakerId]);
}
