import { Mail } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalledSeat } from '../../../../../src/protocol/api/calls.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Badge, Row } from '../../parts/lists/rows.tsx';
import { useDates } from '../../parts/use-dates.ts';
import { AddressDialog } from './address-dialog.tsx';

interface CalledRowProps {
  readonly roomId: string;
  readonly seat: CalledSeat;
  readonly onChanged: () => void;
}

const LOOKS = { here: 'good', 'at-door': 'accent', away: 'plain' } as const;

/** One who is expected: where mail for them goes, and how far they are. */
export function CalledRow({ roomId, seat, onChanged }: CalledRowProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { name, address, presence } = seat;
  return (
    <Row
      title={
        <bdi dir="auto" translate="no">
          {name}
        </bdi>
      }
      badge={<Badge look={LOOKS[presence]}>{t(`admin.call.presence.${presence}`)}</Badge>}
      detail={
        <>
          {address === null ? t('admin.call.addressMissing') : <bdi translate="no">{address.email}</bdi>}
          <Called seat={seat} />
        </>
      }
      action={
        <Button
          size="small"
          aria-label={t('admin.call.addressOf', { name })}
          icon={<Mail size={18} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t('admin.call.address')}
        </Button>
      }
    >
      {isOpen && (
        <AddressDialog
          roomId={roomId}
          seat={seat}
          onClose={() => setOpen(false)}
          onSaved={() => {
            setOpen(false);
            onChanged();
          }}
        />
      )}
    </Row>
  );
}

/** What became of the last call; of who is here it does not matter any more. */
function Called({ seat: { call, presence } }: Pick<CalledRowProps, 'seat'>) {
  const { t } = useTranslation();
  const { time } = useDates();
  if (call === null || presence === 'here') return null;
  const { calledAt, openedAt, mail } = call;
  if (openedAt !== null) return <span> · {t('admin.call.opened', { time: time(openedAt) })}</span>;
  if (mail?.state === 'failed') {
    return (
      <>
        {' '}
        <Badge look="warn">{t(`admin.call.failure.${mail.failure ?? 'mail-refused'}`)}</Badge>
      </>
    );
  }
  const isOnItsWay = mail?.state === 'waiting' || mail?.state === 'sending';
  return <span> · {t(isOnItsWay ? 'admin.call.onItsWay' : 'admin.call.written', { time: time(calledAt) })}</span>;
}
