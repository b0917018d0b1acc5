import { Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { InvitedSeatView } from '../../../../../src/protocol/api/mail.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { useDates } from '../../parts/use-dates.ts';
import { ExpectedRow, NotArrived } from '../../rooms/call/expected-row.tsx';

interface InvitedRowProps {
  readonly roomId: string;
  readonly seat: InvitedSeatView;
  readonly isBusy: boolean;
  /** Null: there is nothing to send them. */
  readonly onSend: (() => void) | null;
  readonly onChanged: () => void;
}

/** One who is expected: where mail for them goes, what was written to them last, and once more. */
export function InvitedRow({ roomId, seat, isBusy, onSend, onChanged }: InvitedRowProps) {
  const { t } = useTranslation();
  const { name, mailed } = seat;
  return (
    <ExpectedRow
      roomId={roomId}
      seat={seat}
      told={mailed !== null && <Mailed mailed={mailed} />}
      action={
        onSend !== null && (
          <Button
            size="small"
            aria-label={t(mailed === null ? 'calendar.invited.inviteOne' : 'calendar.invited.againTo', { name })}
            busy={isBusy}
            icon={<Send size={18} aria-hidden />}
            onClick={onSend}
          >
            {t(mailed === null ? 'calendar.invited.invite' : 'calendar.invited.again')}
          </Button>
        )
      }
      onChanged={onChanged}
    />
  );
}

function Mailed({ mailed: { kind, at, mail } }: { readonly mailed: NonNullable<InvitedSeatView['mailed']> }) {
  const { t } = useTranslation();
  const { at: whenOf } = useDates();
  if (mail?.state === 'failed') return <NotArrived failure={mail.failure} />;
  const what = kind === 'invitation' || kind === 'cancellation' ? kind : 'update';
  const isOnItsWay = mail?.state === 'waiting' || mail?.state === 'sending';
  return (
    <span>
      {' · '}
      {t(isOnItsWay ? 'calendar.invited.onItsWay' : `calendar.invited.had.${what}`, { time: whenOf(at) })}
    </span>
  );
}
