import { useEffect, useMemo, useRef } from 'react';
import { NO_SPEAKER, speakerNews, speakerOf } from '../../media/devices/speaker.ts';
import { useDevices, useParts, useSettings } from '../parts.tsx';

/** Where sound is played. That the chosen speaker is gone, or back, is said. */
export function useSpeaker(): string {
  const { call } = useParts();
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
  return speaker.sinkId;
}
