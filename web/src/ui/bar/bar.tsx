import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LockedDialog } from '../../features/floor/locked-dialog.tsx';
import { HandButton } from '../../features/hands/hand-button.tsx';
import { placeInQueue } from '../../features/hands/hands-of.ts';
import { ReactionsMenu } from '../../features/hands/reactions/reactions-menu.tsx';
import { useParts } from '../parts.tsx';
import { usePushToTalk } from '../shortcuts/use-push-to-talk.ts';
import { useShortcuts } from '../shortcuts/use-shortcuts.ts';
import { PartBoundary, SignBoundary } from '../standing/broken.tsx';
import { useMedia } from '../video/use-media.ts';
import styles from './bar.module.css';
import { LeaveButton } from './leave-button.tsx';
import { More } from './more.tsx';
import { CoveredDialog } from './own/covered-dialog.tsx';
import { ScreenToggle } from './own/screen-toggle.tsx';
import { SourceToggle } from './own/source-toggle.tsx';
import { useMicrophoneTone } from './own/use-microphone-tone.ts';
import { useOwnScreen } from './own/use-own-screen.ts';
import { useOwnSwitches } from './own/use-own-switches.ts';
import { PanelToggles, type PanelTogglesProps } from './panel-toggles.tsx';
import { ViewButton } from './view-button.tsx';
import { ViewDialog } from './view-dialog.tsx';

type BarProps = Omit<PanelTogglesProps, 'withPeople' | 'withPolls'>;

/** Narrower ones, in letters, have no room for a button that is needed now and then. */
const NARROW = '(max-width: 47.5em)';

/** Wider ones have room for how one sees the table. */
const WIDE = '(min-width: 66em)';

/** Narrower ones have no room for a word under each of the others either: two more go into the menu. */
const NARROWEST = '(max-width: 24.94em)';

/** For the link that skips the pictures. */
export const BAR_ID = 'controls';

/** What one can do at the table, always in the same place. A button that breaks takes no other with it. */
export function Bar(props: BarProps) {
  const { table, onPanel, pollWaits } = props;
  const { t } = useTranslation();
  const { call } = useParts();
  const switches = useOwnSwitches(table);
  const screen = useOwnScreen(table);
  const { self, polls, room } = table;
  const narrow = useMedia(NARROW);
  const narrowest = useMedia(NARROWEST);
  const wide = useMedia(WIDE);
  // By a button or by the menu: it stays when a tablet is turned, and what has opened it goes.
  const [isViewing, setViewing] = useState(false);
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
    ...(room.chat && { chat: () => onPanel('chat') }),
    ...(hasPolls && { polls: () => onPanel('polls') }),
  });

  usePushToTalk({ mayTalk, isLocked: switches.locked.microphone, explain: () => switches.press('microphone') });
  useMicrophoneTone();

  return (
    <>
      <nav id={BAR_ID} className={styles.bar} aria-label={t('bar.label')}>
        <div className={styles.buttons}>
          {mayTalk && (
            <SignBoundary>
              <SourceToggle source="microphone" table={table} switches={switches} />
            </SignBoundary>
          )}
          {mayTalk && !narrowest && (
            <SignBoundary>
              <SourceToggle source="camera" table={table} switches={switches} />
            </SignBoundary>
          )}
          {screen.mayShare && !narrow && (
            <SignBoundary>
              <ScreenToggle screen={screen} />
            </SignBoundary>
          )}
          {mayTalk && (
            <SignBoundary next={room.hands}>
              <HandButton table={table} className={styles.item} badge={styles.place} />
            </SignBoundary>
          )}
          {mayTalk && !narrow && (
            <SignBoundary>
              <ReactionsMenu />
            </SignBoundary>
          )}
          <PanelToggles {...props} withPeople={!narrowest} withPolls={hasPolls && !narrow} />
          {wide && (
            <SignBoundary>
              <ViewButton onPress={() => setViewing(true)} />
            </SignBoundary>
          )}
          <SignBoundary next={pollWaits}>
            <More
              table={table}
              onPanel={onPanel}
              pollWaits={pollWaits}
              switches={switches}
              screen={screen}
              hasPolls={hasPolls}
              onView={wide ? null : () => setViewing(true)}
              narrow={narrow}
              narrowest={narrowest}
            />
          </SignBoundary>
          <SignBoundary>
            <LeaveButton careful={narrow} />
          </SignBoundary>
        </div>
      </nav>
      {screen.isAsking && screen.coveredBy !== null && (
        <PartBoundary onClose={screen.close}>
          <CoveredDialog coveredBy={screen.coveredBy} onClose={screen.close} />
        </PartBoundary>
      )}
      {isViewing && (
        <PartBoundary onClose={() => setViewing(false)}>
          <ViewDialog table={table} onClose={() => setViewing(false)} />
        </PartBoundary>
      )}
      {switches.explained !== null && (
        <PartBoundary onClose={switches.close}>
          <LockedDialog source={switches.explained} handIsUp={placeInQueue(table) !== null} onClose={switches.close} />
        </PartBoundary>
      )}
    </>
  );
}
