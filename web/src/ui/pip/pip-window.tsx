import { MessageSquareText, MonitorX, Phone } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { sharedScreens } from '../../call/media/shared-screen.ts';
import { HandButton } from '../../features/hands/hand-button.tsx';
import { useHeldSpeaker } from '../../features/stage/speaker/use-held-speaker.ts';
import { useShownPins } from '../../features/stage/view/use-shown-pins.ts';
import { useView } from '../../features/stage/view/use-view.tsx';
import { isOn } from '../../media/devices/local/local-source.ts';
import bar from '../bar/bar.module.css';
import { SourceToggle } from '../bar/own/source-toggle.tsx';
import { useOwnSwitches } from '../bar/own/use-own-switches.ts';
import { Badge } from '../bar/panel-toggles.tsx';
import toggle from '../controls/toggle.module.css';
import { cx } from '../layout/cx.ts';
import type { StandingNotice } from '../notices/notice-column.tsx';
import { useLocalSources, useParts } from '../parts.tsx';
import { SignBoundary } from '../standing/broken.tsx';
import styles from './pip.module.css';
import { PipPicture } from './pip-picture.tsx';
import { pipSubjectOf } from './pip-subject.ts';

interface PipWindowProps {
  readonly table: TableState;
  /** What is to be read for as long as it lasts. */
  readonly standing: readonly StandingNotice[];
  readonly window: Window;
  /** Chat messages that one has not seen. */
  readonly unread: number;
  /** Back to the page, and to the chat there. */
  readonly onRead: () => void;
}

/** The meeting over all other windows: who speaks or what is shown, and what one needs of the bar. */
export default function PipWindow(props: PipWindowProps) {
  const { window } = props;
  const [isDressed, setDressed] = useState(false);
  useEffect(() => {
    dress(window.document);
    setDressed(true);
  }, [window]);
  return isDressed ? createPortal(<PipTable {...props} />, window.document.body) : null;
}

function PipTable({ table, standing, window, unread, onRead }: PipWindowProps) {
  const { t } = useTranslation();
  const { call, local } = useParts();
  const { screen: own } = useLocalSources();
  const { following } = useView();
  const { self, participants, room } = table;
  const switches = useOwnSwitches(table);
  const { pinned } = useShownPins(room.id, participants);
  const speaker = useHeldSpeaker(table, true);
  const [isLeaving, setLeaving] = useState(false);
  const subject = pipSubjectOf({
    participants,
    selfId: self.participantId,
    screens: sharedScreens(participants, self.participantId),
    chosenScreen: following?.view.screen ?? null,
    pinned,
    spotlight: room.spotlight,
    signing: room.signing,
    speaker,
  });
  const mayTalk = self.role !== 'observer';
  return (
    <div className={styles.pip} lang={document.documentElement.lang}>
      <SignBoundary next={subject}>
        <PipPicture
          key={subject.is === 'screen' ? subject.screen.participantId : 'person'}
          subject={subject}
          table={table}
          window={window}
        />
      </SignBoundary>
      {switches.explained !== null && (
        <p role="alert" className={styles.said}>
          {t(`locked.${switches.explained}.title`)}
        </p>
      )}
      {/* Said by the page already, where it was new. */}
      {standing.map(
        ({ key, brief }) =>
          brief != null && (
            <p key={key} className={styles.said}>
              {brief}
            </p>
          ),
      )}
      <nav className={styles.bar} aria-label={t('bar.label')}>
        {mayTalk && (
          <>
            <SourceToggle source="microphone" table={table} switches={switches} />
            <SourceToggle source="camera" table={table} switches={switches} />
            <HandButton table={table} className={bar.item} badge={bar.place} />
          </>
        )}
        {isOn(own) && (
          <button type="button" className={cx(bar.item, toggle.toggle)} onClick={() => local.stopScreen()}>
            <span className={toggle.icon}>
              <MonitorX aria-hidden />
            </span>
            <span>{t('table.stopSharing')}</span>
          </button>
        )}
        {unread > 0 && (
          <button type="button" className={cx(bar.item, toggle.toggle)} title={t('bar.chatOn')} onClick={onRead}>
            <span className={toggle.icon}>
              <MessageSquareText aria-hidden />
            </span>
            <span>
              {t('bar.chat')}
              <Badge count={unread} text={t('bar.unread', { count: unread })} />
            </span>
          </button>
        )}
        {/* The question of the page would be asked where nobody looks. */}
        <button
          type="button"
          className={bar.leave}
          onBlur={() => setLeaving(false)}
          onClick={() => (isLeaving ? call.leave() : setLeaving(true))}
        >
          <Phone size={24} className={bar.hangUp} aria-hidden />
          <span>{t(isLeaving ? 'pip.reallyLeave' : 'bar.leave')}</span>
        </button>
      </nav>
    </div>
  );
}

/** The small window begins with nothing: it looks like the page it belongs to. */
function dress(target: Document): void {
  const { head, documentElement } = target;
  target.title = document.title;
  documentElement.lang = document.documentElement.lang;
  documentElement.dataset.scene = 'table';
  for (const style of document.querySelectorAll('link[rel="stylesheet"], style')) {
    const copy = target.importNode(style, true);
    if (style instanceof HTMLLinkElement) (copy as HTMLLinkElement).href = style.href;
    head.append(copy);
  }
}
