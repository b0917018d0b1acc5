import { Armchair, Ellipsis } from 'lucide-react';
import { Button as AriaButton, Dialog as AriaDialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ReceivedSeat } from '../../../call/meeting/received.ts';
import { SeatLinkButton } from '../../../features/plan/seat-link-button.tsx';
import { useSeatWord } from '../../../features/plan/seat-word.ts';
import menu from '../../dialogs/menu.module.css';
import { cx } from '../../layout/cx.ts';
import { FittedName } from '../../text/fitted-name.tsx';
import styles from './seat-card.module.css';

/** A chair of the plan that waits for somebody, and the link that leads there. */
export function EmptyCard({ seat, roomId }: { readonly seat: ReceivedSeat; readonly roomId: string }) {
  const { t } = useTranslation();
  const seatWord = useSeatWord();
  return (
    <li className={cx(styles.card, styles.empty)} data-seat-id={seat.id}>
      <h2 className={styles.head}>
        <DialogTrigger>
          <AriaButton className={cx(styles.menu)} aria-label={t('console.card.menu', { name: seat.name })}>
            <FittedName name={seat.name} className={styles.name} />
            <Ellipsis size={18} className={styles.more} aria-hidden />
          </AriaButton>
          <Popover className={cx(menu.popover)} placement="bottom">
            <AriaDialog className={cx(menu.header)} aria-label={seat.name}>
              <b dir="auto" translate="no">
                {seat.name}
              </b>
              <span>{seatWord(seat)}</span>
            </AriaDialog>
          </Popover>
        </DialogTrigger>
      </h2>
      <p className={styles.signs}>
        <span className={styles.sign}>
          <Armchair size={16} aria-hidden />
          <span className={styles.word}>{seatWord(seat, 'short')}</span>
        </span>
      </p>
      <SeatLinkButton seat={seat} roomId={roomId} />
    </li>
  );
}
