import type { ParticipantView } from '../../../../src/protocol/index.ts';
import { cx } from '../layout/cx.ts';
import { Name } from '../text/name.tsx';
import type { Rect } from './layout/grid.ts';
import styles from './tile/tile.module.css';

/** The seat of somebody who is large while they speak: nobody else's moves. Their name is read on their picture. */
export function HeldSeat({ participant, rect }: { readonly participant: ParticipantView; readonly rect: Rect }) {
  return (
    <li
      className={cx(styles.tile, styles.empty)}
      style={{ transform: `translate(${rect.x}px, ${rect.y}px)`, width: rect.width, height: rect.height }}
      aria-hidden
    >
      <b>
        <Name of={participant} />
      </b>
    </li>
  );
}
