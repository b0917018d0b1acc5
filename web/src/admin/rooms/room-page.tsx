import { CalendarPlus } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../src/protocol/api/rooms/rooms.ts';
import { useAdmin } from '../admin-parts.tsx';
import { AdminPage } from '../parts/admin-page.tsx';
import { Answered } from '../parts/answers/answered.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { Go } from '../router/go.tsx';
import { paths, ROOM_TABS, type RoomTab } from '../router/places.ts';
import { roomsApi } from '../server/rooms-api.ts';
import type { Server } from '../server/server.ts';
import { useAnswer } from '../server/use-answer.ts';
import { BackToRooms } from './back-to-rooms.tsx';
import { CallTab } from './call/call-tab.tsx';
import { EditRoom } from './form/edit-room.tsx';
import { InvitesTab } from './invites/invites-tab.tsx';
import { LiveTab } from './live/live-tab.tsx';
import { PlanTab } from './plan/plan-tab.tsx';
import styles from './room-page.module.css';

interface RoomPageProps {
  readonly roomId: string;
  readonly tab: RoomTab;
}

/** One room: its settings, who is invited, who sits where, and who is there now. */
export function RoomPage({ roomId, tab }: RoomPageProps) {
  const { t } = useTranslation();
  const ask = useCallback((server: Server, signal: AbortSignal) => roomsApi(server).read(roomId, signal), [roomId]);
  const { answer, again, set } = useAnswer(ask);
  if (answer.is !== 'there') {
    return (
      <AdminPage title={t('admin.nav.rooms')} above={<BackToRooms />}>
        <Answered answer={answer} again={again}>
          {() => null}
        </Answered>
      </AdminPage>
    );
  }
  const room = answer.value;
  return (
    <AdminPage
      title={room.name}
      isName
      above={<BackToRooms />}
      width={tab === 'settings' ? 'text' : 'wide'}
      action={
        <LinkButton to={paths.newReservation(roomId)} icon={<CalendarPlus size={20} aria-hidden />}>
          {t('calendar.new')}
        </LinkButton>
      }
    >
      <Tabs roomId={roomId} tab={tab} />
      <Tab tab={tab} room={room} onChanged={set} />
    </AdminPage>
  );
}

function Tabs({ roomId, tab }: RoomPageProps) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('admin.room.tabs')}>
      <ul className={styles.tabs}>
        {ROOM_TABS.map((each) => (
          <li key={each}>
            <Go to={paths.room(roomId, each)} className={styles.tab} aria-current={each === tab ? 'page' : undefined}>
              {t(`admin.room.tab.${each}`)}
            </Go>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface TabProps {
  readonly tab: RoomTab;
  readonly room: RoomView;
  readonly onChanged: (room: RoomView) => void;
}

function Tab({ tab, room, onChanged }: TabProps) {
  const { router } = useAdmin();
  switch (tab) {
    case 'settings':
      return <EditRoom room={room} onSaved={onChanged} onDeleted={() => router.replace(paths.rooms)} />;
    case 'invites':
      return <InvitesTab room={room} />;
    case 'plan':
      return <PlanTab room={room} />;
    case 'call':
      return <CallTab room={room} />;
    case 'live':
      return <LiveTab room={room} />;
  }
}
