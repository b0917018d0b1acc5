import { Lock, ShieldCheck, ShieldUser, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { AttendanceSign } from '../../features/attendance/attendance-sign.tsx';
import { ChairSigns } from '../../features/chair/chair-signs.tsx';
import { PresenceSign } from '../../features/plan/presence-sign.tsx';
import { BAR_ID } from '../bar/bar.tsx';
import type { PanelName } from '../bar/panel-toggles.tsx';
import { usePlace } from '../hooks/use-place.ts';
import { cx } from '../layout/cx.ts';
import type { StandingNotice } from '../notices/notice-column.tsx';
import { NoticePills } from '../notices/notice-pills.tsx';
import { useNoticeBoard } from '../notices/use-board.tsx';
import { SkipLink } from '../page/skip-link.tsx';
import { SignBoundary } from '../standing/broken.tsx';
import { softHyphens } from '../text/soft-hyphens.ts';
import { TimeNow } from '../text/time.tsx';
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
  return (
    <header className={styles.top} data-compact={compact || undefined}>
      <SignBoundary next={room.name}>
        <Title table={table} />
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
        <NoticePills standing={standing} lobby={lobby} compact={compact} onOpen={onOpen} />
      </SignBoundary>
      <SignBoundary>
        <TimeNow className={styles.clock} />
      </SignBoundary>
    </header>
  );
}

function Title({ table: { room, lobby } }: Pick<TableTopProps, 'table'>) {
  const { t } = useTranslation();
  const waiting = lobby.length > 0 ? `(${lobby.length}) ` : '';
  const heading = usePlace<HTMLHeadingElement>(`${waiting}${room.name} · ${t('app.name')}`);
  return (
    <h1 ref={heading} tabIndex={-1} className={styles.title} title={room.name} translate="no" dir="auto">
      {softHyphens(room.name)}
    </h1>
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
