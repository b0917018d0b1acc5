import { useEffect, useRef } from 'react';
import { useLocalSources, useSettings } from '../../parts.tsx';
import { playChime } from '../../standing/chime.ts';
import { type ToneMemory, toneOf } from './microphone-tone.ts';

/** Says by a tone that one's microphone went on or off, whoever has done it, where that is wanted. */
export function useMicrophoneTone(): void {
  const { microphone } = useLocalSources();
  const { microphoneTone, speakerId } = useSettings();
  const memory = useRef<ToneMemory>(null);
  useEffect(() => {
    const { known, tone } = toneOf(memory.current, microphone);
    memory.current = known;
    if (tone !== null && microphoneTone) playChime(tone, speakerId);
  }, [microphone, microphoneTone, speakerId]);
}
