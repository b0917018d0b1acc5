import { Armchair } from 'lucide-react';
import type { ReceivedSeat } from '../../call/meeting/received.ts';
import { SeatLinkButton } from '../../features/plan/seat-link-button.tsx';
import { useSeatWord } from '../../features/plan/seat-word.ts';
import { cx } from '../layout/cx.ts';
import { useParts } from '../parts.tsx';
import { softHyphens } from '../text/soft-hyphens.ts';
import type { Rect } from './layout/grid.ts';
import { TINY_WIDTH } from './layout/pages.ts';
import styles from './tile/tile.module.css';

interface EmptyTileProps {
  readonly seat: ReceivedSeat;
  readonly rect: Rect;
  readonly mayInvite: boolean;
}

/** A chair of the plan that waits for somebody. */
export function EmptyTile({ seat, rect, mayInvite }: EmptyTileProps) {
  const seatWord = useSeatWord();
  const { roomId } = useParts();
  return (
    <li
      className={cx(styles.tile, styles.empty)}
      style={{ transform: `translate(${rect.x}px, ${rect.y}px)`, width: rect.width, height: rect.height }}
      data-seat-id={seat.id}
    >
      <Armchair size={28} aria-hidden />
      <b title={seat.name} dir="auto" translate="no">
        {softHyphens(seat.name, rect.width < TINY_WIDTH ? 'most' : 'long')}
      </b>
      <span className={styles.emptyWord}>{seatWord(seat)}</span>
      {mayInvite && <SeatLinkButton seat={seat} roomId={roomId} />}
    </li>
  );
}
