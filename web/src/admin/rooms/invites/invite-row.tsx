import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InviteView } from '../../../../../src/protocol/api/rooms/invites.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import { Badge, Row } from '../../parts/lists/rows.tsx';
import { useDates } from '../../parts/use-dates.ts';
import { roomsApi } from '../../server/rooms-api.ts';
import { useDoing } from '../../server/use-doing.ts';

interface InviteRowProps {
  readonly invite: InviteView;
  readonly roomId: string;
  readonly onRevoked: () => void;
}

/** A link that somebody has: for whom, as what, how often it was used, and until when it goes. */
export function InviteRow({ invite, roomId, onRevoked }: InviteRowProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { at, day } = useDates();
  const { isBusy, failure, run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  const { id, role, label, trusted, seatId, status, uses, maxUses, expiresAt, createdAt } = invite;
  const name = label ?? t(`admin.invites.as.${role}`);
  const details = [
    t(`admin.invites.as.${role}`),
    ...(seatId === null ? [] : [t('admin.invites.forSeat')]),
    maxUses === null ? t('admin.invites.used', { count: uses }) : t('admin.invites.usedOf', { uses, maxUses }),
    expiresAt === null ? t('admin.invites.noEnd') : t('admin.invites.ends', { until: at(expiresAt) }),
    t('admin.invites.made', { on: day(createdAt) }),
  ];
  return (
    <Row
      title={<span dir="auto">{name}</span>}
      badge={
        <>
          {trusted && <Badge look="accent">{t('admin.invites.isTrusted')}</Badge>}
          {status !== 'open' && <Badge look="warn">{t(`admin.invites.status.${status}`)}</Badge>}
        </>
      }
      detail={details.join(' · ')}
      action={
        status === 'open' && (
          <Button
            size="small"
            busy={isBusy}
            aria-label={t('admin.invites.revokeOne', { name })}
            onClick={() => setAsked(true)}
          >
            {t('admin.invites.revoke')}
          </Button>
        )
      }
    >
      <FailureAlert failure={failure} />
      {isAsked && (
        <Confirm
          title={t('admin.invites.revokeAsk')}
          text={t('admin.invites.revokeText')}
          confirm={t('admin.invites.revoke')}
          onConfirm={() => {
            setAsked(false);
            void run(() => roomsApi(server).revoke(roomId, id), onRevoked);
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </Row>
  );
}
