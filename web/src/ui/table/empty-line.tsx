import { Armchair } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceivedSeat } from '../../call/received.ts';
import { SeatLinkButton } from '../../features/plan/seat-link-button.tsx';
import { useSeatWord } from '../../features/plan/seat-word.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../dialogs/dialog.tsx';
import { useParts } from '../parts.tsx';
import styles from './empty-line.module.css';

/** Many empty chairs in one line, which opens their names. */
export function EmptyLine({
  seats,
  mayInvite,
}: {
  readonly seats: readonly ReceivedSeat[];
  readonly mayInvite: boolean;
}) {
  const { t } = useTranslation();
  const seatWord = useSeatWord();
  const { call, roomId } = useParts();
  const [open, setOpen] = useState(false);
  const title = t('plan.free', { count: seats.length });
  return (
    <div className={styles.line}>
      <Button
        look="quiet"
        size="small"
        icon={<Armchair size={18} aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {title}
      </Button>
      {open && (
        <Dialog title={title} onClose={() => setOpen(false)}>
          <ul className={styles.seats}>
            {seats.map((seat) => (
              <li key={seat.id}>
                <span>
                  <b dir="auto" translate="no">
                    {seat.name}
                  </b>{' '}
                  <small>{seatWord(seat)}</small>
                </span>
                {mayInvite && (
                  <SeatLinkButton
                    seat={seat}
                    roomId={roomId}
                    invite={(seatId) => call.request('plan:invite', { seatId })}
                  />
                )}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </div>
  );
}
