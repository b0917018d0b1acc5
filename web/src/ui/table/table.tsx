import { Lock, ShieldCheck, ShieldUser, Users } from 'lucide-react';
import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { AttendanceSign } from '../attendance/attendance-sign.tsx';
import { BAR_ID, Bar } from '../bar/bar.tsx';
import type { PanelName } from '../bar/panel-toggles.tsx';
import { ChatPanel } from '../chat/chat-panel.tsx';
import { useChat } from '../chat/use-chat.ts';
import { PartBoundary } from '../common/broken.tsx';
import { SkipLink } from '../common/skip-link.tsx';
import { TimeNow } from '../common/time.tsx';
import { useMedia } from '../common/use-media.ts';
import { usePlace } from '../common/use-place.ts';
import { useKnockNotifier } from '../notices/knock-notifications.ts';
import { NoticeColumn } from '../notices/notice-column.tsx';
import { NoticePills } from '../notices/notice-pills.tsx';
import { useNoticeBoard } from '../notices/use-board.tsx';
import { useParts } from '../parts.tsx';
import { ChairSigns } from '../people/chair-signs.tsx';
import { PeoplePanel } from '../people/people-panel.tsx';
import { PresenceSign } from '../plan/presence-sign.tsx';
import { PollsPanel } from '../polls/polls-panel.tsx';
import { usePolls } from '../polls/use-polls.ts';
import { AskedQuestion } from './asked-question.tsx';
import { Reactions } from './reactions.tsx';
import { Stage } from './stage.tsx';
import { ClosingVoice } from './standing-notices.tsx';
import styles from './table.module.css';
import { ATTENDANCE_KEY, useStanding } from './use-standing.tsx';

/** Screens where a panel takes the place of the pictures. */
const SMALL = '(max-width: 900px), (max-height: 500px)';

/** The meeting itself. */
export default function Table({ table }: { readonly table: TableState }) {
  const { t, i18n } = useTranslation();
  const { local } = useParts();
  const { room, participants, lobby, self } = table;
  const observing = self.role === 'observer';
  const [panel, setPanel] = useState<PanelName | null>(null);
  // The chair may switch the chat off while somebody writes.
  if (panel === 'chat' && !room.chat) setPanel(null);
  const chat = useChat(table, panel === 'chat');
  const polls = usePolls(table, panel === 'polls');
  const board = useNoticeBoard();
  const standing = useStanding(table, polls);
  // An open panel and a poll do not both have room there.
  const compact = useMedia(SMALL) && panel !== null;
  const toggle = (name: PanelName) => setPanel((open) => (open === name ? null : name));
  const close = () => setPanel(null);
  const waiting = lobby.length > 0 ? `(${lobby.length}) ` : '';
  const heading = usePlace<HTMLHeadingElement>(`${waiting}${room.name} · ${t('app.name')}`);
  useKnockNotifier(room.name);
  useEffect(() => {
    // Whoever only listens keeps no device open.
    if (observing) local.stop();
  }, [local, observing]);

  return (
    <I18nProvider locale={i18n.language}>
      <div className={styles.table}>
        <header className={styles.top} data-compact={compact || undefined}>
          <h1 ref={heading} tabIndex={-1} className={styles.title} title={room.name} translate="no" dir="auto">
            {room.name}
          </h1>
          {/* Behind the heading, which has the focus on coming in. */}
          <SkipLink to={BAR_ID}>{t('bar.skip')}</SkipLink>
          {/* First, where there is little room: it is what one acts on. */}
          <ChairSigns table={table} withHands={panel !== 'people'} />
          {room.plan.length === 0 && (
            <span className={styles.pill}>
              <Users size={16} aria-hidden />
              {t('table.count', { count: participants.length })}
            </span>
          )}
          <PresenceSign room={room} participants={participants} isChairing={self.isChairing} className={styles.pill} />
          <AttendanceSign
            days={room.attendanceDays}
            className={styles.pill}
            onPress={() => board.reopen(ATTENDANCE_KEY)}
          />
          {self.isChairing && (
            <span className={`${styles.pill} ${styles.chair}`}>
              <ShieldUser size={16} aria-hidden />
              {t('table.youChair')}
            </span>
          )}
          {room.locked && (
            <span className={styles.pill}>
              <Lock size={16} aria-hidden />
              {t('table.locked')}
            </span>
          )}
          <span className={`${styles.pill} ${styles.wide}`}>
            <ShieldCheck size={16} aria-hidden />
            {t('table.encrypted')}
          </span>
          <NoticePills standing={standing} lobby={lobby} compact={compact} onOpen={() => compact && close()} />
          <TimeNow className={styles.clock} />
        </header>
        <PartBoundary>
          <NoticeColumn standing={standing} lobby={lobby} hideKnocks={panel === 'people'} compact={compact} />
        </PartBoundary>
        {room.closesAt !== null && <ClosingVoice closesAt={room.closesAt} />}
        <PartBoundary>
          <Stage table={table} />
          <Reactions table={table} />
        </PartBoundary>
        {table.asked !== null && <AskedQuestion table={table} source={table.asked} />}
        {panel !== null && (
          <PartBoundary key={panel} onClose={close}>
            {panel === 'people' && <PeoplePanel table={table} onClose={close} />}
            {panel === 'chat' && <ChatPanel table={table} desk={chat} onClose={close} />}
            {panel === 'polls' && <PollsPanel table={table} onClose={close} />}
          </PartBoundary>
        )}
        <Bar table={table} panel={panel} onPanel={toggle} unread={chat.unread} pollWaits={polls.waits} />
      </div>
    </I18nProvider>
  );
}
