import { ClipboardList, ClipboardPen, ClipboardX, KeyRound, LayoutGrid, Mic, MicOff, Tablet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { AttendanceDownload } from '../../features/attendance/attendance-download.tsx';
import { PairDialog } from '../../features/console/pair-dialog.tsx';
import { useForAll } from '../../features/floor/use-for-all.ts';
import { PlanDialog } from '../../features/plan/plan-dialog.tsx';
import { KeepDialog } from '../../features/settings/keep-dialog.tsx';
import { Confirm } from '../dialogs/dialog.tsx';
import { Item } from '../dialogs/menu.tsx';
import { useParts } from '../parts.tsx';

/** For how long the list is kept when the chair switches it on at the table. */
const ATTENDANCE_DAYS = 30;

export type ChairDialogName = 'console' | 'plan' | 'keep' | 'attendance-off' | 'attendance-list';

interface ChairProps {
  readonly table: TableState;
}

/** What the chair is offered in the menu of what is needed now and then. */
export function useChairItems(table: TableState, open: (dialog: ChairDialogName) => void) {
  const { t } = useTranslation();
  const { call } = useParts();
  const forAll = useForAll();
  if (!table.self.isChairing) return null;
  const noted = table.room.attendanceDays > 0;
  const { restricted } = table.room;
  const isLocked = restricted.microphone;
  return [
    <Item
      key="microphones"
      icon={isLocked ? <Mic size={20} aria-hidden /> : <MicOff size={20} aria-hidden />}
      onAction={() => void forAll.restrict('microphone', !isLocked)}
    >
      {t(isLocked ? 'forAll.unlockMicrophones' : 'forAll.lockMicrophones')}
    </Item>,
    <Item key="console" icon={<Tablet size={20} aria-hidden />} onAction={() => open('console')}>
      {t('console.pair')}
    </Item>,
    <Item key="plan" icon={<LayoutGrid size={20} aria-hidden />} onAction={() => open('plan')}>
      {t('plan.title')}
    </Item>,
    table.self.role === 'moderator' && (
      <Item key="keep" icon={<KeyRound size={20} aria-hidden />} onAction={() => open('keep')}>
        {t('keep.title')}
      </Item>
    ),
    <Item
      key="attendance"
      icon={noted ? <ClipboardX size={20} aria-hidden /> : <ClipboardPen size={20} aria-hidden />}
      onAction={() =>
        noted ? open('attendance-off') : void call.act('room:configure', { attendanceDays: ATTENDANCE_DAYS })
      }
    >
      {t(noted ? 'attendance.switchOff' : 'attendance.switchOn')}
    </Item>,
    noted && (
      <Item key="list" icon={<ClipboardList size={20} aria-hidden />} onAction={() => open('attendance-list')}>
        {t('attendance.download')}
      </Item>
    ),
  ].filter((item) => item !== false);
}

interface ChairDialogProps extends ChairProps {
  readonly open: ChairDialogName;
  readonly onClose: () => void;
}

export function ChairDialog({ table, open, onClose }: ChairDialogProps) {
  const { t } = useTranslation();
  const { call } = useParts();
  switch (open) {
    case 'console':
      return <PairDialog consoles={table.consoles} onClose={onClose} />;
    case 'plan':
      return <PlanDialog room={table.room} participants={table.participants} onClose={onClose} />;
    case 'keep':
      return <KeepDialog name={table.room.name} onClose={onClose} />;
    case 'attendance-list':
      return <AttendanceDownload pseudonyms={table.room.pseudonyms} onClose={onClose} />;
    case 'attendance-off':
      return (
        <Confirm
          title={t('attendance.offTitle')}
          text={t('attendance.offText')}
          confirm={t('attendance.offConfirm')}
          onCancel={onClose}
          onConfirm={() => {
            onClose();
            void call.act('room:configure', { attendanceDays: 0 });
          }}
        />
      );
  }
}
