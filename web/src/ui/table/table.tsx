import { Lock, ShieldCheck, ShieldUser, Users } from 'lucide-react';
import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { ownView } from '../../call/own-floor.ts';
import { ownHealth } from '../../call/own-line.ts';
import { AttendanceNote } from '../attendance/attendance-note.tsx';
import { AttendanceSign } from '../attendance/attendance-sign.tsx';
import { Bar } from '../bar/bar.tsx';
import type { PanelName } from '../bar/panel-toggles.tsx';
import { ChatPanel } from '../chat/chat-panel.tsx';
import { useChat } from '../chat/use-chat.ts';
import { usePlace } from '../common/use-place.ts';
import { useKnockNotifier } from '../notices/knock-notifications.ts';
import { Notices } from '../notices/notices.tsx';
import { useParts } from '../parts.tsx';
import { PeoplePanel } from '../people/people-panel.tsx';
import { PresenceSign } from '../plan/presence-sign.tsx';
import { PollCall } from '../polls/poll-call.tsx';
import { PollsPanel } from '../polls/polls-panel.tsx';
import { usePolls } from '../polls/use-polls.ts';
import { AskedQuestion } from './asked-question.tsx';
import { AudioPlayback } from './audio-playback.tsx';
import { Banner } from './banner.tsx';
import { ClosingBanner } from './closing-banner.tsx';
import { FloorBanner } from './floor-banner.tsx';
import { Reactions } from './reactions.tsx';
import { Stage } from './stage.tsx';
import styles from './table.module.css';
import { useWakeLock } from './use-wake-lock.ts';

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
  const polls = usePolls(table);
  const toggle = (name: PanelName) => setPanel((open) => (open === name ? null : name));
  const close = () => setPanel(null);
  const waiting = lobby.length > 0 ? `(${lobby.length}) ` : '';
  const heading = usePlace<HTMLHeadingElement>(`${waiting}${room.name} · ${t('app.name')}`);
  useWakeLock();
  useKnockNotifier(room.name);
  useEffect(() => {
    // Whoever only listens keeps no device open.
    if (observing) local.stop();
  }, [local, observing]);

  return (
    <I18nProvider locale={i18n.language}>
      <div className={styles.table}>
        <header className={styles.top}>
          <h1 ref={heading} tabIndex={-1} className={styles.title} title={room.name}>
            {room.name}
          </h1>
          {room.plan.length === 0 && (
            <span className={styles.pill}>
              <Users size={16} aria-hidden />
              {t('table.count', { count: participants.length })}
            </span>
          )}
          <PresenceSign room={room} participants={participants} isChairing={self.isChairing} className={styles.pill} />
          <AttendanceSign days={room.attendanceDays} className={styles.pill} />
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
          <Clock />
        </header>
        <div className={styles.banners}>
          <Banner connection={table.connection} health={ownHealth(table)} />
          {room.closesAt !== null && <ClosingBanner closesAt={room.closesAt} chairing={self.isChairing} />}
          {ownView(table)?.hasFloor && <FloorBanner />}
          <AttendanceNote days={room.attendanceDays} />
          <AudioPlayback tracks={table.tracks} />
        </div>
        {polls.card && panel !== 'polls' && <PollCall poll={polls.card} table={table} onPutAside={polls.putAside} />}
        <Stage table={table} />
        <Reactions table={table} />
        {table.asked !== null && <AskedQuestion table={table} source={table.asked} />}
        <Notices lobby={lobby} hideKnocks={panel === 'people'} />
        {panel === 'people' && <PeoplePanel table={table} onClose={close} />}
        {panel === 'chat' && <ChatPanel table={table} desk={chat} onClose={close} />}
        {panel === 'polls' && <PollsPanel table={table} onClose={close} />}
        <Bar table={table} panel={panel} onPanel={toggle} unread={chat.unread} pollWaits={polls.waits} />
      </div>
    </I18nProvider>
  );
}

function Clock() {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time className={styles.clock}>
      {now.toLocaleTimeString(i18n.language, { hour: 'numeric', minute: '2-digit' })}
    </time>
  );
}
