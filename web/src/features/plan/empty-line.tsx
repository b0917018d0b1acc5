import { Armchair } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceivedSeat } from '../../call/meeting/received.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { useParts } from '../../ui/parts.tsx';
import styles from './empty-line.module.css';
import { SeatLinkButton } from './seat-link-button.tsx';
import { useSeatWord } from './seat-word.ts';

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
  const { roomId } = useParts();
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
                {mayInvite && <SeatLinkButton seat={seat} roomId={roomId} />}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </div>
  );
}
