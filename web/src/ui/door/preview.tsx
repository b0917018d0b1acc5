import { Mic, MicOff, Video as VideoIcon, VideoOff } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalSource } from '../../media/local-media.ts';
import { Alert } from '../common/alert.tsx';
import { Toggle, type ToggleState } from '../common/toggle.tsx';
import { useCaptureProblems } from '../common/use-capture-problems.ts';
import { Video } from '../common/video.tsx';
import { useLocalSources, useParts } from '../parts.tsx';
import { DeviceFields } from './device-fields.tsx';
import { LevelMeter } from './level-meter.tsx';
import styles from './preview.module.css';

/** How one looks and sounds before anybody sees or hears it. */
export function Preview({ compact = false }: { readonly compact?: boolean }) {
  const { t } = useTranslation();
  const { local, devices } = useParts();
  const { microphone, camera } = useLocalSources();
  const anyLive = microphone.capture.is === 'live' || camera.capture.is === 'live';
  useEffect(() => {
    if (anyLive) void devices.refresh();
  }, [anyLive, devices]);

  return (
    <section className={styles.preview} aria-label={t('preview.label')}>
      <div className={styles.frame}>
        {camera.capture.is === 'live' && camera.wanted ? (
          <Video track={camera.capture.track} source="camera" mirrored />
        ) : (
          <p className={styles.word}>{t(pictureWord(camera))}</p>
        )}
        <div className={styles.toggles}>
          <Toggle
            state={toggleState(microphone)}
            wanted={microphone.wanted}
            label={t('bar.microphone')}
            title={t(microphone.wanted ? 'bar.microphoneOff' : 'bar.microphoneOn')}
            iconOn={<Mic aria-hidden />}
            iconOff={<MicOff aria-hidden />}
            problem={microphone.capture.is === 'failed'}
            onPress={() => local.setWanted('microphone', !microphone.wanted)}
          />
          <Toggle
            state={toggleState(camera)}
            wanted={camera.wanted}
            label={t('bar.camera')}
            title={t(camera.wanted ? 'bar.cameraOff' : 'bar.cameraOn')}
            iconOn={<VideoIcon aria-hidden />}
            iconOff={<VideoOff aria-hidden />}
            problem={camera.capture.is === 'failed'}
            onPress={() => local.setWanted('camera', !camera.wanted)}
          />
        </div>
      </div>
      {!compact && (
        <>
          {microphone.capture.is === 'live' && microphone.wanted && <LevelMeter track={microphone.capture.track} />}
          {!microphone.wanted && microphone.capture.is !== 'failed' && (
            <p className={styles.muted}>{t('preview.microphoneOff')}</p>
          )}
          <CaptureProblems microphone={microphone} camera={camera} />
          <DeviceFields collapsible />
        </>
      )}
    </section>
  );
}

function CaptureProblems({ microphone, camera }: { readonly microphone: LocalSource; readonly camera: LocalSource }) {
  const problems = useCaptureProblems(microphone, camera);
  return problems.map((text) => (
    <Alert key={text} look="warn" role="status">
      {text}
    </Alert>
  ));
}

export function toggleState({ wanted, capture }: LocalSource): ToggleState {
  if (wanted && capture.is === 'starting') return 'pending';
  return wanted && capture.is === 'live' ? 'on' : 'off';
}

function pictureWord({ capture }: LocalSource) {
  return capture.is === 'starting' ? 'preview.starting' : 'preview.cameraOff';
}
