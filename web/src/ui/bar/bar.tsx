import { Mic, MicOff, MonitorUp, MonitorX, Phone, Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LinkHealth } from '../../call/ports.ts';
import type { Sending } from '../../call/publisher.ts';
import { canShareScreen } from '../../media/capture.ts';
import type { LocalSource } from '../../media/local-media.ts';
import { Toggle, type ToggleState } from '../common/toggle.tsx';
import { useMedia } from '../common/use-media.ts';
import { useLocalSources, useParts, useSettings } from '../parts.tsx';
import styles from './bar.module.css';
import { CaptureNotices } from './capture-notices.tsx';
import { MoreMenu } from './more-menu.tsx';
import { PanelToggles, type PanelTogglesProps } from './panel-toggles.tsx';
import { isMac } from './use-shortcuts.ts';

type BarProps = Omit<PanelTogglesProps, 'withPolls'>;

/** Narrower ones have no room for a button that is needed now and then. */
const NARROW = '(max-width: 480px)';

/** What one can do at the table, always in the same place. */
export function Bar(props: BarProps) {
  const { table, onPanel } = props;
  const { t } = useTranslation();
  const { call, local } = useParts();
  const { shortcuts } = useSettings();
  const { microphone, camera, screen } = useLocalSources();
  const { sending, health, self, polls } = table;
  const narrow = useMedia(NARROW);
  // Before the first poll only those who could open one need the way to them.
  const hasPolls = self.isChairing || polls.length > 0;
  const keys = (letter: string) => (shortcuts ? ` (${isMac ? '⌘' : `${t('shortcuts.control')}+`}${letter})` : '');

  return (
    <>
      <CaptureNotices microphone={microphone} camera={camera} screen={screen} />
      <nav className={styles.bar} aria-label={t('bar.label')}>
        <Toggle
          state={barState(microphone, sending.microphone, health)}
          wanted={microphone.wanted}
          label={t('bar.microphone')}
          title={t(microphone.wanted ? 'bar.microphoneOff' : 'bar.microphoneOn') + keys('D')}
          iconOn={<Mic aria-hidden />}
          iconOff={<MicOff aria-hidden />}
          problem={microphone.capture.is === 'failed'}
          onPress={() => local.setWanted('microphone', !microphone.wanted)}
          className={styles.item}
        />
        <Toggle
          state={barState(camera, sending.camera, health)}
          wanted={camera.wanted}
          label={t('bar.camera')}
          title={t(camera.wanted ? 'bar.cameraOff' : 'bar.cameraOn') + keys('E')}
          iconOn={<Video aria-hidden />}
          iconOff={<VideoOff aria-hidden />}
          problem={camera.capture.is === 'failed'}
          onPress={() => local.setWanted('camera', !camera.wanted)}
          className={styles.item}
        />
        {canShareScreen() && (
          <Toggle
            state={barState(screen, sending.screen, health)}
            wanted={screen.wanted}
            label={t('bar.screen')}
            title={t(screen.wanted ? 'bar.screenOff' : 'bar.screenOn')}
            iconOn={<MonitorX aria-hidden />}
            iconOff={<MonitorUp aria-hidden />}
            offLook="plain"
            onPress={() => (screen.wanted ? local.stopScreen() : void local.shareScreen())}
            className={styles.item}
          />
        )}
        <PanelToggles {...props} withPolls={hasPolls && !narrow} />
        <MoreMenu chairing={self.isChairing} {...(hasPolls && narrow && { onPolls: () => onPanel('polls') })} />
        <button type="button" className={styles.leave} onClick={() => call.leave()}>
          <Phone size={24} className={styles.hangUp} aria-hidden />
          <span>{t('bar.leave')}</span>
        </button>
      </nav>
    </>
  );
}

/** Wanted and there: on. Wanted, or no longer wanted, and not there yet: on its way. */
function barState({ wanted, capture }: LocalSource, sending: Sending, health: LinkHealth): ToggleState {
  if (capture.is === 'starting' || sending === 'pending') return 'pending';
  if (!wanted || sending !== 'live') return 'off';
  // The server expects it, but nothing arrives while there is no way through.
  return health === 'connected' ? 'on' : 'pending';
}
