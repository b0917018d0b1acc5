import { Lock, Mic, MicOff, MonitorUp, MonitorX, Phone, Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FloorSource } from '../../../../src/signaling/protocol/index.ts';
import { ownView, placeInQueue } from '../../call/own-floor.ts';
import type { LinkHealth } from '../../call/ports.ts';
import type { Sending } from '../../call/publisher.ts';
import { canShareScreen } from '../../media/capture.ts';
import type { LocalSource } from '../../media/local-media.ts';
import { Toggle, type ToggleState } from '../common/toggle.tsx';
import { useMedia } from '../common/use-media.ts';
import { VisuallyHidden } from '../common/visually-hidden.tsx';
import { useLocalSources, useParts, useSettings } from '../parts.tsx';
import styles from './bar.module.css';
import { CaptureNotices } from './capture-notices.tsx';
import { ConsentSign } from './consent-sign.tsx';
import { HandButton } from './hand-button.tsx';
import { LockedDialog } from './locked-dialog.tsx';
import { MoreMenu } from './more-menu.tsx';
import { PanelToggles, type PanelTogglesProps } from './panel-toggles.tsx';
import { ReactionsMenu } from './reactions-menu.tsx';
import { useOwnSwitches } from './use-own-switches.ts';
import { isMac, useShortcuts } from './use-shortcuts.ts';

type BarProps = Omit<PanelTogglesProps, 'withPolls'>;

/** Narrower ones have no room for a button that is needed now and then. */
const NARROW = '(max-width: 760px)';

/** Phones cannot share their screen; in a window as narrow as one, seven buttons of a finger's size have room. */
const NARROWEST = '(max-width: 480px)';

/** What one can do at the table, always in the same place. */
export function Bar(props: BarProps) {
  const { table, onPanel } = props;
  const { t } = useTranslation();
  const { call, local } = useParts();
  const switches = useOwnSwitches(table);
  useShortcuts({ togglePeople: () => onPanel('people'), press: switches.press });
  const { shortcuts } = useSettings();
  const { microphone, camera, screen } = useLocalSources();
  const { sending, health, self, polls } = table;
  const narrow = useMedia(NARROW);
  const narrowest = useMedia(NARROWEST);
  // Before the first poll only those who could open one need the way to them.
  const hasPolls = self.isChairing || polls.length > 0;
  const own = ownView(table);
  const mayShare = self.role !== 'observer' && canShareScreen();
  const share = () => (screen.wanted ? local.stopScreen() : void local.shareScreen());
  const mayTalk = self.role !== 'observer';
  const isLocked = (source: FloorSource) =>
    switches.locked[source] && !(source === 'microphone' ? microphone : camera).wanted;
  const titleOf = (source: FloorSource) => {
    if (isLocked(source)) return t(`locked.${source}.title`);
    const { wanted } = source === 'microphone' ? microphone : camera;
    return t(wanted ? `bar.${source}Off` : `bar.${source}On`);
  };
  const keys = (letter: string) => (shortcuts ? ` (${isMac ? '⌘' : `${t('shortcuts.control')}+`}${letter})` : '');

  return (
    <>
      <CaptureNotices microphone={microphone} camera={camera} screen={screen} />
      {own && mayTalk && <ConsentSign consent={own.consent} />}
      <nav className={styles.bar} aria-label={t('bar.label')}>
        {mayTalk && (
          <>
            <Toggle
              state={barState(microphone, sending.microphone, health)}
              wanted={microphone.wanted}
              label={t('bar.microphone')}
              title={titleOf('microphone') + keys('D')}
              iconOn={<Mic aria-hidden />}
              iconOff={<MicOff aria-hidden />}
              problem={microphone.capture.is === 'failed'}
              onPress={() => switches.press('microphone')}
              className={styles.item}
              badge={isLocked('microphone') && <LockBadge text={t('locked.microphone.badge')} />}
            />
            <Toggle
              state={barState(camera, sending.camera, health)}
              wanted={camera.wanted}
              label={t('bar.camera')}
              title={titleOf('camera') + keys('E')}
              iconOn={<Video aria-hidden />}
              iconOff={<VideoOff aria-hidden />}
              problem={camera.capture.is === 'failed'}
              onPress={() => switches.press('camera')}
              className={styles.item}
              badge={isLocked('camera') && <LockBadge text={t('locked.camera.badge')} />}
            />
          </>
        )}
        {mayShare && !narrowest && (
          <Toggle
            state={barState(screen, sending.screen, health)}
            wanted={screen.wanted}
            label={t('bar.screen')}
            title={t(screen.wanted ? 'bar.screenOff' : 'bar.screenOn')}
            iconOn={<MonitorX aria-hidden />}
            iconOff={<MonitorUp aria-hidden />}
            offLook="plain"
            onPress={share}
            className={styles.item}
          />
        )}
        {mayTalk && <HandButton table={table} />}
        {mayTalk && !narrow && <ReactionsMenu />}
        <PanelToggles {...props} withPolls={hasPolls && !narrow} />
        <MoreMenu
          table={table}
          narrow={narrow}
          {...(mayShare && narrowest && { share: { isOn: screen.wanted, press: share } })}
          {...(hasPolls && narrow && { onPolls: () => onPanel('polls') })}
        />
        <button type="button" className={styles.leave} onClick={() => call.leave()}>
          <Phone size={24} className={styles.hangUp} aria-hidden />
          <span>{t('bar.leave')}</span>
        </button>
      </nav>
      {switches.explained !== null && (
        <LockedDialog source={switches.explained} handIsUp={placeInQueue(table) !== null} onClose={switches.close} />
      )}
    </>
  );
}

/** A lock beside the sign: off, and not to be switched on by oneself. */
function LockBadge({ text }: { readonly text: string }) {
  return (
    <span className={styles.lock}>
      <Lock size={14} aria-hidden />
      <VisuallyHidden>, {text}</VisuallyHidden>
    </span>
  );
}

/** Wanted and there: on. Wanted, or no longer wanted, and not there yet: on its way. */
function barState({ wanted, capture }: LocalSource, sending: Sending, health: LinkHealth): ToggleState {
  if (capture.is === 'starting' || sending === 'pending') return 'pending';
  if (!wanted || sending !== 'live') return 'off';
  // The server expects it, but nothing arrives while there is no way through.
  return health === 'connected' ? 'on' : 'pending';
}
