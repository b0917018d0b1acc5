import { Lock, ShieldCheck, ShieldUser, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { AttendanceSign } from '../../features/attendance/attendance-sign.tsx';
import { PresenceSign } from '../../features/plan/presence-sign.tsx';
import { BAR_ID } from '../bar/bar.tsx';
import type { PanelName } from '../bar/panel-toggles.tsx';
import { cx } from '../layout/cx.ts';
import type { StandingNotice } from '../notices/notice-column.tsx';
import { NoticePills } from '../notices/notice-pills.tsx';
import { useNoticeBoard } from '../notices/use-board.tsx';
import { SkipLink } from '../page/links/skip-link.tsx';
import { MeetingTitle } from '../page/meeting-title.tsx';
import { useHouse } from '../parts.tsx';
import { SignBoundary } from '../standing/broken.tsx';
import { TimeNow } from '../text/time.tsx';
import { ChairSigns } from './chair-signs.tsx';
import styles from './table.module.css';
import { ATTENDANCE_KEY } from './use-standing.tsx';

interface TableTopProps {
  readonly table: TableState;
  readonly panel: PanelName | null;
  readonly standing: readonly StandingNotice[];
  /** Little room: an open panel needs it. */
  readonly compact: boolean;
  /** Makes room for a notice that is pressed. */
  readonly onOpen: () => void;
}

/** Which meeting it is and how it stands, in one line. */
export function TableTop({ table, panel, standing, compact, onOpen }: TableTopProps) {
  const { t } = useTranslation();
  const { room, participants, lobby, self } = table;
  const board = useNoticeBoard();
  const house = useHouse();
  return (
    <header className={styles.top} data-compact={compact || undefined}>
      {house?.logo && (
        <img
          className={styles.logo}
          src={house.logo.path}
          alt={house.name}
          width={house.logo.width}
          height={house.logo.height}
        />
      )}
      <SignBoundary next={room.name}>
        <MeetingTitle
          name={room.name}
          page={`${room.name} · ${t('app.name')}`}
          waiting={lobby.length}
          className={styles.title}
        />
      </SignBoundary>
      {/* Behind the heading, which has the focus on coming in. */}
      <SkipLink to={BAR_ID}>{t('bar.skip')}</SkipLink>
      {/* First, where there is little room: it is what one acts on. */}
      <SignBoundary next={room}>
        <ChairSigns table={table} withHands={panel !== 'people'} />
      </SignBoundary>
      {room.plan.length === 0 && (
        <Pill icon={<Users size={16} aria-hidden />}>{t('table.count', { count: participants.length })}</Pill>
      )}
      <SignBoundary next={participants}>
        <PresenceSign room={room} participants={participants} isChairing={self.isChairing} className={styles.pill} />
      </SignBoundary>
      <SignBoundary next={room.attendanceDays}>
        <AttendanceSign
          days={room.attendanceDays}
          className={styles.pill}
          onPress={() => board.reopen(ATTENDANCE_KEY)}
        />
      </SignBoundary>
      {self.isChairing && (
        <Pill look={styles.chair} icon={<ShieldUser size={16} aria-hidden />}>
          {t('table.youChair')}
        </Pill>
      )}
      {room.locked && <Pill icon={<Lock size={16} aria-hidden />}>{t('table.locked')}</Pill>}
      <Pill look={styles.wide} icon={<ShieldCheck size={16} aria-hidden />}>
        {t('table.encrypted')}
      </Pill>
      <SignBoundary next={standing}>
        <NoticePills standing={standing} table={table} compact={compact} onOpen={onOpen} />
      </SignBoundary>
      <SignBoundary>
        <TimeNow className={styles.clock} />
      </SignBoundary>
    </header>
  );
}

interface PillProps {
  readonly icon: ReactNode;
  readonly look?: string | undefined;
  readonly children: ReactNode;
}

function Pill({ icon, look, children }: PillProps) {
  return (
    <span className={cx(styles.pill, look)}>
      {icon}
      {children}
    </span>
  );
}
