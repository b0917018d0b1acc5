import { useTranslation } from 'react-i18next';
import type { CalledSeat } from '../../../../../src/protocol/api/rooms/calls.ts';
import { Badge } from '../../parts/lists/rows.tsx';
import { useDates } from '../../parts/use-dates.ts';
import { ExpectedRow, NotArrived } from './expected-row.tsx';

interface CalledRowProps {
  readonly roomId: string;
  readonly seat: CalledSeat;
  readonly onChanged: () => void;
}

const LOOKS = { here: 'good', 'at-door': 'accent', away: 'plain' } as const;

/** One who is expected: where mail for them goes, and how far they are. */
export function CalledRow({ roomId, seat, onChanged }: CalledRowProps) {
  const { t } = useTranslation();
  const { presence } = seat;
  return (
    <ExpectedRow
      roomId={roomId}
      seat={seat}
      badge={<Badge look={LOOKS[presence]}>{t(`admin.call.presence.${presence}`)}</Badge>}
      told={<Called seat={seat} />}
      onChanged={onChanged}
    />
  );
}

/** What became of the last call; of who is here it does not matter any more. */
function Called({ seat: { call, presence } }: Pick<CalledRowProps, 'seat'>) {
  const { t } = useTranslation();
  const { time } = useDates();
  if (call === null || presence === 'here') return null;
  const { calledAt, openedAt, mail } = call;
  if (openedAt !== null) return <span> · {t('admin.call.opened', { time: time(openedAt) })}</span>;
  if (mail?.state === 'failed') return <NotArrived failure={mail.failure} />;
  const isOnItsWay = mail?.state === 'waiting' || mail?.state === 'sending';
  return <span> · {t(isOnItsWay ? 'admin.call.onItsWay' : 'admin.call.written', { time: time(calledAt) })}</span>;
}
