import { AudioLines, Mic } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceOutcome, SpeakerOutcome } from '../../../../../src/protocol/media/check-report.ts';
import type { CaptureSource } from '../../../media/devices/capture.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { LevelMeter } from '../../../ui/devices/level-meter.tsx';
import { useSaid } from '../../../ui/standing/announcer.tsx';
import { playChime } from '../../../ui/standing/chime.ts';
import { Video } from '../../../ui/video/video.tsx';
import type { CheckRows, DeviceProgress } from '../check-state.ts';
import styles from './check.module.css';
import { Row, type Sign } from './row.tsx';
import { Still } from './still.tsx';

interface DeviceRowsProps {
  readonly rows: CheckRows;
  readonly speakerId: string | null;
  readonly onSpeaker: (answer: SpeakerOutcome) => void;
  readonly onListenAgain: () => void;
}

export function DeviceRows({
  rows: { microphone, camera, speaker },
  speakerId,
  onSpeaker,
  onListenAgain,
}: DeviceRowsProps) {
  const { t } = useTranslation();
  const words = useDeviceWords();
  useSaid(microphone.state === 'listening' ? t('check.device.speak') : null);
  return (
    <>
      <Row
        name="microphone"
        // Who says nothing has no broken microphone.
        sign={microphone.state === 'silent' ? 'none' : signOf(microphone.state)}
        title={t('devices.microphone')}
        words={words('microphone', microphone.state)}
      >
        {microphone.shows?.is === 'live' && <LevelMeter track={microphone.shows.track} />}
        {microphone.state === 'silent' && (
          <Button size="small" icon={<Mic size={18} aria-hidden />} onClick={onListenAgain}>
            {t('check.device.listenAgain')}
          </Button>
        )}
      </Row>
      <Row name="camera" sign={signOf(camera.state)} title={t('devices.camera')} words={words('camera', camera.state)}>
        {camera.shows !== null && (
          <div className={styles.picture}>
            {camera.shows.is === 'live' ? (
              <Video track={camera.shows.track} source="camera" mirrored />
            ) : (
              <Still picture={camera.shows.picture} />
            )}
          </div>
        )}
      </Row>
      <SpeakerRow speaker={speaker} speakerId={speakerId} onAnswer={onSpeaker} />
    </>
  );
}

interface SpeakerRowProps {
  readonly speaker: SpeakerOutcome;
  /** As chosen at the door; null: the system's. */
  readonly speakerId: string | null;
  readonly onAnswer: (answer: SpeakerOutcome) => void;
}

/** Nobody but the person can say whether it sounds. */
function SpeakerRow({ speaker, speakerId, onAnswer }: SpeakerRowProps) {
  const { t } = useTranslation();
  const [hasPlayed, setPlayed] = useState(false);
  useSaid(hasPlayed && speaker === 'unanswered' ? t('check.speaker.ask') : null);
  const play = () => {
    setPlayed(true);
    playChime('test', speakerId);
  };
  const sign: Sign = speaker === 'unanswered' ? 'waiting' : speaker === 'heard' ? 'works' : 'fails';
  const words = () => {
    if (speaker === 'unanswered') return t(hasPlayed ? 'check.speaker.ask' : 'check.state.waiting');
    return t(`check.speaker.${speaker}`);
  };
  return (
    <Row name="speaker" sign={sign} title={t('devices.speaker')} words={words()}>
      <Button size="small" icon={<AudioLines size={18} aria-hidden />} onClick={play}>
        {t('check.speaker.play')}
      </Button>
      {hasPlayed && (
        <>
          <Button size="small" onClick={() => onAnswer('heard')}>
            {t('check.speaker.yes')}
          </Button>
          <Button size="small" onClick={() => onAnswer('unheard')}>
            {t('check.speaker.no')}
          </Button>
        </>
      )}
    </Row>
  );
}

function signOf(state: DeviceProgress | DeviceOutcome): Sign {
  switch (state) {
    case 'listening':
      return 'running';
    case 'waiting':
    case 'running':
    case 'works':
      return state;
    case 'untried':
      return 'none';
    default:
      return 'fails';
  }
}

function useDeviceWords(): (source: CaptureSource, state: DeviceProgress | DeviceOutcome) => string {
  const { t } = useTranslation();
  return (source, state) => {
    switch (state) {
      case 'waiting':
        return t('check.state.waiting');
      case 'running':
        return t('check.device.allow');
      case 'listening':
        return t('check.device.speak');
      case 'works':
        return t(source === 'microphone' ? 'preview.hears' : 'check.device.pictureSeen');
      case 'silent':
        return t(source === 'microphone' ? 'check.device.noSound' : 'check.device.noPicture');
      case 'denied':
        return t('check.device.denied');
      case 'untried':
        return t('check.device.unanswered');
      default:
        return t(`capture.${source}.${state}`);
    }
  };
}
