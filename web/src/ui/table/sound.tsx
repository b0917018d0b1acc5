import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { RemoteTrack } from '../../call/media/ports.ts';
import { PlayedVoice } from '../../media/devices/played-voice.ts';
import { useDeviceLooks } from '../hooks/use-device-looks.ts';
import { useParts } from '../parts.tsx';
import { QuietBoundary } from '../standing/broken.tsx';
import { useSpeaker } from './use-speaker.ts';

interface SoundState {
  /** The browser wants a press before it plays anything. */
  readonly blocked: boolean;
  /** To be called from a press. */
  readonly play: () => void;
}

const SoundContext = createContext<SoundState | null>(null);

export function useSound(): SoundState {
  const sound = useContext(SoundContext);
  if (sound === null) throw new Error('rendered outside of Sound');
  return sound;
}

interface SoundProps {
  readonly tracks: ReadonlyMap<string, RemoteTrack>;
  readonly children: ReactNode;
}

/** Some browsers hold back pictures as well, and any press lets them play: a muted one that stands still says nothing of why. */
function usePicturesAfterPress(): void {
  useEffect(() => {
    const play = () => {
      for (const video of document.querySelectorAll<HTMLVideoElement>('video[data-source]')) {
        if (video.paused) video.play().catch(() => {});
      }
    };
    const presses = ['click', 'keydown'] as const;
    for (const press of presses) document.addEventListener(press, play, true);
    return () => {
      for (const press of presses) document.removeEventListener(press, play, true);
    };
  }, []);
}

/** Plays everyone's sound, around everything that is drawn: what breaks there leaves the sound as it is. */
export function Sound({ tracks, children }: SoundProps) {
  usePicturesAfterPress();
  useDeviceLooks();
  const [refused, setRefused] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const sinkId = useSpeaker();
  const sounds = [...tracks].filter(([, { kind }]) => kind === 'audio');
  const blocked = refused && sounds.length > 0;
  const state = useMemo(
    () => ({
      blocked,
      play: () => {
        setRefused(false);
        setAttempt((before) => before + 1);
      },
    }),
    [blocked],
  );
  return (
    <SoundContext value={state}>
      {children}
      <div hidden>
        {sounds.map(([producerId, { track }]) => (
          <QuietBoundary key={producerId} next={track}>
            <Voice track={track} attempt={attempt} sinkId={sinkId} onRefused={() => setRefused(true)} />
          </QuietBoundary>
        ))}
      </div>
    </SoundContext>
  );
}

interface VoiceProps {
  readonly track: MediaStreamTrack;
  readonly attempt: number;
  readonly sinkId: string;
  readonly onRefused: () => void;
}

function Voice({ track, attempt, sinkId, onRefused }: VoiceProps) {
  const { devices } = useParts();
  const ref = useRef<HTMLAudioElement>(null);
  const voice = useRef<PlayedVoice>(null);
  const refused = useRef(onRefused);
  useEffect(() => {
    const audio = ref.current;
    if (!audio) return;
    const played = new PlayedVoice({
      audio,
      track,
      refused: () => refused.current(),
      lost: () => devices.look(),
    });
    voice.current = played;
    return () => played.close();
  }, [track, devices]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new track and a press of the button are what to play after
  useEffect(() => voice.current?.play(), [track, attempt]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new track is played on the same
  useEffect(() => voice.current?.turnTo(sinkId), [track, sinkId]);
  // biome-ignore lint/a11y/useMediaCaption: live speech of a meeting has no caption track
  return <audio ref={ref} autoPlay />;
}
