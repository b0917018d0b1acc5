import { Mic, MicOff, Video as VideoIcon, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CaptureSource } from '../../media/devices/capture.ts';
import { type Capture, isOn, isStarting, type LocalSource } from '../../media/devices/local/local-source.ts';
import { hasProblem, sourceStatus } from '../controls/source-status.ts';
import { Toggle, type ToggleState } from '../controls/toggle.tsx';
import { failureTextOf, isRefusal, useCaptureFailures } from '../hooks/use-capture-failures.ts';
import { useDeviceLooks } from '../hooks/use-device-looks.ts';
import { useDoorView, useLocalSources, useParts, useSettings } from '../parts.tsx';
import { Alert } from '../standing/alert.tsx';
import { Video } from '../video/video.tsx';
import { LateFields } from './late-fields.tsx';
import { LevelMeter } from './level-meter.tsx';
import styles from './preview.module.css';
import { isRefused, ShowPlain } from './show-plain.tsx';
import { TryAgain } from './try-again.tsx';

/** How one looks and sounds before anybody sees or hears it. */
export function Preview({ compact = false }: { readonly compact?: boolean }) {
  const { t } = useTranslation();
  const { local } = useParts();
  const { microphone, camera } = useLocalSources();
  useDeviceLooks();

  return (
    <section className={styles.preview} aria-label={t('preview.label')}>
      <div className={styles.frame}>
        {camera.out && camera.wanted ? (
          <Video track={camera.out} source="camera" mirrored />
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
            problem={hasProblem(microphone)}
            status={sourceStatus(t, microphone, toggleState(microphone))}
            onPress={() => local.setWanted('microphone', !microphone.wanted)}
          />
          <Toggle
            state={toggleState(camera)}
            wanted={camera.wanted}
            label={t('bar.camera')}
            title={t(camera.wanted ? 'bar.cameraOff' : 'bar.cameraOn')}
            iconOn={<VideoIcon aria-hidden />}
            iconOff={<VideoOff aria-hidden />}
            problem={hasProblem(camera)}
            status={sourceStatus(t, camera, toggleState(camera))}
            onPress={() => local.setWanted('camera', !camera.wanted)}
          />
        </div>
      </div>
      <CaptureProblems />
      {!compact && (
        <>
          {microphone.capture.is === 'live' && microphone.wanted && <LevelMeter track={microphone.capture.track} />}
          {!microphone.wanted && microphone.capture.is !== 'failed' && (
            <p className={styles.muted}>{t('preview.microphoneOff')}</p>
          )}
          <BlurredNote />
          <LateFields />
        </>
      )}
    </section>
  );
}

/** Why what is behind one cannot be seen, though one has not chosen so. */
function BlurredNote() {
  const { t } = useTranslation();
  const { blurred } = useDoorView();
  const { background } = useSettings();
  return blurred && background === 'strong' && <p className={styles.muted}>{t('preview.blurred')}</p>;
}

/**
 * Why microphone or camera is not there, in a sentence each, or in one where both have the same reason, with what takes it
 * back: most causes pass, and few of them say so.
 */
function CaptureProblems() {
  const { t } = useTranslation();
  const { microphone, camera } = useCaptureFailures();
  const ofMicrophone = microphone.is === 'failed' && !isRefusal(microphone.problem) ? microphone.problem : null;
  if (ofMicrophone !== null && camera.is === 'failed' && camera.problem === ofMicrophone) {
    return (
      <Alert look="warn" action={ofMicrophone !== 'insecure' && <TryAgain source="both" />}>
        {t(`capture.both.${ofMicrophone}`)}
      </Alert>
    );
  }
  return (
    <>
      <CaptureProblem source="microphone" capture={microphone} />
      <CaptureProblem source="camera" capture={camera} />
    </>
  );
}

function CaptureProblem({ source, capture }: { readonly source: CaptureSource; readonly capture: Capture }) {
  const { t } = useTranslation();
  const text = failureTextOf(source, capture);
  if (text === null) return null;
  const isInsecure = capture.is === 'failed' && capture.problem === 'insecure';
  const action = (
    <>
      {!isInsecure && <TryAgain source={source} />}
      {isRefused(capture) && <ShowPlain />}
    </>
  );
  return (
    <Alert look="warn" action={action}>
      {t(text)}
    </Alert>
  );
}

export function toggleState(source: LocalSource): ToggleState {
  if (isStarting(source)) return 'pending';
  return isOn(source) ? 'on' : 'off';
}

function pictureWord(camera: LocalSource) {
  return isStarting(camera) ? 'preview.starting' : 'preview.cameraOff';
}
