import { useEffect, useMemo, useRef } from 'react';
import { lookForSpeakers, NO_SPEAKER, speakerNews, speakerOf } from '../../media/devices/speaker.ts';
import { useDevices, useParts, useSettings } from '../parts.tsx';

/** Linux tells browsers neither of Bluetooth nor of a sound server's own: that a chosen speaker has gone, or is back, must be looked for. */
const LOOK_EVERY_MS = 3_000;

/** Where sound is played. That the chosen speaker is gone, or back, is said. */
export function useSpeaker(): string {
  const { call, devices } = useParts();
  const { speakerId } = useSettings();
  const { speakers } = useDevices();
  const known = useRef(NO_SPEAKER);
  const speaker = useMemo(() => speakerOf(known.current, speakerId, speakers), [speakerId, speakers]);
  useEffect(() => {
    const news = speakerNews(known.current, speaker);
    known.current = speaker;
    if (news === null) return;
    const label = speakers.find(({ id }) => id === speaker.chosen)?.label ?? '';
    call.seat.tell({ kind: `device-${news}`, source: 'speaker', label });
  }, [call, speaker, speakers]);
  useEffect(() => {
    if (speakerId === null) return;
    const looks = setInterval(() => void lookForSpeakers(devices), LOOK_EVERY_MS);
    return () => clearInterval(looks);
  }, [devices, speakerId]);
  return speaker.sinkId;
}
