import { Armchair } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SeatView } from '../../../../src/signaling/protocol/index.ts';
import { cx } from '../common/cx.ts';
import { SeatLinkButton } from '../plan/seat-link-button.tsx';
import { seatWord } from '../plan/seat-word.ts';
import { useConsole } from './console-parts.tsx';
import styles from './seat-card.module.css';

/** A chair of the plan that waits for somebody, and the link that leads there. */
export function EmptyCard({ seat, roomId }: { readonly seat: SeatView; readonly roomId: string }) {
  const { t, i18n } = useTranslation();
  const { call } = useConsole();
  return (
    <li className={cx(styles.card, styles.empty)} data-seat-id={seat.id}>
      <div className={styles.head}>
        <h2 className={styles.name} title={seat.name} dir="auto" translate="no">
          {seat.name}
        </h2>
      </div>
      <p className={styles.signs}>
        <span className={styles.sign}>
          <Armchair size={16} aria-hidden />
          {seatWord(t, seat, i18n.language)}
        </span>
      </p>
      <SeatLinkButton seat={seat} roomId={roomId} invite={(seatId) => call.request('plan:invite', { seatId })} />
    </li>
  );
}
