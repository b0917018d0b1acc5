import { Mail } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalledSeat } from '../../../../../src/protocol/api/rooms/calls.ts';
import type { MailFailure } from '../../../../../src/protocol/mail.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Badge, Row } from '../../parts/lists/rows.tsx';
import { AddressDialog } from './address-dialog.tsx';

interface ExpectedRowProps {
  readonly roomId: string;
  readonly seat: Pick<CalledSeat, 'id' | 'name' | 'address'>;
  readonly badge?: ReactNode;
  /** What became of mail to them. */
  readonly told: ReactNode;
  /** Before what is done with the address. */
  readonly action?: ReactNode;
  readonly onChanged: () => void;
}

/** One of a room's plan, and where mail for them goes. */
export function ExpectedRow({ roomId, seat, badge, told, action, onChanged }: ExpectedRowProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { name, address } = seat;
  return (
    <Row
      title={
        <bdi dir="auto" translate="no">
          {name}
        </bdi>
      }
      badge={badge}
      detail={
        <>
          {address === null ? t('admin.call.addressMissing') : <bdi translate="no">{address.email}</bdi>}
          {told}
        </>
      }
      action={
        <>
          {action}
          <Button
            size="small"
            look="quiet"
            aria-label={t('admin.call.addressOf', { name })}
            icon={<Mail size={18} aria-hidden />}
            onClick={() => setOpen(true)}
          >
            {t('admin.call.address')}
          </Button>
        </>
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

/** Why a mail to them did not arrive. */
export function NotArrived({ failure }: { readonly failure: MailFailure | null }) {
  const { t } = useTranslation();
  return (
    <>
      {' '}
      <Badge look="warn">{t(`admin.call.failure.${failure ?? 'mail-refused'}`)}</Badge>
    </>
  );
}
