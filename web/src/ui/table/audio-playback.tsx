import { VolumeX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteTrack } from '../../call/ports.ts';
import { Alert } from '../common/alert.tsx';
import { Button } from '../common/button.tsx';
import { useDevices, useSettings } from '../parts.tsx';

/** Plays everyone's sound; when the browser wants a press first, there is a button for it. */
export function AudioPlayback({ tracks }: { readonly tracks: ReadonlyMap<string, RemoteTrack> }) {
  const { t } = useTranslation();
  const [blocked, setBlocked] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const sounds = [...tracks].filter(([, { kind }]) => kind === 'audio');
  return (
    <>
      {sounds.map(([producerId, { track }]) => (
        <Sound key={producerId} track={track} attempt={attempt} onBlocked={() => setBlocked(true)} />
      ))}
      {blocked && sounds.length > 0 && (
        <Alert
          look="warn"
          role="alert"
          action={
            <Button
              look="primary"
              size="small"
              icon={<VolumeX size={20} aria-hidden />}
              onClick={() => {
                setBlocked(false);
                setAttempt(attempt + 1);
              }}
            >
              {t('table.enableSound')}
            </Button>
          }
        >
          {t('table.soundBlocked')}
        </Alert>
      )}
    </>
  );
}

interface SoundProps {
  readonly track: MediaStreamTrack;
  readonly attempt: number;
  readonly onBlocked: () => void;
}

function Sound({ track, attempt, onBlocked }: SoundProps) {
  const ref = useRef<HTMLAudioElement>(null);
  const blocked = useRef(onBlocked);
  const { speakerId } = useSettings();
  const { speakers } = useDevices();
  // Chosen and there: one that is plugged in again is used again.
  const sinkId = speakers.length === 0 || speakers.some(({ id }) => id === speakerId) ? (speakerId ?? '') : '';
  useEffect(() => {
    const audio = ref.current;
    if (!audio) return;
    audio.srcObject = new MediaStream([track]);
    return () => {
      audio.srcObject = null;
    };
  }, [track]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new track and a press of the button are what to play after
  useEffect(() => {
    ref.current?.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') blocked.current();
    });
  }, [track, attempt]);
  useEffect(() => {
    const audio = ref.current;
    // A speaker that is gone: the system's choice goes on playing.
    if (audio && 'setSinkId' in audio) audio.setSinkId(sinkId).catch(() => {});
  }, [sinkId]);
  // biome-ignore lint/a11y/useMediaCaption: live speech of a meeting has no caption track
  return <audio ref={ref} autoPlay />;
}
