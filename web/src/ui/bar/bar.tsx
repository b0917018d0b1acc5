import { Lock, Mic, MicOff, MonitorPause, MonitorUp, MonitorX, Users, Video, VideoOff, Vote } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FloorSource } from '../../../../src/signaling/protocol/index.ts';
import { placeInQueue } from '../../call/own-floor.ts';
import { Item } from '../common/menu.tsx';
import { hasProblem, sourceStatus } from '../common/source-status.ts';
import { Toggle } from '../common/toggle.tsx';
import { useKeyboard } from '../common/use-keyboard.ts';
import { useMedia } from '../common/use-media.ts';
import { VisuallyHidden } from '../common/visually-hidden.tsx';
import { useLocalSources, useParts, useSettings } from '../parts.tsx';
import { peopleNews } from '../people/people-news.ts';
import styles from './bar.module.css';
import { barState } from './bar-state.ts';
import { CoveredDialog } from './covered-dialog.tsx';
import { HandButton } from './hand-button.tsx';
import { LeaveButton } from './leave-button.tsx';
import { LockedDialog } from './locked-dialog.tsx';
import { MoreMenu } from './more-menu.tsx';
import { Badge, PanelToggles, type PanelTogglesProps } from './panel-toggles.tsx';
import { ReactionsMenu } from './reactions-menu.tsx';
import { isMac } from './shortcut-keys.ts';
import { useOwnScreen } from './use-own-screen.ts';
import { useOwnSwitches } from './use-own-switches.ts';
import { useShortcuts } from './use-shortcuts.ts';

type BarProps = Omit<PanelTogglesProps, 'withPeople' | 'withPolls'>;

/** Narrower ones, in letters, have no room for a button that is needed now and then. */
const NARROW = '(max-width: 47.5em)';

/** Narrower ones have no room for a word under each of the others either: two more go into the menu. */
const NARROWEST = '(max-width: 24.94em)';

/** For the link that skips the pictures. */
export const BAR_ID = 'controls';

/** What one can do at the table, always in the same place. */
export function Bar(props: BarProps) {
  const { table, onPanel, pollWaits } = props;
  const { t } = useTranslation();
  const { call } = useParts();
  const switches = useOwnSwitches(table);
  const { shortcuts } = useSettings();
  const hasKeyboard = useKeyboard();
  const { microphone, camera } = useLocalSources();
  const screen = useOwnScreen(table);
  const { sending, health, self, polls } = table;
  const news = peopleNews(t, table);
  const narrow = useMedia(NARROW);
  const narrowest = useMedia(NARROWEST);
  // Before the first poll only those who could open one need the way to them.
  const hasPolls = self.isChairing || polls.length > 0;
  const mayTalk = self.role !== 'observer';
  const toggleHand = () => void call.act(placeInQueue(table) === null ? 'hand:raise' : 'hand:lower', {});
  useShortcuts({
    ...(mayTalk && {
      microphone: () => switches.press('microphone'),
      camera: () => switches.press('camera'),
      hand: toggleHand,
    }),
    people: () => onPanel('people'),
    ...(table.room.chat && { chat: () => onPanel('chat') }),
    ...(hasPolls && { polls: () => onPanel('polls') }),
  });
  const sourceOf = (source: FloorSource) => (source === 'microphone' ? microphone : camera);
  const isLocked = (source: FloorSource) => switches.locked[source] && !sourceOf(source).wanted;
  const titleOf = (source: FloorSource) => {
    if (isLocked(source)) return t(`locked.${source}.title`);
    return t(sourceOf(source).wanted ? `bar.${source}Off` : `bar.${source}On`);
  };
  const keys = (letter: string) =>
    shortcuts && hasKeyboard ? ` (${isMac ? '⌘' : `${t('shortcuts.control')}+`}${letter})` : '';

  const sourceToggle = (source: FloorSource, key: string, iconOn: ReactElement, iconOff: ReactElement) => {
    const local = sourceOf(source);
    const state = barState(local, sending[source], health);
    return (
      <Toggle
        state={state}
        wanted={local.wanted}
        label={t(`bar.${source}`)}
        title={titleOf(source) + keys(key)}
        iconOn={iconOn}
        iconOff={iconOff}
        problem={hasProblem(local)}
        status={sourceStatus(t, local, state)}
        onPress={() => switches.press(source)}
        className={styles.item}
        badge={isLocked(source) && <LockBadge text={t(`locked.${source}.badge`)} />}
      />
    );
  };

  const moved: ReactElement[] = [];
  if (narrowest && mayTalk) {
    const Icon = camera.wanted ? Video : VideoOff;
    moved.push(
      <Item key="camera" icon={<Icon size={20} aria-hidden />} onAction={() => switches.press('camera')}>
        {[titleOf('camera'), !isLocked('camera') && sourceStatus(t, camera, barState(camera, sending.camera, health))]
          .filter(Boolean)
          .join(', ')}
      </Item>,
    );
  }
  if (narrowest) {
    moved.push(
      <Item key="people" icon={<Users size={20} aria-hidden />} onAction={() => onPanel('people')}>
        {[t('bar.people'), news?.text].filter(Boolean).join(', ')}
      </Item>,
    );
  }
  if (hasPolls && narrow) {
    moved.push(
      <Item key="polls" icon={<Vote size={20} aria-hidden />} onAction={() => onPanel('polls')}>
        {[t('bar.polls'), pollWaits && t('bar.pollWaits')].filter(Boolean).join(', ')}
      </Item>,
    );
  }
  if (screen.mayShare && narrow) {
    const Icon = screen.coveredBy === null ? MonitorUp : MonitorPause;
    moved.push(
      <Item key="share" icon={<Icon size={20} aria-hidden />} onAction={screen.press}>
        {screen.title}
      </Item>,
    );
  }
  const waiting = narrowest ? news : null;
  const missing = narrow && pollWaits ? 1 : 0;
  const movedCount = (waiting?.count ?? 0) + missing;
  const movedBadge = movedCount > 0 && (
    <Badge count={movedCount} text={[waiting?.text, missing > 0 && t('bar.pollWaits')].filter(Boolean).join(', ')} />
  );

  return (
    <>
      <nav id={BAR_ID} className={styles.bar} aria-label={t('bar.label')}>
        <div className={styles.buttons}>
          {mayTalk && sourceToggle('microphone', 'D', <Mic aria-hidden />, <MicOff aria-hidden />)}
          {mayTalk && !narrowest && sourceToggle('camera', 'E', <Video aria-hidden />, <VideoOff aria-hidden />)}
          {screen.mayShare && !narrow && (
            <Toggle
              state={screen.state}
              wanted={screen.wanted}
              label={t('bar.screen')}
              title={screen.title}
              iconOn={screen.coveredBy === null ? <MonitorX aria-hidden /> : <MonitorPause aria-hidden />}
              iconOff={<MonitorUp aria-hidden />}
              offLook="plain"
              status={screen.status}
              onPress={screen.press}
              className={styles.item}
            />
          )}
          {mayTalk && <HandButton table={table} />}
          {mayTalk && !narrow && <ReactionsMenu />}
          <PanelToggles {...props} withPeople={!narrowest} withPolls={hasPolls && !narrow} />
          <MoreMenu table={table} narrow={narrow} moved={moved} badge={movedBadge} />
          <LeaveButton careful={narrow} />
        </div>
      </nav>
      {screen.isAsking && screen.coveredBy !== null && (
        <CoveredDialog coveredBy={screen.coveredBy} onClose={screen.close} />
      )}
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
